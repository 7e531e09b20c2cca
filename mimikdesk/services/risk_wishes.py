"""The part of the window's wishes that is about risk rules and locks."""

from mimikdesk.domain.ids import AccountId
from mimikdesk.domain.risk import RiskRules, RuleKind


class RiskWishes:
    def set_risk(self, accounts: tuple[AccountId, ...], rules: RiskRules) -> None:
        """See ``services.control.Control``."""

    def arm_risk(self, accounts: tuple[AccountId, ...], kind: RuleKind, armed: bool) -> None:
        """See ``services.control.Control``."""

    def lock_accounts(self, accounts: tuple[AccountId, ...], reason: str) -> None:
        """See ``services.control.Control``."""

    def self_lock(self, accounts: tuple[AccountId, ...], hours: int) -> None:
        """See ``services.control.Control``."""

    def unlock_account(self, account: AccountId, reason: str) -> None:
        """See ``services.control.Control``."""
