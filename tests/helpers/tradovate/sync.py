"""``user/syncrequest``: the first dump of a socket, whole or in chunks, and what it subscribes to (section 5)."""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.helpers.tradovate.calls import Answer, Call, RefusedError, Route, Routes
from tests.helpers.tradovate.entities import Entities
from tests.helpers.tradovate.options import Options, SplitShape
from tests.helpers.tradovate.store import DUMPED, FOR_EVERYBODY, Kept, Store
from tests.helpers.tradovate.wire import Row

ALL_KEYS = (
    *(kind.plural for kind in DUMPED),
    *("properties", "spreadDefinitions", "userPlugins", "userProperties", "userReadStatuses"),
)
"""The vendor's own example waits for an answer that has them all, be they empty."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What a socket asked for; empty sets stand for everything."""

    kinds: frozenset[str]
    accounts: frozenset[int]

    def takes(self, kept: Kept) -> bool:
        if self.kinds and kept.kind.name.lower() not in self.kinds:
            return False
        return not self.accounts or kept.account is None or kept.account in self.accounts


class Sync:
    def __init__(
        self, stores: Mapping[str, Store], entities: Entities, options: Options, complaints: list[str]
    ) -> None:
        self._stores = stores
        self._entities = entities
        self._options = options
        self._complaints = complaints

    def routes(self) -> Routes:
        return {"user/syncrequest": Route(self._sync, command=True)}

    def _sync(self, call: Call) -> Answer:
        socket = call.socket
        if socket is None:
            raise RefusedError(404)
        if socket.selection is not None:
            self._complaints.append("second syncrequest on one socket")
            raise RefusedError(400, {"errorText": "This connection is synchronised already"})
        users = call.body.get("users")
        if users is not None and users != [call.user.id]:
            raise RefusedError(401, "Access is denied")
        names, accounts = call.body.get("entityTypes") or [], call.body.get("accounts") or []
        if not isinstance(names, list) or not isinstance(accounts, list):
            raise RefusedError(400, {"errorText": "entityTypes and accounts must be arrays"})
        kinds = frozenset(str(name).lower() for name in names)
        socket.selection = Selection(kinds, frozenset(number for number in accounts if isinstance(number, int)))
        rows = self._rows(call, socket.selection)
        if not call.body.get("splitResponses"):
            everything: Row = (
                {} if self._options.sparse_dump or socket.selection.kinds else {name: [] for name in ALL_KEYS}
            )
            return Answer(200, everything | _object(rows) | self._padding())
        chunks = self._chunks(rows)
        for chunk in chunks[1:]:
            socket.later(chunk if "e" in chunk else {"s": 200, "i": socket.answering} | chunk)
        return Answer(200, chunks[0]["d"] | self._padding())

    def _padding(self) -> Row:
        if not self._options.sync_padding:
            return {}
        return {"userProperties": [{"id": 1, "value": "x" * self._options.sync_padding}]}

    def _rows(self, call: Call, selection: Selection) -> list[Kept]:
        """The rows of this session, and of contracts only those that these name."""
        store = self._stores[call.world]
        rows = [
            kept
            for kind in DUMPED
            if kind.name not in FOR_EVERYBODY
            for kept in self._entities.visible(call, kind)
            if selection.takes(kept)
        ]
        named = {kept.row["contractId"]: None for kept in rows if "contractId" in kept.row}
        return rows + [kept for kept in _named(store, list(named)) if selection.takes(kept)]

    def _chunks(self, rows: list[Kept]) -> list[Row]:
        size = max(1, self._options.split_rows)
        parts = [rows[start : start + size] for start in range(0, len(rows), size)] or [[]]
        if self._options.split_shape is SplitShape.OBJECTS:
            return [{"d": _object(part)} for part in parts]
        items = [[{"entityType": k.kind.name, "entity": dict(k.row)} for k in part] for part in parts[1:]]
        return [{"d": _object(parts[0])}, *({"e": "props", "d": part} for part in items)]


def _named(store: Store, contracts: list[int]) -> list[Kept]:
    found: dict[tuple[str, int], Kept] = {}
    for number in contracts:
        for name, link in (
            ("contract", "contractMaturityId"),
            ("contractMaturity", "productId"),
            ("product", "exchangeId"),
            ("exchange", ""),
        ):
            kept = store.get(name, number)
            if kept is None:
                break
            found[(name, number)] = kept
            number = kept.row[link] if link else 0
    return list(found.values())


def _object(rows: list[Kept]) -> Row:
    """One array per entity; ``users`` and ``contractGroups`` always."""
    found: dict[str, list[Row]] = {"users": [], "contractGroups": []}
    for kept in rows:
        found.setdefault(kept.kind.plural, []).append(dict(kept.row))
    return found
