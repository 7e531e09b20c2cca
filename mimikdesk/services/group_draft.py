"""A copy group as the trader is drawing it up: it may still be incomplete or wrong, and says in words what is missing.

The window fills a ``GroupDraft`` and asks ``problems_of`` as he types; saving asks the same once more on the lane, and
the database and the engine after it.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from mimikdesk.domain.group import (
    AddsMode,
    ClosedMarket,
    CopyGroup,
    FollowerSettings,
    InstrumentMapping,
    LateEntry,
    PartialFillMode,
    ReplicationMode,
)
from mimikdesk.domain.guard import GuardSettings
from mimikdesk.domain.ids import AccountId, GroupId


class DraftField(StrEnum):
    """What of a draft a problem or a warning is about."""

    NAME = "name"
    LEADER = "leader"
    FOLLOWERS = "followers"
    MULTIPLIER = "multiplier"
    MAX_CONTRACTS = "max_contracts"
    MAPPING = "mapping"
    WHITELIST = "whitelist"
    TOLERANCES = "tolerances"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a draft cannot be saved, or what the trader should know before he saves it. ``text``: what it is; ``advice``:
    what to do, "" where that is clear. ``account``: the one it is about, None where it is about the group."""

    field: DraftField
    text: str
    advice: str = ""
    account: AccountId | None = None


@dataclass(frozen=True, slots=True)
class FollowerDraft:
    """One follower as it is being drawn up; the same words as ``FollowerSettings``, of which it may break the rules."""

    account: AccountId
    multiplier: Decimal = Decimal(1)
    mode: ReplicationMode = ReplicationMode.ON_SUBMIT
    adds: AddsMode = AddsMode.PER_ORDER
    mapping: InstrumentMapping = field(default_factory=InstrumentMapping)
    max_contracts: int | None = None


@dataclass(frozen=True, slots=True)
class GroupDraft:
    """A group as it is being drawn up; the same words as ``CopyGroup``. ``group``: the group that is edited, None for a
    new one. ``on``: whether a new one copies at once; switches of one that is there are not changed by saving.
    ``base``: the group as it was when editing began, so that what was changed elsewhere meanwhile is not lost."""

    group: GroupId | None = None
    name: str = ""
    leader: AccountId | None = None
    followers: tuple[FollowerDraft, ...] = ()
    whitelist: frozenset[str] = frozenset()
    partial_fills: PartialFillMode = PartialFillMode.WHEN_DONE
    on: bool = True
    dry_run: bool = False
    late_entry: LateEntry = LateEntry.LEAVE
    entry_tolerance_ms: int = 3_000
    exit_tolerance_ms: int = 2_000
    late_entry_ticks: int = 8
    closed_market: ClosedMarket = ClosedMarket.KEEP
    guard: GuardSettings = field(default_factory=GuardSettings)
    base: CopyGroup | None = None


def draft_of(group: CopyGroup) -> GroupDraft:
    """The draft with which editing a group begins."""
    return GroupDraft(
        group=group.group,
        name=group.name,
        leader=group.leader,
        followers=tuple(follower_draft_of(follower) for follower in group.followers),
        whitelist=group.whitelist,
        partial_fills=group.partial_fills,
        on=group.on,
        dry_run=group.dry_run,
        late_entry=group.late_entry,
        entry_tolerance_ms=group.entry_tolerance_ms,
        exit_tolerance_ms=group.exit_tolerance_ms,
        late_entry_ticks=group.late_entry_ticks,
        closed_market=group.closed_market,
        guard=group.guard,
        base=group,
    )


def follower_draft_of(follower: FollowerSettings) -> FollowerDraft:
    return FollowerDraft(
        follower.account,
        follower.multiplier,
        follower.mode,
        follower.adds,
        follower.mapping,
        follower.max_contracts,
    )


def group_of(draft: GroupDraft, group: GroupId, now: CopyGroup | None = None) -> CopyGroup:
    """The group that a draft without problems describes. ``now``: the one that it changes, whose switches and marks
    stay as they are. GroupError where ``problems_of`` would have found something."""
    switches = {follower.account: follower for follower in now.followers} if now is not None else {}
    followers = []
    for drawn in draft.followers:
        before = switches.get(drawn.account)
        followers.append(
            FollowerSettings(
                account=drawn.account,
                multiplier=drawn.multiplier,
                mode=drawn.mode,
                adds=drawn.adds,
                mapping=drawn.mapping,
                max_contracts=drawn.max_contracts,
                on=before.on if before is not None else True,
                breach=before.breach if before is not None else "",
            )
        )
    return CopyGroup(
        group=group,
        name=draft.name.strip(),
        leader=draft.leader or AccountId(""),
        followers=tuple(followers),
        whitelist=draft.whitelist,
        partial_fills=draft.partial_fills,
        on=now.on if now is not None else draft.on,
        dry_run=draft.dry_run,
        late_entry=draft.late_entry,
        entry_tolerance_ms=draft.entry_tolerance_ms,
        exit_tolerance_ms=draft.exit_tolerance_ms,
        late_entry_ticks=draft.late_entry_ticks,
        closed_market=draft.closed_market,
        guard=draft.guard,
    )
