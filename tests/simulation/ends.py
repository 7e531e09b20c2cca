"""What must hold when trouble is over and everything has settled, and of the records as a whole."""

from collections.abc import Callable
from itertools import pairwise
from math import ceil

from mimikdesk.brokers.practice.venue import PracticeVenue
from mimikdesk.domain.decisions import Decision, FollowerDecided
from mimikdesk.domain.events import Event
from mimikdesk.domain.group import ReplicationMode, ValueScaling
from mimikdesk.domain.ids import AccountId, Symbol, VenueOrderId
from mimikdesk.domain.orders import OrderKind, OrderReport, OrderStatus
from mimikdesk.engine import engine
from mimikdesk.engine.state import EngineState
from tests.simulation.broken import leader_order_of, require
from tests.simulation.oracle import Expectation, Oracle
from tests.simulation.setting import LEADER, Setting

NONE = ValueScaling.NONE


def check_settled(state: EngineState, setting: Setting, venue: PracticeVenue) -> None:
    """Nothing is left undone: no order works, no exit is owed, no flatten goes on, and the books are the broker's."""
    for settings in setting.followers:
        account = settings.account
        follower = state.follows[account][1]
        for symbol, book in follower.books.items():
            held = venue.position(account, symbol)
            where = f"{account} {symbol}"
            require(book.position == held, "wrong book", f"{where}: the engine has {book.position}, the broker {held}")
            require(not book.orders, "orders never ended", f"{where}: {book.orders}")
            require(not book.obligations, "exits never done", f"{where}: {book.obligations}")
        # An entry that the leader has and its copy has not is left to work (rule 6.4).
        copies = [copy for book in follower.books.values() for copy in book.copies.values() if copy.late]
        late = {copy.order.command.client_order_id for copy in copies if copy.order is not None}
        working = [report for report in venue.working(account) if report.client_order_id not in late]
        require(not working, "orders left working", f"{account}: {working}")
        require(follower.flattening is None, "flatten never ended", f"{account}")


def check_flat(setting: Setting, venue: PracticeVenue) -> None:
    """The leader is flat, so every follower is."""
    for settings in setting.followers:
        account = settings.account
        for symbol, holding in venue.account(account).holdings.items():
            require(holding.qty == 0, "left in a trade", f"{account} {symbol} holds {holding.qty}, the leader is flat")


def _leeway(expectation: Expectation, resting: bool) -> int:
    """By how much a follower may differ from the arithmetic of fills alone where orders rest.

    A limit on contracts: what rests takes room (rule 5.5), so that a later fill may find none. A multiplier that is no
    whole number: a stop for a part of the leader's position covers the follower's part rounded up (rule 6.7), while
    a reduction by a fill leaves it the rest rounded up (rule 5.3), and an exit that meets one on the wire may fill
    first for good (rule 6.6).
    """
    if not resting:
        return 0
    if expectation.settings.max_contracts is not None:
        return expectation.settings.max_contracts
    return 0 if expectation.multiplier.denominator == 1 else 2 + 2 * ceil(expectation.multiplier)


def _closed_for_want_of_a_stop(state: EngineState, account: AccountId, symbol: Symbol) -> bool:
    """A stop that is right for the leader's instrument may be on the wrong side of the market in the follower's."""
    own = state.follows[account][1].own.values()
    return any(order.trigger_id.startswith(f"naked|{symbol}|") for order in own)


def check_expected(state: EngineState, setting: Setting, venue: PracticeVenue, oracle: Oracle, resting: bool) -> None:
    """Every follower holds what it is expected to hold, and that is what the rules give."""
    for (account, symbol), expectation in oracle.expected.items():
        held = venue.position(account, symbol)
        book = state.follows[account][1].books.get(symbol)
        expected = book.expected.qty if book is not None else 0
        # A resting copy that was refused is a failed copy: expected, not held, and with its cause (rule 2).
        failed = resting and book is not None and book.cause is not None
        require(
            held == expected or failed, "not what is expected", f"{account} {symbol}: holds {held}, expected {expected}"
        )
        if _closed_for_want_of_a_stop(state, account, symbol):
            continue  # calm as all was, the broker refused the stop twice: the rules give flat (rule 6.9)
        require(
            abs(expected - expectation.held) <= _leeway(expectation, resting) + expectation.met,
            "not what the rules give",
            f"{account} {symbol}: holds {held}, expected {expected}, by the rules {expectation.held}",
        )
    for settings in setting.followers:
        plain = settings.multiplier == 1 and settings.max_contracts is None and settings.mode is not ReplicationMode.OFF
        for symbol in oracle.sides:
            its = oracle.expected.get((settings.account, symbol))
            book = state.follows[settings.account][1].books.get(symbol)
            if (
                plain
                and not _closed_for_want_of_a_stop(state, settings.account, symbol)
                and its is not None
                and its.copied
                and not its.edited
                and not (resting and book is not None and book.cause)
            ):
                held, leads = venue.position(settings.account, symbol), venue.position(LEADER, symbol)
                same = abs(held - leads) <= its.met
                require(same, "not the leader's position", f"{settings.account} {symbol}: {held}, he {leads}")


def check_mirrored(setting: Setting, venue: PracticeVenue, oracle: Oracle, paused: set[AccountId]) -> None:
    """Rules 6.1, 6.7 and 6.9: where a follower trades as large as the leader and nothing is in the way, the same orders
    rest on it as on him. ``paused``: followers whose breaker is open."""
    for symbol in oracle.sides:
        his = [order for order in venue.working(LEADER) if order.symbol == symbol]
        held = venue.position(LEADER, symbol)
        if any(order.status is OrderStatus.SUSPENDED for order in his) or not _fits(his, held):
            continue
        for settings in setting.followers:
            account = settings.account
            its = oracle.expected.get((account, symbol))
            same = settings.multiplier == 1 and settings.max_contracts is None and settings.mapping.scaling is NONE
            if its is None or not its.copied or not same or account in paused:
                continue
            if settings.mode is ReplicationMode.ON_SUBMIT and venue.position(account, symbol) == held:
                rests = [order for order in venue.working(account) if order.symbol == symbol]
                require(
                    sorted(map(_terms, rests)) == sorted(map(_terms, his)),
                    "not the leader's resting orders",
                    f"{account} {symbol}: rests {sorted(map(_terms, rests))}, the leader {sorted(map(_terms, his))}",
                )


def _fits(orders: list[OrderReport], held: int) -> bool:
    """Whether what rests against a position could close it at most once, each class by itself."""
    for stops in (False, True):
        against = [
            order.qty - order.filled
            for order in orders
            if order.side.sign * held < 0 and (order.kind is not OrderKind.LIMIT) is stops
        ]
        if sum(against) > abs(held):
            return False
    return True


def _terms(order: OrderReport) -> str:
    """What must be the same; a trailing stop only keeps its distance."""
    stop = None if order.kind is OrderKind.TRAILING_STOP else order.stop
    prices = (None if price is None else price.normalize() for price in (order.limit, stop, order.trail))
    return f"{order.side.value} {order.qty - order.filled} {order.kind.value} {' '.join(map(str, prices))}"


def check_outcomes(
    decided: dict[str, dict[AccountId, FollowerDecided]], members: dict[str, frozenset[AccountId]]
) -> None:
    """Every trade of the leader that was decided on has one outcome for each follower. ``members``: who was in the
    group then."""
    for trigger, outcomes in decided.items():
        if trigger.endswith("|rest"):
            continue  # an order that rests is no trade yet, and followers that follow fills do not look at it
        missing = members[trigger] - set(outcomes)
        require(not missing, "a follower without an outcome", f"{trigger}: {sorted(missing)}")


def check_all_told(
    decided: dict[str, dict[AccountId, FollowerDecided]],
    venue: PracticeVenue,
    number_of: Callable[[AccountId, VenueOrderId], VenueOrderId],
    unled: set[VenueOrderId],
) -> None:
    """Where nothing went wrong, every order of the leader that filled has an outcome; not those from while another one
    led (``unled``)."""
    told = {leader_order_of(trigger) for trigger in decided}
    for number, order in venue.account(LEADER).orders.items():
        require(
            not order.filled or number_of(LEADER, number) in told or number in unled,
            "a leader trade without an outcome",
            f"order {number}: {order}",
        )


def check_replay(entries: list[Event | Decision], boundaries: list[int]) -> None:
    """The recorded events of each run through a fresh engine give the same decisions, byte for byte."""
    for first, end in pairwise(boundaries):
        state = EngineState()
        again: list[Decision] = []
        before: list[str] = []
        for entry in entries[first:end]:
            if isinstance(entry, Event):
                again += engine.step(state, entry)
            else:
                before.append(repr(entry))
        told = [repr(decision) for decision in again]
        if told != before:
            place = next((n for n, pair in enumerate(zip(told, before, strict=False)) if pair[0] != pair[1]), -1)
            what = f"decision {place}: {told[place]}, recorded {before[place]}" if place >= 0 else "one ends earlier"
            require(False, "the records give other decisions", what)
