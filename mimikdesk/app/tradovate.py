"""Tradovate as the program uses it: links made from what the keyring knows, one login for each of its users."""

from collections.abc import Callable, Mapping
from random import Random

from mimikdesk.app.keys import Keys
from mimikdesk.app.tradovate_try import Means, TradovateTester, api_key, oauth_app
from mimikdesk.brokers.port import BrokerLink, QuoteSink, Sink
from mimikdesk.brokers.tradovate.credentials import ApiKey, OAuthApp
from mimikdesk.brokers.tradovate.hosts import Environment
from mimikdesk.brokers.tradovate.limits import budget_of_login
from mimikdesk.brokers.tradovate.link import TradovateLink
from mimikdesk.brokers.tradovate.login import Login
from mimikdesk.brokers.tradovate.tokens import Granted, Kept, pack, unpack
from mimikdesk.domain.accounts import Account, Connection, LoginKind
from mimikdesk.domain.ids import ConnectionId
from mimikdesk.domain.secret import Secret
from mimikdesk.services.broker_forms import TRADOVATE, without_registration
from mimikdesk.services.connections import Broker
from mimikdesk.services.links import MakeLink

NOBODY = OAuthApp("", None, "")
"""Credentials of a login of which no secrets are known: it asks nobody, and says that the trader has to sign in."""


class Tradovate:
    def __init__(self, means: Means, keys: Keys, watch: Callable[[Sink], Sink] = lambda sink: sink) -> None:
        self._means, self._keys, self._watch = means, keys, watch
        self._logins: dict[str, Login] = {}
        self._entered: dict[ConnectionId, int] = {}
        self._connections: dict[str, set[ConnectionId]] = {}

    def broker(self) -> Broker:
        form = TRADOVATE if self._means.client is not None else without_registration(TRADOVATE)
        return Broker(form, self._make, TradovateTester(self._means))

    def _make(self, its: Connection, _accounts: tuple[Account, ...]) -> MakeLink:
        def make(sink: Sink, quotes: QuoteSink) -> BrokerLink:
            means = self._means
            hosts = means.hosts(Environment(its.environment))
            return TradovateLink(
                its.id,
                self._watch(sink),
                means.clock,
                means.network(),
                hosts,
                self._login_of(its),
                symbols=means.symbols,
                random=Random(),
                quotes=quotes,
            )

        return make

    def _login_of(self, its: Connection) -> Login:
        """One refresher per Tradovate user, also for the links of both environments. It goes on with what the trader
        has entered anew."""
        user = its.user_id or its.id
        self._connections.setdefault(user, set()).add(its.id)
        keys, entered = self._keys.of(its.id), self._keys.entered(its.id)
        way = self._way(its, keys)
        kept = self._kept(keys)
        login = self._logins.get(user)
        if login is None:
            means = self._means
            hosts = means.hosts(Environment(its.environment))
            login = self._logins[user] = Login(
                means.clock,
                means.network(),
                hosts,
                way,
                kept=kept,
                keep=lambda newer: self._renew(user, newer),
                budget=budget_of_login(),
            )
        elif entered != self._entered.get(its.id, 0):
            if kept is not None:
                login.signed_in(Granted(kept.token, kept.refresh))
            login.use(way)
        self._entered[its.id] = entered
        return login

    def _way(self, its: Connection, keys: Mapping[str, Secret]) -> ApiKey | OAuthApp:
        means = self._means
        if its.login is LoginKind.API_KEY and {"cid", "password", "secret"} <= keys.keys():
            return api_key(its.user, keys, means.device)
        if its.login is LoginKind.OAUTH and means.client is not None and "redirect" in keys:
            return oauth_app(means.client, keys["redirect"].reveal())
        return NOBODY

    def _kept(self, keys: Mapping[str, Secret]) -> Kept | None:
        session = keys.get("session")
        return unpack(session, self._means.clock.now()) if session is not None else None

    def _renew(self, user: str, kept: Kept) -> None:
        for connection in self._connections.get(user, ()):
            self._keys.renew(connection, "session", pack(kept))
