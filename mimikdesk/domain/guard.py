"""What the guard looks for on followers, what it may do about it, and how a group sets it (section 9).

A finding says that a follower does not hold what it should, since when, why, and what will be done about it. What the
guard does only ever makes a position smaller.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from mimikdesk.domain.errors import GroupError
from mimikdesk.domain.ids import AccountId, GroupId, Symbol
from mimikdesk.domain.reasons import Reason
from mimikdesk.domain.record import record
from mimikdesk.domain.sentence import said
from mimikdesk.domain.time import Stamp


class FindingKind(StrEnum):
    MISSED_ENTRY = "missed_entry"
    """Something is expected, the follower is flat."""
    UNDER_SIZE = "under_size"
    """Right side, too few."""
    OVER_SIZE = "over_size"
    """Right side, too many."""
    ORPHAN = "orphan"
    """The leader is flat, the follower is not."""
    OPPOSITE_SIDE = "opposite_side"
    """The follower stands on the other side."""
    ROGUE_TRADE = "rogue_trade"
    """Somebody else's trade brought the follower where it is."""
    STALE = "stale"
    """A position from before this session that does not fit the leader's."""


class GuardAction(StrEnum):
    """What is done about a finding. ``TRIM``: closes down to what is expected; ``EXIT``: closes all of it;
    ``EXIT_AND_PAUSE``: the same, and the follower's switch goes off; ``ASK``: waits for the user's answer."""

    ALERT = "alert"
    TRIM = "trim"
    EXIT = "exit"
    EXIT_AND_PAUSE = "exit_and_pause"
    ASK = "ask"


class FindingCause(StrEnum):
    """Where a difference comes from, by all that the program knows (rule 9.5)."""

    OFFLINE = "offline"
    LEADER_OFFLINE = "leader_offline"
    REJECTED = "rejected"
    HELD_BACK = "held_back"
    PARTIAL = "partial"
    MANUAL_TRADE = "manual_trade"
    AHEAD_OF_LEADER = "ahead_of_leader"
    BEFORE_START = "before_start"
    UNKNOWN = "unknown"


class Answer(StrEnum):
    """What the user says to a finding. ``ADOPT``: what it holds is right from now on; ``FLATTEN``: close it in this
    instrument; ``LEAVE``: leave it alone until it is flat, and open nothing there; ``CORRECT``: do what the finding
    calls for at once, also where the guard only alerts."""

    ADOPT = "adopt"
    FLATTEN = "flatten"
    LEAVE = "leave"
    CORRECT = "correct"


class GuardProfile(StrEnum):
    """A way of guarding that fills the whole table (rule 9.9)."""

    TRIM = "trim"
    EXIT_ON_FILL = "exit_on_fill"
    GUARD = "guard"
    POLL = "poll"
    ALERT_ONLY = "alert_only"


@dataclass(frozen=True, slots=True)
class GuardRule:
    """What is done about one kind of finding. ``tolerance_ms``: how long it has to stand before; ``contracts``: a
    difference of size up to this is none."""

    action: GuardAction
    tolerance_ms: int
    contracts: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.tolerance_ms <= 60_000:
            it_is = Decimal(self.tolerance_ms) / 1000
            raise GroupError(
                said("A tolerance of the guard lies between 0 and 60 s; it is {seconds} s.", seconds=it_is)
            )
        if self.contracts < 0:
            raise GroupError(
                said("The guard's tolerance in contracts is zero or more; it is {contracts}.", contracts=self.contracts)
            )


Rules = dict[FindingKind, GuardRule]

_GUARD: Rules = {
    FindingKind.MISSED_ENTRY: GuardRule(GuardAction.ALERT, 3_000),
    FindingKind.UNDER_SIZE: GuardRule(GuardAction.ALERT, 3_000),
    FindingKind.OVER_SIZE: GuardRule(GuardAction.TRIM, 2_000),
    FindingKind.ORPHAN: GuardRule(GuardAction.EXIT, 2_000),
    FindingKind.OPPOSITE_SIDE: GuardRule(GuardAction.EXIT, 0),
    FindingKind.ROGUE_TRADE: GuardRule(GuardAction.EXIT, 0),
}

PROFILES: dict[GuardProfile, Rules] = {
    GuardProfile.GUARD: _GUARD,
    GuardProfile.POLL: _GUARD,
    GuardProfile.TRIM: {
        FindingKind.OVER_SIZE: GuardRule(GuardAction.TRIM, 2_000),
        FindingKind.ORPHAN: GuardRule(GuardAction.EXIT, 2_000),
        FindingKind.OPPOSITE_SIDE: GuardRule(GuardAction.EXIT, 0),
        FindingKind.ROGUE_TRADE: GuardRule(GuardAction.TRIM, 0),
    },
    GuardProfile.EXIT_ON_FILL: {
        FindingKind.ORPHAN: GuardRule(GuardAction.EXIT, 0),
        FindingKind.OPPOSITE_SIDE: GuardRule(GuardAction.EXIT, 0),
        FindingKind.ROGUE_TRADE: GuardRule(GuardAction.EXIT, 0),
    },
    GuardProfile.ALERT_ONLY: {
        kind: GuardRule(GuardAction.ALERT, rule.tolerance_ms, rule.contracts) for kind, rule in _GUARD.items()
    },
}
"""The tables of the profiles; a kind that is not in one is not judged."""

CHECK_S = 15
"""Seconds between two fresh reads while in a trade (rule 9.1)."""


@dataclass(frozen=True, slots=True)
class GuardSettings:
    """How a group is guarded.

    ``on``: the reconciler; off, findings are shown and nothing is corrected. ``disable_on_breach``: after an exit the
    follower's switch goes off. ``poll_s``: with the profile POLL, seconds between two reads, also outside a trade.
    ``changed``: rules that differ from the profile's table.
    """

    profile: GuardProfile = GuardProfile.GUARD
    on: bool = True
    disable_on_breach: bool = False
    poll_s: int = CHECK_S
    changed: tuple[tuple[FindingKind, GuardRule], ...] = ()

    def __post_init__(self) -> None:
        if not 1 <= self.poll_s <= 3_600:
            raise GroupError(said("The guard reads every 1 to 3,600 s; it is {seconds} s.", seconds=self.poll_s))
        kinds = [kind for kind, _ in self.changed]
        if len(set(kinds)) != len(kinds):
            raise GroupError("The guard has two rules for one kind of finding.")
        if FindingKind.STALE in kinds:
            raise GroupError("A position from before the session is always asked about; the guard has no rule for it.")
        for kind, rule in self.changed:
            if kind in (FindingKind.MISSED_ENTRY, FindingKind.UNDER_SIZE) and rule.action is not GuardAction.ALERT:
                raise GroupError("The guard never enters: it can only alert about what a follower holds too little of.")
            if rule.action is GuardAction.ASK:
                raise GroupError("The guard asks about positions from before the session only.")

    def rule(self, kind: FindingKind) -> GuardRule | None:
        """The rule for a kind; None where it is not judged."""
        for changed, rule in self.changed:
            if changed is kind:
                return rule
        return PROFILES[self.profile].get(kind)


@record(frozen=True, slots=True)
class Finding:
    """One follower does not hold what it should in one instrument.

    ``leader``: his signed contracts, in his own instrument. ``position``, ``expected``: the follower's, signed.
    ``keep``: contracts that stay on the follower's side when the action is carried out, None where it only alerts.
    ``cause``, ``reason``, ``text``: why; ``text`` is a sentence, "" where nothing more is known. ``since``: when it
    began to stand. ``due_ns``: monotonic time of the action (or alert). ``correcting``: the exit is under way.
    ``answers``: what the user may say to it.
    """

    kind: FindingKind
    group: GroupId
    account: AccountId
    symbol: Symbol
    leader: int
    position: int
    expected: int
    action: GuardAction
    keep: int | None
    cause: FindingCause
    reason: Reason | None
    text: str
    since: Stamp
    due_ns: int
    correcting: bool = False
    answers: tuple[Answer, ...] = ()
