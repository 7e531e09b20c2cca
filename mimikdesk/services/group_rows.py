"""Groups and accounts as the window is shown them: members, who may be chosen, and who is missing and why."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from mimikdesk.domain.accounts import Account, AccountAccess, LoginKind
from mimikdesk.domain.events import (
    AccountListed,
    CapabilitiesDeclared,
    Event,
    FollowerRemoved,
    GroupDefined,
    InstrumentListed,
    LineChanged,
    LineState,
)
from mimikdesk.domain.group import CopyGroup, FollowerSettings
from mimikdesk.domain.ids import AccountId, ConnectionId
from mimikdesk.domain.risk_events import RiskStood
from mimikdesk.domain.sentence import said
from mimikdesk.engine.membership import bars_to_another_leader, held_words, only_unread, sure
from mimikdesk.engine.state import EngineState, Follower, Group
from mimikdesk.services.group_views import (
    Candidate,
    GroupDetails,
    GroupMember,
    GroupOutcome,
    GroupsView,
    ListedContracts,
    MissingAccount,
)
from mimikdesk.services.names import Names

MOST_WORDS = 1_000
_SETS_UP = (
    AccountListed,
    CapabilitiesDeclared,
    FollowerRemoved,
    GroupDefined,
    InstrumentListed,
    LineChanged,
    RiskStood,
)


def as_it_is(group: Group) -> CopyGroup:
    """A group's settings with its switches and marks as they are now: those it was defined with may be older."""
    followers = tuple(_as_it_is(each) for each in group.followers.values())
    if group.on == group.settings.on and followers == group.settings.followers:
        return group.settings
    return replace(group.settings, on=group.on, followers=followers)


def _as_it_is(follower: Follower) -> FollowerSettings:
    settings = follower.settings
    if (settings.on, settings.breach) == (follower.on, follower.breach):
        return settings
    return replace(settings, on=follower.on, breach=follower.breach)


class GroupRows:
    def __init__(self, state: EngineState, names: Names) -> None:
        self._state = state
        self._names = names
        self._fixed: GroupsView | None = None
        self._named = names.changes
        self._words: dict[tuple[object, ...], str] = {}
        self._members: dict[AccountId, tuple[tuple[object, ...], GroupMember]] = {}

    def hear(self, event: Event) -> None:
        """What of the view an event makes old: most of it only changes when something is set up."""
        if isinstance(event, _SETS_UP):
            self.forget()

    def forget(self) -> None:
        """Somebody was set up, or is in another group, or a line has changed."""
        self._fixed = None
        self._members.clear()

    def view(self, outcomes: tuple[GroupOutcome, ...], leaving: Collection[AccountId]) -> GroupsView:
        if self._named != self._names.changes:
            self._named = self._names.changes
            self.forget()
        if self._fixed is None:
            allowed = ((account, stood.contracts) for account, stood in self._state.risks.items())
            self._fixed = GroupsView(
                candidates=tuple(self._candidates()),
                missing=tuple(self._missing()),
                contracts=tuple(self._contracts()),
                firm_limits=tuple((account, limit) for account, limit in allowed if limit is not None),
            )
        groups = tuple(self._group(group, leaving) for group in self._state.groups.values())
        return replace(self._fixed, groups=groups, outcomes=outcomes)

    def name(self, account: AccountId) -> str:
        return self._names.of(account).account.name

    # --- groups -------------------------------------------------------------------------------------------------------

    def _group(self, group: Group, leaving: Collection[AccountId]) -> GroupDetails:
        bar = next(bars_to_another_leader(self._state, group), None)
        confirm = bar is not None and only_unread(self._state, group)
        fixed = said("{name}: {why}", name=self.name(bar[0]), why=bar[1]) if bar is not None and not confirm else ""
        return GroupDetails(
            as_it_is(group),
            self._member(group.leader.account),
            tuple(self._follower(each, leaving) for each in group.followers.values()),
            fixed,
            confirm,
        )

    def _follower(self, follower: Follower, leaving: Collection[AccountId]) -> GroupMember:
        """The same as before where nothing of it has changed: this is asked for many times a second."""
        account = follower.account
        now = follower.on, follower.breach, self._held(follower), sure(self._state, follower), account in leaving
        kept = self._members.get(account)
        if kept is not None and kept[0] == now:
            return kept[1]
        member = self._member(account, *now)
        self._members[account] = now, member
        return member

    def _held(self, follower: Follower) -> str:
        """Its words are the same as long as what they are made of is."""
        made_of = tuple(
            (book.symbol, book.position, len(book.resting), bool(book.orders or book.waiting or book.obligations))
            for book in follower.books.values()
        )
        words = self._words.get(made_of)
        if words is None:
            if len(self._words) > MOST_WORDS:
                self._words.clear()
            words = self._words[made_of] = held_words(follower)
        return words

    def _member(
        self,
        account: AccountId,
        on: bool = True,
        breach: str = "",
        holds: str = "",
        sure: bool = True,
        leaving: bool = False,
    ) -> GroupMember:
        its = self._names.of(account)
        connection = its.account.connection
        practice = bool(self._names.market(connection))
        line = self._line(connection)
        name, where = its.account.name, its.connection_name
        return GroupMember(account, name, connection, where, line, practice, on, breach, holds, sure, leaving)

    # --- who may be chosen --------------------------------------------------------------------------------------------

    def _candidates(self) -> Iterator[Candidate]:
        for account in self._accounts():
            if self._taken(account.id) or account.access is AccountAccess.CLOSED:
                continue
            connection = self._names.get(account.connection)
            line = self._line(account.connection)
            yield Candidate(
                account.id,
                account.name,
                account.connection,
                self._names.connection(account.connection),
                connection.environment if connection is not None else "",
                line,
                account.access,
                account.access is AccountAccess.FULL,
                bool(self._names.market(account.connection)),
                _note(account, line),
            )

    def _missing(self) -> Iterator[MissingAccount]:
        state = self._state
        with_accounts = set()
        for account in self._accounts():
            with_accounts.add(account.connection)
            leads, follows = state.leads.get(account.id), state.follows.get(account.id)
            if leads is not None:
                why = said("It leads “{group}”.", group=leads.settings.name)
                advice = said("Give that group another leader, or remove it; then the account can be chosen.")
            elif follows is not None:
                why = said("It follows in “{group}”.", group=follows[0].settings.name)
                advice = said("Remove it from that group; then it can be chosen.")
            elif account.access is AccountAccess.CLOSED:
                why = said("The broker has closed it.")
                advice = said("Nothing can be traded on it any more; choose another account.")
            else:
                continue
            name = self._names.connection(account.connection)
            yield MissingAccount(account.id, account.name, account.connection, name, why, advice)
        for connection in self._names.connections:
            if connection.id not in with_accounts:
                words = _no_accounts(self._line(connection.id), connection.login is not LoginKind.NONE)
                yield MissingAccount(None, connection.name, connection.id, connection.name, *words)

    def _accounts(self) -> list[Account]:
        return [self._names.of(account).account for account in self._names.accounts]

    def _taken(self, account: AccountId) -> bool:
        return account in self._state.leads or account in self._state.follows

    def _line(self, connection: ConnectionId) -> LineState:
        return self._state.lines.get(connection, LineState.DISCONNECTED)

    def _contracts(self) -> Iterator[ListedContracts]:
        for connection, symbols in self._state.listed.items():
            known = [self._state.instruments[symbol] for symbol in sorted(symbols)]
            yield ListedContracts(connection, tuple(known))


def _note(account: Account, line: LineState) -> str:
    if account.access is AccountAccess.READ_ONLY:
        return said("This login only sees it: it can lead, but no order can be placed on it.")
    match line:
        case LineState.CONNECTED:
            return ""
        case LineState.RECONNECTING:
            return said("Its connection is being restored; nothing is copied before.")
        case LineState.REAUTH_REQUIRED:
            return said("Its connection wants a new sign-in; nothing is copied before.")
        case LineState.DISCONNECTED:
            return said("Its connection is switched off; nothing is copied before it is connected.")


def _no_accounts(line: LineState, signs_in: bool) -> tuple[str, str]:
    match line:
        case LineState.CONNECTED:
            return said("This login has no account."), said("Ask the broker, or add the login that has it.")
        case LineState.REAUTH_REQUIRED:
            return said("Its accounts are not known: the login was refused."), said(
                "Open Connections and sign in again."
            )
        case _ if signs_in:
            return said("Its accounts are not known yet."), said("Open Connections and connect it.")
        case _:
            return said("It has no account."), said("Add another connection.")
