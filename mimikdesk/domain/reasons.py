"""Why a follower's decision was not a plain copy: the one table that the engine, the window and the docs use.

Each reason has a class of cause (section 8), a sentence for the log, and what the trader can do about it. Sentences
may name fields of the decision in braces; ``sentence`` fills them in.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from mimikdesk.domain.sentence import Sentence, filled


class Cause(StrEnum):
    """``RULE``: held back on purpose, not expected. ``FAILURE``: should have happened, so it stays expected.
    ``ROUTINE``: nothing to do, logged without an alert."""

    RULE = "rule"
    FAILURE = "failure"
    ROUTINE = "routine"


class Reason(StrEnum):
    GROUP_OFF = "group_off"
    FOLLOWER_OFF = "follower_off"
    REPLICATION_OFF = "replication_off"
    NOT_ON_WHITELIST = "not_on_whitelist"
    NO_MAPPING = "no_mapping"
    MAPPING_IN_USE = "mapping_in_use"
    MAX_CONTRACTS = "max_contracts"
    STARTUP_DIFFERENCE = "startup_difference"
    LEFT_BY_HAND = "left_by_hand"
    BREACHED = "breached"
    FLATTENED = "flattened"
    BEFORE_JOINING = "before_joining"
    CLOSING_ONLY = "closing_only"
    LOCKED = "locked"
    DAILY_LOSS = "daily_loss"
    WEEKLY_LOSS = "weekly_loss"
    PROFIT_TARGET = "profit_target"
    DRAWDOWN = "drawdown"
    GIVE_BACK = "give_back"
    TRADE_COUNT = "trade_count"
    OUTSIDE_HOURS = "outside_hours"
    NEWS_WINDOW = "news_window"
    COOL_DOWN = "cool_down"
    LEADER_RISK = "leader_risk"
    DRY_RUN = "dry_run"

    ORDER_BEFORE_START = "order_before_start"
    LEADER_LINE_DOWN = "leader_line_down"
    PROGRAM_SLEPT = "program_slept"
    OFFLINE = "offline"
    REAUTH_REQUIRED = "reauth_required"
    BREAKER_OPEN = "breaker_open"
    OUTCOME_UNKNOWN = "outcome_unknown"
    BUDGET_LOW = "budget_low"
    PENALTY = "penalty"
    OPPOSITE_SIDE = "opposite_side"
    REJECTED = "rejected"
    MARKET_CLOSED = "market_closed"
    NOT_SENT = "not_sent"
    EXIT_OWED = "exit_owed"
    TOO_LATE = "too_late"
    COPY_ENDED = "copy_ended"
    ENTRY_LATE = "entry_late"
    STOP_LOST = "stop_lost"
    CROSSED = "crossed"
    GUARD_CLOSED = "guard_closed"
    LIQUIDATED = "liquidated"
    REDUCED_UNSEEN = "reduced_unseen"

    ALREADY_FLAT = "already_flat"
    SIZE_UNCHANGED = "size_unchanged"
    ENTRY_UNDONE = "entry_undone"
    COPY_RESTING = "copy_resting"
    AWAITING_POSITION = "awaiting_position"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class ReasonText:
    cause: Cause
    sentence: str
    advice: str


REASONS: dict[Reason, ReasonText] = {
    Reason.GROUP_OFF: ReasonText(Cause.RULE, "The group is switched off.", "Switch the group on to copy new trades."),
    Reason.FOLLOWER_OFF: ReasonText(
        Cause.RULE, "The follower is switched off.", "Switch the follower on to copy new trades to it."
    ),
    Reason.REPLICATION_OFF: ReasonText(
        Cause.RULE, "Replication is off for this follower.", "Choose a replication mode in the group's settings."
    ),
    Reason.NOT_ON_WHITELIST: ReasonText(
        Cause.RULE, "{symbol} is not on the group's whitelist.", "Add it to the whitelist to copy it."
    ),
    Reason.NO_MAPPING: ReasonText(
        Cause.RULE,
        "No instrument on this follower stands for {symbol}.",
        "Complete the follower's instrument mapping, or trade an instrument it covers.",
    ),
    Reason.MAPPING_IN_USE: ReasonText(
        Cause.RULE,
        "Another instrument of the leader is already copied into the same one here.",
        "Wait until that position is closed; one leader instrument at a time can use a follower's instrument.",
    ),
    Reason.MAX_CONTRACTS: ReasonText(
        Cause.RULE,
        "The follower's limit of {max_contracts} contracts leaves room for {room}.",
        "Raise max contracts if the account's rules allow it.",
    ),
    Reason.STARTUP_DIFFERENCE: ReasonText(
        Cause.RULE,
        "The follower differed from the leader when copying started, and that is not settled yet.",
        "Answer the session check: adopt what it holds, flatten it, or leave it.",
    ),
    Reason.LEFT_BY_HAND: ReasonText(
        Cause.RULE,
        "You left this follower's position in {symbol} as it is; nothing is opened there before it is flat.",
        "Flatten the follower to copy again from the leader's next trade.",
    ),
    Reason.BREACHED: ReasonText(
        Cause.RULE,
        "Replication to this follower was stopped after the guard had closed what it held.",
        "Look at what happened, then switch the follower on again.",
    ),
    Reason.FLATTENED: ReasonText(
        Cause.RULE,
        "The follower was flattened after the leader had sent this order.",
        "Nothing to do: it copies again from the leader's next order.",
    ),
    Reason.BEFORE_JOINING: ReasonText(
        Cause.RULE,
        "The leader had sent this order before the follower was in the group.",
        "Nothing to do: it copies from the leader's next order on.",
    ),
    Reason.CLOSING_ONLY: ReasonText(
        Cause.RULE,
        "The account only closes: {risk}.",
        "Nothing to do: it is flattened and then locked. Look at its row until the broker reports it flat.",
    ),
    Reason.LOCKED: ReasonText(
        Cause.RULE,
        "The account is locked: {risk}.",
        "Wait until the lock ends, or unlock the account on the Risk page if it is not a self-lock.",
    ),
    Reason.DAILY_LOSS: ReasonText(
        Cause.RULE,
        "Daily loss: {risk}.",
        "Stop for today: the account opens again with the next trading day.",
    ),
    Reason.WEEKLY_LOSS: ReasonText(
        Cause.RULE,
        "Weekly loss: {risk}.",
        "Stop for this week: the account opens again with the next trading week.",
    ),
    Reason.PROFIT_TARGET: ReasonText(
        Cause.RULE,
        "Profit target: {risk}.",
        "Well done. The account opens again when its lock ends.",
    ),
    Reason.DRAWDOWN: ReasonText(
        Cause.RULE,
        "Trailing drawdown: {risk}.",
        "Ask your firm how the account stands before you unlock it on the Risk page.",
    ),
    Reason.GIVE_BACK: ReasonText(
        Cause.RULE,
        "Profit given back: {risk}.",
        "Stop for today: the account opens again with the next trading day.",
    ),
    Reason.TRADE_COUNT: ReasonText(
        Cause.RULE,
        "Trades per day: {risk}.",
        "A trade that is open can be managed and closed; a new one may begin with the next trading day.",
    ),
    Reason.OUTSIDE_HOURS: ReasonText(
        Cause.RULE,
        "Trading hours: {risk}.",
        "Wait for the next window, or change the account's trading hours on the Risk page.",
    ),
    Reason.NEWS_WINDOW: ReasonText(
        Cause.RULE,
        "News: {risk}.",
        "Wait until the window is over, or change the minutes on the Risk page.",
    ),
    Reason.COOL_DOWN: ReasonText(
        Cause.RULE,
        "Cool-down: {risk}.",
        "Take the pause. The account opens again by itself.",
    ),
    Reason.LEADER_RISK: ReasonText(
        Cause.RULE,
        "The leader's own account is held: {risk}.",
        "Close the leader by hand where his rule asks for it; this program never trades him.",
    ),
    Reason.DRY_RUN: ReasonText(
        Cause.RULE,
        "Dry run: the follower would have opened {size}; nothing was sent.",
        "End the group's dry run to copy for real; a position decided in the dry run is not entered late.",
    ),
    Reason.ORDER_BEFORE_START: ReasonText(
        Cause.FAILURE,
        "The leader's order was resting before copying started.",
        "The follower stays without this trade. Enter by hand only if you want it.",
    ),
    Reason.LEADER_LINE_DOWN: ReasonText(
        Cause.FAILURE,
        "The leader traded while his line was down, or a report of it went missing.",
        "The trade was missed and is not entered late. Leaving the follower as it is, is the safe choice.",
    ),
    Reason.PROGRAM_SLEPT: ReasonText(
        Cause.FAILURE,
        "The computer slept, or stood still, just when the leader traded.",
        "The trade is not entered late. Keep the computer awake while you trade.",
    ),
    Reason.OFFLINE: ReasonText(
        Cause.FAILURE,
        "The follower's connection was {line}.",
        "It reconnects by itself; the missed trade is not entered late.",
    ),
    Reason.REAUTH_REQUIRED: ReasonText(
        Cause.FAILURE, "The follower's login is no longer accepted.", "Open Connections and sign in again."
    ),
    Reason.BREAKER_OPEN: ReasonText(
        Cause.FAILURE,
        "New trades on this follower are paused after {breaker}.",
        "Look at the last rejections in the activity list, then resume the follower.",
    ),
    Reason.OUTCOME_UNKNOWN: ReasonText(
        Cause.FAILURE,
        "The broker has not told what became of an earlier order.",
        "It is being asked. New trades wait until the answer is there; exits do not.",
    ),
    Reason.BUDGET_LOW: ReasonText(
        Cause.FAILURE,
        "The requests that the broker still allows this login are kept for closing what is open.",
        "Wait until the broker allows more, and trade fewer accounts or fewer orders through this login.",
    ),
    Reason.PENALTY: ReasonText(
        Cause.FAILURE,
        "The broker takes no requests from this login for now.",
        "Wait until it does; close at the broker what has to be closed now.",
    ),
    Reason.OPPOSITE_SIDE: ReasonText(
        Cause.FAILURE,
        "The follower stands on the other side of the leader.",
        "Flatten the follower; it copies again from the leader's next trade.",
    ),
    Reason.REJECTED: ReasonText(
        Cause.FAILURE,
        "The broker rejected the order: “{text}”.",
        "The broker's words say why. The trade is not sent again.",
    ),
    Reason.MARKET_CLOSED: ReasonText(
        Cause.FAILURE, "The market is closed; the broker says: “{text}”.", "The trade is not sent again when it opens."
    ),
    Reason.NOT_SENT: ReasonText(
        Cause.FAILURE,
        "The order could not be sent: {text}.",
        "Nothing reached the broker. The trade is not sent again.",
    ),
    Reason.EXIT_OWED: ReasonText(
        Cause.FAILURE,
        "The follower's connection is {line}; its exit goes out the moment the line is back.",
        "If it takes long, close the position at the broker.",
    ),
    Reason.TOO_LATE: ReasonText(
        Cause.FAILURE,
        "An earlier order on the other side was not settled in time, so this one was not sent.",
        "The trade is not entered late. Leaving the follower as it is, is the safe choice.",
    ),
    Reason.COPY_ENDED: ReasonText(
        Cause.FAILURE,
        "The copy that rested at the follower's broker ended before it was filled: {text}.",
        "It is not entered late. Look at the follower's orders at its broker if you did not cancel it there.",
    ),
    Reason.ENTRY_LATE: ReasonText(
        Cause.FAILURE,
        "The leader's entry filled, and the copy resting here did not within {seconds} s.",
        "Leave it, cancel it at the broker, or set what becomes of late entries in the group's settings.",
    ),
    Reason.STOP_LOST: ReasonText(
        Cause.FAILURE,
        "The broker ended the follower's stop twice while the leader's works; the position is closed at the market.",
        "Look at the broker's words in the activity list before you trade this follower again.",
    ),
    Reason.CROSSED: ReasonText(
        Cause.FAILURE,
        "Two exits met at the broker; the contracts that came out on the other side were closed at once.",
        "Compare the follower with the leader; nothing is entered again by itself.",
    ),
    Reason.GUARD_CLOSED: ReasonText(
        Cause.FAILURE,
        "The guard has closed what the follower held here, because it did not fit the leader's position.",
        "Leave it flat: it follows again with the leader's next trade. Nothing is entered late.",
    ),
    Reason.LIQUIDATED: ReasonText(
        Cause.FAILURE,
        "The follower's broker closed the position itself: “{text}”.",
        "Look at the account's limits at its broker before you trade it again.",
    ),
    Reason.REDUCED_UNSEEN: ReasonText(
        Cause.FAILURE,
        "The leader reduced while his line was down; both accounts are compared before anything is closed.",
        "The guard closes what is too much, as the group's settings say. Close it now if you do not want to wait.",
    ),
    Reason.UNSUPPORTED: ReasonText(
        Cause.ROUTINE,
        "The follower's broker has no order like this one: {text}.",
        "Nothing rests on the follower; the leader's fill is followed with a market order.",
    ),
    Reason.ALREADY_FLAT: ReasonText(Cause.ROUTINE, "The follower is flat already.", "Nothing to do."),
    Reason.SIZE_UNCHANGED: ReasonText(
        Cause.ROUTINE, "The follower's size stays the same after rounding.", "Nothing to do."
    ),
    Reason.ENTRY_UNDONE: ReasonText(
        Cause.ROUTINE, "The leader closed again before his entry was copied.", "Nothing to do."
    ),
    Reason.AWAITING_POSITION: ReasonText(
        Cause.ROUTINE,
        "The follower holds nothing yet that this exit could close.",
        "Nothing to do: the exit rests here as soon as there is a position to protect.",
    ),
    Reason.COPY_RESTING: ReasonText(
        Cause.ROUTINE, "The copy rests at the follower's broker and fills there.", "Nothing to do."
    ),
}


_GAPS = {reason: tuple(re.findall(r"{(\w+)}", text.sentence)) for reason, text in REASONS.items()}


def sentence(reason: Reason, **numbers: object) -> Sentence:
    """The reason in words, with the decision's numbers filled in; a number that is not known shows as ``?``."""
    return filled(REASONS[reason].sentence, {gap: numbers.get(gap, "?") for gap in _GAPS[reason]})
