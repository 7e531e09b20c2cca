"""The wire lane against a bare asyncio program that does the same bytes: from the leader's fill on the wire to the last
follower's order on the wire, as the exchange at the other end sees it.

``python -m tests.benchmarks.wire_lane [--programs network,adapter] [--followers 1,20,100] [--lines many,one]
[--windows none,idle,table] [--rounds 500]`` prints for each combination both programs' figures and their ratio.

``--programs``: the lane's network with the least that copying takes, or the program with its Tradovate adapter against
the loopback server. ``--windows``: no window; one that is open (with the adapter the program's own, and a table of 100
accounts beside it); the same with a thousand changed rows a second in that table, shown at 30 Hz. The bare program has
no window. Goal: for 20 followers under the live table, p50 within 1.3 and p99 within 2.
"""

import argparse
import asyncio
import os
import sys
import threading
from asyncio.subprocess import PIPE
from collections.abc import Callable, Iterable

from tests.benchmarks.figures import machine, row
from tests.benchmarks.wire_exchange import Exchange, PlainSide, Side
from tests.benchmarks.wire_programs import PROGRAMS, Asked
from tests.benchmarks.wire_tradovate import SETTLE_S, TradovateSide

WINDOWS = ("none", "idle", "table")
LINES = ("many", "one")
LOAD_ON, LOAD_OFF = "load on", "load off"
END_S = 20.0


async def run_lane(program: str, asked: Asked, load: Callable[[bool], None]) -> None:
    """Run until the input ends; its lines switch the load."""
    loop = asyncio.get_running_loop()
    over = asyncio.Event()

    def read() -> None:
        for line in sys.stdin:
            loop.call_soon_threadsafe(load, line.strip() == LOAD_ON)
        loop.call_soon_threadsafe(over.set)

    threading.Thread(target=read, daemon=True).start()
    await PROGRAMS[program](asked).run(over)


def be_the_lane(program: str, window: str, asked: Asked) -> None:
    """The measured program, in this process."""
    if window == "none":
        asyncio.run(run_lane(program, asked, lambda on: None))
        return
    from PySide6.QtWidgets import QApplication

    from mimikdesk.app.qt_loop import new_window_loop
    from tests.benchmarks.live_table import LiveTable

    app = QApplication(["benchmark"])
    loop = new_window_loop(app)
    table = LiveTable(loop)
    table.view.show()
    loop.run_until_complete(run_lane(program, asked, table.run if window == "table" else lambda on: None))
    table.run(False)
    table.view.close()
    loop.run_until_complete(loop.shutdown_default_executor())
    loop.close()


async def measure(
    program: str, followers: int, rounds: int, lines: str, window: str
) -> tuple[dict[str, list[float]], PlainSide, Side]:
    """Microseconds of each round of the bare program and the lane, side by side in one run; and both as the exchange
    saw them."""
    sockets = followers if lines == "many" else 1
    bare = PlainSide(followers) if program == "network" else PlainSide(followers, SETTLE_S)
    lane: PlainSide | TradovateSide = (
        PlainSide(followers) if program == "network" else TradovateSide(followers, sockets)
    )
    exchange = Exchange({"bare": bare, "lane": lane}, {"bare": bare, "lane": lane, "demo": lane})
    port = await exchange.listen()
    environment = os.environ | ({} if "DISPLAY" in os.environ else {"QT_QPA_PLATFORM": "offscreen"})
    common = [str(port), str(followers), str(sockets)]
    processes = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-m", f"tests.benchmarks.{name}", *words, env=environment, stdin=PIPE
        )
        for name, words in (("wire_bare", common), ("wire_lane", ["--one", program, window, *common]))
    ]
    word = processes[1].stdin
    assert word is not None
    try:
        taken = await exchange.run(rounds, lambda on: word.write(f"{LOAD_ON if on else LOAD_OFF}\n".encode()))
        word.close()
        await asyncio.wait_for(processes[1].wait(), END_S)
    finally:
        exchange.close()
        for process in processes:
            if process.returncode is None and process is processes[1]:
                process.kill()
        codes = [await process.wait() for process in processes]
    assert codes == [0, 0]
    return taken, bare, lane


def compare(program: str, followers: int, rounds: int, lines: str, window: str) -> list[str]:
    taken, _, _ = asyncio.run(measure(program, followers, rounds, lines, window))
    name = f"{followers} on {followers if lines == 'many' else 1}"
    return [
        row(f"{name}, bare", taken["bare"]),
        row(f"{name}, {program}, window: {window}", taken["lane"], against=taken["bare"]),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--programs", default=",".join(PROGRAMS))
    parser.add_argument("--followers", default="1,20,100")
    parser.add_argument("--lines", default=",".join(LINES))
    parser.add_argument("--windows", default=",".join(WINDOWS))
    parser.add_argument("--rounds", type=int, default=500)
    parser.add_argument("--one", nargs=5, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        program, window, *numbers = chosen.one
        be_the_lane(program, window, Asked(int(numbers[0]), int(numbers[1]), int(numbers[2]), window != "none"))
        return
    print(machine())
    for program in _listed(chosen.programs, PROGRAMS):
        for window in _listed(chosen.windows, WINDOWS):
            for lines in _listed(chosen.lines, LINES):
                for followers in chosen.followers.split(","):
                    print("\n".join(compare(program, int(followers), chosen.rounds, lines, window)), flush=True)


def _listed(chosen: str, known: Iterable[str]) -> list[str]:
    return [word for word in known if word in chosen.split(",")]


if __name__ == "__main__":
    main()
