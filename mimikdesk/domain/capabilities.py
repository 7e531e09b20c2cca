"""What a broker can do natively, as each adapter declares it (rule 6.8)."""

from mimikdesk.domain.orders import OrderKind
from mimikdesk.domain.record import record


@record(frozen=True, slots=True)
class Capabilities:
    """What a broker does natively. What it cannot is emulated or refused with a reason.

    ``cancel_before_ack``: an order can be cancelled by its client id before the broker has acknowledged it.
    ``modify``: price and size of a working order can be changed. ``fixed_trail``: but not the distance of a trailing
    stop. ``oco``, ``bracket``, ``close``: PlaceOco,
    PlaceBracket, ClosePosition are carried out by the broker itself.
    """

    order_kinds: frozenset[OrderKind]
    cancel_before_ack: bool = False
    modify: bool = False
    fixed_trail: bool = False
    oco: bool = False
    bracket: bool = False
    close: bool = False
