"""The past: own orders of earlier runs, so that what they still do is known for ours (rules 7.1, 7.3, 10.1, 10.4).

They enter the books before the first read. One without a known end counts as unknown until the broker tells, so that
opens are held and no exit is sent twice. The first read is where counting starts: what it names had filled before.
A resting one that lives is tied to its leader's order again, or, when that is gone, comes to an end by itself.
"""

from mimikdesk.domain.decisions import Decision, Level, Noticed, NoticeKind
from mimikdesk.domain.events import PastOrder, PastRecalled
from mimikdesk.domain.ids import OWN_MARK, ClientOrderId, VenueOrderId
from mimikdesk.domain.orders import OrderKind, OrderReport, OrderStatus
from mimikdesk.domain.sentence import said
from mimikdesk.domain.time import Stamp
from mimikdesk.engine import breaker, orphans
from mimikdesk.engine.book import Book
from mimikdesk.engine.client_ids import client_order_id
from mimikdesk.engine.leader import LeaderOrder
from mimikdesk.engine.orders import OwnOrder, Progress, RestingOrder, Terms
from mimikdesk.engine.resting import RestingCopy
from mimikdesk.engine.state import EngineState, Follower, Group

REST = "|rest"
"""How the trigger of an order ends that rests for an order of the leader; his account and his order stand before."""


def resting_trigger(leader: str, order: VenueOrderId) -> str:
    """The trigger of everything that rests for one order of a leader."""
    return f"{leader}|{order}{REST}"


def recall(state: EngineState, event: PastRecalled) -> None:
    """Keep what is known of an account until a group names it; see ``take_up``."""
    state.past[event.account] = event
    state.past_fills[event.account] = frozenset(event.fills)


def take_up(state: EngineState, follower: Follower, at: Stamp) -> Follower:
    """Give a follower that is new here its orders of earlier runs."""
    told = state.past.get(follower.account)
    if told is None:
        return follower
    if told.breaker:
        breaker.recall(follower, told.breaker)
    for past in told.orders:
        identity = past.order.client_order_id
        order = _entered(past, at)
        follower.own[identity] = order
        if past.venue_order_id is not None:
            follower.named[past.venue_order_id] = identity
        if past.ended:
            continue
        book = follower.book(past.order.symbol)
        if isinstance(order, RestingOrder):
            book.resting[identity] = order
            follower.untied = True
        else:
            book.orders[identity] = order
    return follower


def _entered(past: PastOrder, at: Stamp) -> OwnOrder:
    command = past.order
    sent_ns = at.mono_ns - max(0, at.utc_ns - past.sent_ns)  # by the clock of this run
    leader_order = _leader_order(past)
    order: OwnOrder
    if command.kind is OrderKind.MARKET or leader_order is None:
        order = OwnOrder(command, past.trigger_id, past.closes, past.opens, sent_ns)
    else:
        terms = Terms(command.qty, command.limit, command.stop, command.trail)
        order = RestingOrder(
            command,
            past.trigger_id,
            past.closes,
            past.opens,
            sent_ns,
            leader_order=leader_order,
            asked=terms,
            told=terms,
        )
    order.size, order.venue_order_id, order.by_report = command.qty, past.venue_order_id, past.filled
    if past.ended:
        order.status = OrderStatus.FILLED if order.filled >= command.qty else OrderStatus.CANCELLED
        order.acknowledged = True
        order.progress = Progress(filled=order.filled, begun=True, ended=True)
    else:
        order.unknown_reads = []
    order.past = True
    return order


def _leader_order(past: PastOrder) -> VenueOrderId | None:
    """The leader's order that it rests for; accounts and orders are named without a bar."""
    _, _, rest = past.trigger_id.partition("|")
    return VenueOrderId(rest.removesuffix(REST)) if rest.endswith(REST) else None


# --- the first read -------------------------------------------------------------------------------------------------


def count_from(follower: Follower, order: OwnOrder, report: OrderReport) -> None:
    """The broker tells of an order up to the first read: what it had filled by then is in the position already."""
    early = follower.foreign.pop(report.venue_order_id, None)
    if early is not None:
        order.take_over(early)
    order.take_report(report)
    if report.status is not OrderStatus.PENDING:
        order.acknowledged = True
        order.unknown_reads = None
    if isinstance(order, RestingOrder):
        order.note(report)


def settle_first(follower: Follower) -> None:
    """After the first read: what has ended leaves the books, and the share is what exits on the wire will leave."""
    for book in follower.books.values():
        for identity, order in list(book.orders.items()):
            if order.complete:
                del book.orders[identity]
        for identity, resting in list(book.resting.items()):
            if resting.complete:
                del book.resting[identity]
        if book.orders and book.position:
            sign = 1 if book.position > 0 else -1
            book.share = max(0, book.held(sign) - book.closing_in_flight(sign))


def note_mark(follower: Follower, report: OrderReport, at: Stamp, out: list[Decision]) -> None:
    """An order that bears this program's mark and that no journal here knows is another machine's (rule 7.6)."""
    identity = report.client_order_id
    if identity is None or not identity.startswith(OWN_MARK) or report.venue_order_id in follower.foreign:
        return
    text = said(
        "An order in {symbol} bears this program's mark ({identity}), but it was not sent from here. Does "
        "MimikDesk run on another machine for this account? It is left alone.",
        symbol=report.symbol,
        identity=identity,
    )
    out.append(Noticed(NoticeKind.OTHER_INSTANCE, Level.WARNING, text, at, follower.account, report.symbol))


# --- what rests -----------------------------------------------------------------------------------------------------


def tie(state: EngineState, group: Group, follower: Follower) -> None:
    """Once both sides were read and their lines stand: tie what rests from earlier runs to the leader's orders."""
    leader = group.leader
    if not (follower.untied and follower.ready and leader.ready):
        return
    if not (state.connected(follower.account) and state.connected(leader.account)):
        return
    follower.untied = False
    for book in follower.books.values():
        for order in book.resting.values():
            if book.copy(order.leader_order) is not None:
                continue
            his = leader.orders.get(order.leader_order)
            if order.trigger_id != resting_trigger(leader.account, order.leader_order):
                his = None  # it is for a leader who was
            copy = _copy(follower, book, order, his)
            if his is None or his.tracked.complete:
                orphans.let_go(copy, leader.account, said("the leader's order ended while the program was not running"))
            elif book.leader_symbol is None:
                book.leader_symbol = his.tracked.symbol
            book.copies[copy.leader_order] = copy
            group.mirroring = True


def _copy(follower: Follower, book: Book, order: RestingOrder, his: LeaderOrder | None) -> RestingCopy:
    copy = RestingCopy(order.leader_order, order.trigger_id, order.sign, kind=order.command.kind, order=order)
    while _identity(follower, book, order.trigger_id, copy.generation + 1) in follower.own:
        copy.generation += 1
    if his is not None and his.opened:  # what was opened here for it so far is not opened again
        name = order.trigger_id.removesuffix("rest")
        behind = (other for other in follower.own.values() if other.trigger_id.startswith(name))
        copy.skip = sum(max(0, other.filled - other.closes) for other in behind if other.sign == order.sign)
    return copy


def _identity(follower: Follower, book: Book, trigger_id: str, generation: int) -> ClientOrderId:
    return client_order_id(trigger_id, follower.account, book.symbol, f"rest{generation}")
