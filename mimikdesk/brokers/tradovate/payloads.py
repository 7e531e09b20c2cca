"""The shapes in which rows come: pushes, answers to syncrequest and pieces of them, lists. Never raises."""

from collections.abc import Iterator

from mimikdesk.brokers.tradovate.members import entity_name, of_section
from mimikdesk.brokers.tradovate.unknowns import Unknowns, shape
from mimikdesk.domain.record import record

DEEPEST = 4
"""Lists in lists in lists are no shape anybody has seen."""


@record(frozen=True, slots=True)
class Piece:
    """One row as it came. ``entity``: the broker's name. ``event``: "" where none was given."""

    entity: str
    event: str
    raw: object


def pushed(payload: object, unknowns: Unknowns, depth: int = 0) -> Iterator[Piece]:
    """The rows of ``d`` of a ``props`` event: an object, or a list of them, each with one row or a list of rows."""
    if isinstance(payload, list) and depth < DEEPEST:
        for each in payload:
            yield from pushed(each, unknowns, depth + 1)
        return
    if not isinstance(payload, dict) or "entity" not in payload:
        unknowns.count("push that is no row", shape(payload))
        return
    given, event = payload.get("entityType"), payload.get("eventType")
    name = entity_name(given) if isinstance(given, str) else None
    if name is None:
        unknowns.count(f"entity {given}" if isinstance(given, str) else "push without an entity", shape(payload))
        return
    if event not in ("Created", "Updated", "Deleted", None):
        unknowns.count(f"event {event}" if isinstance(event, str) else "event that is no text")
    rows = payload["entity"]
    for raw in rows if isinstance(rows, list) else [rows]:
        yield Piece(name, event if isinstance(event, str) else "", raw)


def read(payload: object, unknowns: Unknowns, sections: set[str], depth: int = 0) -> Iterator[Piece]:
    """The rows of an answer to syncrequest or of a piece of it: lists under plural names, or rows as they are pushed.
    The entities whose list came, if only an empty one, are added to ``sections``."""
    if isinstance(payload, list) and depth < DEEPEST:
        for each in payload:
            yield from read(each, unknowns, sections, depth + 1)
        return
    if not isinstance(payload, dict):
        unknowns.count("part of a read that is no object", shape(payload))
        return
    if "entityType" in payload:
        name = entity_name(str(payload["entityType"]))
        if name is not None and "entity" in payload:
            sections.add(name)
        yield from pushed(payload, unknowns, depth)
        return
    for key, rows in payload.items():
        name = of_section(key) if isinstance(key, str) else None
        if name is None:
            unknowns.count(f"section {key}", shape(rows))
        elif isinstance(rows, list):
            sections.add(name)
            for raw in rows:
                yield Piece(name, "", raw)
        else:
            unknowns.count(f"section {key} that is no list", shape(rows))
