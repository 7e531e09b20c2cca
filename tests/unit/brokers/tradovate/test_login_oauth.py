"""A login by browser: its refresh token is turned in sparingly, kept before it is used up, and believed dead late."""

import pytest

from mimikdesk.brokers.tradovate import facts
from mimikdesk.brokers.tradovate.tokens import Granted, Token, pack, unpack
from mimikdesk.domain.secret import Secret
from mimikdesk.domain.time import SECOND
from tests.helpers.login_desk import APP, MINUTE, OAUTH, RENEW, Desk, kept_login
from tests.helpers.scripted_network import Asked

HOUR = 60 * MINUTE


def pair(access: str, refresh: str, life: int = 4_800) -> dict[str, object]:
    return {"access_token": access, "refresh_token": refresh, "token_type": "bearer", "expires_in": life}


def grant(desk: Desk, access: str, refresh: str) -> Asked:
    return desk.network.answer(lambda asked: asked.reply(pair(access, refresh)))


def over_desk() -> Desk:
    """A login whose token of the run before is over."""
    desk = Desk(APP, kept=kept_login(life=0))
    desk.open()
    return desk


def test_the_refresh_token_is_turned_in_with_all_that_the_registration_has() -> None:
    desk = over_desk()
    asked = grant(desk, "tok-1", "refresh-2")
    assert asked.path == OAUTH
    assert asked.request.headers["content-type"] == "application/x-www-form-urlencoded"
    assert asked.form == {
        "grant_type": "refresh_token",
        "refresh_token": "refresh-1",
        "client_id": "client-1",
        "client_secret": "client-secret-1",
        "redirect_uri": "http://127.0.0.1:8123/",
    }
    assert desk.heard.tokens == ["tok-1"]


@pytest.mark.rule("3.2")
def test_each_new_refresh_token_is_kept_before_its_access_token_is_used_and_the_newest_one_is_turned_in() -> None:
    desk = over_desk()
    grant(desk, "tok-1", "refresh-2")
    assert desk.kept[-1].refresh == Secret("refresh-2")
    again = Desk(APP, kept=unpack(pack(desk.kept[-1]), desk.clock.now()))
    again.clock.advance(2 * HOUR)
    again.open()
    assert grant(again, "tok-2", "refresh-3").form["refresh_token"] == "refresh-2"
    assert again.kept[-1].refresh == Secret("refresh-3")


def test_a_refresh_token_that_arrives_after_the_link_has_closed_is_kept_all_the_same() -> None:
    desk = over_desk()
    desk.login.close(desk.heard)
    grant(desk, "tok-1", "refresh-2")
    assert desk.kept[-1].refresh == Secret("refresh-2")
    assert desk.heard.tokens == []
    desk.open()
    assert desk.heard.tokens == ["tok-1"]
    assert len(desk.network.asked) == 1


def test_the_access_token_is_prolonged_while_that_does_and_the_refresh_token_is_left_alone() -> None:
    desk = Desk(APP, kept=kept_login())
    desk.open()
    desk.clock.advance(65 * MINUTE)
    asked = desk.grant("tok-1")
    assert asked.path == RENEW
    assert desk.kept[-1].refresh == Secret("refresh-1")


def test_a_refresh_token_of_half_a_day_is_exchanged_before_it_could_be_too_old() -> None:
    desk = Desk(APP, kept=kept_login())
    desk.open()
    while desk.paths.count(OAUTH) == 0:
        desk.clock.advance(MINUTE)
        for asked in desk.network.open:
            asked.reply(
                pair("tok", "refresh-2") if asked.path == OAUTH else {"accessToken": "tok", "expires_in": 4_800}
            )
    age = desk.clock.now().utc_ns - kept_login().refresh_utc_ns
    assert facts.REFRESH_TOKEN_TURN_NS < age < facts.REFRESH_TOKEN_TURN_NS + 80 * MINUTE
    assert desk.kept[-1].refresh == Secret("refresh-2")
    desk.clock.advance(65 * MINUTE)
    assert desk.network.last.path == RENEW


@pytest.mark.parametrize("refusal", [{"errorText": "Not for this login"}, {"error": "access_denied"}])
def test_where_prolonging_is_refused_the_refresh_token_is_turned_in(refusal: dict[str, object]) -> None:
    desk = Desk(APP, kept=kept_login())
    desk.open()
    desk.clock.advance(65 * MINUTE)
    desk.network.answer(lambda asked: asked.reply(refusal))
    assert grant(desk, "tok-1", "refresh-2").path == OAUTH
    assert desk.heard.tokens == ["tok-0", "tok-1"]
    assert desk.heard.refused == []


@pytest.mark.parametrize("status", [200, 400, 401])
def test_an_invalid_token_that_passes_by_itself_is_waited_out(status: int) -> None:
    desk = over_desk()
    for wait in facts.TRANSIENT_OAUTH_WAITS_NS:
        desk.network.answer(lambda asked: asked.reply({"error": "invalid_token"}, status))
        desk.clock.advance(wait - SECOND)
        assert desk.network.open == []
        desk.clock.advance(SECOND)
    grant(desk, "tok-1", "refresh-2")
    assert desk.heard.tokens == ["tok-1"]
    assert desk.heard.refused == []


@pytest.mark.rule("3.2")
def test_an_invalid_token_that_stays_is_believed_in_the_end_and_signing_in_again_brings_the_link_back() -> None:
    desk = over_desk()
    for wait in (*facts.TRANSIENT_OAUTH_WAITS_NS, 0):
        desk.network.answer(lambda asked: asked.reply({"error": "invalid_token"}))
        desk.clock.advance(wait)
    asked = len(desk.network.asked)
    desk.clock.advance(20 * HOUR)
    assert len(desk.network.asked) == asked
    assert desk.heard.refused == ["invalid_token. Check the login, or sign in again."]
    now = desk.clock.now()
    token = Token("tok-9", None, now.utc_ns + 80 * MINUTE, now.mono_ns + 80 * MINUTE, None, None)
    desk.heard.calling = True
    desk.login.signed_in(Granted(token, Secret("refresh-9")))
    desk.heard.calling = False
    desk.clock.advance(0)
    assert desk.heard.tokens == ["tok-9"]
    assert desk.kept[-1].refresh == Secret("refresh-9")


def test_a_refusal_for_good_is_believed_at_once() -> None:
    desk = over_desk()
    refusal = {"error": "invalid_grant", "error_description": "Permission was withdrawn"}
    desk.network.answer(lambda asked: asked.reply(refusal, 400))
    assert desk.heard.refused == ["Permission was withdrawn. Check the login, or sign in again."]


@pytest.mark.rule("3.2")
def test_a_token_that_cannot_be_replaced_is_used_to_its_end_because_exits_need_it() -> None:
    desk = Desk(APP, kept=kept_login())
    desk.open()
    desk.clock.advance(65 * MINUTE)
    desk.network.answer(lambda asked: asked.reply({"errorText": "No"}))
    desk.network.answer(lambda asked: asked.reply({"error": "invalid_grant"}, 400))
    assert desk.login.token is not None
    assert desk.heard.refused == []
    assert "the present login ends in 15 minutes" in desk.heard.trouble[-1]
    desk.clock.advance(14 * MINUTE)
    assert desk.heard.refused == []
    desk.clock.advance(2 * MINUTE)
    assert len(desk.heard.refused) == 1
    assert len(desk.network.asked) == 2


def test_a_login_without_a_refresh_token_says_that_it_will_end_and_asks_nothing_in_circles() -> None:
    desk = Desk(APP, kept=kept_login(refresh=None))
    desk.open()
    desk.clock.advance(65 * MINUTE)
    desk.network.answer(lambda asked: asked.reply({"errorText": "No"}))
    desk.clock.advance(20 * MINUTE)
    assert len(desk.network.asked) == 1
    assert len(desk.heard.refused) == 1


def test_a_login_that_was_never_signed_in_says_so() -> None:
    desk = Desk(APP)
    desk.open()
    assert len(desk.heard.refused) == 1
    assert desk.network.asked == []


def test_a_rejected_token_is_replaced_by_way_of_the_refresh_token() -> None:
    desk = Desk(APP, kept=kept_login())
    desk.open()
    desk.clock.advance(10 * MINUTE)
    assert desk.login.token is not None
    desk.login.rejected(desk.login.token)
    desk.clock.advance(0)
    desk.network.answer(lambda asked: asked.reply(b"", 401))
    assert desk.login.token is None
    assert grant(desk, "tok-1", "refresh-2").path == OAUTH
