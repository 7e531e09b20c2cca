"""The ready demo workspace of the first start: one leader, three followers, two practice connections."""

from decimal import Decimal

from mimikdesk.domain.accounts import Account, Connection
from mimikdesk.domain.group import CopyGroup, FollowerSettings, ReplicationMode
from mimikdesk.domain.ids import ConnectionId, GroupId, account_id
from mimikdesk.journal.store import Store

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

GROUP = CopyGroup(
    group=DEMO_GROUP,
    name="Demo: NQ scalps",
    leader=LEADER.id,
    followers=tuple(FollowerSettings(account.id, multiplier, mode) for account, multiplier, mode in _FOLLOWERS),
)


def make_demo_workspace(store: Store) -> bool:
    """Set up the demo where nothing is set up yet. False, and nothing changed, in a journal that is in use.

    A first start that was cut short in the middle is completed; a demo group that was removed stays away.
    """
    begun = {account.id for account in store.accounts()} < {account.id for account in ACCOUNTS}
    foreign = set(store.connections()) - set(CONNECTIONS)
    if not begun or foreign or store.groups():
        return False
    for connection in CONNECTIONS:
        store.save_connection(connection)
    for account in ACCOUNTS:
        store.save_account(account)
    store.save_group(GROUP)
    return True
