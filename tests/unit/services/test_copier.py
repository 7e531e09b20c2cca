"""One run from the leader's fill to every follower's order: what comes after what, and what a fault may not stop."""

from collections.abc import Callable

import pytest

from mimikdesk.domain.commands import PlaceOrder
from mimikdesk.domain.decisions import Decision, FollowerDecided, Noticed, Purpose, SendCommand
from mimikdesk.domain.errors import JournalError
from mimikdesk.domain.events import Event, FillReported, GroupDefined, SendEnded, SendOutcome, TimePassed
from mimikdesk.domain.group import CopyGroup, FollowerSettings
from mimikdesk.domain.ids import GroupId
from mimikdesk.domain.reasons import Reason
from mimikdesk.domain.time import Stamp
from mimikdesk.engine import engine
from tests.helpers.logs import DeclareLog
from tests.unit.services.stage import DEMO, MNQ, OTHER, Stage


class BrokenError(Exception):
    pass


def breaks(*_: object) -> None:
    raise BrokenError("on purpose")


@pytest.mark.rule("4.6")
def test_a_link_that_fails_in_a_send_costs_the_others_nothing(
    monkeypatch: pytest.MonkeyPatch, expect_log: DeclareLog
) -> None:
    expect_log("Sending .* failed", logger="mimikdesk.services.copier")
    stage = Stage()
    monkeypatch.setattr(stage.links[DEMO], "place", breaks)
    stage.trade(4)
    assert (stage.held(stage.f1), stage.held(stage.f2)) == (0, 2)
    ended = [entry for entry in stage.memory.entries if isinstance(entry, SendEnded)]
    assert [entry.outcome for entry in ended] == [SendOutcome.UNKNOWN]
    monkeypatch.undo()
    stage.wait(5000)
    assert stage.row(stage.f1).divergence == -4
    stage.trade(-4)
    stage.trade(2)
    assert (stage.held(stage.f1), stage.held(stage.f2)) == (2, 1)


@pytest.mark.rule("4.6", "1.1")
@pytest.mark.parametrize("part", ["window", "journal", "read"])
def test_copying_and_its_timers_go_on_when_another_part_fails(
    part: str, monkeypatch: pytest.MonkeyPatch, expect_log: DeclareLog
) -> None:
    stage = Stage()
    if part == "window":
        expect_log("could not be told")
        monkeypatch.setattr(stage.program.copier, "_listener", breaks)
    elif part == "journal":
        expect_log("handed to the journal")
        monkeypatch.setattr(stage.memory, "record", breaks)
    else:
        expect_log("could not be read")
        monkeypatch.setattr(stage.links[OTHER], "refresh", breaks)
        stage.links[OTHER].line.hold_answers(3_500_000_000)
    stage.trade(4)
    stage.wait(5000)
    stage.links[DEMO].line.reject_next(1)
    stage.trade(-4, wait_ms=1000)
    assert (stage.held(stage.f1), stage.held(stage.f2)) == (0, 0)


def test_an_event_the_engine_cannot_take_is_told_and_the_next_ones_are_taken(
    monkeypatch: pytest.MonkeyPatch, expect_log: DeclareLog
) -> None:
    expect_log("The engine failed")
    stage = Stage()
    real: Callable[..., list[Decision]] = engine.step

    def step(state: object, event: Event) -> list[Decision]:
        if isinstance(event, FillReported) and event.account == stage.f1:
            raise BrokenError("on purpose")
        return real(state, event)

    monkeypatch.setattr(engine, "step", step)
    stage.trade(4)
    assert (stage.held(stage.f1), stage.held(stage.f2)) == (4, 2)
    assert any("compare every follower with its broker" in text for text in stage.texts())


@pytest.mark.rule("4.5")
def test_an_order_for_a_leader_that_got_past_the_engine_is_stopped_told_recorded_and_ended(
    expect_log: DeclareLog,
) -> None:
    expect_log("was refused. Nothing was sent", logger="mimikdesk.services.copier")
    stage = Stage()
    # The schema forbids it: a group that follows with the account that leads another.
    wrong = CopyGroup(GroupId("wrong"), "Wrong", stage.f2, (FollowerSettings(stage.leader),))
    stage.program.copier.take(GroupDefined(wrong, stage.clock.now()))
    at = stage.clock.now()
    send = SendCommand(PlaceOrder(stage.leader, "MKx", MNQ, "buy", 1), Purpose.OPEN, "t")  # type: ignore[arg-type]
    stage.program.copier._send(send, at)
    stage.wait(100)
    assert stage.held(stage.leader) == 0
    assert any(isinstance(entry, Noticed) and "was refused" in entry.text for entry in stage.memory.entries)


@pytest.mark.rule("7.3")
def test_an_opening_that_cannot_be_written_down_is_told_and_not_expected_to_arrive(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stage = Stage()

    def full(order: PlaceOrder, at: Stamp, sent: SendCommand) -> None:
        raise JournalError("The disk is full.")

    monkeypatch.setattr(stage.memory, "append", full)
    stage.trade(4)
    assert (stage.held(stage.f1), stage.held(stage.f2)) == (0, 0)
    assert any("could not be sent" in text for text in stage.texts("First"))
    assert stage.program.copier.state.follows[stage.f1][1].book(MNQ).cause is not None


def test_events_that_arise_in_a_step_are_taken_after_it_in_order() -> None:
    stage = Stage()
    copier = stage.program.copier
    told: list[str] = []
    inner = copier._listener

    def listen(event: Event, decisions: list[Decision], sent: Stamp) -> None:
        told.append(type(event).__name__)
        if len(told) == 1:
            copier.take(TimePassed(stage.clock.now()))
            copier.take(GroupDefined(stage.memory.groups()[0], stage.clock.now()))
            told.append("still in the first")
        inner(event, decisions, sent)

    copier._listener = listen
    copier.take(TimePassed(stage.clock.now()))
    assert told == ["TimePassed", "still in the first", "TimePassed", "GroupDefined"]


def test_time_that_passes_is_recorded_too_because_it_alone_can_change_what_comes_later() -> None:
    stage = Stage()
    stage.memory.entries.clear()
    passed = TimePassed(stage.clock.now())
    stage.program.copier.take(passed)
    assert stage.memory.entries == [passed]


def test_an_event_is_recorded_before_what_was_decided_about_it() -> None:
    stage = Stage()
    stage.memory.entries.clear()
    stage.trade(1)
    entries = stage.memory.entries
    fill = next(n for n, entry in enumerate(entries) if isinstance(entry, FillReported))
    decided = next(n for n, entry in enumerate(entries) if isinstance(entry, FollowerDecided))
    assert fill < decided


@pytest.mark.rule("1.1")
def test_orders_in_flight_count_exits_that_wait_for_their_next_attempt() -> None:
    stage = Stage()
    stage.trade(2)
    stage.links[OTHER].line.reject_all("no")
    stage.trade(-2, wait_ms=3000)
    assert stage.held(stage.f2) == 1
    book = stage.program.copier.state.follows[stage.f2][1].book(MNQ)
    assert not book.orders
    assert stage.program.copier.orders_in_flight == 1
    assert book.cause is not None
    assert book.cause[0] is Reason.REJECTED
    assert stage.row(stage.f2).cause.startswith("The broker rejected the order")
    assert stage.row(stage.f1).divergence == 0
