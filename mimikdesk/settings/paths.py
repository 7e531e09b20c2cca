"""Where the program keeps its files."""

import os
from pathlib import Path

from platformdirs import user_data_path

PROGRAM = "MimikDesk"


def data_folder(override: str | None) -> Path:
    """The folder of the journal and the settings, as an absolute path; it need not exist yet.

    ``override``: the folder the user asked for, ``~`` allowed. Without it ``%LOCALAPPDATA%\\MimikDesk`` on Windows,
    ``$XDG_DATA_HOME/MimikDesk`` (usually ``~/.local/share/MimikDesk``) on Linux.
    """
    # os.path, because a name like ~nobody that stands for no user is a plain folder name there, not an error.
    folder = Path(os.path.expanduser(override)) if override else user_data_path(PROGRAM, appauthor=False)
    return folder.absolute()


def log_folder(data: Path) -> Path:
    """The folder of the log files, within the data folder, so that one folder holds everything of one workspace."""
    return data / "logs"
