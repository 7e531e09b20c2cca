"""Looking up what the books lack: soon, in tens, and done without where nobody knows it."""

from collections.abc import Callable

import pytest

from mimikdesk.brokers.budget import Priority
from mimikdesk.brokers.tradovate import facts
from mimikdesk.brokers.tradovate.frames import Reply
from mimikdesk.brokers.tradovate.lookups import Lookups
from mimikdesk.brokers.tradovate.requests import ANSWER_WITHIN, Done, Late, Unanswered
from mimikdesk.domain.clock import VirtualClock
from mimikdesk.domain.ids import ClientOrderId, Symbol
from mimikdesk.domain.time import SECOND
from tests.helpers import tradovate_rows as t
from tests.helpers.tradovate_rows import live

MINUTE = 60 * SECOND


class Asked:
    """A line that keeps what is asked, and a place to answer it."""

    def __init__(self) -> None:
        self.open: list[tuple[str, str, Done]] = []
        self.reading = True

    def offline(self) -> str:
        return ""

    def ask(
        self,
        endpoint: str,
        done: Done,
        query: str = "",
        body: str = "",
        within_ns: int = ANSWER_WITHIN,
        late: Late | None = None,
    ) -> int:
        self.open.append((endpoint, query, done))
        return len(self.open)

    def held_back(self, priority: Priority) -> str:
        return ""

    def may_read(self) -> bool:
        return self.reading

    def read_gap_ns(self) -> int:
        return 0

    def reread(self, order_id: int) -> None: ...

    def claim(self, order_id: int, client_order_id: ClientOrderId) -> None: ...

    def answer(self, reply: Callable[[str, str], Reply | Unanswered]) -> list[str]:
        """Answer everything that is open; what it was."""
        waiting, self.open = self.open, []
        for endpoint, query, done in waiting:
            done(reply(endpoint, query))
        return [f"{endpoint}?{query}" for endpoint, query, _ in waiting]


class Desk:
    def __init__(self) -> None:
        self.clock = VirtualClock()
        self.line = Asked()
        self.rows = live()
        self.lookups = Lookups(self.clock, self.line, self.rows.books, lambda: self.lookups.look())

    def lack_orders(self, count: int) -> None:
        """Fills of orders that nobody has told of."""
        self.rows.push(*[("fill", t.fill(900 + number, order_id=100 + number)) for number in range(count)])
        self.lookups.look()


def none(endpoint: str, query: str) -> Reply:
    return Reply(0, 404, "")


def test_what_is_missing_is_asked_for_only_when_it_does_not_come_by_itself() -> None:
    desk = Desk()
    desk.lack_orders(1)
    desk.clock.advance(facts.COMES_BY_ITSELF_NS - 1)
    assert desk.line.open == []
    desk.clock.advance(1)
    assert [(endpoint, query) for endpoint, query, _ in desk.line.open] == [("order/item", "id=100")]
    desk.lookups.look()
    desk.clock.advance(10 * facts.COMES_BY_ITSELF_NS)
    assert len(desk.line.open) == 1


def test_what_has_only_just_been_missed_has_its_time_whatever_else_is_asked_for() -> None:
    desk = Desk()
    desk.lack_orders(1)
    desk.clock.advance(facts.COMES_BY_ITSELF_NS - 1)
    desk.rows.push(("fill", t.fill(800, order_id=50)))
    desk.lookups.look()
    desk.clock.advance(1)
    assert desk.line.answer(none) == ["order/item?id=100"]
    desk.clock.advance(facts.COMES_BY_ITSELF_NS - 2)
    assert desk.line.open == []
    desk.clock.advance(1)
    assert desk.line.answer(none) == ["order/item?id=50"]


def test_ids_are_asked_for_in_tens_and_one_by_one_where_that_is_answered_with_nothing() -> None:
    desk = Desk()
    desk.lack_orders(12)
    desk.clock.advance(facts.COMES_BY_ITSELF_NS)
    ids = [",".join(map(str, range(start, end))) for start, end in ((100, 110), (110, 112))]
    assert desk.line.answer(none) == [f"order/items?ids={part}" for part in ids]
    assert desk.line.answer(none) == [f"order/item?id={number}" for number in range(100, 112)]
    assert not desk.rows.books.missing
    desk.clock.advance(MINUTE)
    assert desk.line.open == []


@pytest.mark.parametrize(
    "answer",
    [Reply(0, 500, ""), Reply(0, 200, {"p-ticket": "x"}), Unanswered("no answer")],
    ids=["500", "ticket", "none"],
)
def test_what_nobody_answers_is_asked_for_again_a_few_times(answer: Reply | Unanswered) -> None:
    desk = Desk()
    desk.lack_orders(1)
    asked = 0
    for _ in range(20):
        desk.clock.advance(facts.LOOK_AGAIN_NS)
        asked += len(desk.line.answer(lambda endpoint, query: answer))
    assert asked == facts.LOOKUP_TRIES
    assert not desk.rows.books.missing


def test_while_nothing_may_be_read_it_waits() -> None:
    desk = Desk()
    desk.line.reading = False
    desk.lack_orders(1)
    desk.clock.advance(MINUTE)
    assert desk.line.open == []
    desk.line.reading = True
    desk.clock.advance(facts.LOOK_AGAIN_NS)
    assert len(desk.line.open) == 1


def test_a_contract_is_looked_up_by_its_name_with_all_that_it_takes_and_once_for_everybody() -> None:
    desk = Desk()
    found: list[str] = []
    for name in ("a", "b"):
        desk.lookups.find(Symbol("MYMZ6"), lambda name=name: found.append(name))  # type: ignore[misc]
    rows = {
        "contract/find": {"id": 77, "name": "MYMZ6", "contractMaturityId": 78},
        "contractmaturity/item": {"id": 78, "productId": 79},
        "product/item": {"id": 79, "name": "MYM", "tickSize": 1, "valuePerPoint": t.cash("0.5")["amount"]},
    }
    asked = []
    for _ in range(3):
        asked += desk.line.answer(lambda endpoint, query: Reply(0, 200, rows[endpoint]))
    assert asked == ["contract/find?name=MYMZ6", "contractmaturity/item?id=78", "product/item?id=79"]
    assert found == ["a", "b"]
    instrument = desk.rows.books.instrument(Symbol("MYMZ6"))
    assert instrument is not None
    assert instrument.tick_size == 1


@pytest.mark.parametrize("data", [None, "", [], {"id": 77}])
def test_a_contract_that_is_not_listed_ends_the_search(data: object) -> None:
    desk = Desk()
    found: list[int] = []
    desk.lookups.find(Symbol("FOOZ6"), lambda: found.append(1))
    desk.line.answer(lambda endpoint, query: Reply(0, 200, data))
    assert found == [1]
    assert not desk.lookups.finding
