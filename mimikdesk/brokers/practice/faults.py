"""Trouble on one connection, switched by hand or drawn from a seed, to see what the program does about it.

``Line`` is the switchboard. The session asks it about each message (``reject``, ``treat``), so a new kind of
trouble is a new figure in ``Treatment`` and one place in the session that honours it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from mimikdesk.brokers.practice.wire import Message
from mimikdesk.domain.clock import Clock

LOST = "The line to the practice exchange was lost."
REFUSED = "The practice exchange no longer accepts this login."
REJECTED = "order rejected by the exchange"


@dataclass(frozen=True, slots=True)
class FaultPlan:
    """Trouble at random. Shares are 0 to 1: of placed orders ``reject``, of reports ``duplicate``, of position reports
    ``late_position`` (by up to ``late_ns``), and of all reports those at which the line is lost, ``drop`` (and stays
    unreachable for up to ``down_ns``)."""

    reject: float = 0.0
    duplicate: float = 0.0
    late_position: float = 0.0
    late_ns: int = 0
    drop: float = 0.0
    down_ns: int = 0


@dataclass(frozen=True, slots=True)
class Treatment:
    """What the line does to one report: how often it comes, and how late (nanoseconds)."""

    copies: int = 1
    late_ns: int = 0


UNTOUCHED = Treatment()
_NO_PLAN = FaultPlan()


class Line:
    """The faults of one connection. ``drop_now(reason, unnoticed_ns)`` and ``log_in_again()`` are the link's."""

    def __init__(
        self, clock: Clock, seed: str, drop_now: Callable[[str, int], None], log_in_again: Callable[[], None]
    ) -> None:
        self._clock = clock
        self._seed = seed
        self._drop_now = drop_now
        self._log_in_again = log_in_again
        self._down_until = 0
        self._unreachable = False
        self._rejects_left = 0
        self._reject_text = ""
        self._duplicates_left = 0
        self._position_late_ns = 0
        self._hold_until = 0
        self.login_refusal = ""
        self.plan(_NO_PLAN)

    # --- by hand ------------------------------------------------------------------------------------------------

    def drop(self, reason: str = LOST, unnoticed_ns: int = 0, down_ns: int = 0) -> None:
        """Lose the line: what is on the wire in either direction is lost, what has reached the exchange goes on there.

        The program notices after ``unnoticed_ns``. For ``down_ns`` no reconnection succeeds.
        """
        self._down_until = max(self._down_until, self._clock.now().mono_ns + down_ns)
        self._drop_now(reason, unnoticed_ns)

    def unplug(self, reason: str = LOST) -> None:
        """Lose the line until ``plug_in``."""
        self._unreachable = True
        self._drop_now(reason, 0)

    def plug_in(self) -> None:
        """Let reconnections succeed again. The next attempt comes when its back-off is over."""
        self._unreachable = False
        self._down_until = 0

    def refuse_login(self, text: str = REFUSED) -> None:
        """Refuse each login from now on. A session that is logged in goes on until its line is lost."""
        self.login_refusal = text

    def accept_login(self) -> None:
        """Accept logins again; a connection that waited for it logs in at once."""
        self.login_refusal = ""
        self._log_in_again()

    def reject_next(self, count: int, text: str = REJECTED) -> None:
        """Reject the next ``count`` orders of the program with this text."""
        self._rejects_left, self._reject_text = count, text

    def reject_all(self, text: str = REJECTED) -> None:
        """Reject every order of the program until ``accept_orders``."""
        self._rejects_left, self._reject_text = -1, text

    def accept_orders(self) -> None:
        self._rejects_left = 0

    def duplicate_next(self, count: int) -> None:
        """Repeat each of the next ``count`` reports once."""
        self._duplicates_left = count

    def delay_positions(self, late_ns: int) -> None:
        """Let position reports come this much later than the reports they belong to; 0 ends it."""
        self._position_late_ns = late_ns

    def hold_answers(self, duration_ns: int) -> None:
        """Let nothing that the exchange sends from now on arrive before ``duration_ns`` have passed."""
        self._hold_until = self._clock.now().mono_ns + duration_ns

    # --- from a seed --------------------------------------------------------------------------------------------

    def plan(self, plan: FaultPlan) -> None:
        """Draw trouble at random from now on. Each kind has its own stream, so that one does not shift another."""
        self._plan = plan
        self._reject_random = Random(f"{self._seed}/reject")
        self._duplicate_random = Random(f"{self._seed}/duplicate")
        self._late_random = Random(f"{self._seed}/late")
        self._drop_random = Random(f"{self._seed}/drop")

    # --- asked by the link and its session ----------------------------------------------------------------------

    @property
    def reachable(self) -> bool:
        """Whether an attempt to connect gets through."""
        return not self._unreachable and self._clock.now().mono_ns >= self._down_until

    @property
    def hold_ns(self) -> int:
        """How long from now answers are still held, in nanoseconds."""
        return max(0, self._hold_until - self._clock.now().mono_ns) if self._hold_until else 0

    def reject(self) -> str:
        """Why the order that has just arrived at the exchange is rejected, or ""."""
        if self._rejects_left:
            self._rejects_left -= 1 if self._rejects_left > 0 else 0
            return self._reject_text
        plan = self._plan
        return REJECTED if plan.reject and self._reject_random.random() < plan.reject else ""

    def treat(self, message: Message) -> Treatment:
        """What becomes of a report that the exchange is about to send. May lose the line."""
        plan = self._plan
        if plan is _NO_PLAN and not self._duplicates_left and not self._position_late_ns:
            return UNTOUCHED
        if plan.drop and self._drop_random.random() < plan.drop:
            self.drop(down_ns=int(self._drop_random.random() * plan.down_ns))
        return Treatment(self._copies(), self._lateness(message))

    def _copies(self) -> int:
        if self._duplicates_left:
            self._duplicates_left -= 1
            return 2
        plan = self._plan
        return 2 if plan.duplicate and self._duplicate_random.random() < plan.duplicate else 1

    def _lateness(self, message: Message) -> int:
        if message is not Message.POSITION:
            return 0
        plan = self._plan
        if plan.late_position and self._late_random.random() < plan.late_position:
            return int(self._late_random.random() * plan.late_ns)
        return self._position_late_ns
