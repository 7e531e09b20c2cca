"""``mimikdesk diagnostics``: one zip file for whoever helps, every text in it masked (rule 3.5).

It is made by a process of its own, like an export: reading and masking megabytes of log would delay copies. What cannot
be read (a damaged database, say) is told in the file instead of stopping it: that is when it is needed most.
"""

import json
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

from mimikdesk import __version__
from mimikdesk.app.clock import utc_now_ns
from mimikdesk.app.diagnostics_facts import journal_facts, known_of, places, secrets_of, settings_of, versions
from mimikdesk.app.diagnostics_live import Live, from_pipe
from mimikdesk.app.diagnostics_options import DiagnosticsOptions
from mimikdesk.app.export_command import PROGRESS, WRITTEN, part_of
from mimikdesk.domain.errors import DiagnosticsError, MimikDeskError
from mimikdesk.journal.past import look_into
from mimikdesk.services.masking import Known, Mask
from mimikdesk.settings.paths import data_folder, log_folder

MOST_OF_A_LOG = 500_000
"""Bytes from the end of each log file."""
MOST_LOGS, MOST_CRASHES = 2, 3
_LARGEST_PIPE = 10_000_000
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The date of all files in the zip; it says nothing of the machine."""

README = """\
Diagnostics of MimikDesk {version}, for whoever helps.

versions.txt      the program, its libraries, the system
settings.json     the settings as the Settings page exports them
connections.json  how each connection stood{not_live}
unknowns.json     what adapters received from brokers and did not understand: counted, with one example of each kind
journal.json      size of the journal, its sessions, rows in each table
log-1.txt, ...    the ends of the log files, the newest first
crash-1.txt, ...  where the program was when it crashed, the newest first

Passwords, keys and tokens are not in it. Accounts are called Account-1, Account-2 and so on, everywhere the same;
logins, groups, mail addresses and long numbers likewise. Look through it before you pass it on if you want to be sure.
"""

Part = tuple[str, Callable[[], object]]
"""A name in the zip, and what is in it: a text, or what becomes JSON."""


def write_diagnostics(data: Path, out: Path, live: Live | None, tell: Callable[[int, int], None]) -> None:
    """Write the file. ``live``: None where the running program was not asked. ``tell``: so many parts of so many are
    done. OSError: it cannot be written."""
    names, facts = _journal(data)
    known = [*names, *(live.known if live is not None else ())]
    secrets = live.secrets if live is not None else secrets_of(data)
    mask = Mask(known, secrets, places(data))
    parts = list(_parts(data, facts, live))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for number, (name, content) in enumerate(parts):
            tell(number, len(parts))
            file.writestr(zipfile.ZipInfo(name, _EARLIEST), _text(mask, content()), zipfile.ZIP_DEFLATED)
    tell(len(parts), len(parts))


def diagnostics(options: DiagnosticsOptions, say: Callable[[str], None]) -> int:
    """Write and tell where. DiagnosticsError: it cannot be written there."""
    out, data = Path(options.out).expanduser(), data_folder(options.data)
    live = from_pipe(sys.stdin.buffer.read(_LARGEST_PIPE)) if options.live else None
    if out.exists() and not options.replace:
        raise DiagnosticsError(f"There is a file {out} already. Choose another name, or add --replace.")
    part = part_of(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        write_diagnostics(data, part, live, lambda done, of: say(f"{PROGRESS}{done} of {of}"))
        part.replace(out)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise DiagnosticsError(
            f"The diagnostics cannot be written to {out} ({error.strerror or error}). Choose another place."
        ) from error
    say(f"{WRITTEN}{out}")
    return 0


def _journal(data: Path) -> tuple[list[Known], object]:
    try:
        with look_into(data) as past:
            return known_of(past), journal_facts(data, past)
    except MimikDeskError as error:
        return [], {"problem": str(error)}


def _parts(data: Path, facts: object, live: Live | None) -> Iterator[Part]:
    not_live = "" if live is not None else " (the running program was not asked: nothing here)"
    yield "README.txt", lambda: README.format(version=__version__, not_live=not_live)
    yield "versions.txt", versions
    yield "settings.json", lambda: settings_of(data)
    yield "connections.json", lambda: {"at_ns": utc_now_ns(), "rows": live.connections if live else ()}
    yield "unknowns.json", lambda: live.unknowns if live else ()
    yield "journal.json", lambda: facts
    logs = log_folder(data)
    newest = [logs / "mimikdesk.log", *(logs / f"mimikdesk.log.{number}" for number in range(1, MOST_LOGS))]
    crashes = sorted(logs.glob("crash-*.txt"), reverse=True)[:MOST_CRASHES]
    for name, files in (("log", newest), ("crash", crashes)):
        for number, file in enumerate((file for file in files if file.is_file()), 1):
            yield f"{name}-{number}.txt", partial(_tail, file)


def _tail(file: Path) -> str:
    """The end of a file, from the beginning of a line: half a name would not be recognised."""
    try:
        with file.open("rb") as opened:
            size = opened.seek(0, 2)
            opened.seek(max(0, size - MOST_OF_A_LOG))
            raw = opened.read()
    except OSError as error:
        return f"This file cannot be read ({error.strerror}).\n"
    text = raw.decode("utf-8", "replace")
    return text if size <= MOST_OF_A_LOG else text.partition("\n")[2]


def _text(mask: Mask, content: object) -> str:
    if isinstance(content, str):
        return mask(content)
    return json.dumps(mask.within(content), indent=2, ensure_ascii=False) + "\n"
