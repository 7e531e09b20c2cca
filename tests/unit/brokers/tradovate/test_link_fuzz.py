"""Whatever the server says, the link lives on: rows of every shape, answers to nothing, half of everything."""

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mimikdesk.domain.events import LineState
from mimikdesk.domain.time import MILLISECOND
from tests.helpers.tradovate_told import Told

ENTITIES = st.sampled_from(
    [
        "account",
        "order",
        "orderVersion",
        "command",
        "commandReport",
        "executionReport",
        "fill",
        "position",
        "cashBalance",
        "contract",
        "contractMaturity",
        "product",
        "orderStrategyLink",
        "userPlugin",
        "Order",
        "FILL",
        "nonsense",
    ]
)
NUMBERS = st.sampled_from([0, 1, -1, 9_100_001, 4_215_001, 700_000_000_031, 1 << 70, 0.5, 1e300, 100.25])
WORDS = st.sampled_from(
    ["", "Buy", "Sell", "Working", "Filled", "Rejected", "New", "AtExecution", "x", "2026-11-20T15:04Z"]
)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | WORDS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(WORDS, inner, max_size=2),
    max_leaves=4,
)
MEMBERS = st.sampled_from(
    [
        "id",
        "orderId",
        "accountId",
        "contractId",
        "commandId",
        "ordStatus",
        "action",
        "qty",
        "price",
        "netPos",
        "amount",
        "orderQty",
        "orderType",
        "stopPrice",
        "commandType",
        "commandStatus",
        "clOrdId",
        "execType",
        "cumQty",
        "timestamp",
        "name",
        "contractMaturityId",
        "productId",
        "tickSize",
        "valuePerPoint",
        "active",
        "admin",
        "parentId",
        "ocoId",
    ]
)
ROWS = st.dictionaries(MEMBERS, VALUES, max_size=8)
PROPS = st.fixed_dictionaries(
    {"entityType": ENTITIES | VALUES, "entity": ROWS | st.lists(ROWS, max_size=3) | VALUES},
    optional={"eventType": st.sampled_from(["Created", "Updated", "Deleted", "Odd"]) | VALUES},
)
SHUTDOWN = st.dictionaries(st.sampled_from(["reasonCode", "reason"]), VALUES)
MESSAGES = (
    st.fixed_dictionaries({"e": st.just("props"), "d": PROPS | st.lists(PROPS, max_size=3) | VALUES})
    | st.fixed_dictionaries({"s": NUMBERS, "i": st.integers(0, 40) | VALUES}, optional={"d": ROWS | VALUES})
    | st.fixed_dictionaries({"e": WORDS, "d": VALUES | SHUTDOWN})
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(MESSAGES, max_size=3), min_size=1, max_size=4))
def test_no_frame_breaks_the_link(frames: list[list[Any]]) -> None:
    told = Told()
    told.place("o1", limit="99")
    told.settle()
    for frame in frames:
        told.server.frame(told.user, f"a{json.dumps(frame)}")
        told.pass_time(MILLISECOND * 300)
    told.link.reconnect("to see that it lives")
    told.settle()
    assert told.tradovate._state is LineState.CONNECTED
