"""Orders over the link: sent in the call, serialised for each order, and none lost when nobody answers."""

from decimal import Decimal

import pytest

from mimikdesk.domain.commands import CancelAllOrders, CancelOrder, ClosePosition, ModifyOrder, PlaceOco, PlaceOrder
from mimikdesk.domain.events import CancelRefused, ModifyRefused, SnapshotTaken
from mimikdesk.domain.ids import ClientOrderId, Symbol
from mimikdesk.domain.orders import OrderKind
from mimikdesk.domain.time import MILLISECOND, SECOND
from tests.helpers.tradovate.options import Options, ReplyPlace
from tests.helpers.tradovate_rig import SYMBOL
from tests.helpers.tradovate_told import BUY, SELL, Told

PLACE, MODIFY, CANCEL = "order/placeorder", "order/modifyorder", "order/cancelorder"


def modify(told: Told, name: str, qty: int | None = None, limit: str | None = None, stop: str | None = None) -> None:
    prices = [None if text is None else Decimal(text) for text in (limit, stop)]
    told.link.modify(ModifyOrder(told.accounts[0], ClientOrderId(name), qty, *prices))


def cancel(told: Told, name: str) -> None:
    told.link.cancel(CancelOrder(told.accounts[0], ClientOrderId(name)))


def refusals(told: Told) -> list[tuple[type, str]]:
    return [
        (type(event), event.client_order_id)
        for event in told.events
        if isinstance(event, ModifyRefused | CancelRefused)
    ]


def test_the_bytes_have_left_when_the_call_returns() -> None:
    told = Told()
    told.place("o1")
    assert told.asked()[-1] == PLACE
    told.settle()
    told.place("o2", limit="99")
    told.settle()
    modify(told, "o2", limit="98")
    assert told.asked()[-1] == MODIFY
    told.settle()
    cancel(told, "o2")
    assert told.asked()[-1] == CANCEL
    told.link.close_position(ClosePosition(told.accounts[0], ClientOrderId("c"), SYMBOL))
    assert told.asked()[-1] == "order/liquidateposition"


def test_an_order_in_a_contract_that_nobody_named_yet_is_sent_as_soon_as_it_is_looked_up() -> None:
    told = Told()
    told.place("o1", symbol=Symbol("MESZ6"))
    assert told.asked(PLACE) == []
    told.settle()
    assert told.asked(PLACE) == [PLACE]
    assert told.ended() == []
    told.forget_asked()
    told.place("o2", symbol=Symbol("MESZ6"))
    assert told.asked() == [PLACE]


@pytest.mark.rule("1.2")
@pytest.mark.parametrize(("limit", "sent"), [(None, []), ("99", [PLACE])])
def test_an_entry_at_the_market_is_not_made_late_where_its_contract_took_long_to_look_up(
    limit: str | None, sent: list[str]
) -> None:
    told = Told()
    told.network.up_delay = lambda: SECOND  # type: ignore[method-assign]  # a line that has become slow
    own = told.place("o1", symbol=Symbol("MESZ6"), limit=limit)
    told.pass_time(10 * SECOND)
    assert told.asked(PLACE) == sent
    assert told.ended() == ([] if sent else [(own, "not_sent", "Tradovate took too long to say what MESZ6 is")])


def test_an_order_that_waits_for_its_contract_when_the_line_is_lost_is_not_sent() -> None:
    told = Told()
    own = told.place("o1", symbol=Symbol("MESZ6"))
    told.lose_line()
    told.pass_time(5 * SECOND)
    assert told.ended() == [(own, "not_sent", "not connected")]
    assert told.asked(PLACE) == []


def test_an_order_in_a_contract_that_may_not_be_looked_up_now_says_why() -> None:
    told = Told()
    told.login.penalties.status(429)
    own = told.place("o1", symbol=Symbol("MESZ6"))
    told.settle()
    ((name, outcome, text),) = told.ended()
    assert (name, outcome) == (own, "not_sent")
    assert "too many requests" in text


# --- one command at a time ----------------------------------------------------------------------------------------


def test_commands_for_one_order_go_one_after_the_other_and_of_waiting_changes_the_last_values_count() -> None:
    told = Told(Options(exchange_delay=50 * MILLISECOND))
    own = told.place("o1", qty=3, limit="99")
    told.settle()
    for limit in ("98", "97", "96"):
        modify(told, own, limit=limit)
    modify(told, own, qty=2)
    assert told.asked(MODIFY) == [MODIFY]
    told.settle()
    assert told.asked(MODIFY) == [MODIFY] * 2
    assert refusals(told) == []
    assert [(order.limit, order.qty) for order in told.reports(own)] == [
        (Decimal(99), 3),
        (Decimal(98), 3),
        (Decimal(96), 2),
    ]


def test_a_cancel_waits_for_the_change_before_it() -> None:
    told = Told(Options(exchange_delay=50 * MILLISECOND))
    own = told.place("o1", limit="99")
    told.settle()
    modify(told, own, limit="98")
    cancel(told, own)
    assert told.asked(CANCEL) == []
    told.settle()
    assert told.statuses(own) == ["working", "cancelled"]
    assert refusals(told) == []


def test_a_cancel_before_the_order_has_a_number_waits_for_it() -> None:
    told = Told()
    own = told.place("o1", limit="99")
    cancel(told, own)
    assert told.asked(CANCEL) == []
    told.settle()
    assert told.statuses(own) == ["working", "cancelled"]


def test_what_waited_for_an_order_that_was_rejected_is_refused() -> None:
    told = Told()
    told.server.limits.answer_next(PLACE, 200, {"failureReason": "TradingLocked", "failureText": "locked"})
    own = told.place("o1", limit="99")
    cancel(told, own)
    modify(told, own, qty=2)
    told.settle()
    assert [(report.status.value, report.text) for report in told.reports(own)] == [
        ("rejected", "TradingLocked: locked")
    ]
    assert refusals(told) == [(CancelRefused, own), (ModifyRefused, own)]


def test_a_command_that_was_refused_because_another_is_pending_is_sent_again_a_few_times() -> None:
    told = Told()
    own = told.place("o1", limit="99")
    told.settle()
    pending = {"failureReason": "AnotherCommandPending", "failureText": "wait"}
    told.server.limits.answer_next(MODIFY, 200, pending, times=2)
    modify(told, own, limit="98")
    told.settle()
    assert told.asked(MODIFY) == [MODIFY] * 3
    assert refusals(told) == []
    assert told.reports(own)[-1].limit == 98
    told.server.limits.answer_next(MODIFY, 200, pending, times=50)
    modify(told, own, limit="97")
    told.pass_time(10 * SECOND)
    assert refusals(told) == [(ModifyRefused, own)]
    assert len(told.asked(MODIFY)) < 10


def test_a_change_to_what_is_so_already_costs_nothing_and_is_reported() -> None:
    told = Told()
    own = told.place("o1", limit="99")
    told.settle()
    told.events.clear()
    modify(told, own, limit="99.10")
    told.settle()
    assert told.asked(MODIFY) == []
    assert [order.limit for order in told.reports(own)] == [99]


def test_a_pair_of_two_sizes_is_not_sent() -> None:
    told = Told()
    first, second = (
        PlaceOrder(told.accounts[0], ClientOrderId(name), SYMBOL, SELL, qty, OrderKind.LIMIT, Decimal(101))
        for name, qty in (("a", 1), ("b", 2))
    )
    told.link.place_oco(PlaceOco(told.accounts[0], first, second))
    told.settle()
    assert [(name, outcome) for name, outcome, _ in told.ended()] == [("a", "not_sent"), ("b", "not_sent")]


# --- refusals that come later -------------------------------------------------------------------------------------


@pytest.mark.parametrize("reply", [ReplyPlace.FIRST, ReplyPlace.LAST])
def test_a_change_that_the_exchange_refuses_later_says_so_once_and_the_order_works_on(reply: ReplyPlace) -> None:
    told = Told(Options(reply=reply, exchange_delay=50 * MILLISECOND))
    own = told.place("o1", limit="99")
    told.settle()
    told.reject_next("price too far")
    modify(told, own, limit="98")
    told.settle()
    (refused,) = [event for event in told.events if isinstance(event, ModifyRefused)]
    assert "price too far" in refused.text
    assert told.statuses(own) == ["working"]
    assert told.reports(own)[-1].limit == 99
    modify(told, own, limit="97")
    told.settle()
    assert told.reports(own)[-1].limit == 97


@pytest.mark.rule("3.4")
@pytest.mark.parametrize("reply", [ReplyPlace.FIRST, ReplyPlace.LAST])
def test_a_refused_change_that_killed_a_stop_is_told_as_its_end(reply: ReplyPlace) -> None:
    told = Told(Options(reply=reply, rejected_replace_kills=True))
    own = told.place("o1", SELL, stop="95")
    told.settle()
    told.reject_next("stop through the market")
    modify(told, own, stop="99.75")
    told.pass_time(3 * SECOND)
    assert refusals(told) == [(ModifyRefused, own)]
    assert told.statuses(own) == ["working", "cancelled"]


# --- nobody answers -----------------------------------------------------------------------------------------------


@pytest.mark.rule("7.4")
def test_an_order_that_never_arrived_is_asked_for_before_it_is_unknown() -> None:
    told = Told()
    told.lose_next_command()
    own = told.place("o1")
    told.pass_time(3 * SECOND - 1)
    assert (told.ended(), told.asked("command/list")) == ([], [])
    told.pass_time(SECOND)
    assert told.asked("command/list") == ["command/list"]
    assert [(name, outcome) for name, outcome, _ in told.ended()] == [(own, "unknown")]


@pytest.mark.rule("7.4")
def test_an_order_whose_answer_and_pushes_are_lost_is_found_by_its_id() -> None:
    told = Told()
    told.network.lose_next_answer()
    told.server.mute(told.user)
    own = told.place("o1")
    told.pass_time(4 * SECOND)
    assert told.ended() == []
    assert told.statuses(own)[-1] == "filled"
    assert [(fill.client_order_id, fill.qty) for fill in told.fills()] == [(own, 1)]


@pytest.mark.rule("7.4")
@pytest.mark.parametrize(("status", "payload"), [(500, {}), (408, ""), (200, {}), (200, {"orderId": 0}), (200, None)])
def test_an_answer_that_says_nothing_is_looked_into(status: int, payload: object) -> None:
    told = Told()
    told.server.limits.answer_next(PLACE, status, payload)
    own = told.place("o1")
    told.settle()
    assert told.asked("command/list") == ["command/list"]
    assert [(name, outcome) for name, outcome, _ in told.ended()] == [(own, "unknown")]


@pytest.mark.rule("7.4")
def test_an_answer_that_comes_after_all_still_tells_what_became_of_the_order() -> None:
    told = Told()
    refusal = {"failureReason": "TradingLocked", "failureText": "locked"}
    told.server.limits.answer_next(PLACE, 200, refusal, delay=8 * SECOND)
    own = told.place("o1")
    told.pass_time(6 * SECOND)
    assert [(name, outcome) for name, outcome, _ in told.ended()] == [(own, "unknown")]
    told.pass_time(4 * SECOND)
    assert [(report.status.value, report.text) for report in told.reports(own)] == [
        ("rejected", "TradingLocked: locked")
    ]


def test_twenty_orders_without_an_answer_are_looked_for_in_one_list() -> None:
    told = Told()
    told.network.lose_next_command(20)
    for number in range(20):
        told.place(f"o{number}")
    told.pass_time(6 * SECOND)
    assert len(told.ended()) == 20
    assert len(told.asked("command/list")) <= 2


@pytest.mark.parametrize(
    ("status", "payload", "text"),
    [
        (200, {"failureReason": "UnknownReason", "failureText": "Access is denied"}, "Access is denied"),
        (200, {"failureReason": "MaxOrderQtyLimitReached", "failureText": "5 is too many"}, "5 is too many"),
        (400, {"errorText": "malformed"}, "malformed"),
        (401, "Access is denied", "Access is denied"),
    ],
)
def test_a_refusal_is_a_rejection_in_the_brokers_words(status: int, payload: object, text: str) -> None:
    told = Told()
    told.server.limits.answer_next(PLACE, status, payload)
    own = told.place("o1")
    told.settle()
    (report,) = told.reports(own)
    assert report.status.value == "rejected"
    assert text in report.text
    assert told.ended() == []


@pytest.mark.parametrize("endpoint", [MODIFY, CANCEL])
def test_a_change_or_cancel_without_an_answer_is_refused_and_the_order_read_again(endpoint: str) -> None:
    told = Told()
    own = told.place("o1", limit="99")
    told.settle()
    told.lose_next_command()
    if endpoint == MODIFY:
        modify(told, own, limit="98")
    else:
        cancel(told, own)
    told.pass_time(5 * SECOND)
    assert [name for _, name in refusals(told)] == [own]
    assert told.asked("order/item") == ["order/item"]
    cancel(told, own)
    told.settle()
    assert told.statuses(own)[-1] == "cancelled"


def test_clearing_an_account_cancels_foreign_orders_one_by_one() -> None:
    told = Told()
    told.place("o1", limit="99")
    for _ in range(3):
        told.by_hand(told.accounts[0], BUY, 1, OrderKind.LIMIT, Decimal(98))
    told.settle()
    told.link.cancel_all(CancelAllOrders(told.accounts[0]))
    assert told.asked(CANCEL) == [CANCEL] * 4
    told.settle()
    told.link.refresh(told.accounts[0])
    told.settle()
    snapshot = told.events[-1]
    assert isinstance(snapshot, SnapshotTaken)
    assert {order.status.value for order in snapshot.orders} == {"cancelled"}


# --- the broker's own close ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("reply", [ReplyPlace.FIRST, ReplyPlace.LAST])
def test_a_close_is_told_under_our_id_whenever_the_answer_comes(reply: ReplyPlace) -> None:
    told = Told(Options(reply=reply, exchange_delay=20 * MILLISECOND))
    told.hold(3)
    told.link.close_position(ClosePosition(told.accounts[0], ClientOrderId("c"), SYMBOL))
    told.settle()
    assert told.statuses("c") == ["working", "filled"]
    assert {(fill.client_order_id, fill.qty) for fill in told.fills()} == {("c", 3)}
    assert told.reports(None) == []


def test_a_trade_by_hand_beside_a_close_stays_one_by_hand() -> None:
    told = Told(Options(reply=ReplyPlace.LAST))
    told.hold(3)
    told.link.close_position(ClosePosition(told.accounts[0], ClientOrderId("c"), SYMBOL))
    told.by_hand(told.accounts[0], BUY, 2)
    told.settle()
    assert sorted((fill.client_order_id or "", fill.qty) for fill in told.fills()) == [("", 2), ("c", 5)]


@pytest.mark.rule("7.4")
def test_a_close_without_an_answer_is_unknown_and_what_was_held_back_is_told() -> None:
    told = Told()
    told.hold(3)
    told.network.lose_next_answer()
    told.link.close_position(ClosePosition(told.accounts[0], ClientOrderId("c"), SYMBOL))
    told.pass_time(4 * SECOND)
    assert [(name, outcome) for name, outcome, _ in told.ended()] == [("c", "unknown")]
    assert [(fill.client_order_id, fill.qty) for fill in told.fills()] == [(None, 3)]


def test_a_contract_that_is_expected_is_looked_up_now_and_with_each_connection() -> None:
    told = Told()
    told.link.expect(Symbol("MESZ6"))
    told.settle()
    assert "contract/find" in told.asked()
    told.forget_asked()
    told.place("o1", symbol=Symbol("MESZ6"))
    assert told.asked() == [PLACE]
    told.settle()
    told.link.expect(Symbol("MESZ6"))
    told.settle()
    assert "contract/find" not in told.asked()
