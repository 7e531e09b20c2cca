"""The network on a clock moved by hand: latency, order, and each kind of trouble."""

from decimal import Decimal

import pytest

from mimikdesk.brokers.network import HttpFailure, HttpReply, HttpRequest
from mimikdesk.brokers.practice.wire import Delay
from mimikdesk.domain.orders import Side
from mimikdesk.domain.time import MILLISECOND, SECOND
from tests.helpers.tradovate.client import DEMO, MNQ, Place, RawSocket
from tests.helpers.tradovate.memory_network import FrameFaults, MemoryNetwork
from tests.helpers.tradovate.wire import Row


def test_each_direction_takes_its_time_and_nothing_is_told_from_inside_a_call() -> None:
    place = Place()
    place.network = MemoryNetwork(place.clock, place.server, Delay(3 * MILLISECOND), Delay(5 * MILLISECOND))
    socket = RawSocket(place)
    place.settle(8 * MILLISECOND - 1)
    assert not socket.opened
    with pytest.raises(OSError, match="not open"):
        socket.socket.send("[]")
    place.settle(1)
    assert socket.opened
    socket.socket.send("contract/find\n5\nname=MNQZ6\n")
    place.settle(8 * MILLISECOND - 1)
    assert [m for m in socket.messages() if m.get("i") == 5] == []
    place.settle(1)
    assert [m["s"] for m in socket.messages()] == [401]


def test_messages_of_one_direction_keep_their_order_though_their_delays_differ() -> None:
    place = Place()
    place.network = MemoryNetwork(place.clock, place.server, Delay(0, 9 * MILLISECOND), Delay(0, 9 * MILLISECOND))
    socket = RawSocket(place)
    place.settle(SECOND)
    for number in range(40):
        socket.socket.send(f"account/list\n{number}\n\n")
    place.settle(SECOND)
    assert [m["i"] for m in socket.messages()] == list(range(40))


def test_closing_is_told_once_and_nothing_comes_after_it() -> None:
    place = Place()
    socket = place.socket()
    socket.socket.send("account/list\n9\n\n")
    socket.socket.close()
    socket.socket.close()
    assert [socket.closed, socket.frames] == [None, []]
    place.settle(SECOND)
    assert [socket.closed, socket.frames] == ["", []]
    assert place.server.sockets == []


def test_a_broken_line_loses_what_is_under_way_and_both_ends_notice() -> None:
    place = Place()
    socket = place.socket()
    got: list[HttpReply | HttpFailure] = []
    place.network.fetch(HttpRequest("GET", f"{DEMO}/account/list", {}), got.append)
    socket.socket.send(f"order/placeorder\n9\n\n{place.order()}")
    place.network.drop_lines()
    place.settle(SECOND)
    assert socket.closed == "connection reset by peer"
    assert got == [HttpFailure(True, "connection reset by peer")]
    assert place.server.venue.position(place.account.venue, MNQ) == 0
    assert place.server.sockets == []


def test_a_line_may_die_without_a_sign() -> None:
    place = Place()
    socket = place.socket()
    place.network.freeze()
    assert socket.ask("account/list", 2) is None
    place.settle(10 * SECOND)
    assert (socket.frames, socket.closed) == ([], None)


def test_a_command_is_lost_over_the_socket_and_over_http() -> None:
    place = Place()
    socket = place.socket()
    token = place.token()
    place.network.lose_next_command(2)
    assert socket.ask("order/placeorder", 2, body=place.order()) is None
    got: list[HttpReply | HttpFailure] = []
    place.network.fetch(HttpRequest("POST", f"{DEMO}/order/placeorder", {}, b"{}", SECOND), got.append)
    assert socket.ask("account/list", 3)["s"] == 200
    place.settle(SECOND)
    assert got == [HttpFailure(True, "no reply in time")]
    assert "orderId" in place.http("POST", "order/placeorder", place.order(), token)[1]


def test_an_answer_is_lost_while_its_command_is_carried_out() -> None:
    place = Place()
    socket = place.socket()
    place.network.lose_next_answer()
    assert socket.ask("order/placeorder", 2, body=place.order(clOrdId="c-1")) is None
    assert "fill Created" in socket.told()
    assert [row["clOrdId"] for row in socket.ask("command/list", 3)["d"]] == ["c-1"]


def test_what_cannot_be_reached_was_not_sent() -> None:
    place = Place()
    place.network.unreachable = True
    got: list[HttpReply | HttpFailure] = []
    place.network.fetch(HttpRequest("GET", f"{DEMO}/account/list", {}), got.append)
    socket = RawSocket(place)
    place.settle()
    assert got == [HttpFailure(False, "network is unreachable")]
    assert socket.closed == "network is unreachable"


def told_with(faults: FrameFaults) -> tuple[list[str], list[str], list[Row]]:
    """Frames with messages, and what they told of a few orders."""
    place = Place()
    socket = place.socket()
    place.network.faults = faults
    for number in range(2, 6):
        socket.ask("order/placeorder", number, body=place.order(kind="Limit", price=99))
    place.settle(5 * SECOND)
    return [f for f in socket.frames if f.startswith("a")], socket.told(), [m for m in socket.messages() if "i" in m]


def test_frames_are_split_joined_and_reordered_and_tell_the_same() -> None:
    plain, told, answers = told_with(FrameFaults())
    split, split_told, _ = told_with(FrameFaults(split=1.0))
    joined, joined_told, _ = told_with(FrameFaults(join=1.0))
    _, reordered_told, _ = told_with(FrameFaults(reorder=1.0))
    assert split_told == joined_told == told
    assert len(split) > len(plain) > len(joined)
    assert len(split) == len(told) + len(answers)
    assert reordered_told != told
    assert sorted(reordered_told) == sorted(told)


def test_pushes_are_repeated_and_answers_are_not() -> None:
    _, told, answers = told_with(FrameFaults())
    _, twice, once = told_with(FrameFaults(duplicate=1.0))
    assert len(twice) == 2 * len(told)
    assert len(once) == len(answers) == 4


def test_late_frames_keep_back_those_behind_them() -> None:
    place = Place()
    socket = place.socket()
    place.network.faults = FrameFaults(late=1.0, late_by=300 * MILLISECOND)
    place.server.hand(place.account).place(MNQ, Side.BUY, 1)
    place.settle(200 * MILLISECOND)
    place.network.faults = FrameFaults()
    place.server.hand(place.account).place(MNQ, Side.SELL, 1)
    place.settle(100 * MILLISECOND)
    assert socket.frames == []
    place.settle(SECOND)
    assert [row["action"] for kind, event, row in socket.pushes("order") if event == "Created"] == ["Buy", "Sell"]


def test_junk_comes_beside_what_is_told() -> None:
    place = Place()
    socket = place.socket()
    place.network.faults = FrameFaults(junk=1.0)
    place.market.move(MNQ, Decimal(101))
    place.settle(20 * SECOND)
    assert "h" in socket.frames
    assert len({frame for frame in socket.frames if frame != "h"}) > 3
