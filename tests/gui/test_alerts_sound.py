"""The sounds: one at a time, the graver one first, by a player that works, and nothing left running."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mimikdesk.domain.decisions import Level
from mimikdesk.gui import alerts_sound
from mimikdesk.gui.alerts_sound import FILES, Sounds, find_players
from mimikdesk.gui.theme.resources import resource

pytestmark = pytest.mark.rule("13.4")


class Stage:
    """Players that are small programs: they write what they play into a file."""

    def __init__(self, folder: Path) -> None:
        self.heard = folder / "heard"

    def player(self, then: str = "") -> tuple[str, ...]:
        note = f"import sys, pathlib; open({str(self.heard)!r}, 'a').write(pathlib.Path(sys.argv[-1]).stem + '\\n')"
        return (sys.executable, "-S", "-c", f"{note}\n{then}")

    @property
    def told(self) -> list[str]:
        return self.heard.read_text().split() if self.heard.exists() else []


FOREVER = "import threading; threading.Event().wait()"


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path)


@pytest.fixture
def beeps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    told: list[str] = []
    monkeypatch.setattr(QApplication, "beep", lambda: told.append("beep"))
    return told


def idle(sounds: Sounds) -> bool:
    return not [process for process in sounds.findChildren(QProcess) if process.state() is not _NOT_RUNNING]


_NOT_RUNNING = QProcess.ProcessState.NotRunning


@pytest.mark.parametrize("level", Level)
def test_every_level_has_a_sound_in_the_installation(level: Level) -> None:
    assert resource(f"sounds/{FILES[level]}.wav").stat().st_size > 1_000


def test_the_sound_of_the_level_is_played_without_waiting(stage: Stage, qtbot: QtBot) -> None:
    sounds = Sounds(players=[stage.player()])
    sounds.play(Level.CRITICAL)
    assert stage.told == [], "it is only begun"
    qtbot.waitUntil(lambda: stage.told == ["critical"] and idle(sounds))
    sounds.play(Level.WARNING)
    qtbot.waitUntil(lambda: stage.told == ["critical", "warning"] and idle(sounds))


def test_switched_off_nothing_is_played(stage: Stage, beeps: list[str]) -> None:
    sounds = Sounds(players=[stage.player()])
    sounds.muted = True
    sounds.play(Level.CRITICAL)
    assert idle(sounds)
    assert beeps == []


def test_the_same_again_does_not_begin_anew_and_a_graver_one_cuts_it_off(stage: Stage, qtbot: QtBot) -> None:
    sounds = Sounds(players=[stage.player(FOREVER)])
    sounds.play(Level.WARNING)
    qtbot.waitUntil(lambda: stage.told == ["warning"])
    sounds.play(Level.WARNING)
    sounds.play(Level.CRITICAL)
    qtbot.waitUntil(lambda: stage.told == ["warning", "critical"])
    sounds.play(Level.WARNING)
    sounds.dispose()
    assert stage.told == ["warning", "critical"]
    assert idle(sounds)


def test_a_player_that_fails_gives_way_to_the_next_for_good(stage: Stage, qtbot: QtBot, beeps: list[str]) -> None:
    failing = (sys.executable, "-S", "-c", "raise SystemExit(1)")
    sounds = Sounds(players=[(str(stage.heard.with_name("missing")),), failing, stage.player()])
    for count in (1, 2):
        sounds.play(Level.WARNING)
        qtbot.waitUntil(lambda count=count: stage.told == ["warning"] * count and idle(sounds))  # type: ignore[misc]
    assert beeps == []


def test_without_a_player_the_system_beeps(qtbot: QtBot, beeps: list[str]) -> None:
    sounds = Sounds(players=[(sys.executable, "-S", "-c", "raise SystemExit(1)")])
    sounds.play(Level.WARNING)
    qtbot.waitUntil(lambda: beeps == ["beep"])
    sounds.play(Level.CRITICAL)
    assert beeps == ["beep", "beep"]


def test_a_player_that_hangs_is_ended(stage: Stage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alerts_sound, "LONGEST_MS", 300)
    sounds = Sounds(players=[stage.player(FOREVER)])
    sounds.play(Level.WARNING)
    qtbot.waitUntil(lambda: not idle(sounds))
    qtbot.waitUntil(lambda: idle(sounds))


def test_the_end_of_the_program_leaves_no_player_running(stage: Stage, qtbot: QtBot) -> None:
    sounds = Sounds(players=[stage.player(FOREVER)])
    sounds.play(Level.CRITICAL)
    qtbot.waitUntil(lambda: stage.told == ["critical"])
    sounds.dispose()
    assert idle(sounds)


def test_the_players_of_the_machine_are_found_in_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alerts_sound, "PLAYERS", {"paplay": (), "aplay": ("-q",), "afplay": ()})
    there = {"aplay": "/bin/aplay", "paplay": "/bin/paplay"}
    monkeypatch.setattr("shutil.which", there.get)
    assert find_players() == [("/bin/paplay",), ("/bin/aplay", "-q")]
