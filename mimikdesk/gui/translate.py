"""The window's words in the trader's language: every visible text comes from ``tr``, ``plural``, ``later`` or ``told``.

    tr("Ticket", "Buy")                                     a text
    tr("Ticket", "{0} of {1} filled", done, whole)          with numbered places; fill in what is already words
    plural("Rail", "{0} account", "{0} accounts", count)    one or many; {0} is the number, then places
    GONE = later("Tray", "The line is down.")               a text made when the module is loaded ...
    label.setText(GONE.tr())                                ... and translated when it is shown
    told(row.text)                                          a sentence that a service has made

The first argument says where the text stands, as one word for a window or a widget: the same English word may need two
translations. Contexts and texts are written out as plain strings, never put together: ``packaging/translations.py``
reads them from the source. English is the source, so nothing is missing in it, and without a QApplication (terminal,
tests) everything is English. Figures, prices and times look the same in every language, as on trading platforms.
"""

from functools import lru_cache
from typing import Any

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from mimikdesk.domain.sentence import Sentence
from mimikdesk.gui.theme.resources import resource
from mimikdesk.gui.veil import veiled
from mimikdesk.settings.model import Language

SENTENCES = "Sentences"
"""The context of all sentences that are not the window's own: reasons, findings, notices, stories."""

ENGLISH = "en"
TRANSLATED = tuple(sorted(str(language) for language in Language if language not in (Language.SYSTEM, Language.EN)))
"""The languages besides English, each with its file in resources/translations."""


def tr(context: str, text: str, *places: object) -> str:
    """The text in the window's language, with ``{0}``, ``{1}`` and so on filled in; English where it is missing."""
    return _fill(_translated(context, text), places)


def plural(context: str, one: str, many: str, count: int, *places: object) -> str:
    """The text in the form that the number takes in the window's language."""
    said = QCoreApplication.translate(context, many, one, count)
    if said == many and count == 1:
        said = one
    return _fill(said, (f"{count:,}", *places))


class Later(str):
    """A visible text that is named before the language is known; as a string it is the English one."""

    __slots__ = ("context",)
    context: str

    def tr(self, *places: object) -> str:
        return tr(self.context, str(self), *places)


def later(context: str, text: str) -> Later:
    """Mark a text of a module's constants for translation; ``tr()`` of what comes back translates it."""
    made = Later(text)
    made.context = context
    return made


def told(text: str) -> str:
    """What a service says, in the window's language, and with dots for amounts while they are hidden. A sentence that
    nobody has translated stays English as a whole, and so does one that was written down before it came here."""
    return veiled(_told(text))


def _told(text: str) -> str:
    if isinstance(text, Sentence):
        said = _counted(text) if text.one else _looked_up(text.template)
        parts = {key: _told(part) if isinstance(part, Sentence) else part for key, part in text.parts.items()}
        return said.format_map(parts)
    return _looked_up(text) if text else text


def use(app: QCoreApplication, language: Language) -> str:
    """Show everything in this language from now on, Qt's own words included; texts that are shown already stay as they
    are. Returns the language's code: what ``SYSTEM`` has come to."""
    forget()
    for old in app.findChildren(QTranslator, _OWN):
        app.removeTranslator(old)
        old.deleteLater()
    code = chosen(language, QLocale.system().uiLanguages())
    if code != ENGLISH:
        _install(app, str(resource(f"translations/mimikdesk_{code}.qm")))
        # Qt's own is comfort: an installation without it has a few English words in dialogs of the system.
        _install(app, f"{QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)}/qtbase_{code}.qm")
    return code


def forget() -> None:
    """Look every text up anew from now on; for those who change translators otherwise than by ``use``."""
    _translated.cache_clear()


def chosen(language: Language, wanted: list[str]) -> str:
    """The code of the language to show. ``wanted``: the desktop's languages, the dearest first, such as ``de-AT``."""
    if language is not Language.SYSTEM:
        return str(language)
    codes = [name.replace("_", "-").partition("-")[0].lower() for name in wanted]
    return next((code for code in codes if code == ENGLISH or code in TRANSLATED), ENGLISH)


_OWN = "mimikdesk"


def _install(app: QCoreApplication, path: str) -> None:
    translator = QTranslator(app)
    translator.setObjectName(_OWN)
    if translator.load(path):
        app.installTranslator(translator)


def _counted(sentence: Sentence) -> str:
    count = sentence.parts["count"]
    said = QCoreApplication.translate(
        SENTENCES, sentence.template, sentence.one, count if isinstance(count, int) else 0
    )
    return sentence.one if said == sentence.template and count == 1 else said


def _looked_up(template: str) -> str:
    """The translation, also that of the same text with the other kind of first letter: words that head a line here
    stand inside a sentence there."""
    said = _translated(SENTENCES, template)
    if said != template or not template[:1].isalpha():
        return said
    first = template[0]
    upper = first.isupper()
    other = (first.lower() if upper else first.upper()) + template[1:]
    said = _translated(SENTENCES, other)
    if said == other:
        return template
    return (said[0].upper() if upper else said[0].lower()) + said[1:]


@lru_cache(maxsize=8192)  # a live table asks for the same few words thirty times a second
def _translated(context: str, text: str) -> str:
    return QCoreApplication.translate(context, text)


def _fill(text: str, places: tuple[Any, ...]) -> str:
    return text.format(*places) if places else text
