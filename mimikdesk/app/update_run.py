"""The question for a newer version, from the window's thread to the lane, where the network is, and back."""

import asyncio
from collections.abc import Callable

from mimikdesk.app.lane import Lane
from mimikdesk.app.update_check import UpdateCheck
from mimikdesk.services.releases import Answer


class LaneUpdater:
    """On the window's thread."""

    def __init__(self, loop: asyncio.AbstractEventLoop, lane: Lane, check: UpdateCheck) -> None:
        self._loop, self._lane, self._check = loop, lane, check
        self._closed = False

    @property
    def possible(self) -> bool:
        return self._check.possible

    def ask(self, done: Callable[[Answer], None]) -> None:
        def told(answer: Answer) -> None:
            if not self._closed:
                done(answer)

        self._lane.post(lambda: self._check.ask(lambda answer: self._back(told, answer)))

    def close(self) -> None:
        """Nobody is told any more."""
        self._closed = True

    def _back(self, told: Callable[[Answer], None], answer: Answer) -> None:
        if not self._closed:
            self._loop.call_soon_threadsafe(told, answer)
