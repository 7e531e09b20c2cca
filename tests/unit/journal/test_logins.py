"""Logins come back whole, nothing is connected twice, and nothing is removed from under a group."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from mimikdesk.domain.accounts import Account, AccountAccess, Connection, LoginKind
from mimikdesk.domain.errors import AccountError
from mimikdesk.domain.group import CopyGroup, FollowerSettings
from mimikdesk.domain.ids import AccountId, ConnectionId, GroupId
from mimikdesk.journal.journal import Journal

APEX = Connection(
    ConnectionId("tradovate-demo-880011"),
    "Apex",
    "tradovate",
    "demo",
    login=LoginKind.API_KEY,
    user="apx_1",
    user_id="880011",
    device="d-7",
    on=False,
)
OTHER = replace(APEX, id=ConnectionId("t2"), name="Other", user_id="880012", user="apx_2")
ONE = Account(AccountId("tradovate-demo-880011/APEX-01"), APEX.id, "APEX-01", "31", AccountAccess.READ_ONLY)
TWO = Account(AccountId("tradovate-demo-880011/APEX-02"), APEX.id, "APEX-02", "32")


def insert(journal: Journal, *statements: str) -> None:
    with closing(sqlite3.connect(journal.path, isolation_level=None)) as sql:
        sql.execute("PRAGMA foreign_keys = ON")
        for statement in statements:
            sql.execute(statement)


def test_a_login_comes_back_as_it_was_saved(journal: Journal) -> None:
    journal.store.save_login(APEX, (ONE, TWO))
    assert journal.store.connections() == (APEX,)
    assert journal.store.accounts() == (ONE, TWO)
    journal.store.keep_connection_on(APEX.id, True)
    assert journal.recorder.flush()
    assert journal.store.connections() == (replace(APEX, on=True),)


@pytest.mark.rule("3.7")
def test_the_same_login_twice_is_refused_by_name(journal: Journal) -> None:
    journal.store.save_connection(APEX)
    again = replace(APEX, id=ConnectionId("t2"), name="Again", login=LoginKind.OAUTH, user="another name")
    with pytest.raises(AccountError, match="connected already, as “Apex”"):
        journal.store.save_login(again, ())
    assert journal.store.connections() == (APEX,)
    journal.store.save_connection(replace(again, environment="live"))
    assert len(journal.store.connections()) == 2


@pytest.mark.rule("3.7")
def test_an_account_that_is_on_another_connection_is_refused_with_all_that_came_with_it(journal: Journal) -> None:
    journal.store.save_login(APEX, (ONE, TWO))
    mine = Account(AccountId("t2/mine"), OTHER.id, "mine", "40")
    same = Account(AccountId("t2/APEX-02"), OTHER.id, "APEX-02", "32")
    with pytest.raises(AccountError, match="APEX-02 is connected already, through “Apex”"):
        journal.store.save_login(OTHER, (mine, same))
    assert journal.store.connections() == (APEX,)
    live = replace(OTHER, environment="live")
    journal.store.save_login(live, (same,))
    assert journal.store.accounts()[0] == same


@pytest.mark.rule("3.7")
def test_the_schema_itself_refuses_both(journal: Journal) -> None:
    journal.store.save_login(APEX, (ONE,))
    connection = "INSERT INTO connections (id, name, broker, environment, user_id) VALUES "
    with pytest.raises(sqlite3.IntegrityError, match="user_id"):
        insert(journal, connection + "('x', 'X', 'tradovate', 'demo', '880011')")
    insert(journal, connection + "('x', 'X', 'tradovate', 'demo', '9')")
    account = "INSERT INTO accounts (id, connection, name, venue_id) VALUES "
    with pytest.raises(sqlite3.IntegrityError, match="connected already"):
        insert(journal, account + "('x/1', 'x', '1', '31')")
    insert(journal, account + "('x/1', 'x', '1', '77')")
    with pytest.raises(sqlite3.IntegrityError, match="connected already"):
        insert(journal, "UPDATE accounts SET venue_id = '31' WHERE id = 'x/1'")


def test_ids_that_are_not_known_stand_in_nobodys_way(journal: Journal) -> None:
    for name in ("a", "b"):
        connection = Connection(ConnectionId(name), name, "practice", "demo")
        journal.store.save_login(connection, (Account(AccountId(f"{name}/PA-01"), connection.id, "PA-01"),))
    assert len(journal.store.accounts()) == 2


def test_a_login_is_removed_with_its_accounts_and_may_be_gone_already(journal: Journal) -> None:
    journal.store.save_login(APEX, (ONE, TWO))
    journal.store.save_connection(OTHER)
    for _ in range(2):
        journal.store.remove_connection(APEX.id)
        assert journal.store.connections() == (OTHER,)
        assert journal.store.accounts() == ()


def test_one_whose_accounts_are_in_a_group_is_not_removed(journal: Journal) -> None:
    journal.store.save_login(APEX, (ONE, TWO))
    journal.store.save_group(CopyGroup(GroupId("g"), "NQ scalps", ONE.id, (FollowerSettings(TWO.id),)))
    with pytest.raises(AccountError, match=r"in “NQ scalps”\. Take them out of the group first"):
        journal.store.remove_connection(APEX.id)
    assert journal.store.accounts() == (ONE, TWO)
