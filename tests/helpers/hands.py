"""The trader's hands: mouse and keyboard on a widget. Without a position, its middle."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

HOLD_MS = 100
"""How long a press and hold takes in tests of the window (tests/gui/conftest.py sees to it)."""
LONG_ENOUGH_MS = 20 * HOLD_MS
"""A wait for something that must come."""
SURELY_NOT_MS = 2 * HOLD_MS
"""A wait for something that must not come."""

_LEFT = Qt.MouseButton.LeftButton
_NO_KEY = Qt.KeyboardModifier.NoModifier


def click(widget: QWidget, at: QPoint | None = None) -> None:
    QTest.mouseClick(widget, _LEFT, _NO_KEY, at or widget.rect().center())


def press(widget: QWidget, at: QPoint | None = None) -> None:
    QTest.mousePress(widget, _LEFT, _NO_KEY, at or widget.rect().center())


def release(widget: QWidget, at: QPoint | None = None) -> None:
    QTest.mouseRelease(widget, _LEFT, _NO_KEY, at or widget.rect().center())


def move(widget: QWidget, to: QPoint) -> None:
    QTest.mouseMove(widget, to)


def tap(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = _NO_KEY) -> None:
    QTest.keyClick(widget, key, modifiers)


def hold_key(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = _NO_KEY) -> None:
    QTest.keyPress(widget, key, modifiers)


def let_go(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = _NO_KEY) -> None:
    QTest.keyRelease(widget, key, modifiers)
