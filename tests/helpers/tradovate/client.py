"""A bare client for tests of the loopback server: it writes frames as the documents show them, and reads them back."""

from decimal import Decimal

from mimikdesk.brokers.network import HttpFailure, HttpReply, HttpRequest
from mimikdesk.brokers.practice.market import StillMarket
from mimikdesk.domain.clock import VirtualClock
from mimikdesk.domain.ids import Symbol
from mimikdesk.domain.time import MILLISECOND, SECOND
from tests.helpers.tradovate.memory_network import MemoryNetwork
from tests.helpers.tradovate.options import Options
from tests.helpers.tradovate.server import TradovateServer
from tests.helpers.tradovate.wire import Json, Row, decode, encode

MNQ = Symbol("MNQZ6")
DEMO = "https://demo.tradovateapi.com/v1"
DEMO_SOCKET = "wss://demo.tradovateapi.com/v1/websocket"
MD_SOCKET = "wss://md.tradovateapi.com/v1/websocket"


class RawSocket:
    """One socket, driven by hand. ``frames``: what came, as text. ``beats``: whether it sends heartbeats."""

    def __init__(self, place: "Place", url: str = DEMO_SOCKET, beats: bool = True) -> None:
        self.frames: list[str] = []
        self.opened = False
        self.closed: str | None = None
        self._place = place
        self._beats = beats
        self.socket = place.network.connect(url, self)
        self._beat()

    def on_opened(self) -> None:
        self.opened = True

    def on_text(self, text: str) -> None:
        self.frames.append(text)

    def on_closed(self, text: str) -> None:
        self.closed = text

    def ask(self, endpoint: str, number: int, query: str = "", body: Json = "") -> Json:
        """Send a request and let its answer come: the message, or None."""
        text = body if isinstance(body, str) else encode(body)
        self.socket.send(f"{endpoint}\n{number}\n{query}\n{text}")
        self._place.settle()
        return next((m for m in self.messages() if m.get("i") == number), None)

    def log_in(self, token: str, sync: Row | None = None) -> Json:
        """Authorise, and ask for the first dump: its payload."""
        assert self.ask("authorize", 0, body=token) == {"s": 200, "i": 0}
        wanted = {"users": [self._place.user.id]} if sync is None else sync
        return self.ask("user/syncrequest", 1, body=wanted)["d"]

    def messages(self) -> list[Row]:
        return [message for frame in self.frames if frame.startswith("a") for message in decode(frame[1:])]

    def pushes(self, *kinds: str) -> list[tuple[str, str, Row]]:
        """Entity, event and row of what was pushed since the last ``forget``."""
        found = [m["d"] for m in self.messages() if m.get("e") == "props"]
        rows = [(d["entityType"], d["eventType"], d["entity"]) for d in found]
        return [row for row in rows if not kinds or row[0] in kinds]

    def told(self) -> list[str]:
        """Pushes in short: what an order's life looks like."""
        return [_short(*push) for push in self.pushes()]

    def forget(self) -> None:
        self.frames.clear()

    def _beat(self) -> None:
        if self._beats and self.closed is None:
            if self.opened:
                self.socket.send("[]")
            self._place.clock.call_later(5 * SECOND // 2, self._beat)


class Place:
    """A server with one login and two demo accounts, and a still market at 100.00 x 100.25."""

    def __init__(self, options: Options | None = None, depth: int = 5) -> None:
        self.clock = VirtualClock()
        self.market = StillMarket({MNQ: Decimal(100)}, depth=depth, levels=4)
        self.server = TradovateServer(self.clock, self.market, options)
        self.user = self.server.add_user("alice", "secret")
        self.account = self.server.add_account(self.user, "DEMO1")
        self.other = self.server.add_account(self.user, "DEMO2")
        self.network = MemoryNetwork(self.clock, self.server)

    def settle(self, duration: int = 20 * MILLISECOND) -> None:
        self.clock.advance(duration)

    def http(self, method: str, path: str, body: Json = None, token: str = "", base: str = DEMO) -> tuple[int, Json]:
        """One call; status and what was answered."""
        got: list[HttpReply | HttpFailure] = []
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        text = b"" if body is None else encode(body).encode()
        self.network.fetch(HttpRequest(method, f"{base}/{path}", headers, text), got.append)
        self.settle()
        (reply,) = got
        assert isinstance(reply, HttpReply)
        return reply.status, decode(reply.body) if reply.body else None

    def token(self) -> str:
        body = {"name": "alice", "password": "secret", "appId": "app", "appVersion": "1", "deviceId": "d-1"}
        status, answer = self.http("POST", "auth/accesstokenrequest", body)
        assert status == 200
        return str(answer["accessToken"])

    def socket(self, sync: Row | None = None) -> RawSocket:
        """A socket that is logged in and synchronised; what it was told so far is forgotten."""
        socket = RawSocket(self)
        self.settle()
        socket.log_in(self.token(), sync)
        socket.forget()
        return socket

    def order(self, action: str = "Buy", qty: int = 1, kind: str = "Market", *parts: Row, **more: Json) -> Row:
        """The body of an order; ``parts`` and ``more`` stand in it too."""
        body: Row = {"accountSpec": self.account.name, "accountId": self.account.id, "action": action}
        body |= {"symbol": str(MNQ), "orderQty": qty, "orderType": kind, "isAutomated": True}
        for part in parts:
            body |= part
        return body | more


def _short(kind: str, event: str, row: Row) -> str:
    names = ("ordStatus", "commandType", "commandStatus", "execType", "status")
    words = [str(row[name]) for name in names if name in row and (name != "ordStatus" or kind == "order")]
    return " ".join([kind, event, *words])
