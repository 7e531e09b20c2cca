"""The judgement: what is wrong with one follower in one instrument, as a pure function of facts (rules 9.2, 9.4, 9.5).

``judge`` looks at numbers and at what is under way, and says one of three things: nothing is wrong; it cannot be said
yet, and why; or what is wrong, what is to be done about it and what may stay. It keeps no state and asks nobody.
"""

from dataclasses import dataclass

from mimikdesk.domain.guard import (
    FindingCause,
    FindingKind,
    GuardAction,
    GuardProfile,
    GuardRule,
    GuardSettings,
)
from mimikdesk.domain.reasons import REASONS, Cause, Reason

KINDS_THAT_LACK = (FindingKind.MISSED_ENTRY, FindingKind.UNDER_SIZE)
"""Kinds about which nothing can be done by making a position smaller."""


@dataclass(frozen=True, slots=True)
class Facts:
    """One follower in one instrument beside its leader. Positions are signed contracts; ``leader`` is in his own
    instrument, the others in the follower's.

    ``leader_sure``, ``follower_sure``: connected, read since the last gap, and nothing that was reported contradicts
    what is known. ``undecided``: an order of the leader is partly filled and not passed on. ``in_flight``: own orders
    whose end is not known, those left out that the broker was asked about in vain. ``unfinished``: a copy is inside its
    tolerance. ``owed``: an exit obligation is open. ``unidentified``: a fill whose order is not known yet.
    ``rogue``: somebody else's trade had part in the difference. ``filled``: something was filled here since the guard
    last had nothing to say. ``ahead``: contracts that are ahead of the leader. ``cause``: what the books know of why.
    """

    leader: int
    position: int
    expected: int
    leader_sure: bool = True
    follower_sure: bool = True
    undecided: bool = False
    in_flight: bool = False
    unfinished: bool = False
    owed: bool = False
    unidentified: bool = False
    rogue: bool = False
    filled: bool = True
    ahead: int = 0
    cause: Reason | None = None


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong. ``keep``: contracts that may stay on the follower's side once ``rule`` is carried out, None where
    nothing is closed."""

    kind: FindingKind
    rule: GuardRule
    keep: int | None
    cause: FindingCause


@dataclass(frozen=True, slots=True)
class Unsettled:
    """Nothing can be said yet. ``why``: for the log and the tests."""

    why: str


def judge(facts: Facts, settings: GuardSettings) -> Wrong | Unsettled | None:
    """None: the follower holds what it should, or its rules have nothing to say about it."""
    if facts.position == facts.expected:
        return None
    if (why := _unsettled(facts)) is not None:
        return Unsettled(why)
    by_fill = settings.profile is GuardProfile.EXIT_ON_FILL
    if by_fill and not facts.filled:
        return None
    kind = _by_direction(facts) if by_fill else _by_size(facts)
    if kind is None:
        return None
    keep = abs(facts.expected) if facts.position * facts.expected > 0 else 0
    if facts.rogue and settings.rule(FindingKind.ROGUE_TRADE) is not None:
        return _rogue(facts, kind, settings, keep)
    rule = settings.rule(kind)
    if rule is None or _small(facts, kind, rule):
        return None
    return Wrong(kind, rule, _kept(rule.action, kind, keep), cause_of(facts))


def cause_of(facts: Facts) -> FindingCause:
    """Where the difference comes from, by what is known."""
    if facts.rogue:
        return FindingCause.MANUAL_TRADE
    if facts.ahead:
        return FindingCause.AHEAD_OF_LEADER
    return _CAUSES.get(facts.cause, _by_class(facts.cause)) if facts.cause is not None else FindingCause.UNKNOWN


_CAUSES = {
    Reason.OFFLINE: FindingCause.OFFLINE,
    Reason.REAUTH_REQUIRED: FindingCause.OFFLINE,
    Reason.EXIT_OWED: FindingCause.OFFLINE,
    Reason.LEADER_LINE_DOWN: FindingCause.LEADER_OFFLINE,
    Reason.REDUCED_UNSEEN: FindingCause.LEADER_OFFLINE,
    Reason.REJECTED: FindingCause.REJECTED,
    Reason.MARKET_CLOSED: FindingCause.REJECTED,
    Reason.LIQUIDATED: FindingCause.REJECTED,
    Reason.NOT_SENT: FindingCause.REJECTED,
    Reason.ENTRY_LATE: FindingCause.PARTIAL,
    Reason.COPY_ENDED: FindingCause.PARTIAL,
    Reason.STARTUP_DIFFERENCE: FindingCause.BEFORE_START,
    Reason.ORDER_BEFORE_START: FindingCause.BEFORE_START,
    Reason.BREAKER_OPEN: FindingCause.HELD_BACK,
    Reason.OUTCOME_UNKNOWN: FindingCause.HELD_BACK,
    Reason.OPPOSITE_SIDE: FindingCause.HELD_BACK,
    Reason.TOO_LATE: FindingCause.HELD_BACK,
}


def _by_class(reason: Reason) -> FindingCause:
    return FindingCause.HELD_BACK if REASONS[reason].cause is Cause.RULE else FindingCause.UNKNOWN


def _unsettled(facts: Facts) -> str | None:
    """Why no judgement is possible now (rule 9.2), None when it is."""
    if not facts.leader_sure:
        return "the leader's position is not certain"
    if not facts.follower_sure:
        return "the follower's position is not certain"
    if facts.undecided:
        return "an order of the leader is partly filled"
    if facts.in_flight:
        return "an order is on its way"
    if facts.unfinished:
        return "a copy has time left"
    if facts.owed:
        return "an exit is under way"
    if facts.unidentified:
        return "a fill has no order yet"
    return None


def _by_size(facts: Facts) -> FindingKind | None:
    position, expected = facts.position, facts.expected
    if expected and not position:
        return FindingKind.MISSED_ENTRY
    if position * expected < 0 or (not expected and position * facts.leader < 0):
        return FindingKind.OPPOSITE_SIDE
    if not expected and not facts.leader:
        return FindingKind.ORPHAN
    return FindingKind.OVER_SIZE if abs(position) > abs(expected) else FindingKind.UNDER_SIZE


def _by_direction(facts: Facts) -> FindingKind | None:
    """Instrument and side only, sizes are left alone (the profile that exits on a fill)."""
    if not facts.position:
        return None
    if not facts.leader:
        return FindingKind.ORPHAN
    return FindingKind.OPPOSITE_SIDE if facts.position * facts.leader < 0 else None


def _small(facts: Facts, kind: FindingKind, rule: GuardRule) -> bool:
    """Whether a difference of size lies within the rule's tolerance in contracts."""
    sizes = kind in (FindingKind.OVER_SIZE, FindingKind.UNDER_SIZE)
    return sizes and abs(facts.position - facts.expected) <= rule.contracts


def _rogue(facts: Facts, shape: FindingKind, settings: GuardSettings, keep: int) -> Wrong | None:
    """Somebody else's trade: on the side that is expected too many are trimmed and too few only told; anything else is
    closed as its rule says."""
    rule = settings.rule(FindingKind.ROGUE_TRADE)
    assert rule is not None
    if shape in KINDS_THAT_LACK:
        rule = GuardRule(GuardAction.ALERT, rule.tolerance_ms, rule.contracts)
    elif shape is FindingKind.OVER_SIZE and rule.action is not GuardAction.ALERT:
        rule = GuardRule(GuardAction.TRIM, rule.tolerance_ms, rule.contracts)
    if _small(facts, shape, rule):
        return None
    return Wrong(FindingKind.ROGUE_TRADE, rule, _kept(rule.action, shape, keep), FindingCause.MANUAL_TRADE)


def _kept(action: GuardAction, kind: FindingKind, keep: int) -> int | None:
    if action is GuardAction.ALERT or kind in KINDS_THAT_LACK:
        return None
    return keep if action is GuardAction.TRIM else 0
