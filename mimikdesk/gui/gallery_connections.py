"""Made-up connections for the gallery and the tests of the window, and the wizard at every step and every failure."""

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from mimikdesk.domain.accounts import AccountAccess, LoginKind
from mimikdesk.domain.events import LineState
from mimikdesk.domain.ids import ConnectionId
from mimikdesk.gui.app_window import Ui
from mimikdesk.gui.gallery_data import START_NS, lane, normal
from mimikdesk.gui.main_window import CONNECTIONS
from mimikdesk.gui.wizards.connect_flow import ConnectFlow, Step
from mimikdesk.gui.wizards.connect_wizard import ConnectWizard
from mimikdesk.services.broker_forms import PRACTICE, TRADOVATE, without_registration
from mimikdesk.services.logins import FailureKind, FoundAccount, LoginFailure
from mimikdesk.services.views import (
    BudgetRow,
    ConnectedAccount,
    ConnectionRow,
    ConnectionsView,
    LoginStage,
    LoginView,
    Update,
)

FORMS = (PRACTICE, TRADOVATE)
SHUT = (PRACTICE, without_registration(TRADOVATE))
LONG = "The funded accounts of the firm with the long name, second login, moved over in autumn"
ACCOUNTS = (
    FoundAccount("APEX-284411-01", "1", "$50,000"),
    FoundAccount("APEX-284411-02", "2", "$150,000"),
    FoundAccount("APEX-284411-EVAL-07", "3", "$50,000", AccountAccess.READ_ONLY),
    FoundAccount("APEX-284411-OLD", "4", access=AccountAccess.CLOSED),
)
FAILURES = (
    LoginFailure(
        FailureKind.REFUSED,
        "Tradovate says: “Incorrect username or password. Please try again, noting that passwords are case-sensitive.”",
        "Check the user name and the API password. After five refused tries within an hour Tradovate shuts the door.",
    ),
    LoginFailure(
        FailureKind.WAIT,
        "Tradovate wants a person to prove that he is one, and lets no program in for now.",
        "Leave it alone for an hour; each further try makes it longer. Your platform is not affected.",
        START_NS,
    ),
    LoginFailure(
        FailureKind.BROWSER,
        "The browser was closed, or nobody signed in within five minutes.",
        "Try again, and finish on Tradovate's page; it says when you may close it.",
    ),
    LoginFailure(
        FailureKind.NO_ACCOUNTS,
        "The login is right, and it has no accounts on Live. It has 4 accounts on Demo.",
        "Go on there.",
        elsewhere=(("demo", 4),),
    ),
    LoginFailure(
        FailureKind.TAKEN,
        "This login is connected already, as “Apex”.",
        "Nothing has to be added. If it does not connect any more, sign in again on its card.",
    ),
)


def connection(name: str, number: int = 1, *accounts: ConnectedAccount, **changed: object) -> ConnectionRow:
    """A connection that is up."""
    made = ConnectionRow(
        connection=ConnectionId(f"tradovate-demo-{number}"),
        name=name,
        broker="tradovate",
        environment="demo",
        login=LoginKind.OAUTH,
        user=f"apx_{28_440 + number}",
        state=LineState.CONNECTED,
        advice="",
        last_error="",
        last_error_ns=None,
        accounts=accounts or (ConnectedAccount("APEX-01", AccountAccess.FULL, "NQ scalps", True),),
        linked=True,
        budget=BudgetRow("4,912 of 5,000 requests left this hour"),
    )
    return replace(made, **changed)  # type: ignore[arg-type]


def practice() -> ConnectionRow:
    return connection(
        "Practice",
        90,
        ConnectedAccount("PA-LEADER", AccountAccess.FULL, "Demo: NQ scalps", True),
        ConnectedAccount("PA-01", AccountAccess.FULL, "Demo: NQ scalps"),
        broker="practice",
        login=LoginKind.NONE,
        user="",
        budget=None,
    )


def every_state() -> tuple[ConnectionRow, ...]:
    accounts = tuple(ConnectedAccount(f"TPT-{n:02d}", AccountAccess.FULL) for n in range(1, 4))
    return (
        connection("Apex"),
        connection(
            "Take Profit Trader",
            2,
            *accounts,
            state=LineState.RECONNECTING,
            advice="The line is being restored by itself. Until then nothing of its accounts is seen or copied.",
            last_error="The broker closed the line: Maintenance.",
            last_error_ns=START_NS,
            budget=BudgetRow("212 of 5,000 requests left this hour", low=True),
        ),
        connection(
            "Own money",
            3,
            ConnectedAccount("12440087", AccountAccess.FULL),
            environment="live",
            login=LoginKind.API_KEY,
            state=LineState.REAUTH_REQUIRED,
            advice="The broker does not accept the login any more. Sign in again: all accounts of this login come back "
            "together.",
            last_error="Tradovate says: “Expired Access Token”.",
            last_error_ns=START_NS,
            for_this_run=True,
            budget=None,
        ),
        connection(
            "Lucid",
            4,
            ConnectedAccount("LUC-01", AccountAccess.READ_ONLY),
            ConnectedAccount("LUC-02", AccountAccess.CLOSED),
            state=LineState.DISCONNECTED,
            linked=False,
            advice="Switched off by you. Its accounts get no copies and no exits until you connect it.",
            budget=None,
        ),
        practice(),
    )


def crowd(count: int = 12) -> tuple[ConnectionRow, ...]:
    accounts = tuple(ConnectedAccount(f"APEX-284411-{n:03d}-FUNDED-150K", AccountAccess.FULL) for n in range(1, 21))
    return tuple(
        connection(LONG if number % 3 == 0 else f"Firm {number}", number, *accounts, note=_NOTE if number == 1 else "")
        for number in range(count)
    )


_NOTE = "It answers: 20 accounts were read in 240 ms."

SCENES: dict[str, Update] = {
    "connections-none": Update(connections=ConnectionsView((), SHUT), lane=lane()),
    "connections": Update(board=normal(), connections=ConnectionsView(every_state(), FORMS), lane=lane()),
    "connections-12": Update(board=normal(), connections=ConnectionsView(crowd(), FORMS), lane=lane()),
}


def subjects(ui: Ui, scene: str) -> Iterator[tuple[str, QWidget]]:
    """The page, once with its questions; with the normal scene the wizard as well."""
    ui.window.show_page(CONNECTIONS)
    yield "page", ui.window
    if scene != "connections":
        return
    page = ui.window.connections
    for key in (ConnectionId("tradovate-demo-1"), ConnectionId("tradovate-demo-2")):
        card = page.cards[key]
        (card.switch if key.endswith("1") else card.remove).click()
    yield "questions", ui.window
    ui.window.resize(960, 560)
    yield "narrow", ui.window
    ui.window.resize(1440, 820)
    yield from _wizard(page.wizard)


def _wizard(wizard: ConnectWizard) -> Iterator[tuple[str, QWidget]]:
    open_view, shut_view = ConnectionsView((), FORMS), ConnectionsView((), SHUT)

    def begin(view: ConnectionsView, way: LoginKind) -> ConnectFlow:
        wizard.reject()
        wizard.open_for(view)
        wizard.next.click()
        wizard.environments.buttons["demo"].click()
        wizard.next.click()
        wizard.login.ways[way].click()
        assert wizard.flow is not None
        return wizard.flow

    def tell(stage: LoginStage, **more: object) -> None:
        assert wizard.flow is not None
        assert wizard.flow._attempt is not None
        wizard.apply(replace(open_view, login=LoginView(wizard.flow._attempt, stage, **more)))  # type: ignore[arg-type]

    wizard.open_for(open_view)
    yield "step-1-broker", wizard
    wizard.next.click()
    yield "step-2-environment", wizard
    begin(open_view, LoginKind.OAUTH)
    yield "step-3-browser", wizard
    begin(shut_view, LoginKind.API_KEY)
    yield "step-3-key-only", wizard
    flow = begin(open_view, LoginKind.API_KEY)
    flow.typed = {"user": "apx_28441", "password": "not a password"}
    wizard.next.click()
    yield "step-3-missing", wizard
    flow.typed |= {"cid": "4411", "secret": "not a secret"}
    wizard.next.click()
    tell(LoginStage.TRYING, text="Signed in. Reading the accounts...")
    yield "step-4-trying", wizard
    for failure in FAILURES:
        tell(LoginStage.FAILED, failure=failure)
        yield f"step-4-{failure.kind.value.replace('_', '-')}", wizard
    flow.step = Step.LOGIN
    wizard.next.click()
    tell(LoginStage.FOUND, accounts=ACCOUNTS)
    yield "step-5-accounts", wizard
    wizard.next.click()
    yield "step-6-name", wizard
    flow.name = ""
    wizard.next.click()
    yield "step-6-wrong", wizard
    flow.name = LONG[:60]
    wizard.next.click()
    tell(LoginStage.DONE, accounts=ACCOUNTS, connection=ConnectionId("tradovate-demo-1"), for_this_run=True)
    yield "step-7-done", wizard
    flow = begin(open_view, LoginKind.API_KEY)
    flow.typed = {"user": "a", "password": "b", "cid": "c", "secret": "d"}
    wizard.next.click()
    many = tuple(
        FoundAccount(f"APEX-284411-{n:03d}-FUNDED-150K-WITH-A-LONG-NAME", str(n), "$150,000") for n in range(30)
    )
    tell(LoginStage.FOUND, accounts=many)
    yield "step-5-crowded", wizard
    wizard.reject()
    wizard.open_for(open_view, every_state()[2])
    yield "again", wizard
    wizard.reject()
