"""Where the files live, with and without the user's own word."""

import sys
from pathlib import Path

import pytest

from mimikdesk.settings.paths import data_folder, log_folder


def test_the_users_folder_is_taken_as_it_is(tmp_path: Path) -> None:
    assert data_folder(str(tmp_path / "mine")) == tmp_path / "mine"


def test_a_relative_folder_is_made_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert data_folder("mine") == tmp_path / "mine"


def test_the_home_sign_is_understood_and_an_unknown_user_is_a_plain_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert data_folder("~/mine") == tmp_path / "mine"
    if sys.platform != "win32":  # Windows makes up a folder beside the user's own
        assert data_folder("~nobody-of-that-name") == tmp_path / "~nobody-of-that-name"


@pytest.mark.parametrize("override", [None, ""])
def test_without_a_word_it_is_the_systems_place_for_such_data(override: str | None) -> None:
    folder = data_folder(override)
    assert folder.is_absolute()
    assert folder.name == "MimikDesk"


def test_logs_live_in_the_data_folder(tmp_path: Path) -> None:
    assert log_folder(tmp_path).parent == tmp_path
