"""What the trader did and can take back (Ctrl+Z): the last changes, newest last, each with the way back.

Only what really can be undone comes here. Orders cannot: whatever sends one asks before, by holding or by a second
press.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from mimikdesk.gui.translate import tr

MOST = 50


@dataclass(frozen=True, slots=True)
class Done:
    """``words``: what was done, a sentence. ``back``: takes it back. ``about``: what it was done to. ``stands``:
    whether it is still as it was left; what has changed since is not put back to something older."""

    words: str
    back: Callable[[], object]
    about: Hashable
    stands: Callable[[], bool]


class Undo(QObject):
    told = Signal(str, bool)
    """A sentence about what was just done or undone, and whether there is something to take back."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._done: list[Done] = []
        self._undoing = False

    def did(
        self, words: str, back: Callable[[], object], about: Hashable = None, stands: Callable[[], bool] = lambda: True
    ) -> None:
        """Something was done. What an undo does by itself is not to be undone again."""
        if self._undoing:
            return
        self._done = [*self._done, Done(words, back, about, stands)][-MOST:]
        self.told.emit(words, True)

    def undo(self) -> None:
        """Take the last change back, or say why that cannot be."""
        if not self._done:
            self.told.emit(tr("Undo", "There is nothing to undo."), False)
            return
        last = self._done.pop()
        if not last.stands():
            # Older changes of the same thing would put it back to a state before the one that somebody else chose.
            self._done = [done for done in self._done if done.about != last.about]
            self.told.emit(tr("Undo", "Not undone, because it has changed since: {0}", last.words), bool(self._done))
            return
        self._undoing = True
        try:
            last.back()
        finally:
            self._undoing = False
        self.told.emit(tr("Undo", "Undone: {0}", last.words), bool(self._done))
