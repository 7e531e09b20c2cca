"""The chosen followers and what each would do about the leader's openings, as a table; his own row is first."""

from collections.abc import Mapping
from decimal import Decimal

from PySide6.QtCore import Qt

from mimikdesk.domain.group import AddsMode, MappingKind, ReplicationMode
from mimikdesk.domain.ids import AccountId
from mimikdesk.gui import format as fmt
from mimikdesk.gui.models.cell_rows import CellRows
from mimikdesk.gui.models.cells import Cell
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.theme.tokens import Tone
from mimikdesk.gui.translate import later, told, tr
from mimikdesk.gui.wizards.group_flow import GroupFlow
from mimikdesk.gui.wizards.group_typed import TypedFollower
from mimikdesk.services.group_draft import DraftField
from mimikdesk.services.group_preview import LEADER_SIZES
from mimikdesk.services.group_views import FollowerPreview, PreviewSize

ACCOUNT, COPIES, TRADES, FIRST_SIZE = range(4)
COLUMNS = FIRST_SIZE + len(LEADER_SIZES)
LEADER = AccountId("")
"""The key of the first row."""

_MODES = {
    ReplicationMode.ON_SUBMIT: None,
    ReplicationMode.ON_FILL: later("GroupWizard", "fills only"),
    ReplicationMode.OFF: later("GroupWizard", "off"),
}
_LISTED_LATER = later(
    "GroupWizard", "Its connection has not named this contract yet. It is asked for it once the group is saved."
)


class SizesModel(CellRows[AccountId]):
    """``money``: instead of contracts, account currency for one point of the whole size."""

    def __init__(self, theme: Theme) -> None:
        headings = [
            (tr("GroupWizard", "Account"), ""),
            (tr("GroupWizard", "Copies"), tr("GroupWizard", "Multiplier and what else is set")),
            (tr("GroupWizard", "Trades"), tr("GroupWizard", "The contract it trades for the leader's")),
        ]
        headings += [(str(qty), tr("GroupWizard", "When the leader opens {0}", qty)) for qty in LEADER_SIZES]
        super().__init__(theme, headings, frozenset(range(FIRST_SIZE, COLUMNS)))
        self.money = False

    def apply(self, flow: GroupFlow, names: Mapping[AccountId, str], sizes: tuple[FollowerPreview, ...]) -> None:
        """``sizes``: those of ``flow.sizes()``, which cost some time."""
        previews = {row.account: row for row in sizes}
        complaints = flow.complaints()
        rows = {LEADER: self._leader(flow, names, next(iter(previews.values()), None))}
        for account, typed in flow.typed.items():
            name, wrong = names.get(account, account), complaints.get(account, {})
            rows[account] = self._follower(name, typed, wrong, previews.get(account))
        self.apply_cells(rows)
        for column in range(COLUMNS):
            self.item(0, column).setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren)

    def _leader(
        self, flow: GroupFlow, names: Mapping[AccountId, str], some: FollowerPreview | None
    ) -> tuple[Cell, ...]:
        symbol = flow.shown_symbol
        points = {size.leader_qty: size.leader_point for size in some.sizes} if some is not None else {}
        name = names.get(flow.leader, flow.leader) if flow.leader is not None else fmt.NONE
        sizes = [Cell(self._figure(qty, points.get(qty)), Tone.QUIET) for qty in LEADER_SIZES]
        leads = Cell(tr("GroupWizard", "leads"), Tone.QUIET)
        return (Cell(name, strong=True, tip=name), leads, Cell(symbol or fmt.NONE, Tone.QUIET), *sizes)

    def _follower(
        self, name: str, typed: TypedFollower, wrong: Mapping[DraftField, str], row: FollowerPreview | None
    ) -> tuple[Cell, ...]:
        account = Cell(name, tip=name)
        if wrong:
            told_wrong = "\n".join(wrong.values())
            account = account._replace(
                icon="shapes/triangle", icon_tone=Tone.DANGER, tip=told_wrong, spoken=f"{name}: {told_wrong}"
            )
        copies = Cell(settings_in_short(typed), Tone.DANGER if DraftField.MULTIPLIER in wrong else Tone.TEXT)
        copies = copies._replace(tip=copies.text)
        if row is None:
            return (account, copies, Cell(fmt.NONE, Tone.QUIET), *([Cell(fmt.NONE, Tone.QUIET)] * len(LEADER_SIZES)))
        return (account, copies, _trades(row), *(self._size(size) for size in row.sizes))

    def _size(self, size: PreviewSize) -> Cell:
        figure = self._figure(size.sent, size.point)
        if size.clipped:
            tip = tr("GroupWizard", "{0} by its multiplier; max contracts leaves {1}.", size.size, size.sent)
            spoken = tr("GroupWizard", "{0}, clipped", figure)
            return Cell(figure, Tone.WARNING, "lucide/scissors", Tone.WARNING, tip, spoken)
        if not size.sent:
            return Cell(fmt.NONE, Tone.WARNING, tip=told(size.text), spoken=told(size.text))
        return Cell(figure)

    def _figure(self, qty: int, point: Decimal | None) -> str:
        return f"{qty:,}" if not self.money else money_of(point)


def money_of(point: Decimal | None) -> str:
    """What one point of a size is worth: “$20”, “$2.50”."""
    if point is None:
        return fmt.NONE
    whole = point == point.to_integral_value()
    return f"${point:,.0f}" if whole else f"${point:,.2f}"


def settings_in_short(typed: TypedFollower) -> str:
    """“×0.5, max 5, fills only”: what differs from the usual, in a few words."""
    parts = [f"{fmt.TIMES}{typed.multiplier.strip() or '?'}"]
    if typed.max_contracts.strip():
        parts.append(tr("GroupWizard", "max {0}", typed.max_contracts.strip()))
    if (mode := _MODES[typed.mode]) is not None:
        parts.append(mode.tr())
    if typed.adds is AddsMode.BY_POSITION:
        parts.append(tr("GroupWizard", "by position"))
    return ", ".join(parts)


def _trades(row: FollowerPreview) -> Cell:
    if row.symbol is None:
        nothing = tr("GroupWizard", "nothing")
        return Cell(nothing, Tone.WARNING, tip=tr("GroupWizard", "It has no instrument for the leader's."))
    if not row.listed:
        return Cell(row.symbol, icon="shapes/ring", icon_tone=Tone.WARNING, tip=_LISTED_LATER.tr())
    return Cell(row.symbol)


def mapping_words() -> dict[MappingKind, str]:
    """The kinds of mapping, as a list offers them."""
    return {
        MappingKind.SAME: tr("GroupWizard", "The same"),
        MappingKind.TO_MICRO: tr("GroupWizard", "To micro"),
        MappingKind.TO_MINI: tr("GroupWizard", "To mini"),
        MappingKind.CUSTOM: tr("GroupWizard", "Pairs of my own"),
    }
