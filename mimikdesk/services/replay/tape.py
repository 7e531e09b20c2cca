"""A leader's day as the engine can be told it: his orders and fills in order, each at its time."""

from collections.abc import Iterable
from dataclasses import dataclass

from mimikdesk.domain.events import BrokerEvent, FillReported, OrderReported, SnapshotTaken
from mimikdesk.domain.ids import AccountId, ConnectionId, FillId, VenueOrderId, account_id
from mimikdesk.domain.instrument import Instrument
from mimikdesk.domain.orders import Fill, OrderKind, OrderReport, OrderStatus
from mimikdesk.domain.time import Stamp
from mimikdesk.services.replay.contracts import instrument
from mimikdesk.services.replay.export import Execution, Export

FILE = ConnectionId("file")
"""The connection that the account of a broker's file hangs on in a replay."""


@dataclass(frozen=True, slots=True)
class Tape:
    """What to play. ``events``: nanoseconds since the start, never falling, and what happened; their own times are
    replaced when they are played. ``start``: the leader at the start, None for flat. ``start_ns``: as a clock would
    have shown it, in UTC nanoseconds. ``notes``: sentences about how the source was read."""

    leader: AccountId
    leader_name: str
    start_ns: int
    instruments: tuple[Instrument, ...]
    events: tuple[tuple[int, BrokerEvent], ...]
    start: SnapshotTaken | None = None
    notes: tuple[str, ...] = ()


def tape_of_export(export: Export) -> Tape:
    """The executions of a broker's file as orders that work, fill, and end."""
    name = export.account or "Leader"
    leader = account_id(FILE, name)
    executions = export.executions
    start_ns = executions[0].moment.ns
    orders = _orders(executions)
    contracts = {execution.contract.symbol: execution.contract for execution in executions}
    events: list[tuple[int, BrokerEvent]] = []
    seen: dict[str, int] = {}
    for execution in executions:
        after = execution.moment.ns - start_ns
        key = _key(execution)
        qty = orders[key]
        if key not in seen:
            events.append((after, _report(leader, execution, key, qty, 0, OrderStatus.WORKING)))
        seen[key] = seen.get(key, 0) + execution.qty
        events.append((after, _fill(leader, execution, key)))
        if execution.ordered is not None and seen[key] < qty:
            # One row tells the whole order here, so what did not fill by then never did.
            events.append((after, _report(leader, execution, key, qty, seen[key], OrderStatus.CANCELLED)))
    prices = {symbol: [e.price for e in executions if e.contract.symbol == symbol] for symbol in contracts}
    return Tape(
        leader=leader,
        leader_name=name,
        start_ns=start_ns,
        instruments=tuple(instrument(contract, prices[symbol]) for symbol, contract in contracts.items()),
        events=tuple(events),
        notes=tuple(_notes(export)),
    )


def _notes(export: Export) -> Iterable[str]:
    if export.zoned:
        yield "Times are UTC."
    else:
        yield "Times are as the file writes them; it does not say its time zone."
    yield "The leader is taken to be flat before the first row."
    yield "The file tells when he filled and not when he submitted, so nothing rests and every copy follows a fill."
    if not any(execution.order for execution in export.executions):
        yield "The file names no orders: fills on one side of a contract at the same moment are taken as one order."
    if export.unfilled:
        count = export.unfilled
        yield f"{count} order{' that never filled was' if count == 1 else 's that never filled were'} left out."


def _key(execution: Execution) -> str:
    """What tells one order from another: its number, else side, contract and moment."""
    if execution.order:
        return execution.order
    return f"{execution.contract.symbol} {execution.side.value} {execution.moment.ns}"


def _orders(executions: Iterable[Execution]) -> dict[str, int]:
    """Contracts of each order: as told, else all that it filled."""
    sizes: dict[str, int] = {}
    for execution in executions:
        key = _key(execution)
        sizes[key] = execution.ordered or sizes.get(key, 0) + execution.qty
    return sizes


def _report(
    leader: AccountId, execution: Execution, key: str, qty: int, filled: int, status: OrderStatus
) -> OrderReported:
    report = OrderReport(
        VenueOrderId(key), None, execution.contract.symbol, execution.side, OrderKind.MARKET, qty, filled, status
    )
    return OrderReported(leader, report, Stamp(execution.moment.ns, 0))


def _fill(leader: AccountId, execution: Execution, key: str) -> FillReported:
    fill = Fill(
        FillId(execution.fill),
        VenueOrderId(key),
        None,
        execution.contract.symbol,
        execution.side,
        execution.qty,
        execution.price,
    )
    return FillReported(leader, fill, Stamp(execution.moment.ns, 0))
