"""Reading what accounts are worth: whom it asks and how often, what it takes from the answers, when it keeps still."""

from decimal import Decimal
from itertools import pairwise

import pytest

from mimikdesk.brokers.tradovate import facts
from mimikdesk.domain.events import EquityReported, FillReported, LineChanged, PositionReported
from mimikdesk.domain.orders import PositionReport
from mimikdesk.domain.prices import MarkSource
from mimikdesk.domain.time import MILLISECOND, SECOND
from tests.helpers.tradovate.limits import HOUR
from tests.helpers.tradovate.options import Options
from tests.helpers.tradovate.wire import Row
from tests.helpers.tradovate_money import ENDPOINT, OTHER, Watched
from tests.helpers.tradovate_rig import SYMBOL

MINUTE = 60 * SECOND
EVERY = facts.MONEY_EVERY_NS


def left(watched: Watched, rest: int) -> None:
    """Leave so many requests of the hour, by the program's own count."""
    budget, now = watched.login.budget, watched.clock.now().mono_ns
    budget.spend(now, budget.left(now) - rest)


def positions(watched: Watched) -> list[PositionReport]:
    return [event.position for event in watched.events if isinstance(event, PositionReported)]


def holding(*qtys: int, entitled: bool = False) -> Watched:
    """So many signed contracts on the first account, the second and so on, and all of it forgotten."""
    watched = Watched(entitled=entitled)
    for account, qty in enumerate(qtys):
        if qty:
            watched.trade(account, qty)
    watched.pass_time(2 * EVERY + SECOND)
    watched.forget()
    return watched


# --- what is asked, and how often -------------------------------------------------------------------------------------


def test_while_everything_is_flat_nothing_is_asked() -> None:
    watched = Watched()
    watched.requests()
    watched.pass_time(10 * MINUTE)
    assert watched.requests(ENDPOINT) == []


@pytest.mark.rule("3.6")
def test_accounts_with_a_position_are_asked_by_turns_one_every_five_seconds() -> None:
    watched = holding(2, -1)
    watched.pass_time(60 * SECOND)
    asked = watched.asked()
    assert 11 <= len(asked) <= 12
    assert all(one != other for one, other in pairwise(asked))


def test_an_account_that_has_become_flat_is_asked_once_more_and_then_no_more() -> None:
    watched = holding(2, 0)
    watched.trade(0, -2)
    watched.pass_time(MINUTE)
    assert watched.asked() == [0]
    figures = watched.equity()[-1]
    assert figures.open_profit == 0
    assert figures.net_liq == watched.server.venue.net_liq(watched.accounts_at_venue[0])


def test_a_contract_that_few_accounts_hold_is_not_forgotten_behind_those_that_many_hold() -> None:
    watched = holding(2, 0)
    watched.trade(1, 1, OTHER)
    watched.forget()
    watched.pass_time(MINUTE)
    assert len(watched.marks()) >= 4
    assert len(watched.marks(symbol=OTHER)) >= 4


def test_by_turns_the_oldest_price_and_the_account_that_was_asked_longest_ago_are_served() -> None:
    watched = Watched(extra=3)
    for account in range(4):
        watched.trade(account, 1)
    watched.trade(4, 1, OTHER)
    watched.pass_time(2 * EVERY)
    watched.forget()
    watched.pass_time(100 * SECOND)
    asked = watched.asked()
    assert set(asked) == {0, 1, 2, 3, 4}
    assert asked.count(4) >= 5, "it alone tells the price of its contract"


def test_an_account_that_prices_nothing_for_others_is_asked_all_the_same() -> None:
    watched = Watched(extra=1)
    watched.trade(0, 1)
    watched.trade(1, 1, OTHER)
    watched.trade(2, 1)
    watched.trade(2, 1, OTHER)
    watched.forget()
    watched.pass_time(MINUTE)
    assert watched.asked().count(2) >= 3


@pytest.mark.rule("3.6")
def test_the_first_price_after_connecting_comes_soon_and_once() -> None:
    watched = Watched(connect=False)
    watched.trade(0, 2)
    watched.trade(1, 1)
    watched.connect()
    watched.forget()
    watched.pass_time(facts.MONEY_SOON_NS + SECOND // 2)
    assert [its.price for its in watched.marks()] == [watched.server.venue.quote(SYMBOL).last]
    watched.pass_time(3 * SECOND)
    assert len(watched.asked()) == 1


# --- within the budget ------------------------------------------------------------------------------------------------


@pytest.mark.rule("3.6")
def test_it_asks_ever_less_as_requests_run_low_and_leaves_what_orders_and_exits_need() -> None:
    kept = facts.EXIT_RESERVE + facts.READS_KEEP
    counts = []
    for rest in (facts.REQUESTS_PER_HOUR, 1700, 800, kept + 50):
        watched = holding(2)
        if rest < facts.REQUESTS_PER_HOUR:
            left(watched, rest)
        watched.pass_time(60 * SECOND)  # what was planned before
        watched.requests()
        watched.pass_time(5 * MINUTE)
        counts.append(len(watched.asked()))
    assert 56 <= counts[0] <= 60
    assert counts[0] > counts[1] > counts[2] > counts[3] >= 4
    assert counts[3] <= 6


@pytest.mark.rule("3.6")
def test_nothing_is_asked_once_only_what_orders_and_exits_need_is_left() -> None:
    watched = holding(2)
    left(watched, facts.EXIT_RESERVE + facts.READS_KEEP)
    watched.pass_time(10 * MINUTE)
    assert watched.asked() == []
    watched.pass_time(65 * MINUTE - watched.clock.now().mono_ns)
    assert watched.asked() != []


@pytest.mark.rule("3.6")
@pytest.mark.parametrize(("status", "lock"), [(429, facts.RATE_LOCK_NS), (423, facts.ENDPOINT_LOCK_NS)])
def test_in_a_penalty_nothing_is_asked_and_after_it_it_goes_on(status: int, lock: int) -> None:
    watched = holding(2)
    watched.server.limits.answer_next(ENDPOINT, status)
    watched.pass_time(EVERY + SECOND)
    assert watched.asked() == [0]
    watched.pass_time(lock - 2 * EVERY)
    assert watched.requests() == []
    assert watched.equity() == []
    watched.pass_time(2 * MINUTE)
    assert watched.asked() != []
    assert watched.equity() != []


@pytest.mark.rule("3.6")
def test_a_waiting_time_in_place_of_the_figures_is_kept_and_is_no_figure() -> None:
    watched = holding(2)
    watched.server.limits.penalties.impose(ENDPOINT, 40, message="slow down")
    watched.pass_time(EVERY + SECOND)
    assert watched.asked() == [0]
    assert watched.login.penalties.wait_ns > 30 * SECOND
    watched.pass_time(30 * SECOND)
    assert watched.requests() == []
    assert watched.equity() == []


@pytest.mark.rule("3.6")
def test_one_question_at_a_time() -> None:
    watched = holding(2, 1)
    watched.server.limits.answer_next(ENDPOINT, 200, {"netLiq": 5}, delay=4 * SECOND)
    watched.pass_time(EVERY + SECOND)
    assert len(watched.asked()) == 1
    watched.pass_time(2 * SECOND)
    assert watched.asked() == []


def test_an_account_whose_figures_are_denied_is_left_alone_until_the_next_connection() -> None:
    watched = holding(2, 1)
    watched.server.limits.answer_next(ENDPOINT, 401, "Access is denied")
    watched.pass_time(EVERY + SECOND)
    (denied,) = watched.asked()
    watched.pass_time(MINUTE)
    assert set(watched.asked()) == {1 - denied}
    assert not any(isinstance(event, LineChanged) for event in watched.events)
    watched.lose_line()
    watched.pass_time(MINUTE)
    assert set(watched.asked()) == {0, 1}


def test_without_a_line_nothing_is_asked_and_after_it_all_accounts_are() -> None:
    watched = holding(2, 1)
    watched.network.unreachable = True
    watched.lose_line()
    watched.pass_time(MINUTE)
    assert watched.requests() == []
    watched.network.unreachable = False
    watched.pass_time(3 * MINUTE)
    assert set(watched.asked()) == {0, 1}


@pytest.mark.rule("3.6")
def test_lines_that_come_and_go_do_not_make_it_ask_more_often() -> None:
    watched = holding(2, 1)
    for _ in range(5):
        watched.lose_line()
        watched.pass_time(2 * SECOND)
    watched.forget()
    watched.pass_time(MINUTE)
    assert 8 <= len(watched.asked()) <= 13


def test_after_the_link_is_closed_nothing_runs_on() -> None:
    watched = holding(2)
    watched.link.close()
    watched.settle()
    watched.forget()
    watched.pass_time(10 * MINUTE)
    assert (watched.events, watched.prices) == ([], [])


# --- what is taken from the answers -----------------------------------------------------------------------------------


@pytest.mark.rule("11.1")
def test_the_brokers_figures_are_told_as_of_the_moment_they_were_asked_for() -> None:
    watched = holding(2)
    watched.last("110")
    watched.pass_time(EVERY + SECOND)
    (told,) = watched.equity()
    venue, account = watched.server.venue, watched.accounts_at_venue[0]
    assert told.net_liq == venue.net_liq(account)
    assert told.open_profit == venue.net_liq(account) - venue.cash(account)
    assert 0 < told.at.mono_ns - told.as_of.mono_ns < 100 * MILLISECOND


def test_one_accounts_figures_price_the_contract_for_all() -> None:
    watched = holding(2, -1)
    watched.last("110")
    watched.pass_time(EVERY + SECOND)
    assert len(watched.asked()) == 1
    assert [its.price for its in watched.marks()] == [Decimal(110)]
    assert watched.marks()[0].at == next(event.as_of for event in watched.events if isinstance(event, EquityReported))


def test_an_average_between_ticks_still_gives_the_price_on_its_tick() -> None:
    watched = Watched()
    watched.trade(0, 2)
    watched.last("101.75")
    watched.trade(0, 1)
    watched.last("103.5")
    watched.pass_time(2 * EVERY)
    assert watched.marks()[-1].price == Decimal("103.5")


def test_a_fill_of_any_account_is_a_price_after_the_program_has_heard_of_it() -> None:
    watched = Watched()
    heard: list[object] = []
    watched.tradovate._sink = heard.append
    watched.tradovate._money._prices = heard.append  # type: ignore[union-attr]
    watched.trade(1, 3)
    kinds = [type(each).__name__ for each in heard]
    assert kinds.index("FillReported") < kinds.index("Mark")
    (fill,) = [each for each in heard if isinstance(each, FillReported)]
    mark = heard[kinds.index("Mark")]
    assert (mark.price, mark.source, mark.at) == (fill.fill.price, MarkSource.FILL, fill.at)  # type: ignore[attr-defined]


def test_two_contracts_in_one_account_imply_no_price_and_its_figures_are_told() -> None:
    watched = Watched()
    watched.trade(0, 2)
    watched.trade(0, 1, OTHER)
    watched.pass_time(4 * EVERY)
    assert watched.marks() == watched.marks(symbol=OTHER) == []
    assert watched.equity() != []


def test_a_trade_between_question_and_answer_spoils_the_price_but_not_the_figures() -> None:
    watched = holding(2)
    watched.last("110")
    watched.server.limits.answer_next(ENDPOINT, 200, {"netLiq": 50038, "openPnL": 39}, delay=SECOND)
    while not watched.asked():
        watched.pass_time(100 * MILLISECOND)
    watched.trade(0, 1)
    watched.pass_time(3 * SECOND)
    assert [told.net_liq for told in watched.equity()] == [50038]
    assert watched.marks() == []


def test_a_trade_that_is_pushed_only_after_the_answer_spoils_the_price_too() -> None:
    watched = holding(2)
    watched.last("110")
    while not watched.equity():
        watched.pass_time(MILLISECOND)
    watched.trade(0, 1)
    watched.pass_time(2 * SECOND)
    assert watched.marks() == []


def test_a_position_that_is_told_without_a_fill_spoils_the_price_as_well() -> None:
    watched = holding(2)
    row = watched.tradovate._books.position_row(watched.accounts[0], SYMBOL)
    assert row is not None
    watched.server.limits.answer_next(ENDPOINT, 200, {"netLiq": 50038, "openPnL": 39}, delay=SECOND)
    while not watched.asked():
        watched.pass_time(100 * MILLISECOND)
    told: Row = {"id": row.number, "accountId": row.account, "contractId": row.contract, "netPos": 5, "netPrice": 99}
    today = {"year": row.trade_date // 10_000, "month": row.trade_date // 100 % 100, "day": row.trade_date % 100}
    watched.server.push(watched.user, "position", "Updated", told | {"tradeDate": today})
    watched.pass_time(3 * SECOND)
    assert [told.qty for told in positions(watched)] == [5]
    assert watched.marks() == []


def test_a_fresh_reading_that_tells_the_same_position_spoils_nothing() -> None:
    watched = holding(2)
    while not watched.equity():
        watched.pass_time(MILLISECOND)
    watched.link.refresh(watched.accounts[0])
    watched.pass_time(SECOND)
    assert len(watched.marks()) == 1


@pytest.mark.parametrize("payload", [None, {}, {"errorText": "busy"}, {"netLiq": "x"}, [1], "no"])
def test_an_answer_that_is_none_changes_nothing_and_it_goes_on(payload: object) -> None:
    watched = holding(2)
    watched.server.limits.answer_next(ENDPOINT, 200, payload)
    watched.pass_time(EVERY + SECOND)
    assert watched.equity() == []
    watched.pass_time(EVERY)
    assert len(watched.equity()) == 1


def test_an_answer_that_never_comes_is_given_up_and_it_goes_on() -> None:
    watched = holding(2)
    watched.server.limits.answer_next(ENDPOINT, 200, {"netLiq": 5}, delay=HOUR)
    watched.pass_time(4 * EVERY)
    assert len(watched.asked()) >= 2
    assert len(watched.equity()) >= 1


def test_a_link_whose_prices_nobody_wants_asks_for_no_money() -> None:
    watched = Watched(wanted=False)
    watched.trade(0, 2)
    watched.requests()
    watched.pass_time(10 * MINUTE)
    assert watched.requests(ENDPOINT) == []
    assert not any(isinstance(event, EquityReported) for event in watched.events)
    assert any(isinstance(event, PositionReported) for event in watched.events)


@pytest.mark.parametrize("seed", range(3))
def test_in_any_legal_order_of_pushes_the_price_is_right(seed: int) -> None:
    watched = Watched(Options(shuffle=True, odd=0.2, seed=seed))
    watched.trade(0, 2)
    watched.trade(1, -3)
    watched.last("107.25")
    watched.pass_time(6 * EVERY)
    told = [its for its in watched.marks() if its.at.mono_ns > 2 * SECOND]
    assert {its.price for its in told} == {Decimal("107.25")}
