"""One problem in full: what stands, why, since when, what to do now, and the buttons for it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from mimikdesk.domain.decisions import Level
from mimikdesk.gui import format as fmt
from mimikdesk.gui.summary import Problem
from mimikdesk.gui.theme import fonts
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.theme.tokens import Tone
from mimikdesk.gui.translate import later, tr
from mimikdesk.gui.widgets.attention_strip import count_down
from mimikdesk.gui.widgets.countdown import Countdown
from mimikdesk.gui.widgets.parts import label, say
from mimikdesk.gui.widgets.problem_buttons import ProblemButtons

NOTHING = later("Problems", "Nothing wants your eye.")
SETTLED = later("Problems", "Settled. Nothing is left to do here.")


class ProblemDetail(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._problem: Problem | None = None
        self._steps_shown: tuple[str, ...] | None = None
        self._icon = QLabel()
        self._text = _wrapped(fonts.Size.TITLE, strong=True)
        self._cause = _wrapped()
        self._since = label(kind="quiet")
        self.countdown = Countdown()
        self._heading = label(tr("Problems", "What now"), strong=True)
        self._steps = QGridLayout()
        self._steps.setContentsMargins(0, 0, 0, 0)
        self._steps.setHorizontalSpacing(8)
        self._steps.setVerticalSpacing(8)
        self._steps.setColumnStretch(1, 1)
        self.buttons = ProblemButtons()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(8)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self._text, 1)
        times = QHBoxLayout()
        times.setSpacing(12)
        times.addWidget(self._since)
        times.addWidget(self.countdown)
        times.addStretch(1)
        column.addLayout(top)
        column.addWidget(self._cause)
        column.addLayout(times)
        column.addSpacing(8)
        column.addWidget(self._heading)
        column.addLayout(self._steps)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        outer.addWidget(scroll, 1)
        outer.addWidget(self.buttons)
        theme.changed.connect(self._restyle)

    @property
    def problem(self) -> Problem | None:
        return self._problem

    def apply(self, problem: Problem | None, at_ns: int) -> None:
        """Show a problem as it stands now; None says that the one shown before is settled."""
        count_down(self.countdown, problem, at_ns)
        self.buttons.apply(problem)
        self.buttons.setVisible(problem is not None)
        if problem is None:
            if self._problem is None and not self._text.text():
                say(self._text, NOTHING.tr())
            say(self._cause, SETTLED.tr() if self._text.text() != NOTHING.tr() else "")
            self._cause.show()
            self._since.hide()
            self._show_steps(())
            self._problem = None
            self._restyle()
            return
        if problem == self._problem:
            return
        self._problem = problem
        say(self._text, problem.text)
        say(self._cause, problem.cause)
        self._cause.setVisible(bool(problem.cause))
        since = problem.finding.since_ns if problem.finding is not None else 0
        say(self._since, tr("Problems", "Since {0}", fmt.clock_seconds(since)) if since else "")
        self._since.setVisible(bool(since))
        self._show_steps(problem.steps)
        self._restyle()

    def _show_steps(self, steps: tuple[str, ...]) -> None:
        self._heading.setVisible(bool(steps))
        if steps == self._steps_shown:
            return
        self._steps_shown = steps
        while (item := self._steps.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for number, step in enumerate(steps):
            mark = label(f"{number + 1}", kind="quiet", strong=number == 0)
            told = _wrapped(strong=number == 0)
            told.setText(step)
            self._steps.addWidget(mark, number, 0, Qt.AlignmentFlag.AlignTop)
            self._steps.addWidget(told, number, 1)

    def _restyle(self) -> None:
        if self._problem is None:
            self._icon.setPixmap(self._theme.icon("lucide/check", Tone.POSITIVE, 20).pixmap(20, 20))
            return
        tone = Tone.DANGER if self._problem.level is Level.CRITICAL else Tone.WARNING
        self._icon.setPixmap(self._theme.icon("lucide/triangle-alert", tone, 20).pixmap(20, 20))


def _wrapped(size: fonts.Size = fonts.Size.TEXT, *, strong: bool = False) -> QLabel:
    made = label(size=size, strong=strong)
    made.setWordWrap(True)
    return made
