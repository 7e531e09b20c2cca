"""What one record of the journal says in an incident report: plain facts, with every id and figure that is known.

The report is read by somebody who does not know the program, so nothing is named by the program's own short words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from mimikdesk.domain.commands import (
    CancelAllOrders,
    CancelOrder,
    ClosePosition,
    ModifyOrder,
    PlaceBracket,
    PlaceOco,
    PlaceOrder,
    orders_in,
)
from mimikdesk.domain.decisions import (
    Decision,
    FollowerDecided,
    Found,
    Noticed,
    NoticeKind,
    Purpose,
    SendCommand,
    SwitchedOff,
    Verdict,
)
from mimikdesk.domain.events import (
    BreakerReset,
    CancelRefused,
    CopyingStopped,
    DifferenceAnswered,
    Event,
    FillCorrected,
    FillReported,
    FlattenRequested,
    FollowerRemoved,
    FollowerSwitched,
    GroupDefined,
    GroupSwitched,
    LineChanged,
    ModifyRefused,
    OrderReported,
    Resumed,
    SendEnded,
    SendOutcome,
)
from mimikdesk.domain.guard import Answer, Finding
from mimikdesk.domain.ids import AccountId, ConnectionId, Symbol
from mimikdesk.domain.instrument import Instrument
from mimikdesk.domain.orders import OrderReport, OrderStatus, Side, standing
from mimikdesk.services import words


class Part(StrEnum):
    """What a line of the time line is about."""

    LEADER = "leader"
    DECISION = "decision"
    ORDER = "order"
    FILL = "fill"
    POSITION = "position"
    FINDING = "finding"
    NOTICE = "notice"
    CONNECTION = "connection"
    USER = "user"
    PROGRAM = "program"


@dataclass(frozen=True, slots=True)
class Line:
    """``account``: by its name, None where the line is about no account. Prices in points."""

    part: Part
    account: str | None
    text: str
    symbol: Symbol | None = None
    side: Side | None = None
    qty: int | None = None
    price: Decimal | None = None
    client_order_id: str = ""
    venue_order_id: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """How accounts and connections are called; what is not set up goes by its own id."""

    accounts: Mapping[AccountId, str]
    connections: Mapping[ConnectionId, str]
    hangs_on: Mapping[AccountId, ConnectionId]

    def account(self, account: AccountId) -> str:
        return self.accounts.get(account, account)

    def connection(self, connection: ConnectionId) -> str:
        return self.connections.get(connection, connection)


_VERDICTS = {
    Verdict.COPIED: "copied",
    Verdict.CLIPPED: "copied in part",
    Verdict.HELD: "held back",
    Verdict.ROUTINE: "nothing to do",
}
_PURPOSES = {
    Purpose.OPEN: "to open",
    Purpose.CLOSE: "to close",
    Purpose.FLIP: "to close one side and open the other",
    Purpose.CANCEL: "",
    Purpose.CHANGE: "",
}
_ENDED = {
    SendOutcome.NOT_SENT: "was not sent: nothing left this computer",
    SendOutcome.UNKNOWN: "has no answer; whether it arrived is not known yet",
}
_ANSWERS = {
    Answer.ADOPT: "take the position as right",
    Answer.FLATTEN: "close it",
    Answer.LEAVE: "leave it alone",
    Answer.CORRECT: "correct it now",
}
_STATUS = {
    OrderStatus.PENDING: "is on its way",
    OrderStatus.WORKING: "works",
    OrderStatus.SUSPENDED: "is held",
    OrderStatus.FILLED: "is filled",
    OrderStatus.CANCELLED: "is cancelled",
    OrderStatus.REJECTED: "was rejected",
    OrderStatus.EXPIRED: "has expired",
}


NOT_OURS = " MimikDesk did not place this order."


class Words:
    """``instruments`` fills up while the records are read."""

    def __init__(
        self,
        account: AccountId,
        leaders: frozenset[AccountId],
        names: Names,
        instruments: Mapping[Symbol, Instrument],
    ) -> None:
        self._account = account
        self._leaders = leaders
        self._names = names
        self._instruments = instruments
        self._connections = {names.hangs_on.get(each) for each in (account, *leaders)}
        self._groups: set[str] = set()

    def line(self, entry: Event | Decision) -> Line | None:
        """None for what a reader of the report need not see."""
        match entry:
            case FillReported() | OrderReported():
                return self._trade(entry)
            case FollowerDecided():
                return self._decided(entry)
            case SendCommand():
                return self._sent(entry)
            case SendEnded() | CancelRefused() | ModifyRefused() | FillCorrected():
                return self._trouble(entry)
            case Found(finding=finding):
                return self._found(finding)
            case SwitchedOff(breach=breach):
                return self._about(Part.FINDING, f"The guard switched copying to this account off. {breach}")
            case Noticed(kind=NoticeKind.LINE):
                return None  # the connection's own line says it
            case Noticed(account=account, symbol=symbol, text=text):
                return Line(Part.NOTICE, None if account is None else self._names.account(account), text, symbol)
            case LineChanged(connection=connection, state=state, detail=detail):
                if connection not in self._connections:
                    return None
                name = self._names.connection(connection)
                words_of = f"Connection {name}: {state.value.replace('_', ' ')}. {detail}".rstrip()
                return Line(Part.CONNECTION, None, words_of)
            case _:
                return self._wish(entry)

    def position(self, account: AccountId, symbol: Symbol, qty: int) -> Line:
        text = f"The broker reports the position: {standing(qty)} {symbol}."
        return Line(Part.POSITION, self._names.account(account), text, symbol, qty=qty)

    def _about(self, part: Part, text: str, symbol: Symbol | None = None) -> Line:
        return Line(part, self._names.account(self._account), text, symbol)

    def _trade(self, event: FillReported | OrderReported) -> Line:
        name = self._names.account(event.account)
        leads = event.account in self._leaders
        own = event.fill.client_order_id if isinstance(event, FillReported) else event.order.client_order_id
        by_whom = NOT_OURS if self._leaders and not leads and own is None else ""
        if isinstance(event, FillReported):
            fill = event.fill
            where = words.price(fill.price, self._instruments.get(fill.symbol))
            did = words.bought(fill.side).capitalize()
            text = f"{did} {fill.qty} {fill.symbol} at {where} (fill {fill.fill_id}).{by_whom}"
            part = Part.LEADER if leads else Part.FILL
            return Line(part, name, text, fill.symbol, fill.side, fill.qty, fill.price, own or "", fill.venue_order_id)
        order = event.order
        what = f"The {words.order(order, self._instruments.get(order.symbol))} {_standing(order)}{by_whom}"
        return Line(
            Part.LEADER if leads else Part.ORDER,
            name,
            what,
            order.symbol,
            order.side,
            order.qty,
            client_order_id=own or "",
            venue_order_id=order.venue_order_id,
        )

    def _decided(self, decided: FollowerDecided) -> Line:
        trigger, numbers = decided.trigger, decided.numbers
        trade = words.TRADES[trigger.kind].lower()
        text = (
            f"Decided upon the leader's {trade} of {trigger.leader_qty} {trigger.symbol} "
            f"({standing(trigger.before)} to {standing(trigger.after)}): {_VERDICTS[decided.verdict]}. "
            f"Multiplier {numbers.multiplier.normalize():f}, position {standing(numbers.position)}, expected "
            f"{standing(numbers.expected_before)} to {standing(numbers.expected_after)}, "
            f"ordered {numbers.sent}. {decided.detail}"
        ).rstrip()
        ids = ", ".join(decided.client_order_ids)
        return Line(
            Part.DECISION,
            self._names.account(decided.follower),
            text,
            decided.symbol,
            qty=numbers.sent,
            client_order_id=ids,
        )

    def _sent(self, send: SendCommand) -> Line:
        command, why = send.command, _PURPOSES[send.purpose]
        match command:
            case PlaceOrder() | PlaceOco() | PlaceBracket():
                orders = orders_in(command)
                first = orders[0]
                told = "; ".join(self._order(order) for order in orders)
                text = f"Sent {why}: {told}." if why else f"Sent: {told}."
                ids = ", ".join(order.client_order_id for order in orders)
                price = first.limit if first.limit is not None else first.stop
                return Line(
                    Part.ORDER,
                    self._names.account(command.account),
                    text,
                    first.symbol,
                    first.side,
                    first.qty,
                    price,
                    ids,
                )
            case ModifyOrder(client_order_id=own, qty=qty):
                prices = (("limit", command.limit), ("stop", command.stop), ("trail", command.trail))
                changed = [] if qty is None else [f"size {qty}"]
                changed += [f"{name} {value:,}" for name, value in prices if value is not None]
                text = f"Sent a change of order {own}: {', '.join(changed)}."
                return Line(Part.ORDER, self._names.account(command.account), text, qty=qty, client_order_id=own)
            case CancelOrder(client_order_id=own):
                text = f"Sent a cancellation of order {own}."
                return Line(Part.ORDER, self._names.account(command.account), text, client_order_id=own)
            case CancelAllOrders():
                return self._about(Part.ORDER, "Sent a cancellation of all working orders.")
            case ClosePosition(client_order_id=own, symbol=symbol):
                text = f"Sent the broker's own close of the position in {symbol}."
                return Line(Part.ORDER, self._names.account(command.account), text, symbol, client_order_id=own)

    def _order(self, order: PlaceOrder) -> str:
        instrument = self._instruments.get(order.symbol)
        shown = f"{order.side.value} {order.qty} {order.symbol}, {words.KINDS[order.kind]}"
        for name, value in (("limit", order.limit), ("stop", order.stop), ("trail", order.trail)):
            if value is not None:
                shown += f", {name} {words.price(value, instrument)}"
        return shown

    def _trouble(self, event: SendEnded | CancelRefused | ModifyRefused | FillCorrected) -> Line:
        name = self._names.account(event.account)
        match event:
            case SendEnded(client_order_id=own, outcome=outcome, detail=detail):
                text = f"Order {own} {_ENDED[outcome]} ({detail})."
            case CancelRefused(client_order_id=own, text=said):
                text = f"The broker refused to cancel order {own}: “{said}”."
            case ModifyRefused(client_order_id=own, text=said):
                text = f"The broker refused to change order {own}: “{said}”."
            case FillCorrected(symbol=symbol, text=said):
                return Line(Part.FILL, name, f"The broker corrected a fill in {symbol}: “{said}”.", symbol)
        return Line(Part.ORDER, name, text, client_order_id=own)

    def _found(self, finding: Finding) -> Line:
        kind, action = finding.kind.replace("_", " "), finding.action.replace("_", " ")
        text = (
            f"The guard found: {kind}. The account is {standing(finding.position)}, expected "
            f"{standing(finding.expected)}; the leader is {standing(finding.leader)}. "
            f"Cause: {finding.cause.replace('_', ' ')}. {finding.text}".rstrip()
        )
        done = "It is being corrected." if finding.correcting else f"Action: {action}."
        return self._about(Part.FINDING, f"{text} {done}", finding.symbol)

    def _wish(self, entry: Event | Decision) -> Line | None:
        match entry:
            case GroupDefined(group=group):
                if self._account in (group.leader, *(follower.account for follower in group.followers)):
                    self._groups.add(group.group)
                    return Line(Part.PROGRAM, None, f"The copy group “{group.name}” was loaded or changed.")
                return None
            case FollowerRemoved(account=account, as_is=as_is) if account == self._account:
                left = " What it held stayed as it was." if as_is else ""
                return self._about(Part.USER, f"The user removed this account from its copy group.{left}")
            case GroupSwitched(group=group_id, on=on):
                return (
                    Line(Part.USER, None, f"The user switched the copy group {'on' if on else 'off'}.")
                    if (group_id in self._groups or not self._groups)
                    else None
                )
            case FollowerSwitched(account=account, on=on) if account == self._account:
                return self._about(Part.USER, f"The user switched copying to this account {'on' if on else 'off'}.")
            case FlattenRequested(accounts=accounts) if self._account in accounts:
                return self._about(Part.USER, "The user asked to flatten this account.")
            case BreakerReset(account=account) if account == self._account:
                return self._about(Part.USER, "The user resumed new trades on this account.")
            case DifferenceAnswered(account=account, symbol=symbol, answer=answer) if account == self._account:
                return self._about(Part.USER, f"The user's answer to a difference: {_ANSWERS[answer]}.", symbol)
            case CopyingStopped():
                return Line(Part.PROGRAM, None, "The program was asked to end; nothing is opened any more.")
            case Resumed(text=text):
                return Line(Part.PROGRAM, None, text)
            case _:
                return None


def _standing(order: OrderReport) -> str:
    """“works, 1 of 2 filled.”"""
    part = f", {order.filled} of {order.qty} filled" if order.filled < order.qty else ""
    said = f" The broker says: “{order.text}”." if order.text else ""
    return f"{_STATUS[order.status]}{part}.{said}"
