"""What the window is shown of accounts at Tradovate: the whole program with the adapter, its server and no quotes."""

from decimal import Decimal
from random import Random

import pytest

from mimikdesk.brokers.port import QuoteSink, Sink
from mimikdesk.brokers.tradovate import facts
from mimikdesk.brokers.tradovate.hosts import Environment, hosts_of
from mimikdesk.brokers.tradovate.link import TradovateLink
from mimikdesk.domain.accounts import Account, Connection
from mimikdesk.domain.events import EquityReported
from mimikdesk.domain.group import CopyGroup, FollowerSettings
from mimikdesk.domain.ids import ConnectionId, GroupId
from mimikdesk.domain.time import SECOND
from mimikdesk.services.prices import Source
from mimikdesk.services.program import Program
from mimikdesk.services.views import AccountRow, Update
from tests.helpers.tradovate_money import ENDPOINT, Watched
from tests.helpers.tradovate_rig import SYMBOL
from tests.simulation.memory import Memory

T = ConnectionId("T")
POINT = 2


class Shown(Watched):
    """A leader and a follower on one login, and what the window was told last."""

    def __init__(self, *, entitled: bool = False) -> None:
        super().__init__(entitled=entitled, connect=False)
        leader, follower = self.accounts
        memory = Memory(
            [Connection(T, "Tradovate", "tradovate", "demo")],
            [Account(leader, T, "DEMO1"), Account(follower, T, "DEMO2")],
            [CopyGroup(GroupId("g"), "G", leader, (FollowerSettings(follower),))],
        )
        self.updates: list[Update] = []
        self.program = Program(self.clock, memory, memory, memory, self.updates.append, memory)
        self.program.add_link(self._make)
        self.program.start()
        self.settle()

    def _make(self, sink: Sink, quotes: QuoteSink) -> TradovateLink:
        self.own = TradovateLink(
            T,
            sink,
            self.clock,
            self.network,
            hosts_of(Environment.DEMO),
            self.login,
            symbols=[SYMBOL],
            random=Random(1),
            quotes=quotes,
        )
        return self.own

    def rows(self) -> list[AccountRow]:
        boards = [update.board for update in self.updates if update.board is not None]
        return list(boards[-1].rows)

    def worth(self, account: int) -> Decimal:
        return self.server.venue.net_liq(self.accounts_at_venue[account])


@pytest.mark.rule("11.1", "13.1")
def test_without_quotes_leader_and_follower_are_shown_at_the_brokers_price_with_its_age() -> None:
    shown = Shown()
    shown.trade(0, 2)
    shown.last("110")
    shown.pass_time(4 * facts.MONEY_EVERY_NS)
    rows = shown.rows()
    assert [row.position for row in rows] == [2, 2]
    for account, row in enumerate(rows):
        assert row.average is not None
        assert row.open_pnl == (Decimal(110) - row.average) * 2 * POINT
        assert row.net_liq == shown.worth(account)
        assert row.open_age is not None
        assert row.open_age.source in (Source.IMPLIED, Source.BROKER)
        assert not row.open_age.old


@pytest.mark.rule("3.6", "13.1")
def test_in_a_penalty_figures_grow_old_and_stay_what_they_were() -> None:
    shown = Shown()
    shown.trade(0, 2)
    shown.last("110")
    shown.pass_time(4 * facts.MONEY_EVERY_NS)
    before = [(row.open_pnl, row.net_liq) for row in shown.rows()]
    shown.server.limits.answer_next(ENDPOINT, 429)
    shown.pass_time(60 * SECOND)
    rows = shown.rows()
    assert [(row.open_pnl, row.net_liq) for row in rows] == before
    for row in rows:
        assert row.open_age is not None
        assert row.open_age.old
        assert row.worth_age is not None
        assert row.worth_age.old


def test_with_quotes_figures_are_of_now() -> None:
    shown = Shown(entitled=True)
    shown.trade(0, 2)
    shown.last("110")
    shown.settle()
    rows = shown.rows()
    assert {(row.open_age, row.worth_age) for row in rows} == {(None, None)}
    assert [row.net_liq for row in rows] == [shown.worth(0), shown.worth(1)]


def test_flat_again_both_are_worth_their_cash_now() -> None:
    shown = Shown()
    shown.trade(0, 2)
    shown.last("110")
    shown.pass_time(10 * SECOND)
    shown.trade(0, -2)
    shown.pass_time(10 * SECOND)
    rows = shown.rows()
    assert [row.position for row in rows] == [0, 0]
    assert {row.worth_age for row in rows} == {None}
    assert [row.net_liq for row in rows] == [shown.worth(0), shown.worth(1)]


@pytest.mark.rule("7.2")
def test_figures_of_a_line_from_before_a_sleep_are_history() -> None:
    shown = Shown()
    shown.trade(0, 2)
    shown.pass_time(10 * SECOND)
    before = shown.rows()[0].net_liq
    sink, at = shown.program._links.sink(T), shown.clock.now()
    shown.program._links.reconnect_all("asleep")
    sink(EquityReported(shown.accounts[0], Decimal(1), Decimal(0), None, at, at))
    shown.pass_time(SECOND // 10)
    assert shown.rows()[0].net_liq == before
