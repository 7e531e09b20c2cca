"""The cockpit's menus: of an account, of a group, and of how the table is shown. Made anew each time they open."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from mimikdesk.gui.models.arrangement import VALUES, Sorting
from mimikdesk.gui.models.cells import HEADINGS, Column
from mimikdesk.gui.pages.accounts_columns import CHOOSABLE, Columns
from mimikdesk.gui.translate import later, tr
from mimikdesk.settings.model import Density

DENSITIES = {
    Density.AUTO: later("Cockpit", "Row height as the number of accounts asks"),
    Density.NORMAL: later("Cockpit", "Tall rows"),
    Density.DENSE: later("Cockpit", "Low rows"),
}


class Menu(QMenu):
    """A menu that is gone once it is shut."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def entry(self, text: str, act: Callable[[], object], keys: str = "", *, on: bool = True) -> QAction:
        """``keys`` are only shown here; they work in the table whether the menu is open or not."""
        action = QAction(text, self)
        if keys:
            action.setShortcut(keys)
            action.setShortcutVisibleInContextMenu(True)
        action.setEnabled(on)
        action.triggered.connect(lambda _checked=False: act())
        self.addAction(action)
        return action

    def check(self, text: str, act: Callable[[bool], object], *, checked: bool) -> QAction:
        action = QAction(text, self)
        action.setCheckable(True)
        action.setChecked(checked)
        action.triggered.connect(act)
        self.addAction(action)
        return action

    def sure(self, text: str, yes: str, act: Callable[[], object]) -> None:
        """An entry that acts only after a second one."""
        inner = QMenu(text, self)
        inner.addAction(yes, act)
        self.addAction(inner.menuAction())

    def open_at(self, at: QPoint) -> None:
        self.popup(at)


def add_columns(menu: QMenu, columns: Columns) -> None:
    """Which columns show, and what the rows are sorted by."""
    shown = set(columns.shown())
    for column in Column:
        if column in CHOOSABLE:
            wanted = columns.wanted(column)
            text = HEADINGS[column][0].tr()
            if wanted and column not in shown:
                text = tr("Cockpit", "{0} (no room now)", text)
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(wanted)
            action.setToolTip(HEADINGS[column][1].tr())
            action.triggered.connect(partial(columns.choose, column))
    menu.addSeparator()
    menu.addAction(tr("Cockpit", "Usual columns, order and widths"), columns.reset)


def add_sorting(menu: QMenu, columns: Columns) -> None:
    now = columns.sorting
    group = QActionGroup(menu)
    choices: list[tuple[str, Sorting | None]] = [(tr("Cockpit", "As in the group"), None)]
    choices += [(HEADINGS[column][0].tr(), Sorting(column)) for column in VALUES]
    for text, sorting in choices:
        action = menu.addAction(text)
        action.setCheckable(True)
        action.setChecked((now.column if now else None) == (sorting.column if sorting else None))
        action.triggered.connect(lambda _checked, sorting=sorting: columns.sort(sorting))
        group.addAction(action)
    menu.addSeparator()
    again = menu.addAction(tr("Cockpit", "Sort again now"), lambda: columns.sort(now))
    again.setShortcut("F5")
    again.setEnabled(now is not None)
    turned = menu.addAction(
        tr("Cockpit", "The other way round"),
        lambda: columns.sort(Sorting(now.column, not now.descending) if now else None),
    )
    turned.setEnabled(now is not None)


def add_density(menu: QMenu, density: Density, choose: Callable[[Density], object]) -> None:
    group = QActionGroup(menu)
    for each, text in DENSITIES.items():
        action = menu.addAction(text.tr())
        action.setCheckable(True)
        action.setChecked(each is density)
        action.triggered.connect(lambda _checked, each=each: choose(each))
        group.addAction(action)
