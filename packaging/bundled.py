"""Which packages went into the built program, found by the files that were collected, with their licences."""

import os
import shutil
import sys
import sysconfig
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ROOT / "packaging" / "licences"
QT = ("pyside6-essentials", "shiboken6")
"""Their wheels carry no licence texts; packaging/licences has them."""
BUILDER = "pyinstaller"
"""The first program that runs is its own."""
_LICENCE_FILES = ("licen", "copying", "notice", "authors")
PROGRAM_LICENCES = {"MimikDesk": ("LICENSE",), "Lucide icons": ("resources/icons/lucide/LICENSE",)}


class LicenceMissingError(Exception):
    """Something would be shipped without its licence. The text names it."""


@dataclass(frozen=True, slots=True)
class Package:
    """``licence``: as its metadata has it, an SPDX expression where that is one."""

    name: str
    version: str
    licence: str
    texts: tuple[Path, ...]


def packages(collected: Iterable[str]) -> list[Package]:
    """The packages of which at least one file was collected, and PyInstaller, by name."""
    files = {os.path.normcase(os.path.realpath(path)) for path in collected}
    found = {}
    for each in distributions():
        name = each.metadata["Name"].lower().replace("_", "-")
        if name == "mimikdesk":
            continue
        if name == BUILDER or not files.isdisjoint(_files(each)):
            found[name] = Package(name, each.version, _licence(each), _texts(each))
    return [found[name] for name in sorted(found)]


def _files(distribution: Distribution) -> set[str]:
    return {os.path.normcase(os.path.realpath(str(path.locate()))) for path in distribution.files or ()}


def _licence(distribution: Distribution) -> str:
    metadata = distribution.metadata
    told = next((metadata[key] for key in ("License-Expression", "License") if key in metadata), "")
    first = told.strip().partition("\n")[0]
    if first and len(first) < 80:
        return first
    of_classifiers = [
        line.rpartition(" :: ")[2] for line in metadata.get_all("Classifier") or () if "License ::" in line
    ]
    return ", ".join(of_classifiers) or first[:80] or "see its text"


def _texts(distribution: Distribution) -> tuple[Path, ...]:
    return tuple(
        Path(str(path.locate()))
        for path in distribution.files or ()
        if ".dist-info" in path.parts[0] and any(word in path.name.lower() for word in _LICENCE_FILES)
    )


def python_licence() -> Path:
    """Python's own, with those of the libraries in it. LicenceMissingError where this Python has none."""
    library = Path(sysconfig.get_path("stdlib"))
    for folder in (Path(sys.base_prefix), library, library.parent):
        for name in ("LICENSE.txt", "LICENSE"):
            if (folder / name).is_file():
                return folder / name
    raise LicenceMissingError(f"There is no licence of Python in {sys.base_prefix}.")


def collect_licences(found: Iterable[Package], target: Path) -> None:
    """Put all texts into ``target``, a folder for each part. LicenceMissingError where one has none."""
    shutil.rmtree(target, ignore_errors=True)
    for name, files in PROGRAM_LICENCES.items():
        _put([ROOT / file for file in files], target / name)
    _put([python_licence()], target / "Python")
    _put(sorted(TEXTS.iterdir()), target / "Qt and PySide6")
    for package in found:
        if package.name in QT:
            continue
        if not package.texts:
            raise LicenceMissingError(f"{package.name} {package.version} came without its licence.")
        _put(package.texts, target / f"{package.name} {package.version}")


def _put(files: Iterable[Path], folder: Path) -> None:
    folder.mkdir(parents=True)
    for file in files:
        shutil.copyfile(file, folder / (file.name if file.suffix else f"{file.name}.txt"))
