"""When the guard looks: after events, when something has stood its time, and on its rounds of reads (rule 9.1)."""

from mimikdesk.domain.decisions import Decision, ReadAccount
from mimikdesk.domain.guard import CHECK_S, GuardProfile
from mimikdesk.domain.ids import Symbol
from mimikdesk.domain.time import MILLISECOND, SECOND, Stamp
from mimikdesk.engine import guard, mirror
from mimikdesk.engine.state import EngineState, Follower, Group

SOON_NS = 50 * MILLISECOND
"""How long after an event of the leader all his followers are looked at: not on the way of a copy, and once for many
events."""


def soon(group: Group, at: Stamp) -> None:
    """The leader did something: look at his followers once their orders are out."""
    if group.look_ns is None:
        group.look_ns = at.mono_ns + SOON_NS


def look(
    state: EngineState, group: Group, follower: Follower, at: Stamp, out: list[Decision], only: Symbol | None = None
) -> None:
    """Look at one follower. ``only``: the one instrument in which something happened."""
    for book in list(follower.books.values()):
        if only in (None, book.symbol) and guard.look(state, group, follower, book, at, out):
            mirror.review(state, group, follower, at, out)


def on_time(state: EngineState, group: Group, at: Stamp, out: list[Decision]) -> None:
    """Look at every follower, and read all accounts afresh when their turn has come."""
    group.look_ns = None
    for follower in group.followers.values():
        look(state, group, follower, at, out)
    _read_all(state, group, at, out)


def next_due_ns(group: Group) -> int | None:
    """When ``on_time`` is needed at the latest, for what concerns the group as a whole."""
    due = [moment for moment in (group.look_ns, group.check_ns) if moment is not None]
    return min(due, default=None)


def _read_all(state: EngineState, group: Group, at: Stamp, out: list[Decision]) -> None:
    """While in a trade, fresh reads are compared with what the fills gave; a polling guard reads always."""
    settings = group.settings.guard
    polls = settings.profile is GuardProfile.POLL
    in_trade = [follower for follower in group.followers.values() if polls or _in_trade(follower)]
    leader_in_trade = any(book.position for book in group.leader.books.values())
    if not (polls or in_trade or leader_in_trade):
        group.check_ns = None
        return
    pause_ns = (settings.poll_s if polls else CHECK_S) * SECOND
    if group.check_ns is None:
        group.check_ns = at.mono_ns + pause_ns
    if at.mono_ns < group.check_ns:
        return
    group.check_ns = at.mono_ns + pause_ns
    accounts = [group.leader.account, *(follower.account for follower in in_trade)]
    out += [ReadAccount(account, "the guard's round") for account in accounts if state.connected(account)]


def _in_trade(follower: Follower) -> bool:
    return any(book.position or book.expected.qty for book in follower.books.values())
