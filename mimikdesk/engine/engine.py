"""The engine: ``step`` takes one event through the rooms in one fixed order and returns what was decided.

The state is changed in place and belongs to ``step`` alone; time comes in with the events. The same events give the
same decisions, byte for byte, whatever machine they run on.
"""

from typing import assert_never

from mimikdesk.domain.decisions import Decision, Level, Noticed, NoticeKind, ReadAccount
from mimikdesk.domain.events import (
    AccountListed,
    BalanceReported,
    BreakerReset,
    BudgetReported,
    CancelRefused,
    CapabilitiesDeclared,
    CopyingStopped,
    DifferenceAnswered,
    EquityReported,
    Event,
    FillCorrected,
    FillReported,
    FlattenRequested,
    FollowerRemoved,
    FollowerSwitched,
    GroupDefined,
    GroupSwitched,
    InstrumentListed,
    LineChanged,
    LineState,
    ModifyRefused,
    OrderReported,
    PastRecalled,
    PositionReported,
    Resumed,
    SendEnded,
    SnapshotTaken,
    TimePassed,
)
from mimikdesk.domain.guard import Answer
from mimikdesk.domain.ids import AccountId, ConnectionId, Symbol
from mimikdesk.domain.reasons import Reason
from mimikdesk.domain.risk_events import RiskBreached, RiskStood, RiskTold
from mimikdesk.domain.sentence import joined, said
from mimikdesk.domain.time import Stamp
from mimikdesk.engine import (
    answers,
    breaker,
    budget,
    carry,
    exit_desk,
    flatten,
    followers,
    guard,
    leaders,
    mirror,
    past,
    risk,
    rounds,
    setup,
)
from mimikdesk.engine.holds import LINE_WORDS
from mimikdesk.engine.mapping import route
from mimikdesk.engine.state import EngineState, Group


def step(state: EngineState, event: Event) -> list[Decision]:
    """Take in one event; the decisions come in the order in which they are to be carried out."""
    out: list[Decision] = []
    if state.budgets:
        budget.begin(state, event.at, out)
    match event:
        case FillReported(account=account):
            if account in state.leads:
                leaders.on_fill(state, state.leads[account], event, out)
                _mirror_all(state, state.leads[account], event.at, out, event.fill.symbol)
                rounds.soon(state.leads[account], event.at)
            elif account in state.follows:
                held = _held(state, account)
                followers.on_fill(state, *state.follows[account], event, out)
                only = event.fill.symbol if _held(state, account) == held else None
                _mirror(state, account, event.at, out, only)
                _guard(state, account, event.at, out, event.fill.symbol)
        case OrderReported(account=account):
            if account in state.leads:
                leaders.on_order(state, state.leads[account], event, out)
                _mirror_all(state, state.leads[account], event.at, out, event.order.symbol)
                rounds.soon(state.leads[account], event.at)
            elif account in state.follows:
                held = _held(state, account)
                followers.on_order(state, *state.follows[account], event, out)
                only = event.order.symbol if _held(state, account) == held else None
                _mirror(state, account, event.at, out, only)
                _guard(state, account, event.at, out, event.order.symbol)
        case PositionReported(account=account):
            if account in state.leads:
                leaders.on_position(state.leads[account], event)
                rounds.soon(state.leads[account], event.at)
            elif account in state.follows:
                held = _held(state, account)
                followers.on_position(state, *state.follows[account], event, out)
                only = event.position.symbol if _held(state, account) == held else None
                _mirror(state, account, event.at, out, only)
                _guard(state, account, event.at, out, event.position.symbol)
        case SnapshotTaken(account=account):
            _on_snapshot(state, event, out)
        case LineChanged():
            _on_line(state, event, out)
        case SendEnded(account=account):
            if account in state.follows:
                followers.on_send_ended(state, *state.follows[account], event, out)
                _mirror(state, account, event.at, out)
        case CancelRefused(account=account):
            if account in state.follows:
                followers.on_cancel_refused(state.follows[account][1], event)
                _mirror(state, account, event.at, out)
        case ModifyRefused(account=account):
            if account in state.follows:
                followers.on_modify_refused(state.follows[account][1], event, out)
                _mirror(state, account, event.at, out)
        case TimePassed(at=at):
            _on_time(state, at, out)
        case FlattenRequested():
            _on_flatten(state, event, out)
        case FollowerSwitched():
            setup.switch_follower(state, event, out)
            _mirror(state, event.account, event.at, out)
            if event.account in state.follows:
                _guard(state, event.account, event.at, out)
        case GroupSwitched(group=group, on=on):
            if group in state.groups:
                state.groups[group].on = on
                _mirror_all(state, state.groups[group], event.at, out)
        case CopyingStopped():
            state.stopping = True
            for each in state.groups.values():
                each.on = False
        case PastRecalled():
            past.recall(state, event)
        case BreakerReset(account=account):
            if account in state.follows:
                breaker.reset(state.follows[account][1])
        case GroupDefined(group=settings):
            if setup.define_group(state, event, out):
                for account in risk.take_up(state, state.groups[settings.group]):
                    _flatten_one(state, account, state.breaches[account].id, event.at, out)
                rounds.soon(state.groups[settings.group], event.at)
                _mirror_all(state, state.groups[settings.group], event.at, out)
        case FollowerRemoved():
            setup.remove_follower(state, event, out)
        case AccountListed(account=account, connection=connection):
            state.hang(account, connection)
            if account in state.follows:
                state.follows[account][1].routes.clear()
        case InstrumentListed(connection=connection, instrument=instrument):
            state.instruments[instrument.symbol] = instrument
            state.listed.setdefault(connection, set()).add(instrument.symbol)
            for _, follower in state.follows.values():
                follower.routes.clear()
        case CapabilitiesDeclared(connection=connection, capabilities=capabilities):
            state.capabilities[connection] = capabilities
        case FillCorrected():
            _on_correction(state, event, out)
        case DifferenceAnswered():
            _on_answer(state, event, out)
        case RiskStood(account=account):
            risk.stand(state, event)
            _risk_changed(state, account, event.at, out)
        case RiskBreached(account=account, breach=breach):
            if risk.breach(state, event, out):
                _flatten_one(state, account, breach.id, event.at, out)
            _risk_changed(state, account, event.at, out)
        case RiskTold():
            risk.tell(event, out)
        case Resumed():
            out.append(Noticed(NoticeKind.RESUMED, Level.WARNING, event.text, event.at))
            for each in state.groups.values():
                leaders.on_resumed(state, each, event.at, out)
        case BudgetReported():
            if budget.report(state, event, out):
                _go_on(state, event.connection, event.at, out)
        case BalanceReported() | EquityReported():
            pass
        case _:
            assert_never(event)
    if state.budgets:
        budget.end(state, out)
    return out


def next_due(state: EngineState) -> int | None:
    """The monotonic time at which ``TimePassed`` is needed at the latest; None while nothing waits."""
    due = budget.next_due_ns(state)
    for group in state.groups.values():
        for earliest in (leaders.next_due_ns(state, group), rounds.next_due_ns(group)):
            if earliest is not None and (due is None or earliest < due):
                due = earliest
        for follower in group.followers.values():
            earliest = followers.next_due_ns(state, follower)
            if earliest is not None and (due is None or earliest < due):
                due = earliest
    return due


def _mirror_all(state: EngineState, group: Group, at: Stamp, out: list[Decision], symbol: Symbol | None = None) -> None:
    """Let the resting copies of every follower see what the leader, the user or the clock did. ``symbol``: the only
    instrument of the leader that it was about."""
    if not (group.leader.resting or group.mirroring):
        return
    for follower in group.followers.values():
        where = route(state, follower, symbol) if symbol is not None else None
        mirror.review(state, group, follower, at, out, where.symbol if where is not None else None)
    copies = any(book.copies for follower in group.followers.values() for book in follower.books.values())
    group.mirroring = copies or bool(group.leader.resting)


def _mirror(state: EngineState, account: AccountId, at: Stamp, out: list[Decision], only: Symbol | None = None) -> None:
    """Let the resting copies of one follower see what happened to it. ``only``: the one instrument that it was in."""
    if account in state.follows:
        group, follower = state.follows[account]
        if group.mirroring:
            mirror.review(state, group, follower, at, out, only)


def _risk_changed(state: EngineState, account: AccountId, at: Stamp, out: list[Decision]) -> None:
    """Let what rests see what the risk rules of an account allow now; a leader's are his whole group's."""
    if account in state.leads:
        _mirror_all(state, state.leads[account], at, out)
    _mirror(state, account, at, out)


def _guard(state: EngineState, account: AccountId, at: Stamp, out: list[Decision], only: Symbol | None = None) -> None:
    """Let the guard look at one follower. ``only``: the one instrument that it was in."""
    group, follower = state.follows[account]
    rounds.look(state, group, follower, at, out, only)
    if group.check_ns is None:
        rounds.soon(group, at)


def _held(state: EngineState, account: AccountId) -> tuple[str, bool]:
    """What of a follower's own can hold its openings in every instrument at once."""
    group, follower = state.follows[account]
    return (follower.breaker, follower.unknown) if group.mirroring else ("", False)


def _on_time(state: EngineState, at: Stamp, out: list[Decision]) -> None:
    for group in state.groups.values():
        leaders.on_time(state, group, at, out)
        for follower in group.followers.values():
            followers.on_time(state, group, follower, at, out)
        _mirror_all(state, group, at, out)
        rounds.on_time(state, group, at, out)


def _go_on(state: EngineState, connection: ConnectionId, at: Stamp, out: list[Decision]) -> None:
    """A connection takes requests again, or more of them: what waited for that goes on."""
    for account in state.accounts_of(connection):
        if account in state.follows:
            group, follower = state.follows[account]
            for book in follower.books.values():
                followers.look_again(state, group, follower, book, at, out)
            _mirror(state, account, at, out)


def _on_snapshot(state: EngineState, event: SnapshotTaken, out: list[Decision]) -> None:
    account = event.account
    if account in state.leads:
        group = state.leads[account]
        leaders.on_snapshot(state, group, event, out)
        for follower in group.followers.values():
            setup.compare_start(state, group, follower, event.at, out)
            past.tie(state, group, follower)
        _mirror_all(state, group, event.at, out)
        rounds.soon(group, event.at)
    elif account in state.follows:
        group, follower = state.follows[account]
        followers.on_snapshot(state, group, follower, event, out)
        setup.end_joining(group, follower)
        setup.compare_start(state, group, follower, event.at, out)
        past.tie(state, group, follower)
        _mirror(state, account, event.at, out)
        _guard(state, account, event.at, out)


def _on_line(state: EngineState, event: LineChanged, out: list[Decision]) -> None:
    before = state.lines.get(event.connection)
    state.set_line(event.connection, event.state)
    if before is event.state:
        return
    for account in state.accounts_of(event.connection):
        if before is not None and (account in state.leads or account in state.follows):
            level = Level.INFO if event.state is LineState.CONNECTED else Level.WARNING
            words = said("The line is {line}.", line=LINE_WORDS[event.state])
            text = joined((words, event.detail))
            out.append(Noticed(NoticeKind.LINE, level, text, event.at, account))
        if event.state is not LineState.CONNECTED and account in state.follows:
            state.follows[account][1].gap = True
            exit_desk.line_lost(state.follows[account][1])
        if event.state is not LineState.CONNECTED and account in state.leads:
            state.leads[account].leader.lost = True
        if event.state is LineState.CONNECTED and account in state.follows:
            group, follower = state.follows[account]
            if follower.flattening is not None:
                flatten.sweep(state, follower, event.at, out)
                flatten.hold_for_sweep(follower, event.at)
                flatten.confirm_flat(state, follower, event.at, out)
            for book in follower.books.values():
                followers.look_again(state, group, follower, book, event.at, out)
            past.tie(state, group, follower)
            _mirror(state, account, event.at, out)
            _guard(state, account, event.at, out)
        if account in state.leads:
            for follower in state.leads[account].followers.values():
                past.tie(state, state.leads[account], follower)
            _mirror_all(state, state.leads[account], event.at, out)
            rounds.soon(state.leads[account], event.at)


def _on_correction(state: EngineState, event: FillCorrected, out: list[Decision]) -> None:
    """A fill was taken back: the account is read again, and nothing is opened by itself (rule 6.15)."""
    if event.account not in state.leads and event.account not in state.follows:
        return
    text = said(
        "The broker corrected a fill in {symbol}: “{text}”. The account is being read again.",
        symbol=event.symbol,
        text=event.text,
    )
    out.append(Noticed(NoticeKind.FILL_CORRECTED, Level.WARNING, text, event.at, event.account, event.symbol))
    out.append(ReadAccount(event.account, "a fill was corrected"))


def _on_flatten(state: EngineState, event: FlattenRequested, out: list[Decision]) -> None:
    """Cancel everything and close everything on these followers, and expect them flat (section 12)."""
    for account in event.accounts:
        if account in state.leads:
            text = said("The leader is never traded by this program; close his position on his own platform.")
            out.append(Noticed(NoticeKind.LEADER_LEFT_OUT, Level.WARNING, text, event.at, account))
        elif account in state.follows:
            _flatten_one(state, account, event.request, event.at, out)


def _on_answer(state: EngineState, event: DifferenceAnswered, out: list[Decision]) -> None:
    """Do what the user said about a difference of one follower in one instrument."""
    if event.account not in state.follows:
        return
    group, follower = state.follows[event.account]
    book, at = follower.book(event.symbol), event.at
    match event.answer:
        case Answer.ADOPT:
            answers.adopt(state, group, follower, book, at, out)
        case Answer.LEAVE:
            answers.leave(follower, book, at, out)
        case Answer.FLATTEN:
            if all(other is book or other.idle for other in follower.books.values()):
                _flatten_one(state, event.account, f"answer|{event.symbol}|{at.utc_ns}", at, out)
            answers.flatten(state, follower, book, at, out)
        case Answer.CORRECT:
            guard.correct_now(state, follower, book, at, out)
        case _:
            assert_never(event.answer)
    _mirror(state, event.account, at, out)
    _guard(state, event.account, at, out)


def _flatten_one(state: EngineState, account: AccountId, request: str, at: Stamp, out: list[Decision]) -> None:
    group, follower = state.follows[account]
    follower.flattening = request
    follower.flatten_ns, follower.flatten_read = at.mono_ns, False
    follower.flattened_at = group.leader.order_count
    out.append(Noticed(NoticeKind.FLATTEN_STARTED, Level.INFO, said("Flatten: closing everything."), at, account))
    flatten.sweep(state, follower, at, out)
    for book in list(follower.books.values()):
        carry.expect_nothing(book, Reason.FLATTENED)
        for order in book.resting.values():
            order.cancelling, order.cancel_ns = True, at.mono_ns  # with everything else on the account
        book.flatten = request
        book.unresolved = book.left = book.closing = False
        book.cause = book.withheld_cause = None
        exit_desk.lower_to_flat(book, request, at.mono_ns)
    flatten.hold_for_sweep(follower, at)
    for book in list(follower.books.values()):
        followers.look_again(state, group, follower, book, at, out)
    if follower.flattening is not None and not follower.books:
        flatten.confirm_flat(state, follower, at, out)
    _mirror(state, account, at, out)
