"""The guard's settings in a trader's words: what the window offers, and what the activity list tells of a change."""

from mimikdesk.domain.group import ClosedMarket
from mimikdesk.domain.guard import (
    PROFILES,
    FindingKind,
    GuardAction,
    GuardProfile,
    GuardRule,
    GuardSettings,
)
from mimikdesk.domain.sentence import counted, inside, joined, said

PROFILE_NAMES = {
    GuardProfile.GUARD: said("Guard"),
    GuardProfile.TRIM: said("Trim"),
    GuardProfile.EXIT_ON_FILL: said("Exit on fill"),
    GuardProfile.POLL: said("Poll"),
    GuardProfile.ALERT_ONLY: said("Alert only"),
}

PROFILE_SENTENCES = {
    GuardProfile.GUARD: said(
        "Trims what is too much, closes what the leader does not hold, and tells you what is missing."
    ),
    GuardProfile.TRIM: said("Only takes away what is too much; what a follower lacks is not looked at."),
    GuardProfile.EXIT_ON_FILL: said(
        "When a follower fills: closes what the leader's instrument and side do not explain."
    ),
    GuardProfile.POLL: said("The same as Guard, and reads every account again at a fixed pace, also outside a trade."),
    GuardProfile.ALERT_ONLY: said("Tells you what Guard would find and closes nothing."),
}

KIND_NAMES = {
    FindingKind.MISSED_ENTRY: said("Missed entry"),
    FindingKind.UNDER_SIZE: said("Under-size"),
    FindingKind.OVER_SIZE: said("Over-size"),
    FindingKind.ORPHAN: said("Orphan"),
    FindingKind.OPPOSITE_SIDE: said("Opposite side"),
    FindingKind.ROGUE_TRADE: said("Rogue trade"),
}

KIND_HINTS = {
    FindingKind.MISSED_ENTRY: said("should hold, but is flat"),
    FindingKind.UNDER_SIZE: said("right side, too few"),
    FindingKind.OVER_SIZE: said("right side, too many"),
    FindingKind.ORPHAN: said("leader flat, follower not"),
    FindingKind.OPPOSITE_SIDE: said("not the expected side"),
    FindingKind.ROGUE_TRADE: said("somebody else's trade"),
}

KIND_SENTENCES = {
    FindingKind.MISSED_ENTRY: said("Something is expected and the follower is flat. The guard never enters."),
    FindingKind.UNDER_SIZE: said("The right side, too few. The guard never adds."),
    FindingKind.OVER_SIZE: said("The right side, too many."),
    FindingKind.ORPHAN: said("The leader is flat, the follower is not."),
    FindingKind.OPPOSITE_SIDE: said("The follower stands on the other side of what is expected."),
    FindingKind.ROGUE_TRADE: said(
        "Somebody else's trade on the follower. On the leader's side only the excess is closed."
    ),
}

ACTION_NAMES = {
    GuardAction.ALERT: said("Alert only"),
    GuardAction.TRIM: said("Trim to expected"),
    GuardAction.EXIT: said("Exit"),
    GuardAction.EXIT_AND_PAUSE: said("Exit and pause"),
}

CLOSED_MARKET_NAMES = {
    ClosedMarket.KEEP: said("Keep the exit for the reopening"),
    ClosedMarket.LEAVE: said("Leave the position"),
}


def short(guard: GuardSettings) -> str:
    """How a group is guarded, in two or three words: “Guard”, “Every 30 s”, “Trim, corrections off”."""
    polls = guard.profile is GuardProfile.POLL
    name = said("Every {seconds} s", seconds=f"{guard.poll_s:,}") if polls else PROFILE_NAMES[guard.profile]
    only_alerts = guard.profile is GuardProfile.ALERT_ONLY and not guard.changed
    return name if guard.on or only_alerts else said("{name}, corrections off", name=name)


def seconds(tolerance_ms: int) -> str:
    """“2”, “2.5”, “0.25”: a tolerance in seconds."""
    whole, rest = divmod(tolerance_ms, 1000)
    return f"{whole}.{rest:03}".rstrip("0") if rest else str(whole)


def change(
    name: str, old: GuardSettings, new: GuardSettings, old_closed: ClosedMarket, new_closed: ClosedMarket
) -> str:
    """What the activity list says of a change to the guard of the group called ``name``; only what differs is told.
    "" where nothing does."""
    told: list[str] = []
    if new.on != old.on:
        told.append(said("Corrections are on.") if new.on else said("Findings are shown, nothing is closed by itself."))
    if new.disable_on_breach != old.disable_on_breach:
        told.append(
            said("A breach disables replication.")
            if new.disable_on_breach
            else said("A breach no longer disables replication.")
        )
    told += [_rule(kind, new.rule(kind)) for kind in KIND_NAMES if _differs(kind, old, new)]
    if new_closed is not old_closed:
        told.append(said("In a closed market: {what}.", what=inside(CLOSED_MARKET_NAMES[new_closed])))
    if not told and short(new) == short(old):
        return ""
    return joined([said("The guard of “{name}” is now “{short}”.", name=name, short=short(new)), *told])


def _differs(kind: FindingKind, old: GuardSettings, new: GuardSettings) -> bool:
    """Whether a rule is news: under another profile only where it is not that profile's own."""
    if new.profile is old.profile:
        return old.rule(kind) != new.rule(kind)
    return new.rule(kind) != PROFILES[new.profile].get(kind)


def _rule(kind: FindingKind, rule: GuardRule | None) -> str:
    if rule is None:
        return said("{kind}: not watched.", kind=KIND_NAMES[kind])
    after = said("after {seconds} s", seconds=seconds(rule.tolerance_ms))
    when = after if rule.tolerance_ms else said("at once")
    what = said("{kind}: {action} {when}", kind=KIND_NAMES[kind], action=inside(ACTION_NAMES[rule.action]), when=when)
    if not rule.contracts:
        return said("{what}.", what=what)
    return counted(
        "{what}, up to {count} contract tolerated.",
        "{what}, up to {count} contracts tolerated.",
        rule.contracts,
        what=what,
    )
