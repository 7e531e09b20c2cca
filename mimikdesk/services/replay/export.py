"""A broker's export as one account's executions, exactly as the file has them; a row that cannot be read stops it all.

Nothing is guessed: a replay with a fill missing would be the replay of another day.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from mimikdesk.domain.errors import ReplayError
from mimikdesk.domain.orders import Side
from mimikdesk.services.replay import layouts as c
from mimikdesk.services.replay.cells import CellError, Moment, read_count, read_moment, read_number, read_side
from mimikdesk.services.replay.contracts import Contract, read_contract
from mimikdesk.services.replay.layouts import Layout, Names, layout_of
from mimikdesk.services.replay.table import Row, Table, read_table

SHOWN = 5
"""Rows that cannot be read are named up to this many."""


@dataclass(frozen=True, slots=True)
class Execution:
    """One fill. ``order``: the broker's number of its order, "" where the file names none. ``ordered``: contracts of
    the whole order where the file tells them. ``tie``: order among executions of the same moment."""

    row: int
    fill: str
    order: str
    contract: Contract
    side: Side
    qty: int
    price: Decimal
    moment: Moment
    tie: tuple[int, ...]
    ordered: int | None = None


@dataclass(frozen=True, slots=True)
class Export:
    """``account``: "" where the file names none. ``executions``: in order of time. ``unfilled``: orders that never
    filled and are left out."""

    file: str
    account: str
    executions: tuple[Execution, ...]
    unfilled: int

    @property
    def zoned(self) -> bool:
        """Whether the file's times name their zone."""
        return all(execution.moment.zoned for execution in self.executions)


def read_export(path: Path, account: str | None = None) -> Export:
    """One account's executions of a CSV file. ``account``: needed where the file holds several.

    ReplayError: not such a file, a column is missing, rows that cannot be read, or the account is not in it.
    """
    table = read_table(path)
    layout = layout_of(table)
    chosen, rows = _rows_of_account(table, account)
    read = _READERS[layout]
    executions: list[Execution] = []
    unfilled = 0
    wrong: list[str] = []
    backwards = _newest_first(rows, layout)
    for place, row in enumerate(rows):
        rank = -place if backwards else place
        try:
            if any(cell.strip() for cell in row.cells[len(table.header) :]):
                raise CellError("has more cells than the header has names; numbers with commas need quotation marks")
            found = list(read(row, rank))
        except CellError as error:
            wrong.append(f"row {row.number}: {error}")
            continue
        executions += found
        unfilled += not found
    if wrong:
        _refuse(table.file, wrong)
    executions = _without_repeats(table.file, executions, merge=layout is c.PAIRS)
    if not executions:
        raise ReplayError(f"{table.file} holds no fill{f' of {chosen}' if chosen else ''}; there is nothing to replay.")
    _same_clock(table.file, executions)
    numbered = all(execution.fill.isdigit() for execution in executions)
    executions.sort(key=lambda e: (e.moment.ns, int(e.fill) if numbered else 0, e.tie))
    return Export(table.file, chosen, tuple(executions), unfilled)


def _rows_of_account(table: Table, account: str | None) -> tuple[str, list[Row]]:
    rows = list(table)
    named = sorted({name for row in rows if (name := row.text(*c.ACCOUNT))})
    if not named:
        if account is not None:
            raise ReplayError(f"{table.file} names no account. Leave out --account to replay all of it.")
        return "", rows
    without = [f"row {row.number}: has no account" for row in rows if not row.text(*c.ACCOUNT)]
    if without:
        _refuse(table.file, without)
    if account is None and len(named) > 1:
        raise ReplayError(f"{table.file} holds several accounts: {', '.join(named)}. Choose one with --account NAME.")
    chosen = next((name for name in named if account is None or name.lower() == account.strip().lower()), None)
    if chosen is None:
        raise ReplayError(f"{table.file} holds no account “{account}”. It holds: {', '.join(named)}.")
    return chosen, [row for row in rows if row.text(*c.ACCOUNT) == chosen]


def _refuse(file: str, wrong: list[str]) -> None:
    more = f"; and {len(wrong) - SHOWN} more" if len(wrong) > SHOWN else ""
    raise ReplayError(
        f"{file} cannot be replayed, because not every row can be read: {'; '.join(wrong[:SHOWN])}{more}. "
        "Correct these rows, or export the file again."
    )


def _newest_first(rows: list[Row], layout: Layout) -> bool:
    """Whether the file runs backwards, so that rows of the same second are to be taken backwards too."""
    names = {c.PAIRS: c.BOUGHT, c.TRIPS: c.ENTERED, c.ORDERS: c.FILL_TIME, c.FILLS: c.TIME}[layout]
    moments = []
    for row in rows:
        try:
            moments.append(_moment(row, names).ns)
        except CellError:
            continue
    return len(moments) > 1 and moments[0] > moments[-1]


def _without_repeats(file: str, executions: list[Execution], *, merge: bool) -> list[Execution]:
    """One execution per fill number: a fill told twice counts once, one that was paired in parts is put together."""
    known: dict[str, Execution] = {}
    wrong = []
    for execution in executions:
        before = known.get(execution.fill)
        if before is None:
            known[execution.fill] = execution
            continue
        same = _what(before) == _what(execution)
        if same and merge:
            known[execution.fill] = _put_together(before, execution)
        elif not same or before.qty != execution.qty:
            wrong.append(
                f"row {execution.row}: fill {execution.fill} stands in row {before.row} too, with other values"
            )
    if wrong:
        _refuse(file, wrong)
    return list(known.values())


def _what(execution: Execution) -> tuple[object, ...]:
    return execution.order, execution.contract, execution.side, execution.price, execution.moment


def _put_together(one: Execution, other: Execution) -> Execution:
    return Execution(
        one.row, one.fill, one.order, one.contract, one.side, one.qty + other.qty, one.price, one.moment, one.tie
    )


def _same_clock(file: str, executions: list[Execution]) -> None:
    zoned = executions[0].moment.zoned
    for execution in executions:
        if execution.moment.zoned != zoned:
            raise ReplayError(
                f"{file} names a time zone in some rows and none in others (first in row {execution.row}), so their "
                "order cannot be told. Export the file again."
            )


# --- rows ---------------------------------------------------------------------------------------------------------


def _cell(row: Row, use: str, names: Names) -> str:
    text = row.text(*names)
    if not text:
        raise CellError(f"has no {use}")
    return text


def _moment(row: Row, names: Names) -> Moment:
    """The time of a row; where it has several, the first that names its zone."""
    cells = row.all(*names)
    if not cells:
        raise CellError("has no time")
    moments = [read_moment(cell) for cell in cells]
    return next((moment for moment in moments if moment.zoned), moments[0])


def _contract(row: Row) -> Contract:
    text = _cell(row, "contract", c.CONTRACT)
    contract = read_contract(text)
    if contract is None:
        raise CellError(f"“{text}” is not the name of a futures contract")
    return contract


def _count(row: Row, names: Names) -> int:
    qty = read_count(_cell(row, "quantity", names))
    if qty == 0:
        raise CellError("has a quantity of 0")
    return qty


def _price(row: Row, names: Names) -> Decimal:
    return read_number(_cell(row, "price", names))


def _fill_row(row: Row, rank: int) -> Iterator[Execution]:
    order = row.text(*c.ORDER)
    side, qty = read_side(_cell(row, "side", c.SIDE)), _count(row, c.SIZE)
    fill = row.text(*c.FILL) or f"row{row.number}"
    yield Execution(
        row.number, fill, order, _contract(row), side, qty, _price(row, c.PRICE), _moment(row, c.TIME), (rank,)
    )


_ENDED = {"canceled", "cancelled", "rejected", "expired", "working", "pending", "suspended", "open", "accepted"}


def _order_row(row: Row, rank: int) -> Iterator[Execution]:
    """An order that filled wholly or in part; others are left out."""
    status = _cell(row, "status", c.STATUS).lower()
    if status not in _ENDED | {"filled", "completed"}:
        raise CellError(f"“{status}” is not a status of an order that is known here")
    told = row.text(*c.FILLED)
    size = row.text(*c.SIZE)
    if not told and status in _ENDED:
        if row.text(*c.AVERAGE):
            raise CellError(f"is {status} and has a price, but does not say how many contracts filled")
        return
    filled = read_count(told or _cell(row, "quantity", c.SIZE))
    if filled == 0:
        if status not in _ENDED:
            raise CellError("is filled, with a quantity of 0")
        return
    ordered = read_count(size) if size else filled
    if ordered < filled:
        raise CellError(f"fills {filled} of {ordered} contracts")
    order = row.text(*c.ORDER, "Id") or f"row{row.number}"
    side = read_side(_cell(row, "side", c.SIDE))
    price, moment = _price(row, c.AVERAGE), _moment(row, c.FILL_TIME)
    yield Execution(row.number, order, order, _contract(row), side, filled, price, moment, (rank,), ordered)


def _pair_row(row: Row, rank: int) -> Iterator[Execution]:
    contract, qty = _contract(row), _count(row, c.PAIRED)
    legs = (
        (Side.BUY, _cell(row, "buy fill", c.BUY_FILL), _price(row, c.BUY_PRICE), _moment(row, c.BOUGHT)),
        (Side.SELL, _cell(row, "sell fill", c.SELL_FILL), _price(row, c.SELL_PRICE), _moment(row, c.SOLD)),
    )
    if legs[0][3] == legs[1][3] and not (legs[0][1].isdigit() and legs[1][1].isdigit()):
        raise CellError("was bought and sold in the same moment, and its fill numbers do not say which came first")
    for side, fill, price, moment in legs:
        yield Execution(row.number, fill, "", contract, side, qty, price, moment, (rank,))


def _trip_row(row: Row, rank: int) -> Iterator[Execution]:
    contract, qty = _contract(row), _count(row, c.SIZE)
    side = read_side(_cell(row, "side", c.TYPE))
    entered, exited = _moment(row, c.ENTERED), _moment(row, c.EXITED)
    if entered.zoned == exited.zoned and exited.ns < entered.ns:
        raise CellError("leaves before it enters")
    name = row.text("Id") or f"row{row.number}"
    when = entered.ns
    entry, left = _price(row, c.ENTRY_PRICE), _price(row, c.EXIT_PRICE)
    yield Execution(row.number, f"{name} in", "", contract, side, qty, entry, entered, (when, rank, 0))
    yield Execution(row.number, f"{name} out", "", contract, side.opposite, qty, left, exited, (when, rank, 1))


_READERS: dict[Layout, Callable[[Row, int], Iterator[Execution]]] = {
    c.PAIRS: _pair_row,
    c.TRIPS: _trip_row,
    c.ORDERS: _order_row,
    c.FILLS: _fill_row,
}
