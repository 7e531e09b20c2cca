"""The window of the connection wizard: shows the flow step by step, beside the main window and never over its work."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from mimikdesk.domain.accounts import LoginKind
from mimikdesk.gui.theme.fonts import Size
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.translate import tr
from mimikdesk.gui.widgets.parts import label, rule, say, tab_order
from mimikdesk.gui.wizards.connect_flow import CancelLogin, Close, ConnectFlow, KeepLogin, Step, TryLogin, Wish
from mimikdesk.gui.wizards.connect_pages import (
    PRACTICE_HINT,
    AccountsPage,
    ChoicePage,
    DonePage,
    LoginPage,
    NamePage,
    TryPage,
)
from mimikdesk.services.control import Control
from mimikdesk.services.views import ConnectionRow, ConnectionsView

SIZE = (600, 620)
_AROUND = (16, 48)
"""What a small screen keeps free around the window, for its frame."""


class ConnectWizard(QDialog):
    """``number``: gives each try its number."""

    group_wanted = Signal(str)
    """Id of the new connection whose accounts are to become a copy group."""

    def __init__(
        self, control: Control, theme: Theme, number: Callable[[], int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Connect", "Connect a broker"))
        self.setMinimumSize(480, 360)
        screen = self.screen().availableGeometry()
        self.resize(min(SIZE[0], screen.width() - _AROUND[0]), min(SIZE[1], screen.height() - _AROUND[1]))
        self._control, self._number = control, number
        self.flow: ConnectFlow | None = None
        self._shown: Step | None = None
        self._place = label(size=Size.SMALL, kind="quiet")
        self._title = label(size=Size.DISPLAY, strong=True)
        self._title.setWordWrap(True)
        self.brokers = ChoicePage(PRACTICE_HINT.tr())
        self.environments = ChoicePage()
        self.login = LoginPage()
        self.trying = TryPage(theme)
        self.accounts = AccountsPage()
        self.name = NamePage()
        self.done_page = DonePage(theme)
        self._pages: dict[Step, QWidget] = {
            Step.BROKER: self.brokers,
            Step.ENVIRONMENT: self.environments,
            Step.LOGIN: self.login,
            Step.TEST: self.trying,
            Step.ACCOUNTS: self.accounts,
            Step.NAME: self.name,
            Step.DONE: self.done_page,
        }
        self._stack = QStackedWidget()
        for page in self._pages.values():
            self._stack.addWidget(page)
        self.back, self.cancel, self.next = (
            QPushButton(tr("Connect", "Back")),
            QPushButton(tr("Connect", "Cancel")),
            QPushButton(tr("Connect", "Next")),
        )
        self.next.setProperty("kind", "accent")
        self.next.setDefault(True)
        for button in (self.back, self.cancel):
            button.setAutoDefault(False)
        self._lay_out()
        self._connect()

    def open_for(self, view: ConnectionsView, again: ConnectionRow | None = None) -> None:
        """Begin anew, or for a connection that is to sign in again. One that is open already comes to the front, unless
        it is about another connection."""
        same = self.flow is not None and (self.flow.again and self.flow.again.connection) == (
            again and again.connection
        )
        if not (self.isVisible() and same):
            self._give_up()
            self.flow = ConnectFlow(view, self._number, again)
            self.setWindowTitle(
                tr("Connect", "Connect a broker") if again is None else tr("Connect", "Sign in: {0}", again.name)
            )
            self._shown = None
        self._show()
        self.show()  # beside the window and not over it: flatten stays in reach
        self.raise_()
        self.activateWindow()

    def apply(self, view: ConnectionsView) -> None:
        if self.flow is None:
            return
        before = self.flow.login
        wish = self.flow.apply(view)
        if self.flow.login is not before:
            self._ask(wish)
            self._show()

    def reject(self) -> None:
        """Cancel, and Escape."""
        self._give_up()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        self._give_up()
        super().closeEvent(event)

    # --- inner workings -----------------------------------------------------------------------------------------------

    def _go_on(self) -> None:
        if self.flow is not None:
            self._ask(self.flow.next())
            self._show()

    def _go_back(self) -> None:
        if self.flow is not None:
            self._ask(self.flow.back())
            self._show()

    def _go_elsewhere(self, environment: str) -> None:
        if self.flow is not None:
            self._ask(self.flow.go_elsewhere(environment))
            self._show()

    def _ask(self, wish: Wish | None) -> None:
        match wish:
            case TryLogin(attempt=attempt, form=form, again=again):
                self._control.try_login(attempt, form, again)
            case KeepLogin(attempt=attempt, name=name):
                self._control.keep_login(attempt, name)
            case CancelLogin(attempt=attempt):
                self._control.cancel_login(attempt)
            case Close(group_of=group_of):
                self.accept()
                if group_of is not None:
                    self.group_wanted.emit(group_of)
            case None:
                pass

    def _give_up(self) -> None:
        if self.flow is not None:
            flow, self.flow = self.flow, None
            self._ask(flow.close())
        self.login.wipe()
        self.name.edit.clear()

    def accept(self) -> None:
        self._give_up()
        super().accept()

    def _show(self) -> None:
        flow = self.flow
        if flow is None:
            return
        step, of = flow.place
        say(
            self._place,
            tr("Connect", "Step {0} of {1}", step, of) if flow.step is not Step.DONE else tr("Connect", "Done"),
        )
        say(self._title, flow.title)
        self.brokers.offer(tuple((form.broker, form.title, form.sentence) for form in flow.brokers), flow.broker)
        self.environments.offer(
            tuple((each.key, each.title, each.sentence) for each in flow.form.environments), flow.environment
        )
        pages = (self.login, self.trying, self.accounts, self.name, self.done_page)
        for page in pages:
            if page is self._pages[flow.step]:
                page.show_flow(flow)
        if flow.step is Step.DONE:
            self.login.wipe()
        self._show_buttons(flow)
        tab_order(self._pages[flow.step], self.back, self.cancel, self.next)
        if flow.step is not self._shown:
            self._shown = flow.step
            self._stack.setCurrentWidget(self._pages[flow.step])
            self._focus(flow)
        elif flow.step is Step.LOGIN and flow.wrong:
            self.login.focus_first()

    def _show_buttons(self, flow: ConnectFlow) -> None:
        self.back.setVisible(flow.step is not flow.steps[0] and flow.step is not Step.DONE)
        self.back.setEnabled(flow.can_back)
        self.cancel.setVisible(flow.step is not Step.DONE or flow.made is not None)
        self.cancel.setText(tr("Connect", "Later") if flow.step is Step.DONE else tr("Connect", "Cancel"))
        self.cancel.setEnabled(not flow.saving)
        self.next.setText(flow.next_word)
        self.next.setVisible(bool(flow.next_word))
        self.next.setEnabled(flow.can_next)

    def _focus(self, flow: ConnectFlow) -> None:
        match flow.step:
            case Step.BROKER:
                self.brokers.first().setFocus()
            case Step.ENVIRONMENT:
                self.environments.first().setFocus()
            case Step.LOGIN:
                self.login.focus_first()
            case Step.NAME:
                self.name.edit.setFocus()
                self.name.edit.selectAll()
            case Step.TEST:
                self.cancel.setFocus()
            case _:
                self.next.setFocus()

    def _choose(self, change: Callable[[ConnectFlow], None]) -> None:
        if self.flow is not None:
            change(self.flow)
            self._show()

    def _connect(self) -> None:
        self.brokers.chosen.connect(lambda key: self._choose(lambda flow: flow.choose_broker(key)))
        self.environments.chosen.connect(lambda key: self._choose(lambda flow: setattr(flow, "environment", key)))
        self.login.way_chosen.connect(lambda kind: self._choose(lambda flow: flow.choose_way(LoginKind(kind))))
        self.login.typed.connect(lambda key, text: self._choose(lambda flow: flow.typed.update({key: text})))
        self.name.typed.connect(lambda text: self._choose(lambda flow: setattr(flow, "name", text)))
        self.trying.elsewhere.connect(self._go_elsewhere)
        self.next.clicked.connect(self._go_on)
        self.back.clicked.connect(self._go_back)
        self.cancel.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(4)
        column.addWidget(self._place)
        column.addWidget(self._title)
        column.addSpacing(14)
        column.addWidget(self._stack, 1)
        column.addSpacing(8)
        column.addWidget(rule())
        column.addSpacing(8)
        column.addLayout(foot)
        self._stack.setFocusPolicy(Qt.FocusPolicy.NoFocus)
