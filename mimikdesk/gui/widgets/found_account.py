"""One account that a login brought: its name, its size, and what cannot be done with it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout

from mimikdesk.domain.accounts import AccountAccess
from mimikdesk.gui.translate import later
from mimikdesk.gui.widgets.parts import ElidedLabel, label
from mimikdesk.services.logins import FoundAccount

_WORDS = {
    AccountAccess.FULL: None,
    AccountAccess.READ_ONLY: later("Connections", "Read only"),
    AccountAccess.CLOSED: later("Connections", "Closed"),
}


SIZE_WIDTH = 72
"""Px for the size, so that what stands before it is aligned as well."""


class FoundAccountLine(QFrame):
    def __init__(self, account: FoundAccount) -> None:
        super().__init__()
        self.setObjectName("foundaccount")
        self.setFixedHeight(32)
        name = ElidedLabel(kind="" if account.access is AccountAccess.FULL else "quiet")
        name.say(account.name)
        special = _WORDS[account.access]
        word = special.tr() if special is not None else ""
        self.word = label(word, kind="warning")
        self.size_text = label(account.size, kind="quiet")
        self.size_text.setMinimumWidth(SIZE_WIDTH)
        self.size_text.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 4, 0)
        row.setSpacing(16)
        row.addWidget(name, 1)
        row.addWidget(self.word)
        row.addWidget(self.size_text)
        spoken = (account.name, word, account.size)
        self.setAccessibleName(", ".join(text for text in spoken if text))
