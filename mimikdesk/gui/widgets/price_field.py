"""A field for a price: arrow keys and the wheel move it by ticks, and it says plainly what is wrong with an entry."""

from decimal import Decimal, InvalidOperation

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QLineEdit

from mimikdesk.gui import format as fmt
from mimikdesk.gui.theme import fonts
from mimikdesk.gui.translate import tr
from mimikdesk.gui.widgets.parts import set_kind

_MOST = Decimal(10**9)
"""No contract trades near it; beyond it, steps could not be counted exactly."""


class PriceField(QLineEdit):
    def __init__(self, name: str, missing: str) -> None:
        """``missing``: what to say of an empty field."""
        super().__init__()
        self._missing = missing
        self.setFont(fonts.font())
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self._tick = Decimal("0.01")
        self._decimals = 2
        self._start = Decimal(0)
        self.textEdited.connect(lambda _text: set_kind(self, ""))

    def set_instrument(self, tick: Decimal, decimals: int) -> None:
        """Take the steps of another contract and forget the price."""
        self._tick, self._decimals = tick, decimals
        self.clear()
        set_kind(self, "")

    def set_start(self, price: Decimal) -> None:
        """The price an empty field starts from when it is stepped."""
        self._start = price

    def read(self) -> tuple[Decimal | None, str]:
        """The price, or None and what to do about it in words."""
        value, complaint = self._judge()
        set_kind(self, "wrong" if value is None else "")
        return value, complaint

    def step(self, ticks: int) -> None:
        """Move by ticks, from the nearest price below."""
        value = self._parse()
        base = self._start if value is None else value
        self.setText(f"{max(Decimal(0), base // self._tick * self._tick + ticks * self._tick):.{self._decimals}f}")
        set_kind(self, "")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 10, Qt.Key.Key_PageDown: -10}
        if event.key() in step:
            self.step(step[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        if self.hasFocus() and event.angleDelta().y():
            self.step(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def _parse(self) -> Decimal | None:
        try:
            value = Decimal(self.text().strip().replace(",", ""))
        except InvalidOperation:
            return None
        return value if value.is_finite() and -_MOST < value < _MOST else None

    def _judge(self) -> tuple[Decimal | None, str]:
        if not self.text().strip():
            return None, self._missing
        value = self._parse()
        if value is None:
            return None, tr(
                "Ticket",
                "“{0}” is not a price. Enter a number such as {1}.",
                self.text().strip(),
                self._shown(self._start),
            )
        if value <= 0:
            return None, tr("Ticket", "A price must be greater than zero.")
        if value % self._tick:
            below = value // self._tick * self._tick
            return None, tr(
                "Ticket",
                "Prices move in steps of {0} here. Use {1} or {2}.",
                f"{self._tick.normalize():f}",
                self._shown(below),
                self._shown(below + self._tick),
            )
        return value, ""

    def _shown(self, value: Decimal) -> str:
        return fmt.price(value, self._decimals)
