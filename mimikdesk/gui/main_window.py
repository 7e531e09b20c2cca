"""The main window."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QMainWindow,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from mimikdesk.services.control import Control
from mimikdesk.services.views import BoardView, Update


class MainWindow(QMainWindow):
    close_requested = Signal()
    ticket_requested = Signal()

    def __init__(self, control: Control) -> None:
        super().__init__()
        self.setWindowTitle("MimikDesk")
        self.resize(1200, 700)
        self._may_close = False
        self._board = QTreeWidget()
        self._board.setHeaderLabels(["Account", "State", "Instrument", "Position", "Expected", "Open P&L", "Day P&L"])
        self._activity = QListWidget()
        ticket = QPushButton("Practice ticket")
        ticket.clicked.connect(self.ticket_requested)
        flatten = QPushButton("Flatten all")
        flatten.clicked.connect(control.flatten_all)
        head = QHBoxLayout()
        head.addWidget(ticket)
        head.addStretch()
        head.addWidget(flatten)
        body = QWidget()
        column = QVBoxLayout(body)
        column.addLayout(head)
        column.addWidget(self._board)
        column.addWidget(self._activity)
        self.setCentralWidget(body)

    def apply(self, update: Update) -> None:
        if update.board is not None:
            self._show(update.board)
        for row in update.activity:
            self._activity.insertItem(0, f"{row.account_name}: {row.text}")

    def dispose(self) -> None:
        self._may_close = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        if self._may_close:
            event.accept()
            return
        event.ignore()
        self.close_requested.emit()

    def _show(self, board: BoardView) -> None:
        self._board.clear()
        for group in board.groups:
            head = QTreeWidgetItem([group.name, group.state.value, "", "", "", "", str(group.day_pnl)])
            self._board.addTopLevelItem(head)
            for row in board.rows:
                if row.group == group.group:
                    texts = (row.symbol or "", row.position, row.expected, row.open_pnl, row.day_pnl)
                    head.addChild(QTreeWidgetItem([row.name, row.state.value, *map(str, texts)]))
            head.setExpanded(True)
