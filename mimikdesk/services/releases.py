"""Releases: what the signed list says of the newest one, which version is newer, and when it may be asked for."""

import json
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

from mimikdesk.domain.errors import MimikDeskError
from mimikdesk.domain.sentence import said
from mimikdesk.domain.time import SECOND
from mimikdesk.services.views import BoardView

FORMAT = "MimikDesk release"
LONGEST_NOTES = 4_000
_VERSION = re.compile(r"(\d{1,5})\.(\d{1,5})(?:\.(\d{1,5}))?(?:(a|b|rc)(\d{1,3}))?")
_FINAL = ("z", 0)


class ReleaseError(MimikDeskError):
    """What came is no list of releases that can be used."""


@dataclass(frozen=True, slots=True)
class Release:
    """``serial``: grows with every list that is signed. ``valid_until``: after that day the list is old and somebody
    may be holding newer ones back. ``page``: where it is described and fetched, https. ``notes``: what is new."""

    version: str
    serial: int
    released: date
    valid_until: date
    page: str
    notes: str


@dataclass(frozen=True, slots=True)
class Answer:
    """``release``: a newer version, None where this is the newest or nothing is known. ``text``: what to tell.
    ``offline``: nobody could be asked, which is no error."""

    text: str
    release: Release | None = None
    offline: bool = False


def read_release(content: bytes) -> Release:
    """What a list says. ReleaseError: it is none. Only what was signed may come here."""
    try:
        found = json.loads(content)
        release = Release(
            found["version"],
            found["serial"],
            date.fromisoformat(found["released"]),
            date.fromisoformat(found["valid_until"]),
            found["page"],
            found["notes"],
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        raise ReleaseError(said("The list of releases cannot be understood.")) from None
    texts = (release.version, release.page, release.notes)
    if (
        found.get("format") != FORMAT
        or not all(isinstance(text, str) for text in texts)
        or type(release.serial) is not int
        or release.serial < 1
        or _VERSION.fullmatch(release.version) is None
        or not release.page.startswith("https://")
        or len(release.notes) > LONGEST_NOTES
    ):
        raise ReleaseError(said("The list of releases cannot be understood."))
    return release


def is_newer(version: str, than: str) -> bool:
    """Whether one version comes after another; 1.2 is 1.2.0, and 1.2.0rc1 comes before 1.2.0."""
    return _order(version) > _order(than)


def newer_release(release: Release, own: str, seen: int, now_ns: int) -> Release | None:
    """The release if it is newer than this program. ``seen``: the highest serial that ever came.

    ReleaseError: the list is one of before (a replay), or has not been renewed in time (somebody holds it back).
    """
    if release.serial < seen:
        raise ReleaseError(said("An older list of releases came than was there before; it is not believed."))
    if datetime.fromtimestamp(now_ns / SECOND, UTC).date() > release.valid_until:
        raise ReleaseError(said("The list of releases is out of date; it is not believed."))
    return release if is_newer(release.version, own) else None


def why_not(board: BoardView, *, automatic: bool) -> str:
    """Why it may not be asked now, "" where it may. Nobody's attention is drawn away from an open position."""
    if any(group.on for group in board.groups):
        return said("Not while a group is on. Pause the groups first.")
    if automatic and any(row.position or row.working_orders for row in board.rows):
        return said("Not by itself while something is open.")
    return ""


def _order(version: str) -> tuple[int, int, int, tuple[str, int]]:
    found = _VERSION.fullmatch(version)
    if found is None:
        raise ReleaseError(said("“{version}” is no version.", version=version))
    stage = (found[4], int(found[5])) if found[4] else _FINAL
    return int(found[1]), int(found[2]), int(found[3] or 0), stage
