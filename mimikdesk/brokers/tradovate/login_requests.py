"""What a login has to ask for next: prolonging what it has, or a new session."""

from mimikdesk.brokers.network import HttpRequest
from mimikdesk.brokers.tradovate import facts
from mimikdesk.brokers.tradovate.credentials import (
    ApiKey,
    OAuthApp,
    grant_request,
    refresh_request,
    renew_request,
)
from mimikdesk.brokers.tradovate.hosts import Hosts
from mimikdesk.brokers.tradovate.penalty import Ticket
from mimikdesk.brokers.tradovate.tokens import Kept, Token
from mimikdesk.domain.record import record
from mimikdesk.domain.secret import Secret
from mimikdesk.domain.time import Stamp


@record(frozen=True, slots=True)
class Need:
    """``session``: it opens a new one. ``counted``: it is a login with the password, of which few are allowed."""

    request: HttpRequest
    session: bool
    counted: bool


def next_request(
    hosts: Hosts,
    way: ApiKey | OAuthApp,
    kept: Kept | None,
    token: Token | None,
    ticket: tuple[bool, Ticket] | None,
    now: Stamp,
    *,
    by_refresh: bool,
) -> Need | None:
    """``token``: the one that lives. ``ticket``: the penalty that was waited out, and whether it was for a new session.
    ``by_refresh``: renewing does not do. None: there is nothing left to ask with, the trader has to sign in."""
    refresh = None if kept is None else kept.refresh
    if isinstance(way, OAuthApp) and refresh is not None and kept is not None:
        old = now.utc_ns - kept.refresh_utc_ns > facts.REFRESH_TOKEN_TURN_NS
        if token is None or by_refresh or old:
            return Need(refresh_request(hosts, way, refresh, _of(ticket, True)), True, False)
    if token is not None:
        return Need(renew_request(hosts, token.access, _of(ticket, False)), False, False)
    if isinstance(way, OAuthApp):
        return None
    return Need(grant_request(hosts, way, _of(ticket, True)), True, True)


def _of(ticket: tuple[bool, Ticket] | None, session: bool) -> Ticket | None:
    return ticket[1] if ticket is not None and ticket[0] is session else None


def secrets_of(way: ApiKey | OAuthApp, kept: Kept | None) -> list[str]:
    """Everything that a refusal could repeat to us and that nobody may read."""
    found: list[Secret | str | None] = [way.password, way.sec] if isinstance(way, ApiKey) else [way.client_secret]
    if kept is not None:
        found += [kept.refresh, kept.token.access, kept.token.md_access]
    return [secret.reveal() if isinstance(secret, Secret) else secret for secret in found if secret]
