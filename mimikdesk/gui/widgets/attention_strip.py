"""The strip on top of the cockpit: the worst problem in words, with its buttons. Not there when all is well."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy

from mimikdesk.domain.decisions import Level
from mimikdesk.gui.answers import doing
from mimikdesk.gui.summary import Problem, Summary
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.theme.tokens import Tone
from mimikdesk.gui.translate import tr
from mimikdesk.gui.widgets.countdown import Countdown
from mimikdesk.gui.widgets.parts import ElidedLabel, set_kind
from mimikdesk.gui.widgets.problem_buttons import ProblemButtons


class AttentionStrip(QFrame):
    story_wanted = Signal(object)
    """The ``Problem`` whose steps the trader wants to read."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("strip")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(tr("Problems", "Attention"))
        self._theme = theme
        self._problem: Problem | None = None
        self._icon = QLabel()
        self._text = ElidedLabel(strong=True)
        self._cause = ElidedLabel()
        self._cause.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.countdown = Countdown()
        self._more = QPushButton()
        self._more.setProperty("kind", "plain")
        self._more.setToolTip(tr("Problems", "Everything that wants your eye (Ctrl+I)"))
        self.buttons = ProblemButtons(brief=True)
        self._now = QPushButton(tr("Problems", "What now"))
        self._now.setToolTip(tr("Problems", "What to do about it, safest first (Ctrl+I)"))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 5, 4)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._text)
        row.addWidget(self.countdown)
        row.addWidget(self._cause, 1)
        for widget in (self._more, self.buttons, self._now):
            row.addWidget(widget)
        self._more.clicked.connect(lambda: self.story_wanted.emit(self._problem))
        self._now.clicked.connect(lambda: self.story_wanted.emit(self._problem))
        theme.changed.connect(self._restyle)
        self.hide()

    def apply(self, summary: Summary, at_ns: int = 0) -> None:
        """``at_ns``: UTC of the board behind it, from which the countdown runs."""
        problem = summary.problems[0] if summary.problems else None
        others = len(summary.problems) - 1
        more = tr("Problems", "{0} more", others) if others > 0 else ""
        if self._more.text() != more:
            self._more.setText(more)
            self._more.setAccessibleName(tr("Problems", "{0}: show the list", more))
        self._more.setVisible(others > 0)
        count_down(self.countdown, problem, at_ns)
        self.buttons.apply(problem)
        if problem == self._problem:
            return
        self._problem = problem
        if problem is None:
            self.hide()
            return
        self._text.say(problem.text)
        self._cause.say(problem.cause)
        self._now.setAccessibleName(tr("Problems", "What now: {0}", problem.account_name))
        self._restyle()
        self.show()

    def _restyle(self) -> None:
        critical = self._problem is not None and self._problem.level is Level.CRITICAL
        set_kind(self, "danger" if critical else "warning")
        tone = Tone.DANGER if critical else Tone.WARNING
        self._icon.setPixmap(self._theme.icon("lucide/triangle-alert", tone, 20).pixmap(20, 20))


def count_down(shown: Countdown, problem: Problem | None, at_ns: int) -> None:
    """Have a countdown run to what will be done about a problem, seen from ``at_ns``."""
    finding = problem.finding if problem is not None else None
    if finding is not None and finding.due_ns is not None:
        shown.start(partial(doing, finding), finding.due_ns - at_ns)
    elif finding is not None and finding.correcting:
        shown.say(tr("Problems", "Being closed"))
    else:
        shown.say("")
