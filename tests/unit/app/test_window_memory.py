"""The window's memory: its own texts, and the theme, which is a setting."""

from pathlib import Path

from mimikdesk.app.window_memory import WindowMemory
from mimikdesk.domain.time import Stamp
from mimikdesk.settings.model import Theme
from mimikdesk.settings.store import SettingsStore, open_settings
from tests.helpers.logs import DeclareLog

AT = Stamp(0, 0)


def store(folder: Path) -> SettingsStore:
    return open_settings(folder, AT).store


def test_what_the_window_remembers_is_there_at_the_next_start(tmp_path: Path) -> None:
    memory = WindowMemory(store(tmp_path))
    assert memory.load() == {"theme": "system"}
    memory.save({"theme": "dark", "page": "1"})
    again = store(tmp_path)
    assert WindowMemory(again).load() == {"theme": "dark", "page": "1"}
    assert again.settings.theme is Theme.DARK


def test_a_theme_that_is_none_is_not_kept(tmp_path: Path, expect_log: DeclareLog) -> None:
    memory = WindowMemory(store(tmp_path))
    memory.save({"theme": "pink", "page": "1"})
    assert memory.load() == {"theme": "system", "page": "1"}
    expect_log("theme could not be kept", times=1)
