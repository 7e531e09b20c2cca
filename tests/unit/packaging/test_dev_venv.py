"""The virtual environment: made once, brought up to date when lock or Python change, remade after an interruption."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import dev_venv
import pytest
from dev_common import UNREACHABLE, SetupError
from dev_sources import Sources

OFFLINE = "error: Failed to fetch: `https://pypi.org/simple/ruff/`"


class Checkout:
    """A checkout in a folder of its own, and a uv that only writes down what it is asked."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.commands: list[list[str]] = []
        self.environments: list[Mapping[str, str]] = []
        self.answers: dict[str, tuple[int, str]] = {}
        self.sources = Sources()
        (folder / "uv.lock").write_text("lock")
        (folder / "pyproject.toml").write_text("project")
        patch.setattr(dev_venv, "ROOT", folder)
        patch.setattr(dev_venv, "TOOLS", folder / ".tools")
        patch.setattr(dev_venv, "VENV", folder / ".venv")
        patch.setattr(dev_venv, "STAMP", folder / ".venv" / "stamp.json")
        patch.setattr(dev_venv, "UNFINISHED", folder / ".tools" / "unfinished")
        patch.setattr(dev_venv, "PYTHON", folder / ".venv" / "python")
        patch.setattr(dev_venv, "find_or_fetch_uv", lambda sources: "uv")
        patch.setattr(dev_venv, "run_shown", self.run)

    def run(self, command: Sequence[str], environment: Mapping[str, str]) -> tuple[int, str]:
        self.commands.append(list(command[1:]))
        self.environments.append(environment)
        (self.folder / ".venv").mkdir(exist_ok=True)
        (self.folder / ".venv" / "python").touch()
        return self.answers.get(command[1], (0, ""))

    def provide(self, *, developer: bool) -> None:
        dev_venv.provide(self.sources, {}, developer=developer)


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    return Checkout(tmp_path, monkeypatch)


def test_the_locked_packages_are_installed_once_and_then_nothing_is_run(checkout: Checkout) -> None:
    assert not dev_venv.is_ready(developer=True)
    checkout.provide(developer=True)
    assert checkout.commands[0][:2] == ["sync", "--locked"]
    assert dev_venv.is_ready(developer=True)
    checkout.provide(developer=True)
    assert len(checkout.commands) == 1


def test_the_program_alone_needs_no_developer_tools_and_the_tests_add_them(checkout: Checkout) -> None:
    checkout.provide(developer=False)
    assert "--no-dev" in checkout.commands[-1]
    assert dev_venv.is_ready(developer=False)
    assert not dev_venv.is_ready(developer=True)
    checkout.provide(developer=True)
    assert "--no-dev" not in checkout.commands[-1]
    assert dev_venv.is_ready(developer=False)


@pytest.mark.parametrize("name", ["uv.lock", "pyproject.toml"])
def test_a_changed_lock_brings_the_environment_up_to_date_and_keeps_the_tools(checkout: Checkout, name: str) -> None:
    checkout.provide(developer=True)
    (checkout.folder / name).write_text("changed")
    assert not dev_venv.is_ready(developer=False)
    checkout.provide(developer=False)
    assert "--no-dev" not in checkout.commands[-1]
    assert dev_venv.is_ready(developer=True)


def test_another_python_brings_the_environment_up_to_date(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    checkout.provide(developer=True)
    monkeypatch.setattr("sys.version", "3.13.0 of tomorrow")
    assert not dev_venv.is_ready(developer=True)


def test_a_damaged_stamp_counts_as_none(checkout: Checkout) -> None:
    checkout.provide(developer=True)
    dev_venv.STAMP.write_bytes(b"\xff[")
    assert not dev_venv.is_ready(developer=True)


def test_an_interrupted_set_up_is_started_over_from_an_empty_environment(
    checkout: Checkout, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(command: Sequence[str], environment: Mapping[str, str]) -> tuple[int, str]:
        checkout.run(command, environment)
        (checkout.folder / ".venv" / "half-a-package").touch()
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(dev_venv, "run_shown", interrupt)
        with pytest.raises(KeyboardInterrupt):
            checkout.provide(developer=True)
    assert not dev_venv.is_ready(developer=True)
    checkout.provide(developer=True)
    assert not (checkout.folder / ".venv" / "half-a-package").exists()
    assert dev_venv.is_ready(developer=True)


def test_an_interrupted_update_leaves_an_environment_that_is_not_used(
    checkout: Checkout, monkeypatch: pytest.MonkeyPatch
) -> None:
    checkout.provide(developer=True)
    (checkout.folder / "uv.lock").write_text("newer")

    def interrupt(command: Sequence[str], environment: Mapping[str, str]) -> tuple[int, str]:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(dev_venv, "run_shown", interrupt)
        with pytest.raises(KeyboardInterrupt):
            checkout.provide(developer=True)
    # Taking the old lock back must not make the half-changed environment look whole.
    (checkout.folder / "uv.lock").write_text("lock")
    assert not dev_venv.is_ready(developer=True)


def test_a_lock_that_does_not_fit_is_reported_and_the_environment_is_left_alone(checkout: Checkout) -> None:
    checkout.provide(developer=True)
    (checkout.folder / "pyproject.toml").write_text("changed")
    checkout.answers["sync"] = (1, "The lockfile at `uv.lock` needs to be updated, but `--locked` was provided.")
    with pytest.raises(SetupError, match="uv lock"):
        checkout.provide(developer=True)
    assert not dev_venv.UNFINISHED.exists()


def test_a_mirror_in_pips_configuration_gives_the_same_packages_by_checksum(checkout: Checkout) -> None:
    checkout.sources = Sources(index_url="https://mirror/simple")
    checkout.provide(developer=True)
    assert [command[0] for command in checkout.commands] == ["export", "venv", "pip"]
    install = checkout.commands[-1]
    assert "--require-hashes" in install
    assert checkout.environments[-1]["UV_DEFAULT_INDEX"] == "https://mirror/simple"
    assert not any("https:" in word for word in install)
    assert dev_venv.is_ready(developer=True)


def test_pips_further_sources_are_asked_only_when_pypi_is_out_of_reach(checkout: Checkout) -> None:
    checkout.sources = Sources(find_links=("/wheels",))
    checkout.provide(developer=True)
    assert [command[0] for command in checkout.commands] == ["sync"]
    (checkout.folder / "uv.lock").write_text("newer")
    checkout.answers["sync"] = (2, OFFLINE)
    checkout.provide(developer=True)
    assert "--find-links=/wheels" in checkout.commands[-1]
    assert dev_venv.is_ready(developer=True)


def test_a_failure_that_is_not_the_networks_is_not_tried_again_elsewhere(checkout: Checkout) -> None:
    checkout.sources = Sources(find_links=("/wheels",))
    checkout.answers["sync"] = (1, "error: No space left on device (os error 28)")
    with pytest.raises(SetupError, match="disk is full"):
        checkout.provide(developer=True)
    assert [command[0] for command in checkout.commands] == ["sync"]


def test_a_uv_that_fails_without_a_word_is_a_failure(checkout: Checkout) -> None:
    checkout.answers["sync"] = (3221225781, "")
    with pytest.raises(SetupError, match="exit code 3221225781"):
        checkout.provide(developer=True)
    assert not dev_venv.is_ready(developer=True)


def test_without_network_the_person_is_told_and_nothing_counts_as_ready(checkout: Checkout) -> None:
    checkout.answers["sync"] = (2, OFFLINE)
    with pytest.raises(SetupError) as raised:
        checkout.provide(developer=True)
    assert UNREACHABLE in str(raised.value)
    assert not dev_venv.is_ready(developer=True)


def test_sources_that_fail_too_are_reported(checkout: Checkout) -> None:
    checkout.sources = replace(Sources(), index_url="https://mirror/simple")
    checkout.answers["pip"] = (2, OFFLINE)
    with pytest.raises(SetupError, match="cannot be reached"):
        checkout.provide(developer=True)


def test_the_program_of_this_checkout_is_found_from_any_folder(checkout: Checkout) -> None:
    first = dev_venv.program_environment({"PYTHONPATH": "/mine"})["PYTHONPATH"]
    assert first.startswith(str(checkout.folder))
    assert first.endswith("/mine")
