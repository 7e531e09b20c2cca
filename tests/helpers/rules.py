"""Reads docs/rules.md and the `rule` marks of the tests, and says where the two do not fit together.

Tests are read as source (AST), not imported: a test module that cannot be imported here still counts, and nothing runs.
"""

import ast
import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

_NUMBER = re.compile(r"\*\*\d")
_HEAD = re.compile(
    r"\*\*(?P<number>\d+(?:\.\d+)?)\*\*(?P<safety> \[S\])? "
    r"\((?:(?P<open>open: (?:step [1-7]|later))|step [1-7](?:, rest open: step [1-7])?)\) \S"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of docs/rules.md. ``due``: in force, at least in part."""

    number: str
    safety: bool
    due: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """One number that a test is marked with. ``where``: file and line, for the message."""

    number: str
    where: str


class RulesError(Exception):
    """An entry or a mark that cannot be read; the message names its line."""


def read_rules(text: str) -> list[Rule]:
    """Every entry of the document, in order. Raises RulesError for a head line that is not in the agreed form."""
    rules = []
    for line_number, line in enumerate(text.splitlines(), start=1):
        if not _NUMBER.match(line):
            continue
        head = _HEAD.match(line)
        if head is None:
            raise RulesError(
                f"rules.md:{line_number}: not '**n.m** [S] (step n) text' or '(open: step n)': {line[:60]}"
            )
        rules.append(Rule(head["number"], safety=head["safety"] is not None, due=head["open"] is None))
    return rules


def read_marks(tests: Path) -> list[Mark]:
    """The marks of all test modules below ``tests``. Raises RulesError for a mark that proves nothing."""
    return [mark for path in sorted(tests.rglob("*.py")) for mark in _marks_of(path, tests)]


def _marks_of(path: Path, tests: Path) -> Iterable[Mark]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    name = path.relative_to(tests).as_posix()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            marked = any(_is_rule_mark(decorator) for decorator in node.decorator_list)
            if marked and not node.name.lower().startswith("test"):
                raise RulesError(f"{name}:{node.lineno}: {node.name} is marked with a rule and is not a test")
        if _is_rule_mark(node):
            assert isinstance(node, ast.Call)
            if not path.name.startswith("test_"):
                raise RulesError(f"{name}:{node.lineno}: a rule mark outside a test module is never run")
            if not node.args:
                raise RulesError(f"{name}:{node.lineno}: the rule mark names no rule")
            for argument in node.args:
                if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str)):
                    raise RulesError(f"{name}:{node.lineno}: write the rule's number as plain text, e.g. rule('5.4')")
                yield Mark(argument.value, f"{name}:{node.lineno}")


def _is_rule_mark(node: ast.AST) -> bool:
    """Whether a node is the call ``….mark.rule(…)``."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "rule"
        and isinstance(node.func.value, ast.Attribute)
        and node.func.value.attr == "mark"
    )


def wrong_numbers(rules: Iterable[Rule], numbers: Collection[str], safety: Collection[str]) -> list[str]:
    """What the document lacks, has twice, has too much, or marks wrongly, against the lists of the specification."""
    count = Counter(rule.number for rule in rules)
    marked = {rule.number for rule in rules if rule.safety}
    return [
        *(f"rule {number} is missing" for number in numbers if not count[number]),
        *(f"rule {number} stands {times} times" for number, times in count.items() if times > 1),
        *(f"rule {number} is not one of the specification's" for number in count if number not in numbers),
        *(f"rule {number} has lost its [S]" for number in safety if count[number] and number not in marked),
        *(f"rule {number} is marked [S] and is no safety rule" for number in sorted(marked - set(safety))),
    ]


def unproven(rules: Iterable[Rule], marks: Iterable[Mark]) -> list[str]:
    """Safety rules in force without a test."""
    proven = {mark.number for mark in marks}
    return [
        f"safety rule {rule.number} is in force and no test is marked with it"
        for rule in rules
        if rule.safety and rule.due and rule.number not in proven
    ]


def unknown_marks(rules: Iterable[Rule], marks: Iterable[Mark]) -> list[str]:
    """Marks that name no rule of the document."""
    known = {rule.number for rule in rules}
    return [
        f"{mark.where} is marked with rule {mark.number}, which is not in docs/rules.md"
        for mark in marks
        if mark.number not in known
    ]
