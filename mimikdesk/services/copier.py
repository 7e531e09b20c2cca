"""The copier: takes every event through the engine and carries the decisions out, in one synchronous run.

From a leader's fill to the last follower's order there is no await, no task, no SQL and no Qt. Runs on whatever
thread owns its clock, and on a clock moved by hand as well. A fault of one part (a link, the journal, the window) is
logged and told, and stops neither the other followers' orders nor the events that follow.
"""

import logging
from collections import deque
from collections.abc import Callable
from typing import Protocol

from mimikdesk.domain.clock import Clock, TimerHandle
from mimikdesk.domain.commands import (
    CancelAllOrders,
    CancelOrder,
    ClosePosition,
    Command,
    ModifyOrder,
    PlaceBracket,
    PlaceOco,
    PlaceOrder,
    orders_in,
)
from mimikdesk.domain.decisions import Decision, Level, Noticed, NoticeKind, ReadAccount, SendCommand
from mimikdesk.domain.errors import LeaderRefusedError
from mimikdesk.domain.events import (
    CancelRefused,
    Event,
    FollowerRemoved,
    GroupDefined,
    ModifyRefused,
    PastRecalled,
    SendEnded,
    SendOutcome,
    TimePassed,
)
from mimikdesk.domain.sentence import said
from mimikdesk.domain.time import MILLISECOND, Stamp
from mimikdesk.engine import engine
from mimikdesk.engine.state import EngineState
from mimikdesk.services.gateway import Gateway, NotSentError

_log = logging.getLogger(__name__)

ENGINE_FAILED = said(
    "The program could not work out one of the broker's reports. Copying goes on; compare every follower "
    "with its broker."
)

SETTLE_NS = 5 * MILLISECOND
"""So long after an event it is worked out when the engine wants to look again by itself. That asks every follower, and
the answers to twenty orders come as hundreds of events within a few milliseconds; nothing waits less than 50."""

Listener = Callable[[Event, list[Decision], Stamp], None]
"""Told after each event: the event, what was decided, and when the last order of it had been sent."""


class Records(Protocol):
    """Where events and decisions are kept; returns at once."""

    def record(self, entry: Event | Decision, at: Stamp | None = None) -> None: ...


class Copier:
    """``look``: shown the time before it is passed on to the engine."""

    def __init__(
        self,
        clock: Clock,
        gateway: Gateway,
        records: Records,
        listener: Listener,
        look: Callable[[Stamp], object] = bool,
    ) -> None:
        self.state = EngineState()
        self._clock = clock
        self._gateway = gateway
        self._records = records
        self._listener = listener
        self._look = look
        self._events: deque[Event] = deque()
        self._busy = False
        self._timer: TimerHandle | None = None
        self._timer_ns: int | None = None
        self._to_set = False
        self._stopped = False

    def take(self, event: Event) -> None:
        """Take in one event. Events that arise on the way are taken in after it, in order."""
        self._events.append(event)
        if self._busy:
            return
        self._busy = True
        try:
            while self._events:
                self._step(self._events.popleft())
        finally:
            self._busy = False
        if not self._to_set:
            self._to_set = True
            self._clock.call_later(SETTLE_NS, self._set_timer)

    def stop(self) -> None:
        """Look at nothing any more by itself; events are still taken in."""
        self._stopped = True
        self._set_timer()

    @property
    def orders_in_flight(self) -> int:
        """Market orders that the broker has not ended yet, resting ones that it has not acknowledged, and exits still
        owed, over all followers. What rests is not on its way: it stays behind (rule 10.3)."""
        return sum(
            len(book.orders) + len(book.obligations) + sum(not order.acknowledged for order in book.resting.values())
            for group in self.state.groups.values()
            for follower in group.followers.values()
            for book in follower.books.values()
        )

    def _step(self, event: Event) -> None:
        try:
            decisions = engine.step(self.state, event)
        except Exception:
            _log.exception("The engine failed at %r.", event)
            decisions = [Noticed(NoticeKind.COPY_FAILED, Level.CRITICAL, ENGINE_FAILED, event.at)]
        if isinstance(event, GroupDefined | FollowerRemoved):
            self._tell_gateway(event)
        elif isinstance(event, PastRecalled):
            self._gateway.recall(event)
        for decision in decisions:
            if isinstance(decision, SendCommand):
                self._send(decision, event.at)
            elif isinstance(decision, ReadAccount):
                self._refresh(decision)
        sent = self._clock.now() if decisions else event.at
        self._record(event)  # also where nothing was decided: the passing of time alone can change the state
        for decision in decisions:
            self._record(decision, sent)
        self._tell(event, decisions, sent)

    def _tell_gateway(self, event: GroupDefined | FollowerRemoved) -> None:
        """Who leads by now. A group that the engine did not take changes nothing."""
        identity = event.group if isinstance(event, FollowerRemoved) else event.group.group
        group = self.state.groups.get(identity)
        if group is None:
            self._gateway.forget_group(identity)
        elif isinstance(event, GroupDefined) and group.settings is event.group:
            self._gateway.define_group(event.group)

    def _record(self, entry: Event | Decision, at: Stamp | None = None) -> None:
        try:
            self._records.record(entry, at)
        except Exception:
            _log.exception("An entry could not be handed to the journal.")

    def _tell(self, event: Event, decisions: list[Decision], sent: Stamp) -> None:
        try:
            self._listener(event, decisions, sent)
        except Exception:
            _log.exception("The window could not be told of %r.", event)

    def _refresh(self, decision: ReadAccount) -> None:
        try:
            self._gateway.refresh(decision.account)
        except Exception:
            _log.exception("%s could not be read.", decision.account)

    def _send(self, decision: SendCommand, at: Stamp) -> None:
        command = decision.command
        try:
            self._gateway.send(decision, at)
        except LeaderRefusedError as error:
            # Nothing in the engine addresses a leader; if something ever does, it is stopped here and said loudly.
            _log.error("%s", error)
            notice = Noticed(NoticeKind.LEADER_LEFT_OUT, Level.CRITICAL, str(error), at, command.account)
            self._record(notice, at)
            self._tell(TimePassed(at), [notice], at)
            self._end(command, SendOutcome.NOT_SENT, said("the account leads a group"))
        except NotSentError as error:
            self._end(command, SendOutcome.NOT_SENT, str(error))
        except Exception:
            _log.exception("Sending %r failed.", command)
            self._end(command, SendOutcome.UNKNOWN, said("the connection failed while it was sent"))

    def _end(self, command: Command, outcome: SendOutcome, detail: str) -> None:
        """Tell the engine how a send ended that no broker will answer."""
        account, now = command.account, self._clock.now()
        match command:
            case PlaceOrder() | PlaceOco() | PlaceBracket():
                for order in orders_in(command):
                    self._events.append(SendEnded(account, order.client_order_id, outcome, detail, now))
            case ClosePosition():
                self._events.append(SendEnded(account, command.client_order_id, outcome, detail, now))
            case ModifyOrder():
                self._events.append(ModifyRefused(account, command.client_order_id, detail, now))
            case CancelOrder():
                self._events.append(CancelRefused(account, command.client_order_id, detail, now))
            case CancelAllOrders():
                """A flatten repeats it until nothing works any more."""

    def _set_timer(self) -> None:
        self._to_set = False
        due = engine.next_due(self.state) if not self._stopped else None
        if due == self._timer_ns:
            return
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._timer_ns = due
        if due is not None:
            self._timer = self._clock.call_later(max(0, due - self._clock.now().mono_ns), self._on_timer)

    def _on_timer(self) -> None:
        self._timer = None
        self._timer_ns = None
        now = self._clock.now()
        self._look(now)
        self.take(TimePassed(now))
