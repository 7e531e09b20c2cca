"""The steps of the group wizard, what is put right on each, and what its flow asks of the program. Knows no Qt."""

from dataclasses import dataclass
from enum import StrEnum

from mimikdesk.domain.ids import GroupId
from mimikdesk.services.group_draft import DraftField, GroupDraft


class Step(StrEnum):
    NAME = "name"
    LEADER = "leader"
    FOLLOWERS = "followers"
    PROTECTION = "protection"
    REVIEW = "review"


STEPS = tuple(Step)

STEP_OF = {
    DraftField.NAME: Step.NAME,
    DraftField.LEADER: Step.LEADER,
    DraftField.FOLLOWERS: Step.FOLLOWERS,
    DraftField.MULTIPLIER: Step.FOLLOWERS,
    DraftField.MAX_CONTRACTS: Step.FOLLOWERS,
    DraftField.MAPPING: Step.FOLLOWERS,
    DraftField.WHITELIST: Step.PROTECTION,
    DraftField.TOLERANCES: Step.PROTECTION,
    DraftField.WHOLE: Step.REVIEW,
}
"""Where each thing that may be wrong is put right."""


@dataclass(frozen=True, slots=True)
class SaveGroup:
    attempt: int
    draft: GroupDraft
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Saved:
    """It is done; the window can go. ``group``: None where the program did not name it."""

    group: GroupId | None


Wish = SaveGroup | Saved
