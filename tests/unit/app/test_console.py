"""Words for the terminal arrive on any terminal, and on none."""

import io
import sys

import pytest

from mimikdesk.app import console


def test_a_terminal_that_knows_few_characters_gets_the_nearest_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.BytesIO()
    old_console = io.TextIOWrapper(written, encoding="cp437", newline="")
    monkeypatch.setattr(sys, "stdout", old_console)
    console.prepare()
    console.say("“PA-01” −2 → 0 … 漢")
    assert written.getvalue().decode("cp437") == '"PA-01" -2 -> 0 ... ?\n'


@pytest.mark.parametrize(("encoding", "written_as"), [("cp1252", '"x1" ... München'), ("utf-8", "“×1” … München")])
def test_only_a_reader_of_utf_8_gets_typographic_characters(
    monkeypatch: pytest.MonkeyPatch, encoding: str, written_as: str
) -> None:
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding=encoding, newline=""))
    console.say("“×1” … München")
    assert written.getvalue().decode(encoding) == written_as + "\n"


def test_without_a_terminal_nothing_breaks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    console.prepare()
    console.say("nobody reads this")
    console.complain("nor this")


def test_a_terminal_that_went_away_breaks_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    gone = io.StringIO()
    gone.close()
    monkeypatch.setattr(sys, "stdout", gone)
    console.say("nobody reads this any more")
