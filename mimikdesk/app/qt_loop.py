"""The window's loop: Qt's, joined with asyncio."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import cast

from PySide6.QtWidgets import QApplication
from qasync import QEventLoop  # type: ignore[import-untyped]  # qasync carries no types


def new_window_loop(app: QApplication) -> asyncio.AbstractEventLoop:
    """An asyncio loop that is the application's event loop. Closing it ends its worker threads."""
    loop = cast(asyncio.AbstractEventLoop, QEventLoop(app))
    # Before the first name lookup: qasync's own default starts ten Qt threads.
    loop.set_default_executor(ThreadPoolExecutor(2, thread_name_prefix="window-worker"))
    return loop
