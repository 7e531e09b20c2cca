"""Who notices that a socket is silent or was muted: frames by the clock, pushes by what answers tell of.

A broker's server may let another session of the same user take over: the socket stays open, heartbeats go on, and no
push comes any more. So what an answer told of an order must be pushed too; where it is not, the socket is muted.
"""

from mimikdesk.brokers.tradovate import facts
from mimikdesk.brokers.tradovate.sync import rows_in


class Pushes:
    """The orders that were pushed, as (id, status), and those that only answers have told of so far.

    Times are monotonic nanoseconds.
    """

    def __init__(self) -> None:
        self._pushed: dict[int, str] = {}
        self._owed: dict[int, tuple[str | None, int]] = {}

    def note(self, data: object) -> None:
        """Take the rows of a ``props`` event, or of a piece of the first answer, which needs no push any more."""
        for kind, row in rows_in(data):
            order_id = row.get("id" if kind == "order" else "orderId")
            if type(order_id) is int:
                status = row.get("ordStatus") if kind == "order" else None
                self.push(order_id, status if isinstance(status, str) else None)

    def push(self, order_id: int, status: str | None) -> None:
        """Something of this order was pushed; ``status``: where the order's own row said it."""
        if status is not None:
            self._pushed[order_id] = status
        else:
            self._pushed.setdefault(order_id, "")
        owed = self._owed.get(order_id)
        if owed is not None and (owed[0] is None or status is not None):
            del self._owed[order_id]

    def told(self, order_id: int, status: str | None, now_ns: int) -> None:
        """An answer named this order; ``status``: in which state, where it said so."""
        known = self._pushed.get(order_id)
        if known is None or (status is not None and known not in ("", status)):
            self._owed.setdefault(order_id, (status, now_ns))

    def overdue(self, now_ns: int) -> int | None:
        """An order that was told of and not pushed for too long, None when there is none."""
        for order_id, (_, since) in self._owed.items():
            if now_ns - since >= facts.PUSH_WITHIN_NS:
                return order_id
        return None
