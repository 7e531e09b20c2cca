"""What a fill leaves behind: fill, position, cash, pairs, fees (8.2). The practice exchange's books are the truth;
here is what it does not keep: values of the session, and which fill closed which."""

from collections import deque
from dataclasses import dataclass, field
from decimal import Decimal

from mimikdesk.brokers.practice.catalog import CATALOG
from mimikdesk.brokers.practice.venue import PracticeVenue
from mimikdesk.domain.ids import Symbol
from mimikdesk.domain.orders import Fill, PositionReport, Side
from tests.helpers.tradovate.people import TradovateAccount
from tests.helpers.tradovate.reference import contract_id
from tests.helpers.tradovate.sequences import Known, Rows, action
from tests.helpers.tradovate.wire import Row

MARGIN_PER_CONTRACT = Decimal(100)


@dataclass(slots=True)
class _Lot:
    fill: int
    side: Side
    left: int
    price: Decimal


@dataclass(slots=True, eq=False)
class _Line:
    """One position row: ``open`` are the fills that are not paired yet, oldest first."""

    id: int
    row: Row
    open: deque[_Lot] = field(default_factory=deque)


@dataclass(slots=True, eq=False)
class _Purse:
    """One account's cash as it was told last. ``profit``: closed profit of this session, before fees."""

    cash: Decimal
    start: Decimal
    row: int
    profit: Decimal = Decimal(0)
    week: Decimal = Decimal(0)
    lines: dict[Symbol, _Line] = field(default_factory=dict)
    pairs: list[Row] = field(default_factory=list)
    newest: tuple[Known, int, Decimal] | None = None


class Money:
    def __init__(self, venue: PracticeVenue, rows: Rows) -> None:
        self._venue = venue
        self._rows = rows
        self._purses: dict[int, _Purse] = {}

    def open(self, account: TradovateAccount) -> None:
        """The rows that an account has from its first day on."""
        cash = self._venue.cash(account.venue)
        purse = self._purses[account.id] = _Purse(cash, cash, next(self._rows.ids))
        self._cash_row(account, purse, quiet=True)
        put = self._rows.store.put
        put("accountRiskStatus", {"id": account.id, "adminAction": "Normal"}, account.id, quiet=True)
        put("userAccountAutoLiq", {"id": account.id, "dailyLossAutoLiq": Decimal(10**9)}, account.id, quiet=True)
        put("marginSnapshot", self._margin_row(account), account.id, quiet=True)

    # --- a fill ---------------------------------------------------------------------------------------------------

    def fill(self, order: Known, fill: Fill) -> None:
        """The fill and its report; the order's own row follows where it is done."""
        order.filled += fill.qty
        order.spent += fill.qty * fill.price
        number = next(self._rows.ids)
        purse, line = self._line(order)
        paired = self._pair(purse, line, number, fill)
        row: Row = {
            "id": number,
            "orderId": order.id,
            "contractId": contract_id(order.symbol),
            "timestamp": self._rows.now(),
            "tradeDate": self._rows.today(),
            "action": action(fill.side),
            "qty": fill.qty,
            "price": fill.price,
            "active": True,
            "finallyPaired": paired,
            "external": False,
        }
        self._rows.store.put("fill", row, order.account.id)
        word = "bought" if fill.side is Side.BUY else "sold"
        line.row[word] += fill.qty
        line.row[f"{word}Value"] += fill.qty * fill.price
        purse.newest = (order, number, fill.price)
        self._rows.execution(
            order,
            order.command,
            "Trade",
            status="Filled" if order.filled >= order.params["orderQty"] else "Working",
            execRefId=str(number),
            cumQty=order.filled,
            avgPx=order.spent / order.filled,
            lastQty=fill.qty,
            lastPx=fill.price,
        )

    def position(self, account: TradovateAccount, report: PositionReport) -> None:
        line = self._purses[account.id].lines[report.symbol]
        self._stand(line, report)
        self._rows.store.put("position", line.row, account.id, whole=True)

    def balance(self, account: TradovateAccount, cash: Decimal) -> None:
        """Cash, margin, and the pairs and fees that explain it."""
        purse = self._purses[account.id]
        made = sum((self._profit(pair) for pair in purse.pairs), Decimal(0))
        fee = purse.cash + made - cash
        purse.cash, purse.profit, purse.week = cash, purse.profit + made, purse.week + made
        self._cash_row(account, purse)
        put = self._rows.store.put
        put("marginSnapshot", self._margin_row(account), account.id)
        for pair in purse.pairs:
            put("fillPair", {name: value for name, value in pair.items() if name != "symbol"}, account.id)
            self._log(account, purse, "TradePaired", self._profit(pair), fillPairId=pair["id"])
        purse.pairs = []
        if purse.newest is not None:
            number = purse.newest[1]
            put("fillFee", {"id": number, "commission": fee, "commissionCurrencyId": 1}, account.id)
            self._log(account, purse, "Commission", -fee, fillId=number)

    def snapshot(self, account: TradovateAccount) -> Row:
        """The answer to ``getcashbalancesnapshot``; open profit at the prices of now."""
        purse = self._purses[account.id]
        cash, worth = self._venue.cash(account.venue), self._venue.net_liq(account.venue)
        margin = self._margin(account)
        return {
            "totalCashValue": cash,
            "totalPnL": purse.profit + worth - cash,
            "initialMargin": margin,
            "maintenanceMargin": margin,
            "netLiq": worth,
            "openPnL": worth - cash,
            "realizedPnL": purse.profit,
            "weekRealizedPnL": purse.week,
            "totalCashValueSOD": purse.start,
            "cashUSD": cash,
        }

    def new_session(self, account: TradovateAccount) -> None:
        """After 17:00 in Chicago: positions carry on, the session's figures begin anew."""
        purse = self._purses[account.id]
        purse.profit, purse.start = Decimal(0), purse.cash
        for line in purse.lines.values():
            held, price = line.row["netPos"], line.row.get("netPrice")
            line.row |= _empty_day() | {"prevPos": held, "tradeDate": self._rows.today()}
            line.row.pop("prevPrice", None)
            if price is not None:
                line.row["prevPrice"] = price
            self._rows.store.put("position", line.row, account.id, whole=True)
        self._cash_row(account, purse)

    # --- inside ---------------------------------------------------------------------------------------------------

    def _line(self, order: Known) -> tuple[_Purse, _Line]:
        purse = self._purses[order.account.id]
        line = purse.lines.get(order.symbol)
        if line is None:
            number = next(self._rows.ids)
            row: Row = {"id": number, "accountId": order.account.id, "contractId": contract_id(order.symbol)}
            line = purse.lines[order.symbol] = _Line(number, row | _empty_day() | {"prevPos": 0, "netPos": 0})
        return purse, line

    def _stand(self, line: _Line, report: PositionReport) -> None:
        line.row |= {"timestamp": self._rows.now(), "tradeDate": self._rows.today(), "netPos": report.qty}
        line.row.pop("netPrice", None)
        if report.average is not None:
            line.row["netPrice"] = report.average

    def _pair(self, purse: _Purse, line: _Line, number: int, fill: Fill) -> int:
        left = fill.qty
        while left and line.open and line.open[0].side is not fill.side:
            lot = line.open[0]
            part = min(lot.left, left)
            buy, sell = (number, lot.fill) if fill.side is Side.BUY else (lot.fill, number)
            prices = (fill.price, lot.price) if fill.side is Side.BUY else (lot.price, fill.price)
            pair: Row = {"id": next(self._rows.ids), "positionId": line.id, "buyFillId": buy, "sellFillId": sell}
            pair |= {"qty": part, "buyPrice": prices[0], "sellPrice": prices[1], "active": True}
            purse.pairs.append(pair | {"symbol": fill.symbol})
            older = self._rows.store.row("fill", lot.fill)
            older["finallyPaired"] += part
            lot.left, left = lot.left - part, left - part
            if not lot.left:
                line.open.popleft()
        if left:
            line.open.append(_Lot(number, fill.side, left, fill.price))
        return fill.qty - left

    def _profit(self, pair: Row) -> Decimal:
        points = Decimal(pair["sellPrice"]) - Decimal(pair["buyPrice"])
        return points * int(pair["qty"]) * CATALOG[pair["symbol"]].point_value

    def _cash_row(self, account: TradovateAccount, purse: _Purse, quiet: bool = False) -> None:
        row: Row = {
            "id": purse.row,
            "accountId": account.id,
            "timestamp": self._rows.now(),
            "tradeDate": self._rows.today(),
            "currencyId": 1,
            "amount": purse.cash,
            "realizedPnL": purse.profit,
            "weekRealizedPnL": purse.week,
            "amountSOD": purse.start,
            "archived": False,
        }
        self._rows.store.put("cashBalance", row, account.id, quiet)

    def _log(self, account: TradovateAccount, purse: _Purse, kind: str, delta: Decimal, **more: object) -> None:
        row: Row = {
            "id": next(self._rows.ids),
            "accountId": account.id,
            "timestamp": self._rows.now(),
            "tradeDate": self._rows.today(),
            "currencyId": 1,
            "amount": purse.cash,
            "cashChangeType": kind,
            "delta": delta,
        }
        self._rows.store.put("cashBalanceLog", row | more, account.id)

    def _margin(self, account: TradovateAccount) -> Decimal:
        holdings = self._venue.account(account.venue).holdings.values()
        return sum((abs(holding.qty) * MARGIN_PER_CONTRACT for holding in holdings), Decimal(0))

    def _margin_row(self, account: TradovateAccount) -> Row:
        margin = self._margin(account)
        words = ("initialMargin", "maintenanceMargin", "totalUsedMargin", "fullInitialMargin", "positionMargin")
        row: Row = {"id": account.id, "timestamp": self._rows.now(), "riskTimePeriodId": 1}
        return row | dict.fromkeys((*words, "totalUsedFullMargin"), margin)


def _empty_day() -> Row:
    return {"bought": 0, "sold": 0, "boughtValue": Decimal(0), "soldValue": Decimal(0)}
