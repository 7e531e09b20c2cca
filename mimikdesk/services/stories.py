"""Keeps the stories of the last leader trades, from the engine's own records, and hands out those that went on.

While a trade is copied only references are kept; the rows are made when the window is told.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from mimikdesk.domain.decisions import CopyProgressed, Decision, FollowerDecided, TradeKind, Trigger
from mimikdesk.domain.ids import AccountId, ClientOrderId, Symbol
from mimikdesk.domain.orders import standing
from mimikdesk.domain.sentence import said
from mimikdesk.domain.time import Stamp
from mimikdesk.engine.state import EngineState
from mimikdesk.services import words
from mimikdesk.services.activity_words import decided_words
from mimikdesk.services.story_view import MOST_STORIES, StoryLeg, StoryView


@dataclass(slots=True)
class _Story:
    trigger: Trigger
    decided: dict[tuple[AccountId, Symbol], tuple[FollowerDecided, int]] = field(default_factory=dict)
    """With when the orders of it had been sent, monotonic."""
    told: dict[ClientOrderId, CopyProgressed] = field(default_factory=dict)


class Stories:
    """``name``: how an account is called in the window."""

    def __init__(self, state: EngineState, name: Callable[[AccountId], str], most: int = MOST_STORIES) -> None:
        self._state = state
        self._name = name
        self._most = most
        self._stories: dict[str, _Story] = {}
        self._orders: dict[ClientOrderId, str] = {}
        self._went_on: dict[str, None] = {}

    @property
    def waiting(self) -> bool:
        """Whether a story went on that was not handed out since."""
        return bool(self._went_on)

    def trigger_of(self, order: ClientOrderId) -> str:
        """The leader trade that an own order answers; "" where that is not known any more, or there is none."""
        return self._orders.get(order, "")

    def note(self, decisions: Iterable[Decision], sent: Stamp) -> None:
        """Remember what belongs to a story. ``sent``: when the last order of these decisions had been sent."""
        for decision in decisions:
            match decision:
                case FollowerDecided(trigger=trigger):
                    story = self._stories.get(trigger.id)
                    if story is None:
                        story = self._begin(trigger)
                    story.decided[decision.follower, decision.symbol] = (decision, sent.mono_ns)
                    for order in decision.client_order_ids:
                        self._orders[order] = trigger.id
                    self._went_on[trigger.id] = None
                case CopyProgressed(trigger_id=trigger_id) if trigger_id in self._stories:
                    self._stories[trigger_id].told[decision.client_order_id] = decision
                    self._orders[decision.client_order_id] = trigger_id
                    self._went_on[trigger_id] = None
                case _:
                    pass

    def drain(self) -> tuple[StoryView, ...]:
        """The stories that went on since the last time, as they are now."""
        went_on, self._went_on = self._went_on, {}
        return tuple(self._view(self._stories[trigger]) for trigger in went_on if trigger in self._stories)

    def _begin(self, trigger: Trigger) -> _Story:
        while len(self._stories) >= self._most:
            oldest = self._stories.pop(next(iter(self._stories)))
            for decided, _ in oldest.decided.values():
                for order in decided.client_order_ids:
                    self._orders.pop(order, None)
            for order in oldest.told:
                self._orders.pop(order, None)
        story = self._stories[trigger.id] = _Story(trigger)
        return story

    def _view(self, story: _Story) -> StoryView:
        trigger = story.trigger
        group = self._state.groups.get(trigger.group) if trigger.group is not None else None
        instrument = self._state.instruments.get(trigger.symbol)
        legs: list[StoryLeg] = []
        for (account, symbol), (decided, sent_ns) in story.decided.items():
            mine = [told for told in story.told.values() if (told.account, told.symbol) == (account, symbol)]
            legs += self._legs(trigger, decided, sent_ns, mine)
        return StoryView(
            trigger_id=trigger.id,
            group_name=group.settings.name if group is not None else "",
            leader_name=self._name(trigger.leader) if trigger.leader is not None else "",
            symbol=trigger.symbol,
            text=_leader_words(trigger),
            at_ns=trigger.at.utc_ns,
            price_decimals=instrument.decimals if instrument is not None else 2,
            legs=tuple(legs),
        )

    def _legs(
        self, trigger: Trigger, decided: FollowerDecided, sent_ns: int, told: list[CopyProgressed]
    ) -> list[StoryLeg]:
        """One for each order that was told of; one for all that have only been sent; or one without any."""
        name, text = self._name(decided.follower), decided_words(decided).text
        known = {each.client_order_id for each in told}
        legs = [self._ordered(trigger, decided, sent_ns, each, name, text) for each in told]
        if not told or any(order not in known for order in decided.client_order_ids):
            after = sent_ns - trigger.at.mono_ns if decided.client_order_ids else None
            legs.append(
                StoryLeg(
                    decided.follower,
                    name,
                    decided.symbol,
                    decided.verdict,
                    text,
                    qty=decided.numbers.sent if decided.client_order_ids else 0,
                    decided_ns=None if after is None else 0,
                    sent_ns=after,
                )
            )
        return legs

    @staticmethod
    def _ordered(
        trigger: Trigger, decided: FollowerDecided, sent_ns: int, told: CopyProgressed, name: str, text: str
    ) -> StoryLeg:
        start = trigger.at.mono_ns
        at_once = told.client_order_id in decided.client_order_ids
        return StoryLeg(
            account=told.account,
            account_name=name,
            symbol=told.symbol,
            verdict=decided.verdict,
            decision=text,
            side=told.side,
            qty=told.qty,
            filled=told.filled,
            decided_ns=told.sent_at.mono_ns - start,
            sent_ns=(sent_ns if at_once else told.sent_at.mono_ns) - start,
            acknowledged_ns=_after(told.acknowledged_at, start),
            filled_ns=_after(told.first_fill_at, start),
            done_ns=_after(told.last_fill_at, start),
            price=_decimal(told.average),
            leader_price=_decimal(told.leader_average),
            slippage_ticks=_decimal(told.slippage),
            outcome=told.outcome,
            said=told.text,
        )


def _leader_words(trigger: Trigger) -> str:
    trade = words.TRADES[trigger.kind]
    done = {"trade": trade, "qty": trigger.leader_qty, "symbol": trigger.symbol}
    if trigger.kind is TradeKind.REST:
        return said("{trade} of {qty} {symbol} by the leader, who is {now}.", now=standing(trigger.before), **done)
    return said("{trade} of {qty} {symbol} by the leader, now {now}.", now=standing(trigger.after), **done)


def _after(stamp: Stamp | None, start_ns: int) -> int | None:
    return None if stamp is None else stamp.mono_ns - start_ns


def _decimal(value: Fraction | None) -> Decimal | None:
    return None if value is None else Decimal(value.numerator) / value.denominator
