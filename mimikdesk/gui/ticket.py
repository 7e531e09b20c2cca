"""The practice ticket: plays the trader's own platform for the leader account, by his own hand.

A window of its own, so that it can stand beside a chart. Orders placed here are not the copier's.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from mimikdesk.domain.ids import Symbol
from mimikdesk.domain.orders import OrderKind, Side
from mimikdesk.gui import format as fmt
from mimikdesk.gui.models.orders_model import CANCEL, FILLED, ORDER, PRICE, ROW_HEIGHT, OrdersModel
from mimikdesk.gui.theme import fonts
from mimikdesk.gui.theme.fonts import Size
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.translate import tr
from mimikdesk.gui.widgets.order_entry import OrderEntry, WaitingOrder
from mimikdesk.gui.widgets.parts import ElidedLabel, gain_kind, label, rule, say
from mimikdesk.gui.widgets.qty_stepper import QtyStepper
from mimikdesk.services.control import Control
from mimikdesk.services.ticket_view import TicketView

WIDTH = 400
MOST_LINES = 6
"""Working orders seen at once; more are scrolled to."""


class Ticket(QWidget):
    def __init__(self, control: Control, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("ticket")
        self.setWindowTitle(tr("Ticket", "Practice ticket"))
        self.setFixedWidth(WIDTH)
        self.resize(WIDTH, 580)
        self._control = control
        self._view: TicketView | None = None
        self.symbols = QComboBox()
        self.symbols.setAccessibleName(tr("Ticket", "Contract"))
        self.symbols.setFont(fonts.font(Size.TITLE, strong=True))
        self.symbols.setMinimumWidth(128)
        self._account = ElidedLabel(kind="quiet")
        self.accounts = QComboBox()
        self.accounts.setAccessibleName(tr("Ticket", "Leader"))
        self.accounts.setToolTip(tr("Ticket", "The leader that is traded here."))
        self.accounts.hide()
        self._bid, self._ask = label(size=Size.DISPLAY, strong=True), label(size=Size.DISPLAY, strong=True)
        self._last = label(kind="quiet")
        self.qty = QtyStepper(theme)
        self.sell = self._market_button(tr("Ticket", "Sell market"), "sell", "Ctrl+S")
        self.buy = self._market_button(tr("Ticket", "Buy market"), "buy", "Ctrl+B")
        self.entry = OrderEntry()
        self._side = label(tr("Ticket", "flat"), Size.TITLE, strong=True, name=tr("Ticket", "Position of the leader"))
        self._average = label(kind="quiet", size=Size.SMALL)
        self._pnl = label(fmt.money(fmt.ZERO), Size.TITLE, strong=True, name=tr("Ticket", "Open profit or loss"))
        self.close_position = QPushButton(tr("Ticket", "Close"))
        self.close_position.setToolTip(tr("Ticket", "Close the leader's position in this contract at the market."))
        self.orders_model = OrdersModel(theme)
        self.orders = QTreeView()
        self._no_orders = label(
            tr("Ticket", "No working orders. Limit and stop orders wait here."), Size.SMALL, kind="quiet"
        )
        self._lay_out()
        self._set_up_orders()
        self._connect()
        self._enable(on=False)

    def apply(self, view: TicketView) -> None:
        """Show prices, position and working orders."""
        before, self._view = self._view, view
        if before is None or before.symbols != view.symbols:
            self.symbols.clear()
            self.symbols.addItems(list(view.symbols))
        if before is None or before.symbol != view.symbol:
            self.symbols.setCurrentText(view.symbol)
            self.entry.set_instrument(view.tick_size, view.price_decimals)
        self.entry.set_market(view.bid, view.ask)
        self._say_account(before, view)
        for target, value in ((self._bid, view.bid), (self._ask, view.ask), (self._last, view.last)):
            say(target, fmt.price(value, view.price_decimals))
        side = "quiet" if view.position == 0 else "positive" if view.position > 0 else "negative"
        say(self._side, fmt.side(view.position), side)
        average = fmt.price(view.average, view.price_decimals)
        at = tr("Ticket", "at {0}", average) if view.average is not None else tr("Ticket", "no open position")
        say(self._average, at)
        self._say_pnl(view)
        self.orders_model.apply(view)
        self.orders.setVisible(bool(view.orders))
        self.orders.setFixedHeight(2 + ROW_HEIGHT * min(len(view.orders), MOST_LINES))
        self._no_orders.setVisible(not view.orders)
        self._enable(on=True)

    def write_again(self) -> None:
        """Write the amount as it is to be written now: as it is, or hidden."""
        if self._view is not None:
            self._say_pnl(self._view)

    def _say_account(self, before: TicketView | None, view: TicketView) -> None:
        """Whose orders these are: a name, or a choice where there are several leaders on the practice exchange."""
        several = len(view.accounts) > 1
        self._account.say(tr("Ticket", "on {0}", view.account_name))
        self._account.setVisible(not several)
        self.accounts.setVisible(several)
        if before is None or before.accounts != view.accounts:
            self.accounts.clear()
            self.accounts.addItems([name for _, name in view.accounts])
        if several:
            self.accounts.setCurrentIndex([account for account, _ in view.accounts].index(view.account))

    def _choose_account(self, at: int) -> None:
        if self._view is not None:
            self._control.ticket_account(self._view.accounts[at][0])

    def _say_pnl(self, view: TicketView) -> None:
        say(self._pnl, fmt.gain(view.open_pnl), gain_kind(view.open_pnl))

    def _market_button(self, text: str, kind: str, shortcut: str) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("kind", kind)
        button.setFont(fonts.font(Size.TITLE, strong=True))
        button.setToolTip(f"{text} ({shortcut})")
        button.setMinimumHeight(52)
        key = QShortcut(QKeySequence(shortcut), self)
        key.setAutoRepeat(False)
        key.activated.connect(button.click)
        return button

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.symbols)
        top.addWidget(self._account, 1)
        top.addWidget(self.accounts, 1)
        prices = QGridLayout()
        prices.setHorizontalSpacing(12)
        prices.setVerticalSpacing(4)
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        middle = Qt.AlignmentFlag.AlignHCenter
        for at, (word, price, align) in enumerate(
            (
                (tr("Ticket", "Bid"), self._bid, left),
                (tr("Ticket", "Last"), self._last, middle),
                (tr("Ticket", "Ask"), self._ask, right),
            )
        ):
            prices.addWidget(label(word, Size.LABEL, kind="quiet"), 0, at, align)
            price.setAccessibleName(word)
            prices.addWidget(price, 1, at, align | Qt.AlignmentFlag.AlignVCenter)
            prices.setColumnStretch(at, 1)
        sides = QHBoxLayout()
        sides.setSpacing(8)
        sides.addWidget(self.sell, 1)
        sides.addWidget(self.buy, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addLayout(top)
        column.addLayout(prices)
        column.addWidget(self.qty)
        column.addLayout(sides)
        column.addWidget(rule())
        column.addWidget(self.entry)
        column.addWidget(self._position_card())
        column.addWidget(label(tr("Ticket", "Working orders"), Size.SMALL, strong=True))
        column.addWidget(self._no_orders)
        column.addWidget(self.orders)
        column.addStretch(1)

    def _position_card(self) -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        row = QHBoxLayout(card)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(12)
        held = QVBoxLayout()
        held.setSpacing(0)
        held.addWidget(self._side)
        held.addWidget(self._average)
        row.addLayout(held)
        row.addStretch(1)
        row.addWidget(self._pnl)
        row.addWidget(self.close_position)
        return card

    def _set_up_orders(self) -> None:
        view = self.orders
        view.setObjectName("boxed")
        view.setModel(self.orders_model)
        view.setAccessibleName(tr("Ticket", "Working orders"))
        view.setFont(fonts.font(Size.SMALL))
        view.setRootIsDecorated(False)
        view.setIndentation(0)
        view.setUniformRowHeights(True)
        view.setHeaderHidden(True)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        header = view.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(28)
        header.setSectionResizeMode(ORDER, QHeaderView.ResizeMode.Stretch)
        for column, width in ((PRICE, 152), (FILLED, 40), (CANCEL, 30)):
            header.resizeSection(column, width)
        view.clicked.connect(lambda index: self._cancel(index.row()) if index.column() == CANCEL else None)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), view)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(lambda: self._cancel(view.currentIndex().row()))
        view.hide()

    def _connect(self) -> None:
        self.symbols.textActivated.connect(lambda text: self._control.ticket_select(Symbol(text)))
        self.accounts.activated.connect(self._choose_account)
        self.buy.clicked.connect(lambda: self._place_market(Side.BUY))
        self.sell.clicked.connect(lambda: self._place_market(Side.SELL))
        self.entry.placed.connect(self._place_waiting)
        self.close_position.clicked.connect(self._close_position)

    def _enable(self, *, on: bool) -> None:
        for widget in (self.symbols, self.qty, self.buy, self.sell, self.entry):
            widget.setEnabled(on)
        self.close_position.setEnabled(on and self._view is not None and self._view.position != 0)

    def _place_market(self, side: Side) -> None:
        if self._view is not None:
            self._control.ticket_place(self._view.symbol, side, self.qty.value, OrderKind.MARKET)

    def _place_waiting(self, order: WaitingOrder) -> None:
        if self._view is not None:
            self._control.ticket_place(
                self._view.symbol, order.side, self.qty.value, order.kind, order.limit, order.stop
            )

    def _close_position(self) -> None:
        if self._view is not None:
            self._control.ticket_close(self._view.symbol)

    def _cancel(self, row: int) -> None:
        order = self.orders_model.order_at(self.orders_model.index(row, 0))
        if order is not None:
            self._control.ticket_cancel(order.venue_order_id)
