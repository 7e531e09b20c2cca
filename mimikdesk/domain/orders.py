"""Orders, fills and positions as a broker reports them."""

from decimal import Decimal
from enum import StrEnum

from mimikdesk.domain.ids import ClientOrderId, FillId, Symbol, VenueOrderId
from mimikdesk.domain.record import record
from mimikdesk.domain.sentence import Sentence, said


class Side(StrEnum):
    """``sign``: +1 for a buy, -1 for a sell. A field, because it is asked for many times on the way of every order."""

    sign: int

    BUY = "buy"
    SELL = "sell"

    @property
    def opposite(self) -> "Side":
        return Side.SELL if self is Side.BUY else Side.BUY

    @staticmethod
    def of(signed: int) -> "Side":
        """The side that a signed, non-zero quantity stands for."""
        if signed == 0:
            raise ValueError("zero has no side")
        return Side.BUY if signed > 0 else Side.SELL


# Not in an __init__ of the member: compiled, that would look for a class that is only being made.
for _side in Side:
    _side.sign = 1 if _side.value == "buy" else -1


class OrderKind(StrEnum):
    MARKET = "market"
    LIMIT = "limit"
    STOP = "stop"
    STOP_LIMIT = "stop_limit"
    TRAILING_STOP = "trailing_stop"


class OrderStatus(StrEnum):
    """Where an order stands at the broker. ``PENDING``: sent, not yet answered. ``SUSPENDED``: a held bracket leg.

    ``final``: it will not change any more.
    """

    final: bool

    PENDING = "pending"
    WORKING = "working"
    SUSPENDED = "suspended"
    FILLED = "filled"
    CANCELLED = "cancelled"
    REJECTED = "rejected"
    EXPIRED = "expired"


for _status in OrderStatus:
    _status.final = _status.value in ("filled", "cancelled", "rejected", "expired")


@record(frozen=True, slots=True)
class OrderReport:
    """The state of one order as the broker last told it.

    ``qty``: contracts ordered, > 0. ``filled``: contracts filled so far, 0..qty. ``text``: the broker's own words
    (why it was rejected). ``client_order_id`` is None for orders that this program did not send.
    ``trail``: distance of a trailing stop in points. ``parent``: the entry whose fill releases this held leg.
    ``oco``: a name that orders share of which one cancels the others; None or "" where there is none or nobody told.
    ``liquidation``: the broker itself closes a position with it.
    """

    venue_order_id: VenueOrderId
    client_order_id: ClientOrderId | None
    symbol: Symbol
    side: Side
    kind: OrderKind
    qty: int
    filled: int
    status: OrderStatus
    limit: Decimal | None = None
    stop: Decimal | None = None
    text: str = ""
    trail: Decimal | None = None
    parent: VenueOrderId | None = None
    oco: str | None = None
    liquidation: bool = False


@record(frozen=True, slots=True)
class Fill:
    """One execution. ``qty`` > 0. ``venue_ns``: the broker's own time in UTC nanoseconds, None when it gives none."""

    fill_id: FillId
    venue_order_id: VenueOrderId
    client_order_id: ClientOrderId | None
    symbol: Symbol
    side: Side
    qty: int
    price: Decimal
    venue_ns: int | None = None


_FLAT = said("flat")


def standing(position: int) -> Sentence:
    """A signed position in words: “long 4”, “short 2”, “flat”."""
    if position == 0:
        return _FLAT
    return said("long {size}", size=position) if position > 0 else said("short {size}", size=-position)


@record(frozen=True, slots=True)
class PositionReport:
    """A signed position (long > 0) and its average entry price, None when flat or not told."""

    symbol: Symbol
    qty: int
    average: Decimal | None = None
