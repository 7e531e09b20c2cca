"""Signing in to Tradovate with the trader's own browser: the page's address, what comes back, and the exchange.

OAuth 2 with an authorization code (RFC 6749), bound to this attempt by PKCE (RFC 7636, S256) and by a state. No input
or output of its own: ``brokers/loopback.py`` waits for the browser, the caller opens it.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from mimikdesk.brokers.network import HttpFailure, HttpReply, Network
from mimikdesk.brokers.tradovate.credentials import OAuthApp, exchange_request
from mimikdesk.brokers.tradovate.hosts import Hosts
from mimikdesk.brokers.tradovate.login_words import captcha_words, duration, masked
from mimikdesk.brokers.tradovate.penalty import Ticket
from mimikdesk.brokers.tradovate.tokens import Granted, Refusal, read_reply, sentence
from mimikdesk.domain.clock import Clock
from mimikdesk.domain.errors import MimikDeskError
from mimikdesk.domain.record import record
from mimikdesk.domain.secret import Secret


class SignInError(MimikDeskError):
    """The browser came back without a permission."""


@record(frozen=True, slots=True)
class Attempt:
    """One attempt to sign in. ``page``: to be opened in the browser; it has nothing secret in it but the state, which
    is of no use without the verifier."""

    app: OAuthApp
    page: str
    state: Secret
    verifier: Secret


def begin(hosts: Hosts, app: OAuthApp, text: Callable[[], str] = lambda: secrets.token_urlsafe(48)) -> Attempt:
    """``text``: gives a text that nobody can guess, 43 to 128 letters, digits, ``-`` and ``_``."""
    state, verifier = Secret(text()), Secret(text())
    query = {
        "response_type": "code",
        "client_id": app.client_id,
        "redirect_uri": app.redirect_uri,
        "state": state.reveal(),
        "code_challenge": challenge(verifier),
        "code_challenge_method": "S256",
    }
    return Attempt(app, f"{hosts.authorize_page}?{urlencode(query)}", state, verifier)


def challenge(verifier: Secret) -> str:
    """What the page is told of the verifier (RFC 7636 4.2)."""
    digest = hashlib.sha256(verifier.reveal().encode("ascii")).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")


def same_state(given: str, attempt: Attempt) -> bool:
    """Whether what came back belongs to this attempt."""
    return hmac.compare_digest(given.encode(), attempt.state.reveal().encode())


def code_in(query: Mapping[str, str], attempt: Attempt) -> Secret:
    """The code in the query of the redirect. SignInError: the trader or Tradovate said no, or it is not an answer to
    this attempt."""
    if not same_state(query.get("state", ""), attempt):
        raise SignInError("What the browser brought does not belong to this sign-in. Begin again.")
    if error := query.get("error"):
        if error == "access_denied":
            raise SignInError("Permission was not given on Tradovate's page. Begin again to give it.")
        told = masked(sentence(query.get("error_description") or error), _secrets(attempt))
        raise SignInError(f"Tradovate's page refused: {told}. Begin again.")
    code = query.get("code", "")
    if not code:
        raise SignInError("The browser came back from Tradovate's page without a permission. Begin again.")
    return Secret(code)


def exchange(
    clock: Clock, network: Network, hosts: Hosts, attempt: Attempt, code: Secret, done: Callable[[Granted | str], None]
) -> None:
    """Turn the code into a token. ``done`` is called once, later: with the token, or with a sentence that says why
    there is none. A code is good for one try, so none is made again."""

    def answered(got: HttpReply | HttpFailure) -> None:
        if isinstance(got, HttpFailure):
            done(f"Tradovate could not be asked for the login: {got.text.rstrip('.')}. Begin again.")
            return
        match read_reply(got, clock.now()):
            case Granted() as granted:
                done(granted)
            case Ticket(captcha=True) as ticket:
                done(captcha_words(ticket))
            case Ticket() as ticket:
                done(f"Tradovate lets this login wait. Begin again in {duration(ticket.wait_ns)}.")
            case Refusal() as refusal:
                text = masked(refusal.text, [*_secrets(attempt), code.reveal()])
                done(f"Tradovate refused the login: {text}. Begin again.")

    network.fetch(exchange_request(hosts, attempt.app, code, attempt.verifier), answered)


def _secrets(attempt: Attempt) -> list[str]:
    kept = [attempt.state, attempt.verifier, attempt.app.client_secret]
    return [secret.reveal() for secret in kept if secret]
