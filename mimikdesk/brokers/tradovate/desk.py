"""Sending orders: one request each, in the call; what the answer means, and what is told where none comes.

An order ends here as acknowledged (its first report came out of the books), rejected, not sent, or unknown: the latter
only after it was looked for by its id. An exit is sent whatever the budget says, once; everything else leaves the
exits' reserve alone and waits for nothing: it is not sent, and says why.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial

from mimikdesk.brokers.budget import Priority
from mimikdesk.brokers.tradovate import commands, facts
from mimikdesk.brokers.tradovate.closings import Closings
from mimikdesk.brokers.tradovate.commands import VenueAccount
from mimikdesk.brokers.tradovate.deadlines import Deadlines
from mimikdesk.brokers.tradovate.frames import Reply
from mimikdesk.brokers.tradovate.inquiry import Inquiry
from mimikdesk.brokers.tradovate.ledger import Ledger
from mimikdesk.brokers.tradovate.line import Line
from mimikdesk.brokers.tradovate.outbox import Outbox
from mimikdesk.brokers.tradovate.requests import Unanswered
from mimikdesk.brokers.tradovate.verdicts import Accepted, Locked, Refused, number_in, numbered, verdict_on
from mimikdesk.domain.clock import Clock
from mimikdesk.domain.commands import ClosePosition, PlaceBracket, PlaceOco, PlaceOrder
from mimikdesk.domain.events import OrderReported, SendEnded, SendOutcome
from mimikdesk.domain.ids import AccountId, ClientOrderId, Symbol, VenueOrderId
from mimikdesk.domain.instrument import Instrument
from mimikdesk.domain.orders import OrderKind, OrderReport, OrderStatus, Side
from mimikdesk.domain.record import record
from mimikdesk.domain.time import Stamp

DUPLICATE = "duplicate client order id"
FLAT = "the position is flat already"
_Key = tuple[AccountId, ClientOrderId]


@record(frozen=True, slots=True)
class _OfBroker:
    """The order that the broker makes to close a position, with what its reports need."""

    account: AccountId
    client_order_id: ClientOrderId
    symbol: Symbol
    side: Side
    qty: int
    kind: OrderKind = OrderKind.MARKET
    limit: Decimal | None = None
    stop: Decimal | None = None
    trail: Decimal | None = None


_Asked = PlaceOrder | _OfBroker


@record(frozen=True, slots=True)
class _Sent:
    """One request with its orders, and the names of the fields in which the answer tells their numbers. ``named``: the
    client order ids went with it, so that it can be looked for by them."""

    orders: tuple[_Asked, ...]
    fields: tuple[str, ...]
    named: bool = True


Body = Callable[[VenueAccount, Instrument], str]


class Desk:
    """``find(symbol, then)`` looks a contract up that is not known yet and calls ``then`` when that is over.
    ``over(account, id)``: an order has ended without the broker's number."""

    def __init__(
        self,
        clock: Clock,
        line: Line,
        ledger: Ledger,
        outbox: Outbox,
        inquiry: Inquiry,
        find: Callable[[Symbol, Callable[[], None]], None],
        over: Callable[[AccountId, ClientOrderId], None],
        closings: Closings,
    ) -> None:
        self._clock = clock
        self._closings = closings
        self._over = over
        self._line = line
        self._ledger = ledger
        self._outbox = outbox
        self._inquiry = inquiry
        self._find = find
        self._unanswered: dict[_Key, _Sent] = {}
        self._looked_up: Deadlines[_Key] = Deadlines(clock, self._not_told)

    # --- commands -----------------------------------------------------------------------------------------------

    def place(self, order: PlaceOrder) -> None:
        self._send(
            _Sent((order,), ("orderId",)),
            commands.PLACE,
            lambda account, instrument: commands.place_body(account, order, instrument.tick_size),
        )

    def place_oco(self, orders: PlaceOco) -> None:
        first, second = orders.first, orders.second
        if first.qty != second.qty:
            self._not_sent((first, second), "Tradovate has one size for both orders of a pair")
            return
        self._send(
            _Sent((first, second), ("orderId", "ocoId")),
            commands.PLACE_OCO,
            lambda account, instrument: commands.oco_body(account, first, second, instrument.tick_size),
        )

    def place_bracket(self, orders: PlaceBracket, unable: str) -> None:
        """``unable``: why no bracket is sent at all."""
        entry, exits = orders.entry, orders.exits
        if not unable and any(leg.qty != entry.qty for leg in exits):
            unable = "Tradovate has one size for all orders of a bracket"
        if unable:
            self._not_sent((entry, *exits), unable)
            return
        self._send(
            _Sent((entry, *exits), ("orderId", "oso1Id", "oso2Id")[: 1 + len(exits)]),
            commands.PLACE_OSO,
            lambda account, instrument: commands.oso_body(account, entry, exits, instrument.tick_size),
        )

    def close(self, order: ClosePosition) -> None:
        """The broker makes the order himself, without our id: it is told apart by the number in the answer only."""
        self._send(
            _Sent((self._closing(order),), ("orderId",), named=False),
            commands.LIQUIDATE,
            lambda account, _: commands.liquidate_body(account, self._ledger.contract_id(order.symbol) or 0),
            exits=True,
        )

    # --- what the link tells --------------------------------------------------------------------------------------

    def waits_for(self, account: AccountId, client_order_id: ClientOrderId) -> bool:
        """Whether this order was sent and nothing has been heard of it."""
        return (account, client_order_id) in self._unanswered

    def acknowledged(self, account: AccountId, client_order_id: ClientOrderId) -> None:
        self._unanswered.pop((account, client_order_id), None)
        self._looked_up.clear((account, client_order_id))

    def lost(self, text: str) -> None:
        """The line is gone: whatever was not acknowledged is unknown."""
        self._looked_up.clear_all()
        keys, self._unanswered = list(self._unanswered), {}
        for account, name in keys:
            self._outbox.later(partial(_ended, account, name, SendOutcome.UNKNOWN, text))

    # --- sending ------------------------------------------------------------------------------------------------

    def _send(self, sent: _Sent, endpoint: str, body: Body, exits: bool = False) -> None:
        first = sent.orders[0]
        text = self._line.offline()
        account = self._ledger.account(first.account)
        if not text and account is None:
            text = f"{first.account} is not an account of this connection"
        if text or account is None:
            self._not_sent(sent.orders, text)
            return
        keys = [_key(order) for order in sent.orders]
        if not self._ledger.used.isdisjoint(keys):
            self._reject(sent.orders, DUPLICATE)
            return
        instrument = self._ledger.instrument(first.symbol)
        if instrument is None:
            until_ns = self._clock.now().mono_ns + facts.CONTRACT_WITHIN_NS
            self._find(first.symbol, lambda: self._found(sent, endpoint, body, exits, until_ns))
            return
        if text := self._held_back(sent, exits):
            self._not_sent(sent.orders, text)
            return
        self._ledger.used.update(keys)
        try:
            self._line.ask(
                endpoint,
                partial(self._answered, sent),
                body=body(account, instrument),
                within_ns=facts.ORDER_ANSWER_NS,
                late=partial(self._answered_late, sent),
            )
        except OSError as error:
            self._not_sent(sent.orders, str(error))
            return
        for key in keys:
            self._unanswered[key] = sent
        if not sent.named:
            self._closings.begin(first.account, first.symbol)

    def _found(self, sent: _Sent, endpoint: str, body: Body, exits: bool, until_ns: int) -> None:
        """``until_ns``: an order at the market that opens is not sent after this, for an entry is never made late."""
        symbol = sent.orders[0].symbol
        if self._ledger.instrument(symbol) is not None:
            market = any(order.kind is OrderKind.MARKET for order in sent.orders)
            if market and self._clock.now().mono_ns > until_ns and not (exits or self._closes(sent)):
                self._not_sent(sent.orders, f"Tradovate took too long to say what {symbol} is")
                return
            self._send(sent, endpoint, body, exits)
            return
        text = self._line.offline() or self._line.held_back(Priority.READ) or f"Tradovate does not list {symbol}"
        self._not_sent(sent.orders, text)

    def _held_back(self, sent: _Sent, exits: bool) -> str:
        text = "" if exits else self._line.held_back(Priority.ORDER)
        return "" if text and self._closes(sent) else text

    def _closes(self, sent: _Sent) -> bool:
        """Whether its orders only make positions smaller."""
        closes = self._ledger.closes
        return all(closes(its.account, its.symbol, its.side, its.qty) for its in sent.orders)

    # --- answers ------------------------------------------------------------------------------------------------

    def _answered(self, sent: _Sent, answer: Reply | Unanswered) -> None:
        if not sent.named:
            number = None if isinstance(answer, Unanswered) else number_in(answer, sent.fields[0])
            order = sent.orders[0]
            self._closings.answered(order.account, order.symbol, number, order.client_order_id)
        if isinstance(answer, Unanswered):
            if self._open(sent):
                self._look_for(sent, answer.text)
            return
        verdict = verdict_on(answer, sent.fields[0])
        if isinstance(verdict, Accepted | Refused):
            self._claim(sent, verdict)
        if not self._open(sent):
            return
        if isinstance(verdict, Accepted):
            if any(numbered(verdict.data, field) is None for field in sent.fields):
                self._look_for(sent, "Tradovate did not name all orders of the pair")
        elif isinstance(verdict, Refused):
            self._refused(sent, verdict.text)
        elif isinstance(verdict, Locked):
            self._end(sent, SendOutcome.NOT_SENT, verdict.text)
        elif not sent.named and not self._ledger.net(sent.orders[0].account, sent.orders[0].symbol):
            self._refused(sent, FLAT)
        else:
            self._look_for(sent, verdict.text)

    def _answered_late(self, sent: _Sent, reply: Reply) -> None:
        """It was given up as unknown, and here is the answer after all."""
        verdict = verdict_on(reply, sent.fields[0])
        if isinstance(verdict, Accepted):
            self._claim(sent, verdict)
        elif isinstance(verdict, Refused | Locked):
            self._reject(sent.orders, verdict.text)

    def _claim(self, sent: _Sent, verdict: Accepted | Refused) -> None:
        for order, field in zip(sent.orders, sent.fields, strict=True):
            if (number := numbered(verdict.data, field)) is not None:
                self._line.claim(number, order.client_order_id)

    def _open(self, sent: _Sent) -> list[_Asked]:
        """Its orders of which nothing has been told yet."""
        return [order for order in sent.orders if self._unanswered.get(_key(order)) is sent]

    def _look_for(self, sent: _Sent, text: str) -> None:
        """Nobody knows: ask the broker for the ids before anything is said."""
        orders = self._open(sent)
        names = [order.client_order_id for order in orders] if sent.named else []
        if not names:
            self._end(sent, SendOutcome.UNKNOWN, text)
            return

        def found(numbers: Mapping[ClientOrderId, int]) -> None:
            for order in self._open(sent):
                number = numbers.get(order.client_order_id)
                if number is None:
                    self._end_one(order, SendOutcome.UNKNOWN, text)
                else:
                    self._looked_up.set(_key(order), facts.LOOKED_UP_WITHIN_NS)
                    self._line.claim(number, order.client_order_id)
                    self._line.reread(number)

        self._inquiry.ask(names, found)

    def _not_told(self, key: _Key) -> None:
        """The broker has the order, and does not tell how it stands."""
        sent = self._unanswered.get(key)
        for order in self._open(sent) if sent is not None else ():
            if _key(order) == key:
                self._end_one(order, SendOutcome.UNKNOWN, "Tradovate has this order and does not tell how it stands")

    # --- what is told -------------------------------------------------------------------------------------------

    def _end(self, sent: _Sent, outcome: SendOutcome, text: str) -> None:
        for order in self._open(sent):
            self._end_one(order, outcome, text)

    def _end_one(self, order: _Asked, outcome: SendOutcome, text: str) -> None:
        self.acknowledged(order.account, order.client_order_id)
        self._outbox.later(partial(_ended, order.account, order.client_order_id, outcome, text))
        self._over(order.account, order.client_order_id)

    def _not_sent(self, orders: tuple[_Asked, ...], text: str) -> None:
        for order in orders:
            self._outbox.later(partial(_ended, order.account, order.client_order_id, SendOutcome.NOT_SENT, text))

    def _refused(self, sent: _Sent, text: str) -> None:
        orders = tuple(self._open(sent))
        for order in orders:
            self.acknowledged(order.account, order.client_order_id)
        self._reject(orders, text)
        for order in orders:
            self._over(order.account, order.client_order_id)

    def _reject(self, orders: tuple[_Asked, ...], text: str) -> None:
        for order in orders:
            self._outbox.later(partial(_rejected, order, text))

    def _closing(self, order: ClosePosition) -> _OfBroker:
        """The market order that a close amounts to, for its reports."""
        name, symbol, held = order.client_order_id, order.symbol, self._ledger.net(order.account, order.symbol)
        if held:
            return _OfBroker(order.account, name, symbol, Side.of(-held), abs(held))
        side, qty = (Side.SELL, 1) if order.amounts_to is None else (order.amounts_to.side, order.amounts_to.qty)
        return _OfBroker(order.account, name, symbol, side, qty)


def _key(order: _Asked) -> _Key:
    return order.account, order.client_order_id


def _ended(account: AccountId, name: ClientOrderId, outcome: SendOutcome, text: str, at: Stamp) -> SendEnded:
    return SendEnded(account, name, outcome, text, at)


def _rejected(order: _Asked, text: str, at: Stamp) -> OrderReported:
    """A refused order may have no number of the broker's: it is named after our own id."""
    report = OrderReport(
        VenueOrderId(f"refused-{order.client_order_id}"),
        order.client_order_id,
        order.symbol,
        order.side,
        order.kind,
        order.qty,
        0,
        OrderStatus.REJECTED,
        order.limit,
        order.stop,
        text,
        order.trail,
    )
    return OrderReported(order.account, report, at)
