"""Accounts of one login: names, what the broker forbids them, positions and cash, each from the newest row."""

from collections.abc import Iterable
from decimal import Decimal

from mimikdesk.brokers.tradovate import facts
from mimikdesk.brokers.tradovate.rows import AccountRow, AutoLiqRow, CashRow, PositionRow, RiskRow
from mimikdesk.domain.ids import AccountId, ConnectionId, account_id

FORBIDDING = {
    "LiquidateImmediately": "the broker is closing all positions of this account",
    "LiquidateOnlyModeImmediately": "the broker lets this account close positions only",
    "LockTradingImmediately": "the broker has locked trading on this account",
    "AgreedOnLiqOnlyModeByAutoLiq": "a loss limit at the broker lets this account close positions only",
    "AgreedOnLiquidationByAutoLiq": "a loss limit at the broker is closing all positions of this account",
}


class Accounts:
    """Every ``take_...`` returns whether the row is news; an older one than what is known changes nothing."""

    def __init__(self, connection: ConnectionId) -> None:
        self._connection = connection
        self.rows: dict[int, AccountRow] = {}
        self.auto_liq: dict[int, AutoLiqRow] = {}
        self._numbers: dict[AccountId, int] = {}
        self._ids: dict[int, AccountId] = {}
        self._risk: dict[int, RiskRow] = {}
        self._positions: dict[tuple[int, int], dict[int, PositionRow]] = {}
        self._cash: dict[int, dict[int, CashRow]] = {}

    def begin_again(self) -> None:
        """Forget what only a fresh read may tell. Accounts stay: one may be absent from a list for a while."""
        self._risk.clear()
        self._positions.clear()
        self._cash.clear()

    def take(self, row: AccountRow) -> bool:
        if self.rows.get(row.number) == row:
            return False
        self.rows[row.number] = row
        name = account_id(self._connection, row.name)
        self._ids[row.number] = name
        self._numbers[name] = row.number
        return True

    def take_risk(self, row: RiskRow) -> None:
        self._risk[row.number] = row

    def take_position(self, row: PositionRow) -> bool:
        its = self._positions.setdefault((row.account, row.contract), {})
        known = its.get(row.number)
        if known is not None and _older(row.at_ns, known.at_ns):
            return False
        its[row.number] = row
        return known != row

    def take_cash(self, row: CashRow) -> bool:
        its = self._cash.setdefault(row.account, {})
        known = its.get(row.number)
        if known is not None and _older(row.at_ns, known.at_ns):
            return False
        its[row.number] = row
        return known != row

    # --- questions ----------------------------------------------------------------------------------------------

    @property
    def ids(self) -> tuple[AccountId, ...]:
        return tuple(self._ids.values())

    def id(self, number: int) -> AccountId | None:
        return self._ids.get(number)

    def number(self, account: AccountId) -> int | None:
        return self._numbers.get(account)

    def position(self, account: int, contract: int) -> PositionRow | None:
        its = self._positions.get((account, contract))
        return newest(its.values()) if its else None

    def positions(self, account: int) -> list[PositionRow]:
        """The newest row of each contract, flat ones too."""
        return [newest(its.values()) for (owner, _), its in self._positions.items() if owner == account and its]

    def cash(self, account: int) -> Decimal | None:
        its = self._cash.get(account)
        if not its:
            return None
        return max(its.values(), key=lambda row: (row.currency == facts.DOLLARS, *_age(row))).amount

    def blocked(self, account: AccountId, utc_ns: int) -> str:
        """Why the account may not open positions, in words; "" when it may, as far as is known."""
        number = self._numbers.get(account)
        if number is None:
            return ""
        row, risk = self.rows[number], self._risk.get(number)
        if row.closed or not row.active:
            return "this account is closed at the broker"
        if row.readonly:
            return "this login may read this account only"
        if row.restricted:
            return "the broker has restricted this account"
        if risk is None:
            return ""
        if risk.admin_action in FORBIDDING:
            return FORBIDDING[risk.admin_action]
        if risk.liquidate_only_ns is not None and risk.liquidate_only_ns > utc_ns:
            return "the broker lets this account close positions only, for now"
        return ""


def newest(rows: Iterable[PositionRow]) -> PositionRow:
    return max(rows, key=_age)


def _age(row: PositionRow | CashRow) -> tuple[int, int, int]:
    return facts.position_age(row.trade_date, row.at_ns, row.number)


def _older(given: int | None, known: int | None) -> bool:
    return given is not None and known is not None and given < known
