"""A program that is killed at any moment of a copy sends nothing twice on its next start, and says what differs."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from mimikdesk.domain.events import FillReported
from mimikdesk.journal.codec import decode
from tests.e2e.killable import LEADER, MOMENTS
from tests.e2e.program import PATIENCE_S, until

FOLLOWERS = {"practice/PA-01": 2, "practice/PA-02": 1, "practice-b/PB-01": 4}
"""What each holds when the leader's two contracts are copied."""

KILLED = [pytest.param(moment, 1, id=moment) for moment in MOMENTS] + [
    pytest.param("an order is written down", 3, id="every order is written down"),
    pytest.param("an order is executed", 2, id="two orders are executed"),
    pytest.param("a report of it was taken in", 4, id="some reports were taken in"),
    pytest.param("a report of it was taken in", 9, id="all reports were taken in"),
]


SENT_AGAIN = "SELECT client_order_id, purpose FROM commands WHERE session = 2 AND kind <> 'ReadAccount'"


class Life:
    """Runs of the program in one data folder, before the same exchange."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.processes: list[subprocess.Popen[bytes]] = []

    def start(self, *words: str) -> "subprocess.Popen[bytes]":
        (self.folder / "check.json").unlink(missing_ok=True)
        self.processes.append(
            subprocess.Popen(
                [sys.executable, "-m", "tests.e2e.killable", str(self.folder), *words],
                cwd=Path(__file__).parents[2],
                env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
                stderr=subprocess.DEVNULL,
            )
        )
        return self.processes[-1]

    def end(self, process: "subprocess.Popen[bytes]") -> None:
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE_S) == 0

    def held(self) -> dict[str, int]:
        """Signed contracts by account, as the exchange has them."""
        held = dict.fromkeys((LEADER, *FOLLOWERS), 0)
        for line in (self.folder / "exchange.jsonl").read_text().splitlines():
            entry = decode(line)
            if isinstance(entry, FillReported):
                held[entry.account] += entry.fill.qty * entry.fill.side.sign
        return held

    def executed(self) -> dict[str, int]:
        """Contracts filled at the exchange by the id of the order that this program sent."""
        filled: dict[str, int] = {}
        for line in (self.folder / "exchange.jsonl").read_text().splitlines():
            entry = decode(line)
            if isinstance(entry, FillReported) and entry.fill.client_order_id is not None:
                own = entry.fill.client_order_id
                filled[own] = filled.get(own, 0) + entry.fill.qty
        return filled

    def rows(self, statement: str) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(f"file:{self.folder / 'mimikdesk.db'}?mode=ro", uri=True)) as database:
            return database.execute(statement).fetchall()

    @property
    def differences(self) -> list[str] | None:
        """The accounts that the session check names, None while it is not complete."""
        file = self.folder / "check.json"
        if not file.exists():
            return None
        check = json.loads(file.read_text())
        return [str(name) for name in check["differences"]] if check["complete"] else None


@pytest.fixture
def life(tmp_path: Path) -> Iterator[Life]:
    made = Life(tmp_path / "data")
    yield made
    for process in made.processes:
        if process.poll() is None:
            process.kill()
            process.wait(PATIENCE_S)


@pytest.mark.rule("7.1", "7.3", "7.4", "10.1", "10.4")
@pytest.mark.parametrize(("moment", "number"), KILLED)
def test_after_a_kill_nothing_is_sent_twice_and_what_differs_is_named(life: Life, moment: str, number: int) -> None:
    killed = life.start("buy", moment, str(number))
    assert killed.wait(PATIENCE_S) == -signal.SIGKILL
    before = life.held()
    assert before[LEADER] == 2
    assert all(before[account] in (0, size) for account, size in FOLLOWERS.items())

    second = life.start("sell")
    until(lambda: life.differences is not None, "the session check")
    ended = "SELECT count(*) FROM orders WHERE client_order_id IS NOT NULL AND ended_ns IS NULL"
    until(lambda: life.rows(ended) == [(0,)], "the end of every order that was under way")
    until(
        lambda: life.differences == sorted(name for name, size in FOLLOWERS.items() if life.held()[name] != size),
        f"the right differences; there are {life.differences} with {life.held()}",
    )
    read = "SELECT count(DISTINCT account) FROM events WHERE session = 2 AND kind = 'SnapshotTaken'"
    until(lambda: life.rows(read) == [(6,)], "a first read of each account in the journal")
    assert life.held() == before
    assert life.rows(SENT_AGAIN) == []
    looked = life.rows("SELECT kind FROM events WHERE session = 2 ORDER BY number")
    kinds = [kind for (kind,) in looked]
    assert kinds.index("PastRecalled") < kinds.index("LineChanged")
    known = life.rows("SELECT client_order_id, filled FROM orders WHERE sent_ns IS NOT NULL AND filled > 0")
    assert sorted(known) == sorted(life.executed().items())
    assert life.rows("SELECT text FROM notices WHERE kind IN ('hand_trade', 'other_instance')") == []

    (life.folder / "go").touch()
    until(lambda: set(life.held().values()) == {0}, f"everybody flat; there is {life.held()}")
    life.end(second)
    assert {purpose for (_, purpose) in life.rows(SENT_AGAIN)} <= {"close"}
