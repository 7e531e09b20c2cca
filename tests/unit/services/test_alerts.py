"""The notifications: what raises one, what counts up, what asks again, and what makes it stop."""

from dataclasses import replace
from decimal import Decimal

import pytest

from mimikdesk.domain.accounts import Account
from mimikdesk.domain.clock import VirtualClock
from mimikdesk.domain.decisions import (
    Decision,
    FollowerDecided,
    Found,
    Level,
    Noticed,
    NoticeKind,
    Numbers,
    SwitchedOff,
    TradeKind,
    Trigger,
    Verdict,
)
from mimikdesk.domain.events import AccountListed, Event, GroupDefined, LineState, TimePassed
from mimikdesk.domain.group import CopyGroup, FollowerSettings
from mimikdesk.domain.guard import Finding, FindingCause, FindingKind, GuardAction
from mimikdesk.domain.ids import AccountId, ConnectionId, GroupId, Symbol
from mimikdesk.domain.reasons import REASONS, Cause, Reason
from mimikdesk.domain.time import MILLISECOND, SECOND
from mimikdesk.engine import engine
from mimikdesk.engine.book import Obligation
from mimikdesk.engine.state import EngineState
from mimikdesk.services.alerts import MOST, Alerts
from mimikdesk.services.findings import STEPS
from mimikdesk.services.names import AccountNames
from mimikdesk.services.views import AlertRow
from mimikdesk.settings.alerts import USUAL, AlertChange, AlertSettings
from tests.helpers.scene import ABLE, MNQ, on_submit
from tests.unit.services.stage import OTHER, Stage

CONNECTION = ConnectionId("demo")
LEADER = AccountId("demo/L")
FIRST, SECOND_ONE = AccountId("demo/F1"), AccountId("demo/F2")
NOTICE = Noticed(NoticeKind.COPY_FAILED, Level.WARNING, "The order was rejected.", VirtualClock().now(), FIRST, MNQ)
FINDING = Finding(
    FindingKind.ORPHAN,
    GroupId("g"),
    FIRST,
    MNQ,
    leader=0,
    position=2,
    expected=0,
    action=GuardAction.EXIT,
    keep=0,
    cause=FindingCause.OFFLINE,
    reason=Reason.OFFLINE,
    text="It was offline when the leader closed.",
    since=VirtualClock().now(),
    due_ns=0,
)


class Desk:
    """Two followers in the engine's state, the notifications on a clock moved by hand, and what the window was told."""

    def __init__(self, *changed: AlertChange) -> None:
        self.clock = VirtualClock()
        self.state = EngineState()
        for account in (LEADER, FIRST, SECOND_ONE):
            self.step(AccountListed(account, CONNECTION, self.clock.now()))
        settings = tuple(FollowerSettings(account) for account in (FIRST, SECOND_ONE))
        self.step(GroupDefined(CopyGroup(GroupId("g"), "Scalps", LEADER, settings), self.clock.now()))
        self.first = self.state.follows[FIRST][1]
        self.alerts = Alerts(self.state, self.clock, self.names)
        self.alerts.settings = AlertSettings(changed)
        self.shown: tuple[AlertRow, ...] = ()

    def step(self, event: Event) -> None:
        engine.step(self.state, event)

    def line(self, state: LineState) -> None:
        self.state.set_line(CONNECTION, state)

    def names(self, account: AccountId) -> AccountNames:
        return AccountNames(Account(account, CONNECTION, account.partition("/")[2]), "Demo login")

    def wait(self, ms: int) -> None:
        self.clock.advance(ms * MILLISECOND)

    def note(self, *decisions: Decision) -> bool:
        """These decisions, now."""
        at = self.clock.now()
        return self.alerts.note([_at(decision, self.clock) for decision in decisions], at)

    def notice(self, kind: NoticeKind, level: Level = Level.WARNING, **fields: object) -> bool:
        return self.note(replace(NOTICE, kind=kind, level=level, **fields))  # type: ignore[arg-type]

    def decide(self, verdict: Verdict, reason: Reason | None, kind: TradeKind = TradeKind.OPEN) -> bool:
        trigger = Trigger("t", GroupId("g"), LEADER, MNQ, kind, 4, 0, 4, self.clock.now())
        numbers = Numbers(Decimal(1), 0, 0, 4, 4, 0)
        detail = "" if reason is None else "Told why."
        return self.note(FollowerDecided(trigger, FIRST, MNQ, verdict, numbers, reason, detail))

    @property
    def rows(self) -> tuple[AlertRow, ...]:
        told = self.alerts.drain()
        self.shown = self.shown if told is None else told
        return self.shown

    @property
    def row(self) -> AlertRow:
        (row,) = self.rows
        return row


def _at(decision: Decision, clock: VirtualClock) -> Decision:
    return replace(decision, at=clock.now()) if isinstance(decision, Noticed | Found | SwitchedOff) else decision


# --- what raises one --------------------------------------------------------------------------------------------------


@pytest.mark.rule("8", "13.4")
@pytest.mark.parametrize("reason", Reason)
def test_every_reason_raises_one_but_routine(reason: Reason) -> None:
    desk = Desk()
    routine = REASONS[reason].cause is Cause.ROUTINE
    desk.decide(Verdict.ROUTINE if routine else Verdict.HELD, reason)
    if routine:
        assert desk.rows == ()
        return
    assert desk.row.advice == REASONS[reason].advice
    assert "Told why." in desk.row.text
    if reason is not Reason.EXIT_OWED:
        assert desk.row.title == "Opening trade held back"


@pytest.mark.rule("8")
def test_a_plain_copy_raises_none() -> None:
    desk = Desk()
    desk.decide(Verdict.COPIED, None)
    assert desk.rows == ()
    assert not desk.alerts.waiting


@pytest.mark.rule("8")
def test_a_copy_made_smaller_is_told_with_its_reason() -> None:
    desk = Desk()
    desk.decide(Verdict.CLIPPED, Reason.MAX_CONTRACTS, TradeKind.ADD)
    (row,) = desk.rows
    assert (row.kind, row.title, row.text) == (
        NoticeKind.CLIPPED,
        "Copied in part",
        "Add of 4 copied smaller. Told why.",
    )
    assert (row.account_name, row.symbol) == ("F1", MNQ)


def test_an_exit_that_waits_for_the_line_is_critical() -> None:
    desk = Desk()
    assert desk.decide(Verdict.HELD, Reason.EXIT_OWED, TradeKind.CLOSE)
    assert (desk.row.level, desk.row.title) == (Level.CRITICAL, "Exit waits for the line")


@pytest.mark.rule("9.6")
def test_a_follower_brought_back_in_line_is_told() -> None:
    desk = Desk()
    desk.notice(NoticeKind.IN_LINE, Level.INFO, text="Follower brought back in line: it held long 3; 1 closed.")
    assert (desk.row.title, desk.row.level) == ("Follower brought back in line", Level.INFO)
    assert desk.row.text == "It held long 3; 1 closed."


@pytest.mark.parametrize(
    ("kind", "action", "correcting", "level"),
    [
        (FindingKind.ORPHAN, GuardAction.EXIT, True, Level.WARNING),
        (FindingKind.ORPHAN, GuardAction.ALERT, True, Level.WARNING),
        (FindingKind.ORPHAN, GuardAction.ALERT, False, Level.CRITICAL),
        (FindingKind.OVER_SIZE, GuardAction.ALERT, False, Level.CRITICAL),
        (FindingKind.MISSED_ENTRY, GuardAction.ALERT, False, Level.WARNING),
    ],
)
def test_a_finding_is_critical_where_nobody_closes_what_should_not_be_there(
    kind: FindingKind, action: GuardAction, correcting: bool, level: Level
) -> None:
    desk = Desk()
    desk.first.book(MNQ).finding = FINDING
    desk.note(Found(replace(FINDING, kind=kind, action=action, correcting=correcting), NOTICE.at))
    assert desk.row.level is level


def test_a_finding_says_what_stands_why_and_what_to_do_first() -> None:
    desk = Desk()
    desk.first.book(MNQ).finding = FINDING
    desk.note(Found(FINDING, NOTICE.at))
    assert desk.row.title == "Leader is flat, follower is not"
    assert desk.row.text == "It holds 2 MNQZ6, leader is flat. It was offline when the leader closed."
    assert desk.row.advice == STEPS[FindingKind.ORPHAN][0]
    desk.note(Found(replace(FINDING, correcting=True), NOTICE.at))
    assert "being closed" in desk.row.advice


def test_a_follower_that_was_switched_off_is_told_with_what_happened() -> None:
    desk = Desk()
    desk.first.breach = "It was long 2 while the leader was flat."
    assert desk.note(SwitchedOff(FIRST, desk.first.breach, NOTICE.at))
    assert (desk.row.title, desk.row.text) == ("Replication stopped", desk.first.breach)


@pytest.mark.parametrize("kind", [NoticeKind.LINE, NoticeKind.HAND_TRADE])
def test_good_news_of_a_kind_that_warns_raise_none(kind: NoticeKind) -> None:
    desk = Desk()
    assert not desk.notice(kind, Level.INFO)
    assert desk.rows == ()


def test_the_programs_own_news_raise_one_from_a_warning_on() -> None:
    desk = Desk()
    desk.alerts.say("A demo workspace is ready.", Level.INFO, desk.clock.now())
    assert not desk.alerts.waiting
    desk.alerts.say("The settings were damaged.", Level.WARNING, desk.clock.now())
    desk.alerts.say("The journal cannot be written.", Level.CRITICAL, desk.clock.now())
    assert [row.text for row in desk.rows] == ["The journal cannot be written.", "The settings were damaged."]


# --- what counts up ---------------------------------------------------------------------------------------------------


@pytest.mark.rule("13.4")
def test_equal_ones_within_a_minute_of_the_last_count_up_in_one_row() -> None:
    desk = Desk()
    for text in ("one", "two", "three"):
        desk.notice(NoticeKind.COPY_FAILED, text=text, reason=Reason.REJECTED)
        desk.wait(60_000)
    row = desk.row
    assert (row.count, row.text, row.rings, row.number) == (3, "three", 1, 1)
    assert row.last_ns - row.first_ns == 120 * SECOND
    desk.wait(1)
    desk.notice(NoticeKind.COPY_FAILED, text="four", reason=Reason.REJECTED)
    assert [(row.text, row.count) for row in desk.rows] == [("four", 1), ("three", 3)]


@pytest.mark.rule("13.4")
@pytest.mark.parametrize(
    "other",
    [
        {"kind": NoticeKind.GAP},
        {"account": SECOND_ONE},
        {"symbol": Symbol("ESZ6")},
        {"reason": Reason.MARKET_CLOSED},
    ],
)
def test_another_kind_account_instrument_or_reason_is_another_row(other: dict[str, object]) -> None:
    desk = Desk()
    desk.notice(NoticeKind.COPY_FAILED)
    desk.note(replace(NOTICE, **other))  # type: ignore[arg-type]
    assert [row.count for row in desk.rows] == [1, 1]


def test_what_comes_again_after_it_was_seen_is_told_anew() -> None:
    desk = Desk()
    desk.notice(NoticeKind.COPY_FAILED)
    desk.alerts.acknowledge(1)
    desk.notice(NoticeKind.COPY_FAILED)
    assert [(row.number, row.acknowledged, row.count) for row in desk.rows] == [(2, False, 1), (1, True, 1)]


def test_a_row_that_gets_worse_asks_again_at_once() -> None:
    desk = Desk()
    desk.notice(NoticeKind.LEADER_LEFT_OUT)
    desk.notice(NoticeKind.LEADER_LEFT_OUT, Level.CRITICAL)
    desk.notice(NoticeKind.LEADER_LEFT_OUT)
    assert (desk.row.level, desk.row.count, desk.row.rings) == (Level.CRITICAL, 3, 2)


def test_a_lost_line_is_one_row_however_many_accounts_hang_on_it() -> None:
    desk = Desk()
    lost = replace(NOTICE, kind=NoticeKind.LINE, symbol=None, text="The line is down.")
    desk.line(LineState.RECONNECTING)
    desk.note(*(replace(lost, account=account) for account in (LEADER, FIRST, SECOND_ONE)))
    assert (desk.row.count, desk.row.account_name) == (1, "Demo login")
    desk.wait(1_000)
    desk.note(*(replace(lost, account=account) for account in (LEADER, FIRST, SECOND_ONE)))
    assert desk.row.count == 2


def test_two_hundred_are_kept_what_was_seen_goes_first_and_critical_ones_last() -> None:
    desk = Desk()
    desk.notice(NoticeKind.NAKED, Level.CRITICAL, symbol=Symbol("OLD"))
    desk.notice(NoticeKind.GAP, symbol=Symbol("OLDER"))
    desk.notice(NoticeKind.GAP, symbol=Symbol("SEEN"))
    desk.alerts.acknowledge(3)
    for number in range(MOST - 2):
        desk.notice(NoticeKind.GAP, symbol=Symbol(f"S{number}"))
    assert len(desk.rows) == MOST == 200
    assert [row.number for row in desk.rows][-3:] == [4, 2, 1]
    desk.notice(NoticeKind.GAP, symbol=Symbol("LAST"))
    assert [row.number for row in desk.rows][-2:] == [4, 1]


# --- what asks again --------------------------------------------------------------------------------------------------


@pytest.mark.rule("13.4")
def test_a_critical_one_asks_again_every_20_seconds_until_it_is_acknowledged() -> None:
    desk = Desk()
    assert desk.notice(NoticeKind.CROSSED, Level.CRITICAL, symbol=None)
    assert desk.row.rings == 1
    desk.wait(19_999)
    assert desk.row.rings == 1
    assert not desk.alerts.waiting
    desk.wait(1)
    assert desk.row.rings == 2
    desk.wait(40_000)
    assert desk.row.rings == 4
    desk.alerts.acknowledge(1)
    desk.wait(60_000)
    assert (desk.row.rings, desk.row.acknowledged) == (4, True)
    assert desk.clock.next_due is None


@pytest.mark.rule("13.4")
def test_a_warning_is_told_once() -> None:
    desk = Desk()
    assert not desk.notice(NoticeKind.GAP)
    desk.wait(60_000)
    assert desk.row.rings == 1
    assert desk.clock.next_due is None


@pytest.mark.rule("13.4")
def test_the_trader_says_how_soon_critical_ones_ask_again() -> None:
    desk = Desk()
    desk.alerts.settings = AlertSettings(repeat_s=60)
    desk.notice(NoticeKind.CROSSED, Level.CRITICAL)
    desk.wait(59_999)
    assert desk.row.rings == 1
    desk.wait(1)
    assert desk.row.rings == 2


@pytest.mark.rule("13.4")
def test_a_kind_that_is_to_be_repeated_asks_again_until_it_is_seen() -> None:
    desk = Desk(AlertChange(NoticeKind.GAP, repeat=True))
    desk.notice(NoticeKind.GAP)
    desk.notice(NoticeKind.LINE)
    desk.wait(20_000)
    assert [(row.kind, row.rings) for row in desk.rows] == [(NoticeKind.LINE, 1), (NoticeKind.GAP, 2)]
    desk.alerts.acknowledge(1)
    desk.wait(60_000)
    assert desk.rows[1].rings == 2


@pytest.mark.rule("13.4")
def test_no_setting_keeps_a_critical_one_from_asking_again() -> None:
    desk = Desk(AlertChange(NoticeKind.CROSSED, bell=False, tray=False, sound=False, repeat=False))
    desk.notice(NoticeKind.CROSSED, Level.CRITICAL)
    desk.wait(20_000)
    assert (desk.row.rings, desk.row.bell) == (2, True)


def test_what_was_seen_by_mistake_is_not_seen_after_all_and_asks_again() -> None:
    desk = Desk()
    desk.notice(NoticeKind.CROSSED, Level.CRITICAL)
    desk.notice(NoticeKind.GAP)
    desk.alerts.acknowledge()
    desk.alerts.take_back((1, 99))
    assert [row.acknowledged for row in desk.rows] == [True, False]
    desk.wait(20_000)
    assert [row.rings for row in desk.rows] == [1, 2]


def test_what_was_never_at_the_bell_cannot_be_taken_back() -> None:
    desk = Desk(AlertChange(NoticeKind.GAP, bell=False))
    desk.notice(NoticeKind.GAP)
    desk.alerts.take_back((1,))
    assert desk.row.acknowledged


@pytest.mark.rule("13.4")
def test_a_test_is_told_as_the_settings_have_it_and_says_that_it_is_one() -> None:
    desk = Desk(AlertChange(NoticeKind.LINE, Level.CRITICAL, tray=False))
    for _ in range(2):
        desk.alerts.test(NoticeKind.LINE, desk.clock.now())
        desk.wait(1)
    for row in desk.rows:
        assert (row.test, row.level, row.tray, row.sound, row.bell) == (True, Level.CRITICAL, False, True, True)
        assert (row.text, row.advice) == ("This is a test. Nothing has happened.", "")
    desk.wait(20_000)
    assert [row.rings for row in desk.rows] == [2, 2], "what asks again does so in a test too"


def test_a_test_does_not_count_up_what_really_happened() -> None:
    desk = Desk()
    desk.notice(NoticeKind.GAP)
    desk.alerts.test(NoticeKind.GAP, desk.clock.now())
    assert [row.count for row in desk.rows] == [1, 1]


def test_several_critical_ones_ask_together() -> None:
    desk = Desk()
    desk.notice(NoticeKind.CROSSED, Level.CRITICAL, symbol=None)
    desk.wait(15_000)
    desk.notice(NoticeKind.BREAKER, Level.CRITICAL)
    desk.wait(5_000)
    assert [row.rings for row in desk.rows] == [2, 2]
    desk.alerts.acknowledge(2)
    desk.wait(20_000)
    assert [row.rings for row in desk.rows] == [2, 3]


def test_all_can_be_acknowledged_at_once_and_what_is_gone_is_nothing() -> None:
    desk = Desk()
    desk.notice(NoticeKind.CROSSED, Level.CRITICAL)
    desk.notice(NoticeKind.GAP)
    desk.alerts.acknowledge(99)
    assert [row.acknowledged for row in desk.rows] == [False, False]
    desk.alerts.acknowledge()
    assert [row.acknowledged for row in desk.rows] == [True, True]
    desk.alerts.acknowledge()
    assert not desk.alerts.waiting


def test_at_the_end_of_the_program_nothing_rings_any_more() -> None:
    desk = Desk()
    desk.notice(NoticeKind.CROSSED, Level.CRITICAL)
    desk.alerts.close()
    assert desk.clock.next_due is None


# --- what makes it stop -----------------------------------------------------------------------------------------------


def over(desk: Desk) -> bool:
    """Whether the row knows by now that it is over; another event has come in between."""
    desk.note()
    return desk.row.over


@pytest.mark.rule("13.4")
def test_a_stuck_exit_rings_no_more_once_nothing_is_owed() -> None:
    desk = Desk()
    book = desk.first.book(MNQ)
    book.obligations[1] = Obligation(0, "t", 0)
    desk.notice(NoticeKind.EXIT_STUCK, Level.CRITICAL)
    desk.wait(20_000)
    assert (over(desk), desk.row.rings) == (False, 2)
    book.obligations.clear()
    assert over(desk)
    desk.wait(60_000)
    assert (desk.row.rings, desk.row.acknowledged) == (2, False)
    assert desk.clock.next_due is None


def test_what_is_over_is_seen_before_it_rings_again() -> None:
    desk = Desk()
    book = desk.first.book(MNQ)
    book.obligations[1] = Obligation(0, "t", 0)
    desk.notice(NoticeKind.EXIT_STUCK, Level.CRITICAL)
    book.obligations.clear()
    desk.wait(20_000)
    assert (desk.row.over, desk.row.rings) == (True, 1)


def test_what_begins_again_within_a_minute_rings_again_at_once() -> None:
    desk = Desk()
    book = desk.first.book(MNQ)
    book.obligations[1] = Obligation(0, "t", 0)
    desk.notice(NoticeKind.EXIT_STUCK, Level.CRITICAL)
    book.obligations.clear()
    assert over(desk)
    book.obligations[1] = Obligation(0, "u", 0)
    desk.notice(NoticeKind.EXIT_STUCK, Level.CRITICAL)
    assert (over(desk), desk.row.rings, desk.row.count) == (False, 2, 2)


def test_a_position_without_a_stop_is_over_with_its_stop_or_its_end_and_not_while_it_is_being_closed() -> None:
    desk = Desk()
    book = desk.first.book(MNQ)
    book.position, book.naked_ns = 2, 5
    desk.notice(NoticeKind.NAKED, Level.CRITICAL)
    assert not over(desk)
    book.naked_ns, book.obligations[1] = None, Obligation(0, "t", 0)
    assert not over(desk)
    book.obligations.clear()
    assert over(desk)


def test_the_followers_breaker_and_breach_are_over_when_the_user_has_lifted_them() -> None:
    desk = Desk()
    desk.first.breaker, desk.first.breach = "three rejections", "It was long 2."
    desk.notice(NoticeKind.BREAKER, Level.CRITICAL, symbol=None)
    desk.note(SwitchedOff(FIRST, "It was long 2.", NOTICE.at))
    desk.note()
    assert [row.over for row in desk.rows] == [False, False]
    desk.first.breaker = ""
    desk.note()
    assert [row.over for row in desk.rows] == [False, True]
    desk.first.breach = ""
    desk.note()
    assert [row.over for row in desk.rows] == [True, True]


def test_a_line_a_finding_and_a_start_difference_are_over_with_what_they_are_about() -> None:
    desk = Desk()
    book = desk.first.book(MNQ)
    desk.line(LineState.RECONNECTING)
    book.finding, book.unresolved = FINDING, True
    desk.notice(NoticeKind.LINE, symbol=None)
    desk.note(Found(FINDING, NOTICE.at))
    desk.notice(NoticeKind.STARTUP_DIFFERENCE)
    desk.note()
    assert [row.over for row in desk.rows] == [False, False, False]
    desk.line(LineState.CONNECTED)
    book.finding, book.unresolved = None, False
    desk.note()
    assert [row.over for row in desk.rows] == [True, True, True]


def test_what_nobody_can_know_is_never_over_by_itself() -> None:
    desk = Desk()
    desk.notice(NoticeKind.LEADER_LEFT_OUT, Level.CRITICAL, account=LEADER, symbol=None)
    assert not over(desk)
    desk.wait(60_000)
    assert desk.row.rings == 4


# --- the user's changes -----------------------------------------------------------------------------------------------


@pytest.mark.rule("13.4")
def test_level_and_channels_are_the_users() -> None:
    desk = Desk(AlertChange(NoticeKind.GAP, Level.CRITICAL, tray=False), AlertChange(NoticeKind.NAKED, Level.INFO))
    desk.notice(NoticeKind.GAP)
    row = desk.row
    assert (row.level, row.tray, row.sound) == (Level.CRITICAL, False, True)
    desk.wait(20_000)
    assert desk.row.rings == 2
    desk.alerts.acknowledge()
    desk.notice(NoticeKind.NAKED, Level.CRITICAL)
    desk.wait(60_000)
    assert (desk.rows[0].level, desk.rows[0].rings) == (Level.INFO, 1)


@pytest.mark.rule("13.4")
def test_without_the_bell_it_asks_for_no_acknowledgement() -> None:
    desk = Desk(AlertChange(NoticeKind.GAP, bell=False), AlertChange(NoticeKind.NAKED, bell=False))
    desk.notice(NoticeKind.GAP)
    assert (desk.row.bell, desk.row.acknowledged, desk.row.tray) == (False, True, True)
    desk.notice(NoticeKind.GAP)
    assert desk.row.count == 2
    desk.notice(NoticeKind.NAKED, Level.CRITICAL)
    assert (desk.rows[0].bell, desk.rows[0].acknowledged) == (True, False), "a critical one must be acknowledged"


def test_without_any_channel_there_is_no_row() -> None:
    desk = Desk(AlertChange(NoticeKind.GAP, bell=False, tray=False, sound=False))
    desk.notice(NoticeKind.GAP)
    assert desk.rows == ()


def test_every_kind_is_in_the_table_in_a_traders_words() -> None:
    assert set(USUAL) == set(NoticeKind)
    for kind, usual in USUAL.items():
        assert usual.title[0].isupper(), kind
        assert not usual.title.endswith("."), kind
        assert usual.words.endswith("."), kind
        news = usual.level is Level.INFO or kind is NoticeKind.PROGRAM
        assert usual.advice.endswith(".") or (news and not usual.advice), kind
        assert usual.sound or usual.level is not Level.CRITICAL, kind


# --- in the program ---------------------------------------------------------------------------------------------------


def told(stage: Stage) -> list[tuple[AlertRow, ...]]:
    return [update.alerts for update in stage.updates if update.alerts is not None]


@pytest.mark.rule("8", "13.4")
def test_the_window_is_told_of_a_held_trade_and_not_of_a_routine_close() -> None:
    stage = Stage()
    stage.program.switch_follower(stage.f1, False)
    stage.trade(2)
    (row,) = told(stage)[-1]
    assert (row.title, row.account_name) == ("Opening trade held back", "First")
    assert row.text == "Entry of 2 not copied. The follower is switched off."
    before = len(told(stage))
    stage.trade(-2)
    assert len(told(stage)) == before
    stage.program.acknowledge(row.number)
    stage.wait(100)
    assert told(stage)[-1][0].acknowledged


def test_a_critical_one_does_not_wait_for_the_next_batch() -> None:
    stage = Stage()
    stage.trade(2)
    stage.cut(OTHER, 3)
    stage.trade(-2, wait_ms=100)
    urgent = [update for update in stage.updates if update.urgent and update.alerts]
    assert any(row.title == "Exit waits for the line" for update in urgent for row in update.alerts or ())


def test_a_critical_one_that_is_no_line_of_the_activity_does_not_wait_either() -> None:
    stage = Stage()
    stage.wait(10)
    now = stage.clock.now()
    before = len(stage.updates)
    stage.program._listen(TimePassed(now), [SwitchedOff(stage.f1, "It was long 2.", now)], now)
    stage.wait(0)
    (update,) = stage.updates[before:]
    assert update.urgent
    assert [row.title for row in update.alerts or ()] == ["Replication stopped"]


def test_nothing_is_told_while_nothing_changes() -> None:
    stage = Stage()
    stage.program.switch_follower(stage.f1, False)
    stage.trade(2)
    before = len(told(stage))
    stage.wait(30_000)
    assert len(told(stage)) == before


def test_the_changes_hold_from_the_moment_the_program_gets_them() -> None:
    stage = Stage()
    silent = AlertChange(NoticeKind.HELD_BACK, bell=False, tray=False, sound=False)
    stage.program.use_alerts(AlertSettings((silent,)))
    stage.program.switch_follower(stage.f1, False)
    stage.trade(2)
    assert told(stage) == []


def test_a_lost_stop_rings_until_the_engine_sees_the_position_closed() -> None:
    scene = on_submit("1", auto=True, able=replace(ABLE, oco=False, close=False))
    alerts = Alerts(scene.state, scene.clock, lambda name: AccountNames(Account(name, CONNECTION, "F"), "Demo"))
    scene.leader(2)
    scene.leader_rest(-2, stop=20950)
    scene.auto = False
    scene.cancelled(scene.rest_at(20950))
    scene.wait(2_000)
    assert alerts.note(scene.decisions, scene.clock.now())
    naked = [row for row in alerts.drain() or () if row.kind is NoticeKind.NAKED]
    assert [row.over for row in naked] == [False]
    scene.auto = True
    scene.leader(-2)
    alerts.note((), scene.clock.now())
    assert [row.over for row in alerts.drain() or () if row.kind is NoticeKind.NAKED] == [True]
