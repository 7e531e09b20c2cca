"""The activity list: one line per thing that happened, in plain words, made from the engine's own records."""

from collections.abc import Callable

from mimikdesk.domain.decisions import Decision, FollowerDecided, Found, Level, Noticed, SwitchedOff
from mimikdesk.domain.events import Event, FillReported, OrderReported, SnapshotTaken
from mimikdesk.domain.ids import AccountId, ClientOrderId, FillId, Symbol
from mimikdesk.domain.orders import OrderStatus
from mimikdesk.domain.sentence import said
from mimikdesk.engine.state import EngineState
from mimikdesk.services.activity_words import (
    Told,
    decided_words,
    fill_words,
    finding_words,
    notice_words,
    switched_off_words,
)
from mimikdesk.services.leader_orders import LeaderOrders
from mimikdesk.services.views import ActivityKind, ActivityRow


class Activity:
    """Numbers the lines and hands them out in batches. ``name``: how an account is called in the window. ``trigger``:
    the leader trade that an own order answers, "" where it answers none."""

    def __init__(
        self,
        state: EngineState,
        name: Callable[[AccountId], str],
        trigger: Callable[[ClientOrderId], str] = lambda _order: "",
    ) -> None:
        self._state = state
        self._name = name
        self._trigger = trigger
        self._number = 0
        self._rows: list[ActivityRow] = []
        self._fills: set[tuple[AccountId, FillId]] = set()
        self._leader_orders = LeaderOrders(state)

    @property
    def waiting(self) -> bool:
        """Whether there are lines that were not handed out yet."""
        return bool(self._rows)

    def drain(self) -> tuple[ActivityRow, ...]:
        rows, self._rows = tuple(self._rows), []
        return rows

    def say(self, utc_ns: int, text: str, level: Level = Level.INFO) -> None:
        """A line that belongs to no account."""
        self._add(utc_ns, None, None, Told(ActivityKind.NOTICE, level, text))

    def note(self, event: Event, decisions: list[Decision]) -> bool:
        """Write down an event and its decisions. True when a line was added that should be seen at once."""
        urgent = False
        match event:
            case FillReported(account=account, fill=fill, at=at) if (account, fill.fill_id) not in self._fills:
                self._fills.add((account, fill.fill_id))
                leads = account in self._state.leads
                after = self._state.leads[account].leader.position(fill.symbol) if leads else None
                told = fill_words(fill, self._state.instruments.get(fill.symbol), leads=leads, after=after)
                own = fill.client_order_id
                trigger = _caused(decisions) if leads else "" if own is None else self._trigger(own)
                self._add(at.utc_ns, account, fill.symbol, told, trigger)
            case OrderReported(account=account, order=order, at=at) if account in self._state.leads:
                trigger = _caused(decisions)
                if text := self._leader_orders.sentence(event):
                    told = Told(ActivityKind.LEADER, Level.INFO, text)
                    self._add(at.utc_ns, account, order.symbol, told, trigger)
                if order.status is OrderStatus.REJECTED:
                    text = said("The leader's own order was rejected: “{text}”.", text=order.text)
                    told = Told(ActivityKind.LEADER, Level.WARNING, text)
                    self._add(at.utc_ns, account, order.symbol, told)
            case SnapshotTaken(account=account) if account in self._state.leads:
                self._leader_orders.take_snapshot(event)
            case _:
                pass
        for decision in decisions:
            match decision:
                case FollowerDecided(trigger=trigger_of, follower=account, symbol=symbol):
                    told = decided_words(decision)
                    self._add(trigger_of.at.utc_ns, account, symbol, told, trigger_of.id)
                    urgent |= told.level is not Level.INFO
                case Noticed(account=account_or_none, symbol=symbol_or_none, at=at):
                    told = notice_words(decision)
                    self._add(at.utc_ns, account_or_none, symbol_or_none, told)
                    urgent |= told.level is not Level.INFO
                case Found(finding=finding, at=at):
                    self._add(at.utc_ns, finding.account, finding.symbol, finding_words(finding))
                    urgent = True
                case SwitchedOff(account=account, at=at):
                    self._add(at.utc_ns, account, None, switched_off_words(decision))
                    urgent = True
                case _:
                    pass
        return urgent

    def _group(self, account: AccountId) -> str:
        leads, follows = self._state.leads.get(account), self._state.follows.get(account)
        group = leads if leads is not None else follows[0] if follows is not None else None
        return "" if group is None else group.settings.name

    def _add(
        self, utc_ns: int, account: AccountId | None, symbol: Symbol | None, told: Told, trigger_id: str = ""
    ) -> None:
        self._number += 1
        name, group = ("", "") if account is None else (self._name(account), self._group(account))
        place = (self._number, utc_ns, told.kind, told.level, name, symbol)
        self._rows.append(ActivityRow(*place, told.text, told.advice, group, trigger_id))


def _caused(decisions: list[Decision]) -> str:
    """The leader trade that an event of his has made."""
    return next((decision.trigger.id for decision in decisions if isinstance(decision, FollowerDecided)), "")
