"""What a page shows while it has nothing: what belongs here, and how it comes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from mimikdesk.gui.theme.fonts import Size
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.theme.tokens import Tone
from mimikdesk.gui.widgets.parts import label

_WIDTH = 440


class EmptyState(QWidget):
    """An icon, a headline, two lines of explanation and at most one button (``button``, hidden without a text)."""

    def __init__(self, theme: Theme, icon: str, headline: str, text: str, button: str = "") -> None:
        super().__init__()
        self._theme, self._icon_name = theme, icon
        self._icon = QLabel()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        title = label(headline, Size.TITLE, strong=True)
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        body = label(text, kind="quiet")
        body.setWordWrap(True)
        body.setAlignment(Qt.AlignmentFlag.AlignCenter)
        body.setFixedSize(_WIDTH, body.heightForWidth(_WIDTH))
        self.button = QPushButton(button)
        self.button.setProperty("kind", "accent")
        if not button:
            self.button.hide()  # and never shown here: without a parent it would be a window for a moment
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(self._icon)
        column.addWidget(title)
        column.addWidget(body, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(8)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self._icon.setPixmap(self._theme.icon(self._icon_name, Tone.QUIET, 32).pixmap(32, 32))
