"""Numbers keep every digit, both ways."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mimikdesk.brokers.tradovate.exact_json import decode, encode

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.decimals(allow_nan=False, allow_infinity=False, places=4)
    | st.text(max_size=20),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


@given(VALUES)
def test_what_is_written_is_read_back(value: Any) -> None:
    assert decode(encode(value)) == value
    assert "\n" not in encode(value)
    json.loads(encode(value))


def test_a_price_keeps_its_digits_and_stands_as_a_bare_number() -> None:
    assert encode({"price": Decimal("25010.75")}) == '{"price":25010.75}'
    assert encode(Decimal("1E+2")) == "100"
    assert decode("0.1") + decode("0.2") == Decimal("0.3")
    assert decode("700000000031") == 700_000_000_031


@pytest.mark.parametrize(
    "text", ["", "{", "NaN", "Infinity", "[" * 100_000, "1e9999999999999999999", "1" * 9_000, b"\xff"]
)
def test_what_is_no_json_is_always_the_same_error(text: str | bytes) -> None:
    with pytest.raises(ValueError, match=r".*"):
        decode(text)


@pytest.mark.parametrize("value", [0.5, Decimal("NaN"), {1: 2}, object(), {"a": [0.5]}])
def test_a_value_without_an_exact_form_is_not_written(value: Any) -> None:
    with pytest.raises(TypeError):
        encode(value)
