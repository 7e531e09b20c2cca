"""The practice copy path: from the leader's fill as the program gets it to the last follower's order handed over.

``python -m tests.benchmarks.copy_path [--followers 3,20] [--trades 300]`` runs the program's own lane, services and
journal, first without a window, then with the window open, and prints both and their ratio. Each run is a process of
its own. With a display the window is a real one; without, Qt draws it in memory.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from mimikdesk.app.assembly import Running, build
from mimikdesk.app.clock import monotonic_ns, utc_now_ns
from mimikdesk.app.control import LaneControl
from mimikdesk.app.lane import ThreadLane
from mimikdesk.domain.accounts import Account, Connection
from mimikdesk.domain.decisions import Decision, FollowerDecided
from mimikdesk.domain.events import Event
from mimikdesk.domain.group import ClosedMarket, CopyGroup, FollowerSettings
from mimikdesk.domain.guard import GuardSettings
from mimikdesk.domain.ids import ConnectionId, GroupId, Symbol, account_id
from mimikdesk.domain.orders import OrderKind, Side
from mimikdesk.domain.time import MILLISECOND, Stamp
from mimikdesk.journal.intents import IntentLog
from mimikdesk.journal.open import open_journal
from mimikdesk.journal.writer import Recorder
from mimikdesk.services.views import Update
from tests.benchmarks.figures import machine, memory_mb, row

SYMBOL = Symbol("MNQZ6")
PAUSE_NS = 110 * MILLISECOND
"""Between two trades: slow enough for the breaker, which allows ten copy orders a second."""

HOME = ConnectionId("practice")
LEADER = account_id(HOME, "LEADER")


@dataclass
class Setup:
    """One leader with so many followers, half of them on a second connection."""

    followers: int
    second: ConnectionId = field(default=ConnectionId("practice-b"))

    def connections(self) -> tuple[Connection, ...]:
        return Connection(HOME, "Practice", "practice", "demo"), Connection(self.second, "B", "practice", "demo")

    def accounts(self) -> tuple[Account, ...]:
        names = [(HOME if n % 2 else self.second, f"F{n:03}") for n in range(self.followers)]
        return (
            Account(LEADER, HOME, "LEADER"),
            *(Account(account_id(connection, name), connection, name) for connection, name in names),
        )

    def groups(self) -> tuple[CopyGroup, ...]:
        multipliers = ("1", "0.5", "2")
        followers = tuple(
            FollowerSettings(account.id, Decimal(multipliers[n % 3])) for n, account in enumerate(self.accounts()[1:])
        )
        return (CopyGroup(GroupId("bench"), "Benchmark", LEADER, followers),)

    def keep_group_on(self, group: GroupId, on: bool) -> None: ...

    def keep_follower_on(self, account: str, on: bool) -> None: ...

    def keep_breach(self, account: str, breach: str) -> None: ...

    def keep_guarding(self, group: GroupId, guard: GuardSettings, closed_market: ClosedMarket) -> None: ...


class Watch:
    """Records as the program does, and notes how long each leader trade took until its last order was handed over."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self.taken: dict[str, float] = {}

    def record(self, entry: Event | Decision, at: Stamp | None = None) -> None:
        self._recorder.record(entry, at)
        if isinstance(entry, FollowerDecided) and entry.client_order_ids and at is not None:
            self.taken[entry.trigger.id] = (at.mono_ns - entry.trigger.at.mono_ns) / 1000


async def trade(lane: ThreadLane, running: Running, watch: Watch, trades: int) -> None:
    """Let the leader buy and sell by turns on the lane's own clock until ``trades`` were copied."""
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    hand = running.venue.hand(LEADER)

    def next_trade(number: int) -> None:
        if len(watch.taken) >= trades:
            loop.call_soon_threadsafe(done.set_result, None)
            return
        hand.place(SYMBOL, Side.BUY if number % 2 == 0 else Side.SELL, 1, OrderKind.MARKET)
        lane.clock.call_later(PAUSE_NS, lambda: next_trade(number + 1))

    def begin() -> None:
        lane.clock.call_later(1000 * MILLISECOND, lambda: next_trade(0))

    lane.post(begin)
    await done


async def stop(lane: ThreadLane, running: Running) -> None:
    loop = asyncio.get_running_loop()
    stopped = loop.create_future()

    def done() -> None:
        loop.call_soon_threadsafe(stopped.set_result, None)

    lane.post(lambda: running.stop(done))
    await stopped
    await lane.stop()


def measure(followers: int, trades: int, window: bool, folder: Path) -> dict[str, object]:
    """One run in this process: microseconds per leader trade, and the memory at its end."""
    journal = open_journal(folder, Stamp(utc_now_ns(), monotonic_ns())).journal
    intents = IntentLog(folder)
    watch = Watch(journal.recorder)
    setup = Setup(followers)
    lane = ThreadLane(lambda text: sys.exit(text))
    shown: list[Update] = []
    publish = shown.append
    if window:
        from PySide6.QtWidgets import QApplication

        from mimikdesk.app.qt_loop import new_window_loop
        from mimikdesk.gui import app_window
        from mimikdesk.settings.store import WindowMemory, open_settings

        app = QApplication(["benchmark"])
        loop: asyncio.AbstractEventLoop = new_window_loop(app)
    else:
        loop = asyncio.new_event_loop()

    async def main() -> None:
        nonlocal publish
        running = build(lane.clock, setup, watch, intents, lambda update: publish(update), seed=1)
        if window:
            memory = WindowMemory(open_settings(folder, Stamp(utc_now_ns(), monotonic_ns())).store)
            ui = app_window.build(LaneControl(lane, running.program, lambda: None), memory)
            publish = ui.bridge.publish
            ui.show()
        lane.start()
        lane.post(running.start)
        await trade(lane, running, watch, trades)
        await stop(lane, running)
        if window:
            ui.dispose()

    loop.run_until_complete(main())
    loop.close()
    result: dict[str, object] = {"taken": list(watch.taken.values()), "memory": memory_mb()}
    journal.close(Stamp(utc_now_ns(), monotonic_ns()))
    intents.close()
    return result


def in_a_process(followers: int, trades: int, window: bool) -> tuple[list[float], float | None]:
    command = [sys.executable, "-m", "tests.benchmarks.copy_path", "--one", str(followers), str(trades), str(window)]
    environment = os.environ | ({} if "DISPLAY" in os.environ else {"QT_QPA_PLATFORM": "offscreen"})
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    told = json.loads(done.stdout.splitlines()[-1])
    return told["taken"], told["memory"]


def compare(followers: int, trades: int) -> list[str]:
    """The lines of one comparison: without and with a window."""
    bare, bare_memory = in_a_process(followers, trades, False)
    shown, memory = in_a_process(followers, trades, True)
    lines = [
        row(f"{followers} followers, no window", bare),
        row(f"{followers} followers, window open", shown, against=bare),
    ]
    if memory is not None and bare_memory is not None:
        lines.append(f"{followers} followers: memory {bare_memory:.0f} MB, with the window {memory:.0f} MB")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--followers", default="3,20")
    parser.add_argument("--trades", type=int, default=300)
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        followers, trades, window = int(chosen.one[0]), int(chosen.one[1]), chosen.one[2] == "True"
        with tempfile.TemporaryDirectory() as folder:
            print(json.dumps(measure(followers, trades, window, Path(folder))))
        return
    print(machine())
    for followers in (int(number) for number in chosen.followers.split(",")):
        print("\n".join(compare(followers, chosen.trades)))


if __name__ == "__main__":
    main()
