"""How long the engine thinks about one leader trade: ``engine.step`` for 1, 20 and 100 followers.

``pytest tests/benchmarks -n 0 -s`` prints the figures; nothing here fails because of them.
"""

import gc
import time

import pytest

from mimikdesk.domain.decisions import FollowerDecided, SendCommand
from mimikdesk.domain.events import FillReported
from mimikdesk.domain.ids import FillId
from mimikdesk.domain.orders import Fill, Side
from mimikdesk.engine import engine
from tests.benchmarks.figures import machine, row
from tests.helpers.scene import LEADER, MNQ, PRICE, Scene

MULTIPLIERS = ("1", "0.5", "2", "1.3")


def think(followers: int, trades: int) -> list[float]:
    """Microseconds for each of ``trades`` leader trades, entries and exits in turn, everything filled in between."""
    scene = Scene(*(MULTIPLIERS[n % len(MULTIPLIERS)] for n in range(followers)))
    taken = []
    for number in range(trades):
        scene.clock.advance(3_000_000_000)
        side = Side.BUY if number % 2 == 0 else Side.SELL
        order = scene.leader_order(2 * side.sign)
        fill = Fill(FillId(f"f{number}"), order, None, MNQ, side, 2, PRICE)
        event = FillReported(LEADER, fill, scene.clock.now())
        gc.disable()
        before = time.perf_counter_ns()
        decisions = engine.step(scene.state, event)
        taken.append((time.perf_counter_ns() - before) / 1000)
        gc.enable()
        assert sum(isinstance(decision, FollowerDecided) for decision in decisions) == followers
        for decision in decisions:
            if isinstance(decision, SendCommand):
                scene.note_sent(decision)
        scene.fill_all()
    return taken


@pytest.mark.parametrize("followers", [1, 20, 100])
def test_the_time_of_one_step(followers: int) -> None:
    taken = think(followers, trades=60 if followers > 20 else 200)
    print(f"\n{row(f'step, {followers} followers', taken)}   ({machine()})")
