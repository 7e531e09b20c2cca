"""The practice copy path, in a short form: that the measurement runs and measures what it says."""

from tests.benchmarks.copy_path import compare, in_a_process


def test_each_leader_trade_is_timed_to_its_last_order() -> None:
    taken, _ = in_a_process(followers=3, trades=6, window=False)
    assert len(taken) >= 6
    assert all(0 < us < 1_000_000 for us in taken)


def test_the_comparison_with_and_without_a_window() -> None:
    print()
    print("\n".join(compare(followers=20, trades=20)))
