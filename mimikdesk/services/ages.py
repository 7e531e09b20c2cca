"""How old a figure is, in the steps in which it is shown, and when the next step comes.

Steps are coarse, so that a table of a hundred accounts changes a few cells in five seconds and not all of them at each
look.
"""

from mimikdesk.domain.time import SECOND, Stamp
from mimikdesk.services.prices import Known
from mimikdesk.services.views import FigureAge

STEP = 5 * SECOND
MINUTE = 60 * SECOND
OLD_AFTER = 30 * SECOND
"""A broker without a feed is asked for figures every 5 s, by turns where several contracts are held: after six turns
without news something stands in the way (the line, a penalty, a budget that runs low), and the market may be
elsewhere."""


class Ages:
    def __init__(self) -> None:
        self._due_ns: int | None = None

    def begin(self) -> None:
        """The figures are worked out anew."""
        self._due_ns = None

    def of(self, figure: Known | None, now: Stamp) -> FigureAge | None:
        """None for a figure that is of now, and for one that is not known."""
        if figure is None or figure.as_of is None:
            return None
        age = figure.age_ns(now)
        step = STEP if age < MINUTE else MINUTE
        shown = age // step * step
        due = now.mono_ns + shown + step - age
        if self._due_ns is None or due < self._due_ns:
            self._due_ns = due
        return FigureAge(figure.source, shown, shown >= OLD_AFTER)

    def due(self, now: Stamp) -> bool:
        """Whether an age that was given out is another one by now."""
        return self._due_ns is not None and now.mono_ns >= self._due_ns
