"""What the Risk page is shown: frozen rows of rules, locks and warnings, one per account.

Money is Decimal in account currency; times are UTC nanoseconds. What is not known is None, and never 0.
"""

from dataclasses import dataclass
from decimal import Decimal

from mimikdesk.domain.ids import AccountId, GroupId
from mimikdesk.domain.risk import RiskRule, RiskRules, RuleKind, RuleState
from mimikdesk.domain.risk_locks import EndedLock, Lock, LockKind


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule of one account. ``rule``: its values as saved, with its switch.

    ``figure``: what it looks at, as it is now (the day's P&L, net liquidation, contracts, trades); ``limit``: the
    figure at which it fires. ``left``: how far that is, 0 when it is reached; money, contracts or trades as the kind
    is. ``used``: share of the limit that is used up, 0 to 100. None where it is not known or does not apply.
    ``text``: how it stands, a whole sentence. ``until_ns``: when a lock, window or cool-down of it ends.
    """

    rule: RiskRule
    state: RuleState
    figure: Decimal | None
    limit: Decimal | None
    left: Decimal | None
    used: int | None
    text: str
    until_ns: int | None = None

    @property
    def kind(self) -> RuleKind:
        return self.rule.kind


_LOSSES = (RuleKind.DAILY_LOSS, RuleKind.WEEKLY_LOSS, RuleKind.DRAWDOWN, RuleKind.GIVE_BACK)


@dataclass(frozen=True, slots=True)
class LockRow:
    """One lock that stands. ``can_unlock``: the trader may end it, with a reason."""

    kind: LockKind
    text: str
    since_ns: int
    until_ns: int | None
    can_unlock: bool

    @staticmethod
    def of(lock: Lock) -> "LockRow":
        return LockRow(lock.kind, lock.text, lock.since_ns, lock.until_ns, lock.by_hand)


@dataclass(frozen=True, slots=True)
class RiskRow:
    """One account on the Risk page.

    ``group``, ``group_name``, ``leads``: its copy group, None and "" in none. ``state``: the worst state of its rules.
    ``old``: the money is too old to be taken for what it is now; no rule fires by it. ``high``, ``floor``: high-water
    mark and floor of the trailing drawdown. ``at_stop``: the day's P&L if every working stop filled at its price, None
    where a position has none. ``closing``: the sentence of a breach that is on its way to flat, else "". ``held``: why
    nothing is opened now, else "". ``warnings``: what the trader should know before he trades (rule 11.7).
    ``what_if``: how far the limits are in trades of today's size, "" where there is nothing to say. ``days``: P&L of
    the last trading days by their date, oldest first. ``history``: locks of the past, newest first.
    """

    account: AccountId
    name: str
    connection_name: str
    group: GroupId | None
    group_name: str
    leads: bool
    state: RuleState
    rules: tuple[RuleRow, ...]
    settings: RiskRules
    locks: tuple[LockRow, ...] = ()
    net_liq: Decimal | None = None
    day_pnl: Decimal | None = None
    week_pnl: Decimal | None = None
    old: bool = False
    high: Decimal | None = None
    floor: Decimal | None = None
    trades_today: int = 0
    losses_in_row: int = 0
    at_stop: Decimal | None = None
    closing: str = ""
    held: str = ""
    warnings: tuple[str, ...] = ()
    what_if: str = ""
    days: tuple[tuple[str, Decimal], ...] = ()
    history: tuple[EndedLock, ...] = ()

    @property
    def nearest(self) -> RuleRow | None:
        """Of the armed rules against losses the one whose limit is nearest, by how much of it is used up."""
        known = [row for row in self.rules if row.kind in _LOSSES and row.used is not None and row.left is not None]
        armed = [row for row in known if row.state is not RuleState.OFF]
        return max(armed, key=lambda row: row.used or 0, default=None)


@dataclass(frozen=True, slots=True)
class RiskView:
    """The Risk page at one moment: accounts by their groups, the leader first. ``day``: the trading day, by its date;
    ``day_end_ns``, ``week_end_ns``: when it and its week end. ``holiday``: why it is a short one, "" on a usual day.
    ``refused``: why the last wish was refused, "" where it was not; ``wish``: counts the wishes that were answered."""

    rows: tuple[RiskRow, ...]
    day: str
    day_end_ns: int
    week_end_ns: int
    holiday: str = ""
    refused: str = ""
    wish: int = 0
