"""The folder with the trader's news files (rule 11.2): every .ics and .csv in it counts."""

import logging
from dataclasses import dataclass
from pathlib import Path

from mimikdesk.domain.news_table import NewsTable
from mimikdesk.settings.news_csv import read_csv
from mimikdesk.settings.news_file import NewsFile, Reach
from mimikdesk.settings.news_ics import read_ics

_log = logging.getLogger(__name__)

READERS = {".ics": read_ics, ".csv": read_csv}


@dataclass(slots=True)
class _Known:
    """``changed``: time and size by which a change of the file is noticed. ``kept``: the last reading that held a
    release. ``problem``: why that one counts instead of the present one, "" where it does not."""

    changed: tuple[int, int]
    file: NewsFile
    kept: NewsFile
    problem: str = ""


class NewsFolder:
    """``table``: all releases. ``files``: the files as they were read. ``problems``: sentences for the trader."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.table = NewsTable(())
        self.files: tuple[NewsFile, ...] = ()
        self.problems: tuple[str, ...] = ()
        self._known: dict[str, _Known] = {}
        self._reach: Reach | None = None

    def read(self, reach: Reach) -> bool:
        """Look into the folder; may wait for a disk. True when anything is different from the last time.

        A file that can no longer be read, or in which no release is left and something is wrong, keeps what it said
        before: an editor may be at work on it, or a download may have failed."""
        paths = {path.name: path for path in self._paths()}
        changed = self._known.keys() - paths.keys() != set() or reach != self._reach
        known = {}
        for name, path in sorted(paths.items()):
            before = self._known.get(name)
            known[name] = self._look(path, before, reach)
            changed |= known[name] is not before
        self._known, self._reach = known, reach
        if changed:
            self.files = tuple(entry.file for entry in known.values())
            self.table = NewsTable(item for entry in known.values() for item in entry.kept.items)
            self.problems = tuple(
                problem
                for entry in known.values()
                for problem in ((entry.problem,) if entry.problem else map(str, entry.file.complaints))
            )
        return changed

    def _look(self, path: Path, before: _Known | None, reach: Reach) -> _Known:
        try:
            stat = path.stat()
            changed = (stat.st_mtime_ns, stat.st_size)
            if before is not None and before.changed == changed and reach == self._reach:
                return before
            file = READERS[path.suffix.lower()](path.read_text(encoding="utf-8-sig"), path.name, reach)
        except (OSError, UnicodeDecodeError) as error:
            what = error.strerror if isinstance(error, OSError) else "it is not saved as UTF-8"
            kept = before.kept if before is not None else NewsFile(path.name, (), 0, ())
            rest = "It counts as it was read before." if kept.items else "Its news are not watched."
            problem = f"{path.name} cannot be read ({what}). {rest}"
            if before is not None and before.problem == problem:
                return before
            _log.info("%s", problem)
            return _Known((0, 0), kept, kept, problem)
        is_lost = file.complaints and len(file.complaints) >= file.entries and not file.items
        if is_lost and before is not None and before.kept.items:
            first = file.complaints[0]
            return _Known(changed, file, before.kept, f"{first} The file counts as it was read before.")
        return _Known(changed, file, file)

    def _paths(self) -> list[Path]:
        try:
            return [path for path in self.folder.iterdir() if path.suffix.lower() in READERS and path.is_file()]
        except OSError:
            return []
