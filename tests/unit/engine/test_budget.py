"""The request budget of a login: closing everything is always kept back, and a penalty holds no exit (rule 3.6)."""

import pytest

from mimikdesk.domain.commands import CancelOrder
from mimikdesk.domain.decisions import Level, NoticeKind, ReadAccount, SendCommand, Verdict
from mimikdesk.domain.events import (
    AccountListed,
    BudgetReported,
    CapabilitiesDeclared,
    InstrumentListed,
    LineChanged,
    LineState,
)
from mimikdesk.domain.group import ReplicationMode
from mimikdesk.domain.ids import AccountId, ConnectionId
from mimikdesk.domain.reasons import Reason
from mimikdesk.domain.time import SECOND
from mimikdesk.engine import budget
from tests.helpers.scene import ABLE, F1, INSTRUMENTS, LEADER, Scene, f

F2 = f(2)
LOGIN = ConnectionId("login")


def on_one_login(*multipliers: str, left: int, limit: int = 100, **more: object) -> Scene:
    """Followers that share a login with so many requests left."""
    scene = Scene(*multipliers, **more)  # type: ignore[arg-type]
    scene.take(CapabilitiesDeclared(LOGIN, ABLE, scene.clock.now()))
    for instrument in INSTRUMENTS:
        scene.take(InstrumentListed(LOGIN, instrument, scene.clock.now()))
    for account in scene.accounts:
        if account != LEADER:
            scene.take(AccountListed(account, LOGIN, scene.clock.now()))
    scene.take(LineChanged(LOGIN, LineState.CONNECTED, "", scene.clock.now()))
    allow(scene, left, limit)
    return scene


def allow(scene: Scene, left: int, limit: int = 100) -> None:
    scene.take(BudgetReported(LOGIN, left, limit, 60 * SECOND, None, "", scene.clock.now()))


def lock(scene: Scene, seconds: int, text: str = "slow down") -> None:
    now = scene.clock.now()
    scene.take(BudgetReported(LOGIN, 0, 100, 60 * SECOND, now.mono_ns + seconds * SECOND, text, now))


def reasons(scene: Scene, *accounts: AccountId) -> list[Reason | None]:
    return [scene.last(account).reason for account in accounts]


# --- what openings may take -------------------------------------------------------------------------------------------


@pytest.mark.rule("3.6")
@pytest.mark.parametrize(("left", "copied"), [(6, 3), (5, 2), (4, 2), (3, 1), (2, 1), (1, 0), (0, 0)])
def test_an_opening_is_sent_only_while_closing_everything_stays_covered(left: int, copied: int) -> None:
    scene = on_one_login("1", "1", "1", left=left)
    scene.leader(1)
    followers = scene.accounts[1:]
    assert [len(scene.on_wire(account)) for account in followers] == [1] * copied + [0] * (3 - copied)
    for account in followers[copied:]:
        decided = scene.last(account)
        assert (decided.verdict, decided.reason) == (Verdict.HELD, Reason.BUDGET_LOW)
        assert scene.expected(account) == 1  # held by a failure: the guard will tell that it is missing (rule 8)
    scene.fill_all()
    scene.leader(-1)
    scene.fill_all()
    assert [scene.held(account) for account in followers] == [0, 0, 0]


@pytest.mark.rule("3.6")
def test_what_is_kept_grows_with_every_position_and_order_of_the_login() -> None:
    scene = on_one_login("1", "1", left=50, mode=ReplicationMode.ON_SUBMIT)
    scene.leader(2)
    scene.settle()
    assert budget.kept_for_closing(scene.state, LOGIN) == 2
    scene.leader_rest(-2, 21010)
    scene.settle()
    assert budget.kept_for_closing(scene.state, LOGIN) == (2 if ABLE.close else 4)


@pytest.mark.rule("3.6")
def test_what_other_followers_hold_is_reckoned_with() -> None:
    scene = on_one_login("1", "1", left=50)
    scene.by_hand(F2, 3)
    allow(scene, 2)
    scene.leader(1)
    assert reasons(scene, F1, F2) == [Reason.BUDGET_LOW, Reason.BUDGET_LOW]
    allow(scene, 3)
    scene.leader(1)
    assert len(scene.on_wire(F1)) == 1


@pytest.mark.rule("3.6")
def test_commands_since_the_last_report_are_counted() -> None:
    scene = on_one_login("1", left=5)
    for _ in range(2):
        scene.leader(1)
        scene.fill_all()
    assert scene.held() == 2
    scene.leader(1)  # 3 left, 1 of them for what is held
    scene.fill_all()
    assert scene.held() == 3
    scene.leader(1)  # 2 left
    assert scene.last().reason is Reason.BUDGET_LOW


@pytest.mark.rule("3.6", "1.1")
def test_no_exit_asks_for_the_budget() -> None:
    scene = on_one_login("1", left=50)
    scene.leader(2)
    scene.fill_all()
    allow(scene, 0)
    scene.leader(-1)
    scene.fill_all()
    assert scene.held() == 1
    scene.leader(-1)
    scene.fill_all()
    assert scene.held() == 0


@pytest.mark.rule("3.6", "5.4")
def test_a_reversal_closes_though_its_new_side_is_not_affordable() -> None:
    scene = on_one_login("1", left=50)
    scene.leader(2)
    scene.fill_all()
    allow(scene, 2)
    scene.leader(-4)
    scene.fill_all()
    assert (scene.held(), scene.last().reason) == (0, Reason.BUDGET_LOW)


# --- low --------------------------------------------------------------------------------------------------------------


@pytest.mark.rule("3.6")
def test_a_low_budget_is_told_once_and_its_end_too() -> None:
    scene = on_one_login("1", left=100)
    for left in (30, 15, 10, 12, 60):
        allow(scene, left)
    assert [notice.level for notice in scene.notices(NoticeKind.BUDGET_LOW)] == [Level.WARNING, Level.INFO]


@pytest.mark.rule("3.6")
def test_while_it_is_low_resting_entries_are_followed_when_they_fill() -> None:
    scene = on_one_login("1", left=10, mode=ReplicationMode.ON_SUBMIT)
    his = scene.leader_rest(2, 20990)
    assert scene.resting() == []
    scene.leader_hit(his)
    assert scene.markets() == [2]
    scene.fill_all()
    assert scene.held() == 2


@pytest.mark.rule("3.6")
def test_when_there_are_more_requests_entries_that_still_rest_are_copied() -> None:
    scene = on_one_login("1", left=10, mode=ReplicationMode.ON_SUBMIT)
    scene.leader_rest(2, 20990)
    allow(scene, 90)
    assert [qty for qty, _ in scene.rests()] == [2]


@pytest.mark.rule("3.6", "6.9")
def test_while_it_is_low_fast_moves_of_a_stop_are_gathered_and_the_last_price_wins() -> None:
    scene = on_one_login("1", left=90, mode=ReplicationMode.ON_SUBMIT)
    scene.leader(2)
    scene.settle()
    his = scene.leader_rest(-2, 21010)
    scene.settle()
    allow(scene, 10)
    for price in (21011, 21012, 21013, 21014):
        scene.leader_change(his, limit=price)
        scene.settle()
    assert len(scene.changes) == 1
    scene.wait(2_100)
    scene.settle()
    assert len(scene.changes) == 2
    assert scene.rest_at(21014).qty == 2


@pytest.mark.rule("3.6")
def test_no_move_takes_what_closing_needs() -> None:
    scene = on_one_login("1", left=90, mode=ReplicationMode.ON_SUBMIT)
    scene.leader(2)
    scene.settle()
    his = scene.leader_rest(-2, 21010)
    scene.settle()
    allow(scene, 1)
    scene.leader_change(his, limit=21011)
    assert scene.changes == []
    allow(scene, 4)
    assert len(scene.changes) == 1


# --- a penalty --------------------------------------------------------------------------------------------------------


@pytest.mark.rule("3.6")
def test_in_a_penalty_nothing_is_opened_and_it_is_told_what_to_do() -> None:
    scene = on_one_login("1", left=90)
    lock(scene, 60)
    scene.leader(1)
    assert scene.last().reason is Reason.PENALTY
    (notice,) = scene.notices(NoticeKind.PENALTY)
    assert notice.level is Level.CRITICAL
    assert "slow down" in notice.text
    assert "close it at the broker" in notice.text
    scene.wait(61_000)
    assert [told.level for told in scene.notices(NoticeKind.PENALTY)] == [Level.CRITICAL, Level.INFO]


@pytest.mark.rule("3.6", "1.1", "5.6")
def test_in_a_penalty_each_exit_is_sent_once_and_then_when_the_broker_allows_it() -> None:
    scene = on_one_login("1", left=90)
    scene.leader(3)
    scene.fill_all()
    lock(scene, 60)
    scene.leader(-1)
    for _ in range(5):
        for order in scene.on_wire():
            scene.reject(order, "too many requests")
        scene.wait(3_000)
    assert scene.markets() == [3, -1]
    lock(scene, 60)  # what we sent has prolonged it
    scene.wait(10_000)
    assert scene.markets() == [3, -1]
    scene.leader(-1)  # another exit
    assert scene.markets() == [3, -1, -2]
    scene.reject(scene.on_wire()[0], "too many requests")
    scene.wait(40_000)
    assert scene.markets() == [3, -1, -2]
    scene.wait(20_000)
    assert scene.markets() == [3, -1, -2, -2]
    scene.fill_all()
    assert scene.held() == 1


@pytest.mark.rule("3.6")
def test_in_a_penalty_nothing_is_read_and_what_is_due_is_read_when_it_is_over() -> None:
    scene = on_one_login("1", left=90)
    scene.leader(1)
    scene.fill_all()
    lock(scene, 60)
    scene.position_report(F1, 4)
    before = len(scene.reads)
    scene.wait(50_000)
    assert [read for read in scene.reads[before:] if read.account == F1] == []
    scene.wait(11_000)
    assert ReadAccount(F1, "the broker takes requests again") in scene.reads


@pytest.mark.rule("3.6")
def test_in_a_penalty_no_stop_is_moved_and_a_cancel_is_asked_for_once() -> None:
    scene = on_one_login("1", left=90, mode=ReplicationMode.ON_SUBMIT)
    scene.wait(10)
    scene.leader(2)
    scene.settle()
    his = scene.leader_rest(-2, 21010)
    scene.settle()
    lock(scene, 60)
    scene.leader_change(his, limit=21012)
    assert scene.changes == []
    scene.leader_cancel(his)
    own = scene.resting()[0]
    scene.cancel_refused(own, "too many requests")
    scene.wait(20_000)
    cancels = [cancel for cancel in scene.cancels if isinstance(cancel, CancelOrder)]
    assert len(cancels) == 1


@pytest.mark.rule("3.6", "4.6")
def test_a_penalty_of_one_login_changes_nothing_for_the_others() -> None:
    scene = on_one_login("1", "1", left=90)
    scene.take(AccountListed(F2, ConnectionId("other"), scene.clock.now()))
    scene.take(LineChanged(ConnectionId("other"), LineState.CONNECTED, "", scene.clock.now()))
    for instrument in INSTRUMENTS:
        scene.take(InstrumentListed(ConnectionId("other"), instrument, scene.clock.now()))
    lock(scene, 60)
    scene.leader(1)
    assert (len(scene.on_wire(F1)), len(scene.on_wire(F2))) == (0, 1)


def test_a_login_without_a_report_has_no_limit() -> None:
    scene = Scene(*["1"] * 20)
    scene.leader(1)
    assert sum(isinstance(decision, SendCommand) for decision in scene.decisions) == 20
    assert scene.notices(NoticeKind.BUDGET_LOW) == []
