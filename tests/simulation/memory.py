"""The journal of a simulated program: connections, accounts, groups, records and intents, kept over restarts."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from mimikdesk.domain.accounts import Account, Connection
from mimikdesk.domain.commands import PlaceOrder
from mimikdesk.domain.decisions import CopyOutcome, CopyProgressed, Decision, Noticed, NoticeKind, SendCommand
from mimikdesk.domain.events import (
    BreakerReset,
    Event,
    FillReported,
    OrderReported,
    PastOrder,
    PastRecalled,
    SendEnded,
    SendOutcome,
    SnapshotTaken,
)
from mimikdesk.domain.group import ClosedMarket, CopyGroup, FollowerSettings
from mimikdesk.domain.guard import GuardSettings
from mimikdesk.domain.ids import AccountId, ClientOrderId, FillId, GroupId
from mimikdesk.domain.orders import OrderReport
from mimikdesk.domain.time import Stamp

Entry = Event | Decision


class Memory:
    """What ``journal`` keeps in a database, kept in lists: Setup, Records, IntentSink and Past in one.

    ``entries``: everything that was recorded, in order; ``first``: where this run's begin. ``written``: those of
    earlier runs that were not lost when the program was killed. ``intents``: every own order by account and id; none is
    ever lost.
    """

    def __init__(self, connections: list[Connection], accounts: list[Account], groups: list[CopyGroup]) -> None:
        self._connections, self._accounts, self._groups = connections, accounts, groups
        self.entries: list[Entry] = []
        self.written: list[Entry] = []
        self.first = 0
        self.intents: dict[tuple[AccountId, ClientOrderId], tuple[PlaceOrder, Stamp, SendCommand]] = {}

    def connections(self) -> tuple[Connection, ...]:
        return tuple(self._connections)

    def accounts(self) -> tuple[Account, ...]:
        return tuple(self._accounts)

    def groups(self) -> tuple[CopyGroup, ...]:
        return tuple(self._groups)

    def save_group(self, group: CopyGroup) -> None:
        known = any(each.group == group.group for each in self._groups)
        others = [group if each.group == group.group else each for each in self._groups]
        self._groups = others if known else [*others, group]

    def remove_group(self, group: GroupId) -> None:
        self._groups = [each for each in self._groups if each.group != group]

    def keep_group_on(self, group: GroupId, on: bool) -> None:
        self._groups = [replace(each, on=on) if each.group == group else each for each in self._groups]

    def keep_follower_on(self, account: AccountId, on: bool) -> None:
        self._change_follower(account, lambda follower: replace(follower, on=on))

    def keep_breach(self, account: AccountId, breach: str) -> None:
        self._change_follower(account, lambda follower: replace(follower, breach=breach))

    def keep_guarding(self, group: GroupId, guard: GuardSettings, closed_market: ClosedMarket) -> None:
        self._groups = [
            replace(each, guard=guard, closed_market=closed_market) if each.group == group else each
            for each in self._groups
        ]

    def _change_follower(self, account: AccountId, change: Callable[[FollowerSettings], FollowerSettings]) -> None:
        self._groups = [
            replace(
                group,
                followers=tuple(change(each) if each.account == account else each for each in group.followers),
            )
            for group in self._groups
        ]

    def record(self, entry: Entry, at: Stamp | None = None) -> None:
        self.entries.append(entry)

    def append(self, order: PlaceOrder, at: Stamp, sent: SendCommand) -> None:
        self.intents[order.account, order.client_order_id] = order, at, sent

    # --- over a restart -----------------------------------------------------------------------------------------------

    def end_run(self, first: int, lost_ns: int, at: Stamp) -> None:
        """A run that recorded ``entries`` from ``first`` on is over; what is younger than ``lost_ns`` never reached
        the disk."""
        youngest = at.mono_ns - lost_ns
        latest = 0
        for entry in self.entries[first:]:
            latest = max(latest, entry.at.mono_ns) if isinstance(entry, Event) else latest
            if lost_ns and latest > youngest:
                break
            self.written.append(entry)
        self.first = len(self.entries)

    def recall(self, account: AccountId, at: Stamp) -> PastRecalled:
        """What has been written of an account, in this run too; see journal.Journal."""
        ended: set[ClientOrderId] = set()
        seen: dict[ClientOrderId | None, int] = {}
        fills: dict[FillId, None] = {}
        breaker = ""
        written = [*self.written, *self.entries[self.first :]]
        for entry in written:
            match entry:
                case FillReported(account=its, fill=fill) if its == account and fill.fill_id not in fills:
                    fills[fill.fill_id] = None
                    seen[fill.client_order_id] = seen.get(fill.client_order_id, 0) + fill.qty
                case SendEnded(account=its, outcome=SendOutcome.NOT_SENT, client_order_id=identity) if its == account:
                    ended.add(identity)
                case CopyProgressed(account=its, outcome=CopyOutcome.LOST, client_order_id=identity) if its == account:
                    ended.add(identity)
                case Noticed(kind=NoticeKind.BREAKER, account=its, text=text) if its == account:
                    breaker = text
                case BreakerReset(account=its) if its == account:
                    breaker = ""
                case _:
                    pass
        reports: dict[ClientOrderId, OrderReport] = {}
        for its, report in _reports(written):
            if its == account and report.client_order_id is not None and report.client_order_id not in ended:
                reports[report.client_order_id] = report
                if report.status.final:
                    ended.add(report.client_order_id)
        past = []
        for (its, identity), (order, sent_at, sent) in self.intents.items():
            if its == account:
                told = reports.get(identity)
                filled = min(order.qty, max(seen.get(identity, 0), told.filled if told is not None else 0))
                venue = told.venue_order_id if told is not None else None
                over = identity in ended or filled >= order.qty
                past.append(PastOrder(order, *sent.meant(order), sent_at.utc_ns, venue, filled, over))
        return PastRecalled(account, tuple(past), tuple(fills), breaker, at)


def _reports(entries: Iterable[Entry]) -> Iterable[tuple[AccountId, OrderReport]]:
    for entry in entries:
        if isinstance(entry, OrderReported):
            yield entry.account, entry.order
        elif isinstance(entry, SnapshotTaken):
            for order in entry.orders:
                yield entry.account, order
