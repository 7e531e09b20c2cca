"""The real program with an exchange that outlives it, killed at a moment that can be chosen.

    python -m tests.e2e.killable FOLDER DO [MOMENT NUMBER]

The practice exchange lives and ends with the program. To see what a killed program finds on its next start, this one
keeps its accounts in a file: everything that an account is told is written down before the program hears of it, and
booked again at the next start. ``DO``: what the leader does by hand, ``buy`` once all connections stand, ``sell`` when
a file ``go`` lies in the folder. ``MOMENT NUMBER``: the process kills itself with SIGKILL when that moment comes for
the so-and-so-many-th time. The moments are in ``MOMENTS``; what the window would show of the session check goes to
``check.json``.
"""

import json
import os
import signal
import sys
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import wraps
from pathlib import Path
from typing import Any

from mimikdesk.app import assembly
from mimikdesk.app.main import main
from mimikdesk.brokers.practice.catalog import CATALOG
from mimikdesk.brokers.practice.market import Market
from mimikdesk.brokers.practice.orders import Order
from mimikdesk.brokers.practice.session import Session
from mimikdesk.brokers.practice.venue import START_CASH, PracticeVenue
from mimikdesk.domain.clock import Clock
from mimikdesk.domain.events import BalanceReported, Event, FillReported, LineState, OrderReported
from mimikdesk.domain.ids import AccountId, ConnectionId, Symbol
from mimikdesk.domain.instrument import Instrument
from mimikdesk.domain.orders import Fill, OrderReport, PositionReport, Side
from mimikdesk.domain.time import MILLISECOND
from mimikdesk.journal.codec import decode, encode
from mimikdesk.journal.intents import IntentLog
from mimikdesk.services.copier import Copier
from mimikdesk.services.program import Program
from mimikdesk.services.views import Update

LEADER = AccountId("practice/PA-LEADER")
MNQ = Symbol("MNQZ6")
QTY = 2


class KeptVenue(PracticeVenue):
    """``file``: where the accounts live on. Only what has ended is taken up again: the tests use market orders."""

    file: Path

    def __init__(
        self, clock: Clock, seed: int | str = 0, market: Market | None = None, fees: Mapping[str, Decimal] | None = None
    ) -> None:
        super().__init__(clock, seed, market, fees)
        self._past = [decode(line) for line in self.file.read_text().splitlines()] if self.file.exists() else []
        self._keeper = Keeper(clock, os.open(self.file, os.O_CREAT | os.O_APPEND | os.O_WRONLY))

    def add_account(
        self, connection: ConnectionId, name: str, cash: Decimal = START_CASH, max_contracts: int | None = None
    ) -> AccountId:
        account = super().add_account(connection, name, cash, max_contracts)
        for entry in self._past:
            if getattr(entry, "account", None) == account:
                self._book_again(entry)
        self.listen(account, self._keeper)
        return account

    def _book_again(self, entry: Any) -> None:
        owner = self.account(entry.account)
        match entry:
            case FillReported(fill=fill):
                owner.fills.append(fill)
                listed: Instrument = CATALOG[fill.symbol]
                owner.holding(listed).fill(fill.side, fill.qty, int(fill.price / listed.tick_size))
            case OrderReported(order=report):
                order = Order(
                    entry.account,
                    report.symbol,
                    report.side,
                    report.qty,
                    report.kind,
                    venue_order_id=report.venue_order_id,
                    client_order_id=report.client_order_id,
                    filled=report.filled,
                    status=report.status,
                    report=report,
                )
                owner.orders[report.venue_order_id] = order
                if report.client_order_id is not None:
                    owner.by_client_id[report.client_order_id] = order
            case BalanceReported(cash=cash):
                owner.cash = cash


class Keeper:
    """Hears what happens on the accounts before the program does."""

    def __init__(self, clock: Clock, out: int) -> None:
        self._clock = clock
        self._out = out

    def _keep(self, event: Event) -> None:
        os.write(self._out, encode(event).encode() + b"\n")

    def order(self, account: AccountId, report: OrderReport) -> None:
        self._keep(OrderReported(account, report, self._clock.now()))

    def fill(self, account: AccountId, fill: Fill) -> None:
        self._keep(FillReported(account, fill, self._clock.now()))

    def position(self, account: AccountId, report: PositionReport) -> None:
        """Told by the fills."""

    def balance(self, account: AccountId, cash: Decimal) -> None:
        self._keep(BalanceReported(account, cash, self._clock.now()))


# --- the moments --------------------------------------------------------------------------------------------------


def _of_follower(*args: Any) -> bool:
    event = args[1]
    return isinstance(event, FillReported | OrderReported) and event.account != LEADER


def _of_leader(*args: Any) -> bool:
    return isinstance(args[1], FillReported) and args[1].account == LEADER


Moment = tuple[type, str, bool, Callable[..., bool]]
"""A method, whether it has done its work when the moment comes, and which of its calls count."""

MOMENTS: dict[str, Moment] = {
    "the leader's fill is there": (Copier, "take", False, _of_leader),
    "an order is about to be written down": (IntentLog, "append", False, lambda *_: True),
    "an order is written down": (IntentLog, "append", True, lambda *_: True),
    "the orders are sent": (Copier, "take", True, _of_leader),
    "an order arrives at the exchange": (Session, "place", False, lambda *_: True),
    "an order is executed": (Session, "place", True, lambda *_: True),
    "a report of it is there": (Copier, "take", False, _of_follower),
    "a report of it was taken in": (Copier, "take", True, _of_follower),
}


def kill_at(moment: Moment, number: int) -> None:
    owner, name, after, counts = moment
    work = getattr(owner, name)
    seen = 0

    @wraps(work)
    def changed(*args: Any) -> Any:
        nonlocal seen
        hit = counts(*args)
        seen += hit
        if hit and seen == number and not after:
            os.kill(os.getpid(), signal.SIGKILL)
        result = work(*args)
        if hit and seen == number and after:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(owner, name, changed)


# --- the hand, and what the window is shown -------------------------------------------------------------------------


def trade_when_connected(side: Side, folder: Path) -> None:
    """Let the leader trade once all is connected and half a second later; he sells when he is told to."""
    start = assembly.Running.start

    def changed(running: assembly.Running) -> None:
        start(running)
        clock, state = running.venue.clock, running.program.copier.state

        def look() -> None:
            lines = state.lines.values()
            told = side is Side.BUY or (folder / "go").exists()
            if not told or len(lines) < 2 or any(line is not LineState.CONNECTED for line in lines):
                clock.call_later(20 * MILLISECOND, look)
                return
            clock.call_later(500 * MILLISECOND, trade)

        def trade() -> None:
            running.venue.hand(LEADER).place(MNQ, side, QTY)

        look()

    assembly.Running.start = changed  # type: ignore[method-assign, assignment]


def keep_the_check(folder: Path) -> None:
    """Write the differences that the session check names, each time the window is told of it."""
    made = Program.__init__

    def changed(program: Program, *args: Any, **named: Any) -> None:
        made(program, *args, **named)
        publish = program._publish

        def kept(update: Update) -> None:
            if update.check is not None:
                complete = update.check.complete
                named = sorted(str(difference.account) for difference in update.check.differences)
                part = folder / "check.part"
                part.write_text(json.dumps({"complete": complete, "differences": named}))
                part.replace(folder / "check.json")
            publish(update)

        program._publish = kept

    Program.__init__ = changed  # type: ignore[method-assign, assignment]


def run(folder: Path, do: str, moment: str = "", number: str = "1") -> int:
    folder.mkdir(parents=True, exist_ok=True)
    KeptVenue.file = folder / "exchange.jsonl"
    vars(assembly)["PracticeVenue"] = KeptVenue
    # The exchange is still there, so its orders are looked up like those of any broker.
    vars(assembly)["_give_up_practice_orders"] = lambda journal, intents, _at: journal.recover(intents)
    trade_when_connected(Side(do), folder)
    keep_the_check(folder)
    if moment:
        kill_at(MOMENTS[moment], int(number))
    return main(["--data", str(folder), "--demo", "--seed", "1"])


if __name__ == "__main__":
    sys.exit(run(Path(sys.argv[1]), *sys.argv[2:]))
