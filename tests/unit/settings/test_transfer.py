"""Settings travel as a file: what it would change is told before, it changes nothing else, and no secret is in it."""

import json
from pathlib import Path
from typing import Any

import pytest

from mimikdesk.domain.decisions import Level, NoticeKind
from mimikdesk.domain.ids import Symbol
from mimikdesk.domain.secret import Secret
from mimikdesk.settings.alerts import AlertChange, AlertSettings
from mimikdesk.settings.model import Density, Settings, SettingsError, Theme
from mimikdesk.settings.secrets import SecretStore
from mimikdesk.settings.store import NAME, open_settings
from mimikdesk.settings.transfer import alert_words, apply, export_text, read_import
from tests.helpers.journals import START
from tests.helpers.ring import Ring

LOUD = AlertChange(NoticeKind.HELD_BACK, Level.CRITICAL, tray=False, sound=True)
MINE = Settings(
    Theme.DARK,
    ticket_symbol=Symbol("MESZ6"),
    practice_seed=7,
    density=Density.DENSE,
    alerts=AlertSettings((LOUD,), repeat_s=60),
)
PLANTED = "hunter2-planted-secret"


def said(**values: Any) -> str:
    return json.dumps({"format": "MimikDesk settings", "version": 1, "settings": values})


@pytest.mark.rule("13.7")
def test_what_was_exported_makes_the_same_settings_elsewhere() -> None:
    found = read_import(export_text(MINE), Settings())
    assert found.complaints == ()
    carried = apply(Settings(), found.differences)
    assert carried == Settings(
        Theme.DARK, practice_seed=7, density=Density.DENSE, alerts=AlertSettings((LOUD,), repeat_s=60)
    )
    assert read_import(export_text(MINE), carried).differences == ()


@pytest.mark.rule("13.7")
def test_each_difference_says_in_words_what_is_now_and_what_would_be() -> None:
    found = read_import(export_text(MINE), Settings())
    assert [(each.title, each.now, each.then) for each in found.differences] == [
        ("Appearance: Colours", "As the system", "Dark"),
        ("Appearance: Rows in the cockpit", "By the number of accounts", "Dense"),
        ("Notifications: Repeat critical notifications", "20 s", "60 s"),
        ("Practice: Practice market", "Another market at each start", "7"),
        ("Notification: Opening trade held back", "as usual", "critical, no tray, sound"),
    ]


def test_only_what_is_chosen_is_changed() -> None:
    found = read_import(export_text(MINE), Settings())
    assert apply(Settings(), found.differences[:1]) == Settings(Theme.DARK)
    assert apply(Settings(), found.differences[4:]) == Settings(alerts=AlertSettings((LOUD,)))


def test_reading_a_file_changes_nothing_by_itself() -> None:
    now = Settings(Theme.LIGHT)
    read_import(export_text(MINE), now)
    assert now == Settings(Theme.LIGHT)


@pytest.mark.rule("13.7", "3.5")
def test_secrets_planted_all_over_are_in_no_export(tmp_path: Path) -> None:
    SecretStore(Ring(), "w").put("tradovate-1/password", Secret(PLANTED))
    document = {
        "version": 1,
        "theme": PLANTED,
        "language": PLANTED,
        "ticket_symbol": PLANTED,
        "password": PLANTED,
        "api": {"token": PLANTED},
        "window": {"geometry": PLANTED, "theme": PLANTED},
        "alerts": {"line": {"webhook": PLANTED, "level": PLANTED, "tray": False}, PLANTED: {"tray": True}},
        PLANTED: 1,
    }
    (tmp_path / NAME).write_text(json.dumps(document), "utf-8")
    store = open_settings(tmp_path, START).store
    assert PLANTED in (tmp_path / NAME).read_text("utf-8")
    text = export_text(store.settings)
    assert PLANTED not in text
    assert json.loads(text)["settings"]["alerts"] == {"line": {"tray": False}}


@pytest.mark.rule("13.7", "3.5")
def test_a_secret_in_a_file_is_neither_taken_nor_shown() -> None:
    found = read_import(
        said(password=PLANTED, theme=PLANTED, alerts={"line": {"webhook": PLANTED, "level": PLANTED}}), Settings()
    )
    assert found.differences == ()
    assert len(found.complaints) == 3
    assert PLANTED not in " ".join(found.complaints)


def test_what_is_of_no_use_is_told_and_the_rest_is_offered() -> None:
    found = read_import(said(theme="purple", comet=True, new_multiplier="0.5"), Settings())
    assert [each.then for each in found.differences] == ["0.5"]
    assert found.complaints == (
        "“Colours” must be system, light, dark or high_contrast; it stays as it is.",
        "“comet” is no setting of this MimikDesk and is left out.",
    )


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "{}", '{"settings": {}}', "[" * 9999, "x" * 2_000_000])
def test_what_is_no_file_of_settings_is_refused(text: str) -> None:
    with pytest.raises(SettingsError, match="no file of MimikDesk settings"):
        read_import(text, Settings())


@pytest.mark.parametrize("version", [2, "1", None, True])
def test_a_file_of_a_newer_program_is_refused(version: Any) -> None:
    text = json.dumps({"format": "MimikDesk settings", "version": version, "settings": {}})
    with pytest.raises(SettingsError, match="newer MimikDesk"):
        read_import(text, Settings())


def test_a_change_of_a_notification_is_told_in_words() -> None:
    kind = NoticeKind.LINE
    assert alert_words(AlertChange(kind)) == "as usual"
    assert alert_words(AlertChange(kind, bell=False, repeat=True)) == "no bell, repeated"
    assert alert_words(AlertChange(kind, Level.INFO, repeat=False)) == "news, not repeated"
