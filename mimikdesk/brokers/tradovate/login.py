"""The one refresher of a login: gets its token, keeps it alive, and says when the trader has to sign in again.

One ``Login`` per Tradovate user, shared by the links of both environments: two refreshers would take each other's
tokens away. A new session is asked for only when there is no token left that lives; until then it is renewed.
"""

import logging
from collections import deque
from collections.abc import Callable
from random import Random
from typing import Protocol

from mimikdesk.brokers.budget import Budget
from mimikdesk.brokers.network import HttpFailure, HttpReply, Network
from mimikdesk.brokers.offline import back_off_ns
from mimikdesk.brokers.tradovate import facts
from mimikdesk.brokers.tradovate.credentials import ApiKey, OAuthApp
from mimikdesk.brokers.tradovate.hosts import Hosts
from mimikdesk.brokers.tradovate.login_requests import next_request, secrets_of
from mimikdesk.brokers.tradovate.login_words import captcha_words, end_words, hidden, masked, wait_words
from mimikdesk.brokers.tradovate.penalty import Penalties, Ticket, retry_after_ns
from mimikdesk.brokers.tradovate.tokens import Granted, Kept, Refusal, Token, read_reply
from mimikdesk.domain.clock import Clock, TimerHandle
from mimikdesk.domain.time import SECOND

log = logging.getLogger(__name__)

_LOOK_NS = 30 * SECOND
"""How long at most until the clocks are looked at again: a PC that slept finds its token over at the first look."""
_TOO_SHORT_NS = 60 * SECOND
"""A kept token with less left is not worth connecting with."""
_LINE_WAITS_NS = (SECOND, 60 * SECOND)
_REPLY_WAITS_NS = (15 * SECOND, 300 * SECOND)
"""First and longest wait between two tries: without a line, and where the server answered something of no use."""


class LoginListener(Protocol):
    """Who a login tells; never from inside one of its calls."""

    def on_token(self, token: Token) -> None:
        """There is a token, or a newer one. The one before stays good until its end."""
        ...

    def on_refused(self, text: str) -> None:
        """Re-auth required: nothing more is tried until ``use`` or ``signed_in``. ``text``: why and what to do."""
        ...

    def on_trouble(self, text: str) -> None:
        """No new token for now; it goes on trying. The present one, if any, stays good until its end."""
        ...


class Login:
    """``way``: how it signs in. ``kept``: what ``keep`` was last given, by the run before this one. ``keep`` is called
    with every new token before anybody uses it: a refresh token that is lost cannot be had again. ``budget``: of all
    that is sent in the name of this login."""

    def __init__(
        self,
        clock: Clock,
        network: Network,
        hosts: Hosts,
        way: ApiKey | OAuthApp,
        *,
        kept: Kept | None = None,
        keep: Callable[[Kept], None] | None = None,
        budget: Budget | None = None,
        random: Random | None = None,
    ) -> None:
        self.budget = budget or Budget()
        self.penalties = Penalties(clock, self.budget, self.masked)
        self._clock = clock
        self._network = network
        self._hosts = hosts
        self._way = way
        self._kept = kept
        self._keep = keep
        self._random = random or Random()
        self._listeners: list[LoginListener] = []
        self._once: list[Callable[[], None]] = []
        self._timer: TimerHandle | None = None
        self._asking: object | None = None
        self._dead = kept is not None and kept.token.left_ns(clock.now()) < _TOO_SHORT_NS
        self._ahead_ns = facts.RENEW_AHEAD_NS
        self._granted_mono: int | None = None
        self._proved_mono: int | None = None
        self._grants: deque[int] = deque()
        self._refused = self._doomed = self._trouble = ""
        self._reset()

    def _reset(self) -> None:
        self._hold_mono = 0
        self._tries = self._oauth_tries = self._captchas = self._tickets = 0
        self._ticket: tuple[bool, Ticket] | None = None
        self._doubted = self._by_refresh = False

    # --- for the links --------------------------------------------------------------------------------------------

    @property
    def token(self) -> Token | None:
        """The token, while it lives."""
        if self._kept is None or self._dead or not self._kept.token.left_ns(self._clock.now()):
            return None
        return self._kept.token

    def open(self, listener: LoginListener) -> None:
        """Begin, or join what has begun. What there is to tell comes at once, but not from inside this call."""
        if not self._hears(listener):
            self._listeners.append(listener)
        self._clock.call_later(0, lambda: self._welcome(listener))

    def close(self, listener: LoginListener) -> None:
        """It hears nothing any more; with the last one nothing new is asked for. What was asked for is still kept."""
        self._listeners = [known for known in self._listeners if known is not listener]
        if not self._listeners:
            self._stop_waiting()

    def rejected(self, token: Token) -> None:
        """The sockets' authorize refused this token. It is renewed at once; if that helps nothing a new session is
        asked for, and if that one is refused in the same way, the trader has to see to it."""
        self._clock.call_later(0, lambda: self._reject(token))

    def doubt(self, token: Token, then: Callable[[], None]) -> None:
        """A request was answered with 401, which is the token's end or no more than a missing permission. The token
        is renewed, unless it is so fresh that it must be the permission. ``then`` runs once, when that is over."""
        self._once.append(then)
        self._clock.call_later(0, lambda: self._doubt(token))

    def masked(self, text: str) -> str:
        """The server's words without anything secret of this login in them."""
        return masked(text, secrets_of(self._way, self._kept))

    def _reject(self, token: Token) -> None:
        if token is not self.token or self._refused:
            self._look()
        elif self._is_fresh(self._granted_mono) and self._is_fresh(self._proved_mono):
            self._refuse(
                "Tradovate prolonged this login and refused it all the same. Look for its e-mail that asks you to "
                "confirm this device, then sign in again."
            )
        else:
            self._dead = self._is_fresh(self._proved_mono)
            self._doubted = True
            self._look()

    def _doubt(self, token: Token) -> None:
        fresh = self._is_fresh(self._granted_mono) or self._is_fresh(self._proved_mono)
        if token is not self.token or fresh or self._refused or self._doomed or self._trouble:
            self._settled()
        else:
            self._doubted = True
            self._look()

    def _is_fresh(self, since: int | None) -> bool:
        return since is not None and self._clock.now().mono_ns - since < facts.LOGIN_DENIED_FRESH_NS

    def use(self, way: ApiKey | OAuthApp) -> None:
        """Go on with these credentials, also after a refusal: the trader has entered them anew. The token of the old
        ones is forgotten."""
        self._way = way
        self._kept = None
        self._again()

    def signed_in(self, granted: Granted) -> None:
        """Go on with what the browser brought, also after a refusal."""
        self._asking = None
        self._clock.call_later(0, lambda: self._take(granted, new_session=True))

    def _again(self) -> None:
        self._refused = self._doomed = self._trouble = ""
        self._dead, self._asking = False, None
        self._granted_mono = self._proved_mono = None
        self._reset()
        self._clock.call_later(0, self._look)

    def _hears(self, listener: LoginListener) -> bool:
        return any(known is listener for known in self._listeners)

    def _welcome(self, listener: LoginListener) -> None:
        if not self._hears(listener):
            return
        if self._refused:
            listener.on_refused(self._refused)
        elif (token := self.token) is not None:
            listener.on_token(token)
        elif self._trouble:
            listener.on_trouble(self._trouble)
        self._look()

    # --- what is due -------------------------------------------------------------------------------------------------

    def _stop_waiting(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _look(self) -> None:
        self._stop_waiting()
        if not self._listeners or self._asking is not None or self._refused:
            return
        token = self.token
        if token is None and self._doomed:
            self._refuse(self._doomed)
            return
        now = self._clock.now()
        wait_ns = self._hold_mono - now.mono_ns
        if token is not None and not self._doubted:
            wait_ns = max(wait_ns, token.left_ns(now) - self._ahead_ns)
        if token is not None and self._doomed:
            wait_ns = token.left_ns(now)
        if wait_ns > 0:
            self._timer = self._clock.call_later(min(wait_ns, _LOOK_NS), self._look)
            return
        self._ask(token)

    def _ask(self, token: Token | None) -> None:
        need = next_request(
            self._hosts, self._way, self._kept, token, self._ticket, self._clock.now(), by_refresh=self._by_refresh
        )
        if need is None:
            self._refuse("Tradovate has to be asked for permission again. Sign in again.")
            return
        if need.counted and not self._may_grant():
            return
        mark = self._asking = object()
        way = self._way
        self.budget.spend(self._clock.now().mono_ns)
        self._network.fetch(need.request, lambda got: self._answered(mark, way, token, need.session, got))

    def _may_grant(self) -> bool:
        now = self._clock.now().mono_ns
        while self._grants and self._grants[0] <= now - facts.HOUR:
            self._grants.popleft()
        if len(self._grants) < facts.GRANTS_PER_HOUR:
            self._grants.append(now)
            return True
        wait_ns = self._grants[0] + facts.HOUR - now
        self._hold(wait_ns, f"This login was made new too often within an hour{wait_words(wait_ns)}")
        return False

    # --- what came of it -------------------------------------------------------------------------------------------

    def _answered(
        self, mark: object, way: ApiKey | OAuthApp, token: Token | None, session: bool, got: HttpReply | HttpFailure
    ) -> None:
        asked = mark is self._asking
        said = (
            got
            if isinstance(got, HttpFailure)
            else hidden(read_reply(got, self._clock.now()), secrets_of(self._way, self._kept))
        )
        if not asked or way is not self._way:
            return
        self._asking = None
        match said:
            case Granted():
                self._take(said, new_session=session)
            case HttpFailure():
                if not said.sent and session and self._grants:
                    self._grants.pop()
                self._try_again(_REPLY_WAITS_NS if said.sent else _LINE_WAITS_NS, self.masked(said.text))
            case Ticket():
                self._penalised(said, session)
            case Refusal():
                headers = got.headers if isinstance(got, HttpReply) else {}
                self._not_granted(said, token, session, retry_after_ns(headers))

    def _take(self, granted: Granted, *, new_session: bool) -> None:
        now = self._clock.now()
        old = self._kept
        if granted.refresh is not None:
            self._kept = Kept(granted.token, granted.refresh, now.utc_ns)
        else:
            self._kept = Kept(granted.token, old.refresh if old else None, old.refresh_utc_ns if old else now.utc_ns)
        if self._keep is not None:
            self._keep(self._kept)
        self._ahead_ns = min(facts.RENEW_AHEAD_NS, granted.token.left_ns(now) // 2)
        if new_session:
            self._granted_mono, self._proved_mono = now.mono_ns, None
        elif self._doubted:
            self._proved_mono = now.mono_ns
        self._refused = self._doomed = self._trouble = ""
        self._dead = False
        self._reset()
        for listener in tuple(self._listeners):
            listener.on_token(granted.token)
        self._settled()
        self._look()

    def _penalised(self, ticket: Ticket, session: bool) -> None:
        self._tickets += 1
        if ticket.captcha:
            self._captchas += 1
            self._ticket = None
            text = captcha_words(ticket)
            if self._captchas > 1 and self.token is None:
                self._refuse(text)
                return
            self._hold(ticket.wait_ns, f"{text} It is tried once more{wait_words(ticket.wait_ns)}")
            return
        if session and self._grants:
            self._grants.pop()  # it was neither granted nor refused
        many = self._tickets > facts.TICKETS_IN_A_ROW
        self._ticket = None if many else (session, ticket)
        wait_ns = max(ticket.wait_ns, facts.RENEW_AHEAD_NS) if many else ticket.wait_ns
        told = f": {ticket.text}" if ticket.text else ""
        self._hold(wait_ns, f"Tradovate lets this login wait{told}{wait_words(wait_ns)}")

    def _not_granted(self, refusal: Refusal, token: Token | None, session: bool, after_ns: int) -> None:
        self._ticket = None
        if refusal.status in (423, 429):
            self.penalties.status(refusal.status, after_ns)
            wait_ns = max(self.penalties.wait_ns, SECOND)
            # One more try before the present token ends costs one request; without it the accounts cannot be reached.
            left_ns = 0 if token is None else token.left_ns(self._clock.now()) - 2 * _TOO_SHORT_NS
            self._hold(min(wait_ns, left_ns) if left_ns > 5 * facts.MINUTE else wait_ns, self.penalties.text)
        elif refusal.passing:
            self._passing(refusal)
        elif not session:
            self._renewal_refused(refusal)
        else:
            self._doom(refusal.text)

    def _passing(self, refusal: Refusal) -> None:
        if refusal.error not in facts.TRANSIENT_OAUTH_ERRORS:
            self._try_again(_REPLY_WAITS_NS, refusal.text)
        elif self._oauth_tries < len(facts.TRANSIENT_OAUTH_WAITS_NS):
            wait_ns = facts.TRANSIENT_OAUTH_WAITS_NS[self._oauth_tries]
            self._oauth_tries += 1
            self._hold(wait_ns, f"{refusal.text}{wait_words(wait_ns)}")
        elif self.token is not None and not self._by_refresh:
            self._by_refresh, self._oauth_tries = True, 0
            self._hold(0, refusal.text)
        else:
            self._doom(refusal.text)

    def _renewal_refused(self, refusal: Refusal) -> None:
        gone = refusal.status in (401, 403) or facts.EXPIRED_TOKEN_TEXT in refusal.text.lower()
        if isinstance(self._way, OAuthApp) and (self._kept is None or self._kept.refresh is None):
            self._dead = gone and self._doubted
            self._doom("Tradovate does not prolong this login")
        elif isinstance(self._way, OAuthApp):
            self._by_refresh = True
            self._dead = gone and self._doubted
            self._hold(0, "")
        elif gone or self._doubted:
            self._dead = True
            self._hold(0, "")
        else:
            self._try_again(_REPLY_WAITS_NS, refusal.text)

    # --- waiting, and giving up --------------------------------------------------------------------------------------

    def _try_again(self, waits: tuple[int, int], text: str) -> None:
        first, longest = waits
        wait_ns = back_off_ns(self._tries, first, longest)
        wait_ns += wait_ns * self._random.randrange(100) // 1000
        self._tries += 1
        self._hold(wait_ns, f"{text.rstrip('.')}{wait_words(wait_ns)}")

    def _hold(self, wait_ns: int, text: str) -> None:
        """Ask nothing for so long. ``text``: told where there is one."""
        self._hold_mono = self._clock.now().mono_ns + wait_ns
        if text:
            self._trouble = text
            log.info("no token for now: %s", text)
            for listener in tuple(self._listeners):
                listener.on_trouble(text)
            self._settled()
        self._look()

    def _doom(self, text: str) -> None:
        """There will be no other token without the trader. The present one is used to its end: exits need it."""
        if (token := self.token) is None:
            self._refuse(f"{text}. Check the login, or sign in again.")
            return
        self._doomed = f"{text}. Check the login, or sign in again."
        self._hold(0, f"{text}{end_words(token, self._clock.now())}")

    def _refuse(self, text: str) -> None:
        self._refused, self._dead = text, True
        self._stop_waiting()
        log.info("login refused: %s", text)
        for listener in tuple(self._listeners):
            listener.on_refused(text)
        self._settled()

    def _settled(self) -> None:
        waiting, self._once = self._once, []
        for call in waiting:
            call()
