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
from mimikdesk.domain.guard_words import PROFILE_NAMES, PROFILE_SENTENCES, seconds
from mimikdesk.domain.ids import Symbol
from mimikdesk.services.group_draft import FollowerDraft, GroupDraft
from mimikdesk.services.group_preview import preview, symbols_for
from mimikdesk.services.group_review import known_account, name_of
from mimikdesk.services.group_views import FollowerPreview, GroupsView

SHOWN_SIZES = (1, 2, 4)
"""Contracts of the leader that a follower's sentence tells the sizes for."""

_MODES = {
    ReplicationMode.ON_SUBMIT: "The leader's resting orders rest on it too.",
    ReplicationMode.ON_FILL: "Nothing rests on it; the leader's fills are followed at the market.",
    ReplicationMode.OFF: "Nothing is opened on it; what was copied is still closed with the leader.",
}
_MAPPINGS = {
    MappingKind.TO_MICRO: "It trades the micro contract.",
    MappingKind.TO_MINI: "It trades the mini contract.",
}
_SCALINGS = {
    ValueScaling.TIMES_TEN: "ten contracts for one",
    ValueScaling.DIVIDED_BY_TEN: "one contract for ten, by the size of the leader's whole position",
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
    count = len(draft.followers)
    leader = draft.leader
    known = known_account(leader, view) if leader is not None else None
    name = name_of(leader, view) if leader is not None else "nobody"
    where = f" ({known.connection_name})" if known is not None else ""
    followers = "1 account follows" if count == 1 else f"{count} accounts follow"
    return f"“{draft.name.strip()}”: {name}{where} leads and is only watched; {followers}."


def _follower(drawn: FollowerDraft, row: FollowerPreview | None, symbol: Symbol | None, view: GroupsView) -> str:
    parts = [f"{name_of(drawn.account, view)} copies with x{shown(drawn.multiplier)}"]
    if drawn.max_contracts is not None:
        parts.append(f"at most {drawn.max_contracts} contracts in an instrument")
    sentences = [f"{', '.join(parts)}."]
    if drawn.mapping.kind is MappingKind.CUSTOM:
        pairs = ", ".join(f"{mine} for {leads}" for leads, mine in drawn.mapping.roots)
        sentences.append(f"It trades {pairs}, and nothing else.")
    elif drawn.mapping.kind in _MAPPINGS:
        sentences.append(_MAPPINGS[drawn.mapping.kind])
    if drawn.mapping.kind is not MappingKind.SAME and drawn.mapping.scaling in _SCALINGS:
        sentences.append(f"Its size is scaled: {_SCALINGS[drawn.mapping.scaling]}.")
    if row is not None and symbol is not None:
        sentences.append(_sizes(row, symbol))
    if drawn.adds is AddsMode.BY_POSITION:
        sentences.append("Additions never take it above the size of the leader's whole position.")
    sentences.append(_MODES[drawn.mode])
    return " ".join(sentences)


def _sizes(row: FollowerPreview, symbol: Symbol) -> str:
    if row.symbol is None:
        return f"It has no instrument for {symbol}: openings in it are held back."
    if not any(size.sent for size in row.sizes):
        return row.sizes[0].text
    leads = _listed([size.leader_qty for size in row.sizes])
    mine = _listed([size.sent for size in row.sizes])
    return f"When the leader opens {leads} {symbol}, it opens {mine} {row.symbol}."


def _rules(draft: GroupDraft) -> Iterator[str]:
    if draft.whitelist:
        entries = ", ".join(sorted(draft.whitelist))
        yield f"Only openings in {entries} are copied; exits are copied in everything."
    else:
        yield "Every instrument is copied."
    if draft.partial_fills is PartialFillMode.EACH_FILL:
        yield "An order that fills in parts is followed fill by fill."
    else:
        yield "An order that fills in parts is copied once, when it is done."
    yield _late_entry(draft)
    exits = f"{seconds(draft.exit_tolerance_ms)} s"
    yield f"A resting exit that has not filled {exits} after the leader's is closed at the market."
    if draft.closed_market is ClosedMarket.LEAVE:
        yield "What cannot be flattened because the market is closed is left as it is."
    guard = draft.guard
    if not guard.on:
        yield "The guard only tells: the reconciler is off, nothing is corrected."
    else:
        changed = " Some of its rules are your own." if guard.changed else ""
        yield f"Guard “{PROFILE_NAMES[guard.profile]}”: {PROFILE_SENTENCES[guard.profile]}{changed}"
    if guard.disable_on_breach:
        yield "After an exit by the guard, replication to that follower stops until you switch it on again."


def _late_entry(draft: GroupDraft) -> str:
    entry = f"A resting entry that has not filled {seconds(draft.entry_tolerance_ms)} s after the leader's"
    match draft.late_entry:
        case LateEntry.LEAVE:
            return f"{entry} works on, and you are told."
        case LateEntry.CANCEL:
            return f"{entry} is cancelled."
        case LateEntry.MARKET:
            return f"{entry} is taken at the market within {draft.late_entry_ticks} ticks of his fill."


def _start(draft: GroupDraft) -> str:
    if draft.dry_run:
        return "Dry run: everything is decided and shown, and no order opens anything."
    if draft.base is not None:
        return "Saving trades nothing: changed sizes count from the leader's next trade on."
    if not draft.on:
        return "The group is switched off: nothing is copied until you switch it on."
    return "Copying begins with the leader's next trade after the group is saved; what he holds by then is not copied."


def shown(multiplier: Decimal) -> str:
    """A multiplier as a trader writes it: 2, 0.5, 1.25."""
    return f"{multiplier.normalize():f}"


def _listed(numbers: list[int]) -> str:
    head = ", ".join(str(number) for number in numbers[:-1])
    return f"{head} or {numbers[-1]}" if head else str(numbers[-1])
