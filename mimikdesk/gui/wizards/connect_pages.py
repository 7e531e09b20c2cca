"""The pages of the connection wizard: each shows one step of the flow and hands back what is chosen and typed."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mimikdesk.domain.accounts import AccountAccess, LoginKind
from mimikdesk.gui import format as fmt
from mimikdesk.gui.theme.fonts import Size
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.theme.tokens import Tone
from mimikdesk.gui.translate import later, plural, told, tr
from mimikdesk.gui.widgets.choice import INDENT, Choice
from mimikdesk.gui.widgets.found_account import FoundAccountLine
from mimikdesk.gui.widgets.parts import label, say, set_kind
from mimikdesk.gui.wizards.connect_flow import LONGEST_NAME, ConnectFlow
from mimikdesk.services.broker_forms import FormField, LoginWay

PRACTICE_HINT = later(
    "Connect",
    "For a first look nothing of this is needed: the practice accounts ask for no login. "
    "They are on the page Connections.",
)
NO_KEYRING = later(
    "Connect",
    "No keyring takes secrets on this computer. The login is known until MimikDesk ends; after that you sign in again. "
    "With a keyring (on Linux a Secret Service such as GNOME Keyring or KWallet) it is kept.",
)
THEN = later("Connect", "Its accounts can be put into a copy group now, as leader or as followers.")
READ_ONLY = later(
    "Connect",
    "Read only: it can lead a group. It cannot follow, for the broker takes no orders for it from this login.",
)
CLOSED = later("Connect", "Closed by the broker: it is listed, and neither leads nor follows.")
WHY_NAMED = later("Connect", "The name stands beside each of its accounts. A firm's name is a good one.")


class ChoicePage(QWidget):
    """A question with one answer out of some."""

    chosen = Signal(str)

    def __init__(self, foot: str = "") -> None:
        super().__init__()
        self.buttons: dict[str, QRadioButton] = {}
        self._group = QButtonGroup(self)
        self._choices = QVBoxLayout()
        self._choices.setSpacing(14)
        column = _column(self)
        column.addLayout(self._choices)
        column.addSpacing(8)
        column.addWidget(_wrapped(foot, kind="quiet"))
        column.addStretch(1)

    def offer(self, options: tuple[tuple[str, str, str], ...], chosen: str) -> None:
        """``options``: key, title and sentence of each."""
        if list(self.buttons) != [key for key, _, _ in options]:
            _clear(self._choices)
            self.buttons.clear()
            for key, title, sentence in options:
                button = self.buttons[key] = QRadioButton(told(title))
                self._group.addButton(button)
                button.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
                self._choices.addWidget(Choice(button, told(sentence)))
        for key, button in self.buttons.items():
            button.setChecked(key == chosen)

    def first(self) -> QWidget:
        checked = (button for button in self.buttons.values() if button.isChecked())
        return next(checked, next(iter(self.buttons.values()), self))


class LoginPage(QWidget):
    """The ways to log in, and under the chosen one what it asks for."""

    way_chosen = Signal(str)
    typed = Signal(str, str)
    """The key of a field, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.ways: dict[LoginKind, QRadioButton] = {}
        self.fields: dict[str, Field] = {}
        self._offered: tuple[LoginWay, ...] = ()
        self._group = QButtonGroup(self)
        self._choices = QVBoxLayout()
        self._choices.setSpacing(14)
        self._below = QVBoxLayout()
        self._below.setSpacing(10)
        self._below.setContentsMargins(INDENT, 0, 0, 0)
        inside = QWidget()
        column = _column(inside)
        column.setContentsMargins(0, 0, 12, 0)
        column.addLayout(self._choices)
        column.addLayout(self._below)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._scroll = _scroll(inside, tr("Connect", "Ways to log in"))
        outer.addWidget(self._scroll)

    def show_flow(self, flow: ConnectFlow) -> None:
        if self._offered != flow.ways:
            self._offered = flow.ways
            _clear(self._choices)
            self.ways.clear()
            for way in flow.ways:
                button = self.ways[way.kind] = QRadioButton(told(way.title))
                button.setEnabled(not way.missing)
                self._group.addButton(button)
                button.clicked.connect(lambda _=False, kind=way.kind: self.way_chosen.emit(str(kind)))
                self._choices.addWidget(Choice(button, told(way.missing or way.sentence)))
        for kind, button in self.ways.items():
            button.setChecked(kind is flow.way)
        if list(self.fields) != [field.key for field in flow.fields]:
            self.wipe()
            for field in flow.fields:
                made = self.fields[field.key] = Field(field)
                made.edit.textEdited.connect(lambda text, key=field.key: self.typed.emit(key, text))
                self._below.addWidget(made)
        for key, made in self.fields.items():
            made.show_text(flow.typed.get(key, ""), flow.wrong.get(key, ""))

    def wipe(self) -> None:
        """Take the fields away with what stands in them."""
        for made in self.fields.values():
            made.edit.clear()
        _clear(self._below)
        self.fields.clear()

    def focus_first(self) -> None:
        """Put the cursor into the first field that needs something, else on the chosen way."""
        for made in self.fields.values():
            if made.wrong or not made.edit.text():
                made.edit.setFocus()
                # Only after the layout has made room for what is said under the fields.
                QTimer.singleShot(0, made, lambda made=made: self._scroll.ensureWidgetVisible(made))
                return
        next((button for button in self.ways.values() if button.isChecked()), self).setFocus()


class Field(QWidget):
    """One thing to type in, with where to find it, or what is wrong with it, underneath."""

    def __init__(self, field: FormField) -> None:
        super().__init__()
        self._hint = told(field.hint)
        self.wrong = ""
        self.edit = QLineEdit()
        self.edit.setAccessibleName(told(field.title))
        self.edit.setAccessibleDescription(self._hint)
        if field.secret:
            self.edit.setEchoMode(QLineEdit.EchoMode.Password)
            self.edit.setInputMethodHints(
                Qt.InputMethodHint.ImhHiddenText
                | Qt.InputMethodHint.ImhSensitiveData
                | Qt.InputMethodHint.ImhNoPredictiveText
            )
        title = label(told(field.title))
        title.setBuddy(self.edit)
        self.below = _wrapped(self._hint, kind="quiet", size=Size.SMALL)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        for widget in (title, self.edit, self.below):
            column.addWidget(widget)

    def show_text(self, text: str, wrong: str) -> None:
        if self.edit.text() != text and self.edit.text().strip() != text:
            self.edit.setText(text)
        self.wrong = wrong
        set_kind(self.edit, "wrong" if wrong else "")
        say(self.below, wrong or self._hint, "danger" if wrong else "quiet")


class TryPage(QWidget):
    """The try: what is being done, or why it failed and what to do."""

    elsewhere = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Connect", "Being tried"))
        self.progress = _wrapped(kind="quiet")
        self._icon = QLabel()
        self.text = _wrapped(strong=True)
        self.advice = _wrapped()
        self.until = _wrapped(kind="quiet")
        self._ways = QVBoxLayout()
        self._failure = QWidget()
        words = QVBoxLayout()
        words.setSpacing(8)
        for widget in (self.text, self.advice, self.until):
            words.addWidget(widget)
        words.addSpacing(4)
        words.addLayout(self._ways)
        beside = QHBoxLayout(self._failure)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(10)
        beside.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        beside.addLayout(words, 1)
        self.buttons: dict[str, QPushButton] = {}
        column = _column(self)
        column.setSpacing(10)
        column.addWidget(self.bar)
        column.addWidget(self.progress)
        column.addWidget(self._failure)
        column.addStretch(1)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_flow(self, flow: ConnectFlow) -> None:
        failure = flow.failure
        for widget in (self.bar, self.progress):
            widget.setVisible(failure is None)
        self._failure.setVisible(failure is not None)
        say(self.progress, flow.progress)
        say(self.text, told(failure.text) if failure is not None else "")
        say(self.advice, told(failure.advice) if failure is not None else "")
        self.advice.setVisible(bool(self.advice.text()))
        until = failure.until_ns if failure is not None else None
        at = fmt.clock_seconds(until) if until is not None else ""
        say(self.until, tr("Connect", "A new try makes sense after {0}.", at) if at else "")
        self.until.setVisible(until is not None)
        if list(self.buttons) != [key for key, _ in flow.elsewhere]:
            _clear(self._ways)
            self.buttons.clear()
            for key, title in flow.elsewhere:
                button = self.buttons[key] = QPushButton(tr("Connect", "Go on with {0}", title))
                button.setProperty("kind", "accent")
                button.setAutoDefault(True)
                button.clicked.connect(lambda _=False, key=key: self.elsewhere.emit(key))
                self._ways.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _restyle(self) -> None:
        self._icon.setPixmap(self._theme.icon("lucide/triangle-alert", Tone.WARNING, 20).pixmap(20, 20))


class AccountsPage(QWidget):
    """What the login brought, and what some of it cannot do."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        inside = QWidget()
        column = _column(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.addLayout(self._lines)
        column.addStretch(1)
        self.notes = _wrapped(kind="quiet")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        outer.addWidget(_scroll(inside, tr("Connect", "Accounts found")), 1)
        outer.addWidget(self.notes)

    def show_flow(self, flow: ConnectFlow) -> None:
        _clear(self._lines)
        for account in flow.accounts:
            self._lines.addWidget(FoundAccountLine(account))
        there = {account.access for account in flow.accounts}
        notes = {AccountAccess.READ_ONLY: READ_ONLY.tr(), AccountAccess.CLOSED: CLOSED.tr()}
        say(self.notes, "\n".join(text for access, text in notes.items() if access in there))
        self.notes.setVisible(bool(self.notes.text()))


class NamePage(QWidget):
    """The name of the connection, the last question."""

    typed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.edit = QLineEdit()
        self.edit.setMaxLength(LONGEST_NAME)
        self.edit.setAccessibleName(tr("Connect", "Name of the connection"))
        self.edit.textEdited.connect(self.typed)
        self.below = _wrapped(WHY_NAMED.tr(), kind="quiet", size=Size.SMALL)
        self.saving = _wrapped(kind="quiet")
        column = _column(self)
        column.setSpacing(4)
        column.addWidget(self.edit)
        column.addWidget(self.below)
        column.addSpacing(12)
        column.addWidget(self.saving)
        column.addStretch(1)

    def show_flow(self, flow: ConnectFlow) -> None:
        if self.edit.text() != flow.name:
            self.edit.setText(flow.name)
        hint = told(flow.form.name_hint)
        self.edit.setPlaceholderText(tr("Connect", "For example {0}", hint) if hint else "")
        self.edit.setEnabled(not flow.saving)
        set_kind(self.edit, "wrong" if flow.wrong_name else "")
        say(self.below, flow.wrong_name or WHY_NAMED.tr(), "danger" if flow.wrong_name else "quiet")
        say(self.saving, flow.progress)


class DonePage(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._icon = QLabel()
        self.text = _wrapped()
        self.warning = _wrapped(kind="warning")
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(self.text)
        words.addWidget(self.warning)
        beside = QHBoxLayout()
        beside.setSpacing(10)
        beside.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        beside.addLayout(words, 1)
        column = _column(self)
        column.addLayout(beside)
        column.addStretch(1)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_flow(self, flow: ConnectFlow) -> None:
        then = tr("Connect", "All its accounts come back together.") if flow.again is not None else THEN.tr()
        say(self.text, plural("Connect", "{0} account. {1}", "{0} accounts. {1}", len(flow.accounts), then))
        say(self.warning, NO_KEYRING.tr() if flow.for_this_run else "")
        self.warning.setVisible(flow.for_this_run)

    def _restyle(self) -> None:
        self._icon.setPixmap(self._theme.icon("lucide/check", Tone.POSITIVE, 20).pixmap(20, 20))


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(14)
    return column


def _wrapped(text: str = "", *, kind: str = "", size: Size = Size.TEXT, strong: bool = False) -> QLabel:
    made = label(text, size, strong=strong, kind=kind)
    made.setWordWrap(True)
    return made


def _scroll(inside: QWidget, name: str) -> QScrollArea:
    scroll = QScrollArea()
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setWidgetResizable(True)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setAccessibleName(name)
    scroll.setWidget(inside)
    return scroll


def _clear(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
