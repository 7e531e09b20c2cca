"""Listens at the exchange itself, where nothing the program believes can be wrong."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from mimikdesk.brokers.practice.book import SELF_TRADE
from mimikdesk.brokers.practice.venue import PracticeVenue
from mimikdesk.domain.ids import AccountId, ClientOrderId, Symbol, VenueOrderId
from mimikdesk.domain.orders import Fill, OrderReport
from tests.simulation.account import Own
from tests.simulation.broken import leader_order_of, require, root_of, sized
from tests.simulation.memory import Memory
from tests.simulation.oracle import Oracle
from tests.simulation.setting import Setting


@dataclass(slots=True)
class LeaderWatch:
    """Tells the oracle of each fill and end of the leader's orders. ``told``: the number that his broker has for an
    order of the exchange; all here goes by that. ``largest``: the size that each order ever had;
    ``before``: how often he had turned away from its side when it came. ``side``: the one that he last held;
    ``turned``: how often he has left each side for the other one. ``unled``: orders from while another one led."""

    oracle: Oracle
    told: Callable[[AccountId, VenueOrderId], VenueOrderId]
    symbols: dict[VenueOrderId, Symbol] = field(default_factory=dict)
    largest: dict[VenueOrderId, int] = field(default_factory=dict)
    before: dict[VenueOrderId, int] = field(default_factory=dict)
    side: dict[Symbol, int] = field(default_factory=dict)
    turned: dict[tuple[Symbol, int], int] = field(default_factory=dict)
    taken_back: set[VenueOrderId] = field(default_factory=set)
    unled: set[VenueOrderId] = field(default_factory=set)

    def order(self, account: AccountId, report: OrderReport) -> None:
        require(report.client_order_id is None, "an own order reached the leader's account", f"{report}")
        number = self.told(account, report.venue_order_id)
        self.symbols[number] = report.symbol
        if not self.oracle.leads:
            self.unled.add(number)
        self.largest[number] = max(self.largest.get(number, 0), report.qty)
        self.before.setdefault(number, self.turned.get((report.symbol, report.side.sign), 0))
        if report.status.final:
            self.oracle.done(number)
        if report.text == SELF_TRADE and number not in self.taken_back:
            self.taken_back.add(number)
            self.oracle.took_back(report.symbol, report.qty - report.filled)

    def fill(self, account: AccountId, fill: Fill) -> None:
        self.oracle.fill(self.told(account, fill.venue_order_id), fill.symbol, fill.side.sign * fill.qty)
        position = self.oracle.sides[fill.symbol].position
        side, last = (position > 0) - (position < 0), self.side.get(fill.symbol, 0)
        if side and last == -side:
            self.turned[fill.symbol, last] = self.turned.get((fill.symbol, last), 0) + 1
        self.side[fill.symbol] = side or last

    def times(self, order: VenueOrderId, symbol: Symbol, sign: int) -> int:
        """How often an order may be copied: what it opens after he has turned round counts anew, for then the size of
        his new position is asked for, whatever the order had opened before (rules 5.4 and 6.6)."""
        return 1 + self.turned.get((symbol, sign), 0) - self.before[order]

    def position(self, account: AccountId, report: object) -> None: ...

    def balance(self, account: AccountId, cash: Decimal) -> None: ...


@dataclass(slots=True)
class FollowerWatch:
    """``own``: finds what the program recorded of an order it sent. ``opened``: contracts that copies of each leader
    order have opened; ``grown``: the same of each own order. ``strict``: nobody else trades here, so an own order can
    only do what it was sent for. ``widest``: the largest multiplier that each had so far."""

    setting: Setting
    venue: PracticeVenue
    memory: Memory
    leader: LeaderWatch
    own: Callable[[AccountId, ClientOrderId], Own | None]
    strict: bool
    widest: Mapping[AccountId, Decimal]
    opened: dict[tuple[AccountId, VenueOrderId], int] = field(default_factory=dict)
    grown: dict[tuple[AccountId, ClientOrderId], int] = field(default_factory=dict)

    def order(self, account: AccountId, report: OrderReport) -> None:
        identity = report.client_order_id
        if identity is not None and (account, identity) not in self.memory.intents:
            own = self.own(account, identity)  # the broker makes the order of its own close
            require(own is not None and own.closes > 0, "an order that nobody wrote down", f"{account} {report}")

    def fill(self, account: AccountId, fill: Fill) -> None:
        """Rules 7.1 and 5.1: one leader order opens no more here than its whole size asks for, until he turns round."""
        own = self.own(account, fill.client_order_id) if fill.client_order_id is not None else None
        if own is None or not own.opens or not self.strict:
            return
        after = self.venue.position(account, fill.symbol)
        before = after - fill.side.sign * fill.qty
        key = account, own.order.client_order_id
        left = max(0, own.opens - self.grown.get(key, 0))  # the rest of the order was sent as an exit
        grown = min(left, abs(after) - max(0, before * fill.side.sign))
        source = leader_order_of(own.trigger_id)
        if after * fill.side.sign <= 0 or source is None or grown <= 0:
            return
        self.grown[key] = self.grown.get(key, 0) + grown
        opened = self.opened[account, source] = self.opened.get((account, source), 0) + grown
        settings = next(each for each in self.setting.followers if each.account == account)
        settings = replace(settings, multiplier=self.widest[account])
        if source in self.leader.symbols:
            symbol = self.leader.symbols[source]
            most = sized(self.leader.largest[source], settings, root_of(symbol))
            most *= self.leader.times(source, symbol, fill.side.sign)
            require(
                opened <= most,
                "one leader order copied twice",
                f"{account}: {opened} contracts opened for order {source}, at most {most} by its size",
            )

    def position(self, account: AccountId, report: object) -> None: ...

    def balance(self, account: AccountId, cash: Decimal) -> None: ...
