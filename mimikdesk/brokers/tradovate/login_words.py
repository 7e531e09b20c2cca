"""What a login tells the trader, without the secrets that the broker's own words could repeat."""

from collections.abc import Iterable
from dataclasses import replace

from mimikdesk.brokers.tradovate.penalty import Ticket
from mimikdesk.brokers.tradovate.tokens import Granted, Refusal, Token
from mimikdesk.domain.secret import MASK
from mimikdesk.domain.time import SECOND, Stamp


def duration(wait_ns: int) -> str:
    seconds = max(1, -(-wait_ns // SECOND))
    if seconds < 90:
        return f"{seconds} s"
    return f"{-(-seconds // 60)} minutes"


def wait_words(wait_ns: int) -> str:
    """The end of a sentence: when it goes on."""
    return f"; next try in {duration(wait_ns)}."


def end_words(token: Token, now: Stamp) -> str:
    """The end of a sentence, where the present token cannot be renewed but still lives."""
    return f"; the present login ends in {duration(token.left_ns(now))}. Sign in again before that."


_PERSON = "Tradovate wants to see a person"


def wants_a_person(text: str) -> bool:
    """Whether these are the words of ``captcha_words``: another try would only make it last longer."""
    return _PERSON in text


def captcha_words(ticket: Ticket) -> str:
    told = f" ({ticket.text})" if ticket.text else ""
    return (
        f"{_PERSON}, which no program can do for you{told}. "
        "Log in once on Tradovate's own site, and let this login rest for an hour."
    )


def masked(text: str, secrets: Iterable[str]) -> str:
    """The text with a mask in place of every secret in it."""
    for secret in sorted(secrets, key=len, reverse=True):
        text = text.replace(secret, MASK)
    return text


def hidden(said: Granted | Ticket | Refusal, secrets: Iterable[str]) -> Granted | Ticket | Refusal:
    """What was said, fit to be shown."""
    return said if isinstance(said, Granted) else replace(said, text=masked(said.text, secrets))
