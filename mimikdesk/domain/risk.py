"""Risk rules of one account as the trader sets them (rule 11.2): exact values, each with its armed switch.

Money is Decimal in account currency. A rule that is not armed is kept and shown, and does nothing.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from mimikdesk.domain.errors import RiskError

ZERO = Decimal(0)
DAY_MINUTES = 24 * 60


class RuleKind(StrEnum):
    DAILY_LOSS = "daily_loss"
    WEEKLY_LOSS = "weekly_loss"
    DAILY_TARGET = "daily_target"
    WEEKLY_TARGET = "weekly_target"
    DRAWDOWN = "drawdown"
    GIVE_BACK = "give_back"
    TRADES = "trades"
    CONTRACTS = "contracts"
    COOL_DOWN = "cool_down"
    HOURS = "hours"
    NEWS = "news"


class DrawdownMode(StrEnum):
    """When the high-water mark rises: with every figure, with the one at the day's end, or never."""

    INTRADAY = "intraday"
    END_OF_DAY = "end_of_day"
    STATIC = "static"


class RuleState(StrEnum):
    """Where a rule stands. ``NEAR``: its share of warning is used up. ``LOCKED``: its breach is over and keeps the
    account locked."""

    OFF = "off"
    ARMED = "armed"
    NEAR = "near"
    BREACHED = "breached"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class DailyLoss:
    """Fires when the day's P&L is ``limit`` or more below zero."""

    limit: Decimal
    armed: bool = True
    kind: ClassVar[RuleKind] = RuleKind.DAILY_LOSS

    def __post_init__(self) -> None:
        _money(self.limit, "A daily loss limit")


@dataclass(frozen=True, slots=True)
class WeeklyLoss:
    """The same over the trading week."""

    limit: Decimal
    armed: bool = True
    kind: ClassVar[RuleKind] = RuleKind.WEEKLY_LOSS

    def __post_init__(self) -> None:
        _money(self.limit, "A weekly loss limit")


@dataclass(frozen=True, slots=True)
class DailyTarget:
    """Fires when the day's P&L reaches ``target`` and ``buffer`` together."""

    target: Decimal
    buffer: Decimal = ZERO
    armed: bool = True
    kind: ClassVar[RuleKind] = RuleKind.DAILY_TARGET

    def __post_init__(self) -> None:
        _money(self.target, "A daily profit target")
        _money(self.buffer, "The buffer of a profit target", zero=True)


@dataclass(frozen=True, slots=True)
class WeeklyTarget:
    """The same over the trading week."""

    target: Decimal
    buffer: Decimal = ZERO
    armed: bool = True
    kind: ClassVar[RuleKind] = RuleKind.WEEKLY_TARGET

    def __post_init__(self) -> None:
        _money(self.target, "A weekly profit target")
        _money(self.buffer, "The buffer of a profit target", zero=True)


@dataclass(frozen=True, slots=True)
class Drawdown:
    """Trailing drawdown: fires when net liquidation reaches the floor, ``distance`` below the high-water mark.

    ``start``: the balance that the account started with; the mark begins there. ``stops_at``: the floor rises no
    higher than this (the start balance, at many firms), None where it goes on rising.
    """

    distance: Decimal
    start: Decimal
    mode: DrawdownMode = DrawdownMode.INTRADAY
    stops_at: Decimal | None = None
    armed: bool = True
    kind: ClassVar[RuleKind] = RuleKind.DRAWDOWN

    def __post_init__(self) -> None:
        _money(self.distance, "A trailing drawdown")
        _money(self.start, "The start balance")
        if self.stops_at is not None and not self.stops_at.is_finite():
            raise RiskError("The level at which the floor stays must be an amount of money.")
        if self.stops_at is not None and self.stops_at < self.start - self.distance:
            raise RiskError(
                f"The floor begins at {self.start - self.distance:f} and cannot stay at {self.stops_at:f}, below that."
            )

    def floor(self, high: Decimal) -> Decimal:
        """The floor that belongs to a high-water mark."""
        if self.mode is DrawdownMode.STATIC:
            return self.start - self.distance
        floor = max(high, self.start) - self.distance
        return floor if self.stops_at is None else min(floor, self.stops_at)


@dataclass(frozen=True, slots=True)
class GiveBack:
    """Fires when ``amount`` of the day's best P&L is given back, once that has been ``after`` or more."""

    amount: Decimal
    after: Decimal = ZERO
    armed: bool = True
    kind: ClassVar[RuleKind] = RuleKind.GIVE_BACK

    def __post_init__(self) -> None:
        _money(self.amount, "A profit give-back")
        _money(self.after, "The profit from which a give-back counts", zero=True)


@dataclass(frozen=True, slots=True)
class Trades:
    """So many trades a day, each from flat to flat in one instrument. It counts when it begins; when the last one has
    ended, the account is done for the day."""

    limit: int
    armed: bool = True
    kind: ClassVar[RuleKind] = RuleKind.TRADES

    def __post_init__(self) -> None:
        _count(self.limit, "Trades per day", 1, 10_000)


@dataclass(frozen=True, slots=True)
class Contracts:
    """The most contracts over all instruments together. ``micros``: how many micro contracts count as one; 1 where
    every contract counts the same."""

    limit: int
    micros: int = 1
    armed: bool = True
    kind: ClassVar[RuleKind] = RuleKind.CONTRACTS

    def __post_init__(self) -> None:
        _count(self.limit, "Max contracts", 1, 10_000)
        _count(self.micros, "Micro contracts that count as one", 1, 100)


@dataclass(frozen=True, slots=True)
class CoolDown:
    """No opening for ``minutes`` after so many losing trades in a row."""

    losses: int
    minutes: int
    armed: bool = True
    kind: ClassVar[RuleKind] = RuleKind.COOL_DOWN

    def __post_init__(self) -> None:
        _count(self.losses, "Losses before a cool-down", 1, 100)
        _count(self.minutes, "Minutes of a cool-down", 1, DAY_MINUTES)


@dataclass(frozen=True, slots=True)
class Window:
    """A time of the day in which trades are opened, in minutes from midnight of ``Hours.zone``; over midnight where
    ``begin`` is later than ``end``. ``days``: those on which it begins, Monday is 0."""

    begin: int
    end: int
    days: frozenset[int] = frozenset(range(7))

    def __post_init__(self) -> None:
        for minute in (self.begin, self.end):
            if not 0 <= minute < DAY_MINUTES:
                raise RiskError("A time of the day must lie between 00:00 and 23:59.")
        if self.begin == self.end:
            raise RiskError("A trading window must begin and end at different times.")
        if not self.days or not self.days <= frozenset(range(7)):
            raise RiskError("A trading window needs at least one day of the week.")


@dataclass(frozen=True, slots=True)
class Hours:
    """Trades are opened inside the windows only. ``flat_by``: minute of the day at which the account is flattened,
    None where it is not; on a day on which the market closes early, ``early_minutes`` before that. ``zone``: the time
    zone of all these, by its IANA name."""

    windows: tuple[Window, ...]
    flat_by: int | None = None
    zone: str = "America/Chicago"
    early_minutes: int = 10
    armed: bool = True
    kind: ClassVar[RuleKind] = RuleKind.HOURS

    def __post_init__(self) -> None:
        if not self.windows and self.flat_by is None:
            raise RiskError("Trading hours need a window or a time to be flat by.")
        if self.flat_by is not None and not 0 <= self.flat_by < DAY_MINUTES:
            raise RiskError("The time to be flat by must lie between 00:00 and 23:59.")
        _count(self.early_minutes, "Minutes before an early close", 0, 240)
        if not self.zone.strip():
            raise RiskError("Trading hours need a time zone.")


@dataclass(frozen=True, slots=True)
class News:
    """No opening from ``before`` minutes before a release of the user's calendar until ``after`` minutes after it.
    ``flat``: the account is flattened when the window begins."""

    before: int
    after: int
    flat: bool = False
    armed: bool = True
    kind: ClassVar[RuleKind] = RuleKind.NEWS

    def __post_init__(self) -> None:
        _count(self.before, "Minutes before a release", 0, DAY_MINUTES)
        _count(self.after, "Minutes after a release", 0, DAY_MINUTES)
        if not self.before + self.after:
            raise RiskError("A news window needs minutes before or after the release.")


RiskRule = (
    DailyLoss
    | WeeklyLoss
    | DailyTarget
    | WeeklyTarget
    | Drawdown
    | GiveBack
    | Trades
    | Contracts
    | CoolDown
    | Hours
    | News
)


@dataclass(frozen=True, slots=True)
class RiskRules:
    """All rules of one account, one of a kind at most, in the order of ``RuleKind``.

    ``warn_percent``: the share of a limit from which it counts as near. ``preset``: the dated preset that they were
    taken from, "" where there is none.
    """

    rules: tuple[RiskRule, ...] = ()
    warn_percent: int = 80
    preset: str = ""

    def __post_init__(self) -> None:
        _count(self.warn_percent, "The share of a limit to warn at", 1, 99)
        kinds = [rule.kind for rule in self.rules]
        if len(set(kinds)) != len(kinds):
            raise RiskError("An account has at most one rule of each kind.")
        if kinds != sorted(kinds, key=_ORDER.index):
            ordered = tuple(sorted(self.rules, key=lambda rule: _ORDER.index(rule.kind)))
            object.__setattr__(self, "rules", ordered)

    def of(self, kind: RuleKind) -> RiskRule | None:
        return next((rule for rule in self.rules if rule.kind is kind), None)

    def armed(self, kind: RuleKind) -> RiskRule | None:
        """The rule of this kind, where it is armed."""
        rule = self.of(kind)
        return rule if rule is not None and rule.armed else None

    def put(self, rule: RiskRule) -> "RiskRules":
        """These rules with this one in place of the one of its kind."""
        return replace(self, rules=(*self.without(rule.kind).rules, rule))

    def without(self, kind: RuleKind) -> "RiskRules":
        return replace(self, rules=tuple(rule for rule in self.rules if rule.kind is not kind))

    def switched(self, kind: RuleKind, armed: bool) -> "RiskRules":
        """These rules with one of them armed, or not."""
        rule = self.of(kind)
        return self if rule is None else self.put(replace(rule, armed=armed))


_ORDER = list(RuleKind)


def _money(amount: Decimal, what: str, zero: bool = False) -> None:
    if not amount.is_finite() or amount < 0 or (amount == 0 and not zero):
        least = "zero or more" if zero else "more than zero"
        raise RiskError(f"{what} must be {least}; it is {amount}.")


def _count(number: int, what: str, least: int, most: int) -> None:
    if not least <= number <= most:
        raise RiskError(f"{what} must be between {least} and {most}; it is {number}.")
