"""The brokers with a network behind them, for one run: the lane's network, the keyring, the browser's way back.

A run with practice connections only opens no keyring and uses no network.
"""

import asyncio
from dataclasses import replace
from functools import partial

from mimikdesk.app.assembly import Workspace
from mimikdesk.app.background import LaneBackground
from mimikdesk.app.brokers import real_brokers
from mimikdesk.app.browser_door import BrowserDoor
from mimikdesk.app.keys import Keys
from mimikdesk.app.lane import Lane
from mimikdesk.app.tradovate_try import SIGN_IN_WITHIN
from mimikdesk.brokers.port import BrokerLink, QuoteSink, Sink
from mimikdesk.domain.accounts import Account, Connection, LoginKind
from mimikdesk.domain.ids import ConnectionId, Symbol
from mimikdesk.domain.time import SECOND
from mimikdesk.services.connections import Broker
from mimikdesk.services.links import MakeLink
from mimikdesk.settings.installation import installation_id
from mimikdesk.settings.secrets import SecretStore, system_ring

TRADED_WITHIN = 14 * 24 * 3600 * SECOND
"""A contract in which nothing was filled for so long is probably another month's."""


class RealBrokers:
    def __init__(self, lane: Lane, background: LaneBackground, device: str, symbols: tuple[Symbol, ...]) -> None:
        self.keys = Keys(lambda: SecretStore(system_ring(), device))
        door = BrowserDoor(lane.clock, background, SIGN_IN_WITHIN)
        known = real_brokers(lane.clock, lambda: lane.network, door, device, self.keys, symbols)
        self.brokers = {name: self._noting(broker) for name, broker in known.items()}
        self.links: dict[ConnectionId, BrokerLink] = {}
        """The newest link of each connection, for the diagnostics. On the lane."""

    @classmethod
    async def open(cls, files: Workspace, lane: Lane, background: LaneBackground) -> "RealBrokers":
        """Read what the saved connections need to log in; on a worker, for the keyring may ask to be unlocked."""
        store = files.journal.store
        symbols = store.traded_since(lane.clock.now().utc_ns - TRADED_WITHIN)
        made = cls(lane, background, installation_id(files.folder), symbols)
        saved = [each.id for each in store.connections() if each.login is not LoginKind.NONE]
        if saved:
            await asyncio.get_running_loop().run_in_executor(None, partial(made.keys.load, saved))
        return made

    def _noting(self, broker: Broker) -> Broker:
        make = broker.make
        if make is None:
            return broker

        def make_link(its: Connection, accounts: tuple[Account, ...]) -> MakeLink:
            ready = make(its, accounts)

            def made(sink: Sink, quotes: QuoteSink) -> BrokerLink:
                link = self.links[its.id] = ready(sink, quotes)
                return link

            return made

        return replace(broker, make=make_link)

    async def close(self) -> None:
        """Write the newest secrets."""
        await asyncio.get_running_loop().run_in_executor(None, self.keys.close)
