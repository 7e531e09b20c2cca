"""The story of a copy, as the engine told it: the leader's event, the decisions, the orders, what became of them.

All of it is found by indexes. An exit that the desk repeats under another name (after a crossing, or for what a copy
filled too much) and a flatten have stories of their own.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection as Sql
from sqlalchemy import Table, select

from mimikdesk.domain.decisions import CopyProgressed, Decision, FollowerDecided, SendCommand
from mimikdesk.domain.events import Event
from mimikdesk.domain.ids import ClientOrderId
from mimikdesk.journal import tables as t
from mimikdesk.journal.codec import decode


@dataclass(frozen=True, slots=True)
class Sent:
    """A command and when it had been handed to its connection, in UTC nanoseconds."""

    send: SendCommand
    at_ns: int


@dataclass(frozen=True, slots=True)
class Story:
    """``event``: upon which it was decided; the leader's fill or order, or the time that had passed. ``decisions``: one
    for each follower. ``sent``: orders, changes and cancels in order. ``progress``: all that was told of the orders, in
    order; ``ends`` has the last word on each."""

    trigger_id: str
    event: Event | None
    decisions: tuple[FollowerDecided, ...]
    sent: tuple[Sent, ...]
    progress: tuple[CopyProgressed, ...]

    @property
    def ends(self) -> dict[ClientOrderId, CopyProgressed]:
        return {told.client_order_id: told for told in self.progress}


def story_of(sql: Sql, trigger_id: str) -> Story | None:
    """Everything recorded under a trigger's id; None for nothing."""
    decided = list(_recorded(sql, t.decisions, trigger_id))
    sent = list(_recorded(sql, t.commands, trigger_id))
    told = list(_recorded(sql, t.progress, trigger_id))
    if not (decided or sent or told):
        return None
    first = min((session, number) for session, number, _, _ in (*decided, *sent, *told))
    return Story(
        trigger_id,
        _event_before(sql, *first),
        tuple(entry for *_, entry in decided if isinstance(entry, FollowerDecided)),
        tuple(Sent(entry, at_ns) for _, _, at_ns, entry in sent if isinstance(entry, SendCommand)),
        tuple(entry for *_, entry in told if isinstance(entry, CopyProgressed)),
    )


def _recorded(sql: Sql, table: Table, trigger_id: str) -> Iterator[tuple[int, int, int, Decision]]:
    c = table.c
    statement = select(c.session, c.number, c.at_ns, c.body).where(c.trigger_id == trigger_id)
    for row in sql.execute(statement.order_by(c.session, c.number)):
        yield row.session, row.number, row.at_ns, decode(row.body)  # type: ignore[misc]  # decisions only


def _event_before(sql: Sql, session: int, number: int) -> Event | None:
    """An event is recorded right before what was decided upon it."""
    e = t.events.c
    statement = select(e.body).where(e.session == session, e.number < number).order_by(e.number.desc()).limit(1)
    body = sql.scalar(statement)
    return None if body is None else decode(body)  # type: ignore[return-value]  # this table holds events only
