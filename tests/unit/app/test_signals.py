"""Signals end the program: in order at first, at once when they insist."""

import signal
import subprocess
import sys

import pytest
from pytestqt.qtbot import QtBot

from mimikdesk.app.signals import Signals
from tests.helpers.logs import DeclareLog

NAMES = ["SIGINT"] if sys.platform == "win32" else ["SIGINT", "SIGTERM", "SIGHUP"]


@pytest.mark.parametrize("name", NAMES)
def test_the_first_signal_asks_and_the_second_one_forces(qtbot: QtBot, name: str, expect_log: DeclareLog) -> None:
    number = getattr(signal, name)
    asked: list[str] = []
    forced: list[int] = []
    before = signal.getsignal(number)
    signals = Signals(forced.append)
    signals.on_quit = lambda: asked.append(name)
    assert not signals.asked
    signal.raise_signal(number)
    qtbot.waitUntil(lambda: asked == [name])
    assert signals.asked
    assert forced == []
    signal.raise_signal(number)
    qtbot.waitUntil(lambda: forced == [number])
    assert asked == [name]
    signals.close()
    assert signal.getsignal(number) is before
    expect_log("Second signal", times=1)


RESTS_IN_QT = """
import _thread, threading
from PySide6.QtCore import QCoreApplication
from mimikdesk.app.signals import Signals
app = QCoreApplication([])
signals = Signals(lambda number: None)
signals.on_quit = app.quit
threading.Timer(0.2, _thread.interrupt_main).start()
app.exec()
print("ended")
"""


def test_a_signal_is_heard_while_the_loop_rests_in_qt() -> None:
    ended = subprocess.run([sys.executable, "-c", RESTS_IN_QT], capture_output=True, text=True, timeout=20, check=True)
    assert ended.stdout == "ended\n"


@pytest.mark.parametrize("name", [name for name in NAMES if name == "SIGHUP"] or NAMES)
def test_a_closing_terminal_is_ignored_where_it_was_before_and_all_else_is_put_back(qtbot: QtBot, name: str) -> None:
    number = getattr(signal, name)
    before = signal.signal(number, signal.SIG_IGN)
    asked: list[str] = []
    signals = Signals(lambda number: None)
    signals.on_quit = lambda: asked.append(name)
    signal.raise_signal(number)
    assert asked == ([] if name == "SIGHUP" else [name])
    signals.close()
    assert signal.getsignal(number) is signal.SIG_IGN
    signal.signal(number, before)
