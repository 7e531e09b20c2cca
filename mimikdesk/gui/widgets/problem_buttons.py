"""The buttons that belong to a problem: the answers its finding may be given, or the remedy for a row.

A press that began for one problem never ends on another: what closes is pressed and held, and a change of problem lets
go of it; what is only clicked counts where the button went down for the same problem.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from mimikdesk.domain.guard import Answer, FindingKind
from mimikdesk.gui.answers import CLOSING, ORDER, TIPS, word
from mimikdesk.gui.summary import Problem
from mimikdesk.gui.translate import tr
from mimikdesk.gui.widgets.hold_button import HoldButton
from mimikdesk.services.views import Remedy

TO_PAUSE = (FindingKind.OPPOSITE_SIDE, FindingKind.ROGUE_TRADE)
"""Kinds where nothing more should be opened before it is known how they came about."""


class ProblemButtons(QWidget):
    answered = Signal(str, str, object)
    """Account id, symbol, ``Answer``."""
    flatten = Signal(str)
    """An account id, after a press and hold."""
    resume = Signal(str)
    pause = Signal(str)
    """The id of the group that is to open nothing more."""
    show_activity = Signal(str)
    """An account's name."""

    def __init__(self, *, brief: bool = False) -> None:
        """``brief``: only one button that closes, and no adopting; the rest is behind “What now”."""
        super().__init__()
        self._brief = brief
        self._problem: Problem | None = None
        self._pressed: Problem | None = None
        self._answers = {answer: self._answer_button(answer) for answer in ORDER}
        self._flatten = HoldButton(
            tr("Problems", "Flatten"), tr("Problems", "Press and hold to flatten this follower now.")
        )
        self._flatten.set_needed(True)
        self._resume = QPushButton(tr("Problems", "Resume copying"))
        self._pause = QPushButton(tr("Problems", "Pause group"))
        self._pause.setToolTip(
            tr("Problems", "Open nothing new in this group until you switch it on again. Guard and exits go on.")
        )
        self._pause.setAccessibleDescription(self._pause.toolTip())
        self._show = QPushButton(tr("Problems", "Show in activity"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for button in self._all:
            row.addWidget(button)
            button.hide()
        self._flatten.confirmed.connect(self._do_flatten)
        self._resume.clicked.connect(self._do_resume)
        self._pause.clicked.connect(self._do_pause)
        self._show.clicked.connect(self._do_show)
        for button in (self._resume, self._pause, self._show):
            button.pressed.connect(self._note_pressed)

    @property
    def _all(self) -> list[QPushButton]:
        return [*self._answers.values(), self._flatten, self._resume, self._pause, self._show]

    def apply(self, problem: Problem | None) -> None:
        if problem == self._problem:
            return
        before, self._problem = self._problem, problem
        if before is None or problem is None or before.key != problem.key:
            for button in self._all:
                if isinstance(button, HoldButton):
                    button.cancel()
            self._pressed = None
        if problem is None:
            return
        offered = self._offered(problem)
        kind = problem.finding.kind if problem.finding is not None else FindingKind.ORPHAN
        for answer, button in self._answers.items():
            text = word(answer, kind)
            if button.text() != text:
                button.setText(text)
            button.setAccessibleName(f"{text}: {problem.account_name}")
            button.setVisible(answer in offered)
        self._flatten.setVisible(problem.remedy is Remedy.FLATTEN)
        self._flatten.setAccessibleName(tr("Problems", "Flatten {0}", problem.account_name))
        self._resume.setVisible(problem.remedy is Remedy.RESUME)
        self._pause.setVisible(not self._brief and problem.finding is not None and kind in TO_PAUSE)
        # In brief the way to the activity is the last resort: the panel always has it.
        self._show.setVisible(not self._brief or (problem.remedy is Remedy.NONE and problem.finding is None))

    def _offered(self, problem: Problem) -> set[Answer]:
        offered = set(problem.finding.answers) if problem.finding is not None else set()
        if self._brief:
            offered.discard(Answer.ADOPT)
            if Answer.CORRECT in offered:
                offered.discard(Answer.FLATTEN)
        return offered

    def _answer_button(self, answer: Answer) -> QPushButton:
        if answer in CLOSING:
            held = HoldButton("", TIPS[answer].tr())
            held.set_needed(True)
            held.confirmed.connect(lambda: self._answer(answer))
            return held
        button = QPushButton()
        button.setToolTip(TIPS[answer].tr())
        button.setAccessibleDescription(TIPS[answer].tr())
        button.pressed.connect(self._note_pressed)
        button.clicked.connect(lambda: self._answer(answer, clicked=True))
        return button

    def _note_pressed(self) -> None:
        self._pressed = self._problem

    def _meant(self, *, clicked: bool) -> Problem | None:
        """The problem that a press is about; None when another one took its place meanwhile."""
        if not clicked:
            return self._problem
        pressed, self._pressed = self._pressed, None
        return self._problem if pressed is not None else None

    def _answer(self, answer: Answer, *, clicked: bool = False) -> None:
        problem = self._meant(clicked=clicked)
        if problem is not None and problem.symbol is not None:
            self.answered.emit(problem.account, problem.symbol, answer)

    def _do_flatten(self) -> None:
        if self._problem is not None:
            self.flatten.emit(self._problem.account)

    def _do_resume(self) -> None:
        if (problem := self._meant(clicked=True)) is not None:
            self.resume.emit(problem.account)

    def _do_pause(self) -> None:
        problem = self._meant(clicked=True)
        if problem is not None and problem.finding is not None:
            self.pause.emit(problem.finding.group)

    def _do_show(self) -> None:
        if (problem := self._meant(clicked=True)) is not None:
            self.show_activity.emit(problem.account_name)
