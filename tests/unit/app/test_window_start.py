"""A start that fails tells why, also where there is no terminal to tell it in."""

import sys

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from mimikdesk.app.window_start import _tell


def test_in_a_terminal_it_is_written_there(qapp: QApplication, capsys: pytest.CaptureFixture[str]) -> None:
    _tell(qapp, "The data folder cannot be written.")
    assert capsys.readouterr().err == "The data folder cannot be written.\n"


def test_without_a_terminal_it_is_shown_in_a_box(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    shown: list[str] = []

    def read_and_close() -> None:
        (box,) = [widget for widget in qapp.topLevelWidgets() if isinstance(widget, QMessageBox) and widget.isVisible()]
        shown.append(box.text())
        box.accept()

    QTimer.singleShot(0, read_and_close)
    _tell(qapp, "The data folder cannot be written.")
    assert shown == ["The data folder cannot be written."]
