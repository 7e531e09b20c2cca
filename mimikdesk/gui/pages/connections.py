"""The connections page: a card for each login, and the way to a new one."""

from itertools import count

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from mimikdesk.domain.events import LineState
from mimikdesk.domain.ids import ConnectionId
from mimikdesk.gui.models.order import reorder
from mimikdesk.gui.theme.fonts import Size
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.translate import plural, tr
from mimikdesk.gui.widgets.connection_card import ConnectionCard
from mimikdesk.gui.widgets.empty_state import EmptyState
from mimikdesk.gui.widgets.parts import label, page_header, say, tab_order
from mimikdesk.gui.wizards.connect_wizard import ConnectWizard
from mimikdesk.services.broker_forms import PRACTICE, form_of
from mimikdesk.services.control import Control
from mimikdesk.services.views import ConnectionRow, ConnectionsView


class ConnectionsPage(QWidget):
    def __init__(self, control: Control, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("page")
        self._control, self._theme = control, theme
        self._view = ConnectionsView((), ())
        self._keys: list[ConnectionId] = []
        self.cards: dict[ConnectionId, ConnectionCard] = {}
        self._rows: dict[ConnectionId, ConnectionRow] = {}
        self.wizard = ConnectWizard(control, theme, count(1).__next__, self)
        self._title = label(tr("Connections", "Connections"), Size.DISPLAY, strong=True)
        self._count = label(kind="quiet")
        self.add = QPushButton(tr("Connections", "Connect a broker"))
        self.add.setProperty("kind", "accent")
        self.add.setToolTip(tr("Connections", "Add a login at a broker, step by step."))
        self.practice = QPushButton(tr("Connections", "Practice accounts"))
        self.practice.setToolTip(
            tr("Connections", "Set up the practice exchange: a leader, three followers, and no money at risk.")
        )
        self.empty = EmptyState(
            theme,
            "shapes/plug",
            tr("Connections", "No connection yet"),
            tr(
                "Connections",
                "A connection is one login at one broker, with all its accounts. Connect the one that you trade on, "
                "and those that are to follow it.",
            ),
            tr("Connections", "Connect a broker"),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._scrolled())
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(12)
        self._count.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        column.addWidget(page_header(self._title, 8, self._count, self.practice, self.add))
        column.addWidget(self._stack, 1)
        for button in (self.add, self.empty.button):
            button.clicked.connect(self.open_wizard)
        self.practice.clicked.connect(control.try_practice)
        self._say()

    def open_wizard(self) -> None:
        """Begin to connect a broker."""
        self.wizard.open_for(self._view)

    def apply(self, view: ConnectionsView) -> None:
        self._view = view
        self._rows = {row.connection: row for row in view.rows}
        reorder(self._keys, list(self._rows), self._drop, self._insert, self._move)
        for row in view.rows:
            card = self.cards[row.connection]
            if card.row != row:
                card.apply(row, form_of(view.forms, row.broker))
        tab_order(self.add, *(self.cards[key] for key in self._keys))
        self._say()
        self.wizard.apply(view)

    def _say(self) -> None:
        rows = self._view.rows
        self._stack.setCurrentIndex(1 if rows else 0)
        self.add.setVisible(bool(rows))
        self.practice.setVisible(not any(row.broker == PRACTICE.broker for row in rows))
        up = sum(row.state is LineState.CONNECTED for row in rows)
        lost = [row.name for row in rows if row.state in (LineState.RECONNECTING, LineState.REAUTH_REQUIRED)]
        text = tr("Connections", "{0} of {1} connected", up, len(rows)) if rows else ""
        wants = plural("Connections", "{0} wants your eye", "{0} want your eye", len(lost)) if lost else ""
        say(self._count, ", ".join(part for part in (text, wants) if part), "warning" if lost else "quiet")

    def _insert(self, at: int, key: ConnectionId) -> None:
        row = self._rows[key]
        card = self.cards[key] = ConnectionCard(self._theme, row, form_of(self._view.forms, row.broker))
        card.sign_in_wanted.connect(lambda row: self.wizard.open_for(self._view, row))
        card.test_wanted.connect(lambda its: self._control.test_connection(ConnectionId(its)))
        card.connect_wanted.connect(lambda its: self._control.connect(ConnectionId(its)))
        card.disconnect_wanted.connect(lambda its: self._control.disconnect(ConnectionId(its)))
        card.remove_wanted.connect(lambda its: self._control.remove_connection(ConnectionId(its)))
        self._column.insertWidget(at, card)

    def _drop(self, at: int) -> None:
        item = self._column.takeAt(at)
        if item is not None and isinstance(card := item.widget(), ConnectionCard):
            self.cards.pop(card.row.connection, None)
            card.hide()
            card.deleteLater()

    def _move(self, old: int, new: int) -> None:
        if (item := self._column.takeAt(old)) is not None and (card := item.widget()) is not None:
            self._column.insertWidget(new, card)

    def _scrolled(self) -> QScrollArea:
        inside = QWidget()
        outer = QVBoxLayout(inside)
        outer.setContentsMargins(0, 0, 0, 0)
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        outer.addLayout(self._column)
        outer.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setAccessibleName(tr("Connections", "Connections"))
        scroll.setWidget(inside)
        return scroll
