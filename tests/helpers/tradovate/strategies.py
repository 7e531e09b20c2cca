"""Order strategies: brackets that the server manages itself (7.5, 8.4). Their legs come after the entry, are held until
it has filled completely, and no row of theirs names the entry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial

from mimikdesk.brokers.practice.catalog import CATALOG
from mimikdesk.domain.clock import Clock
from mimikdesk.domain.orders import Side
from tests.helpers.tradovate.calls import DENIED, Answer, Call, RefusedError, Route, Routes
from tests.helpers.tradovate.options import Options
from tests.helpers.tradovate.orders import failure, read_params
from tests.helpers.tradovate.reference import contract_id, symbol_of
from tests.helpers.tradovate.sequences import SERVER, Known, Sender, action
from tests.helpers.tradovate.venue_desk import KINDS, VenueDesk
from tests.helpers.tradovate.wire import Json, Row, decode, encode

MULTIBRACKET = 2
Leg = tuple[Known, tuple[str, Decimal] | None]
"""An exit, and the name and distance of its price where that is relative to the entry."""


@dataclass(slots=True, eq=False)
class _Strategy:
    """``legs``: shown. ``coming``: still to be shown, with the price that is relative to the entry, if one is."""

    id: int
    desk: VenueDesk
    entry: Known
    coming: list[Leg]
    legs: list[Known] = field(default_factory=list)
    sent: bool = False
    over: bool = False


class Strategies:
    def __init__(self, clock: Clock, options: Options, desks: Mapping[str, VenueDesk]) -> None:
        self._clock = clock
        self._options = options
        self._desks = desks
        self._running: dict[int, _Strategy] = {}
        for desk in desks.values():
            desk.after.append(self._look)

    def routes(self) -> Routes:
        return {
            "orderstrategy/startorderstrategy": Route(self._start, command=True),
            "orderstrategy/interruptorderstrategy": Route(self._interrupt, command=True),
            "orderstrategy/modifyorderstrategy": Route(self._modify, command=True),
        }

    def begin(
        self,
        desk: VenueDesk,
        entry: Known,
        legs: Sequence[Leg],
        params: str,
        sender: Sender,
    ) -> int:
        """Start a strategy; its number. The numbers of entry and legs follow it, each drawn when it appears (8)."""
        number = next(desk.rows.ids)
        row: Row = {
            "id": number,
            "accountId": entry.account.id,
            "timestamp": desk.rows.now(),
            "contractId": contract_id(entry.symbol),
            "orderStrategyTypeId": MULTIBRACKET,
            "action": action(entry.side),
            "params": params,
            "status": "InactiveStrategy",
            "senderId": sender.user,
            "userSessionId": sender.session,
        }
        desk.rows.store.put("orderStrategy", row, entry.account.id)
        strategy = _Strategy(number, desk, entry, list(legs))
        self._running[number] = strategy
        self._status(strategy, "ActiveStrategy")
        entry.id, entry.strategy = next(desk.rows.ids), number
        for leg, _ in legs:
            leg.strategy, leg.entry = number, entry
        desk.rows.entered(entry)
        desk.send(entry)
        self._next_leg(strategy, 0)
        return number

    def _next_leg(self, strategy: _Strategy, place: int) -> None:
        if strategy.coming:
            gaps = self._options.strategy_leg_gaps
            gap = gaps[min(place, len(gaps) - 1)] if gaps else 0
            self._clock.call_later(gap, partial(self._show_leg, strategy, place))

    def _show_leg(self, strategy: _Strategy, place: int) -> None:
        if strategy.over or not strategy.coming:
            return
        leg, relative = strategy.coming.pop(0)
        leg.id = next(strategy.desk.rows.ids)
        if relative is not None:
            name, offset = relative
            leg.params[name] = _on_grid(leg, self._entry_price(strategy) + offset)
        strategy.legs.append(leg)
        strategy.desk.orders[leg.id] = leg
        strategy.desk.rows.held(leg)
        self._next_leg(strategy, place + 1)
        self._look(strategy.entry)

    def _entry_price(self, strategy: _Strategy) -> Decimal:
        entry = strategy.entry
        if entry.filled:
            return entry.spent / entry.filled
        price = entry.params.get("price", entry.params.get("stopPrice"))
        return Decimal(price) if price is not None else strategy.desk.venue.quote(entry.symbol).last

    def _look(self, order: Known) -> None:
        """After something happened to an order: release its legs, or end the strategy."""
        strategy = self._running.get(order.strategy)
        if strategy is None or strategy.over:
            return
        entry = strategy.entry
        if not strategy.sent and not strategy.coming and entry.final and entry.filled:
            strategy.sent = True
            alive = [leg for leg in strategy.legs if not leg.final]
            for leg in alive:
                leg.params["orderQty"] = min(leg.params["orderQty"], entry.filled)
            if alive:
                strategy.desk.send(*alive, delayed=False)
        if entry.final and not entry.filled:
            self._end(strategy, "ExecutionInterrupted")
        elif strategy.sent and all(leg.final for leg in strategy.legs):
            done = any(leg.status == "Filled" for leg in strategy.legs)
            self._end(strategy, "ExecutionFinished" if done else "ExecutionInterrupted")

    def _end(self, strategy: _Strategy, status: str) -> None:
        strategy.over = True
        strategy.coming.clear()
        for order in (strategy.entry, *strategy.legs):
            if not order.final and not order.busy:
                strategy.desk.cancel(order, SERVER, delayed=False)
        self._status(strategy, status)

    def _status(self, strategy: _Strategy, status: str) -> None:
        strategy.desk.rows.store.put("orderStrategy", {"id": strategy.id, "status": status}, strategy.entry.account.id)

    # --- endpoints ------------------------------------------------------------------------------------------------

    def _start(self, call: Call) -> Answer:
        body, desk = call.body, self._desks[call.world]
        account = next((a for a in call.user.accounts if a.id == body.get("accountId") and a.world == call.world), None)
        symbol = symbol_of(body.get("symbol"))
        if account is None or symbol is None or body.get("accountSpec") != account.name:
            raise failure("UnknownReason", DENIED)
        if body.get("orderStrategyTypeId") != MULTIBRACKET or body.get("action") not in ("Buy", "Sell"):
            raise RefusedError(400, {"errorText": "unknown strategy"})
        side = Side.BUY if body["action"] == "Buy" else Side.SELL
        if not isinstance(body.get("params"), str):
            raise RefusedError(400, {"errorText": "params must be a text"})
        try:
            plan = decode(body["params"])
        except ValueError:
            raise RefusedError(400, {"errorText": "params is no JSON"}) from None
        assert call.token is not None
        sender = Sender(call.user.id, call.token.session.id, None, body.get("isAutomated"))
        params = read_params(plan["entryVersion"])
        if params["orderType"] not in KINDS or len(plan["brackets"]) != 1:
            raise failure("Unsupported", "one bracket is supported here")
        entry = Known(0, account, symbol, side, params, sender)
        number = self.begin(desk, entry, _legs(entry, plan["brackets"][0]), body["params"], sender)
        return Answer(200, {"orderStrategy": dict(desk.rows.store.row("orderStrategy", number))})

    def _interrupt(self, call: Call) -> Answer:
        number = call.body.get("orderStrategyId")
        strategy = self._running.get(number) if isinstance(number, int) else None
        if strategy is None or strategy.entry.account not in call.user.accounts:
            raise failure("UnknownReason", DENIED)
        if not strategy.over:
            self._end(strategy, "StoppedByUser")
        return Answer(200, {"orderStrategy": dict(strategy.desk.rows.store.row("orderStrategy", strategy.id))})

    def _modify(self, call: Call) -> Answer:
        return Answer(200, {"errorText": f"cannot be changed here: {encode(call.body.get('command'))}"})


def _legs(entry: Known, bracket: Row) -> list[Leg]:
    made: list[Leg] = []
    for word, kind, name in (("profitTarget", "Limit", "price"), ("stopLoss", "Stop", "stopPrice")):
        value: Json = bracket.get(word)
        if value is not None:
            price = Decimal(value)
            params: Row = {"orderQty": bracket["qty"], "orderType": kind, name: price, "timeInForce": "Day"}
            leg = Known(0, entry.account, entry.symbol, entry.side.opposite, params, SERVER)
            made.append((leg, None if bracket.get("absPrice") else (name, price)))
    return made


def _on_grid(order: Known, price: Decimal) -> Decimal:
    tick = CATALOG[order.symbol].tick_size
    return (price / tick).to_integral_value() * tick
