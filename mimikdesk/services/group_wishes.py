"""The part of the window's wishes that is about groups. A program without them refuses, and says so."""

from mimikdesk.domain.ids import AccountId, GroupId
from mimikdesk.services.group_draft import GroupDraft
from mimikdesk.services.group_views import GroupOutcome, GroupsView, Leaving, WishStage

KEPT_OUTCOMES = 8


class GroupWishes:
    _outcomes: tuple[GroupOutcome, ...] = ()

    def save_group(self, attempt: int, draft: GroupDraft, confirmed: bool = False) -> None:
        self._refuse(attempt, f"“{draft.name}” was not saved", confirmed=confirmed)

    def remove_follower(self, attempt: int, group: GroupId, account: AccountId, leaving: Leaving = Leaving.ASK) -> None:
        self._refuse(attempt, f"{account} was not removed from {group}", confirmed=leaving is not Leaving.ASK)

    def delete_group(self, attempt: int, group: GroupId, leaving: Leaving = Leaving.ASK) -> None:
        self._refuse(attempt, f"{group} was not removed", confirmed=leaving is not Leaving.ASK)

    def stay_in_group(self, account: AccountId) -> None:
        """Nothing leaves here."""

    # --- for the program ------------------------------------------------------------------------------------------

    def _groups_view(self) -> GroupsView:
        return GroupsView(outcomes=self._outcomes)

    def _refuse(self, attempt: int, what: str, *, confirmed: bool) -> None:
        text = f"{what}{', though it was confirmed' if confirmed else ''}: groups cannot be changed here."
        self._outcomes = (*self._outcomes, GroupOutcome(attempt, WishStage.REFUSED, text))[-KEPT_OUTCOMES:]
