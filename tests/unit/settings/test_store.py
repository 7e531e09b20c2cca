"""Settings come back as they were saved; a file that is of no use is kept, and a file of a newer program is left."""

import json
from pathlib import Path
from typing import Any

import pytest

from mimikdesk.domain.ids import Symbol
from mimikdesk.settings.document import Document
from mimikdesk.settings.model import Language, Settings, SettingsError, Theme
from mimikdesk.settings.store import NAME, SettingsStore, WindowMemory, open_settings
from tests.helpers.journals import START
from tests.helpers.logs import DeclareLog

SAVED = Settings(Theme.DARK, single_loop=True, ticket_symbol=Symbol("MESZ6"), practice_seed=7, language=Language.DE)


def store_in(folder: Path) -> SettingsStore:
    opened = open_settings(folder, START)
    assert opened.notices == ()
    return opened.store


def write(folder: Path, document: Any) -> None:
    (folder / NAME).write_text(json.dumps(document), "utf-8")


def read(folder: Path) -> Any:
    return json.loads((folder / NAME).read_text("utf-8"))


def test_without_a_file_the_usual_settings_hold_and_no_file_is_made(tmp_path: Path) -> None:
    assert store_in(tmp_path).settings == Settings()
    assert list(tmp_path.iterdir()) == []


def test_saved_settings_come_back(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    store.save(SAVED)
    assert store.settings == SAVED
    assert store_in(tmp_path).settings == SAVED


def test_keys_that_are_not_known_are_kept(tmp_path: Path) -> None:
    write(tmp_path, {"version": 1, "theme": "dark", "later": {"deep": [1, 2]}})
    store_in(tmp_path).save(SAVED)
    assert read(tmp_path)["later"] == {"deep": [1, 2]}


def test_a_value_of_no_use_stays_in_the_file_until_another_one_is_chosen(tmp_path: Path) -> None:
    wrong = {"version": 1, "theme": "purple", "alerts": {"gap": {"level": "loud"}, "line": 5}}
    write(tmp_path, wrong)
    opened = open_settings(tmp_path, START)
    assert len(opened.notices) == 3
    opened.store.save(Settings(practice_seed=7))
    assert read(tmp_path) | wrong == read(tmp_path)
    opened.store.save(Settings(Theme.DARK))
    assert read(tmp_path)["theme"] == "dark"


def test_a_sound_that_was_off_before_it_was_a_setting_stays_off(tmp_path: Path) -> None:
    write(tmp_path, {"version": 1, "window": {"mute": "yes"}})
    store = store_in(tmp_path)
    assert not store.settings.sound
    store.save(Settings(sound=True))
    assert store_in(tmp_path).settings.sound


def test_what_the_window_remembers_comes_back_beside_the_settings(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    store.save(SAVED)
    WindowMemory(store).save({"geometry": "AdnQywAD", "name": "Zürich"})
    again = store_in(tmp_path)
    assert WindowMemory(again).load() == {"geometry": "AdnQywAD", "name": "Zürich"}
    assert again.settings == SAVED


def test_a_window_part_of_the_wrong_shape_counts_as_nothing_remembered(tmp_path: Path) -> None:
    write(tmp_path, {"version": 1, "window": [1]})
    assert WindowMemory(store_in(tmp_path)).load() == {}
    write(tmp_path, {"version": 1, "window": {"geometry": "ok", "size": 5}})
    assert WindowMemory(store_in(tmp_path)).load() == {"geometry": "ok"}


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '"theme"', "{}", '{"version": "1"}', '{"version": 0}', '{"version": true}', "[" * 9999],
)
def test_a_damaged_file_is_set_aside_and_the_usual_settings_are_used(tmp_path: Path, text: str) -> None:
    (tmp_path / NAME).write_text(text, "utf-8")
    opened = open_settings(tmp_path, START)
    kept = tmp_path / "settings.damaged-20261121-143210.json"
    assert opened.store.settings == Settings()
    assert len(opened.notices) == 1
    assert str(kept) in opened.notices[0]
    assert kept.read_text("utf-8") == text
    opened.store.save(SAVED)
    assert store_in(tmp_path).settings == SAVED


def test_a_file_that_is_no_text_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"\xff\xfe\x00")
    assert len(open_settings(tmp_path, START).notices) == 1
    assert (tmp_path / "settings.damaged-20261121-143210.json").read_bytes() == b"\xff\xfe\x00"


def test_nothing_that_was_set_aside_is_overwritten(tmp_path: Path) -> None:
    for text in ("first", "second", "third"):
        (tmp_path / NAME).write_text(text)
        open_settings(tmp_path, START)
    names = ("", "-2", "-3")
    kept = [(tmp_path / f"settings.damaged-20261121-143210{name}.json").read_text() for name in names]
    assert kept == ["first", "second", "third"]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("theme", "purple"),
        ("theme", 1),
        ("single_loop", "yes"),
        ("single_loop", 1),
        ("ticket_symbol", 5),
        ("practice_seed", -1),
        ("practice_seed", 1.5),
        ("practice_seed", True),
        ("language", "fr"),
        ("language", ["de"]),
    ],
)
def test_one_value_of_no_use_is_named_and_the_others_hold(tmp_path: Path, key: str, value: object) -> None:
    store_in(tmp_path).save(SAVED)
    write(tmp_path, read(tmp_path) | {key: value})
    opened = open_settings(tmp_path, START)
    assert len(opened.notices) == 1
    assert f"“{key}”" in opened.notices[0]
    for name in ("theme", "single_loop", "ticket_symbol", "practice_seed", "language"):
        expected = Settings() if name == key else SAVED
        assert getattr(opened.store.settings, name) == getattr(expected, name)


def test_a_newer_file_is_refused_and_left_byte_for_byte(tmp_path: Path) -> None:
    write(tmp_path, {"version": 2, "theme": "dark"})
    before = (tmp_path / NAME).read_bytes()
    with pytest.raises(SettingsError, match=r"newer MimikDesk .*Nothing was changed"):
        open_settings(tmp_path, START)
    assert (tmp_path / NAME).read_bytes() == before
    assert len(list(tmp_path.iterdir())) == 1


def test_an_older_file_is_copied_and_brought_up_to_date_step_by_step(tmp_path: Path) -> None:
    def to_2(document: Document) -> Document:
        return document | {"theme": document["colours"]}

    def to_3(document: Document) -> Document:
        return document | {"theme": document["theme"].lower()}

    write(tmp_path, {"version": 1, "colours": "DARK"})
    before = (tmp_path / NAME).read_text()
    opened = open_settings(tmp_path, START, (to_2, to_3))
    assert opened.store.settings.theme is Theme.DARK
    assert read(tmp_path) == {"version": 3, "colours": "DARK", "theme": "dark"}
    assert (tmp_path / "settings.before-v3.json").read_text() == before
    assert open_settings(tmp_path, START, (to_2, to_3)).store.settings.theme is Theme.DARK


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    with pytest.raises(SettingsError, match=r"cannot be read .*--data"):
        open_settings(tmp_path, START)


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", refuse)


@pytest.mark.usefixtures("full_disk")
def test_settings_that_cannot_be_written_change_nothing(tmp_path: Path) -> None:
    write(tmp_path, {"version": 1, "theme": "light"})
    store = store_in(tmp_path)
    with pytest.raises(SettingsError, match=r"cannot be written \(No space left on device\)"):
        store.save(SAVED)
    assert store.settings.theme is Theme.LIGHT
    assert read(tmp_path) == {"version": 1, "theme": "light"}
    assert [file.name for file in tmp_path.iterdir()] == [NAME]


@pytest.mark.usefixtures("full_disk")
def test_the_window_never_hears_of_a_full_disk(tmp_path: Path, expect_log: DeclareLog) -> None:
    expect_log("cannot be written", logger="mimikdesk.settings.store", times=1)
    memory = WindowMemory(store_in(tmp_path))
    memory.save({"geometry": "x"})
    assert memory.load() == {}
