"""Changes and cancels, one at a time for each order.

The broker refuses a command for an order while an earlier one is still on its way ("AnotherCommandPending"), so each
order has a queue of its own, and of several changes that wait only the last values are sent. What came of an accepted
command is told by the books: a report of the order, or a refusal, which comes here by ``refused``.
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from mimikdesk.brokers.budget import Priority
from mimikdesk.brokers.tradovate import commands, facts
from mimikdesk.brokers.tradovate.deadlines import Deadlines
from mimikdesk.brokers.tradovate.frames import Reply
from mimikdesk.brokers.tradovate.ledger import Known, Ledger
from mimikdesk.brokers.tradovate.line import Line
from mimikdesk.brokers.tradovate.outbox import Outbox
from mimikdesk.brokers.tradovate.requests import Unanswered
from mimikdesk.brokers.tradovate.teller import Refusal
from mimikdesk.brokers.tradovate.verdicts import ANOTHER_PENDING, Accepted, Refused, verdict_on
from mimikdesk.domain.clock import Clock
from mimikdesk.domain.commands import CancelOrder, ModifyOrder
from mimikdesk.domain.events import CancelRefused, ModifyRefused, OrderReported
from mimikdesk.domain.ids import AccountId, ClientOrderId, VenueOrderId
from mimikdesk.domain.record import record
from mimikdesk.domain.time import Stamp

UNKNOWN_ORDER = "unknown order"
_SETTLED = frozenset({"Replaced", "Canceled", "Rejected", "Expired"})
_OVER = frozenset({"RiskRejected", "ExecutionRejected", "OnHold"})
"""What reports on a command say when it is done: of its execution, and of itself. A held leg's change goes no further
than to be on hold."""
_KEPT = 512
"""How many settled commands are remembered: their reports may come before the answer that names them."""


@record(frozen=True, slots=True)
class _SweptOrder:
    """The cancel of one order of an account that is cleared, anybody's. Nobody is told when it is refused."""

    account: AccountId


_Wish = ModifyOrder | CancelOrder | _SweptOrder


@dataclass(slots=True)
class _Queue:
    """``running``: what was sent last, None when it is done. ``command``: its number, once the answer told."""

    running: _Wish | None = None
    command: int | None = None
    tries: int = 0
    waiting: deque[_Wish] = field(default_factory=deque)


class Changes:
    def __init__(self, clock: Clock, line: Line, ledger: Ledger, outbox: Outbox) -> None:
        self._line = line
        self._ledger = ledger
        self._outbox = outbox
        self._queues: dict[int, _Queue] = {}
        self._early: dict[tuple[AccountId, ClientOrderId], list[ModifyOrder | CancelOrder]] = {}
        self._settled: dict[int, None] = {}
        self._timers: Deadlines[int] = Deadlines(clock, self._due)

    # --- commands -----------------------------------------------------------------------------------------------

    def take(self, order: ModifyOrder | CancelOrder, on_its_way: bool) -> None:
        """``on_its_way``: the order was sent and has no number yet, so that this has to wait."""
        if text := self._line.offline():
            self._tell(order, text)
        elif on_its_way:
            self._early.setdefault((order.account, order.client_order_id), []).append(order)
        elif (known := self._ledger.by_client_id(order.account, order.client_order_id)) is None:
            self._tell(order, UNKNOWN_ORDER)
        elif text := self._why_not(known, order):
            self._tell(order, text)
        else:
            self._push(known.order_id, order)

    def sweep(self, account: AccountId) -> None:
        """Cancel every order of the account that is not at its end."""
        if not self._line.offline():
            for number in self._ledger.open_orders(account):
                self._push(number, _SweptOrder(account))

    # --- what the link tells --------------------------------------------------------------------------------------

    def numbered(self, account: AccountId, client_order_id: ClientOrderId) -> None:
        """The number of an order has become known, or it has ended without one: what waited for that goes on."""
        for wish in self._early.pop((account, client_order_id), ()):
            self.take(wish, on_its_way=False)

    def ended(self, venue_order_id: VenueOrderId) -> None:
        """The order is at its end: what waited is of no use any more."""
        order_id = int(venue_order_id) if venue_order_id.isdigit() else 0
        queue = self._queues.pop(order_id, None)
        if queue is None:
            return
        self._timers.clear(order_id)
        for wish in queue.waiting:
            self._tell(wish, "the order has ended")

    def refused(self, refusal: Refusal) -> None:
        """The books heard that a command of ours was refused, perhaps before its answer came. Where the answer had said
        so as well, it is told twice: better than not at all."""
        kind = CancelRefused if refusal.cancel else ModifyRefused
        text = refusal.text or "Tradovate gave no reason"
        self._outbox.later(partial(kind, refusal.account, refusal.client_order_id, text))
        self._settle(refusal.command_id, refusal.order_id)

    @property
    def waiting(self) -> bool:
        """Whether any command is on its way, so that rows are worth looking at."""
        return bool(self._queues)

    def row(self, kind: str, row: Mapping[str, Any]) -> None:
        """Every row that comes, for those that tell that a command is done."""
        if kind == "executionreport":
            done = row.get("execType") in _SETTLED
        elif kind == "commandreport":
            done = row.get("commandStatus") in _OVER
        else:
            return
        if done and type(command := row.get("commandId")) is int:
            running = next((number for number, its in self._queues.items() if its.command == command), None)
            self._settle(command, running)

    def lost(self, text: str) -> None:
        """The line is gone. What was sent is not answered, the next read tells; what waited is refused."""
        queues, self._queues = self._queues, {}
        early, self._early = self._early, {}
        self._timers.clear_all()
        for queue in queues.values():
            for wish in queue.waiting:
                self._tell(wish, text)
        for wishes in early.values():
            for wish in wishes:
                self._tell(wish, text)

    # --- the queue of one order ---------------------------------------------------------------------------------

    def _push(self, order_id: int, wish: _Wish) -> None:
        queue = self._queues.setdefault(order_id, _Queue())
        if isinstance(wish, ModifyOrder) and queue.waiting and isinstance(last := queue.waiting[-1], ModifyOrder):
            queue.waiting[-1] = _merged(last, wish)
            return
        queue.waiting.append(wish)
        if queue.running is None:
            self._next(order_id, queue)

    def _next(self, order_id: int, queue: _Queue) -> None:
        queue.running, queue.command, queue.tries = None, None, 0
        self._timers.clear(order_id)
        if queue.waiting:
            queue.running = queue.waiting.popleft()
            self._send(order_id, queue)
        elif self._queues.get(order_id) is queue:
            del self._queues[order_id]

    def _send(self, order_id: int, queue: _Queue) -> None:
        wish = queue.running
        assert wish is not None
        known = self._ledger.by_number(order_id)
        if isinstance(wish, ModifyOrder):
            text = UNKNOWN_ORDER if known is None else self._why_not(known, wish)
            if known is None or text:
                self._tell(wish, text)
                self._next(order_id, queue)
                return
            change = commands.restated(
                order_id, known.report, known.duration, wish.qty, wish.limit, wish.stop, wish.trail
            )
            instrument = self._ledger.instrument(known.report.symbol)
            assert instrument is not None
            if commands.changes_nothing(change, known.report, instrument.tick_size):
                self._outbox.later(partial(_reported, known))
                self._next(order_id, queue)
                return
            endpoint, body = commands.MODIFY, commands.modify_body(change, instrument.tick_size)
        else:
            endpoint, body = commands.CANCEL, commands.cancel_body(order_id)
        try:
            self._line.ask(
                endpoint, partial(self._answered, order_id, queue), body=body, within_ns=facts.ORDER_ANSWER_NS
            )
        except OSError as error:
            self._tell(wish, str(error))
            self._next(order_id, queue)

    def _answered(self, order_id: int, queue: _Queue, answer: Reply | Unanswered) -> None:
        if self._queues.get(order_id) is not queue or queue.running is None:
            return
        if isinstance(answer, Unanswered):
            self._over(order_id, queue, answer.text)
            return
        verdict = verdict_on(answer, "commandId")
        if isinstance(verdict, Accepted):
            command = verdict.data["commandId"]
            if command in self._settled:
                self._next(order_id, queue)
            else:
                queue.command = command
                self._timers.set(order_id, facts.COMMAND_SETTLES_NS)
        elif isinstance(verdict, Refused) and verdict.reason == ANOTHER_PENDING and self._may_try_again(queue):
            self._timers.set(order_id, facts.STILL_PENDING_WAIT_NS)
        else:
            self._over(order_id, queue, verdict.text)

    def _may_try_again(self, queue: _Queue) -> bool:
        queue.tries += 1
        return queue.tries < facts.STILL_PENDING_TRIES

    def _over(self, order_id: int, queue: _Queue, text: str) -> None:
        """It was refused, or nobody knows: told as refused, and the order is read again, for a refused change may have
        ended it and an unanswered one may have been made."""
        if queue.running is not None:
            self._tell(queue.running, text)
        self._line.reread(order_id)
        self._next(order_id, queue)

    def _due(self, order_id: int) -> None:
        queue = self._queues.get(order_id)
        if queue is None:
            return
        if queue.command is None and queue.running is not None:
            self._send(order_id, queue)
        else:
            self._next(order_id, queue)

    def _settle(self, command: int, order_id: int | None) -> None:
        self._settled[command] = None
        if len(self._settled) > _KEPT:
            del self._settled[next(iter(self._settled))]
        queue = self._queues.get(order_id) if order_id is not None else None
        if order_id is not None and queue is not None and queue.command == command:
            self._next(order_id, queue)

    def _why_not(self, known: Known, order: ModifyOrder | CancelOrder) -> str:
        """A cancel is sent in a penalty too."""
        report = known.report
        if report.status.final:
            return f"order is {report.status.value} already"
        if isinstance(order, CancelOrder):
            return ""
        if order.qty is not None and order.qty <= report.filled:
            return f"{report.filled} contracts are filled already" if report.filled else "a size must be above zero"
        text = self._line.held_back(Priority.ORDER)
        return "" if text and self._ledger.closes(order.account, report.symbol, report.side, 1) else text

    def _tell(self, wish: _Wish, text: str) -> None:
        if isinstance(wish, ModifyOrder):
            self._outbox.later(lambda at: ModifyRefused(wish.account, wish.client_order_id, text, at))
        elif isinstance(wish, CancelOrder):
            self._outbox.later(lambda at: CancelRefused(wish.account, wish.client_order_id, text, at))


def _merged(first: ModifyOrder, second: ModifyOrder) -> ModifyOrder:
    """Both changes as one: what the later one does not say stays as the earlier one wanted it."""
    return ModifyOrder(
        second.account,
        second.client_order_id,
        first.qty if second.qty is None else second.qty,
        first.limit if second.limit is None else second.limit,
        first.stop if second.stop is None else second.stop,
        first.trail if second.trail is None else second.trail,
    )


def _reported(known: Known, at: Stamp) -> OrderReported:
    return OrderReported(known.account, known.report, at)
