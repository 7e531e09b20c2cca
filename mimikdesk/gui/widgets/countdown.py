"""A line that counts down to what will be done by itself, in tenths of a second; quiet when nothing will."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from mimikdesk.domain.time import MILLISECOND
from mimikdesk.gui import format as fmt
from mimikdesk.gui.theme import fonts
from mimikdesk.gui.widgets.parts import say

TICK_MS = 100


class Countdown(QLabel):
    """Its timer runs only while it is shown and there is something ahead."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(fonts.font(strong=True))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._words: Callable[[str], str] = str
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.setTimerType(Qt.TimerType.PreciseTimer)
        self._due.timeout.connect(self._show)
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._show)
        self.hide()

    @property
    def running(self) -> bool:
        return self._due.isActive()

    def start(self, words: Callable[[str], str], left_ns: int) -> None:
        """Count down from here. ``words``: the whole text for the time that is left, and for "" when there is none."""
        self._words = words
        left = left_ns // MILLISECOND
        if left > 0:
            self._due.start(int(left))
            self._tick.start()
        else:
            self._due.stop()
        self._show()
        self.show()

    def say(self, text: str) -> None:
        """Stand still and say this; nothing at all when empty."""
        self._due.stop()
        self._tick.stop()
        self._tell(text)
        self.setVisible(bool(text))

    def _show(self) -> None:
        if not self._due.isActive():
            self._tick.stop()
            self._tell(self._words(""))
            return
        tenths = -(-self._due.remainingTime() // TICK_MS)
        self._tell(self._words(f"{tenths // 10}.{tenths % 10}{fmt.THIN}s"))

    def _tell(self, text: str) -> None:
        if text != self.text():
            say(self, text)
            self.setAccessibleName(text)
            # As wide as it will ever be while it counts, so that what stands beside it does not tremble.
            self.setFixedWidth(self.fontMetrics().horizontalAdvance(text) + 4)
