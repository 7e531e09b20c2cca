"""The guard of a group changed, and an incident report made, in the real program by keys and mouse."""

import sqlite3
from pathlib import Path

import pytest

from tests.e2e.conftest import Start
from tests.e2e.program import Running, until

PB_01 = ("150", "249")
"""Where the row of PB-01 is in the window as it opens the first time."""


def group(program: Running) -> tuple[str, int]:
    """Profile and reconciler of the only group, as they are kept."""
    with sqlite3.connect(f"file:{program.data / 'mimikdesk.db'}?mode=ro", uri=True) as database:
        found: tuple[str, int] = database.execute("SELECT guard_profile, guard_on FROM copy_groups").fetchone()
        return found


@pytest.mark.rule("9.9")
def test_the_guard_is_changed_by_keys_and_kept(start: Start) -> None:
    program = start()
    program.press_until("ctrl+g", lambda: program.window("Guard"))
    program.press("Down", "Guard")  # from Guard to Trim
    program.xdotool("key", "--clearmodifiers", "Return")
    until(lambda: group(program) == ("trim", 1), f"the profile to be kept; it is {group(program)}")
    assert not program.window("Guard")
    program.signal("SIGTERM")
    assert program.wait() == 0
    assert group(program) == ("trim", 1)
    assert program.output == ""


@pytest.mark.rule("13.3")
def test_an_incident_report_on_a_row_is_written_beside_the_running_program(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    program = start()
    program.press("ctrl+t")
    program.buy()
    until(lambda: len(program.fills()) == 4, f"the copies; there is {program.fills()}")
    window = program.see()
    program.xdotool("windowactivate", "--sync", window)
    program.xdotool("mousemove", "--window", window, *PB_01, "click", "1")
    program.press("ctrl+r")
    program.see("Folder for the incident report on PB-01")
    program.xdotool("type", str(folder))
    program.xdotool("key", "--clearmodifiers", "Return")

    def written() -> bool:
        files = sorted(file for file in folder.iterdir() if file.stat().st_size)
        return [file.suffix for file in files] == [".csv", ".pdf"] and files[1].read_bytes().endswith(b"%%EOF\n")

    until(written, f"the report; there is {list(folder.iterdir())}")
    assert "PB-01" in next(folder.glob("*.csv")).read_text(encoding="utf-8-sig")
    program.press("ctrl+s", "Practice ticket")
    until(lambda: not any(program.fills().values()), f"the exits; there is {program.fills()}")
    program.signal("SIGTERM")
    assert program.wait() == 0
    assert program.left_behind() == []
    assert program.output == ""
