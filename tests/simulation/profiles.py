"""The kinds of sessions that are simulated, and which of them a session number plays.

A session is named by its profile and its number. Over a range of numbers each profile gets its share, so N numbers
are N sessions in total, and the number alone says which profile it plays unless one is asked for by name.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """``share``: of each ``CYCLE`` of numbers, how many play it. ``actions``: steps of a usual session.

    ``troubled``: lines, orders and positions go wrong, and the trader uses his switches. ``hands``: somebody trades
    and rests orders on the followers past the program. ``resting``: the leader uses every kind of order, prices move,
    and brokers differ in what they can do. ``restarts``: the program ends and begins again, in order and by force.
    ``guarded``: followers stray from what they should hold in every way there is, the trader answers what he is asked,
    and the computer sleeps; it ends without a flatten, by what the guard has put right. ``tradovate``: some logins, or
    all, are at Tradovate, through the program's own adapter; several accounts may share a login with the leader.
    ``edits``: the trader changes the group meanwhile: sizes, whitelist, who is in it and who leads.
    """

    name: str
    share: int
    actions: int
    troubled: bool = False
    hands: bool = False
    resting: bool = False
    restarts: bool = False
    guarded: bool = False
    tradovate: bool = False
    edits: bool = False


PROFILES = {
    profile.name: profile
    for profile in (
        Profile("calm", 2, 40),
        Profile("troubled", 3, 40, troubled=True),
        Profile("hand_traded", 3, 40, troubled=True, hands=True),
        Profile("resting_calm", 3, 30, resting=True),
        Profile("resting_troubled", 4, 40, troubled=True, resting=True),
        Profile("restarting", 2, 30, troubled=True, resting=True, restarts=True),
        Profile("guarded", 3, 30, troubled=True, hands=True, resting=True, restarts=True, guarded=True),
        Profile("edited_calm", 2, 40, edits=True),
        Profile("edited_troubled", 2, 40, troubled=True, resting=True, restarts=True, edits=True),
        Profile("tradovate_calm", 2, 30, resting=True, tradovate=True),
        Profile("tradovate_troubled", 3, 40, troubled=True, resting=True, tradovate=True),
        Profile(
            "tradovate_guarded",
            2,
            30,
            troubled=True,
            hands=True,
            resting=True,
            restarts=True,
            guarded=True,
            tradovate=True,
        ),
    )
}


def _spread(profiles: Iterable[Profile]) -> tuple[str, ...]:
    """The profiles by their shares, mixed, so that a short range of numbers has some of each."""
    places = [
        ((2 * turn + 1) / (2 * profile.share), profile.name) for profile in profiles for turn in range(profile.share)
    ]
    return tuple(name for _, name in sorted(places))


CYCLE = _spread(PROFILES.values())


def numbers(profile: str, first: int, count: int, only: str | None = None) -> list[int]:
    """The numbers from ``first`` on, ``count`` in all, that play this profile. ``only``: the profile that plays them
    all, whatever the cycle says."""
    if only is not None:
        return list(range(first, first + count)) if only == profile else []
    return [number for number in range(first, first + count) if CYCLE[number % len(CYCLE)] == profile]
