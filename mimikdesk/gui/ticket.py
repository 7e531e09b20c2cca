"""The practice ticket: plays the trader's own platform for the leader account."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSpinBox, QVBoxLayout, QWidget

from mimikdesk.domain.orders import OrderKind, Side
from mimikdesk.services.control import Control
from mimikdesk.services.views import TicketView


class Ticket(QWidget):
    def __init__(self, control: Control) -> None:
        super().__init__()
        self.setWindowTitle("Practice ticket")
        self._control = control
        self._view: TicketView | None = None
        self._price = QLabel("Waiting for prices")
        self._position = QLabel("")
        self.qty = QSpinBox()
        self.qty.setRange(1, 999)
        self.buy, self.sell, self.close_position = QPushButton("BUY"), QPushButton("SELL"), QPushButton("Close")
        self.buy.clicked.connect(lambda: self._place(Side.BUY))
        self.sell.clicked.connect(lambda: self._place(Side.SELL))
        self.close_position.clicked.connect(self._close)
        buttons = QHBoxLayout()
        for widget in (self.qty, self.buy, self.sell, self.close_position):
            buttons.addWidget(widget)
        column = QVBoxLayout(self)
        column.addWidget(self._price)
        column.addLayout(buttons)
        column.addWidget(self._position)

    def apply(self, view: TicketView) -> None:
        self._view = view
        self._price.setText(f"{view.account_name}   {view.symbol}   {view.bid} / {view.ask}")
        self._position.setText(f"Position {view.position}   open P&L {view.open_pnl}")

    def _place(self, side: Side) -> None:
        if self._view is not None:
            self._control.ticket_place(self._view.symbol, side, self.qty.value(), OrderKind.MARKET)

    def _close(self) -> None:
        if self._view is not None:
            self._control.ticket_close(self._view.symbol)
