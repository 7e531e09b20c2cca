"""The leader's own resting orders for the activity list: submitted, changed, ended, one sentence each."""

from mimikdesk.domain.events import OrderReported, SnapshotTaken
from mimikdesk.domain.ids import AccountId, VenueOrderId
from mimikdesk.domain.orders import OrderKind, OrderReport, OrderStatus
from mimikdesk.domain.sentence import said
from mimikdesk.engine.state import EngineState
from mimikdesk.services import words


class LeaderOrders:
    """Knows the orders that rest, so that a repeated report is not told again. Market orders show by their fills."""

    def __init__(self, state: EngineState) -> None:
        self._state = state
        self._resting: dict[tuple[AccountId, VenueOrderId], OrderReport] = {}

    def take_snapshot(self, event: SnapshotTaken) -> None:
        """Orders of a fresh read are history: known from now on, and not told."""
        for key in [key for key in self._resting if key[0] == event.account]:
            del self._resting[key]
        for report in event.orders:
            if not report.status.final:
                self._resting[event.account, report.venue_order_id] = report

    def sentence(self, event: OrderReported) -> str:
        """What the leader did with an order, \"\" where there is nothing to tell."""
        report = event.order
        if report.kind is OrderKind.MARKET or report.status is OrderStatus.PENDING:
            return ""
        key = (event.account, report.venue_order_id)
        known = self._resting.get(key)
        if report.status.final:
            self._resting.pop(key, None)
            return self._ended(report) if known is not None else ""
        self._resting[key] = report
        told = words.order(report, self._state.instruments.get(report.symbol))
        if known is None:
            return said("Leader submitted a {told}.", told=told)
        if _terms(known) != _terms(report):
            return said("Leader changed his order: now a {told}.", told=told)
        return ""

    def _ended(self, report: OrderReport) -> str:
        """A fill tells of itself, and a rejection is told with the broker's words."""
        if report.status not in (OrderStatus.CANCELLED, OrderStatus.EXPIRED):
            return ""
        told = words.order(report, self._state.instruments.get(report.symbol))
        if report.status is OrderStatus.EXPIRED:
            if report.filled:
                return said(
                    "The leader's {told} expired after {filled} of it had filled.", told=told, filled=report.filled
                )
            return said("The leader's {told} expired.", told=told)
        if report.filled:
            return said(
                "The leader's {told} was cancelled after {filled} of it had filled.", told=told, filled=report.filled
            )
        return said("The leader's {told} was cancelled.", told=told)


def _terms(report: OrderReport) -> tuple[object, ...]:
    """What makes a change worth telling. A trailing stop's price moves by itself."""
    stop = None if report.kind is OrderKind.TRAILING_STOP else report.stop
    return report.qty, report.limit, stop, report.trail
