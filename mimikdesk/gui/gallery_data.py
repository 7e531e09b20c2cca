"""Made-up views for the gallery and the tests of the window: an empty, a normal, a troubled and a crowded desk."""

from dataclasses import replace
from decimal import Decimal

from mimikdesk.domain.decisions import Level
from mimikdesk.domain.events import LineState
from mimikdesk.domain.ids import AccountId, ConnectionId, GroupId, Symbol
from mimikdesk.domain.orders import OrderKind, Side
from mimikdesk.domain.time import MILLISECOND, SECOND
from mimikdesk.services.prices import Source
from mimikdesk.services.stops import StopCover
from mimikdesk.services.ticket_view import TicketOrder, TicketView
from mimikdesk.services.views import (
    AccountRow,
    ActivityKind,
    ActivityRow,
    BoardView,
    FigureAge,
    GroupRow,
    LaneView,
    Remedy,
    Role,
    RowState,
    Update,
)

START_NS = 1_767_623_400_000_000_000
MNQ = Symbol("MNQH6")
MES = Symbol("MESH6")


def leader(group: str, name: str, position: int = 0, symbol: Symbol | None = MNQ) -> AccountRow:
    """A leader in step."""
    return AccountRow(
        group=GroupId(group),
        account=AccountId(f"practice-1/{name}"),
        name=name,
        connection=ConnectionId("practice-1"),
        connection_name="Practice A",
        role=Role.LEADER,
        line=LineState.CONNECTED,
        state=RowState.IN_STEP,
        on=True,
        symbol=symbol,
        position=position,
        expected=None,
        divergence=None,
        cause="",
        average=Decimal("25504.25") if position else None,
        price_decimals=2,
        stop=StopCover(abs(position), abs(position), Decimal("25480.00")) if position else None,
        open_pnl=Decimal("86.00") if position else Decimal(0),
        day_pnl=Decimal("212.50"),
        net_liq=Decimal("50212.50"),
        multiplier=None,
        working_orders=0,
        last_copy_ns=None,
        slippage_ticks=None,
    )


def follower(group: str, name: str, factor: str, position: int = 0, symbol: Symbol | None = MNQ) -> AccountRow:
    """A follower in step."""
    return replace(
        leader(group, name, position, symbol),
        role=Role.FOLLOWER,
        multiplier=Decimal(factor),
        expected=position,
        divergence=0,
        average=Decimal("25504.50") if position else None,
        stop=StopCover(abs(position), abs(position), Decimal("25480.00")) if position else None,
        open_pnl=Decimal("21.25") * position,
        day_pnl=Decimal("118.00"),
        net_liq=Decimal("50118.00"),
        last_copy_ns=920_000,
        slippage_ticks=Decimal("0.5"),
    )


def group(name: str, rows: tuple[AccountRow, ...], state: RowState = RowState.IN_STEP, *, on: bool = True) -> GroupRow:
    """The head line that belongs to ``rows``."""
    followers = [row for row in rows if row.role is Role.FOLLOWER]
    return GroupRow(
        group=rows[0].group,
        name=name,
        on=on,
        state=state,
        day_pnl=sum((row.day_pnl for row in rows if row.day_pnl is not None), start=Decimal(0)),
        leader=rows[0].account,
        followers=len({row.account for row in followers}),
        followers_in_step=len({row.account for row in followers if row.state is RowState.IN_STEP}),
    )


def normal() -> BoardView:
    """One leader, three followers in step, one of them on another connection."""
    rows = (
        leader("g1", "Leader 50K", 4),
        follower("g1", "Follower A", "1.0", 4),
        follower("g1", "Follower B", "0.5", 2),
        replace(
            follower("g1", "Follower C", "1.5", 6),
            account=AccountId("practice-2/Follower C"),
            connection=ConnectionId("practice-2"),
            connection_name="Practice B",
            last_copy_ns=1_240_000,
            slippage_ticks=Decimal("-1"),
        ),
    )
    return BoardView((group("Demo group", rows),), rows)


def unquoted() -> BoardView:
    """The same desk at a broker that gives no prices: figures with their ages, old ones, and one that is not known."""
    young, old = (FigureAge(Source.IMPLIED, seconds * SECOND, seconds >= 30) for seconds in (5, 120))
    ages = (young, young, old, None)
    rows = tuple(replace(row, open_age=age, worth_age=age) for row, age in zip(normal().rows, ages, strict=True))
    rows = (*rows[:3], replace(rows[3], open_pnl=None, day_pnl=None, net_liq=None))
    return BoardView((replace(group("Demo group", rows), day_pnl=None, day_old=True),), rows)


def quiet() -> BoardView:
    """The same desk, everybody flat, before the first trade."""
    rows = tuple(
        replace(
            row,
            symbol=None,
            position=0,
            expected=None if row.role is Role.LEADER else 0,
            average=None,
            open_pnl=Decimal(0),
            day_pnl=Decimal(0),
            net_liq=Decimal(50000),
            last_copy_ns=None,
            slippage_ticks=None,
        )
        for row in normal().rows
    )
    return BoardView((group("Demo group", rows),), rows)


def troubled() -> BoardView:
    """Two groups with one of every trouble; an account with two instruments; a group switched off."""
    first = normal().rows
    missed = "The follower's connection was reconnecting."
    rows = (
        first[0],
        replace(first[0], symbol=MES, position=-2, average=Decimal("6890.75"), open_pnl=Decimal("-12.50")),
        first[1],
        replace(first[1], symbol=MES, position=-2, expected=-2, average=Decimal("6890.50"), open_pnl=Decimal("-15.00")),
        replace(
            first[2],
            position=2,
            expected=0,
            divergence=2,
            state=RowState.OUT_OF_STEP,
            cause="An exit was rejected.",
            remedy=Remedy.FLATTEN,
        ),
        replace(
            first[3], line=LineState.RECONNECTING, state=RowState.OUT_OF_STEP, position=0, divergence=-6, cause=missed
        ),
        replace(
            follower("g1", "Follower D", "2.0"), on=False, state=RowState.PAUSED, cause="The follower is switched off."
        ),
        replace(
            follower("g1", "Follower E", "1.0"),
            state=RowState.OUT_OF_STEP,
            remedy=Remedy.RESUME,
            cause="New trades on this follower are paused after three rejections in a row.",
        ),
        replace(follower("g1", "Follower F", "1.0", -3), state=RowState.FLATTENING, working_orders=1),
        replace(follower("g1", "Follower G", "1.0", 4), state=RowState.WORKING, working_orders=2),
    )
    flat = (leader("g2", "Swing 150K", 0, None), follower("g2", "Swing F1", "1.0", 0, None))
    other = tuple(replace(row, day_pnl=Decimal("-85.00"), state=RowState.PAUSED) for row in flat)
    groups = (group("NQ scalps", rows, RowState.FLATTENING), group("ES swing", other, RowState.PAUSED, on=False))
    return BoardView(groups, rows + other)


def stopped() -> BoardView:
    """The normal desk with its group switched off."""
    rows = tuple(replace(row, state=RowState.PAUSED) for row in normal().rows)
    return BoardView((group("Demo group", rows, RowState.PAUSED, on=False),), rows)


def crowded(groups: int = 20, accounts: int = 5) -> BoardView:
    """Many groups with long names and large figures."""
    heads: list[GroupRow] = []
    everyone: list[AccountRow] = []
    for number in range(groups):
        key = f"g{number}"
        rows = [leader(key, f"APEX-{284_100 + number}-LEADER-EVALUATION", 24, MNQ)]
        for member in range(1, accounts):
            row = follower(key, f"TPT-PRO-{number:02d}-{member}-FUNDED-150K", f"{member}.25", 24 * member, MNQ)
            trouble = (number * accounts + member) % 17 == 0
            rows.append(
                replace(
                    row,
                    net_liq=Decimal("1250118.00"),
                    day_pnl=Decimal("-12412.50") if member % 2 else Decimal("23118.75"),
                    state=RowState.OUT_OF_STEP if trouble else RowState.IN_STEP,
                    expected=24 * member - 3 if trouble else 24 * member,
                    divergence=3 if trouble else 0,
                    remedy=Remedy.FLATTEN if trouble else Remedy.NONE,
                    cause="The broker rejected the order: “Exceeds the account's maximum position size”."
                    if trouble
                    else "",
                )
            )
        worst = RowState.OUT_OF_STEP if any(row.state is RowState.OUT_OF_STEP for row in rows) else RowState.IN_STEP
        heads.append(group(f"Group {number + 1} \N{EN DASH} Nasdaq opening range breakout", tuple(rows), worst))
        everyone += rows
    return BoardView(tuple(heads), tuple(everyone))


def ticket(position: int = 4) -> TicketView:
    return TicketView(
        account=AccountId("practice-1/Leader 50K"),
        account_name="Leader 50K",
        symbol=MNQ,
        symbols=(MNQ, MES, Symbol("NQH6"), Symbol("ESH6"), Symbol("MGCG6"), Symbol("MCLG6")),
        price_decimals=2,
        tick_size=Decimal("0.25"),
        bid=Decimal("25514.75"),
        ask=Decimal("25515.00"),
        last=Decimal("25515.00"),
        position=position,
        average=Decimal("25504.25") if position else None,
        open_pnl=Decimal("21.50") * position,
        orders=(
            TicketOrder("101", MNQ, Side.SELL, OrderKind.LIMIT, 2, 0, Decimal("25540.00"), None),
            TicketOrder("102", MNQ, Side.SELL, OrderKind.STOP, 4, 0, None, Decimal("25480.00")),
            TicketOrder("103", MNQ, Side.BUY, OrderKind.STOP_LIMIT, 3, 1, Decimal("25550.00"), Decimal("25548.00")),
        )
        if position
        else (),
    )


def activity() -> tuple[ActivityRow, ...]:
    """A short session, oldest first."""
    told: tuple[tuple[ActivityKind, Level, str, Symbol | None, str, str], ...] = (
        (ActivityKind.NOTICE, Level.INFO, "", None, "Practice A and Practice B are connected.", ""),
        (ActivityKind.LEADER, Level.INFO, "Leader 50K", MNQ, "Bought 4 at 25,504.25, now LONG 4.", ""),
        (ActivityKind.COPIED, Level.INFO, "Follower A", MNQ, "Bought 4 (4 \N{MULTIPLICATION SIGN} 1.0).", ""),
        (ActivityKind.COPIED, Level.INFO, "Follower B", MNQ, "Bought 2 (4 \N{MULTIPLICATION SIGN} 0.5).", ""),
        (
            ActivityKind.CLIPPED,
            Level.WARNING,
            "Follower C",
            MNQ,
            "Bought 5 instead of 6: the follower's limit of 5 contracts leaves room for 5.",
            "Raise max contracts if the account's rules allow it.",
        ),
        (ActivityKind.FILL, Level.INFO, "Follower A", MNQ, "Filled 4 at 25,504.50, now LONG 4.", ""),
        (
            ActivityKind.HELD,
            Level.WARNING,
            "Follower D",
            MNQ,
            "Opening trade held back: the follower is switched off.",
            "Switch the follower on to copy new trades to it.",
        ),
        (
            ActivityKind.FAILED,
            Level.CRITICAL,
            "Follower E",
            MNQ,
            "The broker rejected the order: “Exceeds the account's maximum position size”.",
            "The broker's words say why. The trade is not sent again.",
        ),
        (ActivityKind.ROUTINE, Level.INFO, "Follower B", MNQ, "The follower's size stays the same after rounding.", ""),
    )
    return tuple(
        ActivityRow(number, START_NS + number * SECOND + number * 57 * MILLISECOND, *line[:3], line[3], *line[4:])
        for number, line in enumerate(told, start=1)
    )


def lane(*, well: bool = True) -> LaneView:
    second = LineState.CONNECTED if well else LineState.RECONNECTING
    lines = (("Practice A", LineState.CONNECTED), ("Practice B", second))
    return LaneView(420_000 if well else 65 * MILLISECOND, lines, "Practice market running")


SCENES: dict[str, Update] = {
    "empty": Update(board=BoardView((), ()), lane=lane()),
    "quiet": Update(board=quiet(), ticket=ticket(0), lane=lane()),
    "normal": Update(board=normal(), ticket=ticket(), activity=activity(), lane=lane()),
    "unquoted": Update(board=unquoted(), ticket=ticket(), lane=lane()),
    "troubled": Update(board=troubled(), ticket=ticket(-2), activity=activity(), lane=lane(well=False)),
    "stopped": Update(board=stopped(), ticket=ticket(), lane=lane()),
    "crowded": Update(board=crowded(), ticket=ticket(), activity=activity() * 12, lane=lane()),
}
