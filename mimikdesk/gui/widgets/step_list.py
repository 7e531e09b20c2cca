"""The steps of a wizard at its side: what was answered, where something is wrong, and a way to each."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from mimikdesk.gui.theme.fonts import Size, font
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.theme.tokens import Tone
from mimikdesk.gui.translate import tr
from mimikdesk.gui.widgets.parts import ElidedLabel

WIDTH = 150


@dataclass(frozen=True, slots=True)
class Stage:
    """One step. ``answer``: what stands there so far, in a few words. ``seen``: it was come to. ``wrong``: something on
    it has to be put right. ``open``: it can be gone to."""

    title: str
    answer: str
    seen: bool
    wrong: bool
    open: bool


class StepList(QFrame):
    wanted = Signal(int)
    """The number of the step that the trader wants to go to."""

    def __init__(self, theme: Theme, titles: tuple[str, ...]) -> None:
        super().__init__()
        self.setFixedWidth(WIDTH)
        self._theme = theme
        self._stages: tuple[Stage, ...] = ()
        self._current = 0
        self.buttons = [QPushButton(title) for title in titles]
        self.answers = [ElidedLabel(Size.SMALL, kind="quiet") for _ in titles]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for number, (button, answer) in enumerate(zip(self.buttons, self.answers, strict=True)):
            button.setProperty("kind", "stage")
            button.setFont(font())
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, number=number: self._clicked(number))
            below = QHBoxLayout()
            below.setContentsMargins(34, 0, 8, 0)
            below.addWidget(answer)
            column.addWidget(button)
            column.addLayout(below)
            column.addSpacing(8)
        column.addStretch(1)
        theme.changed.connect(self._restyle)

    def apply(self, stages: tuple[Stage, ...], current: int) -> None:
        self._stages, self._current = stages, current
        for number, (stage, button, answer) in enumerate(zip(stages, self.buttons, self.answers, strict=True)):
            button.setText(stage.title)
            button.setChecked(number == current)
            button.setEnabled(stage.open or number == current)
            state = tr("GroupWizard", "to be put right") if stage.wrong else stage.answer
            button.setAccessibleName(
                tr("GroupWizard", "Step {0} of {1}: {2}, {3}", number + 1, len(stages), stage.title, state)
            )
            answer.say(stage.answer)
        self._restyle()

    def _clicked(self, number: int) -> None:
        self.buttons[self._current].setChecked(True)
        self.buttons[number].setChecked(number == self._current)
        self.wanted.emit(number)

    def _restyle(self) -> None:
        for number, (stage, button) in enumerate(
            zip(self._stages, self.buttons, strict=False)
        ):  # none before the first
            current = number == self._current
            if stage.wrong:
                icon, tone = "shapes/triangle", Tone.DANGER
            elif current:
                icon, tone = "shapes/dot", Tone.ACCENT
            elif stage.seen:
                icon, tone = "lucide/check", Tone.POSITIVE
            else:
                icon, tone = "shapes/ring", Tone.FAINT
            button.setIcon(self._theme.icon(icon, tone))
