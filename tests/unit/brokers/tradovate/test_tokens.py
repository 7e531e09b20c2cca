"""Every form in which a token is granted or refused is read; nothing that comes makes the reader fail."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mimikdesk.brokers.network import HttpReply
from mimikdesk.brokers.tradovate import exact_json, facts
from mimikdesk.brokers.tradovate.penalty import Ticket
from mimikdesk.brokers.tradovate.tokens import Granted, Kept, Refusal, Token, pack, read_reply, unpack
from mimikdesk.domain.secret import Secret
from mimikdesk.domain.time import SECOND, Stamp

NOW = Stamp(1_795_269_600_000_000_000, 5 * SECOND)  # 2026-11-21T14:00:00Z
MINUTE = 60 * SECOND


def read(payload: object, status: int = 200, date: str | None = None) -> Granted | Ticket | Refusal:
    body = payload if isinstance(payload, bytes) else exact_json.encode(payload).encode()
    return read_reply(HttpReply(status, {} if date is None else {"date": date}, body), NOW)


def life(payload: Mapping[str, object], date: str | None = None) -> int:
    granted = read({"accessToken": "a", **payload}, date=date)
    assert isinstance(granted, Granted)
    assert granted.token.expires_utc_ns - NOW.utc_ns == granted.token.expires_mono_ns - NOW.mono_ns
    return granted.token.left_ns(NOW)


def test_a_login_by_key_is_read() -> None:
    granted = read(
        {
            "accessToken": "a",
            "mdAccessToken": "m",
            "expirationTime": "2026-11-21T15:20:00.000Z",
            "userStatus": "Active",
            "userId": 880_011_223_344,
            "name": "alice",
            "hasLive": False,
        }
    )
    assert granted == Granted(
        Token("a", "m", NOW.utc_ns + 80 * MINUTE, NOW.mono_ns + 80 * MINUTE, 880_011_223_344, "alice"), None
    )


def test_an_oauth_pair_is_read() -> None:
    granted = read({"access_token": "a", "refresh_token": "r", "token_type": "bearer", "expires_in": 4_800})
    assert granted == Granted(
        Token("a", None, NOW.utc_ns + 80 * MINUTE, NOW.mono_ns + 80 * MINUTE, None, None), Secret("r")
    )


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("2026-11-21T15:20:00.000Z", 80),
        ("2026-11-21T15:20:00Z", 80),
        ("2026-11-21T15:20Z", 80),
        ("2026-11-21T15:20:00.123456789Z", 80),
        ("2026-11-21T09:20:00-06:00", 80),
    ],
)
def test_the_end_is_read_in_all_its_forms(text: str, minutes: int) -> None:
    assert life({"expirationTime": text}) // MINUTE == minutes


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"expirationTime": "soon"},
        {"expirationTime": "2026-13-41T15:20:00Z"},
        {"expirationTime": "2020-01-01T00:00:00Z"},
        {"expirationTime": "2099-01-01T00:00:00Z"},
        {"expires_in": 0},
        {"expires_in": -5},
        {"expires_in": True},
        {"expires_in": 10**30},
        {"expires_in": "abc"},
        {"expires_in": None},
    ],
)
def test_an_end_that_makes_no_sense_is_replaced_by_the_usual_life(payload: dict[str, object]) -> None:
    assert life(payload) == facts.USUAL_TOKEN_LIFE_NS


def test_the_end_is_held_against_the_servers_clock_where_the_pcs_is_wrong() -> None:
    """The PC is 50 minutes behind; by its own clock the token would seem to live for 130 minutes."""
    end = {"expirationTime": "2026-11-21T16:10:00Z"}
    assert life(end, date="Sat, 21 Nov 2026 14:50:00 GMT") == 80 * MINUTE
    assert life(end, date="nonsense") == 130 * MINUTE


@pytest.mark.parametrize(
    ("payload", "status", "passing", "text"),
    [
        ({"errorText": "Incorrect username or password."}, 200, False, "Incorrect username or password"),
        ({"errorText": "Busy"}, 503, True, "Busy"),
        ({"error": "invalid_token"}, 200, True, "invalid_token"),
        ({"error": "invalid_grant", "error_description": "It is over."}, 400, False, "It is over"),
        ({"error": {"code": 7}}, 400, False, "{'code': 7}"),
        (b"", 401, False, "Tradovate refused the login"),
        (b"", 403, False, "Tradovate refused the login"),
        (b"", 404, True, "Tradovate could not take the login (status 404)"),
        (b"<html>", 200, True, "Tradovate answered the login with something that is not understood"),
        ([], 200, True, "Tradovate answered the login with something that is not understood"),
        ({"accessToken": 5}, 200, True, "Tradovate answered the login with something that is not understood"),
        ({"accessToken": "a\r\nb"}, 200, True, "Tradovate answered the login with something that is not understood"),
        ({"accessToken": "\ud800"}, 200, True, "Tradovate answered the login with something that is not understood"),
        ({"accessToken": ""}, 200, True, "Tradovate answered the login with something that is not understood"),
        ({"accessToken": "a"}, 500, True, "Tradovate could not take the login (status 500)"),
    ],
)
def test_a_refusal_is_read_for_what_it_is(payload: object, status: int, passing: bool, text: str) -> None:
    said = read(payload, status)
    assert isinstance(said, Refusal)
    assert (said.passing, said.status, said.text) == (passing, status, text)


def test_a_token_beside_an_error_is_no_token() -> None:
    assert isinstance(read({"accessToken": "a", "errorText": "No"}), Refusal)


def test_a_ticket_goes_before_everything_else() -> None:
    assert read({"p-ticket": "t", "p-time": 15, "errorText": "wait"}) == Ticket("t", 15 * SECOND, False, "")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.floats(allow_nan=True).map(str),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
NAMES = [
    *(
        "accessToken",
        "access_token",
        "mdAccessToken",
        "expirationTime",
        "expires_in",
        "refresh_token",
        "userId",
        "name",
    ),
    *("errorText", "error", "error_description", "p-ticket", "p-time", "p-captcha", "p-message"),
]


@given(st.dictionaries(st.sampled_from(NAMES), JSON), st.sampled_from([200, 204, 400, 401, 423, 429, 500]))
def test_no_reply_makes_the_reader_fail(payload: dict[str, object], status: int) -> None:
    said = read(payload, status)
    if isinstance(said, Granted):
        assert 0 < said.token.left_ns(NOW) <= facts.LONGEST_TOKEN_LIFE_NS


@given(st.binary(max_size=60), st.sampled_from([200, 401, 500]))
def test_no_bytes_make_the_reader_fail(body: bytes, status: int) -> None:
    read(body, status)


def test_a_reply_nested_without_end_is_not_understood() -> None:
    assert isinstance(read(b"[" * 100_000), Refusal)


# --- what is kept ----------------------------------------------------------------------------------------------------


def test_what_is_packed_is_unpacked_by_another_run_with_its_own_clock() -> None:
    token = Token("a", "m", NOW.utc_ns + 70 * MINUTE, NOW.mono_ns + 70 * MINUTE, 880_011, "alice")
    later = Stamp(NOW.utc_ns + 10 * MINUTE, 0)
    kept = unpack(pack(Kept(token, Secret("r"), NOW.utc_ns)), later)
    assert kept is not None
    assert kept.token == Token("a", "m", token.expires_utc_ns, 60 * MINUTE, 880_011, "alice")
    assert (kept.refresh, kept.refresh_utc_ns) == (Secret("r"), NOW.utc_ns)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", "5", '{"access": 5}'])
def test_what_was_not_packed_is_not_unpacked(text: str) -> None:
    assert unpack(Secret(text), NOW) is None
