"""The pushes around an order, in the order that the documents and captures show (sections 8.1 to 8.7 of the digest).

``Rows`` writes rows of one world; what an order is and what it may do is ``orders``' matter. Ids come from one rising
counter, and rows that belong together share them as on the real server.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from mimikdesk.domain.clock import Clock
from mimikdesk.domain.ids import Symbol, VenueOrderId
from mimikdesk.domain.orders import Side
from tests.helpers.tradovate.people import TradovateAccount
from tests.helpers.tradovate.reference import contract_id
from tests.helpers.tradovate.store import Store
from tests.helpers.tradovate.wire import Row, timestamp, trade_date

FAR_FUTURE = "2036-06-13T00:00Z"
FINAL = ("Filled", "Completed", "Canceled", "Rejected", "Expired")


@dataclass(frozen=True, slots=True)
class Sender:
    """Who gives a command: ``user`` 0 and no session is the server itself."""

    user: int = 0
    session: int = 0
    client_id: str | None = None
    automated: bool | None = None
    tag: str | None = None


SERVER = Sender(automated=True)


@dataclass(slots=True, eq=False)
class Known:
    """One order as the server knows it. ``params``: its newest accepted version. ``venue``: its number at the exchange,
    None while it is held or under way. ``busy``: a command is under way to the exchange. ``spent``: sum of price times
    quantity of its fills. ``command``: the id of the command that was accepted last."""

    id: int
    account: TradovateAccount
    symbol: Symbol
    side: Side
    params: Row
    sender: Sender
    status: str = "Unknown"
    venue: VenueOrderId | None = None
    command: int = 0
    entry: "Known | None" = None
    admin: bool = False
    busy: bool = False
    filled: int = 0
    spent: Decimal = Decimal(0)
    links: Row = field(default_factory=dict)
    strategy: int = 0

    @property
    def final(self) -> bool:
        return self.status in FINAL


class Rows:
    def __init__(self, clock: Clock, store: Store, ids: Iterator[int]) -> None:
        self.store = store
        self.ids = ids
        self._clock = clock

    def now(self) -> str:
        return timestamp(self._clock.now().utc_ns)

    def today(self) -> Row:
        return trade_date(self._clock.now().utc_ns)

    # --- new orders -----------------------------------------------------------------------------------------------

    def entered(self, order: Known) -> None:
        """A new order, up to its way to the exchange (8.1, 1 to 8)."""
        self._begin(order, {})
        self.report(order, order.command, "RiskPassed")
        self.command(order, order.command, "RiskPassed")
        self.status(order, "PendingNew")
        self._link(order)
        self.status(order, "PendingNew", executionProviderId=18)
        self.margin(order.account)

    def held(self, order: Known) -> None:
        """A leg that waits for its entry (8.4)."""
        self._begin(order, {"activationTime": FAR_FUTURE, "isAutomated": True})
        self.report(order, order.command, "OnHold")
        self.command(order, order.command, "OnHold")
        self.status(order, "Suspended")
        self._link(order)

    def released(self, order: Known) -> None:
        """A held leg begins to work."""
        self.command(order, order.command, "RiskPassed")
        self.status(order, "Suspended", executionProviderId=18)
        self.working(order)

    def working(self, order: Known, text: str = "") -> None:
        """The exchange has it (8.1, 9 to 12)."""
        number = self.report(order, order.command, "AtExecution")
        self.command(order, order.command, "AtExecution")
        self.status(order, "Working")
        self.execution(order, order.command, "New", number=number, text=text)

    def rejected_by_risk(self, order: Known, reason: str, text: str) -> None:
        self.report(order, order.command, "RiskRejected", reason, text)
        self.command(order, order.command, "RiskRejected")
        self.status(order, "Rejected")

    def rejected_by_exchange(self, order: Known, reason: str, text: str) -> None:
        self.execution(order, order.command, "Rejected", status="Rejected", reason=reason, text=text)
        self.report(order, order.command, "ExecutionRejected", reason, text)
        self.command(order, order.command, "ExecutionRejected")
        self.status(order, "Rejected")

    def begun_for_risk(self, order: Known) -> None:
        """A new order that risk has yet to look at."""
        self._begin(order, {})

    # --- changes --------------------------------------------------------------------------------------------------

    def change_asked(self, order: Known, params: Row, sender: Sender) -> int:
        """A change before the exchange has seen it; the version is there already (8.5). The command's id."""
        number = self._new_command(order, "Modify", sender)
        self.version(order, number, params)
        if order.status == "Suspended":
            self.command(order, number, "OnHold")
            self.version(order, number, params)
        else:
            self.report(order, number, "RiskPassed")
            self.command(order, number, "RiskPassed")
        return number

    def change_done(self, order: Known, number: int, params: Row) -> None:
        """No row of the order itself follows. Where a leg is held, the report names the entry (8.5)."""
        held = order.status == "Suspended"
        before, order.command, order.params = order.command, number, params
        if held and order.entry is not None:
            self.execution(order.entry, number, "Replaced")
            self.version(order.entry, order.entry.command, order.entry.params)
            return
        self.report(order, number, "AtExecution")
        self.command(order, number, "AtExecution")
        self.command(order, before, "ExecutionStopped")
        self.execution(order, number, "Replaced")

    def change_refused(self, order: Known, number: int, reason: str, text: str, by_risk: bool = False) -> None:
        status = "RiskRejected" if by_risk else "ExecutionRejected"
        if not by_risk:
            self.execution(order, number, "Rejected", status=order.status, reason=reason, text=text)
        self.report(order, number, status, reason, text, order.status)
        self.command(order, number, status)

    # --- ends -----------------------------------------------------------------------------------------------------

    def cancel_asked(self, order: Known, sender: Sender) -> int:
        return self._new_command(order, "Cancel", sender)

    def cancelled(self, order: Known, number: int, text: str = "", status: str = "Canceled") -> None:
        self.report(order, number, "AtExecution", text=text)
        self.command(order, number, "AtExecution")
        self.execution(order, number, status, status=status, text=text)
        self.status(order, status)
        self.margin(order.account)

    def expired(self, order: Known, text: str) -> None:
        self.execution(order, order.command, "Expired", status="Expired", text=text)
        self.status(order, "Expired")

    # --- single rows ----------------------------------------------------------------------------------------------

    def status(self, order: Known, status: str, **more: int) -> None:
        order.status = status
        self.store.put("order", {"id": order.id, "ordStatus": status} | more, order.account.id)

    def version(self, order: Known, number: int, params: Row) -> None:
        self.store.put("orderVersion", {"id": number, "orderId": order.id} | params, order.account.id)

    def command(self, order: Known, number: int, status: str) -> None:
        self.store.put("command", {"id": number, "commandStatus": status}, order.account.id)

    def report(
        self, order: Known, command: int, status: str, reason: str = "", text: str = "", order_status: str = ""
    ) -> int:
        row: Row = {"id": next(self.ids), "commandId": command, "timestamp": self.now(), "commandStatus": status}
        row |= _given({"rejectReason": reason, "text": text, "ordStatus": order_status})
        self.store.put("commandReport", row, order.account.id)
        return int(row["id"])

    def execution(
        self,
        order: Known,
        command: int,
        kind: str,
        status: str = "",
        reason: str = "",
        text: str = "",
        number: int = 0,
        **trade: object,
    ) -> None:
        row: Row = {
            "id": number or next(self.ids),
            "commandId": command,
            "name": f"{kind} {order.id}",
            "accountId": order.account.id,
            "contractId": contract_id(order.symbol),
            "timestamp": self.now(),
            "tradeDate": self.today(),
            "orderId": order.id,
            "execType": kind,
            "ordStatus": status or order.status,
            "action": action(order.side),
            "exchangeOrderId": f"X{order.id}",
        }
        row |= _given({"rejectReason": reason, "text": text})
        self.store.put("executionReport", row | trade, order.account.id)

    def margin(self, account: TradovateAccount) -> None:
        kept = self.store.get("marginSnapshot", account.id)
        if kept is not None:
            self.store.put("marginSnapshot", {"id": account.id, "timestamp": self.now()}, account.id)

    def _begin(self, order: Known, extra: Row) -> None:
        row: Row = {
            "id": order.id,
            "accountId": order.account.id,
            "contractId": contract_id(order.symbol),
            "timestamp": self.now(),
            "action": action(order.side),
            "ordStatus": "Unknown",
            "admin": order.admin,
            "archived": False,
            "external": False,
        }
        order.command, order.status = order.id, "Unknown"
        self.store.put("order", row | order.links, order.account.id)
        self._new_command(order, "New", order.sender, order.id, extra)
        self.version(order, order.id, order.params)

    def _new_command(self, order: Known, kind: str, sender: Sender, number: int = 0, extra: Row | None = None) -> int:
        number = number or next(self.ids)
        row: Row = {
            "id": number,
            "orderId": order.id,
            "timestamp": self.now(),
            "commandType": kind,
            "commandStatus": "Pending",
        }
        row |= _given(
            {
                "clOrdId": sender.client_id,
                "senderId": sender.user,
                "userSessionId": sender.session,
                "customTag50": sender.tag,
            }
        )
        if sender.automated is not None:
            row["isAutomated"] = sender.automated
        self.store.put("command", row | (extra or {}), order.account.id)
        return number

    def _link(self, order: Known) -> None:
        if order.strategy:
            row: Row = {"id": order.id, "orderStrategyId": order.strategy, "orderId": order.id}
            row["label"] = "256" if order.entry is None else "0"
            self.store.put("orderStrategyLink", row, order.account.id)


def action(side: Side) -> str:
    return "Buy" if side is Side.BUY else "Sell"


def _given(row: Row) -> Row:
    return {name: value for name, value in row.items() if value}
