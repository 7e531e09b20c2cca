"""The number of this installation: drawn once, kept in the data folder, the same for as long as the folder lives.

No secret, and no setting either: settings can be carried to another machine, which must not pass for this one.
"""

import re
import uuid
from pathlib import Path

from mimikdesk.settings.model import SettingsError
from mimikdesk.settings.store import write_whole

NAME = "installation.txt"


def installation_id(folder: Path) -> str:
    """32 hexadecimal digits; brokers know the installation by it (a device id). Where the file is missing or damaged a
    new one is drawn and kept. SettingsError: it can be neither read nor kept."""
    path = folder / NAME
    try:
        text = path.read_text("ascii").strip()
    except (FileNotFoundError, UnicodeDecodeError):
        text = ""
    except OSError as error:
        raise SettingsError(
            f"The file {path} cannot be read ({error.strerror}). "
            "Give your user the right to read it, or choose another data folder with --data."
        ) from error
    if re.fullmatch(r"[0-9a-f]{32}", text):
        return text
    drawn = uuid.uuid4().hex
    write_whole(path, drawn + "\n")
    return drawn
