"""Asks once whether there is a newer version, believes only what is signed, and installs nothing."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

from mimikdesk import __version__
from mimikdesk.app import update_source
from mimikdesk.app.minisign import verify
from mimikdesk.brokers.network import HttpFailure, HttpReply, HttpRequest, Network
from mimikdesk.domain.clock import Clock
from mimikdesk.domain.errors import MimikDeskError
from mimikdesk.domain.sentence import said
from mimikdesk.domain.time import SECOND
from mimikdesk.services.logins import Background
from mimikdesk.services.releases import Answer, Release, ReleaseError, newer_release, read_release
from mimikdesk.settings.store import write_whole

LARGEST = 64_000
"""Bytes of the answer at most; it takes a few thousand."""
WITHIN = 15 * SECOND
SEEN = "updates.json"
"""The file in the data folder that remembers the highest serial."""


class UpdateCheck:
    """On the lane. ``address``, ``key``: None for those of this build."""

    def __init__(
        self,
        clock: Clock,
        network: Callable[[], Network],
        background: Background,
        folder: Path,
        address: str | None = None,
        key: str | None = None,
    ) -> None:
        self._clock, self._network, self._background = clock, network, background
        self._seen = folder / SEEN
        self._address = update_source.ADDRESS if address is None else address
        self._key = update_source.PUBLIC_KEY if key is None else key
        self._asking = False

    @property
    def possible(self) -> bool:
        return bool(self._address and self._key)

    def ask(self, done: Callable[[Answer], None]) -> None:
        """Ask; ``done`` is called once, later. Does nothing while an answer is awaited."""
        if self._asking or not self.possible:
            return
        self._asking = True
        request = HttpRequest("GET", self._address, {"accept": "application/json"}, timeout_ns=WITHIN, largest=LARGEST)
        self._network().fetch(request, partial(self._answered, done))

    def _answered(self, done: Callable[[Answer], None], got: HttpReply | HttpFailure) -> None:
        if isinstance(got, HttpFailure):
            self._end(done, Answer(said("No answer about new versions: {why}", why=got.text), offline=True))
        elif got.status != _OK:
            self._end(done, Answer(said("The server of the releases answered {status}.", status=got.status)))
        else:
            now_ns = self._clock.now().utc_ns
            self._background.run(lambda: self._judge(got.body, now_ns), partial(self._judged, done))

    def _judge(self, body: bytes, now_ns: int) -> Release | None:
        """On a worker: it reads and writes a file."""
        if len(body) > LARGEST:
            raise ReleaseError(said("The list of releases cannot be understood."))
        try:
            parts = json.loads(body)
            content, signature = parts["manifest"].encode(), parts["signature"]
            if not isinstance(signature, str):
                raise TypeError
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise ReleaseError(said("The list of releases cannot be understood.")) from None
        verify(self._key, content, signature)
        release = read_release(content)
        seen = self._highest()
        newer = newer_release(release, __version__, seen, now_ns)
        if release.serial > seen:
            write_whole(self._seen, json.dumps({"serial": release.serial}) + "\n")
        return newer

    def _highest(self) -> int:
        try:
            serial = json.loads(self._seen.read_text("utf-8"))["serial"]
        except (OSError, ValueError, KeyError, TypeError):
            return 0
        return serial if type(serial) is int else 0

    def _judged(self, done: Callable[[Answer], None], result: Release | Exception | None) -> None:
        if isinstance(result, MimikDeskError):
            self._end(done, Answer(said("Not believed: {why}", why=str(result))))
        elif isinstance(result, Exception):
            self._end(done, Answer(said("The list of releases cannot be understood.")))
        elif result is None:
            self._end(done, Answer(said("MimikDesk {version} is the newest version.", version=__version__)))
        else:
            self._end(done, Answer(said("MimikDesk {version} is there.", version=result.version), result))

    def _end(self, done: Callable[[Answer], None], answer: Answer) -> None:
        self._asking = False
        done(answer)


_OK = 200
