"""What the window may ask of the running program. Every call returns at once; the effect shows in the next Update."""

from decimal import Decimal
from typing import Protocol

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


class Control(Protocol):
    def flatten_follower(self, account: AccountId) -> None: ...

    def flatten_group(self, group: GroupId) -> None: ...

    def flatten_all(self) -> None: ...

    def switch_group(self, group: GroupId, on: bool) -> None: ...

    def switch_follower(self, account: AccountId, on: bool) -> None: ...

    def resume_follower(self, account: AccountId) -> None:
        """Close a follower's breaker."""
        ...

    def set_guarding(self, group: GroupId, guard: GuardSettings, closed_market: ClosedMarket) -> None:
        """Guard a group in this way from now on, and after the next start."""
        ...

    def answer(self, account: AccountId, symbol: Symbol, answer: Answer) -> None:
        """Answer a finding of the guard, or a difference of the session check."""
        ...

    def check_session(self) -> None:
        """Read every account afresh and show the session check."""
        ...

    def acknowledge(self, number: int | None = None) -> None:
        """The trader has seen a notification; None for all of them."""
        ...

    def not_seen(self, numbers: tuple[int, ...]) -> None:
        """Take back that these notifications have been seen."""
        ...

    def test_alert(self, kind: NoticeKind) -> None:
        """Tell a notification of this kind once, to see and hear how that is."""
        ...

    def use_alerts(self, settings: AlertSettings) -> None:
        """Which notifications are told how, from now on."""
        ...

    def try_login(self, attempt: int, form: LoginForm, again: ConnectionId | None = None) -> None:
        """Try a login; how it goes is told under the number ``attempt``. ``again``: the connection that is to be
        signed in again with it. A try that is under way is given up."""
        ...

    def cancel_login(self, attempt: int) -> None:
        """Give up a try, or what it has found."""
        ...

    def keep_login(self, attempt: int, name: str) -> None:
        """Make what was found a connection of this name, and connect it. One that signs in again keeps its name."""
        ...

    def connect(self, connection: ConnectionId) -> None: ...

    def disconnect(self, connection: ConnectionId) -> None:
        """Switch a connection off, until the trader connects it again."""
        ...

    def test_connection(self, connection: ConnectionId) -> None:
        """Read every account of it afresh and say how that went."""
        ...

    def remove_connection(self, connection: ConnectionId) -> None:
        """Take a connection away with its secrets; refused while its accounts are in a group."""
        ...

    def save_group(self, attempt: int, draft: GroupDraft, confirmed: bool = False) -> None:
        """Make a group, or change the one that the draft edits, while copying goes on; nothing is traded by that. What
        came of it is told under the number ``attempt``. ``confirmed``: the trader has said that a leader who cannot be
        read may be replaced (rule 4.8)."""
        ...

    def remove_follower(self, attempt: int, group: GroupId, account: AccountId, leaving: Leaving = Leaving.ASK) -> None:
        """Take a follower out of its group; the last one takes the group with it."""
        ...

    def delete_group(self, attempt: int, group: GroupId, leaving: Leaving = Leaving.ASK) -> None:
        """Remove every follower of a group, and with them the group."""
        ...

    def stay_in_group(self, account: AccountId) -> None:
        """Give up a removal that waits for the account to be flat; its switch stays off."""
        ...

    def set_risk(self, accounts: tuple[AccountId, ...], rules: RiskRules) -> None:
        """Give these accounts these rules in place of all that they had; told with old and new values."""
        ...

    def arm_risk(self, accounts: tuple[AccountId, ...], kind: RuleKind, armed: bool) -> None:
        """Arm one rule of each of these accounts, or switch it off; accounts without such a rule are left out."""
        ...

    def lock_accounts(self, accounts: tuple[AccountId, ...], reason: str) -> None:
        """Open nothing more on these accounts until they are unlocked by hand. Nothing is closed."""
        ...

    def self_lock(self, accounts: tuple[AccountId, ...], hours: int) -> None:
        """Lock these accounts for 1 to 48 hours; nobody can shorten that. One that stands is only made longer."""
        ...

    def unlock_account(self, account: AccountId, reason: str) -> None:
        """End the locks of an account by hand; refused without a reason, and for a self-lock."""

    def try_practice(self) -> None:
        """Set up the practice accounts with their group, where there are none yet."""
        ...

    def ticket_account(self, account: AccountId) -> None:
        """Trade another leader on the practice ticket."""
        ...

    def ticket_select(self, symbol: Symbol) -> None:
        """Show another instrument on the practice ticket."""
        ...

    def ticket_place(
        self,
        symbol: Symbol,
        side: Side,
        qty: int,
        kind: OrderKind,
        limit: Decimal | None = None,
        stop: Decimal | None = None,
    ) -> None:
        """The trader's own hand on the leader account, as if on his platform. Not a command of the copier."""
        ...

    def ticket_cancel(self, venue_order_id: str) -> None: ...

    def ticket_close(self, symbol: Symbol) -> None:
        """Close the leader's position in one instrument at the market, by the trader's own hand."""
        ...

    def quit(self) -> None:
        """Begin an orderly end of the program."""
        ...
