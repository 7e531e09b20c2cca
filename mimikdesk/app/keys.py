"""Secrets for this run of the program only: what is used where no keyring takes them (rule 3.5)."""

from collections.abc import Mapping

from mimikdesk.domain.ids import ConnectionId


class RunKeys:
    """A ``KeyStore`` in memory. It is gone with the program, and never written anywhere."""

    def __init__(self) -> None:
        self._kept: dict[ConnectionId, Mapping[str, str]] = {}

    def __repr__(self) -> str:
        return f"RunKeys({len(self._kept)} connections)"

    def keep(self, connection: ConnectionId, keys: Mapping[str, str]) -> bool:
        self._kept[connection] = dict(keys)
        return False

    def keys(self, connection: ConnectionId) -> Mapping[str, str]:
        """What was kept of a connection; empty where nothing was."""
        return self._kept.get(connection, {})

    def forget(self, connection: ConnectionId) -> bool:
        self._kept.pop(connection, None)
        return True

    def for_this_run(self, connection: ConnectionId) -> bool:
        return connection in self._kept
