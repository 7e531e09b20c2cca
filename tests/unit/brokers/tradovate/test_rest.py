"""Each request has one outcome; penalties hold it back, a token that ran out is renewed, and opens never go late."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from mimikdesk.brokers.budget import Priority
from mimikdesk.brokers.tradovate import facts
from mimikdesk.brokers.tradovate.hosts import hosts_at
from mimikdesk.brokers.tradovate.rest import Answer, NoAnswer, Outcome, Rest, Why
from mimikdesk.domain.time import SECOND
from tests.helpers.login_desk import MINUTE, RENEW, Desk, granted
from tests.helpers.scripted_network import Asked


class Caller:
    """A login of ten minutes' age, and requests in its name. ``outcomes``: in the order in which they came."""

    def __init__(self, *, logged_in: bool = True) -> None:
        self.desk = Desk()
        self.desk.open()
        if logged_in:
            self.desk.grant()
            self.desk.clock.advance(10 * MINUTE)
        self.rest = Rest(self.desk.clock, self.desk.network, self.desk.login, hosts_at("http://127.0.0.1:1"))
        self.outcomes: list[Outcome] = []
        self.sent = len(self.desk.network.asked)
        self._calling = False

    def get(self, priority: Priority = Priority.READ, endpoint: str = "contract/item") -> None:
        self._calling = True
        self.rest.get(endpoint, {"id": 7}, self.done, priority)
        self._calling = False
        self.desk.clock.advance(0)

    def post(self, priority: Priority) -> None:
        self._calling = True
        self.rest.post("Order/LiquidatePosition", {"accountId": 5}, self.done, priority)
        self._calling = False
        self.desk.clock.advance(0)

    def done(self, outcome: Outcome) -> None:
        assert not self._calling, "called back from inside the call"
        self.outcomes.append(outcome)

    def answer(self, answer: Callable[[Asked], None]) -> Asked:
        return self.desk.network.answer(answer)

    @property
    def only(self) -> NoAnswer:
        (outcome,) = self.outcomes
        assert isinstance(outcome, NoAnswer)
        return outcome

    @property
    def requests(self) -> list[Asked]:
        return self.desk.network.asked[self.sent :]


def test_a_query_goes_out_in_the_name_of_the_login_with_its_fields_in_the_address() -> None:
    caller = Caller()
    caller.get(endpoint="contractMaturity/Item")
    asked = caller.answer(lambda asked: asked.reply({"id": 7, "tickSize": Decimal("0.25")}))
    assert (asked.request.method, asked.path, asked.query) == ("GET", "/demo/v1/contractmaturity/item", {"id": "7"})
    assert asked.request.headers["authorization"] == "Bearer tok-1"
    assert asked.request.body == b""
    assert caller.outcomes == [Answer({"id": 7, "tickSize": Decimal("0.25")})]


def test_a_command_goes_out_with_its_fields_in_the_body() -> None:
    caller = Caller()
    caller.post(Priority.EXIT)
    asked = caller.answer(lambda asked: asked.reply({"orderId": 700_000_000_031}))
    assert (asked.request.method, asked.path) == ("POST", "/demo/v1/order/liquidateposition")
    assert asked.body == {"accountId": 5}
    assert caller.outcomes == [Answer({"orderId": 700_000_000_031})]


@pytest.mark.parametrize(
    ("payload", "status", "why", "text"),
    [
        (b"", 404, Why.MISSING, "status 404"),
        (b"", 403, Why.DENIED, "status 403"),
        ({"errorText": "No such thing."}, 400, Why.WRONG, "No such thing (status 400)"),
        ({"violations": [{"description": "must be above 0"}]}, 400, Why.WRONG, "must be above 0"),
        ({"violations": ["odd"]}, 400, Why.WRONG, "status 400"),
        ("Access is denied", 403, Why.DENIED, "Access is denied"),
        (b"", 500, Why.SERVER, "status 500"),
        (b"", 408, Why.SERVER, "status 408"),
        (b"", 302, Why.SERVER, "status 302"),
        (b"<html>", 200, Why.UNREADABLE, "status 200"),
    ],
)
def test_every_status_has_an_outcome(payload: object, status: int, why: Why, text: str) -> None:
    caller = Caller()
    caller.get()
    caller.answer(lambda asked: asked.reply(payload, status))
    assert caller.only.why is why
    assert text in caller.only.text


@pytest.mark.parametrize(("payload", "data"), [(b"", None), (b"null", None), ([], []), ({"failureReason": "x"},) * 2])
def test_an_empty_answer_is_an_answer(payload: object, data: object) -> None:
    caller = Caller()
    caller.get()
    caller.answer(lambda asked: asked.reply(payload))
    assert caller.outcomes == [Answer(data)]


@pytest.mark.rule("7.4")
@pytest.mark.parametrize(("sent", "why"), [(False, Why.OFFLINE), (True, Why.LOST)])
def test_what_may_have_arrived_is_told_from_what_certainly_did_not(sent: bool, why: Why) -> None:
    caller = Caller()
    caller.post(Priority.ORDER)
    caller.answer(lambda asked: asked.fail(sent=sent))
    assert caller.only.why is why
    caller.desk.clock.advance(60 * SECOND)
    assert len(caller.requests) == 1, "and it is not sent again"


def test_without_a_token_nothing_is_sent() -> None:
    caller = Caller(logged_in=False)
    caller.get()
    assert caller.only.why is Why.NO_TOKEN
    assert caller.requests == []


# --- penalties -------------------------------------------------------------------------------------------------------


@pytest.mark.rule("3.6")
@pytest.mark.parametrize(("status", "wait"), [(429, facts.RATE_LOCK_NS), (423, facts.ENDPOINT_LOCK_NS)])
def test_a_lock_lets_exits_alone_out(status: int, wait: int) -> None:
    caller = Caller()
    caller.get()
    caller.answer(lambda asked: asked.reply(b"", status))
    assert (caller.only.why, caller.only.wait_ns) == (Why.PENALTY, wait)
    caller.outcomes.clear()
    caller.get()
    caller.post(Priority.ORDER)
    assert [outcome.why for outcome in caller.outcomes if isinstance(outcome, NoAnswer)] == [Why.HELD, Why.HELD]
    assert len(caller.requests) == 1
    caller.post(Priority.EXIT)
    assert len(caller.requests) == 2
    caller.answer(lambda asked: asked.reply({"orderId": 1}))
    caller.desk.clock.advance(wait)
    caller.outcomes.clear()
    caller.get()
    assert caller.outcomes == []


def test_a_read_waits_out_its_ticket_and_goes_again_with_it() -> None:
    caller = Caller()
    caller.get()
    caller.answer(lambda asked: asked.reply({"p-ticket": "t-1", "p-time": 3}))
    caller.desk.clock.advance(3 * SECOND - 1)
    assert caller.desk.network.open == []
    caller.desk.clock.advance(1)
    asked = caller.answer(lambda asked: asked.reply({"id": 7}))
    assert asked.query == {"id": "7", "p-ticket": "t-1"}
    assert caller.outcomes == [Answer({"id": 7})]


@pytest.mark.rule("3.6")
@pytest.mark.parametrize("priority", [Priority.ORDER, Priority.EXIT])
def test_an_order_is_not_sent_late_by_itself_but_its_sender_gets_the_ticket(priority: Priority) -> None:
    caller = Caller()
    caller.post(priority)
    caller.answer(lambda asked: asked.reply({"p-ticket": "t-1", "p-time": 3}))
    caller.desk.clock.advance(60 * SECOND)
    assert len(caller.requests) == 1
    assert (caller.only.why, caller.only.wait_ns) == (Why.PENALTY, 3 * SECOND)
    assert caller.only.ticket is not None
    assert caller.only.ticket.value == "t-1"


def test_a_captcha_ends_the_request_and_stops_the_login_for_an_hour() -> None:
    caller = Caller()
    caller.get()
    caller.answer(lambda asked: asked.reply({"p-ticket": "t-1", "p-time": 3, "p-captcha": True}))
    assert (caller.only.why, caller.only.ticket) == (Why.PENALTY, None)
    assert caller.desk.login.penalties.wait_ns == 60 * MINUTE


def test_tickets_without_end_end_the_request() -> None:
    caller = Caller()
    caller.get()
    for _ in range(facts.TICKETS_IN_A_ROW + 1):
        assert caller.outcomes == []
        caller.answer(lambda asked: asked.reply({"p-ticket": "t-1", "p-time": 3}))
        caller.desk.clock.advance(3 * SECOND)
    assert caller.only.why is Why.PENALTY


@pytest.mark.rule("3.6")
def test_every_request_is_counted_in_the_budget_of_the_login_renewals_too() -> None:
    caller = Caller()
    counted: list[int] = []
    caller.desk.login.budget.spend = lambda now, count=1: counted.append(count)  # type: ignore[method-assign, assignment]  # to count
    caller.get()
    caller.answer(lambda asked: asked.reply({}))
    caller.desk.clock.advance(55 * MINUTE)
    assert (counted, caller.desk.network.last.path) == ([1, 1], RENEW)


# --- a token that is refused ---------------------------------------------------------------------------------------


EXPIRED = [(b"", 401), ({"errorText": "Expired Access Token"}, 200), ({"errorText": "Expired Access Token"}, 400)]


@pytest.mark.rule("3.2")
@pytest.mark.parametrize(("payload", "status"), EXPIRED)
def test_a_token_that_ran_out_is_renewed_once_and_the_request_sent_again(payload: object, status: int) -> None:
    caller = Caller()
    caller.get()
    caller.answer(lambda asked: asked.reply(payload, status))
    assert caller.answer(lambda asked: asked.reply(granted("tok-2"))).path == RENEW
    asked = caller.answer(lambda asked: asked.reply({"id": 7}))
    assert asked.request.headers["authorization"] == "Bearer tok-2"
    assert caller.outcomes == [Answer({"id": 7})]


@pytest.mark.rule("3.2")
def test_where_the_renewal_is_refused_too_the_login_asks_for_the_trader() -> None:
    caller = Caller()
    caller.get()
    caller.answer(lambda asked: asked.reply(b"", 401))
    caller.answer(lambda asked: asked.reply(b"", 401))
    caller.answer(lambda asked: asked.reply({"errorText": "Account closed"}))
    assert caller.only.why is Why.NO_TOKEN
    assert caller.desk.heard.refused == ["Account closed. Check the login, or sign in again."]


def test_a_missing_permission_is_no_missing_token_and_costs_one_renewal_for_good() -> None:
    caller = Caller()
    caller.get()
    caller.answer(lambda asked: asked.reply("Access is denied", 401))
    caller.answer(lambda asked: asked.reply(granted("tok-2")))
    caller.answer(lambda asked: asked.reply("Access is denied", 401))
    assert caller.only.why is Why.DENIED
    assert caller.desk.heard.refused == []
    for _ in range(5):
        caller.desk.clock.advance(5 * MINUTE)
        caller.outcomes.clear()
        caller.get()
        caller.answer(lambda asked: asked.reply("Access is denied", 401))
        assert caller.only.why is Why.DENIED
    assert caller.desk.paths.count(RENEW) == 1


@pytest.mark.rule("7.4")
def test_an_order_that_opens_is_not_sent_again_after_a_renewal() -> None:
    caller = Caller()
    caller.post(Priority.ORDER)
    caller.answer(lambda asked: asked.reply(b"", 401))
    caller.answer(lambda asked: asked.reply(granted("tok-2")))
    assert caller.only.why is Why.DENIED
    assert caller.desk.network.open == []


def test_a_request_does_not_wait_for_ever_for_a_renewal() -> None:
    caller = Caller()
    caller.get()
    caller.answer(lambda asked: asked.reply(b"", 401))
    caller.desk.clock.advance(15 * SECOND)
    assert caller.only.why is Why.DENIED
    caller.answer(lambda asked: asked.reply(granted("tok-2")))
    assert len(caller.outcomes) == 1
    assert caller.desk.network.open == []
