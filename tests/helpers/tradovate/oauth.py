"""The consent page of the browser, and codes and refresh tokens for access tokens."""

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from urllib.parse import urlencode

from mimikdesk.domain.clock import Clock
from mimikdesk.domain.time import SECOND
from tests.helpers.tradovate.auth import Auth
from tests.helpers.tradovate.calls import Answer
from tests.helpers.tradovate.options import Options
from tests.helpers.tradovate.people import LoginSession, User
from tests.helpers.tradovate.wire import Row

CODE_LIFE = 60 * SECOND
TOKEN_PATHS = ("auth/oauthtoken", "v1/auth/oauthtoken")


@dataclass(frozen=True, slots=True)
class OauthApp:
    """A registered application. ``redirect_uri``: "" for any on the loopback. ``secret``: "" where it has none."""

    client_id: str
    secret: str = ""
    redirect_uri: str = ""


@dataclass(frozen=True, slots=True)
class _Code:
    app: OauthApp
    user: User
    redirect_uri: str
    challenge: str
    until: int


class Oauth:
    """``at_browser``: who is logged in where the consent page opens; None shows a page that asks for a login.
    ``consents``: what he answers there."""

    def __init__(self, clock: Clock, options: Options, auth: Auth) -> None:
        self.apps: dict[str, OauthApp] = {}
        self.at_browser: User | None = None
        self.consents = True
        self.refreshes = 0
        self._clock = clock
        self._options = options
        self._auth = auth
        self._codes: dict[str, _Code] = {}
        self._numbers = count(1)
        self._failures: list[Row] = []

    def fail_next(self, error: str = "invalid_token", description: str = "", times: int = 1) -> None:
        """Answer the next exchanges or refreshes with an error at HTTP 200; nothing changes by them."""
        self._failures.extend([{"error": error, "error_description": description}] * times)

    def authorize(self, query: Mapping[str, str]) -> Answer:
        """The page that the browser opens: sends it back to the application with a code."""
        app = self.apps.get(query.get("client_id", ""))
        target = query.get("redirect_uri", "")
        if app is None or query.get("response_type") != "code" or not _allowed(app, target):
            return _page(400, "This application is not registered.")
        if self.at_browser is None:
            return _page(200, "Please log in.")
        state = {"state": query["state"]} if "state" in query else {}
        if not self.consents:
            return _redirect(target, {"error": "access_denied"} | state)
        challenge = query.get("code_challenge", "")
        if challenge and query.get("code_challenge_method") != "S256":
            return _redirect(target, {"error": "invalid_request"} | state)
        code = f"code-{next(self._numbers)}"
        until = self._clock.now().mono_ns + CODE_LIFE
        self._codes[code] = _Code(app, self.at_browser, target, challenge, until)
        return _redirect(target, {"code": code} | state)

    def token(self, form: Mapping[str, str]) -> Answer:
        """Failures are HTTP 200 with ``error``."""
        if self._failures:
            return Answer(200, self._failures.pop(0))
        app = self.apps.get(form.get("client_id", ""))
        if app is None or app.secret != form.get("client_secret", ""):
            return _error("invalid_client", "unknown client or wrong secret")
        grant = form.get("grant_type")
        if grant == "authorization_code":
            return self._exchange(app, form)
        if grant == "refresh_token":
            return self._refresh(form)
        return _error("unsupported_grant_type", "")

    def _exchange(self, app: OauthApp, form: Mapping[str, str]) -> Answer:
        code = self._codes.pop(form.get("code", ""), None)
        if code is None or code.app is not app or self._clock.now().mono_ns >= code.until:
            return _error("invalid_grant", "the code is not good")
        if code.redirect_uri != form.get("redirect_uri"):
            return _error("invalid_grant", "another redirect_uri")
        if code.challenge and code.challenge != challenge_of(form.get("code_verifier", "")):
            return _error("invalid_grant", "the code_verifier does not match")
        return self._granted(self._auth.open_session(code.user, oauth=True))

    def _refresh(self, form: Mapping[str, str]) -> Answer:
        shown = form.get("refresh_token", "")
        for user in self._auth.users.values():
            if shown and user.refresh_token == shown and self._clock.now().mono_ns < user.refresh_until:
                self.refreshes += 1
                return self._granted(self._auth.open_session(user, oauth=True))
        return _error("invalid_token", "")

    def _granted(self, session: LoginSession) -> Answer:
        """A new refresh token ends the one before, whichever client of the login has that."""
        user = session.user
        if user.refused:
            return _error("invalid_token", user.refused)
        token = self._auth.issue(session)
        life = self._options.refresh_life
        user.refresh_token = f"refresh-{next(self._numbers)}"
        user.refresh_until = self._clock.now().mono_ns + life * SECOND
        return Answer(
            200,
            {
                "access_token": token.access,
                "token_type": "Bearer",
                "expires_in": self._options.token_life,
                "refresh_token": user.refresh_token,
                "refresh_token_expires_in": life,
            },
        )


def challenge_of(verifier: str) -> str:
    """PKCE with S256 (RFC 7636)."""
    return urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def _allowed(app: OauthApp, target: str) -> bool:
    return (
        target == app.redirect_uri
        if app.redirect_uri
        else target.startswith(("http://127.0.0.1:", "http://localhost:"))
    )


def _error(error: str, description: str) -> Answer:
    return Answer(200, {"error": error, "error_description": description})


def _redirect(target: str, query: Mapping[str, str]) -> Answer:
    join = "&" if "?" in target else "?"
    return Answer(302, headers={"location": f"{target}{join}{urlencode(query)}"})


def _page(status: int, text: str) -> Answer:
    return Answer(status, f"<html><body>{text}</body></html>", headers={"content-type": "text/html"})
