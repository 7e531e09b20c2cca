"""The order of accounts within their groups: by what a column said when the trader asked, and kept while figures move.

A group is put in order again only when an account comes or goes, or when the trader asks. The leader stays on top.
"""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import NamedTuple

from mimikdesk.domain.ids import AccountId, GroupId
from mimikdesk.gui.models.cells import Column
from mimikdesk.services.views import AccountRow, Role, RowState

_WORST = list(RowState)

Value = Decimal | int | str | None
"""What rows are compared by; of one kind within a column. None goes last, whichever way round."""

VALUES: dict[Column, Callable[[AccountRow], Value]] = {
    Column.ACCOUNT: lambda row: row.name.casefold(),
    Column.ROLE: lambda row: row.multiplier,
    Column.LINE: lambda row: row.connection_name.casefold(),
    Column.SYMBOL: lambda row: row.symbol,
    Column.POSITION: lambda row: row.position,
    Column.EXPECTED: lambda row: abs(row.divergence or 0),
    Column.OPEN_PNL: lambda row: row.open_pnl,
    Column.DAY_PNL: lambda row: row.day_pnl,
    Column.NET_LIQ: lambda row: row.net_liq,
    Column.LIMIT: lambda row: None if row.limit is None else row.limit.left,
    Column.ORDERS: lambda row: row.working_orders,
    Column.STOP: lambda row: None if row.stop is None else row.stop.covered - row.stop.held,
    Column.COPY: lambda row: row.last_copy_ns,
    Column.SLIP: lambda row: row.slippage_ticks,
    Column.STATE: lambda row: _WORST.index(row.state),
    Column.SWITCH: lambda row: int(row.on),
}
"""Of the columns that can be sorted by."""


class Sorting(NamedTuple):
    column: Column
    descending: bool = False


class Arrangement:
    def __init__(self) -> None:
        self.sorting: Sorting | None = None
        """None for the group's own order."""
        self._orders: dict[GroupId, list[AccountId]] = {}

    def ask(self, sorting: Sorting | None) -> None:
        """Put every group in order anew, next time it is arranged."""
        self.sorting = sorting
        self._orders.clear()

    def arrange(self, group: GroupId, rows: Iterable[AccountRow]) -> list[AccountRow]:
        """The rows of one group in the order to show them; the lines of an account stay together as they came."""
        lines: dict[AccountId, list[AccountRow]] = {}
        for row in rows:
            lines.setdefault(row.account, []).append(row)
        if self.sorting is None:
            return [row for its in lines.values() for row in its]
        order = self._orders.get(group)
        if order is None or len(order) != len(lines) or not lines.keys() >= set(order):
            order = self._orders[group] = _sorted(lines, self.sorting)
        return [row for account in order for row in lines[account]]


def _sorted(lines: dict[AccountId, list[AccountRow]], sorting: Sorting) -> list[AccountId]:
    value = VALUES[sorting.column]
    leaders = [account for account, its in lines.items() if its[0].role is Role.LEADER]
    followers = [account for account, its in lines.items() if its[0].role is not Role.LEADER]
    known = [account for account in followers if value(lines[account][0]) is not None]
    # Python keeps the group's own order among equals, descending too.
    known.sort(key=lambda account: value(lines[account][0]), reverse=sorting.descending)  # type: ignore[arg-type,return-value]  # one column, one kind
    return [*leaders, *known, *(account for account in followers if account not in set(known))]
