"""The request budget of each connection: what of it is kept for closing, and what waits in a penalty (rule 3.6).

Adapters count and tell; between two of their reports every command that leaves the engine is counted here as well, so
that twenty openings of one trade cannot all spend the same rest. A connection that reports no budget has no limit.
"""

from mimikdesk.domain.decisions import Decision, Level, Noticed, NoticeKind, ReadAccount, SendCommand
from mimikdesk.domain.events import BudgetReported
from mimikdesk.domain.ids import AccountId, ConnectionId
from mimikdesk.domain.reasons import Reason
from mimikdesk.domain.sentence import joined, said
from mimikdesk.domain.time import SECOND, Stamp
from mimikdesk.engine.book import Book
from mimikdesk.engine.state import Budget, EngineState

OPENING = 2
"""What an opening takes of the budget: the order, and one more for the order that closes it."""

PLENTY = 1_000_000
"""Spare where nothing is counted."""

LOW_PART = 5
"""A budget is low when less than a fifth of it is left beside what is kept for closing."""

COALESCE_NS = 2 * SECOND
"""While a budget is low an order is moved no more often than this; the last price wins."""


def report(state: EngineState, event: BudgetReported, out: list[Decision]) -> bool:
    """Take over what the adapter has counted. Whether something that waited for it may go on."""
    budget = state.budgets.get(event.connection)
    if budget is None:
        budget = state.budgets[event.connection] = Budget(event.left, event.limit)
    more = event.left is None or (budget.left is not None and event.left > budget.left)
    budget.left, budget.limit, budget.window_ns, budget.spare = event.left, event.limit, event.window_ns, None
    locked, low = budget.penalty_until_ns is not None, budget.low
    if event.penalty_until_ns is not None and not locked:
        words = said("It says “{text}”.", text=event.text) if event.text else ""
        text = joined(
            (
                said("The broker takes no requests for now."),
                words,
                said(
                    "New trades are held back; each exit is sent once, and again when the broker allows it. What "
                    "has to be closed now: close it at the broker."
                ),
            )
        )
        _tell(state, event.connection, NoticeKind.PENALTY, Level.CRITICAL, text, event.at, out)
    budget.penalty_until_ns = event.penalty_until_ns
    if event.penalty_until_ns is None and locked:
        _over(state, event.connection, event.at, out)
    _watch_low(state, event.connection, budget, event.at, out)
    return (locked and budget.penalty_until_ns is None) or (low and more)


def begin(state: EngineState, at: Stamp, out: list[Decision]) -> None:
    """A step begins: what openings may take is reckoned anew, and penalties end by the clock."""
    for connection, budget in state.budgets.items():
        budget.spare, budget.counted = None, 0
        if budget.penalty_until_ns is not None and budget.penalty_until_ns <= at.mono_ns:
            budget.penalty_until_ns = None
            _over(state, connection, at, out)


def end(state: EngineState, out: list[Decision]) -> None:
    """A step is over: what it sends is spent, and what it would read in a penalty is left for its end."""
    kept = []
    for decision in out:
        if isinstance(decision, SendCommand):
            budget = of(state, decision.command.account)
            if budget is not None and budget.left is not None:
                budget.left = max(0, budget.left - 1)
        elif isinstance(decision, ReadAccount) and penalty_ns(state, decision.account):
            continue
        kept.append(decision)
    out[:] = kept


def next_due_ns(state: EngineState) -> int | None:
    """When the first penalty ends."""
    due = [budget.penalty_until_ns for budget in state.budgets.values() if budget.penalty_until_ns is not None]
    return min(due) if due else None


def of(state: EngineState, account: AccountId) -> Budget | None:
    """The budget that commands to an account are taken from, None where there is no limit."""
    if not state.budgets:
        return None  # where nobody counts, as on most lines, this is all that it costs
    connection = state.connection_of.get(account)
    return state.budgets.get(connection) if connection is not None else None


def penalty_ns(state: EngineState, account: AccountId) -> int:
    """Until when (monotonic) the account's broker takes no requests, 0 outside a penalty."""
    budget = of(state, account)
    return budget.penalty_until_ns or 0 if budget is not None else 0


def is_low(state: EngineState, account: AccountId) -> bool:
    budget = of(state, account)
    return budget is not None and budget.low


def short(state: EngineState, account: AccountId) -> bool:
    """Whether the account's broker takes few requests now, or none."""
    return is_low(state, account) or penalty_ns(state, account) > 0


def lacks(state: EngineState, account: AccountId, out: list[Decision]) -> Reason | None:
    """Why an opening of this account must not be sent: what is left would not cover closing every position of its
    connection as well, this one included. ``out``: all that this step has decided so far."""
    if penalty_ns(state, account):
        return Reason.PENALTY
    return Reason.BUDGET_LOW if spare(state, account, out) < OPENING else None


def spare(state: EngineState, account: AccountId, out: list[Decision]) -> int:
    """Requests that are left beside what closing everything on the account's connection takes."""
    budget = of(state, account)
    if budget is None or budget.left is None:
        return PLENTY
    connection = state.connection_of[account]
    if budget.spare is None:
        budget.spare = budget.left - kept_for_closing(state, connection)
    for decision in out[budget.counted :]:
        if isinstance(decision, SendCommand) and state.connection_of.get(decision.command.account) == connection:
            budget.spare -= OPENING if decision.opens else 1
    budget.counted = len(out)
    return budget.spare


def kept_for_closing(state: EngineState, connection: ConnectionId) -> int:
    """Requests that closing everything on a connection would take."""
    able = state.capabilities.get(connection)
    at_once = able is not None and able.close
    return sum(
        _cost_of_closing(book, at_once)
        for account, (_, follower) in state.follows.items()
        if state.connection_of.get(account) == connection
        for book in follower.books.values()
    )


def _cost_of_closing(book: Book, at_once: bool) -> int:
    """``at_once``: the broker cancels and closes in one request, if it is to close all."""
    may_hold = bool(book.position or book.orders or book.waiting)
    resting = len(book.resting)
    if at_once:
        return 1 if may_hold or resting else 0
    opens = any(order.opening_left for order in book.resting.values())
    return resting + (1 if may_hold or opens else 0)


def _watch_low(state: EngineState, connection: ConnectionId, budget: Budget, at: Stamp, out: list[Decision]) -> None:
    low = False
    if budget.left is not None and budget.limit is not None:
        low = (budget.left - kept_for_closing(state, connection)) * LOW_PART < budget.limit
    if low == budget.low:
        return
    budget.low = low
    if low:
        text = said(
            "{left} of {limit} requests are left at the broker. Until there are more, orders are moved "
            "less often, the leader's resting entries are followed when they fill, and what closing would "
            "take is kept.",
            left=budget.left,
            limit=budget.limit,
        )
        _tell(state, connection, NoticeKind.BUDGET_LOW, Level.WARNING, text, at, out)
    else:
        text = said("The broker takes enough requests again: everything is copied as usual.")
        _tell(state, connection, NoticeKind.BUDGET_LOW, Level.INFO, text, at, out)


def _over(state: EngineState, connection: ConnectionId, at: Stamp, out: list[Decision]) -> None:
    """A penalty is over: everybody is told, and what could not be read meanwhile is read now."""
    text = said("The broker takes requests again.")
    _tell(state, connection, NoticeKind.PENALTY, Level.INFO, text, at, out)
    out += [ReadAccount(account, "the broker takes requests again") for account in _concerned(state, connection)]


def _concerned(state: EngineState, connection: ConnectionId) -> list[AccountId]:
    """The accounts of a connection that copy or are copied."""
    return [account for account in state.accounts_of(connection) if account in state.follows or account in state.leads]


def _tell(
    state: EngineState,
    connection: ConnectionId,
    kind: NoticeKind,
    level: Level,
    text: str,
    at: Stamp,
    out: list[Decision],
) -> None:
    """One notice for a connection, in the name of the first account that it concerns."""
    if accounts := _concerned(state, connection):
        out.append(Noticed(kind, level, text, at, accounts[0]))
