"""Where the editor of risk rules has its presets from, and where the trader's own copies of them go."""

from pathlib import Path
from typing import Protocol

from mimikdesk.gui.theme.resources import resource
from mimikdesk.settings.preset_file import FOLDER, Presets, read_presets


class PresetSource(Protocol):
    @property
    def folder(self) -> Path | None:
        """Of the trader's own files; None where there is none."""
        ...

    def read(self) -> Presets:
        """All presets, each time anew: the trader edits his files beside the program."""
        ...

    def copy(self, file: str) -> Path:
        """The trader's own copy of the file of this name, made where there is none yet. SettingsError says why not."""
        ...


class BundledPresets:
    """Those that came with the program, for a window without a data folder."""

    folder: Path | None = None

    def read(self) -> Presets:
        bundled = resource(FOLDER)
        return read_presets(bundled, bundled / "own")

    def copy(self, file: str) -> Path:
        return resource(FOLDER) / file
