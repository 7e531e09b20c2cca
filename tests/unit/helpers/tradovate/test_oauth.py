"""The loopback server's consent page and its tokens for codes and refresh tokens (section 2.4)."""

from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from mimikdesk.brokers.network import HttpReply, HttpRequest
from mimikdesk.domain.time import SECOND
from tests.helpers.tradovate.client import Place
from tests.helpers.tradovate.oauth import OauthApp, challenge_of
from tests.helpers.tradovate.options import Options
from tests.helpers.tradovate.wire import Row, decode

BACK = "http://127.0.0.1:40123/back"
VERIFIER = "v" * 43
TOKEN = "https://live.tradovateapi.com/auth/oauthtoken"


@pytest.fixture
def place() -> Place:
    place = Place()
    place.server.oauth.apps["copier"] = OauthApp("copier", "hush")
    place.server.oauth.at_browser = place.user
    return place


def consent(place: Place, **more: str) -> HttpReply:
    query = {"response_type": "code", "client_id": "copier", "redirect_uri": BACK, "state": "s/1"}
    query |= {"code_challenge": challenge_of(VERIFIER), "code_challenge_method": "S256"} | more
    return fetch(place, HttpRequest("GET", f"https://trader.tradovate.com/oauth?{urlencode(query)}", {}))


def fetch(place: Place, request: HttpRequest) -> HttpReply:
    got: list[object] = []
    place.network.fetch(request, got.append)
    place.settle()
    assert isinstance(got[0], HttpReply)
    return got[0]


def came_back(reply: HttpReply) -> dict[str, list[str]]:
    assert reply.status == 302
    assert reply.headers["location"].startswith(BACK)
    return parse_qs(urlsplit(reply.headers["location"]).query)


def post(place: Place, **form: str) -> Row:
    given = {"client_id": "copier", "client_secret": "hush", "redirect_uri": BACK} | form
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    reply = fetch(place, HttpRequest("POST", TOKEN, headers, urlencode(given).encode()))
    assert reply.status == 200
    return dict(decode(reply.body))


def exchange(place: Place, verifier: str = VERIFIER) -> Row:
    code = came_back(consent(place))["code"][0]
    return post(place, grant_type="authorization_code", code=code, code_verifier=verifier)


def test_the_page_sends_the_browser_back_with_code_and_state_and_the_code_gives_a_token(place: Place) -> None:
    assert came_back(consent(place))["state"] == ["s/1"]
    answer = exchange(place)
    assert (answer["token_type"], answer["expires_in"]) == ("Bearer", 4800)
    assert "mdAccessToken" not in answer
    assert place.http("GET", "account/list", token=answer["access_token"])[0] == 200


def test_a_code_is_good_once_for_a_minute_and_for_who_has_the_verifier(place: Place) -> None:
    assert exchange(place, "x" * 43)["error"] == "invalid_grant"
    code = came_back(consent(place))["code"][0]
    assert "access_token" in post(place, grant_type="authorization_code", code=code, code_verifier=VERIFIER)
    assert post(place, grant_type="authorization_code", code=code, code_verifier=VERIFIER)["error"] == "invalid_grant"
    late = came_back(consent(place))["code"][0]
    place.settle(61 * SECOND)
    assert post(place, grant_type="authorization_code", code=late, code_verifier=VERIFIER)["error"] == "invalid_grant"


def test_who_does_not_consent_or_is_not_known_gets_no_code(place: Place) -> None:
    assert consent(place, client_id="stranger").status == 400
    assert consent(place, redirect_uri="https://example.com/").status == 400
    place.server.oauth.consents = False
    assert came_back(consent(place))["error"] == ["access_denied"]
    place.server.oauth.at_browser = None
    assert (consent(place).status, b"log in" in consent(place).body) == (200, True)


def test_refreshing_rotates_for_the_whole_login(place: Place) -> None:
    one, two = exchange(place), exchange(place)
    assert post(place, grant_type="refresh_token", refresh_token=one["refresh_token"])["error"] == "invalid_token"
    three = post(place, grant_type="refresh_token", refresh_token=two["refresh_token"])
    assert "access_token" in three
    assert post(place, grant_type="refresh_token", refresh_token=two["refresh_token"])["error"] == "invalid_token"


def test_a_refresh_token_ends_and_a_refresh_may_fail_for_the_moment() -> None:
    place = Place(Options(refresh_life=3600))
    place.server.oauth.apps["copier"] = OauthApp("copier", "hush")
    place.server.oauth.at_browser = place.user
    first = exchange(place)
    place.server.oauth.fail_next()
    assert post(place, grant_type="refresh_token", refresh_token=first["refresh_token"])["error"] == "invalid_token"
    second = post(place, grant_type="refresh_token", refresh_token=first["refresh_token"])
    place.settle(3601 * SECOND)
    assert post(place, grant_type="refresh_token", refresh_token=second["refresh_token"])["error"] == "invalid_token"


def test_a_wrong_secret_is_an_error_at_200(place: Place) -> None:
    assert post(place, client_secret="", grant_type="refresh_token", refresh_token="x")["error"] == "invalid_client"
