"""An order that was written down stays written down: over a kill at any instant, a torn line, a restart."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mimikdesk.domain.commands import PlaceOrder
from mimikdesk.domain.decisions import Purpose, SendCommand
from mimikdesk.domain.errors import JournalError
from mimikdesk.domain.ids import AccountId, ClientOrderId, Symbol
from mimikdesk.domain.orders import OrderKind, Side
from mimikdesk.domain.time import Stamp
from mimikdesk.journal.intents import NAME, Intent, IntentLog
from tests.helpers.entries import some

T = Stamp(1_795_271_530_000_000_001, 7)
ROOT = Path(__file__).parents[3]


def order(number: int) -> PlaceOrder:
    return PlaceOrder(AccountId("p/A"), ClientOrderId(f"MK{number}"), Symbol("MNQZ6"), Side.BUY, number)


WHY = SendCommand(order(1), Purpose.OPEN, "p/L|7|1", opens=1)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[IntentLog]:
    intents = IntentLog(tmp_path)
    yield intents
    intents.close()


def reopened(folder: Path) -> tuple[Intent, ...]:
    intents = IntentLog(folder)
    try:
        return intents.read()
    finally:
        intents.close()


def test_a_new_log_is_empty(log: IntentLog) -> None:
    assert log.read() == ()


@given(orders=st.lists(some(PlaceOrder), max_size=5), sent=some(SendCommand))
def test_every_order_comes_back_exactly_with_what_it_was_for(
    tmp_path_factory: pytest.TempPathFactory, orders: list[PlaceOrder], sent: SendCommand
) -> None:
    folder = tmp_path_factory.mktemp("intents")
    intents = IntentLog(folder)
    for entry in orders:
        intents.append(entry, T, replace(sent, command=entry))
    intents.close()
    told = [(entry, replace(sent, command=entry).meant(entry)) for entry in orders]
    assert repr(reopened(folder)) == repr(
        tuple(Intent(entry, T, trigger_id, sent.purpose, *parts) for entry, (trigger_id, *parts) in told)
    )


def test_a_line_of_an_older_version_is_read_without_what_the_order_was_for(tmp_path: Path) -> None:
    body = b'[5,7,"p/A","MK1","MNQZ6","buy",1,"limit","2.50",null,null]'
    (tmp_path / NAME).write_bytes(b"%08x %b\n" % (crc32(body), body))
    (old,) = reopened(tmp_path)
    assert old == Intent(replace(order(1), kind=OrderKind.LIMIT, limit=Decimal("2.50")), Stamp(5, 7))
    assert (old.trigger_id, old.purpose, old.closes, old.opens) == (None, None, None, None)


@pytest.mark.rule("7.3")
def test_an_order_that_was_written_down_survives_a_kill_right_after(tmp_path: Path) -> None:
    child = """
import os, signal, sys
from decimal import Decimal
from pathlib import Path
from mimikdesk.domain.commands import PlaceOrder
from mimikdesk.domain.decisions import Purpose, SendCommand
from mimikdesk.domain.orders import OrderKind, Side
from mimikdesk.domain.time import Stamp
from mimikdesk.journal.intents import IntentLog
log = IntentLog(Path(sys.argv[1]))
for number in range(1, 21):
    order = PlaceOrder("p/A", f"MK{number}", "MNQZ6", Side.BUY, number)
    log.append(order, Stamp(number, number), SendCommand(order, Purpose.OPEN, "p/L|7|1", opens=number))
if hasattr(signal, "SIGKILL"):
    os.kill(os.getpid(), signal.SIGKILL)
os._exit(9)
"""
    ended = subprocess.run(
        [sys.executable, "-c", child, str(tmp_path)], cwd=ROOT, capture_output=True, timeout=60, check=False
    )
    assert ended.returncode in (-9, 9), ended.stderr.decode()
    assert [intent.order for intent in reopened(tmp_path)] == [order(number) for number in range(1, 21)]


@pytest.mark.parametrize("cut", [1, 2, 10, 60])
def test_a_line_torn_by_a_power_cut_is_passed_over_and_the_next_stands_alone(tmp_path: Path, cut: int) -> None:
    first = IntentLog(tmp_path)
    for number in (1, 2):
        first.append(order(number), T, WHY)
    first.close()
    path = tmp_path / NAME
    path.write_bytes(path.read_bytes()[:-cut])
    whole = [1, 2] if cut == 1 else [1]  # without its line end alone, the line is whole
    assert [intent.order.qty for intent in reopened(tmp_path)] == whole
    second = IntentLog(tmp_path)
    second.append(order(3), T, WHY)
    second.close()
    assert [intent.order.qty for intent in reopened(tmp_path)] == [*whole, 3]


def test_a_damaged_line_is_passed_over(log: IntentLog, tmp_path: Path) -> None:
    for number in (1, 2, 3):
        log.append(order(number), T, WHY)
    path = tmp_path / NAME
    path.write_bytes(path.read_bytes().replace(b"MK2", b"MK9") + b"\x00" * 100)
    assert [intent.order.qty for intent in log.read()] == [1, 3]


def test_a_half_written_line_on_a_full_disk_is_an_error_and_spoils_nothing(
    log: IntentLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    log.append(order(1), T, WHY)
    write = os.write
    with monkeypatch.context() as full:
        full.setattr(os, "write", lambda file, data: write(file, data[: len(data) // 2]))
        with pytest.raises(JournalError, match="No space left"):
            log.append(order(2), T, WHY)
    log.append(order(3), T, WHY)
    assert [intent.order.qty for intent in log.read()] == [1, 3]


def test_a_write_that_fails_is_an_error(log: IntentLog, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(file: int, data: bytes) -> int:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as broken:
        broken.setattr(os, "write", fail)
        with pytest.raises(JournalError, match=r"order log .*cannot be written: Input/output error"):
            log.append(order(1), T, WHY)


def test_each_order_is_one_write(log: IntentLog, monkeypatch: pytest.MonkeyPatch) -> None:
    writes: list[bytes] = []
    write = os.write

    def count(file: int, data: bytes) -> int:
        writes.append(data)
        return write(file, data)

    with monkeypatch.context() as counting:
        counting.setattr(os, "write", count)
        log.append(order(1), T, WHY)
        log.append(
            PlaceOrder(
                AccountId("p/A"),
                ClientOrderId("c"),
                Symbol("S"),
                Side.SELL,
                1,
                OrderKind.STOP_LIMIT,
                Decimal("1.50"),
                Decimal("2"),
            ),
            T,
            WHY,
        )
    assert len(writes) == 2


def test_clearing_empties_the_log_and_it_goes_on(log: IntentLog, tmp_path: Path) -> None:
    log.append(order(1), T, WHY)
    log.clear()
    assert (tmp_path / NAME).stat().st_size == 0
    log.append(order(2), T, WHY)
    assert [intent.order.qty for intent in log.read()] == [2]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(JournalError, match=r"order log .*cannot be written .*--data"):
        IntentLog(tmp_path / "missing")
