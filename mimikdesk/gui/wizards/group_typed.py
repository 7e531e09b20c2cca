"""A follower's settings as the trader typed them, and what they make: the words of one row of the group wizard.

Knows no Qt. What is no number yet stays as it was typed, and says what is wrong with it.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from mimikdesk.domain.group import AddsMode, InstrumentMapping, MappingKind, ReplicationMode, ValueScaling
from mimikdesk.domain.ids import AccountId
from mimikdesk.gui.translate import later
from mimikdesk.services.group_draft import DraftField, FollowerDraft

NO_MULTIPLIER = later("GroupWizard", "A number above 0 with up to 3 decimals, such as 1, 0.5 or 1.25.")
NO_MAX = later("GroupWizard", "A whole number of contracts, 1 or more; empty for no limit.")
NO_ROOTS = later("GroupWizard", "Pairs of leader = follower, such as NQ = MNQ, ES = MES.")

NOT_A_NUMBER = Decimal("NaN")
_MULTIPLIER = re.compile(r"[0-9]{0,5}(?:[.,][0-9]{0,9})?")
_PAIR = re.compile(r"([A-Za-z0-9]+)\s*(?:=|->|:|\s)\s*([A-Za-z0-9]+)")


@dataclass(frozen=True, slots=True)
class TypedFollower:
    """One follower as it stands in the wizard. ``roots``: pairs of a custom mapping. ``max_contracts``: "" for none."""

    account: AccountId
    multiplier: str = "1"
    mode: ReplicationMode = ReplicationMode.ON_SUBMIT
    adds: AddsMode = AddsMode.PER_ORDER
    mapping: MappingKind = MappingKind.SAME
    roots: str = ""
    scaling: ValueScaling = ValueScaling.NONE
    max_contracts: str = ""

    def draft(self) -> FollowerDraft:
        """What was typed; a text that is no number becomes one that cannot be saved."""
        multiplier, most = read_multiplier(self.multiplier), read_max(self.max_contracts)
        custom = self.mapping is MappingKind.CUSTOM
        return FollowerDraft(
            self.account,
            NOT_A_NUMBER if multiplier is None else multiplier,
            self.mode,
            self.adds,
            InstrumentMapping(
                self.mapping,
                (read_roots(self.roots) or ()) if custom else (),
                ValueScaling.NONE if self.mapping is MappingKind.SAME else self.scaling,
            ),
            most,
        )

    @property
    def wrong(self) -> dict[DraftField, str]:
        """Which texts cannot be read, and what is wanted in their place."""
        found: dict[DraftField, str] = {}
        if read_multiplier(self.multiplier) is None:
            found[DraftField.MULTIPLIER] = NO_MULTIPLIER.tr()
        if read_max(self.max_contracts) == 0:
            found[DraftField.MAX_CONTRACTS] = NO_MAX.tr()
        if self.mapping is MappingKind.CUSTOM and read_roots(self.roots) is None:
            found[DraftField.MAPPING] = NO_ROOTS.tr()
        return found


def typed_of(drawn: FollowerDraft) -> TypedFollower:
    """The same in words, to be edited."""
    mapping = drawn.mapping
    return TypedFollower(
        drawn.account,
        f"{drawn.multiplier.normalize():f}",
        drawn.mode,
        drawn.adds,
        mapping.kind,
        ", ".join(f"{leads} = {mine}" for leads, mine in mapping.roots),
        mapping.scaling,
        "" if drawn.max_contracts is None else str(drawn.max_contracts),
    )


def read_multiplier(text: str) -> Decimal | None:
    """The number, with a point or a comma; None where the text is none that can be a multiplier."""
    text = text.strip()
    if not re.search("[0-9]", text) or _MULTIPLIER.fullmatch(text) is None:
        return None
    value = Decimal(text.replace(",", "."))
    exponent = value.normalize().as_tuple().exponent
    fits = isinstance(exponent, int) and exponent >= -3
    return value if value > 0 and fits else None


def read_max(text: str) -> int | None:
    """Contracts; None for no limit, 0 where the text is no number of contracts."""
    text = text.strip()
    if not text:
        return None
    return int(text) if re.fullmatch("[0-9]{1,6}", text) else 0


def read_roots(text: str) -> tuple[tuple[str, str], ...] | None:
    """Pairs of roots in capitals; None where something between the commas is no pair, or there is none at all."""
    pairs = [_PAIR.fullmatch(part.strip()) for part in re.split("[,;\n]", text) if part.strip()]
    if not pairs or not all(pairs):
        return None
    return tuple((pair[1].upper(), pair[2].upper()) for pair in pairs if pair is not None)
