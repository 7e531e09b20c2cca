"""An installation has one number for as long as its data folder lives."""

from pathlib import Path

import pytest

from mimikdesk.settings.installation import NAME, installation_id
from mimikdesk.settings.model import SettingsError


def test_the_number_is_drawn_once_and_stays(tmp_path: Path) -> None:
    number = installation_id(tmp_path)
    assert len(number) == 32
    assert installation_id(tmp_path) == number


def test_another_data_folder_is_another_installation(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert installation_id(tmp_path / "a") != installation_id(tmp_path / "b")


@pytest.mark.parametrize("damaged", [b"", b"\xff\xfe", b"not a number\n"])
def test_a_damaged_number_is_drawn_anew_and_kept(tmp_path: Path, damaged: bytes) -> None:
    (tmp_path / NAME).write_bytes(damaged)
    number = installation_id(tmp_path)
    assert len(number) == 32
    assert installation_id(tmp_path) == number


def test_a_folder_that_does_not_take_it_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be written"):
        installation_id(tmp_path / "missing")
