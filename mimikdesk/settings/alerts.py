"""Notifications: what each kind is called, how serious it usually is and where it appears, and the user's changes.

One table for the program and for the page on which the user changes it (rule 13.4). A further way to be told, outside
the window, is one more column here and one more reader of the rows that ``services/alerts.py`` makes.
"""

from dataclasses import dataclass, replace

from mimikdesk.domain.decisions import Level, NoticeKind
from mimikdesk.domain.errors import MimikDeskError
from mimikdesk.domain.sentence import said

REPEATS = (5, 600)
"""Seconds between two rings of a critical notification, at least and at most. It cannot be switched off: a position
that nobody closes is told until somebody has seen it."""


class AlertSettingsError(MimikDeskError):
    """The changes contradict each other."""


@dataclass(frozen=True, slots=True)
class Usual:
    """One kind as the program comes. ``title``: its headline. ``words``: what it means, for whoever sets it up.
    ``advice``: what to do, where its cause does not say it better; "" for nothing. ``level``: how serious it is."""

    title: str
    words: str
    advice: str
    level: Level
    bell: bool = True
    tray: bool = True
    sound: bool = False

    @property
    def silent(self) -> bool:
        return not (self.bell or self.tray or self.sound)


@dataclass(frozen=True, slots=True)
class AlertChange:
    """What the user wants otherwise for one kind; None where it stays as usual."""

    kind: NoticeKind
    level: Level | None = None
    bell: bool | None = None
    tray: bool | None = None
    sound: bool | None = None
    repeat: bool | None = None


@dataclass(frozen=True, slots=True)
class Channels:
    """How one notification is told. ``level``: the user's; None for the one that the event itself has. ``repeat``: it
    asks again until it is acknowledged. A critical one always does, and always has its place at the bell: where else
    could it be acknowledged?"""

    level: Level | None
    bell: bool
    tray: bool
    sound: bool
    repeat: bool = False


@dataclass(frozen=True, slots=True)
class AlertSettings:
    """The user's changes, at most one for a kind. ``repeat_s``: seconds after which a critical one that nobody has
    acknowledged asks again, within ``REPEATS``."""

    changed: tuple[AlertChange, ...] = ()
    repeat_s: int = 20

    def __post_init__(self) -> None:
        if not REPEATS[0] <= self.repeat_s <= REPEATS[1]:
            raise AlertSettingsError(f"Critical notifications repeat every {REPEATS[0]} to {REPEATS[1]} seconds.")
        kinds = [change.kind for change in self.changed]
        if len(set(kinds)) != len(kinds):
            raise AlertSettingsError("There are two changes for one kind of notification.")

    def change(self, kind: NoticeKind) -> AlertChange:
        """What the user wants otherwise for one kind; an empty change where that is nothing."""
        return next((change for change in self.changed if change.kind is kind), AlertChange(kind))

    def changed_to(self, change: AlertChange) -> "AlertSettings":
        """These settings with another change for one kind; an empty one takes what there was away."""
        others = tuple(other for other in self.changed if other.kind is not change.kind)
        return replace(self, changed=others if change == AlertChange(change.kind) else (*others, change))

    def channels(self, kind: NoticeKind) -> Channels:
        usual = USUAL[kind]
        change = self.change(kind)
        return Channels(
            change.level,
            usual.bell if change.bell is None else change.bell,
            usual.tray if change.tray is None else change.tray,
            usual.sound if change.sound is None else change.sound,
            bool(change.repeat),
        )


_LOOK = said("Look at the lines before it in the activity list.")
_NOTHING = ""

USUAL: dict[NoticeKind, Usual] = {
    # exits and protection
    NoticeKind.EXIT_STUCK: Usual(
        "Exit not through",
        "A position that should be closed is not closed, or its close is not confirmed.",
        "Close the position at the broker if you can; the program goes on trying.",
        Level.CRITICAL,
        sound=True,
    ),
    NoticeKind.EXIT_OWED: Usual(
        "Exit waits for the line",
        "The leader closed while a follower's connection was down.",
        "If it takes long, close the position at the broker.",
        Level.CRITICAL,
        sound=True,
    ),
    NoticeKind.NAKED: Usual(
        "Position without a stop",
        "The leader has a stop and a follower's position has none that works.",
        "Place a stop at the follower's broker, or flatten the follower.",
        Level.CRITICAL,
        sound=True,
    ),
    NoticeKind.CROSSED: Usual(
        "Two exits met",
        "A position was closed twice; what came out on the other side is closed at once.",
        "Compare the follower with the leader; nothing is entered again by itself.",
        Level.CRITICAL,
        sound=True,
    ),
    NoticeKind.UNCONFIRMED_CANCEL: Usual(
        "Cancel not confirmed",
        "The broker did not confirm a cancel, and the position was closed all the same.",
        "Look at the follower's working orders at its broker.",
        Level.CRITICAL,
        sound=True,
    ),
    NoticeKind.EXIT_RETRY: Usual(
        "Exit refused, being repeated",
        "The broker refused an exit; it is sent again until the position is closed.",
        "Close the position at the broker if it takes long.",
        Level.WARNING,
        sound=True,
    ),
    # the guard
    NoticeKind.FINDING: Usual(
        "Follower out of line",
        "The guard found a follower that does not hold what it should.",
        "The cockpit says what can be done about it.",
        Level.WARNING,
        sound=True,
    ),
    NoticeKind.BREACH: Usual(
        "Replication stopped",
        "The guard closed a follower's position and switched the follower off.",
        "Look at what happened, then switch the follower on again.",
        Level.CRITICAL,
        sound=True,
    ),
    NoticeKind.IN_LINE: Usual(
        "Follower brought back in line",
        "The guard closed what a follower held too much, and the broker has confirmed it.",
        _NOTHING,
        Level.INFO,
    ),
    NoticeKind.STARTUP_DIFFERENCE: Usual(
        "Follower differs from the leader",
        "When copying started a follower held something else than the leader's position asks for.",
        "Answer the session check.",
        Level.WARNING,
        sound=True,
    ),
    NoticeKind.ANSWERED: Usual(
        "Difference answered", "You answered a finding or the session check.", _NOTHING, Level.INFO, False, False
    ),
    NoticeKind.HAND_TRADE: Usual(
        "Trade by hand",
        "Somebody traded a follower at its broker while it was being copied to.",
        "Switch the follower off before you trade it by hand.",
        Level.WARNING,
    ),
    NoticeKind.AHEAD_OF_LEADER: Usual(
        "Filled before the leader",
        "A follower's resting copy filled and the leader's order has not.",
        _LOOK,
        Level.WARNING,
    ),
    # copies
    NoticeKind.COPY_MISSED: Usual(
        "Opening trade held back",
        "A trade was not copied because something was not in order: a connection, a broker's refusal, a breaker.",
        _LOOK,
        Level.WARNING,
        sound=True,
    ),
    NoticeKind.HELD_BACK: Usual(
        "Opening trade held back",
        "A trade was not copied because of your own settings: a switch, the whitelist, a limit.",
        _LOOK,
        Level.WARNING,
    ),
    NoticeKind.CLIPPED: Usual(
        "Copied in part", "A trade was copied smaller than its size because of a limit.", _LOOK, Level.WARNING
    ),
    NoticeKind.COPY_FAILED: Usual(
        "Copy failed",
        "An order was refused, lost or never sent, and is not sent again.",
        _LOOK,
        Level.WARNING,
        sound=True,
    ),
    NoticeKind.ENTRY_LATE: Usual(
        "Entry not filled",
        "The leader's entry filled and the copy resting on a follower has not.",
        _LOOK,
        Level.WARNING,
        sound=True,
    ),
    NoticeKind.COPY_WITHDRAWN: Usual(
        "Resting copy withdrawn", "An order that rested on a follower was cancelled.", _LOOK, Level.WARNING
    ),
    NoticeKind.CHANGE_REFUSED: Usual(
        "Change refused",
        "The broker did not change a resting order; it works on as it was.",
        "It is asked again by itself.",
        Level.WARNING,
    ),
    NoticeKind.GHOST: Usual(
        "Order without its leader",
        "An order rests on a follower and the leader has none like it.",
        "Look at the follower's working orders at its broker.",
        Level.WARNING,
    ),
    NoticeKind.GAP: Usual(
        "Leader traded unseen",
        "The leader traded while his connection was down, or a report of it went missing.",
        "The trade is not entered late. Leaving the followers as they are is the safe choice.",
        Level.WARNING,
        sound=True,
    ),
    NoticeKind.BREAKER: Usual(
        "New trades paused",
        "Too many orders or too many rejections: a follower takes no new trades before you resume it.",
        "Look at the last rejections in the activity list, then resume the follower.",
        Level.CRITICAL,
        sound=True,
    ),
    NoticeKind.OUTCOME_UNKNOWN: Usual(
        "Order without an answer",
        "The broker has not told what became of an order.",
        "It is being asked. New trades wait until the answer is there; exits do not.",
        Level.WARNING,
        sound=True,
    ),
    # risk rules
    NoticeKind.RISK_BREACH: Usual(
        "Risk rule fired",
        "A risk rule of an account has fired: it is flattened and then locked.",
        "Look at the account until its broker reports it flat.",
        Level.CRITICAL,
        sound=True,
    ),
    NoticeKind.RISK_LOCKED: Usual(
        "Account locked",
        "An account is locked: nothing is opened on it, exits go through.",
        "Look at the Risk page for what ends the lock.",
        Level.WARNING,
        sound=True,
    ),
    NoticeKind.RISK_NEAR: Usual(
        "Limit nearly reached",
        "An account has come near a limit of its risk rules.",
        "Trade smaller, or stop here.",
        Level.WARNING,
        sound=True,
    ),
    NoticeKind.RISK_WARNED: Usual(
        "Before the next trade",
        "A risk rule is saved and not armed, or the stop of a trade would reach a limit.",
        "Look at the account on the Risk page.",
        Level.WARNING,
    ),
    NoticeKind.RISK_BLIND: Usual(
        "Risk rules without figures",
        "What an account is worth is not known well enough for its rules; no rule fires by such a figure.",
        "Watch the account at its broker until its figures are back.",
        Level.WARNING,
        sound=True,
    ),
    NoticeKind.RISK_CLEARED: Usual(
        "Account opens again", "A lock, a cool-down or a window of an account has ended.", _NOTHING, Level.INFO, False
    ),
    NoticeKind.RISK_EDITED: Usual(
        "Risk rules changed",
        "Somebody has changed, armed or disarmed risk rules, or ended a lock by hand.",
        _NOTHING,
        Level.INFO,
        True,
        False,
    ),
    # accounts and lines
    NoticeKind.LINE: Usual(
        "Connection lost",
        "The line to a broker is down.",
        "It reconnects by itself; what the leader opens meanwhile is not entered late.",
        Level.WARNING,
        sound=True,
    ),
    NoticeKind.PENALTY: Usual(
        "Broker takes no requests",
        "Too much was asked of the broker through one login.",
        "New trades are held back; exits go out once, and again when it allows them. Close at the broker what cannot "
        "wait.",
        Level.CRITICAL,
        sound=True,
    ),
    NoticeKind.BUDGET_LOW: Usual(
        "Few requests left",
        "The broker will soon take no more requests from one login.",
        "Move stops and targets less often; what closing everything would take is kept.",
        Level.WARNING,
    ),
    NoticeKind.POSITION_CORRECTED: Usual(
        "Position corrected",
        "The broker reports another position than the fills that were seen.",
        "Compare the follower with its broker.",
        Level.WARNING,
    ),
    NoticeKind.FILL_CORRECTED: Usual(
        "Fill taken back",
        "The broker changed a fill after the fact.",
        "Compare the account with its broker.",
        Level.WARNING,
        sound=True,
    ),
    NoticeKind.OTHER_INSTANCE: Usual(
        "Copied by another computer",
        "Another MimikDesk trades on the same account.",
        "End one of the two.",
        Level.WARNING,
        sound=True,
    ),
    NoticeKind.LEADER_LEFT_OUT: Usual(
        "Leader left alone",
        "Something would have traded a leader's account; nothing was sent.",
        "Trade the leader on your own platform.",
        Level.WARNING,
    ),
    NoticeKind.DUPLICATE_IGNORED: Usual(
        "Fill told twice", "A broker reported a fill a second time.", _NOTHING, Level.INFO, False, False
    ),
    # flatten, and the program itself
    NoticeKind.FLATTEN_STARTED: Usual(
        "Flatten", "A flatten has begun on a follower.", _NOTHING, Level.INFO, False, False
    ),
    NoticeKind.FLAT_CONFIRMED: Usual(
        "Flat, confirmed", "The broker has confirmed that a flattened follower is flat.", _NOTHING, Level.INFO, False
    ),
    NoticeKind.RESUMED: Usual(
        "Back after a pause",
        "The computer was asleep or its clock was set; every connection is made anew.",
        "Wait until every account is connected and read again.",
        Level.WARNING,
    ),
    NoticeKind.GROUP_REFUSED: Usual(
        "Group not changed",
        "A change of a copy group came when it was not allowed any more; nothing was changed.",
        "Read the line's own words, settle what is in the way, and change the group again.",
        Level.WARNING,
    ),
    NoticeKind.PROGRAM: Usual(
        "MimikDesk", "Something about the program itself: its files, its journal, its start.", "", Level.WARNING
    ),
}
"""Every kind, the gravest subjects first."""
