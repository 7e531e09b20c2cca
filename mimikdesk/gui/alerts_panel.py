"""The notifications panel: lies over the right side of the page while it is open, and moves nothing below it."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from mimikdesk.gui.alerts_delegate import AlertsDelegate
from mimikdesk.gui.models.alerts_model import AlertsModel
from mimikdesk.gui.theme.fonts import Size
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.theme.tokens import Tone
from mimikdesk.gui.translate import tr
from mimikdesk.gui.widgets.empty_state import EmptyState
from mimikdesk.gui.widgets.parts import label, rule, say

WIDTH = 480
_SEEN_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Delete)
_CAUSE_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class AlertsList(QListView):
    seen = Signal(object)
    """The number of a notification whose button was pressed."""
    cause_wanted = Signal(object)
    """The ``AlertRow`` whose cause the trader wants to see."""

    def __init__(self, theme: Theme, model: AlertsModel) -> None:
        super().__init__()
        self._alerts = model
        self._pressed: int | None = None
        self._row_pressed: int | None = None
        self._delegate = AlertsDelegate(theme, self)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(tr("Alerts", "Notifications"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        theme.changed.connect(self.viewport().update)

    def seen_button_at(self, index: QModelIndex) -> QPoint:
        """The middle of a row's button, in the viewport."""
        return self._delegate.seen_button(index).center()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        row = self._alerts.row_at(self.currentIndex())
        if event.key() in _SEEN_KEYS and row is not None and not row.acknowledged:
            self.seen.emit(row.number)
            return
        if event.key() in _CAUSE_KEYS and row is not None:
            self.cause_wanted.emit(row)
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        super().mousePressEvent(event)
        left = event.button() is Qt.MouseButton.LeftButton
        row = self._alerts.row_at(self.indexAt(event.position().toPoint()))
        self._row_pressed = row.number if left and row is not None else None
        self._pressed = self._number_under(event.position().toPoint()) if left else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        before, self._row_pressed = self._row_pressed, None
        # Rows may move between the two; what was not pressed must not count as seen.
        if pressed is not None:
            if pressed == self._number_under(event.position().toPoint()):
                self.seen.emit(pressed)
            return
        row = self._alerts.row_at(self.indexAt(event.position().toPoint()))
        if row is not None and row.number == before:
            self.cause_wanted.emit(row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        super().mouseMoveEvent(event)
        self._hover(event.position().toPoint())

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        super().leaveEvent(event)
        self._hover(QPoint(-1, -1))

    def _hover(self, at: QPoint) -> None:
        index = self.indexAt(at)
        over = index.isValid() and self._delegate.seen_button(index).contains(at)
        hovered = QPersistentModelIndex(index) if over else None
        if hovered != self._delegate.hovered:
            self._delegate.hovered = hovered
            self.viewport().update()

    def _number_under(self, at: QPoint) -> int | None:
        index = self.indexAt(at)
        row = self._alerts.row_at(index)
        return row.number if row is not None and self._delegate.seen_button(index).contains(at) else None


class AlertsPanel(QFrame):
    seen = Signal(object)
    """A number, or None for all."""
    cause_wanted = Signal(object)
    """The ``AlertRow`` whose cause the trader wants to see."""
    mute_wanted = Signal(bool)
    closed = Signal()

    def __init__(self, theme: Theme, model: AlertsModel, host: QWidget) -> None:
        super().__init__(host)
        self.setObjectName("alerts")
        self.setAccessibleName(tr("Alerts", "Notifications"))
        self._theme, self._model, self._host = theme, model, host
        self._before: QWidget | None = None
        self.list = AlertsList(theme, model)
        self._count = label(kind="quiet")
        self.all_seen = QPushButton(tr("Alerts", "All seen"))
        self.mute = QToolButton()
        self.mute.setProperty("kind", "flat")
        self.mute.setCheckable(True)
        self.mute.setIconSize(QSize(16, 16))
        self._close = QToolButton()
        self._close.setProperty("kind", "flat")
        self._close.setIconSize(QSize(16, 16))
        self._close.setAccessibleName(tr("Alerts", "Close notifications"))
        self._close.setToolTip(tr("Alerts", "Close (Esc)"))
        self._stack = QStackedWidget()
        self._stack.addWidget(
            EmptyState(
                theme,
                "lucide/bell",
                tr("Alerts", "Nothing to look at"),
                tr(
                    "Alerts",
                    "Trades that were held back, lost connections, exits that do not get through and what the guard "
                    "does about a follower appear here, and stay until you have seen them.",
                ),
            )
        )
        self._stack.addWidget(self.list)
        self._lay_out()
        self.list.seen.connect(self.seen)
        self.list.cause_wanted.connect(self.cause_wanted)
        self.all_seen.clicked.connect(lambda: self.seen.emit(None))
        self.mute.clicked.connect(self.mute_wanted)
        self._close.clicked.connect(self.shut)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.shut)
        theme.changed.connect(self._restyle)
        host.installEventFilter(self)
        self.show_mute(False)
        self.refresh()
        self.hide()

    def refresh(self) -> None:
        """Count anew after the model has changed."""
        unseen = len(self._model.unseen)
        say(self._count, tr("Alerts", "{0} not seen", unseen) if unseen else "")
        self.all_seen.setEnabled(bool(unseen))
        self._stack.setCurrentIndex(1 if self._model.rowCount() else 0)

    def show_mute(self, muted: bool) -> None:
        self.mute.setChecked(muted)
        on, off = tr("Alerts", "Sound is on"), tr("Alerts", "Sound is off")
        switch_on = tr("Alerts", "Sound is off. Press to switch it on.")
        switch_off = tr("Alerts", "Sound is on. Press to switch it off.")
        self.mute.setToolTip(switch_on if muted else switch_off)
        self.mute.setAccessibleName(off if muted else on)
        self._restyle()

    def open(self) -> None:
        """Show the panel with the keyboard in it."""
        if self.isHidden():
            self._before = self._host.window().focusWidget()
        self._place()
        self.show()
        self.raise_()
        self.list.scrollToTop()
        if self._model.rowCount() and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self._model.index(0, 0))
        (self.list if self._model.rowCount() else self._close).setFocus()

    def shut(self) -> None:
        """Hide it, with the keyboard where it was before."""
        if self.isHidden():
            return
        self.hide()
        before, self._before = self._before, None
        if before is not None and before.isVisible():
            before.setFocus()
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if watched is self._host and event.type() is QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        width = min(WIDTH, self._host.width())
        self.setGeometry(self._host.width() - width, 0, width, self._host.height())

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 12, 12)
        head.setSpacing(8)
        head.addWidget(label(tr("Alerts", "Notifications"), Size.TITLE, strong=True))
        head.addWidget(self._count)
        head.addStretch(1)
        for widget in (self.all_seen, self.mute, self._close):
            head.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(rule())
        column.addWidget(self._stack, 1)

    def _restyle(self) -> None:
        muted = self.mute.isChecked()
        drawing, tone = ("lucide/volume-x", Tone.WARNING) if muted else ("lucide/volume-2", Tone.QUIET)
        self.mute.setIcon(self._theme.icon(drawing, tone))
        self._close.setIcon(self._theme.icon("lucide/x", Tone.QUIET))
