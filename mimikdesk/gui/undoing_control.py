"""The trader's wishes on their way to the program, with those that can be taken back remembered on the way."""

from collections.abc import Callable
from typing import Any

from mimikdesk.domain.ids import AccountId, GroupId
from mimikdesk.gui.translate import plural, tr
from mimikdesk.gui.undo import Undo
from mimikdesk.services.control import Control
from mimikdesk.services.views import AlertRow, BoardView


class UndoingControl:
    """A ``Control`` before another one. ``board``: as it is shown now. ``unseen``: what has not been acknowledged."""

    def __init__(
        self,
        control: Control,
        undo: Undo,
        board: Callable[[], BoardView],
        unseen: Callable[[], tuple[AlertRow, ...]],
    ) -> None:
        self._control, self._undo, self._board, self._unseen = control, undo, board, unseen

    def __getattr__(self, name: str) -> Any:
        return getattr(self._control, name)  # every other wish goes through as it is

    def switch_group(self, group: GroupId, on: bool) -> None:
        self._control.switch_group(group, on)
        before = self._board()
        name = next((row.name for row in before.groups if row.group == group), group)
        words = tr("Undo", "“{0}” copies again.", name) if on else tr("Undo", "“{0}” is paused.", name)

        def stands() -> bool:
            now = self._board()
            return now is before or any(row.group == group and row.on is on for row in now.groups)

        self._undo.did(words, lambda: self._control.switch_group(group, not on), group, stands)

    def switch_follower(self, account: AccountId, on: bool) -> None:
        self._control.switch_follower(account, on)
        before = self._board()
        name = next((row.name for row in before.rows if row.account == account), account)
        words = (
            tr("Undo", "{0} takes new trades again.", name) if on else tr("Undo", "{0} takes no new trades now.", name)
        )

        def stands() -> bool:
            """After a breach only a switch that is meant switches a follower on again (rule 9.7)."""
            now = self._board()
            rows = [row for row in now.rows if row.account == account]
            return now is before or (bool(rows) and all(row.on is on and not row.breach for row in rows))

        self._undo.did(words, lambda: self._control.switch_follower(account, not on), account, stands)

    def acknowledge(self, number: int | None = None) -> None:
        numbers = tuple(row.number for row in self._unseen() if number in (None, row.number))
        self._control.acknowledge(number)
        if numbers:
            words = plural(
                "Undo", "{0} notification marked as seen.", "{0} notifications marked as seen.", len(numbers)
            )
            self._undo.did(words, lambda: self._control.not_seen(numbers))
