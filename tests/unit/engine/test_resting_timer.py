"""When resting copies want to be looked at again: never for something that is gone."""

from mimikdesk.domain.capabilities import Capabilities
from mimikdesk.domain.group import ReplicationMode
from mimikdesk.domain.orders import OrderKind, OrderStatus
from mimikdesk.engine import engine
from tests.helpers.scene import Scene


def test_a_stop_that_is_cancelled_while_it_waits_for_its_limit_leaves_no_timer_behind() -> None:
    able = Capabilities(frozenset(OrderKind), oco=True)
    scene = Scene("1", auto=True, mode=ReplicationMode.ON_SUBMIT, able=able)
    scene.leader(2)
    stop = scene.leader_order(-2, kind=OrderKind.STOP)
    assert engine.next_due(scene.state) is not None
    scene.leader_report(stop, -2, 0, OrderStatus.CANCELLED, kind=OrderKind.STOP)
    assert scene.book().review_ns is None
    scene.wait(1_000)
