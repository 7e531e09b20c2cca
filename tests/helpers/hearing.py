"""The sink of a link in tests: what it tells of its rate budget goes apart, because it may come at any time."""

from collections.abc import Callable
from typing import Protocol

from mimikdesk.domain.events import BrokerEvent, BudgetReported


class Hears(Protocol):
    events: list[BrokerEvent]
    budgets: list[BudgetReported]


def sorted_into(rig: Hears) -> Callable[[BrokerEvent], None]:
    """Sorts events into the two lists of a rig."""

    def hear(event: BrokerEvent) -> None:
        if isinstance(event, BudgetReported):
            rig.budgets.append(event)
        else:
            rig.events.append(event)

    return hear
