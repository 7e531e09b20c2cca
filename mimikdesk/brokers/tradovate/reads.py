"""Fresh reads of accounts. The broker's lists cover all accounts of the login, so one read serves whoever waits."""

from collections.abc import Callable
from functools import partial

from mimikdesk.brokers.tradovate import facts
from mimikdesk.brokers.tradovate.books import Books
from mimikdesk.brokers.tradovate.deadlines import Deadlines
from mimikdesk.brokers.tradovate.frames import Reply
from mimikdesk.brokers.tradovate.line import Line
from mimikdesk.brokers.tradovate.requests import Unanswered
from mimikdesk.domain.clock import Clock
from mimikdesk.domain.ids import AccountId
from mimikdesk.domain.time import Stamp

LISTS = ("order", "position", "fill", "cashBalance")


class Reads:
    """``rows(entity, data)`` is told what an answer held, before the books are; ``ready(accounts, asked_at)``: all of
    it is in the books. ``deaf``: a look at the orders got no answer. A read that fails brings nothing: an absent answer
    is no flat position."""

    def __init__(
        self,
        clock: Clock,
        line: Line,
        books: Books,
        rows: Callable[[str, list[object]], None],
        ready: Callable[[list[AccountId], Stamp], None],
        deaf: Callable[[], None],
    ) -> None:
        self._deaf = deaf
        self._clock = clock
        self._line = line
        self._books = books
        self._rows = rows
        self._ready = ready
        self._wanted: dict[AccountId, None] = {}
        self._serving: list[AccountId] = []
        self._left: set[str] = set()
        self._asked_at = clock.now()
        self._began_ns = -facts.HOUR
        self._again: Deadlines[str] = Deadlines(clock, lambda _: self._begin())

    def refresh(self, account: AccountId) -> None:
        """Does nothing while there is no connection: the next one brings a snapshot."""
        if not self._line.offline():
            self._wanted[account] = None
            self._begin_soon()

    def probe(self) -> None:
        """Read the orders only to see whether they were pushed."""
        if not self._left and self._line.may_read():
            try:
                self._line.ask("order/list", self._looked)
            except OSError:
                return

    def _looked(self, answer: Reply | Unanswered) -> None:
        if isinstance(answer, Reply):
            self._answered("order", self._asked_at, answer)
        elif not answer.lost:
            self._deaf()

    def lost(self) -> None:
        self._wanted.clear()
        self._serving = []
        self._left.clear()
        self._again.clear_all()

    def _begin_soon(self) -> None:
        """A moment later, so that accounts that are asked for together share one read, and not too often."""
        if self._wanted and not self._left and "again" not in self._again:
            since = self._clock.now().mono_ns - self._began_ns
            self._again.set("again", max(facts.READ_GATHERS_NS, self._line.read_gap_ns() - since))

    def _begin(self) -> None:
        if not self._wanted:
            return
        if not self._line.may_read():
            self._again.set("again", facts.READ_AGAIN_NS)
            return
        self._asked_at = self._clock.now()
        self._began_ns = self._asked_at.mono_ns
        self._serving, self._wanted = list(self._wanted), {}
        self._left = set(LISTS)
        for entity in LISTS:
            try:
                self._line.ask(f"{entity.lower()}/list", partial(self._answered, entity, self._asked_at))
            except OSError:
                self._fail()
                return

    def _answered(self, entity: str, asked_at: Stamp, answer: Reply | Unanswered) -> None:
        rows = answer.data if isinstance(answer, Reply) and answer.status == 200 else None
        if not isinstance(rows, list):
            if asked_at is self._asked_at and entity in self._left:
                self._fail()
            return
        self._rows(entity, rows)
        self._books.take_sync([{"entityType": entity, "entity": rows}], self._clock.now())
        if asked_at is not self._asked_at or entity not in self._left:
            return
        self._left.discard(entity)
        if not self._left:
            serving, self._serving = self._serving, []
            self._ready(serving, asked_at)
            self._begin_soon()

    def _fail(self) -> None:
        """Try again after a while for those who still wait; who asked again has the later time."""
        self._left.clear()
        self._wanted.update(dict.fromkeys(self._serving))
        self._serving = []
        self._again.set("again", facts.READ_AGAIN_NS)
