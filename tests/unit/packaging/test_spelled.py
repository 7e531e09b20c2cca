"""A class whose ``__init__`` is written out is the class that it was: it takes, keeps, compares and shows the same."""

import ast
import sys
from dataclasses import fields, replace
from types import ModuleType
from typing import Any, get_type_hints

import pytest
from spelled import CannotSpellError, spelled

SOURCE = '''
"""A module."""

from dataclasses import dataclass, field
from mimikdesk.domain.record import record


@record(frozen=True, slots=True)
class Price:
    """One."""

    points: int
    """In quarters."""
    words: tuple[str, ...] = ("a", "b")
    raw: object = None

    @property
    def doubled(self) -> int:
        return self.points * 2


@dataclass(slots=True, kw_only=True)
class Base:
    size: int | None = None
    names: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Order(Base):
    price: Price
    half: int = field(init=False)
    seen: "dict[str, Price]" = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.half = self.price.points // 2


@dataclass(slots=True, kw_only=True)
class Late(Order):
    size: int | None = 5
    why: str = "late"
'''


@pytest.fixture
def both(monkeypatch: pytest.MonkeyPatch) -> tuple[dict[str, Any], dict[str, Any]]:
    """The module as it is, and with its inits written out."""
    modules = [ModuleType("as_it_is"), ModuleType("written_out")]
    for module, source in zip(modules, (SOURCE, spelled(SOURCE)), strict=True):
        monkeypatch.setitem(sys.modules, module.__name__, module)  # where dataclasses looks for what it knows
        exec(source, module.__dict__)
    return modules[0].__dict__, modules[1].__dict__


def test_every_init_is_written_out() -> None:
    inits = [
        node.name
        for node in ast.walk(ast.parse(spelled(SOURCE)))
        if isinstance(node, ast.ClassDef) and any(getattr(part, "name", "") == "__init__" for part in node.body)
    ]
    assert inits == ["Price", "Base", "Order", "Late"]


def test_values_are_taken_kept_compared_hashed_and_shown_alike(
    both: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    for module in both:
        price = module["Price"]
        assert price(4) == price(4, ("a", "b")) != price(5)
        assert hash(price(4)) == hash(price(4))
        assert repr(price(4)) == "Price(points=4, words=('a', 'b'), raw=None)"
        assert price(4).doubled == 8
        order = module["Order"](price(9), size=3)
        assert (order.half, order.size, order.names, order.seen) == (4, 3, [], {})
        assert order.names is not module["Order"](price(9)).names
        assert replace(order, names=["x"]) == module["Order"](price(9), size=3, names=["x"])
        with pytest.raises(TypeError):
            module["Order"](price(9), {}, 3)
        late = module["Late"](price(2))
        assert (late.size, late.why, late.half) == (5, "late", 1)


def test_fields_are_the_same_in_the_same_order(both: tuple[dict[str, Any], dict[str, Any]]) -> None:
    plain, written = ([(field.name, field.kw_only) for field in fields(module["Late"])] for module in both)
    assert plain == written


def test_the_kinds_of_fields_are_still_told_in_full(both: tuple[dict[str, Any], dict[str, Any]]) -> None:
    _, written = both
    price = written["Price"]
    assert get_type_hints(price, written)["words"] == tuple[str, ...]
    assert get_type_hints(price, written)["raw"] is object
    assert get_type_hints(written["Order"], written)["seen"].__args__ == (str, price)


def test_a_module_without_dataclasses_is_left_alone() -> None:
    assert spelled("x = 1\n") == "x = 1\n"


@pytest.mark.parametrize(
    "source",
    [
        "@dataclass\nclass A(Other):\n    x: int\n",
        "@dataclass\nclass A:\n    x: ClassVar[int] = 1\n",
        "@dataclass\nclass A:\n    x: int = field(default=1, metadata={})\n",
    ],
)
def test_what_is_not_known_is_refused_rather_than_changed(source: str) -> None:
    with pytest.raises(CannotSpellError):
        spelled(source)
