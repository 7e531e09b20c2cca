"""The built program fails its trial when it complains, ends wrongly, is another version or plays nothing."""

import sys
from pathlib import Path

import pytest
import smoke
from parts import CONSOLE_NAME, NAME
from version_file import version_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for the built program is a script")

VERSION = version_of(smoke.ROOT)
GOOD = f"""
if "--version" in sys.argv: print("MimikDesk {VERSION}")
if "--headless-demo" in sys.argv: print("PA-LEADER PA-01 PA-02 PB-01")
"""


def built(folder: Path, source: str) -> Path:
    for name in (CONSOLE_NAME, NAME):
        path = folder / name
        path.write_text(f"#!{sys.executable}\nimport sys\n{source}\n")
        path.chmod(0o755)
    return folder


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        (GOOD + "print('warning', file=sys.stderr)", "warning"),
        (GOOD + "sys.exit(1)", "ended with 1"),
        (GOOD.replace(VERSION, "9.9.9"), "9.9.9"),
        (GOOD.replace("PB-01", ""), "nothing of PB-01"),
        (GOOD + "if '--demo' in sys.argv: print('already open')", "did not stay: already open"),
        (GOOD + "if '--ask-to-close' in sys.argv: open('asked', 'w')", "did not stay"),
    ],
)
def test_what_is_wrong_is_said(source: str, complaint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    with pytest.raises(smoke.SmokeError, match=complaint):
        smoke.try_all(built(tmp_path, source), tmp_path / "data")
    assert not (tmp_path / "asked").exists(), "a program that is not the built one was asked to close"


WINDOW = """
import pathlib, time
if "--ask-to-close" in sys.argv: open("asked", "w")
if "--demo" in sys.argv:
    logs = pathlib.Path(sys.argv[-1]) / "logs"
    logs.mkdir(parents=True)
    log = logs / "mimikdesk.log"
    log.write_text("INFO Window shown")
    while not pathlib.Path("asked").exists(): time.sleep(0.02)
    log.write_text("INFO Window shown\\n{line}")
"""


@pytest.mark.parametrize("line", ["12:00 WARNING [main] x: late", "12:00 INFO [main] x: on its way"])
def test_a_warning_in_the_log_or_no_end_in_it_is_a_failure(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    with pytest.raises(smoke.SmokeError, match="its log"):
        smoke.try_all(built(tmp_path, GOOD + WINDOW.format(line=line)), tmp_path / "data")


def test_a_program_in_order_passes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    smoke.try_all(built(tmp_path, GOOD + WINDOW.format(line="12:01 INFO [main] x: Ended")), tmp_path / "data")
