"""The practice accounts that the trader is offered at the first start: two practice connections, a ready group of one
leader and three followers, and two accounts to make a group of his own with."""

from decimal import Decimal

from mimikdesk.domain.accounts import Account, Connection
from mimikdesk.domain.group import CopyGroup, FollowerSettings, ReplicationMode
from mimikdesk.domain.ids import ConnectionId, GroupId, account_id
from mimikdesk.journal.store import Store
from mimikdesk.services.practice import PracticeDesk, PracticeParts

PRACTICE = "practice"
"""The adapter's name in ``Connection.broker``."""

DEMO_GROUP = GroupId("demo")

_PRACTICE_A = ConnectionId("practice")
_PRACTICE_B = ConnectionId("practice-b")

CONNECTIONS = (
    Connection(_PRACTICE_A, "Practice", PRACTICE, "demo"),
    Connection(_PRACTICE_B, "Practice B", PRACTICE, "demo"),
)


def _account(connection: ConnectionId, name: str) -> Account:
    return Account(account_id(connection, name), connection, name)


LEADER = _account(_PRACTICE_A, "PA-LEADER")
_FOLLOWERS = (
    (_account(_PRACTICE_A, "PA-01"), Decimal("1.0"), ReplicationMode.ON_SUBMIT),
    (_account(_PRACTICE_A, "PA-02"), Decimal("0.5"), ReplicationMode.ON_SUBMIT),
    (_account(_PRACTICE_B, "PB-01"), Decimal("2.0"), ReplicationMode.ON_FILL),
)
"""One of them follows fills only, so that both ways can be watched beside each other."""
ACCOUNTS = (LEADER, *(account for account, _, _ in _FOLLOWERS))
SPARE = (_account(_PRACTICE_A, "PA-03"), _account(_PRACTICE_B, "PB-02"))
"""In no group, so that the trader can make one."""

GROUP = CopyGroup(
    group=DEMO_GROUP,
    name="Demo: NQ scalps",
    leader=LEADER.id,
    followers=tuple(FollowerSettings(account.id, multiplier, mode) for account, multiplier, mode in _FOLLOWERS),
)


PRACTICE_DESK = PracticeDesk(CONNECTIONS, (*ACCOUNTS, *SPARE), GROUP)


def make_demo_workspace(store: Store) -> bool:
    """Set up the practice accounts and their group, all at once. False, and nothing changed, where there is anything
    of them already. Raises JournalError."""
    there = {connection.id for connection in store.connections()} | {group.group for group in store.groups()}
    if there & {*(connection.id for connection in CONNECTIONS), DEMO_GROUP}:
        return False
    store.save_desk(CONNECTIONS, PRACTICE_DESK.accounts, GROUP)
    return True


def practice_parts(store: Store) -> PracticeParts:
    """What it takes to set the same up while the program runs."""
    return PracticeParts(PRACTICE_DESK, lambda: make_demo_workspace(store))
