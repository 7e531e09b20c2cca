"""What no module may do, or only one may: read the clock, sleep, nest event loops, be impure, use floats."""

from pathlib import Path

import pytest

from tests.helpers import structure
from tests.helpers.source import Module, modules

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def program() -> tuple[Module, ...]:
    return modules(ROOT, structure.PACKAGE)


def test_one_module_reads_the_clock(program: tuple[Module, ...]) -> None:
    assert structure.clock_reads(program) == []


def test_nothing_sleeps(program: tuple[Module, ...]) -> None:
    assert structure.sleeps((*program, *modules(ROOT, "tests", "packaging"))) == []


def test_no_event_loop_runs_inside_another(program: tuple[Module, ...]) -> None:
    assert structure.nested_loops(program) == []


def test_domain_and_engine_are_pure(program: tuple[Module, ...]) -> None:
    assert structure.impurities(program) == []


def test_domain_and_engine_know_no_floats(program: tuple[Module, ...]) -> None:
    assert structure.floats(program) == []


# --- and the checks themselves fail when they should ------------------------------------------------------------------


def module(source: str, path: str = "mimikdesk/engine/a.py") -> tuple[Module, ...]:
    return (Module(path, path.removesuffix(".py").replace("/", "."), source),)


@pytest.mark.parametrize(
    "source",
    [
        "import time\nstart = time.time_ns()",
        "import time as clock\nstart = clock.perf_counter()",
        "from time import monotonic_ns as now\nstart = now()",
        "import time\nclock = time.monotonic",
        "from datetime import datetime\nstart = datetime.now(UTC)",
        "import datetime as dt\nstart = dt.datetime.utcnow()",
        "from datetime import date\nstart = date.today()",
        "start = asyncio.get_running_loop().time()",
        "start = self._loop.time()",
        "start = QDateTime.currentMSecsSinceEpoch()",
    ],
)
def test_a_read_of_the_clock_is_found(source: str) -> None:
    assert len(structure.clock_reads(module(source, "mimikdesk/services/a.py"))) == 1
    assert structure.clock_reads(module(source, "mimikdesk/app/clock.py")) == []


@pytest.mark.parametrize(
    "source",
    [
        "from mimikdesk.domain.time import SECOND\nwait = SECOND",
        "from datetime import datetime\nshown = datetime.fromtimestamp(1, UTC).time()",
        "import time\ntime.struct_time",
        "now = self._clock.now()",
    ],
)
def test_a_given_clock_and_other_uses_of_time_pass(source: str) -> None:
    assert structure.clock_reads(module(source, "mimikdesk/services/a.py")) == []


@pytest.mark.parametrize(
    "source",
    [
        "import time\ntime.sleep(1)",
        "from time import sleep\nsleep(1)",
        "import asyncio\nasync def f():\n    await asyncio.sleep(0.1)",
        "QTest.qWait(10)",
        "QThread.msleep(10)",
        "qtbot.wait(10)",
    ],
)
def test_a_sleep_is_found(source: str) -> None:
    assert len(structure.sleeps(module(source))) == 1


def test_giving_way_and_waiting_for_something_are_no_sleeps() -> None:
    source = "import asyncio\nasync def f():\n    await asyncio.sleep(0)\n    qtbot.waitUntil(ready)\n    event.wait(5)"
    assert structure.sleeps(module(source)) == []


@pytest.mark.parametrize(
    "source",
    [
        "dialog.exec()",
        "app().exec_()",
        "QApplication.processEvents()",
        "from qasync import asyncSlot",
        "import qasync\n@qasync.asyncClose\nasync def closeEvent(self, event): ...",
        "from PySide6.QtWidgets import QMessageBox\nQMessageBox.question(None, 't', 'x')",
        "from PySide6 import QtWidgets\nQtWidgets.QFileDialog.getOpenFileName()",
    ],
)
def test_a_nested_loop_is_found(source: str) -> None:
    assert len(structure.nested_loops(module(source, "mimikdesk/gui/a.py"))) == 1


def test_an_opened_dialog_passes() -> None:
    source = "from PySide6.QtWidgets import QMessageBox\nbox = QMessageBox()\nbox.open()\nbox.setText('x')"
    assert structure.nested_loops(module(source, "mimikdesk/gui/a.py")) == []


@pytest.mark.parametrize(
    "source",
    [
        "import random",
        "import asyncio",
        "from time import time_ns",
        "import os.path",
        "order = hash('a')",
        "print('x')",
        "async def step(): ...",
    ],
)
def test_an_impurity_is_found_in_domain_and_engine(source: str) -> None:
    assert len(structure.impurities(module(source))) == 1
    assert len(structure.impurities(module(source, "mimikdesk/domain/a.py"))) == 1
    assert structure.impurities(module(source, "mimikdesk/services/a.py")) == []


@pytest.mark.parametrize("source", ["size = 1.5", "size = float(qty)", "def f(x: float) -> int: ...", "size = 1e3"])
def test_a_float_is_found_in_domain_and_engine(source: str) -> None:
    assert len(structure.floats(module(source))) == 1
    assert len(structure.floats(module(source, "mimikdesk/domain/a.py"))) == 1
    assert structure.floats(module(source, "mimikdesk/gui/a.py")) == []
