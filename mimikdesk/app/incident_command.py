"""``mimikdesk incident``: finds the account that the command line names, and writes the report's two files.

``write_incident`` is the window's way too: it reads through a connection of its own, so it may run on a worker thread
while the program goes on.
"""

import os
import re
from collections.abc import Callable
from pathlib import Path

from mimikdesk import __version__
from mimikdesk.app.clock import utc_now_ns
from mimikdesk.app.incident_options import IncidentOptions
from mimikdesk.domain.errors import IncidentError
from mimikdesk.domain.ids import AccountId, Symbol
from mimikdesk.journal.past import look_into
from mimikdesk.journal.store import SavedSetup
from mimikdesk.services.incident import Incident, Question, make_incident, moment
from mimikdesk.services.incident_csv import incident_csv
from mimikdesk.settings.paths import data_folder

NO_PDF = "The PDF could not be made, because a part of the window cannot be loaded: %s."


def write_incident(data: Path, question: Question, out: Path, *, pdf: bool = True) -> tuple[Path, ...]:
    """Write the report about ``question`` from the journal in ``data``; returns the files, the PDF first.

    With ``pdf`` a QGuiApplication must exist. IncidentError or JournalError when there is nothing to report or the
    folder cannot be written.
    """
    with look_into(data) as past:
        incident = make_incident(past.record, past.setup, question, program=__version__, made_ns=utc_now_ns())
    try:
        out.mkdir(parents=True, exist_ok=True)
        csv_file = _unused(out / f"{_stem(incident)}.csv")
        csv_file.write_text(incident_csv(incident), encoding="utf-8-sig", newline="")
        if not pdf:
            return (csv_file,)
        from mimikdesk.gui.incident_pdf import write_pdf

        pdf_file = csv_file.with_suffix(".pdf")
        write_pdf(incident, pdf_file)
    except OSError as error:
        raise IncidentError(
            f"The report cannot be written to {out} ({error.strerror or error}). Choose another folder."
        ) from error
    return pdf_file, csv_file


def report(options: IncidentOptions, say: Callable[[str], None]) -> int:
    """Write and tell where. Raises MimikDeskError for what the options name."""
    data = data_folder(options.data)
    with look_into(data) as past:
        account = find_account(past.setup, options.account)
    symbol = None if options.symbol is None else Symbol(options.symbol.strip().upper())
    question = Question(account, symbol, options.from_ns, options.to_ns)
    pdf = options.pdf and _drawing(say)
    for path in write_incident(data, question, Path(options.out).expanduser(), pdf=pdf):
        say(f"Written: {path}")
    return 0


def _drawing(say: Callable[[str], None]) -> bool:
    """Make what a PDF is drawn with; no display is needed. False, and said, where Qt cannot be loaded."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        from PySide6.QtGui import QGuiApplication
    except ImportError as error:
        say(NO_PDF % error)
        return False
    _drawn_with.append(QGuiApplication.instance() or QGuiApplication(["mimikdesk"]))
    return True


_drawn_with: list[object] = []
"""Qt's application object lives until the process ends."""


def find_account(setup: SavedSetup, name: str) -> AccountId:
    """The account of this name or id. IncidentError where there is none, or there are several."""
    accounts = setup.accounts()
    found = [a for a in accounts if name in (a.id, a.name)] or [a for a in accounts if a.name.lower() == name.lower()]
    if len(found) == 1:
        return found[0].id
    if found:
        which = ", ".join(account.id for account in found)
        raise IncidentError(f"Several accounts are named {name}. Name one of them in full: {which}.")
    known = ", ".join(account.name for account in accounts) or "none"
    raise IncidentError(f"There is no account “{name}”. There are: {known}.")


def _stem(incident: Incident) -> str:
    start = moment(incident.from_ns, incident.zone)
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", incident.account_name).strip("-.") or "account"
    return f"incident-{name}-{start:%Y%m%d-%H%M%S}"


def _unused(path: Path) -> Path:
    """This name, or the first of ``name-2``, ``name-3``, ... that no file of the two has."""
    number, candidate = 1, path
    while any(candidate.with_suffix(suffix).exists() for suffix in (".csv", ".pdf")):
        number += 1
        candidate = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return candidate
