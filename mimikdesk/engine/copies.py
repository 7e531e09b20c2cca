"""The copies room: what each follower does about one leader trade, with every number and the reason."""

from dataclasses import dataclass
from decimal import Decimal

from mimikdesk.domain.commands import PlaceOrder
from mimikdesk.domain.decisions import (
    Decision,
    FollowerDecided,
    Numbers,
    SendCommand,
    TradeKind,
    Trigger,
    Verdict,
)
from mimikdesk.domain.group import AddsMode, ReplicationMode, ValueScaling
from mimikdesk.domain.ids import ClientOrderId, Symbol
from mimikdesk.domain.reasons import REASONS, Cause, Reason, sentence
from mimikdesk.domain.time import MILLISECOND, Stamp
from mimikdesk.engine import breaker, carry, exit_desk, followers, holds, story
from mimikdesk.engine.book import Book, WaitingOpen
from mimikdesk.engine.leader import Closing, LeaderTrade, Opening
from mimikdesk.engine.mapping import route
from mimikdesk.engine.resting import RestingCopy
from mimikdesk.engine.sizing import open_size
from mimikdesk.engine.state import EngineState, Follower, Group


@dataclass(slots=True)
class _Opened:
    """How the opening part came out. ``size``: by rule; ``sent``: after holds and clipping; ``reason``: why less."""

    size: int = 0
    sent: int = 0
    room: int | None = None
    reason: Reason | None = None
    words: str = ""


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
    for follower in group.followers.values():
        out.append(_follow_one(state, group, follower, trigger, trade, at, out))


def _kind(trade: LeaderTrade) -> TradeKind:
    if trade.before == 0:
        return TradeKind.OPEN
    if trade.after == 0:
        return TradeKind.CLOSE
    if trade.before * trade.after < 0:
        return TradeKind.FLIP
    return TradeKind.ADD if abs(trade.after) > abs(trade.before) else TradeKind.REDUCE


def _follow_one(
    state: EngineState,
    group: Group,
    follower: Follower,
    trigger: Trigger,
    trade: LeaderTrade,
    at: Stamp,
    out: list[Decision],
) -> FollowerDecided:
    mark = len(out)
    where = route(state, follower, trade.symbol)
    left_behind = _close_left_behind(state, follower, trade, where.symbol if where is not None else None, at, out)
    if where is None:
        return _not_mapped(state, group, follower, trigger, trade, left_behind, _sent_since(out, mark))

    symbol, multiplier = where.symbol, where.multiplier
    book = follower.book(symbol)
    if book.leader_symbol != trade.symbol and book.idle:
        book.leader_symbol = None
        book.target.clear()
    mine = book.leader_symbol in (None, trade.symbol)

    position, expected, share = book.position, book.expected.qty, book.share
    kept = None
    must_close = False
    for undone in trade.undone if book.copies or book.ended else ():
        must_close |= carry.take_undone(book, undone, where, at)
    if trade.closing is not None and mine:
        kept, must_close = _close(book, trade.closing, multiplier, trade.id, at)
        if book.copies:
            _give_time(group, book, trade, at)
    opened = _Opened()
    if trade.opening is not None:
        breaker.watch_pace(follower, at, out)
        opened = _size_opening(state, group, follower, book, trade, trade.opening, multiplier)
        if opened.sent:
            follower.recent_opens.append(at.mono_ns)
            book.flatten = None

    then_open = None
    if trade.opening is not None and opened.sent:
        until = at.mono_ns + exit_desk.WAIT_NS
        then_open = WaitingOpen(trade.opening.sign, opened.sent, trade.id, until)
    if must_close or then_open is not None:
        exit_desk.work(state, follower, book, at, out, then_open=then_open)
    followers.resolve_start(state, group, follower, book)

    verdict, reason = _verdict(state, follower, book, trade, opened, must_close or left_behind)
    numbers = Numbers(
        multiplier=multiplier,
        position=position,
        expected_before=expected,
        expected_after=book.expected.qty,
        size=opened.size,
        sent=opened.sent,
        keep=kept,
        share_before=str(share),
        share_after=str(book.share),
        room=opened.room,
        max_contracts=follower.settings.max_contracts,
    )
    detail = opened.words
    if reason is not None:
        detail = detail or sentence(
            reason,
            symbol=trade.symbol,
            max_contracts=follower.settings.max_contracts,
            room=opened.room,
            size=opened.size if opened.room is None else min(opened.size, opened.room),
            line=holds.line_words(state, follower),
            breaker=follower.breaker,
        )
        if REASONS[reason].cause is Cause.RULE:
            book.withheld_cause = (reason, detail)
        elif REASONS[reason].cause is Cause.FAILURE:
            book.cause = (reason, detail)
    if book.withheld == 0:
        book.withheld_cause = None
    identities = _sent_since(out, mark)
    return FollowerDecided(trigger, follower.account, symbol, verdict, numbers, reason, detail, identities)


def _sent_since(out: list[Decision], mark: int) -> tuple[ClientOrderId, ...]:
    return tuple(
        decision.command.client_order_id
        for decision in out[mark:]
        if isinstance(decision, SendCommand) and isinstance(decision.command, PlaceOrder)
    )


def _close_left_behind(
    state: EngineState, follower: Follower, trade: LeaderTrade, routed: Symbol | None, at: Stamp, out: list[Decision]
) -> bool:
    """Follow a reduction where a mapping that was changed in the trade left copies in another instrument."""
    must_close = False
    if trade.closing is None:
        return False
    for book in follower.books.values():
        if book.symbol != routed and book.leader_symbol == trade.symbol and not book.idle:
            _, closes = _close(book, trade.closing, follower.settings.multiplier, trade.id, at)
            if closes:
                exit_desk.work(state, follower, book, at, out)
                must_close = True
    return must_close


def _not_mapped(
    state: EngineState,
    group: Group,
    follower: Follower,
    trigger: Trigger,
    trade: LeaderTrade,
    left_behind: bool,
    sent: tuple[ClientOrderId, ...],
) -> FollowerDecided:
    numbers = Numbers(follower.settings.multiplier, 0, 0, 0, 0, 0)
    verdict: Verdict
    reason: Reason | None
    if trade.opening is not None:
        verdict = Verdict.CLIPPED if left_behind else Verdict.HELD
        reason = (
            holds.by_rule(state, group, follower, None, trade.symbol, trade.opening.order_number) or Reason.NO_MAPPING
        )
    elif left_behind:
        connected = state.connected(follower.account)
        verdict, reason = (Verdict.COPIED, None) if connected else (Verdict.HELD, Reason.EXIT_OWED)
    else:
        verdict, reason = Verdict.ROUTINE, Reason.ALREADY_FLAT
    detail = ""
    if reason is not None:
        detail = sentence(reason, symbol=trade.symbol, line=holds.line_words(state, follower))
    return FollowerDecided(trigger, follower.account, trade.symbol, verdict, numbers, reason, detail, sent)


def _close(book: Book, closing: Closing, multiplier: Decimal, cause: str, at: Stamp) -> tuple[int, bool]:
    """Follow a reduction by share (rule 5.3). Returns what the follower may keep, and whether it must close any."""
    before, after = closing.before, closing.after
    if book.unresolved or book.adopted:
        before, after = closing.total_before, closing.total_after
    sign = closing.sign
    committed = book.committed(sign)
    if before == after:
        return committed, False
    book.expected.reduce(sign, before, after, multiplier)
    book.target.reduce(sign, before, after, multiplier)
    kept = book.scale_and_keep(sign, before, after, multiplier)
    if kept >= committed:
        return kept, False
    if book.drop_waiting(sign, committed - kept) > 0:
        exit_desk.lower(book, sign, kept, cause, at.mono_ns)
    return kept, True


def _give_time(group: Group, book: Book, trade: LeaderTrade, at: Stamp) -> None:
    """The order that filled has a copy resting here: it is given time to fill by itself (rule 6.5)."""
    copy = book.copies.get(trade.order) if trade.order is not None else None
    live = copy.live if copy is not None else None
    if copy is not None and live is not None and live.closing_left and copy.late_exit_until_ns is None:
        copy.late_exit_until_ns = at.mono_ns + group.settings.exit_tolerance_ms * MILLISECOND


def _size_opening(
    state: EngineState,
    group: Group,
    follower: Follower,
    book: Book,
    trade: LeaderTrade,
    opening: Opening,
    multiplier: Decimal,
) -> _Opened:
    """Size the opening part, hold or clip it, and enter it in the expectation (rules 2, 5.1, 5.4, 5.5, 5.9)."""
    sign = opening.sign
    flips = trade.closing is not None
    by_position = follower.settings.adds is AddsMode.BY_POSITION or _goes_by_position(follower)
    copy = book.copy(trade.order) if trade.order is not None and (book.copies or book.ended) else None
    mine = book.leader_symbol in (None, trade.symbol)
    rests = follower.settings.mode is not ReplicationMode.ON_FILL
    if mine and copy is not None and (carried := _carried(book, copy, opening, multiplier, rests)) is not None:
        book.leader_symbol = trade.symbol
        return carried
    whole = open_size(opening.position, multiplier)
    earlier = open_size(opening.earlier, multiplier) if opening.earlier else 0
    if by_position and book.granted[0] == opening.order_number:
        earlier = book.granted[1]  # what was clipped at an earlier fill may fit by now: the order is one (rule 5.2)
    asked = open_size(opening.total, multiplier) - earlier
    if copy is not None:
        asked = max(0, asked - copy.decided)

    def size_from(standing: int) -> int:
        """By rule, for a follower that stands at so many contracts on the opening side."""
        if flips or by_position:
            return max(0, min(whole if flips else asked, whole - standing))
        return asked

    size = size_from(book.committed(sign) + (book.late(sign) if book.copies else 0))
    if by_position:
        book.granted = opening.order_number, earlier + size
    limit = follower.settings.max_contracts
    rule = holds.by_rule(state, group, follower, book, trade.symbol, opening.order_number)
    if rule is Reason.DRY_RUN:
        return _would_open(book, trade, opening, size_from(book.target.held(sign)), limit)
    if mine:
        book.target.open(sign, size_from(book.target.held(sign)))
        book.leader_symbol = trade.symbol
    if rule is not None:
        return _Opened(size, 0, None, rule)

    room = None
    clipped = size
    if limit is not None:
        # What is left on the other side is on its way out and cannot add to this one, so it takes no room; an entry
        # on this side that may still fill does, also when it is to be closed at once.
        standing = book.held(sign) + book.on_the_way_in(sign) + book.resting_to_open(sign)
        room = max(0, limit - standing)
        clipped = min(size, room)
    expects = size_from(book.expected.held(sign))
    if limit is not None:
        expects = min(expects, max(0, limit - book.expected.held(sign)))
        if clipped < size:
            expects = min(expects, clipped)
    book.expected.open(sign, expects)

    failure = _failure(state, group, follower, book, opening)
    if failure is not None:
        return _Opened(size, 0, room, failure)
    if size == 0:
        return _Opened(0, 0, room, Reason.SIZE_UNCHANGED)
    return _Opened(size, clipped, room, Reason.MAX_CONTRACTS if clipped < size else None)


def _failure(state: EngineState, group: Group, follower: Follower, book: Book, opening: Opening) -> Reason | None:
    if opening.before_start:
        return Reason.ORDER_BEFORE_START
    if opening.missed:
        return Reason.LEADER_LINE_DOWN
    failure = holds.by_failure(state, group, follower)
    if failure is None and book.committed(-opening.sign) > 0:
        return Reason.OPPOSITE_SIDE
    return failure


def _carried(book: Book, copy: RestingCopy, opening: Opening, multiplier: Decimal, rests: bool) -> _Opened | None:
    """The opening of an order that has a copy resting here: the copy carries it (rule 6.3). None where no order rests,
    so that the fill is followed with a market order. ``rests``: the follower is one on which orders rest."""
    between = copy.order is None or copy.order.replacing or not rests
    if copy.no_opens is None and copy.live is None and between:
        copy.skip = open_size(opening.total, multiplier) - copy.decided
        return None
    asked, carried = carry.take_opening(book, copy, open_size(opening.total, multiplier))
    if carried >= asked:
        return _Opened(asked, 0, None, Reason.COPY_RESTING)
    if copy.no_opens is None:
        return _Opened(asked, 0, carried, Reason.MAX_CONTRACTS)
    reason = copy.no_opens[0]
    if REASONS[reason].cause is not Cause.RULE:
        book.expected.open(opening.sign, asked - carried)
    return _Opened(asked, 0, None, reason, copy.no_opens[1])


def _would_open(book: Book, trade: LeaderTrade, opening: Opening, size: int, limit: int | None) -> _Opened:
    """A dry run's opening: as if the target were held, for nothing is, and only the target grows by it (rule 13.6)."""
    room = None if limit is None else max(0, limit - book.target.held(opening.sign))
    clipped = size if room is None else min(size, room)
    book.target.open(opening.sign, clipped)
    book.leader_symbol = trade.symbol
    if size == 0:
        return _Opened(0, 0, room, Reason.SIZE_UNCHANGED)
    return _Opened(size, 0, room, Reason.DRY_RUN if clipped else Reason.MAX_CONTRACTS)


def _goes_by_position(follower: Follower) -> bool:
    return follower.settings.mapping.scaling is ValueScaling.DIVIDED_BY_TEN


def _verdict(
    state: EngineState, follower: Follower, book: Book, trade: LeaderTrade, opened: _Opened, must_close: bool
) -> tuple[Verdict, Reason | None]:
    if must_close and not state.connected(follower.account):
        return Verdict.HELD, Reason.EXIT_OWED
    if trade.opening is not None:
        routine = opened.reason in (Reason.SIZE_UNCHANGED, Reason.COPY_RESTING)
        if opened.reason is None or (routine and must_close):
            return Verdict.COPIED, None
        if routine:
            return Verdict.ROUTINE, opened.reason
        return (Verdict.CLIPPED if opened.sent or must_close else Verdict.HELD), opened.reason
    if must_close:
        return Verdict.COPIED, None
    if trade.closing is None:
        return Verdict.ROUTINE, Reason.ENTRY_UNDONE
    if book.committed(trade.closing.sign) == 0:
        return Verdict.ROUTINE, Reason.ALREADY_FLAT
    return Verdict.ROUTINE, Reason.SIZE_UNCHANGED
