"""The program on the command line, without a window."""

import os

import pytest

from mimikdesk import __version__
from tests.e2e.program import run_to_end


def test_the_version_is_told() -> None:
    ended = run_to_end("--version")
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, f"MimikDesk {__version__}\n", "")


def test_help_names_every_option() -> None:
    ended = run_to_end("--help")
    assert ended.returncode == 0
    for option in ("--data", "--seed", "--single-loop", "--headless-demo", "--version"):
        assert option in ended.stdout


@pytest.mark.parametrize("word", ["--sed", "walk"])
def test_an_unknown_option_is_refused_in_plain_words(word: str) -> None:
    ended = run_to_end(word)
    assert ended.returncode == 2
    assert word in ended.stderr
    assert "--help" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert ended.stdout == ""


def test_the_recorded_session_plays_in_the_terminal() -> None:
    ended = run_to_end("--headless-demo")
    assert ended.returncode == 0
    assert "every follower is flat" in ended.stdout
    assert ended.stderr == ""


def test_a_terminal_of_few_characters_gets_the_whole_session() -> None:
    ended = run_to_end("--headless-demo", environment={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert ended.returncode == 0
    assert "every follower is flat" in ended.stdout
    assert "?" not in ended.stdout
