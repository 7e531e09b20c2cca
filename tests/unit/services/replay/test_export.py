"""Brokers' exports: columns are found by name, and what cannot be read for sure is named by its row."""

from collections.abc import Callable
from pathlib import Path

import pytest

from mimikdesk.domain.errors import ReplayError
from mimikdesk.services.replay.export import Export, read_export
from mimikdesk.services.replay.tape import tape_of_export

pytestmark = pytest.mark.rule("13.6")

DATA = Path(__file__).parents[3] / "data" / "replay"
FILLS = "Fill ID,Order ID,Timestamp,Account,B/S,Quantity,Price,Contract"
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes lines into a file and gives its path."""

    def written(*lines: str, encoding: str = "utf-8") -> Path:
        path = tmp_path / "export.csv"
        path.write_text("\r\n".join(lines) + "\r\n", encoding=encoding, newline="")
        return path

    return written


def trades(export: Export) -> list[tuple[str, str, int, str]]:
    return [(e.contract.symbol, e.side.value, e.qty, str(e.price)) for e in export.executions]


def refused(path: Path, account: str | None = None) -> str:
    with pytest.raises(ReplayError) as error:
        read_export(path, account)
    return str(error.value)


def test_tradovates_orders() -> None:
    export = read_export(DATA / "tradovate-orders.csv")
    assert trades(export)[:3] == [
        ("MNQZ6", "buy", 4, "25100.50"),
        ("MNQZ6", "sell", 1, "25120.50"),
        ("MNQZ6", "sell", 5, "25130.25"),
    ]
    assert (export.account, export.unfilled, export.zoned) == ("DEMO0000001", 1, False)
    assert (export.executions[4].qty, export.executions[4].ordered) == (3, 10)


def test_tradovates_fills_are_put_in_order_and_read_by_their_utc_column() -> None:
    export = read_export(DATA / "tradovate-fills.csv", "DEMO0000001")
    assert [execution.fill for execution in export.executions] == ["9000012", "9000013", "9000021"]
    assert export.zoned
    assert export.executions[0].moment.ns % 1_000_000_000 == 410_000_000


def test_a_fill_that_tradovates_performance_pairs_in_parts_is_one_fill() -> None:
    export = read_export(DATA / "tradovate-performance.csv")
    assert trades(export) == [
        ("MNQZ6", "buy", 3, "25100.00"),
        ("MNQZ6", "sell", 1, "25110.00"),
        ("MNQZ6", "sell", 2, "25120.00"),
        ("MNQZ6", "sell", 2, "25115.00"),
        ("MNQZ6", "buy", 2, "25125.00"),
    ]


def test_topstepx_trades_become_an_entry_and_an_exit() -> None:
    export = read_export(DATA / "topstepx-trades.csv")
    assert [(side, qty) for _, side, qty, _ in trades(export)] == [("buy", 2), ("sell", 2), ("sell", 1), ("buy", 1)]
    assert export.zoned


def test_topstepx_orders_are_bids_and_asks() -> None:
    export = read_export(DATA / "topstepx-orders.csv")
    assert [(symbol, side, qty) for symbol, side, qty, _ in trades(export)] == [("MNQ", "buy", 2), ("MNQ", "sell", 2)]
    assert (export.account, export.unfilled) == ("50KTC-1", 1)


def test_names_of_columns_may_differ_in_case_signs_and_order(write: Write) -> None:
    path = write(
        "note;price;QUANTITY;b / s;Order_Id;_contract;Fill_ID;time stamp",
        "x;25,100.25;2; Buy;7;/MNQZ6;1;2026-11-19 12:00:00Z",
        encoding="utf-16",
    )
    assert trades(read_export(path)) == [("MNQZ6", "buy", 2, "25100.25")]


def test_a_missing_column_is_named_with_what_was_looked_for_and_found(write: Write) -> None:
    text = refused(write("Fill ID,Timestamp,B/S,Quantity,Contract", "1,2026-11-19 12:00:00Z,Buy,1,MNQZ6"))
    assert "no column for the price (looked for Price, Fill Price, ExecutePrice, Execution Price)" in text
    assert "Columns found: Fill ID, Timestamp, B/S, Quantity, Contract." in text


def test_several_accounts_are_listed_to_choose_from() -> None:
    path = DATA / "tradovate-fills.csv"
    assert "several accounts: DEMO0000001, DEMO0000002. Choose one with --account NAME." in refused(path)
    assert "holds no account “PA-9”. It holds: DEMO0000001, DEMO0000002." in refused(path, "PA-9")
    assert len(read_export(path, " demo0000002 ").executions) == 1


def test_an_account_is_not_asked_of_a_file_that_names_none() -> None:
    assert "names no account" in refused(DATA / "topstepx-trades.csv", "A")


def test_every_row_that_cannot_be_read_is_named_and_nothing_is_guessed(write: Write) -> None:
    text = refused(
        write(
            FILLS,
            "1,1,2026-11-19 12:00:00Z,A,Buy,2,25100,MNQZ6",
            "2,2,2026-11-19 12:00:01Z,A,Hold,2,25100,MNQZ6",
            "3,3,soon,A,Buy,2,25100,MNQZ6",
            "4,4,2026-11-19 12:00:03Z,A,Buy,0,25100,MNQZ6",
            "5,5,2026-11-19 12:00:03Z,A,Buy,1,,MNQZ6",
            "6,6,2026-11-19 12:00:03Z,A,Buy,1,25,100.00,MNQZ6",
            "7,7,2026-11-19 12:00:03Z,A,Buy,1,25100,the big one",
        )
    )
    for part in (
        "row 3: “Hold” is neither",
        "row 4: “soon” is not a date",
        "row 5: has a quantity of 0",
        "row 6: has no price",
        "row 7: has more cells than the header",
        "and 1 more",
    ):
        assert part in text


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("1,A,Buy,MNQZ6,Sleeping,1,1,100,11/19/2026 12:00:00", "“sleeping” is not a status"),
        ("1,A,Buy,MNQZ6,Canceled,,2,100,11/19/2026 12:00:00", "does not say how many contracts filled"),
        ("1,A,Buy,MNQZ6,Filled,3,2,100,11/19/2026 12:00:00", "fills 3 of 2 contracts"),
        ("1,A,Buy,MNQZ6,Filled,2,2,100,", "has no time"),
        ("1,,Buy,MNQZ6,Filled,2,2,100,11/19/2026 12:00:00", "row 2: has no account"),
    ],
)
def test_an_order_row_that_contradicts_itself_is_refused(write: Write, row: str, sentence: str) -> None:
    header = "orderId,Account,B/S,Contract,Status,filledQty,Quantity,avgPrice,Fill Time"
    assert sentence in refused(write(header, row, "2,A,Sell,MNQZ6,Filled,1,1,100,11/19/2026 12:00:00"))


def test_times_with_and_without_a_zone_in_one_file_are_refused(write: Write) -> None:
    path = write(FILLS, "1,1,2026-11-19 12:00:00Z,A,Buy,1,1,MNQZ6", "2,2,2026-11-19 12:00:00,A,Sell,1,1,MNQZ6")
    assert "names a time zone in some rows and none in others (first in row 3)" in refused(path)


def test_a_fill_told_twice_counts_once_and_a_changed_one_is_refused(write: Write) -> None:
    row = "1,1,2026-11-19 12:00:00Z,A,Buy,1,100,MNQZ6"
    assert len(read_export(write(FILLS, row, row)).executions) == 1
    assert "fill 1 stands in row 2 too" in refused(write(FILLS, row, row.replace(",100,", ",101,")))


def test_a_file_that_runs_backwards_keeps_the_order_within_a_second(write: Write) -> None:
    path = write(
        "Timestamp,B/S,Quantity,Price,Contract",
        "11/19/2026 12:00:05,Sell,1,102,MNQZ6",
        "11/19/2026 12:00:00,Sell,1,101,MNQZ6",
        "11/19/2026 12:00:00,Buy,1,100,MNQZ6",
    )
    assert [price for *_, price in trades(read_export(path))] == ["100", "101", "102"]


def test_a_pair_of_one_moment_without_fill_numbers_to_order_it_is_refused(write: Write) -> None:
    header = "symbol,buyFillId,sellFillId,qty,buyPrice,sellPrice,boughtTimestamp,soldTimestamp"
    row = "MNQZ6,{},{},1,100,101,11/19/2026 12:00:00,11/19/2026 12:00:00"
    assert [side for _, side, *_ in trades(read_export(write(header, row.format(8, 7))))] == ["sell", "buy"]
    assert "do not say which came first" in refused(write(header, row.format("a", "b")))


def test_files_that_are_no_export_are_refused_in_plain_words(write: Write, tmp_path: Path) -> None:
    assert "is empty" in refused(write(""))
    assert "holds no fill" in refused(write(FILLS))
    binary = tmp_path / "x.csv"
    binary.write_bytes(b"PK\x03\x04\x00\x00")
    assert "is not a CSV file" in refused(binary)
    assert "cannot be read" in refused(tmp_path / "missing.csv")


def test_fills_of_one_order_are_told_as_one_order_of_their_sum() -> None:
    tape = tape_of_export(read_export(DATA / "tradovate-fills.csv", "DEMO0000001"))
    reports = [event.order for _, event in tape.events if hasattr(event, "order")]
    assert [(report.venue_order_id, report.qty) for report in reports] == [("9000010", 4), ("9000020", 4)]


def test_where_no_order_is_named_one_side_at_one_moment_is_one_order_and_that_is_said() -> None:
    tape = tape_of_export(read_export(DATA / "topstepx-trades.csv"))
    assert any("names no orders" in note for note in tape.notes)


def test_fills_without_orders_are_put_together_by_contract_side_and_moment(write: Write) -> None:
    path = write(
        "Timestamp,B/S,Quantity,Price,Contract",
        "11/19/2026 12:00:00,Buy,1,100,MNQZ6",
        "11/19/2026 12:00:00,Buy,2,101,MNQZ6",
        "11/19/2026 12:00:00,Buy,4,500,MESZ6",
        "11/19/2026 12:00:01,Buy,8,102,MNQZ6",
    )
    reports = [event.order for _, event in tape_of_export(read_export(path)).events if hasattr(event, "order")]
    assert [(report.symbol, report.qty) for report in reports] == [("MNQZ6", 3), ("MESZ6", 4), ("MNQZ6", 8)]
