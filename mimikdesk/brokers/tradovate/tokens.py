"""Tokens of a login, and every form in which Tradovate grants or refuses one.

Both ways of signing in answer HTTP 200 also when they refuse: by ``errorText`` (API key, renewal), by ``error`` and
``error_description`` (OAuth), or by a penalty ticket in place of either.
"""

import re
from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal
from email.utils import parsedate_to_datetime
from typing import Any

from mimikdesk.brokers.network import HttpReply
from mimikdesk.brokers.tradovate import exact_json, facts
from mimikdesk.brokers.tradovate.penalty import Ticket, ticket_in
from mimikdesk.brokers.tradovate.timestamps import utc_ns
from mimikdesk.domain.record import record
from mimikdesk.domain.secret import Secret
from mimikdesk.domain.time import SECOND, Stamp

_TOKEN = re.compile(r"[!-~]+")


@record(frozen=True, slots=True)
class Token:
    """The right to act for one login. ``access`` goes into the Authorization header and the sockets' ``authorize``;
    ``md_access`` into the market-data socket's, None where the login has none. ``expires_utc_ns``, ``expires_mono_ns``:
    its end by this machine's clocks; the earlier one counts. ``user_id``, ``name``: who, where the reply says so."""

    access: str = field(repr=False)
    md_access: str | None = field(repr=False)
    expires_utc_ns: int
    expires_mono_ns: int
    user_id: int | None
    name: str | None

    def left_ns(self, now: Stamp) -> int:
        """How long it is still good for, 0 when it is over."""
        return max(0, min(self.expires_utc_ns - now.utc_ns, self.expires_mono_ns - now.mono_ns))


@record(frozen=True, slots=True)
class Granted:
    """A token, and with OAuth the refresh token that replaces the one before it."""

    token: Token
    refresh: Secret | None


@record(frozen=True, slots=True)
class Refusal:
    """No token. ``passing``: it may work later, nothing is wrong with the credentials as far as one can tell.
    ``status``: of HTTP. ``error``: OAuth's own word, "" elsewhere. ``text``: the broker's words or ours."""

    passing: bool
    status: int
    error: str
    text: str


def read_reply(reply: HttpReply, now: Stamp) -> Granted | Ticket | Refusal:
    """What a reply to a login, a renewal or an OAuth exchange says. Never raises, whatever came."""
    status = reply.status
    try:
        payload = exact_json.decode(reply.body)
    except ValueError:
        payload = None
    if (ticket := ticket_in(payload)) is not None:
        return ticket
    if isinstance(payload, Mapping):
        if (refusal := _refusal(payload, status)) is not None:
            return refusal
        if 200 <= status < 300 and (granted := _granted(payload, reply, now)) is not None:
            return granted
    if status in (401, 403):
        return Refusal(False, status, "", "Tradovate refused the login")
    if 200 <= status < 300:
        return Refusal(True, status, "", "Tradovate answered the login with something that is not understood")
    return Refusal(True, status, "", f"Tradovate could not take the login (status {status})")


def _refusal(payload: Mapping[str, Any], status: int) -> Refusal | None:
    text, error = payload.get("errorText"), payload.get("error")
    busy = status in (408, 423, 429) or status >= 500
    if text:
        return Refusal(busy, status, "", sentence(text))
    if not error:
        return None
    word = error if isinstance(error, str) else ""
    told = payload.get("error_description") or payload.get("error_text") or error
    return Refusal(busy or word in facts.TRANSIENT_OAUTH_ERRORS, status, word, sentence(told))


def sentence(told: object) -> str:
    """The broker's words in one line of bearable length, without the stop at the end."""
    return " ".join(str(told).split())[:300].rstrip(".")


def _granted(payload: Mapping[str, Any], reply: HttpReply, now: Stamp) -> Granted | None:
    access = _bearer(payload.get("accessToken") or payload.get("access_token"))
    if access is None:
        return None
    life_ns = _life_ns(payload, reply, now)
    user, name = payload.get("userId"), payload.get("name")
    token = Token(
        access,
        _bearer(payload.get("mdAccessToken") or payload.get("md_access_token")),
        now.utc_ns + life_ns,
        now.mono_ns + life_ns,
        user if type(user) is int else None,
        name if isinstance(name, str) else None,
    )
    refresh = _bearer(payload.get("refresh_token"))
    return Granted(token, None if refresh is None else Secret(refresh))


def _bearer(value: object) -> str | None:
    """A token as it may stand in a header: visible ASCII in one piece (RFC 6750 2.1 allows no more than that)."""
    return value if isinstance(value, str) and _TOKEN.fullmatch(value) else None


def _life_ns(payload: Mapping[str, Any], reply: HttpReply, now: Stamp) -> int:
    """How long a token lives from now. The end it names is the server's time, so it is held against the time at which
    the server says it answered: a PC whose clock is wrong would else renew too late, or without end."""
    seconds = payload.get("expires_in")
    if isinstance(seconds, str) and seconds.strip().isascii() and seconds.strip().isdigit():
        seconds = int(seconds.strip()[:9])
    life_ns = 0
    if isinstance(seconds, int | Decimal) and not isinstance(seconds, bool) and seconds > 0:
        life_ns = int(min(seconds, 10**9) * SECOND)
    elif (end := utc_ns(payload.get("expirationTime"))) is not None:
        life_ns = end - (_answered_utc_ns(reply) or now.utc_ns)
    return life_ns if 0 < life_ns <= facts.LONGEST_TOKEN_LIFE_NS else facts.USUAL_TOKEN_LIFE_NS


def _answered_utc_ns(reply: HttpReply) -> int | None:
    try:
        return int(parsedate_to_datetime(reply.headers.get("date", "")).timestamp()) * SECOND
    except (ValueError, TypeError, OverflowError):
        return None


# --- what is kept over a restart, as one secret -----------------------------------------------------------------


@record(frozen=True, slots=True)
class Kept:
    """A login as it was left: its token, and OAuth's refresh token with the time at which it came."""

    token: Token
    refresh: Secret | None
    refresh_utc_ns: int


def pack(kept: Kept) -> Secret:
    token = kept.token
    fields = {
        "access": token.access,
        "md_access": token.md_access,
        "expires_utc_ns": token.expires_utc_ns,
        "user_id": token.user_id,
        "name": token.name,
        "refresh": None if kept.refresh is None else kept.refresh.reveal(),
        "refresh_utc_ns": kept.refresh_utc_ns,
    }
    return Secret(exact_json.encode(fields))


def unpack(secret: Secret, now: Stamp) -> Kept | None:
    """What ``pack`` made, None for anything else."""
    try:
        fields = exact_json.decode(secret.reveal())
        access, md_access, end = fields["access"], fields["md_access"], fields["expires_utc_ns"]
        user, name = fields["user_id"], fields["name"]
        refresh, since = fields["refresh"], fields["refresh_utc_ns"]
    except (ValueError, TypeError, KeyError):
        return None
    if not isinstance(access, str) or type(end) is not int or type(since) is not int:
        return None
    left_ns = min(max(0, end - now.utc_ns), facts.LONGEST_TOKEN_LIFE_NS)
    token = Token(
        access,
        md_access if isinstance(md_access, str) else None,
        now.utc_ns + left_ns,
        now.mono_ns + left_ns,
        user if type(user) is int else None,
        name if isinstance(name, str) else None,
    )
    return Kept(token, Secret(refresh) if isinstance(refresh, str) and refresh else None, since)
