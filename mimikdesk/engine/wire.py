"""The last step before an order leaves the engine: its id, its entry in the book, and the decision to send it."""

from mimikdesk.domain.commands import PlaceOrder
from mimikdesk.domain.decisions import Decision, Purpose, SendCommand
from mimikdesk.domain.ids import ClientOrderId
from mimikdesk.domain.orders import Side
from mimikdesk.engine.book import Book
from mimikdesk.engine.client_ids import client_order_id
from mimikdesk.engine.orders import OwnOrder, Tracked
from mimikdesk.engine.sizing import Share
from mimikdesk.engine.state import Follower


def send_market(
    follower: Follower,
    book: Book,
    sign: int,
    *,
    closes: int,
    opens: int,
    cause: str,
    step: str,
    now_ns: int,
    out: list[Decision],
    weight: Share = 1,
) -> ClientOrderId:
    """Enter a market order in the book and decide to send it. ``closes`` > 0 is the exit desk's privilege."""
    identity = client_order_id(cause, follower.account, book.symbol, step)
    command = PlaceOrder(follower.account, identity, book.symbol, Side.of(sign), closes + opens)
    order = OwnOrder(command, cause, closes, opens, now_ns, Tracked(book.symbol, command.side, command.qty), weight)
    book.orders[identity] = order
    follower.own[identity] = order
    purpose = Purpose.FLIP if closes and opens else Purpose.CLOSE if closes else Purpose.OPEN
    out.append(SendCommand(command, purpose, cause, closes, opens))
    return identity
