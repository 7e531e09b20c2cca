"""The wire lane against a bare asyncio program that does the same bytes: from the leader's fill on the wire to the last
follower's order on the wire, as the exchange at the other end sees it.

``python -m tests.benchmarks.wire_lane [--followers 1,20,100] [--lines many,one] [--windows none,idle,table]
[--rounds 500]`` prints for each combination both programs' figures and their ratio. ``--windows``: no window; one with
a table of 100 accounts that stands still; the same with a thousand changed rows a second, shown at 30 Hz. The bare
program never has a window. Goal: for 20 followers under the live table, p50 within 1.3 and p99 within 2.
"""

import argparse
import asyncio
import os
import sys
from collections.abc import Callable, Iterable
from typing import Protocol

from mimikdesk.app.lane import ThreadLane
from mimikdesk.brokers.network import Network, Socket
from mimikdesk.domain.record import record
from tests.benchmarks.figures import machine, row
from tests.benchmarks.wire_bytes import orders
from tests.benchmarks.wire_exchange import LOAD_OFF, LOAD_ON, Exchange

WINDOWS = ("none", "idle", "table")
LINES = ("many", "one")


@record(frozen=True, slots=True)
class Asked:
    """What one run measures. ``port``: where the exchange listens. ``lines``: over how many sockets the orders go."""

    port: int
    followers: int
    lines: int


class Copying(Protocol):
    """What runs on the lane in a measurement: it connects by ``begin`` and answers fills from then on."""

    def begin(self) -> None: ...


class NetworkAlone:
    """The lane's network with the least that copying takes; the bare program does the same without it."""

    def __init__(
        self, network: Network, asked: "Asked", load: Callable[[bool], None], over: Callable[[], None]
    ) -> None:
        self._network = network
        self._url = f"ws://127.0.0.1:{asked.port}/lane"
        self._followers = range(asked.followers)
        self._lines = asked.lines
        self._load = load
        self._over = over
        self._out: list[Socket] = []
        self._opened = 0

    def begin(self) -> None:
        self._out = [self._network.connect(f"{self._url}/{number}", self) for number in range(self._lines)]

    def on_opened(self) -> None:
        self._opened += 1
        if self._opened == self._lines:
            self._network.connect(f"{self._url}/leader", self)

    def on_text(self, text: str) -> None:
        if text in (LOAD_ON, LOAD_OFF):
            self._load(text == LOAD_ON)
            return
        for follower, order in orders(text, self._followers):
            self._out[follower % self._lines].send(order)

    def on_closed(self, text: str) -> None:
        self._over()


async def run_lane(asked: Asked, load: Callable[[bool], None]) -> None:
    """The lane's program until the exchange hangs up. ``load`` is called on the loop that runs this."""
    loop = asyncio.get_running_loop()
    over = asyncio.Event()
    lane = ThreadLane(lambda text: sys.exit(text))
    copying: Copying = NetworkAlone(
        lane.network,
        asked,
        lambda on: void(loop.call_soon_threadsafe(load, on)),
        lambda: void(loop.call_soon_threadsafe(over.set)),
    )
    lane.start()
    lane.post(copying.begin)
    await over.wait()
    await lane.stop()


def void(_: object) -> None: ...


def be_the_lane(asked: Asked, window: str) -> None:
    """The measured program, in this process."""
    if window == "none":
        asyncio.run(run_lane(asked, void))
        return
    from PySide6.QtWidgets import QApplication

    from mimikdesk.app.qt_loop import new_window_loop
    from tests.benchmarks.live_table import LiveTable

    app = QApplication(["benchmark"])
    loop = new_window_loop(app)
    table = LiveTable(loop)
    table.view.show()
    loop.run_until_complete(run_lane(asked, table.run if window == "table" else void))
    table.run(False)
    table.view.close()
    loop.run_until_complete(loop.shutdown_default_executor())
    loop.close()


async def measure(followers: int, rounds: int, lines: str, window: str) -> tuple[dict[str, list[float]], Exchange]:
    """Microseconds of each round of the two programs, side by side in one run."""
    exchange = Exchange(followers, rounds)
    port = await exchange.listen()
    sockets = followers if lines == "many" else 1
    environment = os.environ | ({} if "DISPLAY" in os.environ else {"QT_QPA_PLATFORM": "offscreen"})
    common = [str(port), str(followers), str(sockets)]
    programs = [
        await asyncio.create_subprocess_exec(sys.executable, "-m", f"tests.benchmarks.{name}", *words, env=environment)
        for name, words in (("wire_bare", common), ("wire_lane", ["--one", *common, window]))
    ]
    try:
        taken = await exchange.run()
    except BaseException:
        for program in programs:
            program.kill()
        raise
    finally:
        codes = [await program.wait() for program in programs]
    assert codes == [0, 0]
    return taken, exchange


def compare(followers: int, rounds: int, lines: str, window: str) -> list[str]:
    taken, _ = asyncio.run(measure(followers, rounds, lines, window))
    name = f"{followers} followers, {lines} line{'s' if lines == 'many' else ''}"
    return [
        row(f"{name}, bare", taken["bare"]),
        row(f"{name}, lane, window: {window}", taken["lane"], against=taken["bare"]),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--followers", default="1,20,100")
    parser.add_argument("--lines", default=",".join(LINES))
    parser.add_argument("--windows", default=",".join(WINDOWS))
    parser.add_argument("--rounds", type=int, default=500)
    parser.add_argument("--one", nargs=4, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        *numbers, window = chosen.one
        be_the_lane(Asked(*map(int, numbers)), window)
        return
    print(machine())
    for window in _listed(chosen.windows, WINDOWS):
        for lines in _listed(chosen.lines, LINES):
            for followers in chosen.followers.split(","):
                print("\n".join(compare(int(followers), chosen.rounds, lines, window)), flush=True)


def _listed(chosen: str, known: Iterable[str]) -> list[str]:
    return [word for word in known if word in chosen.split(",")]


if __name__ == "__main__":
    main()
