"""The trader's browser on its way to a broker's page and back: the page opened, the answer waited for."""

import asyncio
import logging
import webbrowser
from collections.abc import Callable, Mapping

from mimikdesk.brokers.loopback import Loopback, LoopbackError, redirect_uri
from mimikdesk.domain.clock import Clock
from mimikdesk.services.logins import Background

_log = logging.getLogger(__name__)

NO_BROWSER = "Your browser could not be opened. Set a default browser in the system's settings, then try again."


class BrowserDoor:
    """``show``: opens a page and tells whether it could; it may wait, and is called where nobody does."""

    def __init__(
        self,
        clock: Clock,
        background: Background,
        within_ns: int,
        show: Callable[[str], bool] = webbrowser.open,
    ) -> None:
        self._clock = clock
        self._background = background
        self._within_ns = within_ns
        self._show = show

    def open(
        self,
        accept: Callable[[Mapping[str, str]], bool],
        opened: Callable[[str], str],
        done: Callable[[Mapping[str, str] | None], None],
        failed: Callable[[str], None],
    ) -> Callable[[], None]:
        """On the lane; see ``app.tradovate_try.Door``."""
        loopback = Loopback(self._clock, accept, done)
        over = False

        def shown(result: bool | Exception) -> None:
            if result is not True and not over:
                loopback.close()
                failed(NO_BROWSER)

        async def listen() -> None:
            try:
                port = await loopback.open(self._within_ns)
            except LoopbackError as error:
                failed(str(error))
                return
            page = opened(redirect_uri(port))
            self._background.run(lambda: self._show(page), shown)

        task = asyncio.get_running_loop().create_task(listen(), name="browser door")

        def shut() -> None:
            nonlocal over
            over = True
            task.cancel()
            loopback.close()

        return shut
