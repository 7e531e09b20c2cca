"""What the program was told and what it sent, kept a second time from its own records alone.

Knows nothing of the engine's state. ``Seen`` takes the recorded entries of one run in order; ``rules`` looks at it
whenever a command leaves.
"""

from mimikdesk.domain.commands import (
    CancelAllOrders,
    CancelOrder,
    ClosePosition,
    ModifyOrder,
    PlaceBracket,
    PlaceOco,
    PlaceOrder,
)
from mimikdesk.domain.decisions import Decision, Noticed, NoticeKind, SendCommand
from mimikdesk.domain.events import (
    AccountListed,
    BreakerReset,
    CopyingStopped,
    Event,
    FillReported,
    FlattenRequested,
    FollowerSwitched,
    GroupDefined,
    GroupSwitched,
    LineChanged,
    LineState,
    ModifyRefused,
    OrderReported,
    SendEnded,
    SendOutcome,
    SnapshotTaken,
)
from mimikdesk.domain.ids import AccountId, ClientOrderId, ConnectionId, Symbol, VenueOrderId
from mimikdesk.domain.orders import OrderKind, OrderReport, Side
from mimikdesk.domain.time import SECOND
from tests.simulation.account import UNCONFIRMED_NS, Count, LeaderAct, Own, Watched
from tests.simulation.setting import LEADER


class Seen:
    """One run of the program as its records tell it.

    ``earlier``: what the run before it left. Its orders are ours, and until the broker has told what became of those
    that it did not see the end of, they are of unknown fate and count (rules 7.3, 7.4 and 10.4)."""

    def __init__(self, earlier: "Seen | None" = None) -> None:
        self.now_ns = 0
        self.group_on = True
        self.lines: dict[ConnectionId, LineState] = {}
        self.connection_of: dict[AccountId, ConnectionId] = {}
        self.accounts: dict[AccountId, Watched] = {}
        self.leader_orders: dict[VenueOrderId, LeaderAct] = {}
        for account, watched in (earlier.accounts if earlier is not None else {}).items():
            mine = self.account(account)
            mine.own = watched.own
            mine.live = watched.live
            for own in mine.live.values():
                if own.order.kind is not OrderKind.MARKET:
                    mine.carried.add(own.trigger_id)
                own.known, own.unknown, own.missing = False, True, []
        self.leader_reports: dict[VenueOrderId, OrderReport] = {}

    def account(self, account: AccountId) -> Watched:
        found = self.accounts.get(account)
        if found is None:
            found = self.accounts[account] = Watched()
        return found

    def connected(self, account: AccountId) -> bool:
        return self.lines.get(self.connection_of[account]) is LineState.CONNECTED

    def take(self, entry: Event | Decision) -> None:
        if isinstance(entry, Event):
            self.now_ns = max(self.now_ns, entry.at.mono_ns)
        match entry:
            case FillReported(account=account, fill=fill):
                watched = self.account(account)
                count = watched.counts.setdefault(fill.venue_order_id, Count(fill.symbol))
                before = count.filled
                count.fills[fill.fill_id] = fill.qty
                self._filled(account, fill.symbol, fill.side, fill.client_order_id, count, before)
                self._lead(account, fill.venue_order_id, fill.symbol, live=True)
                watched.last_event_ns = entry.at.mono_ns
            case OrderReported(account=account, order=report):
                self._report(account, report)
                self._lead(account, report.venue_order_id, report.symbol, live=True)
                self.account(account).last_event_ns = entry.at.mono_ns
            case SnapshotTaken():
                self._snapshot(entry)
            case SendEnded(account=account, client_order_id=identity, outcome=outcome):
                own = self.account(account).own.get(identity)
                if own is not None and not own.gone:
                    if outcome is SendOutcome.NOT_SENT:
                        own.final = True
                    else:
                        own.unknown = True
            case ModifyRefused(account=account, client_order_id=identity):
                own = self.account(account).own.get(identity)
                if own is not None:  # it works on as it was, for what it was meant for last
                    own.qty, own.shrunk, own.asked_ns = own.told, None, None
                    own.opens = min(own.opens, own.qty)
                    own.closes = own.qty - own.opens
            case SendCommand():
                self._sent(entry)
            case Noticed(kind=NoticeKind.BREAKER, account=str(about)):
                self.account(AccountId(about)).breaker = True
            case Noticed(kind=NoticeKind.STARTUP_DIFFERENCE, account=str(about), symbol=str(symbol)):
                self.account(AccountId(about)).differs.add(Symbol(symbol))
            case Noticed(kind=NoticeKind.UNCONFIRMED_CANCEL, account=str(about), symbol=str(symbol)):
                self.account(AccountId(about)).forced[Symbol(symbol)] = self.now_ns
            case Noticed(kind=NoticeKind.POSITION_CORRECTED, account=str(about)):
                self.account(AccountId(about)).corrected = True
            case Noticed(kind=NoticeKind.FLATTEN_STARTED, account=str(about)):
                self._flatten(AccountId(about))
            case Noticed(kind=NoticeKind.FLAT_CONFIRMED, account=str(about)):
                self.account(AccountId(about)).flattening = False
            case BreakerReset(account=account):
                self.account(account).breaker = False
            case FlattenRequested(accounts=accounts):
                for account in accounts:
                    self._flatten(account)
            case FollowerSwitched(account=account, on=on):
                if on and not self.account(account).on:
                    self.account(account).differs.clear()
                self.account(account).on = on
            case GroupSwitched(on=on):
                self.group_on = on
            case CopyingStopped():
                self.group_on = False
            case GroupDefined(group=group):
                self.group_on = group.on
                for follower in group.followers:
                    watched = self.account(follower.account)
                    if follower.on and not watched.on:
                        watched.differs.clear()
                    watched.on = follower.on
            case LineChanged(connection=connection, state=state):
                self.lines[connection] = state
                for account, its in self.connection_of.items():
                    if its == connection and state is not LineState.CONNECTED:
                        self.account(account).gap = True
            case AccountListed(account=account, connection=connection):
                self.connection_of[account] = connection
            case _:
                pass

    def joined(self, account: AccountId) -> None:
        """It is new to its group: what the leader sent before is not its business, and nothing is left of what was
        done with it before."""
        watched = self.account(account)
        watched.joined_at = len(self.leader_orders)
        watched.flattening, watched.flattened_at = False, 0
        watched.differs.clear()

    # --- what was received ------------------------------------------------------------------------------------------

    def _flatten(self, account: AccountId) -> None:
        watched = self.account(account)
        watched.flattening, watched.flattened_at = True, len(self.leader_orders)
        watched.differs.clear()

    def _filled(
        self,
        account: AccountId,
        symbol: Symbol,
        side: Side,
        identity: ClientOrderId | None,
        count: Count,
        before: int,
        steady: bool = True,
    ) -> None:
        watched = self.account(account)
        own = watched.own.get(identity) if identity is not None else None
        news = count.filled - before
        if own is not None:
            own.known, own.unknown, own.missing = True, False, []
            own.filled = min(own.qty, count.filled)
            own.filled_ns = self.now_ns
            if own.filled >= own.qty:
                own.final = True
            self._tidy(watched, own)
        place = watched.place(symbol)
        if steady:
            place.steady += side.sign * (count.filled - count.certain)
            count.certain = count.filled
        place.position += side.sign * news

    def _report(self, account: AccountId, report: OrderReport, steady: bool = True) -> None:
        if account == LEADER:
            self.leader_reports[report.venue_order_id] = report
        watched = self.account(account)
        count = watched.counts.setdefault(report.venue_order_id, Count(report.symbol))
        before = count.filled
        count.reported = max(count.reported, min(report.filled, report.qty))
        own = watched.own.get(report.client_order_id) if report.client_order_id is not None else None
        if own is not None:
            own.qty = own.told = report.qty
            own.asked_ns = None
            if not own.opens and own.closes:
                own.closes = report.qty
            if own.shrunk is not None and report.qty <= own.shrunk[0]:
                own.shrunk = None
        self._filled(account, report.symbol, report.side, report.client_order_id, count, before, steady)
        if own is not None and report.status.final:
            own.final = True
            self._tidy(watched, own)

    def _tidy(self, watched: Watched, own: Own) -> None:
        if own.gone:
            watched.live.pop(own.order.client_order_id, None)

    def _snapshot(self, event: SnapshotTaken) -> None:
        watched = self.account(event.account)
        watched.gap = watched.gap or not watched.read
        overtaken = watched.read and watched.last_event_ns > event.asked_at.mono_ns
        watched.read = True
        named = set()
        for report in event.orders:
            own = report.client_order_id in watched.own
            self._report(event.account, report, steady=own)
            # A read in the middle of a session may be the first to tell of an order; only what comes with the first
            # read, or after a lost line, is history (rule 7.2).
            self._lead(event.account, report.venue_order_id, report.symbol, live=not watched.gap)
            named.add(report.client_order_id)
        told = {position.symbol: position.qty for position in event.positions}
        for symbol in {*told, *watched.places}:
            place = watched.place(symbol)
            place.position = told.get(symbol, 0)
            if overtaken:
                continue
            asked_ns = event.asked_at.mono_ns
            agreed = place.doubt is not None and place.doubt[0] == place.position
            long_ago = place.doubt is not None and asked_ns - place.doubt[1] >= SECOND
            certain = watched.gap or place.position == place.steady
            if certain or (agreed and long_ago):
                place.steady, place.doubt = place.position, None
                for count in watched.counts.values():
                    if count.symbol == symbol:
                        count.certain = count.filled
            else:
                place.doubt = (place.position, asked_ns)
        if not overtaken:
            watched.read_ns = event.asked_at.mono_ns
            if watched.gap:
                watched.back_ns = self.now_ns
        watched.gap = watched.gap and overtaken
        for own_order in list(watched.live.values()):
            if own_order.order.client_order_id not in named and own_order.sent_ns < event.asked_at.mono_ns:
                own_order.missing.append(event.asked_at.mono_ns)
                self._tidy(watched, own_order)

    def _lead(self, account: AccountId, order: VenueOrderId, symbol: Symbol, live: bool) -> None:
        """Note an order of the leader. One that was first seen in a read is history for good."""
        if account != LEADER:
            return
        act = self.leader_orders.get(order)
        if act is None:
            live = live and self.account(LEADER).read
            self.leader_orders[order] = LeaderAct(len(self.leader_orders) + 1, symbol, live, self.now_ns)
        elif live:
            act.news_ns = self.now_ns

    # --- what was sent ----------------------------------------------------------------------------------------------

    def _sent(self, sent: SendCommand) -> None:
        watched = self.account(sent.command.account)
        match sent.command:
            case PlaceOrder() as order:
                self._place(watched, sent, order)
            case PlaceOco(first=first, second=second):
                self._place(watched, sent, first)
                self._place(watched, sent, second)
            case PlaceBracket(entry=entry, exits=exits):
                parent = self._place(watched, sent, entry)
                for leg in exits:
                    own = Own(leg, sent.trigger_id, leg.qty, 0, self.now_ns, leg.qty, parent=parent)
                    watched.own[leg.client_order_id] = watched.live[leg.client_order_id] = own
            case ModifyOrder(client_order_id=identity, qty=int(qty)):
                own = watched.own[identity]
                own.asked_ns = self.now_ns
                if qty > own.qty:
                    own.qty, own.shrunk = qty, None
                else:
                    own.shrunk = (qty, self.now_ns)
                # An order may change its nature; until that is confirmed the larger exit counts.
                own.opens, own.closes = sent.opens, own.qty - sent.opens
            case CancelOrder(client_order_id=identity):
                if identity in watched.own and watched.own[identity].let_go_ns is None:
                    watched.own[identity].let_go_ns = self.now_ns
            case CancelAllOrders():
                self._let_all_go(watched, None)
            case ClosePosition(symbol=symbol, client_order_id=identity):
                for own in watched.live.values():
                    if own.order.symbol == symbol and own.order.kind is not OrderKind.MARKET:
                        own.let_go_ns = self.now_ns - UNCONFIRMED_NS  # the same step at the broker cancels it
                position = watched.place(symbol).steady
                if position:
                    order = PlaceOrder(sent.command.account, identity, symbol, Side.of(-position), abs(position))
                    watched.own[identity] = watched.live[identity] = Own(
                        order, sent.trigger_id, order.qty, 0, self.now_ns, order.qty
                    )

    def _place(self, watched: Watched, sent: SendCommand, order: PlaceOrder) -> Own:
        trigger_id, closes, opens = sent.meant(order)
        own = Own(order, trigger_id, closes, opens, self.now_ns, order.qty)
        watched.own[order.client_order_id] = watched.live[order.client_order_id] = own
        return own

    def _let_all_go(self, watched: Watched, symbol: Symbol | None) -> None:
        for own in watched.live.values():
            if own.let_go_ns is None and symbol in (None, own.order.symbol):
                own.let_go_ns = self.now_ns
