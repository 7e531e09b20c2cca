"""The one door to the brokers: leaders are refused, orders are written down first, exits always go through."""

from decimal import Decimal

import pytest

from mimikdesk.domain.capabilities import Capabilities
from mimikdesk.domain.commands import (
    CancelAllOrders,
    CancelOrder,
    ClosePosition,
    Command,
    ModifyOrder,
    PlaceBracket,
    PlaceOco,
    PlaceOrder,
)
from mimikdesk.domain.decisions import Purpose, SendCommand
from mimikdesk.domain.errors import JournalError, LeaderRefusedError
from mimikdesk.domain.events import PastOrder, PastRecalled
from mimikdesk.domain.group import CopyGroup, FollowerSettings
from mimikdesk.domain.ids import AccountId, ClientOrderId, ConnectionId, GroupId, Symbol
from mimikdesk.domain.orders import Side
from mimikdesk.domain.time import Stamp
from mimikdesk.services.gateway import Gateway, NotSentError

LEADER, FOLLOWER, STRANGER = AccountId("c/L"), AccountId("c/F"), AccountId("c/X")
AT = Stamp(1, 1)


def order(account: AccountId, identity: str = "MK1") -> PlaceOrder:
    return PlaceOrder(account, ClientOrderId(identity), Symbol("MNQZ6"), Side.BUY, 1)


def meant(command: Command, purpose: Purpose = Purpose.OPEN) -> SendCommand:
    return SendCommand(command, purpose, "c/L|7|1", opens=1)


def every_command(account: AccountId, part: AccountId) -> list[Command]:
    """One command of each kind for ``account``; those with parts have one that names ``part``."""
    identity = ClientOrderId("MK1")
    return [
        order(account),
        PlaceOco(account, order(account), order(part)),
        PlaceOco(account, order(part), order(account)),
        PlaceBracket(account, order(part), (order(account),)),
        PlaceBracket(account, order(account), (order(account), order(part))),
        ModifyOrder(account, identity, limit=Decimal(1)),
        ClosePosition(account, identity, Symbol("MNQZ6")),
        CancelOrder(account, identity),
        CancelAllOrders(account),
    ]


class Notebook:
    """Link and intents in one, so that the order of things shows."""

    connection = ConnectionId("c")
    capabilities = Capabilities(frozenset())
    accounts = (LEADER, FOLLOWER)

    def __init__(self, broken: bool = False) -> None:
        self.done: list[str] = []
        self.broken = broken

    def append(self, order: PlaceOrder, at: Stamp, sent: SendCommand) -> None:
        if self.broken:
            raise JournalError("The disk is full.")
        self.done.append(f"written {order.client_order_id}")

    def _note(self, command: Command) -> None:
        self.done.append(type(command).__name__)

    place = place_oco = place_bracket = modify = close_position = cancel = cancel_all = _note

    def expect(self, symbol: Symbol) -> None: ...

    def refresh(self, account: AccountId) -> None:
        self.done.append(f"read {account}")

    def open(self) -> None: ...

    def reconnect(self, why: str) -> None: ...

    def close(self) -> None: ...


def gateway(notebook: Notebook) -> Gateway:
    made = Gateway(notebook)
    made.attach(notebook)
    made.define_group(CopyGroup(GroupId("g"), "Scalps", LEADER, (FollowerSettings(FOLLOWER),)))
    return made


@pytest.mark.rule("4.5")
@pytest.mark.parametrize("purpose", list(Purpose))
def test_every_kind_of_command_for_a_leader_is_refused_whatever_it_is_for(purpose: Purpose) -> None:
    notebook = Notebook()
    for command in every_command(LEADER, LEADER):
        with pytest.raises(LeaderRefusedError, match="c/L was refused"):
            gateway(notebook).send(meant(command, purpose), AT)
    assert notebook.done == []


@pytest.mark.rule("4.5")
def test_a_leader_hidden_in_a_part_of_a_followers_command_is_refused() -> None:
    notebook = Notebook()
    for command in every_command(FOLLOWER, LEADER)[1:5]:
        with pytest.raises(LeaderRefusedError):
            gateway(notebook).send(meant(command), AT)
    assert notebook.done == []


@pytest.mark.rule("4.5")
def test_a_leader_stays_refused_when_another_group_is_defined() -> None:
    notebook = Notebook()
    door = gateway(notebook)
    door.define_group(CopyGroup(GroupId("h"), "Swings", STRANGER, (FollowerSettings(AccountId("c/Y")),)))
    for account in (LEADER, STRANGER):
        with pytest.raises(LeaderRefusedError):
            door.send(meant(order(account), Purpose.CLOSE), AT)


def test_parts_for_different_accounts_are_not_sent() -> None:
    notebook = Notebook()
    with pytest.raises(NotSentError):
        gateway(notebook).send(meant(PlaceOco(FOLLOWER, order(FOLLOWER), order(STRANGER))), AT)
    assert notebook.done == []


def test_each_command_reaches_its_own_call_of_the_link() -> None:
    notebook = Notebook()
    for command in every_command(FOLLOWER, FOLLOWER):
        notebook.done.clear()
        gateway(notebook).send(meant(command), AT)
        assert notebook.done[-1] == type(command).__name__


@pytest.mark.rule("7.3")
def test_an_order_is_written_down_before_it_is_sent_and_so_is_each_part() -> None:
    notebook = Notebook()
    gateway(notebook).send(meant(order(FOLLOWER)), AT)
    assert notebook.done == ["written MK1", "PlaceOrder"]
    notebook.done.clear()
    gateway(notebook).send(meant(PlaceOco(FOLLOWER, order(FOLLOWER, "MK2"), order(FOLLOWER, "MK3"))), AT)
    assert notebook.done == ["written MK2", "written MK3", "PlaceOco"]


@pytest.mark.rule("7.3")
def test_the_order_that_a_brokers_own_close_makes_is_written_down_as_well() -> None:
    notebook = Notebook()
    close = ClosePosition(FOLLOWER, ClientOrderId("MK1"), Symbol("MNQZ6"), order(FOLLOWER))
    gateway(notebook).send(meant(close, Purpose.CLOSE), AT)
    assert notebook.done == ["written MK1", "ClosePosition"]


@pytest.mark.rule("7.1", "1.1")
@pytest.mark.parametrize(("purpose", "goes"), [(Purpose.OPEN, False), (Purpose.FLIP, False), (Purpose.CLOSE, True)])
def test_an_opening_that_an_earlier_run_has_sent_is_not_sent_again(purpose: Purpose, goes: bool) -> None:
    notebook = Notebook()
    door = gateway(notebook)
    door.recall(PastRecalled(FOLLOWER, (PastOrder(order(FOLLOWER), "c/L|7|1", 0, 1, 1),), (), "", AT))
    for command in (order(FOLLOWER), PlaceOco(FOLLOWER, order(FOLLOWER, "MK2"), order(FOLLOWER))):
        notebook.done.clear()
        if goes:
            door.send(meant(command, purpose), AT)
            assert notebook.done[-1] == type(command).__name__
        else:
            with pytest.raises(NotSentError, match="before the restart"):
                door.send(meant(command, purpose), AT)
            assert notebook.done == []
    door.send(meant(order(FOLLOWER, "MK4"), purpose), AT)
    assert notebook.done[-1] == "PlaceOrder"


@pytest.mark.rule("7.3", "1.1")
@pytest.mark.parametrize(("purpose", "goes"), [(Purpose.OPEN, False), (Purpose.FLIP, False), (Purpose.CLOSE, True)])
def test_what_cannot_be_written_down_is_not_opened_but_still_closed(purpose: Purpose, goes: bool) -> None:
    notebook = Notebook(broken=True)
    if goes:
        gateway(notebook).send(meant(order(FOLLOWER), purpose), AT)
        assert notebook.done == ["PlaceOrder"]
    else:
        with pytest.raises(NotSentError, match="disk is full"):
            gateway(notebook).send(meant(order(FOLLOWER), purpose), AT)
        assert notebook.done == []


def test_an_account_without_a_connection_is_not_sent_to_and_not_read() -> None:
    notebook = Notebook()
    door = gateway(notebook)
    with pytest.raises(NotSentError, match="no open connection"):
        door.send(meant(order(STRANGER)), AT)
    door.refresh(STRANGER)
    assert notebook.done == []


def test_a_leader_may_be_read() -> None:
    notebook = Notebook()
    gateway(notebook).refresh(LEADER)
    assert notebook.done == ["read c/L"]
