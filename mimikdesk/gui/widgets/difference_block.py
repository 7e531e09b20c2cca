"""One difference of the session check: what it is, and a button for each answer it may be given."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from mimikdesk.domain.guard import Answer, FindingKind
from mimikdesk.gui.answers import TIPS, word
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.theme.tokens import Tone
from mimikdesk.gui.translate import later, told, tr
from mimikdesk.gui.widgets.hold_button import HoldButton
from mimikdesk.gui.widgets.parts import ElidedLabel, label, say
from mimikdesk.services.views import CheckedDifference

GIVEN = {
    Answer.ADOPT: later("Check", "Adopting"),
    Answer.FLATTEN: later("Check", "Flattening"),
    Answer.LEAVE: later("Check", "Leaving it"),
}

STAY_FLAT = later("Check", "It stays flat and copies again from the leader's next trade.")


class DifferenceBlock(QWidget):
    answered = Signal(object)
    """The ``Answer``."""

    def __init__(self, theme: Theme, difference: CheckedDifference) -> None:
        super().__init__()
        self._theme, self._difference = theme, difference
        self._given: Answer | None = None
        self._icon = QLabel()
        self._text = ElidedLabel()
        self._state = label(kind="quiet")
        self.buttons: dict[Answer, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._state)
        for answer in (Answer.ADOPT, Answer.FLATTEN, Answer.LEAVE):
            if answer in difference.answers:
                self.buttons[answer] = self._button(answer)
                row.addWidget(self.buttons[answer])
        theme.changed.connect(self._restyle)
        self._text.say(told(difference.text))
        self._state.hide()
        self._restyle()

    @property
    def difference(self) -> CheckedDifference:
        return self._difference

    def _button(self, answer: Answer) -> QPushButton:
        flat = answer is Answer.FLATTEN and not self._difference.position
        name = tr("Check", "{0} in {1}", self._difference.name, self._difference.symbol)
        if answer is Answer.FLATTEN and not flat:
            held = HoldButton(tr("Check", "Flatten"), TIPS[answer].tr())
            held.confirmed.connect(partial(self._answer, answer))
            held.setAccessibleName(tr("Check", "Flatten {0}", name))
            return held
        button = QPushButton(tr("Check", "Stay flat") if flat else word(answer, FindingKind.STALE))
        tip = STAY_FLAT.tr() if flat else TIPS[answer].tr()
        button.setToolTip(tip)
        button.setAccessibleDescription(tip)
        button.setAccessibleName(f"{button.text()}: {name}")
        button.setAutoDefault(False)
        button.clicked.connect(partial(self._answer, answer))
        return button

    def _answer(self, answer: Answer, *_: object) -> None:
        if self._given is not None:
            return
        self._given = answer
        say(self._state, f"{GIVEN[answer].tr()}\N{HORIZONTAL ELLIPSIS}")
        self._state.show()
        for button in self.buttons.values():
            button.setEnabled(False)
        self.answered.emit(answer)

    def _restyle(self) -> None:
        self._icon.setPixmap(self._theme.icon("shapes/triangle", Tone.WARNING).pixmap(16, 16))
