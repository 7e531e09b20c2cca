"""Every text of the source is found and reaches PySide6's lupdate, and the files in the repository are current."""

import string
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
import translations
from translations import NotWrittenOutError, Text

SOURCE = """
A = later("Tray", "One “quoted” \\"text\\"")
def f():
    tr("Ticket", "{0} of {1}", one, other)
    plural("Rail", "{0} account", "{0} accounts", len(found), name)
    tr("Ticket", "going on "
       "here")
"""
FOUND = {
    Text("Tray", 'One “quoted” "text"'),
    Text("Ticket", "{0} of {1}"),
    Text("Rail", "{0} accounts", "{0} account"),
    Text("Ticket", "going on here"),
}


def messages(path: Path) -> dict[Text, ET.Element]:
    found = {}
    for context in ET.parse(path).getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            found[Text(name, message.findtext("source", ""), message.findtext("comment", ""))] = message
    return found


def forms(message: ET.Element) -> list[str]:
    translation = message.find("translation")
    assert translation is not None
    if message.get("numerus") == "yes":
        return [form.text or "" for form in translation.iter("numerusform")]
    return [translation.text or ""]


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_texts_are_found_in_every_form_that_python_has() -> None:
    assert set(translations.texts_in(SOURCE, window=True)) == FOUND


@pytest.mark.parametrize("call", ["tr('A', words)", "tr('A', f'{x}')", "tr(context, 'a')", "plural('A', 'one', n)"])
def test_a_text_that_is_not_written_out_is_refused(call: str) -> None:
    with pytest.raises(NotWrittenOutError):
        list(translations.texts_in(call, window=True))


def test_lupdate_finds_what_is_handed_to_it_and_tells_plurals_from_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(translations, "texts", lambda: sorted(FOUND))
    target = tmp_path / "try_de.ts"
    translations.update(target)
    found = messages(target)
    assert set(found) == FOUND
    assert {text.text for text, message in found.items() if message.get("numerus")} == {"{0} accounts"}


LANGUAGES = sorted(translations.FOLDER.glob("*.ts"))


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.stem)
def test_a_translation_fills_the_places_of_its_text_and_no_others(path: Path) -> None:
    wrong = [
        text.text
        for text, message in messages(path).items()
        for form in forms(message)
        if form and not (places(form) == places(text.text) or (text.one and places(form) == places(text.one)))
    ]
    assert wrong == []


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.stem)
def test_the_compiled_file_is_made_of_the_source_file(path: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.qm"
    translations.release(path, again)
    assert again.read_bytes() == path.with_suffix(".qm").read_bytes(), "run: python3 packaging/dev.py translations"


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.stem)
def test_every_text_of_the_source_is_translated_and_nothing_else(path: Path) -> None:
    found = messages(path)
    assert set(found) == set(translations.texts()), "run: python3 packaging/dev.py translations"
    assert [text for text, message in found.items() if not all(forms(message))] == []
