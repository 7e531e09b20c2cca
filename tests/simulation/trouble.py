"""Trouble on the lines, and people who act on the followers: carries out those steps."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from mimikdesk.brokers.practice.catalog import CATALOG
from mimikdesk.brokers.practice.line import Line
from mimikdesk.brokers.practice.venue import PracticeVenue
from mimikdesk.domain.ids import AccountId, Symbol
from mimikdesk.domain.orders import OrderKind, Side
from mimikdesk.services.program import Program
from tests.simulation.setting import GROUP, LEADER, SYMBOLS
from tests.simulation.steps import (
    Accepting,
    Answered,
    ByHand,
    ByHandTo,
    Expiring,
    Flatten,
    FollowerLiquidated,
    Hands,
    HandsOff,
    Holding,
    Late,
    LineLost,
    LineTrouble,
    LosingCommands,
    LosingReports,
    NoBudget,
    Rejecting,
    Repeating,
    Resume,
    SessionChecked,
    StaleSnapshots,
    SwitchFollower,
    SwitchGroup,
    Window,
    WrongPositions,
)

if TYPE_CHECKING:
    from tests.simulation.brokers import Broker


def befall(line: Line, step: LineTrouble, venue: PracticeVenue) -> None:
    match step:
        case LineLost(unnoticed_ns=unnoticed_ns, down_ns=down_ns, flushed=flushed):

            def drop() -> None:
                line.drop(unnoticed_ns=unnoticed_ns, down_ns=down_ns, flushed=flushed)

            if step.after_ns:
                venue.clock.call_later(step.after_ns, drop)
            else:
                drop()
        case Rejecting(count=0):
            line.reject_all()
        case Rejecting(count=count):
            line.reject_next(count)
        case Accepting():
            line.accept_orders()
        case Repeating(count=0):
            line.repeat_fills()
        case Repeating(count=count):
            line.duplicate_next(count)
        case Late(message=message, late_ns=late_ns):
            line.delay(message, late_ns)
        case Holding(for_ns=for_ns):
            line.hold_answers(for_ns)
        case LosingReports(count=count, message=message):
            line.lose_next(count, message)
        case LosingCommands(count=count):
            line.lose_next_commands(count)
        case WrongPositions(count=count, right_after_ns=right_after_ns):
            line.misreport_positions(count, right_after_ns)
        case StaleSnapshots(count=count, age_ns=age_ns):
            line.stale_snapshots(count, age_ns)
        case NoBudget(for_ns=for_ns):
            line.use_up_budget(for_ns)
        case Expiring(for_ns=for_ns):
            line.expire_login()
            venue.clock.call_later(for_ns, line.accept_login)


def at_the_window(program: Program, step: Window, followers: list[AccountId]) -> None:
    match step:
        case SwitchFollower(follower=number, on=on):
            program.switch_follower(followers[number % len(followers)], on)
        case SwitchGroup(on=on):
            program.switch_group(GROUP, on)
        case Flatten(follower=None):
            program.flatten_all()
        case Flatten(follower=int(number)):
            program.flatten_follower(followers[number % len(followers)])
        case Resume():
            for account in followers:
                program.resume_follower(account)
        case SessionChecked():
            program.check_session()
        case Answered():
            account, symbol = _picked(program, step, followers)
            program.answer(account, symbol, step.answer)


def _picked(program: Program, step: Answered, followers: list[AccountId]) -> tuple[AccountId, Symbol]:
    """What he answers: one of the findings, as long as there are any."""
    standing = [
        (account, book.symbol)
        for account, (_, follower) in program.copier.state.follows.items()
        for book in follower.books.values()
        if book.finding is not None
    ]
    if standing:
        return standing[step.pick % len(standing)]
    return followers[step.pick % len(followers)], SYMBOLS[step.pick % len(SYMBOLS)]


def by_hand(
    venue: PracticeVenue, broker_of: Callable[[AccountId], "Broker"], step: Hands, followers: list[AccountId]
) -> None:
    match step:
        case ByHand(resting=False):
            account = followers[step.follower % len(followers)]
            broker_of(account).hand(account).place(step.symbol, Side(step.side), step.qty)
        case ByHand():
            away = step.away * step.side.sign * CATALOG[step.symbol].tick_size
            limit = venue.quote(step.symbol).last - away
            account = followers[step.follower % len(followers)]
            broker_of(account).hand(account).place(step.symbol, Side(step.side), step.qty, OrderKind.LIMIT, limit=limit)
        case ByHandTo():
            account = followers[step.follower % len(followers)]
            change = (venue.position(LEADER, step.symbol) or 1) * step.times - venue.position(account, step.symbol)
            if change:
                broker_of(account).hand(account).place(step.symbol, Side.of(change), abs(change))
        case HandsOff():
            for account in followers:
                for order in broker_of(account).working(account):
                    if order.client_order_id is None:
                        broker_of(account).hand(account).cancel(order.venue_order_id)
        case FollowerLiquidated():
            account = followers[step.follower % len(followers)]
            broker_of(account).liquidate(account, step.symbol, "margin call")
