"""Frames of the loopback server: opening, authorising, heartbeats, requests, and lines that end (section 4)."""

from decimal import Decimal

import pytest

from mimikdesk.domain.time import SECOND
from tests.helpers.tradovate.client import MD_SOCKET, MNQ, Place, RawSocket
from tests.helpers.tradovate.options import Options


def test_a_socket_opens_with_o_and_authorises_with_the_bare_or_the_quoted_token() -> None:
    place = Place()
    token = place.token()
    for written in (token, f'"{token}"'):
        socket = RawSocket(place)
        place.settle()
        assert socket.frames == ["o"]
        assert socket.ask("authorize", 0, body=written) == {"s": 200, "i": 0}
        assert socket.frames[-1] == 'a[{"s":200,"i":0}]'


def test_nothing_but_heartbeats_is_answered_well_before_authorising() -> None:
    place = Place()
    socket = RawSocket(place)
    place.settle()
    assert socket.ask("account/list", 2)["s"] == 401
    assert socket.ask("auth/accesstokenrequest", 4, body={"name": "alice", "password": "secret"})["s"] == 401
    assert socket.ask("authorize", 3, body="nonsense") == {"s": 401, "i": 3, "d": "Access is denied"}


def test_a_socket_may_open_without_o() -> None:
    place = Place(Options(spontaneous_open=False))
    socket = RawSocket(place)
    place.settle(SECOND)
    assert socket.opened
    assert socket.frames == []
    assert socket.ask("authorize", 0, body=place.token()) == {"s": 200, "i": 0}


def test_a_socket_that_does_not_authorise_in_time_is_closed_with_c() -> None:
    place = Place()
    socket = RawSocket(place)
    place.settle(16 * SECOND)
    assert socket.frames[-1] == 'c[3000,"not authorized in time"]'
    assert socket.closed


def test_the_server_beats_when_idle_and_drops_a_client_that_does_not() -> None:
    place = Place()
    socket = place.socket()
    place.settle(9 * SECOND)
    assert socket.frames == ["h"] * 3
    socket._beats = False
    place.settle(20 * SECOND)
    assert socket.closed
    assert place.server.complaints == ["a client that was silent for too long"]


def test_requests_with_capitals_are_denied_and_said_so() -> None:
    place = Place()
    socket = place.socket()
    assert socket.ask("order/placeOSO", 2, body=place.order()) == {"s": 401, "i": 2, "d": "Access is denied"}
    assert place.server.complaints == ["capitals in order/placeOSO"]
    assert socket.ask("contract/Find", 3, "name=MNQZ6")["s"] == 200


def test_what_the_vendors_own_example_writes_for_parts_it_leaves_out_is_nothing() -> None:
    place = Place()
    socket = place.socket()
    assert len(socket.ask("account/list", 2, "undefined", "undefined")["d"]) == 2
    assert "orderId" in socket.ask("order/placeorder", 3, "undefined", place.order())["d"]


def test_a_body_may_have_lines_and_parameters_of_reads_must_stand_in_the_query() -> None:
    place = Place()
    socket = place.socket()
    assert socket.ask("contract/find", 2, "name=MNQZ6")["d"]["name"] == "MNQZ6"
    assert socket.ask("contract/find", 3, body={"name": "MNQZ6"}) == {"s": 404, "i": 3, "d": ""}
    text = str(place.order()).replace("'", '"').replace("True", "true").replace(", ", ",\n")
    assert "orderId" in socket.ask("order/placeorder", 4, body=text)["d"]


def test_the_second_syncrequest_is_a_fault() -> None:
    place = Place()
    socket = place.socket()
    assert socket.ask("user/syncrequest", 2, body={"users": [place.user.id]})["s"] == 400
    assert place.server.complaints == ["second syncrequest on one socket"]


def test_a_number_that_is_used_twice_is_noticed() -> None:
    place = Place()
    socket = place.socket()
    socket.ask("account/list", 1)
    assert place.server.complaints == ["request number 1 used twice on one socket"]


def test_the_sockets_of_a_token_close_when_its_life_ends_unless_another_token_opened_them() -> None:
    place = Place(Options(token_life=600))
    old = place.socket()
    place.settle(300 * SECOND)
    new = place.socket()
    place.settle(301 * SECOND)
    assert old.closed
    assert old.frames[-1] == 'c[3000,"Expired Access Token"]'
    assert new.closed is None


def test_beyond_the_quota_the_oldest_socket_is_told_and_closed_and_its_token_is_gone() -> None:
    place = Place(Options(sockets_per_user=2))
    sockets = [place.socket() for _ in range(3)]
    place.settle()
    shut = {"e": "shutdown", "d": {"reasonCode": "ConnectionQuotaReached", "reason": "too many connections"}}
    assert shut in sockets[0].messages()
    assert [socket.closed is None for socket in sockets] == [False, True, True]
    assert sockets[1].ask("account/list", 5)["s"] == 200


def test_a_silent_take_over_leaves_the_socket_open_and_tells_nothing() -> None:
    place = Place()
    socket = place.socket()
    place.server.mute(place.user)
    assert socket.ask("order/placeorder", 2, body=place.order())["s"] == 200
    place.settle(10 * SECOND)
    assert socket.closed is None
    assert "h" in socket.frames
    assert socket.pushes() == []


def test_an_upgrade_may_be_refused() -> None:
    place = Place()
    place.server.refuse_upgrades(1)
    refused, taken = RawSocket(place), RawSocket(place)
    place.settle()
    assert refused.closed == "the server answered 429 to the upgrade"
    assert taken.frames == ["o"]


@pytest.mark.parametrize("right", [True, False])
def test_prices_need_the_token_for_market_data_and_the_right_to_them(right: bool) -> None:
    place = Place()
    place.user.quotes = right
    body = {"name": "alice", "password": "secret"}
    answer = place.http("POST", "auth/accesstokenrequest", body)[1]
    socket = RawSocket(place, MD_SOCKET)
    place.settle()
    assert socket.ask("authorize", 0, body=answer["accessToken"])["s"] == 401
    assert socket.ask("authorize", 1, body=answer["mdAccessToken"])["s"] == 200
    reply = socket.ask("md/subscribequote", 2, body={"symbol": "MNQZ6"})
    assert reply["s"] == (200 if right else 401)
    quotes = [m["d"]["quotes"][0]["entries"] for m in socket.messages() if m.get("e") == "md"]
    assert [quote["Bid"]["price"] for quote in quotes] == ([100] if right else [])


def test_prices_come_as_what_has_changed_until_they_are_not_wanted_any_more() -> None:
    place = Place()
    place.user.quotes = True
    body = {"name": "alice", "password": "secret"}
    socket = RawSocket(place, MD_SOCKET)
    place.settle()
    socket.ask("authorize", 0, body=place.http("POST", "auth/accesstokenrequest", body)[1]["mdAccessToken"])
    socket.ask("md/subscribequote", 1, body={"symbol": 4215001})
    socket.forget()
    place.market.move(MNQ, Decimal("100.25"))
    place.settle()
    (quote,) = [m["d"]["quotes"][0] for m in socket.messages()]
    assert quote["contractId"] == 4215001
    assert quote["entries"] == {"Bid": {"price": Decimal("100.25"), "size": 5}, "Offer": {"price": 100.5, "size": 5}}
    assert socket.ask("md/unsubscribequote", 2, body={"symbol": "MNQZ6"})["s"] == 200
    socket.forget()
    place.market.move(MNQ, Decimal(101))
    place.settle()
    assert socket.messages() == []
