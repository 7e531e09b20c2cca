"""The story of a copy is read back by the leader's doing behind it, as the engine told it, and by indexes alone."""

from decimal import Decimal

import pytest
from sqlalchemy import event as sql_events

from mimikdesk.domain.commands import PlaceOrder
from mimikdesk.domain.decisions import CopyOutcome, CopyProgressed, Decision, FollowerDecided, SendCommand, Verdict
from mimikdesk.domain.events import Event, FillReported, FollowerSwitched
from mimikdesk.domain.ids import FillId, VenueOrderId
from mimikdesk.domain.orders import Fill, Side
from mimikdesk.domain.time import MILLISECOND
from mimikdesk.journal.journal import Journal
from mimikdesk.journal.stories import Story
from tests.helpers.scene import F1, LEADER, MNQ, Scene, f

pytestmark = pytest.mark.rule("13.3")


def fill_at(scene: Scene, order: PlaceOrder, qty: int, price: str) -> None:
    scene.clock.advance(5 * MILLISECOND)
    name = f"{order.client_order_id}-{len(scene.events)}"
    venue = VenueOrderId(f"V-{order.client_order_id}")
    told = Fill(FillId(name), venue, order.client_order_id, MNQ, order.side, qty, Decimal(price))
    scene.take(FillReported(order.account, told, scene.clock.now()))


class Recorded(Scene):
    """A scene whose events and decisions go to a journal, as the copier hands them over."""

    journal: Journal | None = None

    def take(self, event: Event) -> list[Decision]:
        decisions = super().take(event)
        if self.journal is not None:
            self.journal.recorder.record(event)
            for decision in decisions:
                self.journal.recorder.record(decision, self.clock.now())
        return decisions


@pytest.fixture
def scene(journal: Journal) -> Recorded:
    """The second of three followers is off; the leader buys 2, then sells them, and everything fills."""
    scene = Recorded("2", "1", "0.5")
    scene.journal = journal
    scene.take(FollowerSwitched(f(2), False, scene.clock.now()))
    for side, price in ((2, "100"), (-2, "104")):
        key = scene.leader_order(side)
        scene.clock.advance(1_000 * MILLISECOND)
        fill = Fill(FillId(f"his{side}"), key, None, MNQ, Side.of(side), 2, Decimal(price))
        scene.take(FillReported(LEADER, fill, scene.clock.now()))
        first, other = scene.places[-2:]
        fill_at(scene, first, 1, price)
        fill_at(scene, other, 1, str(Decimal(price) + 1))
        fill_at(scene, first, 3, price)
    assert journal.recorder.flush()
    return scene


def story(journal: Journal, scene: Recorded, number: int) -> Story:
    trigger = [decided.trigger.id for decided in scene.verdicts(F1)][number]
    found = journal.story(trigger)
    assert found is not None
    return found


def test_a_story_has_the_leaders_event_every_followers_decision_and_what_became_of_every_order(
    journal: Journal, scene: Recorded
) -> None:
    entry = story(journal, scene, 0)
    assert isinstance(entry.event, FillReported)
    assert (entry.event.account, entry.event.fill.fill_id) == (LEADER, "his2")
    assert [(decided.follower, decided.verdict) for decided in entry.decisions] == [
        (F1, Verdict.COPIED),
        (f(2), Verdict.HELD),
        (f(3), Verdict.COPIED),
    ]
    assert [(told.account, told.outcome, told.filled) for told in entry.progress] == [
        (F1, CopyOutcome.WORKING, 1),
        (f(3), CopyOutcome.FILLED, 1),
        (F1, CopyOutcome.FILLED, 4),
    ]
    sent = [sent.send.command for sent in entry.sent]
    assert sent == scene.places[:2]
    assert {sent.at_ns for sent in entry.sent} == {entry.event.at.utc_ns}
    assert [entry.ends[order.client_order_id].slippage_ticks for order in scene.places[:2]] == ["0", "4"]


def test_what_the_engine_told_is_read_back_as_it_was(journal: Journal, scene: Recorded) -> None:
    both = [story(journal, scene, number) for number in (0, 1)]
    kept = [told for entry in both for told in entry.progress]
    assert kept == [decision for decision in scene.decisions if isinstance(decision, CopyProgressed)]
    decided = [decision for entry in both for decision in entry.decisions]
    assert decided == [decision for decision in scene.decisions if isinstance(decision, FollowerDecided)]
    sends = [sent.send for entry in both for sent in entry.sent]
    assert sends == [decision for decision in scene.decisions if isinstance(decision, SendCommand)]
    assert list(journal.decisions(journal.session)) == scene.decisions[-len(list(journal.decisions(journal.session))) :]


def test_each_trade_has_its_own_story_and_an_unknown_one_has_none(journal: Journal, scene: Recorded) -> None:
    out = story(journal, scene, 1)
    assert isinstance(out.event, FillReported)
    assert out.event.fill.fill_id == "his-2"
    assert set(out.ends) == {order.client_order_id for order in scene.places[2:]}
    assert journal.story("somebody|else|1") is None


def test_a_story_is_found_by_indexes_and_no_table_is_read_through(journal: Journal, scene: Recorded) -> None:
    engine = journal._reader._engine
    asked: list[tuple[str, object]] = []

    def listen(_connection, _cursor, statement, parameters, *_rest):  # type: ignore[no-untyped-def]
        asked.append((statement, parameters))

    sql_events.listen(engine, "before_cursor_execute", listen)
    story(journal, scene, 0)
    sql_events.remove(engine, "before_cursor_execute", listen)
    plans = []
    with engine.connect() as sql:
        for statement, parameters in asked:
            if statement.startswith("SELECT"):
                rows = sql.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)  # type: ignore[arg-type]
                plans.append([row.detail for row in rows])
    assert len(plans) == 4
    assert all(step.startswith("SEARCH") or "ORDER BY" in step for plan in plans for step in plan), plans
