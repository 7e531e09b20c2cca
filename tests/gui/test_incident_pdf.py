"""The report's PDF: every line of it is text that can be read back, on A4 pages that are numbered (rule 13.3)."""

import re
import zlib
from dataclasses import replace
from datetime import UTC
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mimikdesk.gui.incident_pdf import document, write_pdf
from mimikdesk.journal.past import look_into
from mimikdesk.services.incident import Incident, Question, make_incident
from tests.helpers.incident_day import END_NS, B, record_day

pytestmark = pytest.mark.rule("13.3")


@pytest.fixture(scope="module")
def incident(tmp_path_factory: pytest.TempPathFactory) -> Incident:
    folder = tmp_path_factory.mktemp("day")
    record_day(folder)
    with look_into(folder) as past:
        return make_incident(past.record, past.setup, Question(B), program="1.2.3", made_ns=END_NS, zone=UTC)


def read_back(pdf: bytes) -> str:
    """The text of a PDF that Qt wrote: its strings of glyphs, by the lists that say what each glyph stands for."""
    objects = dict(re.findall(rb"(\d+) 0 obj\n(.*?)\nendobj", pdf, re.DOTALL))

    def stream(name: bytes) -> bytes:
        (body,) = re.findall(rb"stream\r?\n(.*)endstream", objects[name], re.DOTALL)
        return zlib.decompress(body) if b"FlateDecode" in objects[name].partition(b"stream")[0] else body

    faces: dict[bytes, dict[str, str]] = {}
    for name, body in objects.items():
        if found := re.search(rb"/ToUnicode (\d+) 0 R", body):
            (listed,) = re.findall(rb"\[(<[0-9A-F<> ]*)\]", stream(found[1]))
            signs = [chr(int(code, 16)) for code in re.findall(rb"<([0-9A-F]{4})>", listed)]
            faces[name] = {f"{number:04X}": sign for number, sign in enumerate(signs, 1)}
    text = ""
    for page in (body for body in objects.values() if b"/Type /Page\n" in body):
        fonts = dict(re.findall(rb"/(F\d+) (\d+) 0 R", page)) or {}
        if not fonts:
            (resources,) = re.findall(rb"/Resources (\d+) 0 R", page)
            fonts = dict(re.findall(rb"/(F\d+) (\d+) 0 R", objects[resources]))
        (contents,) = re.findall(rb"/Contents (\d+) 0 R", page)
        face: dict[str, str] = {}
        for font, glyphs in re.findall(rb"/(F\d+) [\d.]+ Tf|<([0-9a-fA-F]+)>", stream(contents)):
            if font:
                face = faces[fonts[font]]
                text += "\n"
            else:
                text += "".join(face.get(code.upper(), "?") for code in re.findall("....", glyphs.decode()))
    return text


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_what_the_pdf_shows_can_be_read_back_from_it_word_by_word(
    qtbot: QtBot, incident: Incident, tmp_path: Path
) -> None:
    path = tmp_path / "report.pdf"
    write_pdf(incident, path)
    pdf = path.read_bytes()
    text = read_back(pdf)
    assert "Incident report: account PB-01" in text
    assert "MimikDesk 1.2.3" in text
    assert "14:30:10.002" in text
    whole = squeezed(text)
    for row in incident.rows:
        words = squeezed(row.line.text)[:40]
        assert words in whole, row.line.text
    for kept in incident.orders:
        for name in (kept.order.client_order_id, kept.order.venue_order_id):
            assert name is None or name in whole
    assert squeezed(incident.digest) in whole
    pages = len(re.findall(rb"/Type /Page\n", pdf))
    assert pages > 1
    for page in range(1, pages + 1):
        assert squeezed(f"Page {page} of {pages}") in whole
    assert b"/MediaBox [0 0 595 842]" in pdf or re.search(rb"/MediaBox \[0 0 59[45][.\d]* 84[12][.\d]*\]", pdf)
    assert b"Inter-Regular" in pdf
    assert b"Inter-SemiBold" in pdf


def test_signs_of_a_broker_are_shown_as_they_are(qtbot: QtBot, incident: Incident) -> None:
    row = incident.rows[0]
    odd = replace(incident, rows=(replace(row, line=replace(row.line, text="<b>A & B</b>")),))
    assert "<b>A & B</b>" in document(odd).toPlainText()


def test_a_report_over_several_days_has_the_day_at_each_time(qtbot: QtBot, incident: Incident) -> None:
    assert "2026-11-20 14:30:10.002" not in document(incident).toPlainText()
    longer = replace(incident, from_ns=incident.from_ns - 86_400 * 10**9)
    assert "2026-11-20 14:30:10.002" in document(longer).toPlainText()


def test_a_file_that_cannot_be_written_is_an_error_of_the_system(
    qtbot: QtBot, incident: Incident, tmp_path: Path
) -> None:
    with pytest.raises(OSError, match="report"):
        write_pdf(incident, tmp_path / "nowhere" / "report.pdf")
