"""What a trader without a mouse, or without sight, stumbles over in a window: controls without a name, two of the same
name, an order of Tab that jumps, and a focus that cannot be seen."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractScrollArea, QComboBox, QFrame, QLabel, QLayout, QWidget

_NO_ROLES = (QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Window)


def controls(window: QWidget) -> list[QWidget]:
    """Everything in a window that Tab stops at, in the order of Tab."""
    found = []
    at: QWidget | None = window
    while at is not None:
        if _stops(at, window):
            found.append(at)
        at = at.nextInFocusChain()
        if at is window:
            break
    return found


def name_of(widget: QWidget) -> str:
    """What a screen reader calls it."""
    if isinstance(widget, QComboBox):  # Qt gives its chosen entry for a name, which tells nobody what is chosen there
        label = next((each for each in widget.window().findChildren(QLabel) if each.buddy() is widget), None)
        return widget.accessibleName() or (label.text() if label is not None else "")
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).strip() if interface is not None else ""


def unnamed(window: QWidget) -> Iterator[str]:
    for widget in controls(window):
        interface = QAccessible.queryAccessibleInterface(widget)
        scrolls = isinstance(widget, QAbstractScrollArea)  # Qt has no role for a plain one
        if interface is None or (interface.role() in _NO_ROLES and not scrolls):
            yield f"{_called(widget)} has no role"
        if not name_of(widget):
            yield f"{_called(widget)} has no name"


def alike(window: QWidget) -> Iterator[str]:
    """Names that several controls of one kind bear: heard alone, nobody could tell them apart."""
    names = Counter((type(widget).__name__, name_of(widget)) for widget in controls(window))
    yield from (f"{count} {kind} are called “{name}”" for (kind, name), count in names.items() if count > 1 and name)


def jumps(window: QWidget) -> Iterator[str]:
    """Steps of Tab against the way of reading: back along a line, or up without going to a column further right. A
    control that something else lies over is not read there."""
    order = [widget for widget in controls(window) if not _covered(widget, window)]
    for before, after in pairwise(order):
        if _floating(before, window) is not _floating(after, window):
            continue  # into a panel that lies over the page, and out of it
        together = _scrolled(before) is _scrolled(after)
        one, other = (_place(widget, window, clamped=not together) for widget in (before, after))
        overlap = min(one.bottom(), other.bottom()) - max(one.top(), other.top())
        back = overlap > min(one.height(), other.height()) / 2 and other.center().x() < one.left()
        up = other.bottom() <= one.top() and other.left() < one.center().x()
        if back or up:
            yield f"from “{name_of(before)}” {'back' if back else 'up'} to “{name_of(after)}”"


def without_a_mark(widget: QWidget) -> bool:
    """Whether nothing in the picture of a control tells that it has the keyboard."""
    shown = widget.parentWidget() or widget
    widget.clearFocus()
    before = shown.grab(_around(widget, shown)).toImage()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    if not widget.hasFocus():
        return False
    return shown.grab(_around(widget, shown)).toImage() == before


def kind_of(widget: QWidget) -> str:
    """Controls that the stylesheet draws alike."""
    return "/".join((type(widget).__name__, str(widget.property("kind") or ""), widget.objectName()))


def _stops(widget: QWidget, window: QWidget) -> bool:
    tabbed = widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
    empty = isinstance(widget, QAbstractScrollArea) and type(widget) is QAbstractScrollArea
    return (
        bool(tabbed)
        and widget.isVisibleTo(window)
        and widget.focusProxy() is None
        and not empty
        and widget is not window
    )


def _place(widget: QWidget, window: QWidget, *, clamped: bool) -> QRect:
    """Where it stands in the window; ``clamped``: what is scrolled away stands at the edge of what is seen."""
    place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    area = _scrolled(widget)
    if clamped and area is not None:
        seen = QRect(area.mapTo(window, QPoint(0, 0)), area.size())
        place.moveTop(min(max(place.top(), seen.top()), seen.bottom()))
    return place


def _scrolled(widget: QWidget) -> QAbstractScrollArea | None:
    """The area that a control is scrolled in."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QAbstractScrollArea):
        above = above.parentWidget()
    return above


def _floating(widget: QWidget, window: QWidget) -> QWidget | None:
    """The panel that a control stands in, where that lies over what is laid out below it."""
    at: QWidget | None = widget
    while at is not None and at is not window:
        above = at.parentWidget()
        layout = above.layout() if above is not None else None
        scrolled = above is not None and isinstance(above.parentWidget(), QAbstractScrollArea)
        laid_out = layout is None or layout.indexOf(at) >= 0 or _inside(at, layout)
        if isinstance(at, QFrame) and not (scrolled or laid_out):
            return at
        at = above
    return None


def _inside(widget: QWidget, layout: QLayout) -> bool:
    """Whether a widget is laid out somewhere in nested layouts."""
    for number in range(layout.count()):
        item = layout.itemAt(number)
        inner = item.layout() if item is not None else None
        if inner is not None and (inner.indexOf(widget) >= 0 or _inside(widget, inner)):
            return True
    return False


def _covered(widget: QWidget, window: QWidget) -> bool:
    area = _scrolled(widget)
    if area is not None and not area.viewport().rect().contains(widget.mapTo(area.viewport(), widget.rect().center())):
        return False  # scrolled away
    top = window.childAt(widget.mapTo(window, widget.rect().center()))
    return top is not None and top is not widget and not widget.isAncestorOf(top) and not top.isAncestorOf(widget)


def _around(widget: QWidget, shown: QWidget) -> QRect:
    return widget.geometry() if shown is not widget else widget.rect()


def _called(widget: QWidget) -> str:
    kind = widget.objectName() or widget.property("kind") or ""
    return f"{type(widget).__name__} {kind} in {type(widget.parentWidget()).__name__}"
