"""Older databases are copied and then brought up to date in whole steps; a step that fails leaves no trace."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from mimikdesk.domain.errors import JournalError
from mimikdesk.domain.group import LateEntry, ReplicationMode
from mimikdesk.domain.guard import FindingKind, GuardAction, GuardRule, GuardSettings
from mimikdesk.journal import files
from mimikdesk.journal.migrations import MIGRATIONS, Migration
from mimikdesk.journal.open import open_journal
from tests.helpers.journals import START
from tests.helpers.keep_journal import BREACH, GUARD

DATA = Path(__file__).parents[2] / "data"
"""``journal-vN.db``: a database as version N of the schema left it, for every N that was ever released."""

NEXT = MIGRATIONS[-1].number + 1
ADD_NOTE = Migration(NEXT, ("ALTER TABLE accounts ADD COLUMN note TEXT", "UPDATE accounts SET note = 'old'"))
# The second statement fails as on a full disk: the file may not grow by a single page.
FULL_DISK = Migration(
    NEXT,
    (
        "ALTER TABLE accounts ADD COLUMN note TEXT",
        "PRAGMA max_page_count = 1",
        "CREATE TABLE filler AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9999)"
        " SELECT i, hex(randomblob(500)) AS x FROM n",
    ),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A copy of the newest kept database."""
    return kept(NEXT - 1, tmp_path)


def kept(number: int, folder: Path) -> Path:
    """A copy of the kept database of this version; the original is never opened, for that might change it."""
    return Path(shutil.copy(DATA / f"journal-v{number}.db", folder / files.NAME))


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as sql:
        (number,) = sql.execute("PRAGMA user_version").fetchone()
        return int(number)


def everything(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as sql:
        return list(sql.iterdump())


def test_migrations_are_numbered_from_one_without_gaps() -> None:
    assert [migration.number for migration in MIGRATIONS] == list(range(1, len(MIGRATIONS) + 1))


def test_a_database_of_every_version_is_kept_for_these_tests() -> None:
    names = {f"journal-v{migration.number}.db" for migration in MIGRATIONS}
    assert {file.name for file in DATA.glob("journal-v*")} == names


@pytest.mark.parametrize("number", [migration.number for migration in MIGRATIONS])
def test_the_schema_of_a_kept_database_is_still_what_its_migrations_make(number: int, tmp_path: Path) -> None:
    """A released migration must never change: databases out there would differ from new ones."""
    new = tmp_path / "new"
    open_journal(new, START, MIGRATIONS[:number]).journal.close(START)

    def schema(path: Path) -> list[tuple[str, str]]:
        with closing(sqlite3.connect(path)) as sql:
            return list(sql.execute("SELECT name, sql FROM sqlite_schema ORDER BY name"))

    old = kept(number, tmp_path)
    assert version(old) == number
    assert schema(new / files.NAME) == schema(old)


@pytest.mark.parametrize("number", [migration.number for migration in MIGRATIONS])
def test_a_kept_database_of_every_version_opens_with_all_that_was_in_it(number: int, tmp_path: Path) -> None:
    kept(number, tmp_path)
    journal = open_journal(tmp_path, START).journal
    try:
        (group,) = journal.store.groups()
        assert (group.name, group.leader) == ("NQ scalps", "practice/PA-LEADER")
        assert [(f.account, str(f.multiplier)) for f in group.followers] == [
            ("practice/PA-01", "1.0"),
            ("practice/PA-02", "0.5"),
        ]
        assert len(journal.store.connections()) == 1
        assert len(list(journal.events(1))) == 3
        assert len(list(journal.decisions(1))) == 2
        assert journal.fill_ids(group.leader) == {"501"}
    finally:
        journal.close(START)


def test_an_older_database_is_copied_first_and_then_upgraded(path: Path) -> None:
    before = everything(path)
    result = open_journal(path.parent, START, (*MIGRATIONS, ADD_NOTE))
    result.journal.close(START)
    copy = path.with_name(f"mimikdesk.before-v{NEXT}.db")
    assert version(path) == NEXT
    assert everything(copy) == before
    with closing(sqlite3.connect(path)) as sql:
        assert {note for (note,) in sql.execute("SELECT note FROM accounts")} == {"old"}
    assert len(result.notices) == 1
    assert str(copy) in result.notices[0]


def test_an_upgraded_database_is_not_upgraded_again(path: Path) -> None:
    for expected in (1, 0):
        result = open_journal(path.parent, START, (*MIGRATIONS, ADD_NOTE))
        result.journal.close(START)
        assert len(result.notices) == expected


def test_a_copy_from_before_is_never_overwritten(path: Path) -> None:
    earlier = path.with_name(f"mimikdesk.before-v{NEXT}.db")
    earlier.write_text("an earlier copy")
    open_journal(path.parent, START, (*MIGRATIONS, ADD_NOTE)).journal.close(START)
    assert earlier.read_text() == "an earlier copy"
    assert version(path.with_name(f"mimikdesk.before-v{NEXT}-2.db")) == NEXT - 1


def test_a_disk_that_fills_up_during_an_upgrade_leaves_everything_as_it_was(path: Path) -> None:
    before = everything(path)
    with pytest.raises(JournalError, match=r"is full\. Free some space"):
        open_journal(path.parent, START, (*MIGRATIONS, FULL_DISK))
    assert everything(path) == before
    assert version(path) == NEXT - 1
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_without_a_copy_there_is_no_upgrade(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = everything(path)

    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(JournalError, match=r"backup copy before it failed: Permission denied\. Nothing was changed"):
        open_journal(path.parent, START, (*MIGRATIONS, ADD_NOTE))
    assert everything(path) == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.mark.rule("13.6")
def test_a_group_from_before_the_dry_run_copies_for_real_and_can_be_put_into_one(tmp_path: Path) -> None:
    kept(1, tmp_path)
    journal = open_journal(tmp_path, START).journal
    try:
        (group,) = journal.store.groups()
        assert group.dry_run is False
        journal.store.save_group(replace(group, dry_run=True))
        assert journal.store.groups() == (replace(group, dry_run=True),)
    finally:
        journal.close(START)


@pytest.mark.rule("4.9", "6.4", "6.5")
@pytest.mark.parametrize("number", [1, 2])
def test_a_group_from_before_resting_copies_keeps_its_followers_modes_and_gets_the_defaults(
    number: int, tmp_path: Path
) -> None:
    path = kept(number, tmp_path)
    with closing(sqlite3.connect(path)) as sql:
        sql.execute("UPDATE memberships SET mode = 'off' WHERE account = 'practice/PA-02'")
        sql.commit()
    journal = open_journal(tmp_path, START).journal
    try:
        (group,) = journal.store.groups()
        assert [follower.mode for follower in group.followers] == [ReplicationMode.ON_FILL, ReplicationMode.OFF]
        assert group.late_entry is LateEntry.LEAVE
        assert (group.entry_tolerance_ms, group.exit_tolerance_ms, group.late_entry_ticks) == (3_000, 2_000, 8)
        edited = replace(
            group,
            followers=(replace(group.followers[0], mode=ReplicationMode.ON_SUBMIT), group.followers[1]),
            late_entry=LateEntry.CANCEL,
            exit_tolerance_ms=1_000,
        )
        journal.store.save_group(edited)
        assert journal.store.groups() == (edited,)
    finally:
        journal.close(START)


@pytest.mark.rule("9.7", "9.9")
@pytest.mark.parametrize("number", range(1, 6))
def test_a_group_from_before_the_guard_is_guarded_as_a_new_one_and_can_be_set(number: int, tmp_path: Path) -> None:
    kept(number, tmp_path)
    journal = open_journal(tmp_path, START).journal
    try:
        (group,) = journal.store.groups()
        assert group.guard == GuardSettings()
        assert [follower.breach for follower in group.followers] == ["", ""]
        rule = GuardRule(GuardAction.ALERT, 5_000, 2)
        edited = replace(group, guard=replace(GUARD, changed=((FindingKind.OVER_SIZE, rule), *GUARD.changed)))
        journal.store.save_group(edited)
        assert journal.store.groups() == (edited,)
    finally:
        journal.close(START)


@pytest.mark.rule("9.7", "9.9")
def test_the_guard_of_a_kept_group_comes_back_as_it_was_set(tmp_path: Path) -> None:
    kept(6, tmp_path)
    journal = open_journal(tmp_path, START).journal
    try:
        (group,) = journal.store.groups()
        assert group.guard == GUARD
        assert [follower.breach for follower in group.followers] == ["", BREACH]
    finally:
        journal.close(START)


@pytest.mark.parametrize("number", [1, 2])
def test_the_table_that_is_made_anew_loses_neither_rows_nor_references(number: int, tmp_path: Path) -> None:
    path = kept(number, tmp_path)
    tables = ("memberships", "mapped_roots", "whitelist_entries")

    def rows() -> list[list[tuple[object, ...]]]:
        """Without what the last column of a later schema may hold."""
        with closing(sqlite3.connect(path)) as sql:
            return [
                [row[:width] for row in sql.execute(f"SELECT * FROM {table}")]
                for table, width in zip(tables, (11, 4, 2), strict=True)
            ]

    before = rows()
    assert all(before)
    open_journal(tmp_path, START).journal.close(START)
    assert rows() == before
    with closing(sqlite3.connect(path)) as sql:
        assert list(sql.execute("PRAGMA foreign_key_check")) == []
        sql.execute("PRAGMA foreign_keys = ON")
        sql.execute("DELETE FROM memberships WHERE role = 'leader'")
        with pytest.raises(sqlite3.IntegrityError):  # the group still refers to its leader there
            sql.commit()
