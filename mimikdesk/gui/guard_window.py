"""The guard of one group: a window of its own, for a change in the middle of the day."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mimikdesk.domain.errors import GroupError
from mimikdesk.domain.group import ClosedMarket
from mimikdesk.domain.guard import GuardSettings
from mimikdesk.gui.guard_draft import GuardDraft
from mimikdesk.gui.theme import fonts
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.translate import told, tr
from mimikdesk.gui.widgets.guard_form import GuardForm
from mimikdesk.gui.widgets.parts import ElidedLabel, label, say
from mimikdesk.services.views import GroupRow

SIZE = (930, 570)
_AROUND = (16, 48)
"""What a small screen keeps free around the window, for its frame."""


class GuardWindow(QDialog):
    saved = Signal(str, object, object)
    """Group id, GuardSettings and ClosedMarket that the trader wants from now on."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Guard", "Guard"))
        self.setMinimumSize(600, 360)
        screen = self.screen().availableGeometry()
        self.resize(min(SIZE[0], screen.width() - _AROUND[0]), min(SIZE[1], screen.height() - _AROUND[1]))
        self._group: GroupRow | None = None
        self._title = ElidedLabel(fonts.Size.TITLE, strong=True)
        self.form = GuardForm(theme, GuardDraft(GuardSettings(), ClosedMarket.KEEP))
        self._error = label(kind="danger")
        self._error.setWordWrap(True)
        self.cancel = QPushButton(tr("Guard", "Cancel"))
        self.save = QPushButton(tr("Guard", "Save"))
        self.save.setProperty("kind", "accent")
        self.save.setDefault(True)
        self.cancel.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, 8, 0)
        foot.setSpacing(8)
        foot.addWidget(self._error, 1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 12, 12)
        column.setSpacing(12)
        column.addWidget(self._title)
        column.addWidget(self.form, 1)
        column.addLayout(foot)
        self.form.edited.connect(lambda: say(self._error, ""))
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.reject)

    def open_for(self, group: GroupRow) -> None:
        """Begin with the settings of this group as they are now."""
        self._group = group
        self._title.say(tr("Guard", "Guard of “{0}”", group.name))
        say(self._error, "")
        self.form.show_draft(GuardDraft(group.guard, group.closed_market))
        self.show()  # beside the window and not over it: flatten stays in reach
        self.raise_()
        self.activateWindow()
        self.form.focus_profile()

    def _save(self) -> None:
        draft = self.form.draft
        try:
            differs, settings = draft.differs(), draft.settings()
        except GroupError as error:
            say(self._error, told(error.args[0]))
            self.form.focus_wrong()
            return
        if differs and self._group is not None:
            self.saved.emit(self._group.group, settings, draft.closed_market)
        self.accept()
