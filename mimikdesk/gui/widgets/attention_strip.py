"""The strip on top of the cockpit: the worst problem in words, with its button. Not there when all is well."""

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy

from mimikdesk.domain.decisions import Level
from mimikdesk.gui.summary import Problem, Summary
from mimikdesk.gui.theme.fonts import Size
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.theme.tokens import Tone
from mimikdesk.gui.widgets.hold_button import HoldButton
from mimikdesk.gui.widgets.parts import ElidedLabel, label, say, set_kind
from mimikdesk.services.views import Remedy


class AttentionStrip(QFrame):
    flatten = Signal(str)
    """An account id, after a press and hold."""
    resume = Signal(str)
    show_activity = Signal(str)
    """An account's name."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("strip")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName("Attention")
        self._theme = theme
        self._problem: Problem | None = None
        self._icon = QLabel()
        self._text = ElidedLabel(strong=True)
        self._cause = ElidedLabel()
        self._cause.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._more = label("", Size.SMALL, kind="quiet")
        self._flatten = HoldButton("Flatten", "Press and hold to flatten this follower now.")
        self._flatten.set_needed(True)
        self._resume = QPushButton("Resume copying")
        self._show = QPushButton("Show in activity")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 5, 4)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._text)
        row.addWidget(self._cause, 1)
        for widget in (self._more, self._flatten, self._resume, self._show):
            row.addWidget(widget)
        self._flatten.confirmed.connect(lambda: self._act(self.flatten))
        self._resume.clicked.connect(lambda: self._act(self.resume))
        self._show.clicked.connect(self._show_activity)
        theme.changed.connect(self._restyle)
        self.hide()

    def apply(self, summary: Summary) -> None:
        problem = summary.problems[0] if summary.problems else None
        others = len(summary.problems) - 1
        say(self._more, f"and {others} more" if others > 0 else "")
        self._more.setVisible(others > 0)
        if problem == self._problem:
            return
        if problem is None or self._problem is None or problem.account != self._problem.account:
            self._flatten.cancel()  # a press that began for one account must not end on another
        self._problem = problem
        if problem is None:
            self.hide()
            return
        self._text.say(problem.text)
        self._cause.say(problem.cause)
        self._flatten.setVisible(problem.remedy is Remedy.FLATTEN)
        self._flatten.setAccessibleName(f"Flatten {problem.account_name}")
        self._resume.setVisible(problem.remedy is Remedy.RESUME)
        self._show.setVisible(problem.remedy is Remedy.NONE)
        self._restyle()
        self.show()

    def _restyle(self) -> None:
        critical = self._problem is not None and self._problem.level is Level.CRITICAL
        set_kind(self, "danger" if critical else "warning")
        tone = Tone.DANGER if critical else Tone.WARNING
        self._icon.setPixmap(self._theme.icon("lucide/triangle-alert", tone, 20).pixmap(20, 20))

    def _act(self, signal: SignalInstance) -> None:
        if self._problem is not None:
            signal.emit(self._problem.account)

    def _show_activity(self) -> None:
        if self._problem is not None:
            self.show_activity.emit(self._problem.account_name)
