"""Where orders may come from: one maker, one sender of exits, one door to the brokers (rules 4.5, 5.6, 7.3)."""

from pathlib import Path

import pytest

from tests.helpers import structure
from tests.helpers.source import Module, modules

ROOT = Path(__file__).resolve().parents[3]

WIRE = "mimikdesk/engine/wire.py"
EXIT_DESK = "mimikdesk/engine/exit_desk.py"
ADJUST = "mimikdesk/engine/adjust.py"
FLATTEN = "mimikdesk/engine/flatten.py"
READ_BACK = ("mimikdesk/journal/intents.py", "mimikdesk/journal/recall.py")
"""The journal makes orders too: those it reads back from what was written down."""

COMMANDS = "mimikdesk.domain.commands"


@pytest.fixture(scope="module")
def program() -> tuple[Module, ...]:
    return modules(ROOT, structure.PACKAGE)


@pytest.mark.rule("5.6")
def test_no_room_but_the_exit_desk_sends_orders(program: tuple[Module, ...]) -> None:
    assert structure.calls_outside(program, "mimikdesk.engine.wire.send_market", [EXIT_DESK]) == []
    assert structure.calls_outside(program, f"{COMMANDS}.PlaceOrder", [WIRE, *READ_BACK]) == []


@pytest.mark.rule("5.6", "5.7")
def test_what_rests_is_sent_from_one_place_and_the_exit_desk_alone_asks_for_the_brokers_own_close(
    program: tuple[Module, ...],
) -> None:
    for maker in ("rest", "send_resting", "send_pair"):
        assert structure.calls_outside(program, f"mimikdesk.engine.wire.{maker}", [ADJUST]) == []
    assert structure.calls_outside(program, "mimikdesk.engine.wire.send_close", [EXIT_DESK]) == []


@pytest.mark.rule("12")
def test_only_a_flatten_cancels_orders_that_are_not_the_programs_own(program: tuple[Module, ...]) -> None:
    assert structure.calls_outside(program, f"{COMMANDS}.CancelAllOrders", [FLATTEN]) == []


@pytest.mark.rule("4.5", "7.3")
def test_every_command_leaves_through_the_gateway(program: tuple[Module, ...]) -> None:
    assert structure.commands_past_the_gateway(program) == []


# --- and the checks themselves fail when they should ------------------------------------------------------------------


def module(source: str, path: str) -> tuple[Module, ...]:
    return (Module(path, path.removesuffix(".py").replace("/", "."), source),)


@pytest.mark.parametrize(
    "source",
    [
        "from mimikdesk.engine.wire import send_market\nsend_market(f, b, 1)",
        "from mimikdesk.engine import wire\nwire.send_market(f, b, 1)",
        "from mimikdesk.engine.wire import send_market as send\nsend(f, b, 1)",
    ],
)
def test_a_second_sender_is_found(source: str) -> None:
    name = "mimikdesk.engine.wire.send_market"
    assert len(structure.calls_outside(module(source, "mimikdesk/engine/guard.py"), name, [EXIT_DESK])) == 1
    assert structure.calls_outside(module(source, EXIT_DESK), name, [EXIT_DESK]) == []


@pytest.mark.parametrize(
    "source", ["link.place(order)", "self._links[account].cancel_all(order)", "self._link.cancel(order)"]
)
def test_a_way_past_the_gateway_is_found(source: str) -> None:
    assert len(structure.commands_past_the_gateway(module(source, "mimikdesk/services/a.py"))) == 1
    assert structure.commands_past_the_gateway(module(source, "mimikdesk/services/gateway.py")) == []


def test_the_traders_own_hand_and_timers_are_no_way_past_it() -> None:
    source = "self._ticket.hand.place(symbol)\nself._timer.cancel()\nlink.open()"
    assert structure.commands_past_the_gateway(module(source, "mimikdesk/services/a.py")) == []
