"""Which instrument a follower trades for one of its leader's, and at what multiplier (rule 4.9)."""

from decimal import Decimal

from mimikdesk.domain.group import MappingKind
from mimikdesk.domain.ids import Symbol
from mimikdesk.engine.state import EngineState, Follower, Route


def route(state: EngineState, follower: Follower, symbol: Symbol) -> Route | None:
    """The follower's instrument for a leader's, None when it has none. The contract month is kept.

    Remembered per follower; whoever changes settings or the list of instruments clears ``follower.routes``.
    """
    try:
        return follower.routes[symbol]
    except KeyError:
        where = follower.routes[symbol] = _route(state, follower, symbol)
        return where


def _route(state: EngineState, follower: Follower, symbol: Symbol) -> Route | None:
    settings = follower.settings
    instrument = state.instruments.get(symbol)
    if instrument is None:
        # Nobody described it, so nobody can say what it maps to; only a plain copy of it is sure.
        return Route(symbol, settings.multiplier) if settings.mapping.kind is MappingKind.SAME else None
    root = settings.mapping.root_for(instrument.root)
    if root == instrument.root:
        return Route(symbol, settings.multiplier)
    mapped = Symbol(f"{root}{instrument.contract}")
    connection = state.connection_of.get(follower.account)
    if root is None or connection is None or mapped not in state.listed.get(connection, ()):
        return None
    factor: Decimal = settings.mapping.factor_for(instrument.root)
    return Route(mapped, settings.multiplier * factor)
