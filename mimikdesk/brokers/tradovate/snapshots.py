"""Snapshots: of all accounts when a connection is made, of single ones when a read is complete. What is missing for
one is waited for."""

from collections.abc import Iterable

from mimikdesk.brokers.tradovate.books import Books
from mimikdesk.brokers.tradovate.ledger import Ledger
from mimikdesk.brokers.tradovate.outbox import Outbox
from mimikdesk.domain.clock import Clock
from mimikdesk.domain.events import SnapshotTaken
from mimikdesk.domain.ids import AccountId
from mimikdesk.domain.time import Stamp


class Snapshots:
    def __init__(self, clock: Clock, books: Books, ledger: Ledger, outbox: Outbox) -> None:
        self._clock = clock
        self._books = books
        self._ledger = ledger
        self._outbox = outbox
        self._asked_at = clock.now()
        self._reading: dict[AccountId, Stamp] = {}

    @property
    def accounts(self) -> tuple[AccountId, ...]:
        """Those that are open. One that is absent from the broker's list for a while stays."""
        return tuple(account for account in self._books.accounts if self._is_open(account))

    def begin(self, asked_at: Stamp) -> None:
        """A connection is made: everything is told anew. ``asked_at``: when it was asked for."""
        self._books.begin_again()
        self._ledger.begin_again()
        self._reading.clear()
        self._asked_at = asked_at

    def want(self, accounts: Iterable[AccountId], asked_at: Stamp) -> None:
        """The rows of a read are in the books, perhaps not yet what they refer to."""
        self._reading.update(dict.fromkeys((its for its in accounts if self._is_open(its)), asked_at))

    def lost(self) -> None:
        self._reading.clear()

    def tell_wanted(self) -> None:
        """Tell those that are complete by now."""
        for account, asked_at in list(self._reading.items()):
            taken = self._books.snapshot(account, asked_at, self._clock.now())
            if taken is not None:
                del self._reading[account]
                self._tell(taken)

    def tell_all(self) -> bool:
        """Tell one of every account, all together; False while something is missing for any."""
        if self._books.missing.sections:
            return False
        at = self._clock.now()
        taken = [self._books.snapshot(account, self._asked_at, at) for account in self.accounts]
        complete = [snapshot for snapshot in taken if snapshot is not None]
        if len(complete) < len(taken):
            return False
        for snapshot in complete:
            self._tell(snapshot)
        return True

    def _tell(self, snapshot: SnapshotTaken) -> None:
        for report in snapshot.orders:
            self._ledger.note(snapshot.account, report)
        self._outbox.now(snapshot)

    def _is_open(self, account: AccountId) -> bool:
        row = self._books.account_row(account)
        return row is not None and row.active and not row.closed and not row.archived
