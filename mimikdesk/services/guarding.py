"""A group's guard settings as the user changes them while the group runs."""

from dataclasses import replace

from mimikdesk.domain.group import ClosedMarket, CopyGroup
from mimikdesk.domain.guard import GuardSettings
from mimikdesk.engine.state import Group
from mimikdesk.services.group_rows import as_it_is


def guarded(group: Group, guard: GuardSettings, closed_market: ClosedMarket) -> CopyGroup:
    """The group with new guard settings, its switches and marks as they are now: those it was defined with may be
    older."""
    return replace(as_it_is(group), guard=guard, closed_market=closed_market)
