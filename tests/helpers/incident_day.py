"""A recorded quarter of an hour with everything that an incident report has to tell, in a journal on the disk."""

from decimal import Decimal
from pathlib import Path

from mimikdesk.app.assembly import build
from mimikdesk.app.demo import make_demo_workspace
from mimikdesk.brokers.practice.market import StillMarket
from mimikdesk.domain.clock import VirtualClock
from mimikdesk.domain.ids import AccountId, Symbol
from mimikdesk.domain.orders import OrderKind, Side
from mimikdesk.domain.time import MILLISECOND, SECOND
from mimikdesk.journal.intents import IntentLog
from mimikdesk.journal.open import open_journal

LEADER, ONE, TWO, B = (AccountId(f"practice{name}") for name in ("/PA-LEADER", "/PA-01", "/PA-02", "-b/PB-01"))
MNQ, MES = Symbol("MNQZ6"), Symbol("MESZ6")

START_NS = 1_795_185_000_000_000_000
"""2026-11-20 14:30:00 UTC."""
CALM_NS = START_NS + 60 * SECOND
"""Everybody holds what was copied; the trouble begins."""
END_NS = START_NS + 300 * SECOND


def record_day(folder: Path) -> None:
    """The leader buys 2; PA-01's copy is rejected. On PB-01 (x2, holds 4) somebody sells 6 by hand. The line of both is
    lost for a while. The leader rests an exit, which fills nowhere, cancels it, and sells 2."""
    clock = VirtualClock(START_NS)
    journal = open_journal(folder, clock.now()).journal
    make_demo_workspace(journal.store)
    intents = IntentLog(folder)
    running = build(
        clock,
        journal.store,
        journal.recorder,
        intents,
        lambda update: None,
        seed=1,
        market=StillMarket(depth=500, levels=30),
        past=journal,
    )
    links = {link.connection: link for link in running.program._links}
    hand = running.venue.hand(LEADER)

    def until(ns: int) -> None:
        clock.advance(ns - clock.now().utc_ns)

    running.start()
    until(START_NS + 10 * SECOND)
    links["practice"].line.reject_next(1, "=insufficient margin")  # type: ignore[attr-defined, index]
    hand.place(MNQ, Side.BUY, 2)
    until(CALM_NS + 500 * MILLISECOND)
    running.venue.hand(B).place(MNQ, Side.SELL, 6)
    until(CALM_NS + 30 * SECOND)
    links["practice-b"].line.drop("The line to the practice exchange was lost.", down_ns=20 * SECOND)  # type: ignore[attr-defined, index]
    until(CALM_NS + 90 * SECOND)
    exit_at = running.venue.quote(MNQ).ask + Decimal(100)
    resting = hand.place(MNQ, Side.SELL, 2, OrderKind.LIMIT, limit=exit_at)
    until(CALM_NS + 100 * SECOND)
    hand.cancel(resting)
    hand.place(MNQ, Side.SELL, 2)
    until(END_NS)
    done: list[str] = []
    running.stop(lambda: done.append("done"))
    clock.advance(5 * SECOND)
    assert done
    assert journal.close(clock.now())
    intents.close()
