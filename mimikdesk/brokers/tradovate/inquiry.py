"""What became of orders that nobody answered: looked for among the broker's commands by their client order ids.

``command/list`` has the commands of the current session only, so not to be found proves nothing.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from mimikdesk.brokers.tradovate import facts
from mimikdesk.brokers.tradovate.frames import Reply
from mimikdesk.brokers.tradovate.line import Line
from mimikdesk.brokers.tradovate.requests import Unanswered
from mimikdesk.domain.ids import ClientOrderId
from mimikdesk.domain.record import record

Found = Callable[[Mapping[ClientOrderId, int]], None]
"""Told the order numbers of those that were found."""


@record(frozen=True, slots=True)
class _Question:
    wanted: Collection[ClientOrderId]
    done: Found


class Inquiry:
    """One list answers everybody who waited when it was asked for. ``take`` is given the rows that were looked up."""

    def __init__(self, line: Line, take: Callable[[str, Any], None]) -> None:
        self._line = line
        self._take = take
        self._waiting: list[_Question] = []
        self._asked: list[_Question] = []

    def ask(self, wanted: Collection[ClientOrderId], done: Found) -> None:
        """Where nothing may be read now, ``done`` is told of nothing, at once."""
        if not self._line.may_read():
            done({})
            return
        self._waiting.append(_Question(wanted, done))
        if not self._asked:
            self._send()

    def _send(self) -> None:
        self._asked, self._waiting = self._waiting, []
        try:
            self._line.ask("command/list", self._answered, within_ns=facts.INQUIRY_WITHIN_NS)
        except OSError:
            self._over([])

    def _answered(self, answer: Reply | Unanswered) -> None:
        rows = answer.data if isinstance(answer, Reply) and answer.status == 200 else []
        self._over([row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else [])

    def _over(self, rows: list[Mapping[str, Any]]) -> None:
        asked, self._asked = self._asked, []
        by_id = {row.get("clOrdId"): row for row in rows if row.get("commandType") == "New"}
        for question in asked:
            found: dict[ClientOrderId, int] = {}
            for name in question.wanted:
                row = by_id.get(name)
                if row is not None and type(number := row.get("orderId")) is int:
                    found[name] = number
                    self._take("command", row)
            question.done(found)
        if self._waiting:
            self._send()
