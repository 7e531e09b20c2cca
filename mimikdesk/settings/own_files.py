"""Bundled files that the trader may replace by copies of his own in the data folder.

A copy of the same name counts instead of the bundled file, and further files in the folder count besides. Nothing is
written here but the copy that the trader asks for, and never over a file that is there.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from mimikdesk.settings.model import SettingsError

ENDINGS = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class FileText:
    """``own``: the trader's copy. ``text``: None where it could not be read, and then ``problem`` says why."""

    path: Path
    own: bool
    text: str | None
    problem: str = ""


def read_files(bundled: Path, own: Path) -> tuple[FileText, ...]:
    """All files of both folders by name, the trader's instead of a bundled one of the same name. A folder that does not
    exist holds none."""
    found = {path.name: FileText(path, False, None) for path in _yaml_files(bundled)}
    found |= {path.name: FileText(path, True, None) for path in _yaml_files(own)}
    return tuple(_read(found[name]) for name in sorted(found))


def bundled_again(file: FileText, bundled: Path) -> FileText | None:
    """The bundled file behind a copy that is of no use; None where there is none of that name."""
    path = bundled / file.path.name
    return _read(FileText(path, False, None)) if file.own and path.is_file() else None


def make_copy(bundled: Path, own: Path) -> Path:
    """A copy of a bundled file for the trader to edit; the one that is there already stays as it is.

    ``bundled``: a file. ``own``: the folder, made where it is missing. SettingsError when it cannot be written."""
    target = own / bundled.name
    if target.exists():
        return target
    try:
        own.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(bundled, target)
    except OSError as error:
        raise SettingsError(
            f"The copy {target} cannot be written ({error.strerror}). "
            "Free some space on the disk, or give your user the right to write there."
        ) from error
    return target


def _yaml_files(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if path.suffix.lower() in ENDINGS and path.is_file()]
    except OSError:
        return []


def _read(file: FileText) -> FileText:
    try:
        # Editors on Windows put a mark before the first character.
        return FileText(file.path, file.own, file.path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        return FileText(file.path, file.own, None, "is not saved as UTF-8; save it again with that encoding")
    except OSError as error:
        return FileText(file.path, file.own, None, f"cannot be read ({error.strerror})")
