"""What is kept of risk rules and locks over a restart, and who keeps it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Protocol

from mimikdesk.domain.ids import AccountId
from mimikdesk.domain.risk import RiskRules
from mimikdesk.domain.risk_locks import Breach, EndedLock, Lock
from mimikdesk.domain.risk_marks import Marks
from mimikdesk.domain.risk_saved import SavedRisk


class RiskStore(Protocol):
    """Every ``keep`` returns at once; a failing disk is reported elsewhere. What belongs to an account stays when it is
    taken away, so that a lock cannot be got rid of with its connection."""

    def risks(self) -> Mapping[AccountId, SavedRisk]: ...

    def risk_seen_ns(self) -> int:
        """The latest moment (UTC) that anything kept here was written at; 0 where there is nothing."""
        ...

    def keep_risk_rules(self, account: AccountId, rules: RiskRules) -> None: ...

    def keep_risk_marks(self, account: AccountId, marks: Marks, at_ns: int) -> None: ...

    def keep_risk_lock(self, account: AccountId, lock: Lock) -> None:
        """Add a lock, or make a self-lock longer: kind and beginning name it."""
        ...

    def end_risk_lock(self, account: AccountId, ended: EndedLock) -> None: ...

    def keep_risk_breach(self, account: AccountId, breach: Breach | None) -> None: ...

    def keep_risk_day(self, account: AccountId, day: str, pnl: Decimal) -> None: ...


class ForThisRun:
    """A ``RiskStore`` that keeps nothing: what it is asked for is what it was given."""

    def __init__(self, saved: Mapping[AccountId, SavedRisk] | None = None) -> None:
        self._saved = saved or {}

    def risks(self) -> Mapping[AccountId, SavedRisk]:
        return self._saved

    def risk_seen_ns(self) -> int:
        return 0

    def keep_risk_rules(self, account: AccountId, rules: RiskRules) -> None: ...

    def keep_risk_marks(self, account: AccountId, marks: Marks, at_ns: int) -> None: ...

    def keep_risk_lock(self, account: AccountId, lock: Lock) -> None: ...

    def end_risk_lock(self, account: AccountId, ended: EndedLock) -> None: ...

    def keep_risk_breach(self, account: AccountId, breach: Breach | None) -> None: ...

    def keep_risk_day(self, account: AccountId, day: str, pnl: Decimal) -> None: ...
