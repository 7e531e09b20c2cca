"""Groups and accounts as the window is shown them: members, who may be chosen, and who is missing and why."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from mimikdesk.domain.accounts import Account, AccountAccess, LoginKind
from mimikdesk.domain.events import LineState
from mimikdesk.domain.group import CopyGroup
from mimikdesk.domain.ids import AccountId, ConnectionId
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


def as_it_is(group: Group) -> CopyGroup:
    """A group's settings with its switches and marks as they are now: those it was defined with may be older."""
    followers = tuple(replace(each.settings, on=each.on, breach=each.breach) for each in group.followers.values())
    return replace(group.settings, on=group.on, followers=followers)


class GroupRows:
    def __init__(self, state: EngineState, names: Names) -> None:
        self._state = state
        self._names = names

    def view(self, outcomes: tuple[GroupOutcome, ...], leaving: Collection[AccountId]) -> GroupsView:
        allowed = ((account, stood.contracts) for account, stood in self._state.risks.items())
        return GroupsView(
            groups=tuple(self._group(group, leaving) for group in self._state.groups.values()),
            candidates=tuple(self._candidates()),
            missing=tuple(self._missing()),
            contracts=tuple(self._contracts()),
            outcomes=outcomes,
            firm_limits=tuple((account, limit) for account, limit in allowed if limit is not None),
        )

    def name(self, account: AccountId) -> str:
        return self._names.of(account).account.name

    # --- groups -------------------------------------------------------------------------------------------------------

    def _group(self, group: Group, leaving: Collection[AccountId]) -> GroupDetails:
        bars = bars_to_another_leader(self._state, group)
        confirm = bool(bars) and only_unread(self._state, group)
        fixed = said("{name}: {why}", name=self.name(bars[0][0]), why=bars[0][1]) if bars and not confirm else ""
        return GroupDetails(
            as_it_is(group),
            self._member(group.leader.account),
            tuple(self._follower(each, leaving) for each in group.followers.values()),
            fixed,
            confirm,
        )

    def _follower(self, follower: Follower, leaving: Collection[AccountId]) -> GroupMember:
        return replace(
            self._member(follower.account),
            on=follower.on,
            breach=follower.breach,
            holds=held_words(follower),
            sure=sure(self._state, follower),
            leaving=follower.account in leaving,
        )

    def _member(self, account: AccountId) -> GroupMember:
        its = self._names.of(account)
        connection = its.account.connection
        return GroupMember(
            account,
            its.account.name,
            connection,
            its.connection_name,
            self._line(connection),
            bool(self._names.market(connection)),
        )

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
