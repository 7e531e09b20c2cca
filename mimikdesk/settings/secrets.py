"""Secrets in the system's own store, and nowhere else (rule 3.5).

Windows Credential Manager, Secret Service or macOS Keychain through ``keyring``, by name: a backend that somebody
configured or installed besides is never asked, because it may write a plain file. Without one, secrets live as long as
the program runs.

A secret is kept as a head and numbered parts, each an entry under a service name of its own. The head names the write
that its parts belong to; a new write fills the other of two sets of parts, changes the head, and then clears the old
ones. So at every moment the head leads to one whole secret or, where entries are missing or of another write, to none.
"""

import logging
import re
import secrets
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Final, Protocol

from mimikdesk.domain.secret import Secret

log = logging.getLogger(__name__)

BACKENDS: Final[dict[str, tuple[str, str]]] = {
    "win32": ("keyring.backends.Windows", "WinVaultKeyring"),
    "darwin": ("keyring.backends.macOS", "Keyring"),
    "linux": ("keyring.backends.SecretService", "Keyring"),
}
"""Platform to the one backend that is used there."""

NO_KEYRING: Final = (
    "This computer has no safe place for passwords that the program could use (Windows Credential Manager, macOS "
    "Keychain, or a Secret Service such as GNOME Keyring or KWallet). Logins are kept until the program ends and have "
    "to be entered again after that; they are never written to a file."
)

PART_UNITS: Final = 1_200
"""UTF-16 units of an entry at most: Windows takes 2,560 bytes, the byte order mark included."""
_LONGEST_SECRET = 60_000
_USER: Final = "MimikDesk"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,119}")


class Ring(Protocol):
    """What is used of a keyring backend. Any call may raise anything, and may wait for the user to unlock the store."""

    def get_password(self, service: str, username: str) -> str | None: ...

    def set_password(self, service: str, username: str, password: str) -> None: ...

    def delete_password(self, service: str, username: str) -> None: ...


def system_ring() -> Ring | None:
    """This system's own store, None where there is none that works."""
    module, name = BACKENDS.get(sys.platform, ("", ""))
    if not module:
        return None
    try:
        backend = getattr(import_module(module), name)
        if not backend.priority > 0:
            return None
        ring: Ring = backend()
        if sys.platform == "win32":
            # Else the entries travel to every machine of a company login, whose device id they do not fit.
            ring.persist = "local machine"  # type: ignore[attr-defined]  # a property of the Windows backend
    except Exception as error:
        # Which errors a missing or broken store raises is the backends' affair: D-Bus, COM and ctypes have their own.
        log.info("no keyring: %s", type(error).__name__)
        return None
    return ring


class SecretStore:
    """Secrets by name, e.g. ``tradovate-1/password``. ``workspace``: tells the data folders of one machine apart.
    ``ring``: None keeps everything in memory. Calls wait for the store; they may come from any thread."""

    def __init__(self, ring: Ring | None, workspace: str) -> None:
        self._ring = ring
        self._workspace = workspace
        self._memory: dict[str, Secret] = {}
        self._lock = threading.RLock()

    @property
    def notice(self) -> str:
        """What the trader has to know of how his secrets are kept; "" when they are kept well."""
        return NO_KEYRING if self._ring is None else ""

    def put(self, name: str, secret: Secret) -> bool:
        """Keep it, in place of the one before. False: the store did not take it, and it is kept for this run only."""
        with self._lock:
            _check(name)
            self._memory[name] = secret
            if self._ring is None:
                return False
            try:
                self._write(self._ring, name, secret.reveal())
            except Exception as error:
                log.warning(
                    "The system's store for passwords did not take the login of “%s” (%s). It is kept until the "
                    "program ends and has to be entered again after that.",
                    name,
                    type(error).__name__,
                )
                return False
            return True

    def get(self, name: str) -> Secret | None:
        """The secret, None where there is none, or none that is whole."""
        with self._lock:
            _check(name)
            if name in self._memory or self._ring is None:
                return self._memory.get(name)
            try:
                text = self._read(self._ring, name)
            except Exception as error:
                log.warning(
                    "The system's store for passwords did not give the login of “%s” (%s). Unlock it, or enter the "
                    "login again.",
                    name,
                    type(error).__name__,
                )
                return None
            if text is None:
                return None
            secret = self._memory[name] = Secret(text)
            return secret

    def delete(self, name: str) -> bool:
        """Forget it. False: the store did not let go of all of it, which is told in the log."""
        with self._lock:
            _check(name)
            self._memory.pop(name, None)
            if self._ring is None:
                return True
            try:
                # The head first: parts without one are of no use to anybody who reads by name.
                if self._ring.get_password(self._service(name), _USER) is not None:
                    self._ring.delete_password(self._service(name), _USER)
                for slot in _SLOTS:
                    self._clear(self._ring, name, slot)
            except Exception as error:
                log.warning(
                    "The system's store for passwords did not remove the login of “%s” (%s). Remove the entries that "
                    "begin with “%s” there by hand.",
                    name,
                    type(error).__name__,
                    self._service(name),
                )
                return False
            return True

    # --- one head, two sets of parts --------------------------------------------------------------------------------

    def _service(self, name: str, slot: str = "", part: int = 0) -> str:
        base = f"MimikDesk/{self._workspace}/{name}"
        return f"{base}#{slot}{part}" if slot else base

    def _write(self, ring: Ring, name: str, text: str) -> None:
        if len(text) > _LONGEST_SECRET:
            raise ValueError("too long")
        head = _Head.read(ring.get_password(self._service(name), _USER))
        slot = _SLOTS[0] if head is None or head.slot == _SLOTS[1] else _SLOTS[1]
        self._clear(ring, name, slot)
        write = secrets.token_hex(8)
        parts = list(_parts(text, PART_UNITS - len(_mark(write, _LONGEST_SECRET))))
        for number, part in enumerate(parts):
            ring.set_password(self._service(name, slot, number), _USER, _mark(write, number) + part)
        # The backend for Windows keeps the old head under a second name, until it is deleted; nothing in it is secret.
        ring.set_password(self._service(name), _USER, _Head(write, slot, len(parts)).text)
        if head is not None:
            self._clear(ring, name, head.slot)

    def _read(self, ring: Ring, name: str) -> str | None:
        head = _Head.read(ring.get_password(self._service(name), _USER))
        if head is None:
            return None
        texts = []
        for number in range(head.parts):
            entry = ring.get_password(self._service(name, head.slot, number), _USER)
            mark = _mark(head.write, number)
            if entry is None or not entry.startswith(mark):
                log.warning("The login of “%s” was kept only in part and is of no use. Enter it again.", name)
                return None
            texts.append(entry.removeprefix(mark))
        return "".join(texts)

    def _clear(self, ring: Ring, name: str, slot: str) -> None:
        count = 0
        while ring.get_password(self._service(name, slot, count), _USER) is not None:
            count += 1
        # From the end, so that what an interrupted clearing leaves is found again by the next one.
        for number in reversed(range(count)):
            ring.delete_password(self._service(name, slot, number), _USER)


_SLOTS: Final = ("a", "b")


@dataclass(frozen=True, slots=True)
class _Head:
    """``write``: drawn anew for each write. ``slot``: which of the two sets of parts it filled."""

    write: str
    slot: str
    parts: int

    @property
    def text(self) -> str:
        return f"1:{self.write}:{self.slot}:{self.parts}"

    @classmethod
    def read(cls, text: str | None) -> "_Head | None":
        """None for what is no head."""
        found = re.fullmatch(r"1:([0-9a-f]{16}):([ab]):(\d{1,3})", text or "")
        return None if found is None else cls(found[1], found[2], int(found[3]))


def _mark(write: str, number: int) -> str:
    return f"{write}:{number}:"


def _parts(text: str, units: int) -> Iterator[str]:
    """The text in pieces of at most so many UTF-16 units; one piece for an empty text. No character is cut in two."""
    start = used = 0
    for index, character in enumerate(text):
        size = 2 if ord(character) > 0xFFFF else 1
        if used + size > units:
            yield text[start:index]
            start, used = index, 0
        used += size
    yield text[start:]


def _check(name: str) -> None:
    if _NAME.fullmatch(name) is None:
        raise ValueError("not a name for a secret")
