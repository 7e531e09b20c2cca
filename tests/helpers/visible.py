"""Finds texts of the window that a trader sees and nobody can translate: literals outside ``tr`` and its like.

Two looks at each module: what is handed to a call that shows text, and any other literal that reads like words.
"""

import ast
import re
from collections.abc import Iterator

MARKS = {"tr": 2, "plural": 3, "later": 2, "said": 1, "counted": 2, "told": 0}
"""Calls that translate, and how many of their first arguments are the text itself."""
SHOWING = {
    "setText", "setToolTip", "setStatusTip", "setWhatsThis", "setWindowTitle", "setTitle", "setAccessibleName",
    "setAccessibleDescription", "setPlaceholderText", "setLabelText", "setInformativeText", "setSuffix", "setPrefix",
    "setSpecialValueText", "setHeaderLabels", "setHorizontalHeaderLabels", "addAction", "addMenu", "addItem",
    "addItems", "addTab", "addRow", "showMessage", "showText", "notify", "say", "explain", "label",
    "QLabel", "QPushButton", "QToolButton", "QRadioButton", "QCheckBox", "QGroupBox", "QAction", "QMenu",
    "QStandardItem", "QListWidgetItem", "QTableWidgetItem", "QTreeWidgetItem", "QMessageBox", "QFileDialog",
    "HoldButton", "EmptyState", "Choice", "Cell", "Entry", "Summary", "Problem",
}  # fmt: skip
"""Calls whose texts are shown, whatever they look like."""
NOT_SHOWN = {
    "setObjectName", "setProperty", "property", "icon", "resource", "set_kind", "getLogger", "debug", "info", "warning",
    "error", "critical", "exception", "QKeySequence", "installTranslator", "RuntimeError", "ValueError", "KeyError",
    "AssertionError", "TypeError", "NotImplementedError", "setStyleSheet", "font", "add_argument", "compile", "TypeVar",
}  # fmt: skip
"""Calls whose texts are names, file names, keys or the log's."""
KINDS = {"quiet", "warning", "danger", "positive", "negative", "accent", "alarm", "live"}
"""Variants of the stylesheet, which stand beside texts in calls that show them."""
_SHOWN_NAMES = {"text", "name", "title", "sentence", "tip", "spoken", "hint", "word", "button"}
"""Keywords of showing calls that carry words; the others (kind, icon) are names."""

_WORDS = re.compile(r"[A-Za-z]{2,},? [A-Za-z]{2,}|[A-Z][a-z]{2,}")
_LETTERS = re.compile(r"[A-Za-z]{2,}")
_KEYS = re.compile(
    r"((Ctrl|Shift|Alt|Esc|Enter|Del|Return|Space|Left|Right|Up|Down|PgUp|PgDown|Home|End|F\d+|[A-Z0-9,])\+?)+"
)
_SHORTCUT = re.compile(r"\((Ctrl|Shift|Alt|Esc|F\d+|\+|[A-Z])+\)")
_NAME = re.compile(r"[a-z0-9_]+([-/:.][a-z0-9_]+)*|MimikDesk")
"""A kind, a drawing, an object's name; and the program's, which is the same in every language."""


def untranslated(source: str) -> list[tuple[int, str]]:
    """Line and text of every literal that a trader would see in English only."""
    tree = ast.parse(source)
    return sorted(set(_look(tree, shown=False)))


def _look(node: ast.AST, *, shown: bool) -> Iterator[tuple[int, str]]:
    match node:
        case ast.Call():
            name = _name(node.func)
            if name in MARKS or name in NOT_SHOWN:
                if name == "told":
                    for argument in node.args:
                        yield from _look(argument, shown=False)
                elif name in MARKS:  # what is filled in may be words again
                    for argument in node.args[MARKS[name] :]:
                        yield from _look(argument, shown=True)
                return
            inside = name in SHOWING
            yield from _look(node.func, shown=False)
            for argument in node.args:
                yield from _look(argument, shown=inside)
            for keyword in node.keywords:
                yield from _look(keyword.value, shown=inside and keyword.arg in _SHOWN_NAMES)
        case ast.JoinedStr():
            parts = [part.value for part in node.values if isinstance(part, ast.Constant)]
            written = _SHORTCUT.sub("", "".join(str(part) for part in parts)).replace("MimikDesk", "")
            # Whatever stands beside filled in words in a text that is shown is a text.
            if (shown and _LETTERS.search(written)) or _WORDS.search(written):
                yield node.lineno, ast.unparse(node)
            for part in node.values:
                if isinstance(part, ast.FormattedValue):
                    yield from _look(part.value, shown=shown)
        case ast.Constant(value=str(text)):
            if _reads_like_words(text, shown=shown):
                yield node.lineno, text
        case ast.Expr(value=ast.Constant()):
            return  # a docstring
        case ast.Subscript():
            yield from _look(node.value, shown=False)
        case ast.Compare() | ast.Raise() | ast.Assert() | ast.AnnAssign(value=None) | ast.arg():
            return
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            for default in (*node.args.defaults, *node.args.kw_defaults):
                if default is not None:
                    yield from _look(default, shown=False)
            for statement in node.body:
                yield from _look(statement, shown=False)
        case ast.AnnAssign():
            yield from _look(node.value, shown=False)  # type: ignore[arg-type]  # None is the case above
        case _:
            for child in ast.iter_child_nodes(node):
                keeps = isinstance(node, ast.IfExp | ast.BoolOp | ast.BinOp | ast.Tuple | ast.List | ast.Starred)
                yield from _look(child, shown=shown and keeps)


def _reads_like_words(text: str, *, shown: bool) -> bool:
    if _KEYS.fullmatch(text) or (_NAME.fullmatch(text) and not shown):
        return False
    if text == "MimikDesk" or text in KINDS or ("/" in text and _NAME.fullmatch(text)):
        return False
    text = _SHORTCUT.sub("", text)
    return bool((_LETTERS if shown else _WORDS).search(text))


def _name(func: ast.expr) -> str:
    return func.id if isinstance(func, ast.Name) else func.attr if isinstance(func, ast.Attribute) else ""
