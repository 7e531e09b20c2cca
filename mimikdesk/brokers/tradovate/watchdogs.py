"""Who notices that a socket was muted: what answers tell of orders must be pushed too.

A broker's server may let another session of the same user take over: the socket stays open, heartbeats go on, and no
push comes any more. So an order, or a state of one, that only answers tell of shows that the socket is muted.
"""

from mimikdesk.brokers.tradovate import facts
from mimikdesk.brokers.tradovate.sync import rows_in


class Pushes:
    """The orders that were pushed, as (id, status), and those that only answers have told of so far.

    Times are monotonic nanoseconds.
    """

    def __init__(self) -> None:
        self._pushed: dict[int, set[str]] = {}
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
        pushed = self._pushed.setdefault(order_id, set())
        if status is not None:
            pushed.add(status)
        owed = self._owed.get(order_id)
        if owed is not None and (owed[0] is None or owed[0] in pushed):
            del self._owed[order_id]

    def told(self, order_id: int, status: str | None, now_ns: int) -> None:
        """An answer named this order; ``status``: in which state, where it said so."""
        pushed = self._pushed.get(order_id)
        if pushed is None or (status is not None and status not in pushed):
            self._owed.setdefault(order_id, (status, now_ns))

    def overdue(self, now_ns: int) -> int | None:
        """An order that was told of and not pushed for too long, None when there is none."""
        for order_id, (_, since) in self._owed.items():
            if now_ns - since >= facts.PUSH_WITHIN_NS:
                return order_id
        return None
