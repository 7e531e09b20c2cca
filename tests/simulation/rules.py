"""What must hold whenever the program decides something, worked out from its records and not from its state."""

from collections.abc import Callable
from dataclasses import replace

from mimikdesk.domain.commands import CancelAllOrders, ClosePosition, ModifyOrder, PlaceBracket, PlaceOco, PlaceOrder
from mimikdesk.domain.decisions import Decision, FollowerDecided, Noticed, NoticeKind, Purpose, SendCommand
from mimikdesk.domain.events import Event, FollowerRemoved, GroupDefined, SnapshotTaken
from mimikdesk.domain.group import CopyGroup, ReplicationMode
from mimikdesk.domain.ids import AccountId, ClientOrderId, Symbol, VenueOrderId
from mimikdesk.domain.orders import OrderKind
from mimikdesk.domain.time import SECOND
from mimikdesk.services.copier import ENGINE_FAILED
from tests.simulation.account import LeaderAct
from tests.simulation.broken import fail, leader_order_of, require, root_of, sized
from tests.simulation.budgets import BudgetRules
from tests.simulation.guarding import GuardRules
from tests.simulation.memory import Memory
from tests.simulation.seen import Seen
from tests.simulation.setting import LEADER, Setting

LATE_NS = 6 * SECOND
"""No market entry goes out so long after its leader's order last moved: an entry is never made up for."""
NO_ANSWER_NS = 4 * SECOND
"""An order without any answer for so long is of unknown fate."""


class Rules:
    """Follows one run of the program, entry by entry. ``decided`` is shared by all runs of a session; ``earlier``: the
    run before this one."""

    def __init__(
        self,
        setting: Setting,
        memory: Memory,
        hands: bool,
        calm: bool,
        decided: dict[str, dict[AccountId, FollowerDecided]],
        meant_to_close: Callable[[AccountId, ClientOrderId], int | None],
        earlier: "Rules | None" = None,
    ) -> None:
        self._meant_to_close = meant_to_close
        self.seen: Seen = Seen(earlier.seen if earlier is not None else None)
        self._memory = memory
        self._hands = hands
        self._decided = decided
        self.members: dict[str, frozenset[AccountId]] = earlier.members if earlier is not None else {}
        self._group = setting.group
        self._settings = {settings.account: settings for settings in setting.followers}
        self._before = self._group
        self._edited = False
        self.guard = GuardRules(self.seen, self._settings, calm)
        self._budgets = BudgetRules(self.seen)

    def take(self, entry: Event | Decision) -> None:
        self.seen.take(entry)
        if isinstance(entry, Event):
            self._settle_differences(entry)
            self._edited = isinstance(entry, GroupDefined | FollowerRemoved)
            self._note_group(entry)
        self.guard.take(entry)
        self._budgets.take(entry)
        match entry:
            case SendCommand():
                self._sent(entry)
            case FollowerDecided(trigger=trigger, follower=follower):
                outcomes = self._decided.setdefault(trigger.id, {})
                self.members.setdefault(trigger.id, frozenset(self._settings))
                require(follower not in outcomes, "two outcomes", f"for {trigger.id} on {follower}")
                outcomes[follower] = entry
                if trigger.after == 0:
                    self._leader_was_flat(follower, entry.symbol)
            case Noticed(kind=NoticeKind.GROUP_REFUSED):
                self._set(self._before)
            case Noticed(text=text) if text == ENGINE_FAILED:
                fail("the engine failed", "the log says where")
            case Noticed(kind=NoticeKind.HAND_TRADE, account=account):
                require(self._hands, "own trade taken for a hand trade", f"{account}: {entry.text}")
            case _:
                pass

    # --- the group ----------------------------------------------------------------------------------------------------

    def _note_group(self, event: Event) -> None:
        """Follow the group as it is changed; a change that is refused is taken back with the notice, so that one is
        looked at with the event after it."""
        self._check_change(self._before)
        self._before = self._group
        match event:
            case GroupDefined(group=group):
                for follower in group.followers:
                    if follower.account not in self._settings:
                        self.seen.joined(follower.account)
                        self.guard.joined(follower.account)
                self._set(group)
            case FollowerRemoved(account=account) if account in self._settings:
                left = tuple(each for each in self._group.followers if each.account != account)
                self._set(replace(self._group, followers=left))
            case _:
                pass

    def _set(self, group: CopyGroup) -> None:
        self._group = group
        self._settings.clear()
        self._settings.update((settings.account, settings) for settings in group.followers)

    def _check_change(self, before: CopyGroup) -> None:
        """Rule 4.8: another leader only where nobody holds anything, by all that was received."""
        if before.leader == self._group.leader:
            return
        for account in self._settings:
            held = {symbol: place for symbol, place in self.seen.account(account).places.items() if place.position}
            require(not held, "another leader beside a position", f"{account}: {held}")

    # --- commands ---------------------------------------------------------------------------------------------------

    def _sent(self, sent: SendCommand) -> None:
        command = sent.command
        account = command.account
        require(account in self._settings, "command to an account that does not follow", f"{command}")
        at_market = isinstance(command, PlaceOrder) and command.kind is OrderKind.MARKET
        require(not (self._edited and at_market and sent.opens), "a change of the group traded", f"{sent}")
        watched = self.seen.account(account)
        match command:
            case PlaceOrder():
                self._check_placed(sent, (command,))
            case PlaceOco(first=first, second=second):
                self._check_placed(sent, (first, second))
            case PlaceBracket(entry=entry):
                self._check_placed(sent, (entry,))
            case ModifyOrder(client_order_id=identity):
                own = watched.own.get(identity)
                if own is None or (account, identity) not in self._memory.intents:
                    fail("foreign order changed", f"{account} {identity}")
                if own.closes and own.shrunk is None:
                    self._check_exits(account, own.order.symbol, -own.order.side.sign, own.order.kind)
                if own.opens and command.qty is not None and command.qty > own.filled + own.closes:
                    self._check_open(sent, own.order, changed=True)
            case CancelAllOrders():
                require(watched.flattening, "everything cancelled without a flatten", f"on {account}")
            case ClosePosition():
                require(sent.purpose is Purpose.CLOSE, "a close that is no exit", f"{sent}")
            case _:
                require((account, command.client_order_id) in self._memory.intents, "foreign order cancelled", account)

    def _check_placed(self, sent: SendCommand, orders: tuple[PlaceOrder, ...]) -> None:
        for order in orders:
            key = (order.account, order.client_order_id)
            require(key in self._memory.intents, "not written down before it was sent", f"{order}")
        order = orders[0]
        require(
            sent.closes + sent.opens == order.qty or len(orders) > 1 or isinstance(sent.command, PlaceBracket),
            "closing and opening part do not add up",
            f"{sent}",
        )
        if sent.closes:
            self._check_exits(order.account, order.symbol, -order.side.sign, order.kind)
        if sent.opens:
            self._check_open(sent, order)

    def _check_exits(self, account: AccountId, symbol: Symbol, sign: int, kind: OrderKind) -> None:
        """Rules 5.6 and 5.7: what may fill together never exceeds what is held, by all that was received.

        ``kind``: of the exit that was sent. One that rests is looked at together with those of its own class.
        """
        watched, now = self.seen.account(account), self.seen.now_ns
        market = limits = stops = 0
        for own in watched.live.values():
            if own.order.symbol != symbol or own.order.side.sign != -sign:
                continue
            if watched.forced.get(symbol) == now and own.unanswered(now):
                continue  # the exit goes all the same, and the trader was told (rule 6.5)
            left = own.closing_left(now)
            meant = self._meant_to_close(account, own.order.client_order_id)
            if meant is not None:  # an exit may have changed places with the opening part of a reversal
                left = min(left, meant)
            match own.order.kind:
                case OrderKind.MARKET:
                    market += left
                case OrderKind.LIMIT:
                    limits += left
                case _:
                    stops += left
        # Where the leader's own orders would take him across zero, copies of them may do the same (rules 5.4, 6.2).
        limits = 0 if self._crosses(account, symbol, sign, stops=False) else limits
        stops = 0 if self._crosses(account, symbol, sign, stops=True) else stops
        if kind is OrderKind.LIMIT:
            stops = 0
        elif kind is not OrderKind.MARKET:
            limits = 0
        held = watched.place(symbol).held(sign)
        # A copy that rested to close and opens by now, since he is across already, trades places with an exit.
        across = self._led_across(account, symbol, sign) if watched.rested_lately(symbol, -sign, now) else 0
        require(
            market + max(limits, stops) <= held + across,
            "exits beyond what is held",
            f"{account} {symbol} holds {held} on side {sign:+}, and {market} at the market, {limits} by limits "
            f"and {stops} by stops may close it",
        )

    def _led_across(self, account: AccountId, symbol: Symbol, sign: int) -> int:
        """Contracts of the follower that the leader's position on the other side stands for."""
        settings = self._settings[account]
        return sum(
            sized(-place.position * sign, settings, root_of(leads))
            for leads, place in self.seen.account(LEADER).places.items()
            if settings.mapping.root_for(root_of(leads)) == root_of(symbol) and place.position * sign < 0
        )

    def _crosses(self, account: AccountId, symbol: Symbol, sign: int, *, stops: bool) -> bool:
        """Whether what rests at the leader on the other side is more than he holds."""
        mapping = self._settings[account].mapping
        for leads, place in self.seen.account(LEADER).places.items():
            if mapping.root_for(root_of(leads)) != root_of(symbol):
                continue
            rests = sum(
                report.qty - report.filled
                for report in self.seen.leader_reports.values()
                if report.symbol == leads
                and report.side.sign == -sign
                and not report.status.final
                and report.kind is not OrderKind.MARKET
                and (report.kind is not OrderKind.LIMIT) is stops
            )
            if rests > max(0, place.position * sign):
                return True
        return False

    # --- opens --------------------------------------------------------------------------------------------------------

    def _check_open(self, sent: SendCommand, order: PlaceOrder, changed: bool = False) -> None:
        account = order.account
        act = self.seen.leader_orders.get(leader_order_of(sent.trigger_id) or VenueOrderId(""))
        # A copy that rested over the restart is kept in line with an order that was there before it.
        if act is None or not (act.live or sent.trigger_id in self.seen.account(account).carried):
            fail("opened without a live act of the leader", f"{account} {order.client_order_id} for {sent.trigger_id}")
        if order.kind is OrderKind.MARKET:
            require(
                self.seen.now_ns - act.news_ns <= LATE_NS,
                "opened late",
                f"{account} {order.client_order_id} for {sent.trigger_id}",
            )
        hold = self._hold(account, order, act)
        require(hold == "", "opened under a hold", f"{account} {order.client_order_id}: {hold}")
        if not changed:
            self._check_room(account, order)

    def _hold(self, account: AccountId, order: PlaceOrder, act: LeaderAct) -> str:
        """Why this follower must not open now, or ""."""
        seen, watched, settings = self.seen, self.seen.account(account), self._settings[account]
        group = self._group
        root = root_of(act.symbol)
        holds = {
            "group off": not seen.group_on,
            "follower off": not watched.on,
            "replication off": settings.mode is ReplicationMode.OFF,
            "dry run": group.dry_run,
            "not on the whitelist": not group.allows(root, act.symbol),
            "wrong instrument": settings.mapping.root_for(root) != root_of(order.symbol),
            "follower's line down": not seen.connected(account),
            "leader's line down": not seen.connected(LEADER),
            "breaker": watched.breaker,
            "order of unknown fate": any(
                own.unknown or (not own.known and seen.now_ns - own.sent_ns > NO_ANSWER_NS)
                for own in watched.live.values()
                if not own.gone
            ),
            "startup difference": order.symbol in watched.differs,
            "flattened": act.number <= watched.flattened_at,
            "from before it joined": act.number <= watched.joined_at,
            "another one leads": group.leader != LEADER,
            "left by hand or being closed": (account, order.symbol) in self.guard.waiting,
            "breach": account in self.guard.breached,
        }
        return ", ".join(name for name, applies in holds.items() if applies)

    def _settle_differences(self, event: Event) -> None:
        """A startup difference is over when both sides are flat there and no order of ours may fill any more, or when
        a read tells that an order which was counted on never arrived, and the follower holds what it should."""
        for account, watched in self.seen.accounts.items():
            for symbol in tuple(watched.differs) if account in self._settings else ():
                place = watched.place(symbol)
                working = any(own.order.symbol == symbol and not own.gone for own in watched.live.values())
                if not (working or self._led(account, symbol) or (place.position and place.steady)):
                    watched.differs.discard(symbol)
                elif isinstance(event, SnapshotTaken) and event.account == account:
                    lost = any(own.order.symbol == symbol and own.missing and own.gone for own in watched.own.values())
                    if lost and place.position == self._asked_for(account, symbol):
                        watched.differs.discard(symbol)

    def _leader_was_flat(self, account: AccountId, symbol: Symbol) -> None:
        """By his fills he was, if only for a moment; reads and position reports may have passed over it."""
        watched = self.seen.account(account)
        working = any(own.order.symbol == symbol and not own.gone for own in watched.live.values())
        if not working and not watched.place(symbol).position:
            watched.differs.discard(symbol)

    def _asked_for(self, account: AccountId, symbol: Symbol) -> int:
        """Signed contracts that the leader's position asks of a follower."""
        return self._led_across(account, symbol, -1) - self._led_across(account, symbol, 1)

    def _led(self, account: AccountId, symbol: Symbol) -> bool:
        """Whether the leader holds anything that this follower's instrument stands for."""
        mapping = self._settings[account].mapping
        return any(
            place.position and place.steady and mapping.root_for(root_of(leads)) == root_of(symbol)
            for leads, place in self.seen.account(LEADER).places.items()
        )

    def _check_room(self, account: AccountId, order: PlaceOrder) -> None:
        limit = self._settings[account].max_contracts
        if limit is None:
            return
        watched, sign = self.seen.account(account), order.side.sign
        coming = sum(
            own.opening_left
            for own in watched.live.values()
            if own.order.symbol == order.symbol and own.order.side is order.side
        )
        held = watched.place(order.symbol).least(sign)
        require(
            held + coming <= limit,
            "above max contracts",
            f"{account} {order.symbol}: {held} held, {coming} coming, limit {limit}",
        )
