"""Risk rules in words: their names, their states with shape and colour, and a rule with its figures in one line."""

from decimal import Decimal

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
    RuleState,
    Trades,
    WeeklyLoss,
    WeeklyTarget,
    Window,
)
from mimikdesk.gui import format as fmt
from mimikdesk.gui.theme.tokens import Tone
from mimikdesk.gui.translate import Later, later, plural, tr

RULE_NAMES: dict[RuleKind, Later] = {
    RuleKind.DAILY_LOSS: later("Risk", "Daily loss"),
    RuleKind.WEEKLY_LOSS: later("Risk", "Weekly loss"),
    RuleKind.DAILY_TARGET: later("Risk", "Daily profit target"),
    RuleKind.WEEKLY_TARGET: later("Risk", "Weekly profit target"),
    RuleKind.DRAWDOWN: later("Risk", "Trailing drawdown"),
    RuleKind.GIVE_BACK: later("Risk", "Profit give-back"),
    RuleKind.TRADES: later("Risk", "Trades per day"),
    RuleKind.CONTRACTS: later("Risk", "Max contracts"),
    RuleKind.COOL_DOWN: later("Risk", "Cool-down"),
    RuleKind.HOURS: later("Risk", "Trading hours"),
    RuleKind.NEWS: later("Risk", "News"),
}

RULE_TOLD: dict[RuleKind, Later] = {
    RuleKind.DAILY_LOSS: later(
        "Risk", "The day's loss, with open trades, at which the account is flattened and locked."
    ),
    RuleKind.WEEKLY_LOSS: later("Risk", "The same over the week, which ends on Sunday at 17:00 in Chicago."),
    RuleKind.DAILY_TARGET: later("Risk", "The day's profit at which the account is flattened and locked."),
    RuleKind.WEEKLY_TARGET: later("Risk", "The same over the week."),
    RuleKind.DRAWDOWN: later("Risk", "The floor follows the highest balance and never falls. Unlocked by hand only."),
    RuleKind.GIVE_BACK: later("Risk", "How much of the day's best profit may be lost again."),
    RuleKind.TRADES: later("Risk", "A trade lasts from flat to flat."),
    RuleKind.CONTRACTS: later("Risk", "Over all instruments. Opens are cut to the room that is left."),
    RuleKind.COOL_DOWN: later("Risk", "After so many losing trades in a row nothing is opened for a while."),
    RuleKind.HOURS: later("Risk", "When trades are opened, and by when the account is flat. Exits always pass."),
    RuleKind.NEWS: later("Risk", "Around the releases in your own calendar files. Exits always pass."),
}

MODE_NAMES: dict[DrawdownMode, Later] = {
    DrawdownMode.INTRADAY: later("Risk", "intraday"),
    DrawdownMode.END_OF_DAY: later("Risk", "end of day"),
    DrawdownMode.STATIC: later("Risk", "static"),
}

STATE_WORDS: dict[RuleState, Later] = {
    RuleState.OFF: later("Risk", "Not armed"),
    RuleState.ARMED: later("Risk", "Armed"),
    RuleState.NEAR: later("Risk", "Near"),
    RuleState.BREACHED: later("Risk", "Breached"),
    RuleState.LOCKED: later("Risk", "Locked"),
}

STATE_SHAPES: dict[RuleState, tuple[str, Tone]] = {
    RuleState.OFF: ("shapes/ring", Tone.QUIET),
    RuleState.ARMED: ("shapes/dot", Tone.POSITIVE),
    RuleState.NEAR: ("lucide/triangle-alert", Tone.WARNING),
    RuleState.BREACHED: ("lucide/octagon-x", Tone.DANGER),
    RuleState.LOCKED: ("shapes/shield", Tone.DANGER),
}

NOT_ARMED = later("Risk", "Saved but not armed: it is shown and does nothing.")

_DAYS = (
    later("Risk", "Mon"),
    later("Risk", "Tue"),
    later("Risk", "Wed"),
    later("Risk", "Thu"),
    later("Risk", "Fri"),
    later("Risk", "Sat"),
    later("Risk", "Sun"),
)
LOSS_KINDS = frozenset({RuleKind.DAILY_LOSS, RuleKind.WEEKLY_LOSS, RuleKind.DRAWDOWN, RuleKind.GIVE_BACK})
"""The rules that end a bad day."""
MONEY_KINDS = frozenset(
    {
        *(RuleKind.DAILY_LOSS, RuleKind.WEEKLY_LOSS, RuleKind.DAILY_TARGET, RuleKind.WEEKLY_TARGET),
        *(RuleKind.DRAWDOWN, RuleKind.GIVE_BACK),
    }
)


def figures(rule: RiskRule) -> str:
    """What the rule says, without its name and its switch: ``2,000.00 below the highest balance``."""
    match rule:
        case DailyLoss() | WeeklyLoss():
            return fmt.balance(rule.limit)
        case DailyTarget() | WeeklyTarget():
            target = fmt.balance(rule.target)
            return target if not rule.buffer else tr("Risk", "{0} and {1} more", target, fmt.balance(rule.buffer))
        case Drawdown():
            return _drawdown(rule)
        case GiveBack():
            text = fmt.balance(rule.amount)
            return text if not rule.after else tr("Risk", "{0}, once {1} was reached", text, fmt.balance(rule.after))
        case Trades():
            return plural("Risk", "{0} trade", "{0} trades", rule.limit)
        case Contracts():
            text = plural("Risk", "{0} contract", "{0} contracts", rule.limit)
            return text if rule.micros == 1 else tr("Risk", "{0}, {1} micros as one", text, rule.micros)
        case CoolDown():
            losses = plural("Risk", "{0} loss", "{0} losses", rule.losses)
            return tr("Risk", "{0} min after {1} in a row", rule.minutes, losses)
        case Hours():
            return _hours(rule)
        case News():
            text = tr("Risk", "{0} min before to {1} min after", rule.before, rule.after)
            return tr("Risk", "{0}, flat when it begins", text) if rule.flat else text


def described(rule: RiskRule | None) -> str:
    """The rule with its switch, or that there is none."""
    if rule is None:
        return tr("Risk", "none")
    return figures(rule) if rule.armed else tr("Risk", "{0}, not armed", figures(rule))


def amount(kind: RuleKind, value: Decimal | None) -> str:
    """A figure of a rule of this kind, as money with its sign or as a number."""
    if value is None:
        return fmt.NONE
    if kind is RuleKind.DRAWDOWN:
        return fmt.balance(value)
    return fmt.money(value) if kind in MONEY_KINDS else f"{value:,f}"


def clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def window_text(window: Window) -> str:
    """``Mon-Fri 08:30-15:00``, as it is typed in too."""
    times = f"{clock(window.begin)}-{clock(window.end)}"
    days = sorted(window.days)
    if len(days) == len(_DAYS):
        return times
    names = [day.tr() for day in _DAYS]
    if len(days) > 2 and days == list(range(days[0], days[-1] + 1)):
        return f"{names[days[0]]}-{names[days[-1]]} {times}"
    return f"{' '.join(names[day] for day in days)} {times}"


def day_names() -> tuple[str, ...]:
    """Monday first, in the window's language."""
    return tuple(day.tr() for day in _DAYS)


def _drawdown(rule: Drawdown) -> str:
    distance, start = fmt.balance(rule.distance), fmt.balance(rule.start)
    text = tr("Risk", "{0} below {1}, {2}", distance, start, MODE_NAMES[rule.mode].tr())
    return text if rule.stops_at is None else tr("Risk", "{0}, floor stays at {1}", text, fmt.balance(rule.stops_at))


def _hours(rule: Hours) -> str:
    parts = [", ".join(window_text(window) for window in rule.windows)] if rule.windows else []
    if rule.flat_by is not None:
        parts.append(tr("Risk", "flat by {0}", clock(rule.flat_by)))
    return f"{', '.join(parts)} ({rule.zone})"
