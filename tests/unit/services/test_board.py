"""The cockpit's rows: one word for each, the sentence behind it, and the figures."""

from dataclasses import replace
from decimal import Decimal

import pytest

from mimikdesk.domain.decisions import CopyProgressed, FollowerDecided
from mimikdesk.domain.events import FillReported, LineState, Quote, TimePassed
from mimikdesk.domain.group import FollowerSettings
from mimikdesk.domain.ids import AccountId, ConnectionId, GroupId, Symbol
from mimikdesk.domain.orders import Fill, OrderKind, Side
from mimikdesk.domain.time import SECOND, Stamp
from mimikdesk.services.prices import Source
from mimikdesk.services.views import FigureAge, Role, RowState
from tests.unit.services.stage import DEMO, GROUP, MNQ, OTHER, Stage


def test_rows_come_by_group_with_the_leader_first() -> None:
    stage = Stage()
    stage.trade(4)
    assert [(row.name, row.role, row.position, row.symbol) for row in stage.rows] == [
        ("Lead", Role.LEADER, 4, MNQ),
        ("First", Role.FOLLOWER, 4, MNQ),
        ("Second", Role.FOLLOWER, 2, MNQ),
    ]
    assert [row.connection_name for row in stage.rows] == ["Demo", "Demo", "Other login"]
    assert {row.state for row in stage.rows} == {RowState.IN_STEP}
    assert (stage.group.followers, stage.group.followers_in_step, stage.group.state) == (2, 2, RowState.IN_STEP)


def test_an_account_without_a_position_has_one_row_without_an_instrument() -> None:
    stage = Stage()
    assert [(row.symbol, row.position, row.expected) for row in stage.rows] == [
        (None, 0, None),
        (None, 0, 0),
        (None, 0, 0),
    ]


def own_fill(stage: Stage, account: AccountId) -> Fill:
    """The last fill that an account was told of."""
    fills = [e.fill for e in stage.memory.entries if isinstance(e, FillReported) and e.account == account]
    return fills[-1]


def test_the_latency_of_a_copy_runs_from_the_leaders_fill_to_the_order() -> None:
    stage = Stage()
    assert stage.row(stage.f1).last_copy_ns is None
    stage.trade(4)
    assert stage.row(stage.f1).last_copy_ns == 0, "nothing takes time on a clock that stands still"
    decided = next(e for e in stage.memory.entries if isinstance(e, FollowerDecided))
    at = stage.clock.now()
    later = Stamp(at.utc_ns, decided.trigger.at.mono_ns + 7_000)
    stage.program._listen(TimePassed(at), [decided], later)
    assert stage.row(decided.follower).last_copy_ns == 7_000


def test_the_slippage_shown_is_that_of_the_last_copy_whose_slippage_is_known() -> None:
    stage = Stage()
    assert stage.row(stage.f1).slippage_ticks is None
    stage.trade(4)
    told = next(e for e in stage.memory.entries if isinstance(e, CopyProgressed) and e.account == stage.f1)
    own, his = own_fill(stage, stage.f1), own_fill(stage, stage.leader)
    assert stage.row(stage.f1).slippage_ticks == (own.price - his.price) / Decimal("0.25")
    at = stage.clock.now()
    for ticks, shown in (("-3", "-3"), ("1/4", "0.25"), ("", "0.25")):
        stage.program._listen(TimePassed(at), [replace(told, slippage_ticks=ticks)], at)
        assert stage.row(stage.f1).slippage_ticks == Decimal(shown)
    assert stage.row(stage.f2).slippage_ticks != Decimal("0.25")


def test_a_copy_that_rests_has_its_latency_and_its_slippage_too() -> None:
    stage = Stage(FollowerSettings(AccountId("demo/F1")), FollowerSettings(AccountId("other/F2")))
    bid = stage.venue.quote(MNQ).bid
    stage.hand.place(MNQ, Side.BUY, 1, OrderKind.LIMIT, limit=bid - 10)
    stage.wait(500)
    assert stage.row(stage.f1).last_copy_ns == 0
    assert stage.row(stage.f1).slippage_ticks is None
    stage.venue.hand(stage.venue.add_account(DEMO, "X")).place(MNQ, Side.SELL, 100_000)
    stage.wait(500)
    assert stage.held(stage.f1) == 1
    assert stage.row(stage.f1).slippage_ticks == 0


def test_a_switched_off_follower_is_paused_and_says_why() -> None:
    stage = Stage()
    stage.program.switch_follower(stage.f1, False)
    row = stage.row(stage.f1)
    assert (row.state, row.cause, row.on) == (RowState.PAUSED, "The follower is switched off.", False)
    assert stage.group.followers_in_step == 1
    stage.program.switch_group(GROUP, False)
    assert stage.row(stage.f2).cause == "The group is switched off."
    assert stage.group.state is RowState.PAUSED


def test_a_lost_line_puts_followers_and_group_out_of_step() -> None:
    stage = Stage()
    stage.cut(OTHER, 30)
    row = stage.row(stage.f2)
    assert (row.state, row.line) == (RowState.OUT_OF_STEP, LineState.RECONNECTING)
    assert "line is down" in row.cause
    assert stage.row(stage.f1).state is RowState.IN_STEP
    assert stage.group.state is RowState.OUT_OF_STEP
    stage.cut(DEMO, 30)
    assert "his trades are not seen" in stage.row(stage.leader).cause
    assert stage.group.followers_in_step == 0


def test_a_leader_out_of_step_does_not_lower_the_number_of_followers_in_step() -> None:
    stage = Stage(FollowerSettings(AccountId("other/F2")))
    stage.cut(DEMO, 30)
    assert stage.row(stage.leader).state is RowState.OUT_OF_STEP
    assert (stage.group.followers, stage.group.followers_in_step) == (1, 1)


def test_a_group_that_is_off_still_shows_that_something_is_out_of_step() -> None:
    stage = Stage()
    stage.program.switch_group(GROUP, False)
    stage.cut(OTHER, 30)
    assert stage.group.state is RowState.OUT_OF_STEP


@pytest.mark.rule("7.4")
def test_a_row_says_that_the_outcome_of_an_order_is_unknown() -> None:
    stage = Stage()
    stage.links[OTHER].line.hold_answers(10_000_000_000)
    stage.trade(2, wait_ms=4000)
    row = stage.row(stage.f2)
    assert row.state is RowState.OUT_OF_STEP
    assert row.cause == "The broker has not told what became of an earlier order."


def test_an_order_on_its_way_shows_as_working() -> None:
    stage = Stage()
    stage.trade(2, wait_ms=6)
    assert stage.row(stage.f1).state is RowState.WORKING


@pytest.mark.rule("9.5", "8")
def test_a_missed_entry_shows_what_is_expected_what_is_missing_and_why() -> None:
    stage = Stage()
    stage.links[OTHER].line.reject_next(1, "margin")
    stage.trade(4)
    row = stage.row(stage.f2)
    assert (row.position, row.expected, row.divergence) == (0, 2, -2)
    assert (row.state, row.cause) == (RowState.OUT_OF_STEP, "The broker rejected the order: “margin”.")


@pytest.mark.rule("2", "9.5")
def test_what_a_rule_holds_back_shows_with_its_reason_and_without_an_alarm() -> None:
    clipped = FollowerSettings(AccountId("other/F2"), max_contracts=2)
    stage = Stage(FollowerSettings(AccountId("demo/F1")), clipped)
    stage.trade(5, wait_ms=2000)
    row = stage.row(stage.f2)
    assert (row.state, row.position, row.divergence) == (RowState.IN_STEP, 2, 0)
    assert row.cause == "3 held back: The follower's limit of 2 contracts leaves room for 2."
    stage.trade(-5, wait_ms=2000)
    assert stage.row(stage.f2).cause == ""


@pytest.mark.rule("12")
def test_a_flatten_shows_until_the_broker_reports_flat_and_says_what_is_in_its_way() -> None:
    stage = Stage()
    stage.trade(4)
    stage.links[OTHER].line.reject_all("market closed")
    stage.program.flatten_follower(stage.f2)
    stage.wait(3000)
    row = stage.row(stage.f2)
    assert row.state is RowState.FLATTENING
    assert "market is closed" in row.cause
    assert stage.group.state is RowState.FLATTENING
    stage.cut(OTHER, 5)
    assert "waits for the line" in stage.row(stage.f2).cause
    stage.links[OTHER].line.accept_orders()
    stage.wait(30_000)
    assert stage.held(stage.f2) == 0
    assert stage.row(stage.f2).state is RowState.IN_STEP


@pytest.mark.rule("7.5")
def test_a_breaker_shows_until_the_user_resumes_the_follower() -> None:
    stage = Stage()
    stage.trade(4)
    stage.links[OTHER].line.reject_all("margin")
    stage.program.flatten_follower(stage.f2)
    stage.wait(3000)
    stage.links[OTHER].line.accept_orders()
    stage.wait(30_000)
    assert "3 rejected orders in a row" in stage.row(stage.f2).cause
    stage.program.resume_follower(stage.f2)
    assert stage.row(stage.f2).state is RowState.IN_STEP


def test_working_orders_are_those_that_rest_and_go_when_they_end() -> None:
    stage = Stage()
    quote = stage.venue.quote(MNQ)
    order = stage.hand.place(MNQ, Side.BUY, 1, OrderKind.LIMIT, limit=quote.bid - 100)
    stage.wait(100)
    assert stage.row(stage.leader).working_orders == 1
    stage.hand.cancel(order)
    stage.wait(100)
    assert stage.row(stage.leader).working_orders == 0


def test_a_reading_of_the_account_starts_the_list_of_orders_anew() -> None:
    stage = Stage()
    order = stage.hand.place(MNQ, Side.BUY, 1, OrderKind.LIMIT, limit=stage.venue.quote(MNQ).bid - 100)
    stage.wait(100)
    stage.cut(DEMO, 3)
    stage.hand.cancel(order)
    stage.wait(10_000)
    assert stage.row(stage.leader).working_orders == 0


def test_the_groups_day_counts_each_account_once() -> None:
    stage = Stage()
    stage.trade(2)
    stage.hand.place(Symbol("MESZ6"), Side.BUY, 1)
    stage.wait(500)
    rows = stage.rows
    assert len(rows) == 6
    once = {row.account: row.day_pnl for row in rows}
    assert stage.group.day_pnl == sum(day for day in once.values() if day is not None)
    assert stage.group.day_pnl != 0
    assert stage.group.group == GroupId("g")


def test_figures_without_a_feed_say_how_old_they_are_and_go_on_to_grow_old_without_any_event() -> None:
    stage = Stage()
    stage.trade(2)
    assert stage.row(stage.leader).open_age is None
    stage.venue.hand(stage.venue.add_account(ConnectionId("elsewhere"), "X")).place(MNQ, Side.SELL, 700)
    stage.wait(500)
    gain = stage.row(stage.f1).open_pnl
    for link in stage.links.values():
        link.line.unplug()
    stage.wait(7_000)
    row = stage.row(stage.leader)
    assert row.open_age == row.worth_age == FigureAge(Source.QUOTE, 5 * SECOND, old=False)
    assert not stage.group.day_old
    shown = len([update for update in stage.updates if update.board is not None])
    stage.wait(4_900)
    boards = len([update for update in stage.updates if update.board is not None]) - shown
    assert boards <= 3, "it is told anew at a step, not at each look"
    stage.wait(25_000)
    row = stage.row(stage.leader)
    assert row.open_age is not None
    assert row.open_age.old
    assert stage.row(stage.f1).open_pnl == gain != 0
    assert stage.group.day_old


def test_a_group_with_an_account_that_was_not_read_yet_has_no_day_figure() -> None:
    stage = Stage(started=False)
    stage.program.start()
    assert {(row.net_liq, row.day_pnl) for row in stage.rows} == {(None, None)}
    assert stage.group.day_pnl is None


def test_prices_of_the_real_market_are_none_of_the_practice_exchange() -> None:
    stage = Stage()
    stage.trade(2)
    before = [(row.open_pnl, row.net_liq) for row in stage.rows]
    far = Decimal(90_000)
    stage.program._on_price(ConnectionId("real"), Quote(MNQ, far, far, far, stage.clock.now()))
    assert [(row.open_pnl, row.net_liq) for row in stage.rows] == before
    stage.program._on_price(DEMO, Quote(MNQ, far, far, far, stage.clock.now()))
    assert [(row.open_pnl, row.net_liq) for row in stage.rows] != before
