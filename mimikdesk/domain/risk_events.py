"""What the risk rules say to the engine: what an account is allowed, and that a rule has fired (section 11)."""

from mimikdesk.domain.decisions import Level, NoticeKind
from mimikdesk.domain.ids import AccountId
from mimikdesk.domain.record import record
from mimikdesk.domain.risk_locks import Breach, ContractLimit, RiskHold
from mimikdesk.domain.time import Stamp


@record(frozen=True, slots=True)
class RiskStood:
    """What the risk rules of an account allow it from now on (section 11); replaces what stood before.

    ``holds``: what keeps it from opening, gravest first. ``contracts``: its limit over all instruments, None for none.
    ``trades_left``: trades that may still begin today, by all fills that were seen; None for any number.
    """

    account: AccountId
    holds: tuple[RiskHold, ...]
    contracts: ContractLimit | None
    trades_left: int | None
    at: Stamp


@record(frozen=True, slots=True)
class RiskBreached:
    """A risk rule of an account has fired: nothing is opened on it any more, and it is to be flat (rule 11.4). Comes
    again for one that the last run did not see through."""

    account: AccountId
    breach: Breach
    at: Stamp


@record(frozen=True, slots=True)
class RiskTold:
    """Something about the risk rules of an account that the trader is to know: near a limit, locked, unlocked, edited.
    It is told, and changes nothing."""

    account: AccountId
    kind: NoticeKind
    level: Level
    text: str
    at: Stamp
