"""The open journal: one session's record, and what earlier sessions left."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select, union, union_all, update

from mimikdesk.domain.commands import PlaceOrder
from mimikdesk.domain.decisions import Decision
from mimikdesk.domain.events import Event, PastRecalled
from mimikdesk.domain.ids import AccountId, ClientOrderId, FillId, VenueOrderId
from mimikdesk.domain.time import Stamp
from mimikdesk.journal import tables as t
from mimikdesk.journal.codec import decode
from mimikdesk.journal.database import Reader
from mimikdesk.journal.intents import IntentLog
from mimikdesk.journal.log import log_of, size_of
from mimikdesk.journal.recall import placed, recall
from mimikdesk.journal.risks import RiskKeeper
from mimikdesk.journal.rows import INSERT_SENT_ORDER, sent_order
from mimikdesk.journal.span import Recorded, Span, span_of
from mimikdesk.journal.store import Store
from mimikdesk.journal.stories import Story, story_of
from mimikdesk.journal.writer import Recorder, Writer

CLOSE_TIMEOUT_S = 10.0


@dataclass(frozen=True, slots=True)
class UnfinishedOrder:
    """An own order whose end is not known. ``status``: ``pending`` (sent or about to be), ``unknown``, ``working``.

    ``filled``: contracts known to be filled. ``sent_ns``: UTC nanoseconds, None when not known.
    """

    order: PlaceOrder
    venue_order_id: VenueOrderId | None
    status: str
    filled: int
    sent_ns: int | None


@dataclass(frozen=True, slots=True)
class Session:
    """One run of the program. ``ended_ns`` is None for the present run and for one that was killed."""

    id: int
    program: str
    started: Stamp
    ended_ns: int | None


class Record:
    """What earlier sessions, and the present one, left in the database. Only reads."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def sessions(self) -> tuple[Session, ...]:
        """All runs, oldest first."""
        with self._reader.connect() as sql:
            return tuple(
                Session(r.id, r.program, Stamp(r.started_ns, r.started_mono_ns), r.ended_ns)
                for r in sql.execute(select(t.sessions).order_by(t.sessions.c.id))
            )

    def events(self, session: int) -> Iterator[Event]:
        """Everything the engine was told in a session, in order, equal to what was recorded."""
        with self._reader.connect() as sql:
            e = t.events.c
            for body in sql.scalars(select(e.body).where(e.session == session).order_by(e.number)):
                yield decode(body)  # type: ignore[misc]  # this table holds events only

    def decisions(self, session: int) -> Iterator[Decision]:
        """Everything the engine decided in a session, in order."""
        parts = (
            select(table.c.number, table.c.body).where(table.c.session == session)
            for table in (t.decisions, t.commands, t.notices, t.progress)
        )
        with self._reader.connect() as sql:
            for row in sql.execute(union_all(*parts).order_by("number")):
                yield decode(row.body)  # type: ignore[misc]  # these tables hold decisions only

    def story(self, trigger_id: str) -> Story | None:
        """What one doing of the leader led to, None when nothing was decided by that name."""
        with self._reader.connect() as sql:
            return story_of(sql, trigger_id)

    def span(self, account: AccountId, from_ns: int, to_ns: int) -> Span:
        """What was recorded about an account, and about whom it followed, between two moments in UTC nanoseconds."""
        with self._reader.connect() as sql:
            return span_of(sql, account, from_ns, to_ns)

    def log(self, from_ns: int, to_ns: int) -> Iterator[Recorded]:
        """What the activity list tells of all accounts between two moments in UTC nanoseconds, in order; before it the
        contracts and groups that it speaks of."""
        with self._reader.connect() as sql:
            yield from log_of(sql, from_ns, to_ns)

    def log_size(self, from_ns: int, to_ns: int) -> int:
        """How many records ``log`` will give."""
        with self._reader.connect() as sql:
            return size_of(sql, from_ns, to_ns)

    def fill_ids(self, account: AccountId) -> frozenset[FillId]:
        """All fills of an account that were ever recorded (rule 7.1)."""
        f = t.fills.c
        with self._reader.connect() as sql:
            return frozenset(FillId(fill) for fill in sql.scalars(select(f.fill_id).where(f.account == account)))

    def accounts_ever(self) -> frozenset[AccountId]:
        """All accounts that orders or fills were ever recorded of, also those that are set up no more."""
        with self._reader.connect() as sql:
            found = sql.scalars(union(select(t.orders.c.account), select(t.fills.c.account)))
            return frozenset(AccountId(account) for account in found if account)

    def table_sizes(self) -> tuple[tuple[str, int], ...]:
        """Every table with its number of rows, by name."""
        with self._reader.connect() as sql:
            tables = sorted(t.metadata.tables.values(), key=lambda table: table.name)
            return tuple((table.name, sql.scalar(select(func.count()).select_from(table)) or 0) for table in tables)


class Journal(Record):
    """The database while the program runs. Made by ``open_journal``."""

    def __init__(self, path: Path, writer: Writer, session: int) -> None:
        super().__init__(Reader(path))
        self.path = path
        self.session = session
        self.store = Store(self._reader, writer)
        self.risks = RiskKeeper(self._reader, writer)
        self.recorder = Recorder(writer)
        self._writer = writer
        self._closed = False

    def unfinished(self) -> tuple[UnfinishedOrder, ...]:
        """Own orders without an end, oldest first: to be looked up at the broker before anything else (rule 10.4)."""
        o = t.orders.c
        statement = select(t.orders).where(o.client_order_id.is_not(None), o.sent_ns.is_not(None), o.ended_ns.is_(None))
        with self._reader.connect() as sql:
            return tuple(
                UnfinishedOrder(
                    order=placed(r),
                    venue_order_id=None if r.venue_order_id is None else VenueOrderId(r.venue_order_id),
                    status=r.status,
                    filled=r.filled,
                    sent_ns=r.sent_ns,
                )
                for r in sql.execute(statement.order_by(o.id))
            )

    def recover(self, intents: IntentLog) -> tuple[UnfinishedOrder, ...]:
        """Take over what the intent log knows and the database does not, empty the log, and tell what is unfinished.

        Call once at start, before the first order.
        """
        rows = [
            sent_order(each.order, self.session, each.at, each.trigger_id, each.purpose, each.closes, each.opens)
            for each in intents.read()
        ]
        if rows:
            self._writer.run(lambda sql: sql.exec_driver_sql(INSERT_SENT_ORDER, rows))
        intents.clear()
        return self.unfinished()

    def recall(self, account: AccountId, at: Stamp) -> PastRecalled:
        """What earlier runs left of an account, for the engine: of orders those without an end and those of the last
        RECENT_NS, of fills those of that time. Call after ``recover`` and before the first order."""
        with self._reader.connect() as sql:
            return recall(sql, account, at)

    def resolve(self, account: AccountId, client_order_id: ClientOrderId, text: str, at: Stamp) -> None:
        """Note that an unfinished order is over although the broker does not know it. ``text``: why, for the log."""
        o = t.orders.c
        statement = (
            update(t.orders)
            .where(o.account == account, o.client_order_id == client_order_id, o.ended_ns.is_(None))
            .values(status="not_found", text=text, ended_ns=at.utc_ns)
        )
        self._writer.run(lambda sql: sql.execute(statement))

    def close(self, at: Stamp) -> bool:
        """Write what is left, note the session's end, and let go of the file. False when entries had to be given up.

        Closing again does nothing.
        """
        if self._closed:
            return True
        self._closed = True
        written = self.recorder.flush(CLOSE_TIMEOUT_S)
        if written:
            statement = update(t.sessions).where(t.sessions.c.id == self.session).values(ended_ns=at.utc_ns)
            self._writer.run(lambda sql: sql.execute(statement))
        self._reader.close()
        return self._writer.close(CLOSE_TIMEOUT_S) and written
