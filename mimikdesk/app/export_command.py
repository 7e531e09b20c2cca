"""``mimikdesk export``: writes the activity log of the journal into one file, and tells how far it has come."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from mimikdesk.app.clock import utc_now_ns
from mimikdesk.app.export_options import ExportOptions
from mimikdesk.app.incident_command import find_account
from mimikdesk.domain.errors import ExportError
from mimikdesk.domain.time import SECOND
from mimikdesk.journal.past import look_into
from mimikdesk.services.activity_export import ExportFormat, ExportWish, export_lines, write_csv, write_json
from mimikdesk.settings.paths import data_folder

WRITTEN = "Written: "
PROGRESS = "Progress: "
"""How the lines begin that the window reads."""


def export(options: ExportOptions, say: Callable[[str], None]) -> int:
    """Write and tell where. Raises MimikDeskError for what the options name."""
    out = Path(options.out).expanduser()
    kind = ExportFormat(out.suffix.lower().removeprefix("."))
    with look_into(data_folder(options.data)) as past:
        now_ns = utc_now_ns()
        from_ns = options.from_ns or 0
        wish = ExportWish(
            from_ns=from_ns if options.hours is None else max(0, now_ns - options.hours * 3600 * SECOND),
            to_ns=now_ns if options.to_ns is None else options.to_ns,
            account=None if options.account is None else find_account(past.setup, options.account),
        )
        if wish.from_ns > wish.to_ns:
            raise ExportError("The span ends before it begins. Choose other times.")
        lines = export_lines(past.record, past.setup, wish, lambda done, of: say(f"{PROGRESS}{done} of {of}"))
        part = part_of(out)
        try:
            if out.exists() and not options.replace:
                raise ExportError(f"There is a file {out} already. Choose another name.")
            out.parent.mkdir(parents=True, exist_ok=True)
            write = write_csv if kind is ExportFormat.CSV else write_json
            with part.open("w", encoding="utf-8-sig" if kind is ExportFormat.CSV else "utf-8", newline="") as file:
                count = write(lines, file, None)
            part.replace(out)
        except OSError as error:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise ExportError(
                f"The log cannot be written to {out} ({error.strerror or error}). Choose another place."
            ) from error
    say(f"{WRITTEN}{out} ({count} lines)")
    return 0


def part_of(out: Path) -> Path:
    """The file that is written before it takes its name."""
    return out.with_name(f"{out.name}.part")
