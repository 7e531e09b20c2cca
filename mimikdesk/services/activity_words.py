"""What a record of the engine says as one line of the activity list: its kind, its level, a sentence, and advice.

The list on the screen and its export read alike, because both are written here.
"""

from typing import NamedTuple

from mimikdesk.domain.decisions import FollowerDecided, Level, Noticed, NoticeKind, SwitchedOff, TradeKind, Verdict
from mimikdesk.domain.guard import Finding
from mimikdesk.domain.instrument import Instrument
from mimikdesk.domain.orders import Fill, Side, standing
from mimikdesk.domain.reasons import REASONS, Cause, Reason
from mimikdesk.domain.sentence import Sentence, counted, joined, said
from mimikdesk.services import words
from mimikdesk.services.findings import STEPS, cause_of, stands
from mimikdesk.services.views import ActivityKind

_FAILED = {
    NoticeKind.COPY_FAILED,
    NoticeKind.EXIT_RETRY,
    NoticeKind.EXIT_STUCK,
    NoticeKind.ENTRY_LATE,
    NoticeKind.UNCONFIRMED_CANCEL,
    NoticeKind.CHANGE_REFUSED,
}


class Told(NamedTuple):
    """``text``: a whole sentence. ``advice``: what to do about it, "" when nothing."""

    kind: ActivityKind
    level: Level
    text: str
    advice: str = ""


def fill_words(fill: Fill, instrument: Instrument | None, *, leads: bool, after: int | None = None) -> Told:
    """A fill. ``leads``: of a leader; ``after``: his signed position then, None where it is not known."""
    done = {"qty": fill.qty, "symbol": fill.symbol, "where": words.price(fill.price, instrument)}
    if leads and after is not None:
        did, now = words.bought(fill.side), standing(after)
        text = said("Leader {did} {qty} {symbol} at {where}, now {now}.", did=did, now=now, **done)
    elif fill.side is Side.BUY:
        text = said("Bought {qty} {symbol} at {where}.", **done)
    else:
        text = said("Sold {qty} {symbol} at {where}.", **done)
    return Told(ActivityKind.LEADER if leads else ActivityKind.FILL, Level.INFO, text)


def decided_words(decided: FollowerDecided) -> Told:
    """What becomes of a leader trade on a follower, and why."""
    trigger, detail = decided.trigger, decided.detail
    trade = words.TRADES[trigger.kind]
    reason = REASONS[decided.reason] if decided.reason is not None else None
    level = Level.INFO
    rests = trigger.kind is TradeKind.REST
    copied = {"trade": trade, "leader_qty": trigger.leader_qty, "plan": plan(decided)}
    match decided.verdict:
        case Verdict.COPIED:
            kind, text = ActivityKind.COPIED, said("{trade} of {leader_qty} copied: {plan}.", **copied)
        case Verdict.CLIPPED:
            kind, level = ActivityKind.CLIPPED, Level.WARNING
            text = said("{trade} of {leader_qty} copied in part: {plan}. {detail}", detail=detail, **copied)
        case Verdict.HELD if decided.reason is Reason.EXIT_OWED:
            kind, level = ActivityKind.HELD, Level.CRITICAL
            text = said("Exit not sent yet: {detail}", detail=detail)
        case Verdict.HELD if decided.reason is Reason.REDUCED_UNSEEN:
            kind, level = ActivityKind.HELD, Level.WARNING
            text = said("{trade} seen late: {detail}", trade=trade, detail=detail)
        case Verdict.HELD if rests:
            kind, level = ActivityKind.HELD, Level.WARNING
            text = said("Opening trade held back, no copy rests here: {detail}", detail=detail)
        case Verdict.HELD:
            kind, level = ActivityKind.HELD, Level.WARNING
            text = said("Opening trade held back: {detail}", detail=detail)
        case Verdict.ROUTINE if rests:
            kind, text = ActivityKind.ROUTINE, said("No copy rests here: {detail}", detail=detail)
        case Verdict.ROUTINE:
            kind, text = ActivityKind.ROUTINE, said("{trade} needs nothing here: {detail}", trade=trade, detail=detail)
    quiet = reason is None or (reason.cause is Cause.ROUTINE and decided.reason is not Reason.UNSUPPORTED)
    return Told(kind, level, text, reason.advice if reason is not None and not quiet else "")


def plan(decided: FollowerDecided) -> Sentence:
    """What the follower does, from the numbers the engine used."""
    numbers = decided.numbers
    factor = f"{numbers.multiplier.normalize():f}"
    if decided.trigger.kind is TradeKind.REST:
        if not numbers.sent:
            return said("a copy rests here")
        return counted("{count} rests here (x{factor})", "{count} rest here (x{factor})", numbers.sent, factor=factor)
    parts: list[Sentence] = []
    nothing_there = numbers.position * decided.trigger.before <= 0
    if numbers.keep is not None and not (nothing_there and numbers.sent):
        parts.append(said("closes all") if numbers.keep == 0 else said("keeps {keep}", keep=numbers.keep))
    if numbers.sent:
        parts.append(said("opens {sent} (x{factor})", sent=numbers.sent, factor=factor))
    return joined(parts, ", ") or said("closes what was copied under an earlier mapping")


def finding_words(finding: Finding) -> Told:
    """A finding, with what is done about it."""
    doing = said("It is being closed.") if finding.correcting else ""
    text = joined((said("Guard: it {stands}", stands=stands(finding)), cause_of(finding), doing))
    return Told(ActivityKind.NOTICE, Level.WARNING, text, "" if finding.correcting else STEPS[finding.kind][0])


def switched_off_words(switched: SwitchedOff) -> Told:
    text = joined((said("Replication switched off by the guard."), switched.breach))
    return Told(ActivityKind.NOTICE, Level.WARNING, text)


def notice_words(notice: Noticed) -> Told:
    kind = ActivityKind.FAILED if notice.kind in _FAILED else ActivityKind.NOTICE
    return Told(kind, notice.level, notice.text, REASONS[notice.reason].advice if notice.reason is not None else "")
