"""YAML files as trees of texts with their lines, so that whoever edits one by hand is told where it is wrong.

Only what such files need is taken: lists, fields and texts. Numbers stay texts, so that money stays exact and “no” is
not turned into false. References between parts of a file are refused; they can make a short file endlessly large.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

import yaml

LARGEST = 1_000_000
"""Characters of a file; the bundled ones have a few thousand."""
DEEPEST = 20
"""Parts within parts."""


class TreeError(Exception):
    """The text is no such tree. ``line``: counted from 1."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(what)
        self.line = line
        self.what = what


@dataclass(frozen=True, slots=True)
class Node:
    """``value``: a text, a list, or fields by name. ``line``: on which it begins, from 1."""

    line: int
    value: "str | list[Node] | dict[str, Node]"


def read_tree(text: str) -> Node:
    """The one document in the text. TreeError says where it ends to be one."""
    if len(text) > LARGEST:
        raise TreeError(1, f"The file has more than {LARGEST:,} characters")
    try:
        events = iter(_events(text))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise TreeError(mark.line + 1 if mark is not None else 1, _plain(error.problem)) from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise TreeError(1, "This cannot be read as YAML: it holds characters or depths that are not allowed") from error
    root: Node | None = None
    for event in events:
        match event:
            case yaml.StreamStartEvent() | yaml.StreamEndEvent() | yaml.DocumentStartEvent() | yaml.DocumentEndEvent():
                pass
            case _ if root is None:
                root = _node(event, events, DEEPEST)
            case _:
                raise TreeError(_line(event), "A second document begins here; a file holds only one")
    if root is None:
        raise TreeError(1, "The file is empty")
    return root


def _events(text: str) -> list[yaml.Event]:
    """By the parser in C, ten times as fast, where the wheel has it; what it refuses is refused again by the one in
    Python, whose words and lines are the better ones."""
    fast = getattr(yaml, "CSafeLoader", None)
    if fast is not None:
        with suppress(yaml.YAMLError):
            return list(yaml.parse(text, Loader=fast))
    return list(yaml.parse(text, Loader=yaml.SafeLoader))


def _node(event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
    line = _line(event)
    if depth == 0:
        raise TreeError(line, f"More than {DEEPEST} parts stand within each other here")
    match event:
        case yaml.ScalarEvent():
            return Node(line, event.value)
        case yaml.SequenceStartEvent():
            parts = []
            while not isinstance(part := next(events), yaml.SequenceEndEvent):
                parts.append(_node(part, events, depth - 1))
            return Node(line, parts)
        case yaml.MappingStartEvent():
            return Node(line, _fields(events, depth - 1))
        case _:
            raise TreeError(line, "References with * are not taken; write the part out")


def _fields(events: Iterator[yaml.Event], depth: int) -> dict[str, Node]:
    fields: dict[str, Node] = {}
    while not isinstance(key := next(events), yaml.MappingEndEvent):
        name = _node(key, events, depth)
        if not isinstance(name.value, str):
            raise TreeError(name.line, "The name of a field must be a plain word")
        if name.value in fields:
            raise TreeError(name.line, f"“{name.value}” stands here twice")
        fields[name.value] = _node(next(events), events, depth)
    return fields


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark is not None else 1


def _plain(problem: str | None) -> str:
    """What the library says, in words for somebody who has never heard of its parts."""
    if problem is None:
        return "This is no YAML"
    if "tab" in problem or "'\\t'" in problem:
        return "Tabs are not allowed at the beginning of a line; use spaces"
    if "mapping values are not allowed" in problem:
        return "There is a colon too many, or the line above is not finished"
    if "expected <block end>" in problem:
        return "This line is not indented like the ones above it"
    if "could not find expected ':'" in problem:
        return "There is no colon after the name of the field"
    return f"This is no YAML ({problem})"
