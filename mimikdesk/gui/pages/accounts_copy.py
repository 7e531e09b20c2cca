"""Copying from the cockpit's table: a cell, or a row with its columns as they are shown. Hidden amounts stay hidden."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTableView

from mimikdesk.gui.models.cells import Column

_MARKS = (Column.FLATTEN,)
"""Columns of something to press, which say nothing."""


def copy_cell(view: QTableView) -> None:
    """Put what the current cell says on the clipboard; where it is only drawn, what a screen reader hears."""
    index = view.currentIndex()
    if index.isValid() and (text := _said(index)):
        QGuiApplication.clipboard().setText(text)


def copy_row(view: QTableView) -> None:
    """Put the current row on the clipboard, its cells set off by tabs, as a spreadsheet takes them."""
    index, header = view.currentIndex(), view.horizontalHeader()
    if not index.isValid():
        return
    columns = (header.logicalIndex(visual) for visual in range(header.count()))
    shown = [column for column in columns if not view.isColumnHidden(column) and column not in _MARKS]
    if view.columnSpan(index.row(), 0) > 1:
        shown = shown[:1]
    QGuiApplication.clipboard().setText("\t".join(_said(index.siblingAtColumn(column)) for column in shown))


def _said(index: QModelIndex | QPersistentModelIndex) -> str:
    text = index.data(Qt.ItemDataRole.DisplayRole) or index.data(Qt.ItemDataRole.AccessibleTextRole)
    return text.strip() if isinstance(text, str) else ""
