"""One connection: its state by shape, colour and word, its accounts, what is wrong and what to do, and its buttons.

What cannot be undone, or leaves followers alone, asks on the card itself before it is done.
"""

from collections.abc import Callable
from datetime import tzinfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from mimikdesk.domain.accounts import AccountAccess, LoginKind
from mimikdesk.domain.events import LineState
from mimikdesk.gui import format as fmt
from mimikdesk.gui.theme.fonts import Size
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.theme.tokens import Tone
from mimikdesk.gui.translate import later, plural, told, tr
from mimikdesk.gui.widgets.parts import ElidedLabel, label, say, set_kind
from mimikdesk.services.broker_forms import BrokerForm
from mimikdesk.services.views import ConnectedAccount, ConnectionRow

_STATE = {
    LineState.CONNECTED: (later("Connections", "Connected"), "shapes/dot", Tone.POSITIVE, "positive"),
    LineState.RECONNECTING: (later("Connections", "Reconnecting"), "shapes/ring", Tone.WARNING, "warning"),
    LineState.REAUTH_REQUIRED: (later("Connections", "Sign in again"), "shapes/triangle", Tone.DANGER, "danger"),
    LineState.DISCONNECTED: (later("Connections", "Disconnected"), "shapes/square", Tone.QUIET, "quiet"),
}
THIS_RUN = later(
    "Connections",
    "No keyring takes its secrets, so they are known until MimikDesk ends. You will have to sign in again after that.",
)
_ACCESS = {
    AccountAccess.READ_ONLY: later("Connections", "read only"),
    AccountAccess.CLOSED: later("Connections", "closed"),
}
INDENT = 24
"""Where the text under the name begins."""


def counted_accounts(accounts: tuple[ConnectedAccount, ...]) -> str:
    """How many there are, and their names with what is special about each."""
    if not accounts:
        return tr("Connections", "No accounts yet")
    names = ", ".join(
        f"{each.name} ({_ACCESS[each.access].tr()})" if each.access in _ACCESS else each.name for each in accounts
    )
    return plural("Connections", "{0} account: {1}", "{0} accounts: {1}", len(accounts), names)


def groups_of(row: ConnectionRow) -> tuple[str, ...]:
    """The copy groups that its accounts are in."""
    return tuple(dict.fromkeys(each.group for each in row.accounts if each.group))


class ConnectionCard(QFrame):
    sign_in_wanted = Signal(object)
    """The ``ConnectionRow`` that is to sign in again."""
    test_wanted = Signal(str)
    connect_wanted = Signal(str)
    disconnect_wanted = Signal(str)
    remove_wanted = Signal(str)
    """Connection id, in each of them."""

    def __init__(self, theme: Theme, row: ConnectionRow, form: BrokerForm, zone: tzinfo | None = None) -> None:
        super().__init__()
        self.setObjectName("card")
        self._theme, self._zone = theme, zone
        self.row = row
        self._form = form
        self._act: Callable[[], None] = lambda: None
        self._shape = QLabel()
        self.name = ElidedLabel(Size.TITLE, strong=True)
        self._badge = label(size=Size.LABEL)
        self._badge.setFixedHeight(20)
        self._badge.setObjectName("badge")
        self._state = label(strong=True)
        self._login = ElidedLabel(kind="quiet")
        self.test = QPushButton(tr("Connections", "Test"))
        self.test.setToolTip(tr("Connections", "Read every account of it afresh, and say how that went."))
        self.sign_in = QPushButton(tr("Connections", "Sign in again"))
        self.switch = QPushButton(tr("Connections", "Connect"))
        self.remove = QPushButton(tr("Connections", "Remove"))
        for button in (self.test, self.remove):
            button.setProperty("kind", "aside")
        self.accounts = ElidedLabel(kind="quiet")
        self._budget = label(kind="quiet", name=tr("Connections", "Rate budget"))
        self._advice, self._error, self._run, self._note = (_sentence() for _ in range(4))
        self._question = _sentence(hidden=False)
        self.yes, self.no = QPushButton(), QPushButton()
        self._asked_by = self.switch
        self._asking = QWidget()
        self._lay_out()
        self.test.clicked.connect(lambda: self.test_wanted.emit(self.row.connection))
        self.sign_in.clicked.connect(lambda: self.sign_in_wanted.emit(self.row))
        self.switch.clicked.connect(self._switch)
        self.remove.clicked.connect(self._remove)
        self.yes.clicked.connect(self._yes)
        self.no.clicked.connect(self._no)
        theme.changed.connect(self._restyle)
        self.apply(row, form)

    def apply(self, row: ConnectionRow, form: BrokerForm) -> None:
        self.row, self._form = row, form
        self.setAccessibleName(tr("Connections", "Connection {0}: {1}", row.name, _STATE[row.state][0].tr()))
        self.name.say(row.name)
        environment = form.environment(row.environment)
        say(self._badge, told(environment.badge), "live" if row.environment == "live" else "")
        word, _, _, kind = _STATE[row.state]
        say(self._state, told(row.busy) or word.tr(), "quiet" if row.busy else kind)
        self._login.say(
            " \N{MIDDLE DOT} ".join(
                text for text in (told(form.title), row.user) if text not in ("", told(environment.badge))
            )
        )
        self.accounts.say(counted_accounts(row.accounts))
        budget = row.budget
        say(
            self._budget,
            told(budget.text) if budget is not None else "",
            "warning" if budget and budget.low else "quiet",
        )
        _tell(self._advice, told(row.advice))
        up = row.state is LineState.CONNECTED
        _tell(
            self._error,
            "" if up or not row.last_error else f"{self._when(row)}{told(row.last_error)}",
            _STATE[row.state][3],
        )
        _tell(self._run, THIS_RUN.tr() if row.for_this_run else "", "warning")
        _tell(self._note, told(row.note))
        self._show_buttons(row)
        self._restyle()

    def _show_buttons(self, row: ConnectionRow) -> None:
        named, free = row.name, not row.busy
        self.sign_in.setVisible(row.login is not LoginKind.NONE)
        refused = row.state is LineState.REAUTH_REQUIRED
        set_kind(self.sign_in, "accent" if refused else "aside")
        self.switch.setText(tr("Connections", "Disconnect") if row.linked else tr("Connections", "Connect"))
        set_kind(self.switch, "aside" if row.linked else "")
        self.test.setVisible(row.linked and not refused)
        for button in (self.test, self.sign_in, self.switch, self.remove):
            button.setEnabled(free)
            button.setAccessibleName(f"{button.text()}: {named}")
        if row.busy:
            self._asking.hide()

    # --- questions ----------------------------------------------------------------------------------------------------

    def _switch(self) -> None:
        groups = groups_of(self.row)
        if not self.row.linked:
            self.connect_wanted.emit(self.row.connection)
        elif groups:
            self._ask(
                tr(
                    "Connections",
                    "Accounts of it are in {0}. While it is switched off they are not seen: no copies, no exits, no "
                    "guard.",
                    _named(groups),
                ),
                tr("Connections", "Disconnect"),
                tr("Connections", "Stay connected"),
                self.switch,
                lambda: self.disconnect_wanted.emit(self.row.connection),
            )
        else:
            self.disconnect_wanted.emit(self.row.connection)

    def _remove(self) -> None:
        if groups_of(self.row):
            self.remove_wanted.emit(self.row.connection)  # it is refused, and the answer says what to do
            return
        self._ask(
            tr(
                "Connections",
                "MimikDesk forgets this login and its secrets. The accounts at the broker stay as they are, and what "
                "happened on them stays in the record.",
            ),
            tr("Connections", "Remove"),
            tr("Connections", "Keep"),
            self.remove,
            lambda: self.remove_wanted.emit(self.row.connection),
        )

    def _ask(self, question: str, yes: str, no: str, asked_by: QPushButton, act: Callable[[], None]) -> None:
        self._act, self._asked_by = act, asked_by
        say(self._question, question)
        self.yes.setText(yes)
        self.no.setText(no)
        self.yes.setAccessibleName(tr("Connections", "{0} now: {1}", yes, self.row.name))
        self.no.setAccessibleName(f"{no}: {self.row.name}")
        for button in (self.yes, self.no):
            button.setAccessibleDescription(question)
        self._note.hide()
        self._asking.show()
        self.no.setFocus()

    def _yes(self) -> None:
        self._asking.hide()
        self._act()

    def _no(self) -> None:
        self._asking.hide()
        self._asked_by.setFocus()

    # --- looks --------------------------------------------------------------------------------------------------------

    def _when(self, row: ConnectionRow) -> str:
        return f"{fmt.clock_seconds(row.last_error_ns, self._zone)}  " if row.last_error_ns is not None else ""

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._shape)
        head.addWidget(self.name)
        head.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addSpacing(2)
        head.addWidget(self._login, 1)
        for button in (self.test, self.sign_in, self.switch, self.remove):
            head.addWidget(button)
        second = QHBoxLayout()
        second.setContentsMargins(INDENT, 0, 0, 0)
        second.setSpacing(12)
        second.addWidget(self._state)
        second.addWidget(self.accounts, 1)
        second.addWidget(self._budget)
        asking = QHBoxLayout(self._asking)
        asking.setContentsMargins(0, 4, 0, 0)
        asking.setSpacing(8)
        asking.addWidget(self._question, 1)
        asking.addWidget(self.yes)
        asking.addWidget(self.no)
        self._asking.hide()
        lower = QVBoxLayout()
        lower.setContentsMargins(INDENT, 0, 0, 0)
        lower.setSpacing(4)
        for sentence in (self._advice, self._error, self._run, self._note):
            lower.addWidget(sentence)
        lower.addWidget(self._asking)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(second)
        column.addLayout(lower)

    def _restyle(self) -> None:
        _, shape, tone, _ = _STATE[self.row.state]
        self._shape.setPixmap(self._theme.icon(shape, tone).pixmap(16, 16))


def _sentence(*, hidden: bool = True) -> QLabel:
    made = label()
    made.setWordWrap(True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if hidden:
        made.hide()
    return made


def _tell(target: QLabel, text: str, kind: str | None = None) -> None:
    say(target, text, kind)
    target.setVisible(bool(text))


def _named(groups: tuple[str, ...]) -> str:
    return tr("Connections", " and ").join(tr("Connections", "“{0}”", group) for group in groups)
