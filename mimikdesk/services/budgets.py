"""What the trader is shown of a login's rate budget, and what his next action would cost of it (rule 3.6)."""

from collections import Counter

from mimikdesk.domain.ids import ConnectionId, VenueOrderId
from mimikdesk.domain.sentence import joined, said
from mimikdesk.domain.time import SECOND
from mimikdesk.engine import budget
from mimikdesk.engine.state import EngineState
from mimikdesk.services.views import BudgetRow

_WINDOWS = {3600 * SECOND: said("this hour"), 60 * SECOND: said("this minute"), SECOND: said("this second")}


def budget_row(state: EngineState, connection: ConnectionId, now_ns: int) -> BudgetRow | None:
    """None where nothing is counted. ``now_ns``: monotonic."""
    its = state.budgets.get(connection)
    if its is None:
        return None
    if its.penalty_until_ns is not None and its.penalty_until_ns > now_ns:
        return BudgetRow(said("Takes no requests for {span}", span=_span(its.penalty_until_ns - now_ns)), low=True)
    if its.left is None or its.limit is None:
        return None
    window = _WINDOWS.get(its.window_ns) or said("in {seconds} s", seconds=its.window_ns // SECOND)
    parts = [
        said("{left} of {limit} requests left {window}", left=f"{its.left:,}", limit=f"{its.limit:,}", window=window)
    ]
    if kept := budget.kept_for_closing(state, connection):
        parts.append(said("{kept} kept for closing", kept=kept))
    if cost := cost_of_a_move(state, connection):
        parts.append(said("moving one order of the leader's costs {cost}", cost=cost))
    elif cost := cost_of_a_trade(state, connection):
        parts.append(said("a trade copied here costs {cost}", cost=cost))
    return BudgetRow(joined(parts, ", "), low=its.low, left=its.left, limit=its.limit)


def cost_of_a_move(state: EngineState, connection: ConnectionId) -> int:
    """Requests of a connection that a move of the leader's order with the most copies there takes."""
    copies: Counter[VenueOrderId] = Counter(
        copy.leader_order
        for account, (_, follower) in state.follows.items()
        if state.connection_of.get(account) == connection
        for book in follower.books.values()
        for copy in book.copies.values()
        if copy.live is not None
    )
    return max(copies.values(), default=0)


def cost_of_a_trade(state: EngineState, connection: ConnectionId) -> int:
    """Requests of a connection that a trade of one leader at the market takes, at the most."""
    followers = Counter(
        group.settings.group
        for account, (group, follower) in state.follows.items()
        if state.connection_of.get(account) == connection and group.on and follower.on
    )
    return max(followers.values(), default=0)


def _span(span_ns: int) -> str:
    seconds = -(-span_ns // SECOND)
    return f"{seconds} s" if seconds < 120 else f"{-(-seconds // 60)} min"
