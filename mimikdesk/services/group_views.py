"""What the window is shown of groups as data: who may be chosen, how each group is set, what came of a wish.

Nothing here knows Qt. Everything is frozen and built on the wire lane; the pure functions that read it
(``group_draft``, ``group_preview``, ``group_review``) may be asked on any thread.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from mimikdesk.domain.accounts import AccountAccess
from mimikdesk.domain.decisions import Verdict
from mimikdesk.domain.events import LineState
from mimikdesk.domain.group import CopyGroup
from mimikdesk.domain.ids import AccountId, ConnectionId, GroupId, Symbol
from mimikdesk.domain.instrument import Instrument
from mimikdesk.domain.reasons import Reason
from mimikdesk.domain.risk_locks import ContractLimit
from mimikdesk.services.group_draft import Problem


@dataclass(frozen=True, slots=True)
class Candidate:
    """An account that is in no group and can be chosen (rule 4.4). ``can_follow``: orders can be placed on it; one that
    is only seen can lead. ``note``: what should be known before it is chosen, "" where nothing. ``practice``: it trades
    on the practice exchange."""

    account: AccountId
    name: str
    connection: ConnectionId
    connection_name: str
    environment: str
    line: LineState
    access: AccountAccess
    can_follow: bool
    practice: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class MissingAccount:
    """An account that cannot be chosen: ``why``, and ``advice`` on what to do about it. ``account`` is None for a
    connection that has brought no accounts yet; ``name`` is the connection's then."""

    account: AccountId | None
    name: str
    connection: ConnectionId
    connection_name: str
    why: str
    advice: str


@dataclass(frozen=True, slots=True)
class GroupMember:
    """An account of a group. ``holds``: what it has at the broker and at present, in words, "" where it is known to be
    flat with nothing working. ``sure``: that was read and is up to date. ``leaving``: it is removed as soon as it is
    flat."""

    account: AccountId
    name: str
    connection: ConnectionId
    connection_name: str
    line: LineState
    practice: bool
    on: bool = True
    breach: str = ""
    holds: str = ""
    sure: bool = True
    leaving: bool = False


@dataclass(frozen=True, slots=True)
class GroupDetails:
    """One group as it is set, with its switches as they are now; ``group_draft.draft_of(settings)`` begins an edit.
    ``leader_fixed``: why another leader cannot be chosen at present (rule 4.8), "" where one can;
    ``leader_confirm``: he cannot be read, so that another one is chosen only with the trader's word."""

    settings: CopyGroup
    leader: GroupMember
    followers: tuple[GroupMember, ...]
    leader_fixed: str = ""
    leader_confirm: bool = False


class WishStage(StrEnum):
    """How far a wish about a group is."""

    WORKING = "working"
    """It is being written down, or waits until something is flat (``GroupOutcome.text`` says what for)."""
    DONE = "done"
    REFUSED = "refused"
    """Nothing was changed; ``problems`` and ``text`` say why and what to do."""
    ASKS = "asks"
    """Nothing was changed; the trader has to say more first (``text``): how to leave, or that he confirms."""


class Leaving(StrEnum):
    """What becomes of what a follower holds when it is removed (rule 4.7)."""

    ASK = "ask"
    """It is removed if it is flat and nothing works there; otherwise the outcome asks."""
    FLATTEN = "flatten"
    """Its switch goes off, it is flattened, and removed as soon as the broker reports it flat."""
    LEAVE = "leave"
    """It is removed as it is; positions and orders stay at the broker and nobody watches them."""


@dataclass(frozen=True, slots=True)
class GroupOutcome:
    """What came of a wish. ``attempt``: the number that the window gave it. ``group``: the one that was saved, changed
    or removed. ``warnings``: of a group that was saved all the same (rule 4.10)."""

    attempt: int
    stage: WishStage
    text: str = ""
    group: GroupId | None = None
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class ListedContracts:
    """The contracts that a connection has named so far."""

    connection: ConnectionId
    contracts: tuple[Instrument, ...]


@dataclass(frozen=True, slots=True)
class GroupsView:
    """``groups``: in the order in which they were made. ``outcomes``: of the last wishes, oldest first.
    ``firm_limits``: max contracts that the risk rules of an account allow, where there are any."""

    groups: tuple[GroupDetails, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    missing: tuple[MissingAccount, ...] = ()
    contracts: tuple[ListedContracts, ...] = ()
    outcomes: tuple[GroupOutcome, ...] = ()
    firm_limits: tuple[tuple[AccountId, ContractLimit], ...] = ()

    def outcome(self, attempt: int) -> GroupOutcome | None:
        """What came of one wish, None while nothing is known of it."""
        return next((each for each in self.outcomes if each.attempt == attempt), None)


@dataclass(frozen=True, slots=True)
class PreviewSize:
    """What a follower would do about an opening of ``leader_qty`` contracts from flat. ``size``: by rule 5.1; ``sent``:
    after clipping and holds; ``clipped``: max contracts makes it smaller. ``point``, ``leader_point``: account currency
    for one point of the whole size, the follower's and the leader's; None where the point value is not known.
    ``reason``: why less is sent, with its sentence in ``text``."""

    leader_qty: int
    size: int
    sent: int
    verdict: Verdict
    clipped: bool
    point: Decimal | None
    leader_point: Decimal | None
    reason: Reason | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class FollowerPreview:
    """The sizes of one follower. ``symbol``: what it trades for the leader's instrument, None where it has none.
    ``listed``: its connection has named that contract; where it has not, it is not certain yet that it can be traded.
    ``ten_single_lots``: contracts after ten openings of 1 (rule 5.9)."""

    account: AccountId
    symbol: Symbol | None
    listed: bool
    point_value: Decimal | None
    sizes: tuple[PreviewSize, ...]
    ten_single_lots: int
