"""Logging in with name and password, tokens and their life, and what a login may know of itself."""

from itertools import count

from mimikdesk.domain.clock import Clock
from mimikdesk.domain.time import SECOND
from tests.helpers.tradovate.calls import Answer, Call, Route, Routes
from tests.helpers.tradovate.limits import Limits
from tests.helpers.tradovate.options import Options
from tests.helpers.tradovate.people import IssuedToken, LoginSession, User
from tests.helpers.tradovate.wire import Row, timestamp

LOGIN = "auth/accesstokenrequest"
TOKEN_ENDED = "Expired Access Token"


class Auth:
    """``tokens``: by both of its names. ``keys``: API keys by id, with secret and the application they belong to."""

    def __init__(self, clock: Clock, options: Options, limits: Limits) -> None:
        self.users: dict[str, User] = {}
        self.tokens: dict[str, IssuedToken] = {}
        self.keys: dict[str, tuple[str, str]] = {}
        self.logins = 0
        self.device_ids: list[str] = []
        self._clock = clock
        self._options = options
        self._limits = limits
        self._numbers = count(1)
        self._session_ids = count(51001)

    def routes(self) -> Routes:
        return {
            LOGIN: Route(self._login, command=True, open=True),
            "auth/renewaccesstoken": Route(self._renew),
            "auth/me": Route(self._me),
        }

    def open_session(self, user: User, oauth: bool = False, device: str = "") -> LoginSession:
        return LoginSession(next(self._session_ids), user, oauth, device)

    def issue(self, session: LoginSession) -> IssuedToken:
        number = next(self._numbers)
        life = self._options.token_life * SECOND
        token = IssuedToken(
            f"tok-A{number}-{session.id}",
            "" if session.oauth else f"tok-M{number}-{session.id}",
            session,
            self._clock.now().mono_ns + life,
        )
        for name in (token.access, token.md):
            if name:
                self.tokens[name] = token
        if self._options.close_at_expiry:
            self._clock.call_later(life, lambda: self.end(token, TOKEN_ENDED))
        return token

    def find(self, text: str) -> IssuedToken | None:
        """The token that is good now."""
        token = self.tokens.get(text)
        if token is None or token.revoked or self._clock.now().mono_ns >= token.until:
            return None
        return token

    def end(self, token: IssuedToken, why: str) -> None:
        """The token is good no more, and the sockets that were opened with it close."""
        token.revoked = True
        for end in tuple(token.on_end):
            end(why)

    def end_all(self, user: User, why: str = TOKEN_ENDED) -> None:
        for token in set(self.tokens.values()):
            if token.session.user is user and not token.revoked:
                self.end(token, why)

    # --- endpoints ------------------------------------------------------------------------------------------------

    def _login(self, call: Call) -> Answer:
        body = call.body
        user = self.users.get(str(body.get("name")))
        error = self._login_error(user, body)
        if error or user is None:
            failures = self._limits.hour.count(f"failed {call.ip}")
            if failures > self._options.failed_logins_hourly:
                return self._limits.penalties.fine(call, call.ip, 15, captcha=True)
            return Answer(200, {"errorText": error})
        self.logins += 1
        device = str(body.get("deviceId", ""))
        self.device_ids.append(device)
        return self._granted(self.issue(self.open_session(user, device=device)))

    def _login_error(self, user: User | None, body: Row) -> str:
        if user is None or user.password != body.get("password"):
            return "Incorrect username or password. Please try again, noting that passwords are case-sensitive."
        if user.refused:
            return user.refused
        if body.get("cid") is not None or body.get("sec") is not None:
            secret, app = self.keys.get(str(body.get("cid")), ("", ""))
            if not secret or secret != body.get("sec"):
                return "The app is not registered"
            if app and app != body.get("appId"):
                return "The app is not registered"
        return ""

    def _renew(self, call: Call) -> Answer:
        token = call.token
        assert token is not None
        if call.user.refused:
            return Answer(200, {"errorText": call.user.refused})
        return self._granted(self.issue(token.session))

    def _granted(self, token: IssuedToken) -> Answer:
        user, now = token.session.user, self._clock.now()
        payload: Row = {
            "accessToken": token.access,
            "expirationTime": timestamp(now.utc_ns + token.until - now.mono_ns),
            "userStatus": user.status,
            "userId": user.id,
            "name": user.name,
            "hasLive": any(account.world == "live" for account in user.accounts),
            "hasMarketData": user.quotes,
        }
        if token.md:
            payload["mdAccessToken"] = token.md
        return Answer(200, payload)

    def _me(self, call: Call) -> Answer:
        user = call.user
        return Answer(
            200,
            {
                "userId": user.id,
                "name": user.name,
                "fullName": user.name,
                "email": f"{user.name}@example.com",
                "emailVerified": True,
                "isTrial": False,
            },
        )
