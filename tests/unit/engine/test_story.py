"""The engine tells each own order's story once it begins to fill and once it is over, with exact times and prices."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from mimikdesk.domain.commands import PlaceOrder
from mimikdesk.domain.decisions import CopyOutcome, CopyProgressed, Purpose
from mimikdesk.domain.events import FillReported, GroupDefined, LineState, OrderReported, SendOutcome
from mimikdesk.domain.group import FollowerSettings, InstrumentMapping, MappingKind, PartialFillMode, ReplicationMode
from mimikdesk.domain.ids import AccountId, FillId, VenueOrderId
from mimikdesk.domain.orders import Fill, OrderKind, OrderReport, OrderStatus, Side
from mimikdesk.domain.time import MILLISECOND, Stamp
from tests.helpers.scene import F1, LEADER, MNQ, Scene, f

pytestmark = pytest.mark.rule("13.3")


class Told(Scene):
    """A scene whose fills have prices of their own, and that lists the stories told."""

    def fill_at(self, order: PlaceOrder, qty: int, price: str, name: str = "") -> None:
        venue = VenueOrderId(f"V-{order.client_order_id}")
        fill_id = FillId(name or f"{venue}-{len(self.events)}")
        told = Fill(fill_id, venue, order.client_order_id, order.symbol, order.side, qty, Decimal(price))
        self.take(FillReported(order.account, told, self.clock.now()))

    def report(self, order: PlaceOrder, filled: int, status: OrderStatus, text: str = "") -> None:
        self.take(OrderReported(order.account, self.order_report(order, filled, status, text), self.clock.now()))

    def leader_at(self, order: VenueOrderId, side: int, qty: int, price: str) -> None:
        told = Fill(FillId(f"{order}-{len(self.events)}"), order, None, MNQ, Side.of(side), qty, Decimal(price))
        self.take(FillReported(LEADER, told, self.clock.now()))

    def trade_at(self, qty: int, price: str) -> PlaceOrder:
        """The leader trades at a price; the order that the first follower copies it with."""
        self.leader_at(self.leader_order(qty), qty, abs(qty), price)
        return self.on_wire()[-1]

    def after(self, ms: int) -> Stamp:
        self.clock.advance(ms * MILLISECOND)
        return self.clock.now()

    @property
    def stories(self) -> list[CopyProgressed]:
        return [decision for decision in self.decisions if isinstance(decision, CopyProgressed)]


def test_a_copy_filled_in_two_parts_is_told_with_every_time_and_the_exact_average_and_slippage() -> None:
    scene = Told("1.5")
    seen = scene.clock.now()
    order = scene.trade_at(2, "21000.25")
    acknowledged = scene.after(7)
    scene.ack(order)
    assert scene.stories == []
    first = scene.after(3)
    scene.fill_at(order, 1, "21000.50")
    last = scene.after(40)
    scene.fill_at(order, 2, "21001.25")
    scene.report(order, 3, OrderStatus.FILLED)
    begun, ended = scene.stories
    assert ended == CopyProgressed(
        trigger_id=scene.last().trigger.id,
        account=F1,
        symbol=MNQ,
        client_order_id=order.client_order_id,
        purpose=Purpose.OPEN,
        side=Side.BUY,
        qty=3,
        closes=0,
        opens=3,
        seen_at=seen,
        sent_at=seen,
        acknowledged_at=acknowledged,
        first_fill_at=first,
        last_fill_at=last,
        filled=3,
        priced=3,
        notional=Decimal("63003.00"),
        leader_priced=2,
        leader_notional=Decimal("42000.50"),
        slippage_ticks="3",
        outcome=CopyOutcome.FILLED,
        text="",
        at=last,
    )
    assert (begun.outcome, begun.filled, begun.last_fill_at, begun.at) == (CopyOutcome.WORKING, 1, first, first)
    assert (begun.slippage_ticks, ended.average, ended.leader_average) == ("1", Fraction(21001), Fraction("21000.25"))


def test_an_average_and_a_slippage_that_no_decimal_can_hold_are_exact_fractions() -> None:
    scene = Told("3")
    order = scene.trade_at(1, "21000.00")
    scene.fill_at(order, 1, "21000.00")
    scene.fill_at(order, 2, "21000.25")
    story = scene.stories[-1]
    assert (story.slippage_ticks, story.slippage) == ("2/3", Fraction(2, 3))
    assert story.average == Fraction("21000.00") + Fraction(1, 6)


@pytest.mark.parametrize(
    ("qty", "price", "ticks"), [(1, "101", "4"), (1, "99", "-4"), (-1, "101", "-4"), (-1, "99", "4")]
)
def test_slippage_is_positive_where_the_follower_got_the_worse_price(qty: int, price: str, ticks: str) -> None:
    scene = Told()
    scene.fill_at(scene.trade_at(qty, "100"), 1, price)
    assert scene.stories[-1].slippage_ticks == ticks


def test_an_order_that_fills_at_once_is_told_once_and_repeats_add_nothing() -> None:
    scene = Told()
    order = scene.trade_at(1, "100")
    for _ in range(2):
        scene.fill_at(order, 1, "100", name="same")
        scene.report(order, 1, OrderStatus.FILLED)
    (story,) = scene.stories
    assert (story.outcome, story.slippage_ticks) == (CopyOutcome.FILLED, "0")


def test_a_price_that_comes_after_the_report_of_the_fill_is_told_when_it_comes() -> None:
    scene = Told()
    order = scene.trade_at(1, "100")
    reported = scene.after(5)
    scene.report(order, 1, OrderStatus.FILLED)
    scene.after(5)
    scene.fill_at(order, 1, "100.50")
    without, with_price = scene.stories
    assert (without.outcome, without.filled, without.average, without.slippage_ticks) == (
        CopyOutcome.FILLED,
        1,
        None,
        "",
    )
    assert (with_price.average, with_price.slippage_ticks) == (Fraction("100.5"), "2")
    assert with_price.first_fill_at == with_price.last_fill_at == reported


def test_where_the_price_of_a_part_is_missing_on_either_side_no_slippage_is_made_up() -> None:
    scene = Told("1", "1")
    key = scene.leader_order(3)
    scene.leader_at(key, 3, 1, "100")
    scene.leader_report(key, 3, 3, OrderStatus.FILLED)
    scene.fill_at(scene.places[0], 3, "100")
    his_is_missing = scene.stories[-1]
    assert (his_is_missing.leader_priced, his_is_missing.average) == (0, Fraction(100))
    scene.leader_at(key, 3, 2, "101")
    second = scene.places[1]
    scene.fill_at(second, 1, "100")
    scene.report(second, 3, OrderStatus.FILLED)
    ours_is_missing = scene.stories[-1]
    assert (ours_is_missing.filled, ours_is_missing.priced, ours_is_missing.leader_priced) == (3, 1, 3)
    assert his_is_missing.slippage_ticks == ours_is_missing.slippage_ticks == ""


@pytest.mark.rule("7.3")
def test_a_fill_that_was_first_taken_for_a_strangers_keeps_its_price() -> None:
    scene = Told()
    order = scene.trade_at(1, "100")
    venue = VenueOrderId(f"V-{order.client_order_id}")
    scene.take(FillReported(F1, Fill(FillId("x"), venue, None, MNQ, Side.BUY, 1, Decimal(101)), scene.clock.now()))
    assert scene.stories == []
    scene.report(order, 1, OrderStatus.FILLED)
    (story,) = scene.stories
    assert (story.priced, story.notional, story.slippage_ticks) == (1, Decimal(101), "4")


def test_what_ends_without_filling_says_how_and_in_whose_words() -> None:
    ends = {}
    for name in ("rejected", "cancelled", "not_sent"):
        scene = Told()
        order = scene.trade_at(2, "100")
        if name == "rejected":
            scene.reject(order, "no margin")
        elif name == "cancelled":
            scene.ack(order)
            scene.cancelled(order)
        else:
            scene.lost(order, SendOutcome.NOT_SENT)
        (story,) = scene.stories
        ends[story.outcome.value] = (story.text, story.filled, story.average, story.first_fill_at)
    assert ends == {
        "rejected": ("no margin", 0, None, None),
        "cancelled": ("", 0, None, None),
        "not_sent": ("the line was lost", 0, None, None),
    }


def test_an_order_that_ends_after_a_part_is_told_with_that_part_and_a_late_fill_corrects_it() -> None:
    scene = Told()
    order = scene.trade_at(3, "100")
    scene.fill_at(order, 1, "100")
    scene.report(order, 1, OrderStatus.CANCELLED)
    scene.fill_at(order, 1, "101")
    assert [(story.outcome.value, story.filled, story.slippage_ticks) for story in scene.stories] == [
        ("working", 1, "0"),
        ("cancelled", 1, "0"),
        ("cancelled", 2, "2"),
    ]


@pytest.mark.rule("7.4")
def test_an_order_that_the_broker_never_knew_is_told_as_lost() -> None:
    scene = Told()
    order = scene.trade_at(2, "100")
    scene.lost(order)
    for _ in range(3):
        scene.after(1_100)
        scene.snapshot(F1, {})
    (story,) = scene.stories
    assert (story.outcome, story.acknowledged_at, story.filled) == (CopyOutcome.LOST, None, 0)


@pytest.mark.rule("5.2")
def test_the_leaders_price_is_the_average_of_the_fills_behind_this_very_trade() -> None:
    """He buys 5 in parts of 1, 3 and 1, and sells them in two parts that are followed one by one."""
    scene = Told()
    bought = scene.leader_order(5)
    for part, price in ((1, "100"), (3, "101"), (1, "102")):
        scene.leader_at(bought, 5, part, price)
    scene.fill_at(scene.on_wire()[-1], 5, "101")
    sold = scene.leader_order(-5)
    for part, price in ((2, "110"), (3, "108")):
        scene.leader_at(sold, -5, part, price)
        order = scene.places[-1]
        scene.fill_at(order, part, price)
    entry, first, second = scene.stories
    assert (entry.leader_priced, entry.leader_notional, entry.slippage_ticks) == (5, Decimal(505), "0")
    assert (first.leader_priced, first.leader_notional, first.slippage_ticks) == (2, Decimal(220), "0")
    assert (second.leader_priced, second.leader_notional, second.slippage_ticks) == (3, Decimal(324), "0")
    assert (first.purpose, first.closes, second.closes) == (Purpose.CLOSE, 2, 3)


@pytest.mark.rule("5.2")
def test_a_mode_that_follows_each_fill_compares_with_that_fill() -> None:
    scene = Told(partial_fills=PartialFillMode.EACH_FILL)
    order = scene.leader_order(3)
    for part, price in ((1, "100"), (2, "104")):
        scene.leader_at(order, 3, part, price)
        scene.fill_at(scene.places[-1], part, price)
    assert [(story.leader_priced, story.leader_notional) for story in scene.stories] == [
        (1, Decimal(100)),
        (2, Decimal(208)),
    ]


def test_a_mini_is_compared_with_its_micro_and_another_instrument_with_nothing() -> None:
    to_mini = FollowerSettings(F1, Decimal("0.1"), mapping=InstrumentMapping(MappingKind.TO_MINI))
    to_other = FollowerSettings(f(2), mapping=InstrumentMapping(MappingKind.CUSTOM, (("MNQ", "ES"),)))
    scene = Told(followers=(to_mini, to_other))
    scene.trade_at(10, "21000")
    for order in list(scene.wire.values()):
        scene.fill_at(order, order.qty, "21000.75")
    mini, other = scene.stories
    assert (mini.symbol, mini.slippage_ticks) == ("NQZ6", "3")
    assert (other.symbol, other.slippage_ticks, other.leader_priced) == ("ESZ6", "", 10)


@pytest.mark.rule("12")
def test_a_flatten_answers_no_leader_and_has_no_slippage() -> None:
    scene = Told()
    scene.fill_at(scene.trade_at(2, "100"), 2, "100")
    at = scene.after(100)
    scene.flatten(F1)
    scene.snapshot(F1)
    order = scene.places[-1]
    scene.fill_at(order, 2, "99")
    story = scene.stories[-1]
    assert (story.purpose, story.seen_at, story.sent_at.mono_ns >= at.mono_ns) == (Purpose.CLOSE, None, True)
    assert (story.slippage_ticks, story.leader_average, story.average) == ("", None, Fraction(99))


@pytest.mark.rule("5.6")
def test_an_exit_that_is_repeated_has_a_story_for_each_order_and_its_own_time() -> None:
    scene = Told()
    scene.fill_at(scene.trade_at(1, "100"), 1, "100")
    seen = scene.after(1_000)
    refused = scene.trade_at(-1, "105")
    scene.after(2)
    scene.reject(refused, "busy")
    scene.wait(1_000)
    again = scene.on_wire()[-1]
    scene.fill_at(again, 1, "104.50")
    _, first, second = scene.stories
    assert (first.outcome, first.seen_at, first.sent_at) == (CopyOutcome.REJECTED, seen, seen)
    assert (second.outcome, second.slippage_ticks, second.seen_at) == (CopyOutcome.FILLED, "2", seen)
    assert second.sent_at.mono_ns - seen.mono_ns == 252 * MILLISECOND
    assert second.sent_at.utc_ns - seen.utc_ns == 252 * MILLISECOND


@pytest.mark.rule("6.1", "6.3")
def test_a_resting_copy_is_told_at_its_first_fill_and_at_its_end_against_the_order_it_copies() -> None:
    scene = Told(followers=(FollowerSettings(F1, Decimal(1), ReplicationMode.ON_SUBMIT),))
    key = VenueOrderId("limit")
    seen = scene.clock.now()
    report = OrderReport(key, None, MNQ, Side.BUY, OrderKind.LIMIT, 4, 0, OrderStatus.WORKING, Decimal(100))
    scene.take(OrderReported(LEADER, report, seen))
    order = scene.places[-1]
    copy = replace(report, venue_order_id=VenueOrderId("c"), client_order_id=order.client_order_id)
    acknowledged = scene.after(6)
    scene.take(OrderReported(F1, copy, acknowledged))
    scene.after(60_000)
    scene.leader_at(key, 4, 4, "100")
    first = scene.after(5)
    scene.fill_at(order, 1, "100")
    last = scene.after(5)
    scene.fill_at(order, 3, "99.75")
    begun, ended = scene.stories
    assert (begun.outcome, begun.filled, begun.slippage_ticks) == (CopyOutcome.WORKING, 1, "0")
    assert (ended.outcome, ended.filled, ended.slippage_ticks) == (CopyOutcome.FILLED, 4, "-3/4")
    assert (ended.seen_at, ended.sent_at, ended.acknowledged_at) == (seen, seen, acknowledged)
    assert (ended.first_fill_at, ended.last_fill_at) == (first, last)
    assert ended.trigger_id == next(decided.trigger.id for decided in scene.verdicts())


def test_a_copy_that_fills_before_its_leader_has_no_slippage_yet() -> None:
    scene = Told(followers=(FollowerSettings(F1, Decimal(1), ReplicationMode.ON_SUBMIT),))
    key = VenueOrderId("limit")
    report = OrderReport(key, None, MNQ, Side.BUY, OrderKind.LIMIT, 1, 0, OrderStatus.WORKING, Decimal(100))
    scene.take(OrderReported(LEADER, report, scene.clock.now()))
    scene.fill_at(scene.places[-1], 1, "100")
    (story,) = scene.stories
    assert (story.outcome, story.slippage_ticks, story.leader_average) == (CopyOutcome.FILLED, "", None)


@pytest.mark.rule("4.8")
def test_an_order_that_outlives_its_leader_still_has_its_story() -> None:
    scene = Told(followers=(FollowerSettings(F1, Decimal(1), ReplicationMode.ON_SUBMIT),))
    key = VenueOrderId("limit")
    report = OrderReport(key, None, MNQ, Side.BUY, OrderKind.LIMIT, 1, 0, OrderStatus.WORKING, Decimal(100))
    scene.take(OrderReported(LEADER, report, scene.clock.now()))
    order = scene.places[-1]
    scene.ack(order)
    scene.line(LEADER, LineState.RECONNECTING)
    given = replace(scene.group, leader=AccountId("lead/M"))
    scene.take(GroupDefined(given, scene.clock.now(), confirmed=True))
    scene.cancelled(order)
    (story,) = scene.stories
    assert (story.outcome, story.seen_at, story.leader_average) == (CopyOutcome.CANCELLED, None, None)


def test_followers_have_stories_of_their_own() -> None:
    scene = Told("1", "2")
    scene.trade_at(1, "100")
    for order in list(scene.wire.values()):
        scene.fill_at(order, order.qty, "100.25")
    told: dict[AccountId, tuple[int, str]] = {
        story.account: (story.filled, story.slippage_ticks) for story in scene.stories
    }
    assert told == {f(1): (1, "1"), f(2): (2, "1")}
