"""A replay decides as the program does: sizes, reasons, sums, the same every time, and nothing is copied by guess."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from mimikdesk.brokers.practice.catalog import PRODUCTS
from mimikdesk.domain.decisions import TradeKind, Verdict
from mimikdesk.domain.events import BrokerEvent, FillReported, OrderReported
from mimikdesk.domain.group import CopyGroup
from mimikdesk.domain.ids import AccountId, FillId, Symbol, VenueOrderId
from mimikdesk.domain.orders import Fill, OrderKind, OrderReport, OrderStatus, Side
from mimikdesk.domain.reasons import Reason
from mimikdesk.domain.time import SECOND, Stamp
from mimikdesk.services.replay import contracts
from mimikdesk.services.replay.export import read_export
from mimikdesk.services.replay.result import Outcome, Replayed, ReplayedTrade
from mimikdesk.services.replay.run import replay
from mimikdesk.services.replay.settings import group_of, read_follower
from mimikdesk.services.replay.tape import Tape, tape_of_export

pytestmark = pytest.mark.rule("13.6")

HEADER = "Fill ID,Order ID,Timestamp,B/S,Quantity,Price,Contract"
Play = Callable[..., Replayed]


@pytest.fixture
def play(tmp_path: Path) -> Play:
    """Plays rows ``(second, side, qty, price, contract, order)`` to followers as on the command line."""

    def played(
        rows: list[tuple[float, str, int, str, str, str]], *followers: str, group: CopyGroup | None = None
    ) -> Replayed:
        path = tmp_path / "fills.csv"
        lines = [HEADER]
        for number, (second, side, qty, price, contract, order) in enumerate(rows, 1):
            when = f"2026-11-19 12:{int(second) // 60:02}:{second % 60:06.3f}Z"
            lines.append(f"{number},{order or number},{when},{side},{qty},{price},{contract}")
        path.write_text("\n".join(lines), encoding="utf-8")
        chosen = group or group_of(read_follower(text) for text in followers)
        return replay(tape_of_export(read_export(path)), chosen, lambda account: account.rpartition("/")[2])

    return played


def test_every_trade_has_an_outcome_for_every_follower(play: Play) -> None:
    result = play(
        [(0, "Buy", 4, "100", "MNQZ6", ""), (5, "Sell", 1, "101", "MNQZ6", ""), (9, "Sell", 3, "102", "MNQZ6", "")],
        "A=0.5",
        "B=2",
    )
    assert [[o.decided.verdict for o in trade.outcomes.values()] for trade in result.trades] == [
        [Verdict.COPIED, Verdict.COPIED],
        [Verdict.ROUTINE, Verdict.COPIED],
        [Verdict.COPIED, Verdict.COPIED],
    ]
    assert [[o.position for o in trade.outcomes.values()] for trade in result.trades] == [[2, 8], [2, 6], [0, 0]]


def test_the_profit_is_by_the_leaders_prices_and_point_values(play: Play) -> None:
    result = play([(0, "Buy", 4, "100", "MNQZ6", ""), (5, "Sell", 3, "102", "MNQZ6", "")], "A=0.5", "M=0.1,map=to_mini")
    assert result.leader.pnl == Decimal(16)
    assert [total.pnl for total in result.followers] == [Decimal(8), Decimal(40)]
    assert [total.positions for total in result.followers] == [(("MNQZ6", 1),), (("NQZ6", 1),)]


@pytest.mark.rule("5.2")
def test_an_order_that_fills_in_parts_is_copied_once(play: Play) -> None:
    result = play([(0, "Buy", 1, "100", "MNQZ6", "7"), (0.4, "Buy", 4, "105", "MNQZ6", "7")], "A=1")
    (trade,) = result.trades
    assert (trade.trigger.leader_qty, trade.price, _only(trade).decided.numbers.sent) == (5, Decimal(104), 5)


@pytest.mark.rule("5.10")
def test_recorded_times_count_an_order_not_done_after_a_second_is_followed_fill_by_fill(play: Play) -> None:
    result = play([(0, "Buy", 1, "100", "MNQZ6", "7"), (3, "Buy", 4, "105", "MNQZ6", "7")], "A=1")
    assert [trade.trigger.leader_qty for trade in result.trades] == [1, 4]
    first, second = (trade.trigger.at for trade in result.trades)
    assert second.utc_ns - first.utc_ns == 2_000_000_000


@pytest.mark.rule("5.10")
def test_each_trade_is_shown_at_the_price_of_its_own_fills(play: Play) -> None:
    rows = [
        (0, "Buy", 2, "100", "MNQZ6", "7"),
        (0.2, "Sell", 1, "110", "MNQZ6", "8"),
        (0.5, "Buy", 2, "104", "MNQZ6", "7"),
    ]
    undone, entry = play(rows, "A=1").trades
    assert (undone.trigger.leader_qty, undone.price) == (1, Decimal(110))
    assert (entry.trigger.leader_qty, entry.price) == (3, Decimal(102))


@pytest.mark.rule("8")
def test_a_trade_that_is_held_carries_its_reason_and_its_advice(play: Play) -> None:
    group = CopyGroup(
        group=group_of([read_follower("A=1")]).group,
        name="G",
        leader=group_of([read_follower("A=1")]).leader,
        followers=(read_follower("A=1"), read_follower("B=1,map=ES:MES")),
        whitelist=frozenset({"NQ"}),
    )
    result = play([(0, "Buy", 1, "100", "ESZ6", ""), (1, "Buy", 1, "100", "NQZ6", "")], group=group)
    reasons = [[o.decided.reason for o in trade.outcomes.values()] for trade in result.trades]
    assert reasons == [[Reason.NOT_ON_WHITELIST, Reason.NOT_ON_WHITELIST], [None, Reason.NO_MAPPING]]
    assert [(total.copied, total.held) for total in result.followers] == [(1, 1), (0, 2)]


@pytest.mark.rule("5.4")
def test_a_reversal_is_one_order(play: Play) -> None:
    result = play([(0, "Buy", 3, "100", "MNQZ6", ""), (5, "Sell", 4, "101", "MNQZ6", "")], "A=0.5")
    outcome = _only(result.trades[1])
    assert [(order.side.value, order.qty) for order in outcome.orders] == [("sell", 3)]
    assert (outcome.position, outcome.expected) == (-1, -1)


def test_an_order_cancelled_after_a_part_is_copied_at_once_by_that_part(tmp_path: Path) -> None:
    data = Path(__file__).parents[3] / "data" / "replay" / "tradovate-orders.csv"
    tape = tape_of_export(read_export(data))
    result = replay(tape, group_of([read_follower("A=0.5")]), str)
    part = result.trades[4]
    assert (part.trigger.symbol, part.trigger.leader_qty, _only(part).decided.numbers.sent) == ("MESZ6", 3, 2)
    assert part.trigger.at.utc_ns - tape.start_ns == 2_635_000_000_000


def test_a_group_that_is_off_or_in_a_dry_run_is_replayed_all_the_same(play: Play) -> None:
    whole = group_of([read_follower("A=1")])
    group = CopyGroup(whole.group, "G", whole.leader, whole.followers, on=False, dry_run=True)
    result = play([(0, "Buy", 1, "100", "MNQZ6", "")], group=group)
    assert result.followers[0].copied == 1


def test_a_profit_that_cannot_be_told_is_not_made_up(play: Play) -> None:
    rows = [(0, "Buy", 1, "1.0845", "6EZ6", ""), (1, "Sell", 1, "1.0855", "6EZ6", "")]
    result = play(rows, "A=1")
    assert (result.leader.pnl, result.leader.unknown, result.followers[0].pnl) == (None, ("6EZ6",), None)
    other = play([(0, "Buy", 1, "100", "NQZ6", "")], "A=1,map=NQ:MES")
    assert (other.leader.pnl, other.followers[0].pnl, other.followers[0].unknown) == (Decimal(0), None, ("MESZ6",))
    assert _only(other.trades[0]).price is None


def test_the_same_tape_and_settings_give_the_same_result(play: Play) -> None:
    rows = [(n * 0.7, "Buy" if n % 3 else "Sell", n % 5 + 1, f"{100 + n}", "MNQZ6", "") for n in range(40)]
    assert repr(play(rows, "A=0.5", "B=1.3,max=6")) == repr(play(rows, "A=0.5", "B=1.3,max=6"))


def test_contracts_are_worth_what_the_practice_exchange_says_too() -> None:
    for product in PRODUCTS:
        listed = contracts.instrument(contracts.Contract(product.root, "Z6"))
        assert (listed.tick_size, listed.point_value) == (product.tick_size, product.point_value)


def _only(trade: ReplayedTrade) -> Outcome:
    (outcome,) = trade.outcomes.values()
    return outcome


def _limit_day(*, repeated: bool = False) -> Tape:
    """He rests a buy at 100 and moves it to 99, where it fills in two parts; then a target at 110 with a stop at 95, of
    which the target fills and the stop is cancelled; last a sell at 120 that he cancels."""
    leader, symbol = AccountId("file/L"), Symbol("MNQZ6")
    events: list[tuple[int, BrokerEvent]] = []
    at = Stamp(0, 0)

    def order(
        second: int, name: str, side: Side, kind: OrderKind, price: int, status: OrderStatus, filled: int
    ) -> None:
        limit, stop = (Decimal(price), None) if kind is OrderKind.LIMIT else (None, Decimal(price))
        report = OrderReport(VenueOrderId(name), None, symbol, side, kind, 4, filled, status, limit, stop)
        events.append((second * SECOND, OrderReported(leader, report, at)))

    def fill(second: int, name: str, side: Side, qty: int, price: int) -> None:
        told = Fill(FillId(f"{name}-{qty}"), VenueOrderId(name), None, symbol, side, qty, Decimal(price))
        events.extend([(second * SECOND, FillReported(leader, told, at))] * (2 if repeated else 1))

    working, filled, cancelled = OrderStatus.WORKING, OrderStatus.FILLED, OrderStatus.CANCELLED
    order(1, "in", Side.BUY, OrderKind.LIMIT, 100, working, 0)
    order(3, "in", Side.BUY, OrderKind.LIMIT, 99, working, 0)
    fill(10, "in", Side.BUY, 1, 99)
    fill(10, "in", Side.BUY, 3, 99)
    order(10, "in", Side.BUY, OrderKind.LIMIT, 99, filled, 4)
    order(20, "target", Side.SELL, OrderKind.LIMIT, 110, working, 0)
    order(20, "stop", Side.SELL, OrderKind.STOP, 95, working, 0)
    fill(30, "target", Side.SELL, 4, 110)
    order(30, "target", Side.SELL, OrderKind.LIMIT, 110, filled, 4)
    order(30, "stop", Side.SELL, OrderKind.STOP, 95, cancelled, 0)
    order(40, "never", Side.SELL, OrderKind.LIMIT, 120, working, 0)
    order(50, "never", Side.SELL, OrderKind.LIMIT, 120, cancelled, 0)
    listed = contracts.instrument(contracts.Contract("MNQ", "Z6"))
    return Tape(leader, "L", 1_795_271_530_000_000_000, (listed,), tuple(events))


@pytest.mark.rule("6.1", "6.3")
@pytest.mark.parametrize("mode", ["on_submit", "on_fill"])
def test_a_day_of_resting_orders_comes_to_the_same_in_either_mode(mode: str) -> None:
    """Both follow him in at 99 and out at 110; what he cancelled is not done, and nobody is told of trouble."""
    followers = [read_follower(f"A=0.5,mode={mode}"), read_follower(f"N=0.1,mode={mode},map=to_mini")]
    result = replay(_limit_day(), group_of(followers), str)
    assert result.leader.pnl == 4 * 11 * 2
    assert [total.pnl for total in result.followers] == [2 * 11 * 2, 11 * 20]
    assert [total.positions for total in result.followers] == [(), ()]
    assert [total.held for total in result.followers] == [0, 0]
    trades = [trade for trade in result.trades if trade.trigger.kind is not TradeKind.REST]
    assert [(trade.trigger.before, trade.trigger.after) for trade in trades] == [(0, 4), (4, 0)]
    assert [outcome.price for trade in trades for outcome in trade.outcomes.values()] == [99, 99, 110, 110]
    assert not any(outcome.notices for trade in result.trades for outcome in trade.outcomes.values())


@pytest.mark.rule("6.1", "6.7")
def test_orders_that_rest_are_shown_with_the_copies_they_bring_and_count_as_no_trade() -> None:
    result = replay(_limit_day(), group_of([read_follower("A=0.5"), read_follower("F=2,mode=on_fill")]), str)
    rests = [trade for trade in result.trades if trade.trigger.kind is TradeKind.REST]
    his = [trade.order for trade in rests if trade.order is not None]
    assert [order.kind.value for order in his] == ["limit", "limit", "stop", "limit"]
    assert [order.limit or order.stop for order in his] == [100, 110, 95, 120]
    copies = [(order.side.sign * order.qty, order.kind) for trade in rests for order in _only(trade).orders]
    assert copies == [(2, OrderKind.LIMIT), (-2, OrderKind.LIMIT), (-2, OrderKind.STOP), (-2, OrderKind.LIMIT)]
    assert [(_only(trade).position, _only(trade).price) for trade in rests] == [
        (0, None),
        (2, None),
        (2, None),
        (0, None),
    ]
    assert (result.leader.copied, [total.copied for total in result.followers]) == (2, [2, 2])


@pytest.mark.rule("7.2")
def test_a_fill_that_was_reported_twice_counts_once_in_the_sums_too() -> None:
    followers = [read_follower("A=0.5,mode=on_fill")]
    once, twice = (replay(_limit_day(repeated=repeated), group_of(followers), str) for repeated in (False, True))
    assert (twice.leader, twice.followers) == (once.leader, once.followers)
