"""Order entry over the protocol: what a command must consist of, and what is answered to it (sections 7.1 to 7.4)."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from mimikdesk.domain.ids import Symbol
from mimikdesk.domain.orders import Side
from tests.helpers.tradovate.calls import DENIED, Answer, Call, RefusedError, Route, Routes
from tests.helpers.tradovate.options import Options, SiblingLinks
from tests.helpers.tradovate.people import TradovateAccount, User
from tests.helpers.tradovate.reference import symbol_of
from tests.helpers.tradovate.sequences import SERVER, Known, Sender
from tests.helpers.tradovate.venue_desk import KINDS, VenueDesk, too_late
from tests.helpers.tradovate.wire import Json, Row

_NEEDS = {
    "Market": (),
    "Limit": ("price",),
    "Stop": ("stopPrice",),
    "StopLimit": ("price", "stopPrice"),
    "TrailingStop": ("pegDifference",),
    "TrailingStopLimit": ("price", "pegDifference"),
    "MIT": ("price",),
    "LimitIfTouched": ("price", "limitIfTouchedPrice"),
    "QTS": (),
}
_TIMES = ("Day", "GTC", "GTD", "IOC", "FOK")
_PRICES = ("price", "stopPrice", "pegDifference", "limitIfTouchedPrice")


def failure(reason: str, text: str) -> RefusedError:
    """A refusal of the business kind: HTTP 200."""
    return RefusedError(200, {"failureReason": reason, "failureText": text})


class Orders:
    """``desks``: by world. ``complaints``: what clients got wrong without being told so."""

    def __init__(self, desks: Mapping[str, VenueDesk], options: Options, complaints: list[str]) -> None:
        self._desks = desks
        self._options = options
        self._complaints = complaints
        self._failures: list[tuple[str, str, int | None]] = []

    def routes(self) -> Routes:
        handlers = {
            "order/placeorder": self._place,
            "order/placeoco": self._place_oco,
            "order/placeoso": self._place_oso,
            "order/modifyorder": self._modify,
            "order/cancelorder": self._cancel,
            "order/liquidateposition": self._liquidate,
            "order/liquidatepositions": self._liquidate_many,
            "order/dryrun": self._dry_run,
        }
        return {name: Route(self._unless_failing(handler), command=True) for name, handler in handlers.items()}

    def fail_next(self, reason: str, text: str, order_id: int | None = None) -> None:
        """Answer the next command with a failure, and do nothing. ``order_id``: named beside it, as happens."""
        self._failures.append((reason, text, order_id))

    def _unless_failing(self, handler: Callable[[Call], Answer]) -> Callable[[Call], Answer]:
        def run(call: Call) -> Answer:
            if not self._failures:
                return handler(call)
            reason, text, order_id = self._failures.pop(0)
            row: Row = {"failureReason": reason, "failureText": text}
            return Answer(200, row if order_id is None else row | {"orderId": order_id})

        return run

    # --- new orders -----------------------------------------------------------------------------------------------

    def _place(self, call: Call) -> Answer:
        account, symbol = self._whom(call), self._what(call)
        order = self._draft(call, account, symbol, call.body)
        desk = self._desk(call)
        desk.rows.entered(order)
        desk.send(order)
        return Answer(200, {"orderId": order.id})

    def _place_oco(self, call: Call) -> Answer:
        account, symbol = self._whom(call), self._what(call)
        other = _object(call.body.get("other"), "other")
        first = self._draft(call, account, symbol, call.body)
        second = self._draft(call, account, symbol, other | {"orderQty": call.body.get("orderQty")})
        tie_pair(first, second, self._options.sibling_links)
        desk = self._desk(call)
        desk.rows.entered(first)
        desk.rows.entered(second)
        desk.send(first, second)
        return Answer(200, {"orderId": first.id, "ocoId": second.id})

    def _place_oso(self, call: Call) -> Answer:
        account, symbol = self._whom(call), self._what(call)
        entry = self._draft(call, account, symbol, call.body)
        legs = []
        for name in ("bracket1", "bracket2"):
            if name == "bracket1" or call.body.get(name) is not None:
                wanted = _object(call.body.get(name), name) | {"orderQty": call.body.get("orderQty")}
                legs.append(self._draft(call, account, symbol, wanted, entry))
        tie_bracket(entry, legs, self._options)
        desk = self._desk(call)
        desk.rows.entered(entry)
        for leg in legs:
            desk.rows.held(leg)
        desk.send(entry, *legs, bracket=True)
        return Answer(200, {"orderId": entry.id} | {f"oso{place}Id": leg.id for place, leg in enumerate(legs, 1)})

    # --- changes --------------------------------------------------------------------------------------------------

    def _modify(self, call: Call) -> Answer:
        desk, body = self._desk(call), call.body
        order = self._known(call)
        for name in ("orderQty", "orderType"):
            if body.get(name) is None:
                raise _violation(name, body.get(name), "required")
        params = read_params(body)
        if "timeInForce" not in body and not self._options.reset_tif:
            params["timeInForce"] = order.params["timeInForce"]
        self._free(order)
        if order.final:
            raise failure("TooLate", too_late(order))
        if order.params["orderType"].startswith("Trailing"):
            before = {name: order.params.get(name) for name in ("orderType", "pegDifference")}
            if before != {name: params.get(name) for name in before}:
                raise failure("TrailingStopNonOrderQtyModify", "only the quantity of a trailing stop may change")
        if params["orderType"] != order.params["orderType"]:
            raise failure("Unsupported", "the type of an order cannot change here")
        number, _ = desk.change(order, params, _sender(call))
        return Answer(200, {"commandId": number})

    def _cancel(self, call: Call) -> Answer:
        desk, order = self._desk(call), self._known(call)
        self._free(order)
        if order.final:
            raise failure("TooLate", too_late(order))
        number, _ = desk.cancel(order, _sender(call))
        return Answer(200, {"commandId": number})

    def _liquidate(self, call: Call) -> Answer:
        account = self._account(call, call.body.get("accountId"))
        symbol = symbol_of(call.body.get("contractId"))
        if account is None or symbol is None:
            raise failure("UnknownReason", DENIED)
        return Answer(200, self._liquidate_one(call, account, symbol))

    def _liquidate_many(self, call: Call) -> Answer:
        wanted = call.body.get("positions")
        if not isinstance(wanted, list):
            raise _violation("positions", wanted, "required")
        store = self._desk(call).rows.store
        last: Row = {}
        for kept in [kept for kept in store.all("position") if kept.row["id"] in wanted]:
            account = self._account(call, kept.row["accountId"])
            symbol = symbol_of(kept.row["contractId"])
            if account is None or symbol is None:
                raise failure("UnknownReason", DENIED)
            last = self._liquidate_one(call, account, symbol)
        return Answer(200, last)

    def _liquidate_one(self, call: Call, account: TradovateAccount, symbol: Symbol) -> Row:
        desk = self._desk(call)
        self._may_trade(call.user, account)
        if not desk.venue.position(account.venue, symbol):
            for order in tuple(desk.orders.values()):
                if order.account is account and order.symbol == symbol and not order.final and not order.busy:
                    desk.cancel(order, SERVER)
            return {"failureReason": "UnknownReason", "failureText": "There is no position to liquidate"}
        number = next(desk.rows.ids)
        desk.close(account, symbol, number, _sender(call), delayed=True)
        return {"orderId": number}

    def _dry_run(self, call: Call) -> Answer:
        account = self._account(call, call.body.get("accountId"))
        if account is None:
            return Answer(200, {"rejectReason": "UnknownReason", "errorText": DENIED})
        lock = self._desk(call).venue.account(account.venue).lock
        return Answer(200, {"rejectReason": "TradingLocked" if lock else "Success", "errorText": lock})

    # --- what a command must be -----------------------------------------------------------------------------------

    def _desk(self, call: Call) -> VenueDesk:
        return self._desks[call.world]

    def _whom(self, call: Call) -> TradovateAccount:
        """The account; it must be named by its number and by its name."""
        account = self._account(call, call.body.get("accountId"))
        if account is None or call.body.get("accountSpec") != account.name:
            raise failure("UnknownReason", DENIED)
        self._may_trade(call.user, account)
        return account

    def _account(self, call: Call, number: Json) -> TradovateAccount | None:
        return next((a for a in call.user.accounts if a.id == number and a.world == call.world), None)

    def _may_trade(self, user: User, account: TradovateAccount) -> None:
        if account.readonly:
            raise failure("Unauthorized", DENIED)
        venue = self._desks[account.world].venue
        if not self._options.risk_at_once:
            return
        if lock := venue.account(account.venue).lock:
            raise failure("TradingLocked", lock)
        if venue.closed:
            raise failure("SessionClosed", "the session is closed")

    def _what(self, call: Call) -> Symbol:
        if call.body.get("symbol") is None:
            raise _violation("symbol", None, "required")
        symbol = symbol_of(call.body["symbol"])
        if symbol is None:
            raise failure("UnknownReason", DENIED)
        return symbol

    def _draft(
        self, call: Call, account: TradovateAccount, symbol: Symbol, wanted: Row, entry: Known | None = None
    ) -> Known:
        if wanted.get("action") not in ("Buy", "Sell"):
            raise _violation("action", wanted.get("action"), "Buy or Sell")
        side = Side.BUY if wanted["action"] == "Buy" else Side.SELL
        params = read_params(wanted)
        if params["orderType"] not in KINDS:
            raise failure("Unsupported", f"{params['orderType']} is not supported")
        if wanted.get("customTag50"):
            self._complaints.append("customTag50 given")
            raise failure("UnknownReason", "unregistered Tag50")
        if "isAutomated" not in call.body:
            self._complaints.append(f"{call.endpoint} without isAutomated")
        sender = _sender(call, wanted.get("clOrdId"))
        number = next(self._desk(call).rows.ids)
        return Known(number, account, symbol, side, params, sender, entry=entry)

    def _known(self, call: Call) -> Known:
        number = call.body.get("orderId")
        if not isinstance(number, int):
            raise _violation("orderId", number, "required")
        order = self._desk(call).orders.get(number)
        if order is None or self._account(call, order.account.id) is None:
            raise failure("UnknownReason", DENIED)
        if "isAutomated" not in call.body:
            self._complaints.append(f"{call.endpoint} without isAutomated")
        return order

    def _free(self, order: Known) -> None:
        if order.busy:
            raise failure("AnotherCommandPending", "another command is pending")


def read_params(wanted: Row) -> Row:
    """The version of an order as a command states it. ``RefusedError`` with 400 for what is malformed."""
    qty, kind, tif = wanted.get("orderQty"), wanted.get("orderType"), wanted.get("timeInForce", "Day")
    if not isinstance(qty, int) or qty < 1:
        raise _violation("orderQty", qty, "a whole number above 0")
    if not isinstance(kind, str) or kind not in _NEEDS:
        raise _violation("orderType", kind, "one of the order types")
    if tif not in _TIMES:
        raise _violation("timeInForce", tif, "one of the times in force")
    params: Row = {"orderQty": qty, "orderType": kind}
    for name in _PRICES:
        value = wanted.get(name)
        if value is None:
            if name in _NEEDS[kind]:
                raise failure("InvalidPrice", f"{name} is missing")
            continue
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise _violation(name, value, "a number")
        params[name] = Decimal(value)
    for name in ("maxShow", "expireTime", "text"):
        if wanted.get(name) is not None:
            params[name] = wanted[name]
    return params | {"timeInForce": tif}


def tie_pair(first: Known, second: Known, links: SiblingLinks) -> None:
    """Let the rows of a pair name each other, as far as they do."""
    if links is SiblingLinks.NONE:
        return
    first.links |= {"linkedId": second.id}
    second.links |= {"linkedId": first.id, "ocoId": first.id}
    if links is SiblingLinks.MUTUAL:
        first.links |= {"ocoId": second.id}


def tie_bracket(entry: Known, legs: list[Known], options: Options) -> None:
    for leg in legs:
        leg.entry = entry
        if options.parent_links:
            leg.links["parentId"] = entry.id
    if len(legs) == 2:
        tie_pair(legs[0], legs[1], options.sibling_links)


def _sender(call: Call, client_id: Json = None) -> Sender:
    assert call.token is not None
    automated = call.body.get("isAutomated")
    given = call.body.get("clOrdId") if client_id is None else client_id
    return Sender(call.user.id, call.token.session.id, given, automated if isinstance(automated, bool) else None)


def _object(value: Json, name: str) -> Row:
    if not isinstance(value, dict):
        raise _violation(name, value, "required")
    return value


def _violation(constraint: str, value: Json, description: str) -> RefusedError:
    return RefusedError(400, {"violations": [{"constraint": constraint, "value": value, "description": description}]})
