"""Frames: requests of four lines, messages of one frame in their order, and nothing that could raise."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mimikdesk.brokers.tradovate.frames import Closing, Message, Pushed, Reply, Sign, decode, request


def read(text: str) -> tuple[list[Message], list[str]]:
    """The messages, and of what was not understood its kind."""
    junk: list[str] = []
    return decode(text, lambda what, _: junk.append(what)), junk


def test_a_request_is_four_lines() -> None:
    assert request("contract/find", 8, query="name=MNQZ6") == "contract/find\n8\nname=MNQZ6\n"
    assert request("authorize", 0, body="tok-1") == "authorize\n0\n\ntok-1"


@pytest.mark.parametrize(("text", "message"), [("o", Sign.OPEN), ("h", Sign.HEARTBEAT)])
def test_frames_of_one_letter(text: str, message: Message) -> None:
    assert read(text) == ([message], [])


def test_one_frame_holds_answers_and_events_in_their_order() -> None:
    frame = 'a[{"e":"props","d":{"x":1}},{"s":200,"i":7},{"s":404,"i":8,"d":""},{"e":"props","d":[]}]'
    assert read(frame) == ([Pushed("props", {"x": 1}), Reply(7, 200, None), Reply(8, 404, ""), Pushed("props", [])], [])


def test_prices_are_exact_and_ids_may_be_large() -> None:
    (message,), _ = read('a[{"s":200,"i":1,"d":{"price":25010.75,"id":700000000031}}]')
    assert message == Reply(1, 200, {"price": Decimal("25010.75"), "id": 700_000_000_031})
    assert isinstance(message, Reply)
    assert isinstance(message.data["price"], Decimal)


@pytest.mark.parametrize(
    ("text", "words"), [('c[3000,"Go away!"]', "Go away!"), ("c", ""), ("c[", "["), ("c[1]", "[1]"), ("c7", "7")]
)
def test_a_close_says_why_in_whatever_shape(text: str, words: str) -> None:
    assert read(text) == ([Closing(words)], [])


@pytest.mark.parametrize(
    "text", ["", "x", "a", "a[", "a{}", "a7", "[]", "oh", '{"s":200,"i":1}', "a[1e99999999999999999999]"]
)
def test_a_frame_that_is_none_is_told_and_left_out(text: str) -> None:
    assert read(text) == ([], ["frame"])


@pytest.mark.parametrize(
    "part", ["null", "7", "[]", '{"s":200}', '{"i":1}', '{"s":"200","i":1}', '{"s":true,"i":1}', '{"e":7}']
)
def test_a_message_that_is_none_is_told_and_the_others_are_taken(part: str) -> None:
    assert read(f'a[{part},{{"s":200,"i":1}}]') == ([Reply(1, 200, None)], ["message"])


def test_a_frame_of_more_than_a_megabyte_is_one_message() -> None:
    rows = ",".join(f'{{"id":{number}}}' for number in range(120_000))
    frame = f'a[{{"s":200,"i":1,"d":{{"orders":[{rows}]}}}}]'
    assert len(frame) > 1 << 20
    (message,), junk = read(frame)
    assert isinstance(message, Reply)
    assert len(message.data["orders"]) == 120_000
    assert junk == []


@given(st.text() | st.text().map("a".__add__) | st.text().map("c".__add__))
@example("a" + "[" * 100_000)
@example("a[" + "9" * 5000 + "]")
@example('a[{"s":200,"i":1,"d":NaN}]')
def test_nothing_that_arrives_raises_or_is_lost_without_a_word(text: str) -> None:
    messages, junk = read(text)
    empty = text.startswith("a") and not text[1:].strip("[] \t\r\n")
    assert messages or junk or empty
