"""Fills that a broker takes back (rule 6.15)."""

import pytest

from mimikdesk.domain.decisions import NoticeKind
from mimikdesk.domain.events import FillCorrected
from tests.helpers.scene import F1, LEADER, MNQ, Scene


@pytest.mark.rule("6.15")
@pytest.mark.parametrize("account", [LEADER, F1])
def test_a_corrected_fill_has_the_account_read_and_opens_nothing(account: str) -> None:
    scene = Scene("1", auto=True)
    scene.leader(2)
    sent = scene.sent()
    scene.take(FillCorrected(account, MNQ, "trade busted", scene.clock.now()))  # type: ignore[arg-type]
    assert scene.reads[-1].account == account
    notice = scene.notices(NoticeKind.FILL_CORRECTED)[-1]
    assert "trade busted" in notice.text
    scene.wait(5_000)
    assert scene.sent() == sent
