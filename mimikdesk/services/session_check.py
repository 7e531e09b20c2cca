"""The session check: what every account holds and how it stands, and each difference that waits for an answer.

Shown at the start, on demand, and as the last look before a session (rule 10.1). It decides nothing: the engine holds
the opens of a follower that differs, whatever is shown or answered here.
"""

from collections.abc import Callable, Collection

from mimikdesk.domain.events import Event, LineChanged, LineState, SnapshotTaken
from mimikdesk.domain.ids import AccountId, Symbol
from mimikdesk.domain.orders import OrderReport
from mimikdesk.domain.sentence import joined
from mimikdesk.domain.time import Stamp
from mimikdesk.engine.holds import risk_held
from mimikdesk.engine.state import EngineState, Follower, Group
from mimikdesk.services.clock_skew import ClockSkew
from mimikdesk.services.differences import difference
from mimikdesk.services.names import AccountNames
from mimikdesk.services.views import CheckedAccount, CheckedDifference, CheckView, Role


class SessionCheck:
    """``accounts``: all that were set up; ``working``: the orders that wait at the broker for one of them."""

    def __init__(
        self,
        state: EngineState,
        names: Callable[[AccountId], AccountNames],
        working: Callable[[AccountId], Collection[OrderReport]],
        accounts: Collection[AccountId] = (),
        skew: ClockSkew | None = None,
    ) -> None:
        self._state = state
        self._names = names
        self._working = working
        self._accounts = accounts
        self._skew = skew if skew is not None else ClockSkew(state.connection_of)
        self._read: set[AccountId] = set()
        self._loose: dict[AccountId, tuple[tuple[Symbol, int], ...]] = {}
        self._asked_ns: int | None = None

    def ask(self, at: Stamp) -> None:
        """The user wants to see it: only what is read from now on counts as read."""
        self._asked_ns = at.mono_ns
        self._read.clear()

    def note(self, event: Event) -> None:
        match event:
            case SnapshotTaken(account=account, asked_at=asked_at):
                if self._asked_ns is None or asked_at.mono_ns >= self._asked_ns:
                    self._read.add(account)
                if account not in self._state.leads and account not in self._state.follows:
                    self._loose[account] = tuple((p.symbol, p.qty) for p in event.positions if p.qty)
            case LineChanged(connection=connection, state=line) if line is not LineState.CONNECTED:
                self._read.difference_update(self._state.accounts_of(connection))
            case _:
                pass

    def view(self) -> CheckView:
        accounts: list[CheckedAccount] = []
        differences: list[CheckedDifference] = []
        for group in self._state.groups.values():
            leader = group.leader
            held = {symbol: book.position for symbol, book in leader.books.items()}
            accounts.append(self._account(leader.account, Role.LEADER, group.settings.name, held, 0))
            for follower in group.followers.values():
                held = {symbol: book.position for symbol, book in follower.books.items()}
                foreign = sum(1 for order in follower.foreign.values() if order.size is not None and not order.complete)
                accounts.append(self._account(follower.account, Role.FOLLOWER, group.settings.name, held, foreign))
                differences += self._differences(group, follower)
        in_groups = {account.account for account in accounts}
        accounts += [
            self._account(account, None, "", dict(self._loose.get(account, ())), 0)
            for account in self._accounts
            if account not in in_groups
        ]
        reachable = [account for account in accounts if account.line is LineState.CONNECTED]
        return CheckView(
            accounts=tuple(accounts),
            differences=tuple(differences),
            complete=all(account.read for account in reachable),
            asked=self._asked_ns is not None,
        )

    def _account(
        self, account: AccountId, role: Role | None, group: str, held: dict[Symbol, int], foreign: int
    ) -> CheckedAccount:
        names = self._names(account)
        return CheckedAccount(
            account=account,
            name=names.account.name,
            connection_name=names.connection_name,
            role=role,
            group_name=group,
            line=self._state.line(account),
            read=account in self._read,
            positions=tuple((symbol, position) for symbol, position in held.items() if position),
            working_orders=len(self._working(account)),
            foreign_orders=foreign,
            skew_ns=self._skew.of(self._state.connection_of.get(account)),
            locked=risk_held(self._state, account),
        )

    def _differences(self, group: Group, follower: Follower) -> list[CheckedDifference]:
        """What waits for an answer; a flatten that is under way is one."""
        if follower.flattening is not None:
            return []
        found = []
        for book in follower.books.values():
            if book.unresolved and not (book.left or book.closing) and book.flatten is None:
                known = difference(self._state, group, follower, book)
                name = self._names(follower.account).account.name
                found.append(
                    CheckedDifference(
                        account=follower.account,
                        name=name,
                        symbol=book.symbol,
                        position=book.position,
                        leader=known.leader,
                        fitting=known.fitting,
                        text=joined((name, known.text)),
                        answers=known.answers,
                    )
                )
        return found
