"""Trouble at the frame level, drawn from seeds: whatever happens to frames and lines, each trade is told once, each
order comes to its end, and after a read everything is as the broker has it."""

from collections import Counter
from decimal import Decimal
from random import Random

import pytest

from mimikdesk.domain.commands import CancelOrder, ModifyOrder
from mimikdesk.domain.events import FillReported, LineChanged, OrderReported, SendEnded, SnapshotTaken
from mimikdesk.domain.ids import ClientOrderId
from mimikdesk.domain.time import MILLISECOND, SECOND
from tests.helpers.tradovate.memory_network import FrameFaults
from tests.helpers.tradovate.options import Options, ReplyPlace
from tests.helpers.tradovate_rig import SYMBOL
from tests.helpers.tradovate_told import BUY, MINUTE, SELL, Told

FAULTS = FrameFaults(duplicate=0.2, split=0.3, join=0.2, reorder=0.3, junk=0.1, late=0.05, late_by=80 * MILLISECOND)


def troubled(seed: int, breaks: bool) -> Told:
    """Orders, changes, cancels and trades by hand; with ``breaks``, lost lines, commands and answers too."""
    random = Random(seed)
    options = Options(seed=seed, shuffle=seed % 2 == 0, reply=random.choice(list(ReplyPlace)), odd=0.2)
    told = Told(options, FAULTS)
    told.events.clear()
    names: list[ClientOrderId] = []
    for number in range(60):
        side = random.choice([BUY, SELL])
        act = random.randrange(5)
        if act == 0:
            told.by_hand(told.accounts[0], side, random.randint(1, 3))
        elif act == 1 and names:
            told.link.cancel(CancelOrder(told.accounts[0], random.choice(names)))
        elif act == 2 and names:
            told.link.modify(
                ModifyOrder(told.accounts[0], random.choice(names), limit=Decimal(random.randint(96, 104)))
            )
        else:
            limit = None if act == 3 else str(random.randint(97, 103))
            names.append(told.place(f"o{number}", side, random.randint(1, 3), limit))
        if breaks and random.random() < 0.15:
            random.choice([told.lose_line, told.lose_next_command, told.lose_next_answer, told.freeze_line])()
        told.pass_time(random.randrange(1000) * MILLISECOND)
    told.network.faults = FrameFaults()
    while told.network.take_lost_command() or told.network.take_lost_answer():
        pass
    told.pass_time(3 * MINUTE)
    return told


def read(told: Told) -> SnapshotTaken:
    told.events.clear()
    told.link.refresh(told.accounts[0])
    told.pass_time(3 * SECOND)
    (snapshot,) = [event for event in told.events if isinstance(event, SnapshotTaken)]
    return snapshot


def as_the_broker_has_it(told: Told) -> None:
    snapshot = read(told)
    held = {position.symbol: position.qty for position in snapshot.positions}
    assert held.get(SYMBOL, 0) == told.server.venue.position(told.accounts_at_venue[0], SYMBOL)
    known = told.server.desks["demo"].orders
    own = [order for order in known.values() if order.account.venue == told.accounts_at_venue[0]]
    assert {order.venue_order_id for order in snapshot.orders} == {str(order.id) for order in own}
    for order in snapshot.orders:
        there = known[int(order.venue_order_id)]
        assert (order.client_order_id or None) == there.sender.client_id
        assert order.filled == there.filled
        assert order.status.final == there.final


@pytest.mark.rule("7.1")
@pytest.mark.parametrize("seed", range(12))
def test_on_a_line_that_stands_everything_is_told_once_and_nothing_is_missing(seed: int) -> None:
    told = troubled(seed, breaks=False)
    fills = Counter(event.fill.fill_id for event in told.events if isinstance(event, FillReported))
    assert set(fills.values()) <= {1}
    assert [event for event in told.events if isinstance(event, LineChanged | SendEnded)] == []
    assert set(fills) == {str(kept.row["id"]) for kept in told.server.stores["demo"].all("fill")}
    as_the_broker_has_it(told)


@pytest.mark.rule("7.1", "7.4")
@pytest.mark.parametrize("seed", range(100, 112))
def test_on_lines_that_break_no_fill_is_told_twice_and_each_order_has_an_end_or_a_place_in_the_read(seed: int) -> None:
    told = troubled(seed, breaks=True)
    events = list(told.events)
    fills = Counter(event.fill.fill_id for event in events if isinstance(event, FillReported))
    assert set(fills.values()) <= {1}
    assert told.lines()[-1:] in ([], ["connected"])
    as_the_broker_has_it(told)
    here = {order.client_order_id for order in read(told).orders}
    ends = {event.client_order_id: event for event in events if isinstance(event, SendEnded)}
    reported = {event.order.client_order_id for event in events if isinstance(event, OrderReported)}
    for number in range(60):
        name = ClientOrderId(f"o{number}")
        if name in here:
            assert name not in ends or ends[name].outcome.value == "unknown"
    assert here - {None} <= reported | set(ends)
