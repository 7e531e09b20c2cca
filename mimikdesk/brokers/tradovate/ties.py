"""Which orders belong together: held legs and their entry, and orders of which one cancels the others."""

from mimikdesk.brokers.tradovate import facts
from mimikdesk.brokers.tradovate.rows import OrderRow, StrategyLinkRow
from mimikdesk.domain.orders import Side


class Ties:
    """Links come from order rows (``parentId``, ``ocoId``, ``linkedId``, none of them reliably there) and from order
    strategies. Where none came, nothing is made up: the engine pairs by side and time."""

    def __init__(self) -> None:
        self._orders: dict[int, OrderRow] = {}
        self._linked: dict[int, set[int]] = {}
        self._strategies: dict[int, set[int]] = {}
        self._strategy_of: dict[int, int] = {}

    def take_order(self, row: OrderRow) -> set[int]:
        """Orders whose ties may have changed by it."""
        fresh = row.number not in self._orders
        before = self._linked.get(row.number, set()).copy()
        self._orders[row.number] = row
        for other in (row.oco, row.linked):
            if other is not None and other != row.number:
                self._linked.setdefault(row.number, set()).add(other)
                self._linked.setdefault(other, set()).add(row.number)
        if not fresh and before == self._linked.get(row.number, set()):
            return set()
        return self._group(row.number) | self._mates(row.number)

    def take_link(self, row: StrategyLinkRow) -> set[int]:
        before = self._strategy_of.get(row.order)
        if before == row.strategy:
            return set()
        if before is not None:
            self._strategies[before].discard(row.order)
        self._strategy_of[row.order] = row.strategy
        self._strategies.setdefault(row.strategy, set()).add(row.order)
        return self._mates(row.order)

    def parent(self, order: int) -> int | None:
        """The entry whose fill releases this leg."""
        row = self._orders.get(order)
        if row is not None and row.parent is not None:
            return row.parent
        if order not in self._strategy_of:
            return None
        sides: dict[int, Side] = {its: self._orders[its].side for its in self._mates(order) if its in self._orders}
        return facts.entry_of(order, sides) if order in sides else None

    def oco(self, order: int) -> str | None:
        """A name that this order shares with those that end with it; None where nobody told of another one. An entry
        that is linked to its own legs is none of them."""
        if order not in self._linked:
            return None
        group = self._group(order)
        entries = {self.parent(its) for its in group}
        known = [its for its in group if its in self._orders and its not in entries]
        return f"oco-{min(group - entries)}" if len(known) > 1 and order in known else None

    def _group(self, order: int) -> set[int]:
        group, open_ends = {order}, [order]
        while open_ends:
            for other in self._linked.get(open_ends.pop(), ()):
                if other not in group:
                    group.add(other)
                    open_ends.append(other)
        return group

    def _mates(self, order: int) -> set[int]:
        strategy = self._strategy_of.get(order)
        return self._strategies[strategy] if strategy is not None else {order}
