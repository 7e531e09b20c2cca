"""How one notification is drawn in the panel: shape, title, account, text and advice, and its button.

Drawn by hand because a row has as many lines as its words need. The list stands still most of the time, so unlike a
live table it may be.
"""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from mimikdesk.gui import format as fmt
from mimikdesk.gui.models.alerts_model import LEVELS, ROW_ROLE, where
from mimikdesk.gui.theme import fonts
from mimikdesk.gui.theme.fonts import Size
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.theme.tokens import Tone
from mimikdesk.gui.translate import later, told
from mimikdesk.services.views import AlertRow

Index = QModelIndex | QPersistentModelIndex

SIDE, TOP, GAP, ICON = 16, 12, 8, 16
_TEXT_LEFT = SIDE + ICON + GAP
_LINE, _SMALL_LINE = 18, 16
SEEN = later("Alerts", "Seen")
_SEEN_HEIGHT, _SEEN_LEAST, _SEEN_AROUND = 24, 56, 24
"""Height of a row's button, its least width, and what stands beside its word."""


class AlertsDelegate(QStyledItemDelegate):
    """``hovered``: the row whose button the mouse is over, None for none."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self.hovered: QPersistentModelIndex | None = None

    def seen_button(self, index: QModelIndex) -> QRect:
        """Where the row's button is, in the view; empty where the row has been seen."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, AlertRow) or row.acknowledged:
            return QRect()
        return _seen_rect(self._inside(self._view.visualRect(index)))

    def _inside(self, rect: QRect) -> QRect:
        """A row without the room of the scroll bar, there or not: when it came, every row would need another height."""
        return QRect(rect.left(), rect.top(), self._width, rect.height())

    @property
    def _width(self) -> int:
        return self._view.width() - self._view.verticalScrollBar().sizeHint().width()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        row = index.data(ROW_ROLE)
        width = self._width
        if not isinstance(row, AlertRow):
            return QSize(width, 0)
        height = _head_height(row)
        for text, font in _paragraphs(row):
            height += 4 + _Paragraph(text, font, width - _TEXT_LEFT - SIDE).height
        return QSize(width, height + TOP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, AlertRow):
            return
        painter.save()
        tokens = self._theme.tokens
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(tokens.selected))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(tokens.focus), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))
        painter.setPen(QColor(tokens.hairline))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        rect = self._inside(rect)
        self._head(painter, rect, row)
        self._below(painter, rect, row)
        if not row.acknowledged:
            self._button(painter, _seen_rect(rect), hot=self.hovered is not None and self.hovered == index)
        painter.restore()

    def _head(self, painter: QPainter, rect: QRect, row: AlertRow) -> None:
        _word, drawing, tone = LEVELS[row.level]
        quiet = row.acknowledged
        shade = Tone.QUIET if quiet else tone
        top = rect.top() + TOP
        self._theme.icon(drawing, shade).paint(painter, QRect(rect.left() + SIDE, top + 1, ICON, ICON))
        right = rect.right() - SIDE
        right -= self._words(painter, fmt.clock_seconds(row.last_ns), _SMALL, Tone.QUIET, right, top) + GAP
        if row.count > 1:
            right -= self._words(painter, f"{fmt.TIMES}{row.count:,}", _SMALL_STRONG, Tone.TEXT, right, top) + GAP
        room = QRect(rect.left() + _TEXT_LEFT, top, right - rect.left() - _TEXT_LEFT, _LINE)
        self._line(painter, told(row.title), _TEXT if quiet else _STRONG, Tone.QUIET if quiet else Tone.TEXT, room)
        room = QRect(room.left(), top + _LINE + 2, rect.right() - SIDE - room.left(), _SMALL_LINE)
        if not quiet:
            room.setRight(_seen_rect(rect).left() - GAP)
        self._line(painter, where(row), _SMALL, Tone.QUIET, room)

    def _below(self, painter: QPainter, rect: QRect, row: AlertRow) -> None:
        tokens = self._theme.tokens
        top = rect.top() + _head_height(row)
        for text, font in _paragraphs(row):
            shade = Tone.QUIET if row.acknowledged or font is _SMALL else Tone.TEXT
            painter.setPen(QColor(tokens.tone(shade)))
            paragraph = _Paragraph(text, font, rect.width() - _TEXT_LEFT - SIDE)
            top += 4
            paragraph.draw(painter, QPointF(rect.left() + _TEXT_LEFT, top))
            top += paragraph.height

    def _button(self, painter: QPainter, rect: QRect, *, hot: bool) -> None:
        tokens = self._theme.tokens
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tokens.outline))
        painter.setBrush(QColor(tokens.hover if hot else tokens.raised))
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.setPen(QColor(tokens.text))
        painter.setFont(_SMALL())
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, SEEN.tr())

    def _words(self, painter: QPainter, text: str, font: "_Font", tone: Tone, right: int, top: int) -> int:
        """Words that end at ``right``; returns how wide they are."""
        width = QFontMetrics(font()).horizontalAdvance(text)
        self._line(painter, text, font, tone, QRect(right - width + 1, top, width + 2, _LINE))
        return width

    def _line(self, painter: QPainter, text: str, font: "_Font", tone: Tone, room: QRect) -> None:
        face = font()
        painter.setFont(face)
        painter.setPen(QColor(self._theme.tokens.tone(tone)))
        shown = QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


class _Font:
    """One of the type scale's fonts, made when it is first used: fonts need the application."""

    def __init__(self, size: Size, *, strong: bool = False) -> None:
        self._size, self._strong = size, strong
        self._made: QFont | None = None

    def __call__(self) -> QFont:
        if self._made is None:
            self._made = fonts.font(self._size, strong=self._strong)
        return self._made


_TEXT, _STRONG = _Font(Size.TEXT), _Font(Size.TEXT, strong=True)
_SMALL, _SMALL_STRONG = _Font(Size.SMALL), _Font(Size.SMALL, strong=True)


class _Paragraph:
    """Text broken into lines; a word too long for a line is broken as well."""

    def __init__(self, text: str, font: _Font, width: int) -> None:
        self._layout = QTextLayout(text, font())
        option = QTextOption(Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._layout.beginLayout()
        height = 0.0
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            line.setPosition(QPointF(0, height))
            height += line.height()
        self._layout.endLayout()
        self.height = round(height + 0.49)

    def draw(self, painter: QPainter, at: QPointF) -> None:
        self._layout.draw(painter, at)


def _head_height(row: AlertRow) -> int:
    """What stands above the text: title, account, and the button where there is one."""
    return TOP + _LINE + 2 + (_SMALL_LINE if row.acknowledged else _SEEN_HEIGHT)


def _paragraphs(row: AlertRow) -> list[tuple[str, _Font]]:
    return [(told(text), font) for text, font in ((row.text, _TEXT), (row.advice, _SMALL)) if text]


def _seen_rect(row: QRect) -> QRect:
    width = max(_SEEN_LEAST, QFontMetrics(_SMALL()).horizontalAdvance(SEEN.tr()) + _SEEN_AROUND)
    left = row.right() - SIDE - width + 1
    return QRect(left, row.top() + TOP + _LINE + 2, width, _SEEN_HEIGHT)
