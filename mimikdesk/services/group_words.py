"""A draft in plain sentences: what the group will do once it is saved."""

from collections.abc import Iterator
from decimal import Decimal

from mimikdesk.domain.group import (
    AddsMode,
    ClosedMarket,
    LateEntry,
    MappingKind,
    PartialFillMode,
    ReplicationMode,
    ValueScaling,
)
from mimikdesk.domain.guard import GuardSettings
from mimikdesk.domain.guard_words import PROFILE_NAMES, PROFILE_SENTENCES, seconds
from mimikdesk.domain.ids import Symbol
from mimikdesk.domain.sentence import joined, said
from mimikdesk.services.group_draft import FollowerDraft, GroupDraft
from mimikdesk.services.group_preview import preview, symbols_for
from mimikdesk.services.group_review import known_account, name_of
from mimikdesk.services.group_views import FollowerPreview, GroupsView

SHOWN_SIZES = (1, 2, 4)
"""Contracts of the leader that a follower's sentence tells the sizes for."""

_MODES = {
    ReplicationMode.ON_SUBMIT: said("The leader's resting orders rest on it too."),
    ReplicationMode.ON_FILL: said("Nothing rests on it; the leader's fills are followed at the market."),
    ReplicationMode.OFF: said("Nothing is opened on it; what was copied is still closed with the leader."),
}
_MAPPINGS = {
    MappingKind.TO_MICRO: said("It trades the micro contract."),
    MappingKind.TO_MINI: said("It trades the mini contract."),
}
_SCALINGS = {
    ValueScaling.TIMES_TEN: said("Its size is scaled: ten contracts for one."),
    ValueScaling.DIVIDED_BY_TEN: said(
        "Its size is scaled: one contract for ten, by the size of the leader's whole position."
    ),
}


def review(draft: GroupDraft, view: GroupsView, symbol: Symbol | None = None) -> tuple[str, ...]:
    """What the group will do, a sentence for each thing; for a draft without problems. ``symbol``: the leader's
    instrument for which sizes are told, the first that is known where it is None."""
    chosen = symbol or next(iter(symbols_for(draft, view)), None)
    rows = {row.account: row for row in preview(draft, chosen, view, SHOWN_SIZES)} if chosen is not None else {}
    return (
        _head(draft, view),
        *(_follower(each, rows.get(each.account), chosen, view) for each in draft.followers),
        *_rules(draft),
        _start(draft),
    )


def _head(draft: GroupDraft, view: GroupsView) -> str:
    leader = draft.leader
    known = known_account(leader, view) if leader is not None else None
    name = name_of(leader, view) if leader is not None else ""
    where = known.connection_name if known is not None else ""
    parts = {"group": draft.name.strip(), "leader": name, "connection": where, "count": len(draft.followers)}
    if len(draft.followers) == 1:
        return said("“{group}”: {leader} ({connection}) leads and is only watched; 1 account follows.", **parts)
    return said("“{group}”: {leader} ({connection}) leads and is only watched; {count} accounts follow.", **parts)


def _follower(drawn: FollowerDraft, row: FollowerPreview | None, symbol: Symbol | None, view: GroupsView) -> str:
    name, factor = name_of(drawn.account, view), shown(drawn.multiplier)
    sentences = [said("{name} copies with x{factor}.", name=name, factor=factor)]
    if drawn.max_contracts == 1:
        sentences.append(said("It never holds more than 1 contract in an instrument."))
    elif drawn.max_contracts is not None:
        words = said("It never holds more than {most} contracts in an instrument.", most=drawn.max_contracts)
        sentences.append(words)
    if drawn.mapping.kind is MappingKind.CUSTOM:
        pairs = ", ".join(f"{leads} → {mine}" for leads, mine in drawn.mapping.roots)
        sentences.append(said("It trades {pairs}, and nothing else.", pairs=pairs))
    elif drawn.mapping.kind in _MAPPINGS:
        sentences.append(_MAPPINGS[drawn.mapping.kind])
    if drawn.mapping.kind is not MappingKind.SAME and drawn.mapping.scaling in _SCALINGS:
        sentences.append(_SCALINGS[drawn.mapping.scaling])
    sizes = _sizes(row, symbol) if row is not None and symbol is not None else ""
    adds = ""
    if drawn.adds is AddsMode.BY_POSITION:
        adds = said("Additions never take it above the size of the leader's whole position.")
    return joined([*sentences, sizes, adds, _MODES[drawn.mode]])


def _sizes(row: FollowerPreview, symbol: Symbol) -> str:
    if row.symbol is None:
        return said("It has no instrument for {symbol}: openings in it are held back.", symbol=symbol)
    if not any(size.sent for size in row.sizes):
        return row.sizes[0].text
    return said(
        "When the leader opens {leads} {symbol}, it opens {mine} {its}.",
        leads=_listed([size.leader_qty for size in row.sizes]),
        symbol=symbol,
        mine=_listed([size.sent for size in row.sizes]),
        its=row.symbol,
    )


def _rules(draft: GroupDraft) -> Iterator[str]:
    if draft.whitelist:
        entries = ", ".join(sorted(draft.whitelist))
        yield said("Only openings in {entries} are copied; exits are copied in everything.", entries=entries)
    else:
        yield said("Every instrument is copied.")
    if draft.partial_fills is PartialFillMode.EACH_FILL:
        yield said("An order that fills in parts is followed fill by fill.")
    else:
        yield said("An order that fills in parts is copied once, when it is done.")
    yield _late_entry(draft)
    yield said(
        "A resting exit that has not filled {seconds} s after the leader's is closed at the market.",
        seconds=seconds(draft.exit_tolerance_ms),
    )
    if draft.closed_market is ClosedMarket.LEAVE:
        yield said("What cannot be flattened because the market is closed is left as it is.")
    yield from _guard(draft.guard)


def _guard(guard: GuardSettings) -> Iterator[str]:
    if not guard.on:
        yield said("The guard only tells: the reconciler is off, nothing is corrected.")
    else:
        profile, words = PROFILE_NAMES[guard.profile], PROFILE_SENTENCES[guard.profile]
        yield said("Guard “{profile}”: {words}", profile=profile, words=words)
    if guard.changed:
        yield said("Some rules of the guard are your own.")
    if guard.disable_on_breach:
        yield said("After an exit by the guard, replication to that follower stops until you switch it on again.")


def _late_entry(draft: GroupDraft) -> str:
    after = seconds(draft.entry_tolerance_ms)
    match draft.late_entry:
        case LateEntry.LEAVE:
            return said(
                "A resting entry that has not filled {after} s after the leader's works on, and you are told.",
                after=after,
            )
        case LateEntry.CANCEL:
            return said("A resting entry that has not filled {after} s after the leader's is cancelled.", after=after)
        case LateEntry.MARKET:
            return said(
                "A resting entry that has not filled {after} s after the leader's is taken at the market, within "
                "{ticks} ticks of his fill.",
                after=after,
                ticks=draft.late_entry_ticks,
            )


def _start(draft: GroupDraft) -> str:
    if draft.dry_run:
        return said("Dry run: everything is decided and shown, and no order opens anything.")
    if draft.base is not None:
        return said("Saving trades nothing: changed sizes count from the leader's next trade on.")
    if not draft.on:
        return said("The group is switched off: nothing is copied until you switch it on.")
    return said("Copying begins with the leader's next trade after saving; what he holds by then is not copied.")


def shown(multiplier: Decimal) -> str:
    """A multiplier as a trader writes it: 2, 0.5, 1.25."""
    return f"{multiplier.normalize():f}"


def _listed(numbers: list[int]) -> str:
    return " / ".join(str(number) for number in numbers)
