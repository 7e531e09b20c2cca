"""Which certificates are believed: those that the system believes."""

import asyncio
import ssl
from collections.abc import Callable


class Trust:
    """Makes the context of all secure connections once, off the loop's thread: it reads the system's store."""

    def __init__(self, make: Callable[[], ssl.SSLContext] = ssl.create_default_context) -> None:
        self._make = make
        self._context: ssl.SSLContext | None = None

    async def context(self, loop: asyncio.AbstractEventLoop) -> ssl.SSLContext:
        if self._context is None:
            self._context = await loop.run_in_executor(None, self._make)
        return self._context
