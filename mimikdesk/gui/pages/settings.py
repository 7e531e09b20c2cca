"""The settings page: every setting explained where it is, with its default; a search over all; export and import.

A change is kept at once and can be undone. The parts stand below each other in one scrolling column, so that the search
only hides what does not match. They are made when the page is shown for the first time: they are many, and the window
should not wait for them at the start.
"""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mimikdesk.gui.facts import Facts
from mimikdesk.gui.pages.settings_sections import SectionBox, sections
from mimikdesk.gui.settings_desk import SettingsDesk
from mimikdesk.gui.settings_files import SettingsFiles
from mimikdesk.gui.theme.fonts import Size
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.theme.tokens import Tone
from mimikdesk.gui.translate import plural, told, tr
from mimikdesk.gui.update_desk import UpdateDesk
from mimikdesk.gui.widgets.empty_state import EmptyState
from mimikdesk.gui.widgets.parts import label, page_header, say, tab_order
from mimikdesk.settings.catalogue import Section

_NAV_WIDTH = 176
_COLUMN = 1040
"""Width in px that the settings take at most; longer lines are hard to read."""


class SettingsPage(QWidget):
    test_wanted = Signal(object)
    """A kind of notification that the trader wants to see and hear once."""
    sound_wanted = Signal(object)
    """A ``Level`` whose sound the trader wants to hear."""
    diagnostics_wanted = Signal()
    """The trader wants the diagnostics as a file."""

    def __init__(self, theme: Theme, desk: SettingsDesk, facts: Facts, updates: UpdateDesk | None = None) -> None:
        super().__init__()
        self.setObjectName("page")
        self._theme, self._desk = theme, desk
        self.files = SettingsFiles(desk, self)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Settings", "Find a setting"))
        self.search.setAccessibleName(tr("Settings", "Find a setting"))
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(260)
        self._count = label(kind="quiet")
        self.import_button = QPushButton(tr("Settings", "Import..."))
        self.import_button.setToolTip(tr("Settings", "Take settings from a file; you see what would change before."))
        self.export_button = QPushButton(tr("Settings", "Export..."))
        self.export_button.setToolTip(
            tr("Settings", "Write the settings into a file. No login and no account is in it.")
        )
        self.note = label()
        self.note.setWordWrap(True)
        self.note.hide()
        self._facts, self._updates = facts, updates
        self.boxes: tuple[SectionBox, ...] = ()
        self.nav = QListWidget()
        self.nav.setObjectName("nav")
        self.nav.setFixedWidth(_NAV_WIDTH)
        self.nav.setAccessibleName(tr("Settings", "Parts of the settings"))
        self.nav.addItems([told(section.heading) for section in Section])
        self._nothing = EmptyState(
            theme,
            "lucide/search",
            tr("Settings", "No setting is called that"),
            tr("Settings", "Try another word: sound, colours, multiplier, tray."),
            tr("Settings", "Show all settings"),
        )
        self._nothing.hide()
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName(tr("Settings", "All settings"))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(12)
        title = label(tr("Settings", "Settings"), Size.DISPLAY, strong=True)
        column.addWidget(
            page_header(title, 16, self.search, 4, self._count, None, self.import_button, self.export_button)
        )
        column.addWidget(self.note)
        below = QHBoxLayout()
        below.setSpacing(16)
        below.addWidget(self.nav)
        below.addWidget(self._area, 1)
        below.addWidget(self._nothing, 1)
        column.addLayout(below, 1)
        self._connect()
        self._restyle()

    def fill(self) -> None:
        """Make the settings, if that was not done yet."""
        if self.boxes:
            return
        self.boxes = sections(self._theme, self._desk, self._facts, self._updates)
        for box in self.boxes:
            box.test_wanted.connect(self.test_wanted)
            box.sound_wanted.connect(self.sound_wanted)
            box.diagnostics_wanted.connect(self.diagnostics_wanted)
        self._area.setWidget(_column(self.boxes))
        tab_order(self.nav, self._area, *self.boxes)
        self._find(self.search.text())

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        self.fill()
        super().showEvent(event)

    def focus_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def show_section(self, number: int) -> None:
        """Bring a part of the settings to the top."""
        self.nav.setCurrentRow(number)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._find)
        self.nav.currentRowChanged.connect(self._go)
        self._nothing.button.clicked.connect(self.search.clear)
        self.import_button.clicked.connect(self.files.ask_import)
        self.export_button.clicked.connect(self.files.ask_export)
        self.files.told.connect(self._tell)
        self._desk.changed.connect(self._refresh)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.focus_search)
        self._theme.changed.connect(self._restyle)

    def _find(self, text: str) -> None:
        self.fill()
        words = text.casefold().split()
        found = [box.leave(words) for box in self.boxes]
        say(self._count, plural("Settings", "{0} setting", "{0} settings", sum(found)) if words else "")
        self._area.setVisible(any(found))
        self._nothing.setVisible(not any(found))
        for at, number in enumerate(found):
            self.nav.item(at).setHidden(not number)
        if words:
            self._area.verticalScrollBar().setValue(0)

    def _go(self, number: int) -> None:
        if 0 <= number < len(self.boxes):
            self._area.verticalScrollBar().setValue(self.boxes[number].y())

    def _refresh(self) -> None:
        for box in self.boxes:
            box.refresh()

    def _tell(self, words: str, kind: str) -> None:
        say(self.note, words, kind)
        self.note.setVisible(bool(words))

    def _restyle(self) -> None:
        for action in self.search.actions():
            if action.objectName() == "find":
                self.search.removeAction(action)
        icon = self._theme.icon("lucide/search", Tone.QUIET)
        self.search.addAction(icon, QLineEdit.ActionPosition.LeadingPosition).setObjectName("find")


def _column(boxes: Iterable[SectionBox]) -> QWidget:
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 12, 0)
    column.setSpacing(20)
    for box in boxes:
        column.addWidget(box)
    column.addStretch(1)
    inside.setMaximumWidth(_COLUMN)
    return inside
