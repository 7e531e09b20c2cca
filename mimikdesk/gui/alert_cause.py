"""Where the cause of a notification is to be seen: on which page, at which account. No Qt here."""

from dataclasses import dataclass
from enum import Enum, auto

from mimikdesk.domain.decisions import NoticeKind
from mimikdesk.domain.ids import AccountId
from mimikdesk.services.views import AlertRow, BoardView


class Where(Enum):
    ACCOUNT = auto()
    """Its row in the cockpit."""
    CONNECTIONS = auto()
    ACTIVITY = auto()
    """What happened, in the activity list."""


@dataclass(frozen=True, slots=True)
class Cause:
    """``account``: for ACCOUNT. ``name``: whose lines of the activity, "" for everybody's."""

    where: Where
    account: AccountId | None = None
    name: str = ""


_OF_LOGINS = (NoticeKind.LINE, NoticeKind.PENALTY, NoticeKind.BUDGET_LOW)


def cause_of(row: AlertRow, board: BoardView) -> Cause:
    """What stands is shown where it can be dealt with; what is over, where it was written down."""
    if row.kind in _OF_LOGINS:
        return Cause(Where.CONNECTIONS)
    listed = [each for each in board.rows if each.name == row.account_name]
    if row.over or not listed:
        return Cause(Where.ACTIVITY, name=row.account_name if listed else "")
    same = [each for each in listed if each.symbol == row.symbol]
    return Cause(Where.ACCOUNT, (same or listed)[0].account)
