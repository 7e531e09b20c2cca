"""The journal of a simulated program: connections, accounts, groups, records and intents, kept over restarts."""

from collections.abc import Iterable
from dataclasses import replace

from mimikdesk.domain.accounts import Account, Connection
from mimikdesk.domain.commands import PlaceOrder
from mimikdesk.domain.decisions import Decision
from mimikdesk.domain.events import Event, FillReported, OrderReported, SendEnded, SendOutcome, SnapshotTaken
from mimikdesk.domain.group import CopyGroup
from mimikdesk.domain.ids import AccountId, ClientOrderId, FillId, GroupId
from mimikdesk.domain.orders import OrderReport
from mimikdesk.domain.time import Stamp
from mimikdesk.journal.journal import UnfinishedOrder

Entry = Event | Decision


class Memory:
    """What ``journal`` keeps in a database, kept in lists: Setup, Records and IntentSink in one.

    ``entries``: everything that was recorded, in order. ``written``: those of earlier runs that were not lost when
    the program was killed. ``intents``: every own order by account and id; none is ever lost.
    """

    def __init__(self, connections: list[Connection], accounts: list[Account], groups: list[CopyGroup]) -> None:
        self._connections, self._accounts, self._groups = connections, accounts, groups
        self.entries: list[Entry] = []
        self.written: list[Entry] = []
        self.intents: dict[tuple[AccountId, ClientOrderId], tuple[PlaceOrder, Stamp]] = {}

    def connections(self) -> tuple[Connection, ...]:
        return tuple(self._connections)

    def accounts(self) -> tuple[Account, ...]:
        return tuple(self._accounts)

    def groups(self) -> tuple[CopyGroup, ...]:
        return tuple(self._groups)

    def keep_group_on(self, group: GroupId, on: bool) -> None:
        self._groups = [replace(each, on=on) if each.group == group else each for each in self._groups]

    def keep_follower_on(self, account: AccountId, on: bool) -> None:
        self._groups = [
            replace(
                group,
                followers=tuple(replace(each, on=on) if each.account == account else each for each in group.followers),
            )
            for group in self._groups
        ]

    def record(self, entry: Entry, at: Stamp | None = None) -> None:
        self.entries.append(entry)

    def append(self, order: PlaceOrder, at: Stamp) -> None:
        self.intents[order.account, order.client_order_id] = order, at

    # --- over a restart -----------------------------------------------------------------------------------------------

    def end_run(self, first: int, lost_ns: int, at: Stamp) -> None:
        """A run that recorded ``entries`` from ``first`` on is over; what is younger than ``lost_ns`` never reached
        the disk."""
        youngest = at.mono_ns - lost_ns
        latest = 0
        for entry in self.entries[first:]:
            latest = max(latest, entry.at.mono_ns) if isinstance(entry, Event) else latest
            if lost_ns and latest > youngest:
                return
            self.written.append(entry)

    def fill_ids(self, account: AccountId) -> frozenset[FillId]:
        """All fills of an account that earlier runs have written; see journal.Record."""
        return frozenset(
            entry.fill.fill_id for entry in self.written if isinstance(entry, FillReported) and entry.account == account
        )

    def unfinished(self) -> tuple[UnfinishedOrder, ...]:
        """Own orders of earlier runs whose end was not written; see journal.Journal."""
        reports: dict[tuple[AccountId, ClientOrderId], OrderReport] = {}
        ended: set[tuple[AccountId, ClientOrderId]] = set()
        for account, report in _reports(self.written):
            if report.client_order_id is not None and (key := (account, report.client_order_id)) not in ended:
                reports[key] = report
                if report.status.final:
                    ended.add(key)
        for entry in self.written:
            if isinstance(entry, SendEnded) and entry.outcome is SendOutcome.NOT_SENT:
                ended.add((entry.account, entry.client_order_id))
        return tuple(
            UnfinishedOrder(
                order,
                report.venue_order_id if report is not None else None,
                report.status.value if report is not None else "pending",
                report.filled if report is not None else 0,
                at.utc_ns,
            )
            for key, (order, at) in self.intents.items()
            for report in (reports.get(key),)
            if key not in ended
        )


def _reports(entries: Iterable[Entry]) -> Iterable[tuple[AccountId, OrderReport]]:
    for entry in entries:
        if isinstance(entry, OrderReported):
            yield entry.account, entry.order
        elif isinstance(entry, SnapshotTaken):
            for order in entry.orders:
                yield entry.account, order
