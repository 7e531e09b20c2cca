"""Signals end the program: in order at first, at once when they insist."""

import os
import signal
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
    os.kill(os.getpid(), number)
    qtbot.waitUntil(lambda: asked == [name])
    assert signals.asked
    assert forced == []
    os.kill(os.getpid(), number)
    qtbot.waitUntil(lambda: forced == [number])
    assert asked == [name]
    signals.close()
    assert signal.getsignal(number) is before
    expect_log("Second signal", times=1)
