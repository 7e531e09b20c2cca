"""Puts the program together, without a window: files opened, practice exchange built, connections hung on it.

Knows neither Qt nor a loop, so the window's run and the demo in the terminal are made of the same parts.
"""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from mimikdesk.app.brokers import brokers, practice_link
from mimikdesk.app.demo import PRACTICE, make_demo_workspace
from mimikdesk.app.options import Options
from mimikdesk.brokers.port import Sink
from mimikdesk.brokers.practice.catalog import CATALOG
from mimikdesk.brokers.practice.market import Market
from mimikdesk.brokers.practice.venue import START_CASH, PracticeVenue
from mimikdesk.domain.clock import Clock
from mimikdesk.domain.decisions import Level
from mimikdesk.domain.ids import AccountId, ConnectionId, Symbol
from mimikdesk.domain.time import Stamp
from mimikdesk.journal.intents import IntentLog
from mimikdesk.journal.journal import Journal
from mimikdesk.journal.open import open_journal
from mimikdesk.services.connections import Broker, ConnectionParts, ConnectionStore
from mimikdesk.services.copier import Records
from mimikdesk.services.gateway import IntentSink
from mimikdesk.services.group_desk import GroupParts, GroupStore
from mimikdesk.services.logins import Background, KeyStore
from mimikdesk.services.practice import READY, PracticeParts
from mimikdesk.services.program import Past, Program, Setup
from mimikdesk.services.risk_wishes import RiskParts
from mimikdesk.services.ticket import Hand
from mimikdesk.services.views import Update
from mimikdesk.settings.store import SettingsStore, open_settings

Notice = tuple[str, Level]


@dataclass(frozen=True, slots=True)
class Workspace:
    """The open files of one data folder. ``notices``: what the trader should know from the opening."""

    folder: Path
    settings: SettingsStore
    journal: Journal
    intents: IntentLog
    seed: int
    single_loop: bool
    notices: tuple[Notice, ...]

    def close(self, at: Stamp) -> bool:
        """Write everything and let go of the files. False when the journal could not be written to its end."""
        written = self.journal.close(at)
        self.intents.close()
        return written


def open_workspace(folder: Path, options: Options, at: Stamp, last_run: str = "") -> Workspace:
    """Open, and where needed make, the files of a data folder. ``last_run``: how the last run ended, "" in order.

    Raises MimikDeskError with nothing lost.
    """
    settings = open_settings(folder, at)
    with ExitStack() as undo:
        opened = open_journal(folder, at)
        undo.callback(opened.journal.close, at)
        intents = IntentLog(folder)
        undo.callback(intents.close)
        notices = [(text, Level.WARNING) for text in (*settings.notices, *opened.notices, last_run) if text]
        if options.demo and make_demo_workspace(opened.journal.store):
            notices += [(text, Level.INFO) for text in READY]
        _give_up_practice_orders(opened.journal, intents, at)
        undo.pop_all()
    kept = settings.store.settings
    return Workspace(
        folder,
        settings=settings.store,
        journal=opened.journal,
        intents=intents,
        seed=next(seed for seed in (options.seed, kept.practice_seed, at.utc_ns) if seed is not None),
        single_loop=kept.single_loop if options.single_loop is None else options.single_loop,
        notices=tuple(notices),
    )


def _give_up_practice_orders(journal: Journal, intents: IntentLog, at: Stamp) -> None:
    """The practice exchange lives and ends with the program: what was unfinished there is over."""
    practice = {connection.id for connection in journal.store.connections() if connection.broker == PRACTICE}
    gone = {account.id for account in journal.store.accounts() if account.connection in practice}
    for unfinished in journal.recover(intents):
        if unfinished.order.account in gone:
            journal.resolve(unfinished.order.account, unfinished.order.client_order_id, _EXCHANGE_GONE, at)
    journal.risks.forget_risk_marks(gone)


_EXCHANGE_GONE = "the practice exchange ended with the program"
_FRESH = f"Practice accounts start afresh with the program: flat, each with {START_CASH:,} in cash."


class SetupStore(ConnectionStore, GroupStore, Protocol):
    """Connections and groups as they are kept, to be changed; see journal.store.Store."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What it takes to add and remove connections, and to change groups: where they and their secrets are kept, who
    waits for that, and the brokers beside the practice exchange. ``practice``: the practice accounts, for a trader who
    wants to try."""

    store: SetupStore
    keys: KeyStore
    background: Background
    brokers: Mapping[str, Broker]
    practice: PracticeParts | None = None


class Running:
    """A program on its practice exchange. ``start`` and ``stop`` on the thread that owns the clock."""

    def __init__(self, program: Program, venue: PracticeVenue, notices: tuple[Notice, ...]) -> None:
        self.program = program
        self.venue = venue
        self._notices = notices

    def start(self) -> None:
        """Let the market move, connect, and tell what there is to tell."""
        for text, level in self._notices:
            self.program.say(text, level)
        self.program.say(_FRESH)
        self.program.market = "Practice market open"
        self.venue.start()
        self.program.start()

    def stop(self, done: Callable[[], None]) -> None:
        """Stop copying, wait for orders in flight, close the connections, then call ``done``."""

        def stopped() -> None:
            self.venue.stop()
            done()

        self.program.stop(stopped)


def build(
    clock: Clock,
    setup: Setup,
    records: Records,
    intents: IntentSink,
    publish: Callable[[Update], None],
    *,
    seed: int,
    market: Market | None = None,
    ticket_symbol: Symbol | None = None,
    notices: tuple[Notice, ...] = (),
    watch: Callable[[Sink], Sink] = lambda sink: sink,
    past: Past | None = None,
    changes: Changes | None = None,
    risk: RiskParts | None = None,
) -> Running:
    """Join services and practice exchange on a clock. Nothing happens before ``Running.start``.

    ``market``: who trades on the exchange besides the accounts; None for one that moves by ``seed``.
    ``ticket_symbol``: shown first on the practice ticket, where it is listed.
    ``watch``: put around the sink of each connection, to see its events come in. ``past``: what earlier runs left.
    ``changes``: where connections that the trader adds are kept; None where he cannot. ``risk``: where risk rules and
    locks are kept; None for this run only.
    """
    venue = PracticeVenue(clock, seed, market)
    program = Program(clock, setup, records, intents, publish, past)
    if risk is not None:
        program.use_risk(risk)
    practice = [connection for connection in setup.connections() if connection.broker == PRACTICE]
    accounts = setup.accounts()
    if changes is not None:
        known = brokers(venue, watch, changes.brokers)
        program.use_connections(ConnectionParts(known, changes.store, changes.keys, changes.background, past))
        if changes.practice is not None:
            program.use_practice(changes.practice)
        program.use_groups(GroupParts(changes.store, changes.background, past))
    else:
        for connection in practice:
            its = tuple(account for account in accounts if account.connection == connection.id)
            program.add_link(practice_link(venue, watch, connection, its))
    program.use_hands(partial(_hand, venue), tuple(CATALOG))
    if ticket_symbol is not None:
        program.ticket_select(ticket_symbol)
    return Running(program, venue, notices)


def _hand(venue: PracticeVenue, account: AccountId) -> Hand | None:
    """The trader's own hand on an account of the practice exchange."""
    connection = ConnectionId(account.partition("/")[0])
    return venue.hand(account) if account in venue.accounts(connection) else None
