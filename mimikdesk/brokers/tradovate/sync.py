"""The answer to ``user/syncrequest``, which comes in however many pieces.

With ``splitResponses`` it comes in several messages, and no end is marked as far as anybody has written down. Pieces
seen or reported: an object with one list per entity; the same again under the same number; a list of
``{entityType, entity}``; events of that shape without an event type. Whatever says what was created or updated is no
piece: it is live.
"""

from collections.abc import Iterator, Mapping
from typing import Any


def is_piece(data: object) -> bool:
    """Whether a ``props`` event belongs to the snapshot: its rows say of none what happened to it."""
    rows = data if isinstance(data, list) else [data]
    return bool(rows) and all(isinstance(row, Mapping) and row.get("eventType") is None for row in rows)


def rows_in(data: object) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The rows of a push or of a piece, each with its entity in lower case and in the singular where it has a name in
    the plural that ends in s. What has another shape is left out."""
    if isinstance(data, list):
        for one in data:
            if isinstance(one, Mapping) and "entityType" in one:
                yield from rows_in(one)
    elif isinstance(data, Mapping):
        if isinstance(kind := data.get("entityType"), str):
            yield from _each(kind.lower(), data.get("entity"))
        else:
            for key, rows in data.items():
                if isinstance(key, str) and isinstance(rows, list):
                    yield from _each(key.lower().removesuffix("s"), rows)


def _each(kind: str, found: object) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for row in found if isinstance(found, list) else (found,):
        if isinstance(row, Mapping):
            yield kind, row
