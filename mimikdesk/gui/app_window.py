"""Builds everything the trader sees and ties it together: main window, practice ticket, tray and the bridge.

The composition root calls ``build`` once, after the QApplication exists, connects ``Ui.close_requested`` to its
shutdown, publishes updates into ``Ui.bridge`` from any thread, and calls ``Ui.dispose`` last. The application must not
quit by itself when the last window closes (``setQuitOnLastWindowClosed(False)`` is set here).
"""

import base64
import binascii

from PySide6.QtCore import QByteArray, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from mimikdesk.domain.decisions import Level
from mimikdesk.gui.alerts import Announcer
from mimikdesk.gui.alerts_sound import Sounds
from mimikdesk.gui.bridge import Bridge
from mimikdesk.gui.crash_window import CrashWindow
from mimikdesk.gui.facts import NO_FACTS, Facts, diagnostics
from mimikdesk.gui.incident_desk import ReportWriter
from mimikdesk.gui.leftovers import leftovers
from mimikdesk.gui.main_window import ACTIVITY, MainWindow
from mimikdesk.gui.preset_source import PresetSource
from mimikdesk.gui.quit_window import QuitWindow
from mimikdesk.gui.session_check import SessionCheckWindow
from mimikdesk.gui.settings_desk import SettingsDesk, SettingsKeeper
from mimikdesk.gui.settings_link import SettingsLink
from mimikdesk.gui.theme import icons
from mimikdesk.gui.theme.theme import Theme, ThemeName
from mimikdesk.gui.ticket import Ticket
from mimikdesk.gui.translate import later, tr
from mimikdesk.gui.tray import Tray
from mimikdesk.gui.ui_state import UiState
from mimikdesk.services.control import Control
from mimikdesk.services.views import AlertRow, Update
from mimikdesk.settings.catalogue import BY_KEY

_WINDOW, _TICKET, _PAGE = "window", "ticket", "page"
_HIDDEN = "hidden_told"
_TABLE = "cockpit."
"""Before what is remembered of the cockpit's table."""
_KEEP_MS = 3_000
"""A change of the table is kept once nothing was changed for so long."""
_GAP = 12

GOES_ON = later(
    "Tray",
    "Copying and guarding go on. Click the icon to open the window again; Quit is in its menu.",
)


class Ui(QObject):
    """The whole visible program. Use on the GUI thread only, ``bridge.publish`` apart."""

    close_requested = Signal()
    """The trader wants the program to end, and was asked where something stays behind. Nothing was closed yet."""

    def __init__(
        self,
        control: Control,
        ui_state: UiState,
        app: QApplication,
        reports: ReportWriter | None,
        presets: PresetSource | None,
        settings: SettingsDesk,
        facts: Facts,
    ) -> None:
        super().__init__()
        self._ui_state = ui_state
        self._values = ui_state.load()
        self._disposed = False
        app.setQuitOnLastWindowClosed(False)
        app.setWindowIcon(icons.icon("app", "", 64))
        self.settings = settings
        self._facts = facts
        self.crash: CrashWindow | None = None
        self.theme = Theme(app, ThemeName(settings.settings.theme))
        self.window = MainWindow(control, self.theme, reports, presets, settings, facts)
        self.ticket = Ticket(control, self.theme)
        self.check = SessionCheckWindow(control, self.theme, self.window)
        self.quitting = QuitWindow(control, self.theme, self.window)
        self.tray = Tray(self.window.control, self.window)
        self.bridge = Bridge(self)
        self.sounds = Sounds(self)
        self._announcer = Announcer(self.tray, self.sounds.play, self._shown)
        _restore(self.window, self._values.get(_WINDOW, ""))
        self._ticket_placed = _restore(self.ticket, self._values.get(_TICKET, ""))
        self.window.cockpit.restore({key.removeprefix(_TABLE): value for key, value in self._values.items()})
        self._link = SettingsLink(settings, self.theme, self.window, self.ticket, self.sounds, control)
        self._keep = QTimer(self)
        self._keep.setSingleShot(True)
        self._keep.setInterval(_KEEP_MS)
        self._keep.timeout.connect(self._remember)
        self.window.cockpit.altered.connect(self._keep.start)
        page = self._values.get(_PAGE, "")
        self.window.show_page(int(page) if page.isascii() and page.isdigit() else 0)
        self.bridge.applied.connect(self.apply)
        self.window.close_requested.connect(self._hide_or_quit)
        self.window.quit_requested.connect(self.ask_to_quit)
        self.window.check_requested.connect(self.check.check)
        self.quitting.confirmed.connect(self.close_requested)
        self.window.ticket_requested.connect(self.show_ticket)
        self.window.summary_changed.connect(self.tray.show_state)
        alerts = self.window.alerts
        alerts.changed.connect(self.tray.show_alerts)
        self.tray.open_requested.connect(self.show)
        self.tray.alerts_requested.connect(self.show_alerts)
        self.tray.ticket_requested.connect(self.show_ticket)
        self.tray.check_requested.connect(self.check.check)
        self.tray.close_requested.connect(self.ask_to_quit)

    def begin(self, *, in_tray: bool) -> None:
        """Appear; ``in_tray``: only there, unless there is none."""
        self.tray.show()
        if not (in_tray and self.tray.present):
            self.show()

    def show(self) -> None:
        """Bring the main window to the front, and the tray icon up."""
        _to_front(self.window)
        self.tray.show()

    def show_crash(self) -> None:
        """Where the last run crashed, tell of it over the main window."""
        if self._facts.crash:
            about = diagnostics(self.theme.name, self.tray.present, self.settings.settings.single_loop)
            self.crash = CrashWindow(self.window, self._facts, about)
            self.crash.save_wanted.connect(self.window.diagnostics.ask)
            self.crash.open()

    def show_ticket(self) -> None:
        """Bring the practice ticket to the front; the very first time at the right edge of the main window."""
        if not self._ticket_placed:
            self._ticket_placed = True
            screen, frame = self.window.screen().availableGeometry(), self.window.frameGeometry()
            left = min(frame.right() + _GAP, screen.right() - self.ticket.width() - _GAP)
            self.ticket.move(max(screen.left(), left), max(screen.top(), frame.top()))
        _to_front(self.ticket)

    def ask_to_quit(self) -> None:
        """End the program; where followers hold something, only after a question."""
        if leftovers(self.window.board):
            self.show()
        self.quitting.ask(self.window.board)

    def apply(self, update: Update) -> None:
        """Show a batch now. ``bridge.publish`` leads here, from any thread."""
        self.window.apply(update)
        if update.board is not None:
            self.tray.show_board(update.board)
            self.quitting.apply(update.board)
        if update.check is not None:
            self.check.apply(update.check)
        if update.ticket is not None:
            self.ticket.apply(update.ticket)
        if update.alerts is not None:
            self._announcer.apply(update.alerts)

    def apply_theme(self, name: str) -> None:
        """One of the theme's names; anything else changes nothing. Remembered for the next start."""
        self.settings.put(BY_KEY["theme"], name)

    def dispose(self) -> None:
        """Remember the geometry and take everything off the screen for good. A second call does nothing."""
        if self._disposed:
            return
        self._disposed = True
        self._keep.stop()
        self._remember()
        self.bridge.close()
        self.sounds.dispose()
        self.tray.dispose()
        self.theme.dispose()
        self.ticket.close()
        self.window.close_for_good()
        self.ticket.deleteLater()
        self.window.deleteLater()

    def show_alerts(self) -> None:
        """Bring the main window to the front with the notifications open, at the cause of what was told last."""
        self.show()
        if self._announcer.last is not None:
            self.window.show_cause(self._announcer.last)
        self.window.alerts.panel.open()

    def _shown(self, alert: AlertRow) -> bool:
        """Whether a notification is before the trader's eyes, so that nothing need be said beside the tray."""
        if not self.window.isActiveWindow():
            return False
        return alert.level is Level.INFO or self.window.page == ACTIVITY or self.window.alerts.shows(alert)

    def _hide_or_quit(self) -> None:
        """Closing the window leaves the program at work in the tray; where there is none, it is the way to quit."""
        if not self.tray.present:
            self.ask_to_quit()
            return
        self.window.cockpit.problems.close()
        self.window.hide()
        if not self._values.get(_HIDDEN):
            self._values[_HIDDEN] = "told"
            self.tray.notify(tr("Tray", "MimikDesk goes on in the tray"), GOES_ON.tr(), Level.INFO)

    def _remember(self) -> None:
        self._values |= {
            _WINDOW: _geometry(self.window),
            _TICKET: _geometry(self.ticket) if self._ticket_placed else "",
            _PAGE: str(self.window.page),
            **{f"{_TABLE}{key}": value for key, value in self.window.cockpit.memory().items()},
        }
        self._ui_state.save(dict(self._values))


def build(
    control: Control,
    ui_state: UiState,
    reports: ReportWriter | None = None,
    presets: PresetSource | None = None,
    settings: SettingsKeeper | None = None,
    facts: Facts = NO_FACTS,
) -> Ui:
    """Make the window and its parts, hidden until ``show``. RuntimeError when there is no QApplication yet.
    ``reports``: makes incident reports; None where there is no journal. ``presets``: reads the presets of risk rules;
    None for those that came with the program. ``settings``: where they are kept; None for the usual ones, forgotten at
    the end. ``facts``: what the window can say about the program."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise RuntimeError("build() needs a QApplication")
    return Ui(control, ui_state, app, reports, presets, SettingsDesk(settings), facts)


def _to_front(window: QWidget) -> None:
    if window.isMinimized():
        window.showNormal()
    window.show()
    window.raise_()
    window.activateWindow()


def _geometry(window: QWidget) -> str:
    return base64.b64encode(window.saveGeometry().data()).decode("ascii")


def _restore(window: QWidget, text: str) -> bool:
    """Put a window where it was, and tell whether that was known; a memory that cannot be read counts as none."""
    try:
        return window.restoreGeometry(QByteArray(base64.b64decode(text, validate=True)))
    except (binascii.Error, ValueError):
        return False
