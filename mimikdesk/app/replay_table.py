"""How a replay looks in a terminal: the leader's trades with what each follower made of them, and the sums."""

from collections.abc import Iterator
from decimal import Decimal

from mimikdesk.app.terminal_table import FollowerLine, Trade, head_lines, held_words, trade_lines
from mimikdesk.domain.commands import PlaceOrder
from mimikdesk.domain.decisions import TradeKind
from mimikdesk.domain.group import CopyGroup
from mimikdesk.domain.orders import OrderKind
from mimikdesk.domain.reasons import REASONS, Cause
from mimikdesk.services import words
from mimikdesk.services.replay.result import Outcome, Replayed, ReplayedTrade, Total
from mimikdesk.services.replay.tape import Tape

_SUMS = "  {:<{width}} {:>7} {:>8} {:>6} {:>8}  {:>14}  {}"


def replay_lines(source: str, tape: Tape, group: CopyGroup, result: Replayed) -> Iterator[str]:
    """Everything that is to be printed of one group's replay."""
    names = {follower.account: total.name for follower, total in zip(group.followers, result.followers, strict=True)}
    count = len(group.followers)
    set_aside = [
        f"The group is {state}; the replay sets that aside."
        for state, applies in (("switched off", not group.on), ("in a dry run", group.dry_run))
        if applies
    ]
    yield from head_lines(
        " ".join(
            (
                f"Replay of {source}: {tape.leader_name} leads {count} follower{'' if count == 1 else 's'} of "
                f"“{group.name}”. Followers begin flat, and their orders fill at the leader's price: "
                "market orders at once, copies that rest when he fills.",
                *tape.notes,
                *set_aside,
            )
        )
    )
    day = ""
    for trade in result.trades:
        shown = Trade(
            utc_ns=trade.trigger.at.utc_ns,
            did=_did(trade),
            symbol=trade.trigger.symbol,
            price=trade.price,
            terms="" if trade.order is None else words.prices(trade.order, trade.decimals),
            before=trade.trigger.before,
            after=trade.trigger.after,
            decimals=_decimals(trade),
            followers=tuple(_follower(names[account], outcome) for account, outcome in trade.outcomes.items()),
            sized=True,
        )
        if shown.day != day:
            day = shown.day
            yield from (day, "")
        yield from trade_lines(shown)
    yield from _sums(result)


def _did(trade: ReplayedTrade) -> str:
    trigger = trade.trigger
    if trigger.kind is TradeKind.REST:
        if trade.order is None:
            return f"submits an order for {trigger.leader_qty}"
        return f"submits a {words.KINDS[trade.order.kind]} to {trade.order.side.value} {trigger.leader_qty}"
    return f"{'buys' if trigger.after > trigger.before else 'sells'} {trigger.leader_qty}"


def _decimals(trade: ReplayedTrade) -> int:
    """The contract's decimals, or one more pair where the average of several fills needs them."""
    if trade.price is None or trade.price == round(trade.price, trade.decimals):
        return trade.decimals
    return trade.decimals + 2


def _follower(name: str, outcome: Outcome) -> FollowerLine:
    decided = outcome.decided
    why = [decided.detail] if decided.detail else []
    if decided.reason is not None and REASONS[decided.reason].cause is not Cause.ROUTINE:
        why = [f"{decided.detail} {REASONS[decided.reason].advice}"]
    orders = ", ".join(_order(order) for order in outcome.orders)
    return FollowerLine(
        name=name,
        multiplier=decided.numbers.multiplier,
        verdict=decided.verdict.value,
        order=_short(orders, decided.symbol, decided.trigger.symbol),
        price=outcome.price,
        slippage=None,
        position=outcome.position,
        expected=outcome.expected,
        why=(*why, *outcome.notices),
        size=decided.numbers.size,
    )


def _order(order: PlaceOrder) -> str:
    """“buy 2 MNQZ6”; what rests with its kind and prices: “sell 2 MNQZ6 stop 21,000.00”."""
    if order.kind is OrderKind.MARKET:
        return f"{order.side.value} {order.qty} {order.symbol}"
    prices = " / ".join(f"{price:,}" for price in (order.stop, order.limit, order.trail) if price is not None)
    return f"{order.side.value} {order.qty} {order.symbol} {order.kind.value.replace('_', '-')} {prices}"


def _short(orders: str, symbol: str, leads: str) -> str:
    """The contract is named where it is another than the leader's."""
    return (orders.replace(f" {symbol}", "") if symbol == leads else orders) or "-"


def _sums(result: Replayed) -> Iterator[str]:
    width = max(9, *(len(total.name) for total in (result.leader, *result.followers)))
    yield "Over the whole replay, in leader trades; profit by the leader's prices, before fees:"
    yield _SUMS.format("account", "copied", "clipped", "held", "nothing", "profit", "holds at the end", width=width)
    leader = result.leader
    yield _SUMS.format(
        leader.name, f"{leader.copied}", "", "", "", _money(leader.pnl), f"{_ends(leader)} (leader)", width=width
    ).rstrip()
    for total in result.followers:
        yield _SUMS.format(
            total.name,
            total.copied,
            total.clipped,
            total.held,
            total.routine,
            _money(total.pnl),
            _ends(total),
            width=width,
        ).rstrip()
    unknown = sorted({symbol for total in (leader, *result.followers) for symbol in total.unknown})
    if unknown:
        yield ""
        yield f"The profit in {', '.join(unknown)} cannot be told: its point value or its price is not known here."


def _ends(total: Total) -> str:
    return ", ".join(f"{held_words(qty)} {symbol}" for symbol, qty in total.positions) or "flat"


def _money(amount: Decimal | None) -> str:
    return "not known" if amount is None else f"{amount:+,.2f}" if amount else "0.00"
