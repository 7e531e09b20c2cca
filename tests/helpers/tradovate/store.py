"""The rows of one world (demo or live), by entity, as the server's lists and first dumps show them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.helpers.tradovate.wire import Row


@dataclass(frozen=True, slots=True)
class Kind:
    """One entity. ``master``: the field that names the row it depends on. ``session``: rows leave the lists when the
    session ends. ``listed``: whether it may be listed as a whole."""

    name: str
    plural: str
    master: str = ""
    session: bool = False
    listed: bool = True


_KINDS = (
    Kind("user", "users"),
    Kind("account", "accounts", "userId"),
    Kind("tradingPermission", "tradingPermissions", "userId"),
    Kind("accountRiskStatus", "accountRiskStatuses", "id"),
    Kind("marginSnapshot", "marginSnapshots", "id"),
    Kind("userAccountAutoLiq", "userAccountAutoLiqs", "id"),
    Kind("cashBalance", "cashBalances", "accountId"),
    Kind("cashBalanceLog", "cashBalanceLogs", "accountId", session=True),
    Kind("position", "positions", "accountId"),
    Kind("fillPair", "fillPairs", "positionId", session=True),
    Kind("order", "orders", "accountId", session=True),
    Kind("orderVersion", "orderVersions", "orderId", session=True),
    Kind("command", "commands", "orderId", session=True),
    Kind("commandReport", "commandReports", "commandId", session=True),
    Kind("executionReport", "executionReports", "commandId", session=True),
    Kind("fill", "fills", "orderId", session=True),
    Kind("fillFee", "fillFees", "id", session=True),
    Kind("orderStrategy", "orderStrategies", "accountId", session=True),
    Kind("orderStrategyLink", "orderStrategyLinks", "orderStrategyId", session=True),
    Kind("orderStrategyType", "orderStrategyTypes"),
    Kind("contract", "contracts", "contractMaturityId", listed=False),
    Kind("contractMaturity", "contractMaturities", "productId", listed=False),
    Kind("product", "products", "exchangeId"),
    Kind("exchange", "exchanges"),
    Kind("currency", "currencies"),
    Kind("contractGroup", "contractGroups"),
)
KINDS: dict[str, Kind] = {kind.name.lower(): kind for kind in _KINDS}
"""By the name in lower case, as endpoints have it."""

DUMPED = tuple(kind for kind in _KINDS if kind.name not in ("tradingPermission", "cashBalanceLog"))
"""What the first dump consists of."""
FOR_EVERYBODY = (
    "contract",
    "contractMaturity",
    "product",
    "exchange",
    "currency",
    "contractGroup",
    "orderStrategyType",
)


@dataclass(slots=True, eq=False)
class Kept:
    """``account``: whose row it is, None for what everybody may see. ``archived``: it belongs to an earlier session."""

    kind: Kind
    row: Row
    account: int | None
    archived: bool = False


Tell = Callable[[Kept, str], None]
"""Hears of each row that is put, with ``Created`` or ``Updated``."""


class Store:
    def __init__(self, tell: Tell, now: Callable[[], int]) -> None:
        self._rows: dict[str, dict[int, Kept]] = {kind.name: {} for kind in _KINDS}
        self._tell = tell
        self._now = now
        self.history: list[tuple[Kept, str, Row, int]] = []
        """Everything that was told in this session, in its order, and when (monotonic nanoseconds)."""

    def put(self, name: str, row: Row, account: int | None = None, quiet: bool = False, whole: bool = False) -> Row:
        """Keep a row under its ``id``, changing what is there, and tell. ``quiet``: do not tell. ``whole``: what the
        row does not name any more is gone."""
        rows = self._rows[name]
        kept = rows.get(row["id"])
        event = "Updated"
        if kept is None:
            kept, event = Kept(KINDS[name.lower()], {}, account), "Created"
            rows[row["id"]] = kept
        elif whole:
            kept.row.clear()
        kept.row.update(row)
        if not quiet:
            self.history.append((kept, event, dict(kept.row), self._now()))
            self._tell(kept, event)
        return kept.row

    def get(self, name: str, number: int) -> Kept | None:
        return self._rows[name].get(number)

    def row(self, name: str, number: int) -> Row:
        """KeyError where there is none."""
        return self._rows[name][number].row

    def all(self, name: str, archived: bool = False) -> Iterator[Kept]:
        """The rows of this session, oldest first; with ``archived`` those of earlier ones too."""
        return (kept for kept in tuple(self._rows[name].values()) if archived or not kept.archived)

    def as_of(self, name: str, mono_ns: int) -> dict[int, Row]:
        """The rows of this session as they stood at an earlier time, by number."""
        told = (each for each in self.history if each[0].kind.name == name and each[3] <= mono_ns)
        return {kept.row["id"]: row for kept, _, row, _ in told}

    def archive(self, keep_orders: set[int]) -> None:
        """The session is over: rows that live for one session leave the lists, but for what still works."""
        kept_commands = {k.row["id"] for k in self.all("command") if k.row["orderId"] in keep_orders}
        for kind in _KINDS:
            for kept in self.all(kind.name) if kind.session else ():
                row = kept.row
                order = row["id"] if kind.name == "order" else row.get("orderId")
                kept.archived = order not in keep_orders and row.get("commandId") not in kept_commands
        self.history.clear()
