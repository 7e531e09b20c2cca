"""Brings the translations up to date with the source: finds the texts, merges them into the .ts files, makes the .qm.

    python3 packaging/dev.py translations

The texts are read from the source by their calls (``tr``, ``plural``, ``later`` of mimikdesk/gui/translate.py, ``said``
of mimikdesk/domain/sentence.py, and the tables named below) and handed to PySide6's own lupdate, written out anew in
the one form that its reader of Python understands with further arguments and plurals: it overlooks
``tr("A", "{0} of {1}", one, other)`` and takes no number but a literal one.

The .qm are kept in the repository: a source checkout, a wheel and a frozen program then start alike, without a tool
that only developers have. A test makes them again and compares.
"""

import ast
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import PySide6

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
SENTENCES = "Sentences"

_TABLES = {"said": (0,), "counted": (0, 1), "ReasonText": (1, 2), "Usual": (0, 1, 2)}
"""Calls outside the window whose arguments at these places are sentences for the trader."""
_MARKS = {"tr": 2, "later": 2, "plural": 3}
"""Calls in the window, and how many of their first arguments are written out."""


@dataclass(frozen=True, slots=True, order=True)
class Text:
    """``one``: the English singular of a text with a number, "" for a text without."""

    context: str
    text: str
    one: str = ""


class NotWrittenOutError(Exception):
    """A text is put together at run time, so that nobody can translate it."""


def texts(root: Path = ROOT) -> list[Text]:
    """All texts of the program, each once, in a fixed order. NotWrittenOutError with the place in the source."""
    found: set[Text] = set()
    for path in sorted((root / "mimikdesk").rglob("*.py")):
        if path.name in ("translate.py", "sentence.py"):
            continue
        window = "gui" in path.relative_to(root).parts
        try:
            found.update(texts_in(path.read_text("utf-8"), window=window))
        except NotWrittenOutError as error:
            raise NotWrittenOutError(f"{path.relative_to(root)}:{error}") from None
    return sorted(found)


def texts_in(source: str, *, window: bool) -> Iterator[Text]:
    """The texts of one module. ``window``: it is one of the window's."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        name = node.func.id
        if window and name in _MARKS:
            context, *words = _written_out(node, range(_MARKS[name]))
            yield Text(context, words[-1], words[0] if name == "plural" else "")
        elif not window and name in _TABLES:
            if name == "counted":
                one, many = _written_out(node, (0, 1))
                yield Text(SENTENCES, many, one)
                continue
            places = [place for place in _TABLES[name] if place < len(node.args)]
            yield from (Text(SENTENCES, words) for words in _written_out(node, places) if words)


def _written_out(call: ast.Call, places: Iterable[int]) -> list[str]:
    written = []
    for place in places:
        argument = call.args[place] if place < len(call.args) else None
        if isinstance(argument, ast.Name) and argument.id.startswith("_"):
            continue  # a sentence that several rows of a table share; it is marked by ``said`` where it stands
        if not isinstance(argument, ast.Constant) or not isinstance(argument.value, str):
            raise NotWrittenOutError(f"{call.lineno}: not a plain text")
        written.append(argument.value)
    return written


def as_source(found: list[Text]) -> str:
    """The texts as calls that lupdate understands."""
    return "".join(f"translate({', '.join(_arguments(text))})\n" for text in found)


def _arguments(text: Text) -> list[str]:
    quoted = [json.dumps(part, ensure_ascii=False) for part in (text.context, text.text, text.one) if part]
    return [*quoted, "1"] if text.one else quoted


def update(target: Path) -> None:
    """Merge the texts into one .ts; what is gone from the source goes from there as well."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "texts.py"
        source.write_text(as_source(texts()), "utf-8")
        _run("lupdate", "-silent", "-locations", "none", "-no-obsolete", str(source), "-ts", str(target))


def release(source: Path, target: Path) -> None:
    """Make the .qm of a .ts; what is not translated stays out of it."""
    _run("lrelease", "-silent", str(source), "-qm", str(target))


def _run(tool: str, *arguments: str) -> None:
    name = f"{tool}.exe" if sys.platform == "win32" else tool
    subprocess.run([str(Path(PySide6.__file__).parent / name), *arguments], check=True, stdin=subprocess.DEVNULL)


def main() -> int:
    for path in sorted(FOLDER.glob("*.ts")):
        update(path)
        release(path, path.with_suffix(".qm"))
        left = path.read_text("utf-8").count('type="unfinished"')
        print(f"{path.name}: {left} texts are not translated" if left else f"{path.name}: complete")
    return 0


if __name__ == "__main__":
    sys.exit(main())
