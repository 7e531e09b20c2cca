"""The fields of each risk rule as they are typed: what they are called, how they are read, how they are written."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from mimikdesk.domain.errors import RiskError
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
    RuleKind,
    Trades,
    WeeklyLoss,
    WeeklyTarget,
    Window,
)
from mimikdesk.domain.zone import MINUTE
from mimikdesk.gui.risk_words import clock, day_names, window_text
from mimikdesk.gui.translate import Later, later, tr
from mimikdesk.settings.fields import time_in
from mimikdesk.settings.model import SettingsError
from mimikdesk.settings.zones import CHICAGO, read_zone

_MONEY = re.compile(r"-?[0-9]{1,10}(\.[0-9]{1,2})?")
_WINDOW = re.compile(r"(?:(.+?)\s+)?(\d{1,2}:\d{2})\s*[-–]\s*(\d{1,2}:\d{2})")


class Form(StrEnum):
    """What a field takes."""

    MONEY = "money"
    COUNT = "count"
    TIME = "time"
    WINDOWS = "windows"
    ZONE = "zone"
    MODE = "mode"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Field:
    """``key``: the value's name in the rule. ``usual``: what a new rule begins with. ``optional``: may be empty, with
    ``empty`` as what that means."""

    key: str
    name: Later
    form: Form
    usual: str = ""
    optional: bool = False
    empty: Any = None


_LIMIT = later("Risk", "Limit")
_BUFFER = Field("buffer", later("Risk", "Buffer"), Form.MONEY, "", True, Decimal(0))

FIELDS: dict[RuleKind, tuple[Field, ...]] = {
    RuleKind.DAILY_LOSS: (Field("limit", _LIMIT, Form.MONEY),),
    RuleKind.WEEKLY_LOSS: (Field("limit", _LIMIT, Form.MONEY),),
    RuleKind.DAILY_TARGET: (Field("target", later("Risk", "Target"), Form.MONEY), _BUFFER),
    RuleKind.WEEKLY_TARGET: (Field("target", later("Risk", "Target"), Form.MONEY), _BUFFER),
    RuleKind.DRAWDOWN: (
        Field("distance", later("Risk", "Distance"), Form.MONEY),
        Field("start", later("Risk", "Start balance"), Form.MONEY),
        Field("mode", later("Risk", "Follows"), Form.MODE, DrawdownMode.INTRADAY),
        Field("stops_at", later("Risk", "Floor stays at"), Form.MONEY, "", True),
    ),
    RuleKind.GIVE_BACK: (
        Field("amount", later("Risk", "Amount"), Form.MONEY),
        Field("after", later("Risk", "From a profit of"), Form.MONEY, "", True, Decimal(0)),
    ),
    RuleKind.TRADES: (Field("limit", _LIMIT, Form.COUNT),),
    RuleKind.CONTRACTS: (
        Field("limit", _LIMIT, Form.COUNT),
        Field("micros", later("Risk", "Micros as one"), Form.COUNT, "1"),
    ),
    RuleKind.COOL_DOWN: (
        Field("losses", later("Risk", "Losses"), Form.COUNT, "3"),
        Field("minutes", later("Risk", "Minutes"), Form.COUNT, "30"),
    ),
    RuleKind.HOURS: (
        Field("windows", later("Risk", "Windows"), Form.WINDOWS, "", True, ()),
        Field("flat_by", later("Risk", "Flat by"), Form.TIME, "", True),
        Field("early_minutes", later("Risk", "Min. before early close"), Form.COUNT, "10"),
        Field("zone", later("Risk", "Time zone"), Form.ZONE, CHICAGO),
    ),
    RuleKind.NEWS: (
        Field("before", later("Risk", "Minutes before"), Form.COUNT, "2"),
        Field("after", later("Risk", "Minutes after"), Form.COUNT, "2"),
        Field("flat", later("Risk", "Flatten when it begins"), Form.FLAG, ""),
    ),
}

_MAKERS: dict[RuleKind, Callable[..., RiskRule]] = {
    RuleKind.DAILY_LOSS: DailyLoss,
    RuleKind.WEEKLY_LOSS: WeeklyLoss,
    RuleKind.DAILY_TARGET: DailyTarget,
    RuleKind.WEEKLY_TARGET: WeeklyTarget,
    RuleKind.DRAWDOWN: Drawdown,
    RuleKind.GIVE_BACK: GiveBack,
    RuleKind.TRADES: Trades,
    RuleKind.CONTRACTS: Contracts,
    RuleKind.COOL_DOWN: CoolDown,
    RuleKind.HOURS: Hours,
    RuleKind.NEWS: News,
}


def usual(kind: RuleKind) -> dict[str, str]:
    """What the fields of a new rule begin with."""
    return {field.key: field.usual for field in FIELDS[kind]}


def written(rule: RiskRule) -> dict[str, str]:
    """The values of a rule as they would be typed."""
    return {field.key: _text(field, getattr(rule, field.key)) for field in FIELDS[rule.kind]}


def read(kind: RuleKind, texts: Mapping[str, str], armed: bool) -> tuple[RiskRule | None, dict[str, str]]:
    """The rule that was typed, or what is wrong by field; "" for what is wrong with the rule as a whole."""
    values: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for field in FIELDS[kind]:
        text = texts.get(field.key, "").strip()
        if not text and field.optional:
            values[field.key] = field.empty
            continue
        try:
            values[field.key] = _value(field, text)
        except ValueError as error:
            wrong[field.key] = str(error)
    if wrong:
        return None, wrong
    try:
        return _MAKERS[kind](**values, armed=armed), {}
    except RiskError as error:
        return None, {"": str(error)}


def _text(field: Field, value: Any) -> str:
    if value is None or (field.optional and value == field.empty):
        return ""
    match field.form:
        case Form.MONEY:
            return f"{value:f}"
        case Form.TIME:
            return clock(value)
        case Form.WINDOWS:
            return ", ".join(window_text(window) for window in value)
        case Form.FLAG:
            return "yes" if value else ""
        case _:
            return str(value)


def _value(field: Field, text: str) -> Any:
    match field.form:
        case Form.MONEY:
            return _money(text)
        case Form.COUNT:
            if not (text.isascii() and text.isdigit()):
                raise ValueError(tr("Risk", "must be a whole number"))
            return int(text)
        case Form.TIME:
            return _minute(text)
        case Form.WINDOWS:
            return tuple(_window(part.strip()) for part in text.split(",") if part.strip())
        case Form.ZONE:
            return _zone(text)
        case Form.MODE:
            return DrawdownMode(text)
        case Form.FLAG:
            return bool(text)


def _money(text: str) -> Decimal:
    plain = text.replace(",", "").replace(" ", "").replace("$", "")
    if not _MONEY.fullmatch(plain):
        raise ValueError(tr("Risk", "must be an amount like 1,250.50"))
    return Decimal(plain)


def _minute(text: str) -> int:
    time = time_in(text)
    if time is None or time >= 24 * 60 * MINUTE:
        raise ValueError(tr("Risk", "must be a time like 15:10"))
    return time // MINUTE


def _zone(text: str) -> str:
    try:
        read_zone(text)
    except SettingsError:
        raise ValueError(tr("Risk", "must be a time zone like America/Chicago")) from None
    return text


def _window(text: str) -> Window:
    wrong = ValueError(tr("Risk", "must be like 08:30-15:00 or Mon-Fri 08:30-15:00"))
    found = _WINDOW.fullmatch(text)
    if found is None:
        raise wrong
    days = frozenset(range(7)) if found.group(1) is None else _days(found.group(1))
    if not days:
        raise wrong
    try:
        return Window(_minute(found.group(2)), _minute(found.group(3)), days)
    except RiskError:
        raise wrong from None


def _days(text: str) -> frozenset[int]:
    """Days of the week by their short names, alone or from one to another; none where a word is no day."""
    number = {name.casefold(): at for at, name in enumerate(day_names())}
    days: set[int] = set()
    for word in text.split():
        first, _, last = word.replace("–", "-").partition("-")
        begin, end = number.get(first.casefold()), number.get((last or first).casefold())
        if begin is None or end is None:
            return frozenset()
        days.update((begin + step) % 7 for step in range((end - begin) % 7 + 1))
    return frozenset(days)
