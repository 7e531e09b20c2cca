"""The intent log: one line on disk for each own order before it is sent, in microseconds (rule 7.3).

One ``os.write`` to a file opened for appending. What was written lies in the system's page cache and survives the
program being killed; the database follows later and the log is emptied once it knows every order in it. A line is a
checksum and a JSON list, so a line torn by a power cut is recognised and passed over.
"""

import json
import os
from dataclasses import dataclass
from decimal import Decimal
from errno import ENOSPC
from json.encoder import encode_basestring_ascii
from pathlib import Path
from zlib import crc32

from mimikdesk.domain.commands import PlaceOrder
from mimikdesk.domain.decisions import Purpose, SendCommand
from mimikdesk.domain.errors import JournalError
from mimikdesk.domain.ids import AccountId, ClientOrderId, Symbol
from mimikdesk.domain.orders import OrderKind, Side
from mimikdesk.domain.time import Stamp

NAME = "intents.log"
_FLAGS = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


@dataclass(frozen=True, slots=True)
class Intent:
    """An order that was about to be sent at ``at``. Whether it left the machine is not known from here.

    ``trigger_id``, ``purpose``, ``closes``, ``opens``: as in SendCommand; None in lines of older versions.
    """

    order: PlaceOrder
    at: Stamp
    trigger_id: str | None = None
    purpose: Purpose | None = None
    closes: int | None = None
    opens: int | None = None


class IntentLog:
    """The log in one data folder. One program at a time may append to it."""

    def __init__(self, folder: Path) -> None:
        """Open or create the log. JournalError when the folder cannot be written."""
        self._path = folder / NAME
        try:
            self._file = os.open(self._path, _FLAGS, 0o600)
        except OSError as error:
            raise JournalError(
                f"The order log {self._path} cannot be written ({error.strerror}). "
                "Choose another data folder with --data, or give your user the right to write there."
            ) from error

    def append(self, order: PlaceOrder, at: Stamp, sent: SendCommand) -> None:
        """Write the order down, with what it is for. When this returns, the line survives the program. JournalError: it
        was not written, and the order must not be sent unless it is an exit."""
        trigger_id, closes, opens = sent.meant(order)
        # json.dumps would take four times as long, and every follower's order waits for this.
        body = (
            f"[{at.utc_ns},{at.mono_ns},{_quoted(order.account)},{_quoted(order.client_order_id)},"
            f'{_quoted(order.symbol)},"{order.side}",{order.qty},"{order.kind}",{_price(order.limit)},{_price(order.stop)},'
            f'{_price(order.trail)},{_quoted(trigger_id)},"{sent.purpose}",{closes},{opens}]'
        ).encode("ascii")
        line = b"\n%08x %b\n" % (crc32(body), body)  # begins a new line, whatever was torn before it
        try:
            if os.write(self._file, line) != len(line):
                raise OSError(ENOSPC, os.strerror(ENOSPC))
        except OSError as error:
            raise JournalError(f"The order log {self._path} cannot be written: {error.strerror}.") from error

    def read(self) -> tuple[Intent, ...]:
        """All whole lines, oldest first; torn or damaged ones are passed over."""
        intents = (_parse(line) for line in self._path.read_bytes().split(b"\n"))
        return tuple(intent for intent in intents if intent is not None)

    def clear(self) -> None:
        """Empty the log. Only once the database knows every order in it."""
        os.ftruncate(self._file, 0)

    def close(self) -> None:
        os.close(self._file)


_quoted = encode_basestring_ascii


def _price(price: Decimal | None) -> str:
    return "null" if price is None else f'"{price}"'


def _parse(line: bytes) -> Intent | None:
    checksum, _, body = line.partition(b" ")
    if checksum != b"%08x" % crc32(body):
        return None
    try:
        utc_ns, mono_ns, account, client_order_id, symbol, side, qty, kind, limit, stop, trail, *why = json.loads(body)
        trigger_id, purpose, closes, opens = why or (None, None, None, None)
        order = PlaceOrder(
            account=AccountId(account),
            client_order_id=ClientOrderId(client_order_id),
            symbol=Symbol(symbol),
            side=Side(side),
            qty=qty,
            kind=OrderKind(kind),
            limit=None if limit is None else Decimal(limit),
            stop=None if stop is None else Decimal(stop),
            trail=None if trail is None else Decimal(trail),
        )
        meant = None if purpose is None else Purpose(purpose)
    except ValueError:
        return None
    return Intent(order, Stamp(utc_ns, mono_ns), trigger_id, meant, closes, opens)
