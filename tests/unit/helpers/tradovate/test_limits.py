"""Rates, locks, penalties and denials of the loopback server (section 3)."""

from mimikdesk.domain.time import SECOND
from tests.helpers.tradovate.client import Place, RawSocket
from tests.helpers.tradovate.options import Options

HOUR = 3600 * SECOND


def test_the_hour_is_one_for_rest_and_sockets_and_all_tokens_of_a_login() -> None:
    place = Place(Options(user_hourly=6))
    token = place.token()
    socket = place.socket()  # authorising and the first dump are two
    for _ in range(2):
        assert place.http("GET", "account/list", token=token)[0] == 200
        assert socket.ask("account/list", 10 + len(socket.frames))["s"] == 200
    assert place.http("GET", "account/list", token=token) == (429, None)
    assert socket.ask("account/list", 99) == {"s": 429, "i": 99}
    assert 'a[{"s":429,"i":99}]' in socket.frames


def test_requests_while_locked_prolong_the_lock() -> None:
    place = Place(Options(user_hourly=3))
    token = place.token()
    for _ in range(3):
        assert place.http("GET", "account/list", token=token)[0] == 200
    place.settle(HOUR // 2)
    for _ in range(3):
        assert place.http("GET", "account/list", token=token)[0] == 429
    place.settle(HOUR // 2)
    assert place.http("GET", "account/list", token=token)[0] == 429
    place.settle(HOUR)
    assert place.http("GET", "account/list", token=place.token())[0] == 200


def test_heartbeats_and_pushes_cost_nothing() -> None:
    place = Place(Options(user_hourly=4, close_at_expiry=False))
    socket = place.socket()
    place.settle(60 * SECOND)
    assert socket.ask("account/list", 5)["s"] == 200


def test_who_is_not_logged_in_has_a_budget_by_address() -> None:
    place = Place(Options(anonymous_hourly=3))
    assert [place.http("GET", "account/list")[0] for _ in range(4)] == [401, 401, 401, 429]


def test_any_answer_can_be_had_instead_and_an_endpoint_can_be_locked() -> None:
    place = Place()
    socket = place.socket()
    place.server.limits.answer_next("order/placeorder", 408)
    assert socket.ask("order/placeorder", 2, body=place.order()) == {"s": 408, "i": 2}
    place.server.limits.answer_next("*", 500, {"errorText": "timeout"}, delay=2 * SECOND)
    assert socket.ask("account/list", 3) is None
    place.settle(2 * SECOND)
    assert socket.messages()[-1] == {"s": 500, "i": 3, "d": {"errorText": "timeout"}}
    place.server.limits.lock_endpoint("account/list", 10 * SECOND)
    assert socket.ask("account/list", 4)["s"] == 423
    place.settle(10 * SECOND)
    assert socket.ask("account/list", 5)["s"] == 200


def test_a_penalty_on_the_socket_looks_like_success() -> None:
    place = Place()
    place.server.limits.penalties.impose("user/syncrequest", 3)
    socket = RawSocket(place)
    place.settle()
    socket.ask("authorize", 0, body=place.token())
    fine = socket.ask("user/syncrequest", 1, body={"users": [place.user.id]})
    assert (fine["s"], fine["d"]["p-time"]) == (200, 3)
    place.settle(3 * SECOND)
    answer = socket.ask("user/syncrequest", 2, body={"users": [place.user.id], "p-ticket": fine["d"]["p-ticket"]})
    assert "accounts" in answer["d"]


def test_rights_are_denied_by_kind_of_endpoint_and_lists_may_be_forbidden() -> None:
    place = Place(Options(lists_forbidden=True))
    place.user.denied.add("order/")
    token = place.token()
    assert place.http("POST", "order/placeorder", place.order(), token) == (401, "Access is denied")
    assert place.http("GET", "order/list", token=token)[0] == 401
    assert place.http("GET", "userAccountAutoLiq/list", token=token)[0] == 403
    assert place.http("GET", "position/list", token=token) == (200, [])
