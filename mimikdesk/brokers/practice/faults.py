"""Trouble as figures: what may happen to a connection by chance, and what is to become of one message."""

from dataclasses import dataclass
from random import Random

from mimikdesk.brokers.practice.wire import Message


@dataclass(frozen=True, slots=True)
class FaultPlan:
    """Trouble at random. Shares are 0 to 1, times nanoseconds; what may take "up to" a time is spread evenly.

    Of the program's commands: ``lose_command`` never arrive, ``rate_limit`` use up the request budget for up to
    ``rate_limit_ns``; of placed orders (pairs, brackets and closes count as one) ``reject``.

    Of the reports (orders, fills, positions, cash): ``lose`` never come and ``duplicate`` come twice; ``late_order``,
    ``late_fill``, ``late_position`` and ``late_balance`` of their class come late by up to ``late_ns``, so that other
    classes overtake them; ``wrong_position`` of positions are told with the old value first and come right late by up
    to ``late_ns``; ``drop`` lose the line, which stays unreachable for up to ``down_ns``. Of these ``flushed`` still
    deliver what was on the wire, so that the loss itself leaves no gap.

    Of the snapshots ``stale_snapshot`` show positions of up to ``stale_ns`` ago with orders of now, and come right as
    much later. Of the logins ``repeat_fills`` bring all fills of the session again as live ones; each login is
    accepted for up to ``login_ns`` (0: for good), and the trader signs in again within ``sign_in_ns``.
    """

    reject: float = 0.0
    lose_command: float = 0.0
    rate_limit: float = 0.0
    rate_limit_ns: int = 0
    lose: float = 0.0
    duplicate: float = 0.0
    late_order: float = 0.0
    late_fill: float = 0.0
    late_position: float = 0.0
    late_balance: float = 0.0
    late_ns: int = 0
    wrong_position: float = 0.0
    drop: float = 0.0
    down_ns: int = 0
    flushed: float = 0.0
    stale_snapshot: float = 0.0
    stale_ns: int = 0
    repeat_fills: float = 0.0
    login_ns: int = 0
    sign_in_ns: int = 0

    def late(self, message: Message) -> float:
        """The share of this class that comes late."""
        match message:
            case Message.ORDER:
                return self.late_order
            case Message.FILL:
                return self.late_fill
            case Message.POSITION:
                return self.late_position
            case Message.BALANCE:
                return self.late_balance
            case _:
                return 0.0


NO_PLAN = FaultPlan()


@dataclass(frozen=True, slots=True)
class Treatment:
    """What the line does to one report: how often it comes, and how late (nanoseconds)."""

    copies: int = 1
    late_ns: int = 0


UNTOUCHED = Treatment()


class Dice:
    """Chance, with a stream of its own for each kind of trouble, so that one does not shift another."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._streams: dict[str, Random] = {}

    def hits(self, kind: str, share: float) -> bool:
        """Whether trouble of this kind, which befalls this share, befalls here."""
        return share > 0 and self._stream(kind).random() < share

    def upto(self, kind: str, most: int) -> int:
        """A whole number from 0 to ``most``."""
        return int(self._stream(kind).random() * most)

    def _stream(self, kind: str) -> Random:
        stream = self._streams.get(kind)
        if stream is None:
            stream = self._streams[kind] = Random(f"{self._seed}/{kind}")
        return stream
