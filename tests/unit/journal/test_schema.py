"""The rules of groups hold in the schema itself: shown with plain SQL, past all of the program's own checks."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import inspect

from mimikdesk.domain.group import LateEntry, ReplicationMode
from mimikdesk.domain.guard import FindingKind, GuardAction, GuardProfile
from mimikdesk.journal import tables
from mimikdesk.journal.database import reading_engine
from mimikdesk.journal.journal import Journal

GROUP = "INSERT INTO copy_groups (id, place, name, is_on, partial_fills, leader, first_follower) VALUES "
LEADER = "INSERT INTO memberships (account, group_id, role, place) VALUES "
FOLLOWER = (
    "INSERT INTO memberships (account, group_id, role, place, multiplier, mode, adds, mapping, scaling, is_on) VALUES "
)
SETTINGS = "'1', 'on_fill', 'per_order', 'same', 'none', 1)"

ONE_GROUP = (
    GROUP + "('g', 1, 'G', 1, 'when_done', 'p/A', 'p/B')",
    LEADER + "('p/A', 'g', 'leader', 0)",
    FOLLOWER + "('p/B', 'g', 'follower', 1, " + SETTINGS,
)

Commit = Callable[..., None]


@pytest.fixture
def commit(stocked: Journal) -> Iterator[Commit]:
    """Runs statements in one transaction with nothing but Python's own SQLite."""
    with closing(sqlite3.connect(stocked.path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")

        def run(*statements: str) -> None:
            connection.execute("BEGIN")
            try:
                for statement in statements:
                    connection.execute(statement)
                connection.execute("COMMIT")
            except sqlite3.Error:
                connection.execute("ROLLBACK")
                raise

        yield run


def test_a_whole_group_is_accepted(commit: Commit, stocked: Journal) -> None:
    commit(*ONE_GROUP)
    assert [group.name for group in stocked.store.groups()] == ["G"]


@pytest.mark.rule("4.1")
def test_a_group_without_a_leader_among_its_members_is_refused(commit: Commit) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        commit(ONE_GROUP[0], ONE_GROUP[2])


@pytest.mark.rule("4.1")
def test_a_group_without_a_follower_is_refused(commit: Commit) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        commit(ONE_GROUP[0], ONE_GROUP[1])


@pytest.mark.rule("4.1")
def test_a_group_whose_named_leader_is_a_follower_is_refused(commit: Commit) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        commit(
            ONE_GROUP[0],
            FOLLOWER + "('p/A', 'g', 'follower', 1, " + SETTINGS,
            FOLLOWER + "('p/B', 'g', 'follower', 2, " + SETTINGS,
        )


@pytest.mark.rule("4.1")
def test_a_second_leader_is_refused(commit: Commit) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        commit(*ONE_GROUP, LEADER + "('p/C', 'g', 'leader', 3)")


@pytest.mark.rule("4.1")
@pytest.mark.parametrize("account", ["p/A", "p/B"])
def test_neither_the_leader_nor_the_last_follower_can_be_taken_out(commit: Commit, account: str) -> None:
    commit(*ONE_GROUP)
    with pytest.raises(sqlite3.IntegrityError):
        commit(f"DELETE FROM memberships WHERE account = '{account}'")


@pytest.mark.rule("4.1")
def test_a_group_cannot_be_deleted_from_under_its_members(commit: Commit) -> None:
    commit(*ONE_GROUP)
    with pytest.raises(sqlite3.IntegrityError):
        commit("DELETE FROM copy_groups WHERE id = 'g'")


SECOND_GROUP = GROUP + "('h', 2, 'H', 1, 'when_done', '{leader}', '{follower}')"


@pytest.mark.rule("4.2", "4.3")
@pytest.mark.parametrize(
    ("leader", "follower"),
    [("p/A", "p/C"), ("p/B", "p/C"), ("p/C", "p/A"), ("p/C", "p/B")],
    ids=["leads twice", "a follower becomes leader", "a leader becomes follower", "follows twice"],
)
def test_an_account_of_one_group_is_refused_in_another_in_either_role(
    commit: Commit, leader: str, follower: str
) -> None:
    commit(*ONE_GROUP)
    with pytest.raises(sqlite3.IntegrityError, match=r"memberships\.account"):
        commit(
            SECOND_GROUP.format(leader=leader, follower=follower),
            LEADER + f"('{leader}', 'h', 'leader', 0)",
            FOLLOWER + f"('{follower}', 'h', 'follower', 1, " + SETTINGS,
        )


@pytest.mark.rule("4.3")
def test_an_account_is_refused_as_leader_and_follower_of_the_same_group(commit: Commit) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=r"memberships\.account"):
        commit(*ONE_GROUP, FOLLOWER + "('p/A', 'g', 'follower', 2, " + SETTINGS)


@pytest.mark.rule("4.3")
def test_a_follower_cannot_be_turned_into_a_second_leader(commit: Commit) -> None:
    commit(*ONE_GROUP, FOLLOWER + "('p/C', 'g', 'follower', 2, " + SETTINGS)
    with pytest.raises(sqlite3.IntegrityError):
        commit(
            "UPDATE memberships SET role = 'leader', multiplier = NULL, mode = NULL, adds = NULL, mapping = NULL, "
            "scaling = NULL, is_on = NULL WHERE account = 'p/C'"
        )


def test_a_member_must_be_an_account_that_is_set_up(commit: Commit) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        commit(*ONE_GROUP, FOLLOWER + "('p/X', 'g', 'follower', 2, " + SETTINGS)


@pytest.mark.parametrize("multiplier", ["0", "-1", "-0.5", "much"])
def test_a_follower_with_a_multiplier_of_zero_or_less_is_refused(commit: Commit, multiplier: str) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        commit(*ONE_GROUP[:2], ONE_GROUP[2].replace("'1', 'on_fill'", f"'{multiplier}', 'on_fill'"))


@pytest.mark.rule("4.9")
@pytest.mark.parametrize("mode", ["", "on_whim", "ON_FILL"])
def test_a_follower_of_a_mode_that_there_is_not_is_refused(commit: Commit, mode: str) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        commit(*ONE_GROUP[:2], ONE_GROUP[2].replace("'on_fill'", f"'{mode}'"))


@pytest.mark.rule("4.9")
@pytest.mark.parametrize("mode", [str(mode) for mode in ReplicationMode])
def test_every_mode_there_is_is_accepted(commit: Commit, stocked: Journal, mode: str) -> None:
    commit(*ONE_GROUP[:2], ONE_GROUP[2].replace("'on_fill'", f"'{mode}'"))
    assert stocked.store.groups()[0].followers[0].mode == mode


@pytest.mark.rule("6.4", "6.5")
@pytest.mark.parametrize(
    "wrong",
    [
        "late_entry = 'hope'",
        "late_entry = NULL",
        "entry_tolerance_ms = -1",
        "exit_tolerance_ms = -1",
        "late_entry_ticks = -1",
    ],
)
def test_a_setting_for_late_copies_that_cannot_be_is_refused(commit: Commit, wrong: str) -> None:
    commit(*ONE_GROUP)
    with pytest.raises(sqlite3.IntegrityError):
        commit(f"UPDATE copy_groups SET {wrong}")


@pytest.mark.rule("6.4")
@pytest.mark.parametrize("late", [str(late) for late in LateEntry])
def test_every_answer_to_a_late_entry_is_accepted(commit: Commit, stocked: Journal, late: str) -> None:
    commit(*ONE_GROUP, f"UPDATE copy_groups SET late_entry = '{late}'")
    assert stocked.store.groups()[0].late_entry == late


@pytest.mark.rule("9.9")
@pytest.mark.parametrize(
    "wrong",
    [
        "guard_profile = 'sleep'",
        "guard_on = 2",
        "disable_on_breach = NULL",
        "guard_poll_s = 0",
        "guard_poll_s = 3601",
    ],
)
def test_a_guard_that_cannot_be_is_refused(commit: Commit, wrong: str) -> None:
    commit(*ONE_GROUP)
    with pytest.raises(sqlite3.IntegrityError):
        commit(f"UPDATE copy_groups SET {wrong}")


RULE = "INSERT INTO guard_rules (group_id, place, kind, action, tolerance_ms, contracts) VALUES "


@pytest.mark.rule("9.4", "9.6")
@pytest.mark.parametrize(
    "wrong",
    [
        "('g', 0, 'missed_entry', 'exit', 0, 0)",
        "('g', 0, 'under_size', 'trim', 0, 0)",
        "('g', 0, 'stale', 'exit', 0, 0)",
        "('g', 0, 'orphan', 'enter', 0, 0)",
        "('g', 0, 'orphan', 'ask', 0, 0)",
        "('g', 0, 'orphan', 'exit', 60001, 0)",
        "('g', 0, 'orphan', 'exit', -1, 0)",
        "('g', 0, 'orphan', 'exit', 0, -1)",
        "('x', 0, 'orphan', 'exit', 0, 0)",
        "('g', 0, 'orphan', 'exit', 0, 0), ('g', 1, 'orphan', 'alert', 0, 0)",
    ],
)
def test_a_rule_that_the_guard_cannot_have_is_refused(commit: Commit, wrong: str) -> None:
    commit(*ONE_GROUP)
    with pytest.raises(sqlite3.IntegrityError):
        commit(RULE + wrong)


@pytest.mark.rule("9.4", "9.9")
def test_every_profile_and_every_rule_there_is_is_accepted(commit: Commit, stocked: Journal) -> None:
    commit(*ONE_GROUP)
    for profile in GuardProfile:
        commit(f"UPDATE copy_groups SET guard_profile = '{profile}'")
        assert stocked.store.groups()[0].guard.profile is profile
    for action in GuardAction:
        if action is not GuardAction.ASK:
            commit("DELETE FROM guard_rules", RULE + f"('g', 0, 'orphan', '{action}', 0, 0)")
            (rule,) = stocked.store.groups()[0].guard.changed
            assert (rule[0], rule[1].action) == (FindingKind.ORPHAN, action)


@pytest.mark.rule("9.7")
def test_only_a_follower_can_carry_a_breach(commit: Commit) -> None:
    commit(*ONE_GROUP, "UPDATE memberships SET breach = 'why' WHERE role = 'follower'")
    with pytest.raises(sqlite3.IntegrityError):
        commit("UPDATE memberships SET breach = 'why' WHERE role = 'leader'")


def test_two_accounts_of_the_same_name_on_a_connection_are_refused(commit: Commit) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        commit("INSERT INTO accounts (id, connection, name) VALUES ('other', 'p', 'A')")


@pytest.mark.rule("7.1")
def test_the_same_fill_of_an_account_is_refused_twice(commit: Commit) -> None:
    fill = (
        "INSERT INTO fills (session, account, fill_id, venue_order_id, symbol, side, qty, price, seen_ns, seen_mono_ns)"
        " VALUES (1, '{account}', 'f1', 'v1', 'MNQZ6', 'buy', 1, '20000', 1, 1)"
    )
    commit(fill.format(account="p/A"), fill.format(account="p/B"))
    with pytest.raises(sqlite3.IntegrityError, match=r"fills\.fill_id"):
        commit(fill.format(account="p/A"))


def test_the_tables_of_the_program_are_those_of_the_schema(journal: Journal, tmp_path: Path) -> None:
    engine = reading_engine(journal.path)
    schema = inspect(engine)
    there = {
        table: {c["name"]: str(c["type"]) for c in schema.get_columns(table)} for table in schema.get_table_names()
    }
    engine.dispose()
    constants = {"leader_role", "follower_role"}  # only the foreign keys of copy_groups need these two
    there["copy_groups"] = {name: kind for name, kind in there["copy_groups"].items() if name not in constants}
    known = {t.name: {column.name: str(column.type) for column in t.columns} for t in tables.metadata.sorted_tables}
    assert known == there
