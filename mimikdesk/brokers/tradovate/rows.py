"""Rows of the broker's entities as typed values: whatever the adapter uses of them, and nothing else.

Source: the vendor's OpenAPI of 2026, and captures. Ids are 64-bit numbers, times UTC nanoseconds, trade dates YYYYMMDD.
"""

from decimal import Decimal

from mimikdesk.domain.orders import Side
from mimikdesk.domain.record import record


@record(frozen=True, slots=True)
class AccountRow:
    """``name``: the account spec, what people see. ``readonly`` and the others: it cannot trade at all. ``archived``:
    put away by the broker."""

    number: int
    name: str
    readonly: bool = False
    restricted: bool = False
    closed: bool = False
    active: bool = True
    archived: bool = False


@record(frozen=True, slots=True)
class RiskRow:
    """``number``: the account's. ``liquidate_only_ns``: closing only until then, UTC."""

    number: int
    admin_action: str = ""
    liquidate_only_ns: int | None = None
    by_user: bool = False


@record(frozen=True, slots=True)
class AutoLiqRow:
    """Limits of an account, as they come: ``amounts`` by the broker's names, in dollars or percent."""

    number: int
    amounts: tuple[tuple[str, Decimal], ...]
    drawdown_mode: str = ""


@record(frozen=True, slots=True)
class OrderRow:
    """Identity and status only. ``contract`` is None for a spread; ids of other orders are where there are none."""

    number: int
    account: int
    contract: int | None
    side: Side
    status: str
    admin: bool = False
    parent: int | None = None
    oco: int | None = None
    linked: int | None = None


@record(frozen=True, slots=True)
class VersionRow:
    """Terms that were asked for. ``qty``: the whole order. ``peg``: distance of a trailing stop, points.
    ``expires``: as the broker wrote it."""

    number: int
    order: int
    qty: int
    kind: str
    price: Decimal | None = None
    stop: Decimal | None = None
    touched: Decimal | None = None
    peg: Decimal | None = None
    in_force: str = ""
    expires: str = ""
    max_show: int | None = None


@record(frozen=True, slots=True)
class CommandRow:
    number: int
    order: int
    kind: str
    status: str
    client_order_id: str = ""
    at_ns: int | None = None


@record(frozen=True, slots=True)
class CommandReportRow:
    number: int
    command: int
    status: str
    reason: str = ""
    text: str = ""
    order_status: str = ""
    at_ns: int | None = None


@record(frozen=True, slots=True)
class ExecutionRow:
    """``order`` may be another order's than the command's: a held leg's change is reported on its entry."""

    number: int
    command: int
    order: int
    kind: str
    order_status: str = ""
    cumulative: int = 0
    reason: str = ""
    text: str = ""
    at_ns: int | None = None


@record(frozen=True, slots=True)
class FillRow:
    """``active`` is False once the exchange took it back."""

    number: int
    order: int
    contract: int
    side: Side
    qty: int
    price: Decimal
    active: bool = True
    at_ns: int | None = None


@record(frozen=True, slots=True)
class PositionRow:
    number: int
    account: int
    contract: int
    net: int
    price: Decimal | None = None
    trade_date: int = 0
    at_ns: int | None = None


@record(frozen=True, slots=True)
class CashRow:
    number: int
    account: int
    amount: Decimal
    currency: int = 1
    trade_date: int = 0
    at_ns: int | None = None


@record(frozen=True, slots=True)
class ContractRow:
    number: int
    name: str
    maturity: int


@record(frozen=True, slots=True)
class MaturityRow:
    number: int
    product: int


@record(frozen=True, slots=True)
class ProductRow:
    number: int
    name: str
    tick_size: Decimal
    point_value: Decimal


@record(frozen=True, slots=True)
class StrategyLinkRow:
    number: int
    strategy: int
    order: int


Row = (
    AccountRow
    | RiskRow
    | AutoLiqRow
    | OrderRow
    | VersionRow
    | CommandRow
    | CommandReportRow
    | ExecutionRow
    | FillRow
    | PositionRow
    | CashRow
    | ContractRow
    | MaturityRow
    | ProductRow
    | StrategyLinkRow
)
