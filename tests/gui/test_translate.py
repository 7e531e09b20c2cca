"""The window's words: translated with their places filled in, English where nothing else is there, also without Qt."""

import subprocess
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QApplication

from mimikdesk.domain.sentence import joined, said
from mimikdesk.gui import translate
from mimikdesk.gui.theme.resources import resource
from mimikdesk.gui.translate import ENGLISH, chosen, later, plural, told, tr
from mimikdesk.settings.model import Language

LINE = later("Try", "The line of {0} is down.")


class Dictionary(QTranslator):
    """Answers from a few entries, by context and text."""

    def __init__(self, words: dict[tuple[str, str], str]) -> None:
        super().__init__()
        self._words = words

    def translate(self, context: str, text: str, _about: str | None = None, n: int = -1) -> str | None:
        return self._words.get((context, f"{text}|{n}" if n >= 0 else text))

    def isEmpty(self) -> bool:  # noqa: N802
        return False


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    dictionary = Dictionary(
        {
            ("Try", "{0} of {1}"): "von {1} sind es {0}",
            ("Try", "{0} accounts|1"): "{0} Konto",
            ("Try", "{0} accounts|2"): "{0} Konten",
            ("Try", "The line of {0} is down."): "Die Leitung von {0} ist unterbrochen.",
            ("Sentences", "{name} is {state}."): "{name} steht {state}.",
            ("Sentences", "flat"): "glatt",
            ("Sentences", "Nothing to do."): "Nichts zu tun.",
        }
    )
    QCoreApplication.installTranslator(dictionary)
    translate.forget()
    yield
    QCoreApplication.removeTranslator(dictionary)
    translate.forget()


@pytest.mark.usefixtures("german")
def test_places_are_filled_in_the_order_of_the_translation() -> None:
    assert tr("Try", "{0} of {1}", 2, 4) == "von 4 sind es 2"
    assert tr("Elsewhere", "{0} of {1}", 2, 4) == "2 of 4"


@pytest.mark.usefixtures("german")
def test_a_number_takes_the_form_of_the_language() -> None:
    assert [plural("Try", "{0} account", "{0} accounts", count) for count in (1, 2)] == ["1 Konto", "2 Konten"]


@pytest.mark.usefixtures("qapp")
def test_english_has_its_singular_without_a_file() -> None:
    said_ = [plural("Try", "{0} account in {1}", "{0} accounts in {1}", count, "A") for count in (0, 1, 2, 1000)]
    assert said_ == ["0 accounts in A", "1 account in A", "2 accounts in A", "1,000 accounts in A"]


@pytest.mark.usefixtures("german")
def test_a_text_named_before_the_language_is_known_is_translated_when_it_is_shown() -> None:
    assert LINE == "The line of {0} is down."
    assert LINE.tr("Apex") == "Die Leitung von Apex ist unterbrochen."


@pytest.mark.usefixtures("german")
def test_a_sentence_of_a_service_is_translated_with_the_sentences_in_it() -> None:
    sentence = said("{name} is {state}.", name="flat", state=said("flat"))
    assert sentence == "flat is flat."
    assert told(sentence) == "flat steht glatt."  # an account may be called like a word; it keeps its name
    assert told(joined([sentence, "", said("Nothing to do.")])) == "flat steht glatt. Nichts zu tun."
    assert told("Nothing to do.") == "Nichts zu tun."
    assert told("Written down in another language.") == "Written down in another language."
    assert told("") == ""


def test_a_sentence_is_its_english_text_in_every_other_respect() -> None:
    sentence = said("{n} of {m}", n=1, m=2)
    assert sentence == "1 of 2"
    assert hash(sentence) == hash("1 of 2")
    assert f"{sentence}." == "1 of 2."


@pytest.mark.parametrize(
    ("language", "desktop", "code"),
    [
        (Language.SYSTEM, ["de-AT", "en-US"], "de"),
        (Language.SYSTEM, ["en-US", "de-DE"], "en"),
        (Language.SYSTEM, ["fr-FR", "de-DE"], "de"),
        (Language.SYSTEM, ["fr-FR"], "en"),
        (Language.SYSTEM, ["C"], "en"),
        (Language.SYSTEM, [], "en"),
        (Language.EN, ["de-DE"], "en"),
        (Language.DE, ["en-US"], "de"),
    ],
)
def test_the_setting_wins_over_the_desktop_and_the_desktop_is_asked_in_its_order(
    language: Language, desktop: list[str], code: str
) -> None:
    assert chosen(language, desktop) == code


def test_the_language_is_changed_as_a_whole_and_with_qts_own_words(qapp: QApplication) -> None:
    assert translate.use(qapp, Language.DE) == "de"
    try:
        assert told("Nothing to do.") == "Nichts zu tun."
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"
    finally:
        assert translate.use(qapp, Language.EN) == ENGLISH
    assert told("Nothing to do.") == "Nothing to do."
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_without_an_application_everything_is_english() -> None:
    program = (
        "from mimikdesk.gui.translate import plural, told, tr\n"
        "print(tr('A', '{0} of {1}', 1, 2), plural('A', '{0} lot', '{0} lots', 1), told('Nothing to do.'), sep='|')"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert ran.stdout.strip() == "1 of 2|1 lot|Nothing to do."


def test_every_language_has_its_file() -> None:
    folder = resource("translations")
    assert {path.stem for path in folder.glob("*.qm")} == {f"mimikdesk_{code}" for code in translate.TRANSLATED}
