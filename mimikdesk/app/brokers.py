"""The brokers by name: the one place that knows which class connects to which. A new one is a line in ``brokers``."""

from collections.abc import Callable, Mapping

from mimikdesk.app.demo import PRACTICE as PRACTICE_NAME
from mimikdesk.app.keys import Keys
from mimikdesk.app.tradovate import Tradovate
from mimikdesk.app.tradovate_try import Door, Means
from mimikdesk.brokers.network import Network
from mimikdesk.brokers.port import BrokerLink, QuoteSink, Sink
from mimikdesk.brokers.practice.venue import PracticeVenue
from mimikdesk.domain.accounts import Account, Connection
from mimikdesk.domain.clock import Clock
from mimikdesk.domain.ids import Symbol
from mimikdesk.gui.theme.resources import resource
from mimikdesk.services.broker_forms import PRACTICE, TRADOVATE
from mimikdesk.services.connections import Broker
from mimikdesk.services.links import MakeLink
from mimikdesk.settings.oauth_clients import FILE, OAuthClient, read_oauth_clients

Watch = Callable[[Sink], Sink]


def brokers(venue: PracticeVenue, watch: Watch, real: Mapping[str, Broker]) -> dict[str, Broker]:
    """``watch``: put around the sink of each practice connection. ``real``: the ones with a network behind them."""
    practice = Broker(PRACTICE, lambda its, accounts: practice_link(venue, watch, its, accounts))
    return {PRACTICE_NAME: practice, **real}


def real_brokers(
    clock: Clock,
    network: Callable[[], Network],
    door: Door,
    device: str,
    keys: Keys,
    symbols: tuple[Symbol, ...] = (),
) -> dict[str, Broker]:
    """``network``: the machine's, made when there is first a use for it. ``symbols``: contracts that are likely to be
    traded."""
    clients = registrations()
    tradovate = Means(clock, network, device, clients.get(TRADOVATE.broker), door, symbols=symbols)
    return {TRADOVATE.broker: Tradovate(tradovate, keys).broker()}


def registrations() -> dict[str, OAuthClient]:
    """Those that were put into this build."""
    try:
        return read_oauth_clients(resource(FILE))
    except FileNotFoundError:
        return {}


def practice_link(venue: PracticeVenue, watch: Watch, its: Connection, accounts: tuple[Account, ...]) -> MakeLink:
    """The way to a link to the practice exchange; accounts that it does not have yet are opened there."""
    for account in accounts:
        if account.id not in venue.accounts(its.id):
            venue.add_account(its.id, account.name)

    def make(sink: Sink, quotes: QuoteSink) -> BrokerLink:
        return venue.link(its.id, watch(sink), quotes)

    return make
