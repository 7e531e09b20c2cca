"""Client order ids: pinned, because a program that was updated must find the orders of the one before it by them."""

import pytest

from mimikdesk.domain.ids import AccountId, Symbol
from mimikdesk.engine.client_ids import client_order_id

MNQ = Symbol("MNQZ6")
KNOWN = [
    ("lead/L|L1|2", "c1/F1", "open", "MKdb4b25a5642cb6a00adcbce4"),
    ("lead/L|L1|2", "c2/F2", "exit1", "MKdb4b25a5642cb6a0292def77"),
    ("lead/L|L2|2", "c1/F1", "open", "MKd74e89ff1cc0da620adcbce4"),
]


@pytest.mark.rule("7.3")
def test_the_same_decision_has_the_same_id_in_any_order_and_in_any_version() -> None:
    for trigger, account, step, identity in [*KNOWN, *reversed(KNOWN)]:
        assert client_order_id(trigger, AccountId(account), MNQ, step) == identity
