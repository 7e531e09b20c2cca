"""The activity list: one line per thing that happened, in plain words, made from the engine's own records."""

from collections.abc import Callable

from mimikdesk.domain.decisions import (
    Decision,
    FollowerDecided,
    Found,
    Level,
    Noticed,
    NoticeKind,
    SwitchedOff,
    TradeKind,
    Verdict,
)
from mimikdesk.domain.events import Event, FillReported, OrderReported, SnapshotTaken
from mimikdesk.domain.guard import Finding
from mimikdesk.domain.ids import AccountId, FillId, Symbol
from mimikdesk.domain.orders import Fill, OrderStatus, Side, standing
from mimikdesk.domain.reasons import REASONS, Cause, Reason
from mimikdesk.domain.sentence import Sentence, counted, joined, said
from mimikdesk.domain.time import Stamp
from mimikdesk.engine.state import EngineState
from mimikdesk.services import words
from mimikdesk.services.findings import STEPS, cause_of, stands
from mimikdesk.services.leader_orders import LeaderOrders
from mimikdesk.services.views import ActivityKind, ActivityRow

_FAILED = {
    NoticeKind.COPY_FAILED,
    NoticeKind.EXIT_RETRY,
    NoticeKind.EXIT_STUCK,
    NoticeKind.ENTRY_LATE,
    NoticeKind.UNCONFIRMED_CANCEL,
    NoticeKind.CHANGE_REFUSED,
}


class Activity:
    """Numbers the lines and hands them out in batches. ``name``: how an account is called in the window."""

    def __init__(self, state: EngineState, name: Callable[[AccountId], str]) -> None:
        self._state = state
        self._name = name
        self._number = 0
        self._rows: list[ActivityRow] = []
        self._fills: set[tuple[AccountId, FillId]] = set()
        self._leader_orders = LeaderOrders(state)

    @property
    def waiting(self) -> bool:
        """Whether there are lines that were not handed out yet."""
        return bool(self._rows)

    def drain(self) -> tuple[ActivityRow, ...]:
        rows, self._rows = tuple(self._rows), []
        return rows

    def say(self, utc_ns: int, text: str, level: Level = Level.INFO) -> None:
        """A line that belongs to no account."""
        self._add(utc_ns, ActivityKind.NOTICE, level, "", None, text)

    def note(self, event: Event, decisions: list[Decision]) -> bool:
        """Write down an event and its decisions. True when a line was added that should be seen at once."""
        urgent = False
        match event:
            case FillReported(account=account, fill=fill, at=at) if (account, fill.fill_id) not in self._fills:
                self._fills.add((account, fill.fill_id))
                kind = ActivityKind.LEADER if account in self._state.leads else ActivityKind.FILL
                text = self._fill(account, fill)
                self._add(at.utc_ns, kind, Level.INFO, self._name(account), fill.symbol, text)
            case OrderReported(account=account, order=order, at=at) if account in self._state.leads:
                name = self._name(account)
                if text := self._leader_orders.sentence(event):
                    self._add(at.utc_ns, ActivityKind.LEADER, Level.INFO, name, order.symbol, text)
                if order.status is OrderStatus.REJECTED:
                    text = said("The leader's own order was rejected: “{text}”.", text=order.text)
                    self._add(at.utc_ns, ActivityKind.LEADER, Level.WARNING, name, order.symbol, text)
            case SnapshotTaken(account=account) if account in self._state.leads:
                self._leader_orders.take_snapshot(event)
            case _:
                pass
        for decision in decisions:
            match decision:
                case FollowerDecided():
                    urgent |= self._decided(decision)
                case Noticed():
                    urgent |= self._noticed(decision)
                case Found(finding=finding, at=at):
                    urgent |= self._found(finding, at)
                case SwitchedOff(account=account, breach=breach, at=at):
                    text = joined((said("Replication switched off by the guard."), breach))
                    self._add(at.utc_ns, ActivityKind.NOTICE, Level.WARNING, self._name(account), None, text)
                    urgent = True
                case _:
                    pass
        return urgent

    def _fill(self, account: AccountId, fill: Fill) -> str:
        instrument = self._state.instruments.get(fill.symbol)
        where = words.price(fill.price, instrument)
        done = {"qty": fill.qty, "symbol": fill.symbol, "where": where}
        if account in self._state.leads:
            after = self._state.leads[account].leader.position(fill.symbol)
            did = words.bought(fill.side)
            return said("Leader {did} {qty} {symbol} at {where}, now {now}.", did=did, now=standing(after), **done)
        if fill.side is Side.BUY:
            return said("Bought {qty} {symbol} at {where}.", **done)
        return said("Sold {qty} {symbol} at {where}.", **done)

    def _decided(self, decided: FollowerDecided) -> bool:
        trigger = decided.trigger
        trade = words.TRADES[trigger.kind]
        reason = REASONS[decided.reason] if decided.reason is not None else None
        level = Level.INFO
        rests = trigger.kind is TradeKind.REST
        match decided.verdict:
            case Verdict.COPIED:
                kind, text = (
                    ActivityKind.COPIED,
                    said(
                        "{trade} of {leader_qty} copied: {plan}.",
                        trade=trade,
                        leader_qty=trigger.leader_qty,
                        plan=self._plan(decided),
                    ),
                )
            case Verdict.CLIPPED:
                kind, level = ActivityKind.CLIPPED, Level.WARNING
                text = said(
                    "{trade} of {leader_qty} copied in part: {plan}. {detail}",
                    trade=trade,
                    leader_qty=trigger.leader_qty,
                    plan=self._plan(decided),
                    detail=decided.detail,
                )
            case Verdict.HELD if decided.reason is Reason.EXIT_OWED:
                kind, level = ActivityKind.HELD, Level.CRITICAL
                text = said("Exit not sent yet: {detail}", detail=decided.detail)
            case Verdict.HELD if decided.reason is Reason.REDUCED_UNSEEN:
                kind, level, text = (
                    ActivityKind.HELD,
                    Level.WARNING,
                    said("{trade} seen late: {detail}", trade=trade, detail=decided.detail),
                )
            case Verdict.HELD if rests:
                kind, level = ActivityKind.HELD, Level.WARNING
                text = said("Opening trade held back, no copy rests here: {detail}", detail=decided.detail)
            case Verdict.HELD:
                kind, level = ActivityKind.HELD, Level.WARNING
                text = said("Opening trade held back: {detail}", detail=decided.detail)
            case Verdict.ROUTINE if rests:
                kind, text = ActivityKind.ROUTINE, said("No copy rests here: {detail}", detail=decided.detail)
            case Verdict.ROUTINE:
                kind, text = (
                    ActivityKind.ROUTINE,
                    said("{trade} needs nothing here: {detail}", trade=trade, detail=decided.detail),
                )
        quiet = reason is None or (reason.cause is Cause.ROUTINE and decided.reason is not Reason.UNSUPPORTED)
        advice = reason.advice if reason is not None and not quiet else ""
        name = self._name(decided.follower)
        self._add(trigger.at.utc_ns, kind, level, name, decided.symbol, text, advice)
        return level is not Level.INFO

    @staticmethod
    def _plan(decided: FollowerDecided) -> str:
        """What the follower does, from the numbers the engine used."""
        numbers = decided.numbers
        factor = f"{numbers.multiplier.normalize():f}"
        if decided.trigger.kind is TradeKind.REST:
            if not numbers.sent:
                return said("a copy rests here")
            return counted(
                "{count} rests here (x{factor})", "{count} rest here (x{factor})", numbers.sent, factor=factor
            )
        parts: list[Sentence] = []
        nothing_there = numbers.position * decided.trigger.before <= 0
        if numbers.keep is not None and not (nothing_there and numbers.sent):
            parts.append(said("closes all") if numbers.keep == 0 else said("keeps {keep}", keep=numbers.keep))
        if numbers.sent:
            parts.append(said("opens {sent} (x{factor})", sent=numbers.sent, factor=factor))
        return joined(parts, ", ") or said("closes what was copied under an earlier mapping")

    def _found(self, finding: Finding, at: Stamp) -> bool:
        """A finding, with what is done about it."""
        doing = said("It is being closed.") if finding.correcting else ""
        text = joined((said("Guard: it {stands}", stands=stands(finding)), cause_of(finding), doing))
        advice = "" if finding.correcting else STEPS[finding.kind][0]
        name = self._name(finding.account)
        self._add(at.utc_ns, ActivityKind.NOTICE, Level.WARNING, name, finding.symbol, text, advice)
        return True

    def _noticed(self, notice: Noticed) -> bool:
        kind = ActivityKind.FAILED if notice.kind in _FAILED else ActivityKind.NOTICE
        name = self._name(notice.account) if notice.account is not None else ""
        advice = REASONS[notice.reason].advice if notice.reason is not None else ""
        self._add(notice.at.utc_ns, kind, notice.level, name, notice.symbol, notice.text, advice)
        return notice.level is not Level.INFO

    def _add(
        self,
        utc_ns: int,
        kind: ActivityKind,
        level: Level,
        name: str,
        symbol: Symbol | None,
        text: str,
        advice: str = "",
    ) -> None:
        self._number += 1
        self._rows.append(ActivityRow(self._number, utc_ns, kind, level, name, symbol, text, advice))
