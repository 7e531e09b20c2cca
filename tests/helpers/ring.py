"""A keyring in memory that can be stopped in the middle of a write, as by a killed program."""

from dataclasses import dataclass, field


class KilledError(Exception):
    """The program ended here."""


@dataclass
class Ring:
    """``entries``: by service name. ``writes_left``: how many calls that change something still get through."""

    entries: dict[str, str] = field(default_factory=dict)
    writes_left: int = 1_000_000
    users: set[str] = field(default_factory=set)

    def get_password(self, service: str, username: str) -> str | None:
        return self.entries.get(service)

    def set_password(self, service: str, username: str, password: str) -> None:
        self._count()
        self.users.add(username)
        self.entries[service] = password

    def delete_password(self, service: str, username: str) -> None:
        self._count()
        del self.entries[service]

    def _count(self) -> None:
        if self.writes_left == 0:
            raise KilledError
        self.writes_left -= 1
