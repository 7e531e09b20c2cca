"""The story of one leader trade in a window of its own: drawn, and as a table that says the same in words."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from mimikdesk.gui import format as fmt
from mimikdesk.gui.stories import StoryBook, average, leg_words, result, story_words
from mimikdesk.gui.theme import fonts
from mimikdesk.gui.theme.fonts import Size
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.translate import told, tr
from mimikdesk.gui.widgets.parts import label
from mimikdesk.gui.widgets.story_diagram import ROW as ROW_DRAWN
from mimikdesk.gui.widgets.story_diagram import StoryDiagram
from mimikdesk.services.story_view import StoryLeg, StoryView

SIZE = (1060, 640)
WHO, SENT, ACKNOWLEDGED, FILLED, QTY, PRICE, SLIP, RESULT = range(8)
WIDTHS = {WHO: 230, SENT: 76, ACKNOWLEDGED: 104, FILLED: 76, QTY: 84, PRICE: 100, SLIP: 76}
ROW = 28
_FIGURES = range(SENT, RESULT)
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
MOST_DRAWN = 9
"""Followers that the drawing shows without scrolling."""


class StoryWindow(QDialog):
    def __init__(self, theme: Theme, book: StoryBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Story", "Story of a copy"))
        self.setMinimumSize(720, 360)
        self._theme = theme
        self.story: StoryView | None = None
        self._what = label(size=Size.TITLE, strong=True)
        self._what.setWordWrap(True)
        self._when = label(kind="quiet")
        self.diagram = StoryDiagram(theme)
        self._scroll = QScrollArea()
        self._scroll.setWidget(self.diagram)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setAccessibleName(tr("Story", "Timing of the copy"))
        self.table = self._make_table()
        self.copy = QPushButton(tr("Story", "Copy as text"))
        self.shut = QPushButton(tr("Story", "Close"))
        for button in (self.copy, self.shut):
            button.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.copy)
        foot.addWidget(self.shut)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(8)
        for widget in (self._what, self._when, self._scroll):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        self.resize(*SIZE)
        self.copy.clicked.connect(self._copy)
        self.shut.clicked.connect(self.close)
        book.told.connect(self._told)

    def open_story(self, story: StoryView) -> None:
        """Show this story, and go on with it while it goes on."""
        self._show(story)
        self.show()
        self.raise_()
        self.activateWindow()
        self.table.setFocus()

    def _told(self, story: StoryView) -> None:
        if self.isVisible() and self.story is not None and story.trigger_id == self.story.trigger_id:
            self._show(story)

    def _show(self, story: StoryView) -> None:
        self.story = story
        self._what.setText(told(story.text))
        parts = (fmt.day(story.at_ns), fmt.clock_time(story.at_ns), story.group_name, story.leader_name)
        self._when.setText(f"  {fmt.DOT}  ".join(part for part in parts if part))
        self.diagram.show_story(story)
        hint = self.diagram.sizeHint().height()
        most = hint - ROW_DRAWN * max(0, len(story.legs) - MOST_DRAWN)
        self._scroll.setFixedHeight(most + 4)
        self.table.setRowCount(len(story.legs))
        for row, leg in enumerate(story.legs):
            self._write(row, leg, story.price_decimals)

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, len(WIDTHS) + 1)
        table.setObjectName("boxed")
        headings = (
            tr("Story", "Follower"),
            tr("Story", "Sent"),
            tr("Story", "Acknowledged"),
            tr("Story", "Filled"),
            tr("Story", "Contracts"),
            tr("Story", "Price"),
            tr("Story", "Slippage"),
            tr("Story", "What came of it"),
        )
        for column, text in enumerate(headings):
            heading = QTableWidgetItem(text)
            heading.setTextAlignment(_RIGHT if column in _FIGURES else _LEFT)
            table.setHorizontalHeaderItem(column, heading)
        table.setAccessibleName(tr("Story", "The copy, follower by follower"))
        table.setFont(fonts.font())
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = table.horizontalHeader()
        header.setFixedHeight(28)
        header.setHighlightSections(False)
        header.setFont(fonts.font(Size.LABEL))
        for column, width in WIDTHS.items():
            header.resizeSection(column, width)
        header.setSectionResizeMode(RESULT, QHeaderView.ResizeMode.Stretch)
        return table

    def _write(self, row: int, leg: StoryLeg, decimals: int) -> None:
        ordered = bool(leg.qty)
        come = told(leg.decision) if not ordered else result(leg)[0]
        if leg.said:
            come = f"{come}: “{leg.said}”"
        texts = (
            leg.account_name,
            _time(leg.sent_ns),
            _time(leg.acknowledged_ns),
            _time(leg.filled_ns),
            f"{leg.filled}/{leg.qty}" if ordered else fmt.NONE,
            average(leg.price, decimals),
            fmt.ticks(leg.slippage_ticks),
            come,
        )
        words = leg_words(leg, decimals)
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setToolTip(words)
            if column == WHO:
                item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
            item.setTextAlignment(_RIGHT if column in _FIGURES else _LEFT)
            self.table.setItem(row, column, item)

    def _copy(self) -> None:
        if self.story is not None:
            QGuiApplication.clipboard().setText(story_words(self.story))


def _time(after_ns: int | None) -> str:
    return fmt.NONE if after_ns is None else fmt.span(after_ns)
