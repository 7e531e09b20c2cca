"""The notifications (rule 13.4): what is told at the bell, beside the tray and by sound, until it has been seen.

Made from the engine's own records. Equal ones within a minute count up in one row; a critical one asks again until it
is acknowledged or until what it is about is over. Nothing here shows or plays anything: whoever tells the trader reads
the rows.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from mimikdesk.domain.clock import Clock, TimerHandle
from mimikdesk.domain.decisions import Decision, FollowerDecided, Found, Level, Noticed, NoticeKind, SwitchedOff
from mimikdesk.domain.guard import Finding
from mimikdesk.domain.ids import AccountId, Symbol
from mimikdesk.domain.reasons import REASONS
from mimikdesk.domain.sentence import said
from mimikdesk.domain.time import SECOND, Stamp
from mimikdesk.engine.state import EngineState
from mimikdesk.services import alert_words as words
from mimikdesk.services.alerts_over import is_over
from mimikdesk.services.names import AccountNames
from mimikdesk.services.views import AlertRow
from mimikdesk.settings.alerts import USUAL, AlertSettings

COLLAPSE_NS = 60 * SECOND
"""An equal notification within this time of the last one counts up in its row."""

MOST = 200
"""Rows that are kept: what was seen goes first, then the oldest of what is not critical."""

_TEST = said("This is a test. Nothing has happened.")

Key = tuple[NoticeKind, str, Symbol | None, str]
"""What makes two notifications equal: kind, account (or connection), symbol, reason."""

_GRAVITY = list(Level)


@dataclass(slots=True)
class _Entry:
    row: AlertRow
    key: Key
    account: AccountId | None
    last_mono_ns: int
    repeat: bool

    @property
    def rings(self) -> bool:
        asks = self.repeat or self.row.level is Level.CRITICAL
        return asks and not self.row.acknowledged and not self.row.over


class Alerts:
    """Keeps the rows and the one timer of those that ask again: all ask together, so that several do not make a siren.
    ``settings`` may be changed at any time; it holds for what comes from then on."""

    def __init__(self, state: EngineState, clock: Clock, names: Callable[[AccountId], AccountNames]) -> None:
        self.settings = AlertSettings()
        self._state = state
        self._clock = clock
        self._names = names
        self._number = 0
        self._entries: dict[int, _Entry] = {}
        self._newest: dict[Key, _Entry] = {}
        self._timer: TimerHandle | None = None
        self._changed = False
        self._stale = False

    @property
    def waiting(self) -> bool:
        """Whether ``drain`` has something new."""
        return self._changed

    def drain(self) -> tuple[AlertRow, ...] | None:
        """All rows, newest first; None when nothing changed since the last time."""
        if self._stale:
            self._settle()
        if not self._changed:
            return None
        self._changed = False
        return tuple(entry.row for entry in reversed(self._entries.values()))

    def note(self, decisions: Iterable[Decision], at: Stamp) -> bool:
        """Raise what these decisions call for. True when a critical one is among it: the window is told at once."""
        self._stale = True
        critical = False
        for decision in decisions:
            match decision:
                case Noticed():
                    critical |= self._noticed(decision)
                case FollowerDecided(reason=reason) if reason is not None:
                    critical |= self._decided(decision, at)
                case Found(finding=finding):
                    critical |= self._found(finding, decision.at)
                case SwitchedOff():
                    critical |= self._switched_off(decision)
                case _:
                    pass
        return critical

    def say(self, text: str, level: Level, at: Stamp) -> bool:
        """What the program has to say of itself; plain news raise nothing. True when it is critical."""
        if level is Level.INFO:
            return False
        return self._raise(NoticeKind.PROGRAM, level, None, None, text, at, reason=text)

    def take_back(self, numbers: Iterable[int]) -> None:
        """These have not been seen after all. What is gone, or was never at the bell, stays as it is."""
        for number in numbers:
            entry = self._entries.get(number)
            if entry is not None and entry.row.bell:
                self._put(entry, replace(entry.row, acknowledged=False))
        self._stale = True
        self._keep_time()

    def acknowledge(self, number: int | None = None) -> None:
        """The trader has seen one, or all with None. A number that is gone already is nothing."""
        for entry in list(self._entries.values()) if number is None else [self._entries.get(number)]:
            if entry is not None and not entry.row.acknowledged:
                self._put(entry, replace(entry.row, acknowledged=True))
        self._keep_time()

    def test(self, kind: NoticeKind, at: Stamp) -> None:
        """Tell one of this kind, made up, as the settings have it. It never counts as over by itself."""
        self._raise(kind, USUAL[kind].level, None, None, _TEST, at, "", reason=f"test {at.mono_ns}", test=True)

    def close(self) -> None:
        """Ring no more; the program ends."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    # --- what raises one ------------------------------------------------------------------------------------------

    def _noticed(self, notice: Noticed) -> bool:
        kind, usual = notice.kind, USUAL[notice.kind]
        if notice.level is Level.INFO and usual.level is not Level.INFO:
            return False  # the milder sister of a warning: a line that is back, a hand trade where that is meant
        advice = REASONS[notice.reason].advice if notice.reason is not None else usual.advice
        reason = notice.reason or ""
        return self._raise(kind, notice.level, notice.account, notice.symbol, notice.text, notice.at, advice, reason)

    def _decided(self, decided: FollowerDecided, at: Stamp) -> bool:
        told = words.decided(decided)
        if told is None:
            return False
        kind, text, advice = told
        level, reason = USUAL[kind].level, decided.reason or ""
        return self._raise(kind, level, decided.follower, decided.symbol, text, at, advice, reason)

    def _found(self, finding: Finding, at: Stamp) -> bool:
        title, level, text, advice = words.found(finding)
        kind, reason = NoticeKind.FINDING, str(finding.kind)
        return self._raise(kind, level, finding.account, finding.symbol, text, at, advice, reason, title)

    def _switched_off(self, decision: SwitchedOff) -> bool:
        kind = NoticeKind.BREACH
        return self._raise(kind, USUAL[kind].level, decision.account, None, decision.breach, decision.at)

    def _raise(
        self,
        kind: NoticeKind,
        level: Level,
        account: AccountId | None,
        symbol: Symbol | None,
        text: str,
        at: Stamp,
        advice: str | None = None,
        reason: str = "",
        title: str = "",
        *,
        test: bool = False,
    ) -> bool:
        channels = self.settings.channels(kind)
        level = channels.level or level
        bell = channels.bell or level is Level.CRITICAL
        if not (bell or channels.tray or channels.sound):
            return False
        names = self._names(account) if account is not None else None
        name, who = (names.account.name, str(account)) if names is not None else ("", "")
        if kind is NoticeKind.LINE and names is not None:
            name, who = names.connection_name, str(names.account.connection)  # one line, however many accounts
        usual = USUAL[kind]
        self._number += 1
        row = AlertRow(
            number=self._number,
            kind=kind,
            level=level,
            account_name=name,
            symbol=symbol,
            title=title or usual.title,
            text=words.without_title(text, title or usual.title),
            advice=usual.advice if advice is None else advice,
            first_ns=at.utc_ns,
            last_ns=at.utc_ns,
            count=1,
            acknowledged=not bell,
            sound=channels.sound,
            tray=channels.tray,
            bell=bell,
            test=test,
        )
        entry = _Entry(row, (kind, who, symbol, reason), account, at.mono_ns, channels.repeat)
        self._enter(entry, at)
        self._keep_time()
        return level is Level.CRITICAL

    def _enter(self, entry: _Entry, at: Stamp) -> None:
        """A row of its own, or one more in the row of an equal one that has not been seen yet."""
        row, key = entry.row, entry.key
        before = self._newest.get(key)
        if before is not None and at.mono_ns - before.last_mono_ns <= COLLAPSE_NS and before.row.bell == row.bell:
            old = before.row
            if not old.acknowledged or not old.bell:
                before.repeat = entry.repeat
                self._collapse(before, row, at)
                return
        self._entries[row.number] = self._newest[key] = entry
        self._changed = True
        while len(self._entries) > MOST:
            self._drop(min(self._entries.values(), key=_worth))

    def _collapse(self, entry: _Entry, row: AlertRow, at: Stamp) -> None:
        old = entry.row
        if row.kind is NoticeKind.LINE and at.mono_ns == entry.last_mono_ns:
            return  # the same loss of the same line, told for another of its accounts
        level = max(old.level, row.level, key=_GRAVITY.index)
        anew = old.over or level is not old.level
        entry.last_mono_ns = at.mono_ns
        row = replace(row, number=old.number, first_ns=old.first_ns, level=level, count=old.count + 1)
        self._put(entry, replace(row, rings=old.rings + anew))

    def _drop(self, entry: _Entry) -> None:
        del self._entries[entry.row.number]
        if self._newest.get(entry.key) is entry:
            del self._newest[entry.key]
        self._changed = True

    def _put(self, entry: _Entry, row: AlertRow) -> None:
        if row != entry.row:
            entry.row = row
            self._changed = True

    # --- time -----------------------------------------------------------------------------------------------------

    def _settle(self) -> None:
        """Mark what is over. Only an event can end it, so it is looked at once for all events of a batch."""
        self._stale = False
        for entry in self._entries.values():
            row = entry.row
            if not row.acknowledged and not row.over and is_over(self._state, row.kind, entry.account, row.symbol):
                self._put(entry, replace(row, over=True))
        self._keep_time()

    def _keep_time(self) -> None:
        ringing = any(entry.rings for entry in self._entries.values())
        if ringing and self._timer is None:
            self._timer = self._clock.call_later(self.settings.repeat_s * SECOND, self._ring)
        elif not ringing:
            self.close()

    def _ring(self) -> None:
        self._timer = None
        self._settle()
        for entry in self._entries.values():
            if entry.rings:
                self._put(entry, replace(entry.row, rings=entry.row.rings + 1))


def _worth(entry: _Entry) -> tuple[bool, bool, int]:
    """How much a row deserves to stay when there are too many."""
    return not entry.row.acknowledged, entry.row.level is Level.CRITICAL, entry.row.number
