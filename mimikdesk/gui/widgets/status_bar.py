"""The status bar: the window's state in words, logins with their budgets, market, clock, lateness of the lane, bell."""

from collections.abc import Iterable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from mimikdesk.domain.time import MILLISECOND, SECOND
from mimikdesk.gui import format as fmt
from mimikdesk.gui.summary import Summary, WindowState
from mimikdesk.gui.theme.fonts import Size
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.theme.tokens import Tone
from mimikdesk.gui.translate import told, tr
from mimikdesk.gui.widgets.bell import Bell
from mimikdesk.gui.widgets.login_marks import LoginMarks
from mimikdesk.gui.widgets.parts import ElidedLabel, label, say
from mimikdesk.services.views import ConnectionRow, LaneView

LATE = 50 * MILLISECOND
"""A lane this late is worth a colour."""
FAR = SECOND
"""A clock this far off is worth a colour."""

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
        self._shape = QLabel()
        self._sentence = label(size=Size.SMALL, name=tr("Status", "State"))
        self.logins = LoginMarks(theme)
        self._clock = label(size=Size.SMALL, kind="quiet", name=tr("Status", "The broker's clock"))
        self._clock.hide()
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
        row.addWidget(self.logins)
        row.addSpacing(12)
        row.addWidget(self._market)
        row.addSpacing(12)
        row.addWidget(self._clock)
        row.addSpacing(6)
        row.addWidget(self._lane)
        row.addSpacing(6)
        row.addWidget(self.bell)
        theme.changed.connect(self._restyle_shape)
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
        self.logins.show_lines(lane.lines)
        self._show_clock(lane.skew_ns)

    def show_budgets(self, rows: Iterable[ConnectionRow]) -> None:
        self.logins.show_budgets((row.name, row.budget) for row in rows)

    def _show_clock(self, skew_ns: int | None) -> None:
        """Only a clock that is far off is worth a colour: it makes times in logs and reports wrong."""
        self._clock.setVisible(skew_ns is not None)
        if skew_ns is None:
            return
        sign = fmt.MINUS if skew_ns < 0 else "+"
        off = f"{sign}{fmt.duration(abs(skew_ns))}"
        say(self._clock, tr("Status", "Clock {0}", off), "warning" if abs(skew_ns) >= FAR else "quiet")
        self._clock.setToolTip(
            tr("Status", "The broker's clock against this computer's; the way of its messages is a part of it.")
        )

    def _restyle_shape(self) -> None:
        if self._state is not None:
            shape, tone = _SHAPE[self._state]
            self._shape.setPixmap(self._theme.icon(shape, tone).pixmap(16, 16))
