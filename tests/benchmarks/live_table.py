"""A window with a table of 100 accounts that can be made to live: a thousand changed rows a second, shown at 30 Hz."""

import asyncio
import random

from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QTableView

ACCOUNTS = 100
COLUMNS = 12
HERTZ = 30
ROWS_EACH = 33
CELLS_EACH = 4


class LiveTable:
    """Changed cells only, as the program's own tables do it."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._chance = random.Random(1)
        self._timer: asyncio.TimerHandle | None = None
        self._model = QStandardItemModel(ACCOUNTS, COLUMNS)
        for account in range(ACCOUNTS):
            for column in range(COLUMNS):
                self._model.setItem(account, column, QStandardItem("0"))
        self.view = QTableView()
        self.view.setModel(self._model)
        self.view.resize(1200, 900)

    def run(self, on: bool) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if on:
            self._change()

    def _change(self) -> None:
        chance = self._chance
        for account in chance.sample(range(ACCOUNTS), ROWS_EACH):
            for column in chance.sample(range(COLUMNS), CELLS_EACH):
                self._model.item(account, column).setText(f"{chance.randrange(100_000) / 100:,.2f}")
        self._timer = self._loop.call_later(1 / HERTZ, self._change)
