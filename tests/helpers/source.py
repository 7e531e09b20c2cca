"""Reads Python source for the structure tests: what a module imports, and the full names of what it uses.

Everything is read from the syntax tree, so imports inside functions and under TYPE_CHECKING count like any other.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path


@dataclass(frozen=True)
class Module:
    """One source file. ``name``: its dotted name from the root, e.g. ``mimikdesk.engine.book``."""

    path: str
    name: str
    text: str
    is_package: bool = field(repr=False, default=False)

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, filename=self.path)

    @property
    def layer(self) -> str:
        """The folder below the top package, e.g. ``engine``; the file's own name for files directly in it."""
        parts = self.name.split(".")
        return parts[1] if len(parts) > 1 else ""

    def place(self, line: int) -> str:
        return f"{self.path}:{line}"

    @cached_property
    def imports(self) -> tuple[tuple[str, int], ...]:
        """Dotted names with their lines. ``from a import b`` gives ``a.b``: b may be a module as well as a name."""
        return tuple(self._imports())

    def _imports(self) -> Iterator[tuple[str, int]]:
        for node in ast.walk(self.tree):
            match node:
                case ast.Import(names=names):
                    yield from ((alias.name, node.lineno) for alias in names)
                case ast.ImportFrom(names=names):
                    base = self._base(node)
                    yield from ((f"{base}.{alias.name}", node.lineno) for alias in names)
                case ast.Call(args=[ast.Constant(value=str(name)), *_]) if self.full_name(node.func) in (
                    "importlib.import_module",
                    "__import__",
                ):
                    yield name, node.lineno

    def _base(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        here = self.name.split(".")
        up = node.level - 1 if self.is_package else node.level
        return ".".join([*here[: len(here) - up], *([node.module] if node.module else [])])

    @cached_property
    def _aliases(self) -> dict[str, str]:
        """Local name to the full name it was imported as."""
        aliases = {}
        for node in ast.walk(self.tree):
            match node:
                case ast.Import(names=names):
                    for alias in names:
                        top = alias.name.partition(".")[0]
                        aliases[alias.asname or top] = alias.name if alias.asname else top
                case ast.ImportFrom(names=names):
                    for alias in names:
                        aliases[alias.asname or alias.name] = f"{self._base(node)}.{alias.name}"
        return aliases

    def full_name(self, node: ast.expr) -> str:
        """``a.b.c`` with its first part replaced by what it was imported as; "" for anything but names and dots."""
        parts: list[str] = []
        while isinstance(node, ast.Attribute):
            parts.append(node.attr)
            node = node.value
        if not isinstance(node, ast.Name):
            return ""
        parts.append(self._aliases.get(node.id, node.id))
        return ".".join(reversed(parts))

    @cached_property
    def names(self) -> tuple[tuple[str, int], ...]:
        """Full names of all names and dotted names in use, with their lines; ``a.b.c`` gives ``a.b`` and ``a`` too."""
        return tuple(
            (full, node.lineno)
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Name | ast.Attribute) and (full := self.full_name(node))
        )

    @cached_property
    def attributes(self) -> tuple[tuple[str, int], ...]:
        """Every attribute that is used, whatever it is an attribute of: ``x().exec`` gives ``exec``."""
        return tuple((node.attr, node.lineno) for node in ast.walk(self.tree) if isinstance(node, ast.Attribute))


def modules(root: Path, *folders: str) -> tuple[Module, ...]:
    """All Python files below ``root/folder``, in order of their paths."""
    return tuple(_read(path, root) for folder in folders for path in sorted((root / folder).rglob("*.py")))


def _read(path: Path, root: Path) -> Module:
    relative = path.relative_to(root)
    is_package = path.name == "__init__.py"
    parts = relative.parent.parts if is_package else relative.with_suffix("").parts
    return Module(relative.as_posix(), ".".join(parts), path.read_text(encoding="utf-8"), is_package)
