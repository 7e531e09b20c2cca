"""A login against the server that speaks the protocol: through days of renewals, through penalties and other hands."""

from urllib.parse import parse_qsl, urlsplit

import pytest

from mimikdesk.brokers.network import HttpFailure, HttpReply, HttpRequest
from mimikdesk.brokers.tradovate import facts, oauth
from mimikdesk.brokers.tradovate.credentials import ApiKey, OAuthApp
from mimikdesk.brokers.tradovate.hosts import Environment, hosts_at
from mimikdesk.brokers.tradovate.login import Login
from mimikdesk.brokers.tradovate.rest import Answer, NoAnswer, Outcome, Rest, Why
from mimikdesk.brokers.tradovate.tokens import Granted, Kept
from mimikdesk.domain.clock import VirtualClock
from mimikdesk.domain.secret import Secret
from mimikdesk.domain.time import SECOND
from tests.helpers.login_desk import MINUTE, Heard
from tests.helpers.tradovate.memory_network import MemoryNetwork
from tests.helpers.tradovate.oauth import OauthApp
from tests.helpers.tradovate.server import TradovateServer

HOUR = 60 * MINUTE
BASE = "http://127.0.0.1:1"
APP = OAuthApp("client-1", Secret("client-secret-1"), "http://127.0.0.1:8123/")


class Wire:
    """One trader of a firm with two accounts on demo, his login, and its link."""

    def __init__(self) -> None:
        self.clock = VirtualClock()
        self.server = TradovateServer(self.clock)
        self.user = self.server.add_user("alice", "pass-1")
        self.server.add_account(self.user, "APEX-1")
        self.server.add_account(self.user, "APEX-2")
        self.server.auth.keys["12"] = ("sec-1", "MimikDesk")
        self.server.oauth.apps["client-1"] = OauthApp("client-1", "client-secret-1")
        self.network = MemoryNetwork(self.clock, self.server)
        self.heard = Heard()
        self.kept: list[Kept] = []
        self.login: Login
        self.rest: Rest

    def begin(self, way: ApiKey | OAuthApp, kept: Kept | None = None) -> None:
        hosts = hosts_at(BASE)
        self.login = Login(self.clock, self.network, hosts, way, kept=kept, keep=self.kept.append)
        self.rest = Rest(self.clock, self.network, self.login, hosts)
        self.login.open(self.heard)
        self.clock.advance(SECOND)

    def by_key(self, password: str = "pass-1") -> None:
        self.begin(ApiKey("alice", Secret(password), "12", Secret("sec-1"), "MimikDesk", "1.0", "device-1"))

    def by_browser(self) -> Granted | str:
        """Sign in, up to the exchange."""
        self.server.oauth.at_browser = self.user
        begun = oauth.begin(hosts_at(BASE), APP)
        pages: list[HttpReply | HttpFailure] = []
        self.network.fetch(HttpRequest("GET", begun.page, {}), pages.append)
        self.clock.advance(SECOND)
        (page,) = pages
        assert isinstance(page, HttpReply)
        code = oauth.code_in(dict(parse_qsl(urlsplit(page.headers["location"]).query)), begun)
        got: list[Granted | str] = []
        oauth.exchange(self.clock, self.network, hosts_at(BASE), begun, code, got.append)
        self.clock.advance(SECOND)
        (result,) = got
        return result

    def signed_in(self) -> None:
        granted = self.by_browser()
        assert isinstance(granted, Granted)
        self.kept.append(Kept(granted.token, granted.refresh, self.clock.now().utc_ns))
        self.begin(APP, self.kept[-1])

    def accounts(self) -> Outcome:
        outcomes: list[Outcome] = []
        self.rest.get("account/list", {}, outcomes.append)
        self.clock.advance(SECOND)
        (outcome,) = outcomes
        return outcome

    def names(self) -> list[str]:
        outcome = self.accounts()
        assert isinstance(outcome, Answer)
        return [row["name"] for row in outcome.data]


@pytest.mark.rule("3.2")
def test_a_login_by_key_lives_for_two_days_on_one_session_and_its_accounts_are_always_within_reach() -> None:
    wire = Wire()
    wire.by_key()
    for _ in range(48):
        assert wire.names() == ["APEX-1", "APEX-2"]
        wire.clock.advance(HOUR)
    assert wire.server.auth.logins == 1
    assert wire.server.auth.device_ids == ["device-1"]
    assert (wire.heard.refused, wire.heard.trouble) == ([], [])


def test_a_login_by_browser_lives_for_days_and_over_restarts_and_uses_each_refresh_token_once() -> None:
    wire = Wire()
    wire.signed_in()
    for _ in range(3):
        for _ in range(20):
            assert wire.names() == ["APEX-1", "APEX-2"]
            wire.clock.advance(HOUR)
        wire.login.close(wire.heard)
        wire.clock.advance(5 * HOUR)
        wire.begin(APP, wire.kept[-1])
    assert wire.names() == ["APEX-1", "APEX-2"]
    assert wire.heard.refused == []
    assert 3 <= wire.server.oauth.refreshes <= 9


def test_the_first_token_of_a_sign_in_works_on_the_other_environment_too() -> None:
    wire = Wire()
    wire.server.add_account(wire.user, "OWN-1", "live")
    wire.signed_in()
    live = Rest(wire.clock, wire.network, wire.login, hosts_at(BASE, Environment.LIVE))
    outcomes: list[Outcome] = []
    live.get("account/list", {}, outcomes.append)
    wire.clock.advance(SECOND)
    (outcome,) = outcomes
    assert isinstance(outcome, Answer)
    assert [row["name"] for row in outcome.data] == ["OWN-1"]


def test_a_wrong_password_is_tried_once() -> None:
    wire = Wire()
    wire.by_key("wrong")
    wire.clock.advance(24 * HOUR)
    assert len(wire.network.requests) == 1
    assert wire.heard.refused[0].startswith("Incorrect username or password.")


def test_a_code_that_the_trader_did_not_consent_to_is_told() -> None:
    wire = Wire()
    wire.server.oauth.consents = False
    with pytest.raises(oauth.SignInError, match="Permission was not given"):
        wire.by_browser()


def test_a_session_that_somebody_ended_is_opened_anew_at_the_first_request() -> None:
    wire = Wire()
    wire.by_key()
    wire.clock.advance(10 * MINUTE)
    wire.server.auth.end_all(wire.user)
    assert wire.names() == ["APEX-1", "APEX-2"]
    assert wire.server.auth.logins == 2
    assert wire.heard.refused == []


@pytest.mark.rule("3.2")
def test_a_login_that_the_firm_locks_asks_for_the_trader_and_comes_back_with_him() -> None:
    wire = Wire()
    wire.signed_in()
    wire.server.refuse_login(wire.user, "Locked by the firm.")
    wire.clock.advance(90 * MINUTE)
    assert wire.heard.refused == ["Locked by the firm. Check the login, or sign in again."]
    assert isinstance(wire.accounts(), NoAnswer)
    wire.server.accept_login(wire.user)
    granted = wire.by_browser()
    assert isinstance(granted, Granted)
    wire.login.signed_in(granted)
    wire.clock.advance(SECOND)
    assert wire.names() == ["APEX-1", "APEX-2"]


def test_an_invalid_token_that_passes_costs_the_trader_nothing() -> None:
    wire = Wire()
    wire.signed_in()
    wire.login.close(wire.heard)
    wire.clock.advance(3 * HOUR)
    wire.server.oauth.fail_next(times=len(facts.TRANSIENT_OAUTH_WAITS_NS))
    wire.begin(APP, wire.kept[-1])
    wire.clock.advance(2 * MINUTE)
    assert wire.names() == ["APEX-1", "APEX-2"]
    assert wire.heard.refused == []


def test_a_penalty_on_the_login_is_waited_out_with_its_ticket() -> None:
    wire = Wire()
    wire.server.limits.penalties.impose("auth/accesstokenrequest", 20)
    wire.by_key()
    wire.clock.advance(25 * SECOND)
    assert len(wire.heard.tokens) == 1
    assert len(wire.network.requests) == 2


@pytest.mark.rule("3.6")
def test_a_login_whose_hour_is_used_up_keeps_quiet_until_it_is_over() -> None:
    wire = Wire()
    wire.by_key()
    wire.server.limits.spend(wire.user.id, wire.server.options.user_hourly)
    outcome = wire.accounts()
    assert isinstance(outcome, NoAnswer)
    assert outcome.why is Why.PENALTY
    asked = len(wire.network.requests)
    wire.clock.advance(59 * MINUTE)
    held = wire.accounts()
    assert isinstance(held, NoAnswer)
    assert held.why is Why.HELD
    assert len(wire.network.requests) == asked
    wire.clock.advance(70 * MINUTE)
    assert wire.names() == ["APEX-1", "APEX-2"]
    assert wire.server.auth.logins == 1


def test_a_line_that_is_gone_for_an_hour_costs_nothing_but_the_time() -> None:
    wire = Wire()
    wire.by_key()
    wire.network.unreachable = True
    wire.clock.advance(3 * HOUR)
    assert wire.login.token is None
    wire.network.unreachable = False
    wire.clock.advance(70 * SECOND)
    assert wire.names() == ["APEX-1", "APEX-2"]
    assert wire.server.auth.logins == 2
    assert wire.heard.refused == []
