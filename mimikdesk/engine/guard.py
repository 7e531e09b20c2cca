"""The guard: looks at followers after every event, keeps what it finds, and has it corrected (rules 9.1 to 9.7).

It sends nothing itself. A correction lowers an obligation at the exit desk, so it can only make a position smaller,
and together with copied exits on the wire it cannot cross zero. What it finds stands in ``book.finding`` for as long
as it is true.
"""

from dataclasses import replace

from mimikdesk.domain.decisions import Decision, Found, Level, Noticed, NoticeKind, ReadAccount, SwitchedOff
from mimikdesk.domain.guard import Finding, FindingCause, FindingKind, GuardAction, GuardRule
from mimikdesk.domain.orders import standing
from mimikdesk.domain.reasons import Reason, sentence
from mimikdesk.domain.sentence import said
from mimikdesk.domain.time import MILLISECOND, SECOND, Stamp
from mimikdesk.engine import answers, exit_desk
from mimikdesk.engine.book import Book
from mimikdesk.engine.facts import facts_of, leader_behind
from mimikdesk.engine.judgement import Unsettled, Wrong, judge
from mimikdesk.engine.reads import REREAD_NS
from mimikdesk.engine.state import EngineState, Follower, Group
from mimikdesk.engine.watch import Correction

STRAY_NS = SECOND
"""After this long the order behind a fill that nobody named is read up (rule 9.4)."""

EXITS = (GuardAction.EXIT, GuardAction.EXIT_AND_PAUSE)


def look(state: EngineState, group: Group, follower: Follower, book: Book, at: Stamp, out: list[Decision]) -> bool:
    """Judge one instrument of a follower. Whether a correction was begun, or replication ended: then what rests has to
    be looked at again."""
    watch = book.watch
    if watch.look_ns is not None and watch.look_ns <= at.mono_ns:
        watch.look_ns = None  # this is the look
    if watch.correction is not None and _follow(state, follower, book, at, out):
        return True
    agrees = book.position == book.expected.qty
    if agrees and book.finding is None and not book.unresolved:
        if not book.orders:
            watch.agree()
        return False
    if watch.correction is not None:
        return False
    if _left_alone(follower, book):
        book.finding = watch.look_ns = None
        return False
    if book.unresolved:
        _ask_about(state, group, follower, book, at)
        return False
    judged = judge(facts_of(state, group, follower, book, at), group.settings.guard)
    if isinstance(judged, Unsettled):
        _read_up(state, follower, book, at, out)
        return False
    if judged is None:
        if agrees:
            watch.agree()
        book.finding = watch.look_ns = None
        return False
    return _stand(state, group, follower, book, judged, at, out)


def correct_now(state: EngineState, follower: Follower, book: Book, at: Stamp, out: list[Decision]) -> None:
    """The user wants a finding corrected at once, also where its rule only alerts. It may be older than what the books
    say by now, so it goes by these."""
    finding = book.finding
    if finding is None or finding.correcting or not book.position or book.unresolved:
        return
    sign = 1 if book.position > 0 else -1
    same = finding.expected == book.expected.qty and finding.position * sign > 0
    keep = finding.keep if finding.keep is not None and same else book.expected.held(sign)
    if keep >= book.held(sign):
        text = said("Nothing is closed in {symbol}: the follower holds no more than it should.", symbol=book.symbol)
        out.append(Noticed(NoticeKind.ANSWERED, Level.INFO, text, at, follower.account, book.symbol))
        return
    finding = replace(finding, position=book.position, expected=book.expected.qty, keep=keep)
    _correct(state, follower, book, finding, sign, keep, False, at, out)


def on_gap_ended(follower: Follower, at: Stamp) -> None:
    """A line was down and is back: what stands now is read again on both sides before it is corrected."""
    for book in follower.books.values():
        book.watch.gap_ns = at.mono_ns


# --- inner workings -------------------------------------------------------------------------------------------------


def _left_alone(follower: Follower, book: Book) -> bool:
    """Whether the guard looks away: the user trades here himself, said so, or has it flattened (rules 9.8 and 10.1)."""
    return not follower.replicates or book.left or book.flatten is not None or follower.flattening is not None


def _ask_about(state: EngineState, group: Group, follower: Follower, book: Book, at: Stamp) -> None:
    """A position from before the session: only the user can say what it is."""
    since = book.finding.since if book.finding is not None and book.finding.kind is FindingKind.STALE else at
    book.watch.look_ns = None
    book.finding = Finding(
        FindingKind.STALE,
        group.settings.group,
        follower.account,
        book.symbol,
        leader_behind(state, group, follower, book),
        book.position,
        book.expected.qty,
        GuardAction.ASK,
        None,
        FindingCause.BEFORE_START,
        Reason.STARTUP_DIFFERENCE,
        book.cause[1] if book.cause is not None else "",
        since,
        since.mono_ns,
        answers=answers.offered(state, group, follower, book),
    )


def _read_up(state: EngineState, follower: Follower, book: Book, at: Stamp, out: list[Decision]) -> None:
    """Ask for the order behind a fill that nobody named, once it has had its second."""
    watch = book.watch
    watch.look_ns = None
    if watch.stray_ns is None:
        return
    if at.mono_ns < watch.stray_ns + STRAY_NS:
        watch.look_ns = watch.stray_ns + STRAY_NS
    elif state.connected(follower.account):
        _read(follower, book, "a fill whose order is not known", at, out)
        watch.look_ns = watch.asked_ns + REREAD_NS


def _stand(
    state: EngineState, group: Group, follower: Follower, book: Book, wrong: Wrong, at: Stamp, out: list[Decision]
) -> bool:
    """A finding stands: tell it when its time has come, and correct it where that is its rule."""
    watch, rule = book.watch, wrong.rule
    before = book.finding
    since = before.since if before is not None and before.kind is wrong.kind else at
    due_ns = since.mono_ns + rule.tolerance_ms * MILLISECOND
    corrects = wrong.keep is not None and _corrects(group)
    finding = book.finding = _finding(state, group, follower, book, wrong, since, due_ns)
    if at.mono_ns < due_ns:
        watch.look_ns = due_ns
        return False
    watch.look_ns = None
    if not corrects:
        _tell(book, finding, at, out)
        return False
    if watch.gap_ns is not None and not _read_since(group, follower, max(watch.gap_ns, since.mono_ns)):
        if at.mono_ns >= watch.asked_ns + REREAD_NS:
            _read(follower, book, "before a correction", at, out)
            out.append(ReadAccount(group.leader.account, "before a correction of a follower"))
        watch.look_ns = watch.asked_ns + REREAD_NS
        return False
    sign = 1 if book.position > 0 else -1
    keep = wrong.keep if wrong.keep is not None else 0
    _correct(state, follower, book, finding, sign, keep, _pauses(group, rule), at, out)
    return True


def _finding(
    state: EngineState, group: Group, follower: Follower, book: Book, wrong: Wrong, since: Stamp, due_ns: int
) -> Finding:
    # What somebody else traded is explained by that, whatever failed before.
    cause = book.cause if wrong.cause is not FindingCause.MANUAL_TRADE else None
    return Finding(
        wrong.kind,
        group.settings.group,
        follower.account,
        book.symbol,
        leader_behind(state, group, follower, book),
        book.position,
        book.expected.qty,
        wrong.rule.action if _corrects(group) else GuardAction.ALERT,
        wrong.keep if _corrects(group) else None,
        wrong.cause,
        cause[0] if cause is not None else None,
        cause[1] if cause is not None else "",
        since,
        due_ns,
        answers=answers.offered(state, group, follower, book, wrong.kind),
    )


def _corrects(group: Group) -> bool:
    """Whether anything is corrected here at all: with the reconciler off, and in a dry run, it is only told."""
    return group.settings.guard.on and not group.settings.dry_run


def _pauses(group: Group, rule: GuardRule) -> bool:
    exits = rule.action in EXITS
    return rule.action is GuardAction.EXIT_AND_PAUSE or (exits and group.settings.guard.disable_on_breach)


def _read_since(group: Group, follower: Follower, since_ns: int) -> bool:
    return min(follower.read_ns, group.leader.read_ns) > since_ns


def _read(follower: Follower, book: Book, why: str, at: Stamp, out: list[Decision]) -> None:
    book.watch.asked_ns = at.mono_ns
    out.append(ReadAccount(follower.account, why))


def _tell(book: Book, finding: Finding, at: Stamp, out: list[Decision]) -> None:
    """Once for each state of things; the same again would be noise."""
    state = finding.position, finding.expected
    if book.watch.told != state:
        book.watch.told = state
        out.append(Found(finding, at))


def _correct(
    state: EngineState,
    follower: Follower,
    book: Book,
    finding: Finding,
    sign: int,
    keep: int,
    pauses: bool,
    at: Stamp,
    out: list[Decision],
) -> None:
    finding = book.finding = replace(finding, correcting=True, answers=())
    book.watch.told = None
    _tell(book, finding, at, out)
    book.watch.correction = Correction(finding, sign, keep, pauses)
    if pauses:
        follower.breach = _breach(finding)
    exit_desk.lower(book, sign, keep, f"guard|{book.symbol}|{finding.kind}|{at.utc_ns}", at.mono_ns)
    exit_desk.work(state, follower, book, at, out)


def _follow(state: EngineState, follower: Follower, book: Book, at: Stamp, out: list[Decision]) -> bool:
    """See a correction through: it is over when nothing is owed and the broker reports what the books say (9.6).
    Whether the follower was switched off after it."""
    doing = book.watch.correction
    assert doing is not None
    sure = state.connected(follower.account) and follower.ready and not follower.gap
    told = book.reported in (None, book.position) and book.doubt is None
    if doing.sign in book.obligations or book.orders or not sure or not told:
        return False
    book.watch.correction = None
    book.watch.rogue = False
    if book.held(doing.sign) <= doing.keep:
        if book.position == book.expected.qty:
            book.share = book.expected.share
        elif book.expected.qty:
            book.cause = (Reason.GUARD_CLOSED, sentence(Reason.GUARD_CLOSED))
        out.append(Noticed(NoticeKind.IN_LINE, Level.INFO, _in_line(doing, book), at, follower.account, book.symbol))
    book.finding = None
    if doing.pauses:
        follower.on = False
        follower.breach = follower.breach or _breach(doing.finding)  # the user may have switched it on meanwhile
        out.append(SwitchedOff(follower.account, follower.breach, at))
    return doing.pauses


def _in_line(doing: Correction, book: Book) -> str:
    finding = doing.finding
    closed = abs(finding.position) - book.held(doing.sign)
    return said(
        "Follower brought back in line: {rest}",
        rest=said(
            "it held {held} {symbol}, {expected} was expected; {closed} closed, it is {now} now.",
            held=standing(finding.position),
            symbol=book.symbol,
            expected=standing(finding.expected),
            closed=closed,
            now=standing(book.position),
        ),
    )


def _breach(finding: Finding) -> str:
    return said(
        "It held {held} {symbol} while the leader was {his}; all of it was closed and replication to it was stopped.",
        held=standing(finding.position),
        symbol=finding.symbol,
        his=standing(finding.leader),
    )
