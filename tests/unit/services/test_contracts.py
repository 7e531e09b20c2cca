"""A follower's broker hears in time of the contracts that its leader trades, mapped ones too."""

from decimal import Decimal
from typing import cast

import pytest

from mimikdesk.brokers.port import BrokerLink
from mimikdesk.domain.events import AccountListed, Event, GroupDefined, InstrumentListed
from mimikdesk.domain.group import CopyGroup, FollowerSettings, InstrumentMapping, MappingKind
from mimikdesk.domain.ids import AccountId, ConnectionId, GroupId, Symbol
from mimikdesk.domain.instrument import Instrument
from mimikdesk.domain.time import Stamp
from mimikdesk.engine import engine
from mimikdesk.engine.state import EngineState
from mimikdesk.services.contracts import Contracts

AT = Stamp(0, 0)
LEADS, FOLLOWS = ConnectionId("a"), ConnectionId("b")
LEADER, SAME, MINI = AccountId("a/L"), AccountId("b/S"), AccountId("b/M")
MNQ = Instrument(Symbol("MNQZ6"), "MNQ", "Z6", Decimal("0.25"), Decimal(2))


class Link:
    def __init__(self) -> None:
        self.expected: list[str] = []

    def expect(self, symbol: Symbol) -> None:
        self.expected.append(symbol)


class Desk:
    def __init__(self) -> None:
        self.state = EngineState()
        self.links = {LEADS: Link(), FOLLOWS: Link()}
        self.contracts = Contracts(self.state, lambda connection: cast(BrokerLink, self.links.get(connection)))

    def take(self, *events: Event) -> None:
        for event in events:
            engine.step(self.state, event)
            self.contracts.note(event)


def group() -> GroupDefined:
    mini = InstrumentMapping(MappingKind.TO_MINI)
    followers = FollowerSettings(SAME, Decimal(1)), FollowerSettings(MINI, Decimal(1), mapping=mini)
    return GroupDefined(CopyGroup(GroupId("g"), "G", LEADER, followers), AT)


def accounts() -> list[Event]:
    return [AccountListed(each, ConnectionId(each[0]), AT) for each in (LEADER, SAME, MINI)]


@pytest.mark.parametrize("late", ["group", "contract"])
def test_each_link_hears_once_of_what_its_followers_will_trade(late: str) -> None:
    desk = Desk()
    listed = InstrumentListed(LEADS, MNQ, AT)
    desk.take(*accounts(), *((listed, group()) if late == "group" else (group(), listed)))
    desk.take(listed, group())
    assert desk.links[FOLLOWS].expected == ["MNQZ6", "NQZ6"]


def test_a_link_that_was_made_anew_hears_of_it_again() -> None:
    desk = Desk()
    desk.take(*accounts(), group(), InstrumentListed(LEADS, MNQ, AT))
    desk.links[FOLLOWS] = Link()
    desk.take(InstrumentListed(LEADS, MNQ, AT))
    assert desk.links[FOLLOWS].expected == ["MNQZ6", "NQZ6"]
