"""The request budget of a practice connection: counted in a running window, told, and locked when it is overdrawn."""

from mimikdesk.brokers.practice.meter import Meter
from mimikdesk.domain.clock import VirtualClock
from mimikdesk.domain.events import BudgetReported, OrderReported
from mimikdesk.domain.orders import OrderStatus
from mimikdesk.domain.time import MILLISECOND, SECOND
from tests.unit.brokers.practice.connected import Connected


def test_requests_come_free_again_when_the_window_has_passed_them() -> None:
    clock, freed = VirtualClock(), []
    meter = Meter(clock, lambda: freed.append(meter.left))
    meter.allow(2, 10 * SECOND)
    assert meter.spend()
    clock.advance(4 * SECOND)
    assert meter.spend()
    assert not meter.spend()
    assert meter.left == 0
    clock.advance(6_100 * MILLISECOND)
    assert (meter.left, freed) == (0, [0])  # the one too many counts as well
    clock.advance(4 * SECOND)
    assert (meter.left, freed) == (2, [0, 2])


def test_without_a_limit_nothing_is_counted() -> None:
    meter = Meter(VirtualClock(), lambda: None)
    assert all(meter.spend() for _ in range(1000))
    assert meter.left is None


def reports(connected: Connected) -> list[tuple[int | None, bool]]:
    """What is left, and whether the exchange is in a penalty, as it was told."""
    told = [event for event in connected.events if isinstance(event, BudgetReported)]
    return [(event.left, event.penalty_until_ns is not None) for event in told]


def test_a_connection_without_a_limit_tells_of_none() -> None:
    connected = Connected()
    connected.place("MK1")
    connected.clock.advance(SECOND)
    assert reports(connected) == []


def test_a_limited_connection_tells_when_it_is_connected_and_when_requests_come_free() -> None:
    connected = Connected()
    connected.link.meter.allow(3, 10 * SECOND)
    connected.link.reconnect("again")
    connected.clock.advance(SECOND)
    assert reports(connected) == [(3, False)]
    connected.place("MK1")
    connected.place("MK2")
    connected.clock.advance(11 * SECOND)
    assert reports(connected) == [(3, False), (3, False)]


def test_who_asks_too_much_is_refused_until_the_window_is_over_and_told_until_when() -> None:
    connected = Connected()
    connected.link.meter.allow(1, 10 * SECOND)
    for name in ("MK1", "MK2", "MK3"):
        connected.place(name)
    connected.clock.advance(SECOND)
    ended = {
        event.order.client_order_id: event.order.status
        for event in connected.events
        if isinstance(event, OrderReported)
    }
    assert list(ended.values()) == [OrderStatus.FILLED, OrderStatus.REJECTED, OrderStatus.REJECTED]
    assert reports(connected)[-1] == (0, True)
    connected.clock.advance(11 * SECOND)
    assert reports(connected)[-1] == (1, False)
    connected.events.clear()
    connected.place("MK4")
    connected.clock.advance(SECOND)
    assert any(
        isinstance(event, OrderReported) and event.order.status is OrderStatus.FILLED for event in connected.events
    )


def test_healing_lifts_limit_and_penalty() -> None:
    connected = Connected()
    connected.link.meter.allow(1, 10 * SECOND)
    connected.place("MK1")
    connected.place("MK2")
    connected.clock.advance(SECOND)
    connected.line.heal()
    connected.clock.advance(SECOND)
    assert reports(connected)[-1] == (None, False)
