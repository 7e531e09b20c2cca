"""What a tool's own words mean for the person: the usual failures of fetching and installing, in plain English."""

import os
import sys
from pathlib import Path

import dev_common
import pytest


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ("failed to write to file: No space left on device (os error 28)", "The disk is full"),
        ("There is not enough space on the disk. (os error 112)", "The disk is full"),
        ("failed to remove file: Access is denied. (os error 5)", "in use or write-protected"),
        ("[Errno 30] Read-only file system: '.tools'", "cannot be written"),
        ("The process cannot access the file because it is being used by another process. (os error 32)", "in use or"),
        ("[WinError 5] Zugriff verweigert: 'C:\\\\desk\\\\.tools'", "in use or write-protected"),
        ("[WinError 32] Der Prozess kann nicht auf die Datei zugreifen", "in use or write-protected"),
        ("[WinError 112] Es steht nicht genug Speicherplatz auf dem Datenträger zur Verfügung", "The disk is full"),
        ("invalid peer certificate: UnknownIssuer", "secure connection"),
        (
            "<urlopen error [SSL: CERTIFICATE_VERIFY_FAILED] unable to get local issuer certificate>",
            "secure connection",
        ),
        ("error: Failed to fetch: `https://pypi.org/simple/ruff/`  Caused by: dns error", "cannot be reached"),
        ("<urlopen error [Errno -3] Temporary failure in name resolution>", "cannot be reached"),
        ("E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 12", "Another program"),
    ],
)
def test_a_known_failure_is_explained_with_what_to_do(words: str, meaning: str) -> None:
    explained = dev_common.explain(words)
    assert explained is not None
    assert meaning in explained


def test_an_unknown_failure_is_not_explained_away() -> None:
    assert dev_common.explain("hatchling says: missing field (os error 282)") is None


def test_a_shown_command_shows_its_output_and_returns_it(capsys: pytest.CaptureFixture[str]) -> None:
    code, output = dev_common.run_shown([sys.executable, "-c", "print('one'); print('two'); exit(4)"], os.environ)
    assert (code, output) == (4, "one\ntwo")
    assert capsys.readouterr().err == "  one\n  two\n"


def test_a_quiet_command_that_works_shows_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev_common.run_shown([sys.executable, "-c", "print('one')"], os.environ, quiet=True) == (0, "one")
    assert capsys.readouterr().err == ""


def test_a_quiet_command_that_fails_shows_what_it_said(capsys: pytest.CaptureFixture[str]) -> None:
    code, _ = dev_common.run_shown([sys.executable, "-c", "print('why'); exit(1)"], os.environ, quiet=True)
    assert code == 1
    assert capsys.readouterr().err == "  why\n"


def test_the_folders_are_those_of_this_checkout() -> None:
    assert Path(__file__).resolve().parents[3] == dev_common.ROOT
    assert (dev_common.ROOT / "pyproject.toml").is_file()
