"""What the diagnostics are made of, read from the data folder without changing it, and the names that are masked."""

import getpass
import json
import platform
import re
import shutil
import sys
from collections.abc import Iterable
from contextlib import suppress
from importlib import metadata
from pathlib import Path

from mimikdesk import __version__
from mimikdesk.app.demo import PRACTICE
from mimikdesk.app.keys import NAMES
from mimikdesk.domain.accounts import LoginKind
from mimikdesk.domain.errors import MimikDeskError
from mimikdesk.journal.past import Past, look_into
from mimikdesk.services.masking import Known, Mask
from mimikdesk.settings.document import settings_in
from mimikdesk.settings.installation import NAME as INSTALLATION
from mimikdesk.settings.installation import installation_id
from mimikdesk.settings.secrets import SecretStore, system_ring
from mimikdesk.settings.store import NAME as SETTINGS
from mimikdesk.settings.transfer import export_text

_SESSIONS = 20
"""So many of the last runs are listed."""
_PIECE = re.compile(r"[^\s\"',:;{}\[\]()&=]{8,}")


def versions() -> str:
    """One line for each fact."""
    lines = [
        f"MimikDesk {__version__}{' (built)' if getattr(sys, 'frozen', False) else ''}",
        f"Python {platform.python_version()} ({platform.python_implementation()}, {platform.architecture()[0]})",
        f"{platform.system()} {platform.release()} {platform.version()} ({platform.machine()})",
        "",
    ]
    found = {str(each.name): each.version for each in metadata.distributions() if each.name}
    return "\n".join([*lines, *(f"{name} {found[name]}" for name in sorted(found, key=str.casefold))]) + "\n"


def settings_of(data: Path) -> object:
    """The settings of the catalogue, and nothing else that stands in the file."""
    try:
        document = json.loads((data / SETTINGS).read_text("utf-8"))
        return json.loads(export_text(settings_in(document)[0]))
    except FileNotFoundError:
        return {"problem": "There is no file of settings: the usual ones hold."}
    except (OSError, ValueError, TypeError, AttributeError, KeyError) as error:
        return {"problem": f"The settings cannot be read: {type(error).__name__}"}


def journal_facts(data: Path, past: Past) -> dict[str, object]:
    """Sizes and numbers; times in UTC nanoseconds."""
    sessions = past.record.sessions()
    return {
        "files": {file.name: file.stat().st_size for file in sorted(data.glob("*")) if file.suffix in _OURS},
        "free_on_disk": shutil.disk_usage(data).free,
        "sessions": len(sessions),
        "last_sessions": [
            {"program": each.program, "started_ns": each.started.utc_ns, "ended_ns": each.ended_ns}
            for each in sessions[-_SESSIONS:]
        ],
        "rows": dict(past.record.table_sizes()),
    }


_OURS = (".db", ".db-wal", ".db-shm", ".log")


def known_of(past: Past) -> list[Known]:
    """Accounts, logins and groups by all their names; those of accounts that are set up no more too."""
    accounts, logins = past.setup.accounts(), past.setup.connections()
    gone = sorted(past.record.accounts_ever() - {each.id for each in accounts})
    return [
        *(Known("Account", (each.name, each.id, each.venue_id)) for each in accounts),
        *(Known("Account", (each.rpartition("/")[2], each)) for each in gone),
        # “practice” is the program's own word, in the names of its modules too.
        *(
            Known("Login", (each.name, each.id, each.user, each.user_id, each.device))
            for each in logins
            if each.broker != PRACTICE
        ),
        *(Known("Group", (each.name, each.group)) for each in past.setup.groups()),
    ]


def secrets_of(data: Path) -> tuple[str, ...]:
    """What the system's store for passwords has of the logins, for looking only. It may ask to be unlocked."""
    if not (data / INSTALLATION).is_file():
        return ()
    try:
        with look_into(data) as past:
            logins = [each.id for each in past.setup.connections() if each.login is not LoginKind.NONE]
        store = SecretStore(system_ring(), installation_id(data)) if logins else None
    except MimikDeskError:
        return ()
    found = [store.get(f"{login}/{name}") for login in logins for name in NAMES] if store is not None else []
    return pieces(secret.reveal() for secret in found if secret is not None)


def pieces(secrets: Iterable[str]) -> tuple[str, ...]:
    """Each secret and its parts: a session is kept as several tokens in one text."""
    return tuple({piece for secret in secrets for piece in (secret, *_PIECE.findall(secret)) if piece.strip()})


def crash_text(data: Path, file: Path | None) -> str:
    """What a crash left, fit to be shown and sent; "" where there was none."""
    if file is None:
        return ""
    try:
        text = file.read_text("utf-8", "replace")[:_LONGEST_CRASH]
    except OSError as error:
        text = f"{file} cannot be read ({error.strerror})."
    return Mask(places=places(data))(text)


_LONGEST_CRASH = 20_000


def places(data: Path) -> list[tuple[str, str]]:
    """Folders and names of this machine and its user, with what is written for them."""
    found = [(str(data), "<data>"), (str(Path.home()), "~")]
    with suppress(OSError, KeyError, ImportError):
        found.append((getpass.getuser(), "<user>"))
    found.append((platform.node(), "<computer>"))
    return [(text, word) for text, word in found if len(text) > _SHORT]


_SHORT = 3
"""A folder like “/” or a name of so few letters would be found everywhere."""
