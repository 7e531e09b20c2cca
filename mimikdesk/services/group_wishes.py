"""The part of the window's wishes that is about groups. A program without them refuses, and says so."""

from mimikdesk.domain.events import Event
from mimikdesk.domain.ids import AccountId, GroupId
from mimikdesk.domain.sentence import said
from mimikdesk.services.group_desk import KEPT_OUTCOMES, GroupDesk
from mimikdesk.services.group_draft import GroupDraft
from mimikdesk.services.group_removal import Removals
from mimikdesk.services.group_views import GroupOutcome, GroupsView, Leaving, WishStage


class GroupWishes:
    _desk: GroupDesk | None = None
    _removals: Removals | None = None
    _refused: tuple[GroupOutcome, ...] = ()

    def save_group(self, attempt: int, draft: GroupDraft, confirmed: bool = False) -> None:
        if self._desk is None:
            self._refuse(attempt)
        else:
            self._desk.save(attempt, draft, confirmed)

    def remove_follower(self, attempt: int, group: GroupId, account: AccountId, leaving: Leaving = Leaving.ASK) -> None:
        if self._removals is None:
            self._refuse(attempt)
        else:
            self._removals.remove(attempt, group, account, leaving)

    def delete_group(self, attempt: int, group: GroupId, leaving: Leaving = Leaving.ASK) -> None:
        if self._removals is None:
            self._refuse(attempt)
        else:
            self._removals.delete(attempt, group, leaving)

    def stay_in_group(self, account: AccountId) -> None:
        if self._removals is not None:
            self._removals.stay(account)

    # --- for the program ------------------------------------------------------------------------------------------

    def _take_desk(self, desk: GroupDesk) -> None:
        self._desk, self._removals = desk, Removals(desk)

    def _hear_of_groups(self, event: Event) -> None:
        if self._removals is not None and self._desk is not None:
            self._desk.rows.hear(event)
            self._removals.hear(event)

    def _groups_view(self) -> GroupsView:
        return self._desk.view() if self._desk is not None else GroupsView(outcomes=self._refused)

    def _refuse(self, attempt: int) -> None:
        refused = GroupOutcome(attempt, WishStage.REFUSED, said("Groups cannot be changed here."))
        self._refused = (*self._refused, refused)[-KEPT_OUTCOMES:]
