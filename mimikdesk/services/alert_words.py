"""What a notification says: of a decision that was not a plain copy (section 8), and of a finding of the guard."""

from mimikdesk.domain.decisions import FollowerDecided, Level, NoticeKind, Verdict
from mimikdesk.domain.guard import Finding, FindingKind, GuardAction
from mimikdesk.domain.reasons import REASONS, Cause, Reason
from mimikdesk.domain.sentence import Sentence, capital, joined, said
from mimikdesk.services import findings, words


def decided(decision: FollowerDecided) -> tuple[NoticeKind, str, str] | None:
    """Kind, text and advice; None for a plain copy and for routine, which is logged and raises nothing."""
    if decision.reason is None or decision.verdict in (Verdict.COPIED, Verdict.ROUTINE):
        return None
    reason = REASONS[decision.reason]
    trade = said(
        "{trade} of {leader_qty}", trade=words.TRADES[decision.trigger.kind], leader_qty=decision.trigger.leader_qty
    )
    if decision.reason is Reason.EXIT_OWED:
        return NoticeKind.EXIT_OWED, decision.detail, reason.advice
    if decision.verdict is Verdict.CLIPPED:
        return (
            NoticeKind.CLIPPED,
            said("{trade} copied smaller. {detail}", trade=trade, detail=decision.detail),
            reason.advice,
        )
    kind = NoticeKind.HELD_BACK if reason.cause is Cause.RULE else NoticeKind.COPY_MISSED
    return kind, said("{trade} not copied. {detail}", trade=trade, detail=decision.detail), reason.advice


def without_title(text: str, title: str) -> str:
    """The sentence without the headline that it begins with in the activity list."""
    if isinstance(text, Sentence) and text.template == f"{title}: {{rest}}":
        rest = text.parts["rest"]
        return capital(rest if isinstance(rest, str) else str(rest))
    plain = text.removeprefix(f"{title}: ")
    return text if plain == text else capital(plain)


_TITLES = {
    FindingKind.MISSED_ENTRY: said("Entry missed"),
    FindingKind.UNDER_SIZE: said("Follower holds too little"),
    FindingKind.OVER_SIZE: said("Follower holds too much"),
    FindingKind.ORPHAN: said("Leader is flat, follower is not"),
    FindingKind.OPPOSITE_SIDE: said("Follower on the other side"),
    FindingKind.ROGUE_TRADE: said("Foreign trade on a follower"),
    FindingKind.STALE: said("Position from before this session"),
}

_CORRECTING = said("What is too much is being closed. You are told when it is done, and when it does not get through.")
_TOO_LITTLE = (FindingKind.MISSED_ENTRY, FindingKind.UNDER_SIZE)


def found(finding: Finding) -> tuple[str, Level, str, str]:
    """Title, level, text and advice. Critical is a position that should not be there and that nobody closes."""
    nobody = finding.action is GuardAction.ALERT and not finding.correcting and finding.kind not in _TOO_LITTLE
    text = joined((said("It {stands}", stands=findings.stands(finding)), findings.cause_of(finding)))
    advice = _CORRECTING if finding.correcting else findings.STEPS[finding.kind][0]
    return _TITLES[finding.kind], Level.CRITICAL if nobody else Level.WARNING, text, advice
