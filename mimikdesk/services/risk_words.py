"""Risk rules in a trader's words: what they are set to, how a limit was reached, until when a lock stands."""

from collections.abc import Iterable
from decimal import Decimal
from typing import assert_never

from mimikdesk.domain.reasons import Reason
from mimikdesk.domain.risk import (
    Contracts,
    CoolDown,
    DailyLoss,
    DailyTarget,
    Drawdown,
    DrawdownMode,
    GiveBack,
    Hours,
    News,
    RiskRule,
    RiskRules,
    RuleKind,
    Trades,
    WeeklyLoss,
    WeeklyTarget,
)
from mimikdesk.domain.risk_marks import Marks
from mimikdesk.domain.zone import MINUTE, Zone, weekday

NAMES = {
    RuleKind.DAILY_LOSS: "Daily loss",
    RuleKind.WEEKLY_LOSS: "Weekly loss",
    RuleKind.DAILY_TARGET: "Daily profit target",
    RuleKind.WEEKLY_TARGET: "Weekly profit target",
    RuleKind.DRAWDOWN: "Trailing drawdown",
    RuleKind.GIVE_BACK: "Profit give-back",
    RuleKind.TRADES: "Trades per day",
    RuleKind.CONTRACTS: "Max contracts",
    RuleKind.COOL_DOWN: "Cool-down",
    RuleKind.HOURS: "Trading hours",
    RuleKind.NEWS: "News",
}

REASON_OF = {
    RuleKind.DAILY_LOSS: Reason.DAILY_LOSS,
    RuleKind.WEEKLY_LOSS: Reason.WEEKLY_LOSS,
    RuleKind.DAILY_TARGET: Reason.PROFIT_TARGET,
    RuleKind.WEEKLY_TARGET: Reason.PROFIT_TARGET,
    RuleKind.DRAWDOWN: Reason.DRAWDOWN,
    RuleKind.GIVE_BACK: Reason.GIVE_BACK,
    RuleKind.TRADES: Reason.TRADE_COUNT,
}
"""Why an account that a rule has locked opens nothing."""

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_TRAILS = {
    DrawdownMode.INTRADAY: "intraday",
    DrawdownMode.END_OF_DAY: "at the end of the day",
    DrawdownMode.STATIC: "static",
}


def money(amount: Decimal) -> str:
    return f"{amount:,.2f}"


def minute(of_day: int) -> str:
    return f"{of_day // 60:02}:{of_day % 60:02}"


def when(at_ns: int, zone: Zone) -> str:
    """“Friday 17:00 in Chicago”"""
    day, wall = zone.wall(at_ns)
    return f"{_DAYS[weekday(day)]} {minute(wall // MINUTE)} in {zone.name.rpartition('/')[2].replace('_', ' ')}"


def values(rule: RiskRule) -> str:
    """What a rule is set to, without its switch."""
    match rule:
        case DailyLoss(limit=limit) | WeeklyLoss(limit=limit):
            return money(limit)
        case DailyTarget(target=target, buffer=buffer) | WeeklyTarget(target=target, buffer=buffer):
            return money(target) + (f" with a buffer of {money(buffer)}" if buffer else "")
        case Drawdown():
            stays = f", floor stays at {money(rule.stops_at)}" if rule.stops_at is not None else ""
            return f"{money(rule.distance)} {_TRAILS[rule.mode]} from {money(rule.start)}{stays}"
        case GiveBack(amount=amount, after=after):
            return money(amount) + (f" once {money(after)} was made" if after else "")
        case Trades(limit=limit):
            return f"{limit}"
        case Contracts(limit=limit, micros=micros):
            return f"{limit}" + (f", {micros} micros count as one" if micros > 1 else "")
        case CoolDown(losses=losses, minutes=minutes):
            return f"{minutes} min after {losses} lost trades in a row"
        case Hours():
            spans = [f"{minute(each.begin)} to {minute(each.end)}" for each in rule.windows]
            flat = [f"flat by {minute(rule.flat_by)}"] if rule.flat_by is not None else []
            return f"{', '.join(spans + flat)} ({rule.zone})"
        case News(before=before, after=after, flat=flat_too):
            return f"{before} min before to {after} min after a release" + (
                ", flat at its beginning" if flat_too else ""
            )
        case _:
            assert_never(rule)


def _with_switch(rule: RiskRule | None) -> str:
    return "none" if rule is None else f"{values(rule)}, {'armed' if rule.armed else 'not armed'}"


def edited(before: RiskRules, after: RiskRules) -> str:
    """What an edit has changed, old values and new ones; "" where nothing has."""
    parts = []
    for kind in RuleKind:
        old, new = before.of(kind), after.of(kind)
        if old != new:
            parts.append(f"{NAMES[kind]}: {_with_switch(old)} \N{RIGHTWARDS ARROW} {_with_switch(new)}.")
    if before.warn_percent != after.warn_percent:
        parts.append(f"Warns at {before.warn_percent} % \N{RIGHTWARDS ARROW} {after.warn_percent} % of a limit.")
    if before.preset != after.preset:
        old_name, new_name = before.preset or "none", after.preset or "none"
        parts.append(f"Preset: {old_name} \N{RIGHTWARDS ARROW} {new_name}.")
    return " ".join(parts)


def reached(rule: RiskRule, marks: Marks, worth: Decimal) -> str:
    """How a rule stands by its figures, as a sentence goes on: “the day's P&L is -512.50, the limit -500.00”."""
    day, week = money(marks.day_pnl(worth)), money(marks.week_pnl(worth))
    match rule:
        case DailyLoss(limit=limit):
            return f"the day's P&L is {day}, the limit {money(-limit)}"
        case WeeklyLoss(limit=limit):
            return f"the week's P&L is {week}, the limit {money(-limit)}"
        case DailyTarget(target=target, buffer=buffer):
            return f"the day's P&L is {day}, the target {money(target + buffer)}"
        case WeeklyTarget(target=target, buffer=buffer):
            return f"the week's P&L is {week}, the target {money(target + buffer)}"
        case Drawdown():
            floor = money(marks.floor) if marks.floor is not None else "?"
            return f"net liquidation is {money(worth)}, the floor {floor}"
        case GiveBack(amount=amount):
            given = marks.day_peak - marks.day_pnl(worth)
            return (
                f"{money(given)} of the day's best {money(marks.day_peak)} was given back, the limit is {money(amount)}"
            )
        case Trades(limit=limit):
            return f"{marks.trades} of {limit} trades have begun today"
        case _:
            return values(rule)


def unarmed(rules: RiskRules) -> str:
    """The warning about rules that are saved and do nothing; "" where there is none (rule 11.7)."""
    names = [NAMES[rule.kind].lower() for rule in rules.rules if not rule.armed]
    if not names:
        return ""
    return f"Saved and not armed, so it does nothing: {_listed(names)}."


def _listed(names: Iterable[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
