"""What the buttons for the answers to a finding say. No widgets here."""

from mimikdesk.domain.guard import Answer, FindingKind, GuardAction
from mimikdesk.gui.translate import later, tr
from mimikdesk.services.views import FindingRow

CLOSING = (Answer.CORRECT, Answer.FLATTEN)
"""Answers that close contracts at the broker: their buttons are pressed and held."""

ORDER = (Answer.CORRECT, Answer.FLATTEN, Answer.ADOPT, Answer.LEAVE)
"""How the buttons stand beside each other."""

TIPS = {
    Answer.CORRECT: later("Problems", "Press and hold to do at once what the finding calls for. It only ever closes."),
    Answer.FLATTEN: later("Problems", "Press and hold to close the position in this contract and cancel its orders."),
    Answer.ADOPT: later("Problems", "What it holds is right from now on and follows the leader's exits."),
    Answer.LEAVE: later("Problems", "Leave it alone until it is flat. Nothing is opened here before."),
}


def word(answer: Answer, kind: FindingKind) -> str:
    """The text of an answer's button."""
    match answer:
        case Answer.CORRECT:
            return tr("Problems", "Close the excess") if kind is FindingKind.OVER_SIZE else tr("Problems", "Close now")
        case Answer.FLATTEN:
            return tr("Problems", "Flatten")
        case Answer.ADOPT:
            return tr("Problems", "Adopt")
        case Answer.LEAVE:
            return tr("Problems", "Leave")


def doing(row: FindingRow, left: str) -> str:
    """What will be done by itself: “Closing in 1.4 s”, “Closing now” when nothing is ``left``."""
    if row.action is GuardAction.TRIM:
        return tr("Problems", "Closing the excess in {0}", left) if left else tr("Problems", "Closing the excess now")
    return tr("Problems", "Closing in {0}", left) if left else tr("Problems", "Closing now")
