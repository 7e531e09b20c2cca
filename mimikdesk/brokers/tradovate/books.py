"""The books of one login: rows of the broker's entities in, events of the domain out. Pure: no network, no clock.

How the adapter uses it::

    books = Books(connection, emit, Unknowns(), on_refused)

    books.take_sync(d, at)            # ``d`` of the answer to syncrequest, of each further chunk, and of */list answers
                                      # given as {"positions": [...]}; before the snapshots: history, nothing is emitted
    books.take_event(d, at)           # ``d`` of a ``props`` push
    books.take(entity, row, at)       # one row that was looked up (order/item, contract/find, */deps)
    books.missing                     # Missing: what to look up; most of it comes by itself within milliseconds
    books.looked_up(kind, ids, at)    # after the rows found were taken, also when nothing was found or nobody answers:
                                      # ``kind`` is a name of ``Missing``. What is still not there is done without.
    books.snapshot(account, asked_at, at)   # SnapshotTaken, or None while something for it is missing: try again after
                                            # the next rows. From the first one on the account is live.
    books.begin_again()               # the line was lost: everything is to be read anew, no account is live any more
    books.note_sent(client_order_id, order_id, at)   # the answer to a place named the order, perhaps before any push

``emit`` gets InstrumentListed (as soon as a contract is known, before anything that names it) and, for live accounts,
OrderReported, FillReported, FillCorrected, PositionReported and BalanceReported, in an order that can be followed:
first an order, then its fills, then what they made of it. ``on_refused`` gets ``Refusal`` for each change and cancel of
an own order that was refused, once per command; the adapter tells whether the answer to the request said so already.
Neither is called from inside ``snapshot`` or ``begin_again``.

A second syncrequest on a second socket without a gap (the swap before a token ends) is taken with ``take_sync`` alone:
what is known is not told again, and a fill that slipped through is told as live.

Questions: ``accounts``, ``account_row``, ``blocked``, ``auto_liq``; ``order_id``, ``client_order_id``, ``order``,
``version`` (terms in force, for the full restatement a change needs), ``working``; ``contract_id``, ``instrument``,
``position_row``, ``to_tick``.

Rules kept: a fill is counted once by its id, also after ``begin_again``, and quantity comes from fills alone; execution
reports only tell that one is missing. A fill or an order waits until it is known whose it is, for an own one taken for
somebody else's would look like a trade by hand. A row that cannot be used changes nothing and is counted.
"""

from collections import Counter
from collections.abc import Callable, Iterable

from mimikdesk.brokers.tradovate import facts
from mimikdesk.brokers.tradovate.accounts import Accounts
from mimikdesk.brokers.tradovate.contracts import Contracts
from mimikdesk.brokers.tradovate.decode import BrokenRowError, decode
from mimikdesk.brokers.tradovate.members import PASSED_OVER, VALUES, entity_name
from mimikdesk.brokers.tradovate.missing import NOTHING, Missing
from mimikdesk.brokers.tradovate.orders import Order, Orders
from mimikdesk.brokers.tradovate.payloads import Piece, pushed, read
from mimikdesk.brokers.tradovate.questions import Questions
from mimikdesk.brokers.tradovate.rows import (
    AccountRow,
    AutoLiqRow,
    CashRow,
    CommandReportRow,
    CommandRow,
    ContractRow,
    ExecutionRow,
    FillRow,
    MaturityRow,
    OrderRow,
    PositionRow,
    ProductRow,
    RiskRow,
    Row,
    StrategyLinkRow,
    VersionRow,
)
from mimikdesk.brokers.tradovate.teller import Refusal, Teller
from mimikdesk.brokers.tradovate.ties import Ties
from mimikdesk.brokers.tradovate.unknowns import Unknowns, shape
from mimikdesk.domain.events import BrokerEvent, InstrumentListed, SnapshotTaken
from mimikdesk.domain.ids import OWN_MARK, AccountId, ClientOrderId, ConnectionId
from mimikdesk.domain.time import Stamp


class Books(Questions):
    """``unknowns``: what was not understood. ``taken``, ``passed_over``: rows that were used, and rows of entities that
    nothing here needs, by entity; so every row that ever came stands in one of the three."""

    def __init__(
        self,
        connection: ConnectionId,
        emit: Callable[[BrokerEvent], None],
        unknowns: Unknowns,
        on_refused: Callable[[Refusal], None] = lambda _: None,
        prefix: str = OWN_MARK,
    ) -> None:
        super().__init__(Accounts(connection), Contracts(), Orders(prefix))
        self.unknowns = unknowns
        self.taken: Counter[str] = Counter()
        self.passed_over: Counter[str] = Counter()
        self._connection = connection
        self._emit = emit
        self._ties = Ties()
        self._teller = Teller(emit, on_refused, self._accounts, self._contracts, unknowns)
        self._sections: set[str] = set()
        self._given_up: set[tuple[str, int]] = set()
        self._newest_ns = 0
        self._touched: dict[int, None] = {}
        self._moved: dict[tuple[int, int], None] = {}
        self._paid: dict[int, None] = {}
        self._lacking: dict[int, list[tuple[str, int]]] = {}
        self._unlisted: set[tuple[int, int]] = set()

    # --- rows in --------------------------------------------------------------------------------------------------

    def take_sync(self, payload: object, at: Stamp) -> None:
        for piece in read(payload, self.unknowns, self._sections):
            self._take(piece, at, is_read=True)
        self._tell(at)

    def take_event(self, payload: object, at: Stamp) -> None:
        for piece in pushed(payload, self.unknowns):
            self._take(piece, at)
        self._tell(at)

    def take(self, entity: str, row: object, at: Stamp) -> None:
        """One row, or a list of them, that was asked for; None was not found. ``entity``: the broker's name."""
        if row is None:
            return
        name = entity_name(entity)
        if name is None:
            self.unknowns.count(f"entity {entity}", shape(row))
            return
        for each in row if isinstance(row, list) else [row]:
            self._take(Piece(name, "", each), at)
        self._tell(at)

    def looked_up(self, kind: str, ids: Iterable[int | str], at: Stamp) -> None:
        """What was asked for is here, or will not come. ``kind``: a name of ``Missing``."""
        for each in ids:
            if isinstance(each, str):
                self._sections.add(each)
            elif kind in ("contracts", "maturities", "products"):
                self._given_up.add((kind, each))
                self._touch_all()
            elif kind == "orders":
                self._teller.rereads.discard(each)
                order = self._orders.all.get(each)
                if order is not None and order.row is None:
                    self._teller.drop(order.fills.values())
                    order.fills.clear()
                self._touched[each] = None
            elif kind == "reports":
                outcome = self._orders.outcomes.get(each)
                order = self._orders.order_of(outcome) if outcome is not None else self._orders.all.get(each)
                if outcome is not None:
                    outcome.explained = True
                if order is not None:
                    order.looked.add(kind)
                    self._touched[order.number] = None
            else:
                self._orders.get(each).looked.add(kind)
                self._touched[each] = None
        self._tell(at)

    def note_sent(self, client_order_id: ClientOrderId, order_id: int, at: Stamp) -> None:
        self._orders.note_sent(client_order_id, order_id)
        self._touched[order_id] = None
        self._tell(at)

    def begin_again(self) -> None:
        self._accounts.begin_again()
        self._orders.begin_again()
        self._teller.begin_again()
        self._ties = Ties()
        self._sections.clear()
        self._given_up.clear()
        self._newest_ns = 0
        for pending in (self._touched, self._moved, self._paid, self._lacking):
            pending.clear()
        self._unlisted.clear()

    # --- answers --------------------------------------------------------------------------------------------------

    def snapshot(self, account: AccountId, asked_at: Stamp, at: Stamp) -> SnapshotTaken | None:
        if not self._sections >= facts.SECTIONS:
            return None
        return self._teller.snapshot(
            self._orders, self._ties, account, self._newest_ns, self._hopeless, self._lacking, asked_at, at
        )

    @property
    def missing(self) -> Missing:
        """Rows of new orders are told apart by the broker, so most of this is there a few milliseconds later."""
        sections = facts.SECTIONS - self._sections
        if not (self._lacking or self._unlisted or sections or self._teller.rereads):
            return NOTHING
        found: dict[str, set[int]] = {}
        for lacks in self._lacking.values():
            for kind, number in lacks:
                found.setdefault(kind, set()).add(number)
        for _, contract in self._unlisted:
            lack = self._contracts.lacks(contract)
            if lack is not None and lack not in self._given_up:
                found.setdefault(lack[0], set()).add(lack[1])
        found.setdefault("orders", set()).update(self._teller.rereads)
        return Missing(sections=sections, **{kind: frozenset(ids) for kind, ids in found.items()})

    # --- one row --------------------------------------------------------------------------------------------------

    def _take(self, piece: Piece, at: Stamp, *, is_read: bool = False) -> None:
        if piece.entity in PASSED_OVER:
            self.passed_over[piece.entity] += 1
        elif not isinstance(piece.raw, dict):
            self.unknowns.count(f"{piece.entity} that is no object", shape(piece.raw))
        elif piece.event == "Deleted":
            # Nobody has seen it. That a row is gone says less than the row did: a position is not flat for it.
            self.unknowns.count(f"{piece.entity} deleted", piece.raw)
        else:
            try:
                row = decode(piece.entity, piece.raw, self.unknowns)
            except BrokenRowError as error:
                self.unknowns.count(f"{piece.entity} without a usable {error}", piece.raw)
                return
            self.taken[piece.entity] += 1
            self._apply(row, at, is_read)

    def _apply(self, row: Row, at: Stamp, is_read: bool) -> None:
        match row:
            case OrderRow():
                self._note_value("order.ordStatus", row.status)
                order = self._orders.get(row.number)
                first = order.row is None
                order.take_row(row)
                order.old = order.old or (is_read and first and row.account not in self._teller.live and order.ended)
                self._touched[row.number] = None
                self._touched.update(dict.fromkeys(self._ties.take_order(row)))
            case VersionRow():
                self._note_value("orderVersion.orderType", row.kind)
                # Only in the first read a version without its command is an old one, and not one that came before it.
                first_read = is_read and not self._teller.live
                self._touched[self._orders.take_version(row, read=first_read).number] = None
            case CommandRow():
                self._note_value("command.commandType", row.kind)
                self._note_value("command.commandStatus", row.status)
                self._note_time(row.at_ns, at)
                self._touched[self._orders.take_command(row).number] = None
            case CommandReportRow():
                self._note_value("command.commandStatus", row.status)
                self._note_time(row.at_ns, at)
                outcome = self._orders.outcome(row.command)
                outcome.take_report(row)
                self._touch(self._orders.order_of(outcome))
            case ExecutionRow():
                self._note_value("executionReport.execType", row.kind)
                self._note_time(row.at_ns, at)
                self._touch(self._orders.take_execution(row))
            case FillRow():
                self._note_time(row.at_ns, at)
                self._orders.get(row.order).fills[row.number] = row
                self._touched[row.order] = None
            case StrategyLinkRow():
                self._touched.update(dict.fromkeys(self._ties.take_link(row)))
            case PositionRow():
                if self._accounts.take_position(row):
                    self._moved[row.account, row.contract] = None
            case CashRow():
                if self._accounts.take_cash(row):
                    self._paid[row.account] = None
            case AccountRow():
                if self._accounts.take(row):
                    self._touch_all()
            case RiskRow():
                self._note_value("accountRiskStatus.adminAction", row.admin_action)
                self._accounts.take_risk(row)
            case AutoLiqRow():
                self._accounts.auto_liq[row.number] = row
            case ContractRow() | MaturityRow() | ProductRow():
                for _, instrument in self._contracts.take(row):
                    self._emit(InstrumentListed(self._connection, instrument, at))
                self._touch_all()

    def _note_value(self, what: str, value: str) -> None:
        if value and value not in VALUES[what]:
            self.unknowns.count(f"{what} {value}")

    def _note_time(self, told_ns: int | None, at: Stamp) -> None:
        """Keep the newest time that the broker tells, unless it is nonsense."""
        if told_ns is not None and self._newest_ns < told_ns <= at.utc_ns + facts.HISTORY_MARGIN_NS:
            self._newest_ns = told_ns

    # --- what to tell ---------------------------------------------------------------------------------------------

    def _touch(self, order: Order | None) -> None:
        if order is not None:
            self._touched[order.number] = None

    def _touch_all(self) -> None:
        """Something became known that may have been waited for anywhere."""
        self._touched.update(dict.fromkeys(self._lacking))
        self._moved.update(dict.fromkeys(self._unlisted))

    def _tell(self, at: Stamp) -> None:
        self._teller.tell_late(at)
        touched, self._touched = self._touched, {}
        for number in touched:
            order = self._orders.all.get(number)
            if order is not None:
                self._teller.tell_order(self._orders, self._ties, order, at)
                self._note_lacks(order)
        moved, self._moved = self._moved, {}
        for account, contract in moved:
            if self._contracts.instrument(contract) is None:
                self._unlisted.add((account, contract))
            else:
                self._unlisted.discard((account, contract))
                self._teller.tell_position(account, contract, at)
        paid, self._paid = self._paid, {}
        for account in paid:
            self._teller.tell_cash(account, at)

    def _note_lacks(self, order: Order) -> None:
        lacks: list[tuple[str, int]] = []
        if order.row is not None:
            lacks = self._orders.needs(order)
        elif order.fills:
            lacks = [("orders", order.number)]
        named = {fill.contract for fill in order.fills.values()}
        if order.row is not None and order.row.contract is not None:
            named.add(order.row.contract)
        for contract in named:
            lack = self._contracts.lacks(contract)
            if lack is not None and lack not in self._given_up:
                lacks.append(lack)
        if lacks:
            self._lacking[order.number] = lacks
        else:
            self._lacking.pop(order.number, None)

    def _hopeless(self, contract: int) -> bool:
        lack = self._contracts.lacks(contract)
        return lack is not None and lack in self._given_up
