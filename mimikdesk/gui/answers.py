"""What the buttons for the answers to a finding say. No Qt here."""

from mimikdesk.domain.guard import Answer, FindingKind, GuardAction
from mimikdesk.services.views import FindingRow

CLOSING = (Answer.CORRECT, Answer.FLATTEN)
"""Answers that close contracts at the broker: their buttons are pressed and held."""

ORDER = (Answer.CORRECT, Answer.FLATTEN, Answer.ADOPT, Answer.LEAVE)
"""How the buttons stand beside each other."""

TIPS = {
    Answer.CORRECT: "Press and hold to do at once what the finding calls for. It only ever closes.",
    Answer.FLATTEN: "Press and hold to close the position in this contract and cancel its orders.",
    Answer.ADOPT: "What it holds is right from now on and follows the leader's exits.",
    Answer.LEAVE: "Leave it alone until it is flat. Nothing is opened here before.",
}


def word(answer: Answer, kind: FindingKind) -> str:
    """The text of an answer's button."""
    match answer:
        case Answer.CORRECT:
            return "Close the excess" if kind is FindingKind.OVER_SIZE else "Close now"
        case Answer.FLATTEN:
            return "Flatten"
        case Answer.ADOPT:
            return "Adopt"
        case Answer.LEAVE:
            return "Leave"


def doing(row: FindingRow) -> str:
    """What will be done by itself, before the seconds: “Closing in”."""
    return "Closing the excess in" if row.action is GuardAction.TRIM else "Closing in"
