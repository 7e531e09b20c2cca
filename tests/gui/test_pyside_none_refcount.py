"""Qt calls that return nothing must not use up references to None.

PySide6 6.12.0 does on CPython 3.11: each such call drops one, and after some thousand calls the interpreter dies. From
3.12 on None cannot be used up. The calls are made in small portions, so that a bad version fails here and does not
take the test run with it.
"""

import sys
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QStandardItem
from PySide6.QtWidgets import QApplication, QLabel

CALLS = 200_000
"""Of each kind."""
PORTION = 200
TOLERANCE = 100
"""References that may come and go with what else the interpreter does; a bad version loses ``PORTION`` each time."""


class Sender(QObject):
    happened = Signal(int)


class Receiver(QObject):
    """Overrides a virtual method that C++ calls and that returns nothing."""

    def customEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
        pass


def point(_: QApplication) -> Callable[[], object]:
    target = QPoint()
    return lambda: target.setX(1)


def object_name(_: QApplication) -> Callable[[], object]:
    target = QObject()
    return lambda: target.setObjectName("row")


def timer(_: QApplication) -> Callable[[], object]:
    target = QTimer()
    return lambda: target.setInterval(40)


def item(_: QApplication) -> Callable[[], object]:
    target = QStandardItem()
    return lambda: target.setText("LONG 4")


def label(_: QApplication) -> Callable[[], object]:
    target = QLabel()
    return lambda: target.setNum(4)


def signal(_: QApplication) -> Callable[[], object]:
    sender = Sender()
    sender.happened.connect(lambda _number: None)
    return lambda: sender.happened.emit(1)


def virtual(app: QApplication) -> Callable[[], object]:
    receiver = Receiver()
    event = QEvent(QEvent.Type.User)
    return lambda: app.sendEvent(receiver, event)


def test_calls_without_a_result_keep_the_references_to_none(qapp: QApplication) -> None:
    """All kinds in one test: after its first finding nothing more is lost, and the interpreter lives to tell it."""
    for kind in (point, object_name, timer, item, label, signal, virtual):
        call = kind(qapp)
        start = sys.getrefcount(None)
        for done in range(PORTION, CALLS + PORTION, PORTION):
            for _ in range(PORTION):
                call()
            lost = start - sys.getrefcount(None)
            assert lost <= TOLERANCE, f"{lost} references to None lost in {done} calls: {kind.__name__}"
