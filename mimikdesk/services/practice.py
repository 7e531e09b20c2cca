"""The practice accounts, set up when the trader asks for them: written down first, then connected and grouped."""

from collections.abc import Callable
from dataclasses import dataclass

from mimikdesk.domain.accounts import Account, Connection
from mimikdesk.domain.decisions import Level
from mimikdesk.domain.events import PastRecalled
from mimikdesk.domain.group import CopyGroup
from mimikdesk.domain.sentence import said
from mimikdesk.services.connections import Connections, told

READY = (
    said("The practice accounts are ready: PA-LEADER leads, PA-01 (x1), PA-02 (x0.5) and PB-01 (x2) follow."),
    said("Trade PA-LEADER on the practice ticket, and watch the followers follow."),
)
THERE = said("The practice accounts are there already.")


@dataclass(frozen=True, slots=True)
class PracticeDesk:
    """What is set up: connections of the practice exchange, their accounts, and a group of them."""

    connections: tuple[Connection, ...]
    accounts: tuple[Account, ...]
    group: CopyGroup


@dataclass(frozen=True, slots=True)
class PracticeParts:
    """``save``: writes the desk down, on a thread that may wait; False where there is one already."""

    desk: PracticeDesk
    save: Callable[[], bool]


class PracticeWishes:
    """The part of the window's wishes that is about the practice accounts. A program without them does nothing."""

    _practice: "PracticeStart | None" = None

    def try_practice(self) -> None:
        if self._practice is not None:
            self._practice.start()


class PracticeStart:
    """``define``: puts a group that is written down to work."""

    def __init__(self, parts: PracticeParts, connections: Connections, define: Callable[[CopyGroup], None]) -> None:
        self._parts = parts
        self._connections = connections
        self._define = define
        self._busy = False

    def start(self) -> None:
        """Set the desk up. Asked for twice, or where it is there already, it is set up once."""
        if not self._busy:
            self._busy = True
            self._connections.parts.background.run(self._save, self._saved)

    def _save(self) -> tuple[bool, list[PastRecalled]]:
        """Off the lane. What the accounts did before they were once removed is recalled with them (rule 7.1)."""
        connections, desk = self._connections, self._parts.desk
        made, past = self._parts.save(), connections.parts.past
        new = [account.id for account in desk.accounts if account.id not in connections.links.known]
        if not made or past is None:
            return made, []
        return made, [past.recall(account, connections.clock.now()) for account in new]

    def _saved(self, result: tuple[bool, list[PastRecalled]] | Exception) -> None:
        self._busy = False
        desk, connections = self._parts.desk, self._connections
        if isinstance(result, Exception):
            connections.say(told(result), Level.WARNING)
            return
        made, past = result
        if not made:
            connections.say(THERE, Level.INFO)
            return
        for connection in desk.connections:
            its = tuple(account for account in desk.accounts if account.connection == connection.id)
            names = {account.id for account in its}
            connections.names.put(connection, its)
            connections.hang_up(connection, its, [each for each in past if each.account in names])
        self._define(desk.group)
        for text in READY:
            connections.say(text, Level.INFO)
