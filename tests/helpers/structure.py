"""The rules of the house about its own source (ARCHITECTURE.md), each a function from modules to complaints.

A complaint is one line with the place and what is wrong; an empty list means that the rule is kept. The tests in
tests/unit/structure run them on the repository, and on small broken trees to see that they would speak up.
"""

import ast
import re
import sys
from collections.abc import Collection, Iterable
from pathlib import Path

from tests.helpers.source import Module

PACKAGE = "mimikdesk"

LAYERS: dict[str, frozenset[str]] = {
    "domain": frozenset({"domain"}),
    "engine": frozenset({"domain", "engine"}),
    "brokers": frozenset({"domain", "brokers"}),
    "journal": frozenset({"domain", "journal"}),
    "settings": frozenset({"domain", "settings"}),
    "services": frozenset({"domain", "engine", "brokers.port", "journal", "settings", "services"}),
    "gui": frozenset({"domain", "services", "settings", "gui"}),
    "app": frozenset({"domain", "engine", "brokers", "journal", "settings", "services", "gui", "app"}),
    "__main__": frozenset({"app"}),
}
"""Folder to what it may import; ``brokers.port`` is that one module and nothing else of its folder."""

LIBRARIES: dict[str, frozenset[str]] = {
    "brokers": frozenset({"aiohttp", "aiohappyeyeballs", "picows"}),
    "journal": frozenset({"sqlalchemy"}),
    "settings": frozenset({"platformdirs", "keyring", "yaml", "icalendar", "dateutil"}),
    "gui": frozenset({"PySide6", "qasync"}),
    "app": frozenset({"PySide6", "qasync", "cryptography"}),
}
"""Folder to the third-party packages it may import. Folders that are not here may import none."""

NETWORK = frozenset({"socket", "ssl", "http", "urllib", "socketserver", "smtplib", "ftplib", "xmlrpc", "select"})
STREAMS = frozenset({"open_connection", "start_server", "create_connection", "create_server", "sock_connect"})
QT_NETWORK = "PySide6.QtNetwork"

CLOCK_MODULE = f"{PACKAGE}/app/clock.py"
CLOCK_READS = frozenset(
    {
        *(f"time.{name}{end}" for name in ("time", "monotonic", "perf_counter", "process_time") for end in ("", "_ns")),
        *("time.localtime", "time.gmtime", "time.ctime", "time.strftime"),
        *("datetime.datetime.now", "datetime.datetime.utcnow", "datetime.datetime.today", "datetime.date.today"),
    }
)
QT_CLOCK_READS = frozenset({"currentDateTime", "currentDateTimeUtc", "currentMSecsSinceEpoch", "currentSecsSinceEpoch"})

SLEEPS = frozenset({"time.sleep", "asyncio.sleep", "qtbot.wait"})
QT_SLEEPS = frozenset({"qWait", "qSleep", "msleep", "usleep"})

NESTED_LOOPS = frozenset({"exec", "exec_", "processEvents", "asyncSlot", "asyncClose"})
STATIC_DIALOGS = {
    "QMessageBox": frozenset({"information", "question", "warning", "critical", "about", "aboutQt"}),
    "QFileDialog": frozenset(
        {"getOpenFileName", "getOpenFileNames", "getSaveFileName", "getExistingDirectory", "getOpenFileUrl"}
    ),
    "QInputDialog": frozenset({"getText", "getInt", "getDouble", "getItem", "getMultiLineText"}),
    "QColorDialog": frozenset({"getColor"}),
    "QFontDialog": frozenset({"getFont"}),
}

PURE_LAYERS = ("domain", "engine")
PURE_LIBRARY = frozenset(
    {
        *("abc", "bisect", "collections", "dataclasses", "decimal", "enum", "fractions", "functools", "hashlib"),
        *("heapq", "itertools", "math", "operator", "re", "types", "typing"),
    }
)
"""All of the standard library that domain and engine may use: nothing that reads, writes, waits or draws lots."""

IMPURE_CALLS = frozenset({"open", "print", "input", "hash", "id"})
"""The last two differ from run to run, so nothing that is decided may depend on them."""

GATEWAY = f"{PACKAGE}/services/gateway.py"

LONGEST_FILE = 400
LEFTOVER = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")


def wrong_directions(modules: Iterable[Module]) -> list[str]:
    """Imports of a folder that the importing one may not see."""
    return [
        f"{module.place(line)}: {module.layer} may not import {name}"
        for module in modules
        for name, line in module.imports
        if name.split(".")[0] == PACKAGE and not _may_see(module.layer, name)
    ]


def _may_see(layer: str, name: str) -> bool:
    target = name.split(".")[1:]
    if target and target[0].startswith("__"):
        return True  # the package's own __version__
    if not target:
        return False  # `import mimikdesk` hides which folder is meant
    allowed = LAYERS.get(layer, frozenset())
    return target[0] in allowed or ".".join(target[:2]) in allowed


def wrong_libraries(modules: Iterable[Module]) -> list[str]:
    """Third-party packages outside the folders they belong to; the database of the standard library likewise."""
    return [
        f"{module.place(line)}: {top} does not belong into {module.layer or PACKAGE}"
        for module in modules
        for name, line in module.imports
        if (top := name.split(".")[0]) != PACKAGE
        and (
            (top not in sys.stdlib_module_names and top not in LIBRARIES.get(module.layer, frozenset()))
            or (top == "sqlite3" and module.layer != "journal")
        )
    ]


def network_outside_brokers(modules: Iterable[Module]) -> list[str]:
    """Sockets in any form. Qt's local sockets are let into app/, which tells a second start of the program."""
    found = []
    for module in modules:
        if module.layer == "brokers":
            continue
        for name, line in module.imports:
            if name.split(".")[0] in NETWORK or (name.startswith(QT_NETWORK) and module.layer != "app"):
                found.append(f"{module.place(line)}: {name}: the network belongs into brokers")
        for name, line in module.attributes:
            if name in STREAMS:
                found.append(f"{module.place(line)}: {name}: the network belongs into brokers")
    return found


def clock_reads(modules: Iterable[Module]) -> list[str]:
    """Reads of the machine's clock outside the one module that may."""
    found = []
    for module in modules:
        if module.path == CLOCK_MODULE:
            continue
        for name, line in module.names:
            if name in CLOCK_READS:
                found.append(f"{module.place(line)}: {name}: only {CLOCK_MODULE} reads the machine's clock")
        for name, line in module.attributes:
            if name in QT_CLOCK_READS:
                found.append(f"{module.place(line)}: {name}: only {CLOCK_MODULE} reads the machine's clock")
        for node in ast.walk(module.tree):
            match node:
                case ast.Call(func=ast.Attribute(value=owner, attr="time"), args=[], keywords=[]) if "loop" in (
                    ast.unparse(owner).lower()
                ):
                    found.append(f"{module.place(node.lineno)}: loop.time(): only {CLOCK_MODULE} reads a clock")
    return found


def sleeps(modules: Iterable[Module]) -> list[str]:
    """Pauses of a guessed length, blocking or not. ``asyncio.sleep(0)``, which only gives way, is none."""
    found = []
    for module in modules:
        for node in ast.walk(module.tree):
            match node:
                case ast.Call(func=func, args=[ast.Constant(value=0)]) if module.full_name(func) == "asyncio.sleep":
                    pass
                case ast.Call(func=ast.Attribute(attr=name)) if name in QT_SLEEPS:
                    found.append(f"{module.place(node.lineno)}: {name}: wait for what you need instead")
                case ast.Call(func=func) if (name := module.full_name(func)) in SLEEPS:
                    found.append(f"{module.place(node.lineno)}: {name}: wait for what you need instead")
    return found


def nested_loops(modules: Iterable[Module]) -> list[str]:
    """Whatever starts a second event loop inside the first, or owns a task that nobody keeps."""
    found = []
    for module in modules:
        for name, line in module.attributes:
            if name in NESTED_LOOPS:
                found.append(f"{module.place(line)}: {name}: use open() and a future, and own every task")
        for name, line in (*module.names, *module.imports):
            *owner, last = name.split(".")
            if last in ("asyncSlot", "asyncClose"):
                found.append(f"{module.place(line)}: {last}: use open() and a future, and own every task")
            if owner and last in STATIC_DIALOGS.get(owner[-1], frozenset()):
                found.append(f"{module.place(line)}: {owner[-1]}.{last}: a static dialog runs a loop of its own")
    return sorted(set(found))


def impurities(modules: Iterable[Module]) -> list[str]:
    """In domain and engine: I/O, time, randomness, threads, waiting, and what differs from run to run."""
    found = []
    for module in modules:
        if module.layer not in PURE_LAYERS:
            continue
        for name, line in module.imports:
            top = name.split(".")[0]
            if top in sys.stdlib_module_names and top not in PURE_LIBRARY:
                found.append(f"{module.place(line)}: {name}: {module.layer} is pure")
        for node in ast.walk(module.tree):
            match node:
                case ast.Call(func=ast.Name(id=name)) if name in IMPURE_CALLS:
                    found.append(f"{module.place(node.lineno)}: {name}(): {module.layer} is pure")
                case ast.AsyncFunctionDef() | ast.Await():
                    found.append(f"{module.place(node.lineno)}: {module.layer} never waits")
    return found


def floats(modules: Iterable[Module]) -> list[str]:
    """In domain and engine: binary floats, in which neither money nor a multiplier is exact."""
    found = []
    for module in modules:
        if module.layer not in PURE_LAYERS:
            continue
        for node in ast.walk(module.tree):
            match node:
                case ast.Constant(value=float() as value):
                    found.append(f"{module.place(node.lineno)}: {value}: write Decimal, Fraction or int")
                case ast.Name(id="float"):
                    found.append(f"{module.place(node.lineno)}: float: write Decimal, Fraction or int")
    return found


def calls_outside(modules: Iterable[Module], name: str, homes: Collection[str]) -> list[str]:
    """Calls of one function or class, by its full name, in any module that is not one of its homes."""
    return [
        f"{module.place(node.lineno)}: only {' and '.join(sorted(homes))} may call {name}"
        for module in modules
        if module.path not in homes
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and module.full_name(node.func) == name
    ]


def commands_past_the_gateway(modules: Iterable[Module]) -> list[str]:
    """Calls of a connection's ``place``, ``cancel`` and ``cancel_all`` from anywhere but the gateway and brokers."""
    found = []
    for module in modules:
        if module.path == GATEWAY or module.layer == "brokers":
            continue
        for node in ast.walk(module.tree):
            match node:
                case ast.Call(func=ast.Attribute(value=owner, attr="place" | "cancel" | "cancel_all" as name)) if (
                    "link" in ast.unparse(owner).lower()
                ):
                    found.append(f"{module.place(node.lineno)}: link.{name}: commands leave through {GATEWAY} alone")
    return found


def long_files(modules: Iterable[Module], longest: int = LONGEST_FILE) -> list[str]:
    return [
        f"{module.path}: {lines} lines, more than {longest}"
        for module in modules
        if (lines := len(module.text.splitlines())) > longest
    ]


def without_purpose(modules: Iterable[Module]) -> list[str]:
    """Modules whose first lines do not say what they are for."""
    return [f"{module.path}: no docstring" for module in modules if not ast.get_docstring(module.tree)]


def leftovers(modules: Iterable[Module]) -> list[str]:
    """Notes to oneself, and functions that only pretend to exist."""
    found = []
    for module in modules:
        for line, text in enumerate(module.text.splitlines(), start=1):
            if note := LEFTOVER.search(text):
                found.append(f"{module.place(line)}: {note[0]}")
        for name, line in module.names:
            if name == "NotImplementedError":
                found.append(f"{module.place(line)}: {name}")
    return found


def excused_tests(modules: Iterable[Module]) -> list[str]:
    """Tests that may fail or never run. ``skipif`` remains, for what one operating system does not have."""
    return [
        f"{module.place(line)}: {name}: a test is mended or deleted, not excused"
        for module in modules
        for name, line in module.names
        if name in ("pytest.skip", "pytest.xfail", "pytest.mark.skip", "pytest.mark.xfail", "pytest.importorskip")
    ]


def package_files(root: Path, folders: Collection[str]) -> list[str]:
    """``__init__.py`` where it would shadow a library (packaging) or fight pytest's importlib mode (tests)."""
    return [
        f"{path.relative_to(root).as_posix()}: no __init__.py here"
        for folder in folders
        for path in sorted((root / folder).rglob("__init__.py"))
    ]
