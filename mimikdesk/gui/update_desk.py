"""A newer version in the window: when it may be asked for, what came of it, and the way to its page. Installs nothing.

The question itself is asked elsewhere, through an ``Updater``; nothing here waits for it.
"""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from mimikdesk import __version__
from mimikdesk.gui.translate import told, tr
from mimikdesk.gui.widgets.parts import label, say
from mimikdesk.services.releases import Answer, why_not
from mimikdesk.services.views import BoardView

FIRST_AFTER_MS = 60_000
"""The start of a day is busy enough without it."""


class Updater(Protocol):
    @property
    def possible(self) -> bool:
        """False in a build without an address."""
        ...

    def ask(self, done: Callable[[Answer], None]) -> None:
        """Ask; ``done`` is called later on the same thread, and not any more once the program ends."""
        ...


class NoUpdates:
    """A build that asks nobody."""

    possible = False

    def ask(self, done: Callable[[Answer], None]) -> None:
        """There is nobody to ask."""


class UpdateDesk(QObject):
    """``board``: as it is shown now. ``wanted``: whether the trader lets it ask by itself."""

    changed = Signal()
    found = Signal(str)
    """There is a newer version: a sentence about it, once for each."""

    def __init__(
        self,
        parent: QObject,
        board: Callable[[], BoardView],
        wanted: Callable[[], bool],
        updater: Updater | None = None,
    ) -> None:
        super().__init__(parent)
        self.updater: Updater = updater or NoUpdates()
        self.answer: Answer | None = None
        self.problem = ""
        self.busy = False
        self._board, self._wanted = board, wanted
        self._first = QTimer(self)
        self._first.setSingleShot(True)
        self._first.setInterval(FIRST_AFTER_MS)
        self._first.timeout.connect(self.ask_by_itself)

    def start(self) -> None:
        """Ask by itself once, a minute from now, if nothing is in the way then."""
        self._first.start()

    def stop(self) -> None:
        self._first.stop()

    def ask_by_itself(self) -> None:
        if self.updater.possible and self._wanted() and not why_not(self._board(), automatic=True):
            self._ask()

    def ask(self) -> None:
        """The trader wants to know."""
        self.problem = told(why_not(self._board(), automatic=False))
        if self.problem:
            self.changed.emit()
        elif self.updater.possible:
            self._ask()

    def words(self) -> str:
        """What is known."""
        if not self.updater.possible:
            return tr("Update", "This build asks nobody whether there is a newer one.")
        if self.busy:
            return tr("Update", "Asking...")
        return self.problem or (told(self.answer.text) if self.answer is not None else "")

    def _ask(self) -> None:
        if not self.busy:
            self.busy, self.problem = True, ""
            self.changed.emit()
            self.updater.ask(self._answered)

    def _answered(self, answer: Answer) -> None:
        before = self.answer.release if self.answer is not None else None
        self.busy, self.answer = False, answer
        self.changed.emit()
        if answer.release is not None and answer.release != before:
            self.found.emit(answer.text)


class UpdateRow(QFrame):
    """In the settings: this version, what is known of a newer one with its notes, and the ways on. ``words``: what the
    search looks at."""

    def __init__(self, desk: UpdateDesk) -> None:
        super().__init__()
        self.setObjectName("settingrow")
        self._desk = desk
        title = tr("Update", "MimikDesk {0}", __version__)
        about = tr("Update", "A newer version is only told of: you fetch and install it yourself, after the session.")
        self.words = f"{title} {about}"
        self.state = label(name=tr("Update", "What is known of newer versions"))
        self.notes = label(kind="quiet")
        self.ask = QPushButton(tr("Update", "Check now"))
        self.ask.setAccessibleName(tr("Update", "Check for a newer version now"))
        self.page = QPushButton(tr("Update", "Open its page"))
        explained = label(about, kind="quiet")
        left = QVBoxLayout()
        left.setSpacing(3)
        left.addWidget(label(title, strong=True))
        for each in (explained, self.state, self.notes):
            each.setWordWrap(True)
            left.addWidget(each)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 12, 12)
        row.setSpacing(8)
        row.addLayout(left, 1)
        row.addWidget(self.page)
        row.addWidget(self.ask)
        self.ask.clicked.connect(desk.ask)
        self.page.clicked.connect(self._open)
        desk.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is known now."""
        words = self._desk.words()
        release = self._desk.answer.release if self._desk.answer is not None else None
        say(self.state, words)
        self.state.setVisible(bool(words))
        say(self.notes, release.notes if release is not None else "")
        self.notes.setVisible(release is not None and bool(release.notes))
        self.page.setVisible(release is not None)
        self.ask.setVisible(self._desk.updater.possible)
        self.ask.setEnabled(not self._desk.busy)

    def _open(self) -> None:
        release = self._desk.answer.release if self._desk.answer is not None else None
        if release is not None and not QDesktopServices.openUrl(QUrl(release.page)):
            say(self.state, tr("Update", "The page cannot be opened from here. It is {0}.", release.page))
