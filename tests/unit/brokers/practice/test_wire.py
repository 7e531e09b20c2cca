"""The line: it keeps order, takes its time, and loses everything when it is cut."""

from collections.abc import Callable
from random import Random

from mimikdesk.brokers.practice.wire import Delay, Latency, Message, Wire
from mimikdesk.domain.clock import TimerHandle, VirtualClock
from mimikdesk.domain.time import MILLISECOND, SECOND, Stamp


def test_messages_of_one_direction_arrive_in_the_order_they_were_sent() -> None:
    clock, arrived = VirtualClock(), list[int]()
    wire = Wire(clock, Latency(up=Delay(0, 50 * MILLISECOND)), Random(1))
    for number in range(50):
        wire.up(Message.PLACE, lambda number=number: arrived.append(number))  # type: ignore[misc]
        clock.advance(MILLISECOND)
    clock.advance(SECOND)
    assert arrived == list(range(50))


def test_order_holds_even_when_the_clock_runs_timers_out_of_order() -> None:
    class Unruly(VirtualClock):
        timers: list[Callable[[], None]]

        def call_later(self, delay_ns: int, call: Callable[[], None]) -> TimerHandle:
            self.timers.append(call)
            return super().call_later(delay_ns, lambda: None)

        def now(self) -> Stamp:
            return Stamp(0, 0)

    clock, arrived = Unruly(), list[str]()
    clock.timers = []
    wire = Wire(clock, Latency.none(), Random(1))
    wire.down(Message.FILL, lambda: arrived.append("fill"))
    wire.down(Message.POSITION, lambda: arrived.append("position"))
    for call in reversed(clock.timers):
        call()
    assert arrived == ["fill", "position"]


def test_a_delay_stays_in_its_bounds_and_has_its_tail() -> None:
    random = Random(3)
    draws = [Delay(10, 20, 100, 10).sample(random) for _ in range(2000)]
    usual = [draw for draw in draws if draw <= 20]
    assert min(draws) == 10
    assert max(draws) <= 120
    assert 100 < len(draws) - len(usual) < 300


def test_a_class_of_messages_may_have_a_delay_of_its_own() -> None:
    clock, arrived = VirtualClock(), list[int]()
    wire = Wire(clock, Latency(Delay(), Delay(), {Message.CANCEL: Delay(5, 5)}), Random(1))
    wire.up(Message.CANCEL, lambda: arrived.append(clock.now().mono_ns))
    clock.advance(10)
    assert arrived == [5]


def test_a_cut_loses_what_is_on_the_wire_in_both_directions_and_all_that_follows() -> None:
    clock, arrived = VirtualClock(), list[str]()
    wire = Wire(clock, Latency(), Random(1))
    wire.up(Message.PLACE, lambda: arrived.append("up"))
    wire.down(Message.FILL, lambda: arrived.append("down"))
    wire.cut()
    wire.up(Message.PLACE, lambda: arrived.append("later"))
    clock.advance(SECOND)
    assert arrived == []


def test_a_late_class_is_overtaken_by_others_but_keeps_its_own_order() -> None:
    clock, arrived = VirtualClock(), list[str]()
    wire = Wire(clock, Latency.none(), Random(1))
    wire.down(Message.POSITION, lambda: arrived.append("position 1"), late_by=SECOND)
    wire.down(Message.BALANCE, lambda: arrived.append("balance"))
    wire.down(Message.POSITION, lambda: arrived.append("position 2"))
    clock.advance(SECOND // 2)
    assert arrived == ["balance"]
    clock.advance(SECOND)
    wire.down(Message.POSITION, lambda: arrived.append("position 3"))
    clock.advance(0)
    assert arrived == ["balance", "position 1", "position 2", "position 3"]
