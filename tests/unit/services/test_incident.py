"""The incident report says what the journal says: who did what when, by which order, and what was held (rule 13.3)."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest

from mimikdesk.domain.errors import IncidentError
from mimikdesk.domain.ids import AccountId, Symbol
from mimikdesk.domain.time import MILLISECOND, SECOND
from mimikdesk.journal.past import Past, look_into
from mimikdesk.services.incident import Incident, Question, make_incident
from mimikdesk.services.incident_csv import COLUMNS, incident_csv
from mimikdesk.services.incident_words import Part
from tests.helpers.incident_day import CALM_NS, END_NS, LEADER, MES, MNQ, ONE, START_NS, TWO, B, record_day

pytestmark = pytest.mark.rule("13.3")

CHICAGO = timezone(timedelta(hours=-6))
MADE_NS = END_NS + 3_600 * SECOND


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("day")
    record_day(folder)
    return folder


@pytest.fixture
def past(day: Path) -> Iterator[Past]:
    with look_into(day) as opened:
        yield opened


def make(past: Past, account: AccountId = B, **asked: object) -> Incident:
    question = replace(Question(account), **asked)  # type: ignore[arg-type]
    return make_incident(past.record, past.setup, question, program="1.2.3", made_ns=MADE_NS, zone=CHICAGO)


def texts(incident: Incident, part: Part, account: str | None = None) -> list[str]:
    return [row.line.text for row in incident.rows if row.line.part is part and account in (None, row.line.account)]


def test_the_head_names_the_account_its_connection_whom_it_copies_and_the_time(past: Past) -> None:
    incident = make(past)
    assert (incident.account_name, incident.connection, incident.leaders) == ("PB-01", "Practice B", ("PA-LEADER",))
    assert (incident.from_ns, incident.program, incident.made_ns) == (START_NS, "1.2.3", MADE_NS)
    assert END_NS <= incident.to_ns <= END_NS + 5 * SECOND


def test_the_time_line_tells_leader_decision_order_and_fill_in_order_and_to_the_millisecond(past: Past) -> None:
    incident = make(past, to_ns=CALM_NS - 1)
    trade = [row for row in incident.rows if row.at_ns >= START_NS + 10 * SECOND]
    assert [(row.line.part, row.line.account) for row in trade] == [
        (Part.LEADER, "PA-LEADER"),
        (Part.LEADER, "PA-LEADER"),
        (Part.ORDER, "PB-01"),
        (Part.DECISION, "PB-01"),
        (Part.LEADER, "PA-LEADER"),
        (Part.POSITION, "PA-LEADER"),
        (Part.ORDER, "PB-01"),
        (Part.FILL, "PB-01"),
        (Part.ORDER, "PB-01"),
        (Part.POSITION, "PB-01"),
    ]
    times = [row.at_ns for row in trade]
    assert times == sorted(times)
    assert all(0 <= at_ns - START_NS - 10 * SECOND < 20 * MILLISECOND for at_ns in times)
    sent, filled = trade[2].line, trade[7].line
    assert sent.text == "Sent to open: buy 4 MNQZ6, market order."
    assert sent.client_order_id == filled.client_order_id != ""
    assert (filled.qty, filled.price) == (4, Decimal("25150.25"))
    assert filled.venue_order_id == trade[6].line.venue_order_id != ""
    assert trade[3].line.text == (
        "Decided upon the leader's entry of 2 MNQZ6 (flat to long 2): copied. "
        "Multiplier 2, position flat, expected flat to long 4, ordered 4."
    )


def test_a_rejection_is_told_in_the_brokers_words_and_the_others_orders_are_not(past: Past) -> None:
    incident = make(past, ONE)
    assert "The market order to buy 2 MNQZ6 was rejected, 0 of 2 filled. The broker says: “=insufficient margin”." in (
        texts(incident, Part.ORDER)
    )
    (order, *_) = incident.orders
    assert (order.order.status, order.order.text, order.average) == ("rejected", "=insufficient margin", None)
    assert {row.line.account for row in incident.rows} <= {None, "PA-01", "PA-LEADER"}
    assert not any("Practice B" in text for text in texts(incident, Part.CONNECTION))


def test_a_trade_by_hand_the_guards_finding_and_its_correction_are_told(past: Past) -> None:
    incident = make(past, from_ns=CALM_NS)
    assert "Sold 6 MNQZ6" in texts(incident, Part.FILL)[0]
    assert "MimikDesk did not place this order." in texts(incident, Part.FILL)[0]
    assert "did not place" not in texts(incident, Part.FILL)[1]
    found = texts(incident, Part.FINDING)
    assert "rogue trade" in found[0]
    assert "short 2, expected long 4; the leader is long 2" in found[0]
    assert "manual trade" in found[0]
    assert texts(incident, Part.ORDER)[2] == "Sent to close: buy 2 MNQZ6, market order."
    assert any(text.startswith("Follower brought back in line") for text in texts(incident, Part.NOTICE))


def test_positions_stand_as_the_broker_told_them_before_and_after(past: Past) -> None:
    whole = {(p.account, p.symbol): (p.before, p.after) for p in make(past).positions}
    assert whole == {("PB-01", MNQ): (0, 0), ("PA-LEADER", MNQ): (0, 0)}
    trouble = make(past, from_ns=CALM_NS, to_ns=CALM_NS + 20 * SECOND)
    assert {(p.account, p.symbol): (p.before, p.after) for p in trouble.positions} == {
        ("PB-01", MNQ): (4, 0),
        ("PA-LEADER", MNQ): (2, 2),
    }


def test_the_state_of_the_connection_is_told(past: Past) -> None:
    told = texts(make(past, from_ns=CALM_NS, to_ns=END_NS - SECOND), Part.CONNECTION)
    assert told == [
        "Connection Practice B: reconnecting. The line to the practice exchange was lost.",
        "Connection Practice B: connected.",
    ]


def test_each_order_has_its_ids_times_and_average_price(past: Past) -> None:
    copied, by_hand, closed = make(past).orders
    assert (copied.order.purpose, by_hand.order.purpose, closed.order.purpose) == ("open", "", "close")
    assert by_hand.order.sent_ns is None
    assert by_hand.order.client_order_id is None
    for kept in (copied, closed):
        order = kept.order
        assert order.client_order_id is not None
        assert order.venue_order_id is not None
        assert order.sent_ns is not None
        assert order.acknowledged_ns is not None
        assert kept.first_fill_ns is not None
        assert order.sent_ns < order.acknowledged_ns <= kept.first_fill_ns
        assert (kept.average, order.filled, order.status) == (Decimal("25150.25"), order.qty, "filled")


def test_a_report_of_one_contract_leaves_the_others_out(past: Past) -> None:
    incident = make(past, symbol=MES)
    assert incident.orders == ()
    assert incident.positions == ()
    assert {row.line.symbol for row in incident.rows} == {None}
    assert [row.line.text for row in make(past, symbol=MNQ).rows] == [row.line.text for row in make(past).rows]


def test_the_leaders_own_report_has_what_he_did(past: Past) -> None:
    incident = make(past, LEADER)
    assert incident.leaders == ()
    assert [text.partition(" (")[0] for text in texts(incident, Part.FILL)] == [
        "Bought 2 MNQZ6 at 25,150.25",
        "Sold 2 MNQZ6 at 25,150.00",
    ]
    assert "The limit order to sell 2 MNQZ6 at 25,250.25 is cancelled, 0 of 2 filled." in texts(incident, Part.ORDER)


def test_the_same_question_gives_the_same_report_and_another_one_another_hash(past: Past) -> None:
    first, again = make(past), make(past)
    assert first == again
    assert first.records >= len({(row.session, row.number) for row in first.rows}) > 20
    assert len(first.digest) == 64
    assert make(past, from_ns=CALM_NS).digest != first.digest
    assert make(past, TWO).digest != first.digest


def test_what_cannot_be_reported_is_said(past: Past) -> None:
    with pytest.raises(IncidentError, match="Nothing was recorded about PB-01 between 2026-11-20 12:"):
        make(past, from_ns=START_NS - 9_000 * SECOND, to_ns=START_NS - 8_000 * SECOND)
    with pytest.raises(IncidentError, match=r"ends .* before it begins"):
        make(past, from_ns=CALM_NS, to_ns=START_NS)


# --- as CSV -----------------------------------------------------------------------------------------------------------


def test_the_csv_has_one_row_per_event_in_utc_and_local_time_and_no_formula(past: Past) -> None:
    incident = make(past, ONE)
    head, *rows = csv.reader(io.StringIO(incident_csv(incident)))
    assert tuple(head) == COLUMNS
    assert len(rows) == len(incident.rows)
    cells = [dict(zip(head, row, strict=True)) for row in rows]
    sent = next(cell for cell in cells if cell["what_happened"].startswith("Sent to open"))
    order = next(row for row in incident.rows if row.line.text.startswith("Sent to open"))
    millis = f"{(order.at_ns - START_NS) // MILLISECOND - 10_000:03}"
    assert sent["time_utc"] == f"2026-11-20 14:30:10.{millis}+00:00"
    assert sent["time_local"] == f"2026-11-20 08:30:10.{millis}-06:00"
    assert (sent["part"], sent["account"], sent["symbol"], sent["side"]) == ("order", "PA-01", "MNQZ6", "buy")
    fill = next(cell for cell in cells if cell["part"] == "leader" and cell["price"])
    assert (fill["quantity"], fill["price"]) == ("2", "25150.25")
    row = incident.rows[0]
    line = replace(row.line, text="=HYPERLINK(1)")
    formula = incident_csv(replace(incident, rows=(replace(row, line=line),)))
    assert "'=HYPERLINK(1)" in formula


def test_a_position_of_an_unknown_contract_needs_nothing_else_to_be_reported(past: Past) -> None:
    assert make(past, symbol=Symbol("ESZ6")).positions == ()
