"""What the window may ask of the running program. Every call returns at once; the effect shows in the next Update."""

from decimal import Decimal
from typing import Protocol

from mimikdesk.domain.group import ClosedMarket
from mimikdesk.domain.guard import Answer, GuardSettings
from mimikdesk.domain.ids import AccountId, GroupId, Symbol
from mimikdesk.domain.orders import OrderKind, Side


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
