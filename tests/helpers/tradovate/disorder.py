"""Legal disorder: the same messages in another order, in other frames, or in another dress."""

from collections.abc import Sequence
from random import Random

from tests.helpers.tradovate.wire import Json, Row

WINDOW = 12
_STREAMS = {"fill": "orderId", "executionReport": "orderId", "commandReport": "commandId", "orderVersion": "orderId"}

_ENUMS = ("ordStatus", "commandStatus", "rejectReason", "adminAction")


def stream(message: Row) -> tuple[str, Json]:
    """Messages of one stream keep their order: what is told of one and the same thing, and answers."""
    data = message.get("d")
    if message.get("e") != "props" or not isinstance(data, dict) or not isinstance(data.get("entity"), dict):
        return (str(message.get("e", "answer")), None)
    name, entity = str(data["entityType"]), data["entity"]
    return (name, entity.get(_STREAMS.get(name, "id"), entity.get("id")))


def legal(messages: Sequence[Row], random: Random) -> list[Row]:
    """Another order in which the same things could have been told; nothing comes much earlier than it did."""
    left, done = list(messages), []
    while left:
        first: dict[tuple[str, Json], int] = {}
        for place, message in enumerate(left[:WINDOW]):
            first.setdefault(stream(message), place)
        done.append(left.pop(random.choice(sorted(first.values()))))
    return done


def pack(messages: Sequence[Row], most: int, random: Random | None) -> list[list[Row]]:
    """Divide messages into frames of at most ``most``, by chance where there is one."""
    frames, left = [], list(messages)
    while left:
        size = most if random is None else random.randint(1, most)
        frames.append(left[:size])
        left = left[size:]
    return frames


def odd(message: Row, random: Random) -> list[Row]:
    """The same message as the real server also writes it, perhaps with something unheard of beside it. A row with a
    value that nobody knows is followed by the row as it is."""
    data = message.get("d")
    if message.get("e") != "props" or not isinstance(data, dict):
        return [message]
    data = dict(data)
    kind = random.randrange(7)
    if kind == 0:
        data["entity"] = data["entity"] | {"someNewField": {"deep": [1, None, "x"]}, "archived": False}
    elif kind == 1:
        data.pop("eventType", None)
    elif kind == 2:
        data["entity"] = [data["entity"]]
    elif kind == 3:
        return [message | {"d": [data]}]
    elif kind == 4:
        data["entity"] = {name: _short(value) for name, value in data["entity"].items()}
    elif kind == 6:
        known = [name for name in _ENUMS if name in data["entity"]]
        unheard = data | {"entity": data["entity"] | dict.fromkeys(known, "SomethingNew")}
        return [message | {"d": unheard}, message] if known else [message]
    else:
        stranger: Row = {"entityType": "userSessionStats", "eventType": "Updated", "entity": {"id": 1, "kind": "Brand"}}
        return [message | {"d": data}, {"e": random.choice(["props", "someNewEvent"]), "d": stranger}]
    return [message | {"d": data}]


def _short(value: Json) -> Json:
    """A timestamp without its milliseconds, where they are 0."""
    return value.replace(".000Z", "Z") if isinstance(value, str) and value.endswith(".000Z") else value
