"""What risk rules do to a follower: holds for opens only, and breaches that end flat (rules 11.4 to 11.6, 8)."""

from decimal import Decimal

import pytest

from mimikdesk.domain.decisions import BreachFlat, NoticeKind, Verdict
from mimikdesk.domain.events import LineState
from mimikdesk.domain.group import ClosedMarket, FollowerSettings, ReplicationMode
from mimikdesk.domain.ids import AccountId
from mimikdesk.domain.reasons import REASONS, Cause, Reason
from mimikdesk.domain.risk import RuleKind
from mimikdesk.domain.risk_events import RiskBreached, RiskStood
from mimikdesk.domain.risk_locks import Breach, ContractLimit, LockKind, RiskHold
from tests.helpers.scene import ES, F1, LEADER, MNQ, NQ, Scene, f, on_submit

LOCKED = RiskHold(Reason.DAILY_LOSS, "the day's P&L was -512.50, the limit is -500.00", 99)
BREACH = Breach("risk|c1/F1|1", RuleKind.DAILY_LOSS, LockKind.DAILY, "the day's P&L is -512.50", 1, 99)


def stand(
    scene: Scene,
    *holds: RiskHold,
    account: AccountId = F1,
    contracts: ContractLimit | None = None,
    trades_left: int | None = None,
) -> None:
    scene.take(RiskStood(account, holds, contracts, trades_left, scene.clock.now()))


def fire(scene: Scene, account: AccountId = F1) -> None:
    scene.take(RiskBreached(account, BREACH, scene.clock.now()))


def flats(scene: Scene) -> list[AccountId]:
    return [decision.account for decision in scene.decisions if isinstance(decision, BreachFlat)]


@pytest.mark.rule("8", "11.4")
@pytest.mark.parametrize(
    "reason",
    [
        Reason.LOCKED,
        Reason.CLOSING_ONLY,
        Reason.DAILY_LOSS,
        Reason.WEEKLY_LOSS,
        Reason.PROFIT_TARGET,
        Reason.DRAWDOWN,
        Reason.GIVE_BACK,
        Reason.TRADE_COUNT,
        Reason.OUTSIDE_HOURS,
        Reason.NEWS_WINDOW,
        Reason.COOL_DOWN,
    ],
)
def test_each_hold_keeps_entries_back_with_its_figures_and_lets_exits_through(reason: Reason) -> None:
    assert REASONS[reason].cause is Cause.RULE
    scene = Scene(auto=True)
    scene.leader(4)
    stand(scene, RiskHold(reason, "figures of the day", None))
    scene.leader(2)
    assert (scene.held(), scene.last().verdict, scene.last().reason) == (4, Verdict.HELD, reason)
    assert scene.last().detail.endswith("figures of the day.")
    assert scene.book().withheld == 2
    scene.leader(-3)
    assert scene.held() == 2
    scene.leader(-3)
    assert scene.held() == 0
    stand(scene)
    scene.leader(1)
    assert scene.held() == 1


@pytest.mark.rule("11.4")
def test_a_flip_under_a_lock_only_closes() -> None:
    scene = Scene(auto=True)
    scene.leader(3)
    stand(scene, LOCKED)
    scene.leader(-5)
    assert scene.held() == 0
    assert scene.last().reason is Reason.DAILY_LOSS


@pytest.mark.rule("6.10", "11.4")
def test_a_lock_cancels_the_entries_that_rest_and_keeps_the_stop() -> None:
    scene = on_submit(auto=True)
    scene.leader(2)
    scene.leader_rest(-2, stop=20_900)
    scene.wait(400)
    scene.leader_rest(1, limit=20_950)
    scene.settle()
    assert len(scene.rests()) == 2
    stand(scene, LOCKED)
    scene.settle()
    assert scene.rests() == [(-2, 20_900)]
    withdrawn = scene.notices(NoticeKind.COPY_WITHDRAWN)
    assert [notice.reason for notice in withdrawn] == [Reason.DAILY_LOSS]
    assert "-512.50" in withdrawn[0].text


@pytest.mark.rule("11.4")
def test_a_breach_holds_opens_at_once_cancels_everything_flattens_and_is_over_when_the_broker_reports_flat() -> None:
    scene = on_submit()
    scene.leader(2)
    scene.fill_all()
    scene.leader_rest(1, limit=20_950)
    scene.ack_all()
    fire(scene)
    assert any(type(command).__name__ == "CancelAllOrders" for command in scene.cancels)
    assert flats(scene) == []
    scene.leader(1)
    assert scene.last().reason is Reason.CLOSING_ONLY
    for order in scene.on_wire():
        if order.limit is not None:
            scene.cancelled(order)
    scene.fill_all()
    assert flats(scene) == []  # by the fills it is flat; the broker has not said so yet
    scene.read()
    assert flats(scene) == [F1]
    assert scene.held() == 0
    scene.leader(1)
    assert scene.last().reason is Reason.CLOSING_ONLY  # until the lock is told
    stand(scene, LOCKED)
    scene.leader(1)
    assert scene.last().reason is Reason.DAILY_LOSS
    assert scene.held() == 0


@pytest.mark.rule("11.4")
def test_a_breach_whose_exit_is_rejected_and_then_fills_in_parts_ends_flat() -> None:
    scene = Scene()
    scene.leader(3)
    scene.fill_all()
    fire(scene)
    (order,) = scene.on_wire()
    scene.reject(order)
    scene.wait(300)
    (again,) = scene.on_wire()
    scene.fill(again, 1)
    scene.read()
    assert flats(scene) == []
    scene.fill(again, 2)
    scene.read()
    assert (flats(scene), scene.held()) == ([F1], 0)


@pytest.mark.rule("11.4")
def test_a_breach_while_the_line_is_down_goes_on_when_it_is_back() -> None:
    scene = Scene()
    scene.leader(3)
    scene.fill_all()
    fire(scene)
    (order,) = scene.on_wire()
    scene.line(F1, LineState.RECONNECTING)
    scene.wait(5_000)
    scene.leader(1)
    assert scene.last().reason is Reason.CLOSING_ONLY
    scene.snapshot(F1, {MNQ: 3})
    scene.line(F1, LineState.CONNECTED)
    scene.wait(2_000)
    scene.read()
    scene.wait(2_000)
    scene.fill_all()
    scene.wait(1_000)
    scene.read()
    assert (flats(scene), scene.held()) == ([F1], 0)
    assert order.side == scene.places[-1].side


@pytest.mark.rule("11.4", "10.4")
def test_a_breach_of_the_last_run_is_told_before_the_first_read_and_closes_what_that_finds() -> None:
    scene = Scene(connect=False)
    fire(scene)
    for account, held in ((LEADER, 2), (F1, 2)):
        scene.snapshot(account, {MNQ: held})
        scene.line(account, LineState.CONNECTED)
    scene.wait(100)
    assert [(order.side.sign, order.qty) for order in scene.on_wire()] == [(-1, 2)]
    scene.fill_all()
    scene.read()
    assert (flats(scene), scene.held()) == ([F1], 0)


@pytest.mark.rule("11.4")
def test_a_breach_does_not_leave_a_position_although_the_group_leaves_them_in_a_closed_market() -> None:
    scene = Scene(closed_market=ClosedMarket.LEAVE)
    scene.leader(1)
    scene.fill_all()
    fire(scene)
    scene.reject(scene.on_wire()[0], "Market is closed")
    scene.wait(15_000)
    scene.fill_all()
    scene.read()
    assert (flats(scene), scene.held()) == ([F1], 0)


@pytest.mark.rule("11.5")
def test_a_leaders_breach_holds_his_groups_opens_lets_exits_through_and_never_trades_him() -> None:
    scene = Scene("1", "0.5", auto=True)
    scene.leader(2)
    fire(scene, LEADER)
    assert flats(scene) == [LEADER]
    stand(scene, LOCKED, account=LEADER)
    scene.leader(2)
    for account in (f(1), f(2)):
        assert scene.last(account).reason is Reason.LEADER_RISK
        assert "-512.50" in scene.last(account).detail
    scene.leader(-4)
    assert (scene.held(f(1)), scene.held(f(2))) == (0, 0)
    assert all(order.account != LEADER for order in scene.places)
    assert not scene.cancels
    stand(scene, account=LEADER)
    scene.leader(1)
    assert (scene.held(f(1)), scene.held(f(2))) == (1, 1)


@pytest.mark.rule("11.4")
def test_what_stands_belongs_to_the_account_and_outlives_an_edit_of_its_group() -> None:
    scene = Scene("1", "1", auto=True)
    stand(scene, LOCKED)
    stand(scene, LOCKED, account=f(2), contracts=ContractLimit(5), trades_left=2)
    settings = scene.group.followers
    scene.redefine(followers=settings[1:])
    scene.redefine(followers=settings)
    scene.leader(1)
    assert [scene.last(account).reason for account in (f(1), f(2))] == [Reason.DAILY_LOSS] * 2
    assert scene.follower(f(2)).trades_left == 2


# --- contracts --------------------------------------------------------------------------------------------------------


@pytest.mark.rule("11.7", "5.5")
def test_a_limit_of_contracts_counts_all_instruments_together_and_clips_what_would_go_over_it() -> None:
    scene = Scene(auto=True)
    stand(scene, contracts=ContractLimit(5))
    scene.leader(3)
    scene.leader(4, symbol=ES)
    assert (scene.held(), scene.held(symbol=ES)) == (3, 2)
    assert (scene.last().verdict, scene.last().reason) == (Verdict.CLIPPED, Reason.MAX_CONTRACTS)
    scene.leader(1)
    assert (scene.held(), scene.last().verdict) == (3, Verdict.HELD)
    scene.leader(-4, symbol=ES)
    scene.leader(-4)
    assert (scene.held(), scene.held(symbol=ES)) == (0, 0)


@pytest.mark.rule("11.2")
def test_micro_contracts_count_a_tenth_where_the_rule_says_so() -> None:
    scene = Scene(auto=True)
    stand(scene, contracts=ContractLimit(2, micros=10))
    scene.leader(12)
    assert scene.held() == 12
    scene.leader(2, symbol=NQ)
    assert scene.held(symbol=NQ) == 0  # eight micros are left, a mini takes ten
    scene.leader(9)
    assert scene.held() == 20


@pytest.mark.rule("11.2", "6.2")
def test_what_rests_takes_room_under_a_limit_of_contracts() -> None:
    scene = on_submit(auto=True)
    stand(scene, contracts=ContractLimit(3))
    scene.leader_rest(2, limit=20_900)
    scene.leader_rest(2, limit=6_000, symbol=ES)
    scene.settle()
    assert sum(size for size, _ in scene.rests()) == 3


@pytest.mark.rule("5.5", "11.2")
def test_the_smaller_one_of_the_followers_and_the_accounts_limit_counts() -> None:
    settings = FollowerSettings(F1, Decimal(1), ReplicationMode.ON_FILL, max_contracts=2)
    scene = Scene(auto=True, followers=(settings,))
    stand(scene, contracts=ContractLimit(3))
    scene.leader(5)
    assert scene.held() == 2
    stand(scene, contracts=ContractLimit(1))
    assert scene.held() == 2  # a limit never closes anything
    scene.leader(1)
    assert scene.held() == 2


# --- trades per day ---------------------------------------------------------------------------------------------------


@pytest.mark.rule("11.7", "11.2")
def test_no_trade_begins_beyond_the_days_count_and_the_one_that_runs_goes_on() -> None:
    scene = Scene(auto=True)
    stand(scene, trades_left=1)
    scene.leader(2)
    stand(scene, trades_left=0)
    scene.leader(1)
    assert scene.held() == 3
    scene.leader(1, symbol=ES)
    assert (scene.held(symbol=ES), scene.last().reason) == (0, Reason.TRADE_COUNT)
    scene.leader(-5)
    assert (scene.held(), scene.last().reason) == (0, Reason.TRADE_COUNT)  # turned round it would be another trade
    scene.leader(2)
    scene.leader(1)
    assert scene.held() == 0


@pytest.mark.rule("11.7")
def test_a_trade_whose_entry_is_on_the_wire_counts_before_it_fills() -> None:
    scene = Scene()
    stand(scene, trades_left=1)
    scene.leader(1)
    scene.leader(1, symbol=ES)
    assert [order.symbol for order in scene.on_wire()] == [MNQ]
    assert scene.last().reason is Reason.TRADE_COUNT


@pytest.mark.rule("11.7", "6.10")
def test_a_resting_entry_is_withdrawn_when_another_trade_takes_the_last_place() -> None:
    scene = on_submit(auto=True)
    stand(scene, trades_left=1)
    scene.leader_rest(1, limit=20_900)
    scene.settle()
    assert len(scene.rests()) == 1
    scene.by_hand(F1, 1, symbol=ES)
    stand(scene, trades_left=0)
    scene.settle()
    assert scene.rests() == []
