"""What time alone asks of an account under its risk rules: to be flat by a time, and figures that are missing."""

from typing import Protocol

from mimikdesk.domain.decisions import Level, NoticeKind
from mimikdesk.domain.events import Event, FlattenRequested
from mimikdesk.domain.risk import Hours, News, RuleKind
from mimikdesk.domain.risk_hours import flat_by, news_at
from mimikdesk.domain.risk_locks import LOCK_OF
from mimikdesk.domain.time import SECOND, Stamp
from mimikdesk.domain.trading_day import NewsCalendar, TradingDay
from mimikdesk.engine.state import EngineState
from mimikdesk.services.risk_account import AccountRisk
from mimikdesk.services.risk_words import when

PATIENCE_NS = 20 * SECOND
"""How long the figures of an account that is in a trade may be missing before the trader is told."""


class Desk(Protocol):
    """What is asked of the risk desk here."""

    @property
    def news(self) -> NewsCalendar | None: ...

    def seen(self, now: Stamp) -> int: ...

    def day(self, now: Stamp) -> TradingDay: ...

    def fresh(self, risk: AccountRisk, now: Stamp) -> bool: ...

    def tell(self, risk: AccountRisk, kind: NoticeKind, level: Level, text: str, at: Stamp) -> None: ...

    def take(self, event: Event) -> None: ...


def flat_by_time(desk: Desk, state: EngineState, risk: AccountRisk, now: Stamp) -> None:
    """Flatten a follower whose hours or news windows ask for it, once for each day and release."""
    seen, day = desk.seen(now), desk.day(now)
    hours, rule = risk.rules.armed(RuleKind.HOURS), risk.rules.armed(RuleKind.NEWS)
    why = ""
    if isinstance(hours, Hours) and risk.flat_done != day.label:
        at_ns = flat_by(hours, risk.zone, day)
        if at_ns is not None and seen >= at_ns:
            risk.flat_done = day.label
            why = f"Trading hours: it has to be flat by {when(at_ns, risk.zone)}."
    if isinstance(rule, News) and rule.flat and desk.news is not None:
        item, _ = news_at(rule, desk.news, seen)
        if item is not None and item.at_ns != risk.news_done:
            risk.news_done = item.at_ns
            why = why or f"News: it has to be flat before “{item.title}”."
    if why and _holds_something(state, risk):
        desk.tell(risk, NoticeKind.RISK_WARNED, Level.WARNING, why, now)
        if risk.account in state.follows:
            desk.take(FlattenRequested(f"risk|{risk.account}|{seen}", (risk.account,), now))


def _holds_something(state: EngineState, risk: AccountRisk) -> bool:
    if risk.account not in state.follows:
        return any(risk.qty.values())
    follower = state.follows[risk.account][1]
    return any(not book.idle for book in follower.books.values()) or follower.foreign_working or not follower.ready


def mind_blindness(desk: Desk, risk: AccountRisk, in_trade: bool, now: Stamp) -> None:
    """Tell when the money of an account in a trade has not been known well enough for a while."""
    armed = any(rule.armed and rule.kind in LOCK_OF for rule in risk.rules.rules)
    if not armed or desk.fresh(risk, now) or not in_trade:
        risk.blind_ns, risk.blind_told = None, False
        return
    if risk.blind_ns is None:
        risk.blind_ns = now.mono_ns
    elif not risk.blind_told and now.mono_ns - risk.blind_ns >= PATIENCE_NS:
        risk.blind_told = True
        text = "Its risk rules have no figure to go by: what it is worth is not known, or too old. No rule fires."
        desk.tell(risk, NoticeKind.RISK_BLIND, Level.WARNING, text, now)
