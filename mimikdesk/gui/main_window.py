"""The main window: rail, pages, status bar, and the frame that says when nothing is being copied."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from mimikdesk.domain.ids import AccountId, ConnectionId, GroupId
from mimikdesk.gui import format as fmt
from mimikdesk.gui.actions import Act, Acts, add_keys, with_pages
from mimikdesk.gui.activity_export import ExportDesk
from mimikdesk.gui.alert_cause import Where, cause_of
from mimikdesk.gui.alerts import AlertDesk
from mimikdesk.gui.commands import Commands
from mimikdesk.gui.diagnostics_desk import DiagnosticsDesk
from mimikdesk.gui.facts import NO_FACTS, Facts
from mimikdesk.gui.first_run import FirstRunPage, is_first_run
from mimikdesk.gui.incident_desk import IncidentDesk, ReportWriter
from mimikdesk.gui.pages.activity import ActivityPage
from mimikdesk.gui.pages.cockpit import CockpitPage
from mimikdesk.gui.pages.connections import ConnectionsPage
from mimikdesk.gui.pages.groups import GroupsPage
from mimikdesk.gui.pages.risk import RiskPage
from mimikdesk.gui.pages.settings import SettingsPage
from mimikdesk.gui.preset_source import BundledPresets, PresetSource
from mimikdesk.gui.settings_desk import SettingsDesk
from mimikdesk.gui.summary import Summary, summarise
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.translate import later
from mimikdesk.gui.undoing_control import UndoingControl
from mimikdesk.gui.update_desk import UpdateDesk
from mimikdesk.gui.widgets.hold_button import HoldButton
from mimikdesk.gui.widgets.parts import set_kind
from mimikdesk.gui.widgets.rail import Entry, Rail
from mimikdesk.gui.widgets.status_bar import StatusBar
from mimikdesk.services.control import Control
from mimikdesk.services.views import AlertRow, BoardView, ConnectionRow, ConnectionsView, Update

COCKPIT, GROUPS, CONNECTIONS, RISK, ACTIVITY, SETTINGS = range(6)
FIRST_RUN = 6
"""Stands in the cockpit's place while nothing is set up."""
FRAME = 3
"""Width in px of the frame that says stopped; the stylesheet draws it."""
ENTRIES = (
    Entry(later("Pages", "Cockpit"), "lucide/layout-dashboard", "Ctrl+1"),
    Entry(later("Pages", "Groups"), "shapes/groups", "Ctrl+2"),
    Entry(later("Pages", "Connections"), "shapes/plug", "Ctrl+3"),
    Entry(later("Pages", "Risk"), "shapes/shield", "Ctrl+4"),
    Entry(later("Pages", "Activity"), "lucide/scroll-text", "Ctrl+5"),
    Entry(later("Pages", "Settings"), "shapes/gear", "Ctrl+,"),
)


_CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class MainWindow(QMainWindow):
    close_requested = Signal()
    """The trader asked to close the window. It stays open until ``close_for_good``."""
    quit_requested = Signal()
    """The trader asked for the program's end by key."""
    check_requested = Signal()
    ticket_requested = Signal()
    money_hidden = Signal(bool)
    """Whether amounts are hidden from now on; the window itself has followed already."""
    summary_changed = Signal(object)
    """A ``Summary`` that differs from the one before."""

    def __init__(
        self,
        control: Control,
        theme: Theme,
        reports: ReportWriter | None = None,
        presets: PresetSource | None = None,
        settings: SettingsDesk | None = None,
        facts: Facts = NO_FACTS,
    ) -> None:
        super().__init__()
        self.setWindowTitle("MimikDesk")
        self.resize(1440, 820)
        self.setMinimumSize(960, 480)
        self._may_close = False
        self._page = COCKPIT
        self._held: GroupId | None = None
        self.board = BoardView((), ())
        self._summary: Summary | None = None
        self.settings = settings or SettingsDesk()
        self.undo = self.settings.undo
        self.control: Control = UndoingControl(control, self.undo, lambda: self.board, lambda: self.alerts.model.unseen)
        control = self.control
        self._connections: ConnectionsView | None = None
        self.cockpit = CockpitPage(control, theme)
        self.groups = GroupsPage(control, theme)
        self.connections = ConnectionsPage(control, theme)
        self.risk = RiskPage(control, theme, presets or BundledPresets())
        self.activity = ActivityPage(theme)
        self.rail = Rail(theme, ENTRIES)
        self.status = StatusBar(theme)
        self._pages = QStackedWidget()
        self.first_run = FirstRunPage(theme)
        self.updates = UpdateDesk(self, lambda: self.board, lambda: self.settings.settings.updates)
        self.settings_page = SettingsPage(theme, self.settings, facts, self.updates)
        pages = (
            self.cockpit,
            self.groups,
            self.connections,
            self.risk,
            self.activity,
            self.settings_page,
            self.first_run,
        )
        for page in pages:
            self._pages.addWidget(page)
        self._frame = QFrame()
        self._frame.setObjectName("frame")
        self._body = QVBoxLayout(self._frame)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(0)
        above = QWidget()
        upper = QHBoxLayout(above)
        upper.setContentsMargins(0, 0, 0, 0)
        upper.setSpacing(0)
        upper.addWidget(self.rail)
        upper.addWidget(self._pages, 1)
        self.alerts = AlertDesk(control, theme, above, self.status.bell)
        self._body.addWidget(above, 1)
        self.alerts.panel.cause_wanted.connect(self.show_cause)
        self.incidents = IncidentDesk(theme, self, reports)
        self._body.addWidget(self.incidents.line)
        self.exports = ExportDesk(theme, self)
        self._body.addWidget(self.exports.line)
        self.diagnostics = DiagnosticsDesk(theme, self)
        self._body.addWidget(self.diagnostics.line)
        self._body.addWidget(self.alerts.line)
        self._body.addWidget(self.status)
        self.setCentralWidget(self._frame)
        self.rail.chosen.connect(self.show_page)
        self.rail.check_wanted.connect(self.check_requested)
        self.rail.ticket_wanted.connect(self.ticket_requested)
        self.cockpit.show_activity.connect(self.show_activity)
        self.cockpit.story_wanted.connect(self._show_story)
        self.cockpit.report_wanted.connect(self.incidents.ask)
        self.cockpit.hide_wanted.connect(self.hide_money)
        self.activity.export_wanted.connect(self.export_activity)
        self.activity.ticket_button.clicked.connect(self.ticket_requested)
        self.settings_page.test_wanted.connect(control.test_alert)
        self.settings_page.diagnostics_wanted.connect(self.diagnostics.ask)
        self.first_run.practice_wanted.connect(control.try_practice)
        for wish in (self.first_run.connect_wanted, self.groups.connect_wanted):
            wish.connect(self.connections.open_wizard)
        self.connections.wizard.group_wanted.connect(self._make_group)
        self.groups.group_made.connect(lambda: self.show_page(COCKPIT))
        self.cockpit.edit_wanted.connect(self.groups.edit)
        self.cockpit.new_wanted.connect(self.groups.make)
        acts: Acts = {
            Act.PALETTE: lambda: self.commands.palette.open(),
            Act.KEYS: lambda: self.commands.show_sheet(),
            Act.UNDO: self.undo.undo,
            Act.NOTIFICATIONS: self.alerts.toggle,
            Act.WHAT_NOW: lambda: self.cockpit.problems.open_at(None),
            Act.HIDE_MONEY: lambda: self.hide_money(not fmt.money_hidden()),
            Act.GUARD: lambda: self.cockpit.open_guard(self.cockpit.current_group()),
            Act.REPORT: self.cockpit.report_current,
            Act.CHECK: self.check_requested.emit,
            Act.TICKET: self.ticket_requested.emit,
            Act.DIAGNOSTICS: self.diagnostics.ask,
            Act.QUIT: self.quit_requested.emit,
        }
        self.commands = Commands(self, theme, above, with_pages(ENTRIES), acts)
        add_keys(self, ENTRIES, self.show_page, acts)
        self.show_page(COCKPIT)
        self._show_board(BoardView((), ()))

    @property
    def connection_rows(self) -> tuple[ConnectionRow, ...]:
        """As they were told last."""
        return self._connections.rows if self._connections is not None else ()

    @property
    def page(self) -> int:
        return self._page

    def apply(self, update: Update) -> None:
        """Show a batch; what is None or empty in it stays as it is."""
        if update.board is not None:
            self._show_board(update.board)
        self.activity.stories.add(update.stories)
        self.activity.apply(update.activity)
        if update.alerts is not None:
            self.alerts.apply(update.alerts)
        if update.connections is not None:
            self._connections = update.connections
            self.connections.apply(update.connections)
            self.status.show_budgets(update.connections.rows)
        if update.risk is not None:
            self.risk.apply(update.risk)
        if update.groups is not None:
            self.groups.apply(update.groups)
        if self._page == COCKPIT:
            self._show_doors()
        if update.lane is not None:
            self.status.show_lane(update.lane)

    def show_page(self, number: int) -> None:
        if 0 <= number < len(ENTRIES):
            self._page = number
            doors = number == COCKPIT and is_first_run(self.board, self._connections)
            self._pages.setCurrentIndex(FIRST_RUN if doors else number)
            self.rail.check(number)

    def _make_group(self, connection: ConnectionId) -> None:
        """After connecting: a group of the accounts that have just come."""
        self.show_page(GROUPS)
        self.groups.make(connection)

    def _show_doors(self) -> None:
        """The doors come and go by themselves; behind the first one, the ticket is what is needed next."""
        before = self._pages.currentIndex() == FIRST_RUN
        self.show_page(COCKPIT)
        if self._pages.currentIndex() == FIRST_RUN and not before:
            self.first_run.focus_first()
        if self.first_run.busy and self.board.groups:
            self.first_run.done()
            self.ticket_requested.emit()

    def export_activity(self) -> None:
        """Have the whole log written to a file; the account that the list is narrowed to is offered first."""
        names = tuple(dict.fromkeys(row.name for row in self.board.rows))
        self.exports.ask(names, self.activity.choices.account)

    def hide_money(self, hidden: bool) -> None:
        """Write dots for every amount of money, or show amounts again: for a screen that strangers see."""
        fmt.hide_money(hidden)
        self._show_board(self.board)
        for shown in (self.cockpit, self.risk, self.activity, self.alerts.model):
            shown.write_again()
        self.money_hidden.emit(hidden)

    def close_for_good(self) -> None:
        """Close without asking anybody."""
        self._may_close = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        if self._may_close:
            event.accept()
            return
        event.ignore()
        self.close_requested.emit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and not self.isActiveWindow():
            for button in self._held_buttons():
                button.cancel()  # the key's release goes to another window
            self._held = None

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.modifiers() == _CTRL_SHIFT and event.key() in (Qt.Key.Key_F, Qt.Key.Key_G):
            if not event.isAutoRepeat():
                self._hold(event.key())
            return
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_F, Qt.Key.Key_G) and not event.isAutoRepeat():
            for button in self._held_buttons():
                button.end()
            self._held = None
        super().keyReleaseEvent(event)

    def _hold(self, key: int) -> None:
        """Begin to press the button that a held key stands for: all followers, or those of the current row's group."""
        button: HoldButton | None = self.cockpit.flatten_all
        if key == Qt.Key.Key_G:
            self._held = self.cockpit.current_group()
            head = self.cockpit.head_of(self._held) if self._held is not None else None
            button = head.hold if head is not None else None
        if button is not None and button.isEnabled():
            self.show_page(COCKPIT)
            button.begin()

    def _held_buttons(self) -> list[HoldButton]:
        """The buttons that a key may be pressing; the head of a group that is gone has none any more."""
        head = self.cockpit.head_of(self._held) if self._held is not None else None
        return [self.cockpit.flatten_all] if head is None else [self.cockpit.flatten_all, head.hold]

    def _show_board(self, board: BoardView) -> None:
        self.board = board
        summary = summarise(board)
        self.cockpit.apply(board, summary)
        self.activity.note_time(board.at_ns)
        if summary != self._summary:
            self._summary = summary
            self.status.show_state(summary)
            self._show_frame(stopped=summary.state.stopped)
            self.summary_changed.emit(summary)

    def _show_frame(self, *, stopped: bool) -> None:
        set_kind(self._frame, "stopped" if stopped else "")
        width = FRAME if stopped else 0
        self._body.setContentsMargins(width, width, width, width)

    def show_cause(self, alert: AlertRow) -> None:
        """Show where the cause of a notification is to be seen."""
        cause = cause_of(alert, self.board)
        if cause.where is Where.CONNECTIONS:
            self.show_page(CONNECTIONS)
        elif cause.account is not None:
            self.show_page(COCKPIT)
            self.cockpit.show_account(cause.account)
        else:
            self.show_activity(cause.name)

    def show_activity(self, name: str) -> None:
        """What happened on the account of this name; "" for everything."""
        if name:
            self.activity.show_account(name)
        else:
            self.activity.show_all()
        self.show_page(ACTIVITY)

    def _show_story(self, account: str, name: str) -> None:
        """The last trade that was copied to an account; where none is known, all that happened on it."""
        if not self.activity.tell_last(AccountId(account)):
            self.show_activity(name)
