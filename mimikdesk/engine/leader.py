"""The leader room: what the leader did, and when an opening of his is ready to be copied.

Knows nothing of followers. Input: fills, order reports and snapshots of one leader account; output: ``LeaderTrade``.

Words: ``position`` is his real signed position; ``base`` the part of it from before copying started; the rest is
live. Live contracts are *pending* while their order is not done (rule 5.2) and *passed on* to the followers
afterwards. Reductions act at each fill; they take pending contracts first, newest first, then passed-on ones, then
the base (rule 5.10).
"""

from dataclasses import dataclass, field, replace
from decimal import Decimal

from mimikdesk.domain.group import PartialFillMode
from mimikdesk.domain.ids import AccountId, Symbol, VenueOrderId
from mimikdesk.domain.orders import Fill, OrderKind, OrderReport, OrderStatus, PositionReport
from mimikdesk.domain.reasons import Reason
from mimikdesk.domain.time import SECOND, Stamp
from mimikdesk.engine.leader_trades import Closing, LeaderTrade, Opening, Undone
from mimikdesk.engine.orders import Tracked
from mimikdesk.engine.reads import Doubt, told_twice

# Members of enums by names of their own: on Python 3.11 each look at the class costs as much as a call.
MARKET, WORKING, SUSPENDED = OrderKind.MARKET, OrderStatus.WORKING, OrderStatus.SUSPENDED
EACH_FILL = PartialFillMode.EACH_FILL

DONE_WAIT_NS = SECOND
"""How long after its first fill an order may stay undecided before it is followed fill by fill (rule 5.10)."""

LATEST_NS = 2 * SECOND
"""How much later than it should have been an entry is still passed on. Beyond that the program did not run: it may have
been asleep, and an entry is never made late."""

LINE_DOWN = Reason.LEADER_LINE_DOWN


@dataclass(slots=True)
class LeaderOrder:
    """``number`` counts the leader's orders as first seen. ``opened``: contracts it opened, less those that were
    closed before they were passed on. ``passed``: how many of them were passed on. ``report``: how the order stands, as
    last told while it lived; ``seen_ns``: when it first was. ``last_price``: of its last fill.
    ``is_exit``: it was submitted to close; ``turned_ns``: since when there is nothing left for it to close."""

    tracked: Tracked
    number: int
    key: VenueOrderId
    report: OrderReport | None = None
    seen_ns: int = 0
    last_price: Decimal | None = None
    is_exit: bool | None = None
    turned_ns: int | None = None
    before_start: bool = False
    opened: int = 0
    passed: int = 0
    wait_until_ns: int | None = None
    fill_by_fill: bool = False

    @property
    def pending(self) -> int:
        return self.opened - self.passed

    @property
    def rests(self) -> bool:
        """Whether it rests at his broker. From before the start, it matters only where a copy of it rests already."""
        report = self.report
        return (
            report is not None
            and report.kind is not MARKET
            and not self.tracked.complete
            and report.status in (WORKING, SUSPENDED)
        )

    def note(self, report: OrderReport, at: Stamp) -> None:
        """Keep what the broker tells of a living order; an ended one does not come back."""
        if self.report is None:
            self.seen_ns = at.mono_ns
        if not self.tracked.status.final:
            self.report = report

    def note_position(self, position: int, at: Stamp) -> None:
        """Note when an exit has nothing to close any more, so that it would open if it filled."""
        against = max(0, -position * self.tracked.side.sign)
        if self.is_exit is None:
            self.is_exit = against >= self.remaining or (self.report is not None and self.report.parent is not None)
        if against:
            self.turned_ns = None
        elif self.is_exit and self.turned_ns is None:
            self.turned_ns = at.mono_ns

    @property
    def remaining(self) -> int:
        """Contracts that may still fill; 0 while nobody told its size."""
        return max(0, (self.tracked.size or 0) - self.tracked.filled)


@dataclass(slots=True)
class LeaderBook:
    """One instrument of the leader. ``reported``: the position the broker last told, None until it did. ``doubt``: a
    position that a read told against all fills, and when that read was asked for (monotonic ns)."""

    symbol: Symbol
    position: int = 0
    base: int = 0
    pending: list[LeaderOrder] = field(default_factory=list)
    reported: int | None = None
    doubt: Doubt | None = None

    @property
    def disagrees(self) -> bool:
        """Whether something that the broker told contradicts the fills seen here."""
        return self.doubt is not None or self.reported not in (None, self.position)

    @property
    def passed(self) -> int:
        pending = sum(order.pending for order in self.pending) if self.pending else 0
        return abs(self.position) - abs(self.base) - pending

    @property
    def settled(self) -> int:
        """His signed position without what the followers have not been told of yet."""
        pending = sum(order.pending for order in self.pending)
        return self.position - pending if self.position > 0 else self.position + pending


@dataclass(slots=True)
class Leader:
    """One leader account, all instruments. ``ready``: a snapshot was taken, so what follows is live. ``lost``: his line
    was down since the last snapshot, so the next one tells what nobody saw. ``resting``: his orders that rest now.
    ``trades``: by their ids, with how far the order had filled and when that was seen (monotonic ns). ``read_ns``: when
    the last read was asked for. ``joined_ns``: as of a follower."""

    account: AccountId
    partial_fills: PartialFillMode
    books: dict[Symbol, LeaderBook] = field(default_factory=dict)
    orders: dict[VenueOrderId, LeaderOrder] = field(default_factory=dict)
    resting: dict[Symbol, dict[VenueOrderId, LeaderOrder]] = field(default_factory=dict)
    trades: dict[str, tuple[LeaderTrade, int, int]] = field(default_factory=dict)
    ready: bool = False
    lost: bool = False
    gaps: int = 0
    last_event_ns: int = -1
    ask_ns: int | None = None
    read_ns: int = -1
    joined_ns: int = -1

    def book(self, symbol: Symbol) -> LeaderBook:
        book = self.books.get(symbol)
        if book is None:
            book = self.books[symbol] = LeaderBook(symbol)
        return book

    def position(self, symbol: Symbol) -> int:
        book = self.books.get(symbol)
        return book.position if book else 0

    @property
    def order_count(self) -> int:
        return len(self.orders)

    def note_history(self, fill: Fill) -> None:
        """A fill from before the start, which the first read has told of already: count it, so that a report of its
        order is no news either."""
        order = self._order(fill.venue_order_id, Tracked(fill.symbol, fill.side))
        order.before_start = True
        order.tracked.take_fill(fill)

    # --- events ---------------------------------------------------------------------------------------------------

    def on_fill(self, fill: Fill, at: Stamp) -> LeaderTrade | None:
        known = self.orders.get(fill.venue_order_id)
        order = known or self._order(fill.venue_order_id, Tracked(fill.symbol, fill.side))
        order.last_price = fill.price
        trade = self._advance(order, fill.venue_order_id, order.tracked.take_fill(fill), at)
        self._note_resting(order)
        self._note_positions(order.tracked.symbol, at)
        return trade

    def on_report(self, report: OrderReport, at: Stamp) -> LeaderTrade | None:
        order = self._order(report.venue_order_id, Tracked(report.symbol, report.side))
        order.note(report, at)
        trade = self._advance(order, report.venue_order_id, order.tracked.take_report(report), at)
        self._note_resting(order)
        self._note_positions(order.tracked.symbol, at)
        return trade

    def on_time(self, at: Stamp) -> list[LeaderTrade]:
        """Pass on what waited long enough for its order to be done."""
        trades = []
        for key, order in self._waiting():
            if order.wait_until_ns is not None and order.wait_until_ns <= at.mono_ns:
                order.fill_by_fill = True
                trades.append(self._pass_on(order, f"{self.account}|{key}|{order.tracked.filled}|late", None, at))
        return trades

    def on_resumed(self, at: Stamp) -> list[LeaderTrade]:
        """The program did not run for a while: entries that were undecided before that are too late by now."""
        return [self._missed_pending(key, order, at, Reason.PROGRAM_SLEPT) for key, order in self._waiting()]

    @property
    def next_due_ns(self) -> int | None:
        due = [order.wait_until_ns for _, order in self._waiting() if order.wait_until_ns is not None]
        return min(due, default=None)

    def on_snapshot(
        self, positions: tuple[PositionReport, ...], orders: tuple[OrderReport, ...], asked_ns: int, at: Stamp
    ) -> list[LeaderTrade]:
        """Take a fresh read. The first one is the start; one after a gap tells what happened unseen (rule 9.3).

        Any other one may lag behind the fills, or be ahead of those that are still on their way: what it alone tells
        is believed only when a second read, asked for at least ``reads.REREAD_NS`` later, says the same.
        """
        first, self.ready = not self.ready, True
        gap, self.lost = self.lost, False
        self.read_ns = asked_ns
        trades = [self._missed_pending(key, order, at, LINE_DOWN) for key, order in self._waiting()] if gap else []
        for report in orders:
            known = report.venue_order_id in self.orders
            order = self._order(report.venue_order_id, Tracked(report.symbol, report.side))
            order.note(report, at)
            if first or gap:
                order.tracked.take_report(report)
            else:
                order.tracked.take_read(report)
            order.before_start = order.before_start or ((first or gap) and not known)
            self._note_resting(order)
        named = {report.venue_order_id for report in orders}
        for order in [order for its in self.resting.values() for order in its.values() if order.key not in named]:
            order.tracked.status = OrderStatus.CANCELLED  # it ended while nobody looked
            self._note_resting(order)
        told = {position.symbol: position.qty for position in positions}
        for symbol in sorted({*told, *self.books}):
            book = self.book(symbol)
            after, reported = told.get(symbol, 0), book.reported
            book.reported = after
            if first:
                book.position = book.base = after
                self._count_history(book)
            elif after == book.position:
                book.doubt = None
            elif gap or (reported == after and told_twice(book.doubt, after, asked_ns)):
                book.doubt = None
                for report in orders:
                    if report.symbol == symbol:
                        self.orders[report.venue_order_id].tracked.take_report(report)
                        self._note_resting(self.orders[report.venue_order_id])
                trades.append(self._unseen(book, after, at, gap))
            elif book.doubt is None or book.doubt[0] != after:
                book.doubt = after, asked_ns
        return trades

    # --- inner workings -------------------------------------------------------------------------------------------

    def _order(self, key: VenueOrderId, fresh: Tracked) -> LeaderOrder:
        order = self.orders.get(key)
        if order is None:
            order = self.orders[key] = LeaderOrder(fresh, number=len(self.orders) + 1, key=key)
        return order

    def _count_history(self, book: LeaderBook) -> None:
        """What his orders that rest have opened before the start is history, and counts for the size of their rest."""
        for order in self.resting.get(book.symbol, {}).values():
            order.opened = order.passed = min(order.tracked.filled, max(0, book.position * order.tracked.side.sign))

    def _note_positions(self, symbol: Symbol, at: Stamp) -> None:
        if its := self.resting.get(symbol):
            position = self.position(symbol)
            for order in its.values():
                order.note_position(position, at)

    def _note_resting(self, order: LeaderOrder) -> None:
        if order.rests:
            self.resting.setdefault(order.tracked.symbol, {})[order.key] = order
        elif its := self.resting.get(order.tracked.symbol):
            its.pop(order.key, None)
            if not its:
                del self.resting[order.tracked.symbol]

    def _waiting(self) -> list[tuple[str, LeaderOrder]]:
        return [(order.key, order) for book in self.books.values() for order in book.pending]

    def _advance(self, order: LeaderOrder, key: VenueOrderId, news: int, at: Stamp) -> LeaderTrade | None:
        """Count ``news`` freshly filled contracts, and pass on the opening part when its time has come."""
        trade = None
        undone: list[Undone] = []
        identity = f"{self.account}|{key}|{order.tracked.filled}"
        if news > 0:
            book = self.book(order.tracked.symbol)
            sign = order.tracked.side.sign
            before = book.position
            reducing = min(news, abs(before)) if before * sign < 0 else 0
            closing = self._reduce(book, reducing, undone) if reducing else None
            opening = news - reducing
            if opening:
                book.position += sign * opening
                order.opened += opening
                if order not in book.pending:
                    book.pending.append(order)
                if order.wait_until_ns is None:
                    order.wait_until_ns = at.mono_ns + DONE_WAIT_NS
            if reducing:
                after = book.position
                trade = LeaderTrade(identity, book.symbol, news, before, after, closing, None, order.key, tuple(undone))
        if order.pending and self._due(order):
            return self._pass_on(order, identity if news else f"{identity}|done", trade, at)
        return trade

    def _due(self, order: LeaderOrder) -> bool:
        return order.tracked.complete or order.fill_by_fill or self.partial_fills is EACH_FILL

    def _reduce(self, book: LeaderBook, contracts: int, undone: list[Undone]) -> Closing | None:
        """Take contracts off the position. None when only contracts that were never passed on were taken."""
        sign = 1 if book.position > 0 else -1
        left = contracts
        for order in reversed(book.pending):
            taken = min(order.pending, left)
            if taken:
                undone.append(Undone(order.key, order.opened, order.opened - taken))
            order.opened -= taken
            left -= taken
        total_before = abs(book.position) - (contracts - left)
        passed_before = total_before - abs(book.base)
        if book.pending:
            passed_before -= sum(order.pending for order in book.pending)
            book.pending = [order for order in book.pending if order.pending]
        from_passed = min(passed_before, left)
        book.base -= sign * (left - from_passed)
        book.position -= sign * contracts
        if left == 0:
            return None
        return Closing(sign, passed_before, passed_before - from_passed, total_before, abs(book.position))

    def _pass_on(
        self, order: LeaderOrder, identity: str, trade: LeaderTrade | None, at: Stamp, missed: Reason | None = None
    ) -> LeaderTrade:
        """Hand the order's pending contracts to the followers, together with the closing part of the same event."""
        if missed is None and order.wait_until_ns is not None and at.mono_ns > order.wait_until_ns + LATEST_NS:
            missed = Reason.PROGRAM_SLEPT
        book = self.book(order.tracked.symbol)
        fresh, earlier = order.pending, order.passed
        order.passed = order.opened
        order.wait_until_ns = None
        book.pending.remove(order)
        sign, total = order.tracked.side.sign, order.opened
        opening = Opening(sign, total, earlier, book.passed, order.number, order.before_start, missed)
        if trade is None:
            before = book.position - opening.sign * fresh
            return LeaderTrade(identity, book.symbol, fresh, before, book.position, None, opening, order.key)
        return replace(trade, opening=opening)

    def _missed_pending(self, key: str, order: LeaderOrder, at: Stamp, why: Reason) -> LeaderTrade:
        """An entry that was undecided when the line went, or the computer slept: it is too late to copy it now."""
        return self._pass_on(order, f"{self.account}|{key}|{order.tracked.filled}|gap|{at.utc_ns}", None, at, why)

    def _unseen(self, book: LeaderBook, after: int, at: Stamp, gap: bool) -> LeaderTrade:
        """The position changed while nobody looked: reductions are followed, openings only recorded."""
        before = book.position
        sign_after = (after > 0) - (after < 0)
        stays = abs(after) if before * after > 0 else 0
        undone: list[Undone] = []
        closing = self._reduce(book, abs(before) - stays, undone) if abs(before) > stays else None
        grown = abs(after) - abs(book.position)
        opening = None
        if grown:
            book.position = after
            number = len(self.orders) + 1
            opening = Opening(sign_after, grown, 0, book.passed, number, before_start=False, missed=LINE_DOWN)
        self.gaps += 1  # two reads may come at one instant
        identity = f"{self.account}|{book.symbol}|gap|{at.utc_ns}|{self.gaps}"
        qty = abs(after - before)
        return LeaderTrade(identity, book.symbol, qty, before, after, closing, opening, undone=tuple(undone), gap=gap)
