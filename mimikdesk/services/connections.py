"""The trader's connections: how each one stands, and switching, testing and removing them while the program runs.

On the lane, beside the copier: it hears of events after their orders have gone, and whatever may wait for a disk or a
keyring is done elsewhere (``Background``).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from mimikdesk.domain.accounts import Account, Connection, LoginKind
from mimikdesk.domain.clock import Clock, TimerHandle
from mimikdesk.domain.decisions import Level
from mimikdesk.domain.errors import MimikDeskError
from mimikdesk.domain.events import (
    Event,
    FollowerRemoved,
    GroupDefined,
    LineChanged,
    LineState,
    PastRecalled,
    SnapshotTaken,
)
from mimikdesk.domain.ids import AccountId, ConnectionId
from mimikdesk.domain.sentence import joined, said
from mimikdesk.domain.time import SECOND, Stamp
from mimikdesk.engine.state import EngineState
from mimikdesk.journal.logins import in_groups
from mimikdesk.services import connection_words as words
from mimikdesk.services.broker_forms import BrokerForm
from mimikdesk.services.budgets import budget_row
from mimikdesk.services.links import Links, MakeLink
from mimikdesk.services.logins import Background, KeyStore, Tester
from mimikdesk.services.names import Names
from mimikdesk.services.views import ConnectedAccount, ConnectionRow

TEST_WITHIN = 15 * SECOND
"""How long a test by hand waits for its answer."""

BUDGET_EVERY = 1 * SECOND
"""How often the figures of the rate budgets are looked at."""


class ConnectionStore(Protocol):
    """Connections as they are kept; see journal.store.Store. ``keep_connection_on`` returns at once, the others wait
    for the disk. Raises MimikDeskError with a sentence, and nothing is changed."""

    def save_login(self, connection: Connection, accounts: Iterable[Account]) -> None: ...

    def remove_connection(self, connection: ConnectionId) -> None: ...

    def keep_connection_on(self, connection: ConnectionId, on: bool) -> None: ...


class Recall(Protocol):
    """What earlier runs left of an account; see journal.Journal."""

    def recall(self, account: AccountId, at: Stamp) -> PastRecalled: ...


@dataclass(frozen=True, slots=True)
class Broker:
    """All that the program needs to know of a broker by its name. ``make``: the way to a link for a connection with the
    accounts that were set up; None in a build that has none. ``tester``: None where nobody can be let in."""

    form: BrokerForm
    make: Callable[[Connection, tuple[Account, ...]], MakeLink] | None = None
    tester: Tester | None = None


@dataclass(frozen=True, slots=True)
class ConnectionParts:
    """What connections are made of and kept in. ``brokers``: by the names that ``Connection.broker`` has. ``past``:
    None where nothing is recalled."""

    brokers: Mapping[str, Broker]
    store: ConnectionStore
    keys: KeyStore
    background: Background
    past: Recall | None = None


@dataclass(slots=True)
class _Card:
    """What one connection's card shows beside its state."""

    last_error: str = ""
    last_error_ns: int | None = None
    busy: str = ""
    note: str = ""
    asked_ns: int = 0
    unread: set[AccountId] = field(default_factory=set)
    reads: int = 0
    line_awaited: bool = False
    timer: TimerHandle | None = None

    @property
    def tested(self) -> bool:
        return self.timer is not None


class Connections:
    """``open_link``: makes and opens a link while the program runs. ``say``: a line in the activity list."""

    def __init__(
        self,
        clock: Clock,
        state: EngineState,
        links: Links,
        names: Names,
        parts: ConnectionParts,
        open_link: Callable[[MakeLink, Iterable[Account], Iterable[PastRecalled]], None],
        say: Callable[[str, Level], None],
    ) -> None:
        self.clock = clock
        self.names = names
        self.parts = parts
        self.links = links
        self.say = say
        self._state = state
        self._open_link = open_link
        self._cards: dict[ConnectionId, _Card] = {}
        self._budgets_due_ns = 0
        self.changed = True
        links.meet = self._meet

    # --- the trader's wishes ------------------------------------------------------------------------------------------

    def connect(self, connection: ConnectionId) -> None:
        """Switch it on. One that has a line and no luck begins anew."""
        card, its = self._card(connection), self.names.get(connection)
        if its is None or card.busy:
            return
        self._switch(its, on=True)
        self.hang_up(replace(its, on=True))

    def disconnect(self, connection: ConnectionId) -> None:
        card, its = self._card(connection), self.names.get(connection)
        if its is None or card.busy:
            return
        self._end_test(connection, "")
        self._switch(its, on=False)
        self._begin(card, said("Disconnecting..."))
        self.links.drop(connection, lambda: self._done(card))

    def remove(self, connection: ConnectionId) -> None:
        """Take it away with its accounts and its secrets. Refused while its accounts are in a group."""
        card, its = self._card(connection), self.names.get(connection)
        if its is None or card.busy:
            return
        groups = self._groups_of(connection)
        if groups:
            self.note(connection, in_groups(groups))
            return
        self._end_test(connection, "")
        self._begin(card, said("Removing..."))
        self.links.drop(connection, lambda: self._remove_saved(its, card))

    def test(self, connection: ConnectionId) -> None:
        """Read every account afresh, or hurry a line that is being restored; the card says how that went."""
        card, link = self._card(connection), self.links.link(connection)
        if card.busy or card.tested:
            return
        state = self._state.lines.get(connection, LineState.DISCONNECTED)
        if link is None or state is LineState.DISCONNECTED:
            self.note(connection, words.OFF_FIRST)
            return
        if state is LineState.REAUTH_REQUIRED:
            self.note(connection, words.SIGN_IN_FIRST)
            return
        self._begin(card, "")
        card.asked_ns = self.clock.now().mono_ns
        card.timer = self.clock.call_later(TEST_WITHIN, lambda: self._end_test(connection, self._no_answer(card)))
        card.line_awaited = state is LineState.RECONNECTING or not link.accounts
        if card.line_awaited:
            link.reconnect(words.TESTED)
            return
        card.unread = set(link.accounts)
        card.reads = len(card.unread)
        for account in link.accounts:
            link.refresh(account)

    # --- links --------------------------------------------------------------------------------------------------------

    def add_saved(self, add: Callable[[MakeLink], object]) -> None:
        """Before the start: a link for every connection that is switched on."""
        for its in self.names.connections:
            broker = self.parts.brokers.get(its.broker)
            if broker is None or broker.make is None:
                self._card(its.id).note = words.UNKNOWN_BROKER
            elif its.on:
                add(broker.make(its, self.names.accounts_of(its.id)))

    def hang_up(self, its: Connection, accounts: Iterable[Account] = (), past: Iterable[PastRecalled] = ()) -> None:
        """Make and open the link of a connection, anew where it has one. ``accounts``, ``past``: of accounts that are
        new with it."""
        broker, card = self.parts.brokers.get(its.broker), self._card(its.id)
        if broker is None or broker.make is None:
            self.note(its.id, words.UNKNOWN_BROKER)
            return
        make = broker.make(its, self.names.accounts_of(its.id))

        def let_go() -> None:
            self._done(card)
            self._open_link(make, accounts, past)

        self._begin(card, said("Connecting..."))
        self.links.drop(its.id, let_go)

    def note(self, connection: ConnectionId, text: str) -> None:
        self._card(connection).note = text
        self.changed = True

    # --- what happens -------------------------------------------------------------------------------------------------

    def hear(self, event: Event) -> None:
        """An event that was taken in, after its orders have gone."""
        match event:
            case GroupDefined() | FollowerRemoved():
                self.changed = True
            case LineChanged(connection=connection):
                self._on_line(connection, event)
            case SnapshotTaken(account=account):
                its = self._state.connection_of.get(account)
                card = self._cards.get(its) if its is not None else None
                if its is not None and card is not None and card.unread and event.asked_at.mono_ns >= card.asked_ns:
                    card.unread.discard(account)
                    if not card.unread:
                        took_ns = event.at.mono_ns - card.asked_ns
                        self._end_test(its, words.accounts_read(card.reads, took_ns))
            case _:
                pass

    def close(self) -> None:
        """The program ends: nothing is waited for any more."""
        for card in self._cards.values():
            if card.timer is not None:
                card.timer.cancel()
                card.timer = None

    def _on_line(self, connection: ConnectionId, event: LineChanged) -> None:
        card = self._card(connection)
        self.changed = True
        if event.detail and event.state in (LineState.RECONNECTING, LineState.REAUTH_REQUIRED):
            card.last_error, card.last_error_ns = event.detail, event.at.utc_ns
        if not card.tested:
            return
        if event.state is LineState.REAUTH_REQUIRED:
            self._end_test(connection, words.SIGN_IN_FIRST)
        elif event.state is LineState.CONNECTED and card.line_awaited:
            self._end_test(connection, words.line_back(event.at.mono_ns - card.asked_ns))

    def _meet(self, account: AccountId, connection: ConnectionId) -> bool:
        """An account that the login has brought and nobody set up. The same account on two connections is refused
        (rule 3.7)."""
        its = self.names.get(connection)
        name = account.partition("/")[2] or account
        if its is None or its.login is LoginKind.NONE:
            return True
        other = self._other_with(its, name)
        if other is not None:
            failure = words.same_account(name, other.name)
            self.say(joined((failure.text, said("It is left out here."), failure.advice)), Level.WARNING)
            return False
        new = Account(account, connection, name)
        self.names.put(its, (new,))
        self.changed = True
        self.parts.background.run(lambda: self.parts.store.save_login(its, (new,)), self._complain)
        return True

    def _other_with(self, its: Connection, account: str) -> Connection | None:
        """Another connection of the same broker and environment that has an account of this name."""
        for other in self.names.connections:
            if other.id == its.id or (other.broker, other.environment) != (its.broker, its.environment):
                continue
            if any(each.name == account for each in self.names.accounts_of(other.id)):
                return other
        return None

    def _complain(self, result: object) -> None:
        if isinstance(result, Exception):
            self.say(told(result), Level.WARNING)

    # --- inner workings -----------------------------------------------------------------------------------------------

    def _switch(self, its: Connection, *, on: bool) -> None:
        self.names.put(replace(its, on=on))
        self.parts.store.keep_connection_on(its.id, on)
        self._card(its.id).note = ""
        self.changed = True

    def _remove_saved(self, its: Connection, card: _Card) -> None:
        def work() -> bool:
            self.parts.store.remove_connection(its.id)
            return self.parts.keys.forget(its.id)

        def done(result: bool | Exception) -> None:
            self._done(card)
            if isinstance(result, Exception):
                if its.on:
                    self.hang_up(its)
                self.note(its.id, told(result))
                return
            self.names.drop(its.id)
            self._cards.pop(its.id, None)
            self.say(said("Connection “{name}” removed.", name=its.name), Level.INFO)
            if not result:
                self.say(words.KEYS_NOT_FORGOTTEN, Level.WARNING)

        self.parts.background.run(work, done)

    def _groups_of(self, connection: ConnectionId) -> list[str]:
        return [
            group.settings.name
            for group in self._state.groups.values()
            if any(
                self._state.connection_of.get(account) == connection
                for account in (group.settings.leader, *group.followers)
            )
        ]

    def _card(self, connection: ConnectionId) -> _Card:
        return self._cards.setdefault(connection, _Card())

    def _begin(self, card: _Card, busy: str) -> None:
        card.busy, card.note = busy, ""
        self.changed = True

    def _done(self, card: _Card) -> None:
        card.busy = ""
        self.changed = True

    def _no_answer(self, card: _Card) -> str:
        fresh = card.last_error if card.line_awaited else ""
        return words.no_answer(TEST_WITHIN, "" if fresh == words.TESTED else fresh)

    def _end_test(self, connection: ConnectionId, text: str) -> None:
        card = self._card(connection)
        if card.timer is not None:
            card.timer.cancel()
            card.timer, card.line_awaited = None, False
            card.unread.clear()
            self.note(connection, text)

    # --- what the window is shown -------------------------------------------------------------------------------------

    def due(self, now: Stamp) -> bool:
        """Whether the rows may have changed: something happened, or budgets are to be looked at again."""
        if not self.changed and now.mono_ns >= self._budgets_due_ns:
            self._budgets_due_ns = now.mono_ns + BUDGET_EVERY
            self.changed = bool(self._state.budgets)
        return self.changed

    def rows(self) -> tuple[ConnectionRow, ...]:
        return tuple(self._row(its) for its in self.names.connections)

    def _row(self, its: Connection) -> ConnectionRow:
        card, link = self._card(its.id), self.links.link(its.id)
        state = self._state.lines.get(its.id, LineState.DISCONNECTED) if link is not None else LineState.DISCONNECTED
        return ConnectionRow(
            connection=its.id,
            name=its.name,
            broker=its.broker,
            environment=its.environment,
            login=its.login,
            user=its.user,
            state=state,
            advice=words.advice(its, state),
            last_error=card.last_error,
            last_error_ns=card.last_error_ns,
            accounts=tuple(self._account(account) for account in self.names.accounts_of(its.id)),
            linked=link is not None,
            busy=said("Testing...") if card.tested else card.busy,
            note=card.note,
            for_this_run=its.login is not LoginKind.NONE and self.parts.keys.for_this_run(its.id),
            budget=budget_row(self._state, its.id, self.clock.now().mono_ns) if link is not None else None,
        )

    def _account(self, account: Account) -> ConnectedAccount:
        led = self._state.leads.get(account.id)
        if led is not None:
            return ConnectedAccount(account.name, account.access, led.settings.name, leads=True)
        followed = self._state.follows.get(account.id)
        return ConnectedAccount(account.name, account.access, followed[0].settings.name if followed is not None else "")


def told(error: Exception) -> str:
    """A sentence for the trader; what only a programmer understands is in the log already."""
    return (
        str(error)
        if isinstance(error, MimikDeskError)
        else said("It could not be written down. The log has the details.")
    )
