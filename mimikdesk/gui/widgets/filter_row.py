"""A line over a table in which words are typed that leave only the rows with them; out of the way until wanted."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QToolButton

from mimikdesk.gui.theme.fonts import Size
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.theme.tokens import Tone
from mimikdesk.gui.translate import plural, tr
from mimikdesk.gui.widgets.parts import label, say


class FilterRow(QFrame):
    changed = Signal(str)
    """The words to filter by; "" when there are none any more."""
    left = Signal()
    """The trader is done with typing; the table should have the keyboard."""

    def __init__(self, theme: Theme, what: str, hint: str) -> None:
        super().__init__()
        self.setObjectName("filterrow")
        self._theme = theme
        self.field = QLineEdit()
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(what)
        self.field.setMaximumWidth(320)
        self.field.setObjectName("slim")
        self.count = label(size=Size.SMALL, kind="quiet")
        self.shut_button = QToolButton()
        self.shut_button.setProperty("kind", "flat")
        self.shut_button.setToolTip(tr("Filter", "Show all rows (Esc)"))
        self.shut_button.setAccessibleName(tr("Filter", "Show all rows"))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 6, 4)
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(self.shut_button)
        self.field.textChanged.connect(self.changed)
        self.field.returnPressed.connect(self.left)
        self.shut_button.clicked.connect(self.shut)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.hide()

    def open(self) -> None:
        """Show the line and let the trader type."""
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def shut(self) -> None:
        """Show every row again and go out of the way."""
        self.field.clear()
        self.hide()
        self.left.emit()

    def tell(self, shown: int, total: int) -> None:
        """How many accounts are left of how many."""
        some = plural("Filter", "{1} of {0} account", "{1} of {0} accounts", total, f"{shown:,}")
        say(self.count, some if self.field.text() else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.shut()
        elif event.key() == Qt.Key.Key_Down:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _restyle(self) -> None:
        self.shut_button.setIcon(self._theme.icon("lucide/x", Tone.QUIET))
        for action in self.field.actions():
            self.field.removeAction(action)
        self.field.addAction(self._theme.icon("lucide/search", Tone.QUIET), QLineEdit.ActionPosition.LeadingPosition)
