"""The command line of packaging/dev.py: which Python, which words, which options for pytest, which exit code."""

import ast
import subprocess
import sys
from pathlib import Path

import dev
import pytest
from dev_common import ROOT, SetupError

SCRIPTS = sorted((ROOT / "packaging").glob("dev*.py"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_the_set_up_scripts_parse_on_python_3_8_so_that_it_can_be_told_to_go(script: Path) -> None:
    ast.parse(script.read_text(encoding="utf-8"), feature_version=(3, 8))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_the_set_up_scripts_need_nothing_but_the_standard_library(script: Path) -> None:
    own = {path.stem for path in SCRIPTS}
    for node in ast.walk(ast.parse(script.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        for name in names:
            assert name.partition(".")[0] in sys.stdlib_module_names | own


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13)])
def test_python_3_11_to_3_13_is_accepted(version: tuple[int, int]) -> None:
    dev.require_python(version, is_64_bit=True)


@pytest.mark.parametrize("version", [(3, 8), (3, 10), (3, 14)])
def test_another_python_is_named_with_the_ones_that_work(version: tuple[int, int]) -> None:
    with pytest.raises(SetupError, match=rf"This is Python 3\.{version[1]}\. MimikDesk needs Python 3\.11, 3\.12 or"):
        dev.require_python(version, is_64_bit=True)


def test_a_32_bit_python_is_refused_with_what_to_do() -> None:
    with pytest.raises(SetupError, match="64-bit Python"):
        dev.require_python((3, 12), is_64_bit=False)


STORE = "C:/Program Files/WindowsApps/PythonSoftwareFoundation.Python.3.13_3.13.3056.0_x64__qbz5n2kfra8p0"


@pytest.mark.parametrize(("folder", "warned"), [(STORE, True), ("C:/Users/me/AppData/Local/Python/bin", False)])
def test_a_python_from_the_microsoft_store_is_warned_of(
    folder: str, warned: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    dev.warn_of_store_python(Path(folder))
    assert ("--data FOLDER" in capsys.readouterr().err) is warned


def test_no_command_shows_the_usage_and_fails(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main([]) == 2
    assert "dev.py run" in capsys.readouterr().out


def test_an_unknown_command_is_named_and_fails(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["rum"]) == 2
    assert "`rum` is not one of the commands" in capsys.readouterr().err


def test_a_set_up_that_cannot_go_on_says_why_and_exits_with_3(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(command: str, rest: list[str]) -> int:
        raise SetupError("The disk is full.")

    monkeypatch.setattr(dev, "start", refuse)
    assert dev.main(["run"]) == 3
    said = capsys.readouterr().err
    assert "could not be set up" in said
    assert "The disk is full." in said
    assert "SetupError" not in said


def test_a_folder_that_cannot_be_written_is_explained_not_named_by_its_error_class(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(command: str, rest: list[str]) -> int:
        raise PermissionError(13, "Permission denied", ".tools")

    monkeypatch.setattr(dev, "start", refuse)
    assert dev.main(["run"]) == 3
    assert "cannot be written" in capsys.readouterr().err


def test_ctrl_c_during_the_set_up_says_how_to_go_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(command: str, rest: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(dev, "start", interrupt)
    assert dev.main(["test"]) == 130
    assert "Start the same command again" in capsys.readouterr().err


def test_all_tests_run_in_several_processes_and_groups_stay_together() -> None:
    count, number, how, scheduler = dev.worker_options([])
    assert (count, how, scheduler) == ("-n", "--dist", "loadgroup")
    assert 1 <= int(number) <= dev.MOST_WORKERS


@pytest.mark.parametrize("option", ["-n", "-n0", "--numprocesses=3", "--pdb", "-s", "--co"])
def test_options_that_need_one_process_or_name_the_processes_are_left_alone(option: str) -> None:
    assert dev.worker_options(["tests/unit", option]) == []


def test_the_exit_code_of_the_started_program_is_passed_on() -> None:
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); import os, dev_common;"
        "sys.exit(dev_common.become([sys.executable, '-c', 'import sys; sys.exit(7)'], os.environ))"
    )
    answer = subprocess.run([sys.executable, "-c", script, str(ROOT / "packaging")], check=False)
    assert answer.returncode == 7
