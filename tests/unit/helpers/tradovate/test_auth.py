"""The loopback server's logins: passwords, keys, tokens and their life, penalties (section 2)."""

from mimikdesk.domain.time import SECOND
from tests.helpers.tradovate.client import Place
from tests.helpers.tradovate.options import Options
from tests.helpers.tradovate.wire import Json, Row

LOGIN = "auth/accesstokenrequest"
RENEW = "auth/renewaccesstoken"


def log_in(place: Place, **more: Json) -> Row:
    status, answer = place.http("POST", LOGIN, {"name": "alice", "password": "secret", "deviceId": "d-1"} | more)
    assert status == 200
    return dict(answer)


def test_a_login_gives_both_tokens_and_says_when_they_end() -> None:
    place = Place()
    answer = log_in(place)
    assert answer["accessToken"] != answer["mdAccessToken"]
    assert answer["expirationTime"] == "2026-01-05T15:50:00.002Z"
    assert (answer["userId"], answer["name"], answer["userStatus"]) == (place.user.id, "alice", "Active")


def test_failures_are_200_with_a_text() -> None:
    place = Place()
    place.server.auth.keys["77"] = ("s3cret", "Copier")
    assert "Incorrect" in log_in(place, password="wrong")["errorText"]
    assert log_in(place, cid=77, sec="wrong")["errorText"] == "The app is not registered"
    assert log_in(place, cid=77, sec="s3cret", appId="Other")["errorText"] == "The app is not registered"
    assert "accessToken" in log_in(place, cid="77", sec="s3cret", appId="Copier")
    place.server.refuse_login(place.user, "Your account is locked.")
    assert log_in(place)["errorText"] == "Your account is locked."


def test_a_storm_of_wrong_passwords_meets_a_captcha_that_no_ticket_passes() -> None:
    place = Place()
    for _ in range(5):
        assert "errorText" in log_in(place, password="wrong")
    fine = log_in(place, password="wrong")
    assert fine["p-captcha"] is True
    place.settle(60 * SECOND)
    assert "p-ticket" in log_in(place, **{"p-ticket": fine["p-ticket"]})


def test_a_ticket_is_good_after_its_time_and_not_before() -> None:
    place = Place()
    place.server.limits.penalties.impose(LOGIN, 15, message="slow down")
    first = log_in(place)
    assert (first["p-time"], first["p-captcha"], first["p-message"]) == (15, False, "slow down")
    second = log_in(place, **{"p-ticket": first["p-ticket"]})
    assert second["p-ticket"] != first["p-ticket"]
    place.settle(15 * SECOND)
    assert "p-ticket" in log_in(place)
    third = log_in(place)
    place.settle(15 * SECOND)
    assert "accessToken" in log_in(place, **{"p-ticket": third["p-ticket"]})


def test_renewing_keeps_the_session_and_needs_a_token_that_is_still_good() -> None:
    place = Place()
    first = log_in(place)["accessToken"]
    status, renewed = place.http("GET", RENEW, token=first)
    assert status == 200
    tokens = place.server.auth.tokens
    assert tokens[renewed["accessToken"]].session is tokens[first].session
    assert place.server.auth.logins == 1
    assert place.http("POST", RENEW, {}, token=first)[0] == 200
    place.settle(80 * 60 * SECOND)
    assert place.http("GET", RENEW, token=first) == (401, {"errorText": "Expired Access Token"})


def test_too_many_renewals_of_one_address_meet_a_penalty() -> None:
    place = Place(Options(renewals_hourly=2))
    token = place.token()
    answers = [place.http("GET", RENEW, token=token)[1] for _ in range(3)]
    assert ["accessToken" in answer for answer in answers] == [True, True, False]
    assert answers[2]["p-time"] == 15


def test_an_expired_or_unknown_token_gets_401_and_a_login_knows_itself() -> None:
    place = Place(Options(token_life=60))
    token = place.token()
    assert place.http("GET", "auth/me", token=token)[1]["userId"] == place.user.id
    assert [row["name"] for row in place.http("GET", "user/list", token=token)[1]] == ["alice"]
    assert place.http("GET", "account/list")[0] == 401
    place.settle(61 * SECOND)
    assert place.http("GET", "account/list", token=token) == (401, {"errorText": "Expired Access Token"})


def test_asking_who_one_is_without_a_token_too_often_meets_a_penalty() -> None:
    place = Place()
    answers = [place.http("GET", "auth/me") for _ in range(11)]
    assert [status for status, _ in answers] == [401] * 10 + [200]
    assert answers[-1][1]["p-time"] == 30


def test_on_live_a_device_that_is_not_approved_may_not_trade() -> None:
    place = Place()
    account = place.server.add_account(place.user, "LIVE1", "live")
    place.user.devices = {"d-9"}
    live = "https://live.tradovateapi.com/v1"
    body = place.order(accountId=account.id, accountSpec="LIVE1")
    token, approved = log_in(place)["accessToken"], log_in(place, deviceId="d-9")["accessToken"]
    assert place.http("POST", "order/placeorder", body, token, live) == (401, "Access is denied")
    assert "orderId" in place.http("POST", "order/placeorder", body, approved, live)[1]
    assert "orderId" in place.http("POST", "order/placeorder", place.order(), token)[1]
