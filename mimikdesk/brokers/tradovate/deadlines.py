"""Many deadlines, one timer of the clock: a timer for each would be made and thrown away with every order."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from mimikdesk.domain.clock import Clock, TimerHandle

Key = TypeVar("Key", bound=Hashable)


class Deadlines(Generic[Key]):
    """``due`` is called once for each deadline that passes, the earliest first, unless it was cleared before."""

    def __init__(self, clock: Clock, due: Callable[[Key], None]) -> None:
        self._clock = clock
        self._due = due
        self._at: dict[Key, int] = {}
        self._timer: TimerHandle | None = None
        self._timer_ns = 0

    def set(self, key: Key, in_ns: int) -> None:
        """``in_ns`` from now, instead of what was set for this key before."""
        at = self._clock.now().mono_ns + in_ns
        self._at[key] = at
        if self._timer is None or at < self._timer_ns:
            self._arm(at)

    def clear(self, key: Key) -> None:
        self._at.pop(key, None)

    def clear_all(self) -> None:
        self._at.clear()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def __contains__(self, key: Key) -> bool:
        return key in self._at

    def _arm(self, at: int) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer_ns = at
        self._timer = self._clock.call_later(at - self._clock.now().mono_ns, self._look)

    def _look(self) -> None:
        self._timer = None
        now = self._clock.now().mono_ns
        passed = sorted((at, place) for place, at in enumerate(self._at.values()) if at <= now)
        keys = list(self._at)
        overdue = [keys[place] for _, place in passed]
        for key in overdue:
            del self._at[key]
        if self._at:
            self._arm(min(self._at.values()))
        for key in overdue:
            self._due(key)
