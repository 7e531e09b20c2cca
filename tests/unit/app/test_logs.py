"""The log: everything in the file, only trouble on the terminal."""

import logging
from pathlib import Path

import pytest

from mimikdesk.app import logs
from tests.helpers.logs import DeclareLog


def test_the_file_gets_everything_and_the_terminal_only_trouble(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], expect_log: DeclareLog
) -> None:
    log = logs.start(tmp_path / "logs")
    logging.getLogger("mimikdesk.test").info("all is well")
    logging.getLogger("mimikdesk.test").warning("something is odd")
    log.stop()
    written = (tmp_path / "logs" / "mimikdesk.log").read_text(encoding="utf-8")
    assert "INFO [MainThread] mimikdesk.test: all is well" in written
    assert "WARNING [MainThread] mimikdesk.test: something is odd" in written
    shown = capfd.readouterr().err
    assert "all is well" not in shown
    assert "WARNING: something is odd" in shown
    expect_log("something is odd")


def test_a_stopped_log_leaves_no_handler_behind(tmp_path: Path) -> None:
    before = list(logging.getLogger().handlers)
    logs.start(tmp_path).stop()
    assert logging.getLogger().handlers == before


def test_a_traceback_goes_to_the_file_only(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], expect_log: DeclareLog
) -> None:
    log = logs.start(tmp_path)
    try:
        raise ValueError("on purpose")
    except ValueError:
        logging.getLogger("mimikdesk.test").exception("something broke")
    log.stop()
    assert "ValueError: on purpose" in (tmp_path / "mimikdesk.log").read_text(encoding="utf-8")
    assert capfd.readouterr().err == "ERROR: something broke\n"
    expect_log("something broke")
