"""Accounts that can be chosen, as a table. One may be chosen, or many."""

from PySide6.QtCore import Qt

from mimikdesk.domain.events import LineState
from mimikdesk.domain.ids import AccountId
from mimikdesk.gui.models.cell_rows import CellRows
from mimikdesk.gui.models.cells import LINE_SHAPE, Cell
from mimikdesk.gui.summary import LINE_WORDS
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.theme.tokens import Tone
from mimikdesk.gui.translate import later, told, tr
from mimikdesk.gui.wizards.group_accounts import Choosable

ACCOUNT, CONNECTION, LINE, NOTE = range(4)
HEADINGS = (
    later("GroupWizard", "Account"),
    later("GroupWizard", "Connection"),
    later("GroupWizard", "State"),
    later("GroupWizard", "To know"),
)


class PickerModel(CellRows[AccountId]):
    """``many``: each row has a box to tick; else one row is the chosen one."""

    def __init__(self, theme: Theme, *, many: bool) -> None:
        super().__init__(theme, [(text.tr(), "") for text in HEADINGS])
        self._many = many
        self._rows: dict[AccountId, Choosable] = {}

    def apply(self, rows: tuple[Choosable, ...], chosen: set[AccountId]) -> None:
        self._rows = {each.account: each for each in rows}
        self.apply_cells({key: cells(each, None if self._many else key in chosen) for key, each in self._rows.items()})
        for number, (key, each) in enumerate(self._rows.items()):
            first = self.item(number, ACCOUNT)
            if first.isEnabled() != each.open:
                for column in range(self.columnCount()):
                    self.item(number, column).setEnabled(each.open)
            ticked = Qt.CheckState.Checked if key in chosen else Qt.CheckState.Unchecked
            if self._many and first.data(Qt.ItemDataRole.CheckStateRole) != ticked:
                first.setCheckState(ticked)

    def row_at(self, number: int) -> Choosable | None:
        key = self.key_at(number)
        return self._rows.get(key) if key is not None else None


def cells(each: Choosable, leads: bool | None) -> tuple[Cell, ...]:
    """``leads``: whether it is the one that is chosen; None where many may be."""
    shape, line_tone = LINE_SHAPE[each.line]
    up = each.line is LineState.CONNECTED
    words = told(LINE_WORDS[each.line])
    spoken = ", ".join(text for text in (each.name, each.connection_name, words, each.note) if text)
    where = each.connection_name
    if each.environment == "live":
        where = tr("GroupWizard", "{0}, live", where)
    name = Cell(each.name, Tone.TEXT if each.open else Tone.QUIET, tip=f"{each.name}\n{each.note}".strip())
    if leads is not None:
        mark = "shapes/dot" if leads else "shapes/ring"
        name = name._replace(icon=mark, icon_tone=Tone.ACCENT if leads else Tone.FAINT, strong=leads)
    return (
        name._replace(spoken=spoken),
        Cell(where, Tone.QUIET, tip=where),
        Cell(words, Tone.QUIET if up else line_tone, shape, Tone.POSITIVE if up else line_tone),
        Cell(each.note, Tone.QUIET, tip=each.note),
    )
