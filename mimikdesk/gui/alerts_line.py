"""The line of a critical notification: above the status bar on every page, until it has been seen.

It is at the bottom so that no row moves away under the mouse when it comes; the page ends a little higher meanwhile.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy

from mimikdesk.domain.decisions import Level
from mimikdesk.gui.models.alerts_model import OVER, sentence
from mimikdesk.gui.theme.fonts import Size
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.theme.tokens import Tone
from mimikdesk.gui.translate import told, tr
from mimikdesk.gui.widgets.parts import ElidedLabel, label, say, set_kind
from mimikdesk.services.views import AlertRow


class AlertLine(QFrame):
    seen = Signal(object)
    """The number of the notification that stands here."""
    show_wanted = Signal()
    """The trader wants to read the notifications."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("alarm")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(40)
        self._theme = theme
        self._row: AlertRow | None = None
        self._pressed: int | None = None
        self._icon = QLabel()
        self._title = label(strong=True)
        self._text = ElidedLabel()
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._more = label("", Size.SMALL)
        self.show_button = QPushButton(tr("Alerts", "Show"))
        self.show_button.setToolTip(tr("Alerts", "Open the notifications (Ctrl+B)"))
        self.seen_button = QPushButton(tr("Alerts", "Seen"))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._title)
        row.addWidget(self._text, 1)
        for widget in (self._more, self.show_button, self.seen_button):
            row.addWidget(widget)
        self.show_button.clicked.connect(self.show_wanted)
        self.seen_button.pressed.connect(self._press)
        self.seen_button.clicked.connect(self._acknowledge)
        theme.changed.connect(self._restyle)
        self.hide()

    def apply(self, unseen: tuple[AlertRow, ...]) -> None:
        """Of what has not been seen, newest first, the newest critical one that still stands; else one that is over."""
        critical = sorted((row for row in unseen if row.level is Level.CRITICAL), key=lambda row: row.over)
        row = critical[0] if critical else None
        others = len(critical) - 1
        say(self._more, tr("Alerts", "and {0} more", others) if others > 0 else "")
        self._more.setVisible(others > 0)
        if row == self._row:
            return
        self._row = row
        if row is None:
            self.hide()
            return
        title = told(row.title)
        say(self._title, f"{title}, {OVER.tr()}" if row.over else title)
        self._text.say(sentence(row))
        self.setAccessibleName(tr("Alerts", "Critical: {0}", title))
        self.seen_button.setAccessibleName(tr("Alerts", "Seen: {0}", title))
        self._restyle()
        self.show()

    def _restyle(self) -> None:
        over = self._row is not None and self._row.over
        set_kind(self, "over" if over else "")
        for widget in (self._title, self._text, self._more):
            set_kind(widget, "" if over else "alarm")
        for button in (self.show_button, self.seen_button):
            set_kind(button, "" if over else "alarm")
        tone = Tone.DANGER if over else Tone.ON_DANGER
        self._icon.setPixmap(self._theme.icon("lucide/octagon-x", tone, 20).pixmap(20, 20))

    def _press(self) -> None:
        self._pressed = self._row.number if self._row is not None else None

    def _acknowledge(self) -> None:
        """Another one may have come to stand here since the button went down; that one has not been seen."""
        pressed, self._pressed = self._pressed, None
        if self._row is not None and pressed in (None, self._row.number):
            self.seen.emit(self._row.number)
