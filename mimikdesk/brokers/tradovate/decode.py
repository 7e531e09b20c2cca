"""Decoding of the broker's rows, tolerant: optional members may be absent, unknown ones are counted and passed over.

Only a row without a vital member is refused, as ``BrokenRowError``. Prices should be decoded from JSON as Decimal.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal

from mimikdesk.brokers.tradovate import timestamps, values
from mimikdesk.brokers.tradovate.members import AUTO_LIQ_AMOUNTS, MEMBERS
from mimikdesk.brokers.tradovate.rows import (
    AccountRow,
    AutoLiqRow,
    CashRow,
    CommandReportRow,
    CommandRow,
    ContractRow,
    ExecutionRow,
    FillRow,
    MaturityRow,
    OrderRow,
    PositionRow,
    ProductRow,
    RiskRow,
    Row,
    StrategyLinkRow,
    VersionRow,
)
from mimikdesk.brokers.tradovate.unknowns import Unknowns, shape
from mimikdesk.domain.orders import Side

MOST_CONTRACTS = 1_000_000
"""A size beyond this is no size."""
FINEST_TICK, COARSEST_TICK = Decimal("1e-9"), Decimal(10_000)
"""Within these, every price can be put on its tick exactly."""


class BrokenRowError(ValueError):
    """A row lacks something without which it means nothing. The text names it."""


class Fields:
    """The members of one row. What is vital is asked for with ``vital``, ``name``, ``side``."""

    def __init__(self, raw: Mapping[str, object]) -> None:
        self._raw = raw

    def vital(self, name: str) -> int:
        """An id: above zero."""
        given = self._raw.get(name)
        if type(given) is int and 0 < given < values.LARGEST:
            return given
        found = values.whole(given)
        if found is None or found <= 0:
            raise BrokenRowError(name)
        return found

    def name(self, name: str) -> str:
        found = values.words(self._raw.get(name)).strip()
        if not found:
            raise BrokenRowError(name)
        return found

    def side(self, name: str) -> Side:
        match self._raw.get(name):
            case "Buy":
                return Side.BUY
            case "Sell":
                return Side.SELL
        raise BrokenRowError(name)

    def contracts(self, name: str, *, signed: bool = False) -> int:
        found = values.whole(self._raw.get(name))
        if found is None or abs(found) > MOST_CONTRACTS or (found <= 0 and not signed):
            raise BrokenRowError(name)
        return found

    def amount(self, name: str) -> Decimal:
        found = values.number(self._raw.get(name))
        if found is None:
            raise BrokenRowError(name)
        return found

    def whole(self, name: str) -> int | None:
        """An id or a size that may be absent; 0 stands for absent too."""
        given = self._raw.get(name)
        if given is None:
            return None
        found = values.whole(given)
        return found if found and found > 0 else None

    def number(self, name: str) -> Decimal | None:
        return values.number(self._raw.get(name))

    def text(self, name: str) -> str:
        return values.words(self._raw.get(name)).strip()

    def instant(self, name: str) -> int | None:
        return timestamps.utc_ns(self._raw.get(name))

    def trade_date(self) -> int:
        return values.trade_date(self._raw.get("tradeDate")) or 0

    def flag(self, name: str, default: bool = False) -> bool:
        found = self._raw.get(name)
        return found if isinstance(found, bool) else default


def decode(entity: str, raw: Mapping[str, object], unknowns: Unknowns) -> Row:
    """The typed row of an entity in ``DECODERS``. Raises BrokenRowError. Members nobody knows are counted."""
    row = DECODERS[entity](Fields(raw))
    if not raw.keys() <= MEMBERS[entity]:
        for name in raw.keys() - MEMBERS[entity]:
            unknowns.count(f"member {entity}.{name}", shape(raw[name]))
    return row


def _account(row: Fields) -> AccountRow:
    return AccountRow(
        row.vital("id"),
        row.name("name"),
        row.flag("readonly"),
        row.flag("restricted"),
        row.flag("closed"),
        row.flag("active", True),
        row.flag("archived"),
    )


def _risk(row: Fields) -> RiskRow:
    return RiskRow(
        row.vital("id"), row.text("adminAction"), row.instant("liquidateOnly"), row.flag("userTriggeredLiqOnly")
    )


def _auto_liq(row: Fields) -> AutoLiqRow:
    amounts = tuple((name, amount) for name in AUTO_LIQ_AMOUNTS if (amount := row.number(name)) is not None)
    return AutoLiqRow(row.vital("id"), amounts, row.text("trailingMaxDrawdownMode"))


def _order(row: Fields) -> OrderRow:
    return OrderRow(
        row.vital("id"),
        row.vital("accountId"),
        row.whole("contractId"),
        row.side("action"),
        row.name("ordStatus"),
        row.flag("admin"),
        row.whole("parentId"),
        row.whole("ocoId"),
        row.whole("linkedId"),
    )


def _version(row: Fields) -> VersionRow:
    return VersionRow(
        row.vital("id"),
        row.vital("orderId"),
        row.contracts("orderQty"),
        row.name("orderType"),
        row.number("price"),
        row.number("stopPrice"),
        row.number("limitIfTouchedPrice"),
        row.number("pegDifference"),
        row.text("timeInForce"),
        row.text("expireTime"),
        row.whole("maxShow"),
    )


def _command(row: Fields) -> CommandRow:
    return CommandRow(
        row.vital("id"),
        row.vital("orderId"),
        row.name("commandType"),
        row.name("commandStatus"),
        row.text("clOrdId"),
        row.instant("timestamp"),
    )


def _command_report(row: Fields) -> CommandReportRow:
    return CommandReportRow(
        row.vital("id"),
        row.vital("commandId"),
        row.name("commandStatus"),
        row.text("rejectReason"),
        row.text("text"),
        row.text("ordStatus"),
        row.instant("timestamp"),
    )


def _execution(row: Fields) -> ExecutionRow:
    return ExecutionRow(
        row.vital("id"),
        row.vital("commandId"),
        row.vital("orderId"),
        row.name("execType"),
        row.text("ordStatus"),
        min(row.whole("cumQty") or 0, MOST_CONTRACTS),
        row.text("rejectReason"),
        row.text("text"),
        row.instant("timestamp"),
    )


def _fill(row: Fields) -> FillRow:
    return FillRow(
        row.vital("id"),
        row.vital("orderId"),
        row.vital("contractId"),
        row.side("action"),
        row.contracts("qty"),
        row.amount("price"),
        row.flag("active", True),
        row.instant("timestamp"),
    )


def _position(row: Fields) -> PositionRow:
    net = row.contracts("netPos", signed=True)
    price = row.number("netPrice") if net else None
    return PositionRow(
        row.vital("id"),
        row.vital("accountId"),
        row.vital("contractId"),
        net,
        price,
        row.trade_date(),
        row.instant("timestamp"),
    )


def _cash(row: Fields) -> CashRow:
    return CashRow(
        row.vital("id"),
        row.vital("accountId"),
        row.amount("amount"),
        row.whole("currencyId") or 1,
        row.trade_date(),
        row.instant("timestamp"),
    )


def _contract(row: Fields) -> ContractRow:
    return ContractRow(row.vital("id"), row.name("name"), row.vital("contractMaturityId"))


def _maturity(row: Fields) -> MaturityRow:
    return MaturityRow(row.vital("id"), row.vital("productId"))


def _product(row: Fields) -> ProductRow:
    tick, value = row.amount("tickSize"), row.amount("valuePerPoint")
    if not FINEST_TICK <= tick <= COARSEST_TICK:
        raise BrokenRowError("tickSize")
    if value <= 0:
        raise BrokenRowError("valuePerPoint")
    return ProductRow(row.vital("id"), row.name("name"), tick, value)


def _strategy_link(row: Fields) -> StrategyLinkRow:
    return StrategyLinkRow(row.vital("id"), row.vital("orderStrategyId"), row.vital("orderId"))


DECODERS: Mapping[str, Callable[[Fields], Row]] = {
    "account": _account,
    "accountRiskStatus": _risk,
    "userAccountAutoLiq": _auto_liq,
    "order": _order,
    "orderVersion": _version,
    "command": _command,
    "commandReport": _command_report,
    "executionReport": _execution,
    "fill": _fill,
    "position": _position,
    "cashBalance": _cash,
    "contract": _contract,
    "contractMaturity": _maturity,
    "product": _product,
    "orderStrategyLink": _strategy_link,
}
"""By the broker's name of the entity."""
