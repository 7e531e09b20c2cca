"""Contracts, products and what belongs to them, made from what the practice exchange lists."""

from collections.abc import Mapping

from mimikdesk.brokers.practice.catalog import CATALOG, LISTED
from mimikdesk.domain.ids import Symbol
from tests.helpers.tradovate.calls import Answer, Call, RefusedError, Route, Routes
from tests.helpers.tradovate.store import Store
from tests.helpers.tradovate.wire import Row

_FIRST_CONTRACT, _FIRST_MATURITY, _FIRST_PRODUCT = 4215001, 52001, 701
_MADE = "2026-01-02T12:00Z"  # without seconds, as some rows of the real server
NAMES: dict[str, str] = {
    "MNQ": "Micro E-mini NASDAQ-100",
    "MES": "Micro E-mini S&P 500",
    "NQ": "E-mini NASDAQ-100",
    "ES": "E-mini S&P 500",
}


def fill(store: Store) -> None:
    """Put the rows into a world."""
    store.put("exchange", {"id": 1, "name": "CME", "timeZone": "America/Chicago"}, quiet=True)
    store.put("currency", {"id": 1, "name": "USD", "symbol": "$"}, quiet=True)
    store.put("contractGroup", {"id": 1, "name": "Index Futures"}, quiet=True)
    store.put("orderStrategyType", {"id": 2, "name": "Multibracket", "enabled": True}, quiet=True)
    for place, (symbol, product) in enumerate(LISTED.items()):
        maturity: Row = {
            "id": _FIRST_MATURITY + place,
            "productId": _FIRST_PRODUCT + place,
            "expirationMonth": 202612,
            "expirationDate": "2026-12-18T14:30:00Z",
            "isFront": True,
        }
        described: Row = {
            "id": _FIRST_PRODUCT + place,
            "name": product.root,
            "currencyId": 1,
            "productType": "Futures",
            "description": NAMES.get(product.root, product.root),
            "exchangeId": 1,
            "contractGroupId": 1,
            "status": "Verified",
            "valuePerPoint": product.point_value,
            "priceFormatType": "Decimal",
            "priceFormat": min(0, int(product.tick_size.as_tuple().exponent)),
            "tickSize": product.tick_size,
        }
        contract: Row = {
            "id": _FIRST_CONTRACT + place,
            "name": str(symbol),
            "contractMaturityId": maturity["id"],
            "timestamp": _MADE,
            "status": "DefinitionChecked",
            "providerTickSize": product.tick_size,
        }
        for name, row in (("product", described), ("contractMaturity", maturity), ("contract", contract)):
            store.put(name, row, quiet=True)


def contract_id(symbol: Symbol) -> int:
    return _FIRST_CONTRACT + list(LISTED).index(symbol)


def symbol_of(text: object) -> Symbol | None:
    """The listed contract with this name or this id, as an order may name it."""
    if isinstance(text, int) or (isinstance(text, str) and text.isdigit()):
        place = int(text) - _FIRST_CONTRACT
        return list(LISTED)[place] if 0 <= place < len(LISTED) else None
    return Symbol(text) if isinstance(text, str) and text in CATALOG else None


def routes(stores: Mapping[str, Store]) -> Routes:
    """What only contracts know: the one that follows another."""

    def roll(call: Call) -> Answer:
        name = str(call.body.get("name", ""))
        found = [kept.row for kept in stores[call.world].all("contract") if kept.row["name"] == name]
        if not found:
            raise RefusedError(404)
        return Answer(200, {"contract": found[0]})

    return {"contract/rollcontract": Route(roll, command=True)}
