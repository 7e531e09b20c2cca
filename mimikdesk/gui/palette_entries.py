"""What the command palette can find: every action with a key, every page, group and account with what can be done."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from mimikdesk.domain.ids import AccountId, GroupId
from mimikdesk.gui.actions import Act, Action, Acts, shown_keys
from mimikdesk.gui.translate import Later, tr
from mimikdesk.services.control import Control
from mimikdesk.services.views import AccountRow, BoardView, Role


@dataclass(frozen=True, slots=True)
class Entry:
    """``words``: what is done. ``more``: quiet words beside it; they are searched too. ``keys``: the key for it, ""
    where there is none. ``sure``: it closes positions and wants a second press."""

    words: str
    more: str
    keys: str
    run: Callable[[], object]
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Ways:
    """Where the palette can lead in the window."""

    show_page: Callable[[int], object]
    show_account: Callable[[AccountId], object]
    show_activity: Callable[[str], object]
    report: Callable[[AccountId, str, None], object]
    guard: Callable[[GroupId], object]


def entries(actions: Iterable[Action], acts: Acts, board: BoardView, control: Control, ways: Ways) -> tuple[Entry, ...]:
    """All of them as the board stands now."""
    return (
        *_actions(actions, acts, ways),
        *_all(board, control),
        *_groups(board, control, ways),
        *_accounts(board, control, ways),
    )


def _actions(actions: Iterable[Action], acts: Acts, ways: Ways) -> Iterator[Entry]:
    for action in actions:
        words = action.words.tr() if isinstance(action.words, Later) else action.words
        keys = shown_keys(action.keys[0])
        if action.page is not None:
            yield Entry(words, tr("Palette", "Page"), keys, partial(ways.show_page, action.page))
        elif action.act is not None and action.act is not Act.PALETTE:
            yield Entry(words, "", keys, acts[action.act])


def _all(board: BoardView, control: Control) -> Iterator[Entry]:
    if any(row.role is Role.FOLLOWER for row in board.rows):
        keys = shown_keys("Ctrl+Shift+F")
        yield Entry(
            tr("Palette", "Flatten all followers"), tr("Palette", "All groups"), keys, control.flatten_all, True
        )


def _groups(board: BoardView, control: Control, ways: Ways) -> Iterator[Entry]:
    for group in board.groups:
        more = tr("Palette", "Group")
        switch = partial(control.switch_group, group.group, not group.on)
        words = tr("Palette", "Pause {0}", group.name) if group.on else tr("Palette", "Resume {0}", group.name)
        yield Entry(words, more, "", switch)
        leader = group.leader
        yield Entry(tr("Palette", "Go to {0}", group.name), more, "", partial(ways.show_account, leader))
        yield Entry(tr("Palette", "Guard of {0}", group.name), more, "", partial(ways.guard, group.group))
        flatten = partial(control.flatten_group, group.group)
        yield Entry(tr("Palette", "Flatten {0}", group.name), more, "", flatten, True)


def _accounts(board: BoardView, control: Control, ways: Ways) -> Iterator[Entry]:
    groups = {group.group: group.name for group in board.groups}
    rows: dict[AccountId, AccountRow] = {row.account: row for row in reversed(board.rows)}
    for row in reversed(rows.values()):
        more = groups.get(row.group, "")
        account, name = row.account, row.name
        yield Entry(tr("Palette", "Go to {0}", name), more, "", partial(ways.show_account, account))
        yield Entry(tr("Palette", "Activity of {0}", name), more, "", partial(ways.show_activity, name))
        yield Entry(tr("Palette", "Incident report on {0}", name), more, "", partial(ways.report, account, name, None))
        if row.role is Role.FOLLOWER:
            off = tr("Palette", "Stop copying new trades on {0}", name)
            words = off if row.on else tr("Palette", "Copy new trades on {0}", name)
            yield Entry(words, more, "", partial(control.switch_follower, account, not row.on))
            flatten = partial(control.flatten_follower, account)
            yield Entry(tr("Palette", "Flatten {0}", name), more, "", flatten, True)
