"""The risk rules' files while the program runs: presets, CME's calendar, and news that the trader adds at any time.

Bundled files count unless the data folder has a copy of the same name. The calendar is read at the start; the folder
``news`` is looked into each minute, by a worker, so that a slow disk never waits on the lane.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mimikdesk.app.background import LaneBackground
from mimikdesk.domain.clock import Clock, TimerHandle
from mimikdesk.domain.cme_calendar import CmeCalendar
from mimikdesk.domain.news_table import NewsTable
from mimikdesk.domain.zone import DAY, MINUTE, day_text
from mimikdesk.gui.theme.resources import resource
from mimikdesk.settings.calendar_file import NAME, CalendarFile, read_calendar
from mimikdesk.settings.news_file import Reach
from mimikdesk.settings.news_folder import NewsFolder
from mimikdesk.settings.own_files import bundled_again, make_copy, read_files
from mimikdesk.settings.preset_file import FOLDER, Presets, read_presets

CALENDARS, NEWS = "calendars", "news"
LOOK_NS = MINUTE
AHEAD_DAYS = 60
"""How far releases are looked up; the days move on, and with them what is read."""
END_NEAR_DAYS = 30
"""So long before the calendar's last day the trader is told."""


class OwnPresets:
    """The bundled presets, and the trader's copies in ``presets`` of the data folder, which count instead."""

    def __init__(self, data: Path) -> None:
        self.folder: Path | None = data / FOLDER
        self._own = data / FOLDER

    def read(self) -> Presets:
        return read_presets(resource(FOLDER), self._own)

    def copy(self, file: str) -> Path:
        own = self._own / file
        return own if own.exists() else make_copy(resource(FOLDER) / file, self._own)


def read_cme_calendar(bundled: Path, own: Path) -> tuple[CmeCalendar | None, tuple[str, ...]]:
    """The calendar, the trader's copy before the bundled one, and sentences about what is wrong; None where neither can
    be read. May wait for a disk."""
    problems: list[str] = []
    candidates = [file for file in read_files(bundled, own) if file.path.name == NAME]
    candidates += [behind for file in candidates if (behind := bundled_again(file, bundled)) is not None]
    for file in candidates:
        if file.text is None:
            problems.append(f"{file.path.name} {file.problem}.")
            continue
        read = read_calendar(file.text, file.path.name)
        if isinstance(read, CalendarFile):
            if problems:
                problems.append("Holidays are those that came with MimikDesk, until your copy is put right.")
            return read.calendar, tuple(problems)
        problems += [str(complaint) for complaint in read]
    return None, tuple(problems)


@dataclass(frozen=True, slots=True)
class _Found:
    """What one look has found. ``changed``: there is anything new for the program."""

    calendar: CmeCalendar | None
    news: NewsTable
    changed: bool
    problems: tuple[str, ...]


class RiskFileWatch:
    """Lives on the lane. ``use``: is given calendar and news whenever they are different. ``say``: is given each
    sentence about a file once."""

    def __init__(
        self,
        data: Path,
        clock: Clock,
        background: LaneBackground,
        use: Callable[[CmeCalendar, NewsTable], None],
        say: Callable[[str], None],
    ) -> None:
        self._data, self._clock, self._background = data, clock, background
        self._use, self._say = use, say
        self._news = NewsFolder(data / NEWS)
        self._calendar: CmeCalendar | None = None
        self._read = False
        self._told: set[str] = set()
        self._timer: TimerHandle | None = None
        self._over = False

    def start(self) -> None:
        """Look now, and each minute from now on."""
        self._timer = None
        if not self._over:
            today = self._clock.now().utc_ns // DAY
            self._background.run(lambda: self._look(today), self._took)

    def close(self) -> None:
        self._over = True
        if self._timer is not None:
            self._timer.cancel()

    def _look(self, today: int) -> _Found:
        """On the worker; nobody else touches the folder's reading."""
        problems: tuple[str, ...] = ()
        first = not self._read
        if first:
            self._calendar, problems = read_cme_calendar(resource(CALENDARS), self._data / CALENDARS)
            self._read = True
        changed = self._news.read(Reach((today - 1) * DAY, (today + AHEAD_DAYS) * DAY))
        if self._calendar is not None and not self._calendar.is_covered(today + END_NEAR_DAYS):
            last = day_text(self._calendar.covers[1])
            problems = (*problems, f"The calendar of CME's holidays ends on {last}. Later days count as usual ones.")
        return _Found(self._calendar, self._news.table, first or changed, (*problems, *self._news.problems))

    def _took(self, found: _Found | Exception) -> None:
        if self._over:
            return
        self._timer = self._clock.call_later(LOOK_NS, self.start)
        if isinstance(found, Exception):
            return  # the worker has logged it; what was read before stays in use
        if found.changed and found.calendar is not None:
            self._use(found.calendar, found.news)
        for problem in found.problems:
            if problem not in self._told:
                self._told.add(problem)
                self._say(problem)
