"""What a notification says: of a decision that was not a plain copy (section 8), and of a finding of the guard."""

from mimikdesk.domain.decisions import FollowerDecided, Level, NoticeKind, Verdict
from mimikdesk.domain.guard import Finding, FindingKind, GuardAction
from mimikdesk.domain.reasons import REASONS, Cause, Reason
from mimikdesk.services import findings, words


def decided(decision: FollowerDecided) -> tuple[NoticeKind, str, str] | None:
    """Kind, text and advice; None for a plain copy and for routine, which is logged and raises nothing."""
    if decision.reason is None or decision.verdict in (Verdict.COPIED, Verdict.ROUTINE):
        return None
    reason = REASONS[decision.reason]
    trade = f"{words.TRADES[decision.trigger.kind]} of {decision.trigger.leader_qty}"
    if decision.reason is Reason.EXIT_OWED:
        return NoticeKind.EXIT_OWED, decision.detail, reason.advice
    if decision.verdict is Verdict.CLIPPED:
        return NoticeKind.CLIPPED, f"{trade} copied smaller. {decision.detail}", reason.advice
    kind = NoticeKind.HELD_BACK if reason.cause is Cause.RULE else NoticeKind.COPY_MISSED
    return kind, f"{trade} not copied. {decision.detail}", reason.advice


def without_title(text: str, title: str) -> str:
    """The sentence without the headline that it begins with in the activity list."""
    rest = text.removeprefix(f"{title}: ")
    return text if rest == text else rest[:1].upper() + rest[1:]


_TITLES = {
    FindingKind.MISSED_ENTRY: "Entry missed",
    FindingKind.UNDER_SIZE: "Follower holds too little",
    FindingKind.OVER_SIZE: "Follower holds too much",
    FindingKind.ORPHAN: "Leader is flat, follower is not",
    FindingKind.OPPOSITE_SIDE: "Follower on the other side",
    FindingKind.ROGUE_TRADE: "Foreign trade on a follower",
    FindingKind.STALE: "Position from before this session",
}

_CORRECTING = "What is too much is being closed. You are told when it is done, and when it does not get through."
_TOO_LITTLE = (FindingKind.MISSED_ENTRY, FindingKind.UNDER_SIZE)


def found(finding: Finding) -> tuple[str, Level, str, str]:
    """Title, level, text and advice. Critical is a position that should not be there and that nobody closes."""
    nobody = finding.action is GuardAction.ALERT and not finding.correcting and finding.kind not in _TOO_LITTLE
    text = f"It {findings.stands(finding)} {findings.cause_of(finding)}"
    advice = _CORRECTING if finding.correcting else findings.STEPS[finding.kind][0]
    return _TITLES[finding.kind], Level.CRITICAL if nobody else Level.WARNING, text, advice
