"""A recorded session of the journal as a tape: what one leader did in it, as it was seen then."""

from collections.abc import Iterable
from datetime import UTC, datetime

from mimikdesk.domain.errors import ReplayError
from mimikdesk.domain.events import (
    AccountListed,
    BrokerEvent,
    Event,
    FillReported,
    InstrumentListed,
    LineChanged,
    OrderReported,
    PositionReported,
    SnapshotTaken,
)
from mimikdesk.domain.ids import AccountId, ConnectionId, Symbol
from mimikdesk.domain.instrument import Instrument
from mimikdesk.journal.journal import Record, Session
from mimikdesk.services.replay.tape import Tape


def choose_session(sessions: Iterable[Session], wanted: str | None) -> Session:
    """A session by its number, or by its date in UTC (``2026-11-20``); without either the last one.

    ReplayError when there is none of that name, or several of that date.
    """
    known = tuple(sessions)
    if not known:
        raise ReplayError("The journal holds no session yet. Let the program run first, or replay a broker's file.")
    if wanted is None:
        return known[-1]
    if wanted.isdecimal():
        found = [session for session in known if session.id == int(wanted)]
    else:
        found = [session for session in known if f"{_start(session):%Y-%m-%d}" == wanted]
    if len(found) == 1:
        return found[0]
    several = f"There are several sessions of {wanted}" if found else f"The journal holds no session “{wanted}”"
    listed = "; ".join(f"{s.id} ({_start(s):%Y-%m-%d %H:%M} UTC)" for s in (found or known)[-10:])
    raise ReplayError(f"{several}. Choose one by its number with --session: {listed}.")


def _start(session: Session) -> datetime:
    return datetime.fromtimestamp(session.started.utc_ns // 1_000_000_000, UTC)


def tape_of_session(record: Record, session: Session, leader: AccountId, name: str) -> Tape:
    """What the leader did in the session. ReplayError when the session does not show him, or he did not trade."""
    connection: ConnectionId | None = None
    instruments: dict[Symbol, Instrument] = {}
    start: SnapshotTaken | None = None
    seen: list[BrokerEvent] = []
    for event in record.events(session.id):
        match event:
            case AccountListed(account=account) if account == leader:
                connection = event.connection
            case InstrumentListed() if event.connection == connection:
                instruments[event.instrument.symbol] = event.instrument
            case SnapshotTaken(account=account) if account == leader and start is None:
                start = event
            case _ if start is not None and _is_his(event, leader, connection):
                seen.append(event)  # type: ignore[arg-type]  # _is_his lets broker events only through
    if start is None or not any(isinstance(event, FillReported) for event in seen):
        raise ReplayError(f"{name} did not trade in session {session.id}. Choose another one with --session.")
    first = start.at
    return Tape(
        leader=leader,
        leader_name=name,
        start_ns=first.utc_ns,
        instruments=tuple(instruments.values()),
        events=_in_time(seen, first.mono_ns),
        start=start,
        notes=(f"Session {session.id} of {_start(session):%Y-%m-%d}. Times are UTC.",),
    )


def _is_his(event: Event, leader: AccountId, connection: ConnectionId | None) -> bool:
    match event:
        case OrderReported() | FillReported() | PositionReported() | SnapshotTaken():
            return event.account == leader
        case LineChanged():
            return event.connection == connection
        case _:
            return False


def _in_time(events: list[BrokerEvent], start_ns: int) -> tuple[tuple[int, BrokerEvent], ...]:
    """Events with their distance from the start, which never falls: they are played in the order they were recorded."""
    timed = []
    latest = 0
    for event in events:
        latest = max(latest, event.at.mono_ns - start_ns)
        timed.append((latest, event))
    return tuple(timed)
