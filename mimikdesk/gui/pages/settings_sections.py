"""The parts of the settings page: a heading, a card of settings, and what belongs to a part besides."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QSystemTrayIcon, QVBoxLayout, QWidget

from mimikdesk.domain.decisions import Level
from mimikdesk.gui.facts import Facts, diagnostics
from mimikdesk.gui.settings_desk import SettingsDesk
from mimikdesk.gui.theme.fonts import Size
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.translate import told, tr
from mimikdesk.gui.update_desk import UpdateDesk, UpdateRow
from mimikdesk.gui.widgets.alert_setting_row import GAP, WAYS, WIDTHS, AlertSettingRow
from mimikdesk.gui.widgets.parts import label, rule
from mimikdesk.gui.widgets.setting_row import SettingRow
from mimikdesk.settings.alerts import USUAL
from mimikdesk.settings.catalogue import SETTINGS, Section


class FactRow(QFrame):
    """What cannot be changed here, with what can be done about it. ``words``: what the search looks at."""

    def __init__(self, title: str, text: str, about: str, buttons: Iterable[QPushButton]) -> None:
        super().__init__()
        self.setObjectName("settingrow")
        self.words = f"{title} {about}"
        shown = label(text, name=title)
        shown.setWordWrap(True)
        shown.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        explained = label(about, kind="quiet")
        explained.setWordWrap(True)
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 12, 12, 12)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(0, 1)
        grid.addWidget(label(title, strong=True), 0, 0)
        grid.addWidget(explained, 1, 0)
        if text:
            grid.addWidget(shown, 2, 0)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in buttons:
            row.addWidget(button)
        grid.addLayout(row, 0, 1, 3, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def refresh(self) -> None:
        """It stays as it is."""


Row = SettingRow | AlertSettingRow | FactRow | UpdateRow


class SectionBox(QWidget):
    test_wanted = Signal(object)
    sound_wanted = Signal(object)
    diagnostics_wanted = Signal()

    def __init__(self, section: Section, rows: Iterable[Row]) -> None:
        super().__init__()
        self.section = section
        self.rows = list(rows)
        self._lines: list[QFrame] = []
        self._head: QWidget | None = None
        card = QFrame()
        card.setObjectName("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        for row in self.rows:
            if isinstance(row, AlertSettingRow) and self._head is None:
                self._head = _head()
                inside.addWidget(self._head)
            line = rule()
            self._lines.append(line)
            inside.addWidget(line)
            inside.addWidget(row)
            if isinstance(row, AlertSettingRow):
                row.test_wanted.connect(self.test_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(told(section.heading), Size.TITLE, strong=True))
        column.addWidget(card)

    def leave(self, words: list[str]) -> int:
        """Leave the rows in which all words are found; how many these are. Without words all of them."""
        heading = told(self.section.heading)
        found = [row for row in self.rows if all(word in f"{heading} {row.words}".casefold() for word in words)]
        shown = set(map(id, found))
        for row, line in zip(self.rows, self._lines, strict=True):
            row.setVisible(id(row) in shown)
            line.setVisible(id(row) in shown and row is not found[0])
        if self._head is not None:
            self._head.setVisible(any(isinstance(row, AlertSettingRow) for row in found))
        self.setVisible(bool(found))
        return len(found)

    def refresh(self) -> None:
        """Show what holds now."""
        for row in self.rows:
            row.refresh()


def sections(theme: Theme, desk: SettingsDesk, facts: Facts, updates: UpdateDesk | None) -> tuple[SectionBox, ...]:
    """All parts, in order."""
    return tuple(_section(section, theme, desk, facts, updates) for section in Section)


def _section(
    section: Section, theme: Theme, desk: SettingsDesk, facts: Facts, updates: UpdateDesk | None
) -> SectionBox:
    play: QPushButton | None = None
    rows: list[Row] = []
    for setting in SETTINGS:
        if setting.section is section:
            beside = None
            if setting.key == "sound":
                beside = play = QPushButton(tr("Settings", "Play"))
                play.setAccessibleName(tr("Settings", "Play the sound of a critical notification"))
            rows.append(SettingRow(theme, desk, setting, beside))
    if section is Section.NOTIFICATIONS:
        if not QSystemTrayIcon.isSystemTrayAvailable():
            about = tr(
                "Settings", "Messages beside the tray appear in the window only, and closing it ends the program."
            )
            rows.append(FactRow(tr("Settings", "This desktop has no tray"), "", about, ()))
        rows += [AlertSettingRow(theme, desk, kind) for kind in USUAL]
    if section is Section.DATA:
        rows += _folders(facts)
    if section is Section.DIAGNOSTICS:
        save = QPushButton(tr("Settings", "Save..."))
        save.setAccessibleName(tr("Settings", "Save the diagnostics"))
        rows += [_about(theme, desk), _bundle(save)]
        rows += [UpdateRow(updates)] if updates is not None else []
    box = SectionBox(section, rows)
    if section is Section.DIAGNOSTICS:
        save.clicked.connect(box.diagnostics_wanted)
    if play is not None:
        play.clicked.connect(lambda: box.sound_wanted.emit(Level.CRITICAL))
    return box


def _folders(facts: Facts) -> list[Row]:
    none = tr("Settings", "None: nothing is kept in this run.")
    data = tr(
        "Settings",
        "Settings, journal and log of this workspace. To use another one, start the program with --data and a folder. "
        "Logins are not in it: they are in the system's own store for passwords.",
    )
    logs = tr("Settings", "What the program did, for whoever helps. No password and no key is ever in it.")
    return [
        FactRow(tr("Settings", "Data folder"), facts.data or none, data, _ways_to(facts.data)),
        FactRow(tr("Settings", "Log files"), facts.logs or none, logs, _ways_to(facts.logs)),
    ]


def _ways_to(folder: str) -> tuple[QPushButton, ...]:
    if not folder:
        return ()
    opens, copies = QPushButton(tr("Settings", "Open")), QPushButton(tr("Settings", "Copy"))
    opens.setAccessibleName(tr("Settings", "Open {0}", folder))
    copies.setAccessibleName(tr("Settings", "Copy the path {0}", folder))
    opens.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(folder)))
    copies.clicked.connect(lambda: QGuiApplication.clipboard().setText(folder))
    return opens, copies


def _bundle(save: QPushButton) -> FactRow:
    about = tr(
        "Settings",
        "One zip file with versions, settings, the ends of the logs, crashes, and how connections stand. Passwords, "
        "keys and tokens are not in it, and accounts are called Account-1, Account-2 and so on.",
    )
    return FactRow(tr("Settings", "Diagnostics for whoever helps"), "", about, (save,))


def _about(theme: Theme, desk: SettingsDesk) -> FactRow:
    def text() -> str:
        tray = QSystemTrayIcon.isSystemTrayAvailable()
        return diagnostics(theme.name, tray, desk.settings.single_loop)

    copies = QPushButton(tr("Settings", "Copy"))
    copies.setAccessibleName(tr("Settings", "Copy what the program runs on"))
    copies.clicked.connect(lambda: QGuiApplication.clipboard().setText(text()))
    about = tr("Settings", "For a question or a report of a fault. No account and no login is in it.")
    return FactRow(tr("Settings", "What the program runs on"), text(), about, (copies,))


def _head() -> QWidget:
    """What the columns of the notifications are."""
    head = QWidget()
    grid = QGridLayout(head)
    grid.setContentsMargins(16, 10, 12, 4)
    grid.setHorizontalSpacing(GAP)
    grid.setColumnStretch(0, 1)
    words = [tr("Settings", "Level"), *(name.tr() for name in WAYS.values()), "", ""]
    grid.addWidget(label(tr("Settings", "Each kind of notification"), Size.SMALL, kind="quiet"), 0, 0)
    for at, (word, width) in enumerate(zip(words, WIDTHS, strict=True), start=1):
        grid.setColumnMinimumWidth(at, width)
        grid.addWidget(label(word, Size.SMALL, kind="quiet"), 0, at)
    return head
