"""``maker``: what it makes is what the class makes, and it refuses classes that do more than keep their arguments."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pytest

from mimikdesk.domain.commands import PlaceOrder
from mimikdesk.domain.group import FollowerSettings
from mimikdesk.domain.ids import AccountId, ClientOrderId, Symbol
from mimikdesk.domain.orders import OrderKind, Side
from mimikdesk.domain.record import maker

ORDER = (AccountId("c1/F1"), ClientOrderId("MK1"), Symbol("MNQZ6"), Side.BUY, 2)


def test_it_makes_what_the_class_makes_defaults_and_names_included() -> None:
    make = maker(PlaceOrder)
    assert make(*ORDER) == PlaceOrder(*ORDER)
    assert type(make(*ORDER)) is PlaceOrder
    assert hash(make(*ORDER)) == hash(PlaceOrder(*ORDER))
    stop = make(*ORDER, OrderKind.STOP, stop=Decimal(5))
    assert stop == PlaceOrder(*ORDER, OrderKind.STOP, None, Decimal(5))


@dataclass(slots=True)
class WithList:
    items: list[int] = field(default_factory=list)


@pytest.mark.parametrize("kind", [WithList, FollowerSettings])
def test_a_class_that_does_more_than_keep_its_arguments_is_refused(kind: Callable[..., Any]) -> None:
    with pytest.raises(TypeError, match="more than"):
        maker(kind)
