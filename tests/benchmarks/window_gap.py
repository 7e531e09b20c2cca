"""How long the window's thread is away from its loop while the cockpit lives: the program's own window, 100 accounts in
10 groups, every account's money and some positions new 30 times a second, published from another thread.

``python -m tests.benchmarks.window_gap [--seconds 20] [--groups 10] [--accounts 10] [--hertz 30] [--sorted]`` prints
the time between two turns of the loop, as a timer of 0 ms sees it, what the thread itself worked in them (which other
programs on the machine do not lengthen), and how long showing a batch takes. Goal: gaps with a p99 under 50 ms. Nothing
else should run meanwhile; on a machine without a display set QT_QPA_PLATFORM=offscreen.
"""

import argparse
import itertools
import random
import sys
import threading
import time
from dataclasses import dataclass, field, replace
from decimal import Decimal

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from mimikdesk.app.collector import settle
from mimikdesk.domain.time import MILLISECOND, SECOND
from mimikdesk.gui import gallery_data, gallery_story
from mimikdesk.gui.app_window import Ui, build
from mimikdesk.gui.gallery import NoControl
from mimikdesk.gui.models.arrangement import Sorting
from mimikdesk.gui.models.cells import Column
from mimikdesk.gui.ui_state import MemoryUiState
from mimikdesk.services.views import AccountRow, BoardView, Update
from tests.benchmarks.figures import machine, row

GOAL_MS = 50
MOVES = 1
"""Positions that change in each batch, in a hundred."""
TRADE_EVERY = 15
"""Batches between two leader trades, each with its lines and its story."""


@dataclass(slots=True)
class Measured:
    """Microseconds: between two turns of the loop, what the thread worked of that, and for showing a batch."""

    gaps: list[float] = field(default_factory=list)
    works: list[float] = field(default_factory=list)
    shows: list[float] = field(default_factory=list)

    @property
    def applied(self) -> int:
        return len(self.shows)


class Market(threading.Thread):
    """Publishes a new board ``hertz`` times a second, as the wire lane would. The boards are made beforehand: what it
    costs to make them is the lane's affair."""

    def __init__(self, ui: Ui, board: BoardView, hertz: int) -> None:
        super().__init__(name="market")
        self._ui, self._hertz = ui, hertz
        self._updates = _updates(board, hertz)
        self._over = threading.Event()

    def end(self) -> None:
        self._over.set()
        self.join()

    def run(self) -> None:
        due = time.perf_counter()
        for update in itertools.cycle(self._updates):
            due += 1 / self._hertz
            if self._over.wait(max(0.0, due - time.perf_counter())):
                return
            self._ui.bridge.publish(update)


def _updates(board: BoardView, hertz: int) -> list[Update]:
    """Some seconds of a lively day."""
    chance = random.Random(1)

    def money() -> Decimal:
        return Decimal(chance.randrange(-200_000, 200_000)) / 100

    def moved(before: AccountRow) -> AccountRow:
        position = chance.randrange(-9, 10) if chance.randrange(100) < MOVES else before.position
        average = Decimal(chance.randrange(2_500_000, 2_600_000)) / 100
        worth = 50_000 + money()
        return replace(before, position=position, open_pnl=money(), day_pnl=money(), net_liq=worth, average=average)

    made = []
    for number in range(1, 3 * hertz + 1):
        heads = tuple(replace(group, day_pnl=money()) for group in board.groups)
        board = BoardView(heads, tuple(moved(each) for each in board.rows), (), number * SECOND // hertz)
        trade = number % TRADE_EVERY == 0
        made.append(
            Update(
                board=board,
                activity=gallery_data.activity() if trade else (),
                stories=(gallery_story.normal(),) if trade else (),
                lane=replace(gallery_data.lane(), lateness_ns=chance.randrange(5 * MILLISECOND)),
                urgent=trade,
            )
        )
    return made


def measure(app: QCoreApplication, seconds: float, board: BoardView, hertz: int, *, ordered: bool = False) -> Measured:
    """Let the cockpit live for so long and look at the loop. ``ordered``: its rows sorted by the day's result."""
    ui = build(NoControl(), MemoryUiState(), None)
    measured = Measured()
    ui.window.resize(1440, 820)
    ui.show()
    ui.apply(Update(board=board, lane=gallery_data.lane(), activity=gallery_data.activity()))
    if ordered:
        ui.window.cockpit.view.columns.sort(Sorting(Column.DAY_PNL))
    _watch_shows(ui, measured)
    loop = QEventLoop()
    turns = QTimer()
    before, worked = time.perf_counter(), time.thread_time()

    def turn() -> None:
        nonlocal before, worked
        now, work = time.perf_counter(), time.thread_time()
        measured.gaps.append((now - before) * 1e6)
        measured.works.append((work - worked) * 1e6)
        before, worked = now, work

    turns.setInterval(0)
    turns.timeout.connect(turn)
    app.processEvents()
    market = Market(ui, board, hertz)
    market.start()
    turns.start()
    before, worked = time.perf_counter(), time.thread_time()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()  # the benchmark's own loop: nothing else waits in this process
    turns.stop()
    market.end()
    ui.dispose()
    return measured


def _watch_shows(ui: Ui, measured: Measured) -> None:
    """Time the showing of each batch from the outside."""
    show = ui.window.apply

    def timed(update: Update) -> None:
        start = time.perf_counter()
        show(update)
        measured.shows.append((time.perf_counter() - start) * 1e6)

    ui.window.apply = timed  # type: ignore[method-assign]  # measured, not changed


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.window_gap")
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--groups", type=int, default=10)
    parser.add_argument("--accounts", type=int, default=10, help="in each group")
    parser.add_argument("--hertz", type=int, default=30)
    parser.add_argument("--sorted", action="store_true")
    asked = parser.parse_args(arguments)
    app = QApplication(["benchmark"])
    board = gallery_data.crowded(asked.groups, asked.accounts)
    settle()  # as the program's own run does
    measured = measure(app, asked.seconds, board, asked.hertz, ordered=asked.sorted)
    longest = [gap for gap in measured.gaps if gap >= 1000]
    hard = [work for work in measured.works if work >= 1000]
    lines = (
        f"{len(board.rows)} accounts in {asked.groups} groups at {asked.hertz} updates a second; {machine()}",
        row("turns of the window's loop", measured.gaps),
        row("of them longer than 1 ms", longest or [0.0]),
        row("turns in which the thread worked over 1 ms", hard or [0.0]),
        row(f"showing a batch ({measured.applied} in {asked.seconds:g} s)", measured.shows or [0.0]),
        f"goal: p99 under {GOAL_MS} ms",
    )
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
