"""The two ways into a Tradovate login, and the requests by which each gets a token.

An API key (the trader's own, of a funded live account with the add-on) logs in by itself. Everybody else signs in with
his browser once (``oauth.py``); from there a refresh token goes on. The web client's own login is not imitated.
"""

from collections.abc import Mapping
from urllib.parse import urlencode

from mimikdesk.brokers.network import HttpRequest
from mimikdesk.brokers.tradovate import exact_json, facts
from mimikdesk.brokers.tradovate.hosts import Hosts
from mimikdesk.brokers.tradovate.penalty import Ticket, with_ticket
from mimikdesk.domain.record import record
from mimikdesk.domain.secret import Secret


@record(frozen=True, slots=True)
class ApiKey:
    """``name``, ``password``: of the login; the password may be the one set for the key alone. ``cid``, ``sec``: the
    key's id and secret. ``app_id``: what the key was registered for. ``device_id``: stable per installation."""

    name: str
    password: Secret
    cid: str
    sec: Secret
    app_id: str
    app_version: str
    device_id: str


@record(frozen=True, slots=True)
class OAuthApp:
    """A registration with Tradovate. ``client_secret``: None where it was registered without one. ``redirect_uri``:
    exactly as in the request for the page."""

    client_id: str
    client_secret: Secret | None
    redirect_uri: str


JSON_HEADERS: Mapping[str, str] = {"accept": "application/json", "content-type": "application/json"}
_FORM_HEADERS: Mapping[str, str] = {"accept": "application/json", "content-type": "application/x-www-form-urlencoded"}


def grant_request(hosts: Hosts, key: ApiKey, ticket: Ticket | None) -> HttpRequest:
    """Log in by key: opens a new session, so it is asked for only while there is no token that lives."""
    number = facts.CID_AS_NUMBER and key.cid.isascii() and key.cid.isdigit()
    body: dict[str, object] = {
        "name": key.name,
        "password": key.password.reveal(),
        "appId": key.app_id,
        "appVersion": key.app_version,
        "deviceId": key.device_id,
        "cid": int(key.cid) if number else key.cid,
        "sec": key.sec.reveal(),
    }
    if ticket is not None:
        body = with_ticket(body, ticket)
    return HttpRequest(
        "POST", hosts.endpoint("auth/accesstokenrequest"), JSON_HEADERS, exact_json.encode(body).encode()
    )


def renew_request(hosts: Hosts, access: str, ticket: Ticket | None) -> HttpRequest:
    """Prolong the session of a token that still lives."""
    url = hosts.endpoint("auth/renewaccesstoken")
    bearer = {"authorization": f"Bearer {access}"}
    if ticket is None and facts.RENEW_BY_GET:
        return HttpRequest("GET", url, {**bearer, "accept": "application/json"})
    body = exact_json.encode(with_ticket({}, ticket) if ticket else {}).encode()
    return HttpRequest("POST", url, {**bearer, **JSON_HEADERS}, body)


def refresh_request(hosts: Hosts, app: OAuthApp, refresh: Secret, ticket: Ticket | None) -> HttpRequest:
    """Turn in a refresh token, which is used up by it, for a new pair."""
    return _token_request(hosts, app, {"grant_type": "refresh_token", "refresh_token": refresh.reveal()}, ticket)


def exchange_request(hosts: Hosts, app: OAuthApp, code: Secret, verifier: Secret) -> HttpRequest:
    """Turn in the code with which the browser came back (RFC 6749 4.1.3, RFC 7636 4.5)."""
    fields = {"grant_type": "authorization_code", "code": code.reveal(), "code_verifier": verifier.reveal()}
    return _token_request(hosts, app, fields, None)


def _token_request(hosts: Hosts, app: OAuthApp, fields: dict[str, str], ticket: Ticket | None) -> HttpRequest:
    fields = {**fields, "client_id": app.client_id, "redirect_uri": app.redirect_uri}
    if app.client_secret is not None:
        fields["client_secret"] = app.client_secret.reveal()
    if ticket is not None:
        fields["p-ticket"] = ticket.value
    return HttpRequest("POST", hosts.oauth_token, _FORM_HEADERS, urlencode(fields).encode())
