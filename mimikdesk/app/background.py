"""Work that may wait for a disk or a keyring: on a thread of its own, told on the wire lane."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from mimikdesk.domain.errors import MimikDeskError

_log = logging.getLogger(__name__)

T = TypeVar("T")


class LaneBackground:
    """One thread, made when there is first something to do; so what is asked for is done in order. ``post``: runs a
    call on the lane."""

    def __init__(self, post: Callable[[Callable[[], None]], None]) -> None:
        self._post = post
        self._workers = ThreadPoolExecutor(1, thread_name_prefix="background")

    def run(self, work: Callable[[], T], done: Callable[[T | Exception], None]) -> None:
        def carry_out() -> None:
            result: T | Exception
            try:
                result = work()
            except MimikDeskError as error:
                result = error
            except Exception as error:
                _log.exception("Work in the background failed")
                result = error
            self._post(lambda: done(result))

        self._workers.submit(carry_out)

    def close(self) -> None:
        """Finish what was begun and end the thread; what had not begun is dropped. May wait."""
        self._workers.shutdown(wait=True, cancel_futures=True)
