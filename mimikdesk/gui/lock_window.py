"""Locking accounts by hand, locking oneself out for some hours, and unlocking with a reason."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from mimikdesk.domain.ids import AccountId
from mimikdesk.domain.risk_locks import LEAST_HOURS, MOST_HOURS
from mimikdesk.gui.theme.fonts import Size
from mimikdesk.gui.translate import plural, tr
from mimikdesk.gui.widgets.choice import Choice
from mimikdesk.gui.widgets.parts import ElidedLabel, label, say, set_kind
from mimikdesk.gui.widgets.risk_detail import lock_text
from mimikdesk.services.risk_rows import RiskRow

MOST_REASON = 200


class LockWindow(QDialog):
    """A lock by hand ends when the trader ends it; a self-lock ends by its time and by nothing else."""

    locked = Signal(object, str)
    """A tuple of accounts, and the reason."""
    self_locked = Signal(object, int)
    """A tuple of accounts, and for how many hours."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Risk", "Lock"))
        self.setMinimumWidth(480)
        self._accounts: tuple[AccountId, ...] = ()
        self._title = ElidedLabel(Size.TITLE, strong=True)
        self.by_hand = QRadioButton(tr("Risk", "Lock until I unlock it"))
        self.by_time = QRadioButton(tr("Risk", "Lock myself out"))
        self.reason = QLineEdit()
        self.reason.setMaxLength(MOST_REASON)
        self.reason.setPlaceholderText(tr("Risk", "Reason, for the activity log"))
        self.reason.setAccessibleName(tr("Risk", "Reason"))
        self.hours = QSpinBox()
        self.hours.setRange(LEAST_HOURS, MOST_HOURS)
        self.hours.setValue(4)
        self.hours.setSuffix(tr("Risk", " h"))
        self.hours.setFixedWidth(72)
        self.hours.setAccessibleName(tr("Risk", "Hours"))
        self.cancel = QPushButton(tr("Risk", "Cancel"))
        self.lock = QPushButton(tr("Risk", "Lock"))
        self.lock.setProperty("kind", "accent")
        self.lock.setDefault(True)
        self.cancel.setAutoDefault(False)
        group = QButtonGroup(self)
        group.addButton(self.by_hand)
        group.addButton(self.by_time)
        told = label(tr("Risk", "Nothing is closed, and exits go through. Only opening is stopped."), kind="quiet")
        told.setWordWrap(True)
        hand = Choice(self.by_hand, tr("Risk", "You can unlock it at any time, with a reason."))
        time = Choice(
            self.by_time,
            tr("Risk", "It cannot be shortened: not by you, not by a restart, not by the clock. 1 to 48 hours."),
            self.hours,
        )
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.lock)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 16, 12)
        column.setSpacing(10)
        for widget in (self._title, told, hand, self.reason, time):
            column.addWidget(widget)
        column.addStretch(1)
        column.addLayout(foot)
        self.by_hand.toggled.connect(self._show)
        self.hours.valueChanged.connect(lambda _value: self._show())
        self.lock.clicked.connect(self._lock)
        self.cancel.clicked.connect(self.reject)

    def open_for(self, rows: Sequence[RiskRow]) -> None:
        self._accounts = tuple(row.account for row in rows)
        name = rows[0].name if len(rows) == 1 else plural("Risk", "{0} account", "{0} accounts", len(rows))
        self._title.say(tr("Risk", "Lock {0}", name))
        self.reason.clear()
        self.by_hand.setChecked(True)
        self._show()
        self.open()
        self.reason.setFocus()

    def _show(self) -> None:
        hand = self.by_hand.isChecked()
        self.reason.setEnabled(hand)
        self.hours.setEnabled(not hand)
        text = plural("Risk", "Lock for {0} hour", "Lock for {0} hours", self.hours.value())
        self.lock.setText(tr("Risk", "Lock") if hand else text)

    def _lock(self) -> None:
        if self.by_hand.isChecked():
            self.locked.emit(self._accounts, self.reason.text().strip())
        else:
            self.self_locked.emit(self._accounts, self.hours.value())
        self.accept()


class UnlockWindow(QDialog):
    unlocked = Signal(str, str)
    """Account, and the reason."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Risk", "Unlock"))
        self.setMinimumWidth(480)
        self._account: AccountId | None = None
        self._title = ElidedLabel(Size.TITLE, strong=True)
        self._locks = label(kind="quiet")
        self._locks.setWordWrap(True)
        self.reason = QLineEdit()
        self.reason.setMaxLength(MOST_REASON)
        self.reason.setPlaceholderText(tr("Risk", "Why do you unlock it?"))
        self.reason.setAccessibleName(tr("Risk", "Reason"))
        self._wrong = label(size=Size.SMALL, kind="danger")
        self.cancel = QPushButton(tr("Risk", "Leave it locked"))
        self.unlock = QPushButton(tr("Risk", "Unlock"))
        self.cancel.setDefault(True)
        self.unlock.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.unlock)
        foot.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 16, 12)
        column.setSpacing(10)
        for widget in (self._title, self._locks, self.reason, self._wrong):
            column.addWidget(widget)
        column.addStretch(1)
        column.addLayout(foot)
        self.reason.textEdited.connect(lambda _text: self._complain(""))
        self.unlock.clicked.connect(self._unlock)
        self.cancel.clicked.connect(self.reject)

    def open_for(self, row: RiskRow) -> None:
        self._account = row.account
        self._title.say(tr("Risk", "Unlock {0}", row.name))
        stays = [lock for lock in row.locks if not lock.can_unlock]
        lines = [lock_text(lock) for lock in row.locks]
        if stays:
            lines.append(tr("Risk", "The lock that you put on yourself stays until its time."))
        say(self._locks, "\n".join(lines))
        self.reason.clear()
        self._complain("")
        self.open()
        self.reason.setFocus()

    def _unlock(self) -> None:
        reason = self.reason.text().strip()
        if not reason:
            self._complain(tr("Risk", "A reason is needed; it is kept in the activity log."))
            self.reason.setFocus()
            return
        if self._account is not None:
            self.unlocked.emit(self._account, reason)
        self.accept()

    def _complain(self, text: str) -> None:
        say(self._wrong, text)
        set_kind(self.reason, "wrong" if text else "")
