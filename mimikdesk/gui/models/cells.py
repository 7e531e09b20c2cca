"""What each cell of the cockpit says for one account row: text, icon, tone. Plain values, no Qt."""

from decimal import Decimal
from enum import IntEnum
from typing import NamedTuple

from mimikdesk.domain.events import LineState
from mimikdesk.gui import format as fmt
from mimikdesk.gui.summary import LINE_WORDS
from mimikdesk.gui.theme.tokens import Tone
from mimikdesk.services.prices import Source
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
    ORDERS = 10
    STOP = 11
    COPY = 12
    SLIP = 13
    STATE = 14
    SWITCH = 15
    FLATTEN = 16


HEADINGS: dict[Column, tuple[str, str]] = {
    Column.ACCOUNT: ("Account", "The account, the leader first"),
    Column.ROLE: ("Size", "Leader, or the factor of the follower's size"),
    Column.LINE: ("Connection", "The login the account hangs on, and its line"),
    Column.SYMBOL: ("Contract", "The instrument held or expected"),
    Column.POSITION: ("Position", "What the broker says the account holds"),
    Column.EXPECTED: ("Expected", "What the follower would hold had every copy filled as decided"),
    Column.AVERAGE: ("Average", "Average entry price"),
    Column.OPEN_PNL: ("Open P&L", "Profit or loss of the open position"),
    Column.DAY_PNL: ("Day P&L", "Profit or loss since the trading day began, fees included"),
    Column.NET_LIQ: ("Net liq", "Cash and open profit or loss"),
    Column.ORDERS: ("Orders", "Working orders"),
    Column.STOP: ("Stop", "Contracts of the position that a working stop would close"),
    Column.COPY: ("Copied in", "Last copy: from seeing the leader's fill to sending the order"),
    Column.SLIP: ("Slip", "Last copy: ticks behind the leader's price; positive is worse"),
    Column.STATE: ("State", "Whether the account holds what it should, and why not"),
    Column.SWITCH: ("Copy", "Copy new trades to this follower. Exits go through either way"),
    Column.FLATTEN: ("Flatten", "Press and hold to close the position and cancel all orders"),
}

RIGHT = {
    Column.POSITION,
    Column.EXPECTED,
    Column.AVERAGE,
    Column.OPEN_PNL,
    Column.DAY_PNL,
    Column.NET_LIQ,
    Column.ORDERS,
    Column.COPY,
    Column.SLIP,
}
"""Columns of figures, aligned right."""


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
UNKNOWN = NOTHING._replace(tip="Not known yet: there is no price for it.", spoken="not known yet")
HIDDEN = Cell(fmt.DOTS, Tone.QUIET, tip="Hidden. Ctrl+H shows amounts again.", spoken="hidden")
OLD = "shapes/past"
"""Beside a figure that is too old."""

_SOURCES = {
    Source.QUOTE: "The prices have stopped. Reckoned with the last one, of",
    Source.FILL: "Reckoned with the price of a fill",
    Source.IMPLIED: "Reckoned with a price worked out from the broker's figures of",
    Source.BROKER: "The broker's own figure of",
}
"""The beginnings of sentences that end with an age."""

STATE_SHAPE: dict[RowState, tuple[str, Tone, str]] = {
    RowState.IN_STEP: ("shapes/dot", Tone.POSITIVE, "In step"),
    RowState.WORKING: ("shapes/ring", Tone.ACCENT, "Order on its way"),
    RowState.PAUSED: ("shapes/bars", Tone.QUIET, "Paused"),
    RowState.OUT_OF_STEP: ("shapes/triangle", Tone.WARNING, "Out of step"),
    RowState.FLATTENING: ("shapes/square", Tone.DANGER, "Flattening"),
}

LINE_SHAPE: dict[LineState, tuple[str, Tone]] = {
    LineState.CONNECTED: ("shapes/dot", Tone.FAINT),
    LineState.RECONNECTING: ("shapes/ring", Tone.WARNING),
    LineState.REAUTH_REQUIRED: ("shapes/triangle", Tone.WARNING),
    LineState.DISCONNECTED: ("shapes/square", Tone.DANGER),
}


def cells(row: AccountRow, *, first: bool) -> tuple[Cell, ...]:
    """All cells in column order. ``first`` is False for the further instruments of an account: they leave out
    what belongs to the account as a whole."""
    leader = row.role is Role.LEADER
    shape, tone, word = STATE_SHAPE[row.state]
    follower = first and not leader
    return (
        Cell(row.name, Tone.TEXT, shape, tone, row.name, f"{row.name}, {word}", leader) if first else EMPTY,
        _role(row) if first else EMPTY,
        _line(row) if first else EMPTY,
        Cell(row.symbol) if row.symbol else NOTHING,
        _position(row),
        _expected(row),
        Cell(fmt.price(row.average, row.price_decimals), Tone.QUIET),
        _pnl(row.open_pnl, row.open_age) if row.symbol else NOTHING,
        _pnl(row.day_pnl, row.worth_age) if first else EMPTY,
        _worth(row) if first else EMPTY,
        Cell(str(row.working_orders), Tone.TEXT if row.working_orders else Tone.QUIET),
        _stop(row),
        Cell(fmt.duration(row.last_copy_ns), Tone.QUIET) if follower else EMPTY,
        Cell(fmt.ticks(row.slippage_ticks), Tone.QUIET) if follower else EMPTY,
        _state(row, word, tone),
        _switch(row) if follower else EMPTY,
        _flatten(row) if follower else EMPTY,
    )


def _role(row: AccountRow) -> Cell:
    if row.role is Role.LEADER:
        return Cell("Leader", Tone.ACCENT, tip="MimikDesk watches the leader and never trades on it.", strong=True)
    return Cell("" if row.multiplier is None else fmt.multiplier(row.multiplier), Tone.QUIET)


def _line(row: AccountRow) -> Cell:
    shape, tone = LINE_SHAPE[row.line]
    up = row.line is LineState.CONNECTED
    words = f"{row.connection_name}: {LINE_WORDS[row.line]}"
    text = row.connection_name if up else LINE_WORDS[row.line].capitalize()
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
        tip = f"Should be {fmt.side(row.expected)}, is {fmt.side(row.position)}. {row.cause}".rstrip()
        return Cell(f"{should} ({off})", Tone.WARNING, tip=tip, spoken=f"{should}, off by {off}", strong=True)
    return Cell(fmt.signed_count(row.expected), Tone.QUIET)


def _pnl(amount: Decimal | None, age: FigureAge | None) -> Cell:
    if amount is None:
        return UNKNOWN
    if fmt.money_hidden():
        return HIDDEN
    tone = Tone.QUIET if amount == 0 else Tone.POSITIVE if amount > 0 else Tone.NEGATIVE
    return _aged(Cell(fmt.money(amount), tone), age)


def _worth(row: AccountRow) -> Cell:
    """Without a mark, for which there is no room: the day's figure beside it is of the same age and has one."""
    if row.net_liq is None:
        return UNKNOWN
    if fmt.money_hidden():
        return HIDDEN
    return _aged(Cell(fmt.balance(row.net_liq)), row.worth_age)._replace(icon="")


def _aged(cell: Cell, age: FigureAge | None) -> Cell:
    """A figure that is not of now says so when asked; an old one has a mark, and no colour that speaks of now."""
    if age is None:
        return cell
    tip = f"{_SOURCES[age.source]} {fmt.ago(age.age_ns)}."
    if not age.old:
        return cell._replace(tip=tip)
    return cell._replace(
        tone=Tone.QUIET, icon=OLD, tip=f"{tip} It may be another by now.", spoken=f"{cell.text}, {fmt.ago(age.age_ns)}"
    )


def _stop(row: AccountRow) -> Cell:
    """A position without a stop is a colour only where its leader has one: many traders use none."""
    stop = row.stop
    if stop is None:
        return NOTHING
    if not stop.covered:
        tip = "The leader has a working stop, this position has none." if stop.wanted else "No working stop."
        return Cell("none", Tone.WARNING if stop.wanted else Tone.QUIET, tip=tip, spoken="no stop")
    where = "" if stop.price is None else f" at {fmt.price(stop.price, row.price_decimals)}"
    if stop.covered < stop.held:
        tip = f"A stop{where} closes {stop.covered} of {stop.held} contracts."
        return Cell(f"{stop.covered}/{stop.held}", Tone.WARNING, tip=tip, spoken=tip)
    return Cell("yes", Tone.TEXT, tip=f"A stop{where} closes the whole position.", spoken=f"stop{where}")


def _state(row: AccountRow, word: str, tone: Tone) -> Cell:
    if row.role is Role.LEADER and row.state is RowState.IN_STEP:
        return Cell("Watched", Tone.QUIET)
    loud = row.state in (RowState.OUT_OF_STEP, RowState.FLATTENING)
    return Cell(row.cause or word, tone if loud else Tone.QUIET, tip=f"{word}. {row.cause}" if row.cause else "")


def _switch(row: AccountRow) -> Cell:
    spoken = f"Copying {'on' if row.on else 'off'} for {row.name}"
    if row.on:
        return Cell(
            "", Tone.TEXT, "shapes/switch-on", Tone.ACCENT, "On: new trades are copied. Click to switch off.", spoken
        )
    if row.breach:
        tip = f"Switched off after a breach: {row.breach} Click to switch it on again."
        return Cell("", Tone.TEXT, "shapes/switch-breach", Tone.WARNING, tip, f"{spoken}, after a breach: {row.breach}")
    tip = "Off: only exits are copied. Click to switch on."
    return Cell("", Tone.TEXT, "shapes/switch-off", Tone.FAINT, tip, spoken)


def _flatten(row: AccountRow) -> Cell:
    busy = bool(row.position or row.working_orders)
    needed = row.state is RowState.OUT_OF_STEP and row.position != 0
    tone = Tone.DANGER if needed else Tone.QUIET if busy else Tone.FAINT
    tip = f"Press and hold, or hold F, to flatten {row.name}: cancel its orders and close its positions."
    return Cell("", Tone.TEXT, "lucide/x", tone, tip, f"Flatten {row.name}")
