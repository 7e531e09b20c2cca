"""The settings file in the data folder: read once, replaced as a whole at each change.

A file is either the old one or the new one, never half of each. A damaged file is set aside and the usual settings
are used; a file of a newer MimikDesk is refused and left as it is. For use on one thread at a time.
"""

import json
import logging
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from mimikdesk.domain.time import SECOND, Stamp
from mimikdesk.settings.document import (
    FIRST_VERSION,
    UPGRADES,
    Document,
    Upgrade,
    put_settings,
    settings_in,
    window_in,
)
from mimikdesk.settings.model import Settings, SettingsError

log = logging.getLogger(__name__)

NAME = "settings.json"


class SettingsStore:
    """The open settings. Made by ``open_settings``."""

    def __init__(self, path: Path, document: Document) -> None:
        self._path = path
        self._document = document
        self._settings, _ = settings_in(document)

    @property
    def settings(self) -> Settings:
        return self._settings

    def save(self, settings: Settings) -> None:
        """Keep these settings. SettingsError when the file cannot be written; nothing has changed then."""
        self._replace(put_settings(self._document, settings))
        self._settings = settings

    def _replace(self, document: Document) -> None:
        write_whole(self._path, json.dumps(document, indent=2, ensure_ascii=False) + "\n")
        self._document = document

    # --- what the window remembers; never raises, it is only comfort ---------------------------------------------

    def load_window(self) -> dict[str, str]:
        return window_in(self._document)

    def save_window(self, values: dict[str, str]) -> None:
        if values == self.load_window():
            return
        try:
            self._replace(self._document | {"window": dict(values)})
        except SettingsError as error:
            log.warning("%s", error)


class WindowMemory:
    """The window's part of the settings file, in the shape the GUI asks for."""

    def __init__(self, store: SettingsStore) -> None:
        self.load = store.load_window
        self.save = store.save_window


@dataclass(frozen=True, slots=True)
class OpenedSettings:
    """The settings, and sentences the trader should see."""

    store: SettingsStore
    notices: tuple[str, ...]


def open_settings(folder: Path, at: Stamp, upgrades: tuple[Upgrade, ...] = UPGRADES) -> OpenedSettings:
    """Read the settings of a data folder. SettingsError: the file cannot be read, or is of a newer MimikDesk."""
    path = folder / NAME
    newest = FIRST_VERSION + len(upgrades)
    fresh: Document = {"version": newest}
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return OpenedSettings(SettingsStore(path, fresh), ())
    except UnicodeDecodeError:
        text = ""
    except OSError as error:
        raise SettingsError(
            f"The settings {path} cannot be read ({error.strerror}). "
            "Give your user the right to read them, or choose another data folder with --data."
        ) from error
    document = _parse(text)
    if document is None:
        kept = _set_aside(path, at)
        return OpenedSettings(
            SettingsStore(path, fresh),
            (f"The settings were damaged and could not be read. They are kept as {kept}; the usual ones are used.",),
        )
    version = document["version"]
    if version > newest:
        raise SettingsError(
            f"The settings {path} were written by a newer MimikDesk (version {version}; this program knows {newest}). "
            "Nothing was changed. Install the newer version, or choose another data folder with --data."
        )
    if version < newest:
        document = _upgraded(path, text, document, upgrades)
    _, complaints = settings_in(document)
    return OpenedSettings(SettingsStore(path, document), complaints)


def _parse(text: str) -> Document | None:
    """The object in the text with its version, None when it is not one."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(document, dict):
        return None
    version = document.get("version")
    return document if type(version) is int and version >= FIRST_VERSION else None


def _upgraded(path: Path, text: str, document: Document, upgrades: tuple[Upgrade, ...]) -> Document:
    """Bring the document up to date in the file, with a copy of the old file beside it."""
    version: int = document["version"]
    newest = FIRST_VERSION + len(upgrades)
    write_whole(path.with_name(f"{path.stem}.before-v{newest}{path.suffix}"), text)
    for upgrade in upgrades[version - FIRST_VERSION :]:
        document = upgrade(document)
    document = document | {"version": newest}
    write_whole(path, json.dumps(document, indent=2, ensure_ascii=False) + "\n")
    return document


def _set_aside(path: Path, at: Stamp) -> Path:
    when = datetime.fromtimestamp(at.utc_ns // SECOND, UTC).strftime("%Y%m%d-%H%M%S")
    number, target = 1, path.with_name(f"{path.stem}.damaged-{when}{path.suffix}")
    while target.exists():
        number += 1
        target = path.with_name(f"{path.stem}.damaged-{when}-{number}{path.suffix}")
    try:
        path.rename(target)
    except OSError as error:
        raise SettingsError(
            f"The settings {path} are damaged and could not be set aside ({error.strerror}). Move the file away."
        ) from error
    return target


def write_whole(path: Path, text: str) -> None:
    """Put the text in place of the file in one step. SettingsError when that fails; the old file is there then."""
    part = path.with_name(path.name + ".part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise SettingsError(
            f"The settings {path} cannot be written ({error.strerror}). "
            "Free some space on the disk, or give your user the right to write there."
        ) from error
