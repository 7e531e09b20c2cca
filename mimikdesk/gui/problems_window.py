"""Everything that wants the trader's eye, and what to do about it: a list, and the chosen one in full.

It never blocks the window below it: flattening stays at hand while the steps are read.
"""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from mimikdesk.domain.decisions import Level
from mimikdesk.domain.ids import AccountId, Symbol
from mimikdesk.gui.models.order import reorder
from mimikdesk.gui.summary import Problem, Summary
from mimikdesk.gui.theme import fonts
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.theme.tokens import Tone
from mimikdesk.gui.translate import tr
from mimikdesk.gui.widgets.parts import label, say
from mimikdesk.gui.widgets.problem_detail import ProblemDetail

Key = tuple[AccountId, Symbol | None, bool]

LIST_WIDTH = 340
BESIDE_TEXT = 64
"""Of the list's width: frame, mark and margins beside the text, and some to spare."""
PADDING = 6
SIZE = (880, 440)


class ProblemsWindow(QDialog):
    report_wanted = Signal(str, str, object)
    """An incident report on what is shown: account id, its name, its symbol or None."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Problems", "What now"))
        self.setMinimumSize(560, 320)
        self._theme = theme
        self._problems: dict[Key, Problem] = {}
        self._keys: list[Key] = []
        self._chosen: Key | None = None
        self._at_ns = 0
        self._tones: dict[Key, Tone] = {}
        self.list = QListWidget()
        self.list.setObjectName("boxed")
        self.list.setAccessibleName(tr("Problems", "Problems, worst first"))
        self.list.setFixedWidth(LIST_WIDTH)
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setIconSize(QSize(16, 16))
        self.list.setFont(fonts.font())
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.detail = ProblemDetail(theme)
        self._count = label(kind="quiet")
        self._shown: Problem | None = None
        self.report = QPushButton(tr("Problems", "Incident report..."))
        self.report.setToolTip(
            tr("Problems", "Write down what happened on this account, as PDF and CSV, for your records or the firm.")
        )
        self.report.setAutoDefault(False)
        self.report.hide()
        self.shut = QPushButton(tr("Problems", "Close"))
        self.shut.setAutoDefault(False)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self.list)
        middle.addWidget(self.detail, 1)
        foot = QHBoxLayout()
        foot.addWidget(self._count, 1)
        foot.addWidget(self.report)
        foot.addWidget(self.shut)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(12)
        column.addLayout(middle, 1)
        column.addLayout(foot)
        self.resize(*SIZE)
        self.list.currentRowChanged.connect(self._choose)
        self.report.clicked.connect(self._report)
        self.shut.clicked.connect(self.close)
        theme.changed.connect(self._restyle)

    def open_at(self, problem: Problem | None) -> None:
        """Show the window with this problem chosen; the worst one when None."""
        if problem is not None and problem.key in self._problems:
            self._chosen = problem.key
        elif self._chosen not in self._problems:
            self._chosen = self._keys[0] if self._keys else None
        self._show_chosen()
        self.show()
        self.raise_()
        self.activateWindow()
        (self.list if self.list.isVisible() else self.detail).setFocus()

    def apply(self, summary: Summary, at_ns: int) -> None:
        """Follow the board: words and order change, what was chosen stays chosen until it is settled."""
        self._at_ns = at_ns
        self._problems = {}
        for problem in summary.problems:
            self._problems.setdefault(problem.key, problem)
        self.list.blockSignals(True)
        reorder(self._keys, list(self._problems), self._drop, self._add, self._move)
        for row, (key, problem) in enumerate(self._problems.items()):
            self._write(self.list.item(row), key, problem)
        self.list.blockSignals(False)
        # One that is settled stays on the page, and says so, until the trader turns to another.
        self._show_chosen()

    def _show_chosen(self) -> None:
        several = len(self._keys) > 1 or (bool(self._keys) and self._chosen not in self._problems)
        self.list.setVisible(several)
        count = len(self._keys)
        say(self._count, tr("Problems", "{0} to look at, worst first", count) if several else "")
        self.list.blockSignals(True)
        self.list.setCurrentRow(self._keys.index(self._chosen) if self._chosen in self._problems else -1)
        self.list.blockSignals(False)
        problem = self._problems.get(self._chosen) if self._chosen is not None else None
        self.detail.apply(problem, self._at_ns)
        self._shown = problem or self._shown  # what is settled is still worth a report
        self.report.setVisible(self._shown is not None and self._shown.finding is not None)

    def _report(self) -> None:
        if self._shown is not None:
            self.report_wanted.emit(self._shown.account, self._shown.account_name, self._shown.symbol)

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._keys):
            self._chosen = self._keys[row]
            self._show_chosen()

    def _add(self, at: int, key: Key) -> None:
        self.list.insertItem(at, QListWidgetItem())
        self._tones.pop(key, None)

    def _drop(self, at: int) -> None:
        self.list.takeItem(at)

    def _move(self, old: int, new: int) -> None:
        self.list.insertItem(new, self.list.takeItem(old))

    def _write(self, item: QListWidgetItem, key: Key, problem: Problem) -> None:
        if item.text() != problem.text:
            item.setText(problem.text)
            item.setSizeHint(QSize(0, self._height_of(problem.text)))
            item.setToolTip(problem.text)
        tone = Tone.DANGER if problem.level is Level.CRITICAL else Tone.WARNING
        if self._tones.get(key) is not tone:
            self._tones[key] = tone
            item.setIcon(_steady(self._theme.icon("shapes/triangle", tone)))

    def _height_of(self, text: str) -> int:
        """Qt's own reckoning takes the line for wider than it is painted, and cuts what almost fits."""
        room = QRect(0, 0, LIST_WIDTH - BESIDE_TEXT, 1_000)
        lines = self.list.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, text)
        return lines.height() + 2 * PADDING

    def _restyle(self) -> None:
        self._tones.clear()
        for row, (key, problem) in enumerate(self._problems.items()):
            self._write(self.list.item(row), key, problem)


def _steady(icon: QIcon) -> QIcon:
    """The same drawing where its line is chosen; Qt would pale it."""
    made = QIcon(icon)
    for size in icon.availableSizes():
        for mode in (QIcon.Mode.Selected, QIcon.Mode.Active):
            made.addPixmap(icon.pixmap(size), mode)
    return made
