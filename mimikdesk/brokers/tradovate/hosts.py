"""Where Tradovate is found: its two environments, and the same addresses elsewhere for a test."""

from enum import StrEnum

from mimikdesk.brokers.tradovate import facts
from mimikdesk.domain.record import record


class Environment(StrEnum):
    """Two worlds with nothing in common but the login. Accounts of prop firms, funded ones too, are on ``DEMO``."""

    DEMO = "demo"
    LIVE = "live"


@record(frozen=True, slots=True)
class Hosts:
    """Addresses without a slash at the end. ``rest``: the base of all requests, ``/v1`` included. ``authorize_page``:
    where the trader signs in with his browser. ``oauth_token``: where the code of that page becomes a token."""

    rest: str
    socket: str
    md_socket: str
    authorize_page: str
    oauth_token: str

    def endpoint(self, name: str) -> str:
        """The address of an endpoint such as ``account/list``, in lower case as the sockets want it anyway."""
        return f"{self.rest}/{name.strip('/').lower()}"


def hosts_of(environment: Environment) -> Hosts:
    return Hosts(
        rest=facts.REST_HOST.format(environment=environment.value),
        socket=facts.SOCKET_URL.format(environment=environment.value),
        md_socket=facts.MD_SOCKET_URL,
        authorize_page=facts.AUTHORIZE_PAGE,
        oauth_token=facts.OAUTH_TOKEN_URL,
    )


def hosts_at(http: str, environment: Environment = Environment.DEMO) -> Hosts:
    """All of Tradovate at one server, e.g. ``http://127.0.0.1:8100``: each host is a folder of it by its first name."""
    base = http.rstrip("/")
    line = "ws" + base.removeprefix("http")
    return Hosts(
        rest=f"{base}/{environment.value}/v1",
        socket=f"{line}/{environment.value}/v1/websocket",
        md_socket=f"{line}/md/v1/websocket",
        authorize_page=f"{base}/trader/oauth",
        oauth_token=f"{base}/live/auth/oauthtoken",
    )
