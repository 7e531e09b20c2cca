"""Log-off and shutdown: the end begins at once, and the system is asked to wait for it where it would not."""

import pytest
from PySide6.QtCore import SIGNAL, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mimikdesk.app.session_end import REASON, SessionEnd


class System:
    def __init__(self, *, waits: bool) -> None:
        self.waits = waits
        self.asked: list[tuple[int, str]] = []

    def wait(self, window: int, reason: str) -> bool:
        self.asked.append((window, reason))
        return self.waits


class Manager(QObject):
    """What Qt hands over at the end of a session."""

    def __init__(self) -> None:
        super().__init__()
        self.cancelled = 0

    def cancel(self) -> None:
        self.cancelled += 1


@pytest.mark.parametrize("waits", [True, False])
def test_the_end_begins_and_windows_is_asked_to_wait(qapp: QApplication, qtbot: QtBot, waits: bool) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    ends: list[bool] = []
    system, manager = System(waits=waits), Manager()
    session = SessionEnd(qapp, lambda: ends.append(True), system)
    session.asked(manager)
    assert ends == [True]
    assert (int(window.winId()), REASON) in system.asked
    assert manager.cancelled == waits
    session.close()


def test_it_hears_the_desktop_until_it_is_closed(qapp: QApplication) -> None:
    signal = SIGNAL("commitDataRequest(QSessionManager&)")
    before = qapp.receivers(signal)
    session = SessionEnd(qapp, lambda: None, System(waits=False))
    assert qapp.receivers(signal) == before + 1
    session.close()
    assert qapp.receivers(signal) == before
