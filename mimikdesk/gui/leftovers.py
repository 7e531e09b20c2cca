"""What would stay behind at the brokers if the program ended now. No widgets here."""

from dataclasses import dataclass

from mimikdesk.domain.ids import AccountId, GroupId
from mimikdesk.gui import format as fmt
from mimikdesk.gui.translate import plural, told, tr
from mimikdesk.services.views import BoardView, Role, RowState

MOST = 8
"""Lines that a list of leftovers has at most."""


@dataclass(frozen=True, slots=True)
class Leftover:
    """One follower that is not flat, or has working orders. ``flattening``: it is being closed; ``cause``: what is in
    the way, or ""."""

    group: GroupId
    account: AccountId
    name: str
    text: str
    flattening: bool
    cause: str


def leftovers(board: BoardView | None) -> tuple[Leftover, ...]:
    """Every follower that has something open, in the cockpit's order. A leader's positions are his own."""
    if board is None:
        return ()
    found: dict[AccountId, Leftover] = {}
    for first in board.rows:
        if first.role is not Role.FOLLOWER or first.account in found:
            continue
        rows = [row for row in board.rows if row.account == first.account]
        held = [f"{fmt.side(row.position)} {row.symbol}" for row in rows if row.position]
        parts = (
            [*held, plural("Quit", "{0} working order", "{0} working orders", first.working_orders)]
            if first.working_orders
            else held
        )
        flattening = any(row.state is RowState.FLATTENING for row in rows)
        if parts or flattening:
            cause = next((told(row.cause) for row in rows if row.cause and row.state is RowState.FLATTENING), "")
            text = ", ".join(parts) or tr("Quit", "waiting for the broker to report flat")
            found[first.account] = Leftover(first.group, first.account, first.name, text, flattening, cause)
    return tuple(found.values())


def listed(left: tuple[Leftover, ...]) -> tuple[tuple[str, str], ...]:
    """Name and text of each line that is shown; the last one counts the rest when there are too many."""
    lines = [(each.name, each.text) for each in left[:MOST]]
    return (*lines, (tr("Quit", "and {0} more", len(left) - MOST), "")) if len(left) > MOST else tuple(lines)
