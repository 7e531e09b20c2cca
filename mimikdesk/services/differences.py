"""A difference from before the start, in words, and the answers it may be given (rule 10.1)."""

from dataclasses import dataclass

from mimikdesk.domain.guard import Answer
from mimikdesk.domain.orders import standing
from mimikdesk.domain.sentence import said
from mimikdesk.engine import answers
from mimikdesk.engine.book import Book
from mimikdesk.engine.state import EngineState, Follower, Group


@dataclass(frozen=True, slots=True)
class Difference:
    """``leader``: his signed contracts, in his own instrument; ``fitting``: the follower's signed contracts that they
    ask for. ``text``: a sentence that follows the account's name."""

    leader: int
    fitting: int
    text: str
    answers: tuple[Answer, ...]


def difference(state: EngineState, group: Group, follower: Follower, book: Book) -> Difference:
    """What a follower's position is beside the leader's in the instruments that the book's one stands for."""
    behind = answers.fitting(state, group, follower, book)
    leader, fitting = behind[1:] if behind is not None else (0, 0)
    held = book.position
    if held:
        his = said("the leader is {his}", his=standing(leader)) if leader else said("leader is flat")
        text = said(
            "is {held} in {symbol} from before copying started, {his}.",
            held=standing(held),
            symbol=book.symbol,
            his=his,
        )
    elif fitting:
        text = said(
            "is flat in {symbol}, while the leader is {his} from before copying started.",
            symbol=book.symbol,
            his=standing(leader),
        )
    else:
        text = said("had something under way in {symbol} when copying started.", symbol=book.symbol)
    return Difference(leader, fitting, text, answers.offered(state, group, follower, book))
