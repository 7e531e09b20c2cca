"""Plays a session. A failing one is told, made smaller where that is asked for, and named to be repeated."""

from dataclasses import dataclass

from tests.simulation.broken import BrokenError
from tests.simulation.plan import Plan, draw, narrowed
from tests.simulation.profiles import PROFILES
from tests.simulation.shrinking import shrink
from tests.simulation.world import World

LAST_LINES = 150


@dataclass(frozen=True, slots=True)
class Options:
    """``keep``: as --sim-keep names it, "" for all of the session. ``shrink``: make a failing session smaller."""

    keep: str = ""
    shrink: bool = False


def play(profile: str, number: int, options: Options) -> None:
    """AssertionError: an invariant was broken. Its text tells how it came about and how to see it again."""
    plan = draw(PROFILES[profile], number)
    if options.keep:
        plan = narrowed(plan, options.keep)
    error, world = attempt(plan)
    if error is None:
        return
    if options.shrink:
        plan = shrink(plan, name_of(error), lambda smaller: name_of(attempt(smaller)[0]))
        smaller_error, world = attempt(plan)
        error = smaller_error or error
    raise AssertionError(_told(plan, error, world)) from error


def attempt(plan: Plan) -> tuple[Exception | None, World]:
    """What broke in the session, or None. Faults of the program count as well as broken invariants."""
    world = World(plan)
    try:
        world.play()
    except Exception as error:
        return error, world
    return None, world


def name_of(error: Exception | None) -> str:
    """The kind of a failure, the same for the same invariant."""
    if error is None:
        return ""
    return error.what if isinstance(error, BrokenError) else type(error).__name__


def _told(plan: Plan, error: Exception, world: World) -> str:
    about = [word for word in str(error).replace(":", " ").split() if word.startswith("c") and "/" in word]
    lines = [
        line for line in world.told() if not about or any(word in line for word in (*about, "leader", "/L", "---"))
    ]
    again = f"pytest tests/simulation -n0 --sim-profile={plan.profile.name} --sim-first={plan.number} --sim-seeds=1"
    if not plan.whole:
        steps = "\n".join(
            f"{place:6}  {step}, then {pause_ns / 1e9:g} s"
            for place, (step, pause_ns) in zip(plan.kept_steps, plan.steps, strict=True)
        )
        followers = "\n".join(f"        {settings}" for settings in plan.setting.followers)
        lines += ["", "The steps and followers that are left:", steps, followers]
        again += f" --sim-keep={plan.kept}"
    return f"{error or type(error).__name__}\n\n" + "\n".join(lines[-LAST_LINES:]) + f"\n\nThis session again: {again}"
