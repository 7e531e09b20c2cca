"""Rows as the Tradovate protocol document describes them, with sample values of our own, and a desk that takes them."""

from decimal import Decimal
from typing import Any

from mimikdesk.brokers.tradovate.books import Books
from mimikdesk.brokers.tradovate.teller import Refusal
from mimikdesk.brokers.tradovate.unknowns import Unknowns
from mimikdesk.domain.events import BrokerEvent, InstrumentListed, SnapshotTaken
from mimikdesk.domain.ids import AccountId, ClientOrderId, ConnectionId
from mimikdesk.domain.time import SECOND, Stamp

Row = dict[str, Any]
Push = tuple[str, Row]
"""An entity's name and its row."""

CONNECTION = ConnectionId("tradovate-demo-1")
ACCOUNT = AccountId(f"{CONNECTION}/DEMO12345")
OTHER = AccountId(f"{CONNECTION}/APEX778-02")
START = Stamp(1_795_187_100 * SECOND, 0)  # 2026-11-20 15:05:00 UTC

ACCOUNT_ID, OTHER_ID = 91001, 91002
MNQ, MES = 4215001, 4215002
ORDER = 700000000031
OWN = "MK0123456789abcdef01234567"


def own() -> ClientOrderId:
    return ClientOrderId(OWN)


def account(number: int = ACCOUNT_ID, name: str = "DEMO12345") -> Row:
    return {
        "id": number,
        "name": name,
        "userId": 5,
        "accountType": "Customer",
        "active": True,
        "legalStatus": "Individual",
    }


def order(number: int = ORDER, status: str = "Working", side: str = "Buy", **more: Any) -> Row:
    row = {"id": number, "accountId": ACCOUNT_ID, "contractId": MNQ, "timestamp": "2026-11-20T15:04:05.123Z"}
    return {**row, "action": side, "ordStatus": status, "admin": False, **more}


def version(number: int = ORDER, order_id: int = ORDER, qty: int = 2, kind: str = "Market", **more: Any) -> Row:
    return {"id": number, "orderId": order_id, "orderQty": qty, "orderType": kind, "timeInForce": "Day", **more}


def command(
    number: int = ORDER, order_id: int = ORDER, kind: str = "New", status: str = "AtExecution", **more: Any
) -> Row:
    row = {"id": number, "orderId": order_id, "timestamp": "2026-11-20T15:04:05.120Z"}
    return {**row, "commandType": kind, "commandStatus": status, "isAutomated": False, **more}


def report(number: int, command_id: int = ORDER, status: str = "AtExecution", **more: Any) -> Row:
    row = {"id": number, "commandId": command_id, "timestamp": "2026-11-20T15:04:05.124Z"}
    return {**row, "commandStatus": status, **more}


def execution(number: int, kind: str, command_id: int = ORDER, order_id: int = ORDER, **more: Any) -> Row:
    row = {"id": number, "commandId": command_id, "name": "x", "accountId": ACCOUNT_ID, "contractId": MNQ}
    row |= {"timestamp": "2026-11-20T15:04:05.125Z", "orderId": order_id, "execType": kind, "action": "Buy"}
    return {**row, **more}


def fill(number: int = 700000000061, order_id: int = ORDER, qty: int = 2, side: str = "Buy", **more: Any) -> Row:
    row: Row = {"id": number, "orderId": order_id, "contractId": MNQ, "timestamp": "2026-11-20T15:04:05.337Z"}
    row |= {
        "tradeDate": {"year": 2026, "month": 11, "day": 20},
        "action": side,
        "qty": qty,
        "price": Decimal("25010.75"),
    }
    return {**row, "active": True, "finallyPaired": 0, "external": False, **more}


def position(net: int, number: int = 88001, **more: Any) -> Row:
    row: Row = {"id": number, "accountId": ACCOUNT_ID, "contractId": MNQ, "timestamp": "2026-11-20T15:04:05.340Z"}
    row |= {"tradeDate": {"year": 2026, "month": 11, "day": 20}, "netPos": net, "bought": 0, "sold": 0, "prevPos": 0}
    if net:
        row["netPrice"] = Decimal("25010.75")
    return {**row, **more}


def cash(amount: str, number: int = 66001, **more: Any) -> Row:
    row = {"id": number, "accountId": ACCOUNT_ID, "timestamp": "2026-11-20T15:04:05.341Z", "currencyId": 1}
    return {**row, "tradeDate": {"year": 2026, "month": 11, "day": 20}, "amount": Decimal(amount), **more}


CONTRACTS = [
    {"id": MNQ, "name": "MNQZ6", "contractMaturityId": 52001, "timestamp": "2025-06-13T00:00Z"},
    {"id": MES, "name": "MESZ6", "contractMaturityId": 52002, "timestamp": "2025-06-13T00:00Z"},
]
MATURITIES = [
    {"id": 52001, "productId": 601, "expirationMonth": 202612, "expirationDate": "2026-12-18T14:30Z", "isFront": True},
    {"id": 52002, "productId": 602, "expirationMonth": 202612, "expirationDate": "2026-12-18T14:30Z", "isFront": True},
]
PRODUCTS = [
    {"id": 601, "name": "MNQ", "valuePerPoint": Decimal("2.0"), "tickSize": Decimal("0.25"), "priceFormat": -2},
    {"id": 602, "name": "MES", "valuePerPoint": Decimal("5.0"), "tickSize": Decimal("0.25"), "priceFormat": -2},
]


def dump(**sections: Any) -> Row:
    """An answer to syncrequest: both accounts flat, contracts known; ``sections`` replace its lists."""
    morning = "2026-11-20T14:59Z"
    cash_rows = [cash("50000", timestamp=morning), cash("25000", 66002, accountId=OTHER_ID, timestamp=morning)]
    whole: Row = {
        "users": [{"id": 880011, "name": "alice"}],
        "accounts": [account(), account(OTHER_ID, "APEX778-02")],
        "contracts": CONTRACTS,
        "contractMaturities": MATURITIES,
        "products": PRODUCTS,
        "cashBalances": cash_rows,
    }
    whole |= {name: [] for name in ("positions", "orders", "fills", "commands", "orderVersions", "contractGroups")}
    return {**whole, **sections}


def props(entity: str, row: Any, event: str | None = "Updated") -> Row:
    pushed = {"entityType": entity, "entity": row}
    return pushed if event is None else {**pushed, "eventType": event}


class Desk:
    """Books whose events are kept, on a clock of its own that goes one millisecond on with each row."""

    def __init__(self) -> None:
        self.events: list[BrokerEvent] = []
        self.listed: list[BrokerEvent] = []
        self.refusals: list[Refusal] = []
        self.unknowns = Unknowns()
        self.books = Books(CONNECTION, self._keep, self.unknowns, self.refusals.append)
        self.now = START

    def _keep(self, event: BrokerEvent) -> None:
        (self.listed if isinstance(event, InstrumentListed) else self.events).append(event)

    def tick(self) -> Stamp:
        self.now = Stamp(self.now.utc_ns + 1_000_000, self.now.mono_ns + 1_000_000)
        return self.now

    def sync(self, payload: Any) -> None:
        self.books.take_sync(payload, self.tick())

    def push(self, *pushes: Push) -> None:
        for entity, row in pushes:
            self.books.take_event(props(entity, row), self.tick())

    def snapshot(self, account: AccountId = ACCOUNT) -> SnapshotTaken | None:
        return self.books.snapshot(account, self.now, self.tick())

    def live(self, **sections: Any) -> "Desk":
        """Begin with a read, so that everything afterwards is live."""
        self.sync(dump(**sections))
        assert self.snapshot(ACCOUNT) is not None
        assert self.snapshot(OTHER) is not None
        self.events.clear()
        return self

    def new_events(self) -> list[BrokerEvent]:
        found, self.events = self.events, []
        return found


def live(**sections: Any) -> Desk:
    return Desk().live(**sections)
