"""The script of the installer, read: for one user, always the same program, closing only what lets itself close."""

import re
from pathlib import Path

import pytest
from version_file import dotted, numbers, version_file, version_of

import mimikdesk
from mimikdesk.app import ask_to_close
from mimikdesk.app.options import Ask, read_options

ROOT = Path(__file__).resolve().parents[3]
TEXT = (ROOT / "installer.iss").read_text("utf-8-sig")


def section(name: str) -> list[str]:
    """Its lines without comments."""
    found = re.search(rf"^\[{name}\]$(.*?)(?=^\[\w+\]$|\Z)", TEXT, re.M | re.S)
    assert found is not None
    return [line for line in found[1].splitlines() if line and not line.startswith((";", "#"))]


SETUP = dict(line.split("=", 1) for line in section("Setup"))


def test_an_update_finds_what_it_updates() -> None:
    assert SETUP["AppId"] == "{{8E5C1B0F-6C63-4D0B-9E0C-53B7C0A6F5D4}"


def test_it_is_for_one_user_without_an_administrator_and_for_all_only_when_asked() -> None:
    assert SETUP["PrivilegesRequired"] == "lowest"
    assert SETUP["PrivilegesRequiredOverridesAllowed"] == "dialog commandline"
    assert "{localappdata}\\Programs" in TEXT
    assert "{autopf}" not in SETUP["DefaultDirName"]


def test_the_version_is_told_from_outside_so_that_there_is_only_one() -> None:
    assert SETUP["AppVersion"] == "{#Version}"
    assert mimikdesk.__version__ not in TEXT
    assert version_of(ROOT) == mimikdesk.__version__


@pytest.mark.parametrize(("version", "parts"), [("1.2.3", (1, 2, 3, 0)), ("10.0.1rc2", (10, 0, 1, 0))])
def test_a_version_in_the_numbers_that_windows_compares(version: str, parts: tuple[int, ...]) -> None:
    assert numbers(version) == parts
    assert dotted(version) == ".".join(map(str, parts))
    assert f"'FileVersion', '{version}'" in version_file(version)
    compile(version_file(version), "version.txt", "eval")


def test_windows_does_not_close_the_program_over_its_head() -> None:
    assert SETUP["CloseApplications"] == "no"
    assert SETUP["RestartApplications"] == "no"
    assert "taskkill" not in TEXT.lower()


def test_the_program_is_asked_to_close_before_anything_is_changed() -> None:
    assert read_options(["--ask-to-close"]).ask is Ask.CLOSE
    assert "'--ask-to-close'" in TEXT
    for event in ("function PrepareToInstall", "function InitializeUninstall"):
        assert "AskToClose" in TEXT.split(event)[1].split("\nend;")[0]


def test_the_installer_and_the_program_mean_the_same_by_an_exit_code() -> None:
    codes = {name: int(number) for name, number in re.findall(r"^  (\w+) = (\d+);", TEXT, re.M)}
    assert codes == {"Closed": ask_to_close.CLOSED, "PositionOpen": ask_to_close.OPEN}


def test_the_users_data_are_deleted_after_a_plain_yes_only() -> None:
    assert not any("localappdata" in line.lower() for line in section("InstallDelete"))
    assert "[UninstallDelete]" not in TEXT
    assert TEXT.count("DelTree") == 1
    step = TEXT.split("procedure CurUninstallStepChanged")[1]
    assert "not UninstallSilent" in step
    assert "MB_DEFBUTTON2" in step
    assert step.index("= IDYES then") < step.index("DelTree")
    assert "SuppressibleMsgBox" not in step


def test_it_starts_with_windows_only_when_wished_and_then_in_the_tray() -> None:
    (task,) = (line for line in section("Tasks") if '"autostart"' in line)
    assert "unchecked" in task
    (entry,) = (line for line in section("Registry") if "--in-tray" in line)
    assert "Tasks: autostart" in entry
    assert "uninsdeletevalue" in entry
    assert read_options(["--in-tray"]).in_tray


def test_every_sentence_is_there_in_english_and_german() -> None:
    assert [line.split('"')[1] for line in section("Languages")] == ["en", "de"]
    names = {
        code: {line.split("=")[0][3:] for line in section("CustomMessages") if line.startswith(f"{code}.")}
        for code in ("en", "de")
    }
    assert names["en"] == names["de"]
    used = set(re.findall(r"\{cm:(\w+)\}|CustomMessage\('(\w+)'\)", TEXT))
    assert {one or other for one, other in used} == names["en"]


def test_without_a_certificate_it_is_not_signed() -> None:
    before = TEXT.split("SignTool=")[0]
    assert before.rstrip().endswith("#ifdef Sign")


def test_it_is_read_as_what_it_is() -> None:
    assert (ROOT / "installer.iss").read_bytes().startswith(b"\xef\xbb\xbf")
