"""What tests of the window share: a theme on the test's application, and a control that remembers."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from mimikdesk.gui import alerts_sound
from mimikdesk.gui import format as fmt
from mimikdesk.gui.theme.theme import Theme, ThemeName
from mimikdesk.gui.widgets import hold_button
from tests.helpers.hands import HOLD_MS
from tests.helpers.recording_control import RecordingControl


@pytest.fixture
def control() -> RecordingControl:
    return RecordingControl()


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp, ThemeName.LIGHT)
    yield made
    made.dispose()


@pytest.fixture(autouse=True)
def _no_leftovers(qapp: QApplication) -> Iterator[None]:
    """Widgets of one test are gone before the next: a new theme would style them all again."""
    yield
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def _amounts_shown() -> Iterator[None]:
    yield
    fmt.hide_money(False)


@pytest.fixture(autouse=True)
def _quick_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    """Press and hold is as in the product, only quicker."""
    monkeypatch.setattr(hold_button, "HOLD_MS", HOLD_MS)


@pytest.fixture(autouse=True)
def _silence(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test is heard by whoever works at this machine."""
    monkeypatch.setattr(alerts_sound, "PLAYERS", {})
    monkeypatch.setattr(alerts_sound, "_play_on_windows", lambda path: None)
