"""The layouts of the brokers' exports: which columns each has, under which of its known names.

``ORDERS``: one row per order (Tradovate's Orders, TopstepX's Orders). ``FILLS``: one row per fill (Tradovate's Fills).
``PAIRS``: a purchase and a sale in each row (Tradovate's Performance and Position History). ``TRIPS``: an entry and an
exit in each row (TopstepX's Trades).
"""

from dataclasses import dataclass

from mimikdesk.domain.errors import ReplayError
from mimikdesk.services.replay.table import Table

Names = tuple[str, ...]

ACCOUNT: Names = ("Account", "AccountName", "Account Name", "Account Number", "AccountId")
CONTRACT: Names = ("Contract", "ContractName", "Symbol", "Instrument", "ContractId")
SIDE: Names = ("B/S", "Side", "Action", "Buy/Sell")
SIZE: Names = ("Quantity", "Qty", "Size")
ORDER: Names = ("Order ID", "OrderNumber")
FILL: Names = ("Fill ID", "ExecutionId", "Id")
FILLED: Names = ("filledQty", "Filled Quantity", "FilledSize", "FillVolume", "Size Filled")
STATUS: Names = ("Status", "Order Status")
PRICE: Names = ("Price", "Fill Price", "ExecutePrice", "Execution Price")
AVERAGE: Names = ("Avg Fill Price", "avgPrice", "decimalFillAvg", "ExecutePrice", "Fill Price", "FilledPrice")
FILL_TIME: Names = ("Fill Time", "FilledAt", "Filled Time", "Execution Time")
TIME: Names = ("Timestamp", "Date/Time", "Fill Time", "FilledAt", "Execution Time", "CreationTimestamp")
BUY_PRICE: Names = ("buyPrice",)
SELL_PRICE: Names = ("sellPrice",)
BUY_FILL: Names = ("buyFillId",)
SELL_FILL: Names = ("sellFillId",)
BOUGHT: Names = ("boughtTimestamp", "Bought At")
SOLD: Names = ("soldTimestamp", "Sold At")
PAIRED: Names = ("Paired Qty", "qty", "Quantity")
ENTERED: Names = ("EnteredAt", "Entry Time")
EXITED: Names = ("ExitedAt", "Exit Time")
ENTRY_PRICE: Names = ("EntryPrice",)
EXIT_PRICE: Names = ("ExitPrice",)
TYPE: Names = ("Type", "Direction", "Side")


@dataclass(frozen=True, slots=True)
class Layout:
    """``name``: what such a file is called, for messages. ``needed``: what a column is for, and its known names."""

    name: str
    needed: tuple[tuple[str, Names], ...]

    def missing(self, table: Table) -> tuple[tuple[str, Names], ...]:
        return tuple((use, names) for use, names in self.needed if not table.has(*names))


PAIRS = Layout(
    "Tradovate's Performance export",
    (
        ("the contract", CONTRACT),
        ("the quantity", PAIRED),
        ("the buy price", BUY_PRICE),
        ("the sell price", SELL_PRICE),
        ("the buy fill's number", BUY_FILL),
        ("the sell fill's number", SELL_FILL),
        ("the time of the purchase", BOUGHT),
        ("the time of the sale", SOLD),
    ),
)
TRIPS = Layout(
    "TopstepX's Trades export",
    (
        ("the contract", CONTRACT),
        ("the quantity", SIZE),
        ("long or short", TYPE),
        ("the entry price", ENTRY_PRICE),
        ("the exit price", EXIT_PRICE),
        ("the time of the entry", ENTERED),
        ("the time of the exit", EXITED),
    ),
)
ORDERS = Layout(
    "an Orders export",
    (
        ("the contract", CONTRACT),
        ("buy or sell", SIDE),
        ("the status", STATUS),
        ("the filled quantity", (*FILLED, *SIZE)),
        ("the average price", AVERAGE),
        ("the time of the fill", FILL_TIME),
    ),
)
FILLS = Layout(
    "a Fills export",
    (
        ("the contract", CONTRACT),
        ("buy or sell", SIDE),
        ("the quantity", SIZE),
        ("the price", PRICE),
        ("the time", TIME),
    ),
)
LAYOUTS = (PAIRS, TRIPS, ORDERS, FILLS)
"""In the order in which they are tried: the ones with the most telling columns first."""


def layout_of(table: Table) -> Layout:
    """The layout whose columns are all there. ReplayError names what the nearest one lacks, and the columns found."""
    for layout in LAYOUTS:
        if not layout.missing(table):
            return layout
    nearest = min(LAYOUTS, key=lambda layout: len(layout.missing(table)) / len(layout.needed))
    lacking = "; ".join(f"{use} (looked for {', '.join(names)})" for use, names in nearest.missing(table))
    found = ", ".join(name for name in table.header if name) or "none"
    raise ReplayError(
        f"{table.file} looks most like {nearest.name}, but has no column for {lacking}. Columns found: {found}. "
        "Export Tradovate's Orders, Fills or Performance, or TopstepX's Orders or Trades, with the header line."
    )
