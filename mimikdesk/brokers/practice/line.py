"""The switchboard for trouble on one connection: by hand, or drawn from a seed by a ``FaultPlan``.

The link and its session ask it about each command, report, snapshot and login; a new kind of trouble is a figure in
the plan, a switch here, and one place that asks.
"""

from collections.abc import Callable
from dataclasses import dataclass

from mimikdesk.brokers.practice.faults import NO_PLAN, UNTOUCHED, Dice, FaultPlan, Treatment
from mimikdesk.brokers.practice.wire import Message
from mimikdesk.domain.clock import Clock, TimerHandle

LOST = "The line to the practice exchange was lost."
REFUSED = "The practice exchange no longer accepts this login."
EXPIRED = "The login at the practice exchange has expired."
REJECTED = "order rejected by the exchange"
RATE_LIMIT = "rate limit"


@dataclass(frozen=True, slots=True)
class LineEnds:
    """What the link does when the line is told to. ``drop(reason, unnoticed_ns, flushed)`` loses it, ``expire(text)``
    ends the login, ``log_in_again()`` follows when logins are accepted again. ``locked(until_ns, text)``: something was
    refused for want of budget; ``unlocked()``: there is no limit any more."""

    drop: Callable[[str, int, bool], None]
    expire: Callable[[str], None]
    log_in_again: Callable[[], None]
    locked: Callable[[int, str], None]
    unlocked: Callable[[], None]


class Line:
    """The faults of one connection."""

    def __init__(self, clock: Clock, seed: str, ends: LineEnds) -> None:
        self._clock = clock
        self._seed = seed
        self._ends = ends
        self._expiry: TimerHandle | None = None
        self._sign_in: TimerHandle | None = None
        self.login_refusal = ""
        self._clear()
        self.plan(NO_PLAN)

    def _clear(self) -> None:
        self._down_until = 0
        self._unreachable = False
        self._rejects_left = 0
        self._reject_text = ""
        self._budget_until = 0
        self._budget_text = ""
        self._commands_to_lose = 0
        self._reports_to_lose = 0
        self._class_to_lose: Message | None = None
        self._duplicates_left = 0
        self._delays: dict[Message, int] = {}
        self._hold_until = 0
        self._wrong_positions = 0
        self._right_after_ns = 0
        self._stale_left = 0
        self._stale_ns = 0
        self._repeats = False
        self._calm = False

    # --- by hand: the line itself -------------------------------------------------------------------------------

    def drop(self, reason: str = LOST, unnoticed_ns: int = 0, down_ns: int = 0, flushed: bool = False) -> None:
        """Lose the line: what is on the wire in either direction is lost, what has reached the exchange goes on there.

        The program notices after ``unnoticed_ns``. For ``down_ns`` no reconnection succeeds. ``flushed``: what was on
        the wire towards the program arrives first, as when the exchange closes a connection in good order.
        """
        self._down_until = max(self._down_until, self._clock.now().mono_ns + down_ns)
        self._ends.drop(reason, unnoticed_ns, flushed)

    def unplug(self, reason: str = LOST) -> None:
        """Lose the line until ``plug_in``."""
        self._unreachable = True
        self._ends.drop(reason, 0, False)

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
        self._ends.log_in_again()

    def expire_login(self, text: str = EXPIRED) -> None:
        """End the login now; it is refused until ``accept_login``."""
        self.login_refusal = text
        self._ends.expire(text)

    # --- by hand: commands --------------------------------------------------------------------------------------

    def reject_next(self, count: int, text: str = REJECTED) -> None:
        """Reject the next ``count`` orders of the program with this text."""
        self._rejects_left, self._reject_text = count, text

    def reject_all(self, text: str = REJECTED) -> None:
        """Reject every order of the program until ``accept_orders``."""
        self._rejects_left, self._reject_text = -1, text

    def accept_orders(self) -> None:
        self._rejects_left = 0

    def use_up_budget(self, duration_ns: int, text: str = RATE_LIMIT) -> None:
        """Refuse every command with this text, and answer no read, until ``duration_ns`` have passed."""
        self._budget_until, self._budget_text = self._clock.now().mono_ns + duration_ns, text

    def lose_next_commands(self, count: int) -> None:
        """Let the program's next ``count`` commands vanish on their way."""
        self._commands_to_lose = count

    # --- by hand: what the exchange sends -----------------------------------------------------------------------

    def lose_next(self, count: int, message: Message | None = None) -> None:
        """Let the next ``count`` reports of this class vanish; None stands for any class."""
        self._reports_to_lose, self._class_to_lose = count, message
        self._calm = False

    def duplicate_next(self, count: int) -> None:
        """Repeat each of the next ``count`` reports once."""
        self._duplicates_left = count
        self._calm = False

    def delay(self, message: Message, late_ns: int) -> None:
        """Let reports of this class come this much later than the others; 0 ends it. The class keeps its own order."""
        self._delays[message] = late_ns
        self._calm = False

    def delay_positions(self, late_ns: int) -> None:
        """Let position reports come this much later than the reports they belong to; 0 ends it."""
        self.delay(Message.POSITION, late_ns)

    def hold_answers(self, duration_ns: int) -> None:
        """Let nothing that the exchange sends from now on arrive before ``duration_ns`` have passed."""
        self._hold_until = self._clock.now().mono_ns + duration_ns

    def misreport_positions(self, count: int, right_after_ns: int = 0) -> None:
        """Tell each of the next ``count`` positions with its old value first, and right so much later."""
        self._wrong_positions, self._right_after_ns = count, right_after_ns

    def stale_snapshots(self, count: int, age_ns: int) -> None:
        """Show the positions of ``age_ns`` ago in the next ``count`` snapshots; they come right so much later."""
        self._stale_left, self._stale_ns = count, age_ns

    def repeat_fills(self, on: bool = True) -> None:
        """After each login, report all fills of the session again as live ones."""
        self._repeats = on

    # --- from a seed --------------------------------------------------------------------------------------------

    def plan(self, plan: FaultPlan) -> None:
        """Draw trouble at random from now on."""
        self._plan = NO_PLAN if plan == NO_PLAN else plan
        self._dice = Dice(self._seed)
        self._calm = False
        if self._expiry is not None:
            self._expiry.cancel()
            self._expiry = None

    def heal(self) -> None:
        """End all trouble, by hand and by plan. A login that was refused is tried again at once, a line that is down
        when its back-off is over."""
        self._clear()
        self.plan(NO_PLAN)
        self.rest()
        self._ends.unlocked()
        self.accept_login()

    # --- asked by the link and its session ----------------------------------------------------------------------

    @property
    def reachable(self) -> bool:
        """Whether an attempt to connect gets through."""
        return not self._unreachable and self._clock.now().mono_ns >= self._down_until

    @property
    def hold_ns(self) -> int:
        """How long from now answers are still held, in nanoseconds."""
        return max(0, self._hold_until - self._clock.now().mono_ns) if self._hold_until else 0

    def logged_in(self) -> bool:
        """A login has succeeded; it may be accepted for some time only. Whether the fills so far are sent again."""
        plan = self._plan
        self.rest()
        if plan.login_ns:
            self._expiry = self._clock.call_later(self._dice.upto("login", plan.login_ns), self._expire_by_plan)
        return self._repeats or self._dice.hits("repeat_fills", plan.repeat_fills)

    def rest(self) -> None:
        """Ask nothing more of the clock. A login that was going to be accepted again is accepted from now on."""
        if self._expiry is not None:
            self._expiry.cancel()
            self._expiry = None
        if self._sign_in is not None:
            self._sign_in.cancel()
            self._sign_in = None
            self.login_refusal = ""

    def loses_command(self) -> bool:
        """Whether the command that is about to be sent never arrives."""
        if self._commands_to_lose:
            self._commands_to_lose -= 1
            return True
        if self._plan is NO_PLAN:
            return False
        return self._dice.hits("lose_command", self._plan.lose_command)

    def refuse(self) -> str:
        """Why the command or read that has just arrived is refused, whatever it is, or ""."""
        plan = self._plan
        if plan is NO_PLAN and not self._budget_until:
            return ""
        if self._dice.hits("rate_limit", plan.rate_limit):
            self.use_up_budget(self._dice.upto("rate_limit_ns", plan.rate_limit_ns))
        if self._budget_until and self._clock.now().mono_ns < self._budget_until:
            self._ends.locked(self._budget_until, self._budget_text)
            return self._budget_text
        return ""

    def reject(self) -> str:
        """Why the order that has just arrived at the exchange is rejected, or ""."""
        if text := self.refuse():
            return text
        if self._rejects_left:
            self._rejects_left -= 1 if self._rejects_left > 0 else 0
            return self._reject_text
        return REJECTED if self._plan is not NO_PLAN and self._dice.hits("reject", self._plan.reject) else ""

    def treat(self, message: Message) -> Treatment:
        """What becomes of a report that the exchange is about to send. May lose the line."""
        if self._calm:
            return UNTOUCHED
        if self._plan is NO_PLAN and not (self._reports_to_lose or self._duplicates_left or any(self._delays.values())):
            self._calm = True
            return UNTOUCHED
        plan, dice = self._plan, self._dice
        if dice.hits("drop", plan.drop):
            flushed = dice.hits("flushed", plan.flushed)
            self.drop(down_ns=dice.upto("down", plan.down_ns), flushed=flushed)
        return Treatment(self._copies(message), self._lateness(message))

    def wrong_position(self) -> int | None:
        """Nanoseconds after which the position that is about to be told comes right, or None: it is right at once."""
        if self._wrong_positions:
            self._wrong_positions -= 1
            return self._right_after_ns
        plan = self._plan
        if plan is not NO_PLAN and self._dice.hits("wrong_position", plan.wrong_position):
            return self._dice.upto("wrong_position_ns", plan.late_ns)
        return None

    def stale_by(self) -> int:
        """How old the positions of the snapshot that is about to be sent are, in nanoseconds."""
        if self._stale_left:
            self._stale_left -= 1
            return self._stale_ns
        plan = self._plan
        if self._dice.hits("stale_snapshot", plan.stale_snapshot):
            return self._dice.upto("stale", plan.stale_ns)
        return 0

    # --- inside -------------------------------------------------------------------------------------------------

    def _copies(self, message: Message) -> int:
        if self._reports_to_lose and self._class_to_lose in (None, message):
            self._reports_to_lose -= 1
            return 0
        plan, dice = self._plan, self._dice
        if dice.hits("lose", plan.lose):
            return 0
        if self._duplicates_left:
            self._duplicates_left -= 1
            return 2
        return 2 if dice.hits("duplicate", plan.duplicate) else 1

    def _lateness(self, message: Message) -> int:
        plan, dice = self._plan, self._dice
        if dice.hits(f"late_{message.value}", plan.late(message)):
            return dice.upto(f"late_{message.value}_ns", plan.late_ns)
        return self._delays.get(message, 0)

    def _expire_by_plan(self) -> None:
        self._expiry = None
        self._sign_in = self._clock.call_later(self._dice.upto("sign_in", self._plan.sign_in_ns), self._accept_by_plan)
        self.expire_login()

    def _accept_by_plan(self) -> None:
        self._sign_in = None
        self.accept_login()
