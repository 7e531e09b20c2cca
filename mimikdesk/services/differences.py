"""A difference from before the start, in words, and the answers it may be given (rule 10.1)."""

from dataclasses import dataclass

from mimikdesk.domain.guard import Answer
from mimikdesk.engine.book import Book
from mimikdesk.engine.mapping import route
from mimikdesk.engine.sizing import open_size
from mimikdesk.engine.state import EngineState, Follower, Group
from mimikdesk.services import words


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
    leader, fitting = _fitting(state, group, follower, book)
    held = book.position
    if held:
        his = f"the leader is {words.standing(leader)}" if leader else "leader is flat"
        text = f"is {words.standing(held)} in {book.symbol} from before copying started, {his}."
    elif fitting:
        text = f"is flat in {book.symbol}, while the leader is {words.standing(leader)} from before copying started."
    else:
        text = f"had something under way in {book.symbol} when copying started."
    return Difference(leader, fitting, text, answers(held, fitting))


def answers(held: int, fitting: int) -> tuple[Answer, ...]:
    """Adopting needs a position on the leader's side that is not above the multiplier's size; flattening and leaving
    are always possible."""
    fits = held * fitting > 0 and abs(held) <= abs(fitting)
    return (Answer.ADOPT, Answer.FLATTEN, Answer.LEAVE) if fits else (Answer.FLATTEN, Answer.LEAVE)


def _fitting(state: EngineState, group: Group, follower: Follower, book: Book) -> tuple[int, int]:
    """The leader's position behind this book, and what it asks for; zeros where he is flat."""
    for symbol, leader_book in group.leader.books.items():
        where = route(state, follower, symbol)
        position = leader_book.position
        if position and where is not None and where.symbol == book.symbol:
            size = open_size(abs(position), where.multiplier)
            return position, size if position > 0 else -size
    return 0, 0
