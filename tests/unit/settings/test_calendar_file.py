"""Files that a trader edits by hand: each mistake is told with its line, and a calendar with one is not used."""

from pathlib import Path

import pytest

from mimikdesk.domain.cme_calendar import Market
from mimikdesk.domain.zone import HOUR, day_number
from mimikdesk.settings.calendar_file import CalendarFile, read_calendar
from mimikdesk.settings.model import SettingsError
from mimikdesk.settings.own_files import bundled_again, make_copy, read_files
from mimikdesk.settings.yaml_tree import LARGEST, TreeError, read_tree

GOOD = """\
form: 1
compared: 2026-11-21
covers: {first: 2026-01-01, last: 2026-12-31}
sources:
  - url: https://www.cmegroup.com/
    date: 2026-11-21
markets:
  equity_index: [MNQ]
  metals: [GC]
  energy: [CL]
changes:
  - date: 2026-11-27
    name: day after Thanksgiving
    equity_index: "12:15"
    metals: closed
    check: [metals]
"""


def complaints(text: str) -> list[tuple[int, str]]:
    read = read_calendar(text, "own.yaml")
    assert not isinstance(read, CalendarFile)
    assert all(str(complaint).startswith("own.yaml, line ") for complaint in read)
    return [(complaint.line, complaint.what) for complaint in read]


def test_a_good_file_says_what_changes_in_which_market() -> None:
    read = read_calendar(GOOD)
    assert isinstance(read, CalendarFile)
    friday = day_number(2026, 11, 27)
    shares = read.calendar.change_of(Market.EQUITY_INDEX, friday)
    metals = read.calendar.change_of(Market.METALS, friday)
    assert shares is not None
    assert metals is not None
    assert (shares.closes, shares.certain) == (12 * HOUR + HOUR // 4, True)
    assert (metals.closes, metals.certain) == (None, False)
    assert read.calendar.change_of(Market.ENERGY, friday) is None
    assert [source.url for source in read.sources] == ["https://www.cmegroup.com/"]


@pytest.mark.parametrize(
    ("old", "new", "line", "word"),
    [
        ("form: 1", "form: 2", 1, "form 2"),
        ("compared: 2026-11-21\n", "", 1, "“compared” is missing"),
        ("2026-11-27", "2026-11-31", 12, "date like"),
        ("2026-11-27", "2026-11-28", 12, "weekend"),
        ("2026-11-27", "2027-11-26", 12, "outside"),
        ('"12:15"', '"16:30"', 14, "earlier than the usual close"),
        ('"12:15"', "soon", 14, "time of day"),
        ('"12:15"', "12.15", 14, "time of day"),
        ("metals: closed", "metal: closed", 15, "“metal” is not known"),
        ("check: [metals]", "check: [gold]", 16, "“gold” is no market"),
        ("energy: [CL]", "energy: [MNQ]", 10, "MNQ stands here twice"),
        ("https://www.cmegroup.com/", "cmegroup", 5, "https://"),
        ("first: 2026-01-01", "first: 2027-01-01", 3, "comes after"),
        ("form: 1", "form: 1\nform: 1", 2, "stands here twice"),
        ("    name: day", "\tname: day", 13, "Tabs"),
    ],
)
def test_a_mistake_is_told_with_its_line(old: str, new: str, line: int, word: str) -> None:
    assert old in GOOD
    found = complaints(GOOD.replace(old, new))
    assert any(at == line and word in what for at, what in found), found


def test_all_mistakes_of_a_file_are_told_at_once_in_the_order_of_its_lines() -> None:
    text = GOOD.replace("2026-11-27", "someday").replace("compared: 2026-11-21", "compared: never")
    assert [line for line, _ in complaints(text)] == [2, 12]


def test_the_same_date_twice_is_told() -> None:
    again = "  - date: 2026-11-27\n    name: again\n    metals: closed\n"
    assert any("twice for metals" in what for _, what in complaints(GOOD + again))


def test_a_market_that_would_never_open_again_is_told() -> None:
    days = [f"2026-06-{date:02}" for date in (1, 2, 3, 4, 5, 8)]
    text = GOOD + "".join(f"  - date: {date}\n    name: x\n    energy: closed\n" for date in days)
    assert any("more than a week" in what for _, what in complaints(text))


@pytest.mark.parametrize("text", ["", "[]", "just words", "a: &x 1\nb: *x", "--- a\n--- b", "a: \x00", "- " * 2000])
def test_what_is_no_such_file_at_all_is_told_too(text: str) -> None:
    assert complaints(text)


def test_a_file_that_is_too_large_is_not_read() -> None:
    with pytest.raises(TreeError, match="more than"):
        read_tree("a" * (LARGEST + 1))


def test_numbers_and_words_stay_texts() -> None:
    node = read_tree("a: 1250.10\nb: no\nc: 2026-01-01")
    assert isinstance(node.value, dict)
    assert {name: part.value for name, part in node.value.items()} == {"a": "1250.10", "b": "no", "c": "2026-01-01"}


# --- copies of the trader's own ---------------------------------------------------------------------------------------


def test_a_copy_of_the_same_name_counts_instead_and_others_count_besides(tmp_path: Path) -> None:
    bundled, own = tmp_path / "bundled", tmp_path / "own"
    bundled.mkdir()
    (bundled / "a.yaml").write_text("theirs", "utf-8")
    (bundled / "b.yaml").write_text("theirs", "utf-8")
    (bundled / "notes.txt").write_text("no", "utf-8")
    assert [(file.path.name, file.own) for file in read_files(bundled, own)] == [("a.yaml", False), ("b.yaml", False)]
    assert make_copy(bundled / "b.yaml", own) == own / "b.yaml"
    (own / "b.yaml").write_text("\ufeffmine", "utf-8")
    (own / "c.yml").write_text("more", "utf-8")
    files = read_files(bundled, own)
    assert [(file.path.name, file.own, file.text) for file in files] == [
        ("a.yaml", False, "theirs"),
        ("b.yaml", True, "mine"),
        ("c.yml", True, "more"),
    ]
    behind = bundled_again(files[1], bundled)
    assert behind is not None
    assert behind.text == "theirs"
    assert bundled_again(files[2], bundled) is None


def test_a_copy_is_never_written_over(tmp_path: Path) -> None:
    bundled, own = tmp_path / "a.yaml", tmp_path / "own"
    bundled.write_text("theirs", "utf-8")
    own.mkdir()
    (own / "a.yaml").write_text("mine", "utf-8")
    make_copy(bundled, own)
    assert (own / "a.yaml").read_text("utf-8") == "mine"


def test_a_copy_that_cannot_be_written_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "own").write_text("a file where the folder should be", "utf-8")
    (tmp_path / "a.yaml").write_text("theirs", "utf-8")
    with pytest.raises(SettingsError, match="cannot be written"):
        make_copy(tmp_path / "a.yaml", tmp_path / "own")


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes("Müller".encode("latin-1"))
    (file,) = read_files(tmp_path / "none", tmp_path)
    assert file.text is None
    assert "UTF-8" in file.problem
