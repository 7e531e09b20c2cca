"""What the program imports where PyInstaller cannot see it: by name at run time, and from machine code."""

import ast
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

BY_NAME = {
    "win32": ("keyring.backends.Windows",),
    "linux": ("keyring.backends.SecretService",),
    "darwin": ("keyring.backends.macOS",),
}
"""By platform; mimikdesk/settings/secrets.py imports them."""


def of_compiled(source: Path) -> list[str]:
    """The modules that the compiled ones under ``source`` import, in a fixed order; none where nothing is compiled.

    Read from the sources that lie beside the machine code and are the same.
    """
    found: set[str] = set()
    for path in (source / "mimikdesk").rglob("*.py"):
        if any(path.with_name(path.stem + suffix).exists() for suffix in EXTENSION_SUFFIXES):
            found |= of_module(path.read_text("utf-8"))
    return sorted(found)


def of_module(text: str) -> set[str]:
    """The names of the modules that a source imports, also within functions; relative imports are not used here."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found
