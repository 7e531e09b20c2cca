"""Numbers and times as the trader reads them: true minus signs, thin spaces before units, fixed decimals.

Thousands are set off by commas, as on the platforms he trades on. No widgets here.
"""

from datetime import UTC, datetime, tzinfo
from decimal import Decimal

from mimikdesk.domain.time import MILLISECOND, SECOND
from mimikdesk.gui.translate import later, tr
from mimikdesk.gui.veil import DOTS as DOTS
from mimikdesk.gui.veil import hide_money as hide_money
from mimikdesk.gui.veil import money_hidden as money_hidden
from mimikdesk.gui.veil import veiled as veiled

MINUS = "\N{MINUS SIGN}"
THIN = "\N{THIN SPACE}"
ZERO = Decimal(0)
NONE = "\N{EN DASH}"
"""Stands where there is no number."""
TIMES = "\N{MULTIPLICATION SIGN}"
DOT = "\N{MIDDLE DOT}"


def _signed(text: str) -> str:
    return text.replace("-", MINUS)


def money(amount: Decimal) -> str:
    """Profit or loss in account currency, two decimals, always with its sign: ``+412.50``, ``−85.00``, ``0.00``."""
    if money_hidden():
        return DOTS
    cents = amount.quantize(Decimal("0.01"))
    return f"{abs(cents):,.2f}" if cents == 0 else _signed(f"{cents:+,.2f}")


def gain(amount: Decimal | None) -> str:
    """``money``, or the dash that stands for no number."""
    return NONE if amount is None else money(amount)


def balance(amount: Decimal) -> str:
    """An amount that is not a gain or loss: ``50,412.50``."""
    return DOTS if money_hidden() else _signed(f"{amount:,.2f}")


def price(value: Decimal | None, decimals: int) -> str:
    """A price in points with the instrument's decimals: ``21,504.25``."""
    return NONE if value is None else _signed(f"{value:,.{decimals}f}")


def side(position: int) -> str:
    """A signed position as side and quantity: ``LONG 4``, ``SHORT 2``, ``flat``."""
    if position == 0:
        return "flat"
    return f"{'LONG' if position > 0 else 'SHORT'} {abs(position):,}"


def signed_count(count: int) -> str:
    """Signed contracts: ``4``, ``−2``."""
    return _signed(f"{count:,}")


def sign(count: int) -> str:
    """``+`` or ``−``, "" for none."""
    return "" if count == 0 else "+" if count > 0 else MINUS


def multiplier(value: Decimal) -> str:
    """A follower's factor with one decimal at least: ``×1.0``, ``×0.25``."""
    text = f"{value.normalize():f}"
    return f"{TIMES}{text if '.' in text else text + '.0'}"


def ticks(value: Decimal | None) -> str:
    """Slippage in ticks, positive is worse: ``+0.5``, ``0``."""
    if value is None:
        return NONE
    text = f"{value.quantize(Decimal('0.1')):+f}"
    return "0" if Decimal(text) == 0 else _signed(text)


def duration(ns: int | None) -> str:
    """A delay of the program: ``0.42 ms``, ``12.5 ms``, ``350 ms``, ``1.2 s``."""
    if ns is None:
        return NONE
    if ns >= SECOND:
        return f"{ns / SECOND:.1f}{THIN}s"
    ms = ns / MILLISECOND
    return f"{ms:.{2 if ms < 1 else 1 if ms < 100 else 0}f}{THIN}ms"


def span(ns: int) -> str:
    """A time between two events, however long: as ``duration`` below a minute, then ``3 min``, ``2 h``."""
    seconds = ns // SECOND
    if seconds < 60:
        return duration(ns)
    return f"{seconds // 60}{THIN}min" if seconds < 3600 else f"{seconds // 3600}{THIN}h"


def ago(age_ns: int) -> str:
    """An age in whole steps: ``less than 5 s ago``, ``15 s ago``, ``3 min ago``, ``2 h ago``."""
    seconds = age_ns // SECOND
    if seconds < 5:
        return tr("Format", "less than {0}s ago", f"5{THIN}")
    if seconds < 60:
        return tr("Format", "{0}s ago", f"{seconds}{THIN}")
    if seconds < 3600:
        return tr("Format", "{0}min ago", f"{seconds // 60}{THIN}")
    return tr("Format", "{0}h ago", f"{seconds // 3600}{THIN}")


def clock_time(utc_ns: int, zone: tzinfo | None = None) -> str:
    """Time of day to the millisecond in ``zone``, the PC's own when None: ``14:32:10.057``."""
    return f"{_local(utc_ns, zone):%H:%M:%S}.{utc_ns // MILLISECOND % 1000:03d}"


def clock_seconds(utc_ns: int, zone: tzinfo | None = None) -> str:
    """Time of day as people say it: ``14:32:10``."""
    return f"{_local(utc_ns, zone):%H:%M:%S}"


_WEEKDAYS = (
    later("Format", "Mon"),
    later("Format", "Tue"),
    later("Format", "Wed"),
    later("Format", "Thu"),
    later("Format", "Fri"),
    later("Format", "Sat"),
    later("Format", "Sun"),
)
_MONTHS = (
    later("Format", "Jan"),
    later("Format", "Feb"),
    later("Format", "Mar"),
    later("Format", "Apr"),
    later("Format", "May"),
    later("Format", "Jun"),
    later("Format", "Jul"),
    later("Format", "Aug"),
    later("Format", "Sep"),
    later("Format", "Oct"),
    later("Format", "Nov"),
    later("Format", "Dec"),
)


def day(utc_ns: int, zone: tzinfo | None = None) -> str:
    """The date a person would say: ``Mon 5 Jan 2026``."""
    moment = _local(utc_ns, zone)
    weekday, month = _WEEKDAYS[moment.weekday()].tr(), _MONTHS[moment.month - 1].tr()
    return tr("Format", "{0} {1} {2} {3}", weekday, moment.day, month, moment.year)


def _local(utc_ns: int, zone: tzinfo | None) -> datetime:
    return datetime.fromtimestamp(utc_ns // SECOND, tz=UTC).astimezone(zone)
