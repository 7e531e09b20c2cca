"""Pairs: which of the leader's resting exits belong together, a limit and a stop of which one ends the other (6.7)."""

from collections.abc import Iterable

from mimikdesk.domain.ids import VenueOrderId
from mimikdesk.domain.orders import OrderKind, OrderReport
from mimikdesk.domain.time import MILLISECOND, SECOND
from mimikdesk.engine.leader import LeaderOrder

PAIR_NS = SECOND
"""Legs without a known link that arrive within this time of each other are a pair."""

STOP_WAIT_NS = 300 * MILLISECOND
"""How long a stop waits for its limit before it goes alone."""


def pair_up(orders: Iterable[LeaderOrder]) -> dict[VenueOrderId, LeaderOrder]:
    """For each leg of a pair, the other one. Links that the broker names come first, then what arrived together."""
    mates: dict[VenueOrderId, LeaderOrder] = {}
    listed = list(orders)
    for belongs in (_named, _of_one_parent, _together):
        for index, one in enumerate(listed):
            if one.key in mates:
                continue
            for other in listed[index + 1 :]:
                if other.key not in mates and belongs(one, other):
                    mates[one.key], mates[other.key] = other, one
                    break
    return mates


def is_stop(order: LeaderOrder) -> bool:
    return _report(order).kind is not OrderKind.LIMIT


def _report(order: LeaderOrder) -> OrderReport:
    assert order.report is not None  # an order that rests was reported
    return order.report


def _named(one: LeaderOrder, other: LeaderOrder) -> bool:
    return bool(_report(one).oco) and _report(one).oco == _report(other).oco


def _of_one_parent(one: LeaderOrder, other: LeaderOrder) -> bool:
    parent = _report(one).parent
    return parent is not None and parent == _report(other).parent and _legs(one, other)


def _together(one: LeaderOrder, other: LeaderOrder) -> bool:
    linked = any(report.oco or report.parent for report in (_report(one), _report(other)))
    return not linked and abs(one.seen_ns - other.seen_ns) <= PAIR_NS and _legs(one, other)


def _legs(one: LeaderOrder, other: LeaderOrder) -> bool:
    return one.tracked.side is other.tracked.side and is_stop(one) is not is_stop(other)
