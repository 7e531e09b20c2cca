"""Penalties last as long as the broker says, and never hold back an exit."""

from decimal import Decimal

import pytest

from mimikdesk.brokers.budget import Budget, Priority
from mimikdesk.brokers.tradovate import facts
from mimikdesk.brokers.tradovate.penalty import Penalties, Ticket, retry_after_ns, ticket_in, with_ticket
from mimikdesk.domain.clock import VirtualClock
from mimikdesk.domain.time import SECOND

MINUTE = 60 * SECOND


@pytest.mark.parametrize(
    ("payload", "ticket"),
    [
        ({"p-ticket": "t", "p-time": 15}, Ticket("t", 15 * SECOND, False, "")),
        ({"p-ticket": "t", "p-time": "15"}, Ticket("t", 15 * SECOND, False, "")),
        ({"p-ticket": "t", "p-time": Decimal("1.5")}, Ticket("t", 1_500_000_000, False, "")),
        ({"p-ticket": 7, "p-time": 0}, Ticket("7", 0, False, "")),
        ({"p-ticket": "t"}, Ticket("t", facts.USUAL_TICKET_WAIT_NS, False, "")),
        ({"p-ticket": "t", "p-time": -1}, Ticket("t", facts.USUAL_TICKET_WAIT_NS, False, "")),
        ({"p-ticket": "t", "p-time": "soon"}, Ticket("t", facts.USUAL_TICKET_WAIT_NS, False, "")),
        ({"p-ticket": "t", "p-time": True}, Ticket("t", facts.USUAL_TICKET_WAIT_NS, False, "")),
        ({"p-ticket": "t", "p-time": 10**40}, Ticket("t", facts.LONGEST_TICKET_WAIT_NS, False, "")),
        ({"p-ticket": "t", "p-time": 9, "p-message": "slow"}, Ticket("t", 9 * SECOND, False, "slow")),
        ({"p-ticket": "t", "p-time": 15, "p-captcha": False}, Ticket("t", 15 * SECOND, False, "")),
        ({"p-ticket": "t", "p-time": 15, "p-captcha": True}, Ticket("t", facts.CAPTCHA_STOP_NS, True, "")),
        ({"p-captcha": True, "p-time": 7_200}, Ticket("", 7_200 * SECOND, True, "")),
        ({"accessToken": "a"}, None),
        ({"p-ticket": ""}, None),
        ({"p-ticket": None, "accessToken": "a"}, None),
        ([], None),
        ("p-ticket", None),
        (None, None),
    ],
)
def test_a_ticket_is_found_in_whatever_form_it_comes(payload: object, ticket: Ticket | None) -> None:
    assert ticket_in(payload) == ticket


def test_a_ticket_goes_back_with_the_body_as_it_was() -> None:
    body = {"users": [1]}
    assert with_ticket(body, Ticket("t", 0, False, "")) == {"users": [1], "p-ticket": "t"}
    assert body == {"users": [1]}


class Locked:
    def __init__(self) -> None:
        self.clock = VirtualClock()
        self.budget = Budget()
        self.penalties = Penalties(self.clock, self.budget)

    def allows(self, priority: Priority) -> bool:
        return self.budget.allows(self.clock.now().mono_ns, priority)


@pytest.mark.rule("3.6")
def test_after_a_429_nothing_is_read_or_opened_for_an_hour_and_exits_go() -> None:
    login = Locked()
    login.penalties.status(429)
    assert [login.allows(priority) for priority in (Priority.READ, Priority.ORDER, Priority.EXIT)] == [
        False,
        False,
        True,
    ]
    assert "Close at the broker" in login.penalties.text
    login.clock.advance(59 * MINUTE)
    assert not login.allows(Priority.READ)
    login.penalties.status(429)
    login.clock.advance(59 * MINUTE)
    assert not login.allows(Priority.READ), "what is asked meanwhile prolongs it"
    login.clock.advance(2 * MINUTE)
    assert login.allows(Priority.READ)
    assert (login.penalties.text, login.penalties.wait_ns) == ("", 0)


@pytest.mark.rule("3.6")
def test_a_423_is_short_at_first_and_longer_each_time_until_something_is_answered_again() -> None:
    login = Locked()
    waits = []
    for _ in range(8):
        login.penalties.status(423)
        waits.append(login.penalties.wait_ns // MINUTE)
        login.clock.advance(login.penalties.wait_ns)
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]
    login.penalties.passed()
    login.penalties.status(423)
    assert login.penalties.wait_ns == MINUTE


def test_the_servers_own_time_counts_where_it_is_longer() -> None:
    login = Locked()
    login.penalties.status(423, retry_after_ns({"retry-after": "300"}))
    assert login.penalties.wait_ns == 300 * SECOND
    assert retry_after_ns({"retry-after": "Wed, 21 Oct 2026 07:28:00 GMT"}) == 0
    assert retry_after_ns({}) == 0


def test_other_answers_are_no_penalty() -> None:
    login = Locked()
    for status in (200, 400, 401, 404, 500):
        login.penalties.status(status)
    assert login.penalties.wait_ns == 0


def test_a_ticket_on_any_request_stops_the_whole_login_for_its_time() -> None:
    login = Locked()
    login.penalties.ticket(Ticket("t", 5 * SECOND, False, "slow down"))
    assert not login.allows(Priority.ORDER)
    assert "slow down" in login.penalties.text
    login.clock.advance(5 * SECOND)
    assert login.allows(Priority.ORDER)
