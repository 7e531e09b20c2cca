"""Connections, accounts and copy groups: what the trader set up, kept under the rules of section 4.

Reading may happen on any thread. Saving waits for the writer thread; a save that is refused changes nothing. Each
rule is checked here first, for a sentence that names who is in the way, and once more by the schema.
"""

from collections.abc import Iterable
from decimal import Decimal

from sqlalchemy import Connection as Sql
from sqlalchemy import Row, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from mimikdesk.domain.accounts import Account, Connection
from mimikdesk.domain.errors import GroupError
from mimikdesk.domain.group import (
    AddsMode,
    ClosedMarket,
    CopyGroup,
    FollowerSettings,
    InstrumentMapping,
    LateEntry,
    MappingKind,
    PartialFillMode,
    ReplicationMode,
    ValueScaling,
)
from mimikdesk.domain.guard import FindingKind, GuardAction, GuardProfile, GuardRule, GuardSettings
from mimikdesk.domain.ids import AccountId, ConnectionId, GroupId, Symbol
from mimikdesk.journal import logins
from mimikdesk.journal import tables as t
from mimikdesk.journal.database import Reader
from mimikdesk.journal.rows import Change, storable
from mimikdesk.journal.writer import Writer

# Nothing where the group was removed meanwhile.
_INSERT_RULE = """
    INSERT INTO guard_rules (group_id, kind, place, action, tolerance_ms, contracts)
    SELECT id, :kind, :place, :action, :tolerance_ms, :contracts FROM copy_groups WHERE id = :group_id
"""


class SavedSetup:
    """The trader's set-up as it stands in the database. Only reads."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def connections(self) -> tuple[Connection, ...]:
        with self._reader.connect() as sql:
            return logins.connections(sql)

    def accounts(self) -> tuple[Account, ...]:
        with self._reader.connect() as sql:
            return logins.accounts(sql, select(t.accounts))

    def unassigned_accounts(self) -> tuple[Account, ...]:
        """The accounts that are in no group, in either role: all that a picker may offer (rule 4.4)."""
        taken = select(t.memberships.c.account)
        with self._reader.connect() as sql:
            return logins.accounts(sql, select(t.accounts).where(t.accounts.c.id.not_in(taken)))

    def groups(self) -> tuple[CopyGroup, ...]:
        """All groups in the order they were made, followers in the order they were given."""
        with self._reader.connect() as sql:
            rows = sql.execute(select(t.copy_groups).order_by(t.copy_groups.c.place)).all()
            return tuple(_group(sql, row) for row in rows)

    def traded_since(self, since_ns: int) -> tuple[Symbol, ...]:
        """The contracts in which anything was filled since then (UTC)."""
        found = select(t.fills.c.symbol).where(t.fills.c.seen_ns >= since_ns).distinct().order_by(t.fills.c.symbol)
        with self._reader.connect() as sql:
            return tuple(Symbol(str(symbol)) for symbol in sql.execute(found).scalars())


class Store(SavedSetup):
    """The same, to be changed too. Raises JournalError when the database cannot be written."""

    def __init__(self, reader: Reader, writer: Writer) -> None:
        super().__init__(reader)
        self._writer = writer

    # --- connections and accounts -------------------------------------------------------------------------------

    def save_connection(self, connection: Connection) -> None:
        """Add the connection, or change the one with its id. AccountError when it has no name, or when the same login
        is connected already (rule 3.7)."""
        self._writer.run(lambda sql: logins.save_connection(sql, connection))

    def save_account(self, account: Account) -> None:
        """Add the account, or change the one with its id. AccountError when it has no name, when its connection is
        unknown or has another account of this name, or when the account is on another connection already."""
        self._writer.run(lambda sql: logins.save_account(sql, account))

    def save_login(self, connection: Connection, accounts: Iterable[Account]) -> None:
        """Both at once, or with an AccountError nothing of it."""
        self._writer.run(lambda sql: logins.save_login(sql, connection, accounts))

    def save_desk(self, connections: Iterable[Connection], accounts: Iterable[Account], group: CopyGroup) -> None:
        """Connections, their accounts and a group of them at once, or nothing of it, with AccountError or
        GroupError."""

        def save(sql: Sql) -> None:
            for connection in connections:
                logins.save_connection(sql, connection)
            for account in accounts:
                logins.save_account(sql, account)
            _save_group(sql, group)

        self._writer.run(save)

    def remove_connection(self, connection: ConnectionId) -> None:
        """Remove the connection with its accounts; what they did stays in the record. AccountError names the groups
        that they are in. A connection that is not there is fine."""
        self._writer.run(lambda sql: logins.remove(sql, connection))

    # --- groups -------------------------------------------------------------------------------------------------

    def save_group(self, group: CopyGroup) -> None:
        """Add the group, or put this in place of the one with its id. GroupError names the account in the way."""
        self._writer.run(lambda sql: _save_group(sql, group))

    def remove_group(self, group: GroupId) -> None:
        """Remove the group; its accounts become available again. A group that is not there is fine."""
        self._writer.run(lambda sql: _remove_group(sql, group))

    # --- switches: told to the engine first, so here nobody waits for the disk -------------------------------------

    def keep_group_on(self, group: GroupId, on: bool) -> None:
        """Remember a group's switch over a restart. Returns at once; it is written as soon as the disk can take it,
        and a disk that fails is told by the recorder. A group that is not there any more is fine."""
        statement = "UPDATE copy_groups SET is_on = :is_on WHERE id = :id"
        self._writer.hand_over(Change(statement, {"is_on": int(on), "id": group}))

    def keep_follower_on(self, account: AccountId, on: bool) -> None:
        """Remember a follower's switch over a restart, in the same way."""
        statement = "UPDATE memberships SET is_on = :is_on WHERE account = :account AND role = 'follower'"
        self._writer.hand_over(Change(statement, {"is_on": int(on), "account": account}))

    def keep_connection_on(self, connection: ConnectionId, on: bool) -> None:
        """Remember over a restart whether a connection is to be connected, in the same way."""
        statement = "UPDATE connections SET is_on = :is_on WHERE id = :id"
        self._writer.hand_over(Change(statement, {"is_on": int(on), "id": connection}))

    def keep_breach(self, account: AccountId, breach: str) -> None:
        """Remember why the guard switched a follower off, in the same way; "" takes the mark away (rule 9.7)."""
        statement = "UPDATE memberships SET breach = :breach WHERE account = :account AND role = 'follower'"
        self._writer.hand_over(Change(statement, {"breach": storable(breach), "account": account}))

    def keep_guarding(self, group: GroupId, guard: GuardSettings, closed_market: ClosedMarket) -> None:
        """Remember how a group is guarded, in the same way."""
        statement = (
            "UPDATE copy_groups SET guard_profile = :profile, guard_on = :is_on, disable_on_breach = :disable, "
            "guard_poll_s = :poll_s, closed_market = :closed_market WHERE id = :id"
        )
        values = {
            "profile": str(guard.profile),
            "is_on": int(guard.on),
            "disable": int(guard.disable_on_breach),
            "poll_s": guard.poll_s,
            "closed_market": str(closed_market),
            "id": group,
        }
        rules = [(_INSERT_RULE, values) for values in _rule_values(group, guard)]
        self._writer.hand_over(
            Change(statement, values, (("DELETE FROM guard_rules WHERE group_id = :id", {"id": group}), *rules))
        )


def _group(sql: Sql, row: Row[tuple[object, ...]]) -> CopyGroup:
    m, w = t.memberships, t.whitelist_entries
    members = sql.execute(select(m).where(m.c.group_id == row.id, m.c.role == "follower").order_by(m.c.place)).all()
    whitelist = sql.scalars(select(w.c.entry).where(w.c.group_id == row.id))
    return CopyGroup(
        group=GroupId(row.id),
        name=row.name,
        leader=AccountId(row.leader),
        followers=tuple(_follower(sql, member) for member in members),
        whitelist=frozenset(whitelist),
        partial_fills=PartialFillMode(row.partial_fills),
        on=bool(row.is_on),
        dry_run=bool(row.dry_run),
        late_entry=LateEntry(row.late_entry),
        entry_tolerance_ms=row.entry_tolerance_ms,
        exit_tolerance_ms=row.exit_tolerance_ms,
        late_entry_ticks=row.late_entry_ticks,
        closed_market=ClosedMarket(row.closed_market),
        guard=GuardSettings(
            profile=GuardProfile(row.guard_profile),
            on=bool(row.guard_on),
            disable_on_breach=bool(row.disable_on_breach),
            poll_s=row.guard_poll_s,
            changed=_guard_rules(sql, GroupId(row.id)),
        ),
    )


def _guard_rules(sql: Sql, group: GroupId) -> tuple[tuple[FindingKind, GuardRule], ...]:
    r = t.guard_rules.c
    rows = sql.execute(select(t.guard_rules).where(r.group_id == group).order_by(r.place))
    return tuple(
        (FindingKind(row.kind), GuardRule(GuardAction(row.action), row.tolerance_ms, row.contracts)) for row in rows
    )


def _rule_values(group: GroupId, guard: GuardSettings) -> list[dict[str, object]]:
    return [
        {
            "group_id": group,
            "kind": str(kind),
            "place": number,
            "action": str(rule.action),
            "tolerance_ms": rule.tolerance_ms,
            "contracts": rule.contracts,
        }
        for number, (kind, rule) in enumerate(guard.changed)
    ]


def _follower(sql: Sql, row: Row[tuple[object, ...]]) -> FollowerSettings:
    r = t.mapped_roots.c
    pairs = sql.execute(select(r.leader_root, r.follower_root).where(r.account == row.account).order_by(r.place))
    roots = tuple((pair.leader_root, pair.follower_root) for pair in pairs)
    return FollowerSettings(
        account=AccountId(row.account),
        multiplier=Decimal(row.multiplier),
        mode=ReplicationMode(row.mode),
        adds=AddsMode(row.adds),
        mapping=InstrumentMapping(MappingKind(row.mapping), roots, ValueScaling(row.scaling)),
        max_contracts=row.max_contracts,
        on=bool(row.is_on),
        breach=row.breach,
    )


def _save_group(sql: Sql, group: CopyGroup) -> None:
    _check_accounts(sql, group)
    g = t.copy_groups.c
    place = sql.scalar(select(g.place).where(g.id == group.group))
    if place is None:
        place = (sql.scalar(select(func.max(g.place))) or 0) + 1
    _remove_group(sql, group.group)
    sql.execute(
        insert(t.copy_groups).values(
            id=group.group,
            place=place,
            name=group.name,
            is_on=int(group.on),
            partial_fills=str(group.partial_fills),
            leader=group.leader,
            first_follower=group.followers[0].account,
            dry_run=int(group.dry_run),
            late_entry=str(group.late_entry),
            entry_tolerance_ms=group.entry_tolerance_ms,
            exit_tolerance_ms=group.exit_tolerance_ms,
            late_entry_ticks=group.late_entry_ticks,
            closed_market=str(group.closed_market),
            guard_profile=str(group.guard.profile),
            guard_on=int(group.guard.on),
            disable_on_breach=int(group.guard.disable_on_breach),
            guard_poll_s=group.guard.poll_s,
        )
    )
    for values in _rule_values(group.group, group.guard):
        sql.execute(insert(t.guard_rules).values(**values))
    for entry in sorted(group.whitelist):
        sql.execute(insert(t.whitelist_entries).values(group_id=group.group, entry=entry))
    sql.execute(insert(t.memberships).values(account=group.leader, group_id=group.group, role="leader", place=0))
    for position, follower in enumerate(group.followers, 1):
        _insert_follower(sql, group.group, position, follower)


def _insert_follower(sql: Sql, group: GroupId, place: int, follower: FollowerSettings) -> None:
    sql.execute(
        insert(t.memberships).values(
            account=follower.account,
            group_id=group,
            role="follower",
            place=place,
            multiplier=str(follower.multiplier),
            mode=str(follower.mode),
            adds=str(follower.adds),
            mapping=str(follower.mapping.kind),
            scaling=str(follower.mapping.scaling),
            max_contracts=follower.max_contracts,
            is_on=int(follower.on),
            breach=storable(follower.breach),
        )
    )
    for number, (leader_root, follower_root) in enumerate(follower.mapping.roots):
        sql.execute(
            insert(t.mapped_roots).values(
                account=follower.account, place=number, leader_root=leader_root, follower_root=follower_root
            )
        )


def _remove_group(sql: Sql, group: GroupId) -> None:
    sql.execute(delete(t.memberships).where(t.memberships.c.group_id == group))
    sql.execute(delete(t.copy_groups).where(t.copy_groups.c.id == group))


def _check_accounts(sql: Sql, group: CopyGroup) -> None:
    """GroupError when an account of the group is not known, or is in another group already."""
    for account in (group.leader, *(follower.account for follower in group.followers)):
        if sql.scalar(select(t.accounts.c.id).where(t.accounts.c.id == account)) is None:
            raise GroupError(f"{account} is not set up. Add its connection first, then put it into “{group.name}”.")
        m, g = t.memberships, t.copy_groups
        other = sql.execute(
            select(m.c.role, g.c.name)
            .join(g, g.c.id == m.c.group_id)
            .where(m.c.account == account, m.c.group_id != group.group)
        ).first()
        if other is not None:
            does = "leads" if other.role == "leader" else "follows in"
            raise GroupError(
                f"{account} already {does} “{other.name}” and can be in one group only. "
                f"Remove it there before you put it into “{group.name}”."
            )
