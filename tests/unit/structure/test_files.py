"""What every file is like: short, with its purpose in its first lines, finished, and without excuses."""

from pathlib import Path

import pytest

from tests.helpers import structure
from tests.helpers.source import Module, modules

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def program() -> tuple[Module, ...]:
    return modules(ROOT, structure.PACKAGE)


def test_no_file_of_the_program_is_longer_than_400_lines(program: tuple[Module, ...]) -> None:
    assert structure.long_files(program) == []


def test_every_file_says_what_it_is_for(program: tuple[Module, ...]) -> None:
    assert structure.without_purpose((*program, *modules(ROOT, "tests", "packaging"))) == []


def test_nothing_is_left_unfinished(program: tuple[Module, ...]) -> None:
    assert structure.leftovers((*program, *modules(ROOT, "packaging"))) == []


def test_no_test_is_excused() -> None:
    assert structure.excused_tests(modules(ROOT, "tests")) == []


def test_tests_and_packaging_are_no_packages() -> None:
    assert structure.package_files(ROOT, ["tests", "packaging"]) == []


# --- and the checks themselves fail when they should ------------------------------------------------------------------


def module(source: str) -> tuple[Module, ...]:
    return (Module("mimikdesk/engine/a.py", "mimikdesk.engine.a", source),)


def test_a_file_one_line_too_long_is_found() -> None:
    assert structure.long_files(module("x = 1\n" * 400)) == []
    assert structure.long_files(module("x = 1\n" * 401)) == ["mimikdesk/engine/a.py: 401 lines, more than 400"]


def test_a_file_without_a_docstring_is_found() -> None:
    assert structure.without_purpose(module('"""What it is for."""')) == []
    assert structure.without_purpose(module("# a comment is no docstring\nx = 1")) == [
        "mimikdesk/engine/a.py: no docstring"
    ]


@pytest.mark.parametrize("source", ["x = 1  # TODO: later", "def f():\n    raise NotImplementedError", "# FIXME"])
def test_a_leftover_is_found(source: str) -> None:
    assert len(structure.leftovers(module(source))) == 1


@pytest.mark.parametrize("name", ["pytest.skip('x')", "pytest.mark.xfail", "pytest.mark.skip(reason='x')"])
def test_an_excused_test_is_found(name: str) -> None:
    assert len(structure.excused_tests(module(f"import pytest\nmark = {name}"))) == 1


def test_an_init_file_is_found_at_any_depth(tmp_path: Path) -> None:
    (tmp_path / "packaging").mkdir()
    (tmp_path / "tests" / "unit").mkdir(parents=True)
    assert structure.package_files(tmp_path, ["packaging", "tests"]) == []
    (tmp_path / "packaging" / "__init__.py").touch()
    (tmp_path / "tests" / "unit" / "__init__.py").touch()
    assert structure.package_files(tmp_path, ["packaging", "tests"]) == [
        "packaging/__init__.py: no __init__.py here",
        "tests/unit/__init__.py: no __init__.py here",
    ]
