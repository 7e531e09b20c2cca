"""Connections and accounts in the database, and the rule that nothing is connected twice (rule 3.7).

Each rule is checked here first, for a sentence that names what is in the way, and once more by the schema.
"""

from collections.abc import Iterable

from sqlalchemy import Connection as Sql
from sqlalchemy import Row, Select, delete, select
from sqlalchemy.dialects.sqlite import insert

from mimikdesk.domain.accounts import Account, AccountAccess, Connection, LoginKind
from mimikdesk.domain.errors import AccountError
from mimikdesk.domain.ids import AccountId, ConnectionId
from mimikdesk.journal import tables as t


def connections(sql: Sql) -> tuple[Connection, ...]:
    """All connections by their ids."""
    return tuple(_connection(row) for row in sql.execute(select(t.connections).order_by(t.connections.c.id)))


def accounts(sql: Sql, chosen: Select[tuple[str, ...]]) -> tuple[Account, ...]:
    """The accounts that were chosen, by their ids."""
    return tuple(_account(row) for row in sql.execute(chosen.order_by(t.accounts.c.id)))


def save_login(sql: Sql, connection: Connection, its_accounts: Iterable[Account]) -> None:
    save_connection(sql, connection)
    for account in its_accounts:
        save_account(sql, account)


def save_connection(sql: Sql, connection: Connection) -> None:
    if not connection.name.strip():
        raise AccountError("A connection needs a name.")
    c = t.connections.c
    twin = select(c.name).where(
        c.broker == connection.broker,
        c.environment == connection.environment,
        c.user_id == connection.user_id,
        c.id != connection.id,
    )
    if connection.user_id and (name := sql.scalar(twin)) is not None:
        raise AccountError(f"This login is connected already, as “{name}”. Sign in again there instead of adding it.")
    values = {
        "name": connection.name,
        "broker": connection.broker,
        "environment": connection.environment,
        "login": str(connection.login),
        "user_name": connection.user,
        "user_id": connection.user_id,
        "device": connection.device,
        "is_on": int(connection.on),
    }
    sql.execute(
        insert(t.connections)
        .values(id=connection.id, **values)
        .on_conflict_do_update(index_elements=["id"], set_=values)
    )


def save_account(sql: Sql, account: Account) -> None:
    if not account.name.strip():
        raise AccountError("An account needs a name.")
    c = t.connections.c
    its = sql.execute(select(c.broker, c.environment).where(c.id == account.connection)).first()
    if its is None:
        raise AccountError(
            f"The account {account.name} belongs to the connection “{account.connection}”, which is not set up. "
            "Set up the connection first."
        )
    a = t.accounts.c
    twin = sql.scalar(select(a.id).where(a.connection == account.connection, a.name == account.name))
    if twin not in (None, account.id):
        raise AccountError(f"The connection “{account.connection}” already has an account named {account.name}.")
    elsewhere = (
        select(c.name)
        .join(t.accounts, a.connection == c.id)
        .where(
            a.venue_id == account.venue_id,
            a.id != account.id,
            c.broker == its.broker,
            c.environment == its.environment,
        )
    )
    if account.venue_id and (name := sql.scalar(elsewhere)) is not None:
        raise AccountError(
            f"The account {account.name} is connected already, through “{name}”. Remove that connection first."
        )
    values = {
        "connection": account.connection,
        "name": account.name,
        "venue_id": account.venue_id,
        "access": str(account.access),
    }
    sql.execute(
        insert(t.accounts).values(id=account.id, **values).on_conflict_do_update(index_elements=["id"], set_=values)
    )


def remove(sql: Sql, connection: ConnectionId) -> None:
    """AccountError names the groups in the way."""
    its = select(t.accounts.c.id).where(t.accounts.c.connection == connection)
    groups = sql.scalars(
        select(t.copy_groups.c.name)
        .join(t.memberships, t.memberships.c.group_id == t.copy_groups.c.id)
        .where(t.memberships.c.account.in_(its))
        .distinct()
        .order_by(t.copy_groups.c.place)
    ).all()
    if groups:
        raise AccountError(in_groups(groups))
    sql.execute(delete(t.accounts).where(t.accounts.c.connection == connection))
    sql.execute(delete(t.connections).where(t.connections.c.id == connection))


def in_groups(groups: Iterable[str]) -> str:
    """Why a connection cannot be removed while its accounts are in these groups, and what to do."""
    names = [f"“{name}”" for name in groups]
    told = " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    return f"Its accounts are in {told}. Take them out of {'the group' if len(names) == 1 else 'the groups'} first."


def _connection(row: Row[tuple[object, ...]]) -> Connection:
    return Connection(
        ConnectionId(row.id),
        row.name,
        row.broker,
        row.environment,
        login=LoginKind(row.login),
        user=row.user_name,
        user_id=row.user_id,
        device=row.device,
        on=bool(row.is_on),
    )


def _account(row: Row[tuple[str, ...]]) -> Account:
    return Account(AccountId(row.id), ConnectionId(row.connection), row.name, row.venue_id, AccountAccess(row.access))
