"""Random events and decisions of every kind, for properties of what keeps or carries them."""

from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from mimikdesk.domain.decisions import Decision
from mimikdesk.domain.events import Event
from mimikdesk.domain.group import CopyGroup, FollowerSettings
from mimikdesk.domain.guard import FindingKind, GuardAction, GuardRule, GuardSettings
from mimikdesk.domain.ids import AccountId

KINDS: tuple[type, ...] = (*get_args(Event), *get_args(Decision))
"""Every kind of record that the engine takes in or gives out."""

DECIMALS = st.decimals(allow_nan=False, allow_infinity=False)

_NOT_NEGATIVE = st.integers(0, 2**63 - 1)

_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(max_size=8),
    int: st.integers(-(2**63), 2**63 - 1),
    bool: st.booleans(),
    Decimal: DECIMALS,
}


def some(kind: Any) -> st.SearchStrategy[Any]:
    """Values of one type as the domain writes it: plain values, records, unions, tuples and sets of them."""
    if isinstance(kind, NewType):
        return some(kind.__supertype__)
    if kind in _PLAIN:
        return _PLAIN[kind]
    if kind is NoneType:
        return st.none()
    if kind is CopyGroup:
        return _groups()
    if kind is GuardSettings:
        return _record(kind, poll_s=st.integers(1, 3600), changed=_guard_rules())
    if kind is FollowerSettings:
        return _record(
            kind, multiplier=st.decimals("0.001", 1000, places=3), max_contracts=st.none() | st.integers(1, 99)
        )
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return st.sampled_from(list(kind))
    if is_dataclass(kind) and isinstance(kind, type):
        return _record(kind)
    origin, args = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return st.one_of(*map(some, args))
    if origin is frozenset:
        return st.frozensets(some(args[0]), max_size=4)
    if origin is tuple and args[-1] is Ellipsis:
        return st.lists(some(args[0]), max_size=3).map(tuple)
    if origin is tuple:
        return st.tuples(*map(some, args))
    raise TypeError(f"no values known for {kind!r}")


def _record(kind: type, **given: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    hints = get_type_hints(kind)
    return st.builds(kind, **({field.name: some(hints[field.name]) for field in fields(kind)} | given))


def _guard_rules() -> st.SearchStrategy[tuple[tuple[FindingKind, GuardRule], ...]]:
    """Rules that the guard may have: none for what is asked about, and only alerts for what is missing."""
    tolerance, contracts = st.integers(0, 60_000), _NOT_NEGATIVE
    alert = st.builds(GuardRule, st.just(GuardAction.ALERT), tolerance, contracts)
    acting = st.builds(
        GuardRule,
        st.sampled_from([action for action in GuardAction if action is not GuardAction.ASK]),
        tolerance,
        contracts,
    )
    missing = st.tuples(st.sampled_from([FindingKind.MISSED_ENTRY, FindingKind.UNDER_SIZE]), alert)
    wrong = st.tuples(
        st.sampled_from(
            [FindingKind.OVER_SIZE, FindingKind.ORPHAN, FindingKind.OPPOSITE_SIDE, FindingKind.ROGUE_TRADE]
        ),
        acting,
    )
    return st.lists(missing | wrong, max_size=3, unique_by=lambda pair: pair[0]).map(tuple)


def _groups() -> st.SearchStrategy[CopyGroup]:
    """Groups that keep the domain's own rules."""
    followers = st.lists(some(FollowerSettings), min_size=1, max_size=3, unique_by=lambda follower: follower.account)

    def group(members: list[FollowerSettings]) -> st.SearchStrategy[CopyGroup]:
        leader = AccountId("leader of " + "".join(member.account for member in members))
        return _record(
            CopyGroup,
            name=st.just("G"),
            leader=st.just(leader),
            followers=st.just(tuple(members)),
            entry_tolerance_ms=_NOT_NEGATIVE,
            exit_tolerance_ms=_NOT_NEGATIVE,
            late_entry_ticks=_NOT_NEGATIVE,
        )

    return followers.flatmap(group)
