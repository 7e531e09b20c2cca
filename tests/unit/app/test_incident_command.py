"""``mimikdesk incident``: what is read from the command line, and the files that come of it (rule 13.3)."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mimikdesk.app.incident_command import report, write_incident
from mimikdesk.app.incident_options import IncidentOptions, read_incident_options
from mimikdesk.app.main import main
from mimikdesk.app.options import Ask, read_options
from mimikdesk.domain.errors import IncidentError, JournalError, UsageError
from mimikdesk.services.incident import Question
from tests.helpers.incident_day import B, record_day

pytestmark = pytest.mark.rule("13.3")

NEEDED = ["--account", "PB-01", "--out", "x"]


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("day")
    record_day(folder)
    return folder


def test_every_option_is_read() -> None:
    words = [*NEEDED, "--from", "2026-11-20 14:30Z", "--to", "2026-11-20T15:30:15.250+01:00"]
    words += ["--symbol", "MNQZ6", "--no-pdf", "--data", "d"]
    assert read_options(["incident", *words]).incident == IncidentOptions(
        "PB-01", "x", 1_795_185_000_000_000_000, 1_795_185_015_250_000_000, "MNQZ6", pdf=False, data="d"
    )
    assert read_options(["incident", "--help"]).ask is Ask.INCIDENT


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--out", "x"], "incident needs --account with the name of an account."),
        (["--account", "x"], "incident needs --out with the name of a folder."),
        ([*NEEDED, "--from"], "--from needs a time, for example 2026-11-20 14:30 after it."),
        ([*NEEDED, "--to", "noon"], "--to needs a time, for example 2026-11-20 14:30; “noon” is none."),
        ([*NEEDED, "--form", "x"], "“--form” is not an option of incident. Did you mean --from?"),
        ([*NEEDED, "more"], "“more” is one word too many; incident takes options only."),
        ([*NEEDED, "--no-pdf=1"], "--no-pdf takes no value."),
    ],
)
def test_anything_else_is_refused_in_plain_words(words: list[str], sentence: str) -> None:
    with pytest.raises(UsageError) as refused:
        read_incident_options(words)
    assert str(refused.value) == sentence


def test_the_two_files_are_written_and_never_over_older_ones(qtbot: QtBot, day: Path, tmp_path: Path) -> None:
    first = write_incident(day, Question(B), tmp_path / "out")
    again = write_incident(day, Question(B), tmp_path / "out")
    assert [path.suffix for path in first] == [".pdf", ".csv"]
    assert len({*first, *again}) == 4
    assert first[0].read_bytes().startswith(b"%PDF")
    assert first[1].read_bytes().startswith(b"\xef\xbb\xbftime_utc,time_local")
    assert first[1].read_bytes() == again[1].read_bytes()
    first[1].unlink()
    third = write_incident(day, Question(B), tmp_path / "out", pdf=False)
    assert third[0].stem not in (first[0].stem, again[0].stem)


def test_a_report_can_be_written_on_a_thread_of_its_own(qtbot: QtBot, day: Path, tmp_path: Path) -> None:
    written: list[Path] = []
    worker = threading.Thread(target=lambda: written.extend(write_incident(day, Question(B), tmp_path)))
    worker.start()
    worker.join()
    assert [path.stat().st_size > 1000 for path in written] == [True, True]


def test_an_account_is_found_by_its_name_whatever_its_case(day: Path, tmp_path: Path) -> None:
    said: list[str] = []
    assert report(IncidentOptions("pb-01", str(tmp_path), pdf=False, data=str(day)), said.append) == 0
    (csv_file,) = tmp_path.glob("incident-PB-01-*.csv")
    assert said == [f"Written: {csv_file}"]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (IncidentOptions("PX-99", "x"), r"There is no account “PX-99”\. There are: PB-01, PB-02, PA-01, "),
        (IncidentOptions("PB-01", "file/x", pdf=False), "The report cannot be written to"),
        (IncidentOptions("PB-01", "x", to_ns=1, pdf=False), "before it begins|Nothing was recorded"),
    ],
)
def test_what_cannot_be_done_is_said(day: Path, tmp_path: Path, options: IncidentOptions, says: str) -> None:
    (tmp_path / "file").write_text("not a folder")
    placed = IncidentOptions(
        options.account, str(tmp_path / options.out), None, options.to_ns, pdf=options.pdf, data=str(day)
    )
    with pytest.raises(IncidentError, match=says):
        report(placed, print)


def test_a_folder_without_a_journal_is_said(tmp_path: Path) -> None:
    with pytest.raises(JournalError, match="There is no journal"):
        report(IncidentOptions("PB-01", str(tmp_path), data=str(tmp_path)), print)


def test_the_program_writes_it_without_a_display_and_loads_no_window_for_the_csv(day: Path, tmp_path: Path) -> None:
    code = (
        "import sys\nfrom mimikdesk.app.main import main\ncode = main(sys.argv[1:])\n"
        "assert code or '--no-pdf' not in sys.argv or not any(n.startswith('PySide6') for n in sys.modules)\n"
        "sys.exit(code)"
    )
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "QT_QPA_PLATFORM")}
    for more in ((), ("--no-pdf",)):
        words = ("incident", "--account", "PB-01", "--out", str(tmp_path), "--data", str(day), *more)
        ended = subprocess.run(
            [sys.executable, "-c", code, *words], env=environment, capture_output=True, text=True, check=False
        )
        assert (ended.returncode, ended.stderr) == (0, "")
    assert len(list(tmp_path.glob("*.pdf"))) == 1
    assert len(list(tmp_path.glob("*.csv"))) == 2


def test_the_command_line_says_what_is_wrong_and_where_to_look(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["incident", "--out", "x"]) == 2
    assert "Run “mimikdesk incident --help”" in capsys.readouterr().err
    assert main(["incident", "--help"]) == 0
    assert "Usage: mimikdesk incident" in capsys.readouterr().out
