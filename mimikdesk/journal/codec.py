"""Events and decisions as JSON text and back, exactly.

What is read equals what was written, to the last digit: decimals travel as text, enums by value, times as
``[utc_ns, mono_ns]``. The codec is closed and strict: a type or a field it does not know, a field that is missing
without a default, or a value of the wrong kind is a CodecError, never a guess.
"""

import json
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, NewType, TypeVar, Union, get_args, get_origin, get_type_hints

from mimikdesk.domain.decisions import Decision
from mimikdesk.domain.errors import MimikDeskError
from mimikdesk.domain.events import Event
from mimikdesk.domain.time import Stamp

Entry = Event | Decision
"""Everything the journal keeps: what the engine was told, and what it decided."""

TYPE = "type"
"""The key that names the record where several are possible."""


class CodecError(MimikDeskError):
    """A record cannot be written as JSON, or a text is not one of the records known here."""


Encode = Callable[[Any], Any]
Decode = Callable[[Any], Any]
_Pair = tuple[Encode, Decode]


def encode(entry: Entry) -> str:
    """One event or decision as compact JSON. Raises CodecError for anything else."""
    return json.dumps(_ENTRY[0](entry), separators=(",", ":"))


def decode(text: str) -> Entry:
    """The event or decision that ``encode`` wrote. Raises CodecError."""
    try:
        data = json.loads(text)
    except ValueError as error:
        raise CodecError(f"A journal record is not JSON: {error}.") from error
    entry: Entry = _ENTRY[1](data)
    return entry


Kept = TypeVar("Kept")


def codec_of(kind: type[Kept]) -> tuple[Callable[[Kept], str], Callable[[str], Kept]]:
    """The same for one kind of value that is kept outside the stream: to text, and back (CodecError)."""
    put, take = _codec(kind)

    def read(text: str) -> Kept:
        try:
            data = json.loads(text)
        except ValueError as error:
            raise CodecError(f"A journal record is not JSON: {error}.") from error
        kept: Kept = take(data)
        return kept

    return lambda value: json.dumps(put(value), separators=(",", ":")), read


def _same(value: Any) -> Any:
    return value


def _exactly(kind: type) -> Decode:
    """Accept only this JSON kind; ``True`` is not a number here."""

    def check(data: Any) -> Any:
        if type(data) is not kind:
            raise CodecError(f"A journal record holds {data!r} where {kind.__name__} belongs.")
        return data

    return check


def _decimal(data: Any) -> Decimal:
    try:
        return Decimal(_text(data))
    except InvalidOperation as error:
        raise CodecError(f"A journal record holds {data!r} where a decimal number belongs.") from error


_text = _exactly(str)
_int = _exactly(int)
_PLAIN: dict[Any, _Pair] = {
    str: (_same, _text),
    int: (_same, _int),
    bool: (_same, _exactly(bool)),
    Decimal: (str, _decimal),
}


def _encode_stamp(stamp: Stamp) -> list[int]:
    return [stamp.utc_ns, stamp.mono_ns]


def _decode_stamp(data: Any) -> Stamp:
    if type(data) is not list or len(data) != 2:
        raise CodecError(f"A journal record holds {data!r} where a time belongs.")
    return Stamp(_int(data[0]), _int(data[1]))


_PLAIN[Stamp] = (_encode_stamp, _decode_stamp)


def _codec(kind: Any) -> _Pair:
    """The pair of functions for one type annotation. Raises TypeError for annotations outside the closed set."""
    if isinstance(kind, NewType):
        return _codec(kind.__supertype__)
    if kind in _PLAIN:
        return _PLAIN[kind]
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _union(get_args(kind))
    if origin is tuple:
        return _tuple(get_args(kind))
    if origin is frozenset:
        return _set(_codec(get_args(kind)[0]))
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _enum(kind)
    if isinstance(kind, type) and is_dataclass(kind):
        return _record(kind)
    raise TypeError(f"no codec for {kind!r}")


def _enum(kind: type[StrEnum]) -> _Pair:
    members = {member.value: member for member in kind}

    def read(data: Any) -> StrEnum:
        try:
            return members[_text(data)]
        except KeyError:
            raise CodecError(f"A journal record holds the unknown {kind.__name__} {data!r}.") from None

    return str, read


def _record(kind: type) -> _Pair:
    hints = get_type_hints(kind)
    parts = [(field.name, *_codec(hints[field.name])) for field in fields(kind)]
    names = {field.name for field in fields(kind)}
    needed = {f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING}

    def write(value: Any) -> dict[str, Any]:
        return {name: put(getattr(value, name)) for name, put, _ in parts}

    def read(data: Any) -> Any:
        if type(data) is not dict:
            raise CodecError(f"A journal record holds {data!r} where {kind.__name__} belongs.")
        if unknown := data.keys() - names:
            raise CodecError(f"{kind.__name__} in the journal has the unknown field {min(unknown)!r}.")
        if missing := needed - data.keys():
            raise CodecError(f"{kind.__name__} in the journal lacks the field {min(missing)!r}.")
        values = {name: take(data[name]) for name, _, take in parts if name in data}
        try:
            return kind(**values)
        except MimikDeskError as error:
            raise CodecError(f"{kind.__name__} in the journal is not valid: {error}") from error

    return write, read


def _tuple(args: tuple[Any, ...]) -> _Pair:
    if len(args) == 2 and args[1] is Ellipsis:
        put, take = _codec(args[0])
        return lambda values: [put(v) for v in values], lambda data: tuple(take(v) for v in _list(data))
    pairs = [_codec(arg) for arg in args]

    def read(data: Any) -> tuple[Any, ...]:
        if len(_list(data)) != len(pairs):
            raise CodecError(f"A journal record holds {data!r} where {len(pairs)} values belong.")
        return tuple(take(v) for (_, take), v in zip(pairs, data, strict=True))

    return lambda values: [put(v) for (put, _), v in zip(pairs, values, strict=True)], read


def _set(item: _Pair) -> _Pair:
    """Sets are written sorted, so that equal sets give equal text."""
    put, take = item
    return lambda values: sorted(put(v) for v in values), lambda data: frozenset(take(v) for v in _list(data))


_list = _exactly(list)


def _union(args: tuple[Any, ...]) -> _Pair:
    kinds = [arg for arg in args if arg is not NoneType]
    if len(kinds) == 1:
        put, take = _codec(kinds[0])
        return lambda v: None if v is None else put(v), lambda data: None if data is None else take(data)
    return _one_of(kinds)


def _one_of(kinds: list[Any]) -> _Pair:
    writers = {kind: _codec(kind)[0] for kind in kinds}
    readers = {kind.__name__: _codec(kind)[1] for kind in kinds}

    def write(value: Any) -> dict[str, Any]:
        put = writers.get(type(value))
        if put is None:
            raise CodecError(f"The journal does not know records of the kind {type(value).__name__}.")
        return {TYPE: type(value).__name__, **put(value)}

    def read(data: Any) -> Any:
        if type(data) is not dict or not isinstance(data.get(TYPE), str):
            raise CodecError(f"A journal record does not name its kind: {data!r}.")
        take = readers.get(data[TYPE])
        if take is None:
            raise CodecError(f"The journal holds a record of the unknown kind {data[TYPE]!r}.")
        return take({name: value for name, value in data.items() if name != TYPE})

    return write, read


_ENTRY = _codec(Entry)
