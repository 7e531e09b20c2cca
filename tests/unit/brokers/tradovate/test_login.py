"""A login by key: its session is opened once, renewed ahead of its end, and given up only for good."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from mimikdesk.brokers.tradovate import facts
from mimikdesk.domain.secret import Secret
from mimikdesk.domain.time import SECOND
from tests.helpers.login_desk import GRANT, KEY, MINUTE, RENEW, Desk, Heard, granted, kept_login
from tests.helpers.scripted_network import Asked


def test_a_key_logs_in_with_all_its_fields_and_the_link_gets_the_token() -> None:
    desk = Desk()
    desk.open()
    asked = desk.grant()
    assert (asked.path, asked.request.method) == (GRANT, "POST")
    assert asked.body == {
        "name": "alice",
        "password": "pass-1",
        "cid": 12,
        "sec": "sec-1",
        "appId": "MimikDesk",
        "appVersion": "1.0",
        "deviceId": "device-1",
    }
    assert desk.heard.tokens == ["tok-1"]
    assert desk.login.token is not None
    assert (desk.login.token.md_access, desk.login.token.user_id) == ("md-tok-1", 880_011)


@pytest.mark.rule("3.2")
def test_a_token_is_renewed_a_quarter_of_an_hour_ahead_and_no_second_session_is_opened() -> None:
    desk = Desk()
    desk.open()
    desk.grant()
    for turn in range(2, 5):
        desk.clock.advance(64 * MINUTE)
        assert desk.network.open == []
        desk.clock.advance(MINUTE)
        asked = desk.grant(f"tok-{turn}")
        assert asked.path == RENEW
        assert asked.request.headers["authorization"] == f"Bearer tok-{turn - 1}"
    assert desk.heard.tokens == ["tok-1", "tok-2", "tok-3", "tok-4"]
    assert desk.paths.count(GRANT) == 1


@pytest.mark.rule("3.2")
def test_a_renewal_that_fails_is_tried_again_and_never_becomes_a_second_session_while_the_token_lives() -> None:
    desk = Desk()
    desk.open()
    desk.grant()
    failures: list[Callable[[Asked], None]] = [
        lambda asked: asked.fail(sent=False),
        lambda asked: asked.fail(sent=True),
        lambda asked: asked.reply({"errorText": "Try later"}),
        lambda asked: asked.reply(b"", 500),
        lambda asked: asked.reply(b"<html>", 200),
    ]
    tries = 0
    while desk.login.token is not None:
        assert desk.paths.count(GRANT) == 1
        for asked in desk.network.open:
            failures[tries % len(failures)](asked)
            tries += 1
        desk.clock.advance(SECOND)
    desk.clock.advance(5 * MINUTE)
    assert tries > len(failures), "every kind of failure was met"
    assert tries < 15, "an internet address may renew 15 times an hour"
    assert desk.paths[-1] == GRANT, "after its end a new session is asked for"
    assert desk.heard.refused == []


def test_without_a_line_it_is_tried_ever_more_slowly_and_each_try_is_told() -> None:
    desk = Desk()
    desk.open()
    times = []
    for _ in range(9):
        while not desk.network.open:
            desk.clock.advance(SECOND // 10)
        times.append(desk.clock.now().mono_ns)
        desk.network.answer(lambda asked: asked.fail(sent=False))
    waits = [(later - earlier) / SECOND for earlier, later in pairwise(times)]
    for wait, wanted in zip(waits, [1, 2, 4, 8, 16, 32, 60, 60], strict=True):
        assert wanted <= wait <= wanted * 1.1 + 0.2
    assert len(desk.heard.trouble) == 9
    assert desk.heard.refused == []
    desk.clock.advance(66 * SECOND)
    desk.grant()
    assert desk.heard.tokens == ["tok-1"]


@pytest.mark.rule("3.2")
def test_a_refused_key_is_not_tried_again_and_the_link_is_told_to_have_it_entered_anew() -> None:
    desk = Desk()
    desk.open()
    desk.network.answer(lambda asked: asked.reply({"errorText": "Incorrect username or password."}))
    desk.clock.advance(600 * MINUTE)
    assert desk.heard.refused == ["Incorrect username or password. Check the login, or sign in again."]
    assert len(desk.network.asked) == 1
    desk.login.use(KEY)
    desk.clock.advance(0)
    desk.grant()
    assert desk.heard.tokens == ["tok-1"]


@pytest.mark.rule("3.2")
def test_both_links_of_a_login_share_one_refresher_one_token_and_one_refusal() -> None:
    desk, other = Desk(), Heard()
    desk.open()
    desk.login.open(other)
    desk.clock.advance(0)
    assert len(desk.network.asked) == 1
    desk.grant()
    late = Heard()
    desk.login.open(late)
    assert late.tokens == [], "not from inside the call"
    desk.clock.advance(65 * MINUTE)
    assert len(desk.network.asked) == 2
    desk.network.answer(lambda asked: asked.reply(b"", 401))
    desk.network.answer(lambda asked: asked.reply({"errorText": "Account closed"}))
    for heard in (desk.heard, other, late):
        assert heard.tokens == ["tok-1"]
        assert heard.refused == ["Account closed. Check the login, or sign in again."]


def test_nothing_is_asked_any_more_when_the_last_link_has_closed() -> None:
    desk = Desk()
    desk.open()
    desk.grant()
    desk.login.close(desk.heard)
    desk.clock.advance(600 * MINUTE)
    assert len(desk.network.asked) == 1
    assert desk.clock.next_due is None


# --- a token that the server refuses ---------------------------------------------------------------------------------


def old_desk() -> Desk:
    """A session of ten minutes' age."""
    desk = Desk()
    desk.open()
    desk.grant()
    desk.clock.advance(10 * MINUTE)
    return desk


def reject(desk: Desk) -> None:
    assert desk.login.token is not None
    desk.heard.calling = True
    desk.login.rejected(desk.login.token)
    desk.heard.calling = False
    desk.clock.advance(0)


def test_a_refused_token_is_renewed_once_and_then_replaced_by_a_new_session() -> None:
    desk = old_desk()
    reject(desk)
    assert desk.grant("tok-2").path == RENEW
    reject(desk)
    assert desk.grant("tok-3").path == GRANT
    reject(desk)
    assert desk.grant("tok-4").path == RENEW
    assert desk.heard.refused == []
    reject(desk)
    assert desk.network.open == []
    assert len(desk.heard.refused) == 1
    assert "confirm this device" in desk.heard.refused[0]


def test_a_session_that_somebody_ends_as_soon_as_it_is_there_does_not_need_the_trader() -> None:
    desk = Desk()
    desk.open()
    desk.grant()
    reject(desk)
    assert desk.network.answer(lambda asked: asked.reply(b"", 401)).path == RENEW
    assert desk.grant("tok-2").path == GRANT
    assert desk.heard.refused == []


def test_a_token_that_cannot_be_renewed_either_is_dead_and_a_new_session_is_asked_for() -> None:
    desk = old_desk()
    reject(desk)
    desk.network.answer(lambda asked: asked.reply({"errorText": "Expired Access Token"}))
    assert desk.login.token is None
    assert desk.grant("tok-2").path == GRANT
    assert desk.heard.tokens == ["tok-1", "tok-2"]


def test_a_token_that_was_replaced_already_is_not_renewed_again() -> None:
    desk = old_desk()
    before = desk.login.token
    assert before is not None
    reject(desk)
    desk.grant("tok-2")
    desk.login.rejected(before)
    desk.clock.advance(MINUTE)
    assert len(desk.network.asked) == 2


def test_a_doubt_about_a_fresh_token_asks_nothing_and_about_an_old_one_renews_it() -> None:
    desk = Desk()
    desk.open()
    desk.grant()
    over: list[str] = []

    def doubt() -> None:
        assert desk.login.token is not None
        desk.login.doubt(desk.login.token, lambda: over.append("over"))
        assert not over, "not from inside the call"
        desk.clock.advance(0)

    doubt()
    assert (over, len(desk.network.asked)) == (["over"], 1)
    over.clear()
    desk.clock.advance(10 * MINUTE)
    doubt()
    assert over == []
    assert desk.grant("tok-2").path == RENEW
    assert over == ["over"]


def test_a_firm_that_is_taken_out_again_and_again_does_not_open_sessions_without_end() -> None:
    desk = Desk()
    desk.open()
    for _ in range(50):
        for asked in desk.network.open:
            asked.reply(b"", 401) if asked.path == RENEW else asked.reply(granted("tok"))
        desk.clock.advance(MINUTE)
        if desk.login.token is not None:
            reject(desk)
    assert desk.paths.count(GRANT) == facts.GRANTS_PER_HOUR
    assert "too often" in desk.heard.trouble[-1]
    desk.clock.advance(12 * MINUTE)
    assert desk.paths.count(GRANT) == facts.GRANTS_PER_HOUR + 1


# --- clocks and restarts ---------------------------------------------------------------------------------------------


def test_after_a_sleep_the_clocks_are_looked_at_and_a_token_that_is_over_is_replaced() -> None:
    desk = Desk()
    desk.open()
    desk.grant()
    desk.clock.jump(utc_ns=120 * MINUTE)  # the monotonic clock stands still while the machine sleeps
    assert desk.login.token is None
    desk.clock.advance(MINUTE)
    assert desk.grant("tok-2").path == GRANT


def test_a_clock_that_is_set_back_does_not_make_a_token_live_longer() -> None:
    desk = Desk()
    desk.open()
    desk.grant()
    desk.clock.jump(utc_ns=-300 * MINUTE)
    desk.clock.advance(66 * MINUTE)
    assert desk.paths == [GRANT, RENEW]
    desk.clock.advance(15 * MINUTE)
    assert desk.login.token is None


def test_a_token_of_the_run_before_is_used_without_a_new_session() -> None:
    desk = Desk(kept=kept_login(refresh=None))
    desk.open()
    assert desk.heard.tokens == ["tok-0"]
    assert desk.network.asked == []
    desk.clock.advance(65 * MINUTE)
    assert desk.grant().path == RENEW


def test_a_kept_token_that_is_nearly_over_is_not_connected_with() -> None:
    desk = Desk(kept=kept_login(refresh=None, life=30 * SECOND))
    desk.open()
    assert desk.heard.tokens == []
    assert desk.grant().path == GRANT


def test_every_new_token_is_kept_before_anybody_hears_of_it() -> None:
    desk = Desk()
    seen: list[int] = []
    desk.heard.on_token = lambda token: seen.append(len(desk.kept))  # type: ignore[method-assign]  # to see the order
    desk.open()
    desk.grant()
    desk.clock.advance(65 * MINUTE)
    desk.grant("tok-2")
    assert seen == [1, 2]
    assert [kept.token.access for kept in desk.kept] == ["tok-1", "tok-2"]


def test_new_credentials_forget_the_token_of_the_old_ones() -> None:
    desk = old_desk()
    desk.login.use(type(KEY)("bob", Secret("pass-2"), "13", Secret("sec-2"), "MimikDesk", "1.0", "device-1"))
    desk.clock.advance(0)
    asked = desk.grant("tok-bob")
    assert (asked.path, asked.body["name"]) == (GRANT, "bob")


# --- penalties -------------------------------------------------------------------------------------------------------


def ticket(value: str, seconds: int = 20, **more: object) -> dict[str, object]:
    return {"p-ticket": value, "p-time": seconds, **more}


def test_a_ticket_is_waited_out_and_the_same_request_sent_with_it() -> None:
    desk = Desk()
    desk.open()
    first = desk.network.answer(lambda asked: asked.reply(ticket("t-1")))
    desk.clock.advance(19 * SECOND)
    assert desk.network.open == []
    desk.clock.advance(SECOND)
    second = desk.grant()
    assert second.body == first.body | {"p-ticket": "t-1"}
    assert desk.heard.tokens == ["tok-1"]


def test_a_ticket_for_a_renewal_goes_into_a_body() -> None:
    desk = Desk()
    desk.open()
    desk.grant()
    desk.clock.advance(65 * MINUTE)
    assert desk.network.answer(lambda asked: asked.reply(ticket("t-1", 3))).request.method == "GET"
    desk.clock.advance(3 * SECOND)
    asked = desk.grant("tok-2")
    assert (asked.path, asked.request.method, asked.body) == (RENEW, "POST", {"p-ticket": "t-1"})


def test_tickets_without_end_are_not_followed_without_end() -> None:
    desk = Desk()
    desk.open()
    for _ in range(facts.TICKETS_IN_A_ROW):
        desk.network.answer(lambda asked: asked.reply(ticket("t-1", 1)))
        desk.clock.advance(SECOND)
    desk.network.answer(lambda asked: asked.reply(ticket("t-last", 1)))
    desk.clock.advance(14 * MINUTE)
    assert desk.network.open == []
    desk.clock.advance(2 * MINUTE)
    assert "p-ticket" not in desk.network.last.body


def test_a_captcha_stops_the_login_for_an_hour_and_the_second_one_for_good() -> None:
    desk = Desk()
    desk.open()
    desk.network.answer(lambda asked: asked.reply({"p-captcha": True, "p-ticket": "t", "p-time": 15}))
    assert "wants to see a person" in desk.heard.trouble[0]
    desk.clock.advance(59 * MINUTE)
    assert desk.network.open == []
    desk.clock.advance(2 * MINUTE)
    assert "p-ticket" not in desk.network.last.body
    desk.network.answer(lambda asked: asked.reply({"p-captcha": True, "p-ticket": "t", "p-time": 15}))
    desk.clock.advance(600 * MINUTE)
    assert len(desk.network.asked) == 2
    assert "wants to see a person" in desk.heard.refused[0]


@pytest.mark.rule("3.6")
def test_too_many_requests_stop_the_login_for_an_hour_but_for_one_try_before_the_token_ends() -> None:
    desk = Desk()
    desk.open()
    desk.network.answer(lambda asked: asked.reply(b"", 429))
    desk.clock.advance(59 * MINUTE)
    assert desk.network.open == []
    desk.clock.advance(2 * MINUTE)
    desk.grant()
    desk.clock.advance(65 * MINUTE)
    desk.network.answer(lambda asked: asked.reply(b"", 429))
    desk.clock.advance(12 * MINUTE)
    assert desk.network.open == []
    desk.clock.advance(MINUTE + SECOND)
    assert desk.grant("tok-2").path == RENEW
