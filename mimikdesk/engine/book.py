"""The book: what one follower holds, should hold, and has on the wire in one instrument. It decides nothing.

Signs: +1 long, -1 short. ``held(sign)`` and everything beside it counts contracts on one side, never negative.
"""

from dataclasses import dataclass, field
from decimal import Decimal

from mimikdesk.domain.guard import Finding
from mimikdesk.domain.ids import AccountId, ClientOrderId, Symbol, VenueOrderId
from mimikdesk.domain.reasons import Reason
from mimikdesk.engine.orders import OwnOrder, RestingOrder
from mimikdesk.engine.reads import Doubt
from mimikdesk.engine.resting import RestingCopy
from mimikdesk.engine.sizing import Ledger, Share, keep, scaled
from mimikdesk.engine.watch import Watch


@dataclass(slots=True)
class Obligation:
    """ "At most ``limit`` contracts on this side", kept until it is met (rule 5.6).

    ``attempts``: exit orders sent for it. ``refused``: exits the broker refused in a row. ``retry_ns``: no new exit
    before this monotonic time. ``since_ns``: when it was first asked for. ``stuck_told``: the trader was alerted.
    ``market_closed``: that is why the last one was refused. ``squeeze_ns``: until when it waits for resting exits to
    make room, ``squeeze_cap_ns`` at the longest. ``tried``: it was sent in the penalty that is on (rule 3.6).
    """

    limit: int
    cause: str
    since_ns: int
    attempts: int = 0
    refused: int = 0
    retry_ns: int = 0
    stuck_told: bool = False
    squeeze_ns: int | None = None
    squeeze_cap_ns: int = 0
    market_closed: bool = False
    tried: bool = False


@dataclass(slots=True)
class WaitingOpen:
    """An opening that waits for an earlier order on the other side to settle, so that the two cannot meet.

    It is sent before ``until_ns`` (monotonic) or not at all: an entry is never made late. ``weight``: what each
    contract will add to the share (see ``OwnOrder``).
    """

    sign: int
    contracts: int
    trigger_id: str
    until_ns: int
    weight: Share = 1


@dataclass(slots=True)
class Book:
    """``position``: P, from fills and fresh reads. ``share``: S of rule 5.3, belonging to P's side.

    ``expected``/``target``: ledgers of rules 2 and 5. ``reported``: the position the broker last told. ``doubt``: the
    position that a read told against all fills, and when that read was asked for.
    ``by_hand``: contracts of P that came by hand while the follower was switched off; exits leave them alone.
    ``unresolved``: a difference from the time before copying started. ``adopted``: the position is from that time and
    fits the leader's, so it follows all of his contracts and not only those seen live.
    ``leader_symbol``: the leader's instrument that this one stands for at present. ``granted``: the number of the
    leader's order that opened last and the contracts it was given so far, for followers sized by position. ``cause``:
    why P and E differ. ``withheld_cause``: why the target is larger than E. ``flatten``: the flatten that is being
    carried out here; what turns up meanwhile is closed as well. ``orders``: own market orders on the wire; ``resting``:
    own orders that rest; ``copies``: what was made of each resting order of the leader; ``ended``: of those that are
    over. ``finding``: what the guard makes of it at present, ``watch``: its memory. ``left``: the user wants this
    position left alone; ``closing``: he has it closed. Monotonic times: ``review_ns``, when the resting copies need
    another look; ``naked_ns``, since when a position lacks the stop that the leader has; ``naked_read_ns``, when the
    read was asked for that must confirm it.
    """

    account: AccountId
    symbol: Symbol
    position: int = 0
    share: Share = 0
    expected: Ledger = field(default_factory=Ledger)
    target: Ledger = field(default_factory=Ledger)
    orders: dict[ClientOrderId, OwnOrder] = field(default_factory=dict)
    resting: dict[ClientOrderId, RestingOrder] = field(default_factory=dict)
    copies: dict[VenueOrderId, RestingCopy] = field(default_factory=dict)
    ended: dict[VenueOrderId, RestingCopy] = field(default_factory=dict)
    obligations: dict[int, Obligation] = field(default_factory=dict)
    waiting: list[WaitingOpen] = field(default_factory=list)
    reported: int | None = None
    by_hand: int = 0
    unresolved: bool = False
    adopted: bool = False
    leader_symbol: Symbol | None = None
    granted: tuple[int, int] = (0, 0)
    cause: tuple[Reason, str] | None = None
    withheld_cause: tuple[Reason, str] | None = None
    flatten: str | None = None
    ask_ns: int | None = None
    doubt: Doubt | None = None
    finding: Finding | None = None
    watch: Watch = field(default_factory=Watch)
    left: bool = False
    closing: bool = False
    review_ns: int | None = None
    naked_ns: int | None = None
    naked_read_ns: int | None = None

    @property
    def divergence(self) -> int:
        return self.position - self.expected.qty

    @property
    def withheld(self) -> int:
        return self.target.qty - self.expected.qty

    @property
    def idle(self) -> bool:
        """Nothing held, nothing expected, nothing on the wire."""
        return not (self.position or self.expected.qty or self.orders or self.waiting or self.resting)

    def copy(self, leader_order: VenueOrderId) -> RestingCopy | None:
        return self.copies.get(leader_order) or self.ended.get(leader_order)

    @property
    def closing_at_broker(self) -> bool:
        """Whether the broker's own close of this instrument is under way."""
        return any(order.atomic for order in self.orders.values())

    @property
    def own_orders(self) -> list[OwnOrder]:
        """Every own order that the broker may still fill."""
        return [*self.orders.values(), *self.resting.values()]

    @property
    def unknown(self) -> bool:
        """Whether the broker still owes the fate of an own order."""
        return any(order.unknown_reads is not None for order in self.own_orders)

    def held(self, sign: int) -> int:
        held = self.position * sign
        return held if held > 0 else 0

    def opening_in_flight(self, sign: int) -> int:
        """Contracts that may still be opened on one side by own orders."""
        if not self.orders:
            return 0
        return sum(order.opening_left for order in self.orders.values() if order.sign == sign)

    def closing_in_flight(self, sign: int) -> int:
        """Contracts of one side that own orders on the wire may still close."""
        if not self.orders:
            return 0
        return sum(order.closing_left for order in self.orders.values() if order.sign == -sign)

    def counted_in_flight(self, sign: int) -> int:
        """Those of ``opening_in_flight`` that an obligation has already reckoned with."""
        if not self.orders:
            return 0
        return sum(order.opening_left for order in self.orders.values() if order.sign == sign and order.counted)

    @property
    def about_to_trade(self) -> bool:
        """Whether it is flat and something of ours may still open a position."""
        if self.position:
            return False
        return any(self.on_the_way_in(sign) or self.resting_to_open(sign) for sign in (1, -1))

    def waiting_to_open(self, sign: int) -> int:
        """Contracts that have not been sent yet because something on the other side has to settle first."""
        if not self.waiting:
            return 0
        return sum(opening.contracts for opening in self.waiting if opening.sign == sign)

    def committed(self, sign: int) -> int:
        """Contracts this side will hold once everything on the wire and every obligation has come to its end."""
        held = self.position * sign
        if held < 0:
            held = 0
        if not (self.orders or self.waiting or self.obligations):
            return held
        counted = held + self.counted_in_flight(sign)
        fresh = self.opening_in_flight(sign) - self.counted_in_flight(sign)
        obligation = self.obligations.get(sign)
        if obligation is not None:
            counted = min(counted, obligation.limit)
        return counted + fresh + self.waiting_to_open(sign)

    def resting_to_open(self, sign: int) -> int:
        """Contracts that resting copies may still add to one side."""
        if not self.resting:
            return 0
        return sum(order.opening_left for order in self.resting.values() if order.sign == sign)

    def late(self, sign: int) -> int:
        """Contracts that the leader has and a resting copy here has not filled yet."""
        return sum(copy.late for copy in self.copies.values() if copy.sign == sign and copy.live)

    def ahead(self, sign: int) -> int:
        """Contracts here that the leader's orders have not filled yet."""
        return sum(copy.ahead for copy in self.copies.values() if copy.sign == sign)

    def reserve(self, sign: int, without: RestingOrder | None = None) -> int:
        """Contracts of one side that resting orders may close together: limits among themselves, stops among
        themselves, but not a limit and a stop, for the market is on one side of the position only (rule 5.6)."""
        return max(self.reserve_of(sign, False, without), self.reserve_of(sign, True, without))

    def reserve_of(self, sign: int, stops: bool, without: RestingOrder | None = None) -> int:
        """The same for one of the two classes."""
        return sum(
            order.closing_left
            for order in self.resting.values()
            if order.sign == -sign and order.stops is stops and order is not without
        )

    def on_the_way_in(self, sign: int) -> int:
        """Contracts that may still be added to one side, sent or waiting to be sent."""
        return self.opening_in_flight(sign) + self.waiting_to_open(sign)

    def standing(self, sign: int) -> int:
        """Contracts that one side holds or may come to hold by what was decided: what takes room under a limit."""
        return self.held(sign) + self.on_the_way_in(sign) + self.resting_to_open(sign)

    def drop_waiting(self, sign: int, contracts: int) -> int:
        """Give up so many contracts that wait to be opened on one side, newest first; those left to close otherwise.

        As with contracts that are closed, the share stays: it goes over to those that still wait.
        """
        if not self.waiting:
            return contracts
        share = self._waiting_share(sign)
        for opening in reversed(self.waiting):
            if opening.sign == sign:
                dropped = min(opening.contracts, contracts)
                opening.contracts -= dropped
                contracts -= dropped
        self.waiting = [opening for opening in self.waiting if opening.contracts]
        left = self.waiting_to_open(sign)
        for opening in self.waiting:
            if opening.sign == sign:
                opening.weight = scaled(share, 1, left)
        return contracts

    def _waiting_share(self, sign: int) -> Share:
        share: Share = 0
        for opening in self.waiting:
            if opening.sign == sign:
                share += opening.contracts * opening.weight
        return share

    def take(self, order: OwnOrder, contracts: int) -> int:
        """Count freshly filled contracts of an own order (which the order itself has counted already).

        Returns the contracts by which an exit crossed zero because somebody else had closed what it was sent for.
        """
        before = self.position
        self.position += order.sign * contracts
        reduced = min(contracts, max(0, -before * order.sign))
        opened = contracts - reduced
        meant_to_close = min(contracts, max(0, order.closes - (order.filled - contracts)))
        crossed = max(0, meant_to_close - reduced)
        if reduced > meant_to_close:
            eaten = reduced - meant_to_close
            eaten -= self._open_instead(order.sign, eaten, -before * order.sign - meant_to_close)
            self._trade_places(order, eaten)
        if opened:
            carried = self.share if before * order.sign > 0 else 0
            self.share = carried + opened * order.weight
            if before * order.sign <= 0:
                self.by_hand = 0
            obligation = self.obligations.get(order.sign)
            if obligation is not None and not order.counted:
                obligation.limit += opened - crossed
        if self.position == 0:
            self.share = 0
        self.by_hand = min(self.by_hand, abs(self.position))
        return crossed

    def _open_instead(self, sign: int, contracts: int, held: int) -> int:
        """An opening order has closed what a reversal was still waiting to close: that one opens so much more. Returns
        how much. ``held``: contracts of the other side before, less those that the order was meant to close."""
        obligation = self.obligations.get(-sign)
        if obligation is None or not self.waiting:
            return 0
        owed = held - obligation.limit - self.closing_in_flight(-sign)
        for opening in self.waiting:
            if opening.sign == sign:
                instead = max(0, min(contracts, owed))
                opening.contracts += instead
                return instead
        return 0

    def _trade_places(self, order: OwnOrder, contracts: int) -> None:
        """An opening order was filled before an exit sent earlier: the two swap what they still have to do."""
        order.closes += contracts
        order.opens -= contracts
        for other in self.own_orders:
            if other is not order and other.sign == order.sign and other.closing_left:
                moved = min(contracts, other.closing_left)
                other.closes -= moved
                other.opens += moved
                other.lent += moved
                other.weight = order.weight
                other.counted = other.counted or order.counted
                contracts -= moved

    def take_foreign(self, change: int, follower_on: bool) -> None:
        """Count a signed change that no own order explains: a hand trade, or the broker's own doing."""
        before, hand_before = self.position, self.by_hand
        self.position += change
        size = abs(self.position)
        if follower_on:
            self.share = size
            self.by_hand = 0
        elif before * self.position <= 0:
            self.share = 0
            self.by_hand = size
        elif size > abs(before):
            self.by_hand += size - abs(before)
        else:
            self.by_hand = max(0, self.by_hand - (abs(before) - size))
            self.share = min(self.share, size - self.by_hand)
        if self.flatten is None:
            self._leave_hand_contracts(before, hand_before)

    def _leave_hand_contracts(self, before: int, hand_before: int) -> None:
        """An exit that is still owed neither takes contracts bought by hand since, nor spares copied ones for those
        sold by hand."""
        for sign, obligation in self.obligations.items():
            earlier = hand_before if before * sign > 0 else 0
            now = self.by_hand if self.position * sign > 0 else 0
            obligation.limit = max(0, obligation.limit + now - earlier)

    def count_hand_contracts_in(self) -> None:
        """The follower is on again: what was bought by hand meanwhile follows the leader like the rest."""
        sign = 1 if self.position > 0 else -1
        obligation = self.obligations.get(sign)
        if obligation is not None:
            obligation.limit = max(0, obligation.limit - self.by_hand)
        self.share += self.by_hand
        self.by_hand = 0

    def scale_and_keep(self, sign: int, before: int, after: int, multiplier: Decimal, ahead: int = 0) -> int:
        """Scale the share, filled and in flight, by the leader's reduction; the most this side may keep (rule 5.3).
        ``ahead``: contracts that the leader has not got yet, so that they stay as they are (rule 6.6)."""
        share: Share = 0
        in_reach = stays = 0
        if self.position * sign > 0:
            in_reach, stays = self.position * sign, self.by_hand
            if ahead:
                ahead = min(ahead, in_reach - stays)
                stays += ahead
                share = scaled(max(0, self.share - ahead), after, before)
            else:
                share = scaled(self.share, after, before)
            self.share = share + ahead
        if self.orders:
            for order in self.orders.values():
                if order.sign == sign and order.opening_left:
                    order.weight = scaled(order.weight, after, before)
                    share += order.opening_left * order.weight
            in_reach += self.opening_in_flight(sign)
        if self.waiting:
            for opening in self.waiting:
                if opening.sign == sign:
                    opening.weight = scaled(opening.weight, after, before)
            share += self._waiting_share(sign)
            in_reach += self.waiting_to_open(sign)
        return keep(share, after, multiplier, in_reach - stays) + stays
