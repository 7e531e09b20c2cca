"""Made-up views for the gallery and the tests of the window: findings of the guard, a breach, the session check."""

from dataclasses import replace
from decimal import Decimal

from mimikdesk.domain.decisions import Level
from mimikdesk.domain.events import LineState
from mimikdesk.domain.guard import Answer, FindingKind, GuardAction
from mimikdesk.domain.time import MILLISECOND, SECOND
from mimikdesk.gui.gallery_data import (
    MES,
    MNQ,
    START_NS,
    activity,
    crowded,
    follower,
    group,
    lane,
    normal,
    ticket,
)
from mimikdesk.services.views import (
    AccountRow,
    BoardView,
    CheckedAccount,
    CheckedDifference,
    CheckView,
    FindingRow,
    Role,
    RowState,
    Update,
)

_CLOSE = (
    "Close it. The leader is out, so nothing will ever close this position for you.",
    "Check at the broker that no order is left working on the account.",
    "Leave it only if you want to manage the position yourself: nothing is opened here until it is flat.",
)
_LEAVE_FLAT = (
    "Leave it flat. A late entry has another price and another risk than the leader's.",
    "It copies again from the leader's next trade; until then there is nothing to do.",
    "If you want the trade all the same, enter it by hand at the broker: up to the expected size it counts as a copy.",
)
_STEPS = dict.fromkeys(FindingKind, _CLOSE) | {FindingKind.MISSED_ENTRY: _LEAVE_FLAT}
_STUCK = (
    "Close it now at the broker, by hand or by phone. Ask later why it would not close.",
    "Keep MimikDesk open: it goes on trying and never closes more than the account holds.",
)
_ANSWERS = (
    (Answer.FLATTEN, Answer.LEAVE),
    (Answer.ADOPT, Answer.FLATTEN, Answer.LEAVE),
    (Answer.FLATTEN, Answer.LEAVE),
)


def finding(
    row: AccountRow, kind: FindingKind, text: str, cause: str, *, due_ms: int | None = None, **changed: object
) -> FindingRow:
    """A finding about a follower's row, since 20 s."""
    made = FindingRow(
        group=row.group,
        account=row.account,
        account_name=row.name,
        symbol=row.symbol or MNQ,
        kind=kind,
        action=GuardAction.EXIT if due_ms is not None else GuardAction.ALERT,
        level=Level.CRITICAL if kind in (FindingKind.ORPHAN, FindingKind.OPPOSITE_SIDE) else Level.WARNING,
        text=f"{row.name} {text}",
        cause=cause,
        since_ns=START_NS - 20 * SECOND,
        due_ns=None if due_ms is None else START_NS + due_ms * MILLISECOND,
        correcting=False,
        steps=_STEPS[kind],
        answers=(Answer.CORRECT, Answer.LEAVE) if due_ms is not None else (),
    )
    return replace(made, **changed)  # type: ignore[arg-type]


def guarded(findings: int = 1) -> BoardView:
    """A desk on which the guard has found 1 to 4 things, and one follower that it switched off."""
    first = normal().rows
    rows = (
        replace(first[0], symbol=None, position=0, average=None, open_pnl=Decimal(0)),
        replace(first[1], position=2, expected=0, divergence=2, state=RowState.OUT_OF_STEP, cause="The line was down."),
        replace(first[2], position=-1, expected=0, divergence=-1, state=RowState.OUT_OF_STEP, cause="A hand trade."),
        replace(first[3], position=0, expected=6, divergence=-6, state=RowState.OUT_OF_STEP, cause="Offline."),
        replace(
            follower("g1", "Follower D", "0.5", 0, None),
            on=False,
            state=RowState.PAUSED,
            breach="It was short 2 MNQH6 while the leader was long 4; both were closed.",
            cause="Replication to this follower was stopped: it was short 2 MNQH6 while the leader was long 4.",
        ),
        replace(
            follower("g1", "Follower E", "1.0", 3),
            expected=0,
            divergence=3,
            state=RowState.FLATTENING,
            working_orders=1,
        ),
    )
    stuck = "The market is closed; the broker says: “CME is halted”."
    found = (
        finding(
            rows[1],
            FindingKind.ORPHAN,
            "holds 2 MNQH6, leader is flat.",
            "The leader reduced while his line was down.",
            due_ms=1_400,
        ),
        finding(
            rows[5],
            FindingKind.ORPHAN,
            "holds 3 MNQH6 and will not close: it should be flat.",
            stuck,
            steps=_STUCK,
            correcting=True,
        ),
        finding(
            rows[2],
            FindingKind.OVER_SIZE,
            "is short 1 MNQH6 and should be flat.",
            "The account was traded by hand, or by another program.",
            answers=(Answer.CORRECT, Answer.LEAVE),
        ),
        finding(
            rows[3],
            FindingKind.MISSED_ENTRY,
            "is flat in MNQH6 and should be long 6.",
            "The follower's line was down at the time.",
        ),
    )
    return BoardView((group("Demo group", rows, RowState.FLATTENING),), rows, found[:findings], START_NS)


def many_findings() -> BoardView:
    """Twelve findings with long names."""
    board = crowded(3, 6)
    rows = [row for row in board.rows if row.role is Role.FOLLOWER][:12]
    long = (
        "The broker rejected the order: “Exceeds the account's maximum position size while a news restriction is in "
        "force”."
    )
    found = tuple(
        finding(
            row,
            FindingKind.OPPOSITE_SIDE if number % 3 == 0 else FindingKind.MISSED_ENTRY,
            "is short 24 MNQH6, the leader is long 48."
            if number % 3 == 0
            else "is flat in MNQH6 and should be long 24.",
            long,
            due_ms=12_400 if number == 0 else None,
        )
        for number, row in enumerate(rows)
    )
    found = tuple(sorted(found, key=lambda row: row.level is not Level.CRITICAL))
    return replace(board, findings=found, at_ns=START_NS)


def session_check(differences: int = 3, accounts: int = 4) -> CheckView:
    """A session check with so many differences among so many accounts."""
    rows = [*normal().rows, *(follower("g2", f"TPT-PRO-{n:02d}-FUNDED-150K-LONG-NAME", "1.0", n) for n in range(1, 40))]
    checked = tuple(
        CheckedAccount(
            account=row.account,
            name=row.name,
            connection_name=row.connection_name,
            role=row.role if number != 3 else None,
            group_name="Demo group" if number != 3 else "",
            line=LineState.CONNECTED if number != 2 else LineState.RECONNECTING,
            read=number != 2,
            positions=((MNQ, row.position), (MES, -2))[: 1 + number % 2],
            working_orders=number % 3,
            foreign_orders=number % 2,
            skew_ns=12 * MILLISECOND if number == 1 else None,
            locked="Daily loss, until 5:00 PM Chicago" if number == 3 else "",
        )
        for number, row in enumerate(rows[:accounts])
    )
    told = (
        (2, 0, 0, "is long 2 in MNQH6 from before copying started, leader is flat."),
        (1, 4, 2, "is long 1 in MNQH6 from before copying started, the leader is long 4."),
        (0, 4, 6, "is flat in MNQH6, while the leader is long 4 from before copying started."),
    )
    differing = tuple(
        CheckedDifference(
            account=row.account,
            name=row.name,
            symbol=MNQ,
            position=told[number % 3][0],
            leader=told[number % 3][1],
            fitting=told[number % 3][2],
            text=f"{row.name} {told[number % 3][3]}",
            answers=_ANSWERS[number % 3],
        )
        for number, row in enumerate(rows[1 : 1 + differences])
    )
    return CheckView(checked, differing, complete=accounts > 4 or differences == 0, asked=differences == 0)


SCENES: dict[str, Update] = {
    "guarded": Update(board=guarded(1), check=session_check(), ticket=ticket(), activity=activity(), lane=lane()),
    "guarded-4": Update(board=guarded(4), check=session_check(0), ticket=ticket(), activity=activity(), lane=lane()),
    "guarded-12": Update(
        board=many_findings(), check=session_check(12, 30), ticket=ticket(), activity=activity(), lane=lane()
    ),
}
