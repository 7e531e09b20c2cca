"""The ticket's list of working orders has a word for every kind of order that can rest."""

from mimikdesk.domain.orders import OrderKind
from mimikdesk.gui.models.orders_model import KIND_WORDS


def test_every_kind_of_order_has_its_word() -> None:
    assert set(KIND_WORDS) == set(OrderKind)
