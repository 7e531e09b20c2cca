"""What the guard has found, as the trader reads it: what stands, why, and what to do now, worst first.

Besides the guard's own findings there is one thing that it does not judge and that he must see all the same: an exit
that does not get through. Times of day stay out of the sentences: the window tells ``since_ns`` in the trader's own
time.
"""

from collections.abc import Callable, Iterator

from mimikdesk.domain.decisions import Level
from mimikdesk.domain.guard import Finding, FindingCause, FindingKind, GuardAction
from mimikdesk.domain.ids import AccountId, Symbol
from mimikdesk.domain.orders import standing
from mimikdesk.domain.sentence import said
from mimikdesk.domain.time import Stamp
from mimikdesk.engine.book import Book, Obligation
from mimikdesk.engine.state import EngineState, Group
from mimikdesk.services.views import FindingRow

WORST = (
    FindingKind.OPPOSITE_SIDE,
    FindingKind.ORPHAN,
    FindingKind.ROGUE_TRADE,
    FindingKind.OVER_SIZE,
    FindingKind.STALE,
    FindingKind.UNDER_SIZE,
    FindingKind.MISSED_ENTRY,
)
"""Kinds of findings, worst first: what loses money while nobody looks comes before what only earns none."""

_CRITICAL = {FindingKind.OPPOSITE_SIDE, FindingKind.ORPHAN, FindingKind.ROGUE_TRADE}

REFUSALS = 2
"""Exits refused in a row from which one counts as not getting through; a single one is tried again at once."""

_CAUSES = {
    FindingCause.OFFLINE: said("The follower's line was down at the time."),
    FindingCause.LEADER_OFFLINE: said("The leader's line was down at the time."),
    FindingCause.REJECTED: said("The broker rejected the copy."),
    FindingCause.HELD_BACK: said("The trade was held back."),
    FindingCause.PARTIAL: said("The copy was filled in part only."),
    FindingCause.MANUAL_TRADE: said("The account was traded by hand, or by another program."),
    FindingCause.AHEAD_OF_LEADER: said("The copy filled before the leader's order."),
    FindingCause.BEFORE_START: said("It stood so when copying started."),
    FindingCause.UNKNOWN: said("The cause is not known."),
}

STEPS: dict[FindingKind, tuple[str, ...]] = {
    FindingKind.MISSED_ENTRY: (
        said("Leave it flat. A late entry has another price and another risk than the leader's."),
        said("It copies again from the leader's next trade; until then there is nothing to do."),
        said(
            "If you want the trade all the same, enter it by hand at the broker: up to the expected size it "
            "counts as a copy."
        ),
    ),
    FindingKind.UNDER_SIZE: (
        said("Leave it as it is. The leader's exits are copied by share, so the smaller position ends with his."),
        said(
            "If you want the full size, add the rest by hand at the broker: up to the expected size it counts "
            "as a copy."
        ),
    ),
    FindingKind.OVER_SIZE: (
        said("Close what is too much. Only the excess is closed, the rest follows the leader."),
        said("Look in the activity list where the excess came from before the leader's next trade."),
        said("Leave it only if you want to manage the position yourself: nothing is opened here until it is flat."),
    ),
    FindingKind.ORPHAN: (
        said("Close it. The leader is out, so nothing will ever close this position for you."),
        said("Check at the broker that no order is left working on the account."),
        said("Leave it only if you want to manage the position yourself: nothing is opened here until it is flat."),
    ),
    FindingKind.OPPOSITE_SIDE: (
        said(
            "Close it. The position works against the leader's, and some firms treat that as hedging between accounts."
        ),
        said("Pause the group until you know how it got there: nothing new is opened, the guard and exits go on."),
        said("Note the incident: the activity list has every order with its time, for the firm if it asks."),
    ),
    FindingKind.ROGUE_TRADE: (
        said("Close what does not belong to the copy."),
        said("Find out who traded: another program or a phone on the same login, a leftover order, or somebody else."),
        said("If you did not trade it yourself, change the password of the login."),
    ),
    FindingKind.STALE: (
        said("Flatten it if you do not know where it comes from: then it starts clean with the leader's next trade."),
        said("Adopt it, where that is offered, if it is the leader's trade of before: it then follows his exits."),
        said("Leave it if you manage it yourself: nothing is opened here until it is flat."),
    ),
}
"""What to do now, safest first."""

STUCK_STEPS = (
    said("Close it now at the broker, by hand or by phone. Ask later why it would not close."),
    said("Keep MimikDesk open: it goes on trying and never closes more than the account holds."),
    said("Then look at the broker's words in the activity list before you trade this follower again."),
)


FLAT_STEPS = (
    said("Answer with Flatten: it stays flat, and copies again from the leader's next trade."),
    said("If you want the trade all the same, enter it by hand at the broker."),
)

CLOSED_STEPS = (
    said("Keep MimikDesk open: the exit is kept and goes out by itself when the market opens."),
    said("If it cannot wait, ask the broker's trade desk what can be done before the opening."),
)


class Findings:
    """``name``: how an account is called in the window."""

    def __init__(self, state: EngineState, name: Callable[[AccountId], str]) -> None:
        self._state = state
        self._name = name
        self._stuck_since: dict[tuple[AccountId, Symbol, int], int] = {}

    def rows(self, now: Stamp) -> tuple[FindingRow, ...]:
        """Everything that stands now, worst first."""
        found = [
            row
            for group in self._state.groups.values()
            for follower in group.followers.values()
            for book in follower.books.values()
            for row in self._of(group, book, now)
        ]
        found.sort(key=_how_bad)
        return tuple(row for _, _, row in found)

    def _of(self, group: Group, book: Book, now: Stamp) -> Iterator[tuple[bool, int, FindingRow]]:
        stuck = stuck_exit(book)
        if stuck is not None:
            yield True, abs(book.position), self._stuck(group, book, stuck, now)
        elif book.finding is not None:
            yield False, abs(book.position), self._found(book, book.finding)

    def _found(self, book: Book, finding: Finding) -> FindingRow:
        acts = finding.keep is not None and not finding.correcting
        correcting = finding.correcting or book.closing
        name = self._name(finding.account)
        return FindingRow(
            group=finding.group,
            account=finding.account,
            account_name=name,
            symbol=finding.symbol,
            kind=finding.kind,
            action=finding.action,
            level=Level.CRITICAL if finding.kind in _CRITICAL and _astray(finding) else Level.WARNING,
            text=said("{name} {stands}", name=name, stands=stands(finding)),
            cause=cause_of(finding),
            since_ns=finding.since.utc_ns,
            due_ns=finding.since.utc_ns + finding.due_ns - finding.since.mono_ns if acts else None,
            correcting=correcting,
            steps=FLAT_STEPS if finding.kind is FindingKind.STALE and not finding.position else STEPS[finding.kind],
            answers=finding.answers,
        )

    def _stuck(self, group: Group, book: Book, owed: Obligation, now: Stamp) -> FindingRow:
        name = self._name(book.account)
        key = (book.account, book.symbol, owed.since_ns)
        since = self._stuck_since.setdefault(key, now.utc_ns - max(0, now.mono_ns - owed.since_ns))
        will_not = said("cannot close while the market is closed") if owed.market_closed else said("will not close")
        to = said("flat") if owed.limit == 0 else said("at most {limit}", limit=owed.limit)
        return FindingRow(
            group=group.settings.group,
            account=book.account,
            account_name=name,
            symbol=book.symbol,
            kind=book.finding.kind if book.finding else _shape(owed),
            action=GuardAction.EXIT if owed.limit == 0 else GuardAction.TRIM,
            level=Level.CRITICAL,
            text=said(
                "{name} {holding} and {will_not}: it should be {to}.",
                name=name,
                holding=holding(book.position, book.symbol),
                will_not=will_not,
                to=to,
            ),
            cause=book.cause[1] if book.cause is not None else said("The broker has not confirmed the exit."),
            since_ns=since,
            due_ns=None,
            correcting=True,
            steps=CLOSED_STEPS if owed.market_closed else STUCK_STEPS,
            answers=(),
        )


def stuck_exit(book: Book) -> Obligation | None:
    """An exit that is owed and does not get through, None where there is none."""
    for sign, owed in book.obligations.items():
        if book.held(sign) > owed.limit and (owed.stuck_told or owed.refused >= REFUSALS):
            return owed
    return None


def holding(position: int, symbol: Symbol) -> str:
    """“holds 2 MNQZ6”, “is short 2 MNQZ6”, “is flat in MNQZ6”."""
    if position == 0:
        return said("is flat in {symbol}", symbol=symbol)
    return (
        said("holds {position} {symbol}", position=position, symbol=symbol)
        if position > 0
        else said("is short {position} {symbol}", position=-position, symbol=symbol)
    )


def cause_of(finding: Finding) -> str:
    """Why, in a sentence: the engine's own where it knows more than the class of the cause."""
    return finding.text or _CAUSES[finding.cause]


def stands(finding: Finding) -> str:
    """The rest of the sentence that begins with the account's name."""
    holds = holding(finding.position, finding.symbol)
    leader = said("the leader is {his}", his=standing(finding.leader))
    his = leader if finding.leader else said("leader is flat")
    if finding.position * finding.expected > 0:
        should = said("and should hold {size}", size=abs(finding.expected))
    else:
        should = said("and should be {size}", size=standing(finding.expected))
    match finding.kind:
        case FindingKind.ORPHAN | FindingKind.OPPOSITE_SIDE:
            return said("{holds}, {his}.", holds=holds, his=his)
        case FindingKind.ROGUE_TRADE:
            return said("{holds} after a trade that was not copied, {should}.", holds=holds, should=should)
        case FindingKind.STALE if not finding.position:
            return said("{holds}, while {leader} from before this session.", holds=holds, leader=leader)
        case FindingKind.STALE:
            return said("{holds} from before this session, {his}.", holds=holds, his=his)
        case _:
            return said("{holds} {should}.", holds=holds, should=should)


def _astray(finding: Finding) -> bool:
    """Whether it holds something on a side where nothing is expected."""
    return finding.position != 0 and finding.position * finding.expected <= 0


def _shape(owed: Obligation) -> FindingKind:
    return FindingKind.OVER_SIZE if owed.limit else FindingKind.ORPHAN


def _how_bad(found: tuple[bool, int, FindingRow]) -> tuple[bool, bool, int, int, int, AccountId, Symbol]:
    stuck, size, row = found
    serious = row.level is Level.CRITICAL
    return (not stuck, not serious, WORST.index(row.kind), -size, row.since_ns, row.account, row.symbol)
