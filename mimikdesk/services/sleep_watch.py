"""Notices that the computer was asleep, or that its clock was set, by what the two clocks did meanwhile (rule 10.2).

Once a second, and whenever it is shown the time of an event, it compares how far each clock went. On Linux and macOS
the monotonic clock stands still in sleep, so the wall clock runs ahead of it; on Windows it goes on, so the next look
comes much too late. A busy program makes neither: a second is no gap.
"""

from collections.abc import Callable

from mimikdesk.domain.clock import Clock, TimerHandle
from mimikdesk.domain.sentence import said
from mimikdesk.domain.time import SECOND, Stamp

LOOK_NS = SECOND
JUMP_NS = 2 * SECOND
"""How far the clocks may go apart between two looks; time servers move a clock by less."""
GAP_NS = 5 * SECOND
"""How late a look may come; a machine that works hard is late by less."""

Resumed = Callable[[int, str], None]
"""Told of a jump: by how many nanoseconds, and a sentence that says so."""

ANEW = said("every connection is made anew.")


class SleepWatch:
    """``start`` it, show it the time of what comes in with ``see``, and ``stop`` it at the end."""

    def __init__(self, clock: Clock, resumed: Resumed) -> None:
        self._clock = clock
        self._resumed = resumed
        self._last: Stamp | None = None
        self._due = 0
        self._timer: TimerHandle | None = None

    def start(self) -> None:
        self._last = self._clock.now()
        self._set_timer(self._last)

    def stop(self) -> None:
        self._last = None
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def see(self, at: Stamp) -> bool:
        """Whether there was a jump since the last time that was seen; it has been told by then."""
        last = self._last
        if last is None:
            return False
        self._last = at
        ahead = (at.utc_ns - last.utc_ns) - (at.mono_ns - last.mono_ns)
        late = at.mono_ns - self._due
        if -JUMP_NS <= ahead <= JUMP_NS and late <= GAP_NS:
            return False
        self._set_timer(at)
        self._resumed(*_told(ahead, late))
        return True

    def _look(self) -> None:
        now = self._clock.now()
        if not self.see(now):
            self._set_timer(now)

    def _set_timer(self, at: Stamp) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._due = at.mono_ns + LOOK_NS
        self._timer = self._clock.call_later(LOOK_NS, self._look)


def _told(ahead: int, late: int) -> tuple[int, str]:
    """The clocks cannot tell a sleep from a clock that was set forward, nor from a program that was held up."""
    if ahead < -JUMP_NS:
        return -ahead, said("The computer's clock was set back by {long}; {anew}", long=_long(-ahead), anew=ANEW)
    if late > GAP_NS:
        gap = late + max(0, ahead)
        return gap, said(
            "The computer was asleep for {long}, or this program could not run; {anew}", long=_long(gap), anew=ANEW
        )
    return ahead, said(
        "The computer was asleep for {long}, or its clock was set forward; {anew}", long=_long(ahead), anew=ANEW
    )


def _long(duration_ns: int) -> str:
    """“2 h 10 min”, “10 min”, “45 s”."""
    seconds = duration_ns // SECOND
    if seconds < 60:
        return f"{seconds} s"
    minutes = seconds // 60
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"
