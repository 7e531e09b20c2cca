"""What accounts are worth is for the eye: it decides nothing."""

import pickle
from decimal import Decimal

import pytest

from mimikdesk.domain.events import BalanceReported, EquityReported
from mimikdesk.domain.ids import AccountId
from tests.helpers.scene import F1, LEADER, Scene


@pytest.mark.parametrize("account", [LEADER, F1])
def test_cash_and_equity_change_nothing_and_send_nothing(account: AccountId) -> None:
    scene = Scene("1")
    scene.leader(3)
    scene.fill_all()
    before, at = pickle.dumps(scene.state), scene.clock.now()
    assert scene.take(EquityReported(account, Decimal(-5000), Decimal(-4000), Decimal(0), at, at)) == []
    assert scene.take(BalanceReported(account, Decimal(-5000), at)) == []
    assert pickle.dumps(scene.state) == before
