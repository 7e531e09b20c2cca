"""One socket's life: authorised with the bare token, synced once, kept alive by time, ended for a reason."""

from typing import Any

import pytest

from mimikdesk.brokers.tradovate import exact_json, facts
from mimikdesk.brokers.tradovate.ends import Cause, End
from mimikdesk.brokers.tradovate.frames import Reply
from mimikdesk.brokers.tradovate.penalty import Ticket
from mimikdesk.brokers.tradovate.requests import Unanswered
from mimikdesk.brokers.tradovate.session import Session
from mimikdesk.brokers.tradovate.tokens import Token
from mimikdesk.domain.clock import VirtualClock
from mimikdesk.domain.time import MILLISECOND, SECOND, Stamp
from tests.helpers.scripted_sockets import PlayedNetwork, PlayedSocket

TOKEN = Token("tok-1", None, 1 << 62, 1 << 62, 880_011, "alice")


class Desk:
    """A session, the server's end of its socket, and everything that its owner was told."""

    def __init__(self, token: Token = TOKEN) -> None:
        self.clock = VirtualClock()
        network = PlayedNetwork()
        self.synced: list[tuple[list[Any], Stamp]] = []
        self.props: list[Any] = []
        self.pieces: list[Any] = []
        self.statuses: list[int] = []
        self.tickets: list[Ticket] = []
        self.ends: list[End] = []
        self.junk: list[str] = []
        self.spent = 0
        self.session = Session(
            self.clock,
            network,
            "wss://demo/v1/websocket",
            token,
            self,
            lambda what, _: self.junk.append(what),
            self._spend,
        )
        (self.socket,) = network.sockets

    def _spend(self) -> None:
        self.spent += 1

    # --- Owner ----------------------------------------------------------------------------------------------------

    def on_synced(self, session: Session, pieces: list[Any], asked_at: Stamp) -> None:
        self.synced.append((pieces, asked_at))

    def on_piece(self, data: Any) -> None:
        self.pieces.append(data)

    def on_props(self, data: Any) -> None:
        self.props.append(data)

    def on_status(self, status: int) -> None:
        self.statuses.append(status)

    def on_ticket(self, ticket: Ticket) -> None:
        self.tickets.append(ticket)

    def on_ended(self, session: Session, end: End) -> None:
        self.ends.append(end)

    # --- the way in -----------------------------------------------------------------------------------------------

    def authorised(self) -> PlayedSocket:
        self.socket.open()
        self.socket.say("o")
        self.socket.answer(0)
        return self.socket

    def live(self) -> PlayedSocket:
        self.authorised().answer(1, {"users": [], "orders": []})
        self.clock.advance(facts.SYNC_QUIET_NS)
        assert self.session.live
        return self.socket

    def pass_time(self, seconds: int) -> None:
        """With the server's heartbeats."""
        for _ in range(seconds):
            self.clock.advance(SECOND)
            if not self.socket.closed:
                self.socket.say("h")


def props(entity: str, event: str | None = "Created") -> str:
    row: dict[str, Any] = {"entityType": entity, "entity": {"id": 1}}
    return f"a{exact_json.encode([{'e': 'props', 'd': row if event is None else row | {'eventType': event}}])}"


def test_it_authorises_with_the_bare_token_and_asks_once_for_everything() -> None:
    desk = Desk()
    desk.authorised()
    first, second = desk.socket.requests
    assert first == ["authorize", "0", "", "tok-1"]
    assert second[:3] == ["user/syncrequest", "1", ""]
    body = exact_json.decode(second[3])
    assert (body["users"], body["splitResponses"]) == ([880_011], True)
    assert {"order", "orderVersion", "fill", "position", "command", "commandReport"} <= set(body["entityTypes"])
    assert desk.spent == 2


def test_a_socket_that_never_says_it_is_open_is_authorised_after_a_second() -> None:
    desk = Desk()
    desk.socket.open()
    desk.clock.advance(SECOND - 1)
    assert desk.socket.requests == []
    desk.clock.advance(1)
    assert [request[0] for request in desk.socket.requests] == ["authorize"]
    desk.socket.say("o")
    assert len(desk.socket.requests) == 1


def test_a_login_without_a_user_number_asks_without_it() -> None:
    desk = Desk(Token("tok-1", None, 1 << 62, 1 << 62, None, None))
    desk.authorised()
    assert "users" not in exact_json.decode(desk.socket.requests[1][3])


@pytest.mark.parametrize(
    "more",
    [
        [],
        ['a[{"s":200,"i":1,"d":{"orders":[]}}]', 'a[{"s":200,"i":1,"d":[{"entityType":"fill","entity":{}}]}]'],
        [props("fill", None), props("position", None)],
    ],
    ids=["one piece", "more under its number", "more as events"],
)
def test_the_first_answer_is_complete_when_no_piece_of_it_has_come_for_a_while(more: list[str]) -> None:
    desk = Desk()
    desk.authorised().answer(1, {"users": []})
    for text in more:
        desk.clock.advance(facts.SYNC_QUIET_NS - 1)
        desk.socket.say(text)
    assert desk.synced == []
    desk.clock.advance(facts.SYNC_QUIET_NS)
    ((pieces, asked_at),) = desk.synced
    assert len(pieces) == 1 + len(more)
    assert asked_at == Stamp(desk.clock.now().utc_ns - desk.clock.now().mono_ns, 0)
    assert desk.props == []


def test_a_slow_line_is_waited_for_longer() -> None:
    desk = Desk()
    desk.socket.open()
    desk.socket.say("o")
    desk.clock.advance(400 * MILLISECOND)
    desk.socket.answer(0)
    desk.socket.answer(1, {"users": []})
    desk.clock.advance(1600 * MILLISECOND - 1)
    assert desk.synced == []
    desk.clock.advance(1)
    assert len(desk.synced) == 1


def test_what_happens_meanwhile_comes_after_the_snapshot() -> None:
    desk = Desk()
    desk.authorised().answer(1, {"users": []})
    desk.socket.say(props("order"))
    desk.socket.say(props("fill"))
    assert (desk.synced, desk.props) == ([], [])
    desk.clock.advance(facts.SYNC_QUIET_NS)
    assert len(desk.synced) == 1
    assert [row["entityType"] for row in desk.props] == ["order", "fill"]


def test_a_piece_that_comes_later_is_handed_on_as_such() -> None:
    desk = Desk()
    desk.live().answer(1, {"fills": [{"id": 1}]})
    assert desk.pieces == [{"fills": [{"id": 1}]}]
    assert len(desk.synced) == 1


@pytest.mark.rule("3.6")
def test_a_waiting_time_inside_an_answer_is_waited_for_and_shown_with_the_same_request() -> None:
    desk = Desk()
    desk.authorised().answer(1, {"p-ticket": "t-1", "p-time": 30, "p-captcha": False})
    assert [ticket.value for ticket in desk.tickets] == ["t-1"]
    desk.pass_time(29)
    assert len(desk.socket.requests) == 2
    desk.pass_time(1)
    endpoint, number, _, body = desk.socket.requests[2]
    assert (endpoint, exact_json.decode(body)["p-ticket"]) == ("user/syncrequest", "t-1")
    desk.socket.answer(int(number), {"users": []})
    desk.clock.advance(facts.SYNC_QUIET_NS)
    assert desk.session.live


@pytest.mark.rule("3.6")
def test_a_captcha_ends_it_for_at_least_an_hour() -> None:
    desk = Desk()
    desk.authorised().answer(1, {"p-ticket": "t", "p-time": 5, "p-captcha": True})
    (end,) = desk.ends
    assert end.wait_ns >= facts.HOUR
    assert desk.socket.closed


@pytest.mark.rule("3.2")
@pytest.mark.parametrize("step", [0, 1])
def test_a_token_that_is_not_accepted_ends_it_so(step: int) -> None:
    desk = Desk()
    desk.socket.open()
    desk.socket.say("o")
    if step:
        desk.socket.answer(0)
    desk.socket.answer(step, "Access is denied", 401)
    assert [end.cause for end in desk.ends] == [Cause.REFUSED]
    assert "Access is denied" in desk.ends[0].text


def test_heartbeats_go_out_by_time_and_not_as_answers() -> None:
    desk = Desk()
    desk.live()
    for _ in range(40):
        desk.socket.say("h")
        desk.clock.advance(SECOND // 4)
    assert desk.socket.heartbeats == 4
    assert desk.spent == 2


@pytest.mark.rule("3.3")
def test_a_socket_that_is_silent_for_15_seconds_is_dead() -> None:
    desk = Desk()
    desk.live()
    desk.clock.advance(15 * SECOND - facts.SYNC_QUIET_NS - 1)
    assert desk.ends == []
    desk.clock.advance(facts.HEARTBEAT_EVERY_NS)
    assert [end.cause for end in desk.ends] == [Cause.LOST]
    assert desk.socket.closed


@pytest.mark.rule("3.3")
@pytest.mark.parametrize("opened", [False, True])
def test_a_way_in_that_takes_too_long_is_given_up(opened: bool) -> None:
    desk = Desk()
    if opened:
        desk.authorised()
    desk.pass_time(25)
    assert [end.cause for end in desk.ends] == [Cause.LOST]


def test_an_answer_finds_who_asked_and_nobody_else_is_bothered() -> None:
    desk = Desk()
    socket, got = desk.live(), list[object]()
    number = desk.session.ask("contract/find", got.append, query="name=MNQZ6")
    assert socket.requests[-1] == ["contract/find", str(number), "name=MNQZ6", ""]
    socket.answer(number, {"id": 1})
    assert got == [Reply(number, 200, {"id": 1})]
    socket.answer(number, {"id": 1})
    socket.answer(99, {"id": 1})
    assert desk.junk == ["answer that nobody waits for"] * 2


def test_nothing_is_asked_before_it_is_live_or_after_its_end() -> None:
    desk = Desk()
    with pytest.raises(OSError, match="not connected"):
        desk.session.ask("contract/find", lambda _: None)
    desk.live().end()
    with pytest.raises(OSError, match="not connected"):
        desk.session.ask("contract/find", lambda _: None)


def test_a_lost_line_is_told_first_and_then_everything_that_was_asked_is_given_up() -> None:
    desk = Desk()
    socket, got = desk.live(), list[object]()
    desk.session.ask("order/placeorder", lambda answer: got.append((answer, len(desk.ends))))
    socket.end("reset")
    assert got == [(Unanswered("reset", lost=True), 1)]
    desk.pass_time(30)
    assert len(desk.ends) == 1


@pytest.mark.parametrize(
    ("code", "cause"),
    [
        ("Maintenance", Cause.MAINTENANCE),
        ("ConnectionQuotaReached", Cause.QUOTA),
        ("IPQuotaReached", Cause.QUOTA),
        ("SomethingNew", Cause.LOST),
    ],
)
def test_an_announced_end_says_why_whether_the_socket_closes_or_not(code: str, cause: Cause) -> None:
    for closes in (True, False):
        desk = Desk()
        desk.live().say(f'a[{{"e":"shutdown","d":{{"reasonCode":"{code}","reason":"words"}}}}]')
        assert desk.ends == []
        if closes:
            desk.socket.end("closed")
        desk.pass_time(3)
        (end,) = desk.ends
        assert end.cause is cause
        assert "words" in end.text


def test_a_close_from_this_side_is_told_to_nobody_and_gives_up_what_was_asked() -> None:
    desk = Desk()
    socket, got = desk.live(), list[object]()
    desk.session.ask("contract/find", got.append)
    desk.session.close("replaced")
    assert got == [Unanswered("replaced", lost=True)]
    socket.say(props("order"))
    socket.end("")
    desk.clock.advance(60 * SECOND)
    assert (desk.ends, desk.props) == ([], [])


def test_junk_in_between_breaks_nothing_and_is_counted() -> None:
    desk = Desk()
    for text in ("", "x", "a[", "a[null]", "a[7]", 'a[{"e":"props"}]', '{"s":200}', 'a[{"s":200}]'):
        desk.socket.listener.on_text(text)
    desk.live()
    desk.socket.say('a[{"e":"unheard","d":{}}]')
    assert desk.session.live
    assert len(desk.junk) == 8


def test_what_an_answer_tells_of_an_order_must_be_pushed_too() -> None:
    desk = Desk()
    socket, pushes = desk.live(), desk.session.pushes
    late = facts.PUSH_WITHIN_NS
    pushes.told(1, None, 0)
    pushes.told(2, "Working", 0)
    assert pushes.overdue(late - 1) is None
    assert pushes.overdue(late) == 1
    socket.push("executionReport", {"id": 5, "orderId": 1})
    assert pushes.overdue(late) == 2
    socket.push("fill", {"id": 6, "orderId": 2})
    assert pushes.overdue(late) == 2
    socket.push("order", [{"id": 2, "ordStatus": "PendingNew"}])
    assert pushes.overdue(late) == 2
    socket.push("order", [{"id": 2, "ordStatus": "Working"}])
    assert pushes.overdue(late) is None
    pushes.told(2, "Working", late)
    assert pushes.overdue(9 * late) is None
    pushes.told(2, "Canceled", late)
    assert pushes.overdue(9 * late) == 2
