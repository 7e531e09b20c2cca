"""The state of the whole window in one word, and the problems in it, worst first. No widgets here.

The window shows the first problem in its attention strip; the tray shows the word.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from mimikdesk.domain.decisions import Level
from mimikdesk.domain.events import LineState
from mimikdesk.domain.ids import AccountId, Symbol
from mimikdesk.gui import format as fmt
from mimikdesk.gui.translate import Later, later, plural, told, tr
from mimikdesk.services.views import AccountRow, BoardView, FindingRow, Remedy, Role, RowState


class WindowState(StrEnum):
    EMPTY = "empty"
    """No copy group yet."""
    IN_STEP = "in_step"
    ATTENTION = "attention"
    PAUSED = "paused"
    """Every group is switched off: nothing new is copied."""
    DISCONNECTED = "disconnected"
    """No line to any account stands."""

    @property
    def stopped(self) -> bool:
        """Nothing can be copied at all; the frame of the window says so."""
        return self in (WindowState.PAUSED, WindowState.DISCONNECTED)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that wants the trader's eye. ``text`` is a whole sentence, ``cause`` another or "". Without a remedy
    and without answers of its ``finding`` there is nothing to press but to read what happened. ``steps``: what to do
    now, safest first."""

    level: Level
    account: AccountId
    account_name: str
    text: str
    cause: str
    remedy: Remedy
    symbol: Symbol | None = None
    finding: FindingRow | None = None
    steps: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[AccountId, Symbol | None, bool]:
        """What stays the same while its words change."""
        return self.account, self.symbol, self.finding is not None


@dataclass(frozen=True, slots=True)
class Summary:
    state: WindowState
    sentence: str
    problems: tuple[Problem, ...] = ()


LINE_WORDS = {
    LineState.CONNECTED: later("Summary", "connected"),
    LineState.RECONNECTING: later("Summary", "reconnecting"),
    LineState.REAUTH_REQUIRED: later("Summary", "sign in again"),
    LineState.DISCONNECTED: later("Summary", "disconnected"),
}

_LINE_TEXT = {
    LineState.RECONNECTING: later("Summary", "The line to {0} is lost; it is being restored."),
    LineState.REAUTH_REQUIRED: later("Summary", "{0} no longer accepts the login. Sign in again."),
    LineState.DISCONNECTED: later("Summary", "{0} is disconnected."),
}


_WRONG_STEPS = (
    later("Summary", "Compare the account with its broker before you do anything else."),
    later(
        "Summary",
        "Flatten the follower if you do not know why it differs; it copies again from the leader's next trade.",
    ),
)
_HELD_STEPS = (
    later("Summary", "Nothing is lost: exits still go through, and missed entries are not made late."),
    later("Summary", "Read in the activity list why new trades are held back, then let them through again."),
)
_FLATTEN_STEPS = (
    later("Summary", "Wait for the broker to report flat; the row clears only then."),
    later("Summary", "If it takes long, close the position at the broker."),
)
_LINE_STEPS = (
    later("Summary", "The line is restored by itself; until then nothing is opened on its accounts."),
    later("Summary", "If an account of this login holds a position that you want closed, close it at the broker."),
)


def summarise(board: BoardView) -> Summary:
    """Judge a board as it is shown."""
    if not board.groups:
        return Summary(WindowState.EMPTY, tr("Summary", "No copy group yet"))
    problems = tuple(sorted(_problems(board), key=lambda problem: problem.level is not Level.CRITICAL))
    if all(row.line is not LineState.CONNECTED for row in board.rows):
        return Summary(WindowState.DISCONNECTED, tr("Summary", "Stopped: no account is connected"), problems)
    if not any(group.on for group in board.groups):
        return Summary(WindowState.PAUSED, tr("Summary", "Stopped: copying is paused in every group"), problems)
    if problems:
        sentence = plural("Summary", "{0} problem to look at", "{0} problems to look at", len(problems))
        return Summary(WindowState.ATTENTION, sentence, problems)
    followers = len({row.account for row in board.rows if row.role is Role.FOLLOWER})
    return Summary(WindowState.IN_STEP, plural("Summary", "In step: {0} follower", "In step: {0} followers", followers))


def _problems(board: BoardView) -> Iterable[Problem]:
    """What the guard found first, then other wrong positions, then followers that are held, then lines."""
    yield from (_found(finding) for finding in board.findings)
    told = {(finding.account, finding.symbol) for finding in board.findings}
    rows = [row for row in board.rows if row.symbol is None or (row.account, row.symbol) not in told]
    wrong = [row for row in rows if row.state is RowState.OUT_OF_STEP and _has_own_problem(row)]
    yield from (_out_of_step(row) for row in sorted(wrong, key=lambda row: (not row.divergence, row.position == 0)))
    yield from (_flattening(row) for row in rows if row.state is RowState.FLATTENING)
    lines: dict[str, AccountRow] = {}
    for row in board.rows:
        if row.line is not LineState.CONNECTED:
            lines.setdefault(row.connection, row)
    yield from (_line(row) for row in lines.values())


def _has_own_problem(row: AccountRow) -> bool:
    """Whether something is wrong with the account itself, and not only with its line, which is told once for all."""
    return row.role is Role.FOLLOWER and (bool(row.divergence) or row.line is LineState.CONNECTED)


def _found(row: FindingRow) -> Problem:
    remedy = Remedy.NONE if row.answers else Remedy.FLATTEN if row.correcting else Remedy.NONE
    return Problem(
        row.level,
        row.account,
        row.account_name,
        told(row.text),
        told(row.cause),
        remedy,
        row.symbol,
        row,
        tuple(told(step) for step in row.steps),
    )


def _out_of_step(row: AccountRow) -> Problem:
    if not row.divergence:
        text = tr("Summary", "New trades on {0} are held back.", row.name)
        return Problem(
            Level.WARNING,
            row.account,
            row.name,
            text,
            told(row.cause),
            row.remedy,
            row.symbol,
            steps=_shown(_HELD_STEPS),
        )
    holds, should = fmt.side(row.position), fmt.side(row.expected or 0)
    if row.symbol:
        holds = f"{holds} {row.symbol}" if row.position else tr("Summary", "{0} in {1}", holds, row.symbol)
    text = tr("Summary", "{0} is {1}, but should be {2}.", row.name, holds, should)
    level = Level.CRITICAL if row.position and not row.expected else Level.WARNING
    return Problem(
        level, row.account, row.name, text, told(row.cause), row.remedy, row.symbol, steps=_shown(_WRONG_STEPS)
    )


def _flattening(row: AccountRow) -> Problem:
    text = tr("Summary", "{0} is being flattened.", row.name)
    return Problem(
        Level.WARNING,
        row.account,
        row.name,
        text,
        told(row.cause),
        Remedy.NONE,
        row.symbol,
        steps=_shown(_FLATTEN_STEPS),
    )


def _line(row: AccountRow) -> Problem:
    text = _LINE_TEXT[row.line].tr(row.connection_name)
    return Problem(Level.WARNING, row.account, row.name, text, "", Remedy.NONE, steps=_shown(_LINE_STEPS))


def _shown(steps: tuple[Later, ...]) -> tuple[str, ...]:
    return tuple(step.tr() for step in steps)
