"""The rows of the cockpit's table: how high they are, and which are shown: groups fold, and a filter leaves matches."""

import re
from collections.abc import Iterable

from PySide6.QtWidgets import QTableView

from mimikdesk.domain.ids import GroupId
from mimikdesk.gui import format as fmt
from mimikdesk.gui.models.cells import STATE_SHAPE, Column
from mimikdesk.gui.models.cockpit_model import CockpitModel
from mimikdesk.gui.summary import LINE_WORDS
from mimikdesk.gui.translate import told
from mimikdesk.services.views import AccountRow
from mimikdesk.settings.model import Density

ROW_NORMAL, ROW_DENSE, ROW_HEAD = 32, 26, 44
DENSE_FROM = 25
"""Accounts from which on the table is set tighter, unless the trader chose."""


class Rows:
    """Which rows of ``view`` show, and how high. Hidden rows are shown again by nobody else."""

    def __init__(self, view: QTableView, model: CockpitModel) -> None:
        self._view, self._model = view, model
        self.density = Density.AUTO
        self.folded: set[GroupId] = set()
        self._words: tuple[re.Pattern[str], ...] = ()

    @property
    def filtered(self) -> bool:
        return bool(self._words)

    def is_folded(self, group: GroupId) -> bool:
        """Whether a group's accounts are folded away now; a filter looks into every group."""
        return group in self.folded and not self._words

    def filter(self, text: str) -> None:
        """Leave rows in which every word of ``text`` begins a word, from the next ``show`` on; all of them for ""."""
        self._words = tuple(re.compile(rf"(?<![^\W_]){re.escape(word)}") for word in text.casefold().split())

    def lay(self) -> None:
        """Set every height and span anew, after rows came, went or moved, or another density was chosen."""
        height = self.row_height()
        self._view.clearSpans()
        for row in range(self._model.rowCount()):
            head = self._model.group_at(row) is not None
            self._view.setRowHeight(row, ROW_HEAD if head else height)
            if head:
                self._view.setSpan(row, 0, 1, len(Column))
        self.show()

    def row_height(self) -> int:
        if self.density is Density.AUTO:
            return ROW_DENSE if len(self._model.rows()) >= DENSE_FROM else ROW_NORMAL
        return ROW_DENSE if self.density is Density.DENSE else ROW_NORMAL

    def show(self) -> bool:
        """Hide and show what folding and filter ask for; True when anything changed."""
        changed = False
        head, name, folded, matches = -1, "", False, False
        for at in range(self._model.rowCount()):
            group = self._model.group_at(at)
            if group is not None:
                if head >= 0:
                    changed |= self._hide(head, bool(self._words) and not matches)
                head, name, matches = at, group.name, False
                folded = self.is_folded(group.group)
                continue
            row = self._model.row_at(self._model.index(at, 0))
            wanted = row is not None and (not self._words or _found(row, name, self._words))
            matches |= wanted
            changed |= self._hide(at, folded or not wanted)
        if head >= 0:
            changed |= self._hide(head, bool(self._words) and not matches)
        return changed

    def found(self) -> tuple[int, int]:
        """Accounts that are shown or only folded away, and all of them."""
        everyone: set[str] = set()
        shown: set[str] = set()
        for at in range(self._model.rowCount()):
            row = self._model.row_at(self._model.index(at, 0))
            if row is not None:
                everyone.add(row.account)
                if not self._words or not self._view.isRowHidden(at):
                    shown.add(row.account)
        return len(shown), len(everyone)

    def _hide(self, at: int, hidden: bool) -> bool:
        if self._view.isRowHidden(at) == hidden:
            return False
        self._view.setRowHidden(at, hidden)
        return True


def _found(row: AccountRow, group: str, words: Iterable[re.Pattern[str]]) -> bool:
    text = " ".join(
        (
            row.name,
            group,
            row.connection_name,
            LINE_WORDS[row.line].tr(),
            row.role,
            row.symbol or "",
            fmt.side(row.position),
            STATE_SHAPE[row.state][2].tr(),
            told(row.cause),
            "" if row.on else "off",
        )
    ).casefold()
    return all(word.search(text) for word in words)
