"""Every action that has a key or a name: one table for the window's keys, the command palette and the sheet of keys.

A key that does not stand here does not exist: the window takes its keys from this table, and a test compares the keys
of every window and of every handler with it. Pages are actions too; they come from the rail's entries.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from mimikdesk.gui.translate import Later, later
from mimikdesk.gui.widgets.rail import Entry


class Act(StrEnum):
    """What the main window does at a key."""

    PALETTE = "palette"
    KEYS = "keys"
    UNDO = "undo"
    NOTIFICATIONS = "notifications"
    WHAT_NOW = "what_now"
    GUARD = "guard"
    REPORT = "report"
    CHECK = "check"
    TICKET = "ticket"
    HIDE_MONEY = "hide_money"
    DIAGNOSTICS = "diagnostics"
    QUIT = "quit"


Acts = Mapping[Act, Callable[[], object]]


class Place(StrEnum):
    """Where keys are heard."""

    ANYWHERE = "anywhere"
    COCKPIT = "cockpit"
    NOTIFICATIONS = "notifications"
    ACTIVITY = "activity"
    TICKET = "ticket"
    CHECK = "check"
    BUTTONS = "buttons"
    PALETTE = "palette"


PLACES: dict[Place, Later] = {
    Place.ANYWHERE: later("Keys", "In the main window"),
    Place.COCKPIT: later("Keys", "On the rows of the cockpit"),
    Place.NOTIFICATIONS: later("Keys", "On a notification"),
    Place.ACTIVITY: later("Keys", "On the activity page"),
    Place.TICKET: later("Keys", "On the practice ticket"),
    Place.CHECK: later("Keys", "In the session check"),
    Place.BUTTONS: later("Keys", "On buttons that close positions"),
    Place.PALETTE: later("Keys", "In the command palette"),
}


@dataclass(frozen=True, slots=True)
class Action:
    """``words``: what it does. ``keys``: portable texts of key sequences; each does it. ``act``: what the main window
    does at the key, None where somebody else hears it. ``page``: the number of the page it shows. ``held``: the keys
    are held, so that a slip closes nothing."""

    words: str
    keys: tuple[str, ...]
    place: Place = Place.ANYWHERE
    act: Act | None = None
    page: int | None = None
    held: bool = False


ACTIONS: tuple[Action, ...] = (
    Action(later("Keys", "Find an action, account, group or page"), ("Ctrl+Shift+P",), act=Act.PALETTE),
    Action(later("Keys", "Show all keys"), ("F1", "?"), act=Act.KEYS),
    Action(later("Keys", "Undo the last change"), ("Ctrl+Z",), act=Act.UNDO),
    Action(later("Keys", "Flatten all followers"), ("Ctrl+Shift+F",), held=True),
    Action(later("Keys", "Flatten the group of the current row"), ("Ctrl+Shift+G",), held=True),
    Action(later("Keys", "What to do now, safest first"), ("Ctrl+I",), act=Act.WHAT_NOW),
    Action(later("Keys", "Notifications"), ("Ctrl+B",), act=Act.NOTIFICATIONS),
    Action(later("Keys", "Session check"), ("Ctrl+K",), act=Act.CHECK),
    Action(later("Keys", "Practice ticket"), ("Ctrl+T",), act=Act.TICKET),
    Action(later("Keys", "Guard of the current row's group"), ("Ctrl+G",), act=Act.GUARD),
    Action(later("Keys", "Incident report on the current row's account"), ("Ctrl+R",), act=Act.REPORT),
    Action(later("Keys", "Hide or show all amounts of money"), ("Ctrl+H",), act=Act.HIDE_MONEY),
    Action(later("Keys", "Save diagnostics for whoever helps"), ("Ctrl+Shift+D",), act=Act.DIAGNOSTICS),
    Action(later("Keys", "Quit MimikDesk"), ("Ctrl+Q",), act=Act.QUIT),
    Action(later("Keys", "Copy new trades, or stop copying them"), ("Space",), Place.COCKPIT),
    Action(later("Keys", "Flatten the follower"), ("F",), Place.COCKPIT, held=True),
    Action(later("Keys", "Why it is as it is; on a group, fold it or unfold it"), ("Return", "Enter"), Place.COCKPIT),
    Action(later("Keys", "Fold and unfold a group"), ("Left", "Right"), Place.COCKPIT),
    Action(later("Keys", "Leave only matching rows; Esc shows all again"), ("Ctrl+F", "Esc"), Place.COCKPIT),
    Action(later("Keys", "From the filter to the rows"), ("Down",), Place.COCKPIT),
    Action(later("Keys", "Sort again"), ("F5",), Place.COCKPIT),
    Action(later("Keys", "Copy the cell"), ("Ctrl+C",), Place.COCKPIT),
    Action(later("Keys", "Copy the row"), ("Ctrl+Shift+C",), Place.COCKPIT),
    Action(later("Keys", "Go to its cause"), ("Return", "Enter"), Place.NOTIFICATIONS),
    Action(later("Keys", "Mark it as seen"), ("Space", "Del"), Place.NOTIFICATIONS),
    Action(later("Keys", "Close the notifications"), ("Esc",), Place.NOTIFICATIONS),
    Action(later("Keys", "Search"), ("Ctrl+F",), Place.ACTIVITY),
    Action(later("Keys", "Read the story of a copy"), ("Return", "Enter"), Place.ACTIVITY),
    Action(later("Keys", "Copy the lines that are chosen"), ("Ctrl+C",), Place.ACTIVITY),
    Action(later("Keys", "Buy at the market"), ("Ctrl+B",), Place.TICKET),
    Action(later("Keys", "Sell at the market"), ("Ctrl+S",), Place.TICKET),
    Action(later("Keys", "Cancel the chosen order"), ("Del",), Place.TICKET),
    Action(later("Keys", "Move a price by one tick"), ("Up", "Down"), Place.TICKET),
    Action(later("Keys", "Move a price by ten ticks"), ("PgUp", "PgDown"), Place.TICKET),
    Action(later("Keys", "Read every account again"), ("F5",), Place.CHECK),
    Action(later("Keys", "Press the button"), ("Space", "Return", "Enter"), Place.BUTTONS, held=True),
    Action(later("Keys", "Choose"), ("Up", "Down", "PgUp", "PgDown"), Place.PALETTE),
    Action(later("Keys", "Do it"), ("Return", "Enter"), Place.PALETTE),
    Action(later("Keys", "Close"), ("Esc",), Place.PALETTE),
)


def shown_keys(keys: str) -> str:
    """A key sequence as it is written on this system and in its language."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def add_keys(window: QWidget, entries: Iterable[Entry], show: Callable[[int], None], acts: Acts) -> None:
    """Give a window the keys of the table that are its own. KeyError: an action that ``acts`` does not do."""
    for action in with_pages(entries):
        if action.page is not None:
            does: Callable[[], object] = partial(show, action.page)
        elif action.act is not None:
            does = acts[action.act]
        else:
            continue
        for keys in action.keys:
            shortcut = QShortcut(QKeySequence(keys), window)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(does)


def with_pages(entries: Iterable[Entry]) -> tuple[Action, ...]:
    """The whole table: the pages first."""
    pages = tuple(Action(entry.word, (entry.shortcut,), page=number) for number, entry in enumerate(entries))
    return (*pages, *ACTIONS)
