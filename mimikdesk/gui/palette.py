"""The command palette (Ctrl+Shift+P): a field over the window that finds an action by a few letters. Keys only.

What closes positions wants Enter twice; any other key in between takes the first one back.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QColor, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QLineEdit, QTreeView, QVBoxLayout, QWidget

from mimikdesk.gui import fuzzy
from mimikdesk.gui.palette_entries import Entry
from mimikdesk.gui.theme.fonts import Size
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.translate import tr
from mimikdesk.gui.widgets.parts import label, say

WIDTH = 620
MOST = 50
"""Lines that are shown at most; who wants another one types another letter."""
_LINES = 12
_ROW = 30
_TOP = 64
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -_LINES, Qt.Key.Key_PageDown: _LINES}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Palette(QFrame):
    def __init__(self, theme: Theme, entries: Callable[[], tuple[Entry, ...]], host: QWidget) -> None:
        super().__init__(host)
        self.setObjectName("palette")
        self.setAccessibleName(tr("Palette", "Command palette"))
        self._theme, self._make, self._host = theme, entries, host
        self._entries: tuple[Entry, ...] = ()
        self._found: list[Entry] = []
        self._asked: Entry | None = None
        self._before: QWidget | None = None
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Palette", "Find an action, account, group or page"))
        self.field.setAccessibleName(tr("Palette", "Find an action, account, group or page"))
        self.model = QStandardItemModel(0, 2)
        self.list = QTreeView()
        self.list.setModel(self.model)
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setObjectName("palettelist")
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the field keeps the keyboard and hands on what is the list's
        self.list.setAccessibleName(tr("Palette", "What was found"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(1, 190)
        self.note = label(size=Size.SMALL, kind="quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        for widget in (self.field, self.list, self.note):
            column.addWidget(widget)
        self.field.textChanged.connect(self._find)
        self.field.installEventFilter(self)
        host.installEventFilter(self)
        self.list.clicked.connect(self._clicked)
        self.hide()

    def open(self) -> None:
        """Show it empty, with everything that can be done now."""
        if self.isHidden():
            self._before = self._host.window().focusWidget()
        self._entries = self._make()
        self.field.clear()
        self._find("")
        self._place()
        self.show()
        self.raise_()
        self.field.setFocus()

    def shut(self) -> None:
        """Hide it, with the keyboard where it was before."""
        if self.isHidden():
            return
        before, self._before = self._before, None
        self.hide()
        if before is not None and before.isVisible():
            before.setFocus()

    @property
    def words(self) -> list[str]:
        """What is listed, from top to bottom."""
        return [entry.words for entry in self._found]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if watched is self._host and event.type() is QEvent.Type.Resize and not self.isHidden():
            self._place()
        # When the whole window has lost the keyboard, the palette waits for it to come back.
        if watched is self.field and event.type() is QEvent.Type.FocusOut and self._host.window().isActiveWindow():
            self.hide()
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in _MOVES:
            self._move(_MOVES[key])
        elif key in _ENTER:
            if not event.isAutoRepeat():
                self._do()
        elif key == Qt.Key.Key_Escape:
            self.shut()
        elif key not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return False
        return True

    def _move(self, by: int) -> None:
        last = len(self._found) - 1
        row = self.list.currentIndex().row()
        if last >= 0:
            # One step past an end leads to the other; a page stops there.
            to = (row + by) % (last + 1) if abs(by) == 1 else min(max(row + by, 0), last)
            self._choose(to)

    def _choose(self, row: int) -> None:
        index = self.model.index(row, 0)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)
        self._ask(None)

    def _find(self, text: str) -> None:
        numbers = fuzzy.best(text, [f"{entry.words} {entry.more}" for entry in self._entries], MOST)
        self._found = [self._entries[number] for number in numbers]
        self.model.removeRows(0, self.model.rowCount())
        for entry in self._found:
            more = QStandardItem(entry.keys or entry.more)
            more.setForeground(QColor(self._theme.tokens.quiet))
            more.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.model.appendRow([QStandardItem(entry.words), more])
        if self._found:
            self._choose(0)
        else:
            self._ask(None)

    def _ask(self, entry: Entry | None) -> None:
        """Say how to go on; with an entry, that Enter is wanted once more."""
        self._asked = entry
        if entry is not None:
            say(self.note, tr("Palette", "Press Enter again: {0}", entry.words), "danger")
        elif not self._found:
            say(self.note, tr("Palette", "Nothing is called that."), "quiet")
        else:
            say(self.note, tr("Palette", "Enter does it, Esc closes, the arrows choose"), "quiet")

    def _clicked(self, index: QModelIndex) -> None:
        self.list.setCurrentIndex(index)
        self._do()

    def _do(self) -> None:
        row = self.list.currentIndex().row()
        if not 0 <= row < len(self._found):
            return
        entry = self._found[row]
        if entry.sure and self._asked is not entry:
            self._ask(entry)
            return
        self.shut()
        entry.run()

    def _place(self) -> None:
        width = min(WIDTH, self._host.width() - 32)
        self.list.setFixedHeight(min(_LINES * _ROW, max(_ROW, self._host.height() - 2 * _TOP - 90)))
        self.setGeometry(
            (self._host.width() - width) // 2, min(_TOP, self._host.height() // 8), width, self.sizeHint().height()
        )
