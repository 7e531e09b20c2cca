"""The changes of the notifications come back as they were saved, and what is of no use is told and changes nothing."""

import json
from pathlib import Path
from typing import Any

import pytest

from mimikdesk.domain.decisions import Level, NoticeKind
from mimikdesk.settings.alerts import AlertChange, AlertSettings, AlertSettingsError, Channels
from mimikdesk.settings.model import Settings
from mimikdesk.settings.store import NAME, open_settings
from tests.helpers.journals import START

LOUD = AlertChange(NoticeKind.HELD_BACK, Level.CRITICAL, sound=True)
QUIET = AlertChange(NoticeKind.LINE, tray=False)


def read(folder: Path, alerts: Any) -> tuple[AlertSettings, tuple[str, ...]]:
    (folder / NAME).write_text(json.dumps({"version": 1, "theme": "dark", "alerts": alerts}), "utf-8")
    opened = open_settings(folder, START)
    return opened.store.settings.alerts, opened.notices


def kept(folder: Path) -> Any:
    return json.loads((folder / NAME).read_text("utf-8"))["alerts"]


@pytest.mark.rule("13.4")
def test_saved_changes_come_back_and_only_they_stand_in_the_file(tmp_path: Path) -> None:
    open_settings(tmp_path, START).store.save(Settings(alerts=AlertSettings((LOUD, QUIET))))
    assert kept(tmp_path) == {"held_back": {"level": "critical", "sound": True}, "line": {"tray": False}}
    opened = open_settings(tmp_path, START)
    assert set(opened.store.settings.alerts.changed) == {LOUD, QUIET}
    assert opened.notices == ()


def test_a_change_that_is_taken_back_leaves_the_file(tmp_path: Path) -> None:
    store = open_settings(tmp_path, START).store
    store.save(Settings(alerts=AlertSettings((LOUD, QUIET))))
    store.save(Settings(alerts=AlertSettings((QUIET,))))
    assert kept(tmp_path) == {"line": {"tray": False}}


def test_what_a_later_program_knows_stays_in_the_file(tmp_path: Path) -> None:
    later = {"comet": {"level": "loud"}, "line": {"tray": False, "webhook": "on"}, "gap": {"webhook": "on"}}
    alerts, notices = read(tmp_path, later)
    assert (alerts.changed, notices) == ((QUIET,), ())
    open_settings(tmp_path, START).store.save(Settings(alerts=AlertSettings((LOUD,))))
    assert kept(tmp_path) == {
        "comet": {"level": "loud"},
        "line": {"webhook": "on"},
        "gap": {"webhook": "on"},
        "held_back": {"level": "critical", "sound": True},
    }


@pytest.mark.parametrize(
    ("field", "value"),
    [("level", "loud"), ("level", True), ("level", None), ("bell", "yes"), ("tray", 1), ("sound", None)],
)
def test_one_value_of_no_use_is_named_and_the_others_hold(tmp_path: Path, field: str, value: object) -> None:
    said: dict[str, object] = {"level": "info", "bell": False, "tray": False, "sound": False}
    alerts, (notice,) = read(tmp_path, {"gap": said | {field: value}, "line": {"tray": False}})
    assert f"“{field}” of the notification “gap”" in notice
    change, other = sorted(alerts.changed, key=lambda change: change.kind)
    assert other == QUIET
    assert getattr(change, field) is None
    assert sum(getattr(change, name) is None for name in said) == 1


@pytest.mark.parametrize("wrong", [[], "loud", 5, None])
def test_a_part_of_the_wrong_shape_is_told_and_changes_nothing(tmp_path: Path, wrong: object) -> None:
    alerts, (notice,) = read(tmp_path, wrong)
    assert alerts == AlertSettings()
    assert "“alerts”" in notice
    alerts, (notice,) = read(tmp_path, {"gap": wrong, "line": {"tray": False}})
    assert alerts.changed == (QUIET,)
    assert "“gap”" in notice


def test_a_change_touches_only_what_it_names() -> None:
    settings = AlertSettings((LOUD,))
    assert settings.channels(NoticeKind.HELD_BACK) == Channels(Level.CRITICAL, bell=True, tray=True, sound=True)
    assert settings.channels(NoticeKind.LINE) == AlertSettings().channels(NoticeKind.LINE)


def test_two_changes_for_one_kind_are_refused() -> None:
    with pytest.raises(AlertSettingsError):
        AlertSettings((LOUD, AlertChange(NoticeKind.HELD_BACK)))
