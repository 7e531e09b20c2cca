"""The session check: every account as it stands, each difference with the answers it may be given, fresh reads."""

from decimal import Decimal

import pytest

from mimikdesk.domain.events import LineState, SnapshotTaken
from mimikdesk.domain.group import FollowerSettings, InstrumentMapping, MappingKind
from mimikdesk.domain.guard import Answer, FindingKind
from mimikdesk.domain.ids import AccountId, Symbol
from mimikdesk.domain.orders import OrderKind, Side
from mimikdesk.services.views import CheckedAccount, CheckView, Role
from tests.unit.services.stage import MNQ, OTHER, Stage


def check(stage: Stage) -> CheckView:
    stage.program.collect()
    return next(update.check for update in reversed(stage.updates) if update.check is not None)


def account(stage: Stage, which: AccountId) -> CheckedAccount:
    return next(found for found in check(stage).accounts if found.account == which)


def before_start(leader: int, second: int, *followers: FollowerSettings) -> Stage:
    """A program that starts while the leader and F2 hold positions already."""
    stage = Stage(*followers, started=False)
    for who, qty in ((stage.leader, leader), (stage.f2, second)):
        if qty:
            stage.venue.hand(who).place(MNQ, Side.of(qty), abs(qty))
    stage.wait(10)
    stage.program.start()
    stage.wait(2_000)
    return stage


ADOPT, FLATTEN, LEAVE = Answer.ADOPT, Answer.FLATTEN, Answer.LEAVE


@pytest.mark.rule("10.1")
def test_a_leftover_position_while_the_leader_is_flat_may_be_flattened_or_left() -> None:
    stage = before_start(0, 2)
    (found,) = check(stage).differences
    assert (found.account, found.symbol, found.position, found.leader, found.fitting) == (stage.f2, MNQ, 2, 0, 0)
    assert found.text == "Second is long 2 in MNQZ6 from before copying started, leader is flat."
    assert found.answers == (FLATTEN, LEAVE)
    assert not check(stage).asked


@pytest.mark.rule("10.1")
def test_a_smaller_position_on_the_leaders_side_may_be_adopted() -> None:
    stage = before_start(6, 2)
    found = {difference.account: difference for difference in check(stage).differences}
    assert (found[stage.f2].fitting, found[stage.f2].answers) == (3, (ADOPT, FLATTEN, LEAVE))
    assert found[stage.f1].text == "First is flat in MNQZ6, while the leader is long 6 from before copying started."
    assert found[stage.f1].answers == (FLATTEN, LEAVE)


@pytest.mark.rule("10.1", "4.9")
def test_what_fits_is_reckoned_in_the_followers_own_instrument() -> None:
    to_mini = FollowerSettings(AccountId("other/F2"), Decimal(2), mapping=InstrumentMapping(MappingKind.TO_MINI))
    stage = before_start(-3, 0, FollowerSettings(AccountId("demo/F1")), to_mini)
    found = {difference.account: difference for difference in check(stage).differences}
    assert (found[stage.f2].symbol, found[stage.f2].leader, found[stage.f2].fitting) == (Symbol("NQZ6"), -3, -6)


@pytest.mark.rule("10.1")
def test_no_difference_no_question() -> None:
    stage = before_start(4, 2, FollowerSettings(AccountId("other/F2"), Decimal("0.5")))
    assert check(stage).differences == ()
    assert check(stage).complete


@pytest.mark.rule("10.1")
def test_what_waits_for_an_answer_is_a_finding_too_with_the_same_answers() -> None:
    stage = before_start(6, 2)
    board = next(update.board for update in reversed(stage.updates) if update.board is not None)
    shown = {row.account: (row.kind, row.answers) for row in board.findings}
    assert shown == {
        stage.f1: (FindingKind.STALE, (FLATTEN, LEAVE)),
        stage.f2: (FindingKind.STALE, (ADOPT, FLATTEN, LEAVE)),
    }
    assert all(stage.clock.now().utc_ns > row.since_ns > 0 for row in board.findings)


@pytest.mark.rule("10.1")
@pytest.mark.parametrize("answer", Answer)
def test_an_answered_difference_is_asked_about_no_more(answer: Answer) -> None:
    stage = before_start(6, 2)
    stage.program.answer(stage.f2, MNQ, answer)
    at_once = [found.account for found in check(stage).differences]
    assert (stage.f2 in at_once) is (answer is Answer.CORRECT), "there is nothing to correct before it is settled"
    stage.wait(1_000)
    board = next(update.board for update in reversed(stage.updates) if update.board is not None)
    assert (stage.f2 in [row.account for row in board.findings]) is (answer is Answer.CORRECT)
    assert stage.held(stage.f2) == (0 if answer is Answer.FLATTEN else 2)


@pytest.mark.rule("10.1")
def test_while_a_flatten_that_was_answered_goes_on_nothing_is_asked_again() -> None:
    stage = before_start(6, 2)
    stage.links[OTHER].line.hold_answers(10_000_000_000)
    stage.program.answer(stage.f2, MNQ, Answer.FLATTEN)
    stage.wait(100)
    assert stage.f2 not in [found.account for found in check(stage).differences]
    rows = stage.program._board.view(stage.clock.now()).findings
    assert {(row.answers, row.correcting) for row in rows if row.account == stage.f2} <= {((), True)}


def test_every_account_is_there_with_what_it_holds_and_what_is_not_the_programs() -> None:
    stage = Stage()
    stage.trade(4)
    stage.venue.hand(stage.f2).place(MNQ, Side.SELL, 1, OrderKind.LIMIT, limit=stage.venue.quote(MNQ).ask + 50)
    stage.wait(500)
    shown = {
        found.name: (found.role, found.group_name, found.positions, found.working_orders, found.foreign_orders)
        for found in check(stage).accounts
    }
    assert shown == {
        "Lead": (Role.LEADER, "Scalps", ((MNQ, 4),), 0, 0),
        "First": (Role.FOLLOWER, "Scalps", ((MNQ, 4),), 0, 0),
        "Second": (Role.FOLLOWER, "Scalps", ((MNQ, 2),), 1, 1),
    }
    assert {(found.locked, found.skew_ns) for found in check(stage).accounts} == {("", -5_000_000)}


def test_an_account_that_is_in_no_group_is_checked_too() -> None:
    stage = Stage(FollowerSettings(AccountId("demo/F1")))
    stage.venue.hand(stage.f2).place(MNQ, Side.SELL, 1)
    stage.program.check_session()
    stage.wait(500)
    found = account(stage, stage.f2)
    assert (found.role, found.group_name, found.positions, found.read) == (None, "", ((MNQ, -1),), True)


@pytest.mark.rule("3.4", "10.1")
def test_on_demand_every_account_is_read_afresh_and_an_older_read_does_not_count() -> None:
    stage = Stage()
    assert check(stage).complete
    assert not check(stage).asked
    stage.program.check_session()
    assert check(stage).asked
    assert not check(stage).complete
    assert not any(found.read for found in check(stage).accounts)
    stage.wait(500)
    assert check(stage).complete
    assert all(found.read for found in check(stage).accounts)


@pytest.mark.rule("3.4")
def test_an_account_whose_line_is_down_is_not_waited_for_and_not_called_read() -> None:
    stage = Stage()
    stage.cut(OTHER, 60)
    stage.program.check_session()
    stage.wait(500)
    found = account(stage, stage.f2)
    assert (found.line, found.read) == (LineState.RECONNECTING, False)
    assert check(stage).complete


@pytest.mark.rule("3.4")
def test_a_read_that_was_under_way_when_the_check_was_asked_for_does_not_count() -> None:
    stage = Stage()
    before = stage.clock.now()
    stage.wait(1)
    watch = stage.program._check
    watch.ask(stage.clock.now())
    for asked_at, read in ((before, False), (stage.clock.now(), True)):
        watch.note(SnapshotTaken(stage.f2, (), (), Decimal(0), asked_at, stage.clock.now()))
        assert [found.read for found in watch.view().accounts if found.account == stage.f2] == [read]
