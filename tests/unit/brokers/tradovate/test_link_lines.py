"""The line under the link: sockets replaced without a gap, muted ones found out, and every end answered rightly."""

from decimal import Decimal
from itertools import pairwise

import pytest

from mimikdesk.brokers.network import Socket, SocketListener
from mimikdesk.brokers.tradovate import facts
from mimikdesk.domain.events import FillReported, OrderReported, PositionReported, SnapshotTaken
from mimikdesk.domain.orders import OrderKind
from mimikdesk.domain.time import MILLISECOND, SECOND
from tests.helpers.tradovate.options import Options, SplitShape
from tests.helpers.tradovate_rig import TradovateRig
from tests.helpers.tradovate_told import BUY, HOUR, MINUTE, SELL, Told

RENEWAL = 65 * MINUTE
"""Tokens live 80 minutes here and are renewed 15 ahead."""


def before_swap() -> Told:
    """20 ms before the token is renewed and the second socket opens."""
    told = Told()
    told.pass_time(RENEWAL - told.clock.now().mono_ns - 20 * MILLISECOND)
    assert len(told.network.sockets) == 1
    return told


# --- a socket is replaced -----------------------------------------------------------------------------------------


@pytest.mark.rule("3.2", "7.1")
def test_what_happens_while_a_socket_is_replaced_is_told_once_at_whatever_moment() -> None:
    told = before_swap()
    first = told.network.sockets[0]
    for _ in range(300):
        told.by_hand(told.accounts[0], BUY, 1)
        told.pass_time(9 * MILLISECOND)
    told.pass_time(5 * SECOND)
    assert told.network.sockets == [socket for socket in told.network.sockets if socket is not first]
    assert len(told.fills()) == len({fill.fill_id for fill in told.fills()}) == 300
    assert told.lines() == []
    assert not any(isinstance(event, SnapshotTaken) for event in told.events)
    finals = [event.order.status.value for event in told.events if isinstance(event, OrderReported)]
    assert finals.count("filled") == 300


@pytest.mark.rule("3.2", "7.4")
def test_orders_that_are_sent_while_a_socket_is_replaced_are_all_answered() -> None:
    told = before_swap()
    names = []
    for number in range(250):
        names.append(told.place(f"o{number}", BUY if number % 2 else SELL))
        told.pass_time(2 * MILLISECOND)
    told.pass_time(10 * SECOND)
    assert told.ended() == []
    assert all(told.statuses(name)[-1] == "filled" for name in names)
    assert len(told.fills()) == 250
    assert told.asked("command/list") == []


def test_a_new_token_that_cannot_be_used_yet_is_tried_again_while_the_old_socket_lives() -> None:
    told = before_swap()
    told.server.refuse_upgrades(3)
    told.pass_time(30 * SECOND)
    assert told.lines() == []
    told.place("o1")
    told.settle()
    assert told.statuses("o1")[-1] == "filled"
    told.pass_time(20 * MINUTE)
    assert told.lines() == []
    assert told.server.complaints == []


def test_the_line_is_lost_while_its_successor_is_on_its_way() -> None:
    told = before_swap()
    told.pass_time(60 * MILLISECOND)
    assert len(told.network.sockets) == 2
    told.network.sockets[0].drop("reset")
    told.pass_time(5 * SECOND)
    assert told.lines() == ["reconnecting", "connected"]
    assert [type(event) for event in told.events].count(SnapshotTaken) == 2


# --- silent take-over ---------------------------------------------------------------------------------------------


@pytest.mark.rule("3.3")
def test_an_own_order_that_is_never_pushed_finds_out_a_muted_socket() -> None:
    told = Told()
    told.server.mute(told.user)
    own = told.place("o1")
    told.pass_time(15 * SECOND)
    assert told.lines() == ["reconnecting", "connected"]
    assert "stopped telling" in told.why_reconnecting()[0]
    snapshot = next(event for event in told.events if isinstance(event, SnapshotTaken))
    assert [(order.client_order_id, order.filled) for order in snapshot.orders] == [(own, 1)]


@pytest.mark.rule("3.3")
def test_a_muted_socket_of_a_quiet_account_is_found_out_by_looking_at_the_orders() -> None:
    told = Told()
    told.server.mute(told.user)
    told.by_hand(told.accounts[0], BUY, 2)
    told.pass_time(90 * SECOND)
    assert told.lines() == ["reconnecting", "connected"]
    snapshot = next(event for event in told.events if isinstance(event, SnapshotTaken))
    assert snapshot.positions[0].qty == 2
    told.by_hand(told.accounts[0], BUY, 1)
    told.settle()
    assert len([event for event in told.events if isinstance(event, FillReported)]) == 1


def test_a_deaf_socket_is_found_out_as_well() -> None:
    told = Told()
    told.server.mute(told.user, deaf=True)
    told.pass_time(2 * MINUTE)
    assert told.lines()[:2] == ["reconnecting", "connected"]


def test_a_quiet_day_costs_one_look_a_minute_and_nothing_is_lost() -> None:
    told = Told()
    used = told.tradovate.budget.left(told.clock.now().mono_ns)
    told.pass_time(50 * MINUTE)
    assert told.lines() == []
    assert used - told.tradovate.budget.left(told.clock.now().mono_ns) <= 51


# --- ends ---------------------------------------------------------------------------------------------------------


def test_after_a_quota_a_while_passes_before_the_next_socket() -> None:
    told = Told()
    told.server.shut_down(told.user, "ConnectionQuotaReached", "too many")
    told.pass_time(facts.QUOTA_WAIT_NS - SECOND)
    assert told.network.sockets == []
    assert "too many" in told.why_reconnecting()[0]
    told.pass_time(10 * SECOND)
    assert told.lines() == ["reconnecting", "connected"]


def test_maintenance_is_told_and_waited_for() -> None:
    told = Told()
    told.server.shut_down(told.user, "Maintenance", "back at 18:00")
    told.network.unreachable = True
    told.pass_time(10 * MINUTE)
    assert told.lines() == ["reconnecting"]
    assert "back at 18:00" in told.why_reconnecting()[0]
    told.network.unreachable = False
    told.pass_time(70 * SECOND)
    assert told.lines() == ["reconnecting", "connected"]


@pytest.mark.rule("3.3")
def test_attempts_come_after_1_to_60_seconds_and_up_to_a_tenth_more(monkeypatch: pytest.MonkeyPatch) -> None:
    told = Told()
    attempts = [told.clock.now().mono_ns]
    connect = told.network.connect

    def counted(url: str, listener: SocketListener) -> Socket:
        attempts.append(told.clock.now().mono_ns)
        return connect(url, listener)

    monkeypatch.setattr(told.network, "connect", counted)
    told.network.unreachable = True
    told.lose_line()
    told.pass_time(5 * MINUTE)
    waits = [(later - earlier) / SECOND for earlier, later in pairwise(attempts)]
    for waited, least in zip(waits, [1, 2, 4, 8, 16, 32, 60, 60], strict=False):
        assert least <= waited <= min(60, least * 1.1) + 0.01
    assert len(waits) >= 7
    assert len({wait / round(wait) for wait in waits}) > 3


@pytest.mark.rule("3.2")
def test_a_login_that_is_refused_while_the_socket_lives_keeps_the_socket_for_exits() -> None:
    told = Told()
    told.hold(2)
    told.tradovate._lines.on_refused("sign in again")
    told.settle()
    assert told.lines() == []
    told.place("x", SELL, 2)
    told.settle()
    assert told.statuses("x")[-1] == "filled"
    told.lose_line()
    told.pass_time(2 * MINUTE)
    assert told.lines() == ["reauth_required"]


# --- what the first answer may look like --------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 3, 10_000])
@pytest.mark.parametrize("shape", list(SplitShape))
def test_the_first_answer_may_come_in_any_pieces(rows: int, shape: SplitShape) -> None:
    rig = TradovateRig(Options(split_rows=rows, split_shape=shape))
    rig.by_hand(rig.accounts[0], BUY, 2)
    for price in range(90, 99):
        rig.by_hand(rig.accounts[1], BUY, 1, OrderKind.LIMIT, Decimal(price))
    rig.link.open()
    rig.settle()
    told = {event.account: event for event in rig.events if isinstance(event, SnapshotTaken)}
    assert told[rig.accounts[0]].positions[0].qty == 2
    assert len(told[rig.accounts[1]].orders) == 9
    assert not any(isinstance(event, FillReported | OrderReported | PositionReported) for event in rig.events)


def test_accounts_that_are_closed_or_not_active_any_more_are_left_out() -> None:
    rig = TradovateRig()
    for name, flags in (("OLD", {"active": False}), ("SHUT", {"closed": True}), ("PUT-AWAY", {"archived": True})):
        account = rig.server.add_account(rig.user, name)
        rig.server.stores["demo"].put("account", {"id": account.id} | flags, account.id, quiet=True)
    rig.link.open()
    rig.settle()
    assert rig.link.accounts == rig.accounts


@pytest.mark.rule("7.2")
def test_a_session_that_is_told_once_more_in_the_afternoon_is_no_news() -> None:
    told = Told()
    told.by_hand(told.accounts[0], BUY, 2)
    told.place("o1")
    told.pass_time(HOUR // 2)
    told.events.clear()
    told.server.replay(told.user)
    told.settle()
    assert told.events == []
