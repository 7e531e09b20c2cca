"""What the broker sent and the adapter did not understand: counted, with one example of each kind, for diagnostics."""

from mimikdesk.domain.record import record

MOST_KINDS = 200
"""So many kinds are told apart; what comes beyond is counted together."""
LONGEST_KIND = 80
LONGEST_EXAMPLE = 300
REST = "everything else"


@record(frozen=True, slots=True)
class Unknown:
    """``kind``: what was not understood, in words. ``example``: the first one seen, cut off; "" where it says all."""

    kind: str
    times: int
    example: str


class Unknowns:
    """Bounded, whatever a broker sends. Never raises."""

    def __init__(self) -> None:
        self._times: dict[str, int] = {}
        self._examples: dict[str, str] = {}
        self.total = 0

    def count(self, kind: str, example: object = None) -> None:
        kind = kind[:LONGEST_KIND]
        if kind not in self._times:
            if len(self._times) >= MOST_KINDS:
                kind = REST
            if kind not in self._examples:
                self._examples[kind] = "" if example is None else _shown(example)
        self._times[kind] = self._times.get(kind, 0) + 1
        self.total += 1

    def entries(self) -> tuple[Unknown, ...]:
        """In the order in which each kind was first seen."""
        return tuple(Unknown(kind, times, self._examples[kind]) for kind, times in self._times.items())


def shape(value: object) -> str:
    """The names and types in something unknown, without its values: these may be anything, a person's name too."""
    if isinstance(value, dict):
        return ", ".join(f"{str(name)[:40]}: {type(its).__name__}" for name, its in list(value.items())[:20])
    return type(value).__name__


def _shown(example: object) -> str:
    try:
        return repr(example)[:LONGEST_EXAMPLE]
    except (ValueError, RecursionError):  # whole numbers of thousands of digits; lists nested without end
        return f"a {type(example).__name__} that cannot be shown"
