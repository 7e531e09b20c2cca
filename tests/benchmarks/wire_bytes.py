"""What goes over the wire in the measurement of the wire lane: one fill in, one order for each follower out.

The fill and the orders look as at Tradovate. Both programs that are compared make their orders here, and the frames of
the plain one and of the exchange are made and read here.
"""

import json
import os
import struct
from collections.abc import Iterator, Sequence

PING = b"\x89\x00"
PONG = "pong"
ENDS_HEAD = b"\r\n\r\n"
ACCEPTED = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "


def fill_text(number: int) -> str:
    """The message with which the exchange tells of the leader's fill."""
    entity = {
        "id": 900_000_000 + number,
        "orderId": 800_000_000 + number,
        "contractId": 3_570_918,
        "timestamp": "2026-11-20T14:30:00.123Z",
        "tradeDate": {"year": 2026, "month": 11, "day": 20},
        "action": "Buy" if number % 2 == 0 else "Sell",
        "qty": 1,
        "price": 24_812.25,
        "active": True,
        "finallyPaired": 0,
    }
    return "a" + json.dumps(
        [{"e": "props", "d": {"entityType": "fill", "eventType": "Created", "entity": entity}}], separators=(",", ":")
    )


def orders(text: str, followers: Sequence[int]) -> Iterator[tuple[int, str]]:
    """The least that copying takes: read the fill, and write a market order for each follower."""
    entity = json.loads(text[1:])[0]["d"]["entity"]
    for follower in followers:
        body = {
            "accountSpec": f"APEX-{follower:05}",
            "accountId": 1_000_000 + follower,
            "clOrdId": f"mk-{entity['id']}-{follower}",
            "action": entity["action"],
            "symbol": "MNQZ6",
            "orderQty": entity["qty"],
            "orderType": "Market",
            "isAutomated": True,
        }
        yield follower, f"order/placeorder\n{entity['id'] + follower}\n\n{json.dumps(body, separators=(',', ':'))}"


def framed(payload: bytes, *, mask: bool) -> bytes:
    """One text frame, masked as a client's has to be."""
    size = len(payload)
    bit = 0x80 if mask else 0
    if size < 126:
        head = struct.pack("!BB", 0x81, bit | size)
    elif size < 1 << 16:
        head = struct.pack("!BBH", 0x81, bit | 126, size)
    else:
        head = struct.pack("!BBQ", 0x81, bit | 127, size)
    if not mask:
        return head + payload
    key = os.urandom(4)
    return head + key + _masked(payload, key)


def unframed(data: bytearray, *, mask: bool) -> Iterator[bytes]:
    """The payloads of the whole text frames at the start of ``data``, from which all whole frames are taken. The answer
    to a ping is told as the text ``PONG``."""
    while len(data) >= 2:
        size, start = data[1] & 0x7F, 2
        if size == 126:
            if len(data) < 4:
                return
            size, start = int.from_bytes(data[2:4], "big"), 4
        if mask:
            start += 4
        if len(data) < start + size:
            return
        payload = bytes(data[start : start + size])
        key = bytes(data[start - 4 : start])
        kind = data[0] & 0x0F
        del data[: start + size]
        if kind == 1:
            yield _masked(payload, key) if mask else payload
        elif kind == 10:
            yield PONG.encode()


def _masked(payload: bytes, key: bytes) -> bytes:
    size = len(payload)
    whole = (key * (size // 4 + 1))[:size]
    return (int.from_bytes(payload, "big") ^ int.from_bytes(whole, "big")).to_bytes(size, "big")
