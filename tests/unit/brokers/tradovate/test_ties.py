"""Which orders belong together, as the broker tells it or not at all."""

from itertools import permutations
from typing import Any

import pytest

from mimikdesk.brokers.tradovate.rows import OrderRow, StrategyLinkRow
from mimikdesk.brokers.tradovate.ties import Ties
from mimikdesk.domain.events import OrderReported
from mimikdesk.domain.orders import Side
from tests.helpers import tradovate_rows as t
from tests.helpers.tradovate_rows import live


def order(
    number: int, side: Side = Side.SELL, parent: int | None = None, oco: int | None = None, linked: int | None = None
) -> OrderRow:
    return OrderRow(number, 1, 2, side, "Working", False, parent, oco, linked)


ENTRY = order(11, Side.BUY)
LINKS = [StrategyLinkRow(101, 10, 11), StrategyLinkRow(104, 10, 14), StrategyLinkRow(107, 10, 17)]


def test_orders_without_links_stand_alone() -> None:
    ties = Ties()
    for row in (ENTRY, order(14), order(17)):
        ties.take_order(row)
    assert [ties.parent(number) for number in (11, 14, 17)] == [None, None, None]
    assert [ties.oco(number) for number in (11, 14, 17)] == [None, None, None]


@pytest.mark.rule("6.7")
@pytest.mark.parametrize("linked", [{"oco": 17}, {"linked": 17}])
def test_a_link_on_one_side_ties_both_and_only_once_the_other_is_known(linked: dict[str, Any]) -> None:
    ties = Ties()
    ties.take_order(order(14, **linked))
    assert ties.oco(14) is None
    assert ties.take_order(order(17)) == {14, 17}
    assert ties.oco(14) == ties.oco(17) == "oco-14"


def test_two_orders_that_name_the_same_third_id_are_tied() -> None:
    ties = Ties()
    ties.take_order(order(14, oco=12))
    ties.take_order(order(17, oco=12))
    assert ties.oco(14) == ties.oco(17) is not None


def test_an_entry_that_its_legs_are_linked_to_is_none_of_the_pair() -> None:
    ties = Ties()
    ties.take_order(ENTRY)
    ties.take_order(order(14, parent=11, oco=11, linked=17))
    ties.take_order(order(17, parent=11, oco=11, linked=14))
    assert ties.parent(14) == ties.parent(17) == 11
    assert ties.oco(11) is None
    assert ties.oco(14) == ties.oco(17) == "oco-14"


@pytest.mark.parametrize("links", list(permutations(LINKS)))
def test_legs_of_a_strategy_have_its_first_order_as_their_entry(links: tuple[StrategyLinkRow, ...]) -> None:
    ties = Ties()
    for row in (order(17), ENTRY, order(14)):
        ties.take_order(row)
    for link in links:
        ties.take_link(link)
    assert [ties.parent(number) for number in (11, 14, 17)] == [None, 11, 11]
    assert [ties.oco(number) for number in (11, 14, 17)] == [None, None, None]


def test_a_strategy_of_one_side_has_no_entry() -> None:
    ties = Ties()
    for row in (order(11), order(14), order(17, Side.BUY)):
        ties.take_order(row)
    for link in LINKS:
        ties.take_link(link)
    assert [ties.parent(number) for number in (11, 14, 17)] == [None, None, None]


def test_a_tie_that_comes_later_is_reported() -> None:
    desk = live()
    links: dict[int, dict[str, Any]] = {t.ORDER + 4: {}, t.ORDER + 8: {"ocoId": t.ORDER + 4}}
    for number, more in links.items():
        desk.push(("order", t.order(number, side="Sell", **more)), ("command", t.command(number, number)))
        desk.push(("orderVersion", t.version(number, number, kind="Limit", price=25100)))
    told = [
        (int(event.order.venue_order_id), event.order.oco) for event in desk.events if isinstance(event, OrderReported)
    ]
    name = f"oco-{t.ORDER + 4}"
    assert told == [(t.ORDER + 4, None), (t.ORDER + 4, name), (t.ORDER + 8, name)]
