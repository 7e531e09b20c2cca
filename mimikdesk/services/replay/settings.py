"""The settings to replay with, as they are written on the command line or in a TOML file."""

import tomllib
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TypeVar

from mimikdesk.domain.errors import GroupError, ReplayError
from mimikdesk.domain.group import (
    AddsMode,
    CopyGroup,
    FollowerSettings,
    InstrumentMapping,
    MappingKind,
    PartialFillMode,
    ReplicationMode,
    ValueScaling,
)
from mimikdesk.domain.ids import AccountId, GroupId, account_id
from mimikdesk.services.replay.link import FOLLOWERS

NOBODY = AccountId("nobody")
"""Stands for the leader until the tape says who he is."""

_Choice = TypeVar("_Choice")
_KEYS = ("multiplier", "mode", "max", "adds", "map", "scaling")
_PARTIAL = {"each": PartialFillMode.EACH_FILL, "done": PartialFillMode.WHEN_DONE}
_GROUP_KEYS = ("name", "whitelist", "partial_fills", "follower")


def read_partial_fills(text: str) -> PartialFillMode:
    """``each`` or ``done``. Raises ReplayError."""
    return _choice("partial fills", text, _PARTIAL)


def read_whitelist(text: str) -> frozenset[str]:
    """Roots or dated contracts, with commas between them."""
    return frozenset(entry for part in text.split(",") if (entry := part.strip().upper()))


def read_follower(text: str) -> FollowerSettings:
    """``NAME=MULTIPLIER[,mode=on_fill][,max=N][,adds=by_position][,map=to_micro][,scaling=times_ten]``.

    Raises ReplayError.
    """
    first, *more = text.split(",")
    name, equals, multiplier = first.partition("=")
    if not equals or not name.strip() or not multiplier.strip():
        raise ReplayError(f"“{text}” does not describe a follower. Write NAME=MULTIPLIER, for example PA-01=0.5.")
    values = {"multiplier": multiplier.strip()}
    for part in more:
        key, equals, value = part.partition("=")
        if not equals:
            raise ReplayError(f"“{part}” of the follower {name.strip()} has no value. Write {part.strip()}=VALUE.")
        values[key.strip().lower()] = value.strip()
    return _follower(name.strip(), values)


def group_of(followers: Iterable[FollowerSettings], name: str = "Replay") -> CopyGroup:
    """A group of these followers; who leads it is put in when it is played. Raises ReplayError."""
    try:
        return CopyGroup(GroupId("replay"), name, NOBODY, tuple(followers))
    except GroupError as error:
        raise ReplayError(str(error)) from error


def read_group_file(path: Path) -> CopyGroup:
    """A group in TOML: ``name``, ``whitelist``, ``partial_fills`` and one ``[[follower]]`` for each follower, with
    ``name`` and the keys of ``read_follower``. Raises ReplayError."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except OSError as error:
        raise ReplayError(f"{path} cannot be read ({error.strerror}).") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ReplayError(f"{path.name} is not a TOML file: {error}.") from error
    _only(path.name, data, _GROUP_KEYS)
    followers = data.get("follower", [])
    whitelist = data.get("whitelist", [])
    if not isinstance(followers, list) or not all(isinstance(each, dict) for each in followers):
        raise ReplayError(f"{path.name}: each follower begins with the line [[follower]].")
    if not isinstance(whitelist, list):
        raise ReplayError(f'{path.name}: the whitelist is a list, for example whitelist = ["MNQ", "ESZ6"].')
    group = group_of((_from_file(path.name, each) for each in followers), str(data.get("name", path.stem)))
    return CopyGroup(
        group.group,
        group.name,
        group.leader,
        group.followers,
        whitelist=read_whitelist(",".join(str(entry) for entry in whitelist)),
        partial_fills=read_partial_fills(str(data.get("partial_fills", "done"))),
    )


def _from_file(file: str, data: Mapping[str, object]) -> FollowerSettings:
    name = str(data.get("name", "")).strip()
    if not name:
        raise ReplayError(f"{file}: a follower has no name.")
    return _follower(name, {key: str(value) for key, value in data.items() if key != "name"})


def _follower(name: str, values: Mapping[str, str]) -> FollowerSettings:
    _only(f"The follower {name}", values, _KEYS)
    try:
        multiplier = Decimal(values.get("multiplier", "1"))
    except InvalidOperation:
        raise ReplayError(f"The multiplier of {name} is “{values['multiplier']}”, which is not a number.") from None
    limit = values.get("max")
    if limit is not None and not (limit.isascii() and limit.isdecimal()):
        raise ReplayError(f"The max of {name} is “{limit}”, which is not a whole number of contracts.")
    scaling = _choice("scaling", values.get("scaling", "none"), {mode.value: mode for mode in ValueScaling})
    adds = _choice("adds", values.get("adds", AddsMode.PER_ORDER.value), {mode.value: mode for mode in AddsMode})
    mode = _choice("mode", values.get("mode", ReplicationMode.ON_SUBMIT.value), {m.value: m for m in ReplicationMode})
    try:
        return FollowerSettings(
            account=account_id(FOLLOWERS, name),
            multiplier=multiplier,
            mode=mode,
            adds=adds,
            mapping=_mapping(values.get("map", "same"), scaling),
            max_contracts=None if limit is None else int(limit),
        )
    except GroupError as error:
        raise ReplayError(str(error).replace(account_id(FOLLOWERS, name), name)) from error


def _mapping(text: str, scaling: ValueScaling) -> InstrumentMapping:
    """``same``, ``to_micro``, ``to_mini``, or pairs of roots: ``NQ:MNQ+ES:MES``."""
    if ":" not in text:
        kinds = {kind.value: kind for kind in MappingKind if kind is not MappingKind.CUSTOM}
        return InstrumentMapping(_choice("map", text, kinds, ", or pairs of roots such as NQ:MNQ+ES:MES"), (), scaling)
    pairs = []
    for pair in text.upper().split("+"):
        leader, _, follower = (part.strip() for part in pair.partition(":"))
        if not leader or not follower:
            raise ReplayError(f"“{pair}” is not a pair of roots. Write map=NQ:MNQ, or map=NQ:MNQ+ES:MES for several.")
        pairs.append((leader, follower))
    return InstrumentMapping(MappingKind.CUSTOM, tuple(pairs), scaling)


def _choice(what: str, text: str, choices: Mapping[str, _Choice], more: str = "") -> _Choice:
    found = choices.get(text.strip().lower().replace("-", "_"))
    if found is None:
        raise ReplayError(f"“{text}” is not known for {what}. Choose one of {', '.join(choices)}{more}.")
    return found


def _only(where: str, values: Mapping[str, object], known: tuple[str, ...]) -> None:
    for key in values:
        if key not in known:
            raise ReplayError(f"{where}: “{key}” is not known. There are: {', '.join(known)}.")
