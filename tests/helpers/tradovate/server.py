"""A loopback server that speaks Tradovate's REST and WebSocket protocol, with the practice exchange behind it.

``TradovateServer`` is the brain: no sockets, no threads, all on one ``Clock``. ``memory_network`` and ``tcp_shell``
bring it bytes. Hosts are told by the first label of the host's name or by the first part of the path: demo, live, md,
trader.

    server = TradovateServer(clock, StillMarket({...}))
    alice = server.add_user("alice", "secret")
    account = server.add_account(alice, "DEMO1")
    server.hand(account).place(...)
"""

from collections.abc import Mapping
from decimal import Decimal
from functools import partial
from itertools import count
from random import Random
from urllib.parse import urlsplit

from mimikdesk.brokers.practice.market import Market
from mimikdesk.brokers.practice.venue import START_CASH, PracticeVenue
from mimikdesk.domain.clock import Clock
from mimikdesk.domain.ids import AccountId, ConnectionId, Symbol, VenueOrderId
from tests.helpers.tradovate.auth import TOKEN_ENDED, Auth
from tests.helpers.tradovate.calls import NOTHING, Answer, Call, RefusedError, Route, Routes
from tests.helpers.tradovate.entities import Entities
from tests.helpers.tradovate.hand import TraderHand
from tests.helpers.tradovate.limits import Limits
from tests.helpers.tradovate.money import Money
from tests.helpers.tradovate.oauth import TOKEN_PATHS, Oauth
from tests.helpers.tradovate.options import Options
from tests.helpers.tradovate.orders import Orders
from tests.helpers.tradovate.people import TradovateAccount, User
from tests.helpers.tradovate.quotes import Quotes
from tests.helpers.tradovate.reference import fill as fill_reference
from tests.helpers.tradovate.reference import routes as reference_routes
from tests.helpers.tradovate.sequences import FINAL, Rows, Sender
from tests.helpers.tradovate.sockets import ServerSocket, SocketOut
from tests.helpers.tradovate.store import Kept, Store
from tests.helpers.tradovate.strategies import Strategies
from tests.helpers.tradovate.switchboard import Switchboard
from tests.helpers.tradovate.sync import Sync
from tests.helpers.tradovate.venue_desk import Refusal, VenueDesk
from tests.helpers.tradovate.wire import Json, Row, decode, encode, http_date, read_query

WORLDS = ("demo", "live")
HOSTS = (*WORLDS, "md", "trader")
FIRM = 660001
"""The user id that accounts of a prop firm bear, whoever trades them."""


class TradovateServer:
    """``venue``: the exchange, where others trade on it too; else it has one of its own, with ``market`` in it."""

    def __init__(
        self,
        clock: Clock,
        market: Market | None = None,
        options: Options | None = None,
        seed: int | str = 0,
        venue: PracticeVenue | None = None,
    ) -> None:
        self.clock = clock
        self.options = options if options is not None else Options(seed=seed)
        self.complaints: list[str] = []
        self.venue = PracticeVenue(clock, seed, market) if venue is None else venue
        self.sockets: list[ServerSocket] = []
        self._ids = count(700_000_000_001)
        self._user_ids = count(880_011)
        self._account_ids = count(9_100_001)
        self._random = Random(f"{self.options.seed}/server")
        self._refuse_upgrades: list[int] = []
        self.stores = {world: Store(partial(self._tell, world), lambda: clock.now().mono_ns) for world in WORLDS}
        self.limits = Limits(clock, self.options)
        self.auth = Auth(clock, self.options, self.limits)
        self.oauth = Oauth(clock, self.options, self.auth)
        self._money: dict[str, Money] = {}
        self.desks: dict[str, VenueDesk] = {}
        for world, store in self.stores.items():
            fill_reference(store)
            rows = Rows(clock, store, self._ids)
            self._money[world] = Money(self.venue, rows)
            self.desks[world] = VenueDesk(clock, self.options, self.venue, rows, self._money[world])
        self.entities = Entities(clock, self.stores, self.options)
        self.orders = Orders(self.desks, self.options, self.complaints)
        self.strategies = Strategies(clock, self.options, self.desks)
        self._quotes = Quotes(self.venue)
        self.board = Switchboard(self.auth, self.limits)
        sync = Sync(self.stores, self.entities, self.options, self.complaints)
        for part in (self.auth, self.orders, self.strategies, sync, self._quotes, self.entities):
            self.board.add(part.routes())
        self.board.add(reference_routes(self.stores))
        self.board.add(self._own_routes())

    # --- people ---------------------------------------------------------------------------------------------------

    def add_user(self, name: str, password: str = "secret") -> User:
        user = self.auth.users[name] = User(next(self._user_ids), name, password)
        for store in self.stores.values():
            store.put("user", {"id": user.id, "name": name, "status": "Active", "userType": "Trader"}, quiet=True)
        return user

    def add_account(
        self,
        user: User,
        name: str,
        world: str = "demo",
        cash: Decimal = START_CASH,
        max_contracts: int | None = None,
        owned: bool = False,
        at_venue: AccountId | None = None,
    ) -> TradovateAccount:
        """Open an account that ``user`` may trade. ``owned``: his own; otherwise it bears the user id of a firm.
        ``at_venue``: the exchange has it already, under this name."""
        venue = at_venue or self.venue.add_account(ConnectionId(world), name, cash, max_contracts)
        owner = user.id if owned else FIRM
        account = TradovateAccount(next(self._account_ids), name, world, venue, owner)
        user.accounts.append(account)
        desk, store = self.desks[world], self.stores[world]
        row: Row = {
            "id": account.id,
            "name": name,
            "userId": owner,
            "accountType": "Customer",
            "active": True,
            "clearingHouseId": 2,
            "riskCategoryId": 3,
            "autoLiqProfileId": 4,
            "marginAccountType": "Speculator",
            "legalStatus": "Individual",
            "timestamp": desk.rows.now(),
            "archived": False,
        }
        store.put("account", row, account.id, quiet=True)
        permission: Row = {"id": next(self._ids), "userId": user.id, "accountId": account.id, "status": "Accepted"}
        store.put("tradingPermission", permission | {"accountHolder": name, "cta": "none"}, account.id, quiet=True)
        self._money[world].open(account)
        desk.watch(account)
        return account

    def hand(self, account: TradovateAccount, link_ids: bool = True) -> TraderHand:
        """The trader himself, on his platform."""
        user = next(user for user in self.auth.users.values() if account in user.accounts)
        sender = Sender(user.id, 50_001, None, False)
        return TraderHand(self.desks[account.world], self.strategies, self.options, account, sender, link_ids)

    def share(self, account: TradovateAccount, user: User) -> None:
        """Let another login trade the same account."""
        user.accounts.append(account)

    # --- bytes in -------------------------------------------------------------------------------------------------

    def http(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes = b"", ip: str = "10.0.0.1"
    ) -> tuple[int, dict[str, str], bytes, int]:
        """Status, headers with names in lower case, body, and the nanoseconds that the reply takes."""
        answer = self._http(method, url, {name.lower(): value for name, value in headers.items()}, body, ip)
        sent = {"date": http_date(self.clock.now().utc_ns), "content-type": "application/json"} | answer.headers
        payload = answer.payload
        if payload is NOTHING or payload == "":
            return answer.status, sent, b"", answer.delay
        html = sent["content-type"] == "text/html"
        return answer.status, sent, (payload if html else encode(payload)).encode(), answer.delay

    def socket_opened(
        self, url: str, headers: Mapping[str, str], out: SocketOut, ip: str = "10.0.0.1"
    ) -> ServerSocket | int:
        """The server's end of a new socket, or the HTTP status with which the upgrade is refused."""
        host, path = _where(url)
        if self._refuse_upgrades:
            return self._refuse_upgrades.pop(0)
        if host == "trader" or path != "websocket":
            return 404
        socket = ServerSocket(
            self.clock,
            self.options,
            self.board,
            host,
            ip,
            out,
            self._socket_gone,
            self._admit,
            self.complaints,
            Random(self._random.random()),
        )
        self.sockets.append(socket)
        return socket

    # --- the market and the broker's own acts ---------------------------------------------------------------------

    def refuse_upgrades(self, times: int, status: int = 429) -> None:
        self._refuse_upgrades.extend([status] * times)

    def reject_next(
        self, account: TradovateAccount, text: str, reason: str = "OtherExecutionRelated", by_risk: bool = False
    ) -> None:
        """Let the exchange, or risk before it, refuse the next order or change of this account; that is pushed."""
        self.desks[account.world].refusals.append((account, Refusal(reason, text, by_risk)))

    def lock(self, account: TradovateAccount, text: str) -> None:
        """Forbid the account to trade."""
        self.venue.lock(account.venue, text)
        self._risk(account, "LockTradingImmediately")

    def unlock(self, account: TradovateAccount) -> None:
        self.venue.unlock(account.venue)
        self._risk(account, "Normal")

    def liquidate(self, account: TradovateAccount, symbol: Symbol, text: str) -> VenueOrderId | None:
        """The risk desk closes a position (8.7); None when it was flat."""
        self._risk(account, "LiquidateImmediately")
        desk = self.desks[account.world]
        with desk.by_admin():
            number = self.venue.liquidate(account.venue, symbol, text)
        return None if number is None else VenueOrderId(str(desk.at_venue(account.venue, number).id))

    def end_session(self) -> None:
        """17:00 in Chicago: Day orders expire, rows of the session are archived, figures begin anew."""
        keep: set[VenueOrderId] = set()
        for desk in self.desks.values():
            keep |= {
                order.venue for order in desk.orders.values() if order.venue and order.params["timeInForce"] == "GTC"
            }
        self.venue.expire_day_orders(keep)
        for desk in self.desks.values():
            desk.expire_held()
        for world, desk in self.desks.items():
            self.stores[world].archive({order.id for order in desk.orders.values() if order.status not in FINAL})
            for account in desk.accounts.values():
                self._money[world].new_session(account)

    def replay(self, user: User) -> None:
        """16:00 in Chicago: everything that was told in this session is told again."""
        for socket in self._sockets_of(user):
            for kept, event, row, _ in tuple(self.stores[socket.world].history) if socket.world in WORLDS else ():
                self._push(socket, kept, event, row)

    # --- trouble --------------------------------------------------------------------------------------------------

    def mute(self, user: User, deaf: bool = False) -> None:
        """Take over from the sockets of a login without a word: they stay open, and nothing is pushed any more.
        ``deaf``: nor is anything answered."""
        for socket in self._sockets_of(user):
            socket.muted, socket.deaf = True, deaf

    def shut_down(self, user: User, reason_code: str, reason: str = "") -> None:
        for socket in self._sockets_of(user):
            socket.shut_down(reason_code, reason)

    def refuse_login(self, user: User, text: str = "Your account is locked.") -> None:
        """End every token of the login, and give out none."""
        user.refused = text
        self.auth.end_all(user)

    def accept_login(self, user: User) -> None:
        user.refused = ""

    def push(self, user: User, entity: str, event: str, row: Row) -> None:
        """Push any row, whether it exists or not."""
        for socket in self._sockets_of(user):
            socket.push(entity, event, row)

    def frame(self, user: User, text: str) -> None:
        """Send any frame."""
        for socket in self._sockets_of(user):
            socket.raw(text)

    # --- inside ---------------------------------------------------------------------------------------------------

    def _http(self, method: str, url: str, headers: Mapping[str, str], body: bytes, ip: str) -> Answer:
        host, path = _where(url)
        query = read_query(urlsplit(url).query)
        if host == "trader":
            return self.oauth.authorize(query) if path == "oauth" else Answer(404)
        if path in TOKEN_PATHS:
            form = read_query(body.decode(errors="replace"))
            return self.limits.before_all(Call(host, "auth/oauthtoken", ip=ip)) or self.oauth.token(form)
        if host not in WORLDS:
            return Answer(404)
        try:
            read = decode(body) if body.strip() else {}
        except ValueError:
            read = None
        if not isinstance(read, dict):
            return Answer(400, {"errorText": "the body is no JSON object"})
        shown = headers.get("authorization", "").removeprefix("Bearer ")
        token = self.auth.find(shown)
        if token is None and shown in self.auth.tokens:
            over = self.limits.before_all(Call(host, path.lower(), ip=ip))
            return over or Answer(401, {"errorText": TOKEN_ENDED})
        return self.board.answer(Call(host, path.lower(), query, read, ip, token))

    def _own_routes(self) -> Routes:
        def cash(call: Call) -> Answer:
            number: Json = call.body.get("accountId")
            found = [a for a in call.user.accounts if a.id == number and a.world == call.world]
            if not found:
                raise RefusedError(404)
            return Answer(200, self._money[call.world].snapshot(found[0]))

        return {"cashbalance/getcashbalancesnapshot": Route(cash, command=True)}

    def _tell(self, world: str, kept: Kept, event: str) -> None:
        for socket in tuple(self.sockets):
            if socket.world == world:
                self._push(socket, kept, event, dict(kept.row))

    def _push(self, socket: ServerSocket, kept: Kept, event: str, row: Row) -> None:
        user = socket.user
        if user is None or socket.selection is None or not socket.selection.takes(kept):
            return
        if kept.account is not None and self.entities.may_see(user, kept):
            socket.push(kept.kind.name, event, row)

    def _admit(self, socket: ServerSocket) -> None:
        """A socket has logged in; beyond the quota the oldest one of the login goes, and its token with it."""
        assert socket.user is not None
        mine = self._sockets_of(socket.user)
        for oldest in mine[: max(0, len(mine) - self.options.sockets_per_user)]:
            token = oldest.token
            oldest.shut_down("ConnectionQuotaReached", "too many connections")
            if token is not None and token is not socket.token:
                self.auth.end(token, "ConnectionQuotaReached")

    def _sockets_of(self, user: User) -> list[ServerSocket]:
        return [socket for socket in self.sockets if socket.user is user]

    def _socket_gone(self, socket: ServerSocket) -> None:
        self.sockets.remove(socket)
        self._quotes.forget(socket)

    def _risk(self, account: TradovateAccount, act: str) -> None:
        rows = self.desks[account.world].rows
        row: Row = {"id": account.id, "adminAction": act, "adminTimestamp": rows.now()}
        rows.store.put("accountRiskStatus", row, account.id)


def _where(url: str) -> tuple[str, str]:
    """Host and endpoint of an address."""
    parts = urlsplit(url)
    path = parts.path.strip("/")
    host = (parts.hostname or "").split(".")[0]
    if host not in HOSTS:
        host, _, path = path.partition("/")
    if path.lower() != "v1/auth/oauthtoken":
        path = path.removeprefix("v1/")
    return host, path.lower() if path.lower() in TOKEN_PATHS else path
