"""What keeps a draft from being saved, and what may surprise about it: in words, with what to do."""

import re
from collections.abc import Iterator
from decimal import Decimal

from mimikdesk.domain.group import MappingKind, ValueScaling
from mimikdesk.domain.ids import AccountId
from mimikdesk.domain.risk_locks import ContractLimit
from mimikdesk.domain.sentence import said
from mimikdesk.engine.sizing import open_size
from mimikdesk.services.group_draft import DraftField, FollowerDraft, GroupDraft, Problem
from mimikdesk.services.group_views import Candidate, GroupDetails, GroupMember, GroupsView

MOST_TOLERANCE_MS = 60_000
MOST_MULTIPLIER = 1000
_ENTRY = re.compile(r"[A-Z0-9]{1,8}")


def problems_of(draft: GroupDraft, view: GroupsView) -> tuple[Problem, ...]:
    """Why the draft cannot be saved (rules 4.1 to 4.4, 4.9), in the order of the wizard's pages; none when it can."""
    return (
        *_name(draft, view),
        *_leader(draft, view),
        *_followers(draft, view),
        *(problem for follower in draft.followers for problem in _sizing(follower, view)),
        *_protection(draft),
    )


def warnings_of(draft: GroupDraft, view: GroupsView) -> tuple[Problem, ...]:
    """What does not keep the draft from being saved, but may surprise (rule 4.10)."""
    return (*_limits(draft, view), *_markets(draft, view), *_unknown_entries(draft, view))


def name_of(account: AccountId, view: GroupsView) -> str:
    """How an account is called; by its id where nobody knows it."""
    known = member_of(account, view) or next((each for each in view.candidates if each.account == account), None)
    if known is not None:
        return known.name
    return next((each.name for each in view.missing if each.account == account), account)


def member_of(account: AccountId, view: GroupsView) -> GroupMember | None:
    """The account in whatever group it is."""
    for group in view.groups:
        for member in (group.leader, *group.followers):
            if member.account == account:
                return member
    return None


def group_with(account: AccountId, view: GroupsView) -> GroupDetails | None:
    return next((each for each in view.groups if account in _accounts(each)), None)


def _accounts(group: GroupDetails) -> tuple[AccountId, ...]:
    return (group.leader.account, *(follower.account for follower in group.followers))


def _name(draft: GroupDraft, view: GroupsView) -> Iterator[Problem]:
    name = draft.name.strip()
    if not name:
        text, advice = said("The group has no name."), said("Give it one that you will know it by.")
        yield Problem(DraftField.NAME, text, advice)
    for other in view.groups:
        settings = other.settings
        if settings.group != draft.group and settings.name.casefold() == name.casefold():
            text = said("There is a group “{name}” already.", name=settings.name)
            yield Problem(DraftField.NAME, text, said("Choose another name."))


def _leader(draft: GroupDraft, view: GroupsView) -> Iterator[Problem]:
    leader, base = draft.leader, draft.base
    if leader is None:
        text, advice = said("No leader is chosen."), said("Choose the account that you trade by hand.")
        yield Problem(DraftField.LEADER, text, advice)
        return
    name = name_of(leader, view)
    yield from _taken(DraftField.LEADER, leader, draft, view)
    if any(follower.account == leader for follower in draft.followers):
        text = said("{name} is chosen as leader and as follower.", name=name)
        advice = said("An account cannot copy itself: take it out of one of the two.")
        yield Problem(DraftField.LEADER, text, advice, leader)
    elif base is not None and any(follower.account == leader for follower in base.followers):
        text = said("{name} follows in “{group}” and cannot become its leader.", name=name, group=base.name)
        advice = said("Remove it from the group first; then it can be chosen.")
        yield Problem(DraftField.LEADER, text, advice, leader)


def _followers(draft: GroupDraft, view: GroupsView) -> Iterator[Problem]:
    if not draft.followers:
        text, advice = said("No follower is chosen."), said("Choose at least one account that copies.")
        yield Problem(DraftField.FOLLOWERS, text, advice)
    seen: set[AccountId] = set()
    for follower in draft.followers:
        account = follower.account
        if account in seen:
            text = said("{name} is chosen twice.", name=name_of(account, view))
            yield Problem(DraftField.FOLLOWERS, text, said("Take it out once."), account)
            continue
        seen.add(account)
        yield from _taken(DraftField.FOLLOWERS, account, draft, view)
        chosen = next((each for each in view.candidates if each.account == account), None)
        if chosen is not None and not chosen.can_follow:
            text = said("{name} takes no orders from this login.", name=chosen.name)
            yield Problem(DraftField.FOLLOWERS, text, said("It can lead, but not follow. Take it out."), account)


def _taken(field: DraftField, account: AccountId, draft: GroupDraft, view: GroupsView) -> Iterator[Problem]:
    """Whether an account may be in this group: in none so far, or in this one already (rules 4.2 to 4.4)."""
    its = group_with(account, view)
    if its is not None:
        yield from _taken_in(its, field, account, draft, view)
        return
    if any(each.account == account for each in view.candidates):
        return
    missing = next((each for each in view.missing if each.account == account), None)
    if missing is not None:
        text = said("{name} cannot be chosen: {why}", name=missing.name, why=missing.why)
        yield Problem(field, text, missing.advice, account)
    else:
        text = said("{account} is not set up.", account=account)
        yield Problem(field, text, said("Add its connection first."), account)


def _taken_in(
    its: GroupDetails, field: DraftField, account: AccountId, draft: GroupDraft, view: GroupsView
) -> Iterator[Problem]:
    name, group = name_of(account, view), its.settings.name
    leads = its.leader.account == account
    if its.settings.group != draft.group:
        if leads:
            text = said("{name} leads “{group}” and can be in one group only.", name=name, group=group)
        else:
            text = said("{name} follows in “{group}” and can be in one group only.", name=name, group=group)
        yield Problem(field, text, said("Remove it there first; then it can be chosen here."), account)
    elif field is DraftField.FOLLOWERS and leads and draft.leader != account:
        text = said("{name} leads this group.", name=name)
        yield Problem(field, text, said("Choose another leader and save; then it can be added."), account)


def _sizing(follower: FollowerDraft, view: GroupsView) -> Iterator[Problem]:
    name, account = name_of(follower.account, view), follower.account
    multiplier, where = follower.multiplier, DraftField.MULTIPLIER
    if not multiplier.is_finite() or multiplier <= 0:
        text = said("The multiplier of {name} must be greater than zero.", name=name)
        yield Problem(where, text, said("For half the leader's size write 0.5."), account)
    elif multiplier > MOST_MULTIPLIER:
        text = said("The multiplier of {name} is above {most}.", name=name, most=f"{MOST_MULTIPLIER:,}")
        yield Problem(where, text, said("Check the decimal point."), account)
    elif decimals(multiplier) > 3:
        text = said("The multiplier of {name} has more than 3 decimals.", name=name)
        yield Problem(where, text, said("Round it."), account)
    if follower.max_contracts is not None and follower.max_contracts < 1:
        text = said("Max contracts of {name} must be 1 or more.", name=name)
        yield Problem(DraftField.MAX_CONTRACTS, text, said("Leave it empty for no limit."), account)
    yield from _mapping(follower, name)


def decimals(value: Decimal) -> int:
    """Digits after the point that count."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _mapping(follower: FollowerDraft, name: str) -> Iterator[Problem]:
    mapping, account, where = follower.mapping, follower.account, DraftField.MAPPING
    if mapping.kind is not MappingKind.CUSTOM:
        return
    if not mapping.roots:
        text = said("The instrument list of {name} is empty, so nothing would be copied to it.", name=name)
        yield Problem(where, text, said("Name at least one pair, such as NQ to MNQ."), account)
    roots = [leader for leader, _ in mapping.roots]
    for root in dict.fromkeys(root for root in roots if roots.count(root) > 1):
        text = said("{name} maps {root} twice.", name=name, root=root)
        yield Problem(where, text, said("Take one of the two out."), account)
    for leads, mine in mapping.roots:
        if not (_ENTRY.fullmatch(leads) and _ENTRY.fullmatch(mine)):
            text = said("“{leads}” to “{mine}” of {name} is not a pair of roots.", leads=leads, mine=mine, name=name)
            yield Problem(where, text, said("Write roots in capitals, such as NQ and MNQ."), account)


def _protection(draft: GroupDraft) -> Iterator[Problem]:
    for entry in sorted(draft.whitelist):
        if not _ENTRY.fullmatch(entry):
            text = said("“{entry}” is not an instrument.", entry=entry)
            advice = said("Write a root such as MNQ, or a contract such as MNQZ6.")
            yield Problem(DraftField.WHITELIST, text, advice)
    if not all(0 <= each <= MOST_TOLERANCE_MS for each in (draft.entry_tolerance_ms, draft.exit_tolerance_ms)):
        yield Problem(DraftField.TOLERANCES, said("A tolerance lies between 0 and 60 seconds."), said("Correct it."))
    if draft.late_entry_ticks < 0:
        text = said("The ticks for late entries must be zero or more.")
        yield Problem(DraftField.TOLERANCES, text, said("Correct them."))


# --- warnings ---------------------------------------------------------------------------------------------------------


def _limits(draft: GroupDraft, view: GroupsView) -> Iterator[Problem]:
    """A firm that allows fewer contracts than the leader's limit would ask for (rule 4.10)."""
    limits = dict(view.firm_limits)
    most = limits.get(draft.leader) if draft.leader is not None else None
    if most is None:
        return
    for follower in draft.followers:
        allowed = limits.get(follower.account)
        if allowed is None or follower.multiplier <= 0:
            continue
        for his, mine, unit in _by_unit(follower.mapping.kind, most, allowed):
            scaling = follower.mapping.scaling if follower.mapping.kind is not MappingKind.SAME else ValueScaling.NONE
            asks = open_size(his, follower.multiplier * scaling.factor)
            if asks > mine:
                text = said(
                    "{name} is allowed {allowed} {unit}; a leader at his limit would ask for {asks} on it.",
                    name=name_of(follower.account, view),
                    allowed=mine,
                    unit=unit,
                    asks=asks,
                )
                advice = said("Lower its multiplier, or set its max contracts: then it is clipped in time.")
                yield Problem(DraftField.MAX_CONTRACTS, text, advice, follower.account)
                break


def _by_unit(kind: MappingKind, leader: ContractLimit, follower: ContractLimit) -> tuple[tuple[int, int, str], ...]:
    """The most that the leader may hold, the most that the follower may, and in what the follower counts."""
    contracts, micros = said("contracts"), said("micro contracts")
    leader_micros, follower_micros = leader.contracts * leader.micros, follower.contracts * follower.micros
    if kind is MappingKind.TO_MICRO:
        return ((leader.contracts, follower_micros, micros),)
    if kind is MappingKind.TO_MINI:
        return ((leader_micros, follower.contracts, contracts),)
    return (leader.contracts, follower.contracts, contracts), (leader_micros, follower_micros, micros)


def _markets(draft: GroupDraft, view: GroupsView) -> Iterator[Problem]:
    """Practice prices are not the real market's: limits and stops of the one mean nothing on the other."""
    leader = known_account(draft.leader, view) if draft.leader is not None else None
    if leader is None:
        return
    for follower in draft.followers:
        its = known_account(follower.account, view)
        if its is not None and its.practice != leader.practice:
            text = said(
                "{name} and the leader {leader} trade at different prices: one of them is for practice.",
                name=its.name,
                leader=leader.name,
            )
            advice = said("Use practice accounts together, and real ones together.")
            yield Problem(DraftField.FOLLOWERS, text, advice, follower.account)


def known_account(account: AccountId, view: GroupsView) -> Candidate | GroupMember | None:
    """A member of any group, or an account that can be chosen."""
    return member_of(account, view) or next((each for each in view.candidates if each.account == account), None)


def _unknown_entries(draft: GroupDraft, view: GroupsView) -> Iterator[Problem]:
    known = {name for each in view.contracts for its in each.contracts for name in (its.root, str(its.symbol))}
    for entry in sorted(draft.whitelist):
        if known and entry not in known and _ENTRY.fullmatch(entry):
            text = said("No connection has named “{entry}” so far.", entry=entry)
            advice = said("Check the spelling; openings in anything else are held back.")
            yield Problem(DraftField.WHITELIST, text, advice)
