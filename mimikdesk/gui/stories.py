"""The stories of the last leader trades, as the window has heard of them, and what they say in words."""

from collections.abc import Iterable
from decimal import Decimal

from PySide6.QtCore import QObject, Signal

from mimikdesk.domain.decisions import CopyOutcome
from mimikdesk.domain.ids import AccountId
from mimikdesk.gui import format as fmt
from mimikdesk.gui.theme.tokens import Tone
from mimikdesk.gui.translate import later, told, tr
from mimikdesk.services.story_view import MOST_STORIES, StoryLeg, StoryView

OUTCOMES = {
    CopyOutcome.WORKING: (later("Story", "filling"), Tone.ACCENT),
    CopyOutcome.FILLED: (later("Story", "filled"), Tone.POSITIVE),
    CopyOutcome.CANCELLED: (later("Story", "cancelled"), Tone.WARNING),
    CopyOutcome.EXPIRED: (later("Story", "expired"), Tone.WARNING),
    CopyOutcome.REJECTED: (later("Story", "rejected"), Tone.DANGER),
    CopyOutcome.NOT_SENT: (later("Story", "not sent"), Tone.DANGER),
    CopyOutcome.LOST: (later("Story", "unknown to the broker"), Tone.DANGER),
}


class StoryBook(QObject):
    told = Signal(object)
    """A ``StoryView`` that is new or went on."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stories: dict[str, StoryView] = {}

    def add(self, stories: Iterable[StoryView]) -> None:
        for story in stories:
            self._stories.pop(story.trigger_id, None)
            self._stories[story.trigger_id] = story
            self.told.emit(story)
        while len(self._stories) > MOST_STORIES:
            del self._stories[next(iter(self._stories))]

    def get(self, trigger_id: str) -> StoryView | None:
        return self._stories.get(trigger_id)

    def last_of(self, account: AccountId) -> StoryView | None:
        """The latest leader trade that this account had an order for, else the latest that was decided for it."""
        mine = [s for s in reversed(self._stories.values()) if any(leg.account == account for leg in s.legs)]
        ordered = (s for s in mine if any(leg.account == account and leg.qty for leg in s.legs))
        return next(ordered, mine[0] if mine else None)


def result(leg: StoryLeg) -> tuple[str, Tone]:
    """How a leg stands, in a word or two."""
    if leg.outcome is None:
        waits = tr("Story", "on its way") if leg.qty else tr("Story", "nothing sent")
        return waits, Tone.ACCENT if leg.qty else Tone.QUIET
    word, tone = OUTCOMES[leg.outcome]
    if leg.filled and leg.filled < leg.qty:
        return tr("Story", "{0} of {1} filled, {2}", leg.filled, leg.qty, word.tr()), Tone.WARNING
    return word.tr(), tone


def average(price: Decimal | None, decimals: int) -> str:
    """An average price: as the instrument's prices are written, and two decimals more where it lies between two."""
    if price is None:
        return fmt.NONE
    return fmt.price(price, decimals if price == round(price, decimals) else decimals + 2)


def leg_words(leg: StoryLeg, decimals: int) -> str:
    """One follower's part in sentences: the same as the drawing shows."""
    parts = [f"{leg.account_name}: {told(leg.decision)}"]
    if leg.sent_ns is not None:
        parts.append(tr("Story", "Sent after {0}.", fmt.span(leg.sent_ns)))
    if leg.acknowledged_ns is not None:
        parts.append(tr("Story", "Acknowledged after {0}.", fmt.span(leg.acknowledged_ns)))
    if leg.filled_ns is not None:
        where = average(leg.price, decimals)
        parts.append(
            tr("Story", "{0} of {1} filled after {2} at {3}.", leg.filled, leg.qty, fmt.span(leg.filled_ns), where)
        )
    if leg.slippage_ticks is not None:
        parts.append(tr("Story", "{0} ticks against the leader's price.", fmt.ticks(leg.slippage_ticks)))
    if leg.outcome not in (None, CopyOutcome.FILLED) or (leg.outcome is None and leg.qty):
        parts.append(tr("Story", "It is {0}.", result(leg)[0]))
    if leg.said:
        parts.append(tr("Story", "The broker says: “{0}”.", leg.said))
    return " ".join(parts)


def story_words(story: StoryView) -> str:
    """The whole story, a line for what the leader did and one for each follower."""
    when = f"{fmt.day(story.at_ns)}, {fmt.clock_time(story.at_ns)}"
    lines = [f"{when}: {told(story.text)}", *(leg_words(leg, story.price_decimals) for leg in story.legs)]
    return "\n".join(lines)
