"""The rules of one or many accounts while they are edited: what is set, what is left, and what would change."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from mimikdesk.domain.ids import AccountId
from mimikdesk.domain.preset import Preset
from mimikdesk.domain.risk import RiskRule, RiskRules, RuleKind
from mimikdesk.gui import risk_fields
from mimikdesk.gui.risk_words import RULE_NAMES, described
from mimikdesk.gui.translate import tr

LEAST_WARN, MOST_WARN = 1, 99


class Mode(StrEnum):
    """What happens to one rule. ``LEAVE``: each account keeps what it has, for accounts that differ."""

    LEAVE = "leave"
    NONE = "none"
    SET = "set"


@dataclass(frozen=True, slots=True)
class Holder:
    """An account with the rules that it has now."""

    account: AccountId
    name: str
    rules: RiskRules


@dataclass(frozen=True, slots=True)
class Change:
    """What would be different on one account, a line for each rule; none where it stays as it is."""

    holder: Holder
    rules: RiskRules
    lines: tuple[str, ...]


@dataclass(slots=True)
class RuleDraft:
    """One rule as it is typed. ``wrong``: by field, "" for the whole."""

    kind: RuleKind
    mode: Mode
    armed: bool = True
    texts: dict[str, str] = field(default_factory=dict)

    def read(self) -> tuple[RiskRule | None, dict[str, str]]:
        return risk_fields.read(self.kind, self.texts, self.armed) if self.mode is Mode.SET else (None, {})

    def take(self, rule: RiskRule | None) -> None:
        """Show this rule, or none."""
        self.mode = Mode.NONE if rule is None else Mode.SET
        if rule is not None:
            self.armed, self.texts = rule.armed, risk_fields.written(rule)


class RiskDraft:
    def __init__(self, holders: Sequence[Holder]) -> None:
        self.holders = tuple(holders)
        self.preset: Preset | None = None
        self._filled: RiskRules | None = None
        self.rules: dict[RuleKind, RuleDraft] = {}
        for kind in RuleKind:
            had = {holder.rules.of(kind) for holder in self.holders}
            draft = RuleDraft(kind, Mode.LEAVE, True, risk_fields.usual(kind))
            if len(had) == 1:
                draft.take(had.pop())
            self.rules[kind] = draft
        warn = {holder.rules.warn_percent for holder in self.holders}
        self.warn = str(warn.pop()) if len(warn) == 1 else ""
        """Percent of a limit from which it counts as near; "" leaves each account its own."""

    @property
    def many(self) -> bool:
        return len(self.holders) > 1

    def fill(self, preset: Preset, armed: bool) -> None:
        """Take the rules of a preset in place of those of the same kind; the others stay as they are."""
        self.preset = preset
        self._filled = preset.rules_for(armed)
        for rule in self._filled.rules:
            self.rules[rule.kind].take(rule)

    def wrong(self) -> dict[RuleKind, dict[str, str]]:
        """What is wrong, by rule and field."""
        found = {kind: draft.read()[1] for kind, draft in self.rules.items()}
        return {kind: wrong for kind, wrong in found.items() if wrong}

    @property
    def wrong_warn(self) -> bool:
        text = self.warn.strip()
        return bool(text) and not (text.isascii() and text.isdigit() and LEAST_WARN <= int(text) <= MOST_WARN)

    def unarmed(self) -> list[RuleKind]:
        """Rules that would be saved and do nothing."""
        return [kind for kind, draft in self.rules.items() if draft.mode is Mode.SET and not draft.armed]

    def changes(self) -> tuple[Change, ...]:
        """What saving would do to each account; nothing while something is wrong."""
        if self.wrong() or self.wrong_warn:
            return ()
        return tuple(self._change(holder) for holder in self.holders)

    def _change(self, holder: Holder) -> Change:
        new, lines = holder.rules, []
        for kind, draft in self.rules.items():
            old = holder.rules.of(kind)
            rule = old if draft.mode is Mode.LEAVE else draft.read()[0]
            if rule == old:
                continue
            new = new.without(kind) if rule is None else new.put(rule)
            lines.append(tr("Risk", "{0}: {1} → {2}", RULE_NAMES[kind].tr(), described(old), described(rule)))
        if self.warn.strip() and int(self.warn) != holder.rules.warn_percent:
            new = replace(new, warn_percent=int(self.warn))
            lines.append(tr("Risk", "Warning at {0} % → {1} %", holder.rules.warn_percent, new.warn_percent))
        return Change(holder, replace(new, preset=self._origin(holder, new)), tuple(lines))

    def _origin(self, holder: Holder, new: RiskRules) -> str:
        """Where the rules come from, as it is kept with them: the preset, and that it was changed since."""
        if self._filled is not None:
            same = all(new.of(rule.kind) == rule for rule in self._filled.rules)
            return self._filled.preset if same else f"{self._filled.preset}, changed"
        before = holder.rules.preset
        if not before or new == holder.rules or before.endswith(", changed"):
            return before
        return f"{before}, changed"
