"""Which lines of the activity list are left: by kind, level, group, account, time, and words."""

import re
from dataclasses import dataclass, replace

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel

from mimikdesk.domain.decisions import Level
from mimikdesk.gui.models.activity_model import KINDS, ROW_ROLE, TIME
from mimikdesk.services.views import ActivityKind, ActivityRow

_WORDS = re.compile(r'"([^"]+)"|([^\s"]+)')
_LEVELS = (Level.INFO, Level.WARNING, Level.CRITICAL)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a line must be to be left. ``kinds``: None for all. ``level``: the least. ``group``, ``account``: names, ""
    for all. ``since_ns``: UTC, 0 for all."""

    kinds: frozenset[ActivityKind] | None = None
    level: Level = Level.INFO
    group: str = ""
    account: str = ""
    since_ns: int = 0

    def fits(self, row: ActivityRow) -> bool:
        return (
            (self.kinds is None or row.kind in self.kinds)
            and _LEVELS.index(row.level) >= _LEVELS.index(self.level)
            and self.group in ("", row.group_name)
            and self.account in ("", row.account_name)
            and row.utc_ns >= self.since_ns
        )


class ActivityFilter(QSortFilterProxyModel):
    """Leaves the lines that are ``wanted`` and contain every word looked for.

    Words in quotes belong together: they are an account's whole name, or stand so in the sentence.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: list[str] = []
        self._phrases: list[str] = []
        self.wanted = Wanted()

    def look_for(self, text: str) -> None:
        self.beginFilterChange()
        found: list[tuple[str, str]] = _WORDS.findall(text.casefold())
        self._phrases = [phrase for phrase, _word in found if phrase]
        self._words = [word for _phrase, word in found if word]
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def only(self, kinds: frozenset[ActivityKind] | None) -> None:
        """Kinds to leave; None for all."""
        self.want(replace(self.wanted, kinds=kinds))

    def want(self, wanted: Wanted) -> None:
        if wanted != self.wanted:
            self.beginFilterChange()
            self.wanted = wanted
            self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(  # noqa: N802
        self, source_row: int, source_parent: QModelIndex | QPersistentModelIndex
    ) -> bool:
        row = self.sourceModel().index(source_row, TIME, source_parent).data(ROW_ROLE)
        if not isinstance(row, ActivityRow) or not self.wanted.fits(row):
            return False
        if not (self._phrases or self._words):
            return True
        account, sentence = row.account_name.casefold(), row.text.casefold()
        if not all(phrase == account or phrase in sentence for phrase in self._phrases):
            return False
        parts = (row.account_name, row.group_name, row.symbol or "", KINDS[row.kind][0], row.text, row.advice)
        whole = " ".join(parts).casefold()
        return all(word in whole for word in self._words)
