"""Labels and restyling that every page needs."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from mimikdesk.gui import format as fmt
from mimikdesk.gui.theme import fonts


def set_kind(widget: QWidget, kind: str) -> None:
    """Choose the variant of the stylesheet a widget is drawn in; costs nothing when it is that already."""
    if widget.property("kind") != kind:
        widget.setProperty("kind", kind)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def gain_kind(amount: Decimal | None, *, old: bool = False) -> str:
    """The variant in which a gain or loss is drawn: without a colour where it is none, not known, old, or hidden."""
    if not amount or old or fmt.money_hidden():
        return "quiet"
    return "positive" if amount > 0 else "negative"


def label(
    text: str = "", size: fonts.Size = fonts.Size.TEXT, *, strong: bool = False, kind: str = "", name: str = ""
) -> QLabel:
    """A line of text in the type scale."""
    made = QLabel(text)
    made.setFont(fonts.font(size, strong=strong))
    made.setTextFormat(Qt.TextFormat.PlainText)
    if kind:
        made.setProperty("kind", kind)
    if name:
        made.setAccessibleName(name)
    return made


def say(target: QLabel, text: str, kind: str | None = None) -> None:
    """Set a label's text, and its kind when given, only where they differ."""
    if target.text() != text:
        target.setText(text)
    if kind is not None:
        set_kind(target, kind)


def tab_order(*widgets: QWidget) -> None:
    """Have Tab go through these, and through what stands in them, in this order. Needed where widgets are made later
    than those that stand behind them: Qt's own order is that of making."""
    for before, after in pairwise(stop for widget in widgets for stop in _stops(widget)):
        QWidget.setTabOrder(before, after)


def _stops(widget: QWidget) -> Iterator[QWidget]:
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
        return
    for child in widget.children():
        if isinstance(child, QWidget) and not child.isWindow():
            yield from _stops(child)


class ElidedLabel(QLabel):
    """One line that gives up its end, not its neighbours, when room is short; the whole text is in its tooltip."""

    def __init__(self, size: fonts.Size = fonts.Size.TEXT, *, strong: bool = False, kind: str = "") -> None:
        super().__init__()
        self.setFont(fonts.font(size, strong=strong))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._whole = ""
        if kind:
            self.setProperty("kind", kind)

    def say(self, text: str) -> None:
        if text != self._whole:
            self._whole = text
            self.setAccessibleName(text)
            self._fit()
            self.updateGeometry()

    @property
    def whole(self) -> str:
        return self._whole

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        if shown != self.text():
            self.setText(shown)
            self.setToolTip("" if shown == self._whole else self._whole)


def page_header(*widgets: QWidget | int | None) -> QWidget:
    """The head of a page, as high on every page: widgets from left to right, ints for gaps in px, None to stretch."""
    head = QWidget()
    head.setFixedHeight(40)
    row = QHBoxLayout(head)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        elif isinstance(widget, int):
            row.addSpacing(widget)
        else:
            row.addWidget(widget)
    return head


def rule(*, vertical: bool = False) -> QFrame:
    """A hairline."""
    line = QFrame()
    line.setObjectName("line")
    if vertical:
        line.setFixedWidth(1)
    else:
        line.setFixedHeight(1)
    return line
