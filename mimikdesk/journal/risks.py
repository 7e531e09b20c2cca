"""Risk rules, marks, locks and breaches, kept over a restart (section 11).

Reading may happen on any thread. Everything that is kept is handed over and written as soon as the disk can take it:
a price must not wait for a disk. What belongs to an account stays when the account is taken away.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from sqlalchemy import Connection as Sql
from sqlalchemy import delete, select

from mimikdesk.domain.ids import AccountId
from mimikdesk.domain.risk import RiskRules
from mimikdesk.domain.risk_locks import Breach, EndedLock, Lock
from mimikdesk.domain.risk_marks import Marks
from mimikdesk.domain.risk_saved import SavedRisk
from mimikdesk.journal import tables as t
from mimikdesk.journal.codec import codec_of
from mimikdesk.journal.database import Reader
from mimikdesk.journal.rows import Change, storable
from mimikdesk.journal.writer import Writer

HISTORY = 50
"""Ended locks of an account that are read back, the newest ones."""
DAYS = 370
"""Trading days of an account that are read back, the newest ones."""

_write_rules, _read_rules = codec_of(RiskRules)
_write_marks, _read_marks = codec_of(Marks)
_write_lock, _read_lock = codec_of(Lock)
_write_breach, _read_breach = codec_of(Breach)


class RiskKeeper:
    def __init__(self, reader: Reader, writer: Writer) -> None:
        self._reader = reader
        self._writer = writer

    def risks(self) -> Mapping[AccountId, SavedRisk]:
        """What is kept, by account."""
        saved: defaultdict[AccountId, SavedRisk] = defaultdict(SavedRisk)
        with self._reader.connect() as sql:
            for row in sql.execute(select(t.risk_rules)):
                saved[AccountId(row.account)] = SavedRisk(_read_rules(row.body))
            for row in sql.execute(select(t.risk_marks)):
                account = AccountId(row.account)
                saved[account] = replace(saved[account], marks=_read_marks(row.body))
            for row in sql.execute(select(t.risk_breaches)):
                account = AccountId(row.account)
                saved[account] = replace(saved[account], breach=_read_breach(row.body))
            for row in sql.execute(select(t.risk_days).order_by(t.risk_days.c.day)):
                account = AccountId(row.account)
                days = (*saved[account].days, (row.day, Decimal(row.pnl)))[-DAYS:]
                saved[account] = replace(saved[account], days=days)
            for row in sql.execute(select(t.risk_locks).order_by(t.risk_locks.c.since_ns.desc())):
                account, lock = AccountId(row.account), _read_lock(row.body)
                before = saved[account]
                if row.ended_ns is None:
                    saved[account] = replace(before, locks=(*before.locks, lock))
                elif len(before.ended) < HISTORY:
                    saved[account] = replace(before, ended=(*before.ended, EndedLock(lock, row.ended_ns, row.how)))
        return dict(saved)

    def risk_seen_ns(self) -> int:
        """The latest moment (UTC) that anything kept here was written at; 0 where there is nothing."""
        marks, locks = t.risk_marks.c, t.risk_locks.c
        with self._reader.connect() as sql:
            found = [
                *sql.scalars(select(marks.at_ns)),
                *sql.scalars(select(locks.since_ns)),
                *sql.scalars(select(locks.ended_ns).where(locks.ended_ns.is_not(None))),
            ]
        return max((int(moment) for moment in found if moment is not None), default=0)

    def keep_risk_rules(self, account: AccountId, rules: RiskRules) -> None:
        self._put("risk_rules", account, _write_rules(rules))

    def keep_risk_marks(self, account: AccountId, marks: Marks, at_ns: int) -> None:
        statement = (
            "INSERT INTO risk_marks (account, at_ns, body) VALUES (:account, :at_ns, :body) "
            "ON CONFLICT (account) DO UPDATE SET at_ns = excluded.at_ns, body = excluded.body"
        )
        self._hand_over(statement, account=account, at_ns=at_ns, body=_write_marks(marks))

    def keep_risk_lock(self, account: AccountId, lock: Lock) -> None:
        """Add a lock, or make a self-lock longer: kind and beginning name it."""
        statement = (
            "INSERT INTO risk_locks (account, kind, since_ns, until_ns, body) "
            "VALUES (:account, :kind, :since_ns, :until_ns, :body) "
            "ON CONFLICT (account, kind, since_ns) DO UPDATE SET until_ns = excluded.until_ns, body = excluded.body"
        )
        self._hand_over(
            statement,
            account=account,
            kind=str(lock.kind),
            since_ns=lock.since_ns,
            until_ns=lock.until_ns,
            body=_write_lock(lock),
        )

    def end_risk_lock(self, account: AccountId, ended: EndedLock) -> None:
        statement = (
            "UPDATE risk_locks SET ended_ns = :ended_ns, how = :how "
            "WHERE account = :account AND kind = :kind AND since_ns = :since_ns AND ended_ns IS NULL"
        )
        lock, how = ended.lock, storable(ended.how)
        self._hand_over(
            statement, account=account, kind=str(lock.kind), since_ns=lock.since_ns, ended_ns=ended.ended_ns, how=how
        )

    def keep_risk_breach(self, account: AccountId, breach: Breach | None) -> None:
        if breach is not None:
            self._put("risk_breaches", account, _write_breach(breach))
        else:
            self._hand_over("DELETE FROM risk_breaches WHERE account = :account", account=account)

    def keep_risk_day(self, account: AccountId, day: str, pnl: Decimal) -> None:
        statement = (
            "INSERT INTO risk_days (account, day, pnl) VALUES (:account, :day, :pnl) "
            "ON CONFLICT (account, day) DO UPDATE SET pnl = excluded.pnl"
        )
        self._hand_over(statement, account=account, day=day, pnl=str(pnl))

    def forget_risk_marks(self, accounts: Iterable[AccountId]) -> None:
        """Let go of marks and of breaches under way: these accounts have begun anew. Rules and locks stay. Waits for
        the disk; JournalError when that fails."""
        gone = list(accounts)

        def forget(sql: Sql) -> None:
            for table in (t.risk_marks, t.risk_breaches):
                sql.execute(delete(table).where(table.c.account.in_(gone)))

        self._writer.run(forget)

    def _put(self, table: str, account: AccountId, body: str) -> None:
        statement = (
            f"INSERT INTO {table} (account, body) VALUES (:account, :body) "
            "ON CONFLICT (account) DO UPDATE SET body = excluded.body"
        )
        self._hand_over(statement, account=account, body=body)

    def _hand_over(self, statement: str, **values: object) -> None:
        self._writer.hand_over(Change(statement, values))
