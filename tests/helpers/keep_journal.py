"""Makes the database of the newest schema that later versions are tested on.

    uv run python -m tests.helpers.keep_journal

Run it once for each new schema, before it is released; `tests/data/journal-vN.db` of a released schema stays as it is.
"""

from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from mimikdesk.domain.accounts import Account, Connection
from mimikdesk.domain.commands import PlaceOrder
from mimikdesk.domain.decisions import FollowerDecided, Numbers, Purpose, SendCommand, TradeKind, Trigger, Verdict
from mimikdesk.domain.events import FillReported, OrderReported
from mimikdesk.domain.group import CopyGroup, FollowerSettings, InstrumentMapping, MappingKind
from mimikdesk.domain.guard import FindingKind, GuardAction, GuardProfile, GuardRule, GuardSettings
from mimikdesk.domain.ids import (
    ClientOrderId,
    ConnectionId,
    FillId,
    GroupId,
    Symbol,
    VenueOrderId,
    account_id,
)
from mimikdesk.domain.orders import Fill, OrderKind, OrderReport, OrderStatus, Side
from mimikdesk.domain.risk import DailyLoss, News, RiskRules
from mimikdesk.domain.risk_locks import Lock, LockKind
from mimikdesk.domain.risk_marks import Marks
from mimikdesk.journal.journal import Journal
from mimikdesk.journal.migrations import MIGRATIONS
from mimikdesk.journal.open import open_journal
from tests.helpers.journals import START

DATA = Path(__file__).parents[1] / "data"

PRACTICE = ConnectionId("practice")
LEADER, ONE, TWO = (account_id(PRACTICE, name) for name in ("PA-LEADER", "PA-01", "PA-02"))
MNQ = Symbol("MNQZ6")
RISK = RiskRules((DailyLoss(Decimal("500.00")), News(5, 10, armed=False)), preset="Some firm 50K")
MARKS = Marks("2026-01-05", 1, 0, Decimal(50_000), Decimal(51_000), Decimal("49750.25"), trades=3)
BREACH = "Orphan at 14:32:10: held 1, the leader was flat."
GUARD = GuardSettings(
    GuardProfile.POLL,
    on=False,
    disable_on_breach=True,
    poll_s=5,
    changed=((FindingKind.ORPHAN, GuardRule(GuardAction.EXIT_AND_PAUSE, 0)),),
)


def fill_journal(journal: Journal) -> None:
    """A connection, three accounts, a group, and one trade of the leader as far as the first follower's order."""
    journal.store.save_connection(Connection(PRACTICE, "Practice", "practice", "demo"))
    for account in (LEADER, ONE, TWO):
        journal.store.save_account(Account(account, PRACTICE, account.partition("/")[2]))
    followers = (
        FollowerSettings(ONE, Decimal("1.0"), max_contracts=10),
        FollowerSettings(
            TWO,
            Decimal("0.5"),
            mapping=InstrumentMapping(MappingKind.CUSTOM, (("NQ", "MNQ"),)),
            on=False,
            breach=BREACH,
        ),
    )
    journal.store.save_group(
        CopyGroup(GroupId("demo"), "NQ scalps", LEADER, followers, whitelist=frozenset({"MNQ"}), guard=GUARD)
    )
    bought = OrderReport(
        VenueOrderId("71"), None, MNQ, Side.BUY, OrderKind.MARKET, qty=2, filled=2, status=OrderStatus.FILLED
    )
    fill = Fill(FillId("501"), bought.venue_order_id, None, MNQ, Side.BUY, 2, Decimal("21004.25"), START.utc_ns)
    trigger = Trigger("demo|71", GroupId("demo"), LEADER, MNQ, TradeKind.OPEN, 2, 0, 2, START)
    copy = ClientOrderId("MK0000000000000001")
    numbers = Numbers(Decimal("1.0"), position=0, expected_before=0, expected_after=2, size=2, sent=2)
    order = PlaceOrder(ONE, copy, MNQ, Side.BUY, 2)
    for entry in (
        FillReported(LEADER, fill, START),
        OrderReported(LEADER, bought, START),
        FollowerDecided(trigger, ONE, MNQ, Verdict.COPIED, numbers, client_order_ids=(copy,)),
        SendCommand(order, Purpose.OPEN, trigger.id, opens=2),
        OrderReported(ONE, _working(order), START),
    ):
        journal.recorder.record(entry)
    journal.risks.keep_risk_rules(ONE, RISK)
    journal.risks.keep_risk_marks(ONE, MARKS, START.utc_ns)
    journal.risks.keep_risk_lock(ONE, Lock(LockKind.SELF, "you have locked this account yourself", 5, 9))


def _working(order: PlaceOrder) -> OrderReport:
    return OrderReport(
        VenueOrderId("72"),
        order.client_order_id,
        order.symbol,
        order.side,
        order.kind,
        order.qty,
        0,
        OrderStatus.WORKING,
    )


def main() -> None:
    with TemporaryDirectory() as folder:
        journal = open_journal(Path(folder), START).journal
        fill_journal(journal)
        journal.close(START)
        (DATA / f"journal-v{MIGRATIONS[-1].number}.db").write_bytes(journal.path.read_bytes())


if __name__ == "__main__":
    main()
