"""``mimikdesk export``: the whole log of the journal as CSV and JSON, in the words of the screen (rule 13.3)."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from mimikdesk.app.export_command import export, part_of
from mimikdesk.app.export_options import ExportOptions, read_export_options
from mimikdesk.app.export_process import ExportProcess
from mimikdesk.app.incident_process import NO_ANSWER
from mimikdesk.app.main import main
from mimikdesk.app.options import Ask, read_options
from mimikdesk.domain.errors import ExportError, IncidentError, UsageError
from mimikdesk.gui.activity_export import Asked
from mimikdesk.services.activity_export import COLUMNS
from tests.helpers.incident_day import CALM_NS, record_day

pytestmark = pytest.mark.rule("13.3")

PATIENCE_MS = 120_000


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("day")
    record_day(folder)
    return folder


def written(day: Path, out: Path, **asked: Any) -> list[str]:
    said: list[str] = []
    assert export(ExportOptions(str(out), data=str(day), **asked), said.append) == 0
    return said


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def test_every_option_is_read() -> None:
    words = ["--out", "x.csv", "--from", "2026-11-20 14:30Z", "--to", "2026-11-20T15:30:15.250+01:00"]
    words += ["--hours", "24", "--account", "PB-01", "--data", "d", "--replace"]
    assert read_options(["export", *words]).export == ExportOptions(
        "x.csv", 1_795_185_000_000_000_000, 1_795_185_015_250_000_000, 24, "PB-01", "d", replace=True
    )
    assert read_options(["export", "--help"]).ask is Ask.EXPORT


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "export needs --out with the name of a file."),
        (["--out", "x.txt"], "export writes CSV or JSON: let the file's name end in .csv or .json, not “x.txt”."),
        (["--out", "x.csv", "--hours", "0"], "--hours needs a whole number of hours, at least 1; “0” is none."),
        (["--out", "x.csv", "--hours", "two"], "--hours needs a whole number of hours, at least 1; “two” is none."),
        (["--out", "x.csv", "--form", "x"], "“--form” is not an option of export. Did you mean --from?"),
        (["--out", "x.csv", "--to", "noon"], "--to needs a time, for example 2026-11-20 14:30; “noon” is none."),
    ],
)
def test_anything_else_is_refused_in_plain_words(words: list[str], sentence: str) -> None:
    with pytest.raises(UsageError) as refused:
        read_export_options(words)
    assert str(refused.value) == sentence


def test_the_log_tells_leader_decisions_fills_outcomes_and_notices_with_group_and_trade(
    day: Path, tmp_path: Path
) -> None:
    said = written(day, tmp_path / "log.csv")
    lines = rows(tmp_path / "log.csv")
    assert tuple(lines[0]) == COLUMNS
    assert said[-1] == f"Written: {tmp_path / 'log.csv'} ({len(lines)} lines)"
    assert any(line.startswith("Progress: ") for line in said)
    assert {"leader", "copied", "fill", "notice"} <= {line["kind"] for line in lines}
    first = next(line for line in lines if line["kind"] == "leader")
    assert first["text"].startswith("Bought 2 MNQZ6 at 25,1")
    decided = next(line for line in lines if line["kind"] == "copied" and line["account"] == "PB-01")
    assert decided["text"] == "Entry of 2 copied: opens 4 (x2)."
    ended = [line for line in lines if line["trade"] == decided["trade"] and line["account"] == "PB-01"][-1]
    assert ended["text"].startswith("Order to buy 4 MNQZ6: filled, 4 filled at 25,150.25 on average, first ")
    assert {line["group"] for line in lines if line["account"]} == {decided["group"]} != {""}
    records = [(int(line["session"]), int(line["record"])) for line in lines]
    assert records == sorted(records)


def test_a_text_that_a_spreadsheet_would_take_for_a_formula_is_none(day: Path, tmp_path: Path) -> None:
    written(day, tmp_path / "log.csv")
    assert not [value for line in rows(tmp_path / "log.csv") for value in line.values() if value[:1] in ("=", "+", "@")]


def test_json_has_the_same_lines_and_the_numbers_of_each_decision(day: Path, tmp_path: Path) -> None:
    written(day, tmp_path / "log.csv")
    written(day, tmp_path / "log.json")
    told = json.loads((tmp_path / "log.json").read_text("utf-8"))
    assert [line["text"] for line in told] == [line["text"].removeprefix("'") for line in rows(tmp_path / "log.csv")]
    decided = next(line for line in told if line["kind"] == "copied" and line["account"] == "PB-01")
    assert (decided["numbers"]["multiplier"], decided["numbers"]["sent"]) == ("2.0", 4)
    assert all("numbers" not in line for line in told if line["kind"] == "notice")


def test_a_span_and_an_account_leave_only_their_lines(day: Path, tmp_path: Path) -> None:
    written(day, tmp_path / "one.csv", account="PA-01")
    assert {line["account"] for line in rows(tmp_path / "one.csv")} == {"PA-01"}
    written(day, tmp_path / "late.csv", from_ns=CALM_NS)
    late = rows(tmp_path / "late.csv")
    assert late
    assert all(line["time_utc"] >= "2026-11-20 14:31:00" for line in late)
    assert any("25,1" in line["text"] for line in late if line["kind"] == "leader"), "with its contract's decimals"


def test_an_existing_file_is_written_over_only_when_asked(day: Path, tmp_path: Path) -> None:
    out = tmp_path / "log.csv"
    out.write_text("mine")
    with pytest.raises(ExportError, match="already"):
        written(day, out)
    assert out.read_text() == "mine"
    written(day, out, replace=True)
    assert out.read_text("utf-8-sig").startswith("time_utc,")
    assert not part_of(out).exists()


def test_what_cannot_be_done_is_said(day: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(IncidentError, match="no account “nobody”"):
        written(day, tmp_path / "x.csv", account="nobody")
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportError, match="cannot be written"):
        written(day, tmp_path / "file" / "x.csv")
    with pytest.raises(ExportError, match="ends before it begins"):
        written(day, tmp_path / "x.csv", from_ns=5, to_ns=4)
    assert main(["export", "--out", str(tmp_path / "x.csv"), "--data", str(tmp_path / "none")]) == 1
    assert "There is no journal" in capsys.readouterr().err


class Ear:
    def __init__(self) -> None:
        self.steps: list[tuple[int, int]] = []
        self.ends: list[str] = []

    def progress(self, done: int, of: int) -> None:
        self.steps.append((done, of))

    def done(self, problem: str) -> None:
        self.ends.append(problem)


def test_the_window_has_it_written_by_a_process_and_hears_how_far_it_is(
    qtbot: QtBot, day: Path, tmp_path: Path
) -> None:
    ear, out = Ear(), tmp_path / "log of – “mine”.json"
    ExportProcess(day).write(Asked(str(out), "PB-01"), ear)
    assert ear.ends == [], "nobody is kept waiting"
    qtbot.waitUntil(lambda: bool(ear.ends), timeout=PATIENCE_MS)
    assert ear.ends == [""]
    assert ear.steps[-1][0] == ear.steps[-1][1] > 0
    assert {line["account"] for line in json.loads(out.read_text("utf-8"))} == {"PB-01"}


def test_what_the_command_complains_of_is_told_as_it_says_it(qtbot: QtBot, day: Path, tmp_path: Path) -> None:
    ear = Ear()
    ExportProcess(day).write(Asked(str(tmp_path / "x.csv"), "nobody"), ear)
    qtbot.waitUntil(lambda: bool(ear.ends), timeout=PATIENCE_MS)
    assert ear.ends[0].startswith("There is no account “nobody”.")


def saying(text: str) -> tuple[str, list[str]]:
    import sys

    return sys.executable, ["-c", text]


def test_the_words_of_the_command_are_the_windows_wish() -> None:
    started: list[list[str]] = []

    def start(words: list[str]) -> tuple[str, list[str]]:
        started.append(words)
        return saying("pass")

    process = ExportProcess(Path("data"), start)
    process.write(Asked("x.csv", "PB-01", 24), Ear())
    process.cancel()
    assert started == [["export", "--out=x.csv", "--data=data", "--replace", "--account=PB-01", "--hours=24"]]


def test_an_end_without_a_sentence_is_told_in_plain_words(qtbot: QtBot, tmp_path: Path) -> None:
    ear = Ear()
    ExportProcess(tmp_path, lambda _: saying("raise ValueError('inside')")).write(Asked("x.csv"), ear)
    qtbot.waitUntil(lambda: bool(ear.ends), timeout=PATIENCE_MS)
    assert ear.ends == [NO_ANSWER]


def test_what_was_given_up_leaves_nothing_and_is_not_told(qtbot: QtBot, tmp_path: Path) -> None:
    out = tmp_path / "x.csv"
    ear = Ear()
    hold = f"open({str(part_of(out))!r}, 'w').close(); print('Progress: 1 of 2', flush=True); input()"
    process = ExportProcess(tmp_path, lambda _: saying(hold))
    process.write(Asked(str(out)), ear)
    qtbot.waitUntil(lambda: ear.steps == [(1, 2)], timeout=PATIENCE_MS)
    process.cancel()
    assert list(tmp_path.iterdir()) == []
    assert ear.ends == []
