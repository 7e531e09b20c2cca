"""Snapshots are told for all accounts together or not at all; the link's own events keep their order."""

from functools import partial

from mimikdesk.brokers.tradovate.ledger import Ledger
from mimikdesk.brokers.tradovate.outbox import Outbox
from mimikdesk.brokers.tradovate.snapshots import Snapshots
from mimikdesk.domain.clock import VirtualClock
from mimikdesk.domain.events import BrokerEvent, LineChanged, LineState, SnapshotTaken
from mimikdesk.domain.ids import ConnectionId
from tests.helpers import tradovate_rows as t


class Desk:
    def __init__(self) -> None:
        self.clock = VirtualClock()
        self.told: list[BrokerEvent] = []
        self.rows = t.Desk()
        outbox = Outbox(self.clock, self.told.append)
        self.ledger = Ledger(self.rows.books)
        self.snapshots = Snapshots(self.clock, self.rows.books, self.ledger, outbox)
        self.snapshots.begin(self.clock.now())

    def accounts(self) -> list[str]:
        return [event.account for event in self.told if isinstance(event, SnapshotTaken)]


def test_no_account_is_told_while_one_lacks_something() -> None:
    desk = Desk()
    desk.rows.sync(t.dump(orders=[t.order()], commands=[t.command(clOrdId=t.OWN)]))
    assert not desk.snapshots.tell_all()
    assert desk.told == []
    desk.rows.push(("orderVersion", t.version()))
    assert desk.snapshots.tell_all()
    assert desk.accounts() == [t.ACCOUNT, t.OTHER]
    known = desk.ledger.by_client_id(t.ACCOUNT, t.own())
    assert known is not None
    assert known.order_id == t.ORDER


def test_nothing_is_told_while_a_whole_list_is_missing() -> None:
    desk = Desk()
    dump = t.dump()
    del dump["positions"]
    desk.rows.sync(dump)
    assert not desk.snapshots.tell_all()
    desk.rows.sync({"positions": []})
    assert desk.snapshots.tell_all()


def test_a_wanted_account_is_told_once_it_is_complete_with_the_time_it_was_asked_for() -> None:
    desk = Desk()
    desk.rows.sync(t.dump())
    assert desk.snapshots.tell_all()
    desk.told.clear()
    asked_at = desk.clock.now()
    desk.clock.advance(5)
    desk.rows.push(("order", t.order()))
    desk.snapshots.want([t.ACCOUNT], asked_at)
    desk.snapshots.tell_wanted()
    assert desk.told == []
    desk.rows.push(("command", t.command()), ("orderVersion", t.version()))
    desk.snapshots.tell_wanted()
    desk.snapshots.tell_wanted()
    (snapshot,) = desk.told
    assert isinstance(snapshot, SnapshotTaken)
    assert (snapshot.account, snapshot.asked_at, snapshot.at) == (t.ACCOUNT, asked_at, desk.clock.now())


def test_what_is_said_at_once_does_not_overtake_what_waits() -> None:
    clock, told = VirtualClock(), list[BrokerEvent]()
    outbox, connection = Outbox(clock, told.append), ConnectionId("T")
    outbox.later(partial(LineChanged, connection, LineState.RECONNECTING, "first"))
    outbox.later(partial(LineChanged, connection, LineState.RECONNECTING, "second"))
    assert told == []
    outbox.now(LineChanged(connection, LineState.CONNECTED, "third", clock.now()))
    clock.advance(0)
    assert [event.detail for event in told if isinstance(event, LineChanged)] == ["first", "second", "third"]
