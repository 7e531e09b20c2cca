"""What is kept of one account's risk rules and locks over a restart."""

from dataclasses import dataclass, field
from decimal import Decimal

from mimikdesk.domain.risk import RiskRules
from mimikdesk.domain.risk_locks import Breach, EndedLock, Lock
from mimikdesk.domain.risk_marks import Marks


@dataclass(frozen=True, slots=True)
class SavedRisk:
    """``breach``: one that the last run did not see through. ``days``: P&L by trading day, oldest first. ``ended``:
    locks of the past, newest first."""

    rules: RiskRules = field(default_factory=RiskRules)
    marks: Marks | None = None
    locks: tuple[Lock, ...] = ()
    ended: tuple[EndedLock, ...] = ()
    breach: Breach | None = None
    days: tuple[tuple[str, Decimal], ...] = ()
