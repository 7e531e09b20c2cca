"""The program's end of a connection to the practice exchange: the broker port over a line with delay and trouble.

Beyond the port's rules: a cancel that cannot be sent is answered with ``CancelRefused``; one that is lost with the
line is not answered, the snapshot after the reconnection tells. An order named by an account or a contract that the
connection does not have ends as not sent. An account added to the exchange later joins at the next login. After
``close`` an order still gets its answer (not sent), and the link may be opened again. What the connection was made
without (``capabilities``) is refused as not sent, a change as ``ModifyRefused``.
"""

from collections.abc import Callable
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from mimikdesk.brokers.offline import NO_BRACKET, WHY_NOT, back_off_ns
from mimikdesk.brokers.port import QuoteSink, Sink
from mimikdesk.brokers.practice.catalog import CATALOG
from mimikdesk.brokers.practice.line import Line, LineEnds
from mimikdesk.brokers.practice.meter import Meter
from mimikdesk.brokers.practice.quotes import QuoteFeed
from mimikdesk.brokers.practice.session import Session
from mimikdesk.brokers.practice.wire import Latency as Latency
from mimikdesk.brokers.practice.wire import Message, Wire
from mimikdesk.domain.capabilities import Capabilities
from mimikdesk.domain.clock import TimerHandle
from mimikdesk.domain.commands import (
    CancelAllOrders,
    CancelOrder,
    ClosePosition,
    ModifyOrder,
    PlaceBracket,
    PlaceOco,
    PlaceOrder,
)
from mimikdesk.domain.events import (
    BrokerEvent,
    BudgetReported,
    CancelRefused,
    LineChanged,
    LineState,
    ModifyRefused,
    OrderReported,
    SendEnded,
    SendOutcome,
)
from mimikdesk.domain.ids import AccountId, ClientOrderId, ConnectionId, Symbol
from mimikdesk.domain.orders import OrderKind
from mimikdesk.domain.time import SECOND, Stamp

if TYPE_CHECKING:
    from mimikdesk.brokers.practice.venue import PracticeVenue

EVERYTHING = Capabilities(frozenset(OrderKind), cancel_before_ack=True, modify=True, oco=True, bracket=True, close=True)
NO_ANSWER = "the exchange has not answered"
CONNECTING = "Connecting to the practice exchange."
ANSWER_WITHIN = 10 * SECOND
LONGEST_WAIT = 60 * SECOND
NO_OCO = "this connection cannot tie two orders together"
NO_MODIFY = "this connection cannot change orders"
NO_CLOSE = "this connection has no close of its own"


class PracticeLink:
    """Made by ``PracticeVenue.link``. ``line`` switches faults, ``meter`` limits the requests."""

    def __init__(
        self,
        venue: "PracticeVenue",
        connection: ConnectionId,
        sink: Sink,
        quote_sink: QuoteSink | None,
        latency: Latency,
        capabilities: Capabilities = EVERYTHING,
    ) -> None:
        self.connection = connection
        self.capabilities = capabilities
        self._venue = venue
        self._clock = venue.clock
        self._sink = sink
        self._latency = latency
        self._latency_random = Random(f"{venue.seed}/latency/{connection}")
        self._wait_random = Random(f"{venue.seed}/reconnect/{connection}")
        self.meter = Meter(venue.clock, self._tell_budget)
        self._locked_until_ns: int | None = None
        self._locked_text = ""
        ends = LineEnds(self._lose, self._expire, self._log_in_again, self._locked, self._unlocked)
        self.line = Line(venue.clock, f"{venue.seed}/faults/{connection}", ends)
        self._quotes = QuoteFeed(venue, quote_sink, latency.quote) if quote_sink is not None else None
        self._state = LineState.DISCONNECTED
        self._wire: Wire | None = None
        self._session: Session | None = None
        self._retry: TimerHandle | None = None
        self._attempts = 0
        self._unanswered: dict[tuple[AccountId, ClientOrderId], int] = {}
        self._watch: TimerHandle | None = None
        self._answers: list[Callable[[Stamp], BrokerEvent]] = []

    @property
    def accounts(self) -> tuple[AccountId, ...]:
        return self._venue.accounts(self.connection)

    # --- the port -----------------------------------------------------------------------------------------------

    def open(self) -> None:
        if self._state is not LineState.DISCONNECTED:
            return
        self._state = LineState.RECONNECTING
        self._attempts = 0
        self._answer(lambda at: LineChanged(self.connection, LineState.RECONNECTING, CONNECTING, at))
        self._connect()

    def close(self) -> None:
        self._cut()
        self._wire = None
        self.line.rest()
        self.meter.rest()
        for timer in (self._retry, self._watch):
            if timer is not None:
                timer.cancel()
        self._retry = self._watch = None
        self._state = LineState.DISCONNECTED
        for account, client_order_id in self._take_unanswered():
            self._answer(partial(_unknown, account, client_order_id, "the connection was closed"))
        self._answer(lambda at: LineChanged(self.connection, LineState.DISCONNECTED, "", at))

    def reconnect(self, why: str) -> None:
        if self._state in (LineState.DISCONNECTED, LineState.REAUTH_REQUIRED):
            return
        self._cut()
        self._wire = None
        self._state = LineState.RECONNECTING
        self._attempts = 0
        self._answer(lambda at: LineChanged(self.connection, LineState.RECONNECTING, why, at))
        for account, client_order_id in self._take_unanswered():
            self._answer(partial(_unknown, account, client_order_id, why))
        if self._retry is not None:
            self._retry.cancel()
        self._retry = self._clock.call_later(0, self._connect)

    def place(self, order: PlaceOrder) -> None:
        if text := self._why_not(order):
            self._not_sent(order.account, order.client_order_id, text)
            return
        self._expect(order.account, order.client_order_id)
        self._up(Message.PLACE, lambda session: session.place(order))

    def place_oco(self, orders: PlaceOco) -> None:
        unable = "" if self.capabilities.oco else NO_OCO
        self._place_all((orders.first, orders.second), unable, lambda session: session.place_oco(orders))

    def place_bracket(self, orders: PlaceBracket) -> None:
        unable = "" if self.capabilities.bracket else NO_BRACKET
        self._place_all((orders.entry, *orders.exits), unable, lambda session: session.place_bracket(orders))

    def close_position(self, order: ClosePosition) -> None:
        unable = "" if self.capabilities.close else NO_CLOSE
        self._place_all((order,), unable, lambda session: session.close_position(order))

    def modify(self, order: ModifyOrder) -> None:
        text = WHY_NOT.get(self._state, "" if self.capabilities.modify else NO_MODIFY)
        if text:
            self._answer(lambda at: ModifyRefused(order.account, order.client_order_id, text, at))
            return
        self._up(Message.MODIFY, lambda session: session.modify(order))

    def cancel(self, order: CancelOrder) -> None:
        if self._state is not LineState.CONNECTED:
            text = WHY_NOT[self._state]
            self._answer(lambda at: CancelRefused(order.account, order.client_order_id, text, at))
            return
        self._up(Message.CANCEL, lambda session: session.cancel(order))

    def cancel_all(self, order: CancelAllOrders) -> None:
        """Does nothing while there is no connection; the line's state says so already."""
        self._up(Message.CANCEL, lambda session: session.cancel_all(order))

    def refresh(self, account: AccountId) -> None:
        """Does nothing while there is no connection; the reconnection brings a snapshot of its own."""
        asked_at = self._clock.now()
        self._up(Message.READ, lambda session: session.read(account, asked_at))

    def expect(self, symbol: Symbol) -> None:
        """The practice exchange names all its contracts with the connection."""

    # --- the line -----------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self._retry = None
        if not self.line.reachable:
            self._connect_later()
            return
        asked_at = self._clock.now()
        wire = Wire(self._clock, self._latency, self._latency_random)
        session = Session(self._venue, self.connection, wire, self.line, self._receive)
        self._wire, self._session = wire, session
        wire.up(Message.LOGIN, lambda: self._arrive_at_exchange(wire, session, asked_at))

    def _arrive_at_exchange(self, wire: Wire, session: Session, asked_at: Stamp) -> None:
        if text := self.line.login_refusal:
            wire.down(Message.LOGIN, lambda: self._refused(text))
        else:
            session.begin(asked_at)

    def _refused(self, text: str) -> None:
        """The exchange does not accept the login (any more)."""
        self._cut()
        self._wire = None
        self._state = LineState.REAUTH_REQUIRED
        self._sink(LineChanged(self.connection, LineState.REAUTH_REQUIRED, text, self._clock.now()))
        self._give_up(text)
        if not self.line.login_refusal:
            self._log_in_again()

    def _expire(self, text: str) -> None:
        wire = self._wire
        if wire is not None and wire.alive:
            self._cut()
            self._clock.call_later(0, lambda: self._refused(text) if self._wire is wire else None)

    def _log_in_again(self) -> None:
        if self._state is LineState.REAUTH_REQUIRED:
            self._state = LineState.RECONNECTING
            self._answer(lambda at: LineChanged(self.connection, LineState.RECONNECTING, CONNECTING, at))
            self._connect()

    def _receive(self, event: BrokerEvent) -> None:
        if isinstance(event, OrderReported):
            if event.order.client_order_id is not None:
                self._unanswered.pop((event.account, event.order.client_order_id), None)
        elif isinstance(event, LineChanged):
            self._state = event.state
            self._attempts = 0
            if self._quotes is not None:
                self._quotes.start()
        self._sink(event)
        if isinstance(event, LineChanged) and self.meter.limit is not None:
            self._tell_budget()

    def _lose(self, reason: str, unnoticed_ns: int, flushed: bool) -> None:
        """The line is lost now, and the program finds out after ``unnoticed_ns``; ``flushed``: when it has everything
        that was under way to it."""
        wire = self._wire
        if wire is None or not wire.alive:
            return
        wait = wire.end() if flushed else 0
        self._cut(wire_too=not flushed)
        self._clock.call_later(max(wait, unnoticed_ns), lambda: self._notice(wire, reason))

    def _notice(self, wire: Wire, reason: str) -> None:
        if self._wire is not wire:
            return
        self._state = LineState.RECONNECTING
        self._cut()
        self._wire = None
        self._sink(LineChanged(self.connection, LineState.RECONNECTING, reason, self._clock.now()))
        self._give_up(reason)
        self._connect_later()

    def _give_up(self, reason: str) -> None:
        for account, client_order_id in self._take_unanswered():
            self._sink(_unknown(account, client_order_id, reason, self._clock.now()))

    def _connect_later(self) -> None:
        if self._retry is not None:
            return  # whoever heard that the line is lost has asked for a new one already
        wait = back_off_ns(self._attempts, SECOND, LONGEST_WAIT)
        wait = min(LONGEST_WAIT, wait + int(wait * self._wait_random.random() / 4))
        self._attempts += 1
        self._retry = self._clock.call_later(wait, self._connect)

    def _cut(self, wire_too: bool = True) -> None:
        if self._wire is not None and wire_too:
            self._wire.cut()
        if self._session is not None:
            self._session.end()
            self._session = None
        if self._quotes is not None:
            self._quotes.stop()

    # --- the budget ---------------------------------------------------------------------------------------------

    def _locked(self, until_ns: int, text: str) -> None:
        """The exchange refuses whatever is asked; the program learns it with the first answer."""
        if self._wire is not None and until_ns != self._locked_until_ns:
            self._locked_until_ns, self._locked_text = until_ns, text
            self._wire.down(Message.READ, self._tell_budget)
            self._clock.call_later(until_ns - self._clock.now().mono_ns, self._tell_budget)

    def _unlocked(self) -> None:
        """No limit and no penalty any more."""
        told = self.meter.limit is not None or self._locked_until_ns is not None
        self.meter.allow(None)
        self._locked_until_ns = None
        if told:
            self._answer(self._budget)

    def _tell_budget(self) -> None:
        if self._state is LineState.CONNECTED:
            self._sink(self._budget(self._clock.now()))

    def _budget(self, at: Stamp) -> BudgetReported:
        until_ns = self._locked_until_ns
        if until_ns is not None and until_ns <= at.mono_ns:
            until_ns = self._locked_until_ns = None
        text = self._locked_text if until_ns is not None else ""
        meter = self.meter
        return BudgetReported(self.connection, meter.left, meter.limit, meter.window_ns, until_ns, text, at)

    # --- answers of the link's own ------------------------------------------------------------------------------

    def _up(self, message: Message, act: Callable[[Session], None]) -> None:
        wire, session = self._wire, self._session
        if wire is not None and session is not None and self._state is LineState.CONNECTED:
            too_many = not self.meter.spend()
            if self.line.loses_command():
                return

            def arrive() -> None:
                if too_many:
                    self.line.use_up_budget(self.meter.window_ns)
                act(session)

            wire.up(message, arrive)

    def _place_all(
        self, orders: tuple[PlaceOrder | ClosePosition, ...], unable: str, act: Callable[[Session], None]
    ) -> None:
        """Send orders that go together, all of them or none."""
        text = next((why for order in orders if (why := self._why_not(order))), unable)
        for order in orders:
            if text:
                self._not_sent(order.account, order.client_order_id, text)
            else:
                self._expect(order.account, order.client_order_id)
        if not text:
            self._up(Message.PLACE, act)

    def _why_not(self, order: PlaceOrder | ClosePosition) -> str:
        if self._state is not LineState.CONNECTED:
            return WHY_NOT[self._state]
        if order.account not in self.accounts:
            return f"{order.account} is not an account of this connection"
        if order.symbol not in CATALOG:
            return f"the practice exchange does not list {order.symbol}"
        if isinstance(order, PlaceOrder) and order.kind not in self.capabilities.order_kinds:
            return f"this connection takes no {order.kind.value.replace('_', '-')} orders"
        return ""

    def _expect(self, account: AccountId, client_order_id: ClientOrderId) -> None:
        self._unanswered[account, client_order_id] = self._clock.now().mono_ns + ANSWER_WITHIN
        if self._watch is None:
            self._watch = self._clock.call_later(ANSWER_WITHIN, self._look_for_answers)

    def _look_for_answers(self) -> None:
        """One timer for all orders: it comes again while some are not answered, and gives up those that are overdue."""
        now = self._clock.now().mono_ns
        overdue = [key for key, due in self._unanswered.items() if due <= now]
        for key in overdue:
            del self._unanswered[key]
        waits = [due - now for due in self._unanswered.values()]
        self._watch = self._clock.call_later(min(waits), self._look_for_answers) if waits else None
        for account, client_order_id in overdue:
            self._sink(_unknown(account, client_order_id, NO_ANSWER, self._clock.now()))

    def _not_sent(self, account: AccountId, client_order_id: ClientOrderId, text: str) -> None:
        self._answer(lambda at: SendEnded(account, client_order_id, SendOutcome.NOT_SENT, text, at))

    def _take_unanswered(self) -> list[tuple[AccountId, ClientOrderId]]:
        taken = list(self._unanswered)
        self._unanswered.clear()
        return taken

    def _answer(self, make: Callable[[Stamp], BrokerEvent]) -> None:
        """Say something as soon as the call that is running has returned; answers keep their order."""
        self._answers.append(make)
        self._clock.call_later(0, self._say_next)

    def _say_next(self) -> None:
        self._sink(self._answers.pop(0)(self._clock.now()))


def _unknown(account: AccountId, client_order_id: ClientOrderId, detail: str, at: Stamp) -> SendEnded:
    return SendEnded(account, client_order_id, SendOutcome.UNKNOWN, detail, at)
