"""Takes out of a text what must not leave the machine: secrets, and who the trader is (rule 3.5).

What is known by name (secrets in memory, accounts, logins) is looked for as it stands and in the forms in which texts
carry it: in a URL, in JSON, in base64. What is not known is recognised by its looks: a token, a password after its
name, a long number. The same account gets the same word everywhere, so that whoever helps can still follow it. In
doubt a harmless word is masked too; that is the price.
"""

import base64
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

SECRET = "[secret]"
_ANYWHERE = 5
"""Names of at least so many characters are taken out of the middle of words too."""
_SHORTEST_SECRET = 4
"""Shorter ones are only masked where they stand as a word of their own."""


@dataclass(frozen=True, slots=True)
class Known:
    """Something that goes by ``names`` and is called ``kind`` and a number instead."""

    kind: str
    names: tuple[str, ...]


class Mask:
    """Call it with each text. ``places``: folders, with what is written for them, longest first where they contain each
    other."""

    def __init__(
        self, known: Iterable[Known] = (), secrets: Iterable[str] = (), places: Iterable[tuple[str, str]] = ()
    ) -> None:
        self._words: dict[str, str] = {}
        self._numbers: dict[str, dict[str, int]] = {}
        parts: list[tuple[str, str]] = []
        for secret in secrets:
            for form in _forms(secret) | _encoded(secret):
                parts.append((form, _pattern(form, _SHORTEST_SECRET)))
                self._words.setdefault(form.casefold(), SECRET)
        for folder, word in places:
            for form in _forms(folder):
                parts.append((form, re.escape(form)))
                self._words.setdefault(form.casefold(), word)
        for each in known:
            names = [name for name in each.names if name.strip()]
            word = next((self._words[n.casefold()] for n in names if n.casefold() in self._words), "")
            if not word and names:
                word = self._numbered(each.kind, names[0])
            for form in {form for name in names for form in _forms(name)}:
                parts.append((form, _pattern(form, _ANYWHERE)))
                self._words.setdefault(form.casefold(), word)
        parts.sort(key=lambda part: -len(part[0]))
        self._known = re.compile("|".join(pattern for _form, pattern in parts) or r"(?!)", re.IGNORECASE)

    def __call__(self, text: str) -> str:
        text = self._known.sub(self._word_of, text)
        text = _KEY_BLOCK.sub(SECRET, text)
        text = _URL.sub(self._url, text)
        text = _SCHEME.sub(rf"\1 {SECRET}", text)
        text = _NAMED.sub(rf"\1{SECRET}", text)
        text = _JWT.sub(SECRET, text)
        text = _MAIL.sub(lambda found: self._numbered("Mail", found[0]), text)
        text = _TOKEN.sub(self._token, text)
        return _WORD.sub(self._number, text)

    def within(self, content: Any) -> Any:
        """What is to become JSON, with every text in it masked; numbers of its own stay."""
        match content:
            case str():
                return self(content)
            case Mapping():
                return {self(str(key)): self.within(value) for key, value in content.items()}
            case list() | tuple():
                return [self.within(value) for value in content]
        return content

    def _word_of(self, found: re.Match[str]) -> str:
        return self._words.get(found[0].casefold(), SECRET)

    def _numbered(self, kind: str, of: str) -> str:
        known = self._numbers.setdefault(kind, {})
        return f"{kind}-{known.setdefault(of, len(known) + 1)}"

    def _url(self, found: re.Match[str]) -> str:
        rest = "?[masked]" if found["rest"] else ""
        return f"{found['scheme']}{found['where']}{rest}"

    def _token(self, found: re.Match[str]) -> str:
        text = found[0]
        mixed = any(c.isupper() for c in text) and any(c.islower() for c in text)
        if not any(c.isdigit() for c in text) and not (mixed and len(text) >= _LONG_LETTERS and "/" not in text):
            return text
        if not any(c.isalpha() for c in text) or ("/" in text and not mixed):
            return text
        return self._numbered("Token", text)

    def _number(self, found: re.Match[str]) -> str:
        """An account's number, or the broker's for an order: not those of prices, times and sizes."""
        text = found[0]
        digits = max((len(run) for run in re.findall(r"\d+", text)), default=0)
        if digits >= _NUMBER or (digits >= _NUMBER_WITH_LETTERS and any(c.isalpha() for c in text)):
            return self._numbered("Number", text)
        return text


_PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~")
"""The characters that stand for themselves in an address."""
_LONG_LETTERS = 40
_NUMBER = 6
_NUMBER_WITH_LETTERS = 5

_STRONG = r"password|passwd|passphrase|pwd|secret|token|api[_-]?key|private[_-]?key|authorization|cookie|credentials?"
_WEAK = (
    r"code|key|session|sec|cid|sid|state|verifier|signature|sig|"
    r"user|user_?name|login|name|e?mail|account|account_?(?:id|name|spec|number)|nickname"
)
_VALUE = r"""(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[^\s,;&"'}\])]+)"""
_NAMED = re.compile(
    rf"""(
        \b[\w-]*(?:{_STRONG})[\w-]*["']?(?:\s*[:=]\s*|\s+(?:is|was)\s+)
      | (?<![\w-])["']?(?:{_WEAK})(?:["']\s*:\s*|["']?\s*=\s*)
    ){_VALUE}""",
    re.IGNORECASE | re.VERBOSE,
)
_SCHEME = re.compile(r"\b(Bearer|Basic|Digest)\s+[^\s,;\"'\[]+", re.IGNORECASE)
_URL = re.compile(
    r"(?P<scheme>\b[a-z][a-z0-9+.-]*://)(?:[^\s/@\"'<>]*@)?(?P<where>[^\s?#\"'<>]*)(?P<rest>[?#][^\s\"'<>]*)?",
    re.IGNORECASE,
)
_KEY_BLOCK = re.compile(r"-----BEGIN [A-Z ]+-----.*?(?:-----END [A-Z ]+-----|\Z)", re.DOTALL)
_JWT = re.compile(r"\beyJ[\w-]{4,}(?:\.[\w-]*){0,2}")
_MAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_TOKEN = re.compile(r"[A-Za-z0-9+_=-]{20,}|[A-Za-z0-9+/_=-]{32,}")
_WORD = re.compile(r"(?<![\w.,])[A-Za-z0-9][\w-]*\d[\w-]*")


def _forms(text: str) -> set[str]:
    """How a text may stand in a log, a file of settings or an address."""
    quoted = "".join(chr(byte) if byte in _PLAIN else f"%{byte:02X}" for byte in text.encode("utf-8", "replace"))
    found = {text, json.dumps(text)[1:-1], repr(text)[1:-1], quoted, quoted.replace("%2F", "/")}
    found |= {quoted.replace("%20", "+"), text.upper(), text.lower()}  # the case of “ß” is more than a letter's case
    return {form for form in found if form.strip()}


def _encoded(secret: str) -> set[str]:
    raw = secret.encode()
    found = {code(raw).decode().rstrip("=") for code in (base64.b64encode, base64.urlsafe_b64encode)}
    return found - {""}


def _pattern(form: str, anywhere: int) -> str:
    escaped = re.escape(form)
    return escaped if len(form) >= anywhere else rf"(?<!\w){escaped}(?!\w)"
