"""The secrets of connections: kept by the system's store, known in memory, renewed while the program runs (rule 3.5).

The store may take its time, or ask the user to unlock it. So ``load``, ``keep`` and ``forget`` are called off the wire
lane, ``renew`` hands over to a thread of its own, and what the lane asks is answered from memory.
"""

import logging
from collections.abc import Callable, Iterable, Mapping

from mimikdesk.domain.ids import ConnectionId
from mimikdesk.domain.secret import Secret
from mimikdesk.settings.secret_writer import SecretWriter
from mimikdesk.settings.secrets import SecretStore

_log = logging.getLogger(__name__)

NAMES = ("cid", "password", "secret", "session", "redirect")
"""All that any way of login keeps."""


class Keys:
    """``store``: makes the store when there is first something to keep or to read."""

    def __init__(self, store: Callable[[], SecretStore]) -> None:
        self._make = store
        self._store: SecretStore | None = None
        self._writer: SecretWriter | None = None
        self._known: dict[ConnectionId, dict[str, Secret]] = {}
        self._this_run: set[ConnectionId] = set()
        self._entered: dict[ConnectionId, int] = {}

    def __repr__(self) -> str:
        return f"Keys({len(self._known)} connections)"

    # --- may wait -------------------------------------------------------------------------------------------------

    def load(self, connections: Iterable[ConnectionId]) -> None:
        """Read what the store has of these connections. Call before any of them is made."""
        for connection in connections:
            found = {name: self._open().get(f"{connection}/{name}") for name in NAMES}
            self._known[connection] = {name: secret for name, secret in found.items() if secret is not None}

    def keep(self, connection: ConnectionId, keys: Mapping[str, Secret]) -> bool:
        self._known[connection] = dict(keys)
        self._entered[connection] = self.entered(connection) + 1
        store = self._open()
        kept = [store.put(f"{connection}/{name}", secret) for name, secret in keys.items()]
        for name in NAMES:
            if name not in keys:
                store.delete(f"{connection}/{name}")
        if all(kept):
            self._this_run.discard(connection)
        else:
            self._this_run.add(connection)
        return all(kept)

    def forget(self, connection: ConnectionId) -> bool:
        self._known.pop(connection, None)
        self._this_run.discard(connection)
        gone = [self._open().delete(f"{connection}/{name}") for name in NAMES]
        return all(gone)

    def close(self) -> None:
        """Write what still waits."""
        if self._writer is not None and not self._writer.close(timeout_s=5):
            _log.warning("The system's store for passwords did not take the newest logins in time; sign in again.")

    # --- at once --------------------------------------------------------------------------------------------------

    def of(self, connection: ConnectionId) -> Mapping[str, Secret]:
        """What is known of a connection; empty where nothing is."""
        return self._known.get(connection, {})

    def everything(self) -> tuple[Secret, ...]:
        """All secrets that are known, to look for them where none may be."""
        return tuple(secret for its in self._known.values() for secret in its.values())

    def entered(self, connection: ConnectionId) -> int:
        """How often the trader has signed in during this run."""
        return self._entered.get(connection, 0)

    def for_this_run(self, connection: ConnectionId) -> bool:
        return connection in self._this_run

    def renew(self, connection: ConnectionId, name: str, secret: Secret) -> None:
        """Put a newer secret in the place of an old one."""
        if connection not in self._known:
            return
        self._known[connection][name] = secret
        if self._writer is None:
            self._writer = SecretWriter(self._open(), lambda _name: self._this_run.add(connection))
        self._writer.save(f"{connection}/{name}", secret)

    def _open(self) -> SecretStore:
        if self._store is None:
            self._store = self._make()
        return self._store
