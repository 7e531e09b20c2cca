"""The one way from the wire lane into the window.

``Bridge.publish`` may be called from any thread. It merges the batch into what waits already (the newest of each view
wins; activity lines add up) and wakes the window's thread with one queued signal. The window's thread hands the merged
batch on at most once in ``INTERVAL_MS``; an urgent batch is handed on at once, with everything that waited. A publisher
never waits for the window: the lock is held only while references are swapped.
"""

import threading

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from mimikdesk.services.story_view import MOST_STORIES, StoryView
from mimikdesk.services.views import Update

INTERVAL_MS = 40
MOST_LINES = 2000
"""Activity lines that may wait while the window's thread is held; older ones give way (the journal has them all)."""


def merge(older: Update, newer: Update) -> Update:
    """Both batches as one."""
    return Update(
        board=older.board if newer.board is None else newer.board,
        ticket=older.ticket if newer.ticket is None else newer.ticket,
        activity=(older.activity + newer.activity)[-MOST_LINES:] if newer.activity else older.activity,
        stories=_merged(older, newer) if newer.stories else older.stories,
        lane=older.lane if newer.lane is None else newer.lane,
        check=older.check if newer.check is None else newer.check,
        alerts=older.alerts if newer.alerts is None else newer.alerts,
        connections=older.connections if newer.connections is None else newer.connections,
        groups=older.groups if newer.groups is None else newer.groups,
        risk=older.risk if newer.risk is None else newer.risk,
        urgent=older.urgent or newer.urgent,
    )


def _merged(older: Update, newer: Update) -> tuple[StoryView, ...]:
    """Each story as it was told last, in the order in which they were."""
    told = {story.trigger_id: story for story in older.stories}
    for story in newer.stories:
        told.pop(story.trigger_id, None)
        told[story.trigger_id] = story
    return tuple(told.values())[-MOST_STORIES:]


class Bridge(QObject):
    """Carries updates to ``applied``, which is emitted on the thread the bridge lives on."""

    applied = Signal(object)
    """An ``Update``, merged from everything published since the one before."""

    _woken = Signal()
    _woken_urgently = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._waiting: Update | None = None
        self._closed = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self._flush)
        self._woken.connect(self._wake, Qt.ConnectionType.QueuedConnection)
        self._woken_urgently.connect(self._flush, Qt.ConnectionType.QueuedConnection)

    def publish(self, update: Update) -> None:
        """Hand over a batch, from any thread. Returns at once."""
        with self._lock:
            if self._closed:
                return
            first = self._waiting is None
            was_urgent = self._waiting is not None and self._waiting.urgent
            self._waiting = update if self._waiting is None else merge(self._waiting, update)
        if update.urgent and not was_urgent:
            self._woken_urgently.emit()
        elif first:
            self._woken.emit()

    def close(self) -> None:
        """Drop what waits and hand nothing on any more; what is published from now on is dropped too."""
        with self._lock:
            self._closed, self._waiting = True, None
        self._timer.stop()

    def _wake(self) -> None:
        if not self._timer.isActive():
            self._flush()

    def _flush(self) -> None:
        with self._lock:
            update, self._waiting = self._waiting, None
        if update is None:
            return
        self._timer.start()
        self.applied.emit(update)
