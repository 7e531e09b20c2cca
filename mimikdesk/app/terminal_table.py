"""How leader trades and their copies look in a terminal: plain text, at most 100 columns with names of usual length."""

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from mimikdesk.domain.ids import Symbol
from mimikdesk.domain.time import MILLISECOND

WIDTH = 100
_COLUMNS = "  {:<{width}} {:>6}  {:<7}  {:<{orders}} {:>11} {:>11}  {:<10} {:>8} {:>10}"
_WHY = " " * 12


@dataclass(frozen=True, slots=True)
class FollowerLine:
    """What one follower made of one leader trade. ``price``: average of its fills, None when there was none.

    ``slippage``: ticks against the leader's price, positive is worse. Positions are signed contracts. ``size``: what
    the sizing rule asked to open.
    """

    name: str
    multiplier: Decimal
    verdict: str
    order: str
    price: Decimal | None
    slippage: Decimal | None
    position: int
    expected: int
    why: tuple[str, ...]
    size: int = 0


@dataclass(frozen=True, slots=True)
class Trade:
    """One leader trade with what became of it. ``did``: in words, without the price; that is None where it is not
    known. ``terms``: the prices of an order that rests, in words. ``sized``: show what the rules asked for
    instead of the slippage."""

    utc_ns: int
    did: str
    symbol: Symbol
    price: Decimal | None
    before: int
    after: int
    decimals: int
    followers: tuple[FollowerLine, ...]
    sized: bool = False
    terms: str = ""

    @property
    def day(self) -> str:
        """The date, as ``Friday 2026-11-20``."""
        return f"{datetime.fromtimestamp(self.utc_ns // 1_000_000_000, UTC):%A %Y-%m-%d}"


def head_lines(text: str) -> list[str]:
    """What is going to be shown."""
    return [*textwrap.wrap(text, WIDTH), ""]


def trade_lines(trade: Trade) -> list[str]:
    """The block of one leader trade."""
    at = datetime.fromtimestamp(trade.utc_ns // 1_000_000_000, UTC)
    price = f" {trade.terms}" if trade.terms else ""
    if trade.price is not None:
        price = f" at {trade.price:,.{trade.decimals}f}"
    width = max(9, *(len(line.name) for line in trade.followers))
    orders = max(9, *(len(line.order) for line in trade.followers))
    fourth = "size" if trade.sized else "slippage"
    change = held_words(trade.before)
    if trade.after != trade.before:
        change = f"{change} -> {held_words(trade.after)}"
    lines = [
        f"{at:%H:%M:%S}  Leader {trade.did} {trade.symbol}{price}   ({change})",
        _COLUMNS.format(
            "follower",
            "mult",
            "verdict",
            "order",
            "fill",
            fourth,
            "holds",
            "expected",
            "divergence",
            width=width,
            orders=orders,
        ),
    ]
    for line in trade.followers:
        lines.append(
            _COLUMNS.format(
                line.name,
                f"x{line.multiplier.normalize():f}",
                line.verdict,
                line.order,
                "" if line.price is None else f"{line.price:,.{trade.decimals}f}",
                (line.size or "") if trade.sized else "" if line.slippage is None else _ticks(line.slippage),
                held_words(line.position),
                line.expected,
                line.position - line.expected,
                width=width,
                orders=orders,
            ).rstrip()
        )
        for why in line.why:
            lines += textwrap.wrap(why, WIDTH, initial_indent=_WHY, subsequent_indent=_WHY)
    return [*lines, ""]


def closing_lines(latencies_ns: Sequence[int], held: Sequence[str]) -> list[str]:
    """Copy latency and the state at the end. ``held``: followers that still hold something, with what."""
    lines = []
    if latencies_ns:
        ordered = sorted(latencies_ns)
        figures = (_ms(_percentile(ordered, 50)), _ms(_percentile(ordered, 99)), _ms(ordered[-1]))
        lines += textwrap.wrap(
            "Copy latency, from the leader's event to the last follower's order handed to the connection "
            "(computing time on this machine, no network): p50 {} ms, p99 {} ms, max {} ms, over {} copies.".format(
                *figures, len(ordered)
            ),
            WIDTH,
        )
    if held:
        return [*lines, "Followers that are NOT flat at the end: " + "; ".join(held) + "."]
    return [*lines, "The session is over, and every follower is flat."]


def _percentile(ordered: Sequence[int], percent: int) -> int:
    """The nearest-rank percentile of sorted numbers."""
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)]


def _ms(duration_ns: int) -> str:
    return f"{duration_ns / MILLISECOND:.2f}"


def held_words(position: int) -> str:
    """``long 4``, ``short 2`` or ``flat``."""
    if position == 0:
        return "flat"
    return f"{'long' if position > 0 else 'short'} {abs(position)}"


def _ticks(ticks: Decimal) -> str:
    rounded = ticks.quantize(Decimal("0.1"))
    number = f"{rounded.normalize():+f}" if rounded else "0"
    return f"{number} tick" if abs(rounded) == 1 else f"{number} ticks"
