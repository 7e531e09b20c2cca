"""The brokers by name, and what each can do in this build."""

from pathlib import Path

from mimikdesk.app.assembly import Changes, build, open_workspace
from mimikdesk.app.options import Options
from mimikdesk.domain.clock import VirtualClock
from mimikdesk.domain.events import LineState
from mimikdesk.domain.ids import ConnectionId
from mimikdesk.domain.time import SECOND, Stamp
from mimikdesk.services.views import ConnectionRow, Update
from tests.unit.services.connection_stage import Cabinet, ClockBackground

AT = Stamp(1_795_262_400_000_000_000, 0)


def test_the_demo_has_its_practice_connections_on_the_page_and_they_can_be_switched(tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path, Options(demo=True), AT)
    clock, updates = VirtualClock(), list[Update]()
    changes = Changes(workspace.journal.store, Cabinet(), ClockBackground(clock), {})
    journal = workspace.journal
    running = build(
        clock, journal.store, journal.recorder, workspace.intents, updates.append, seed=1, past=journal, changes=changes
    )
    running.start()

    def rows() -> dict[str, ConnectionRow]:
        clock.advance(1 * SECOND)
        view = [update.connections for update in updates if update.connections is not None][-1]
        return {row.name: row for row in view.rows}

    assert {name: row.state for name, row in rows().items()} == {
        "Practice": LineState.CONNECTED,
        "Practice B": LineState.CONNECTED,
    }
    running.program.disconnect(ConnectionId("practice-b"))
    assert rows()["Practice B"].state is LineState.DISCONNECTED
    journal.recorder.flush()
    assert [connection.on for connection in journal.store.connections()] == [True, False]
    running.program.connect(ConnectionId("practice-b"))
    assert rows()["Practice B"].state is LineState.CONNECTED
    running.stop(lambda: None)
    clock.advance(5 * SECOND)
    workspace.close(AT)
