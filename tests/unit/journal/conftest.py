"""An open journal in a fresh folder, and a set-up to put into it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mimikdesk.domain.accounts import Account, Connection
from mimikdesk.domain.ids import AccountId, ConnectionId
from mimikdesk.journal.journal import Journal
from mimikdesk.journal.open import open_journal
from tests.helpers.journals import START


@pytest.fixture
def open_in() -> Iterator[Callable[[Path], Journal]]:
    """Opens journals; those that are open at the end are closed."""
    journals: list[Journal] = []

    def opener(folder: Path) -> Journal:
        journals.append(open_journal(folder, START).journal)
        return journals[-1]

    yield opener
    for journal in journals:
        journal.close(START)


@pytest.fixture
def journal(tmp_path: Path, open_in: Callable[[Path], Journal]) -> Journal:
    return open_in(tmp_path)


@pytest.fixture
def stocked(journal: Journal) -> Journal:
    """A journal with one connection, ``p``, and its accounts ``p/A`` to ``p/F``."""
    connection = ConnectionId("p")
    journal.store.save_connection(Connection(connection, "Practice", "practice", "demo"))
    for name in "ABCDEF":
        journal.store.save_account(Account(AccountId(f"p/{name}"), connection, name))
    return journal
