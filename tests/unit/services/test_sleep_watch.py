"""A sleep, a clock that is set and a program that was held up are noticed; a busy machine is none (rule 10.2)."""

from decimal import Decimal

import pytest

from mimikdesk.domain.clock import VirtualClock
from mimikdesk.domain.events import (
    BreakerReset,
    Event,
    FillReported,
    LineChanged,
    LineState,
    Resumed,
    SendEnded,
    SendOutcome,
    TimePassed,
)
from mimikdesk.domain.ids import FillId, VenueOrderId
from mimikdesk.domain.orders import Fill, OrderKind, Side
from mimikdesk.domain.time import MILLISECOND, SECOND
from mimikdesk.engine import engine
from mimikdesk.services.program import NEW_LINE
from mimikdesk.services.sleep_watch import SleepWatch
from tests.unit.services.stage import DEMO, MNQ, Stage

MINUTE, HOUR = 60 * SECOND, 3_600 * SECOND

pytestmark = pytest.mark.rule("10.2")


class Bench:
    """A watch on a clock in the hand, and what it told."""

    def __init__(self) -> None:
        self.clock = VirtualClock()
        self.told: list[tuple[int, str]] = []
        self.watch = SleepWatch(self.clock, lambda gap_ns, text: self.told.append((gap_ns, text)))
        self.watch.start()
        self.clock.advance(10 * SECOND + 300 * MILLISECOND)


JUMPS = [
    pytest.param(
        2 * HOUR + 10 * MINUTE,
        0,
        "The computer was asleep for 2 h 10 min, or its clock was set forward; every connection is made anew.",
        id="asleep while the monotonic clock stands still, or set forward",
    ),
    pytest.param(
        45 * SECOND,
        45 * SECOND,
        "The computer was asleep for 44 s, or this program could not run; every connection is made anew.",
        id="asleep while both clocks go on, or held up",
    ),
    pytest.param(
        9 * HOUR,
        30 * SECOND,
        "The computer was asleep for 8 h 59 min, or this program could not run; every connection is made anew.",
        id="held up and asleep",
    ),
    pytest.param(
        -HOUR,
        0,
        "The computer's clock was set back by 1 h 0 min; every connection is made anew.",
        id="set back",
    ),
    pytest.param(
        -3 * SECOND,
        0,
        "The computer's clock was set back by 3 s; every connection is made anew.",
        id="set back a little",
    ),
    pytest.param(
        3 * SECOND,
        0,
        "The computer was asleep for 3 s, or its clock was set forward; every connection is made anew.",
        id="set forward a little",
    ),
]


@pytest.mark.parametrize(("utc_ns", "mono_ns", "says"), JUMPS)
def test_each_kind_of_jump_is_told_once_with_its_length(utc_ns: int, mono_ns: int, says: str) -> None:
    bench = Bench()
    bench.clock.jump(utc_ns, mono_ns)
    bench.clock.advance(MINUTE)
    assert [text for _, text in bench.told] == [says]
    ((gap_ns, _),) = bench.told
    assert abs(gap_ns - max(abs(utc_ns), mono_ns)) <= SECOND


@pytest.mark.parametrize(
    ("utc_ns", "mono_ns"),
    [
        pytest.param(SECOND, SECOND, id="busy for a second"),
        pytest.param(5 * SECOND, 5 * SECOND, id="busy for five"),
        pytest.param(1_900 * MILLISECOND, 0, id="a time server steps forward"),
        pytest.param(-1_900 * MILLISECOND, 0, id="a time server steps back"),
    ],
)
def test_a_busy_machine_and_a_time_server_are_no_jump(utc_ns: int, mono_ns: int) -> None:
    bench = Bench()
    for _ in range(5):
        bench.clock.jump(utc_ns, mono_ns)
        bench.clock.advance(10 * SECOND)
    assert bench.told == []


def test_every_jump_is_told_and_the_watch_goes_on() -> None:
    bench = Bench()
    for _ in range(3):
        bench.clock.jump(HOUR)
        bench.clock.advance(MINUTE)
    assert len(bench.told) == 3


def test_an_event_that_comes_before_the_next_look_is_enough_to_notice_and_it_is_told_once() -> None:
    bench = Bench()
    bench.clock.jump(HOUR)
    assert bench.watch.see(bench.clock.now())
    assert not bench.watch.see(bench.clock.now())
    bench.clock.jump(MINUTE, MINUTE)
    assert bench.watch.see(bench.clock.now())
    bench.clock.advance(MINUTE)
    assert len(bench.told) == 2


def test_a_watch_that_is_stopped_sees_nothing_and_asks_nothing_of_the_clock() -> None:
    bench = Bench()
    bench.watch.stop()
    bench.clock.jump(HOUR)
    assert not bench.watch.see(bench.clock.now())
    assert bench.clock.next_due is None
    assert bench.told == []


# --- what the program does about it -----------------------------------------------------------------------------------


def lines(stage: Stage) -> list[tuple[str, LineState, str]]:
    told = [entry for entry in stage.memory.entries if isinstance(entry, LineChanged)]
    return [(line.connection, line.state, line.detail) for line in told]


@pytest.mark.parametrize(("utc_ns", "mono_ns"), [(HOUR, 0), (HOUR, HOUR), (-HOUR, 0)])
def test_after_a_sleep_every_connection_is_made_anew_and_the_trader_is_told(utc_ns: int, mono_ns: int) -> None:
    stage = Stage()
    stage.trade(4)
    before = len(lines(stage))
    stage.clock.jump(utc_ns, mono_ns)
    stage.wait(3_000)
    for connection in stage.links:
        assert [told[1:] for told in lines(stage)[before:] if told[0] == connection] == [
            (LineState.RECONNECTING, NEW_LINE),
            (LineState.CONNECTED, ""),
        ]
    assert len([entry for entry in stage.memory.entries if isinstance(entry, Resumed)]) == 1
    stage.trade(-4)
    assert (stage.held(stage.f1), stage.held(stage.f2)) == (0, 0)


def test_a_link_whose_line_was_lost_during_the_sleep_is_not_kept_waiting() -> None:
    stage = Stage()
    stage.cut(DEMO, 40)
    stage.wait(30_000)
    stage.clock.jump(HOUR, HOUR)
    stage.wait(500)
    assert [told[1] for told in lines(stage) if told[0] == DEMO][-1] is LineState.CONNECTED


@pytest.mark.rule("7.2", "1.2")
@pytest.mark.parametrize("mono_ns", [0, HOUR])
def test_a_fill_of_the_leader_that_lay_in_the_machine_while_it_slept_is_history(mono_ns: int) -> None:
    stage = Stage()
    stage.hand.place(MNQ, Side.BUY, 2)
    stage.clock.jump(HOUR, mono_ns)
    stage.wait(5_000)
    assert stage.held(stage.leader) == 2
    assert (stage.held(stage.f1), stage.held(stage.f2)) == (0, 0)
    stage.trade(1)
    assert stage.held(stage.f1) == 1


@pytest.mark.rule("7.2", "1.2")
def test_what_an_old_line_still_delivers_is_not_believed() -> None:
    stage = Stage()
    stage.clock.jump(HOUR)
    stage.program._sleep.see(stage.clock.now())
    fill = Fill(FillId("old"), VenueOrderId("1"), None, MNQ, Side.BUY, 3, Decimal(21_000))
    stage.program._links.sink(DEMO)(FillReported(stage.leader, fill, stage.clock.now()))
    assert not [entry for entry in stage.memory.entries if isinstance(entry, FillReported)]
    stage.wait(3_000)
    assert (stage.held(stage.f1), stage.held(stage.f2)) == (0, 0)


@pytest.mark.rule("7.4")
def test_an_order_on_its_way_when_the_computer_fell_asleep_is_unknown_and_looked_up() -> None:
    stage = Stage()
    stage.hand.place(MNQ, Side.BUY, 2)
    stage.wait(6)
    stage.clock.jump(HOUR)
    stage.wait(5_000)
    ended = [entry for entry in stage.memory.entries if isinstance(entry, SendEnded)]
    assert {entry.outcome for entry in ended} == {SendOutcome.UNKNOWN}
    for account, size in ((stage.f1, 2), (stage.f2, 1)):
        assert stage.held(account) in (0, size)
    stage.trade(-2)
    stage.wait(5_000)
    assert (stage.held(stage.f1), stage.held(stage.f2)) == (0, 0)


def test_what_rests_on_a_follower_still_rests_after_a_sleep() -> None:
    stage = Stage()
    stage.hand.place(MNQ, Side.BUY, 2, OrderKind.LIMIT, limit=stage.venue.quote(MNQ).bid - 50)
    stage.wait(500)
    stage.clock.jump(HOUR)
    stage.wait(5_000)
    assert [order.qty for order in stage.venue.working(stage.f1)] == [2]


def test_what_fell_due_during_the_sleep_is_looked_at_only_after_the_sleep_was_noticed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stage = Stage()
    due = stage.clock.now().mono_ns + 20 * MILLISECOND
    monkeypatch.setattr(engine, "next_due", lambda state: due if state and stage.clock.now().mono_ns <= due else None)
    stage.program.copier.take(BreakerReset(stage.f1, stage.clock.now()))
    stage.wait(6)
    before = len(stage.memory.entries)
    stage.clock.jump(HOUR, HOUR)
    stage.wait(0)
    later = [type(entry) for entry in stage.memory.entries[before:] if isinstance(entry, Event)]
    assert later[:2] == [Resumed, TimePassed]
