"""An incident report as a PDF: A4, the program's own fonts, text that can be selected, page numbers.

Needs a QGuiApplication, and no window and no display of its own; a document belongs to the thread that makes it, so it
may be written on any.
"""

import re
from collections.abc import Iterable
from datetime import UTC, tzinfo
from decimal import Decimal
from html import escape
from pathlib import Path

from PySide6.QtCore import QEventLoop, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QPdfWriter, QTextDocument

from mimikdesk.domain.orders import standing
from mimikdesk.domain.time import MILLISECOND, SECOND
from mimikdesk.gui.theme import fonts
from mimikdesk.services import words
from mimikdesk.services.incident import Incident, IncidentOrder, IncidentPosition, IncidentRow, moment

DPI = 1200
"""Of the layout: at a screen's resolution letters would stand on whole dots, and their distances be uneven."""
MARGIN_MM = 15.0
_FOOT_MM = 8.0
_TEXT_PT, _SMALL_PT = 8.5, 7.5
_TIME_WIDTH, _DAY_WIDTH = "11.5%", "20%"
"""Of a column with a time to the millisecond, without and with its day."""
_STYLE = """
    h1 { font-size: 15pt; font-weight: 600; margin: 0 0 6px 0; }
    h2 { font-size: 10.5pt; font-weight: 600; margin: 18px 0 6px 0; }
    p { margin: 0 0 6px 0; }
    .dim { color: #5b6470; }
    th { font-weight: 600; text-align: left; background-color: #eceff3; }
    td, th { font-size: 7.5pt; }
"""


def document(incident: Incident) -> QTextDocument:
    """The report as it will be printed, on pages without a foot."""
    fonts.load()
    made = QTextDocument()
    made.setDefaultFont(_font(_TEXT_PT))
    made.setDocumentMargin(0)
    made.setDefaultStyleSheet(_STYLE)
    made.setHtml("".join((_head(incident), _positions(incident), _orders(incident), _time_line(incident))))
    return made


def write_pdf(incident: Incident, path: Path) -> None:
    """Write the report. OSError when the file cannot be written."""
    path.write_bytes(b"")  # Qt does not say why it cannot write
    timers = QEventLoop()  # never run: a document starts timers, and a thread of Python's has nowhere to keep them
    writer = QPdfWriter(str(path))
    writer.setResolution(DPI)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    writer.setTitle(f"Incident report, account {incident.account_name}")
    writer.setCreator(f"MimikDesk {incident.program}")
    made = document(incident)
    made.documentLayout().setPaintDevice(writer)
    width, height, foot_height = float(writer.width()), float(writer.height()), _FOOT_MM / 25.4 * DPI
    body = height - foot_height
    made.setPageSize(QSizeF(width, body))
    pages = made.pageCount()
    painter = QPainter(writer)
    if not painter.isActive():
        raise OSError(f"{path} cannot be written")
    for page in range(pages):
        if page:
            writer.newPage()
        painter.save()
        painter.translate(0, -page * body)
        made.drawContents(painter, QRectF(0, page * body, width, body))
        painter.restore()
        painter.setFont(_font(_SMALL_PT))
        foot = QRectF(0, body, width, foot_height)
        left = f"Account {incident.account_name}, {incident.records} records, SHA-256 {incident.digest[:16]}…"
        painter.drawText(foot, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom), left)
        number = f"Page {page + 1} of {pages}"
        painter.drawText(foot, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom), number)
    painter.end()
    del made, timers  # in this order
    path.write_bytes(_with_spaces(path.read_bytes()))


def _with_spaces(pdf: bytes) -> bytes:
    """Qt writes down that its glyph of a space stands for a tab, so that whoever copies or searches gets tabs. The
    lists that say what each glyph stands for are put right in their places."""
    return re.sub(rb"\[<[0-9A-F<> ]*\]", lambda found: found[0].replace(b"<0009>", b"<0020>"), pdf)


def _font(points: float) -> QFont:
    """Without the face's other shapes for figures and signs: a reader of PDFs cannot tell what these stand for, and
    what is copied out of the report would be nonsense."""
    face = QFont(fonts.FAMILY)
    face.setPointSizeF(points)
    for feature in ("calt", "tnum", "case", "ccmp", "liga", "dlig"):
        face.setFeature(QFont.Tag(feature), 0)
    face.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return face


# --- the parts --------------------------------------------------------------------------------------------------------


def _head(incident: Incident) -> str:
    about = f"account {incident.account_name}" + (f", {incident.symbol}" if incident.symbol else "")
    leaders = ", ".join(incident.leaders)
    facts = [
        ("Connection", incident.connection or "not set up any more"),
        ("Copies", leaders if leaders else "nobody in this time"),
        ("From", _both(incident.from_ns, incident.zone)),
        ("To", _both(incident.to_ns, incident.zone)),
        ("Made", f"{_both(incident.made_ns, incident.zone)}, by MimikDesk {incident.program}"),
        ("Made from", f"{incident.records} records of the program's journal, SHA-256 {incident.digest}"),
    ]
    lines = "".join(f'<tr><td class="dim" width="90">{name}</td><td>{escape(value)}</td></tr>' for name, value in facts)
    return f"<h1>Incident report: {escape(about)}</h1><table cellpadding='2'>{lines}</table>"


def _positions(incident: Incident) -> str:
    rows = (_position(each) for each in incident.positions)
    table = _table(("Account", "Contract", "Before", "After"), rows)
    said = "<p class='dim'>As the broker told them, at the beginning and at the end of the time reported.</p>"
    return f"<h2>Positions</h2>{said}{table}" if incident.positions else "<h2>Positions</h2><p>There were none.</p>"


def _position(position: IncidentPosition) -> tuple[str, ...]:
    def told(qty: int | None) -> str:
        return "not known" if qty is None else standing(qty)

    return position.account, position.symbol, told(position.before), told(position.after)


def _orders(incident: Incident) -> str:
    if not incident.orders:
        return "<h2>Orders of the account</h2><p>There were none.</p>"
    heads = ("Order", "Our id, the broker's", "Sent", "At broker", "Last fill", "Average", "End")
    time = "" if _several_days(incident) else _TIME_WIDTH
    rows = (_order(each, incident) for each in incident.orders)
    table = _table(heads, rows, ("", "19%", time, time, time, "", "15%"))
    return f"<h2>Orders of the account</h2><p class='dim'>Times in UTC.</p>{table}"


def _order(kept: IncidentOrder, incident: Incident) -> tuple[str, ...]:
    order = kept.order
    decimals = incident.decimals.get(order.symbol)
    prices = ", ".join(
        f"{name} {_price(value, decimals)}"
        for name, value in (("limit", order.limit), ("stop", order.stop), ("trail", order.trail))
        if value is not None
    )
    what = f"{order.side.value} {order.qty} {order.symbol}, {words.KINDS[order.kind]}"
    by = f" ({order.purpose})" if order.purpose else " (not by MimikDesk)" if order.sent_ns is None else ""
    return (
        f"{what}{', ' + prices if prices else ''}{by}",
        f"{order.client_order_id or 'none'}, {order.venue_order_id or 'none'}",
        _time(order.sent_ns, incident),
        _time(order.acknowledged_ns, incident),
        _time(kept.last_fill_ns, incident),
        "" if kept.average is None else _price(kept.average, decimals),
        f"{order.status.replace('_', ' ')}, {order.filled} of {order.qty}" + (f": {order.text}" if order.text else ""),
    )


def _time_line(incident: Incident) -> str:
    zone = f"{moment(incident.from_ns, incident.zone):%Z}"
    heads = ("UTC", zone, "Account", "What happened")
    rows = (_row(each, incident) for each in incident.rows)
    time = _DAY_WIDTH if _several_days(incident) else _TIME_WIDTH
    return f"<h2>Time line</h2>{_table(heads, rows, (time, time, '12%', ''))}"


def _several_days(incident: Incident) -> bool:
    return any(
        moment(incident.from_ns, zone).date() != moment(incident.to_ns, zone).date() for zone in (UTC, incident.zone)
    )


def _row(row: IncidentRow, incident: Incident) -> tuple[str, ...]:
    line = row.line
    ids = " ".join(
        f"{name} {value}" for name, value in (("id", line.client_order_id), ("broker", line.venue_order_id)) if value
    )
    text = f"{line.text} [{ids}]" if ids else line.text
    return _time(row.at_ns, incident), _time(row.at_ns, incident, incident.zone), line.account or "", text


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]], widths: tuple[str, ...] = ()) -> str:
    """Its head is repeated on every page."""
    width = [f' width="{each}"' if each else "" for each in widths] or [""] * len(heads)
    head = "".join(f"<th{wide}>{escape(name)}</th>" for name, wide in zip(heads, width, strict=True))
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return (
        "<table width='100%' cellspacing='0' cellpadding='3' border='0.5' style='border-collapse: collapse; "
        f"border-color: #c3c9d1;'><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _time(at_ns: int | None, incident: Incident, zone: tzinfo | None = UTC) -> str:
    """``14:32:10.123``, with the day where the report covers several."""
    if at_ns is None:
        return ""
    second = moment(at_ns, zone)
    day = f"{second:%Y-%m-%d} " if _several_days(incident) else ""
    return f"{day}{second:%H:%M:%S}.{at_ns % SECOND // MILLISECOND:03}"


def _both(at_ns: int, zone: tzinfo | None) -> str:
    utc, local = moment(at_ns, UTC), moment(at_ns, zone)
    return f"{utc:%Y-%m-%d %H:%M:%S} UTC ({local:%Y-%m-%d %H:%M:%S} {local:%Z})"


def _price(value: Decimal, decimals: int | None) -> str:
    return f"{value:,}" if decimals is None else f"{value:,.{max(decimals, 2)}f}"
