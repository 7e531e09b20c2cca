"""Orders of one login: each put together from its row, versions, commands, reports and fills, which come in any order.

The terms of an order are those of the latest version that is in force. A version is made when a change is asked for;
it is in force once a report on the command of the same id says so (``facts.ACCEPTED``).
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from mimikdesk.brokers.tradovate import facts
from mimikdesk.brokers.tradovate.outcomes import Outcome
from mimikdesk.brokers.tradovate.rows import CommandRow, ExecutionRow, FillRow, OrderRow, VersionRow
from mimikdesk.brokers.tradovate.terms import UNTOLD, terms_of
from mimikdesk.domain.ids import ClientOrderId, Symbol, VenueOrderId
from mimikdesk.domain.orders import OrderReport, OrderStatus

ENDED = frozenset({"Filled", "Completed", "Canceled", "Rejected", "Expired"})
_STATUS = {
    "Unknown": OrderStatus.PENDING,
    "PendingNew": OrderStatus.PENDING,
    "Suspended": OrderStatus.SUSPENDED,
    "Working": OrderStatus.WORKING,
    "PendingCancel": OrderStatus.WORKING,
    "PendingReplace": OrderStatus.WORKING,
    "Canceled": OrderStatus.CANCELLED,
    "Expired": OrderStatus.EXPIRED,
}
"""A change or a cancel that is pending has changed nothing yet. What is not here needs a closer look."""


_RANK = {"PendingNew": 1, "PendingCancel": 1, "PendingReplace": 1, "Suspended": 2, "Working": 3}


def _rank(status: str) -> int:
    """How far an order has come. What is pending says nothing of whether a leg is held, so it ranks below both."""
    return 4 if status in ENDED else _RANK.get(status, 0)


@dataclass(slots=True)
class Order:
    """``client``: the program's own id, None for orders of others. ``looked``: what was looked up for it, found or not
    (names of ``Missing``). ``old``: it had ended before the account was first read, so nobody waits for more of it.
    ``told``: its last report. ``cumulative``: filled by the execution reports, a hint that a fill is missing."""

    number: int
    row: OrderRow | None = None
    client: ClientOrderId | None = None
    versions: dict[int, VersionRow] = field(default_factory=dict)
    read_versions: set[int] = field(default_factory=set)
    commands: dict[int, Outcome] = field(default_factory=dict)
    fills: dict[int, FillRow] = field(default_factory=dict)
    cumulative: int = 0
    looked: set[str] = field(default_factory=set)
    old: bool = False
    told: OrderReport | None = None

    @property
    def named(self) -> bool:
        """Whether it is known whose order it is: the program's, or anybody's else."""
        if self.client is not None or self.old or "commands" in self.looked:
            return True
        return (self.row is not None and self.row.admin) or any(its.is_kind("New") for its in self.commands.values())

    @property
    def ended(self) -> bool:
        return self.status in ENDED

    @property
    def status(self) -> str:
        """In the broker's words. An end that only a report on a command told counts as well."""
        assert self.row is not None
        if self.row.status in ENDED:
            return self.row.status
        for command in self.commands.values():
            if command.end:
                return command.end
            if command.refused and command.is_kind("New"):
                return "Rejected"
        return self.row.status

    @property
    def refusal(self) -> str | None:
        """The broker's words on why it was rejected or killed by a change; None while nobody gave a reason."""
        found = [its for its in self.commands.values() if its.refused and its.explained and not its.is_kind("Cancel")]
        return max(found, key=lambda its: its.number).text if found else None

    def take_row(self, row: OrderRow) -> None:
        """It only ever goes on: an end is never left again, and a leg that worked is not held again. The broker is
        known to repeat a whole session, and rows come late."""
        known = self.row
        if known is not None and _rank(row.status) < _rank(known.status):
            row = replace(row, status=known.status)
        elif known is not None and row.status != known.status:
            self.looked.discard("fills")
        self.row = row

    def filled(self, counts: Callable[[FillRow], bool]) -> int:
        """Contracts in those of its fills that count and were not taken back."""
        return sum(fill.qty for fill in self.fills.values() if fill.active and counts(fill))

    def executed(self, counts: Callable[[FillRow], bool]) -> int:
        """The same with those that were taken back: they were executions of it all the same."""
        return sum(fill.qty for fill in self.fills.values() if counts(fill))


class Orders:
    """All orders of one login, and what became of their commands. Forgets nothing by itself."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self.all: dict[int, Order] = {}
        self.outcomes: dict[int, Outcome] = {}
        self.sent: dict[ClientOrderId, int] = {}
        self._clients: dict[int, ClientOrderId] = {}
        self._by_version: dict[int, int] = {}

    def begin_again(self) -> None:
        """Forget everything but which orders were sent from here: a fresh read tells the rest."""
        self.all.clear()
        self.outcomes.clear()
        self._by_version.clear()

    def get(self, number: int) -> Order:
        order = self.all.get(number)
        if order is None:
            order = self.all[number] = Order(number, client=self._clients.get(number))
        return order

    def outcome(self, command: int) -> Outcome:
        outcome = self.outcomes.get(command)
        if outcome is None:
            outcome = self.outcomes[command] = Outcome(command)
        return outcome

    def note_sent(self, client: ClientOrderId, number: int) -> None:
        self.sent[client] = number
        self._clients[number] = client
        if number in self.all:
            self.all[number].client = client

    def take_version(self, row: VersionRow, *, read: bool) -> Order:
        """``read``: it came with a read of everything, not as news."""
        order = self.get(row.order)
        order.versions[row.number] = row
        self._by_version[row.number] = row.order
        if read:
            order.read_versions.add(row.number)
        return order

    def take_command(self, row: CommandRow) -> Order:
        outcome = self.outcome(row.number)
        outcome.take_row(row)
        order = self.get(row.order)
        order.commands[row.number] = outcome
        if row.kind == "New" and row.client_order_id and row.client_order_id.startswith(self._prefix):
            self.note_sent(ClientOrderId(row.client_order_id), row.order)
        return order

    def take_execution(self, row: ExecutionRow) -> Order | None:
        """The order it speaks of: its command's, and for a trade the one it names."""
        outcome = self.outcome(row.command)
        outcome.take_execution(row)
        if row.kind == "Trade":
            order = self.get(row.order)
            if row.cumulative > order.cumulative:
                order.cumulative = row.cumulative
                order.looked.discard("fills")
            return order
        return self.order_of(outcome)

    def order_of(self, outcome: Outcome) -> Order | None:
        """None while the command's own row has not come. Its version may wait for it then, and bears its id."""
        if outcome.row is not None:
            return self.all.get(outcome.row.order)
        number = self._by_version.get(outcome.number)
        return self.all.get(number) if number is not None else None

    def version(self, order: Order) -> VersionRow | None:
        """The terms in force: of the latest version that was accepted, or the one that the order began with."""
        for number in sorted(order.versions, reverse=True):
            outcome = self.outcomes.get(number)
            if facts.first_version(number, order.number) or (outcome is not None and outcome.is_kind("New")):
                return order.versions[number]
            if outcome is None:
                if number in order.read_versions:
                    return order.versions[number]  # its command is archived, so it was accepted long ago
            elif outcome.in_force:
                return order.versions[number]
        if "versions" in order.looked and order.versions:
            return order.versions[min(order.versions)]  # there is no better one
        return None

    def report(
        self,
        order: Order,
        symbol: Symbol,
        on_tick: Callable[[Decimal | None], Decimal | None],
        ties: Callable[[int], tuple[int | None, str | None]],
        counts: Callable[[FillRow], bool],
    ) -> OrderReport | None:
        """The order as it stands with those fills that count; None while its terms are not known."""
        assert order.row is not None
        version = self.version(order)
        if version is None and not (order.old or "versions" in order.looked):
            return None
        filled = order.filled(counts)
        qty = max(version.qty if version is not None else 1, filled)
        status = self._status(order, qty, counts)
        if order.old and status is OrderStatus.FILLED and order.executed(counts) == filled:
            filled = qty  # its other fills are archived; what happens live is counted by fills alone
        terms = terms_of(version, on_tick) if version is not None else UNTOLD
        parent, oco = ties(order.number)
        return OrderReport(
            VenueOrderId(str(order.number)),
            order.client,
            symbol,
            order.row.side,
            terms.kind,
            qty,
            filled,
            status,
            terms.limit,
            terms.stop,
            self._text(order, status),
            terms.trail,
            VenueOrderId(str(parent)) if parent is not None else None,
            oco,
            order.row.admin,
        )

    def needs(self, order: Order) -> list[tuple[str, int]]:
        """What has to be looked up, should it not come by itself: names of ``Missing``, and ids."""
        if order.old:
            return []
        found = []
        version = self.version(order)
        if version is None and "versions" not in order.looked:
            found.append(("versions", order.number))
        if not order.named:
            found.append(("commands", order.number))
        if "fills" not in order.looked:
            qty = version.qty if version is not None and order.status in ("Filled", "Completed") else 0
            if order.executed(_every) < max(qty, order.cumulative):
                found.append(("fills", order.number))
        found += [("reports", number) for number in self._unexplained(order)]
        return found

    def _unexplained(self, order: Order) -> list[int]:
        """Commands that were refused for a reason nobody has told, or of which one must have been."""
        named = [its for its in order.commands.values() if its.refused]
        if order.status == "Rejected" and all(its.is_kind("Cancel") for its in named):
            named = [its for its in order.commands.values() if not its.is_kind("Cancel")]
            if order.refusal is None and "reports" not in order.looked:
                return [max((its.number for its in named), default=order.number)]
            return []
        return [its.number for its in named if not its.explained and not its.passed_on]

    def _status(self, order: Order, qty: int, counts: Callable[[FillRow], bool]) -> OrderStatus:
        status = order.status
        standing = order.told.status if order.told is not None else OrderStatus.PENDING
        if order.told is not None and standing.final:
            return standing
        match status:
            case "Filled" | "Completed":
                # Its end is told once its fills are: nobody is to take it for done with contracts still on the way.
                if order.executed(counts) >= qty:
                    return OrderStatus.FILLED
                if self._fills_complete(order):
                    return OrderStatus.FILLED if status == "Filled" else OrderStatus.CANCELLED
                return OrderStatus.WORKING
            case "Rejected":
                # The reason decides what is done about it, so it is waited for.
                known = order.refusal is not None or order.old or "reports" in order.looked
                return OrderStatus.REJECTED if known else standing
        return _STATUS.get(status, standing)

    def _text(self, order: Order, status: OrderStatus) -> str:
        if status is OrderStatus.REJECTED or any(its.refused and its.end for its in order.commands.values()):
            return order.refusal or ""
        if order.row is not None and (order.row.admin or status.final):
            return max(its.remark for its in order.commands.values())[1] if order.commands else ""
        return ""

    def _fills_complete(self, order: Order) -> bool:
        return order.old or "fills" in order.looked


def _every(_: FillRow) -> bool:
    return True
