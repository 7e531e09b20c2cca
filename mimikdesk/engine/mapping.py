"""Which instrument a follower trades for one of its leader's (rule 4.9). The contract month is kept."""

from decimal import Decimal

from mimikdesk.domain.ids import Symbol
from mimikdesk.engine.state import EngineState, Follower


def mapped_symbol(state: EngineState, follower: Follower, symbol: Symbol) -> tuple[Symbol, Decimal] | None:
    """The follower's instrument for a leader's, and the quantity factor that goes with it; None when there is none."""
    instrument = state.instruments.get(symbol)
    mapping = follower.settings.mapping
    if instrument is None:
        return symbol, Decimal(1)
    root = mapping.root_for(instrument.root)
    if root == instrument.root:
        return symbol, Decimal(1)
    mapped = Symbol(f"{root}{instrument.contract}")
    connection = state.connection_of.get(follower.account)
    if root is None or connection is None or mapped not in state.listed.get(connection, ()):
        return None
    return mapped, mapping.factor_for(instrument.root)
