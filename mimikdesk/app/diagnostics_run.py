"""Asks the running program for the diagnostics: on its lane, and back on the window's thread."""

import asyncio
from collections.abc import Callable

from mimikdesk.app.diagnostics_live import Live, live_of
from mimikdesk.app.lane import Lane
from mimikdesk.app.real_brokers import RealBrokers
from mimikdesk.services.views import ConnectionRow


class Gathering:
    """``rows``: the connections as the window was told last."""

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        lane: Lane,
        real: RealBrokers,
        rows: Callable[[], tuple[ConnectionRow, ...]],
    ) -> None:
        self._loop, self._lane, self._real, self._rows = loop, lane, real, rows

    def __call__(self, done: Callable[[Live], None]) -> None:
        rows = self._rows()

        def there() -> None:
            live = live_of(rows, tuple(self._real.links.values()), self._real.keys.everything())
            self._loop.call_soon_threadsafe(done, live)

        self._lane.post(there)
