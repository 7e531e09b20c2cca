"""What earlier runs left is told to the next one: orders with what they were for, fills, and a breaker that stands."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from mimikdesk.domain.commands import ClosePosition, PlaceOco, PlaceOrder
from mimikdesk.domain.decisions import CopyOutcome, CopyProgressed, Level, Noticed, NoticeKind, Purpose, SendCommand
from mimikdesk.domain.events import BreakerReset, FillReported, OrderReported, PastOrder, SendEnded, SendOutcome
from mimikdesk.domain.ids import AccountId, ClientOrderId, FillId, Symbol, VenueOrderId
from mimikdesk.domain.orders import Fill, OrderKind, OrderReport, OrderStatus, Side
from mimikdesk.domain.time import SECOND, Stamp
from mimikdesk.journal.codec import Entry
from mimikdesk.journal.intents import IntentLog
from mimikdesk.journal.journal import Journal
from mimikdesk.journal.recall import RECENT_NS
from tests.helpers.journals import START

A, B = AccountId("p/A"), AccountId("p/B")
MNQ = Symbol("MNQZ6")
WHY = "p/L|7|rest"
START_PRICE = Decimal("21004.25")


def at(seconds: int) -> Stamp:
    return Stamp(START.utc_ns + seconds * SECOND, START.mono_ns + seconds * SECOND)


def order(name: str, qty: int = 3, kind: OrderKind = OrderKind.MARKET) -> PlaceOrder:
    return PlaceOrder(A, ClientOrderId(name), MNQ, Side.BUY, qty, kind)


def sent(placed: PlaceOrder, closes: int = 0) -> SendCommand:
    purpose = Purpose.FLIP if 0 < closes < placed.qty else Purpose.CLOSE if closes else Purpose.OPEN
    return SendCommand(placed, purpose, WHY, closes, placed.qty - closes)


def told(placed: PlaceOrder, filled: int, status: OrderStatus) -> OrderReported:
    report = OrderReport(
        VenueOrderId(f"V{placed.client_order_id}"),
        placed.client_order_id,
        MNQ,
        placed.side,
        placed.kind,
        placed.qty,
        filled,
        status,
    )
    return OrderReported(A, report, at(2))


def fill(name: str, identity: str | None, qty: int) -> FillReported:
    own = None if identity is None else ClientOrderId(identity)
    return FillReported(A, Fill(FillId(name), VenueOrderId("9"), own, MNQ, Side.BUY, qty, START_PRICE), at(3))


def keep(journal: Journal, *entries: Entry) -> None:
    for entry in entries:
        journal.recorder.record(entry, at(1) if isinstance(entry, SendCommand) else None)
    assert journal.recorder.flush()


def recalled(journal: Journal, later: Stamp | None = None) -> dict[str, PastOrder]:
    return {past.order.client_order_id: past for past in journal.recall(A, later or at(60)).orders}


@pytest.mark.rule("7.3", "10.4")
def test_orders_are_recalled_with_what_they_were_for_and_how_far_they_had_come(
    journal: Journal, tmp_path: Path, open_in: Callable[[Path], Journal]
) -> None:
    pending, flip, done, refused = order("MK1"), order("MK2"), order("MK3"), order("MK4")
    keep(journal, sent(pending), sent(flip, 2), sent(done, 3), sent(refused))
    keep(journal, told(flip, 1, OrderStatus.WORKING), told(done, 3, OrderStatus.FILLED))
    keep(journal, SendEnded(A, refused.client_order_id, SendOutcome.NOT_SENT, "no line", at(2)))
    journal.close(at(4))
    past = recalled(open_in(tmp_path))
    assert [(each.closes, each.opens, each.filled, each.ended) for each in past.values()] == [
        (0, 3, 0, False),
        (2, 1, 1, False),
        (3, 0, 3, True),
        (0, 3, 0, True),
    ]
    assert past["MK1"] == PastOrder(pending, WHY, 0, 3, at(1).utc_ns)
    assert past["MK2"].venue_order_id == "VMK2"


@pytest.mark.rule("7.3", "10.4")
def test_an_order_that_only_the_intent_log_knows_is_recalled_in_full(journal: Journal, tmp_path: Path) -> None:
    intents = IntentLog(tmp_path)
    intents.append(order("MK1"), at(1), sent(order("MK1"), 1))
    journal.recover(intents)
    intents.close()
    assert recalled(journal) == {"MK1": PastOrder(order("MK1"), WHY, 1, 2, at(1).utc_ns)}


@pytest.mark.rule("7.3")
def test_both_of_a_pair_and_the_order_of_a_brokers_own_close_are_recalled(journal: Journal) -> None:
    limit, stop = order("MK1", 2, OrderKind.LIMIT), order("MK2", 2, OrderKind.STOP)
    closing = order("MK3", 2)
    keep(
        journal,
        SendCommand(PlaceOco(A, limit, stop), Purpose.CLOSE, WHY, 2, 0),
        SendCommand(ClosePosition(A, closing.client_order_id, MNQ, closing), Purpose.CLOSE, WHY, 2, 0),
    )
    assert [(past.order, past.closes) for past in recalled(journal).values()] == [(limit, 2), (stop, 2), (closing, 2)]


@pytest.mark.rule("7.1")
def test_fills_are_recalled_and_count_for_orders_whose_reports_came_less_far(journal: Journal) -> None:
    keep(journal, sent(order("MK1")), sent(order("MK2")), told(order("MK1"), 0, OrderStatus.WORKING))
    keep(journal, fill("f1", "MK1", 2), fill("f2", "MK2", 3), fill("f3", None, 1))
    past = recalled(journal)
    assert (past["MK1"].filled, past["MK1"].ended) == (2, False)
    assert (past["MK2"].filled, past["MK2"].ended) == (3, True)
    assert journal.recall(A, at(60)).fills == ("f1", "f2", "f3")
    assert journal.recall(B, at(60)).fills == ()


def test_what_ended_long_ago_is_not_recalled_but_what_never_ended_is(journal: Journal) -> None:
    keep(
        journal, sent(order("MK1")), sent(order("MK2")), told(order("MK2"), 3, OrderStatus.FILLED), fill("f", "MK2", 3)
    )
    later = Stamp(at(10).utc_ns + RECENT_NS, 0)
    assert list(recalled(journal, later)) == ["MK1"]
    assert journal.recall(A, later).fills == ()


@pytest.mark.rule("7.4", "10.4")
def test_an_order_that_the_broker_turned_out_not_to_know_has_ended(journal: Journal) -> None:
    lost = CopyProgressed(
        trigger_id=WHY,
        account=A,
        symbol=MNQ,
        client_order_id=ClientOrderId("MK1"),
        purpose=Purpose.OPEN,
        side=Side.BUY,
        qty=3,
        closes=0,
        opens=3,
        seen_at=None,
        sent_at=at(1),
        acknowledged_at=None,
        first_fill_at=None,
        last_fill_at=None,
        filled=0,
        priced=0,
        notional=START_PRICE,
        leader_priced=0,
        leader_notional=START_PRICE,
        slippage_ticks="",
        outcome=CopyOutcome.WORKING,
        text="",
        at=at(5),
    )
    keep(journal, sent(order("MK1")), lost)
    assert not recalled(journal)["MK1"].ended
    keep(journal, replace(lost, outcome=CopyOutcome.LOST))
    assert recalled(journal)["MK1"].ended
    assert journal.unfinished() == ()


@pytest.mark.rule("7.5")
def test_a_breaker_is_recalled_until_the_user_has_resumed_the_follower(
    journal: Journal, tmp_path: Path, open_in: Callable[[Path], Journal]
) -> None:
    tripped = Noticed(NoticeKind.BREAKER, Level.CRITICAL, "New trades on this follower are paused: x.", at(1), A)
    assert journal.recall(A, at(9)).breaker == ""
    keep(journal, tripped)
    assert (journal.recall(A, at(9)).breaker, journal.recall(B, at(9)).breaker) == (tripped.text, "")
    journal.close(at(4))
    again = open_in(tmp_path)
    assert again.recall(A, at(9)).breaker == tripped.text
    keep(again, BreakerReset(A, at(5)))
    assert again.recall(A, at(9)).breaker == ""
    keep(again, tripped)
    assert again.recall(A, at(9)).breaker == tripped.text


def test_the_contracts_that_were_traded_lately_are_known(journal: Journal) -> None:
    other = replace(fill("f2", None, 1).fill, fill_id=FillId("f2"), symbol=Symbol("MESZ6"))
    keep(journal, fill("f1", None, 1), FillReported(A, other, at(5)))
    assert journal.store.traded_since(at(0).utc_ns) == ("MESZ6", "MNQZ6")
    assert journal.store.traded_since(at(4).utc_ns) == ("MESZ6",)
