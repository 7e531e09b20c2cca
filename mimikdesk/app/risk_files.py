"""Where the risk rules' files are: the bundled ones, and the trader's own in the data folder."""

from collections.abc import Callable
from pathlib import Path

from mimikdesk.gui.theme.resources import resource
from mimikdesk.settings.preset_file import FOLDER, Presets, read_presets


def own_presets(data: Path) -> Callable[[], Presets]:
    """Reads the presets, each time anew; copies in ``presets`` of the data folder count instead of bundled files."""
    return lambda: read_presets(resource(FOLDER), data / FOLDER)
