"""A Tradovate login on a clock moved by hand, on a network whose answers the test gives, and a link that listens."""

from dataclasses import dataclass, field
from random import Random

from mimikdesk.brokers.tradovate.credentials import ApiKey, OAuthApp
from mimikdesk.brokers.tradovate.hosts import hosts_at
from mimikdesk.brokers.tradovate.login import Login
from mimikdesk.brokers.tradovate.tokens import Kept, Token
from mimikdesk.domain.clock import VirtualClock
from mimikdesk.domain.secret import Secret
from mimikdesk.domain.time import SECOND
from tests.helpers.scripted_network import Asked, ScriptedNetwork

MINUTE = 60 * SECOND
GRANT, RENEW, OAUTH = "/demo/v1/auth/accesstokenrequest", "/demo/v1/auth/renewaccesstoken", "/live/auth/oauthtoken"

KEY = ApiKey("alice", Secret("pass-1"), "12", Secret("sec-1"), "MimikDesk", "1.0", "device-1")
APP = OAuthApp("client-1", Secret("client-secret-1"), "http://127.0.0.1:8123/")


@dataclass
class Heard:
    """A link, as its login sees it."""

    tokens: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    trouble: list[str] = field(default_factory=list)
    calling: bool = False

    def on_token(self, token: Token) -> None:
        assert not self.calling, "called back from inside a call"
        self.tokens.append(token.access)

    def on_refused(self, text: str) -> None:
        assert not self.calling, "called back from inside a call"
        self.refused.append(text)

    def on_trouble(self, text: str) -> None:
        assert not self.calling, "called back from inside a call"
        self.trouble.append(text)


class Desk:
    """A login, its clock, its network, and one link that listens."""

    def __init__(self, way: ApiKey | OAuthApp = KEY, kept: Kept | None = None) -> None:
        self.clock = VirtualClock()
        self.network = ScriptedNetwork(self.clock)
        self.kept: list[Kept] = []
        self.heard = Heard()
        self.login = Login(
            self.clock,
            self.network,
            hosts_at("http://127.0.0.1:1"),
            way,
            kept=kept,
            keep=self.kept.append,
            random=Random(1),
        )

    def open(self) -> None:
        self.heard.calling = True
        self.login.open(self.heard)
        self.heard.calling = False
        self.clock.advance(0)

    def grant(self, access: str = "tok-1", life: int = 4_800) -> Asked:
        return self.network.answer(lambda asked: asked.reply(granted(access, life)))

    @property
    def paths(self) -> list[str]:
        return [asked.path for asked in self.network.asked]


def granted(access: str, life: int = 4_800) -> dict[str, object]:
    return {"accessToken": access, "mdAccessToken": f"md-{access}", "expires_in": life, "userId": 880_011}


def kept_login(refresh: str | None = "refresh-1", life: int = 80 * MINUTE, clock: VirtualClock | None = None) -> Kept:
    now = (clock or VirtualClock()).now()
    token = Token("tok-0", None, now.utc_ns + life, now.mono_ns + life, 880_011, "alice")
    return Kept(token, None if refresh is None else Secret(refresh), now.utc_ns)
