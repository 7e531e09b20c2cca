"""The demo workspace with a real journal and an account more, on a clock moved by hand, for tests of groups."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from mimikdesk.app.assembly import Changes, Running, Workspace, build, open_workspace
from mimikdesk.app.demo import ACCOUNTS, DEMO_GROUP, LEADER, SPARE, make_demo_workspace
from mimikdesk.app.options import Options
from mimikdesk.brokers.practice.market import StillMarket
from mimikdesk.domain.accounts import Account, AccountAccess
from mimikdesk.domain.clock import VirtualClock
from mimikdesk.domain.errors import JournalError
from mimikdesk.domain.group import CopyGroup
from mimikdesk.domain.ids import AccountId, ConnectionId, GroupId, Symbol, account_id
from mimikdesk.domain.orders import Side
from mimikdesk.domain.time import MILLISECOND, Stamp
from mimikdesk.services.group_draft import FollowerDraft, GroupDraft, draft_of
from mimikdesk.services.group_views import GroupDetails, GroupOutcome, GroupsView
from mimikdesk.services.views import Update
from tests.unit.services.connection_stage import Cabinet, ClockBackground

MNQ = Symbol("MNQZ6")
PRACTICE, PRACTICE_B = ConnectionId("practice"), ConnectionId("practice-b")
EXTRA = Account(account_id(PRACTICE, "PA-04"), PRACTICE, "PA-04")
PA3, PB2 = (account.id for account in SPARE)
PA4 = EXTRA.id
PA1, PA2, PB1 = (account.id for account in ACCOUNTS[1:])
LEADS = LEADER.id


class FailingStore:
    """The journal's store. ``broken``: what the next save or removal says; ``before_save``: done just before it."""

    def __init__(self, workspace: Workspace) -> None:
        self._store = workspace.journal.store
        self.broken: Exception | None = None
        self.saved: list[CopyGroup] = []
        self.before_save: Callable[[], None] | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def save_group(self, group: CopyGroup) -> None:
        begun, self.before_save = self.before_save, None
        if begun is not None:
            begun()
        broken, self.broken = self.broken, None
        if broken is not None:
            raise broken
        self._store.save_group(group)
        self.saved.append(group)


class GroupStage:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = VirtualClock()
        self.updates: list[Update] = []
        self.attempt = 0
        self._open(first=True)

    def _open(self, *, first: bool = False) -> None:
        at = self.clock.now()
        self.workspace = open_workspace(self.folder, Options(), at)
        if first:
            assert make_demo_workspace(self.workspace.journal.store)
            self.workspace.journal.store.save_account(EXTRA)
        self.store = FailingStore(self.workspace)
        background = ClockBackground(self.clock)
        self.running: Running = build(
            self.clock,
            self.workspace.journal.store,
            self.workspace.journal.recorder,
            self.workspace.intents,
            self.updates.append,
            seed=1,
            market=StillMarket(depth=500, levels=30),
            past=self.workspace.journal,
            changes=Changes(self.store, Cabinet(), background, {}),
        )
        self.program = self.running.program
        self.running.start()
        self.wait(2_000)

    def close(self) -> Stamp:
        done: list[bool] = []
        self.running.stop(lambda: done.append(True))
        self.wait(4_000)
        assert done == [True]
        assert self.workspace.close(self.clock.now())
        return self.clock.now()

    def restart(self) -> None:
        self.close()
        self._open()

    def wait(self, ms: int = 500) -> None:
        self.clock.advance(ms * MILLISECOND)

    def trade(self, qty: int, by: AccountId = LEADS) -> None:
        """An account trades so many signed contracts at the market, by hand."""
        self.running.venue.hand(by).place(MNQ, Side.of(qty), abs(qty))
        self.wait()

    def add_account(
        self,
        name: str,
        connection: ConnectionId = PRACTICE,
        access: AccountAccess = AccountAccess.FULL,
        *,
        saved: bool = True,
    ) -> AccountId:
        """An account that the login has brought. ``saved``: it is in the database too."""
        account = Account(account_id(connection, name), connection, name, access=access)
        if saved:
            self.workspace.journal.store.save_account(account)
        its = self.program._names.get(connection)
        assert its is not None
        self.program._names.put(its, (account,))
        self.program._touch()
        return account.id

    def held(self, account: AccountId) -> int:
        return self.running.venue.position(account, MNQ)

    def cut_off(self, connection: ConnectionId) -> None:
        """Its line is lost for a while."""
        self.program.disconnect(connection)
        self.wait(1_000)

    # --- wishes -------------------------------------------------------------------------------------------------------

    def save(self, draft: GroupDraft, *, confirmed: bool = False) -> GroupOutcome:
        self.attempt += 1
        self.program.save_group(self.attempt, draft, confirmed)
        return self.outcome()

    def ask(self, wish: Callable[..., None], *arguments: object) -> GroupOutcome:
        """A removal, with its number put before the arguments."""
        self.attempt += 1
        wish(self.attempt, *arguments)
        return self.outcome()

    def outcome(self, attempt: int | None = None) -> GroupOutcome:
        self.wait(100)
        found = self.view.outcome(attempt or self.attempt)
        assert found is not None
        return found

    # --- looking ------------------------------------------------------------------------------------------------------

    @property
    def view(self) -> GroupsView:
        self.program.collect()
        return next(update.groups for update in reversed(self.updates) if update.groups is not None)

    @property
    def group(self) -> GroupDetails:
        return next(each for each in self.view.groups if each.settings.group == DEMO_GROUP)

    @property
    def draft(self) -> GroupDraft:
        """The demo group as an edit begins."""
        return draft_of(self.group.settings)

    @property
    def followers(self) -> list[AccountId]:
        return [each.account for each in self.group.followers]

    def kept(self, group: GroupId = DEMO_GROUP) -> CopyGroup | None:
        """What the database has."""
        return next((each for each in self.workspace.journal.store.groups() if each.group == group), None)

    @property
    def texts(self) -> list[str]:
        self.program.collect()
        return [row.text for update in self.updates for row in update.activity]


def new_draft(name: str = "Second", leader: AccountId = PA3, *followers: AccountId) -> GroupDraft:
    chosen = followers or (PA4,)
    return GroupDraft(name=name, leader=leader, followers=tuple(FollowerDraft(each, Decimal(1)) for each in chosen))


DISK_FULL = JournalError("The disk is full. Make room and try again.")
