"""The measurement of the wire lane, in a short form: that it runs, and that both programs do the same bytes."""

import asyncio

import pytest

from tests.benchmarks.wire_lane import compare, measure


@pytest.mark.parametrize(("lines", "window"), [("many", "none"), ("one", "table")])
def test_the_lane_and_the_bare_program_send_the_same_orders(lines: str, window: str) -> None:
    taken, exchange = asyncio.run(measure(3, 4, lines, window))
    assert [len(taken[side]) for side in ("bare", "lane")] == [4, 4]
    assert all(0 < us < 10_000_000 for side in taken.values() for us in side)
    assert len(exchange.orders["bare"]) == 12
    assert sorted(exchange.orders["bare"]) == sorted(exchange.orders["lane"])


def test_the_lane_is_shown_as_a_ratio_to_the_bare_program() -> None:
    lines = compare(20, 50, "many", "table")
    print("\n".join(lines))
    assert [line.split(" p50")[0].strip() for line in lines] == [
        "20 followers, many lines, bare",
        "20 followers, many lines, lane, window: table",
    ]
    assert "x" in lines[1]
