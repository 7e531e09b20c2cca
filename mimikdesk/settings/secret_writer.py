"""Secrets on their way to the system's store, on a thread of their own: the store may take its time, or ask the user to
unlock it, and nobody who trades waits for that."""

import threading
from collections.abc import Callable

from mimikdesk.domain.secret import Secret
from mimikdesk.settings.secrets import SecretStore


class SecretWriter:
    """``save`` returns at once; the newest secret of a name is the one that is kept. ``failed(name)`` runs on the
    writer's thread when the store did not take one."""

    def __init__(self, store: SecretStore, failed: Callable[[str], None]) -> None:
        self._store = store
        self._failed = failed
        self._waiting: dict[str, Secret] = {}
        self._changed = threading.Condition()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="secrets", daemon=True)
        self._thread.start()

    def save(self, name: str, secret: Secret) -> None:
        with self._changed:
            if self._closed:
                raise RuntimeError("the writer is closed")
            self._waiting[name] = secret
            self._changed.notify()

    def close(self, timeout_s: float) -> bool:
        """Write what still waits. False: the store did not come to an end in that time, and the last secrets may be
        lost; the thread does not keep the program from ending."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._closed)
                if not self._waiting:
                    return
                name = next(iter(self._waiting))
                secret = self._waiting.pop(name)
            if not self._store.put(name, secret):
                self._failed(name)
