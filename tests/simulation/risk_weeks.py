"""A simulated week of accounts with risk rules, and what must hold in it, worked out from the record and the calendar.

Between the trader's sittings the computer sleeps. In a sitting the leader trades, prices jump, lines break, brokers
reject, and the program is started anew. When each lock begins and ends is reckoned here once more, from the moment at
which a rule has fired and the wall clock of Chicago.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from random import Random
from zoneinfo import ZoneInfo

from mimikdesk.domain.clock import VirtualClock
from mimikdesk.domain.decisions import BreachFlat, SendCommand
from mimikdesk.domain.events import Event
from mimikdesk.domain.ids import AccountId, ConnectionId
from mimikdesk.domain.risk import (
    CoolDown,
    DailyLoss,
    DailyTarget,
    Drawdown,
    DrawdownMode,
    GiveBack,
    RiskRule,
    RiskRules,
    Trades,
    WeeklyLoss,
)
from mimikdesk.domain.risk_events import RiskBreached
from mimikdesk.domain.risk_locks import LockKind
from mimikdesk.domain.time import MILLISECOND, SECOND
from tests.unit.services.risk_stage import RiskStage

CHICAGO = ZoneInfo("America/Chicago")
WEEKS = ("2026-01-04", "2026-03-01", "2026-03-08", "2026-10-25", "2026-11-01", "2026-11-22")
"""Sundays on which a simulated week begins at 5 PM; the clocks change on March 8 and November 1."""


def ns(moment: datetime) -> int:
    return round(moment.timestamp()) * SECOND


def five_pm(day: datetime) -> datetime:
    return datetime.combine(day.date(), time(17), CHICAGO)


def day_end(at_ns: int) -> int:
    """The first 5 PM in Chicago after a moment."""
    end = five_pm(datetime.fromtimestamp(at_ns // SECOND, CHICAGO))
    return ns(end) if ns(end) > at_ns else ns(five_pm(end + timedelta(days=1)))


def week_end(at_ns: int) -> int:
    end = datetime.fromtimestamp(day_end(at_ns) // SECOND, CHICAGO)
    while end.weekday() != 6:
        end = five_pm(end + timedelta(days=1))
    return ns(end)


@dataclass(frozen=True, slots=True)
class Fired:
    """``until_ns``: when its lock ends, None for never by itself."""

    account: AccountId
    kind: LockKind
    at_ns: int
    until_ns: int | None

    def holds(self, at_ns: int) -> bool:
        return at_ns > self.at_ns and (self.until_ns is None or at_ns < self.until_ns)


class Week:
    def __init__(self, seed: int) -> None:
        self._random = Random(f"risk/{seed}")
        self.begins = datetime.combine(datetime.fromisoformat(WEEKS[seed % len(WEEKS)]).date(), time(17), CHICAGO)
        self.stage = RiskStage(clock=VirtualClock(ns(self.begins.astimezone(UTC)) + SECOND))
        for account in (self.stage.leader, self.stage.f1, self.stage.f2):
            self.stage.program.set_risk((account,), RiskRules(self._rules()))
        self._checked = 0
        self._at_ns = 0
        self.fired: list[Fired] = []
        self._open: dict[AccountId, str] = {}
        self.openings = 0

    def _rules(self) -> tuple[RiskRule, ...]:
        draw = self._random
        kinds: list[RiskRule] = [
            DailyLoss(Decimal(draw.choice((200, 400)))),
            WeeklyLoss(Decimal(draw.choice((600, 900)))),
            DailyTarget(Decimal(draw.choice((300, 600)))),
            Drawdown(Decimal(draw.choice((900, 1500))), Decimal(50_000), draw.choice(list(DrawdownMode))),
            GiveBack(Decimal(250), after=Decimal(200)),
            Trades(draw.randint(2, 6)),
            CoolDown(2, 30),
        ]
        return tuple(draw.sample(kinds, draw.randint(1, 4)))

    # --- playing ------------------------------------------------------------------------------------------------------

    def play(self) -> None:
        moments = sorted(self._moments())
        for moment, at_boundary in moments:
            self._sleep_until(moment)
            self.check()
            if at_boundary:
                for end_ns in (moment + 10 * SECOND - MILLISECOND, moment + 10 * SECOND, moment + 25 * SECOND):
                    self.stage.until(end_ns)
                    self.check()
            else:
                self._sit()

    def _moments(self) -> list[tuple[int, bool]]:
        """Sittings at any hour of any day, and the ends of some days, looked at from ten seconds before."""
        draw, begin = self._random, self.begins
        found = []
        for day in range(7):
            end = five_pm(begin + timedelta(days=day + 1))
            if draw.random() < 0.6 or day == 6:
                found.append((ns(end) - 10 * SECOND, True))
            if draw.random() < 0.8:
                start = five_pm(begin + timedelta(days=day)) + timedelta(minutes=draw.randint(5, 22 * 60))
                found.append((ns(start), False))
        return found

    def _sleep_until(self, moment_ns: int) -> None:
        gap = moment_ns - self.stage.clock.now().utc_ns
        if gap > 10 * SECOND:
            self.stage.clock.jump(gap - 5 * SECOND, gap - 5 * SECOND)
        self.stage.until(moment_ns)

    def _sit(self) -> None:
        draw, stage = self._random, self.stage
        rejecting: list[AccountId] = []
        restarted = False
        for _ in range(draw.randint(4, 12)):
            what = draw.random()
            held = stage.held(stage.leader)
            if what < 0.35:
                stage.trade(draw.choice([qty for qty in (-3, -2, -1, 1, 2, 3) if abs(held + qty) <= 3]))
            elif what < 0.8:
                stage.move(draw.choice((-70, -40, -15, 15, 40, 70)))
            elif what < 0.87:
                stage.cut(ConnectionId(draw.choice(("demo", "other"))), draw.randint(1, 8))
            elif what < 0.93:
                account = draw.choice((stage.f1, stage.f2))
                stage.venue.lock(account, "Account is being reviewed")
                rejecting.append(account)
            elif what < 0.96:
                stage.restart()
                restarted = True
            stage.wait(draw.choice((50, 300, 2_000)))
            self.check()
        for account in rejecting:
            stage.venue.unlock(account)
        stage.wait(20_000)
        if stage.held(stage.leader):
            stage.trade(-stage.held(stage.leader))
        for account in (stage.f1, stage.f2):
            stage.program.resume_follower(account)
        if restarted:
            stage.program.flatten_all()  # the trader's answer to what differed at the start
        stage.wait(30_000)
        self.check()
        assert not self._open, f"a breach did not end flat: {self._open}"
        for account in (stage.f1, stage.f2):
            assert stage.held(account) == 0, f"{account} holds {stage.held(account)} after its leader is flat"

    # --- checking -----------------------------------------------------------------------------------------------------

    def check(self) -> None:
        """Go through what was recorded since the last time, and compare the locks with the calendar's."""
        entries = self.stage.memory.entries
        for entry in entries[self._checked :]:
            if isinstance(entry, Event):
                self._at_ns = max(self._at_ns, entry.at.utc_ns)
            if isinstance(entry, RiskBreached):
                self._breached(entry)
            elif isinstance(entry, BreachFlat):
                assert self._open.pop(entry.account, None) == entry.breach, f"confirmed flat without a breach: {entry}"
            elif isinstance(entry, SendCommand):
                self._sent(entry)
        self._checked = len(entries)
        self._compare_locks()

    def _breached(self, entry: RiskBreached) -> None:
        at_ns, kind = entry.breach.since_ns, entry.breach.lock
        until = {LockKind.DAILY: day_end(at_ns), LockKind.WEEKLY: week_end(at_ns)}.get(kind)
        fired = Fired(entry.account, kind, at_ns, until)
        if fired not in self.fired:
            self.fired.append(fired)
        self._open[entry.account] = entry.breach.id

    def _sent(self, sent: SendCommand) -> None:
        account, stage = sent.command.account, self.stage
        assert account != stage.leader, f"sent to the leader: {sent}"
        if not sent.opens:
            return
        self.openings += 1
        for fired in self.fired:
            if fired.account in (account, stage.leader):
                assert not fired.holds(self._at_ns), f"opened under a lock of {fired.account}: {fired} {sent}"
        assert account not in self._open, f"opened in the middle of a breach: {sent}"

    def _compare_locks(self) -> None:
        now = self.stage.clock.now().utc_ns
        for account in (self.stage.leader, self.stage.f1, self.stage.f2):
            if account in self._open:
                continue
            meant = sorted((each.kind, each.until_ns or 0) for each in self.fired if each.account == account)
            meant = [(kind, until) for kind, until in meant if not until or now < until]
            found = self.stage.program._risk_desk.of(account).locks
            assert sorted((lock.kind, lock.until_ns or 0) for lock in found) == meant, f"{account} at {now}"
