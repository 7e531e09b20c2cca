"""A radio button or a check box with a sentence under it that says what it does; a click on the sentence counts too."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from mimikdesk.gui.theme import fonts
from mimikdesk.gui.widgets.parts import say

INDENT = 26


class Choice(QWidget):
    def __init__(self, button: QAbstractButton, sentence: str, beside: QWidget | None = None) -> None:
        """``beside``: stands on the button's line, at the right."""
        super().__init__()
        self.button = button
        self._sentence = _Sentence(button)
        button.setFont(fonts.font(strong=True))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(button)
        row.addStretch(1)
        if beside is not None:
            row.addWidget(beside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self._sentence)
        self.explain(sentence)

    def explain(self, sentence: str) -> None:
        say(self._sentence, sentence)
        self.button.setAccessibleDescription(sentence)


class _Sentence(QLabel):
    def __init__(self, button: QAbstractButton) -> None:
        super().__init__()
        self._button = button
        self.setFont(fonts.font(fonts.Size.SMALL))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("kind", "quiet")
        self.setWordWrap(True)
        self.setContentsMargins(INDENT, 0, 0, 0)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        inside = self.rect().contains(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and inside and self._button.isEnabled():
            self._button.setFocus()
            self._button.click()
