"""Contracts that may soon be traded on a connection, because a leader trades them: each link hears of them in time."""

from collections.abc import Callable

from mimikdesk.brokers.port import BrokerLink
from mimikdesk.domain.events import AccountListed, Event, GroupDefined, InstrumentListed
from mimikdesk.domain.ids import ConnectionId, Symbol
from mimikdesk.engine.state import EngineState

_NEWS = (InstrumentListed, GroupDefined, AccountListed)


class Contracts:
    """``link``: the link of a connection, None where it has none."""

    def __init__(self, state: EngineState, link: Callable[[ConnectionId], BrokerLink | None]) -> None:
        self._state = state
        self._link = link
        self._told: dict[ConnectionId, tuple[BrokerLink, set[Symbol]]] = {}

    def note(self, event: Event) -> None:
        """Ask the links for what followers will trade for each contract that their leader's connection has named."""
        if not isinstance(event, _NEWS):
            return
        state = self._state
        for account, (group, follower) in state.follows.items():
            leaders, mine = state.connection_of.get(group.leader.account), state.connection_of.get(account)
            if leaders is None or mine is None:
                continue
            for named in state.listed.get(leaders, ()):
                instrument = state.instruments[named]
                root = follower.settings.mapping.root_for(instrument.root)
                if root is not None:
                    self._expect(mine, Symbol(f"{root}{instrument.contract}"))

    def _expect(self, connection: ConnectionId, symbol: Symbol) -> None:
        link = self._link(connection)
        if link is None:
            return
        told = self._told.get(connection)
        if told is None or told[0] is not link:
            told = self._told[connection] = link, set()
        if symbol not in told[1]:
            told[1].add(symbol)
            link.expect(symbol)
