"""Asks logind (systemd's or elogind's) not to let the computer sleep, over the system's D-Bus.

It hands out a file, and the wish holds until that file is closed: by ``release``, or by the end of the process in
whatever way. The answer is waited for by Qt's loop, so that a slow bus does not hold the window.
"""

from collections.abc import Callable

from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusPendingCallWatcher,
    QDBusUnixFileDescriptor,
)

SERVICE = "org.freedesktop.login1"
PATH = "/org/freedesktop/login1"
MANAGER = "org.freedesktop.login1.Manager"
TRUST_MS = 5_000
"""How long it may take to answer."""


class LogindHolder:
    """A ``Holder`` of keep_awake.py. ``failed`` is told, once, why logind does not take the wish. ``service``: "" where
    ``bus`` leads to nobody else."""

    def __init__(
        self, failed: Callable[[str], None], bus: QDBusConnection | None = None, service: str = SERVICE
    ) -> None:
        self._failed = failed
        self._bus = bus
        self._service = service
        self._told = False
        self._number = 0
        self._asked: dict[int, QDBusPendingCallWatcher] = {}
        """Calls without an answer yet; Qt drops a call that nobody holds."""
        self._held: QDBusUnixFileDescriptor | None = None

    def take(self) -> None:
        bus = QDBusConnection.systemBus() if self._bus is None else self._bus
        if not bus.isConnected():
            raise OSError("there is no D-Bus")
        call = QDBusMessage.createMethodCall(self._service, PATH, MANAGER, "Inhibit")
        call.setArguments(["idle", "MimikDesk", "A copy group is on", "block"])
        self._number += 1
        number, asked = self._number, QDBusPendingCallWatcher(bus.asyncCall(call, TRUST_MS))
        self._asked[number] = asked
        asked.finished.connect(lambda: self._answered(number))

    def release(self) -> None:
        self._number += 1
        self._held = None

    def _answered(self, number: int) -> None:
        reply = self._asked.pop(number).reply()
        if number != self._number:
            return  # let go meanwhile: the file of a late answer is closed with it
        given = reply.arguments()
        if reply.type() is QDBusMessage.MessageType.ReplyMessage and isinstance(given[0], QDBusUnixFileDescriptor):
            self._held = given[0]
        elif not self._told:
            self._told = True
            self._failed(reply.errorMessage() or "logind gave an answer of another kind")
