"""How a replay prints orders that rest: as orders with their prices, not as trades."""

from decimal import Decimal

import pytest

from mimikdesk.app.replay_table import replay_lines
from mimikdesk.domain.commands import PlaceOrder
from mimikdesk.domain.decisions import FollowerDecided, Numbers, TradeKind, Trigger, Verdict
from mimikdesk.domain.group import CopyGroup, FollowerSettings
from mimikdesk.domain.ids import AccountId, ClientOrderId, GroupId, Symbol, VenueOrderId
from mimikdesk.domain.orders import OrderKind, OrderReport, OrderStatus, Side
from mimikdesk.domain.reasons import Reason, sentence
from mimikdesk.services.replay.result import Outcome, Replayed, ReplayedTrade, Total
from mimikdesk.services.replay.tape import Tape
from tests.helpers.journals import START

pytestmark = pytest.mark.rule("13.6")

MNQ = Symbol("MNQZ6")
L, A = AccountId("file/L"), AccountId("replay/A")
GROUP = CopyGroup(GroupId("g"), "G", L, (FollowerSettings(A, Decimal("0.5")),))


def printed(order: OrderReport | None, verdict: Verdict, reason: Reason | None, *orders: PlaceOrder) -> list[str]:
    detail = "" if reason is None else sentence(reason, text="none")
    trigger = Trigger("t", GROUP.group, L, MNQ, TradeKind.REST, 4, 3, 3, START)
    decided = FollowerDecided(
        trigger, A, MNQ, verdict, Numbers(Decimal("0.5"), 2, 2, 2, 2, len(orders) * 2), reason, detail
    )
    trade = ReplayedTrade(trigger, None, 2, {A: Outcome(decided, list(orders), None, 2, 2)}, order)
    sums = tuple(Total(name, (), Decimal(0), ()) for name in "LA")
    result = Replayed((trade,), sums[0], sums[1:])
    lines = list(replay_lines("x", Tape(L, "L", START.utc_ns, (), ()), GROUP, result))
    return lines[lines.index("Saturday 2026-11-21") + 2 :]


def test_an_order_that_rests_and_its_copy_print_with_kind_and_prices() -> None:
    his = OrderReport(
        VenueOrderId("v"), None, MNQ, Side.SELL, OrderKind.STOP_LIMIT, 4, 0, OrderStatus.WORKING,
        limit=Decimal("20999.5"), stop=Decimal(21000),
    )  # fmt: skip
    copy = PlaceOrder(
        A, ClientOrderId("c"), MNQ, Side.SELL, 2, OrderKind.STOP_LIMIT, Decimal("20999.5"), Decimal(21000)
    )
    lines = printed(his, Verdict.COPIED, None, copy)
    assert lines[0] == (
        "14:32:10  Leader submits a stop-limit order to sell 4 MNQZ6 at 21,000.00 with its limit at 20,999.50"
        "   (long 3)"
    )
    assert "sell 2 stop-limit 21,000 / 20,999.5" in lines[2]
    assert "copied" in lines[2]


def test_an_order_that_is_not_copied_prints_why_and_what_happens_instead() -> None:
    lines = printed(None, Verdict.ROUTINE, Reason.UNSUPPORTED)
    assert lines[0] == "14:32:10  Leader submits an order for 4 MNQZ6   (long 3)"
    assert "no order like this one" in lines[3]
