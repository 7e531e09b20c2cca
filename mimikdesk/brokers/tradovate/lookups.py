"""Looking up what the books lack: contracts, orders, versions and the like, by requests over the socket.

Most of what is missing comes by itself within milliseconds, so it is asked for only when it has not come for a while.
Contracts, maturities and products are looked up once and kept for ever.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any
from urllib.parse import quote

from mimikdesk.brokers.tradovate import facts
from mimikdesk.brokers.tradovate.books import Books
from mimikdesk.brokers.tradovate.deadlines import Deadlines
from mimikdesk.brokers.tradovate.frames import Reply
from mimikdesk.brokers.tradovate.line import Line
from mimikdesk.brokers.tradovate.missing import Missing
from mimikdesk.brokers.tradovate.penalty import ticket_in
from mimikdesk.brokers.tradovate.requests import Unanswered
from mimikdesk.domain.clock import Clock
from mimikdesk.domain.ids import Symbol
from mimikdesk.domain.record import record


@record(frozen=True, slots=True)
class _Way:
    """How a kind of missing thing is asked for. ``by_master``: the ids are those of what it belongs to."""

    entity: str
    by_master: bool = False


_WAYS = {
    "contracts": _Way("contract"),
    "maturities": _Way("contractMaturity"),
    "products": _Way("product"),
    "orders": _Way("order"),
    "versions": _Way("orderVersion", by_master=True),
    "commands": _Way("command", by_master=True),
    "fills": _Way("fill", by_master=True),
    "reports": _Way("commandReport", by_master=True),
}
"""By the names of ``Missing``; ``sections`` are lists, ``entity/list``."""

_Lack = tuple[str, int | str]


class Lookups:
    """``taken`` is called after rows were given to the books."""

    def __init__(self, clock: Clock, line: Line, books: Books, taken: Callable[[], None]) -> None:
        self._clock = clock
        self._line = line
        self._books = books
        self._taken = taken
        self._asked: set[_Lack] = set()
        self._failed: dict[_Lack, int] = {}
        self._since: dict[_Lack, int] = {}
        self._soon: Deadlines[str] = Deadlines(clock, self._due)
        self._finding: dict[Symbol, list[Callable[[], None]]] = {}
        self._at_once = False

    def urgent(self, on: bool) -> None:
        """While a connection is made nothing comes by itself, so everything is asked for at once."""
        self._at_once = on

    def look(self) -> None:
        """Rows were taken: see what is missing now."""
        missing = self._books.missing
        if not missing:
            self._since.clear()
            return
        lacks = _lacks(missing)
        now = self._clock.now().mono_ns
        self._since = {lack: self._since.get(lack, now) for lack in lacks}
        if self._at_once:
            self._ask_for_all(lacks)
        elif "look" not in self._soon:
            self._soon.set("look", facts.COMES_BY_ITSELF_NS)

    def reread(self, order_id: int) -> None:
        """Read one order and its versions anew."""
        for entity, endpoint, key in (
            ("order", "order/item", "id"),
            ("orderVersion", "orderversion/deps", "masterid"),
            ("command", "command/deps", "masterid"),
            ("fill", "fill/deps", "masterid"),
        ):
            self._read(endpoint, f"{key}={order_id}", partial(self._got_row, entity))

    def find(self, symbol: Symbol, then: Callable[[], None]) -> None:
        """Look a contract up by its name, with all that is needed to trade it; ``then`` when that is over."""
        waiting = self._finding.setdefault(symbol, [])
        waiting.append(then)
        if len(waiting) == 1 and not self._read("contract/find", f"name={quote(symbol)}", partial(self._named, symbol)):
            self._clock.call_later(0, lambda: self._found(symbol))

    @property
    def finding(self) -> bool:
        """Whether a contract is being looked up by its name."""
        return bool(self._finding)

    def lost(self) -> None:
        """The line is gone; what is missing on the next one is asked for anew."""
        self._asked.clear()
        self._failed.clear()
        self._since.clear()
        self._soon.clear_all()
        for symbol in list(self._finding):
            self._found(symbol)

    # --- what the books lack --------------------------------------------------------------------------------------

    def _due(self, _: str) -> None:
        """Ask for what is missing for so long that it does not come by itself; the rest has its time."""
        self.look()
        now = self._clock.now().mono_ns
        ripe = [lack for lack, since in self._since.items() if now - since >= facts.COMES_BY_ITSELF_NS]
        self._ask_for_all(ripe)
        waits = [since + facts.COMES_BY_ITSELF_NS - now for lack, since in self._since.items() if lack not in ripe]
        if waits:
            self._soon.set("look", min(waits))

    def _ask_for_all(self, lacks: Iterable[_Lack]) -> None:
        by_kind: dict[str, list[int]] = {}
        for lack in lacks:
            kind, which = lack
            if lack in self._asked:
                continue
            if isinstance(which, str):
                self._ask_for("sections", [which], f"{which.lower()}/list", "", which)
            else:
                by_kind.setdefault(kind, []).append(which)
        for kind, ids in by_kind.items():
            ids.sort()
            for start in range(0, len(ids), facts.ITEMS_AT_ONCE):
                self._ask(kind, _WAYS[kind], ids[start : start + facts.ITEMS_AT_ONCE])

    def _ask(self, kind: str, way: _Way, ids: list[int]) -> None:
        one, many, key = ("deps", "ldeps", "masterid") if way.by_master else ("item", "items", "id")
        if len(ids) == 1:
            self._ask_for(kind, list(ids), f"{way.entity.lower()}/{one}", f"{key}={ids[0]}", way.entity)
        else:
            joined = ",".join(map(str, ids))
            self._ask_for(kind, list(ids), f"{way.entity.lower()}/{many}", f"{key}s={joined}", way.entity)

    def _ask_for(self, kind: str, ids: list[int | str], endpoint: str, query: str, entity: str) -> None:
        if self._read(endpoint, query, partial(self._answered, kind, ids, entity)):
            self._asked.update((kind, each) for each in ids)
        else:
            self._soon.set("look", facts.LOOK_AGAIN_NS)

    def _answered(self, kind: str, ids: list[int | str], entity: str, answer: Reply | Unanswered) -> None:
        if isinstance(answer, Unanswered) and answer.lost:
            return
        lacks = [(kind, each) for each in ids]
        self._asked.difference_update(lacks)
        status = 0 if isinstance(answer, Unanswered) else answer.status
        if isinstance(answer, Reply) and _is_rows(answer):
            self._take(kind, entity, answer.data)
        elif status == 404 and len(ids) > 1:
            # One of them unknown, or too many at once: neither says anything about the others.
            for each in ids:
                if isinstance(each, int):
                    self._ask(kind, _WAYS[kind], [each])
            return
        elif status != 404 and self._may_fail_again(lacks):
            self._soon.set("look", facts.LOOK_AGAIN_NS)
            return
        self._books.looked_up(kind, ids, self._clock.now())
        self._taken()

    def _take(self, kind: str, entity: str, data: Any) -> None:
        if kind == "sections":
            self._books.take_sync([{"entityType": entity, "entity": data}], self._clock.now())
        elif data is not None:
            self._books.take(entity, data, self._clock.now())

    def _may_fail_again(self, lacks: list[_Lack]) -> bool:
        for lack in lacks:
            self._failed[lack] = self._failed.get(lack, 0) + 1
        return max(self._failed[lack] for lack in lacks) < facts.LOOKUP_TRIES

    def _got_row(self, entity: str, answer: Reply | Unanswered) -> None:
        if isinstance(answer, Reply) and answer.data is not None and _is_rows(answer):
            self._books.take(entity, answer.data, self._clock.now())
            self._taken()

    # --- a contract by its name -----------------------------------------------------------------------------------

    def _named(self, symbol: Symbol, answer: Reply | Unanswered) -> None:
        self._step(symbol, "contract", answer, "contractMaturityId", "contractMaturity")

    def _step(self, symbol: Symbol, entity: str, answer: Reply | Unanswered, key: str, following: str) -> None:
        """Take one row of contract, maturity and product, and ask for the next."""
        row = answer.data if isinstance(answer, Reply) and _is_rows(answer) else None
        if isinstance(row, list) and row:
            row = row[0]
        if not isinstance(row, Mapping):
            self._found(symbol)
            return
        self._books.take(entity, row, self._clock.now())
        number = row.get(key) if key else None
        if self._books.instrument(symbol) is not None or type(number) is not int:
            self._found(symbol)
            return
        further = ("productId", "product") if following == "contractMaturity" else ("", "")
        then = partial(self._stepped, symbol, following, further)
        if not self._read(f"{following.lower()}/item", f"id={number}", then):
            self._found(symbol)

    def _stepped(self, symbol: Symbol, entity: str, further: tuple[str, str], answer: Reply | Unanswered) -> None:
        self._step(symbol, entity, answer, *further)

    def _found(self, symbol: Symbol) -> None:
        for then in self._finding.pop(symbol, ()):
            then()

    def _read(self, endpoint: str, query: str, done: Callable[[Reply | Unanswered], None]) -> bool:
        """Ask where reading is allowed; False where it is not."""
        if not self._line.may_read():
            return False
        try:
            self._line.ask(endpoint, done, query=query)
        except OSError:
            return False
        return True


def _lacks(missing: Missing) -> list[_Lack]:
    found: list[_Lack] = [("sections", entity) for entity in sorted(missing.sections)]
    for kind in _WAYS:
        found += [(kind, number) for number in sorted(getattr(missing, kind))]
    return found


def _is_rows(reply: Reply) -> bool:
    """None is an answer too: there is no such row. A waiting time is none."""
    data = reply.data
    return reply.status == 200 and (data is None or isinstance(data, list | dict)) and ticket_in(data) is None
