"""One news file of the trader's: a calendar (.ics) or a table (.csv), as releases and complaints.

Every entry of a file ends as releases or as a complaint with its line. None is passed over in silence, and none is
guessed: a time without a time zone is a complaint.
"""

from dataclasses import dataclass

from mimikdesk.domain.trading_day import NewsItem
from mimikdesk.settings.fields import Complaint

LARGEST = 5_000_000
"""Characters of a news file; a year of all the world's releases has about one million."""
UNTITLED = "release without a title"


@dataclass(frozen=True, slots=True)
class Reach:
    """Releases are looked up from ``first_ns`` on and before ``end_ns``, UTC: what repeats for ever has to end."""

    first_ns: int
    end_ns: int

    def holds(self, at_ns: int) -> bool:
        return self.first_ns <= at_ns < self.end_ns


@dataclass(frozen=True, slots=True)
class NewsFile:
    """``items``: releases within reach, oldest first. ``entries``: how many entries the file has, whatever became of
    them. ``complaints``: what of it makes no news window, and why."""

    name: str
    items: tuple[NewsItem, ...]
    entries: int
    complaints: tuple[Complaint, ...]


def title_of(text: str) -> str:
    """One line of a reasonable length."""
    line = " ".join(text.split())
    return (line if len(line) <= 120 else line[:119] + "…") or UNTITLED
