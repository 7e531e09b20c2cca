"""The operations that exist for every entity: item, items, find, suggest, list, deps and ldeps."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from mimikdesk.domain.clock import Clock
from tests.helpers.tradovate.calls import DENIED, Answer, Call, RefusedError, Route, Routes
from tests.helpers.tradovate.options import Options
from tests.helpers.tradovate.people import User
from tests.helpers.tradovate.store import FOR_EVERYBODY, KINDS, Kept, Kind, Store
from tests.helpers.tradovate.wire import Json, Row


class Entities:
    """``stores``: by world. Lists cover all accounts of the login, and of rows that live for a session only those of
    this one."""

    def __init__(self, clock: Clock, stores: Mapping[str, Store], options: Options) -> None:
        self._clock = clock
        self._stores = stores
        self._options = options

    def routes(self) -> Routes:
        operations = {
            "item": self._item,
            "items": self._items,
            "find": self._find,
            "suggest": self._suggest,
            "list": self._list,
            "deps": self._deps,
            "ldeps": self._ldeps,
        }
        return {
            f"{entity}/{name}": Route(partial(_run, run, kind))
            for entity, kind in KINDS.items()
            for name, run in operations.items()
            if kind.listed or name != "list"
        }

    def visible(self, call: Call, kind: Kind, archived: bool = False) -> Iterable[Kept]:
        return (kept for kept in self._stores[call.world].all(kind.name, archived) if self.may_see(call.user, kept))

    def may_see(self, user: User, kept: Kept) -> bool:
        name, row = kept.kind.name, kept.row
        if name in FOR_EVERYBODY:
            return True
        if name == "user":
            return bool(row["id"] == user.id)
        account = next((account for account in user.accounts if account.id == kept.account), None)
        return account is not None and not (account.missing and name == "account")

    def _one(self, call: Call, kind: Kind, number: int) -> Row | None:
        kept = self._stores[call.world].get(kind.name, number)
        return dict(kept.row) if kept is not None and self.may_see(call.user, kept) else None

    def _item(self, call: Call, kind: Kind) -> Json:
        return self._or_missing(self._one(call, kind, _number(call.query.get("id"))))

    def _items(self, call: Call, kind: Kind) -> Json:
        numbers = _numbers(call.query.get("ids"))
        if len(numbers) > self._options.items_limit:
            raise RefusedError(404)
        found = (self._one(call, kind, number) for number in numbers)
        return [row for row in found if row is not None]

    def _find(self, call: Call, kind: Kind) -> Json:
        name = call.query.get("name")
        if name is None:
            raise RefusedError(404)
        rows = (kept.row for kept in self.visible(call, kind, archived=True) if kept.row.get("name") == name)
        return self._or_missing(next((dict(row) for row in rows), None))

    def _suggest(self, call: Call, kind: Kind) -> Json:
        text = call.query.get("t", "").lower()
        most = _number(call.query.get("l", "10"))
        rows = [kept.row for kept in self.visible(call, kind) if str(kept.row.get("name", "")).lower().startswith(text)]
        return [dict(row) for row in rows[:most]]

    def _list(self, call: Call, kind: Kind) -> Json:
        if self._options.lists_forbidden and kind.name in ("userAccountAutoLiq", "accountRiskStatus"):
            raise RefusedError(403, DENIED)
        return self._told(call, kind, self.visible(call, kind))

    def _deps(self, call: Call, kind: Kind) -> Json:
        return self._dependent(call, kind, [_number(call.query.get("masterid"))])

    def _ldeps(self, call: Call, kind: Kind) -> Json:
        return self._dependent(call, kind, _numbers(call.query.get("masterids")))

    def _dependent(self, call: Call, kind: Kind, masters: list[int]) -> Json:
        if not kind.master:
            raise RefusedError(404)
        return self._told(call, kind, (k for k in self.visible(call, kind) if k.row.get(kind.master) in masters))

    def _told(self, call: Call, kind: Kind, found: Iterable[Kept]) -> list[Row]:
        """Positions may lag behind what was just traded."""
        if kind.name != "position" or not self._options.position_lag:
            return [dict(kept.row) for kept in found]
        then = self._clock.now().mono_ns - self._options.position_lag
        earlier = self._stores[call.world].as_of(kind.name, then)
        return [dict(earlier[kept.row["id"]]) for kept in found if kept.row["id"] in earlier]

    def _or_missing(self, row: Row | None) -> Row | None:
        if row is None and not self._options.missing_is_null:
            raise RefusedError(404)
        return row


def _run(operation: Callable[[Call, Kind], Json], kind: Kind, call: Call) -> Answer:
    return Answer(200, operation(call, kind))


def _number(text: str | None) -> int:
    if text is None or not text.isdigit():
        raise RefusedError(404)
    return int(text)


def _numbers(text: str | None) -> list[int]:
    return [_number(part) for part in (text or "").split(",")]
