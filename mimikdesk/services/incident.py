"""The incident report for a prop firm: what happened on one account, when, and by whose order (rule 13.3).

Made from the journal alone, so that it can be made again at any time and says the same: the report carries the number
of records behind it and a hash over their exact text. Runs anywhere but on the wire lane; reading a day takes moments.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from decimal import Decimal
from fractions import Fraction

from mimikdesk.domain.decisions import FollowerDecided
from mimikdesk.domain.errors import IncidentError
from mimikdesk.domain.events import (
    InstrumentListed,
    LineChanged,
    PositionReported,
    SnapshotTaken,
)
from mimikdesk.domain.ids import AccountId, ConnectionId, Symbol
from mimikdesk.domain.instrument import Instrument
from mimikdesk.domain.time import SECOND
from mimikdesk.journal.journal import Record, Session
from mimikdesk.journal.span import KeptFill, KeptOrder, Recorded, Span
from mimikdesk.journal.store import SavedSetup
from mimikdesk.services.incident_words import Line, Names, Words


@dataclass(frozen=True, slots=True)
class Question:
    """What the report is about. ``from_ns``, ``to_ns``: UTC nanoseconds, both None for the last session.
    ``symbol``: one instrument of the account, None for all."""

    account: AccountId
    symbol: Symbol | None = None
    from_ns: int | None = None
    to_ns: int | None = None


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One line of the time line. ``session`` and ``number`` name the record in the journal."""

    session: int
    number: int
    at_ns: int
    line: Line


@dataclass(frozen=True, slots=True)
class IncidentOrder:
    """An order of the account, with its fills. ``average``: of the fills seen, None where there is none."""

    order: KeptOrder
    first_fill_ns: int | None
    last_fill_ns: int | None
    average: Decimal | None


@dataclass(frozen=True, slots=True)
class IncidentPosition:
    """Signed contracts as the broker told them, None where it had told nothing yet."""

    account: str
    symbol: Symbol
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class Incident:
    """The whole report, frozen. Times are UTC nanoseconds; ``zone`` is the one that local times are
    shown in, None for the computer's own.
    ``digest``: SHA-256 over the texts of the ``records`` records it was made from."""

    account: AccountId
    account_name: str
    connection: str
    leaders: tuple[str, ...]
    symbol: Symbol | None
    from_ns: int
    to_ns: int
    made_ns: int
    zone: tzinfo | None
    program: str
    rows: tuple[IncidentRow, ...]
    orders: tuple[IncidentOrder, ...]
    positions: tuple[IncidentPosition, ...]
    records: int
    digest: str
    decimals: dict[Symbol, int]


def make_incident(
    record: Record, setup: SavedSetup, question: Question, *, program: str, made_ns: int, zone: tzinfo | None = None
) -> Incident:
    """Read the journal and build the report. IncidentError where nothing was recorded. ``program``: its version."""
    from_ns, to_ns = _bounds(record.sessions(), question, made_ns)
    span = record.span(question.account, from_ns, to_ns)
    names = _names(setup)
    maker = _Maker(question, span, names, from_ns)
    for recorded in span.records:
        maker.take(recorded)
    if not maker.rows and not span.orders:
        name = names.account(question.account)
        raise IncidentError(f"Nothing was recorded about {name} between {_utc(from_ns)} and {_utc(to_ns)}.")
    connection = next((a.connection for a in setup.accounts() if a.id == question.account), "")
    return Incident(
        account=question.account,
        account_name=names.account(question.account),
        connection=names.connection(ConnectionId(connection)),
        leaders=tuple(names.account(leader) for leader in span.leaders),
        symbol=question.symbol,
        from_ns=from_ns,
        to_ns=to_ns,
        made_ns=made_ns,
        zone=zone,
        program=program,
        rows=tuple(maker.rows),
        orders=_orders(span, question.symbol),
        positions=maker.positions(),
        records=maker.records,
        digest=maker.hash.hexdigest(),
        decimals={symbol: instrument.decimals for symbol, instrument in maker.instruments.items()},
    )


class _Maker:
    """Goes through the records in order and keeps what the report shows."""

    def __init__(self, question: Question, span: Span, names: Names, from_ns: int) -> None:
        self.rows: list[IncidentRow] = []
        self.instruments: dict[Symbol, Instrument] = {}
        self.records = 0
        self.hash = hashlib.sha256()
        self._question = question
        self._from_ns = from_ns
        self._names = names
        self._accounts = (question.account, *span.leaders)
        self._connections: set[ConnectionId] = set()
        self._words = Words(question.account, frozenset(span.leaders), names, self.instruments)
        self._symbols = _symbols(span, question.symbol)
        self._before: dict[tuple[AccountId, Symbol], int] = {}
        self._now: dict[tuple[AccountId, Symbol], int] = {}
        self._read: set[AccountId] = set()
        """Accounts that were read as a whole, so that what is not told of them is flat."""

    def take(self, recorded: Recorded) -> None:
        entry, within = recorded.entry, recorded.at_ns >= self._from_ns
        lines: Iterable[Line] = ()
        match entry:
            case InstrumentListed(instrument=instrument):
                self.instruments[instrument.symbol] = instrument
                return
            case PositionReported(account=account, position=position):
                lines = self._position(account, position.symbol, position.qty, within)
            case SnapshotTaken(account=account, positions=positions):
                told = {position.symbol: position.qty for position in positions}
                if account not in self._read:
                    self._read.add(account)
                    self._before |= {(account, symbol): qty for symbol, qty in told.items()}
                gone = {symbol: 0 for its, symbol in self._now if its == account and symbol not in told}
                lines = [
                    line
                    for symbol, qty in (told | gone).items()
                    for line in self._position(account, symbol, qty, within)
                ]
            case _ if within:
                line = self._words.line(entry)
                lines = () if line is None or not self._concerns(entry, line) else (line,)
            case _:
                return
        for line in lines:
            self.rows.append(IncidentRow(recorded.session, recorded.number, recorded.at_ns, line))
        if within and lines:
            self.records += 1
            self.hash.update(f"{recorded.session}/{recorded.number}/{recorded.at_ns}/{recorded.body}\n".encode())

    def positions(self) -> tuple[IncidentPosition, ...]:
        """Of the account first, then of the leaders; where there never was one, none is shown."""
        return tuple(
            IncidentPosition(self._names.account(account), symbol, self._held_before(account, symbol), after)
            for account in self._accounts
            for (its, symbol), after in sorted(self._now.items())
            if its == account and (after or self._held_before(account, symbol) or self._moved(account, symbol))
        )

    def _held_before(self, account: AccountId, symbol: Symbol) -> int | None:
        return self._before.get((account, symbol), 0 if account in self._read else None)

    def _moved(self, account: AccountId, symbol: Symbol) -> bool:
        name = self._names.account(account)
        return any(row.line.symbol == symbol and row.line.account == name for row in self.rows)

    def _position(self, account: AccountId, symbol: Symbol, qty: int, within: bool) -> list[Line]:
        if not self._wanted(account, symbol):
            return []
        key = (account, symbol)
        known = self._now.get(key)
        self._now[key] = qty
        if not within:
            self._before[key] = qty
            return []
        return [self._words.position(account, symbol, qty)] if qty != (known or 0) else []

    def _concerns(self, entry: object, line: Line) -> bool:
        if isinstance(entry, LineChanged):
            return True
        return line.symbol is None or line.account is None or line.symbol in self._symbols or not self._symbols

    def _wanted(self, account: AccountId, symbol: Symbol) -> bool:
        return account in self._accounts and (not self._symbols or symbol in self._symbols)


def _symbols(span: Span, symbol: Symbol | None) -> frozenset[Symbol]:
    """The instrument that was asked for, and those of the leader that led to it; empty for all."""
    if symbol is None:
        return frozenset()
    led = (
        recorded.entry.trigger.symbol
        for recorded in span.records
        if isinstance(recorded.entry, FollowerDecided) and recorded.entry.symbol == symbol
    )
    return frozenset((symbol, *led))


def _orders(span: Span, symbol: Symbol | None) -> tuple[IncidentOrder, ...]:
    return tuple(
        _with_fills(order, [fill for fill in span.fills if _belongs(fill, order)])
        for order in span.orders
        if symbol in (None, order.symbol)
    )


def _belongs(fill: KeptFill, order: KeptOrder) -> bool:
    if order.client_order_id is not None and fill.client_order_id is not None:
        return fill.client_order_id == order.client_order_id
    return fill.venue_order_id == order.venue_order_id


def _with_fills(order: KeptOrder, fills: list[KeptFill]) -> IncidentOrder:
    if not fills:
        return IncidentOrder(order, None, None, None)
    average = sum((Fraction(fill.price) * fill.qty for fill in fills), Fraction(0)) / sum(fill.qty for fill in fills)
    rounded = Decimal(average.numerator) / Decimal(average.denominator)
    return IncidentOrder(order, fills[0].seen_ns, fills[-1].seen_ns, rounded)


def _bounds(sessions: tuple[Session, ...], question: Question, now_ns: int) -> tuple[int, int]:
    if not sessions:
        raise IncidentError("The journal holds no session yet, so there is nothing to report.")
    last = sessions[-1]
    from_ns = last.started.utc_ns if question.from_ns is None and question.to_ns is None else question.from_ns
    ended_ns = now_ns if last.ended_ns is None else last.ended_ns
    to_ns = ended_ns if question.to_ns is None else question.to_ns
    from_ns = sessions[0].started.utc_ns if from_ns is None else from_ns
    if from_ns > to_ns:
        raise IncidentError(f"The span ends ({_utc(to_ns)}) before it begins ({_utc(from_ns)}).")
    return from_ns, to_ns


def _names(setup: SavedSetup) -> Names:
    return Names(
        {account.id: account.name for account in setup.accounts()},
        {connection.id: connection.name for connection in setup.connections()},
        {account.id: account.connection for account in setup.accounts()},
    )


def moment(at_ns: int, zone: tzinfo | None) -> datetime:
    """The second of it, as the clocks of that zone showed it then (None: of this computer's)."""
    return datetime.fromtimestamp(at_ns // SECOND, UTC).astimezone(zone)


def _utc(ns: int) -> str:
    return f"{moment(ns, UTC):%Y-%m-%d %H:%M:%S} UTC"
