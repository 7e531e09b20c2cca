"""Locks: what keeps an account from opening, since when and until when (rule 11.6). A lock never holds an exit."""

from dataclasses import dataclass
from enum import StrEnum

from mimikdesk.domain.errors import RiskError
from mimikdesk.domain.reasons import Reason
from mimikdesk.domain.risk import RuleKind
from mimikdesk.domain.time import SECOND

HOUR = 3600 * SECOND
LEAST_HOURS, MOST_HOURS = 1, 48
"""How long a self-lock may be."""


class LockKind(StrEnum):
    """What ends a lock. ``DAILY``: the trading day. ``WEEKLY``: the trading week, and no daily reset. ``DRAWDOWN``,
    ``HAND``: only the trader, with a reason. ``SELF``: only its time."""

    DAILY = "daily"
    WEEKLY = "weekly"
    DRAWDOWN = "drawdown"
    HAND = "hand"
    SELF = "self"


@dataclass(frozen=True, slots=True)
class Lock:
    """One lock. ``text``: why, with its figures; no whole sentence, for it goes on after one. ``until_ns``: UTC, None
    where only the trader ends it. ``rule``: the rule whose breach it is, None for one by hand."""

    kind: LockKind
    text: str
    since_ns: int
    until_ns: int | None
    rule: RuleKind | None = None

    @property
    def by_hand(self) -> bool:
        """Whether the trader may end it before its time."""
        return self.kind is not LockKind.SELF

    def over(self, now_ns: int) -> bool:
        return self.until_ns is not None and now_ns >= self.until_ns


@dataclass(frozen=True, slots=True)
class EndedLock:
    """A lock of the past. ``how``: what ended it, a whole sentence."""

    lock: Lock
    ended_ns: int
    how: str


@dataclass(frozen=True, slots=True)
class RiskHold:
    """One thing that keeps an account from opening. ``text``: why, with its
    figures, as the reason's sentence goes on with it. ``until_ns``: UTC, None
    where no time ends it."""

    reason: Reason
    text: str
    until_ns: int | None = None


@dataclass(frozen=True, slots=True)
class ContractLimit:
    """The most contracts over all instruments together; ``micros`` micro contracts count as one (1: each counts)."""

    contracts: int
    micros: int = 1


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that has fired and whose account is on its way to flat and locked. ``id``: stable over restarts; what is
    sent for it is named after it. ``text``: why, with its figures, as in ``Lock``.
    ``until_ns``: of the lock that follows."""

    id: str
    rule: RuleKind
    lock: LockKind
    text: str
    since_ns: int
    until_ns: int | None


LOCK_OF = {
    RuleKind.DAILY_LOSS: LockKind.DAILY,
    RuleKind.DAILY_TARGET: LockKind.DAILY,
    RuleKind.GIVE_BACK: LockKind.DAILY,
    RuleKind.TRADES: LockKind.DAILY,
    RuleKind.WEEKLY_LOSS: LockKind.WEEKLY,
    RuleKind.WEEKLY_TARGET: LockKind.WEEKLY,
    RuleKind.DRAWDOWN: LockKind.DRAWDOWN,
}
"""The rules whose breach ends flat and locked, and by which lock. The others only hold openings while they apply."""


def self_lock(hours: int, now_ns: int, standing: Lock | None = None) -> Lock:
    """The trader locks himself out for ``hours`` from now. One that stands already is only ever made longer.

    Raises RiskError outside 1 to 48 hours.
    """
    if not LEAST_HOURS <= hours <= MOST_HOURS:
        raise RiskError(f"A self-lock lasts {LEAST_HOURS} to {MOST_HOURS} hours; {hours} was asked for.")
    until_ns = now_ns + hours * HOUR
    since_ns = now_ns
    if standing is not None and standing.until_ns is not None:
        since_ns, until_ns = standing.since_ns, max(until_ns, standing.until_ns)
    return Lock(LockKind.SELF, "you have locked this account yourself", since_ns, until_ns)
