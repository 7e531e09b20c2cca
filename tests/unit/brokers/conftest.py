"""The two kinds of loop that the wire lane may have, and an authority for certificates."""

import asyncio
import gc
from collections.abc import Awaitable, Iterator

import pytest
import trustme
from PySide6.QtWidgets import QApplication

from mimikdesk.app.clock import new_loop
from mimikdesk.app.qt_loop import new_window_loop
from tests.helpers.net import Run


@pytest.fixture(params=["asyncio", "qasync"])
def run(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Run]:
    """Runs a scenario to its end; what it leaves behind, or the loop has to complain of, fails the test."""
    loop = new_loop() if request.param == "asyncio" else new_window_loop(qapp)
    complaints: list[dict[str, object]] = []
    loop.set_exception_handler(lambda _, context: complaints.append(context))

    def go(scenario: Awaitable[None]) -> None:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(asyncio.wait_for(scenario, 20))
        assert asyncio.all_tasks(loop) == set()
        gc.collect()  # a future whose exception nobody took complains when it goes
        assert complaints == []

    try:
        yield go
    finally:
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()
        asyncio.set_event_loop(None)


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()
