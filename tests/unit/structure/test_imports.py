"""Who may import whom (ARCHITECTURE.md), on the repository and on small trees in which each rule is broken."""

from pathlib import Path

import pytest

from tests.helpers import structure
from tests.helpers.source import Module, modules

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def program() -> tuple[Module, ...]:
    found = modules(ROOT, structure.PACKAGE)
    assert len(found) > 30
    return found


def test_imports_keep_their_direction(program: tuple[Module, ...]) -> None:
    assert structure.wrong_directions(program) == []


def test_every_library_stays_in_its_folder(program: tuple[Module, ...]) -> None:
    assert structure.wrong_libraries(program) == []


def test_the_network_stays_in_brokers(program: tuple[Module, ...]) -> None:
    assert structure.network_outside_brokers(program) == []


def test_every_folder_of_the_program_has_its_place_in_the_order(program: tuple[Module, ...]) -> None:
    assert {module.layer for module in program} - {""} <= set(structure.LAYERS)


# --- and the checks themselves fail when they should ------------------------------------------------------------------


def tree(root: Path, path: str, source: str) -> tuple[Module, ...]:
    file = root / path
    file.parent.mkdir(parents=True)
    file.write_text(source, encoding="utf-8")
    return modules(root, "mimikdesk")


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("mimikdesk/domain/a.py", "from mimikdesk.engine.book import Book"),
        ("mimikdesk/engine/a.py", "import mimikdesk.brokers.port"),
        ("mimikdesk/engine/a.py", "from mimikdesk import services"),
        ("mimikdesk/brokers/practice/a.py", "from mimikdesk.services import control"),
        ("mimikdesk/journal/a.py", "from mimikdesk.settings.paths import data_folder"),
        ("mimikdesk/settings/a.py", "from mimikdesk.journal import store"),
        ("mimikdesk/services/a.py", "from mimikdesk.brokers.practice.venue import PracticeVenue"),
        ("mimikdesk/services/a.py", "from mimikdesk.brokers import practice"),
        ("mimikdesk/services/a.py", "from mimikdesk.gui import bridge"),
        ("mimikdesk/gui/a.py", "from mimikdesk.engine import sizing"),
        ("mimikdesk/gui/a.py", "def f():\n    from mimikdesk.journal.store import Store"),
        ("mimikdesk/gui/a.py", "if TYPE_CHECKING:\n    from mimikdesk.app.lane import Lane"),
        ("mimikdesk/gui/pages/a.py", "from ...app import lane"),
        ("mimikdesk/gui/pages/__init__.py", "from ...app import lane"),
        ("mimikdesk/gui/a.py", "import importlib\nimportlib.import_module('mimikdesk.app.lane')"),
        ("mimikdesk/services/a.py", "import mimikdesk"),
        ("mimikdesk/app_helpers/a.py", "from mimikdesk.domain import ids"),
    ],
)
def test_an_import_against_the_direction_is_found(tmp_path: Path, path: str, source: str) -> None:
    assert len(structure.wrong_directions(tree(tmp_path, path, source))) == 1


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("mimikdesk/engine/a.py", "from mimikdesk.domain.ids import Symbol\nfrom mimikdesk.engine import sizing"),
        ("mimikdesk/services/a.py", "from mimikdesk.brokers.port import Sink\nfrom mimikdesk.brokers import port"),
        ("mimikdesk/gui/pages/a.py", "from ..models import table\nfrom mimikdesk.services.views import Update"),
        ("mimikdesk/app/a.py", "from mimikdesk import __version__\nfrom mimikdesk.brokers.practice.venue import V"),
        ("mimikdesk/__main__.py", "from mimikdesk.app.main import main"),
    ],
)
def test_imports_along_the_direction_pass(tmp_path: Path, path: str, source: str) -> None:
    assert structure.wrong_directions(tree(tmp_path, path, source)) == []


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("mimikdesk/services/a.py", "from PySide6.QtCore import QObject"),
        ("mimikdesk/domain/a.py", "import qasync"),
        ("mimikdesk/gui/a.py", "def f():\n    import sqlalchemy as sa"),
        ("mimikdesk/services/a.py", "import sqlite3"),
        ("mimikdesk/app/a.py", "import aiohttp"),
        ("mimikdesk/domain/a.py", "import attrs"),
        ("mimikdesk/services/a.py", "from tests.helpers.logs import LogWatch"),
    ],
)
def test_a_library_outside_its_folder_is_found(tmp_path: Path, path: str, source: str) -> None:
    assert len(structure.wrong_libraries(tree(tmp_path, path, source))) == 1


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("mimikdesk/services/a.py", "import socket"),
        ("mimikdesk/gui/a.py", "from urllib.request import urlopen"),
        ("mimikdesk/journal/a.py", "import http.client"),
        ("mimikdesk/app/a.py", "import ssl"),
        ("mimikdesk/services/a.py", "import asyncio\nasync def f():\n    await asyncio.open_connection('h', 1)"),
        ("mimikdesk/app/a.py", "async def f(loop):\n    await loop.create_connection(P, 'h', 1)"),
        ("mimikdesk/gui/a.py", "from PySide6.QtNetwork import QLocalServer"),
    ],
)
def test_a_socket_outside_brokers_is_found(tmp_path: Path, path: str, source: str) -> None:
    assert len(structure.network_outside_brokers(tree(tmp_path, path, source))) == 1


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("mimikdesk/brokers/tradovate/a.py", "import socket, ssl"),
        ("mimikdesk/app/single_instance.py", "from PySide6.QtNetwork import QLocalServer"),
    ],
)
def test_sockets_where_they_belong_pass(tmp_path: Path, path: str, source: str) -> None:
    assert structure.network_outside_brokers(tree(tmp_path, path, source)) == []
