"""Secrets planted in every field of a login are found in no log, no printed value, no notice and no error."""

import logging
import pprint
from dataclasses import replace

import pytest

from mimikdesk.brokers.network import HttpReply, HttpRequest
from mimikdesk.brokers.tradovate import oauth
from mimikdesk.brokers.tradovate.credentials import ApiKey, OAuthApp
from mimikdesk.brokers.tradovate.hosts import hosts_at
from mimikdesk.brokers.tradovate.login import Login
from mimikdesk.brokers.tradovate.penalty import Ticket
from mimikdesk.brokers.tradovate.rest import NoAnswer, Outcome, Rest
from mimikdesk.brokers.tradovate.tokens import Granted, Kept, Refusal, Token, pack, read_reply
from mimikdesk.domain.secret import Secret
from tests.helpers.login_desk import MINUTE, Desk

pytestmark = pytest.mark.rule("3.5")

PLANTED = "HUSH"
KEY = ApiKey("alice", Secret("HUSH-pass"), "12", Secret("HUSH-sec"), "MimikDesk", "1.0", "device-1")
APP = OAuthApp("client-1", Secret("HUSH-client"), "http://127.0.0.1:8123/")
TOKENS = "HUSH-access HUSH-refresh HUSH-md"
ECHOES = {id(KEY): f"HUSH-pass HUSH-sec {TOKENS}", id(APP): f"HUSH-client {TOKENS}"}
"""What a server could repeat of what it was sent."""


def token(desk: Desk) -> Token:
    now = desk.clock.now()
    return Token("HUSH-access", "HUSH-md", now.utc_ns + 80 * MINUTE, now.mono_ns + 80 * MINUTE, 1, "alice")


def shown(*values: object) -> str:
    return " ".join(f"{value!r} {value!s} {pprint.pformat(value)}" for value in values)


def test_no_value_shows_what_is_secret_in_it() -> None:
    desk = Desk()
    kept = Kept(token(desk), Secret("HUSH-refresh"), 0)
    attempt = oauth.begin(hosts_at("http://127.0.0.1:1"), APP, lambda: "HUSH" + "v" * 43)
    values = [
        KEY,
        APP,
        kept,
        kept.token,
        pack(kept),
        Granted(kept.token, Secret("HUSH-refresh")),
        Ticket("HUSH-ticket", 5, False, ""),
        replace(attempt, page=""),  # the page's address carries the state, as it must
        HttpRequest("POST", "http://127.0.0.1", {"authorization": "Bearer HUSH"}, b"HUSH"),
        HttpReply(200, {"set-cookie": "HUSH"}, b"HUSH"),
        Login(desk.clock, desk.network, hosts_at("http://127.0.0.1:1"), KEY, kept=kept),
    ]
    assert PLANTED not in shown(values, *values)


@pytest.mark.parametrize("way", [KEY, APP], ids=["key", "browser"])
def test_every_way_through_a_login_stays_silent(way: ApiKey | OAuthApp, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    echo, heard = ECHOES[id(way)], list[str]()
    payloads: list[object] = [
        {"errorText": f"No: {echo}"},
        {"error": "x", "error_description": echo},
        {"error": "invalid_token", "error_description": echo},
        {"p-ticket": "HUSH-ticket", "p-time": 5, "p-message": echo},
        {"p-captcha": True, "p-message": echo},
        {"accessToken": "HUSH-access", "mdAccessToken": "HUSH-md"},
        echo,
        b"HUSH not JSON",
    ]
    for status in (200, 400, 401, 423, 429, 500):
        for payload in payloads:
            desk = Desk(way, kept=Kept(token(Desk()), Secret("HUSH-refresh"), 0))
            desk.open()
            for _ in range(30):
                for asked in desk.network.open:
                    asked.reply(payload, status)
                desk.clock.advance(10 * MINUTE)
            heard += desk.heard.trouble + desk.heard.refused
            heard += [desk.login.penalties.text, shown(desk.login)]
    assert "•••" in " ".join(heard)
    assert PLANTED not in " ".join(heard)
    assert PLANTED not in caplog.text
    assert "login refused" in caplog.text, "there was something to be silent about"


@pytest.mark.parametrize("status", [200, 400, 401, 403, 404, 429, 500])
def test_every_outcome_of_a_request_stays_silent(status: int) -> None:
    echo = ECHOES[id(KEY)]
    payloads: list[object] = [
        {"errorText": echo},
        {"failureText": echo},
        {"violations": [{"description": echo}]},
        {"p-ticket": "HUSH-ticket", "p-captcha": True, "p-message": echo},
        echo,
        b"HUSH",
    ]
    for payload in payloads:
        desk = Desk(KEY, kept=Kept(token(Desk()), Secret("HUSH-refresh"), 0))
        desk.open()
        outcomes: list[Outcome] = []
        rest = Rest(desk.clock, desk.network, desk.login, hosts_at("http://127.0.0.1:1"))
        rest.get("account/list", {}, outcomes.append)
        desk.clock.advance(0)
        for _ in range(4):
            for asked in desk.network.open:
                asked.reply(payload, status)
            desk.clock.advance(0)
        desk.clock.advance(MINUTE)
        (outcome,) = outcomes
        if isinstance(outcome, NoAnswer):
            assert PLANTED not in shown(outcome)


def test_a_line_that_fails_with_the_request_in_its_words_stays_silent() -> None:
    desk = Desk(KEY, kept=Kept(token(Desk()), Secret("HUSH-refresh"), 0))
    desk.open()
    desk.clock.advance(65 * MINUTE)
    desk.network.answer(lambda asked: asked.fail(sent=True, text=f"lost while sending {ECHOES[id(KEY)]}"))
    assert PLANTED not in " ".join(desk.heard.trouble)
    assert "lost while sending" in desk.heard.trouble[0]


def test_a_reply_cut_off_in_the_middle_is_not_repeated() -> None:
    said = read_reply(HttpReply(200, {}, b'{"accessToken": "HUSH'), Desk().clock.now())
    assert isinstance(said, Refusal)
    assert PLANTED not in shown(said)
