"""Quitting while followers hold something: says what stays behind, and lets the trader flatten first.

With the flatten it stays open, shows what is still to be closed and what is in the way, and ends the program only when
the brokers have reported every follower flat.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from mimikdesk.gui.leftovers import Leftover, leftovers, listed
from mimikdesk.gui.theme.fonts import Size
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.theme.tokens import Tone
from mimikdesk.gui.translate import later, plural, tr
from mimikdesk.gui.widgets.hold_button import HoldButton
from mimikdesk.gui.widgets.parts import ElidedLabel, label, say
from mimikdesk.services.control import Control
from mimikdesk.services.views import BoardView

STAYS = later(
    "Quit",
    "MimikDesk guards nothing while it is closed: these positions and orders stay at the broker as they are, and the "
    "leader's exits are not copied. The leader is never touched.",
)
WAITS = later("Quit", "Ends as soon as every follower is reported flat. What does not close, close it at the broker.")


class QuitWindow(QDialog):
    confirmed = Signal()
    """The program is to end now."""

    def __init__(self, control: Control, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Quit", "Quit MimikDesk"))
        self.setModal(True)
        self.setMinimumWidth(600)
        self._control, self._theme = control, theme
        self._left: tuple[Leftover, ...] = ()
        self._busy = False
        self._pressed = False
        self._shown: list[tuple[ElidedLabel, ElidedLabel]] = []
        self._icon = QLabel()
        self._headline = label(size=Size.TITLE, strong=True)
        self._explained = label(kind="quiet")
        self._explained.setWordWrap(True)
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(12)
        self._lines.setVerticalSpacing(6)
        self._lines.setColumnStretch(1, 1)
        self.flatten = HoldButton(
            tr("Quit", "Flatten and quit"),
            tr("Quit", "Press and hold to flatten these followers, then quit."),
        )
        self.flatten.set_needed(True)
        self.flatten.setAutoDefault(False)
        self.anyway = QPushButton(tr("Quit", "Quit anyway"))
        self.anyway.setAutoDefault(False)
        self.stay = QPushButton(tr("Quit", "Cancel"))
        self.stay.setDefault(True)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._icon)
        top.addWidget(self._headline, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.flatten)
        foot.addStretch(1)
        foot.addWidget(self.anyway)
        foot.addWidget(self.stay)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addLayout(top)
        column.addLayout(self._lines)
        column.addWidget(self._explained)
        column.addSpacing(4)
        column.addLayout(foot)
        self.flatten.confirmed.connect(self._flatten)
        self.anyway.clicked.connect(self._end)
        self.stay.clicked.connect(self.reject)
        theme.changed.connect(self._restyle)
        self._restyle()

    def ask(self, board: BoardView | None) -> None:
        """End at once where nothing stays behind; otherwise ask."""
        if self.isVisible():
            self.raise_()
            self.activateWindow()
            return
        self._busy = False
        self._left = leftovers(board)
        if not self._left:
            self.confirmed.emit()
            return
        self._show()
        self.open()
        self.stay.setFocus()

    def apply(self, board: BoardView) -> None:
        """Follow the board while the question stands."""
        if not self.isVisible():
            return
        self._left = leftovers(board)
        self._pressed = self._pressed and not any(each.flattening for each in self._left)
        if not self._left and self._busy:
            self._end()
            return
        self._show()

    def reject(self) -> None:
        """Stay. What a flatten has begun goes on."""
        self._busy = False
        self.flatten.cancel()
        super().reject()

    def _flatten(self) -> None:
        """Flatten every group that has something open; its leader is not touched."""
        self._busy = self._pressed = True
        for group in dict.fromkeys(each.group for each in self._left):
            self._control.flatten_group(group)
        self._show()

    def _end(self) -> None:
        self._busy = False
        self.accept()
        self.confirmed.emit()

    def _show(self) -> None:
        busy = self._busy
        count = len(self._left)
        if busy:
            say(
                self._headline,
                plural("Quit", "Flattening: {0} follower to go", "Flattening: {0} followers to go", count),
            )
        elif self._left:
            say(
                self._headline,
                plural(
                    "Quit",
                    "{0} follower still holds positions or orders",
                    "{0} followers still hold positions or orders",
                    count,
                ),
            )
        else:
            say(self._headline, tr("Quit", "Nothing stays behind any more"))
        say(self._explained, WAITS.tr() if busy else STAYS.tr() if self._left else "")
        self._explained.setVisible(bool(self._explained.text()))
        lines = [(each.name, f"{each.text}. {each.cause}" if busy and each.cause else each.text) for each in self._left]
        shown = listed(self._left)
        for row, (name, text) in enumerate(shown):
            in_full = lines[row][1] if row < len(lines) and text else text
            name_label, text_label = self._line(row)
            name_label.say(name)
            text_label.say(in_full)
        for row, pair in enumerate(self._shown):
            for each in pair:
                each.setVisible(row < len(shown))
        # Pressed again, it asks again: a leader who traded on may have opened what has to be closed anew.
        waiting = busy and (self._pressed or all(each.flattening for each in self._left))
        self.flatten.setEnabled(bool(self._left) and not waiting)
        self.flatten.setText(tr("Quit", "Flatten again") if busy and not waiting else tr("Quit", "Flatten and quit"))
        self.anyway.setText(tr("Quit", "Quit anyway") if self._left else tr("Quit", "Quit"))
        self.stay.setText(tr("Quit", "Stay open") if busy else tr("Quit", "Cancel"))
        self.adjustSize()

    def _line(self, row: int) -> tuple[ElidedLabel, ElidedLabel]:
        while len(self._shown) <= row:
            name, text = ElidedLabel(strong=True), ElidedLabel()
            name.setMaximumWidth(240)
            at = len(self._shown)
            self._lines.addWidget(name, at, 0, Qt.AlignmentFlag.AlignTop)
            self._lines.addWidget(text, at, 1)
            self._shown.append((name, text))
        return self._shown[row]

    def _restyle(self) -> None:
        self._icon.setPixmap(self._theme.icon("lucide/triangle-alert", Tone.WARNING, 20).pixmap(20, 20))
