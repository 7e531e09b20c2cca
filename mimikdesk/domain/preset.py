"""A prop firm's published rules for one program and account size, as risk rules that can be given to an account.

What a firm asks for and this program cannot enforce (the target of an evaluation, consistency) is information.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_EVEN, Decimal

from mimikdesk.domain.risk import RiskRules

CHECK = "Check the figures with your firm: it may have changed them."


@dataclass(frozen=True, slots=True)
class Preset:
    """``size``: as the firm calls it (50K). ``rules``: all armed. ``compared``: the date of the figures (2026-11-21).
    ``certain``: False where sources disagree or are old. ``profit_target``: of the whole evaluation, above the start.
    ``best_day``: percent of the whole profit that one day may have made, None where the firm has no such rule.
    ``sources``: addresses. ``file``: where it was read from. ``own``: from the trader's own copy."""

    firm: str
    program: str
    size: str
    stage: str
    rules: RiskRules
    compared: str
    certain: bool
    profit_target: Decimal | None = None
    best_day: int | None = None
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    file: str = ""
    own: bool = False

    @property
    def title(self) -> str:
        return f"{self.firm} {self.program} {self.size}"

    def rules_for(self, armed: bool) -> RiskRules:
        """The rules to be given to an account, marked with the preset's name and date."""
        rules = tuple(replace(rule, armed=armed) for rule in self.rules.rules)
        return replace(self.rules, rules=rules, preset=f"{self.title}, {self.compared}")


def best_day_share(days: Iterable[Decimal]) -> Decimal | None:
    """Percent of the whole profit that the best of these days has made, to one decimal; what firms call consistency.
    None where there is no profit."""
    known = list(days)
    total = sum(known, Decimal(0))
    best = max(known, default=Decimal(0))
    if total <= 0 or best <= 0:
        return None
    return (best / total * 100).quantize(Decimal("0.1"), ROUND_HALF_EVEN)
