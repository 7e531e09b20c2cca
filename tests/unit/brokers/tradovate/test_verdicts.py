"""What an answer to a command means. HTTP 200 is no success by itself."""

from typing import Any

import pytest

from mimikdesk.brokers.tradovate.frames import Reply
from mimikdesk.brokers.tradovate.verdicts import Accepted, Locked, Refused, Unclear, verdict_on


def verdict(data: Any, status: int = 200) -> Any:
    return verdict_on(Reply(7, status, data), "orderId")


@pytest.mark.parametrize("data", [{"orderId": 700_000_000_031}, {"orderId": 5, "failureReason": "Success"}])
def test_a_number_without_a_reason_is_accepted(data: Any) -> None:
    assert isinstance(verdict(data), Accepted)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"failureReason": "MaxPosLimitReached", "failureText": "too many"}, "MaxPosLimitReached: too many"),
        ({"failureReason": "UnknownReason", "failureText": "Access is denied"}, "Access is denied"),
        ({"failureReason": "TradingLocked"}, "TradingLocked"),
        ({"failureReason": "SomethingNew", "orderId": 5}, "SomethingNew"),
        ({"failureText": "no"}, "no"),
        ({"errorText": "no"}, "no"),
    ],
)
def test_a_reason_refuses_for_certain_in_the_brokers_words(data: Any, words: str) -> None:
    assert verdict(data).text == words
    assert isinstance(verdict(data), Refused)


@pytest.mark.parametrize("status", [400, 401, 403, 404])
def test_a_status_of_ours_refuses_for_certain(status: int) -> None:
    assert verdict("Access is denied", status) == Refused("", "Access is denied", {})


@pytest.mark.rule("7.4")
@pytest.mark.parametrize(
    ("data", "status"), [({}, 200), (None, 200), ({"orderId": 0}, 200), ("", 200), ({}, 500), ({}, 503), ({}, 408)]
)
def test_an_answer_that_says_neither_is_unknown(data: Any, status: int) -> None:
    assert isinstance(verdict(data, status), Unclear)


@pytest.mark.rule("3.6")
@pytest.mark.parametrize(("data", "status"), [(None, 429), (None, 423), ({"p-ticket": "t", "p-time": 3}, 200)])
def test_a_penalty_did_nothing_for_certain(data: Any, status: int) -> None:
    assert isinstance(verdict(data, status), Locked)
