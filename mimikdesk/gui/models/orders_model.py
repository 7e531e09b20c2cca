"""The leader's working orders on the practice ticket; changed rows only, like every live list."""

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QStandardItem, QStandardItemModel

from mimikdesk.domain.orders import OrderKind, Side
from mimikdesk.gui import format as fmt
from mimikdesk.gui.models.order import reorder
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.theme.tokens import Tone
from mimikdesk.gui.translate import later, tr
from mimikdesk.services.ticket_view import TicketOrder, TicketView

ORDER, PRICE, FILLED, CANCEL = range(4)
ROW_HEIGHT = 26
KIND_WORDS = {
    OrderKind.MARKET: later("Ticket", "market"),
    OrderKind.LIMIT: later("Ticket", "limit"),
    OrderKind.STOP: later("Ticket", "stop"),
    OrderKind.STOP_LIMIT: later("Ticket", "stop limit"),
    OrderKind.TRAILING_STOP: later("Ticket", "trailing stop"),
}


class _Line(NamedTuple):
    order: TicketOrder
    decimals: int
    named: bool


class OrdersModel(QStandardItemModel):
    def __init__(self, theme: Theme) -> None:
        super().__init__(0, 4)
        self._theme = theme
        self._ids: list[str] = []
        self._shown: dict[str, _Line] = {}
        theme.changed.connect(self._recolour)

    def apply(self, view: TicketView) -> None:
        """Show the orders of ``view``; the contract is named only where it is not the one the ticket stands on."""
        orders = view.orders
        reorder(self._ids, [order.venue_order_id for order in orders], self._drop, self._add, self._move)
        for at, order in enumerate(orders):
            line = _Line(order, view.price_decimals, order.symbol != view.symbol)
            if self._shown.get(order.venue_order_id) != line:
                self._shown[order.venue_order_id] = line
                self._write(at, line)
        for gone in self._shown.keys() - set(self._ids):
            del self._shown[gone]

    def order_at(self, index: QModelIndex | QPersistentModelIndex) -> TicketOrder | None:
        return self._shown[self._ids[index.row()]].order if index.isValid() else None

    def _write(self, at: int, line: _Line) -> None:
        order = line.order
        tokens = self._theme.tokens
        side = Tone.POSITIVE if order.side is Side.BUY else Tone.NEGATIVE
        order_item, price_item, filled_item, cancel_item = (self.item(at, column) for column in range(4))
        contract = f" {order.symbol}" if line.named else ""
        bought = tr("Ticket", "BUY") if order.side is Side.BUY else tr("Ticket", "SELL")
        order_item.setText(f"{bought} {order.qty}{contract} {KIND_WORDS[order.kind].tr()}")
        order_item.setForeground(QBrush(QColor(tokens.tone(side))))
        price_item.setText(_prices(order, line.decimals))
        filled_item.setText(f"{order.filled}/{order.qty}")
        filled_item.setToolTip(tr("Ticket", "{0} of {1} filled", order.filled, order.qty))
        filled_item.setForeground(QBrush(QColor(tokens.quiet)))
        cancel_item.setIcon(self._theme.icon("lucide/x", Tone.QUIET))
        cancel_item.setToolTip(tr("Ticket", "Cancel this order"))
        cancel_item.setData(tr("Ticket", "Cancel {0}", order_item.text()), Qt.ItemDataRole.AccessibleTextRole)

    def _recolour(self) -> None:
        for at, key in enumerate(self._ids):
            self._write(at, self._shown[key])

    def _drop(self, at: int) -> None:
        self.removeRow(at)

    def _add(self, at: int, _key: str) -> None:
        items = [QStandardItem() for _ in range(4)]
        for item in items:
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren)
            item.setSizeHint(QSize(0, ROW_HEIGHT))
        for column in (PRICE, FILLED):
            items[column].setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.insertRow(at, items)

    def _move(self, old: int, new: int) -> None:
        self.insertRow(new, self.takeRow(old))


def _prices(order: TicketOrder, decimals: int) -> str:
    return " / ".join(fmt.price(value, decimals) for value in (order.stop, order.limit) if value is not None)
