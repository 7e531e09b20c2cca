"""The status bar: state of the window in words, connections, market, lateness of the lane, and the bell."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from mimikdesk.domain.events import LineState
from mimikdesk.domain.time import MILLISECOND
from mimikdesk.gui import format as fmt
from mimikdesk.gui.models.cells import LINE_SHAPE
from mimikdesk.gui.summary import LINE_WORDS, Summary, WindowState
from mimikdesk.gui.theme.fonts import Size
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.theme.tokens import Tone
from mimikdesk.gui.translate import told, tr
from mimikdesk.gui.widgets.bell import Bell
from mimikdesk.gui.widgets.parts import ElidedLabel, label, say
from mimikdesk.services.views import LaneView

LATE = 50 * MILLISECOND
"""A lane this late is worth a colour."""

_SHAPE = {
    WindowState.EMPTY: ("shapes/ring", Tone.QUIET),
    WindowState.IN_STEP: ("shapes/dot", Tone.POSITIVE),
    WindowState.ATTENTION: ("shapes/triangle", Tone.WARNING),
    WindowState.PAUSED: ("shapes/bars", Tone.DANGER),
    WindowState.DISCONNECTED: ("shapes/square", Tone.DANGER),
}


class StatusBar(QFrame):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("status")
        self.setFixedHeight(30)
        self._theme = theme
        self._state: WindowState | None = None
        self._lines: tuple[tuple[str, LineState], ...] = ()
        self._shape = QLabel()
        self._sentence = label(size=Size.SMALL, name=tr("Status", "State"))
        self._line_box = QWidget()
        self._line_row = QHBoxLayout(self._line_box)
        self._line_row.setContentsMargins(0, 0, 0, 0)
        self._line_row.setSpacing(4)
        self._lane = label(size=Size.SMALL, kind="quiet", name=tr("Status", "Lateness of the copying thread"))
        self._lane.setToolTip(tr("Status", "How late the copying thread ran its last timer. Under 5 ms is normal."))
        self._market = ElidedLabel(Size.SMALL, kind="quiet")
        self.bell = Bell(theme)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 8, 0)
        row.setSpacing(6)
        row.addWidget(self._shape)
        row.addWidget(self._sentence)
        row.addStretch(1)
        row.addWidget(self._line_box)
        row.addSpacing(12)
        row.addWidget(self._market)
        row.addSpacing(12)
        row.addWidget(self._lane)
        row.addSpacing(6)
        row.addWidget(self.bell)
        theme.changed.connect(self._restyle)
        self.show_state(Summary(WindowState.EMPTY, tr("Status", "Starting")))

    def show_state(self, summary: Summary) -> None:
        say(self._sentence, summary.sentence)
        if summary.state is not self._state:
            self._state = summary.state
            self._restyle_shape()

    def show_lane(self, lane: LaneView) -> None:
        late = lane.lateness_ns is not None and lane.lateness_ns >= LATE
        say(self._lane, tr("Status", "Lane {0}", fmt.duration(lane.lateness_ns)), "warning" if late else "quiet")
        self._market.say(told(lane.market))
        if lane.lines != self._lines:
            self._lines = lane.lines
            self._restyle_lines()

    def _restyle(self) -> None:
        self._restyle_shape()
        self._restyle_lines()

    def _restyle_shape(self) -> None:
        if self._state is not None:
            shape, tone = _SHAPE[self._state]
            self._shape.setPixmap(self._theme.icon(shape, tone).pixmap(16, 16))

    def _restyle_lines(self) -> None:
        while (item := self._line_row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for name, state in self._lines:
            shape, tone = LINE_SHAPE[state]
            mark = QLabel()
            mark.setPixmap(self._theme.icon(shape, tone).pixmap(16, 16))
            words = f"{name}: {LINE_WORDS[state].tr()}"
            up = state is LineState.CONNECTED
            text = label(name if up else words, Size.SMALL, kind="quiet" if up else "warning", name=words)
            text.setToolTip(words)
            self._line_row.addWidget(mark)
            self._line_row.addWidget(text)
            self._line_row.addSpacing(6)
