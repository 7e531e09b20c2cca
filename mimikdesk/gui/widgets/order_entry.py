"""Entry of orders that wait for a price: limit, stop and stop-limit."""

from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mimikdesk.domain.orders import OrderKind, Side
from mimikdesk.gui.theme import fonts
from mimikdesk.gui.translate import later, tr
from mimikdesk.gui.widgets.parts import label
from mimikdesk.gui.widgets.price_field import PriceField

KINDS = (
    (OrderKind.LIMIT, later("Ticket", "Limit")),
    (OrderKind.STOP, later("Ticket", "Stop")),
    (OrderKind.STOP_LIMIT, later("Ticket", "Stop limit")),
)

_SELL = {
    OrderKind.LIMIT: later("Ticket", "Sell limit"),
    OrderKind.STOP: later("Ticket", "Sell stop"),
    OrderKind.STOP_LIMIT: later("Ticket", "Sell stop limit"),
}
_BUY = {
    OrderKind.LIMIT: later("Ticket", "Buy limit"),
    OrderKind.STOP: later("Ticket", "Buy stop"),
    OrderKind.STOP_LIMIT: later("Ticket", "Buy stop limit"),
}


@dataclass(frozen=True, slots=True)
class WaitingOrder:
    """What was asked for; ``limit`` and ``stop`` in points, as the kind needs them."""

    side: Side
    kind: OrderKind
    limit: Decimal | None
    stop: Decimal | None


class OrderEntry(QWidget):
    placed = Signal(object)
    """A ``WaitingOrder`` with prices that fit the contract."""

    def __init__(self) -> None:
        super().__init__()
        self._kinds = QButtonGroup(self)
        self.limit = PriceField(tr("Ticket", "Limit price"), tr("Ticket", "Enter a limit price."))
        self.stop = PriceField(tr("Ticket", "Stop price"), tr("Ticket", "Enter a stop price."))
        self.sell, self.buy = QPushButton(tr("Ticket", "Sell")), QPushButton(tr("Ticket", "Buy"))
        self.sell.setProperty("kind", "sell-waiting")
        self.buy.setProperty("kind", "buy-waiting")
        self.complaint = label(size=fonts.Size.SMALL, kind="danger")
        self.complaint.setWordWrap(True)
        self.complaint.hide()
        kinds = QHBoxLayout()
        kinds.setSpacing(4)
        for number, (_kind, word) in enumerate(KINDS):
            chip = QPushButton(word.tr())
            chip.setProperty("kind", "chip")
            chip.setCheckable(True)
            self._kinds.addButton(chip, number)
            kinds.addWidget(chip, 1)
        fields = QHBoxLayout()
        fields.setSpacing(8)
        for widget in (self.stop, self.limit, self.sell, self.buy):
            fields.addWidget(widget, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(kinds)
        column.addLayout(fields)
        column.addWidget(self.complaint)
        self._kinds.idToggled.connect(lambda _number, on: self._show_kind() if on else None)
        self._kinds.button(0).setChecked(True)
        self.sell.clicked.connect(lambda: self._place(Side.SELL))
        self.buy.clicked.connect(lambda: self._place(Side.BUY))
        for field in (self.limit, self.stop):
            field.textChanged.connect(lambda _text: self.complaint.hide())

    @property
    def kind(self) -> OrderKind:
        return KINDS[self._kinds.checkedId()][0]

    def choose(self, kind: OrderKind) -> None:
        numbers = {known: number for number, (known, _word) in enumerate(KINDS)}
        self._kinds.button(numbers[kind]).setChecked(True)

    def set_instrument(self, tick: Decimal, decimals: int) -> None:
        for field in (self.limit, self.stop):
            field.set_instrument(tick, decimals)

    def set_market(self, bid: Decimal, ask: Decimal) -> None:
        """Where the arrow keys start from in an empty field."""
        self.limit.set_start(bid)
        self.stop.set_start(ask)

    def _show_kind(self) -> None:
        kind = self.kind
        self.limit.setVisible(kind is not OrderKind.STOP)
        self.stop.setVisible(kind is not OrderKind.LIMIT)
        for button, words in ((self.sell, _SELL[kind]), (self.buy, _BUY[kind])):
            button.setAccessibleName(words.tr())
            button.setToolTip(words.tr())
        self.complaint.hide()

    def _place(self, side: Side) -> None:
        kind = self.kind
        limit = stop = None
        complaint = ""
        if kind is not OrderKind.LIMIT:
            stop, complaint = self.stop.read()
        if kind is not OrderKind.STOP and not complaint:
            limit, complaint = self.limit.read()
        self.complaint.setText(complaint)
        self.complaint.setVisible(bool(complaint))
        if not complaint:
            self.placed.emit(WaitingOrder(side, kind, limit, stop))
