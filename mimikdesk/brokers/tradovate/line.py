"""What the parts of a link ask of its line: requests over whichever socket is the current one, and leave to read."""

from typing import Protocol

from mimikdesk.brokers.budget import Priority
from mimikdesk.brokers.tradovate.requests import ANSWER_WITHIN, Done, Late
from mimikdesk.domain.ids import ClientOrderId


class Line(Protocol):
    def offline(self) -> str:
        """Why no order can be sent now, in words; "" while connected."""
        ...

    def ask(
        self,
        endpoint: str,
        done: Done,
        query: str = "",
        body: str = "",
        within_ns: int = ANSWER_WITHIN,
        late: Late | None = None,
    ) -> int:
        """As of ``Session``. Raises OSError where nothing left."""
        ...

    def held_back(self, priority: Priority) -> str:
        """Why a request of this kind may not be sent now (budget, penalty), in words; "" when it may."""
        ...

    def may_read(self) -> bool:
        """Whether requests that only look are allowed: connected, no penalty, and enough of the budget left."""
        ...

    def read_gap_ns(self) -> int:
        """How far apart fresh reads of the accounts are to begin."""
        ...

    def reread(self, order_id: int) -> None:
        """Read one order anew, because it is not sure how it stands."""
        ...

    def claim(self, order_id: int, client_order_id: ClientOrderId) -> None:
        """An answer tells the number of an own order. It must be pushed too, or the socket is muted."""
        ...
