"""The board: the cockpit's rows, worked out from the engine's state when the window asks for them."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction

from mimikdesk.domain.decisions import CopyProgressed, Decision, FollowerDecided, Verdict
from mimikdesk.domain.events import Event, LineState, OrderReported
from mimikdesk.domain.guard import Finding, FindingCause
from mimikdesk.domain.ids import AccountId, ConnectionId, Symbol, VenueOrderId
from mimikdesk.domain.orders import OrderKind, OrderReport, standing
from mimikdesk.domain.reasons import Reason, sentence
from mimikdesk.domain.sentence import joined, said
from mimikdesk.domain.time import Stamp
from mimikdesk.engine.book import Book
from mimikdesk.engine.state import EngineState, Follower, Group
from mimikdesk.services.ages import Ages
from mimikdesk.services.findings import Findings, cause_of
from mimikdesk.services.money import NOTHING_OPEN, ZERO, Money
from mimikdesk.services.names import AccountNames
from mimikdesk.services.risk_rows import RiskView, RuleRow
from mimikdesk.services.stops import StopCover, cover
from mimikdesk.services.views import AccountRow, BoardView, GroupRow, Remedy, Role, RowState

_WORST = list(RowState)


class Board:
    """Keeps what the engine does not: order lists, names, and the last copy's latency and slippage."""

    def __init__(self, state: EngineState, money: Money, names: Callable[[AccountId], AccountNames]) -> None:
        self._state = state
        self._money = money
        self._ages = Ages()
        self._now = Stamp(0, 0)
        self._names = names
        self._findings = Findings(state, lambda account: names(account).account.name)
        self._working: dict[AccountId, dict[VenueOrderId, OrderReport]] = {}
        self._risk: RiskView | None = None
        self._limits: dict[AccountId, RuleRow | None] = {}
        self._copy_ns: dict[AccountId, int] = {}
        self._slippage: dict[AccountId, Decimal] = {}

    # --- taking in ------------------------------------------------------------------------------------------------

    def note(self, event: Event, decisions: Iterable[Decision], sent: Stamp) -> None:
        """Remember what the rows will show of this event."""
        if isinstance(event, OrderReported):
            working = self._working.setdefault(event.account, {})
            if event.order.status.final:
                working.pop(event.order.venue_order_id, None)
            else:
                working[event.order.venue_order_id] = event.order
        for decision in decisions:
            match decision:
                case FollowerDecided(verdict=Verdict.COPIED | Verdict.CLIPPED) if decision.client_order_ids:
                    self._copy_ns[decision.follower] = sent.mono_ns - decision.trigger.at.mono_ns
                case CopyProgressed(slippage=Fraction() as ticks):
                    self._slippage[decision.account] = Decimal(ticks.numerator) / ticks.denominator
                case _:
                    pass

    def note_working(self, account: AccountId, orders: Iterable[OrderReport]) -> None:
        """Start an account's order list anew from a snapshot."""
        self._working[account] = {order.venue_order_id: order for order in orders if not order.status.final}

    def working(self, account: AccountId) -> tuple[OrderReport, ...]:
        """Orders of an account that wait at the broker; market orders on their way are not among them."""
        orders = self._working.get(account, {}).values()
        return tuple(order for order in orders if order.kind is not OrderKind.MARKET)

    # --- giving out -----------------------------------------------------------------------------------------------

    def due(self, now: Stamp) -> bool:
        """Whether it is another one for its age alone."""
        return self._ages.due(now)

    def view(self, now: Stamp, risk: RiskView | None = None) -> BoardView:
        """``risk``: as it was told last."""
        if risk is not None and risk is not self._risk:
            self._risk, self._limits = risk, {row.account: row.nearest for row in risk.rows}
        self._ages.begin()
        self._now = now
        rows: list[AccountRow] = []
        groups: list[GroupRow] = []
        for group in self._state.groups.values():
            mine = self._leader_rows(group)
            for follower in group.followers.values():
                mine += self._follower_rows(group, follower)
            groups.append(self._group_row(group, mine))
            rows += mine
        return BoardView(tuple(groups), tuple(rows), self._findings.rows(now), now.utc_ns)

    def _group_row(self, group: Group, rows: list[AccountRow]) -> GroupRow:
        followers = {row.account: row for row in rows if row.role is Role.FOLLOWER}
        days = list({row.account: row.day_pnl for row in rows}.values())
        known = [day for day in days if day is not None]
        state = min((row.state for row in rows), key=_WORST.index, default=RowState.IN_STEP)
        if not group.on and state not in (RowState.FLATTENING, RowState.OUT_OF_STEP):
            state = RowState.PAUSED
        out = {row.account for row in rows if row.role is Role.FOLLOWER and row.state is not RowState.IN_STEP}
        return GroupRow(
            group=group.settings.group,
            name=group.settings.name,
            on=group.on,
            state=state,
            day_pnl=sum(known, ZERO) if len(known) == len(days) else None,
            leader=group.settings.leader,
            followers=len(followers),
            followers_in_step=len(followers) - len(out),
            guard=group.settings.guard,
            closed_market=group.settings.closed_market,
            day_old=any(row.worth_age is not None and row.worth_age.old for row in rows),
        )

    def _leader_rows(self, group: Group) -> list[AccountRow]:
        leader = group.leader
        symbols: list[Symbol | None] = [symbol for symbol, book in leader.books.items() if book.position]
        line = self._state.line(leader.account)
        cause = "" if line is LineState.CONNECTED else said("The line to the leader is down: his trades are not seen.")
        state = RowState.IN_STEP if not cause else RowState.OUT_OF_STEP
        return [
            self._row(
                group,
                leader.account,
                Role.LEADER,
                state,
                True,
                symbol,
                leader.position(symbol) if symbol is not None else 0,
                cause,
            )
            for symbol in symbols or [None]
        ]

    def _follower_rows(self, group: Group, follower: Follower) -> list[AccountRow]:
        shown: list[Book | None] = [
            book
            for book in follower.books.values()
            if book.position or book.target.qty or not book.idle or book.unresolved or book.obligations
        ]
        rows = []
        for book in shown or [None]:
            state, cause = self._state_of(group, follower, book)
            rows.append(
                self._row(
                    group,
                    follower.account,
                    Role.FOLLOWER,
                    state,
                    follower.on,
                    book.symbol if book is not None else None,
                    book.position if book is not None else 0,
                    cause,
                    follower,
                    book,
                )
            )
        return rows

    def _state_of(self, group: Group, follower: Follower, book: Book | None) -> tuple[RowState, str]:
        """The row's one word, and the sentence that explains it."""
        line = self._state.line(follower.account)
        if follower.flattening is not None:
            return RowState.FLATTENING, self._flattening(line, book)
        if line is LineState.REAUTH_REQUIRED:
            return RowState.OUT_OF_STEP, sentence(Reason.REAUTH_REQUIRED)
        if line is not LineState.CONNECTED:
            return RowState.OUT_OF_STEP, said("The line is down: this follower's position may have changed unseen.")
        if not follower.ready:
            return RowState.OUT_OF_STEP, said("The account has not been read yet; nothing is opened before.")
        if book is not None and book.obligations and not book.orders and book.cause is not None:
            return RowState.OUT_OF_STEP, book.cause[1]
        found = book.finding if book is not None else None
        if found is not None and found.cause is not FindingCause.UNKNOWN:
            return RowState.OUT_OF_STEP, self._found(found)
        if follower.breaker:
            return RowState.OUT_OF_STEP, sentence(Reason.BREAKER_OPEN, breaker=follower.breaker)
        if follower.unknown:
            return RowState.OUT_OF_STEP, sentence(Reason.OUTCOME_UNKNOWN)
        if found is not None:
            return RowState.OUT_OF_STEP, self._found(found)
        if book is not None:
            if book.orders or book.waiting:
                return RowState.WORKING, ""
            if book.left and not book.obligations:
                return RowState.PAUSED, sentence(Reason.LEFT_BY_HAND, symbol=book.symbol)
            if not follower.on and not (book.position or book.obligations or book.unresolved):
                return RowState.PAUSED, self._off(group, follower)
            if not follower.on and _is_by_hand(book):
                return RowState.PAUSED, joined(
                    (self._off(group, follower), said("{by_hand} held by hand.", by_hand=book.by_hand))
                )
            if book.unresolved or book.divergence or book.obligations:
                return RowState.OUT_OF_STEP, self._divergence(book)
        if not (group.on and follower.on):
            return RowState.PAUSED, self._off(group, follower)
        held = follower.risk or group.risk
        if held is not None:
            return RowState.PAUSED, sentence(held.reason, risk=held.text)
        return RowState.IN_STEP, self._withheld(book)

    @staticmethod
    def _found(finding: Finding) -> str:
        return (
            joined((said("It is being brought in line."), cause_of(finding)))
            if finding.correcting
            else cause_of(finding)
        )

    @staticmethod
    def _off(group: Group, follower: Follower) -> str:
        """Why nothing new is copied to a follower that is switched off, or whose group is."""
        if not follower.on and follower.breach:
            return sentence(Reason.BREACHED, breach=follower.breach)
        return sentence(Reason.FOLLOWER_OFF if group.on else Reason.GROUP_OFF)

    @staticmethod
    def _flattening(line: LineState, book: Book | None) -> str:
        if line is not LineState.CONNECTED:
            return said(
                "Flatten waits for the line: nothing is closed before it is back. Close it at the broker if you can."
            )
        if book is not None and book.cause is not None and book.obligations:
            return said("Flattening: {cause}", cause=book.cause[1])
        return said("Flattening: closing everything and waiting for the broker to report flat.")

    @staticmethod
    def _divergence(book: Book) -> str:
        if book.cause is not None:
            return book.cause[1]
        return said(
            "It holds {held}, expected {expected}.", held=standing(book.position), expected=standing(book.expected.qty)
        )

    @staticmethod
    def _withheld(book: Book | None) -> str:
        if book is None or book.withheld_cause is None:
            return ""
        return said("{size} held back: {cause}", size=abs(book.withheld), cause=book.withheld_cause[1])

    def _row(
        self,
        group: Group,
        account: AccountId,
        role: Role,
        state: RowState,
        on: bool,
        symbol: Symbol | None,
        position: int,
        cause: str,
        follower: Follower | None = None,
        book: Book | None = None,
    ) -> AccountRow:
        names = self._names(account)
        instrument = self._state.instruments.get(symbol) if symbol is not None else None
        connection = self._state.connection_of.get(account, ConnectionId(""))
        expected = divergence = None
        if follower is not None:
            expected = book.expected.qty if book is not None else 0
            divergence = book.divergence if book is not None else 0
        gain = self._money.open_pnl(account, symbol) if symbol is not None else NOTHING_OPEN
        day, worth = self._money.day_pnl(account), self._money.net_liq(account)
        return AccountRow(
            group=group.settings.group,
            account=account,
            name=names.account.name,
            connection=connection,
            connection_name=names.connection_name,
            role=role,
            line=self._state.line(account),
            state=state,
            on=on,
            symbol=symbol,
            position=position,
            expected=expected,
            divergence=divergence,
            cause=cause,
            average=self._money.average(account, symbol) if symbol is not None else None,
            price_decimals=instrument.decimals if instrument is not None else 2,
            open_pnl=gain.amount if gain is not None else None,
            day_pnl=day.amount if day is not None else None,
            net_liq=worth.amount if worth is not None else None,
            open_age=self._ages.of(gain, self._now),
            worth_age=self._ages.of(worth, self._now),
            multiplier=follower.settings.multiplier if follower is not None else None,
            working_orders=len(self.working(account)),
            last_copy_ns=self._copy_ns.get(account),
            slippage_ticks=self._slippage.get(account),
            remedy=_remedy(follower, book) if state is RowState.OUT_OF_STEP else Remedy.NONE,
            breach=follower.breach if follower is not None and not follower.on else "",
            limit=self._limits.get(account),
            stop=None if symbol is None else self._stop(account, symbol, position, book),
        )

    def _stop(self, account: AccountId, symbol: Symbol, position: int, book: Book | None) -> StopCover | None:
        orders = self._working.get(account, {}).values()
        return cover(position, symbol, orders, wanted=book is not None and book.naked_ns is not None)


def _is_by_hand(book: Book) -> bool:
    """Whether contracts that the trader bought himself while the follower was off are the whole difference."""
    sign = 1 if book.position > 0 else -1
    return bool(book.by_hand) and 0 <= book.divergence * sign <= book.by_hand and not book.obligations


def _remedy(follower: Follower | None, book: Book | None) -> Remedy:
    """A position that differs can be flattened, a start difference too: that is the answer it waits for."""
    if follower is None:
        return Remedy.NONE
    if book is not None and (book.unresolved or (book.position and book.divergence)):
        return Remedy.FLATTEN
    return Remedy.RESUME if follower.breaker else Remedy.NONE
