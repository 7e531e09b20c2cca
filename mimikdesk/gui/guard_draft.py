"""What the trader changes in the guard window: his words as typed, what is wrong with them, and the settings they make.

Knows no widgets. Every profile keeps its own changes for as long as the window is open, so that looking at another one
loses nothing; only those of the chosen profile are saved.
"""

import re
from dataclasses import dataclass, replace

from mimikdesk.domain.errors import GroupError
from mimikdesk.domain.group import ClosedMarket
from mimikdesk.domain.guard import PROFILES, FindingKind, GuardAction, GuardProfile, GuardRule, GuardSettings
from mimikdesk.domain.guard_words import KIND_NAMES, seconds
from mimikdesk.gui.translate import later, told

KINDS = tuple(KIND_NAMES)

_LACKS = (FindingKind.MISSED_ENTRY, FindingKind.UNDER_SIZE)
_SIZES = (FindingKind.UNDER_SIZE, FindingKind.OVER_SIZE, FindingKind.ROGUE_TRADE)
_BY_SIZE_ONLY = (FindingKind.MISSED_ENTRY, FindingKind.UNDER_SIZE, FindingKind.OVER_SIZE)
"""Kinds that a profile which looks at instrument and side only never sees."""

_SECONDS = re.compile(r"([0-9]{0,6})(?:[.,]([0-9]{0,3}))?")

NO_SECONDS = later("Guard", "Seconds from 0 to 60, such as 2.5.")
NO_CONTRACTS = later("Guard", "A whole number of contracts, 0 or more.")
NO_POLL = later("Guard", "Whole seconds from 1 to 3,600.")


@dataclass(frozen=True, slots=True)
class Typed:
    """One rule as it stands in the window. ``action``: None where the kind is not watched."""

    action: GuardAction | None
    tolerance: str
    contracts: str


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One line of the table. ``choices``: what may be done; one alone is no choice. ``sized``: a tolerance in contracts
    means something here. ``changed``: not what the profile says. ``wrong_*``: why a text is no number, "" where it is.
    """

    kind: FindingKind
    typed: Typed
    choices: tuple[GuardAction | None, ...]
    sized: bool
    changed: bool
    wrong_tolerance: str
    wrong_contracts: str

    @property
    def watched(self) -> bool:
        return self.typed.action is not None

    @property
    def wrong(self) -> str:
        return self.wrong_tolerance or self.wrong_contracts


class GuardDraft:
    """The settings being edited; ``on``, ``disable_on_breach``, ``poll`` and ``closed_market`` may be set as they are.
    ``poll``: seconds, as typed."""

    def __init__(self, guard: GuardSettings, closed_market: ClosedMarket) -> None:
        self._saved, self._saved_closed = guard, closed_market
        self.profile = guard.profile
        self.on = guard.on
        self.disable_on_breach = guard.disable_on_breach
        self.poll = str(guard.poll_s)
        self.closed_market = closed_market
        self._typed = {
            profile: {kind: _typed(PROFILES[profile].get(kind)) for kind in KINDS} for profile in GuardProfile
        }
        self._typed[guard.profile] |= {kind: _typed(rule) for kind, rule in guard.changed}

    def row(self, kind: FindingKind) -> RuleRow:
        typed = self._typed[self.profile][kind]
        own = PROFILES[self.profile].get(kind)
        rule, wrong_tolerance, wrong_contracts = _rule(typed)
        return RuleRow(
            kind,
            typed,
            self._choices(kind, own, typed),
            kind in _SIZES,
            bool(wrong_tolerance or wrong_contracts) or rule != own,
            wrong_tolerance,
            wrong_contracts,
        )

    def rows(self) -> tuple[RuleRow, ...]:
        return tuple(self.row(kind) for kind in KINDS)

    def set_action(self, kind: FindingKind, action: GuardAction | None) -> None:
        """A kind that was not watched begins with the tolerances of the profile Guard."""
        typed = self._typed[self.profile][kind]
        if typed.action is None and action is not None:
            typed = _typed(PROFILES[GuardProfile.GUARD][kind])
        self._typed[self.profile][kind] = replace(typed, action=action)

    def set_tolerance(self, kind: FindingKind, text: str) -> None:
        self._typed[self.profile][kind] = replace(self._typed[self.profile][kind], tolerance=text)

    def set_contracts(self, kind: FindingKind, text: str) -> None:
        self._typed[self.profile][kind] = replace(self._typed[self.profile][kind], contracts=text)

    def put_back(self, kind: FindingKind) -> None:
        """To what the profile says."""
        self._typed[self.profile][kind] = _typed(PROFILES[self.profile].get(kind))

    @property
    def wrong_poll(self) -> str:
        """Why the pace of the profile Poll cannot be used, "" where it can or is not asked for."""
        if self.profile is not GuardProfile.POLL:
            return ""
        if (poll_s := _whole(self.poll)) is None:
            return NO_POLL.tr()
        try:
            GuardSettings(poll_s=poll_s)
        except GroupError as error:
            return told(error.args[0])
        return ""

    @property
    def corrects(self) -> bool:
        """Whether anything is closed by itself."""
        return self.on and any(row.typed.action not in (None, GuardAction.ALERT) for row in self.rows())

    def settings(self) -> GuardSettings:
        """What the window says. GroupError, with a sentence for the trader, while something in it is wrong."""
        if self.wrong_poll:
            raise GroupError(self.wrong_poll)
        changed = []
        for row in self.rows():
            if row.wrong:
                raise GroupError(f"{told(KIND_NAMES[row.kind])}: {row.wrong}")
            rule, _, _ = _rule(row.typed)
            if rule is not None and row.changed:
                changed.append((row.kind, rule))
        polls = self.profile is GuardProfile.POLL
        poll_s = int(self.poll.strip()) if polls else self._saved.poll_s
        return GuardSettings(self.profile, self.on, self.disable_on_breach, poll_s, tuple(changed))

    def differs(self) -> bool:
        """Whether there is anything to save. GroupError as in ``settings``."""
        return not _same(self.settings(), self._saved) or self.closed_market is not self._saved_closed

    def _choices(self, kind: FindingKind, own: GuardRule | None, typed: Typed) -> tuple[GuardAction | None, ...]:
        if self.profile is GuardProfile.EXIT_ON_FILL and kind in _BY_SIZE_ONLY:
            return (typed.action,)
        unwatched = (None,) if own is None else ()
        if kind in _LACKS:
            return (*unwatched, GuardAction.ALERT)
        # Where nothing is expected, trimming is the same as an exit: it is offered only where it is set already.
        trims = kind in (FindingKind.OVER_SIZE, FindingKind.ROGUE_TRADE) or typed.action is GuardAction.TRIM
        all_of_it = (GuardAction.EXIT, GuardAction.EXIT_AND_PAUSE)
        return (*unwatched, GuardAction.ALERT, *((GuardAction.TRIM,) if trims else ()), *all_of_it)


def _same(one: GuardSettings, other: GuardSettings) -> bool:
    """Whether two settings guard alike, however their rules are written down."""
    plain = replace(one, changed=()) == replace(other, changed=())
    return plain and all(one.rule(kind) == other.rule(kind) for kind in KINDS)


def _typed(rule: GuardRule | None) -> Typed:
    if rule is None:
        return Typed(None, "", "")
    return Typed(rule.action, seconds(rule.tolerance_ms), str(rule.contracts))


def _rule(typed: Typed) -> tuple[GuardRule | None, str, str]:
    """The rule that was typed, or what is wrong with its tolerance and its contracts."""
    if typed.action is None:
        return None, "", ""
    contracts = _whole(typed.contracts)
    tolerance_ms = _milliseconds(typed.tolerance)
    wrong_contracts = NO_CONTRACTS.tr() if contracts is None else ""
    if tolerance_ms is None:
        return None, NO_SECONDS.tr(), wrong_contracts
    try:
        return GuardRule(typed.action, tolerance_ms, contracts or 0), "", wrong_contracts
    except GroupError as error:
        return None, told(error.args[0]), wrong_contracts


def _milliseconds(text: str) -> int | None:
    """The tolerance in milliseconds; None where the text is no number of seconds with at most 3 decimals."""
    found = _SECONDS.fullmatch(text.strip())
    if found is None or not (found[1] or found[2]):
        return None
    return int(found[1] or 0) * 1000 + int((found[2] or "").ljust(3, "0"))


def _whole(text: str) -> int | None:
    text = text.strip()
    return int(text) if re.fullmatch("[0-9]{1,6}", text) else None
