"""A `Control` that only remembers what it was asked."""

from decimal import Decimal

from mimikdesk.domain.decisions import NoticeKind
from mimikdesk.domain.group import ClosedMarket
from mimikdesk.domain.guard import Answer, GuardSettings
from mimikdesk.domain.ids import AccountId, ConnectionId, GroupId, Symbol
from mimikdesk.domain.orders import OrderKind, Side
from mimikdesk.domain.risk import RiskRules, RuleKind
from mimikdesk.services.group_draft import GroupDraft
from mimikdesk.services.group_views import Leaving
from mimikdesk.services.logins import LoginForm
from mimikdesk.settings.alerts import AlertSettings


class RecordingControl:
    """`calls` has one tuple for each call: the method's name, then its arguments."""

    def __init__(self) -> None:
        self.calls: list[tuple[object, ...]] = []

    def flatten_follower(self, account: AccountId) -> None:
        self.calls.append(("flatten_follower", account))

    def flatten_group(self, group: GroupId) -> None:
        self.calls.append(("flatten_group", group))

    def flatten_all(self) -> None:
        self.calls.append(("flatten_all",))

    def switch_group(self, group: GroupId, on: bool) -> None:
        self.calls.append(("switch_group", group, on))

    def switch_follower(self, account: AccountId, on: bool) -> None:
        self.calls.append(("switch_follower", account, on))

    def resume_follower(self, account: AccountId) -> None:
        self.calls.append(("resume_follower", account))

    def set_guarding(self, group: GroupId, guard: GuardSettings, closed_market: ClosedMarket) -> None:
        self.calls.append(("set_guarding", group, guard, closed_market))

    def answer(self, account: AccountId, symbol: Symbol, answer: Answer) -> None:
        self.calls.append(("answer", account, symbol, answer))

    def check_session(self) -> None:
        self.calls.append(("check_session",))

    def acknowledge(self, number: int | None = None) -> None:
        self.calls.append(("acknowledge", number))

    def not_seen(self, numbers: tuple[int, ...]) -> None:
        self.calls.append(("not_seen", numbers))

    def test_alert(self, kind: NoticeKind) -> None:
        self.calls.append(("test_alert", kind))

    def use_alerts(self, settings: AlertSettings) -> None:
        self.calls.append(("use_alerts", settings))

    def try_login(self, attempt: int, form: LoginForm, again: ConnectionId | None = None) -> None:
        self.calls.append(("try_login", attempt, form, again))

    def cancel_login(self, attempt: int) -> None:
        self.calls.append(("cancel_login", attempt))

    def keep_login(self, attempt: int, name: str) -> None:
        self.calls.append(("keep_login", attempt, name))

    def connect(self, connection: ConnectionId) -> None:
        self.calls.append(("connect", connection))

    def disconnect(self, connection: ConnectionId) -> None:
        self.calls.append(("disconnect", connection))

    def test_connection(self, connection: ConnectionId) -> None:
        self.calls.append(("test_connection", connection))

    def remove_connection(self, connection: ConnectionId) -> None:
        self.calls.append(("remove_connection", connection))

    def save_group(self, attempt: int, draft: GroupDraft, confirmed: bool = False) -> None:
        self.calls.append(("save_group", attempt, draft, confirmed))

    def remove_follower(self, attempt: int, group: GroupId, account: AccountId, leaving: Leaving = Leaving.ASK) -> None:
        self.calls.append(("remove_follower", attempt, group, account, leaving))

    def delete_group(self, attempt: int, group: GroupId, leaving: Leaving = Leaving.ASK) -> None:
        self.calls.append(("delete_group", attempt, group, leaving))

    def stay_in_group(self, account: AccountId) -> None:
        self.calls.append(("stay_in_group", account))

    def set_risk(self, accounts: tuple[AccountId, ...], rules: RiskRules) -> None:
        self.calls.append(("set_risk", accounts, rules))

    def arm_risk(self, accounts: tuple[AccountId, ...], kind: RuleKind, armed: bool) -> None:
        self.calls.append(("arm_risk", accounts, kind, armed))

    def lock_accounts(self, accounts: tuple[AccountId, ...], reason: str) -> None:
        self.calls.append(("lock_accounts", accounts, reason))

    def self_lock(self, accounts: tuple[AccountId, ...], hours: int) -> None:
        self.calls.append(("self_lock", accounts, hours))

    def unlock_account(self, account: AccountId, reason: str) -> None:
        self.calls.append(("unlock_account", account, reason))

    def try_practice(self) -> None:
        self.calls.append(("try_practice",))

    def ticket_account(self, account: AccountId) -> None:
        self.calls.append(("ticket_account", account))

    def ticket_select(self, symbol: Symbol) -> None:
        self.calls.append(("ticket_select", symbol))

    def ticket_place(
        self,
        symbol: Symbol,
        side: Side,
        qty: int,
        kind: OrderKind,
        limit: Decimal | None = None,
        stop: Decimal | None = None,
    ) -> None:
        self.calls.append(("ticket_place", symbol, side, qty, kind, limit, stop))

    def ticket_cancel(self, venue_order_id: str) -> None:
        self.calls.append(("ticket_cancel", venue_order_id))

    def ticket_close(self, symbol: Symbol) -> None:
        self.calls.append(("ticket_close", symbol))

    def quit(self) -> None:
        self.calls.append(("quit",))
