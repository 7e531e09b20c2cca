"""The whole log over a span of time, in the order it was recorded: what the activity list tells, of every account.

What has to be known from before the span (contracts, groups) comes along, marked by its time. Read as it is asked for,
so that a long log needs no more memory than a short one.
"""

from collections.abc import Iterator

from sqlalchemy import Connection as Sql
from sqlalchemy import Select, func, or_, select, union_all

from mimikdesk.domain.events import FillReported, GroupDefined, InstrumentListed
from mimikdesk.journal import tables as t
from mimikdesk.journal.codec import decode
from mimikdesk.journal.span import Recorded, sessions_in

_GROUND = (GroupDefined.__name__, InstrumentListed.__name__)


def log_of(sql: Sql, from_ns: int, to_ns: int) -> Iterator[Recorded]:
    """Fills, decisions, notices and what became of orders; both ends belong to the span."""
    for row in sql.execute(union_all(*_parts(sql, from_ns, to_ns)).order_by("session", "number")):
        yield Recorded(row.session, row.number, row.at_ns, row.body, decode(row.body))


def size_of(sql: Sql, from_ns: int, to_ns: int) -> int:
    """How many records ``log_of`` will give."""
    sizes = (sql.scalar(select(func.count()).select_from(part.subquery())) for part in _parts(sql, from_ns, to_ns))
    return sum(size or 0 for size in sizes)


def _parts(sql: Sql, from_ns: int, to_ns: int) -> list[Select[tuple[int, int, int, str]]]:
    sessions = sessions_in(sql, from_ns, to_ns)
    e = t.events.c
    events = select(e.session, e.number, e.at_ns, e.body).where(
        or_((e.kind == FillReported.__name__) & (e.at_ns >= from_ns), e.kind.in_(_GROUND))
    )
    parts = [events]
    for table in (t.decisions, t.notices, t.progress):
        c = table.c
        parts.append(select(c.session, c.number, c.at_ns, c.body).where(c.at_ns >= from_ns))
    return [
        part.where(part.selected_columns.session.in_(sessions), part.selected_columns.at_ns <= to_ns) for part in parts
    ]
