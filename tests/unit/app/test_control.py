"""The window's wishes reach the wire lane whole, and only there."""

import inspect
from collections.abc import Callable
from typing import cast
from unittest.mock import Mock, create_autospec

from mimikdesk.app.control import LaneControl
from mimikdesk.app.lane import Lane
from mimikdesk.domain.ids import Symbol
from mimikdesk.services.control import Control


def names() -> list[str]:
    return [name for name, member in inspect.getmembers(Control, inspect.isfunction) if not name.startswith("_")]


def test_every_wish_is_posted_with_its_arguments_and_carried_out_on_the_lane() -> None:
    for name in names():
        if name == "quit":
            continue
        posted: list[Callable[[], None]] = []
        lane, there = Mock(), create_autospec(Control, instance=True)
        lane.post.side_effect = posted.append
        control = LaneControl(cast(Lane, lane), there, lambda: None)
        arguments = [f"argument {i}" for i in range(len(inspect.signature(getattr(control, name)).parameters))]
        getattr(control, name)(*arguments)
        getattr(there, name).assert_not_called()
        assert len(posted) == 1, name
        posted[0]()
        getattr(there, name).assert_called_once_with(*arguments)


def test_quit_stays_with_the_window() -> None:
    lane, asked = Mock(), Mock()
    LaneControl(cast(Lane, lane), create_autospec(Control, instance=True), asked).quit()
    asked.assert_called_once_with()
    lane.post.assert_not_called()


def test_the_instrument_last_chosen_is_remembered() -> None:
    control = LaneControl(cast(Lane, Mock()), create_autospec(Control, instance=True), lambda: None)
    assert control.ticket_symbol is None
    control.ticket_select(Symbol("ESZ6"))
    assert control.ticket_symbol == "ESZ6"
