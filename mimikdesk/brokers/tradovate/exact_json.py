"""JSON with exact numbers, both ways: a price is a Decimal in the program and a bare number on the wire."""

import json
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any


def decode(text: str | bytes) -> Any:
    """The value in the text, fractions as Decimal. Raises ValueError for anything that is no JSON, however broken."""
    try:
        return _decoder.decode(text if isinstance(text, str) else text.decode())
    except RecursionError:
        raise ValueError("nested too deeply") from None
    except InvalidOperation:
        raise ValueError("a number beyond all measure") from None


def encode(value: Any) -> str:
    """The value in one line. Takes what ``decode`` gives; raises TypeError for anything else, floats included."""
    match value:
        case None | bool() | int() | str():
            return json.dumps(value)
        case Decimal():
            if not value.is_finite():
                raise TypeError("no number that JSON has")
            return format(value, "f")
        case Mapping():
            return "{" + ",".join(f"{json.dumps(_key(key))}:{encode(part)}" for key, part in value.items()) + "}"
        case list() | tuple():
            return "[" + ",".join(encode(part) for part in value) + "]"
    raise TypeError(f"{type(value).__name__} has no place in JSON")


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError("the keys of JSON are texts")
    return key


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is no number")


_decoder = json.JSONDecoder(parse_float=Decimal, parse_constant=_no_number)
"""Made once: ``json.loads`` makes one for every message."""
