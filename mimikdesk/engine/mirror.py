"""The mirror: keeps what rests on a follower like what rests at the leader, for a follower that copies on submit.

Declarative: after every event it works out anew what each copy should be for now, and has the difference sent. So
changes before an acknowledgement, changes that cross a fill, holds that begin, orders that change their nature and
ghosts need no case of their own (rules 6.1, 6.2, 6.7, 6.9 to 6.11).
"""

from mimikdesk.domain.decisions import (
    Decision,
    Level,
    Noticed,
    NoticeKind,
)
from mimikdesk.domain.group import AddsMode, ReplicationMode
from mimikdesk.domain.ids import Symbol, VenueOrderId
from mimikdesk.domain.orders import OrderKind, OrderStatus
from mimikdesk.domain.reasons import Reason, sentence
from mimikdesk.domain.sentence import joined, said
from mimikdesk.domain.time import SECOND, Stamp
from mimikdesk.engine import budget, carry, endings, exit_desk, holds, naked, past, tolerance
from mimikdesk.engine.adjust import Errand, Wish, adjust
from mimikdesk.engine.book import Book
from mimikdesk.engine.leader import LeaderBook, LeaderOrder
from mimikdesk.engine.mapping import route, take_new_mapping
from mimikdesk.engine.orphans import keep_exits, order_behind
from mimikdesk.engine.pairs import STOP_WAIT_NS, is_stop, pair_up
from mimikdesk.engine.plan import Line, Standing, plan
from mimikdesk.engine.resting import RestingCopy
from mimikdesk.engine.sizing import open_size
from mimikdesk.engine.state import EngineState, Follower, Group, Route
from mimikdesk.engine.terms import kind_for, same_prices, terms_for
from mimikdesk.engine.verdicts import verdict_on

Orders = dict[VenueOrderId, LeaderOrder]

TURN_NS = SECOND
"""How long an exit whose position is gone is not yet taken for an entry: brokers report a fill and the end of what it
was paired with one after the other."""


def review(
    state: EngineState, group: Group, follower: Follower, at: Stamp, out: list[Decision], only: Symbol | None = None
) -> None:
    """Bring the resting copies of one follower in line with where everything stands now. ``only``: of its instruments
    the one in which something happened, None for all."""
    if follower.joining:
        return  # what rests there from an earlier time in the group is not known yet
    if follower.kept:
        take_new_mapping(follower)
    mapped: dict[Symbol, dict[Symbol, Orders]] = {}
    for symbol, orders in group.leader.resting.items():
        where = route(state, follower, symbol) if orders else None
        if where is not None:
            mapped.setdefault(where.symbol, {})[symbol] = orders
            follower.book(where.symbol)
    for book in list(follower.books.values()):
        if only not in (None, book.symbol):
            continue
        mine = {symbol: its for symbol, orders in mapped.get(book.symbol, {}).items() if (its := _for(book, orders))}
        if mine or book.copies:
            _review_book(state, group, follower, book, mine, at, out)
        else:
            book.review_ns = None  # what it waited for is gone


def _for(book: Book, orders: Orders) -> Orders:
    """The leader's orders that count here: one from before the start only where its copy rests already (rule 6.13)."""
    if not any(order.before_start for order in orders.values()):
        return orders
    return {key: order for key, order in orders.items() if not order.before_start or key in book.copies}


def _review_book(
    state: EngineState,
    group: Group,
    follower: Follower,
    book: Book,
    mapped: dict[Symbol, Orders],
    at: Stamp,
    out: list[Decision],
) -> None:
    symbol = book.leader_symbol if book.leader_symbol is not None and not book.idle else next(iter(mapped), None)
    symbol = symbol or book.leader_symbol
    where = route(state, follower, symbol) if symbol is not None else None
    if symbol is None or where is None or where.symbol != book.symbol:
        where, orders = Route(book.symbol, follower.settings.multiplier), Orders()
        symbol = symbol or book.symbol
    else:
        orders = mapped.get(symbol, Orders())
    leader_book = group.leader.book(symbol)
    errand = Errand(state, follower, book, at, out)
    mates = pair_up(orders.values())
    fresh = _meet(errand, group, orders, mates, leader_book, where, symbol)
    for other, others in mapped.items():
        if other != symbol:
            fresh += _meet(errand, group, others, {}, group.leader.book(other), where, other)
    tolerance.expire(errand)
    endings.judge_pairs(errand, group)
    _settle_ended(errand, group, leader_book, where)
    hold = _withdraw(errand, group, symbol)
    leader = _leader(book, orders, leader_book, where)
    lines = _lines(errand, orders, where, hold, leader)
    plan(list(lines.values()), _standing(state, follower, book, leader_book, where, leader))
    for key, line in lines.items():
        if (copy := book.copies.get(VenueOrderId(key))) is not None:
            copy.rights = max(0, line.rights - copy.skip)
    wishes = _wishes(errand, group, orders, lines, mates, hold)
    given_up = False
    if state.connected(follower.account) and follower.ready:
        if not state.stopping:
            tolerance.watch(errand, group, wishes, where)
        if follower.flattening is not None:
            wishes = [wish for wish in wishes if wish.copy.live and not wish.total]
        if book.closing_at_broker:
            wishes = []  # the broker is cancelling everything here
        adjust(errand, wishes)
        if book.obligations:
            exit_desk.work(state, follower, book, at, out)  # what rests may have made room
        given_up = naked.watch(errand, [wish for wish in wishes if wish.kind is not OrderKind.LIMIT and wish.closes])
    if book.resting and book.leader_symbol is None:
        book.leader_symbol = symbol
    limit = holds.most_contracts(state, follower, book)
    out += [verdict_on(group, follower, book, copy, lines, where, at, limit) for copy in fresh]
    _forget(book, group)
    book.review_ns = errand.due_ns
    if given_up:
        _review_book(state, group, follower, book, mapped, at, out)  # what still rests makes room for the exit


def _meet(
    errand: Errand,
    group: Group,
    orders: Orders,
    mates: Orders,
    leader_book: LeaderBook,
    where: Route,
    symbol: Symbol,
) -> list[RestingCopy]:
    """Take notice of orders that have begun to rest at the leader; returns their new copies."""
    state, follower, book = errand.state, errand.follower, errand.book
    if follower.settings.mode is ReplicationMode.ON_FILL:
        return []
    fresh = []
    for order in orders.values():
        if order.key in book.copies or order.key in book.ended or not _ready(errand, order, mates, leader_book):
            continue
        skip = open_size(order.passed, where.multiplier) if order.passed else 0
        copy = RestingCopy(
            order.key, past.resting_trigger(group.leader.account, order.key), order.tracked.side.sign, skip
        )
        if order.report is not None and same_prices(state, symbol, book.symbol):
            copy.kind = kind_for(order.report, state.can(follower.account))
        reason = holds.by_rule(state, group, follower, book, symbol, order.number) or holds.by_failure(
            state, group, follower
        )
        if reason is not None:
            copy.no_opens = (reason, _words(state, group, follower, symbol, reason))
        book.copies[order.key] = copy
        if order.number > follower.joined_at:
            fresh.append(copy)
    return fresh


def _ready(errand: Errand, order: LeaderOrder, mates: Orders, leader_book: LeaderBook) -> bool:
    """Whether a new order of the leader is to be copied by now, or waits: a held leg for its entry, a stop for its
    limit (rule 6.7)."""
    report, now = order.report, errand.at.mono_ns
    assert report is not None
    reduces = leader_book.position * order.tracked.side.sign < 0
    if report.status is OrderStatus.SUSPENDED:
        entry = errand.book.copies.get(report.parent) if report.parent is not None else None
        # Where its sibling works already its own word is only under way, and the two are to go as one pair.
        released = reduces and order.key in mates and _works(mates[order.key])
        return released or (entry is not None and entry.got > 0)
    account = errand.follower.account
    if not reduces and budget.short(errand.state, account):
        return False  # its fill is followed all the same (rule 3.6)
    waits = reduces and is_stop(order) and order.key not in mates and errand.state.can(errand.follower.account).oco
    if waits and now < order.seen_ns + STOP_WAIT_NS:
        errand.look_at(order.seen_ns + STOP_WAIT_NS)
        return False
    return True


def _works(order: LeaderOrder) -> bool:
    return order.report is not None and order.report.status is OrderStatus.WORKING


def _withdraw(errand: Errand, group: Group, symbol: Symbol) -> Reason | None:
    """The hold that is on openings here now. Copies that could still open under it are given up (rule 6.10)."""
    state, follower, book = errand.state, errand.follower, errand.book
    fresh = max(follower.flattened_at, follower.joined_at) + 1
    reason: Reason | None = holds.by_rule(state, group, follower, book, symbol, fresh)
    reason = reason or holds.by_failure(state, group, follower)
    if state.stopping:
        return None  # what rests stays behind as it is (rule 10.3)
    for copy in book.copies.values():
        live = copy.live
        if copy.no_opens is not None or live is None or not live.opening_left:
            continue
        number = order_behind(group.leader, book, copy).number
        why = Reason.FLATTENED if number <= follower.flattened_at else reason
        if why is None or (why is reason and not state.connected(follower.account)):
            continue  # a line that is gone takes no cancel; when it is back, the copy is brought in line
        words = _words(state, group, follower, symbol, why)
        copy.no_opens = (why, words)
        text = said("Opening trade held back: {rest}", rest=joined((words, said("The copy that rested is cancelled."))))
        errand.out.append(
            Noticed(NoticeKind.COPY_WITHDRAWN, Level.WARNING, text, errand.at, follower.account, book.symbol, why)
        )
    return reason


def _lines(errand: Errand, orders: Orders, where: Route, hold: Reason | None, leader: int) -> dict[VenueOrderId, Line]:
    """What the plan has to know of every order. ``leader``: signed contracts that he holds, or will by what is ahead of
    him here."""
    book, lines = errand.book, {}
    for order in orders.values():
        copy, report = book.copies.get(order.key), order.report
        assert report is not None
        if copy is None:
            if order.report is not None and order.report.status is OrderStatus.SUSPENDED:
                continue
            counted = open_size(order.passed, where.multiplier) if order.passed else 0
        else:
            counted = copy.skip + copy.decided
        stops = is_stop(order)
        price = report.stop if stops else report.limit
        may_open = hold is None and copy is not None and copy.no_opens is None and copy.kind is not None
        may_open = may_open and not _left_over(errand, order)
        sign, remaining = order.tracked.side.sign, order.remaining
        if report.parent in orders:
            remaining = min(remaining, max(0, -leader * sign))  # it works for what its entry has filled so far, no more
        lines[order.key] = Line(order.key, sign, remaining, stops, price, order.opened, counted, may_open)
    return lines


def _left_over(errand: Errand, order: LeaderOrder) -> bool:
    """Whether an exit of the leader has lost its position only just: it may be about to be cancelled, and an entry that
    nobody meant is worse than one a second late."""
    if order.turned_ns is None or order.tracked.filled:
        return False
    until = order.turned_ns + TURN_NS
    if errand.at.mono_ns >= until:
        return False
    errand.look_at(until)
    return True


def _leader(book: Book, orders: Orders, leader_book: LeaderBook, where: Route) -> int:
    """Signed contracts that the leader holds, with those that copies here have filled before him: his exits are sized
    as if he had them too."""
    ahead = sum(
        carry.filled_before(copy, orders[copy.leader_order], leader_book, where) * copy.sign
        for copy in book.copies.values()
        if copy.got and copy.leader_order in orders
    )
    return leader_book.position + (ahead if ahead * leader_book.position >= 0 else 0)


def _standing(
    state: EngineState, follower: Follower, book: Book, leader_book: LeaderBook, where: Route, leader: int
) -> Standing:
    """``leader``: as in ``_lines``."""
    side = (leader > 0) - (leader < 0)
    whole = abs(leader)
    live = whole if book.adopted or book.unresolved or not leader_book.position else whole - abs(leader_book.base)
    by_hand = book.by_hand if book.position * side > 0 else 0
    held = max(0, book.held(side) - by_hand - book.closing_in_flight(side)) if side else 0
    obligation = book.obligations.get(side)
    kept = held if obligation is None else min(held, max(0, obligation.limit - by_hand))
    limit = holds.most_contracts(state, follower, book)
    in_time = exit_desk.graced(book, side)
    under_stops = held - max(0, exit_desk.owed(book, side) - in_time) if in_time else kept

    def room(sign: int) -> int | None:
        if holds.no_trade_left(follower, book, sign):
            return 0
        if limit is None:
            return None
        standing = book.held(sign) + book.on_the_way_in(sign) + book.late(sign)
        return max(0, limit - standing)

    by_position = follower.settings.adds is AddsMode.BY_POSITION or where.by_position
    return Standing(
        leader=leader,
        live=live,
        held=kept,
        under_stops=max(0, under_stops),
        share=book.share,
        multiplier=where.multiplier,
        room=(room(1), room(-1)),
        by_position=by_position,
        committed=(
            book.committed(1) + book.late(1) - book.ahead(1),
            book.committed(-1) + book.late(-1) - book.ahead(-1),
        ),
        ahead=(abs(leader - leader_book.position), book.ahead(side)) if leader != leader_book.position else (0, 0),
    )


def _wishes(
    errand: Errand,
    group: Group,
    orders: Orders,
    lines: dict[VenueOrderId, Line],
    mates: Orders,
    hold: Reason | None,
) -> list[Wish]:
    """What every copy should be for: the plan's part, and what the leader's fills already call for."""
    state, follower, book = errand.state, errand.follower, errand.book
    instrument = state.instruments.get(book.symbol)
    wishes = []
    missing = {sign: carry.missing(book, sign) for sign in (1, -1)}
    owed = {sign: exit_desk.owed(book, sign) for sign in (1, -1)}
    for copy in book.copies.values():
        order, live = orders.get(copy.leader_order), copy.live
        line = lines.get(copy.leader_order)
        closes, opens = (line.closes, line.opens) if line is not None else (0, 0)
        if follower.settings.mode is ReplicationMode.ON_FILL:
            closes = opens = 0
        anew = live is None and copy.order is not None and copy.order.replacing and hold is None
        if (live is not None or anew) and copy.late and copy.no_opens is None:
            late = min(live.opening_left if live is not None else copy.late, copy.late, missing[copy.sign])
            missing[copy.sign] -= late
            opens += late
        if live is not None and copy.late_exit_until_ns is not None and (live.replacing or not live.cancelling):
            late = min(live.closing_left, owed[-copy.sign])
            owed[-copy.sign] -= late
            closes += late
        kind = live.command.kind if live is not None else copy.kind
        if kind is None:
            continue
        terms = None
        known = group.leader.orders.get(copy.leader_order) if anew else order
        if known is not None and known.report is not None:
            terms = terms_for(known.report, kind, 1, instrument)
        mate = mates.get(copy.leader_order)
        wish = Wish(copy, closes, opens, kind, terms, book.copies.get(mate.key) if mate is not None else None)
        wish.may_place = order is not None or anew
        if state.stopping and wish.opens:  # an entry stays as it is or goes (rule 10.3)
            wish.closes, wish.opens = (live.closing_left, live.opening_left) if live is not None else (wish.closes, 0)
            wish.terms = None if live is not None else wish.terms
        wishes.append(wish)
    _keep_stops(book, wishes)
    keep_exits(book, wishes)
    return wishes


def _keep_stops(book: Book, wishes: list[Wish]) -> None:
    """A stop that has nothing to close any more by the leader's position, and may have ended there, stays an exit until
    the one that is late is through (rule 6.5)."""
    for sign in (1, -1):
        in_time = exit_desk.graced(book, sign)
        if not in_time:
            continue
        stops = [wish for wish in wishes if wish.copy.sign == -sign and wish.kind is not OrderKind.LIMIT]
        left = book.held(sign) - book.closing_in_flight(sign) - sum(wish.closes for wish in stops)
        left -= max(0, exit_desk.owed(book, sign) - in_time)  # the exit that goes now needs room
        for wish in stops:
            live = wish.copy.live
            if live is not None and not wish.closes:
                wish.closes = max(0, min(live.closing_left, left))
                wish.opens = min(wish.opens, live.remaining - wish.closes)
                left -= wish.closes


def _settle_ended(errand: Errand, group: Group, leader_book: LeaderBook, where: Route) -> None:
    """Close what copies have opened beyond their leader's orders (rule 6.6)."""
    surplus = False
    for copy in errand.book.copies.values():
        if copy.decided:
            order = order_behind(group.leader, errand.book, copy)
            surplus |= carry.take_end(leader_book, errand.book, copy, order, where, errand.at)
    if surplus:
        exit_desk.work(errand.state, errand.follower, errand.book, errand.at, errand.out)


def _forget(book: Book, group: Group) -> None:
    """Put away copies that are over, so that they are not looked at with every event."""
    for copy in book.copies.values():
        full = copy.order is not None and copy.order.filled >= copy.order.qty
        if copy.late and full and copy.no_opens is None:
            # It had been made smaller for want of room when the leader's order filled: clipped, and not expected.
            gone = min(copy.late, carry.missing(book, copy.sign))
            copy.decided = copy.got
            if not gone:
                continue
            book.expected.take_back(copy.sign, gone)
            limit = group.followers[book.account].settings.max_contracts
            words = sentence(Reason.MAX_CONTRACTS, max_contracts=limit, room=copy.got)
            book.withheld_cause = book.withheld_cause or (Reason.MAX_CONTRACTS, words)
    for key, copy in [(key, copy) for key, copy in book.copies.items() if copy.live is None and not copy.late]:
        if order_behind(group.leader, book, copy).tracked.complete:
            book.ended[key] = book.copies.pop(key)


def _words(state: EngineState, group: Group, follower: Follower, symbol: Symbol, reason: Reason) -> str:
    line, risk = holds.line_words(state, follower), holds.risk_words(group, follower)
    return sentence(reason, symbol=symbol, line=line, breaker=follower.breaker, size="?", risk=risk)
