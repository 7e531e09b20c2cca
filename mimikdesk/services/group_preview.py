"""What a draft would do: each follower's size for openings of its leader, decided by the engine itself.

A state of the engine's is set up for the draft, with every account flat and connected, and the leader trades in it;
what comes out is the engine's own decision. Nothing of it is sent, recorded or shared with the running copier.
"""

from dataclasses import replace
from decimal import Decimal

from mimikdesk.domain.decisions import FollowerDecided
from mimikdesk.domain.errors import GroupError
from mimikdesk.domain.events import (
    AccountListed,
    Event,
    GroupDefined,
    InstrumentListed,
    LineChanged,
    LineState,
    OrderReported,
    SnapshotTaken,
)
from mimikdesk.domain.group import CopyGroup, FollowerSettings
from mimikdesk.domain.ids import AccountId, ConnectionId, GroupId, Symbol, VenueOrderId
from mimikdesk.domain.instrument import Instrument
from mimikdesk.domain.orders import OrderKind, OrderReport, OrderStatus, Side
from mimikdesk.domain.reasons import Reason
from mimikdesk.domain.time import SECOND, Stamp
from mimikdesk.engine import engine
from mimikdesk.engine.state import EngineState
from mimikdesk.services.group_draft import FollowerDraft, GroupDraft
from mimikdesk.services.group_review import known_account
from mimikdesk.services.group_views import FollowerPreview, GroupsView, PreviewSize

LEADER_SIZES = (1, 2, 3, 5, 10)

APART_NS = 10 * SECOND
"""Between two orders of the leader, so that no breaker is in the way."""


def symbols_for(draft: GroupDraft, view: GroupsView) -> tuple[Symbol, ...]:
    """The contracts that a preview can be made for: those of the leader's connection, or all that any has named."""
    leader = known_account(draft.leader, view) if draft.leader is not None else None
    by_connection = {each.connection: each.contracts for each in view.contracts}
    his = by_connection.get(leader.connection, ()) if leader is not None else ()
    return tuple(each.symbol for each in (his or _contracts(view).values()))


def preview(
    draft: GroupDraft, symbol: Symbol, view: GroupsView, sizes: tuple[int, ...] = LEADER_SIZES
) -> tuple[FollowerPreview, ...]:
    """One row for each follower of the draft whose figures are valid; none while it has no leader. ``symbol``: the
    leader's instrument, one of ``symbols_for``."""
    group = _group(draft)
    if group is None:
        return ()
    tried = {qty: _decided(group, symbol, view, (qty,)) for qty in sizes}
    ten = _decided(group, symbol, view, (1,) * 10)
    return tuple(
        _row(follower.account, symbol, view, {qty: tried[qty][follower.account][0] for qty in sizes}, ten)
        for follower in group.followers
    )


# --- inner workings -------------------------------------------------------------------------------------------------


def _group(draft: GroupDraft) -> CopyGroup | None:
    """What can be tried of the draft: switched on, with the followers whose figures are valid."""
    followers = {
        each.account: settings
        for each in draft.followers
        if each.account != draft.leader and (settings := _settings(each)) is not None
    }
    if draft.leader is None or not followers:
        return None
    return CopyGroup(
        GroupId("preview"),
        "preview",
        draft.leader,
        tuple(followers.values()),
        whitelist=draft.whitelist,
        partial_fills=draft.partial_fills,
    )


def _settings(drawn: FollowerDraft) -> FollowerSettings | None:
    try:
        return FollowerSettings(
            drawn.account, drawn.multiplier, drawn.mode, drawn.adds, drawn.mapping, drawn.max_contracts
        )
    except GroupError:
        return None


def _contracts(view: GroupsView) -> dict[Symbol, Instrument]:
    return {its.symbol: its for each in view.contracts for its in each.contracts}


def _decided(
    group: CopyGroup, symbol: Symbol, view: GroupsView, orders: tuple[int, ...]
) -> dict[AccountId, list[FollowerDecided]]:
    """What the engine decides for each follower about openings of these sizes, one after the other, from flat."""
    state = EngineState()
    for event in _opening_bell(group, symbol, view):
        engine.step(state, event)
    decided: dict[AccountId, list[FollowerDecided]] = {follower.account: [] for follower in group.followers}
    for number, qty in enumerate(orders, 1):
        venue_id = VenueOrderId(f"preview-{number}")
        report = OrderReport(
            venue_id, None, symbol, Side.BUY, OrderKind.MARKET, qty, filled=qty, status=OrderStatus.FILLED
        )
        for decision in engine.step(state, OrderReported(group.leader, report, _at(number))):
            if isinstance(decision, FollowerDecided):
                decided[decision.follower].append(decision)
    return decided


def _at(number: int) -> Stamp:
    return Stamp(number * APART_NS, number * APART_NS)


def _opening_bell(group: CopyGroup, symbol: Symbol, view: GroupsView) -> list[Event]:
    """Everything that has to be known before the first trade."""
    start = _at(0)
    accounts = {account: _connection(account, view) for account in (group.leader, *_followers(group))}
    connections = dict.fromkeys(accounts.values())
    named = [*_contracts(view).values(), *_mapped(group, symbol, view)]
    events: list[Event] = [AccountListed(account, its, start) for account, its in accounts.items()]
    events += [InstrumentListed(its, contract, start) for its in connections for contract in named]
    events.append(GroupDefined(group, start))
    events += [SnapshotTaken(account, (), (), Decimal(0), start, start) for account in accounts]
    events += [LineChanged(its, LineState.CONNECTED, "", start) for its in connections]
    return events


def _followers(group: CopyGroup) -> tuple[AccountId, ...]:
    return tuple(follower.account for follower in group.followers)


def _connection(account: AccountId, view: GroupsView) -> ConnectionId:
    known = known_account(account, view)
    return known.connection if known is not None else ConnectionId(account.partition("/")[0])


def _mapped(group: CopyGroup, symbol: Symbol, view: GroupsView) -> list[Instrument]:
    """Contracts that a follower would trade and that no connection has named yet: links are asked for them as soon as
    the group is there."""
    known = _contracts(view)
    leads = known.get(symbol)
    if leads is None:
        return []
    roots = {follower.mapping.root_for(leads.root) for follower in group.followers} - {None}
    symbols = {Symbol(f"{root}{leads.contract}"): root for root in sorted(str(root) for root in roots)}
    return [replace(leads, symbol=each, root=root) for each, root in symbols.items() if each not in known]


def _row(
    account: AccountId,
    symbol: Symbol,
    view: GroupsView,
    tried: dict[int, FollowerDecided],
    ten: dict[AccountId, list[FollowerDecided]],
) -> FollowerPreview:
    known = _contracts(view)
    first = next(iter(tried.values()))
    its = first.symbol if first.reason is not Reason.NO_MAPPING else None
    mine, leads = (known.get(its) if its is not None else None), known.get(symbol)
    by_connection = {each.connection: each.contracts for each in view.contracts}
    listed = {each.symbol for each in by_connection.get(_connection(account, view), ())}
    return FollowerPreview(
        account,
        its,
        its in listed,
        mine.point_value if mine is not None else None,
        tuple(_size(qty, decided, mine, leads) for qty, decided in tried.items()),
        sum(decided.numbers.sent for decided in ten[account]),
    )


def _size(qty: int, decided: FollowerDecided, mine: Instrument | None, leads: Instrument | None) -> PreviewSize:
    numbers = decided.numbers
    return PreviewSize(
        leader_qty=qty,
        size=numbers.size,
        sent=numbers.sent,
        verdict=decided.verdict,
        clipped=decided.reason is Reason.MAX_CONTRACTS,
        point=numbers.sent * mine.point_value if mine is not None else None,
        leader_point=qty * leads.point_value if leads is not None else None,
        reason=decided.reason,
        text=decided.detail,
    )
