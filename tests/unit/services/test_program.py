"""The running program: start, the window's wishes, batches for the window, and an orderly end."""

from decimal import Decimal

import pytest

from mimikdesk.domain.decisions import SwitchedOff
from mimikdesk.domain.events import FillReported, LineChanged, LineState, PastRecalled, TimePassed
from mimikdesk.domain.ids import AccountId, FillId, GroupId, Symbol
from mimikdesk.domain.orders import Fill, OrderKind, Side
from mimikdesk.domain.time import Stamp
from mimikdesk.services.risk_rows import RiskView
from mimikdesk.services.views import BoardView, RowState
from tests.unit.services.stage import DEMO, GROUP, MNQ, OTHER, Stage


def test_the_main_job_from_the_leaders_hand_to_flat_again() -> None:
    stage = Stage()
    stage.trade(4)
    assert (stage.held(stage.f1), stage.held(stage.f2)) == (4, 2)
    stage.trade(-6)
    assert (stage.held(stage.f1), stage.held(stage.f2)) == (-2, -1)
    stage.trade(2)
    assert (stage.held(stage.f1), stage.held(stage.f2)) == (0, 0)


@pytest.mark.rule("12", "4.5")
def test_flatten_group_and_flatten_all_close_the_followers_and_not_the_leader() -> None:
    for flatten in ("flatten_all", "flatten_group"):
        stage = Stage()
        stage.trade(4)
        if flatten == "flatten_all":
            stage.program.flatten_all()
        else:
            stage.program.flatten_group(GROUP)
        stage.wait(1000)
        assert [stage.held(account) for account in (stage.leader, stage.f1, stage.f2)] == [4, 0, 0]
        assert {row.state for row in stage.rows} == {RowState.IN_STEP}


@pytest.mark.rule("12")
def test_a_flatten_pressed_while_the_line_is_down_ends_flat_with_the_traders_own_orders_gone() -> None:
    stage = Stage()
    stage.trade(4)
    hand = stage.venue.hand(stage.f2)
    hand.place(MNQ, Side.SELL, 1, OrderKind.LIMIT, limit=stage.venue.quote(MNQ).ask + 50)
    stage.wait(100)
    stage.cut(OTHER, 10)
    hand.place(MNQ, Side.BUY, 3)
    stage.program.flatten_follower(stage.f2)
    stage.wait(5_000)
    assert stage.row(stage.f2).state is RowState.FLATTENING
    stage.wait(40_000)
    assert stage.held(stage.f2) == 0
    assert stage.venue.working(stage.f2) == ()
    assert stage.row(stage.f2).state is RowState.IN_STEP


def test_a_wish_for_a_group_or_an_account_nobody_knows_does_nothing() -> None:
    stage = Stage()
    stage.program.flatten_group(GroupId("no such group"))
    stage.program.flatten_follower(AccountId("x/y"))
    stage.program.switch_follower(AccountId("x/y"), True)
    stage.program.resume_follower(AccountId("x/y"))
    stage.trade(1)
    assert stage.held(stage.f1) == 1


def test_a_fill_of_an_account_that_nobody_set_up_is_listed_under_the_brokers_name() -> None:
    stage = Stage()
    fill = Fill(FillId("1"), "v", None, Symbol("MNQZ6"), Side.BUY, 1, Decimal(100))  # type: ignore[arg-type]
    stage.program.copier.take(FillReported(AccountId("demo/Extra"), fill, stage.clock.now()))
    assert stage.texts("Extra") == ["Bought 1 MNQZ6 at 100.00."]


def test_the_window_is_told_only_what_changed() -> None:
    stage = Stage()
    stage.wait(100)
    stage.updates.clear()
    stage.wait(1000)
    assert [update for update in stage.updates if update.board or update.activity or update.ticket] == []
    stage.trade(1)
    assert any(update.board is not None for update in stage.updates)


def test_a_switch_is_remembered_and_the_stop_of_the_program_is_no_switch(monkeypatch: pytest.MonkeyPatch) -> None:
    stage = Stage()
    kept: list[tuple[str, bool]] = []
    monkeypatch.setattr(stage.memory, "keep_group_on", lambda group, on: kept.append((group, on)))
    monkeypatch.setattr(stage.memory, "keep_follower_on", lambda account, on: kept.append((account, on)))
    stage.program.switch_group(GROUP, False)
    stage.program.switch_follower(stage.f1, False)
    assert kept == [(GROUP, False), (stage.f1, False)]
    stage.program.stop(lambda: None)
    assert len(kept) == 2


@pytest.mark.rule("9.7", "10.1")
def test_a_follower_that_the_guard_switched_off_stays_off_with_its_mark_until_the_user_switches_it_on() -> None:
    stage = Stage()
    why = "Orphan at 14:32:10: held 2, the leader was flat."

    def kept() -> list[tuple[bool, str]]:
        (group,) = stage.memory.groups()
        return [(follower.on, follower.breach) for follower in group.followers]

    at = stage.clock.now()
    stage.program._listen(TimePassed(at), [SwitchedOff(stage.f1, why, at)], at)
    assert kept() == [(False, why), (True, "")]
    stage.program.switch_follower(stage.f1, False)
    assert kept() == [(False, why), (True, "")]
    stage.program.switch_follower(stage.f1, True)
    assert kept() == [(True, ""), (True, "")]


@pytest.mark.rule("10.3")
def test_a_stop_copies_nothing_more_waits_for_orders_in_flight_and_logs_out() -> None:
    stage = Stage()
    done: list[int] = []
    stage.trade(4, wait_ms=6)
    stage.program.stop(lambda: done.append(stage.clock.now().mono_ns))
    assert done == []
    stage.hand.place(MNQ, Side.BUY, 1)
    stage.wait(100)
    assert len(done) == 1
    assert (stage.held(stage.f1), stage.held(stage.f2)) == (4, 2)
    assert set(stage.program.copier.state.lines.values()) == {LineState.DISCONNECTED}
    stage.wait(5_000)
    assert stage.clock.next_due is None, "something was left running"


@pytest.mark.rule("10.3")
def test_a_stop_is_over_only_when_the_log_out_of_each_connection_was_recorded() -> None:
    stage = Stage()
    told: list[set[str]] = []

    def done() -> None:
        lines = [entry for entry in stage.memory.entries if isinstance(entry, LineChanged)]
        told.append({line.connection for line in lines if line.state is LineState.DISCONNECTED})

    stage.program.stop(done)
    stage.wait(100)
    assert told == [set(stage.program.copier.state.lines)]


@pytest.mark.rule("10.3", "1.1")
def test_a_stop_waits_for_an_exit_between_two_attempts() -> None:
    stage = Stage()
    stage.trade(2)
    stage.links[OTHER].line.reject_next(1)
    stage.trade(-2, wait_ms=25)
    assert stage.held(stage.f2) == 1
    done: list[bool] = []
    stage.program.stop(lambda: done.append(True))
    stage.wait(1000)
    assert stage.held(stage.f2) == 0
    assert done == [True]


@pytest.mark.rule("10.3")
def test_a_stop_does_not_wait_for_ever() -> None:
    stage = Stage()
    stage.trade(2)
    stage.links[DEMO].line.reject_all("no")
    stage.venue.hand(stage.leader).place(MNQ, Side.SELL, 2)
    stage.wait(500)
    done: list[bool] = []
    stage.program.stop(lambda: done.append(True))
    stage.wait(2_900)
    assert done == []
    stage.wait(200)
    assert done == [True]


def test_without_an_event_or_a_price_the_views_are_not_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    stage = Stage()
    stage.wait(100)
    made: list[BoardView] = []
    view = stage.program._board.view

    def counted(now: Stamp, risk: RiskView | None) -> BoardView:
        made.append(view(now, risk))
        return made[-1]

    monkeypatch.setattr(stage.program._board, "view", counted)
    stage.program.collect()
    stage.program.collect()
    assert made == []
    stage.trade(1)
    stage.program.collect()
    assert made


@pytest.mark.rule("10.3")
def test_the_end_does_not_wait_for_what_rests_and_leaves_it() -> None:
    stage = Stage()
    stage.hand.place(MNQ, Side.BUY, 2, OrderKind.LIMIT, limit=stage.venue.quote(MNQ).bid - 50)
    stage.wait(100)
    done: list[str] = []
    stage.program.stop(lambda: done.append("done"))
    stage.wait(1)
    assert done == ["done"]
    stage.wait(4_000)
    assert [order.qty for order in stage.venue.working(stage.f1)] == [2]


@pytest.mark.rule("6.9", "7.3", "10.4")
def test_what_rested_over_a_restart_still_follows_its_leaders_order() -> None:
    stage = Stage()
    bid = stage.venue.quote(MNQ).bid
    stage.hand.place(MNQ, Side.BUY, 2, OrderKind.LIMIT, limit=bid - 50)
    stage.trade(4)
    stage.restart()
    assert [order.qty for order in stage.venue.working(stage.f1)] == [2]
    assert not any("by hand" in text or "differed" in text for text in stage.texts())
    (his,) = stage.venue.working(stage.leader)
    stage.hand.cancel(his.venue_order_id)
    stage.wait(100)
    assert stage.venue.working(stage.f1) == ()
    stage.trade(-4)
    assert (stage.held(stage.f1), stage.held(stage.f2)) == (0, 0)


@pytest.mark.rule("7.3", "10.4")
def test_the_past_is_told_before_any_connection_opens() -> None:
    stage = Stage()
    stage.trade(4)
    stage.restart()
    told = [type(entry).__name__ for entry in stage.memory.entries[stage._first :]]
    assert told.index("PastRecalled") < told.index("GroupDefined") < told.index("LineChanged")
    recalled = [entry for entry in stage.memory.entries[stage._first :] if isinstance(entry, PastRecalled)]
    assert {past.account: [order.ended for order in past.orders] for past in recalled} == {
        stage.leader: [],
        stage.f1: [True],
        stage.f2: [True],
    }
