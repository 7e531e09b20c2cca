"""Started with Windows the program begins in the tray, and shows its window where there is none."""

import pytest
from pytestqt.qtbot import QtBot

from mimikdesk.gui import app_window
from mimikdesk.gui.tray import Tray
from tests.helpers.recording_control import RecordingControl


class _Memory:
    def load(self) -> dict[str, str]:
        return {}

    def save(self, values: dict[str, str]) -> None:
        pass


@pytest.mark.parametrize(("in_tray", "tray", "shown"), [(True, True, False), (True, False, True), (False, True, True)])
def test_the_window_stays_hidden_only_where_a_tray_icon_can_bring_it(
    in_tray: bool, tray: bool, shown: bool, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Tray, "present", property(lambda self: tray))
    ui = app_window.build(RecordingControl(), _Memory())
    ui.begin(in_tray=in_tray)
    assert ui.window.isVisible() is shown
    ui.dispose()
