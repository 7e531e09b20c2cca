"""The copies room: what each follower does about one leader trade, with every number and the reason."""

from dataclasses import dataclass
from decimal import Decimal

from mimikdesk.domain.decisions import (
    Decision,
    FollowerDecided,
    Numbers,
    TradeKind,
    Trigger,
    Verdict,
)
from mimikdesk.domain.group import AddsMode, ReplicationMode
from mimikdesk.domain.guard import FindingKind
from mimikdesk.domain.ids import ClientOrderId
from mimikdesk.domain.reasons import REASONS, Cause, Reason, sentence
from mimikdesk.domain.sentence import said
from mimikdesk.domain.time import MILLISECOND, Stamp
from mimikdesk.engine import breaker, budget, carry, exit_desk, followers, holds, story
from mimikdesk.engine.book import Book, WaitingOpen
from mimikdesk.engine.leader_trades import Closing, LeaderTrade, Opening
from mimikdesk.engine.mapping import route, take_new_mapping
from mimikdesk.engine.resting import RestingCopy
from mimikdesk.engine.sizing import open_size, size_by
from mimikdesk.engine.state import EngineState, Follower, Group, Route
from mimikdesk.engine.verdicts import verdict_for

# Members of enums by names of their own: on Python 3.11 each look at the class costs as much as a call.
COPIED, OPEN, CLOSE = Verdict.COPIED, TradeKind.OPEN, TradeKind.CLOSE
BY_POSITION, ON_FILL = AddsMode.BY_POSITION, ReplicationMode.ON_FILL
DRY_RUN, SIZE_UNCHANGED = Reason.DRY_RUN, Reason.SIZE_UNCHANGED


_Opened = tuple[int, int, int | None, Reason | None, str]
"""How the opening part came out: its size by rule, what of it is sent after holds and clipping, the room under max
contracts, why less is sent, and the reason's words where they are known already."""

NOTHING: _Opened = (0, 0, None, None, "")


@dataclass(slots=True)
class _Errand:
    """One leader trade on its way to all followers, with what is the same for each of them. ``whitelisted``: his
    instrument may be copied. ``failure``: why nobody's opening may be sent."""

    state: EngineState
    group: Group
    trade: LeaderTrade
    trigger: Trigger
    whitelisted: bool
    failure: Reason | None
    at: Stamp
    out: list[Decision]


STILL_AN_EXIT = said("it was still there as an exit when the leader's order opened")


def follow(state: EngineState, group: Group, trade: LeaderTrade, at: Stamp, out: list[Decision]) -> None:
    """Let every follower of the group follow one trade of its leader, each for itself (rule 4.6)."""
    trigger = Trigger(
        trade.id,
        group.settings.group,
        group.leader.account,
        trade.symbol,
        _kind(trade),
        trade.qty,
        trade.before,
        trade.after,
        at,
    )
    story.note_trade(group.leader, trade, at.mono_ns)
    whitelisted = holds.on_whitelist(state, group, trade.symbol)
    errand = _Errand(state, group, trade, trigger, whitelisted, _failure(state, group, trade.opening), at, out)
    for follower in group.followers.values():
        if follower.kept:
            take_new_mapping(follower)
        # This itself appends what is to be sent.
        decided = _follow_one(errand, follower, state, trade, trade.closing, trade.opening, at, out)
        out.append(decided)


def _kind(trade: LeaderTrade) -> TradeKind:
    if trade.before == 0:
        return OPEN
    if trade.after == 0:
        return CLOSE
    if trade.before * trade.after < 0:
        return TradeKind.FLIP
    return TradeKind.ADD if abs(trade.after) > abs(trade.before) else TradeKind.REDUCE


def _follow_one(
    errand: _Errand,
    follower: Follower,
    state: EngineState,
    trade: LeaderTrade,
    closing: Closing | None,
    opening: Opening | None,
    at: Stamp,
    out: list[Decision],
) -> FollowerDecided:
    """All but the first two are the errand's, handed over singly because every follower needs them."""
    where = follower.routes.get(trade.symbol) or route(state, follower, trade.symbol)
    book = None
    if where is not None:
        book = follower.books.get(where.symbol) or follower.book(where.symbol)
    left_behind = False
    sent: tuple[ClientOrderId, ...] = ()
    if closing is not None and (book is None or len(follower.books) > 1):
        left_behind, sent = _close_left_behind(errand, follower, closing, where)
    if where is None or book is None:
        return _not_mapped(errand, follower, left_behind, sent)

    if book.leader_symbol != trade.symbol and book.idle:
        book.leader_symbol = None
        book.target.clear()
    mine = book.leader_symbol == trade.symbol or book.leader_symbol is None

    position, expected, share = book.position, book.expected.qty, book.share
    kept = None
    must_close = False
    if trade.undone and (book.copies or book.ended):
        for undone in trade.undone:
            must_close |= carry.take_undone(errand.group.leader, book, undone, where, at)
    if closing is not None and mine:
        if book.copies and trade.after * closing.sign < 0:
            carry.overtake(book, closing.sign)
        leaves = trade.gap and _guarded(errand.group, follower)
        kept, closes = _close(book, closing, where.multiplier, trade.id, at, leaves)
        must_close |= closes
        if book.copies:
            _give_time(errand.group, book, trade, at)
    size, to_open, room, lack, detail = NOTHING
    if opening is not None:
        breaker.watch_pace(follower, at, out)
        size, to_open, room, lack, detail = _size_opening(errand, follower, book, opening, where)
    if to_open and opening is not None:
        follower.recent_opens.append(at.mono_ns)
        book.flatten = None
        if book.orders or book.obligations:
            then_open = WaitingOpen(opening.sign, to_open, trade.id, at.mono_ns + exit_desk.WAIT_NS)
            sent += exit_desk.work(state, follower, book, at, out, then_open)
        else:  # there is nothing that it could have to wait for
            sent += (exit_desk.enter(follower, book, opening.sign, to_open, trade.id, at, out),)
    elif must_close:
        sent += exit_desk.work(state, follower, book, at, out)
    if book.unresolved:
        followers.resolve_start(state, errand.group, follower, book)

    verdict: Verdict = COPIED
    reason: Reason | None = None
    if lack is not None or not (to_open or must_close) or follower.account not in state.up:
        verdict, reason = verdict_for(state, follower, book, trade, to_open, lack, must_close or left_behind)
    share_before = str(share)
    numbers = Numbers(
        where.multiplier,
        position,
        expected,
        book.expected.qty,
        size,
        to_open,
        kept,
        share_before,
        share_before if book.share is share else str(book.share),
        room,
        follower.settings.max_contracts if follower.contracts is None else holds.most_contracts(state, follower, book),
    )
    if reason is not None:
        detail = detail or sentence(
            reason,
            symbol=trade.symbol,
            max_contracts=numbers.max_contracts,
            room=room,
            size=size if room is None else min(size, room),
            line=holds.line_words(state, follower),
            breaker=follower.breaker,
            risk=holds.risk_words(errand.group, follower),
        )
        if REASONS[reason].cause is Cause.RULE:
            book.withheld_cause = (reason, detail)
        elif REASONS[reason].cause is Cause.FAILURE:
            book.cause = (reason, detail)
    if book.withheld_cause is not None and book.withheld == 0:
        book.withheld_cause = None
    return FollowerDecided(errand.trigger, follower.account, where.symbol, verdict, numbers, reason, detail, sent)


def _guarded(group: Group, follower: Follower) -> bool:
    """Whether the guard sees what a reduction that nobody saw leaves too much, and says why (rule 9.3). Where it looks
    away, or not at sizes, or must not act, the reduction is followed like one that was seen."""
    settings = group.settings
    return follower.replicates and not settings.dry_run and settings.guard.rule(FindingKind.OVER_SIZE) is not None


def _close_left_behind(
    errand: _Errand, follower: Follower, closing: Closing, routed: Route | None
) -> tuple[bool, tuple[ClientOrderId, ...]]:
    """Follow a reduction where a mapping that was changed in the trade left copies in another instrument: whether any
    had to be closed, and the orders that were placed for it."""
    must_close = False
    sent: tuple[ClientOrderId, ...] = ()
    trade = errand.trade
    for symbol, book in follower.books.items():
        if (routed is None or symbol != routed.symbol) and book.leader_symbol == trade.symbol and not book.idle:
            _, closes = _close(book, closing, follower.settings.multiplier, trade.id, errand.at)
            if closes:
                sent += exit_desk.work(errand.state, follower, book, errand.at, errand.out)
                must_close = True
    return must_close, sent


def _not_mapped(
    errand: _Errand, follower: Follower, left_behind: bool, sent: tuple[ClientOrderId, ...]
) -> FollowerDecided:
    state, trade = errand.state, errand.trade
    numbers = Numbers(follower.settings.multiplier, 0, 0, 0, 0, 0)
    verdict: Verdict
    reason: Reason | None
    if trade.opening is not None:
        verdict = Verdict.CLIPPED if left_behind else Verdict.HELD
        number = trade.opening.order_number
        reason = holds.by_rule(state, errand.group, follower, None, trade.symbol, number) or Reason.NO_MAPPING
    elif left_behind:
        connected = state.connected(follower.account)
        verdict, reason = (Verdict.COPIED, None) if connected else (Verdict.HELD, Reason.EXIT_OWED)
    else:
        verdict, reason = Verdict.ROUTINE, Reason.ALREADY_FLAT
    detail = ""
    if reason is not None:
        risk = holds.risk_words(errand.group, follower)
        detail = sentence(reason, symbol=trade.symbol, line=holds.line_words(state, follower), risk=risk)
    return FollowerDecided(errand.trigger, follower.account, trade.symbol, verdict, numbers, reason, detail, sent)


def _close(
    book: Book, closing: Closing, multiplier: Decimal, cause: str, at: Stamp, leaves: bool = False
) -> tuple[int, bool]:
    """Follow a reduction by share (rule 5.3). Returns what the follower may keep, and whether it must close any.
    ``leaves``: only the expectation falls, what is held is left to the guard."""
    before, after = closing.before, closing.after
    if book.unresolved or book.adopted:
        before, after = closing.total_before, closing.total_after
    sign = closing.sign
    committed = book.committed(sign)
    if before == after:
        return committed, False
    ahead = book.ahead(sign) if book.copies else 0
    book.expected.reduce(sign, before, after, multiplier, ahead)
    book.target.reduce(sign, before, after, multiplier, ahead)
    kept = book.scale_and_keep(sign, before, after, multiplier, ahead)
    if leaves and kept < committed:
        book.cause = (Reason.REDUCED_UNSEEN, sentence(Reason.REDUCED_UNSEEN))
    if leaves or kept >= committed:
        return kept, False
    if not book.waiting or book.drop_waiting(sign, committed - kept) > 0:
        exit_desk.lower(book, sign, kept, cause, at.mono_ns)
    return kept, True


def _give_time(group: Group, book: Book, trade: LeaderTrade, at: Stamp) -> None:
    """The order that filled has a copy resting here: it is given time to fill by itself (rule 6.5)."""
    copy = book.copies.get(trade.order) if trade.order is not None else None
    live = copy.live if copy is not None else None
    if copy is not None and live is not None and live.closing_left and copy.late_exit_until_ns is None:
        copy.late_exit_until_ns = at.mono_ns + group.settings.exit_tolerance_ms * MILLISECOND


def _size_opening(errand: _Errand, follower: Follower, book: Book, opening: Opening, where: Route) -> _Opened:
    """Size the opening part, hold or clip it, and enter it in the expectation (rules 2, 5.1, 5.4, 5.5, 5.9)."""
    trade, settings, ratio = errand.trade, follower.settings, where.ratio
    sign = opening.sign
    flips = trade.closing is not None
    copy = book.copy(trade.order) if (book.copies or book.ended) and trade.order is not None else None
    mine = book.leader_symbol == trade.symbol or book.leader_symbol is None
    rests = settings.mode is not ON_FILL
    by_position = settings.adds is BY_POSITION or where.by_position
    if mine and copy is not None:
        limited = settings.max_contracts is not None or follower.contracts is not None
        carried = _carried(book, copy, opening, where.multiplier, rests, limited, by_position)
        if carried is not None:
            book.leader_symbol = trade.symbol
            return carried
    earlier = size_by(opening.earlier, ratio) if opening.earlier else 0
    if by_position and book.granted[0] == opening.order_number:
        earlier = book.granted[1]  # what was clipped at an earlier fill may fit by now: the order is one (rule 5.2)
    asked = size_by(opening.total, ratio) - earlier
    if copy is not None:
        asked = max(0, asked - copy.decided)
    size = by_target = expects = asked
    if flips or by_position:
        # Then it depends on where the follower stands: no more than takes it to the size of his whole position.
        whole = size_by(opening.position, ratio)
        most = whole if flips else asked
        late, ahead = (book.late(sign), book.ahead(sign)) if book.copies else (0, 0)
        whole += ahead  # what is ahead of him belongs to an order of his that has not filled yet
        size = max(0, min(most, whole - book.committed(sign) - late))
        by_target = max(0, min(most, whole - book.target.held(sign)))
        expects = max(0, min(most, whole - book.expected.held(sign)))
    if by_position:
        book.granted = opening.order_number, earlier + size

    limit = settings.max_contracts if follower.contracts is None else holds.most_contracts(errand.state, follower, book)
    rule = holds.by_rule_here(errand.group, follower, book, trade.symbol, opening.order_number, errand.whitelisted)
    if rule is None and flips and follower.trades_left is not None and holds.no_trade_left(follower, book, sign):
        rule = Reason.TRADE_COUNT
    if rule is DRY_RUN:
        return _would_open(book, trade, opening, by_target, limit)
    if mine:
        book.target.open(sign, by_target)
        book.leader_symbol = trade.symbol
    if rule is not None:
        return size, 0, None, rule, ""

    room = None
    clipped = size
    if limit is not None:
        # What is left on the other side is on its way out and cannot add to this one, so it takes no room; an entry
        # on this side that may still fill does, also when it is to be closed at once.
        room = max(0, limit - book.standing(sign))
        clipped = min(size, room)
        expects = min(expects, max(0, limit - book.expected.held(sign)))
        if clipped < size:
            expects = min(expects, clipped)
    book.expected.open(sign, expects)

    failure = errand.failure or holds.by_own_failure(errand.state, follower)
    if failure is None and clipped and errand.state.budgets:
        failure = budget.lacks(errand.state, follower.account, errand.out)
    if failure is None and book.committed(-sign) > 0:
        failure = Reason.OPPOSITE_SIDE
    if failure is not None:
        return size, 0, room, failure, ""
    if size == 0:
        return 0, 0, room, SIZE_UNCHANGED, ""
    return size, clipped, room, Reason.MAX_CONTRACTS if clipped < size else None, ""


def _failure(state: EngineState, group: Group, opening: Opening | None) -> Reason | None:
    """What keeps an opening of the leader's from being sent for any follower."""
    if opening is None:
        return None
    if opening.before_start:
        return Reason.ORDER_BEFORE_START
    return opening.missed or holds.by_leader_failure(state, group)


def _carried(
    book: Book,
    copy: RestingCopy,
    opening: Opening,
    multiplier: Decimal,
    rests: bool,
    limited: bool,
    by_position: bool,
) -> _Opened | None:
    """The opening of an order that has a copy resting here: the copy carries it (rule 6.3). None where no order rests,
    so that the fill is followed with a market order. ``rests``: the follower is one on which orders rest; ``limited``:
    it has a limit of contracts, so that a copy may be smaller than by rule."""
    between = copy.order is None or copy.order.replacing or not rests
    if copy.no_opens is None and copy.live is None and between:
        copy.skip = open_size(opening.total, multiplier) - copy.decided
        return None
    total = open_size(opening.total, multiplier)
    if by_position:
        total = carry.within_position(book, copy, total, open_size(opening.position, multiplier))
    asked, carried = carry.take_opening(book, copy, total)
    if carried >= asked:
        return asked, 0, None, Reason.COPY_RESTING, ""
    if copy.no_opens is None and limited:
        return asked, 0, carried, Reason.MAX_CONTRACTS, ""
    reason, words = copy.no_opens or (Reason.COPY_ENDED, sentence(Reason.COPY_ENDED, text=STILL_AN_EXIT))
    if REASONS[reason].cause is not Cause.RULE:
        book.expected.open(opening.sign, asked - carried)
    return asked, 0, None, reason, words


def _would_open(book: Book, trade: LeaderTrade, opening: Opening, size: int, limit: int | None) -> _Opened:
    """A dry run's opening: as if the target were held, for nothing is, and only the target grows by it (rule 13.6)."""
    room = None if limit is None else max(0, limit - book.target.held(opening.sign))
    clipped = size if room is None else min(size, room)
    book.target.open(opening.sign, clipped)
    book.leader_symbol = trade.symbol
    if size == 0:
        return 0, 0, room, SIZE_UNCHANGED, ""
    return size, 0, room, Reason.DRY_RUN if clipped else Reason.MAX_CONTRACTS, ""
