"""What becomes of what a follower holds when it leaves its group: asked where the trader is, and answered there."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from mimikdesk.gui.translate import tr
from mimikdesk.gui.widgets.hold_button import HoldButton
from mimikdesk.gui.widgets.parts import label, say
from mimikdesk.services.group_views import Leaving


class LeaveQuestion(QFrame):
    answered = Signal(object)
    """``Leaving`` for a removal; None to keep everything as it is."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("strip")
        self._plain = Leaving.ASK
        """What the plain button means at present."""
        self.about = ""
        """What it is asked about, for those who hear a button without seeing where it stands."""
        self._text = label()
        self._text.setWordWrap(True)
        self.flatten = HoldButton(
            tr("Groups", "Flatten, then remove"),
            tr("Groups", "Press and hold. It is flattened, and leaves as soon as the broker reports it flat."),
        )
        self.flatten.setAutoDefault(False)
        self.leave = QPushButton(tr("Groups", "Remove"))
        self.keep = QPushButton(tr("Groups", "Keep"))
        for button in (self.leave, self.keep):
            button.setAutoDefault(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(self._text, 1)
        for button in (self.flatten, self.leave, self.keep):
            row.addWidget(button)
        self.flatten.confirmed.connect(lambda: self._answer(Leaving.FLATTEN))
        self.leave.clicked.connect(lambda: self._answer(self._plain))
        self.keep.clicked.connect(lambda: self._answer(None))
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    def ask_about_holdings(self, text: str) -> None:
        """Something is still held: flatten it, leave it, or stay."""
        self._plain = Leaving.LEAVE
        self._show(text, tr("Groups", "Remove, leave it as it is"), tr("Groups", "Keep"), flatten=True)

    def ask_first(self, text: str, yes: str) -> None:
        """Before anything is asked of the program."""
        self._plain = Leaving.ASK
        self._show(text, yes, tr("Groups", "Keep"), flatten=False)

    def tell(self, text: str) -> None:
        """Why nothing was done."""
        self._show(text, "", tr("Groups", "Close"), flatten=False)

    def _show(self, text: str, leave: str, keep: str, *, flatten: bool) -> None:
        say(self._text, text)
        self.flatten.setVisible(flatten)
        self.leave.setText(leave)
        self.leave.setVisible(bool(leave))
        self.keep.setText(keep)
        for button in (self.flatten, self.leave, self.keep):
            button.setAccessibleName(f"{button.text()}: {self.about}" if self.about else button.text())
        self.show()
        self.keep.setFocus()

    def _answer(self, leaving: Leaving | None) -> None:
        self.hide()
        self.answered.emit(leaving)
