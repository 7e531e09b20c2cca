"""The sockets of one connection: connects, reconnects with back-off, and replaces a socket before its token ends.

One socket at a time is the current one. Before its token ends a second one is opened with the new token, and takes over
once it is synced; the old one is listened to a little longer. What both tell is the same, and the books tell it once.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from random import Random
from typing import Any, Protocol

from mimikdesk.brokers.network import Network
from mimikdesk.brokers.offline import back_off_ns
from mimikdesk.brokers.tradovate import facts
from mimikdesk.brokers.tradovate.ends import Cause, End
from mimikdesk.brokers.tradovate.frames import Junk
from mimikdesk.brokers.tradovate.login import Login
from mimikdesk.brokers.tradovate.penalty import Ticket
from mimikdesk.brokers.tradovate.session import Session
from mimikdesk.brokers.tradovate.tokens import Token
from mimikdesk.domain.clock import Clock, TimerHandle
from mimikdesk.domain.time import SECOND, Stamp

LONGEST_WAIT = 60 * SECOND


class Told(Protocol):
    """Whom the sockets tell. Never from inside a call of ``Lines``."""

    def line_synced(self, pieces: list[Any], asked_at: Stamp, *, again: bool) -> None:
        """A socket is ready. ``again``: it replaces a live one, and nothing was missed."""
        ...

    def line_piece(self, data: Any) -> None: ...

    def line_props(self, data: Any) -> None: ...

    def line_lost(self, text: str) -> None: ...

    def line_refused(self, text: str) -> None:
        """The login is not accepted: the trader has to sign in again."""
        ...

    def line_trouble(self, text: str) -> None:
        """No token for now; the login goes on trying."""
        ...

    def line_allowed(self) -> None:
        """It is accepted again."""
        ...


class Lines:
    def __init__(
        self,
        clock: Clock,
        network: Network,
        url: str,
        login: Login,
        told: Told,
        junk: Junk,
        spend: Callable[[], None],
        random: Random,
    ) -> None:
        self.current: Session | None = None
        self._clock = clock
        self._network = network
        self._url = url
        self._login = login
        self._told = told
        self._junk = junk
        self._spend = spend
        self._random = random
        self._next: Session | None = None
        self._old: Session | None = None
        self._on = False
        self._refused = self._trouble = ""
        self._retry: TimerHandle | None = None
        self._attempts = 0
        self._since_ns: int | None = None

    # --- used by the link ---------------------------------------------------------------------------------------

    def open(self) -> None:
        self._on, self._refused, self._attempts = True, "", 0
        self._login.open(self)

    def close(self, text: str) -> None:
        self._on = False
        self._login.close(self)
        self._drop(text)

    def reconnect(self, why: str) -> None:
        """Drop every socket and begin anew at once."""
        self._drop(why)
        self._attempts = 0
        self._retry = self._clock.call_later(0, self._connect)

    @property
    def live(self) -> Session | None:
        return self.current if self.current is not None and self.current.live else None

    def watch(self) -> None:
        """Called now and then: a newer token that could not be used yet is tried again."""
        token = self._login.token
        if self.live is not None and self._next is None and self._retry is None and token is not None:
            self._use(token)

    # --- the login (LoginListener) --------------------------------------------------------------------------------

    def on_token(self, token: Token) -> None:
        if not self._on:
            return
        self._trouble = ""
        if self._refused:
            self._refused = ""
            self._told.line_allowed()
        if self._retry is None:
            self._use(token)

    def on_refused(self, text: str) -> None:
        """A socket that is live is used as long as it lives: exits need it."""
        self._refused = text
        if self._on and self.live is None:
            self._drop(text)
            self._told.line_refused(text)

    def on_trouble(self, text: str) -> None:
        """It goes on trying. While a socket lives, nobody needs to know."""
        if self._on and self.current is None and text != self._trouble:
            self._trouble = text
            self._told.line_trouble(text)

    # --- sockets (Owner) ------------------------------------------------------------------------------------------

    def on_synced(self, session: Session, pieces: list[Any], asked_at: Stamp) -> None:
        again = session is self._next and self.live is not None
        if session is self._next:
            self._take_over(session)
        self._login.penalties.passed()
        if not again:
            # It has just told everything: whatever lock there was is over, and what is still missing may be read.
            self._login.budget.forgive()
        self._since_ns = self._clock.now().mono_ns
        self._told.line_synced(pieces, asked_at, again=again)

    def on_piece(self, data: Any) -> None:
        self._told.line_piece(data)

    def on_props(self, data: Any) -> None:
        self._told.line_props(data)

    def on_status(self, status: int) -> None:
        self._login.penalties.status(status)

    def on_ticket(self, ticket: Ticket) -> None:
        self._login.penalties.ticket(ticket)

    def on_ended(self, session: Session, end: End) -> None:
        end = replace(end, text=self._login.masked(end.text))
        if end.cause is Cause.REFUSED:
            self._login.rejected(session.token)
        if session is self._old:
            self._old = None
        elif session is self._next:
            self._next = None
            if self.current is None:
                self._later(end)
            else:
                self._retry = self._clock.call_later(self._wait_ns(end), self._swap_again)
        elif session is self.current:
            self.current = None
            self._lost(end)

    # --- inside -------------------------------------------------------------------------------------------------

    def _use(self, token: Token) -> None:
        if self.current is None and self._next is None:
            self.current = self._session(token)
        elif self.live is not None and self._next is None and self.live.token is not token:
            self._next = self._session(token)

    def _session(self, token: Token) -> Session:
        return Session(self._clock, self._network, self._url, token, self, self._junk, self._spend)

    def _take_over(self, session: Session) -> None:
        self._end_old()
        self._old, self.current, self._next = self.current, session, None
        self._clock.call_later(facts.SWAP_DRAIN_NS, partial(self._end_old, self._old))

    def _end_old(self, which: Session | None = None) -> None:
        old = self._old
        if old is not None and which in (None, old):
            self._old = None
            old.close("the connection was replaced")

    def _connect(self) -> None:
        self._retry = None
        token = self._login.token
        if self._on and token is not None and not self._refused:
            self._use(token)

    def _swap_again(self) -> None:
        self._retry = None
        self.watch()

    def _lost(self, end: End) -> None:
        self._end_old()
        lived = self._since_ns is not None and self._clock.now().mono_ns - self._since_ns >= facts.STABLE_NS
        self._since_ns = None
        if lived:
            self._attempts = 0
        if self._retry is not None:
            self._retry.cancel()
            self._retry = None
        if self._refused:
            self._drop(end.text)
            self._told.line_refused(self._refused)
            return
        if self._next is None:
            self._later(end)
        else:
            self.current, self._next = self._next, None
        self._told.line_lost(end.text)

    def _later(self, end: End) -> None:
        """Try again after the back-off; after a refusal the login tells when there is another token."""
        if end.cause is not Cause.REFUSED or self._login.token is not None:
            self._retry = self._clock.call_later(self._wait_ns(end), self._connect)

    def _wait_ns(self, end: End) -> int:
        wait = back_off_ns(self._attempts, SECOND, LONGEST_WAIT)
        wait = min(LONGEST_WAIT, wait + int(wait * self._random.random() / 10))
        self._attempts += 1
        if end.cause is Cause.QUOTA:
            wait = max(wait, facts.QUOTA_WAIT_NS)
        if self._login.penalties.wait_ns:
            wait = LONGEST_WAIT
        return max(wait, end.wait_ns)

    def _drop(self, text: str) -> None:
        """Close every socket and wait for nothing."""
        if self._retry is not None:
            self._retry.cancel()
            self._retry = None
        sessions = [self.current, self._next, self._old]
        self.current = self._next = self._old = None
        self._since_ns = None
        for session in sessions:
            if session is not None:
                session.close(text)
