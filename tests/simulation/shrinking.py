"""Makes a failing session smaller: leaves out steps and followers as long as the same thing still breaks."""

from collections.abc import Callable

from tests.simulation.plan import Plan

MOST_ATTEMPTS = 400


def shrink(plan: Plan, broken: str, attempt: Callable[[Plan], str]) -> Plan:
    """The smallest plan found that breaks ``broken``. ``attempt``: plays a plan and names what broke, or ""."""
    left = MOST_ATTEMPTS

    def breaks(smaller: Plan) -> bool:
        nonlocal left
        left -= 1
        return left >= 0 and attempt(smaller) == broken

    before = None
    while before != (plan.kept_steps, plan.kept_followers) and left > 0:
        before = plan.kept_steps, plan.kept_followers
        plan = _fewer_followers(plan, breaks)
        plan = _fewer_steps(plan, breaks)
    return plan


def _fewer_followers(plan: Plan, breaks: Callable[[Plan], bool]) -> Plan:
    for place in plan.kept_followers:
        fewer = tuple(kept for kept in plan.kept_followers if kept != place)
        if fewer and breaks(smaller := plan.keep(plan.kept_steps, fewer)):
            plan = smaller
    return plan


def _fewer_steps(plan: Plan, breaks: Callable[[Plan], bool]) -> Plan:
    """Halves first, then ever smaller runs of steps."""
    size = max(1, len(plan.kept_steps) // 2)
    while True:
        start = 0
        while start < len(plan.kept_steps):
            fewer = plan.kept_steps[:start] + plan.kept_steps[start + size :]
            if breaks(smaller := plan.keep(fewer, plan.kept_followers)):
                plan = smaller
            else:
                start += size
        if size == 1:
            return plan
        size //= 2
