"""The demo workspace: there at the first start, never in anybody's way."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from mimikdesk.app.demo import DEMO_GROUP, make_demo_workspace
from mimikdesk.domain.accounts import Connection
from mimikdesk.domain.ids import ConnectionId
from mimikdesk.domain.time import Stamp
from mimikdesk.journal.journal import Journal
from mimikdesk.journal.open import open_journal

AT = Stamp(1_795_262_400_000_000_000, 0)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    journal = open_journal(tmp_path, AT).journal
    yield journal
    journal.close(AT)


def test_an_empty_journal_gets_one_leader_and_three_followers_of_different_size(journal: Journal) -> None:
    assert make_demo_workspace(journal.store)
    (group,) = journal.store.groups()
    assert group.leader == "practice/PA-LEADER"
    assert [(follower.account, follower.multiplier) for follower in group.followers] == [
        ("practice/PA-01", Decimal("1.0")),
        ("practice/PA-02", Decimal("0.5")),
        ("practice-b/PB-01", Decimal("2.0")),
    ]
    assert [connection.name for connection in journal.store.connections()] == ["Practice", "Practice B"]


def test_the_demo_shows_copies_that_rest_and_beside_them_a_follower_of_fills(journal: Journal) -> None:
    make_demo_workspace(journal.store)
    (group,) = journal.store.groups()
    assert [str(follower.mode) for follower in group.followers] == ["on_submit", "on_submit", "on_fill"]


def test_a_journal_in_use_is_left_as_it_is(journal: Journal) -> None:
    make_demo_workspace(journal.store)
    journal.store.keep_group_on(DEMO_GROUP, False)
    assert journal.recorder.flush()
    assert not make_demo_workspace(journal.store)
    assert not journal.store.groups()[0].on


def test_a_journal_with_a_connection_of_the_traders_own_gets_no_demo(journal: Journal) -> None:
    journal.store.save_connection(Connection(ConnectionId("mine"), "Mine", "practice", "demo"))
    assert not make_demo_workspace(journal.store)
    assert journal.store.groups() == ()


def test_a_first_start_that_was_cut_short_is_completed(journal: Journal) -> None:
    journal.store.save_connection(Connection(ConnectionId("practice"), "Practice", "practice", "demo"))
    assert make_demo_workspace(journal.store)
    assert len(journal.store.groups()) == 1


def test_a_demo_group_that_was_removed_stays_away(journal: Journal) -> None:
    make_demo_workspace(journal.store)
    journal.store.remove_group(DEMO_GROUP)
    assert not make_demo_workspace(journal.store)
