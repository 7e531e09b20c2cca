"""Quotes over the market-data socket: for those who are entitled to them, and without a word for all others."""

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from mimikdesk.brokers.tradovate import facts
from mimikdesk.domain.events import LineChanged
from mimikdesk.domain.time import SECOND
from tests.helpers.tradovate.options import Options
from tests.helpers.tradovate.sockets import ServerSocket
from tests.helpers.tradovate_money import ENDPOINT, OTHER, SUBSCRIBE, Watched
from tests.helpers.tradovate_rig import SYMBOL

MINUTE = 60 * SECOND


def entitled(options: Options | None = None) -> Watched:
    """Two contracts held, and quoted."""
    watched = Watched(options, entitled=True)
    watched.trade(0, 2)
    watched.settle()
    assert watched.quotes() != []
    watched.forget()
    return watched


def server_end(watched: Watched) -> ServerSocket:
    (socket,) = [socket for socket in watched.server.sockets if socket.world == "md"]
    return socket


def push(watched: Watched, **entries: object) -> None:
    number = watched.tradovate._books.contract_id(SYMBOL)
    row = {"contractId": number, "entries": entries}
    server_end(watched).raw("a" + json.dumps([{"e": "md", "d": {"quotes": [row]}}]))
    watched.settle()


# --- entitled ---------------------------------------------------------------------------------------------------------


def test_a_contract_that_is_held_is_subscribed_once_with_the_token_for_market_data() -> None:
    watched = Watched(entitled=True)
    watched.requests()
    watched.trade(0, 2)
    watched.trade(1, 1)
    watched.pass_time(5 * MINUTE)
    token = watched.login.token
    assert token is not None
    asked = [request for request in watched.requests() if ENDPOINT not in request]
    assert asked == [f"authorize {token.md_access}", f'{SUBSCRIBE} {{"symbol":"MNQZ6"}}']
    watched.trade(0, 1, OTHER)
    watched.pass_time(MINUTE)
    assert watched.requests(SUBSCRIBE, "authorize") == [f'{SUBSCRIBE} {{"symbol":"MESZ6"}}']


def test_nothing_is_connected_before_something_is_held() -> None:
    watched = Watched(entitled=True)
    watched.pass_time(5 * MINUTE)
    assert watched.md_sockets() == []


def test_each_message_tells_only_what_changed_and_each_quote_is_whole() -> None:
    watched = entitled()
    watched.last("110")
    watched.settle()
    quote = watched.quotes()[-1]
    assert (quote.bid, quote.ask, quote.last) == (Decimal(110), Decimal("110.25"), Decimal(110))
    push(watched, Bid={"price": 109.5, "size": 3})
    quote = watched.quotes()[-1]
    assert (quote.bid, quote.ask, quote.last) == (Decimal("109.5"), Decimal("110.25"), Decimal(110))


def test_no_quote_is_told_before_all_its_prices_are_known() -> None:
    watched = Watched(entitled=True)
    watched.server.limits.answer_next(SUBSCRIBE, 200, {"mode": "RealTime"})
    watched.trade(0, 2)
    watched.settle()
    push(watched, Bid={"price": 109.5}, Offer={"price": 110})
    assert watched.quotes() == []
    push(watched, Trade={"price": 109.75})
    assert [quote.last for quote in watched.quotes()] == [Decimal("109.75")]


@pytest.mark.parametrize(
    "entries", [{"Bid": {"price": "x"}}, {"Bid": 7}, {"Bid": {}}, {"HighPrice": {"price": 9}}, {"Bid": {"price": None}}]
)
def test_what_is_no_price_changes_none(entries: dict[str, object]) -> None:
    watched = entitled()
    push(watched, **entries)
    assert {(quote.bid, quote.ask) for quote in watched.quotes()} <= {(Decimal(100), Decimal("100.25"))}


@pytest.mark.parametrize(
    "data", [None, 7, [], {}, {"quotes": 7}, {"quotes": [7, {}, {"contractId": 5, "entries": {}}]}]
)
def test_junk_on_the_market_data_socket_breaks_nothing(data: object) -> None:
    watched = entitled()
    server_end(watched).raw("a" + json.dumps([{"e": "md", "d": data}]))
    server_end(watched).raw("a[")
    watched.last("110")
    watched.settle()
    assert watched.quotes()[-1].bid == 110


@pytest.mark.rule("3.6")
def test_where_a_feed_prices_all_that_is_held_figures_are_only_a_check() -> None:
    watched = entitled()
    watched.pass_time(10 * MINUTE)
    assert 9 <= len(watched.asked()) <= 11


def test_a_quiet_feed_stays_and_its_quotes_with_it() -> None:
    watched = entitled()
    watched.pass_time(10 * MINUTE)
    assert watched.ended() == []
    assert len(watched.md_sockets()) == 1
    assert watched.server.complaints == []


# --- lines that end ---------------------------------------------------------------------------------------------------


def test_a_feed_that_is_lost_ends_its_quotes_and_comes_back() -> None:
    watched = entitled()
    watched.md_sockets()[0].drop("lost")
    watched.settle()
    assert [its.symbols for its in watched.ended()] == [(SYMBOL,)]
    assert not any(isinstance(event, LineChanged) for event in watched.events), "the trader hears nothing of it"
    watched.pass_time(MINUTE)
    watched.last("120")
    watched.settle()
    assert watched.quotes()[-1].bid == 120


def test_a_feed_that_is_silent_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    watched = entitled()
    monkeypatch.setattr(watched.md_sockets()[0], "text", lambda _frame: None)
    watched.pass_time(facts.SILENCE_NS + 5 * SECOND)
    assert [its.symbols for its in watched.ended()] == [(SYMBOL,)]
    watched.pass_time(MINUTE)
    watched.last("120")
    watched.settle()
    assert watched.quotes()[-1].bid == 120


def test_a_feed_that_is_lost_again_and_again_is_tried_ever_more_rarely() -> None:
    watched = Watched(entitled=True)
    watched.requests()
    watched.trade(0, 2)
    tries = 0
    for _ in range(600):
        watched.pass_time(SECOND)
        for socket in watched.md_sockets():
            tries += 1
            socket.drop("lost")
    assert 8 <= tries <= 16


def test_where_the_server_counts_too_many_connections_the_feed_is_not_what_takes_them() -> None:
    watched = entitled()
    server_end(watched).shut_down("ConnectionQuotaReached")
    watched.pass_time(10 * MINUTE)
    assert watched.md_sockets() == []
    assert len(watched.ended()) == 1
    assert watched.asked() != []


def test_the_feed_goes_and_comes_with_the_link() -> None:
    watched = entitled()
    watched.lose_line()
    watched.settle()
    assert watched.md_sockets() == []
    watched.pass_time(MINUTE)
    assert len(watched.md_sockets()) == 1
    watched.link.close()
    watched.settle()
    assert watched.network.sockets == []
    assert watched.prices[-1] == watched.ended()[-1]


# --- not entitled -----------------------------------------------------------------------------------------------------


def test_a_refused_subscription_is_never_asked_for_again_and_the_trader_hears_nothing() -> None:
    watched = Watched()
    watched.forget()
    asked = []
    watched.trade(0, 2)
    for _ in range(300):
        watched.pass_time(2 * SECOND)
        asked += watched.requests(SUBSCRIBE)
    assert len(asked) <= 1
    assert watched.md_sockets() == []
    assert not any(isinstance(event, LineChanged) for event in watched.events)
    watched.lose_line()
    watched.pass_time(2 * MINUTE)
    assert watched.md_sockets() == []
    assert watched.marks() != []


def test_each_contract_is_refused_for_itself() -> None:
    watched = Watched(entitled=True)
    watched.server.limits.answer_next(SUBSCRIBE, 401, {"errorText": "no", "errorCode": "NotEntitled"})
    watched.trade(0, 2)
    watched.settle()
    watched.trade(0, 1, OTHER)
    watched.pass_time(MINUTE)
    assert watched.quotes() == []
    assert watched.quotes(OTHER) != []


@pytest.mark.parametrize(
    "answer", [{"mode": "Delayed"}, {"errorText": "no"}, {"errorCode": "NotEntitled"}], ids=lambda its: next(iter(its))
)
def test_a_refusal_at_status_200_and_delayed_prices_are_no_feed(answer: dict[str, str]) -> None:
    watched = Watched(entitled=True)
    watched.server.limits.answer_next(SUBSCRIBE, 200, answer)
    watched.trade(0, 2)
    watched.pass_time(MINUTE)
    assert watched.quotes() == []
    assert watched.md_sockets() == []


def test_a_login_whose_token_is_not_taken_there_is_not_asked_again() -> None:
    watched = Watched(entitled=True)
    watched.forget()
    watched.server.limits.answer_next("authorize", 401, "Access is denied")
    watched.trade(0, 2)
    watched.pass_time(10 * MINUTE)
    assert watched.md_sockets() == []
    assert watched.quotes() == []
    assert not any(isinstance(event, LineChanged) for event in watched.events)
    assert watched.marks() != []


def test_a_login_without_a_token_for_market_data_opens_no_second_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    watched = Watched(entitled=True)
    urls: list[str] = []
    connect = watched.network.connect

    def noted(url: str, *more: Any) -> Any:
        urls.append(url)
        return connect(url, *more)

    monkeypatch.setattr(watched.network, "connect", noted)
    kept = watched.login._kept
    assert kept is not None
    watched.login._kept = replace(kept, token=replace(kept.token, md_access=None))
    watched.trade(0, 2)
    watched.pass_time(MINUTE)
    assert [url for url in urls if "//md." in url] == []
    assert watched.marks() != []


@pytest.mark.rule("3.6")
@pytest.mark.parametrize("status", [429, 423])
def test_a_penalty_on_the_feed_is_one_of_the_login_and_the_subscription_waits_for_its_end(status: int) -> None:
    watched = Watched(entitled=True)
    watched.server.limits.answer_next(SUBSCRIBE, status)
    watched.trade(0, 2)
    watched.settle()
    assert watched.login.penalties.wait_ns > 30 * SECOND
    watched.forget()
    watched.pass_time(30 * SECOND)
    assert watched.requests() == []
    watched.pass_time(watched.login.penalties.wait_ns + 2 * MINUTE)
    assert watched.quotes() != []


@pytest.mark.rule("3.6")
def test_what_is_asked_of_the_feed_is_counted_and_not_asked_when_little_is_left() -> None:
    watched = Watched(entitled=True)
    budget = watched.login.budget
    before = budget.left(watched.clock.now().mono_ns)
    watched.requests()
    watched.trade(0, 2)
    watched.settle()
    assert before - budget.left(watched.clock.now().mono_ns) == len(watched.requests()) == 2
    low = Watched(entitled=True)
    now = low.clock.now().mono_ns
    low.login.budget.spend(now, low.login.budget.left(now) - facts.EXIT_RESERVE - facts.READS_KEEP)
    low.trade(0, 2)
    low.pass_time(MINUTE)
    assert low.md_sockets() == []


def test_when_the_link_is_opened_anew_what_was_refused_is_asked_for_once_more() -> None:
    watched = Watched()
    watched.trade(0, 2)
    watched.pass_time(MINUTE)
    watched.link.close()
    watched.settle()
    watched.user.quotes = True
    watched.link.open()
    watched.pass_time(MINUTE)
    assert watched.quotes() != []
