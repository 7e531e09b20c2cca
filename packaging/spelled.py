"""Writes into a module's source what its dataclasses would otherwise make for themselves when the module is loaded.

mypyc compiles what it reads. The ``__init__`` that dataclasses writes at run time stays interpreted, and sets each
field of a compiled class by way of a descriptor: slower than no compiling at all. So the copy of the source that is
compiled has it written out. The kinds of the fields are noted behind the class as text: mypyc keeps ``list[str]`` as
``list``, and the journal's codec has to know of what. Nothing else about the classes changes: fields, comparing,
hashing and showing are the decorator's.
"""

import ast
import re
from dataclasses import dataclass, replace

DECORATORS = ("dataclass", "record")
_KEPT = ("eq", "order", "repr", "kw_only")

_NEEDED = """from dataclasses import dataclass as _dataclass
from typing import Any as _Any
_get = getattr
"""


class CannotSpellError(Exception):
    """A class does something that is not known here. The text names it."""


@dataclass(frozen=True, slots=True)
class _Field:
    """``default`` and ``factory`` are source text. ``init``: it is an argument."""

    name: str
    kind: str
    default: str | None = None
    factory: str | None = None
    keyword: bool = False
    init: bool = True


def spelled(source: str) -> str:
    """The module with each dataclass's ``__init__`` written out. CannotSpellError where one cannot be."""
    lines = source.split("\n")
    known: dict[str, list[_Field]] = {}
    ended: set[str] = set()  # those with a __post_init__, their own or a base's
    edits: list[tuple[int, int, list[str]]] = []
    for node in ast.parse(source).body:
        if not isinstance(node, ast.ClassDef):
            continue
        decorator = _decorator(node)
        if decorator is None:
            continue
        options = _options(decorator)
        known[node.name] = fields = _fields(node, known, bool(options.get("kw_only")))
        if "__post_init__" in _methods(node) or ended & {ast.unparse(base) for base in node.bases}:
            ended.add(node.name)
        place, end = _after_fields(node), node.end_lineno or 0
        # Where both go to the same line, what is entered last comes first.
        edits += [(end, end, _noted(node)), (place, place, ["", *_init(fields, node.name in ended), ""])]
        edits += [
            (each.lineno - 1, each.lineno, [re.sub(r":\s*object\b", ": _Any", lines[each.lineno - 1])])
            for each in node.body
            if isinstance(each, ast.AnnAssign) and _kind(each) == "object"  # a kind that mypyc looks up in vain
        ]
        kept = [f"{name}={options[name]}" for name in _KEPT if name in options]
        hashed = ["unsafe_hash=True"] if options.get("frozen") or options.get("unsafe_hash") else []
        edits.append((decorator.lineno - 1, decorator.end_lineno or 0, [f"@_dataclass({_list(hashed, kept)})"]))
    if not edits:
        return source
    for first, last, new in sorted(edits, key=lambda edit: -edit[0]):
        lines[first:last] = new
    text = "\n".join(lines)
    first_import = re.search(r"^(?:from|import) ", text, flags=re.MULTILINE)
    at = first_import.start() if first_import else 0
    return text[:at] + _NEEDED + text[at:]


def _decorator(node: ast.ClassDef) -> ast.expr | None:
    return next((each for each in node.decorator_list if _name(each) in DECORATORS), None)


def _noted(node: ast.ClassDef) -> list[str]:
    """The kinds of a class's own fields as text, where whoever asks for them will look."""
    own = {
        statement.target.id: _kind(statement)
        for statement in node.body
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name)
    }
    return ["", "", f'_get({node.name}, "__annotations__").update({own!r})'] if own else []


def _list(*parts: list[str]) -> str:
    return ", ".join(["init=False", *(word for part in parts for word in part)])


def _name(node: ast.expr) -> str:
    called = node.func if isinstance(node, ast.Call) else node
    return called.id if isinstance(called, ast.Name) else ""


def _options(decorator: ast.expr) -> dict[str, object]:
    if not isinstance(decorator, ast.Call):
        return {}
    return {each.arg or "": ast.literal_eval(each.value) for each in decorator.keywords}


def _fields(node: ast.ClassDef, known: dict[str, list[_Field]], keyword: bool) -> list[_Field]:
    """Those of the bases first, in the order of dataclasses: a field that is declared again keeps its place."""
    fields: list[_Field] = []
    for base in node.bases:
        name = ast.unparse(base)
        if name not in known:
            raise CannotSpellError(f"{node.name} has a base, {name}, that is no dataclass of its own module")
        fields += known[name]
    for statement in node.body:
        if not isinstance(statement, ast.AnnAssign) or not isinstance(statement.target, ast.Name):
            continue
        kind = _kind(statement)
        if kind.startswith("ClassVar"):
            raise CannotSpellError(f"{node.name} has a ClassVar, which mypyc takes for a field")
        field = _of_value(_Field(statement.target.id, kind, keyword=keyword), statement.value)
        names = [each.name for each in fields]
        if field.name in names:
            fields[names.index(field.name)] = field
        else:
            fields.append(field)
    return fields


def _kind(statement: ast.AnnAssign) -> str:
    kind = statement.annotation
    return str(kind.value) if isinstance(kind, ast.Constant) else ast.unparse(kind)


def _of_value(field: _Field, value: ast.expr | None) -> _Field:
    if not isinstance(value, ast.Call) or _name(value) != "field":
        return field if value is None else replace(field, default=ast.unparse(value))
    options = {each.arg: each.value for each in value.keywords}
    if unknown := set(options) - {"default", "default_factory", "init", "repr", "compare", "hash"}:
        raise CannotSpellError(f"{field.name}: field({', '.join(map(str, unknown))}=...)")
    default, factory = options.get("default"), options.get("default_factory")
    return replace(
        field,
        default=None if default is None else ast.unparse(default),
        factory=None if factory is None else ast.unparse(factory),
        init="init" not in options or bool(ast.literal_eval(options["init"])),
    )


def _methods(node: ast.ClassDef) -> list[str]:
    return [each.name for each in node.body if isinstance(each, ast.FunctionDef)]


def _init(fields: list[_Field], ended: bool) -> list[str]:
    plain: list[str] = []
    by_name: list[str] = []
    body: list[str] = []
    for field in fields:
        made = f"({field.factory})()" if field.factory else field.default
        if not field.init:
            body += [f"self.{field.name} = {made}"] if made is not None else []
            continue
        taken = f"{field.name}: {field.kind}"
        if field.factory:
            taken += " | None = None"
            body.append(f"self.{field.name} = {made} if {field.name} is None else {field.name}")
        else:
            taken += f" = {field.default}" if field.default is not None else ""
            body.append(f"self.{field.name} = {field.name}")
        (by_name if field.keyword else plain).append(taken)
    if ended:
        body.append("self.__post_init__()")
    takes = ", ".join(["self", *plain, *(["*", *by_name] if by_name else [])])
    return [f"    def __init__({takes}) -> None:", *(f"        {line}" for line in body or ["pass"])]


def _after_fields(node: ast.ClassDef) -> int:
    """The number of the line after which the method goes: the last field's, or of the words that explain it."""
    last = 0
    for number, statement in enumerate(node.body):
        if isinstance(statement, ast.AnnAssign) or number == 0:
            last = number
    following = node.body[last + 1] if last + 1 < len(node.body) else None
    if isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant):
        last += 1
    return node.body[last].end_lineno or 0
