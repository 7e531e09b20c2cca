"""A `RiskStore` in memory that outlives a program, as the journal does."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from mimikdesk.domain.ids import AccountId
from mimikdesk.domain.risk import RiskRules
from mimikdesk.domain.risk_locks import Breach, EndedLock, Lock
from mimikdesk.domain.risk_marks import Marks
from mimikdesk.domain.risk_saved import SavedRisk


class RiskMemory:
    def __init__(self) -> None:
        self.saved: dict[AccountId, SavedRisk] = {}
        self.seen_ns = 0

    def risks(self) -> Mapping[AccountId, SavedRisk]:
        return dict(self.saved)

    def risk_seen_ns(self) -> int:
        return self.seen_ns

    def of(self, account: AccountId) -> SavedRisk:
        return self.saved.get(account, SavedRisk())

    def keep_risk_rules(self, account: AccountId, rules: RiskRules) -> None:
        self.saved[account] = replace(self.of(account), rules=rules)

    def keep_risk_marks(self, account: AccountId, marks: Marks, at_ns: int) -> None:
        self.saved[account] = replace(self.of(account), marks=marks)
        self.seen_ns = max(self.seen_ns, at_ns)

    def keep_risk_lock(self, account: AccountId, lock: Lock) -> None:
        name = lock.kind, lock.since_ns
        others = tuple(each for each in self.of(account).locks if (each.kind, each.since_ns) != name)
        self.saved[account] = replace(self.of(account), locks=(lock, *others))
        self.seen_ns = max(self.seen_ns, lock.since_ns)

    def end_risk_lock(self, account: AccountId, ended: EndedLock) -> None:
        name, before = (ended.lock.kind, ended.lock.since_ns), self.of(account)
        others = tuple(each for each in before.locks if (each.kind, each.since_ns) != name)
        self.saved[account] = replace(before, locks=others, ended=(ended, *before.ended))
        self.seen_ns = max(self.seen_ns, ended.ended_ns)

    def keep_risk_breach(self, account: AccountId, breach: Breach | None) -> None:
        self.saved[account] = replace(self.of(account), breach=breach)

    def keep_risk_day(self, account: AccountId, day: str, pnl: Decimal) -> None:
        self.saved[account] = replace(self.of(account), days=(*self.of(account).days, (day, pnl)))
