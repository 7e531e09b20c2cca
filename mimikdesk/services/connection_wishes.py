"""The part of the window's wishes that is about connections. A program without them does nothing."""

from mimikdesk.domain.events import Event
from mimikdesk.domain.ids import ConnectionId
from mimikdesk.domain.time import Stamp
from mimikdesk.services.login_desk import LoginDesk
from mimikdesk.services.logins import LoginForm
from mimikdesk.services.views import ConnectionsView


class ConnectionWishes:
    _logins: LoginDesk | None = None

    def try_login(self, attempt: int, form: LoginForm, again: ConnectionId | None = None) -> None:
        if self._logins is not None:
            self._logins.try_login(attempt, form, again)

    def cancel_login(self, attempt: int) -> None:
        if self._logins is not None:
            self._logins.cancel(attempt)

    def keep_login(self, attempt: int, name: str) -> None:
        if self._logins is not None:
            self._logins.keep(attempt, name)

    def connect(self, connection: ConnectionId) -> None:
        if self._logins is not None:
            self._logins.connections.connect(connection)

    def disconnect(self, connection: ConnectionId) -> None:
        if self._logins is not None:
            self._logins.connections.disconnect(connection)

    def test_connection(self, connection: ConnectionId) -> None:
        if self._logins is not None:
            self._logins.connections.test(connection)

    def remove_connection(self, connection: ConnectionId) -> None:
        if self._logins is not None:
            self._logins.connections.remove(connection)

    # --- for the program ------------------------------------------------------------------------------------------

    def _hear_of_connections(self, event: Event) -> None:
        if self._logins is not None:
            self._logins.connections.hear(event)

    def _connections_due(self, now: Stamp) -> bool:
        return self._logins is not None and self._logins.connections.due(now)

    def _connections_view(self) -> ConnectionsView | None:
        if self._logins is None:
            return None
        desk = self._logins.connections
        desk.changed = False
        return ConnectionsView(desk.rows(), self._logins.forms, self._logins.view)

    def _close_connections(self) -> None:
        if self._logins is not None:
            self._logins.close()
            self._logins.connections.close()
