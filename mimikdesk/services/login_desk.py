"""A login on its way to a connection: tried, looked at, kept. One at a time, under the number the window gave it.

What a try has found waits here for the trader's word; of its secrets nothing goes to the window, and nothing stays
after the keyring has them.
"""

import re
from dataclasses import replace

from mimikdesk.domain.accounts import Account, Connection
from mimikdesk.domain.decisions import Level
from mimikdesk.domain.events import PastRecalled
from mimikdesk.domain.ids import ConnectionId, account_id
from mimikdesk.domain.sentence import said
from mimikdesk.services import connection_words as words
from mimikdesk.services.broker_forms import BrokerForm, form_of
from mimikdesk.services.connections import Connections, told
from mimikdesk.services.logins import FailureKind, FoundLogin, LoginFailure, LoginForm, Try
from mimikdesk.services.views import LoginStage, LoginView


class LoginDesk:
    def __init__(self, connections: Connections) -> None:
        self.connections = connections
        self._parts = connections.parts
        self._forms = tuple(broker.form for broker in self._parts.brokers.values())
        self._trial: _Trial | None = None
        self.view: LoginView | None = None

    @property
    def forms(self) -> tuple[BrokerForm, ...]:
        return self._forms

    def try_login(self, attempt: int, form: LoginForm, again: ConnectionId | None) -> None:
        self._give_up()
        self._show(LoginView(attempt, LoginStage.TRYING, said("Connecting...")))
        trial = self._trial = _Trial(self, attempt, form, again)
        failure = self._refused_beforehand(form, again)
        if failure is not None:
            trial.failed(failure)
            return
        tester = self._parts.brokers[form.broker].tester
        assert tester is not None
        trial.handle = tester.start(form, trial)

    def cancel(self, attempt: int) -> None:
        if self._trial is not None and self._trial.attempt == attempt and not self._trial.keeping:
            self._give_up()
            self._show(None)

    def keep(self, attempt: int, name: str) -> None:
        """Keep what was found: the secrets in the keyring, the rest in the database, then connect."""
        trial = self._trial
        if trial is None or trial.attempt != attempt or trial.found is None or trial.keeping:
            return
        trial.keeping = True
        self._show(LoginView(attempt, LoginStage.KEEPING, said("Saving..."), trial.found.accounts))
        if trial.again is not None:
            self._keep_again(trial, trial.found, trial.again)
        else:
            self._keep_new(trial, trial.found, name.strip())

    def close(self) -> None:
        self._give_up()

    # --- what a try tells ---------------------------------------------------------------------------------------------

    def progressed(self, trial: "_Trial", text: str) -> None:
        if trial is self._trial:
            self._show(LoginView(trial.attempt, LoginStage.TRYING, text))

    def ended(self, trial: "_Trial", result: FoundLogin | LoginFailure) -> None:
        if trial is not self._trial:
            return
        if isinstance(result, FoundLogin):
            failure = self._refused(trial, result)
            if failure is None:
                trial.found = result
                self._show(LoginView(trial.attempt, LoginStage.FOUND, accounts=result.accounts))
                return
            result = failure
        self._fail(trial, result)

    # --- rule 3.7 and its kin -----------------------------------------------------------------------------------------

    def _refused_beforehand(self, form: LoginForm, again: ConnectionId | None) -> LoginFailure | None:
        """What can be said without asking the broker, whose patience with logins is short."""
        broker = self._parts.brokers.get(form.broker)
        described = form_of(self._forms, form.broker)
        way = described.way(form.way)
        if broker is None or broker.tester is None or way is None:
            return words.nobody_there(described.title)
        if way.missing:
            return words.closed_way(way.missing)
        if again is not None:
            return None if self.connections.names.get(again) is not None else words.gone_meanwhile()
        for its in self._of_the_same(form):
            if form.user and its.user.casefold() == form.user.casefold():
                return words.same_login(its.name)
        return None

    def _refused(self, trial: "_Trial", found: FoundLogin) -> LoginFailure | None:
        form = trial.form
        if trial.again is not None:
            its = self.connections.names.get(trial.again)
            if its is None:
                return words.gone_meanwhile()
            if its.user_id and its.user_id != found.user_id:
                return words.other_login(its, found)
        for other in self._of_the_same(form):
            if other.id == trial.again:
                continue
            if other.user_id == found.user_id:
                return words.same_login(other.name)
            theirs = self.connections.names.accounts_of(other.id)
            for account in found.accounts:
                if any(account.name == each.name or account.venue_id == each.venue_id != "" for each in theirs):
                    return words.same_account(account.name, other.name)
        if not found.accounts:
            described = form_of(self._forms, form.broker)
            titles = [described.environment(key).title for key, _ in found.elsewhere]
            return words.no_accounts(described.environment(form.environment).title, found.elsewhere, titles)
        return None

    def _of_the_same(self, form: LoginForm) -> list[Connection]:
        connections = self.connections.names.connections
        return [its for its in connections if (its.broker, its.environment) == (form.broker, form.environment)]

    # --- keeping ------------------------------------------------------------------------------------------------------

    def _keep_new(self, trial: "_Trial", found: FoundLogin, name: str) -> None:
        names, form = self.connections.names, trial.form
        if not name or any(its.name.casefold() == name.casefold() for its in names.connections):
            text = words.name_taken(name) if name else said("A connection needs a name.")
            trial.keeping = False
            self._show(LoginView(trial.attempt, LoginStage.FOUND, text, found.accounts))
            return
        connection = Connection(
            ConnectionId(_slug(f"{form.broker}-{form.environment}-{found.user_id}")),
            name,
            form.broker,
            form.environment,
            login=form.way,
            user=found.user or form.user,
            user_id=found.user_id,
            device=found.device,
        )
        self._keep(trial, found, connection)

    def _keep_again(self, trial: "_Trial", found: FoundLogin, again: ConnectionId) -> None:
        its = self.connections.names.get(again)
        if its is None:
            self._fail(trial, words.gone_meanwhile())
            return
        self._keep(
            trial,
            found,
            replace(
                its,
                login=trial.form.way,
                user=found.user or its.user,
                user_id=found.user_id,
                device=found.device or its.device,
                on=True,
            ),
        )

    def _keep(self, trial: "_Trial", found: FoundLogin, connection: Connection) -> None:
        parts, at = self._parts, self.connections.clock.now()
        accounts = tuple(
            Account(account_id(connection.id, each.name), connection.id, each.name, each.venue_id, each.access)
            for each in found.accounts
        )
        new = [account.id for account in accounts if account.id not in self.connections.links.known]

        def work() -> tuple[bool, list[PastRecalled]]:
            parts.store.save_login(connection, accounts)
            kept = parts.keys.keep(connection.id, found.keys)
            return kept, [parts.past.recall(account, at) for account in new] if parts.past is not None else []

        def done(result: tuple[bool, list[PastRecalled]] | Exception) -> None:
            if isinstance(result, Exception):
                self._fail(trial, LoginFailure(FailureKind.NOT_KEPT, told(result), said("Nothing was added.")))
                return
            trial.found = None
            kept, past = result
            self._put_in(trial, connection, accounts, past)
            if trial is self._trial:
                self._trial = None
                self._show(
                    LoginView(
                        trial.attempt,
                        LoginStage.DONE,
                        accounts=found.accounts,
                        connection=connection.id,
                        for_this_run=not kept,
                    )
                )

        parts.background.run(work, done)

    def _put_in(
        self, trial: "_Trial", connection: Connection, accounts: tuple[Account, ...], past: list[PastRecalled]
    ) -> None:
        desk = self.connections
        desk.names.put(connection, accounts)
        desk.note(connection.id, "")
        if trial.again is None:
            desk.say(words.added(connection, len(accounts)), Level.INFO)
        else:
            desk.say(words.signed_in(connection), Level.INFO)
        desk.hang_up(connection, accounts, past)

    # --- inner workings -----------------------------------------------------------------------------------------------

    def _give_up(self) -> None:
        trial, self._trial = self._trial, None
        if trial is not None and trial.handle is not None:
            trial.handle.cancel()

    def _fail(self, trial: "_Trial", failure: LoginFailure) -> None:
        if trial is self._trial:
            self._trial = None
            self._show(LoginView(trial.attempt, LoginStage.FAILED, failure=failure))

    def _show(self, view: LoginView | None) -> None:
        self.view = view
        self.connections.changed = True


class _Trial:
    """One try; the ``LoginReport`` that its tester tells."""

    def __init__(self, desk: LoginDesk, attempt: int, form: LoginForm, again: ConnectionId | None) -> None:
        self._desk = desk
        self.attempt = attempt
        self.form = form
        self.again = again
        self.handle: Try | None = None
        self.found: FoundLogin | None = None
        self.keeping = False

    def progress(self, text: str) -> None:
        self._desk.progressed(self, text)

    def ok(self, found: FoundLogin) -> None:
        self._desk.ended(self, found)

    def failed(self, failure: LoginFailure) -> None:
        self._desk.ended(self, failure)


def _slug(text: str) -> str:
    """An id that can stand in an account's id and in a file's name. The same login gets the same id again, so that what
    it did before is known."""
    return re.sub(r"[^A-Za-z0-9_.-]+", "-", text)
