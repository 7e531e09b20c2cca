"""The replay itself: the program's own copier and engine on a clock moved by hand, told a leader's past day.

The same tape and settings give the same result, always: nothing here looks at the time, a network or a disk.
"""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from mimikdesk.domain.clock import VirtualClock
from mimikdesk.domain.commands import PlaceOrder
from mimikdesk.domain.decisions import (
    Decision,
    FollowerDecided,
    Level,
    Noticed,
    SendCommand,
    TradeKind,
    Trigger,
    Verdict,
)
from mimikdesk.domain.events import (
    AccountListed,
    BrokerEvent,
    CapabilitiesDeclared,
    Event,
    FillReported,
    GroupDefined,
    InstrumentListed,
    LineChanged,
    LineState,
    OrderReported,
    SnapshotTaken,
)
from mimikdesk.domain.group import MICRO_OF, CopyGroup
from mimikdesk.domain.ids import AccountId, ConnectionId, FillId, Symbol, VenueOrderId
from mimikdesk.domain.instrument import Instrument
from mimikdesk.domain.orders import Fill, OrderReport, PositionReport
from mimikdesk.domain.reasons import Reason
from mimikdesk.domain.time import SECOND, Stamp
from mimikdesk.services.copier import Copier
from mimikdesk.services.gateway import Gateway
from mimikdesk.services.replay.contracts import Contract, instrument, point_value
from mimikdesk.services.replay.ledger import Ledger
from mimikdesk.services.replay.link import FOLLOWERS, InstantLink
from mimikdesk.services.replay.matching import RestingOrder
from mimikdesk.services.replay.result import Outcome, Replayed, ReplayedTrade, Total
from mimikdesk.services.replay.tape import Tape

LEADS = ConnectionId("leader")
SETTLE_NS = 5 * SECOND
"""Played on after the last event, for what the engine still waits for."""


def replay(tape: Tape, group: CopyGroup, name_of: Callable[[AccountId], str]) -> Replayed:
    """Play the tape to the group's followers. They begin flat; their orders fill whole and at the leader's price, those
    at the market at once and those that rest when he fills (``matching``).

    The group's own switch and dry run are set aside: they would hold back everything that is to be seen.
    """
    return _Replay(tape, replace(group, leader=tape.leader, on=True, dry_run=False), name_of).run()


class _Nothing:
    """Stands for the journal and the intent log: a replay keeps nothing."""

    def append(self, order: PlaceOrder, at: Stamp, sent: SendCommand) -> None:
        """No order leaves."""

    def record(self, entry: Event | Decision, at: Stamp | None = None) -> None:
        """The listener sees it all."""


class _Replay:
    def __init__(self, tape: Tape, group: CopyGroup, name_of: Callable[[AccountId], str]) -> None:
        self._tape = tape
        self._group = group
        self._name_of = name_of
        self._clock = VirtualClock(tape.start_ns)
        gateway = Gateway(_Nothing())
        self._copier = Copier(self._clock, gateway, _Nothing(), self._listen)
        accounts = tuple(follower.account for follower in group.followers)
        self._link = InstantLink(accounts, self._clock, self._copier.take, self._price_of)
        gateway.attach(self._link)
        self._trades: list[ReplayedTrade] = []
        self._latest: list[ReplayedTrade] = []
        self._fills: dict[Symbol, list[Fill]] = {}
        self._his_fills: set[FillId] = set()
        self._his_orders: dict[VenueOrderId, OrderReport] = {}
        self._early: dict[tuple[AccountId, Symbol], Decimal | None] = {}
        self._last: dict[Symbol, Decimal] = {}
        self._leads_into: dict[Symbol, Symbol] = {}
        self._ledgers = {account: Ledger() for account in (tape.leader, *accounts)}

    def run(self) -> Replayed:
        self._begin()
        for after, event in self._tape.events:
            self._clock.advance(after - self._clock.now().mono_ns)
            self._note_orders(event)
            self._copier.take(self._at_its_time(event))
            self._clock.advance(0)
        self._clock.advance(SETTLE_NS)
        followers = tuple(self._total(follower.account) for follower in self._group.followers)
        return Replayed(tuple(self._trades), self._total(self._tape.leader), followers)

    # --- telling the engine -------------------------------------------------------------------------------------

    def _begin(self) -> None:
        at = self._clock.now()
        take = self._copier.take
        take(AccountListed(self._tape.leader, LEADS, at))
        for listed in self._tape.instruments:
            take(InstrumentListed(LEADS, listed, at))
        for follower in self._group.followers:
            take(AccountListed(follower.account, FOLLOWERS, at))
        for listed in self._for_followers():
            take(InstrumentListed(FOLLOWERS, listed, at))
        take(GroupDefined(self._group, at))
        take(CapabilitiesDeclared(FOLLOWERS, self._link.capabilities, at))
        start = self._tape.start
        held = start.positions if start is not None else ()
        self._begin_with(held)
        orders = start.orders if start is not None else ()
        first = SnapshotTaken(self._tape.leader, held, orders, Decimal(0), at, at)
        self._note_orders(first)
        take(first)
        for follower in self._group.followers:
            take(SnapshotTaken(follower.account, (), (), Decimal(0), at, at))
        take(LineChanged(LEADS, LineState.CONNECTED, "", at))
        take(LineChanged(FOLLOWERS, LineState.CONNECTED, "", at))

    def _note_orders(self, event: BrokerEvent) -> None:
        """Keep the terms of the leader's orders, by which their copies are known."""
        match event:
            case OrderReported(order=order):
                self._his_orders[order.venue_order_id] = order
            case SnapshotTaken(orders=orders):
                self._his_orders |= {order.venue_order_id: order for order in orders}
            case _:
                pass

    def _begin_with(self, held: tuple[PositionReport, ...]) -> None:
        for position in held:
            worth = point_value(self._root(position.symbol))
            self._ledgers[self._tape.leader].start(position.symbol, position.qty, position.average, worth)

    def _for_followers(self) -> list[Instrument]:
        """Every instrument that a follower's mapping asks for is taken to be listed at its broker."""
        wanted: dict[Symbol, Instrument] = {}
        for listed in self._tape.instruments:
            for follower in self._group.followers:
                root = follower.mapping.root_for(listed.root)
                if root == listed.root:
                    wanted[listed.symbol] = listed
                elif root is not None:
                    mapped = instrument(Contract(root, listed.contract))
                    wanted[mapped.symbol] = mapped
        return list(wanted.values())

    def _at_its_time(self, event: BrokerEvent) -> BrokerEvent:
        now = self._clock.now()
        match event:
            case LineChanged():
                return replace(event, connection=LEADS, at=now)
            case SnapshotTaken():
                ago = max(0, event.at.mono_ns - event.asked_at.mono_ns)
                return replace(event, asked_at=Stamp(now.utc_ns - ago, now.mono_ns - ago), at=now)
            case _:
                return replace(event, at=now)

    # --- seeing what it does ------------------------------------------------------------------------------------

    def _listen(self, event: Event, decisions: list[Decision], sent: Stamp) -> None:  # noqa: ARG002
        if isinstance(event, FillReported):
            self._fill(event.account, event.fill)
        rests = event.order if isinstance(event, OrderReported) else None
        decided = [decision for decision in decisions if isinstance(decision, FollowerDecided)]
        if decided:
            self._begin_trades(decided, rests)
        for decision in decisions:
            match decision:
                case SendCommand(command=PlaceOrder() as order):
                    for outcome in self._outcomes_of(order.account, order.symbol)[-1:]:
                        outcome.orders.append(order)
                case Noticed(account=account, level=Level.WARNING | Level.CRITICAL, text=text) if account is not None:
                    for trade in self._latest[-1:]:
                        if account in trade.outcomes:
                            trade.outcomes[account].notices.append(text)
                case _:
                    pass
        self._look(fresh=bool(decided))

    def _begin_trades(self, decided: list[FollowerDecided], rests: OrderReport | None) -> None:
        self._latest = []
        for decision in decided:
            trigger = decision.trigger
            if not self._latest or self._latest[-1].trigger.id != trigger.id:
                price = self._price_of_trade(trigger)
                decimals = self._copier.state.instruments[trigger.symbol].decimals
                order = rests if trigger.kind is TradeKind.REST else None
                self._latest.append(ReplayedTrade(trigger, price, decimals, order=order))
            outcome = self._latest[-1].outcomes[decision.follower] = Outcome(decision)
            if trigger.kind is not TradeKind.REST:
                outcome.price = self._early.pop((decision.follower, decision.symbol), None)
            self._leads_into[decision.symbol] = trigger.symbol
        self._trades += self._latest

    def _price_of_trade(self, trigger: Trigger) -> Decimal | None:
        """The average of the leader's fills behind a trade. Fills on the other side stay for the trade they belong to:
        of an entry that is still being filled."""
        sign = trigger.after - trigger.before
        fills = self._fills.get(trigger.symbol, [])
        self._fills[trigger.symbol] = [fill for fill in fills if fill.side.sign * sign <= 0]
        return _average([fill for fill in fills if fill.side.sign * sign > 0])

    def _outcomes_of(self, account: AccountId, symbol: Symbol) -> list[Outcome]:
        found = (trade.outcomes.get(account) for trade in self._latest)
        return [outcome for outcome in found if outcome is not None and outcome.decided.symbol == symbol]

    def _fill(self, account: AccountId, fill: Fill) -> None:
        worth = point_value(self._root(fill.symbol))
        if account == self._tape.leader:
            if fill.fill_id in self._his_fills:
                return
            self._his_fills.add(fill.fill_id)
            self._link.leader_filled(lambda resting: self._fills_with(resting, fill))
            self._fills.setdefault(fill.symbol, []).append(fill)
            self._last[fill.symbol] = fill.price
            self._ledgers[account].trade(fill.symbol, fill.side, fill.qty, fill.price, worth)
            for follower, leader in self._leads_into.items():
                if leader == fill.symbol and self._comparable(follower):
                    for ledger in self._ledgers.values():
                        ledger.mark(follower, fill.price)
            return
        price = fill.price if self._comparable(fill.symbol) else None
        self._ledgers[account].trade(fill.symbol, fill.side, fill.qty, price, worth)
        outcomes = [o for o in self._outcomes_of(account, fill.symbol) if o.decided.trigger.kind is not TradeKind.REST]
        for outcome in outcomes:
            outcome.price = price
        if not outcomes:
            self._early[account, fill.symbol] = price  # a copy that filled before its leader's order was done

    def _fills_with(self, resting: RestingOrder, fill: Fill) -> bool:
        symbol = resting.order.symbol
        if self._leads_into.get(symbol, symbol) != fill.symbol or not self._comparable(symbol):
            return False
        tick = self._copier.state.instruments[symbol].tick_size
        return resting.fills_with(fill, self._his_orders.get(fill.venue_order_id), tick)

    def _look(self, *, fresh: bool) -> None:
        """What followers hold after a trade; after an order that rests what they held then, for its fill is a trade."""
        for trade in self._latest:
            if trade.trigger.kind is TradeKind.REST and not fresh:
                continue
            for account, outcome in trade.outcomes.items():
                book = self._copier.state.follows[account][1].books.get(outcome.decided.symbol)
                if book is not None:
                    outcome.position, outcome.expected = book.position, book.expected.qty

    def _price_of(self, symbol: Symbol) -> Decimal:
        return self._last.get(self._leads_into.get(symbol, symbol), Decimal(0))

    def _comparable(self, symbol: Symbol) -> bool:
        """Whether the leader's price is this instrument's too: the same one, or its mini or micro."""
        mine, his = self._root(symbol), self._root(self._leads_into.get(symbol, symbol))
        return MICRO_OF.get(mine, mine) == MICRO_OF.get(his, his)

    def _root(self, symbol: Symbol) -> str:
        known = self._copier.state.instruments.get(symbol)
        return known.root if known is not None else symbol

    def _total(self, account: AccountId) -> Total:
        trades = [trade for trade in self._trades if trade.trigger.kind is not TradeKind.REST]
        verdicts = [_verdict(trade.outcomes[account].decided) for trade in trades if account in trade.outcomes]
        ledger = self._ledgers[account]
        leads = account == self._tape.leader
        return Total(
            name=self._tape.leader_name if leads else self._name_of(account),
            positions=tuple((symbol, qty) for symbol, qty in sorted(ledger.positions.items()) if qty),
            pnl=ledger.pnl,
            unknown=tuple(sorted(ledger.unknown)),
            copied=len(trades) if leads else verdicts.count(Verdict.COPIED),
            clipped=verdicts.count(Verdict.CLIPPED),
            held=verdicts.count(Verdict.HELD),
            routine=verdicts.count(Verdict.ROUTINE),
        )


def _verdict(decided: FollowerDecided) -> Verdict:
    """A trade that a resting copy carries is copied, although its fill gives nothing to do."""
    return Verdict.COPIED if decided.reason is Reason.COPY_RESTING else decided.verdict


def _average(fills: list[Fill]) -> Decimal | None:
    if not fills:
        return None
    return sum((fill.price * fill.qty for fill in fills), Decimal(0)) / sum(fill.qty for fill in fills)
