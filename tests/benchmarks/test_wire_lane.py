"""The measurement of the wire lane, in a short form: that it runs, and that both programs do the same bytes."""

import asyncio

import pytest

from tests.benchmarks.wire_exchange import PlainSide
from tests.benchmarks.wire_lane import compare, measure
from tests.benchmarks.wire_tradovate import TradovateSide


@pytest.mark.parametrize(("lines", "window"), [("many", "none"), ("one", "table")])
def test_the_lane_and_the_bare_program_send_the_same_orders(lines: str, window: str) -> None:
    taken, bare, lane = asyncio.run(measure("network", 3, 4, lines, window))
    assert [len(taken[side]) for side in ("bare", "lane")] == [4, 4]
    assert all(0 < us < 10_000_000 for side in taken.values() for us in side)
    assert isinstance(lane, PlainSide)
    assert len(bare.orders) == 12
    assert sorted(bare.orders) == sorted(lane.orders)


@pytest.mark.parametrize(("lines", "window"), [("many", "none"), ("one", "table")])
def test_the_adapter_sends_one_order_for_each_follower_and_fill(lines: str, window: str) -> None:
    taken, _, lane = asyncio.run(measure("adapter", 3, 4, lines, window))
    assert len(taken["lane"]) == 4
    assert isinstance(lane, TradovateSide)
    assert lane.orders == 12
    assert lane.server.complaints == []


def test_the_lane_is_shown_as_a_ratio_to_the_bare_program() -> None:
    for program in ("network", "adapter"):
        lines = compare(program, 20, 20, "many", "table")
        print("\n".join(lines))
        names = [line.split(" p50")[0].strip() for line in lines]
        assert names == ["20 on 20, bare", f"20 on 20, {program}, window: table"]
        assert " x" in lines[1]
