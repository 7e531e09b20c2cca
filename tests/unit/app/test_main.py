"""The start of the program, as far as it goes without a window."""

import sys
from types import ModuleType

import pytest

import mimikdesk.app
from mimikdesk.app import main as module
from mimikdesk.app.main import main


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """How often the recorded session was played; it is not really played here."""
    played: list[str] = []

    def play(say: object) -> int:
        played.append("played")
        return 0

    demo = ModuleType("mimikdesk.app.terminal_demo")
    demo.play = play  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "mimikdesk.app.terminal_demo", demo)
    return played


def test_a_wrong_word_is_answered_with_code_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--walk"]) == 2
    assert "“--walk” is not an option" in capsys.readouterr().err


def test_without_a_display_it_is_said_and_the_session_is_played(
    played: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "has_display", lambda environment: False)
    assert main([]) == 0
    assert played == ["played"]
    assert "There is no display here" in capsys.readouterr().out


def test_where_a_part_of_the_window_is_missing_it_is_named_and_the_session_is_played(
    played: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "has_display", lambda environment: True)
    monkeypatch.setitem(sys.modules, "PySide6.QtWidgets", None)
    monkeypatch.delitem(sys.modules, "mimikdesk.app.window_start", raising=False)
    monkeypatch.delattr(mimikdesk.app, "window_start", raising=False)
    assert main([]) == 0
    assert played == ["played"]
    assert "cannot be loaded" in capsys.readouterr().out


def test_an_interrupt_during_the_start_ends_quietly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(environment: object) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "has_display", interrupted)
    assert main([]) == 130
    assert capsys.readouterr().err == ""
