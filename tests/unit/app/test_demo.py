"""The practice accounts: one leader and three followers, never in anybody's way."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from mimikdesk.app.demo import CONNECTIONS, DEMO_GROUP, GROUP, PRACTICE_DESK, make_demo_workspace
from mimikdesk.domain.accounts import Connection
from mimikdesk.domain.errors import GroupError
from mimikdesk.domain.ids import AccountId, ConnectionId
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


def test_beside_the_group_there_are_accounts_for_one_of_the_traders_own(journal: Journal) -> None:
    make_demo_workspace(journal.store)
    assert [account.id for account in journal.store.unassigned_accounts()] == ["practice-b/PB-02", "practice/PA-03"]


def test_a_trader_who_has_connected_a_broker_can_try_it_too(journal: Journal) -> None:
    journal.store.save_connection(Connection(ConnectionId("mine"), "Mine", "tradovate", "demo"))
    assert make_demo_workspace(journal.store)
    assert len(journal.store.groups()) == 1


@pytest.mark.parametrize("connection", ["practice", "practice-b"])
def test_where_anything_of_them_is_left_nothing_is_set_up_again(journal: Journal, connection: str) -> None:
    journal.store.save_connection(Connection(ConnectionId(connection), "Practice", "practice", "demo"))
    assert not make_demo_workspace(journal.store)
    assert (journal.store.groups(), journal.store.accounts()) == ((), ())


def test_a_group_that_was_removed_stays_away(journal: Journal) -> None:
    make_demo_workspace(journal.store)
    journal.store.remove_group(DEMO_GROUP)
    assert not make_demo_workspace(journal.store)


def test_a_group_that_cannot_be_saved_leaves_no_half_of_it(journal: Journal) -> None:
    broken = replace(GROUP, leader=AccountId("practice/NOBODY"))
    with pytest.raises(GroupError):
        journal.store.save_desk(CONNECTIONS, PRACTICE_DESK.accounts, broken)
    assert (journal.store.connections(), journal.store.accounts()) == ((), ())
