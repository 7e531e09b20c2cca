"""Calls at a later time, one of each name: asked for again, the earlier time counts."""

from collections.abc import Callable

from mimikdesk.domain.clock import Clock, TimerHandle


class Wakes:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._planned: dict[str, tuple[int, TimerHandle]] = {}

    def at(self, name: str, at_ns: int, call: Callable[[], None]) -> None:
        """Call at a monotonic time, or when it was planned before, if that is earlier."""
        planned = self._planned.get(name)
        if planned is not None:
            if planned[0] <= at_ns:
                return
            planned[1].cancel()

        def run() -> None:
            del self._planned[name]
            call()

        delay_ns = max(0, at_ns - self._clock.now().mono_ns)
        self._planned[name] = at_ns, self._clock.call_later(delay_ns, run)

    def stop(self) -> None:
        for _, timer in self._planned.values():
            timer.cancel()
        self._planned.clear()
