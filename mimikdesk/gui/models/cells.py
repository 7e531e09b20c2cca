"""What each cell of the cockpit says for one account row: text, icon, tone. Plain values, no widgets."""

from dataclasses import fields
from decimal import Decimal
from enum import IntEnum
from operator import attrgetter
from typing import NamedTuple

from mimikdesk.domain.events import LineState
from mimikdesk.domain.risk import RuleState
from mimikdesk.gui import format as fmt
from mimikdesk.gui.summary import LINE_WORDS
from mimikdesk.gui.theme.tokens import Tone
from mimikdesk.gui.translate import Later, later, told, tr
from mimikdesk.services.prices import Source
from mimikdesk.services.risk_rows import RuleRow
from mimikdesk.services.views import AccountRow, FigureAge, Role, RowState


class Column(IntEnum):
    ACCOUNT = 0
    ROLE = 1
    LINE = 2
    SYMBOL = 3
    POSITION = 4
    EXPECTED = 5
    AVERAGE = 6
    OPEN_PNL = 7
    DAY_PNL = 8
    NET_LIQ = 9
    LIMIT = 10
    ORDERS = 11
    STOP = 12
    COPY = 13
    SLIP = 14
    STATE = 15
    SWITCH = 16
    FLATTEN = 17


HEADINGS: dict[Column, tuple[Later, Later]] = {
    Column.ACCOUNT: (later("Cockpit", "Account"), later("Cockpit", "The account, the leader first")),
    Column.ROLE: (later("Cockpit", "Size"), later("Cockpit", "Leader, or the factor of the follower's size")),
    Column.LINE: (later("Cockpit", "Connection"), later("Cockpit", "The login the account hangs on, and its line")),
    Column.SYMBOL: (later("Cockpit", "Contract"), later("Cockpit", "The instrument held or expected")),
    Column.POSITION: (later("Cockpit", "Position"), later("Cockpit", "What the broker says the account holds")),
    Column.EXPECTED: (
        later("Cockpit", "Expected"),
        later("Cockpit", "What the follower would hold had every copy filled as decided"),
    ),
    Column.AVERAGE: (later("Cockpit", "Average"), later("Cockpit", "Average entry price")),
    Column.OPEN_PNL: (later("Cockpit", "Open P&L"), later("Cockpit", "Profit or loss of the open position")),
    Column.DAY_PNL: (
        later("Cockpit", "Day P&L"),
        later("Cockpit", "Profit or loss since the trading day began, fees included"),
    ),
    Column.NET_LIQ: (later("Cockpit", "Net liq"), later("Cockpit", "Cash and open profit or loss")),
    Column.LIMIT: (
        later("Cockpit", "To limit"),
        later("Cockpit", "How far the nearest armed limit against losses is"),
    ),
    Column.ORDERS: (later("Cockpit", "Orders"), later("Cockpit", "Working orders")),
    Column.STOP: (
        later("Cockpit", "Stop"),
        later("Cockpit", "Contracts of the position that a working stop would close"),
    ),
    Column.COPY: (
        later("Cockpit", "Copied in"),
        later("Cockpit", "Last copy: from seeing the leader's fill to sending the order"),
    ),
    Column.SLIP: (
        later("Cockpit", "Slip"),
        later("Cockpit", "Last copy: ticks behind the leader's price; positive is worse"),
    ),
    Column.STATE: (
        later("Cockpit", "State"),
        later("Cockpit", "Whether the account holds what it should, and why not"),
    ),
    Column.SWITCH: (
        later("Cockpit", "Copy"),
        later("Cockpit", "Copy new trades to this follower. Exits go through either way"),
    ),
    Column.FLATTEN: (
        later("Cockpit", "Flatten"),
        later("Cockpit", "Press and hold to close the position and cancel all orders"),
    ),
}

RIGHT = {
    Column.POSITION,
    Column.EXPECTED,
    Column.AVERAGE,
    Column.OPEN_PNL,
    Column.DAY_PNL,
    Column.NET_LIQ,
    Column.LIMIT,
    Column.ORDERS,
    Column.COPY,
    Column.SLIP,
}
"""Columns of figures, aligned right."""


MONEY = range(Column.AVERAGE, Column.LIMIT + 1)
"""The columns that move with prices."""
_MONEY_FIELDS = {"average", "open_pnl", "day_pnl", "net_liq", "open_age", "worth_age", "limit"}
_rest_of = attrgetter(*(field.name for field in fields(AccountRow) if field.name not in _MONEY_FIELDS))


class Cell(NamedTuple):
    text: str = ""
    tone: Tone = Tone.TEXT
    icon: str = ""
    icon_tone: Tone = Tone.QUIET
    tip: str = ""
    spoken: str = ""
    """What a screen reader says; "" where the text says it all."""
    strong: bool = False


EMPTY = Cell()
NOTHING = Cell(fmt.NONE, Tone.QUIET)
OLD = "shapes/past"
"""Beside a figure that is too old."""

_SOURCES = {
    Source.QUOTE: later("Cockpit", "The prices have stopped. Reckoned with the last one, of {0}."),
    Source.FILL: later("Cockpit", "Reckoned with the price of a fill {0}."),
    Source.IMPLIED: later("Cockpit", "Reckoned with a price worked out from the broker's figures of {0}."),
    Source.BROKER: later("Cockpit", "The broker's own figure of {0}."),
}
"""The place is for an age."""

_LIMIT_TONE = {RuleState.NEAR: Tone.WARNING, RuleState.BREACHED: Tone.DANGER, RuleState.LOCKED: Tone.DANGER}

STATE_SHAPE: dict[RowState, tuple[str, Tone, Later]] = {
    RowState.IN_STEP: ("shapes/dot", Tone.POSITIVE, later("Cockpit", "In step")),
    RowState.WORKING: ("shapes/ring", Tone.ACCENT, later("Cockpit", "Order on its way")),
    RowState.PAUSED: ("shapes/bars", Tone.QUIET, later("Cockpit", "Paused")),
    RowState.OUT_OF_STEP: ("shapes/triangle", Tone.WARNING, later("Cockpit", "Out of step")),
    RowState.FLATTENING: ("shapes/square", Tone.DANGER, later("Cockpit", "Flattening")),
}

LINE_SHAPE: dict[LineState, tuple[str, Tone]] = {
    LineState.CONNECTED: ("shapes/dot", Tone.FAINT),
    LineState.RECONNECTING: ("shapes/ring", Tone.WARNING),
    LineState.REAUTH_REQUIRED: ("shapes/triangle", Tone.WARNING),
    LineState.DISCONNECTED: ("shapes/square", Tone.DANGER),
}


def unknown() -> Cell:
    tip = tr("Cockpit", "Not known yet: there is no price for it.")
    return NOTHING._replace(tip=tip, spoken=tr("Cockpit", "not known yet"))


def hidden() -> Cell:
    tip = tr("Cockpit", "Hidden. Ctrl+H shows amounts again.")
    return Cell(fmt.DOTS, Tone.QUIET, tip=tip, spoken=tr("Cockpit", "hidden"))


def cells(row: AccountRow, *, first: bool) -> tuple[Cell, ...]:
    """All cells in column order. ``first`` is False for the further instruments of an account: they leave out
    what belongs to the account as a whole."""
    leader = row.role is Role.LEADER
    shape, tone, state = STATE_SHAPE[row.state]
    word = state.tr()
    follower = first and not leader
    return (
        Cell(row.name, Tone.TEXT, shape, tone, row.name, f"{row.name}, {word}", leader) if first else EMPTY,
        _role(row) if first else EMPTY,
        _line(row) if first else EMPTY,
        Cell(row.symbol) if row.symbol else NOTHING,
        _position(row),
        _expected(row),
        *money_cells(row, first=first),
        Cell(str(row.working_orders), Tone.TEXT if row.working_orders else Tone.QUIET),
        _stop(row),
        Cell(fmt.duration(row.last_copy_ns), Tone.QUIET) if follower else EMPTY,
        Cell(fmt.ticks(row.slippage_ticks), Tone.QUIET) if follower else EMPTY,
        _state(row, word, tone),
        _switch(row) if follower else EMPTY,
        _flatten(row) if follower else EMPTY,
    )


def money_cells(row: AccountRow, *, first: bool) -> tuple[Cell, ...]:
    """The cells of ``MONEY``."""
    return (
        Cell(fmt.price(row.average, row.price_decimals), Tone.QUIET),
        _pnl(row.open_pnl, row.open_age) if row.symbol else NOTHING,
        _pnl(row.day_pnl, row.worth_age) if first else EMPTY,
        _worth(row) if first else EMPTY,
        _limit(row.limit) if first else EMPTY,
    )


def only_money_moved(before: AccountRow, row: AccountRow) -> bool:
    """Whether two rows differ in the cells of ``MONEY`` alone, as they do with nearly every price."""
    return _rest_of(before) == _rest_of(row)


def _role(row: AccountRow) -> Cell:
    if row.role is Role.LEADER:
        return Cell(
            tr("Cockpit", "Leader"),
            Tone.ACCENT,
            tip=tr("Cockpit", "MimikDesk watches the leader and never trades on it."),
            strong=True,
        )
    return Cell("" if row.multiplier is None else fmt.multiplier(row.multiplier), Tone.QUIET)


def _line(row: AccountRow) -> Cell:
    shape, tone = LINE_SHAPE[row.line]
    up = row.line is LineState.CONNECTED
    word = LINE_WORDS[row.line].tr()
    words = f"{row.connection_name}: {word}"
    text = row.connection_name if up else word[:1].upper() + word[1:]
    return Cell(text, Tone.QUIET if up else tone, shape, tone, words, words)


def _position(row: AccountRow) -> Cell:
    if row.position == 0:
        return Cell(fmt.side(0), Tone.QUIET)
    long = row.position > 0
    tone = Tone.POSITIVE if long else Tone.NEGATIVE
    return Cell(fmt.side(row.position), tone, "shapes/up" if long else "shapes/down", tone, strong=True)


def _expected(row: AccountRow) -> Cell:
    if row.expected is None:
        return NOTHING
    if row.divergence:
        should, off = fmt.signed_count(row.expected), f"{fmt.sign(row.divergence)}{abs(row.divergence):,}"
        tip = tr("Cockpit", "Should be {0}, is {1}.", fmt.side(row.expected), fmt.side(row.position))
        tip = f"{tip} {told(row.cause)}".rstrip()
        return Cell(
            f"{should} ({off})",
            Tone.WARNING,
            tip=tip,
            spoken=tr("Cockpit", "{0}, off by {1}", should, off),
            strong=True,
        )
    return Cell(fmt.signed_count(row.expected), Tone.QUIET)


def _pnl(amount: Decimal | None, age: FigureAge | None) -> Cell:
    if amount is None:
        return unknown()
    if fmt.money_hidden():
        return hidden()
    tone = Tone.QUIET if amount == 0 else Tone.POSITIVE if amount > 0 else Tone.NEGATIVE
    return _aged(Cell(fmt.money(amount), tone), age)


def _worth(row: AccountRow) -> Cell:
    """Without a mark, for which there is no room: the day's figure beside it is of the same age and has one."""
    if row.net_liq is None:
        return unknown()
    if fmt.money_hidden():
        return hidden()
    return _aged(Cell(fmt.balance(row.net_liq)), row.worth_age)._replace(icon="")


def _limit(rule: RuleRow | None) -> Cell:
    if rule is None or rule.left is None:
        return NOTHING
    tone = _LIMIT_TONE.get(rule.state, Tone.TEXT)
    tip = told(rule.text)
    left = fmt.balance(rule.left)
    spoken = tr("Cockpit", "hidden") if fmt.money_hidden() else tr("Cockpit", "{0} to the limit", left)
    return Cell(left, tone, tip=tip, spoken=spoken)


def _aged(cell: Cell, age: FigureAge | None) -> Cell:
    """A figure that is not of now says so when asked; an old one has a mark, and no colour that speaks of now."""
    if age is None:
        return cell
    tip = _SOURCES[age.source].tr(fmt.ago(age.age_ns))
    if not age.old:
        return cell._replace(tip=tip)
    tip = f"{tip} {tr('Cockpit', 'It may be another by now.')}"
    return cell._replace(tone=Tone.QUIET, icon=OLD, tip=tip, spoken=f"{cell.text}, {fmt.ago(age.age_ns)}")


def _stop(row: AccountRow) -> Cell:
    """A position without a stop is a colour only where its leader has one: many traders use none."""
    stop = row.stop
    if stop is None:
        return NOTHING
    if not stop.covered:
        wanted = tr("Cockpit", "The leader has a working stop, this position has none.")
        tip = wanted if stop.wanted else tr("Cockpit", "No working stop.")
        tone = Tone.WARNING if stop.wanted else Tone.QUIET
        return Cell(tr("Cockpit", "none"), tone, tip=tip, spoken=tr("Cockpit", "no stop"))
    what = tr("Cockpit", "stop")
    if stop.price is not None:
        what = tr("Cockpit", "stop at {0}", fmt.price(stop.price, row.price_decimals))
    if stop.covered < stop.held:
        tip = tr("Cockpit", "A {0} closes {1} of {2} contracts.", what, stop.covered, stop.held)
        return Cell(f"{stop.covered}/{stop.held}", Tone.WARNING, tip=tip, spoken=tip)
    tip = tr("Cockpit", "A {0} closes the whole position.", what)
    return Cell(tr("Cockpit", "yes"), Tone.TEXT, tip=tip, spoken=what)


def _state(row: AccountRow, word: str, tone: Tone) -> Cell:
    if row.role is Role.LEADER and row.state is RowState.IN_STEP:
        return Cell(tr("Cockpit", "Watched"), Tone.QUIET)
    loud = row.state in (RowState.OUT_OF_STEP, RowState.FLATTENING)
    cause = told(row.cause)
    return Cell(cause or word, tone if loud else Tone.QUIET, tip=f"{word}. {cause}" if cause else "")


def _switch(row: AccountRow) -> Cell:
    spoken = tr("Cockpit", "Copying on for {0}", row.name) if row.on else tr("Cockpit", "Copying off for {0}", row.name)
    if row.on:
        tip = tr("Cockpit", "On: new trades are copied. Click to switch off.")
        return Cell("", Tone.TEXT, "shapes/switch-on", Tone.ACCENT, tip, spoken)
    if row.breach:
        breach = told(row.breach)
        tip = tr("Cockpit", "Switched off after a breach: {0} Click to switch it on again.", breach)
        spoken = tr("Cockpit", "{0}, after a breach: {1}", spoken, breach)
        return Cell("", Tone.TEXT, "shapes/switch-breach", Tone.WARNING, tip, spoken)
    tip = tr("Cockpit", "Off: only exits are copied. Click to switch on.")
    return Cell("", Tone.TEXT, "shapes/switch-off", Tone.FAINT, tip, spoken)


def _flatten(row: AccountRow) -> Cell:
    busy = bool(row.position or row.working_orders)
    needed = row.state is RowState.OUT_OF_STEP and row.position != 0
    tone = Tone.DANGER if needed else Tone.QUIET if busy else Tone.FAINT
    tip = tr(
        "Cockpit", "Press and hold, or hold F, to flatten {0}: cancel its orders and close its positions.", row.name
    )
    return Cell("", Tone.TEXT, "lucide/x", tone, tip, tr("Cockpit", "Flatten {0}", row.name))
