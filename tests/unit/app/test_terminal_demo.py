"""The recorded session in the terminal: complete, the same each time, true to the sizing rules, and without Qt."""

import re
import subprocess
import sys
from decimal import Decimal

import pytest

from mimikdesk.app.terminal_demo import SESSION, play
from mimikdesk.app.terminal_table import WIDTH, FollowerLine, Trade, closing_lines, trade_lines
from mimikdesk.domain.ids import Symbol

LATENCY = re.compile(r"p50 .*copies\.", re.DOTALL)


@pytest.fixture(scope="module")
def shown() -> str:
    lines: list[str] = []
    assert play(lines.append) == 0
    return "\n".join(lines)


def test_the_session_is_the_same_each_time_but_for_the_latency(shown: str) -> None:
    lines: list[str] = []
    play(lines.append)
    assert LATENCY.sub("", "\n".join(lines)) == LATENCY.sub("", shown)


def test_every_trade_shows_every_follower_with_verdict_and_reason(shown: str) -> None:
    trades = [step for step in SESSION if step.switch is None]
    blocks = shown.split("  Leader ")[1:]
    assert len(blocks) == len(trades)
    for block in blocks:
        for name in ("PA-01", "PA-02", "PB-01"):
            assert re.search(rf"^  {name} .*\n {{12}}\S", block, re.MULTILINE), f"{name} without reason in:\n{block}"


def test_followers_stay_in_step_and_end_flat(shown: str) -> None:
    rows = re.findall(r"^  P[AB]-0\d .*$", shown, re.MULTILINE)
    assert rows
    assert [row for row in rows if not row.endswith(" 0")] == []
    assert shown.endswith("The session is over, and every follower is flat.")


@pytest.mark.parametrize("word", ["copied", "clipped", "held", "routine", "Reversal", "switched off", "p99"])
def test_the_session_shows_what_can_become_of_a_copy(shown: str, word: str) -> None:
    assert word in shown


@pytest.mark.rule("5.1", "5.3", "5.4")
def test_sizes_follow_the_multipliers(shown: str) -> None:
    assert re.search(r"PA-02 +x0\.5 +copied +buy 1 ", shown)
    assert re.search(r"buys 6 NQZ6 .*short 4 -> long 2(.*\n)+?  PA-02 +x0\.5 +copied +buy 3 ", shown)


def test_no_line_is_wider_than_a_terminal(shown: str) -> None:
    assert max(map(len, shown.splitlines())) <= WIDTH


def test_a_follower_that_is_not_flat_at_the_end_is_named() -> None:
    assert closing_lines([], ["PA-01 holds 2 NQZ6"]) == ["Followers that are NOT flat at the end: PA-01 holds 2 NQZ6."]


def test_percentiles_are_the_nearest_ranks() -> None:
    text = " ".join(closing_lines([n * 1_000_000 for n in range(1, 101)], []))
    assert "p50 50.00 ms, p99 99.00 ms, max 100.00 ms, over 100 copies" in text


def test_the_widest_row_keeps_its_columns() -> None:
    line = FollowerLine(
        "PA-99",
        Decimal("0.125"),
        "clipped",
        "sell 1000",
        Decimal("104567.75"),
        Decimal("-12.5"),
        -1000,
        -1000,
        ("Why.",),
    )
    trade = Trade(0, "sells 1000", Symbol("MNQZ6"), Decimal("104567.75"), 0, -1000, 2, (line,))
    shown = trade_lines(trade)
    assert max(map(len, shown)) <= WIDTH
    assert len(shown[1]) == len(shown[2])


def test_nothing_of_qt_is_loaded_on_the_way() -> None:
    program = (
        "import sys; from mimikdesk.app.main import main; code = main(['--headless-demo']);"
        "print(sorted(name for name in sys.modules if name.startswith(('PySide6', 'shiboken6', 'qasync'))));"
        "sys.exit(code)"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ended.stdout.splitlines()[-1] == "[]"
    assert ended.stderr == ""
