"""The window's wishes, carried to the wire lane."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial

from mimikdesk.app.lane import Lane
from mimikdesk.domain.decisions import NoticeKind
from mimikdesk.domain.group import ClosedMarket
from mimikdesk.domain.guard import Answer, GuardSettings
from mimikdesk.domain.ids import AccountId, ConnectionId, GroupId, Symbol
from mimikdesk.domain.orders import OrderKind, Side
from mimikdesk.domain.risk import RiskRules, RuleKind
from mimikdesk.services.control import Control
from mimikdesk.services.group_draft import GroupDraft
from mimikdesk.services.group_views import Leaving
from mimikdesk.services.logins import LoginForm
from mimikdesk.settings.alerts import AlertSettings


class LaneControl:
    """A ``Control`` for the window's thread: every call is posted to the lane where ``there`` carries it out.

    ``quit`` alone stays on this side: ending the program is the matter of the window's loop.
    """

    def __init__(self, lane: Lane, there: Control, quit_asked: Callable[[], None]) -> None:
        self._lane = lane
        self._there = there
        self._quit_asked = quit_asked
        self.ticket_symbol: Symbol | None = None
        """The instrument last chosen on the practice ticket, None while none was."""

    def flatten_follower(self, account: AccountId) -> None:
        self._lane.post(partial(self._there.flatten_follower, account))

    def flatten_group(self, group: GroupId) -> None:
        self._lane.post(partial(self._there.flatten_group, group))

    def flatten_all(self) -> None:
        self._lane.post(self._there.flatten_all)

    def switch_group(self, group: GroupId, on: bool) -> None:
        self._lane.post(partial(self._there.switch_group, group, on))

    def switch_follower(self, account: AccountId, on: bool) -> None:
        self._lane.post(partial(self._there.switch_follower, account, on))

    def resume_follower(self, account: AccountId) -> None:
        self._lane.post(partial(self._there.resume_follower, account))

    def set_guarding(self, group: GroupId, guard: GuardSettings, closed_market: ClosedMarket) -> None:
        self._lane.post(partial(self._there.set_guarding, group, guard, closed_market))

    def answer(self, account: AccountId, symbol: Symbol, answer: Answer) -> None:
        self._lane.post(partial(self._there.answer, account, symbol, answer))

    def check_session(self) -> None:
        self._lane.post(self._there.check_session)

    def acknowledge(self, number: int | None = None) -> None:
        self._lane.post(partial(self._there.acknowledge, number))

    def not_seen(self, numbers: tuple[int, ...]) -> None:
        self._lane.post(partial(self._there.not_seen, numbers))

    def test_alert(self, kind: NoticeKind) -> None:
        self._lane.post(partial(self._there.test_alert, kind))

    def use_alerts(self, settings: AlertSettings) -> None:
        self._lane.post(partial(self._there.use_alerts, settings))

    def try_login(self, attempt: int, form: LoginForm, again: ConnectionId | None = None) -> None:
        self._lane.post(partial(self._there.try_login, attempt, form, again))

    def cancel_login(self, attempt: int) -> None:
        self._lane.post(partial(self._there.cancel_login, attempt))

    def keep_login(self, attempt: int, name: str) -> None:
        self._lane.post(partial(self._there.keep_login, attempt, name))

    def connect(self, connection: ConnectionId) -> None:
        self._lane.post(partial(self._there.connect, connection))

    def disconnect(self, connection: ConnectionId) -> None:
        self._lane.post(partial(self._there.disconnect, connection))

    def test_connection(self, connection: ConnectionId) -> None:
        self._lane.post(partial(self._there.test_connection, connection))

    def remove_connection(self, connection: ConnectionId) -> None:
        self._lane.post(partial(self._there.remove_connection, connection))

    def save_group(self, attempt: int, draft: GroupDraft, confirmed: bool = False) -> None:
        self._lane.post(partial(self._there.save_group, attempt, draft, confirmed))

    def remove_follower(self, attempt: int, group: GroupId, account: AccountId, leaving: Leaving = Leaving.ASK) -> None:
        self._lane.post(partial(self._there.remove_follower, attempt, group, account, leaving))

    def delete_group(self, attempt: int, group: GroupId, leaving: Leaving = Leaving.ASK) -> None:
        self._lane.post(partial(self._there.delete_group, attempt, group, leaving))

    def stay_in_group(self, account: AccountId) -> None:
        self._lane.post(partial(self._there.stay_in_group, account))

    def set_risk(self, accounts: tuple[AccountId, ...], rules: RiskRules) -> None:
        self._lane.post(partial(self._there.set_risk, accounts, rules))

    def arm_risk(self, accounts: tuple[AccountId, ...], kind: RuleKind, armed: bool) -> None:
        self._lane.post(partial(self._there.arm_risk, accounts, kind, armed))

    def lock_accounts(self, accounts: tuple[AccountId, ...], reason: str) -> None:
        self._lane.post(partial(self._there.lock_accounts, accounts, reason))

    def self_lock(self, accounts: tuple[AccountId, ...], hours: int) -> None:
        self._lane.post(partial(self._there.self_lock, accounts, hours))

    def unlock_account(self, account: AccountId, reason: str) -> None:
        self._lane.post(partial(self._there.unlock_account, account, reason))

    def try_practice(self) -> None:
        self._lane.post(self._there.try_practice)

    def ticket_account(self, account: AccountId) -> None:
        self._lane.post(partial(self._there.ticket_account, account))

    def ticket_select(self, symbol: Symbol) -> None:
        self.ticket_symbol = symbol
        self._lane.post(partial(self._there.ticket_select, symbol))

    def ticket_place(
        self,
        symbol: Symbol,
        side: Side,
        qty: int,
        kind: OrderKind,
        limit: Decimal | None = None,
        stop: Decimal | None = None,
    ) -> None:
        self._lane.post(partial(self._there.ticket_place, symbol, side, qty, kind, limit, stop))

    def ticket_cancel(self, venue_order_id: str) -> None:
        self._lane.post(partial(self._there.ticket_cancel, venue_order_id))

    def ticket_close(self, symbol: Symbol) -> None:
        self._lane.post(partial(self._there.ticket_close, symbol))

    def quit(self) -> None:
        self._quit_asked()
