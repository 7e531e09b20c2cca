"""The computer is kept awake exactly while a group is on, on each system in its own way (rule 10.2)."""

import ctypes
import logging
import os
import select
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mimikdesk.app.keep_awake import (
    ES_CONTINUOUS,
    ES_SYSTEM_REQUIRED,
    KeepAwake,
    MacHolder,
    WindowsHolder,
    _holder_of_this_system,
)
from mimikdesk.domain.ids import AccountId, GroupId
from mimikdesk.services.views import BoardView, GroupRow, LaneView, RowState, Update

pytestmark = pytest.mark.rule("10.2")


class Notes:
    """A holder that notes what it was asked."""

    def __init__(self, refuses: str = "") -> None:
        self.done: list[str] = []
        self.refuses = refuses

    def take(self) -> None:
        self.done.append("take")
        if self.refuses:
            raise OSError(self.refuses)

    def release(self) -> None:
        self.done.append("release")


def shown(*on: bool) -> Update:
    groups = tuple(
        GroupRow(GroupId(f"g{number}"), "G", each, RowState.IN_STEP, Decimal(0), AccountId("p/L"), 1, 1)
        for number, each in enumerate(on)
    )
    return Update(board=BoardView(groups, ()))


def test_it_is_kept_awake_while_any_group_is_on_and_let_go_with_the_last_one() -> None:
    notes = Notes()
    awake = KeepAwake(notes)
    awake.follow(shown(False, False))
    assert notes.done == []
    awake.follow(shown(False, True))
    awake.follow(shown(True, True))
    awake.follow(Update(lane=LaneView(None, (), "")))
    assert notes.done == ["take"]
    awake.follow(shown(False, False))
    assert notes.done == ["take", "release"]


def test_at_the_end_it_is_let_go() -> None:
    notes = Notes()
    awake = KeepAwake(notes)
    awake.close()
    assert notes.done == []
    awake.follow(shown(True))
    awake.close()
    awake.close()
    assert notes.done == ["take", "release"]


def test_a_system_that_refuses_costs_one_line_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    awake = KeepAwake(Notes("not today"))
    for on in (True, False, True, False):
        awake.follow(shown(on))
    lines = [(record.levelno, record.getMessage()) for record in caplog.records]
    assert lines == [(logging.INFO, "The computer cannot be kept awake while groups are on: not today")]


# --- Windows ----------------------------------------------------------------------------------------------------------


def test_windows_is_asked_for_the_system_to_stay_and_asked_no_more_at_the_end() -> None:
    states: list[int] = []
    holder = WindowsHolder(lambda state: states.append(state) or 1)  # type: ignore[func-returns-value]
    holder.take()
    holder.release()
    assert states == [0x80000001, 0x80000000]


def test_a_refusal_of_windows_is_an_error_of_the_system() -> None:
    with pytest.raises(OSError, match="refused"):
        WindowsHolder(lambda _: 0).take()


@pytest.mark.skipif(sys.platform != "win32", reason="Windows' own function")
def test_windows_itself_has_the_wish_while_it_is_kept() -> None:
    if sys.platform == "win32":
        state = ctypes.WinDLL("kernel32").SetThreadExecutionState
        state.argtypes, state.restype = [ctypes.c_uint32], ctypes.c_uint32
        holder = _holder_of_this_system()
        holder.take()
        assert state(ES_CONTINUOUS | ES_SYSTEM_REQUIRED) & ES_SYSTEM_REQUIRED
        holder.release()
        assert not state(ES_CONTINUOUS) & ES_SYSTEM_REQUIRED


# --- macOS ------------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="runs a script")
def test_on_a_mac_its_own_program_runs_for_this_process_until_it_is_let_go(tmp_path: Path) -> None:
    program, told = tmp_path / "caffeinate", tmp_path / "told"
    os.mkfifo(told)
    program.write_text(f'#!/bin/sh\necho "$@" > {told}\nexec sleep 60\n')
    program.chmod(0o755)
    holder = MacHolder(str(program))
    holder.release()
    holder.take()
    assert told.read_text() == f"-i -w {os.getpid()}\n"
    process = holder._process
    assert process is not None
    assert process.poll() is None
    holder.release()
    assert process.poll() is not None


def test_a_mac_without_that_program_is_an_error_of_the_system() -> None:
    with pytest.raises(OSError, match="not found"):
        MacHolder(None).take()


# --- Linux: a login service of our own, which hands out files as logind does ------------------------------------------

if sys.platform == "linux":
    from PySide6.QtDBus import (
        QDBusConnection,
        QDBusMessage,
        QDBusServer,
        QDBusUnixFileDescriptor,
        QDBusVirtualObject,
    )

    from mimikdesk.app.logind import MANAGER, PATH, LogindHolder

    class Login(QDBusVirtualObject):
        """``files``: the other ends of what was handed out. ``refuses``: an error instead."""

        def __init__(self) -> None:
            super().__init__()
            self.asked: list[list[object]] = []
            self.files: list[int] = []
            self.refuses = ""

        def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:  # noqa: N802
            assert (message.path(), message.interface(), message.member()) == (PATH, MANAGER, "Inhibit")
            self.asked.append(message.arguments())
            if self.refuses:
                connection.send(message.createErrorReply("org.freedesktop.DBus.Error.AccessDenied", self.refuses))
                return True
            ours, theirs = os.pipe()
            self.files.append(ours)
            reply = message.createReply()
            reply.setArguments([QDBusUnixFileDescriptor(theirs)])
            os.close(theirs)
            connection.send(reply)
            return True

        def introspect(self, path: str) -> str:
            return ""

    def held(file: int) -> bool:
        """Whether anybody still has the other end."""
        ready, _, _ = select.select([file], [], [], 0)
        return not ready

    class Bus:
        """A bus between two: the program's end, and the service's."""

        def __init__(self) -> None:
            self.login = Login()
            self.failures: list[str] = []
            self._server = QDBusServer("unix:tmpdir=/tmp")
            self._ends: list[QDBusConnection] = []
            self._server.newConnection.connect(self._serve)
            self.name = f"keep-awake-{id(self)}"
            bus = QDBusConnection.connectToPeer(self._server.address(), self.name)
            self.holder = LogindHolder(self.failures.append, bus, "")

        def _serve(self, end: QDBusConnection) -> None:
            self._ends.append(QDBusConnection(end))
            option = QDBusConnection.VirtualObjectRegisterOption.SubPath
            assert end.registerVirtualObject(PATH, self.login, option)

    @pytest.fixture
    def bus(qtbot: QtBot) -> Iterator[Bus]:
        made = Bus()
        qtbot.waitUntil(lambda: bool(made._ends))
        yield made
        made.holder.release()
        QDBusConnection.disconnectFromPeer(made.name)
        for file in made.login.files:
            os.close(file)

    def test_logind_is_asked_to_block_sleep_and_hears_when_it_is_let_go(qtbot: QtBot, bus: Bus) -> None:
        bus.holder.take()
        qtbot.waitUntil(lambda: bus.holder._held is not None)
        assert bus.login.asked == [["idle", "MimikDesk", "A copy group is on", "block"]]
        (file,) = bus.login.files
        assert held(file)
        bus.holder.release()
        qtbot.waitUntil(lambda: not held(file))
        assert bus.failures == []

    def test_an_answer_of_logind_that_comes_too_late_is_let_go(qtbot: QtBot, bus: Bus) -> None:
        bus.holder.take()
        bus.holder.release()
        qtbot.waitUntil(lambda: bool(bus.login.files))
        qtbot.waitUntil(lambda: not held(bus.login.files[0]))
        assert bus.holder._held is None

    def test_a_refusal_of_logind_is_told_once(qtbot: QtBot, bus: Bus) -> None:
        bus.login.refuses = "not in this session"
        for number in (1, 2):
            bus.holder.take()
            qtbot.waitUntil(lambda number=number: len(bus.login.asked) == number and not bus.holder._asked)  # type: ignore[misc]
            bus.holder.release()
        assert bus.failures == ["not in this session"]

    def test_without_a_bus_it_is_an_error_of_the_system(qapp: object) -> None:
        nowhere = QDBusConnection.connectToPeer("unix:path=/nowhere/at/all", "keep-awake-nowhere")
        failures: list[str] = []
        with pytest.raises(OSError, match="no D-Bus"):
            LogindHolder(failures.append, nowhere, "").take()
        assert failures == []
