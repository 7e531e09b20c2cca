"""The window's run: one loop for Qt and asyncio, one coroutine that starts everything and ends everything.

The end, whoever asks for it (window, tray, keyboard, signal), is always the same: an event is set, and ``_main``
walks back through what it started: stop copying and wait for orders in flight, close the links, write the journal,
end the lane, close the window. No task and no thread outlives it; one that does is an error in the log.
"""

import asyncio
import logging
import threading
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import replace

from PySide6.QtWidgets import QApplication

from mimikdesk.app.ask_to_close import end_if_flat
from mimikdesk.app.assembly import Changes, Running, Workspace, build
from mimikdesk.app.background import LaneBackground
from mimikdesk.app.clock import monotonic_ns, utc_now_ns
from mimikdesk.app.collector import settle
from mimikdesk.app.control import LaneControl
from mimikdesk.app.crash import CrashWatch
from mimikdesk.app.demo import practice_parts
from mimikdesk.app.diagnostics_facts import crash_text
from mimikdesk.app.diagnostics_process import DiagnosticsProcess
from mimikdesk.app.diagnostics_run import Gathering
from mimikdesk.app.export_process import ExportProcess
from mimikdesk.app.incident_process import IncidentProcess
from mimikdesk.app.keep_awake import KeepAwake
from mimikdesk.app.lane import Lane, SharedLane, ThreadLane, report_loop_error
from mimikdesk.app.qt_loop import new_window_loop
from mimikdesk.app.real_brokers import RealBrokers
from mimikdesk.app.risk_files import OwnPresets, RiskFileWatch
from mimikdesk.app.session_end import SessionEnd
from mimikdesk.app.signals import Signals
from mimikdesk.app.single_instance import SingleInstance
from mimikdesk.app.update_check import UpdateCheck
from mimikdesk.app.update_run import LaneUpdater
from mimikdesk.domain.decisions import Level
from mimikdesk.domain.time import MILLISECOND, Stamp
from mimikdesk.gui import app_window
from mimikdesk.gui.facts import Facts
from mimikdesk.services.risk_wishes import RiskParts
from mimikdesk.services.views import Update
from mimikdesk.settings.model import SettingsError
from mimikdesk.settings.paths import log_folder
from mimikdesk.settings.store import WindowMemory

_log = logging.getLogger(__name__)

LONGEST_END_S = 30
"""An end that takes longer hangs somewhere: the state of all threads is written down and the process ended."""

EndNow = Callable[[int], None]
"""Ends the process at once with this exit code; writes out the log before."""


class WindowRun:
    """One run of the program with its window, from an open workspace to its end. ``run`` once."""

    def __init__(
        self,
        workspace: Workspace,
        instance: SingleInstance,
        crash: CrashWatch,
        signals: Signals,
        end_now: EndNow,
        started_ns: int,
        *,
        in_tray: bool = False,
    ) -> None:
        """``in_tray``: the window stays hidden at first, where there is a tray."""
        self._files = workspace
        self._instance = instance
        self._crash = crash
        self._signals = signals
        self._end_now = end_now
        self._started_ns = started_ns
        self._in_tray = in_tray

    def run(self, app: QApplication) -> None:
        """Returns when the program has ended in order."""
        threads = set(threading.enumerate())
        loop = new_window_loop(app)
        loop.set_exception_handler(report_loop_error(self._crash.failed))
        quit_asked = asyncio.Event()
        self._signals.on_quit = quit_asked.set
        if self._signals.asked:
            quit_asked.set()
        session = SessionEnd(app, quit_asked.set)
        try:
            main = loop.create_task(self._main(loop, quit_asked), name="main")
            while not main.done():
                try:
                    loop.run_until_complete(main)
                except RuntimeError:
                    if main.done():
                        raise
                    quit_asked.set()  # somebody ended Qt's loop from outside: end in order all the same
            left = [task.get_name() for task in asyncio.all_tasks(loop)]
        finally:
            self._signals.on_quit = lambda: None
            session.close()
            loop.close()
        left += [thread.name for thread in threading.enumerate() if thread not in threads]
        if left:
            _log.error("Left running at the end: %s", ", ".join(left))

    async def _main(self, loop: asyncio.AbstractEventLoop, quit_asked: asyncio.Event) -> None:
        files = self._files
        async with AsyncExitStack() as end:
            lane: Lane = SharedLane(loop, self._crash.failed) if files.single_loop else ThreadLane(self._crash.failed)
            shown: list[app_window.Ui] = []

            def publish(update: Update) -> None:
                shown[0].bridge.publish(update)

            background = LaneBackground(lane.post)
            real = await RealBrokers.open(files, lane, background)
            store, recorder = files.journal.store, files.journal.recorder
            running = build(
                lane.clock,
                store,
                recorder,
                files.intents,
                publish,
                seed=files.seed,
                ticket_symbol=files.settings.settings.ticket_symbol,
                notices=files.notices,
                past=files.journal,
                changes=Changes(store, real.keys, background, real.brokers, practice_parts(store)),
                risk=RiskParts(files.journal.risks),
            )
            program = running.program
            program.use_alerts(files.settings.settings.alerts)
            control = LaneControl(lane, program, quit_asked.set)
            reports = IncidentProcess(files.folder)
            presets = OwnPresets(files.folder)
            facts = Facts(str(files.folder), str(log_folder(files.folder)), crash_text(files.folder, self._crash.last))
            ui = app_window.build(control, WindowMemory(files.settings), reports, presets, files.settings, facts)
            shown.append(ui)
            end.callback(ui.dispose)
            end.callback(reports.close)
            exporter = ui.window.exports.exporter = ExportProcess(files.folder)
            end.callback(exporter.cancel)
            gather = Gathering(loop, lane, real, lambda: shown[0].window.connection_rows)
            writer = ui.window.diagnostics.writer = DiagnosticsProcess(files.folder, gather)
            end.callback(writer.cancel)
            updates = ui.window.updates
            check = UpdateCheck(lane.clock, lambda: lane.network, background, files.folder)
            updates.updater = LaneUpdater(loop, lane, check)
            end.callback(updates.updater.close)
            end.callback(updates.stop)
            updates.found.connect(lambda text: lane.post(lambda: program.say(text)))
            end.callback(self._keep_ticket_symbol, control)
            ui.close_requested.connect(quit_asked.set)
            awake = KeepAwake()
            ui.bridge.applied.connect(awake.follow)
            end.callback(awake.close)

            def tell(text: str) -> None:
                lane.post(lambda: program.say(text, Level.CRITICAL))

            self._crash.on_failed = tell
            recorder.on_trouble(tell)
            lane.start()
            end.push_async_callback(lane.stop)
            end.push_async_callback(self._write_journal)
            end.push_async_callback(real.close)
            end.push_async_callback(_end_background, background)
            end.push_async_callback(_stop, running, lane)
            lane.post(running.start)
            watch = RiskFileWatch(
                files.folder,
                lane.clock,
                background,
                program.use_calendars,
                lambda text: program.say(text, Level.WARNING),
            )
            lane.post(watch.start)
            end.callback(lane.post, watch.close)
            self._instance.listen(ui.show, lambda: end_if_flat(ui.window.board, quit_asked.set))
            ui.begin(in_tray=self._in_tray)
            ui.show_crash()
            updates.start()
            _log.info(
                "Window shown %d ms after the start; practice seed %d; lane %s",
                (monotonic_ns() - self._started_ns) // MILLISECOND,
                files.seed,
                "on the window's loop" if files.single_loop else "in a thread of its own",
            )
            settle()
            await quit_asked.wait()
            _log.info("Ending")
            watchdog = loop.call_later(LONGEST_END_S, self._hangs)
            self._instance.stop_listening()
        watchdog.cancel()
        _log.info("Ended")

    async def _write_journal(self) -> None:
        """On a worker, so that a slow disk does not freeze the window."""
        at = Stamp(utc_now_ns(), monotonic_ns())
        written = await asyncio.get_running_loop().run_in_executor(None, self._files.journal.close, at)
        if not written:
            _log.error("The journal could not be written to its end.")

    def _keep_ticket_symbol(self, control: LaneControl) -> None:
        settings = self._files.settings
        if control.ticket_symbol in (None, settings.settings.ticket_symbol):
            return
        try:
            settings.save(replace(settings.settings, ticket_symbol=control.ticket_symbol))
        except SettingsError as error:
            _log.warning("%s", error)

    def _hangs(self) -> None:
        _log.critical("The end takes longer than %d s; the process is ended now", LONGEST_END_S)
        self._crash.dump()
        self._end_now(1)


async def _end_background(background: LaneBackground) -> None:
    """On a worker: a keyring may keep it waiting."""
    await asyncio.get_running_loop().run_in_executor(None, background.close)


async def _stop(running: Running, lane: Lane) -> None:
    """Have the program stop on its lane, and wait until it has."""
    loop = asyncio.get_running_loop()
    stopped = loop.create_future()

    def done() -> None:
        loop.call_soon_threadsafe(stopped.set_result, None)

    lane.post(lambda: running.stop(done))
    await stopped
