"""What the program is told: events for live accounts as far as everything they name is known, and snapshots.

Nothing is told twice: each report is compared with the last one of its order, position or cash; each fill by its id.
"""

from collections.abc import Callable, Container, Iterable
from decimal import Decimal
from functools import partial

from mimikdesk.brokers.tradovate import facts
from mimikdesk.brokers.tradovate.accounts import Accounts
from mimikdesk.brokers.tradovate.contracts import Contracts
from mimikdesk.brokers.tradovate.orders import Order, Orders
from mimikdesk.brokers.tradovate.outcomes import Outcome
from mimikdesk.brokers.tradovate.rows import CommandRow, FillRow, PositionRow
from mimikdesk.brokers.tradovate.ties import Ties
from mimikdesk.brokers.tradovate.unknowns import Unknowns
from mimikdesk.domain.events import (
    BalanceReported,
    BrokerEvent,
    FillCorrected,
    FillReported,
    OrderReported,
    PositionReported,
    SnapshotTaken,
)
from mimikdesk.domain.ids import AccountId, ClientOrderId, FillId, VenueOrderId
from mimikdesk.domain.instrument import Instrument
from mimikdesk.domain.orders import Fill, OrderReport, PositionReport
from mimikdesk.domain.record import record
from mimikdesk.domain.time import Stamp


@record(frozen=True, slots=True)
class Refusal:
    """A change or a cancel of an own order that was refused, as a report on its command says. ``text``: the broker's
    words, "" where it gave none."""

    account: AccountId
    client_order_id: ClientOrderId
    order_id: int
    command_id: int
    cancel: bool
    text: str
    at: Stamp


class Teller:
    """``live``: accounts whose snapshot was taken, with the newest time (UTC ns) that the broker had told by then."""

    def __init__(
        self,
        emit: Callable[[BrokerEvent], None],
        on_refused: Callable[[Refusal], None],
        accounts: Accounts,
        contracts: Contracts,
        unknowns: Unknowns,
    ) -> None:
        self.live: dict[int, int] = {}
        self.rereads: set[int] = set()
        self._emit = emit
        self._on_refused = on_refused
        self._accounts = accounts
        self._contracts = contracts
        self._unknowns = unknowns
        self._fills: dict[int, FillRow] = {}
        self._positions: dict[tuple[int, int], PositionReport] = {}
        self._cash: dict[int, Decimal] = {}
        self._late: list[tuple[int, FillRow]] = []
        self._echoes: set[int] = set()

    def begin_again(self) -> None:
        """Which fills were told is kept: they may come again in any read and any repetition."""
        self.live.clear()
        self.rereads.clear()
        self._echoes.clear()
        self._positions.clear()
        self._cash.clear()

    def drop(self, fills: Iterable[FillRow]) -> None:
        """Fills whose order nobody knows: they were history, or are none of this login's."""
        for fill in fills:
            self._fills[fill.number] = fill
            self._unknowns.count("fill of an order that cannot be found", fill)

    # --- live -----------------------------------------------------------------------------------------------------

    def tell_order(self, orders: Orders, ties: Ties, order: Order, at: Stamp) -> None:
        row = order.row
        if row is None or row.account not in self.live or not order.named:
            return
        account = self._accounts.id(row.account)
        if account is None:
            return
        if order.told is None and not order.ended:
            self._tell_report(orders, ties, order, account, at)
        for fill in sorted(order.fills.values(), key=lambda its: its.number):
            self._tell_fill(order, fill, account, at)
        self._tell_report(orders, ties, order, account, at)
        for command in order.commands.values():
            if command.refused and command.row is not None and command.row.kind != "New":
                self._tell_refusal(order, command, command.row, account, at)

    def tell_position(self, account: int, contract: int, at: Stamp) -> None:
        named, listed = self._accounts.id(account), self._contracts.instrument(contract)
        row = self._accounts.position(account, contract)
        if account not in self.live or named is None or listed is None or row is None:
            return
        report = PositionReport(listed.symbol, row.net, row.price)
        if self._positions.get((account, contract)) != report:
            self._positions[account, contract] = report
            self._emit(PositionReported(named, report, at))

    def tell_cash(self, account: int, at: Stamp) -> None:
        named, cash = self._accounts.id(account), self._accounts.cash(account)
        if account in self.live and named is not None and cash is not None and self._cash.get(account) != cash:
            self._cash[account] = cash
            self._emit(BalanceReported(named, cash, at))

    def tell_late(self, at: Stamp) -> None:
        """Fills that were told before the line was lost and taken back meanwhile."""
        late, self._late = self._late, []
        for account, fill in late:
            named = self._accounts.id(account)
            if named is not None:
                self._tell_correction(fill, named, at)

    # --- snapshots ------------------------------------------------------------------------------------------------

    def snapshot(
        self,
        orders: Orders,
        ties: Ties,
        account: AccountId,
        known_until_ns: int,
        given_up: Callable[[int], bool],
        lacking: Container[int],
        asked_at: Stamp,
        at: Stamp,
    ) -> SnapshotTaken | None:
        """None while something is missing. ``given_up``: whether a contract cannot be looked up; what is in it is left
        out. ``lacking``: orders of which something is missing. ``known_until_ns``: the newest time the broker told."""
        number = self._accounts.number(account)
        if number is None:
            return None
        fresh = number not in self.live
        told: list[tuple[Order, OrderReport | None]] = []
        standing: list[OrderReport] = []
        for order in orders.all.values():
            if order.row is None:
                if fresh and order.fills:
                    return None
                continue
            if order.row.account != number:
                continue
            if order.told is not None and not fresh and order.number not in lacking:
                standing.append(order.told)
                continue
            if orders.needs(order):
                return None
            contract = order.row.contract
            listed = self._contracts.instrument(contract) if contract is not None else None
            if listed is not None:
                told.append((order, self._report(orders, ties, order, listed, _any)))
            elif contract is not None and not given_up(contract):
                return None
            else:
                told.append((order, None))
        positions: list[tuple[PositionRow, PositionReport]] = []
        for row in self._accounts.positions(number):
            listed = self._contracts.instrument(row.contract)
            if listed is not None:
                positions.append((row, PositionReport(listed.symbol, row.net, row.price)))
            elif row.net and not given_up(row.contract):
                return None
            elif row.net:
                self._unknowns.count("position in a contract that cannot be found", row)
        for order, report in told:
            order.told = report
            self._settle(number, order)
        for row, position in positions:
            self._positions[number, row.contract] = position
        cash = self._accounts.cash(number)
        if cash is not None:
            self._cash[number] = cash
        if fresh:
            self.live[number] = known_until_ns
        return SnapshotTaken(
            account,
            tuple(position for _, position in positions),
            (*standing, *(report for _, report in told if report is not None)),
            cash if cash is not None else Decimal(0),
            asked_at,
            at,
        )

    # --- inner workings -------------------------------------------------------------------------------------------

    def _settle(self, account: int, order: Order) -> None:
        """What the snapshot contains is told with it, and is history."""
        for fill in order.fills.values():
            before = self._fills.get(fill.number)
            if before is not None and _changed(before, fill):
                self._late.append((account, fill))
            self._fills[fill.number] = fill
        for command in order.commands.values():
            command.seen = command.passed_on = command.passed_on or command.refused

    def _tell_report(self, orders: Orders, ties: Ties, order: Order, account: AccountId, at: Stamp) -> None:
        assert order.row is not None
        listed = self._contracts.instrument(order.row.contract) if order.row.contract is not None else None
        if listed is None:
            return
        report = self._report(orders, ties, order, listed, lambda fill: fill.number in self._fills)
        if report is not None and report != order.told:
            order.told = report
            self._emit(OrderReported(account, report, at))

    def _report(
        self, orders: Orders, ties: Ties, order: Order, listed: Instrument, counts: Callable[[FillRow], bool]
    ) -> OrderReport | None:
        assert order.row is not None
        assert order.row.contract is not None
        on_tick = partial(self._contracts.on_tick, order.row.contract)
        return orders.report(
            order, listed.symbol, on_tick, lambda number: (ties.parent(number), ties.oco(number)), counts
        )

    def _tell_fill(self, order: Order, fill: FillRow, account: AccountId, at: Stamp) -> None:
        assert order.row is not None
        before = self._fills.get(fill.number)
        if fill.number in self._echoes:
            del order.fills[fill.number]
            return
        if before is not None:
            if _changed(before, fill):
                self._fills[fill.number] = fill
                self._tell_correction(fill, account, at)
            return
        listed = self._contracts.instrument(fill.contract)
        if not fill.active or listed is None:
            return
        self._fills[fill.number] = fill
        if fill.at_ns is not None and fill.at_ns < self.live[order.row.account] - facts.HISTORY_MARGIN_NS:
            self._echoes.add(fill.number)
            del order.fills[fill.number]
            self._unknowns.count("fill from before the connection", fill)
            return
        venue = str(order.number)
        if fill.contract != order.row.contract:
            venue = f"{venue}/{fill.contract}"  # a leg of a spread: to the program, one order trades one contract
        price = self._contracts.on_tick(fill.contract, fill.price)
        told = Fill(
            FillId(str(fill.number)),
            VenueOrderId(venue),
            order.client,
            listed.symbol,
            fill.side,
            fill.qty,
            fill.price if price is None else price,
            fill.at_ns,
        )
        self._emit(FillReported(account, told, at))

    def _tell_refusal(self, order: Order, command: Outcome, row: CommandRow, account: AccountId, at: Stamp) -> None:
        cancel = row.kind == "Cancel"
        if not command.seen and not cancel and not order.ended:
            self.rereads.add(order.number)  # it may have been killed with the change
        command.seen = True
        if command.explained and not command.passed_on:
            command.passed_on = True
            if order.client is not None:
                self._on_refused(Refusal(account, order.client, order.number, row.number, cancel, command.text, at))

    def _tell_correction(self, fill: FillRow, account: AccountId, at: Stamp) -> None:
        listed = self._contracts.instrument(fill.contract)
        if listed is None:
            return
        what = "was changed to" if fill.active else "was taken back:"
        text = f"Fill {fill.number} {what} {fill.side.value} {fill.qty} {listed.symbol} at {fill.price}."
        self._emit(FillCorrected(account, listed.symbol, text, at))


def _any(_: FillRow) -> bool:
    return True


def _changed(before: FillRow, after: FillRow) -> bool:
    return (before.active, before.qty, before.price) != (after.active, after.qty, after.price)
