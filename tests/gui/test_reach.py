"""Every window can be used by keyboard and by ear: names, roles, the order of Tab, and a focus that is seen.

The windows are those of the gallery, so that a new page is walked from the day it has its pictures.
"""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mimikdesk.gui import gallery
from mimikdesk.gui.theme.theme import Theme, ThemeName
from tests.helpers import reach

SEEN_IN_ANOTHER = (
    "quiet", "unquoted", "stopped", "crowded", "alerts-none", "alerts-over", "alerts-long", "alerts-bad", "guarded",
    "guarded-12", "connections-12", "risk-crowded",
    "groups-20",
)  # fmt: skip
"""Scenes that show the same windows as others, only fuller or emptier; each costs seconds."""


@pytest.mark.timeout(600)  # all windows there are
def test_every_control_of_every_window_is_named_in_order_and_shows_the_focus(qapp: QApplication) -> None:
    wrong: list[str] = []
    seen: set[str] = set()
    for name, _theme, window in gallery.shown(qapp, (ThemeName.LIGHT,), SEEN_IN_ANOTHER):
        window.activateWindow()
        qapp.processEvents()
        faults = (*reach.unnamed(window), *reach.alike(window), *reach.jumps(window))
        wrong += [f"{name}: {fault}" for fault in faults]
        for widget in reach.controls(window):
            kind = reach.kind_of(widget)
            if kind in seen or not widget.isEnabled():
                continue
            if reach.without_a_mark(widget):
                wrong.append(f"{name}: nothing shows that {kind} has the focus")
            elif not widget.hasFocus():
                continue  # another one may take it
            seen.add(kind)
    assert wrong == []
    assert len(seen) > 20  # and something was looked at


# --- and the looks themselves see what they should --------------------------------------------------------------------


def window_of(qtbot: QtBot, *widgets: QWidget, beside: bool = False) -> QWidget:
    window = QWidget()
    layout = QHBoxLayout(window) if beside else QVBoxLayout(window)
    for widget in widgets:
        layout.addWidget(widget)
    qtbot.addWidget(window)
    window.show()
    layout.activate()
    return window


def test_a_control_without_a_name_is_found(qtbot: QtBot) -> None:
    assert list(reach.unnamed(window_of(qtbot, QLineEdit(), QPushButton("Buy")))) == [
        "QLineEdit  in QWidget has no name"
    ]


def test_a_control_that_is_none_for_a_screen_reader_is_found(qtbot: QtBot) -> None:
    plain = QWidget()
    plain.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    plain.setAccessibleName("A picture to press")
    assert list(reach.unnamed(window_of(qtbot, plain))) == ["QWidget  in QWidget has no role"]


def test_two_buttons_of_one_name_are_found(qtbot: QtBot) -> None:
    one, other = QPushButton("Remove"), QPushButton("Remove")
    window = window_of(qtbot, one, other)
    assert list(reach.alike(window)) == ["2 QPushButton are called “Remove”"]
    other.setAccessibleName("Remove: Apex")
    assert list(reach.alike(window)) == []


@pytest.mark.parametrize(("beside", "way"), [(True, "back"), (False, "up")])
def test_a_step_of_tab_against_the_reading_is_found(qtbot: QtBot, beside: bool, way: str) -> None:
    one, other, third = (QPushButton(text) for text in ("One", "Other", "Third"))
    window = window_of(qtbot, one, other, third, beside=beside)
    assert list(reach.jumps(window)) == []
    QWidget.setTabOrder(one, third)
    QWidget.setTabOrder(third, other)
    assert list(reach.jumps(window)) == [f"from “Third” {way} to “Other”"]


def test_a_focus_that_cannot_be_seen_is_found(qtbot: QtBot, theme: Theme) -> None:
    marked, bare = QPushButton("Marked"), QPushButton("Bare")
    bare.setStyleSheet("QPushButton { border: none; } QPushButton:focus { border: none; outline: 0; padding: 0; }")
    window = window_of(qtbot, QLineEdit(), marked, bare)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert not reach.without_a_mark(marked)
    assert reach.without_a_mark(bare)
