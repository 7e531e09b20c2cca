"""What is left out of the shipped program is not needed by it, and what is needed is not left out."""

import ast
import re
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

import imports
import parts
import pytest

from mimikdesk.app.identity import APP_ID
from mimikdesk.gui import translate
from mimikdesk.settings.secrets import BACKENDS

ROOT = Path(__file__).resolve().parents[3]
SHIPPED = [
    path
    for path in sorted((ROOT / "mimikdesk").rglob("*.py"))
    if parts.is_own(".".join(path.relative_to(ROOT).with_suffix("").parts))
]
SPEC = (ROOT / "packaging" / "mimikdesk.spec").read_text("utf-8")


def imported(path: Path) -> set[str]:
    """Modules, and what is taken from packages by name."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


NEEDED = {module for path in SHIPPED for module in imported(path)}


@pytest.mark.parametrize("name", parts.QT_LEFT_OUT)
def test_a_part_of_qt_that_is_left_out_is_imported_nowhere(name: str) -> None:
    assert f"PySide6.{name}" not in NEEDED


def test_every_part_of_qt_that_is_imported_is_kept_on_purpose() -> None:
    used = {found[1] for module in NEEDED if (found := re.match(r"PySide6\.(Qt\w+)", module))}
    assert used == set(parts.QT_KEPT)


@pytest.mark.parametrize("name", parts.MODULES_LEFT_OUT)
def test_a_package_that_is_left_out_is_imported_nowhere(name: str) -> None:
    assert not [module for module in NEEDED if module.partition(".")[0] == name]


@pytest.mark.parametrize("name", parts.OWN_LEFT_OUT)
def test_a_part_of_the_program_that_is_left_out_is_imported_by_none_that_is_shipped(name: str) -> None:
    assert len(SHIPPED) < len(list((ROOT / "mimikdesk").rglob("*.py")))
    assert not [module for module in NEEDED if module.startswith(name)]


def test_everything_left_out_has_its_reason() -> None:
    for table in (parts.QT_KEPT, parts.QT_LEFT_OUT, parts.MODULES_LEFT_OUT, parts.OWN_LEFT_OUT):
        assert all(table.values())


@pytest.mark.parametrize(
    "target",
    [
        "PySide6\\plugins\\platforms\\qwindows.dll",
        "PySide6/plugins/iconengines/qsvgicon.dll",
        "PySide6/plugins/styles/qmodernwindowsstyle.dll",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/translations/qtbase_de.qm",
        "PySide6/Qt6Core.dll",
        "PySide6/Qt/lib/libQt6Svg.so.6",
        "python311.dll",
        "mimikdesk/_resources/translations/mimikdesk_de.qm",
    ],
)
def test_what_the_window_needs_is_kept(target: str) -> None:
    assert parts.is_wanted(target)


@pytest.mark.parametrize(
    "target",
    [
        "PySide6\\opengl32sw.dll",
        "PySide6/Qt6Qml.dll",
        "PySide6/Qt/lib/libQt6Quick.so.6",
        "PySide6/plugins/platforminputcontexts/qtvirtualkeyboardplugin.dll",
        "PySide6/plugins/tls/qopensslbackend.dll",
        "PySide6/plugins/sqldrivers/qsqlite.dll",
        "PySide6/translations/qtbase_fr.qm",
        "PySide6/translations/qt_de.qm",
    ],
)
def test_what_qt_brings_besides_is_not(target: str) -> None:
    assert not parts.is_wanted(target)


def test_qts_own_words_are_there_in_every_language() -> None:
    assert {f"qtbase_{code}" for code in translate.TRANSLATED} == set(parts.QT_LANGUAGES)


@pytest.mark.parametrize("name", parts.STAND_INS)
def test_a_stand_in_for_a_file_of_windows_stops_the_build(name: str) -> None:
    assert parts.is_stand_in(f"_internal\\{name.upper()}")
    assert "is_stand_in" in SPEC


def test_what_is_imported_by_name_is_told_to_the_build() -> None:
    assert {system: (module,) for system, (module, _) in BACKENDS.items()} == imports.BY_NAME


def test_imports_of_machine_code_are_found_in_its_source(tmp_path: Path) -> None:
    package = tmp_path / "mimikdesk"
    package.mkdir()
    (package / "plain.py").write_text("import csv")
    assert imports.of_compiled(tmp_path) == []
    (package / "fast.py").write_text("import json\ndef f():\n    from decimal import Decimal\n")
    (package / f"fast{EXTENSION_SUFFIXES[0]}").touch()
    assert imports.of_compiled(tmp_path) == ["decimal", "json"]


def test_it_is_a_folder_and_never_one_file_or_a_packed_one() -> None:
    calls = {
        node.func.id: node
        for node in ast.walk(ast.parse(SPEC))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    told = {keyword.arg: ast.unparse(keyword.value) for keyword in calls["EXE"].keywords}
    assert told["exclude_binaries"] == "True"
    assert told["upx"] == "False"
    assert "COLLECT" in calls


def test_windows_knows_the_running_program_and_the_installed_one_by_the_same_name() -> None:
    assert APP_ID == parts.APP_ID
    shortcuts = re.findall(r'^Name: .*AppUserModelID: "([^"]+)"', (ROOT / "installer.iss").read_text("utf-8-sig"), re.M)
    assert shortcuts == [APP_ID, APP_ID]


def test_every_screen_has_its_own_scale_and_no_administrator_is_asked_for() -> None:
    manifest = (ROOT / "packaging" / "mimikdesk.manifest").read_text("utf-8")
    assert "PerMonitorV2" in manifest
    assert 'level="asInvoker"' in manifest
