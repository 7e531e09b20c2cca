"""Starting: what works is usable soon, and what stands in the way is told in plain words and loses nothing."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from mimikdesk.domain.time import Stamp
from mimikdesk.journal.open import open_journal
from tests.e2e.conftest import Start
from tests.e2e.program import run_to_end, until

AT = Stamp(1_795_262_400_000_000_000, 0)


@pytest.mark.parametrize("loop", [(), ("--single-loop",)], ids=["own-thread", "single-loop"])
def test_a_trade_on_the_ticket_is_copied_to_every_follower_at_its_size(start: Start, loop: tuple[str, ...]) -> None:
    program = start(*loop)
    program.press("ctrl+t")
    program.buy()
    sizes = {"practice/PA-LEADER": 1, "practice/PA-01": 1, "practice/PA-02": 1, "practice-b/PB-01": 2}
    until(lambda: program.fills() == sizes, f"the copies; there is {program.fills()}")
    program.press("ctrl+s", "Practice ticket")
    until(lambda: program.fills() == dict.fromkeys(sizes, 0), f"the exits; there is {program.fills()}")
    program.press("ctrl+q")
    assert program.wait() == 0
    assert program.output == ""


def test_from_the_first_start_through_the_first_door_to_a_copied_trade(start: Start) -> None:
    program = start(demo=False)
    program.press_until("Return", lambda: program.window("Practice ticket"))
    program.buy()
    until(lambda: program.fills().get("practice-b/PB-01") == 2, f"the copies; there is {program.fills()}")
    program.press("ctrl+s", "Practice ticket")
    until(lambda: set(program.fills().values()) == {0}, f"the exits; there is {program.fills()}")
    program.press("ctrl+q")
    assert program.wait() == 0
    assert program.output == ""
    again = start(demo=False)
    again.press("ctrl+t")
    again.see("Practice ticket")
    again.signal("SIGTERM")
    assert again.wait() == 0


@pytest.mark.rule("7.6")
@pytest.mark.parametrize("folder", ["data", "another"])
def test_a_second_start_brings_the_first_window_to_the_front(start: Start, tmp_path: Path, folder: str) -> None:
    first = start()
    number = first.see()
    first.xdotool("windowminimize", "--sync", number)
    until(lambda: not first.window("MimikDesk"), "the window to be put down")
    second = start(data=tmp_path / folder)
    assert second.wait() == 0
    assert second.output == "MimikDesk is already open; its window has been brought to the front.\n"
    until(lambda: first.window("MimikDesk"), "the first window in front")
    first.signal("SIGTERM")
    assert first.wait() == 0


def test_after_a_kill_the_next_start_is_well_and_says_so(start: Start) -> None:
    killed = start()
    killed.see()
    killed.kill()
    program = start()
    program.see()

    def told() -> bool:
        with sqlite3.connect(f"file:{program.data / 'mimikdesk.db'}?mode=ro", uri=True) as database:
            return bool(database.execute("SELECT count(*) FROM sessions").fetchone()[0] == 2)

    until(told, "the second session in the journal")
    program.signal("SIGTERM")
    assert program.wait() == 0


def test_a_data_folder_that_cannot_be_written_is_said_so(start: Start, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    program = start(data=tmp_path / "file" / "data")
    assert program.wait() == 1
    assert "cannot be written" in program.output
    assert "--data" in program.output
    assert "Traceback" not in program.output
    assert (tmp_path / "file").read_text() == "not a folder"


def test_a_damaged_database_is_set_aside_and_the_program_opens(start: Start, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "mimikdesk.db").write_bytes(b"no database at all")
    program = start()
    program.see()
    program.signal("SIGTERM")
    assert program.wait() == 0
    (kept,) = data.glob("mimikdesk.damaged-*.db")
    assert kept.read_bytes() == b"no database at all"
    assert len(program.fills()) == 0


def test_a_database_of_a_newer_version_is_refused_and_left_alone(start: Start, tmp_path: Path) -> None:
    data = tmp_path / "data"
    open_journal(data, AT).journal.close(AT)
    with sqlite3.connect(data / "mimikdesk.db") as database:
        database.execute("PRAGMA user_version = 999")
    database.close()
    before = (data / "mimikdesk.db").read_bytes()
    program = start()
    assert program.wait() == 1
    assert "newer MimikDesk" in program.output
    assert "Traceback" not in program.output
    assert (data / "mimikdesk.db").read_bytes() == before


def test_an_error_inside_the_program_is_told_plainly_and_logged(display: str, tmp_path: Path) -> None:
    broken = (
        "import sys; from mimikdesk.gui import app_window; app_window.build = lambda *_: 1 / 0;"
        "from mimikdesk.app.main import main; sys.exit(main(['--data', sys.argv[1]]))"
    )
    environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    ended = subprocess.run(
        [sys.executable, "-c", broken, str(tmp_path)], env=environment, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1
    assert "MimikDesk had to end because of an error inside the program." in ended.stderr
    assert "ZeroDivisionError" not in ended.stderr
    assert "ZeroDivisionError" in (tmp_path / "logs" / "mimikdesk.log").read_text(encoding="utf-8")
    assert not (tmp_path / "mimikdesk.lock").exists()


def test_a_display_that_does_not_answer_leads_to_the_terminal() -> None:
    environment = {**os.environ, "DISPLAY": ":9999"}
    environment.pop("QT_QPA_PLATFORM", None)
    environment.pop("WAYLAND_DISPLAY", None)
    ended = run_to_end(environment=environment)
    assert ended.returncode == 0, ended.stderr
    assert "the display does not answer" in ended.stdout
    assert "every follower is flat" in ended.stdout


def test_without_a_display_the_terminal_is_told_so_and_plays_the_session() -> None:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    ended = run_to_end(environment={name: value for name, value in os.environ.items() if name not in hidden})
    assert ended.returncode == 0, ended.stderr
    assert "no display" in ended.stdout
    assert "every follower is flat" in ended.stdout
    assert ended.stderr == ""
