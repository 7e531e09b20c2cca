"""Putting the program together: from files to a running exchange with its connections."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest

from mimikdesk.app.assembly import Changes, Running, Workspace, build, open_workspace
from mimikdesk.app.demo import LEADER, practice_parts
from mimikdesk.app.options import Options
from mimikdesk.brokers.practice.market import StillMarket
from mimikdesk.domain.accounts import Connection
from mimikdesk.domain.clock import VirtualClock
from mimikdesk.domain.commands import PlaceOrder
from mimikdesk.domain.decisions import Level, Purpose, SendCommand
from mimikdesk.domain.errors import JournalError
from mimikdesk.domain.events import LineState
from mimikdesk.domain.ids import AccountId, ClientOrderId, ConnectionId, Symbol
from mimikdesk.domain.orders import OrderKind, Side
from mimikdesk.domain.secret import Secret
from mimikdesk.domain.time import SECOND, Stamp
from mimikdesk.journal.files import NAME
from mimikdesk.services.practice import READY, THERE
from mimikdesk.services.views import Update

T = TypeVar("T")

AT = Stamp(1_795_262_400_000_000_000, 0)
DEMO = Options(demo=True)
NQ = Symbol("NQZ6")


class NoKeys:
    """A keyring that is never asked."""

    def keep(self, connection: ConnectionId, keys: Mapping[str, Secret]) -> bool:
        raise NotImplementedError

    def forget(self, connection: ConnectionId) -> bool:
        raise NotImplementedError

    def for_this_run(self, connection: ConnectionId) -> bool:
        return False


class Shown:
    """Everything that was published, by kind."""

    def __init__(self) -> None:
        self.updates: list[Update] = []

    @property
    def texts(self) -> list[str]:
        return [row.text for update in self.updates for row in update.activity]

    @property
    def lines(self) -> dict[str, LineState]:
        return dict([update.lane for update in self.updates if update.lane is not None][-1].lines)

    @property
    def ticket_symbol(self) -> Symbol:
        return [update.ticket for update in self.updates if update.ticket is not None][-1].symbol


def running(workspace: Workspace, clock: VirtualClock, shown: Shown) -> Running:
    return build(
        clock,
        workspace.journal.store,
        workspace.journal.recorder,
        workspace.intents,
        shown.updates.append,
        seed=1,
        market=StillMarket(),
        ticket_symbol=Symbol("ESZ6"),
        notices=workspace.notices,
    )


def test_the_demo_connects_and_tells_what_there_is_to_tell(tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path, DEMO, AT)
    clock, shown = VirtualClock(), Shown()
    running(workspace, clock, shown).start()
    clock.advance(1 * SECOND)
    assert shown.lines == {"Practice": LineState.CONNECTED, "Practice B": LineState.CONNECTED}
    assert any("practice accounts are ready" in text for text in shown.texts)
    assert any("start afresh" in text for text in shown.texts)
    assert shown.ticket_symbol == "ESZ6"
    workspace.close(AT)


def test_a_first_start_sets_nothing_up_by_itself(tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path, Options(), AT)
    clock, shown = VirtualClock(), Shown()
    running(workspace, clock, shown).start()
    clock.advance(1 * SECOND)
    assert (shown.lines, workspace.journal.store.groups(), workspace.journal.store.accounts()) == ({}, (), ())
    workspace.close(AT)


class Straight:
    """Does at once what may wait; told after the call, as from another thread."""

    def __init__(self, clock: VirtualClock) -> None:
        self._clock = clock

    def run(self, work: Callable[[], T], done: Callable[[T | Exception], None]) -> None:
        result = work()
        self._clock.call_later(0, lambda: done(result))


def test_the_first_door_leads_to_a_group_that_copies_and_can_be_gone_through_once(tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path, Options(), AT)
    store, clock, shown = workspace.journal.store, VirtualClock(), Shown()
    program = build(
        clock,
        store,
        workspace.journal.recorder,
        workspace.intents,
        shown.updates.append,
        seed=1,
        market=StillMarket(),
        ticket_symbol=Symbol("ESZ6"),
        past=workspace.journal,
        changes=Changes(store, NoKeys(), Straight(clock), {}, practice_parts(store)),
    )
    program.start()
    clock.advance(1 * SECOND)
    assert shown.texts.count(READY[0]) == 0
    for _ in range(2):
        program.program.try_practice()
        clock.advance(2 * SECOND)
    assert shown.lines == {"Practice": LineState.CONNECTED, "Practice B": LineState.CONNECTED}
    assert shown.ticket_symbol == "ESZ6"
    assert (shown.texts.count(READY[0]), shown.texts.count(THERE)) == (1, 1)
    program.program.ticket_place(NQ, Side.BUY, 2, OrderKind.MARKET)
    clock.advance(1 * SECOND)
    names = ("practice/PA-LEADER", "practice/PA-01", "practice/PA-02", "practice-b/PB-01")
    assert [program.venue.position(AccountId(name), NQ) for name in names] == [2, 2, 1, 4]
    assert [group.leader for group in store.groups()] == [LEADER.id], "it is there after the next start too"
    program.stop(lambda: None)
    clock.advance(5 * SECOND)
    workspace.close(AT)


def test_a_trade_of_the_leader_is_copied_and_the_stop_leaves_nothing_on_the_clock(tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path, DEMO, AT)
    clock, shown = VirtualClock(), Shown()
    program = running(workspace, clock, shown)
    program.start()
    clock.advance(1 * SECOND)
    program.program.ticket_place(NQ, Side.BUY, 2, OrderKind.MARKET)
    clock.advance(1 * SECOND)
    held = [program.venue.position(AccountId(name), NQ) for name in ("practice/PA-01", "practice-b/PB-01")]
    assert held == [2, 4]
    stopped: list[str] = []
    program.stop(lambda: stopped.append("stopped"))
    clock.advance(10 * SECOND)
    assert stopped == ["stopped"]
    assert clock.next_due is None
    assert workspace.journal.store.groups()[0].on, "the stop must not switch the group off for the next start"
    workspace.close(AT)


def test_the_command_line_goes_before_the_settings(tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path, DEMO, AT)
    workspace.settings.save(replace(workspace.settings.settings, practice_seed=5, single_loop=True))
    workspace.close(AT)
    kept = open_workspace(tmp_path, DEMO, AT)
    kept.close(AT)
    asked = open_workspace(tmp_path, Options(seed=7, single_loop=False), AT)
    asked.close(AT)
    assert (kept.seed, kept.single_loop) == (5, True)
    assert (asked.seed, asked.single_loop) == (7, False)


def test_a_first_seed_is_a_new_one_at_each_start(tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path, DEMO, AT)
    workspace.close(AT)
    assert workspace.seed == AT.utc_ns


def test_what_was_odd_is_told_as_a_warning(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"no database at all")
    (tmp_path / "settings.json").write_text("no settings at all")
    workspace = open_workspace(tmp_path, Options(), AT, "The last run crashed.")
    workspace.close(AT)
    warnings = [text for text, level in workspace.notices if level is Level.WARNING]
    assert len(warnings) == 3
    assert "The last run crashed." in warnings


def test_orders_of_a_killed_run_on_the_practice_exchange_are_over(tmp_path: Path) -> None:
    killed = open_workspace(tmp_path, DEMO, AT)
    order = PlaceOrder(AccountId("practice/PA-01"), ClientOrderId("a1"), NQ, Side.BUY, 1)
    killed.intents.append(order, AT, SendCommand(order, Purpose.OPEN, "practice/L|7|1", opens=1))
    killed.intents.close()
    killed.journal.close(AT)
    workspace = open_workspace(tmp_path, DEMO, AT)
    assert workspace.journal.unfinished() == ()
    workspace.close(AT)


def test_a_start_that_fails_lets_go_of_its_files(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    with pytest.raises(JournalError):
        open_workspace(tmp_path, DEMO, AT)
    (tmp_path / NAME).rmdir()
    open_workspace(tmp_path, DEMO, AT).close(AT)


def test_a_leader_elsewhere_gets_no_practice_ticket(tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path, DEMO, AT)
    workspace.journal.store.save_connection(Connection(ConnectionId("practice"), "Live", "elsewhere", "live"))
    clock, shown = VirtualClock(), Shown()
    program = running(workspace, clock, shown)
    program.start()
    clock.advance(1 * SECOND)
    assert [update.ticket for update in shown.updates if update.ticket is not None] == []
    assert LEADER.id not in program.venue.accounts(ConnectionId("practice"))
    workspace.close(AT)


def test_what_a_second_run_trades_is_recorded_beside_the_first(tmp_path: Path) -> None:
    for run in range(2):
        at = Stamp(AT.utc_ns + run * 60 * SECOND, 0)
        workspace = open_workspace(tmp_path, DEMO, at)
        clock = VirtualClock(at.utc_ns)
        program = running(workspace, clock, Shown())
        program.start()
        clock.advance(1 * SECOND)
        program.program.ticket_place(NQ, Side.BUY, 1, OrderKind.MARKET)
        clock.advance(1 * SECOND)
        program.stop(lambda: None)
        clock.advance(1 * SECOND)
        workspace.journal.recorder.flush()
        assert len(workspace.journal.fill_ids(AccountId("practice/PA-01"))) == run + 1
        workspace.close(at)
