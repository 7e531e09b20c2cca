"""A session as a value: its profile, its number, what it is played with and what happens in it.

Everything follows from profile and number. ``keep`` narrows it down to some of its steps and followers, by their
places in the full session: that is how a failing session is made smaller and played again.
"""

from dataclasses import dataclass
from random import Random

from tests.simulation.drawing import Timed, draw_steps, draw_worst_moment
from tests.simulation.profiles import Profile
from tests.simulation.setting import Setting, draw_setting
from tests.simulation.tradovate_setting import at_tradovate


@dataclass(frozen=True, slots=True)
class Plan:
    """``kept_steps``, ``kept_followers``: places in the full session."""

    profile: Profile
    number: int
    setting: Setting
    steps: tuple[Timed, ...]
    worst_moment: tuple[Timed, ...]
    kept_steps: tuple[int, ...]
    kept_followers: tuple[int, ...]

    def keep(self, steps: tuple[int, ...], followers: tuple[int, ...]) -> "Plan":
        """The same session with these places of the full one only."""
        full = draw(self.profile, self.number)
        return Plan(
            self.profile,
            self.number,
            full.setting.with_followers(tuple(full.setting.followers[place] for place in followers)),
            tuple(full.steps[place] for place in steps),
            full.worst_moment,
            steps,
            followers,
        )

    @property
    def whole(self) -> bool:
        full = draw(self.profile, self.number)
        return (self.kept_steps, self.kept_followers) == (full.kept_steps, full.kept_followers)

    @property
    def kept(self) -> str:
        """For the option --sim-keep."""
        return "/".join(".".join(map(str, places)) for places in (self.kept_steps, self.kept_followers))


def draw(profile: Profile, number: int) -> Plan:
    seed = f"{profile.name}/{number}"
    setting = draw_setting(profile, Random(f"{seed}/setting"))
    if profile.tradovate:
        setting = at_tradovate(profile, setting, Random(f"{seed}/tradovate"))
    steps = draw_steps(profile, setting, Random(f"{seed}/steps"))
    worst = draw_worst_moment(Random(f"{seed}/worst")) if profile.hands and not profile.guarded else ()
    return Plan(profile, number, setting, steps, worst, tuple(range(len(steps))), tuple(range(len(setting.followers))))


def narrowed(plan: Plan, kept: str) -> Plan:
    """The plan with what --sim-keep names: places of steps, a slash, places of followers; dots between the places."""
    steps, _, followers = kept.partition("/")
    return plan.keep(_places(steps), _places(followers))


def _places(text: str) -> tuple[int, ...]:
    return tuple(int(place) for place in text.split(".") if place)
