"""The breaker: what pauses a follower's opens until the user resumes it (rule 7.5). Exits do not know it."""

from mimikdesk.domain.decisions import Decision, Level, Noticed, NoticeKind
from mimikdesk.domain.sentence import said
from mimikdesk.domain.time import SECOND, Stamp
from mimikdesk.engine.state import BREAKER_ORDERS, Follower

REFUSALS_IN_ROW = 3
"""Refused orders in a row after which a follower's opens are paused."""

PAUSED = "New trades on this follower are paused: "


def watch_pace(follower: Follower, at: Stamp, out: list[Decision]) -> None:
    """Trip when copy orders come faster than any trader trades. Ask before another one is sized."""
    recent = follower.recent_opens
    if len(recent) == BREAKER_ORDERS and at.mono_ns - recent[0] <= SECOND:
        _trip(follower, said("more than {orders} copy orders in one second", orders=BREAKER_ORDERS), at, out)


def count_refusal(follower: Follower, at: Stamp, out: list[Decision]) -> None:
    """Trip when too many orders in a row were refused."""
    follower.refused_in_row += 1
    if follower.refused_in_row >= REFUSALS_IN_ROW:
        _trip(follower, said("{orders} rejected orders in a row", orders=REFUSALS_IN_ROW), at, out)


def recall(follower: Follower, text: str) -> None:
    """An earlier run left the follower's opens paused. ``text``: the notice of that."""
    follower.breaker = text.removeprefix(PAUSED).removesuffix(".")


def reset(follower: Follower) -> None:
    """The user lets the follower open again; the counting starts anew."""
    follower.breaker, follower.refused_in_row = "", 0
    follower.recent_opens.clear()


def _trip(follower: Follower, why: str, at: Stamp, out: list[Decision]) -> None:
    if follower.breaker:
        return
    follower.breaker = why
    text = said("New trades on this follower are paused: {why}.", why=why)
    out.append(Noticed(NoticeKind.BREAKER, Level.CRITICAL, text, at, follower.account))
