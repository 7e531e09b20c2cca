"""Which instrument a follower trades for one of its leader's, and at what multiplier (rule 4.9)."""

from decimal import Decimal

from mimikdesk.domain.group import MappingKind, ValueScaling
from mimikdesk.domain.ids import Symbol
from mimikdesk.engine.book import Book
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
    settings, mapping = follower.settings, follower.kept.get(symbol, follower.settings.mapping)
    by_position = mapping.scaling is ValueScaling.DIVIDED_BY_TEN
    instrument = state.instruments.get(symbol)
    if instrument is None:
        # Nobody described it, so nobody can say what it maps to; only a plain copy of it is sure.
        return Route(symbol, settings.multiplier, by_position) if mapping.kind is MappingKind.SAME else None
    root = mapping.root_for(instrument.root)
    if root == instrument.root:
        return Route(symbol, settings.multiplier, by_position)
    mapped = Symbol(f"{root}{instrument.contract}")
    connection = state.connection_of.get(follower.account)
    if root is None or connection is None or mapped not in state.listed.get(connection, ()):
        return None
    factor: Decimal = mapping.factor_for(instrument.root)
    return Route(mapped, settings.multiplier * factor, by_position)


def keep_mapping(state: EngineState, follower: Follower) -> None:
    """The user chose another mapping: what is held goes on in the instrument in which it is, with its exits, until
    nothing of it is left. Call before the settings are changed."""
    for book in follower.books.values():
        symbol = book.leader_symbol
        if symbol is None or not _in_use(book):
            continue
        where = route(state, follower, symbol)
        if where is not None and where.symbol == book.symbol:
            follower.kept.setdefault(symbol, follower.settings.mapping)


def take_new_mapping(follower: Follower) -> None:
    """Go over to the mapping that was chosen, in every instrument where nothing of the old one is left."""
    used = {book.leader_symbol for book in follower.books.values() if _in_use(book)}
    for symbol in list(follower.kept):
        if symbol not in used:
            del follower.kept[symbol]
            follower.routes.pop(symbol, None)


def _in_use(book: Book) -> bool:
    return not book.idle or bool(book.obligations)
