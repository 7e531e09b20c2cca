"""Tolerances of resting copies: entries and exits that are late, copies that are ahead of their leader (6.4 to 6.6)."""

from decimal import Decimal

from mimikdesk.domain.decisions import Level, Noticed, NoticeKind
from mimikdesk.domain.group import LateEntry
from mimikdesk.domain.orders import OrderKind
from mimikdesk.domain.reasons import Reason, sentence
from mimikdesk.domain.sentence import joined, said
from mimikdesk.domain.time import MILLISECOND, SECOND
from mimikdesk.engine import carry, exit_desk
from mimikdesk.engine.adjust import Errand, Wish
from mimikdesk.engine.leader import LeaderOrder
from mimikdesk.engine.orders import Terms
from mimikdesk.engine.orphans import order_behind
from mimikdesk.engine.resting import RestingCopy
from mimikdesk.engine.state import Group, Route

AHEAD_NS = 3 * SECOND
"""How long a copy may be ahead of its leader before the trader is told."""


def expire(errand: Errand) -> None:
    """Resting exits whose time is over are closed otherwise (rule 6.5)."""
    over = False
    for copy in errand.book.copies.values():
        until = copy.late_exit_until_ns
        if until is None:
            continue
        live = copy.live
        if live is None or errand.at.mono_ns >= until or not exit_desk.owed(errand.book, -copy.sign):
            copy.late_exit_until_ns = None
            copy.exit_over = live is not None and errand.at.mono_ns >= until
            over = True
        else:
            errand.look_at(until)
    if over:
        exit_desk.work(errand.state, errand.follower, errand.book, errand.at, errand.out)


def watch(errand: Errand, group: Group, wishes: list[Wish], where: Route) -> None:
    """Tell of copies that are late or ahead, and do with late entries what the group's settings say."""
    for wish in wishes:
        order = order_behind(group.leader, errand.book, wish.copy)
        _late(errand, group, wish, order)
        _ahead(errand, wish.copy, order, where)


def _late(errand: Errand, group: Group, wish: Wish, order: LeaderOrder) -> None:
    copy, settings, now = wish.copy, group.settings, errand.at.mono_ns
    if copy.live is None or not copy.late or not wish.opens:
        copy.late_ns = None
        return
    if copy.late_ns is None:
        copy.late_ns = now
    due = copy.late_ns + settings.entry_tolerance_ms * MILLISECOND
    if now < due:
        errand.look_at(due)
        return
    seconds = Decimal(settings.entry_tolerance_ms) / 1000
    words = sentence(Reason.ENTRY_LATE, seconds=f"{seconds.normalize():f}")
    if settings.late_entry is LateEntry.CANCEL:
        wish.opens = 0
        copy.no_opens = (Reason.ENTRY_LATE, words)
        words = joined((words, said("The copy is cancelled.")))
    elif settings.late_entry is LateEntry.MARKET and wish.kind is OrderKind.LIMIT and order.last_price is not None:
        if not order.rests:
            wish.terms = _within_ticks(errand, order.last_price, settings.late_entry_ticks, copy.sign)
        late = said(
            "It is taken at the market, within {ticks} ticks of the leader's price.", ticks=settings.late_entry_ticks
        )
        words = joined((words, late))
    else:
        words = joined((words, said("The copy keeps working.")))
    errand.book.cause = errand.book.cause or (Reason.ENTRY_LATE, words)
    if not copy.late_told:
        copy.late_told = True
        book, account = errand.book, errand.follower.account
        errand.out.append(
            Noticed(NoticeKind.ENTRY_LATE, Level.WARNING, words, errand.at, account, book.symbol, Reason.ENTRY_LATE)
        )


def _within_ticks(errand: Errand, price: Decimal, ticks: int, sign: int) -> Terms:
    instrument = errand.state.instruments.get(errand.book.symbol)
    tick = instrument.tick_size if instrument is not None else Decimal(0)
    return Terms(1, price + sign * ticks * tick)


def _ahead(errand: Errand, copy: RestingCopy, order: LeaderOrder, where: Route) -> None:
    done = carry.due(copy, order.opened, where)
    now = errand.at.mono_ns
    if not order.rests or copy.got <= done:
        copy.ahead_ns = None
        return
    if copy.ahead_ns is None:
        copy.ahead_ns = now
    if copy.ahead_told:
        return
    if now < copy.ahead_ns + AHEAD_NS:
        errand.look_at(copy.ahead_ns + AHEAD_NS)
        return
    copy.ahead_told = True
    text = said(
        "The copy in {symbol} has filled {ahead} before the leader's own order. It counts as expected while "
        "his order works.",
        symbol=errand.book.symbol,
        ahead=copy.got - done,
    )
    account = errand.follower.account
    errand.out.append(Noticed(NoticeKind.AHEAD_OF_LEADER, Level.WARNING, text, errand.at, account, errand.book.symbol))
