"""The bell in the status bar: how many notifications have not been seen, and whether one of them is critical."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolButton

from mimikdesk.domain.decisions import Level
from mimikdesk.gui.theme import fonts
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.theme.tokens import Tone
from mimikdesk.gui.translate import plural, tr
from mimikdesk.gui.widgets.parts import set_kind
from mimikdesk.services.views import AlertRow


class Bell(QToolButton):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._unseen = self._critical = 0
        self._muted = False
        self.setFont(fonts.font(fonts.Size.SMALL))
        self.setIconSize(QSize(16, 16))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.changed.connect(self._restyle)
        set_kind(self, "bell")
        self._restyle()

    def apply(self, unseen: tuple[AlertRow, ...]) -> None:
        standing = sum(row.level is Level.CRITICAL and not row.over for row in unseen)
        if (len(unseen), standing) != (self._unseen, self._critical):
            self._unseen, self._critical = len(unseen), standing
            self._restyle()

    def show_mute(self, muted: bool) -> None:
        self._muted = muted
        self._restyle()

    def _restyle(self) -> None:
        critical = tr("Alerts", "{0} critical", self._critical) if self._critical else ""
        muted = tr("Alerts", "sound off") if self._muted else ""
        self.setText(" " + ", ".join(part for part in (f"{self._unseen:,}", critical, muted) if part))
        unseen = tr("Alerts", "Nothing to look at")
        if self._unseen:
            unseen = plural("Alerts", "{0} notification not seen", "{0} notifications not seen", self._unseen)
        words = ", ".join(part for part in (unseen, critical, muted) if part)
        self.setAccessibleName(tr("Alerts", "Notifications: {0}", words))
        self.setToolTip(f"{words} (Ctrl+B)")
        tone = Tone.DANGER if self._critical else Tone.WARNING if self._unseen else Tone.QUIET
        set_kind(self, "bell-critical" if self._critical else "bell-unseen" if self._unseen else "bell")
        self.setIcon(self._theme.icon("lucide/bell-ring" if self._unseen else "lucide/bell", tone))
