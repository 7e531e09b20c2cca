"""Figures of a run: percentiles, a table, and what this machine was doing meanwhile."""

import os
import sys
from collections.abc import Sequence


def percentile(values: Sequence[float], share: float) -> float:
    """The value that ``share`` (0 to 1) of the sorted ``values`` do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def row(name: str, values: Sequence[float], against: Sequence[float] | None = None) -> str:
    """p50, p99 and worst in microseconds, and as ratios to another run of the same session where one is given."""
    p50, p99 = percentile(values, 0.5), percentile(values, 0.99)
    text = f"{name:<44} p50 {p50:9.1f} us   p99 {p99:9.1f} us   max {max(values):9.1f} us   n {len(values)}"
    if against is not None:
        text += f"   x{p50 / percentile(against, 0.5):.2f} / x{p99 / percentile(against, 0.99):.2f}"
    return text


def machine() -> str:
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"{os.cpu_count()} processors{load}"


def memory_mb() -> float | None:
    """Resident memory of this process in MB, None where the system does not tell."""
    if sys.platform != "linux":
        return None
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
