"""A button that acts only after being held down, so that flattening needs no dialog and no luck."""

from PySide6.QtCore import QAbstractAnimation, QPropertyAnimation, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QToolTip, QWidget

HOLD_MS = 600

REPEAT_MS = 20
"""A key that is pressed again this soon after its release was never let go: some desktops tell the repeating of a held
key so. Without it a repeat that begins before ``HOLD_MS`` would end every hold."""

_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class HoldFill(QFrame):
    """The bar that grows over a rectangle of its parent while something is held; ``held`` comes when it is full.

    Drawn by Qt alone: nothing in Python runs while it grows.
    """

    held = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("hold")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._growth = QPropertyAnimation(self, b"geometry", self)
        self._growth.setDuration(HOLD_MS)
        self._growth.finished.connect(self._full)
        self.hide()

    @property
    def running(self) -> bool:
        return self._growth.state() != QAbstractAnimation.State.Stopped

    def begin(self, over: QRect) -> None:
        """Grow from the left edge of ``over`` to its right."""
        self._growth.stop()
        self._growth.setStartValue(QRect(over.x(), over.y(), 0, over.height()))
        self._growth.setEndValue(over)
        self.setGeometry(QRect(over.x(), over.y(), 0, over.height()))
        self.show()
        self.raise_()
        self._growth.start()

    def pause(self) -> None:
        """Stand still until it is known whether the key was let go."""
        if self._growth.state() == QAbstractAnimation.State.Running:
            self._growth.pause()

    def resume(self) -> None:
        if self._growth.state() == QAbstractAnimation.State.Paused:
            self._growth.resume()

    def stop(self) -> None:
        """Let go: nothing happens."""
        self._growth.stop()
        self.hide()

    def _full(self) -> None:
        self.hide()
        self.held.emit()


class HoldButton(QPushButton):
    """Emits ``confirmed`` once it was held with the mouse, Space or Enter for ``HOLD_MS``. Let go earlier, it only
    says how it wants to be pressed."""

    confirmed = Signal()

    def __init__(self, text: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", "hold")
        self.setToolTip(hint)
        self.setAccessibleName(text)
        self.setAccessibleDescription(hint)
        self._hint = hint
        self._fill = HoldFill(self)
        self._fill.held.connect(self._held)
        self.pressed.connect(lambda: self._fill.begin(self.rect()))
        self.released.connect(self._let_go)
        self._done = False
        self._released = QTimer(self)
        self._released.setSingleShot(True)
        self._released.setInterval(REPEAT_MS)
        self._released.timeout.connect(self._key_let_go)

    def set_needed(self, needed: bool) -> None:
        """Show the button in the danger colour at rest too, because pressing it is what the moment asks for."""
        if self.property("needed") != needed:
            self.setProperty("needed", needed)
            self.style().unpolish(self)
            self.style().polish(self)

    def begin(self) -> None:
        """Start a press, as a key held somewhere else in the window does; go on with one that is under way."""
        if self.isDown():
            self._released.stop()
            self._fill.resume()
            return
        self.setDown(True)
        self.pressed.emit()

    def end(self) -> None:
        """Let go of a press begun by ``begin``; nothing when there is none."""
        if self.isDown():
            self._fill.pause()
            self._released.start()

    def _key_let_go(self) -> None:
        self.setDown(False)
        self.released.emit()

    def cancel(self) -> None:
        """Forget a press that is under way."""
        self._released.stop()
        self._fill.stop()
        self.setDown(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in _KEYS:
            if not event.isAutoRepeat():
                self.begin()
            return
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in _KEYS:
            if not event.isAutoRepeat():
                self.end()
            return
        super().keyReleaseEvent(event)

    def _held(self) -> None:
        self._done = True
        self.confirmed.emit()

    def _let_go(self) -> None:
        if self._fill.running:
            self._fill.stop()
            if not self._done:
                QToolTip.showText(self.mapToGlobal(self.rect().bottomLeft()), self._hint, self)
        self._done = False
