"""Signing in with the browser: bound to one attempt by state and PKCE, and nothing secret in any text."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest

from mimikdesk.brokers.tradovate import oauth
from mimikdesk.brokers.tradovate.credentials import OAuthApp
from mimikdesk.brokers.tradovate.hosts import Environment, hosts_at, hosts_of
from mimikdesk.brokers.tradovate.oauth import Attempt, SignInError, challenge, code_in
from mimikdesk.brokers.tradovate.tokens import Granted
from mimikdesk.domain.clock import VirtualClock
from mimikdesk.domain.secret import Secret
from tests.helpers.login_desk import APP
from tests.helpers.scripted_network import Asked, ScriptedNetwork


def attempt() -> Attempt:
    texts = iter(["state-" + "s" * 40, "verifier-" + "v" * 40])
    return oauth.begin(hosts_of(Environment.DEMO), APP, lambda: next(texts))


def test_the_challenge_is_the_one_of_the_standards_example() -> None:
    assert challenge(Secret("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")) == (
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    )


def test_the_page_is_of_the_live_identity_and_carries_the_challenge_but_not_the_verifier() -> None:
    begun = attempt()
    assert begun.page.startswith("https://trader.tradovate.com/oauth?")
    query = parse_qs(urlsplit(begun.page).query)
    assert query == {
        "response_type": ["code"],
        "client_id": ["client-1"],
        "redirect_uri": ["http://127.0.0.1:8123/"],
        "state": [begun.state.reveal()],
        "code_challenge": [challenge(begun.verifier)],
        "code_challenge_method": ["S256"],
    }
    assert begun.verifier.reveal() not in begun.page


def test_every_attempt_has_a_state_and_a_verifier_of_its_own_of_the_length_the_standard_wants() -> None:
    begun = [oauth.begin(hosts_of(Environment.LIVE), APP) for _ in range(4)]
    texts = {secret.reveal() for one in begun for secret in (one.state, one.verifier)}
    assert len(texts) == 8
    assert all(43 <= len(text) <= 128 and text.replace("-", "").replace("_", "").isalnum() for text in texts)


def test_the_code_is_taken_from_an_answer_to_this_attempt() -> None:
    begun = attempt()
    assert code_in({"state": begun.state.reveal(), "code": "code-1"}, begun) == Secret("code-1")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"code": "code-1"}, "does not belong"),
        ({"code": "code-1", "state": "ü" * 5}, "does not belong"),
        ({"error": "access_denied", "state": "mine"}, "was not given"),
        ({"error": "odd", "error_description": "Not today.", "state": "mine"}, "Not today"),
        ({"state": "mine"}, "without a permission"),
        ({"state": "mine", "code": ""}, "without a permission"),
    ],
)
def test_anything_else_is_told_in_words(query: dict[str, str], words: str) -> None:
    begun = attempt()
    mine = {name: begun.state.reveal() if value == "mine" else value for name, value in query.items()}
    with pytest.raises(SignInError, match=words) as caught:
        code_in(mine, begun)
    assert "code-1" not in str(caught.value)


def exchanged(answer: Callable[[Asked], None], app: OAuthApp = APP) -> tuple[Asked, Granted | str]:
    clock = VirtualClock()
    network = ScriptedNetwork(clock)
    begun = oauth.begin(hosts_at("http://127.0.0.1:1"), app, lambda: "v" * 43)
    got: list[Granted | str] = []
    oauth.exchange(clock, network, hosts_at("http://127.0.0.1:1"), begun, Secret("code-1"), got.append)
    asked = network.answer(answer)
    assert len(network.asked) == 1, "a code is good for one try"
    (result,) = got
    return asked, result


def test_the_code_is_exchanged_with_the_verifier() -> None:
    pair = {"access_token": "a", "refresh_token": "r", "expires_in": 4_800}
    asked, result = exchanged(lambda asked: asked.reply(pair))
    assert isinstance(result, Granted)
    assert result.refresh == Secret("r")
    assert asked.form == {
        "grant_type": "authorization_code",
        "code": "code-1",
        "code_verifier": "v" * 43,
        "client_id": "client-1",
        "client_secret": "client-secret-1",
        "redirect_uri": "http://127.0.0.1:8123/",
    }


def test_a_registration_without_a_secret_sends_none() -> None:
    asked, _ = exchanged(
        lambda asked: asked.reply({"access_token": "a"}), OAuthApp("client-1", None, "http://127.0.0.1:8123/")
    )
    assert "client_secret" not in asked.form


@pytest.mark.rule("3.5")
@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda asked: asked.fail(sent=True, text="No line."), "No line. Begin again."),
        (lambda asked: asked.reply({"error": "invalid_grant"}, 400), "invalid_grant"),
        (
            lambda asked: asked.reply({"error": f"bad code-1 client-secret-1 {'v' * 43}"}),
            "bad •••",
        ),
        (lambda asked: asked.reply({"p-ticket": "t", "p-time": 20}), "in 20 s"),
        (lambda asked: asked.reply({"p-ticket": "t", "p-captcha": True}), "wants to see a person"),
        (lambda asked: asked.reply(b"", 500), "status 500"),
    ],
)
def test_a_failed_exchange_is_told_in_words_without_secrets(answer: Callable[[Asked], None], words: str) -> None:
    _, result = exchanged(answer)
    assert isinstance(result, str)
    assert words in result
    assert not [secret for secret in ("code-1", "client-secret-1", "v" * 43) if secret in result]
