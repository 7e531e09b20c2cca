"""An incident report's time line as CSV: one row per event, for a spreadsheet or another program.

The figures are as they are in the journal; texts come from brokers and users too, so one that a spreadsheet would take
for a formula is put behind an apostrophe.
"""

import csv
import io
from datetime import UTC, tzinfo

from mimikdesk.domain.time import MILLISECOND, SECOND
from mimikdesk.services.incident import Incident, moment

COLUMNS = (
    "time_utc",
    "time_local",
    "part",
    "account",
    "symbol",
    "side",
    "quantity",
    "price",
    "client_order_id",
    "broker_order_id",
    "what_happened",
    "session",
    "record",
)


def incident_csv(incident: Incident) -> str:
    """The whole file as text; rows in the order of the journal, times to the millisecond."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in incident.rows:
        line = row.line
        writer.writerow(
            (
                stamped(row.at_ns, UTC),
                stamped(row.at_ns, incident.zone),
                line.part.value,
                plain(line.account or ""),
                line.symbol or "",
                line.side or "",
                "" if line.qty is None else line.qty,
                "" if line.price is None else line.price,
                line.client_order_id,
                line.venue_order_id,
                plain(line.text),
                row.session,
                row.number,
            )
        )
    return out.getvalue()


def stamped(at_ns: int, zone: tzinfo | None) -> str:
    """``2026-11-20 14:32:10.123+00:00``."""
    second = moment(at_ns, zone)
    offset = f"{second:%z}"
    return f"{second:%Y-%m-%d %H:%M:%S}.{at_ns % SECOND // MILLISECOND:03}{offset[:3]}:{offset[3:5]}"


def plain(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
