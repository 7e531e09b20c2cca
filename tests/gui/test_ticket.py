"""The practice ticket asks for exactly what the trader entered, or says what is wrong with it."""

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mimikdesk.domain.ids import AccountId, Symbol
from mimikdesk.domain.orders import OrderKind, Side
from mimikdesk.gui import gallery_data
from mimikdesk.gui.models.orders_model import CANCEL
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.ticket import Ticket
from tests.helpers.hands import click, tap
from tests.helpers.recording_control import RecordingControl

MNQ = gallery_data.MNQ
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def ticket(theme: Theme, control: RecordingControl, qtbot: QtBot) -> Ticket:
    made = Ticket(control, theme)
    qtbot.addWidget(made)
    made.apply(gallery_data.ticket())
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def words(ticket: Ticket) -> list[str]:
    return [label.text() for label in ticket.findChildren(QLabel) if label.isVisible() and label.text()]


def test_market_orders_carry_side_and_quantity(ticket: Ticket, control: RecordingControl) -> None:
    ticket.qty.spin.setValue(3)
    click(ticket.buy)
    click(ticket.sell)
    assert control.calls == [
        ("ticket_place", MNQ, Side.BUY, 3, OrderKind.MARKET, None, None),
        ("ticket_place", MNQ, Side.SELL, 3, OrderKind.MARKET, None, None),
    ]


def test_keys_buy_and_sell_only_together_with_control(ticket: Ticket, control: RecordingControl) -> None:
    for key in (Qt.Key.Key_B, Qt.Key.Key_S):
        tap(ticket, key)
    assert control.calls == []
    tap(ticket, Qt.Key.Key_B, CTRL)
    tap(ticket, Qt.Key.Key_S, CTRL)
    assert [call[2] for call in control.calls] == [Side.BUY, Side.SELL]


def test_a_limit_order_carries_its_exact_price(ticket: Ticket, control: RecordingControl) -> None:
    ticket.entry.limit.setText("25,490.25")
    click(ticket.entry.buy)
    assert control.calls == [("ticket_place", MNQ, Side.BUY, 1, OrderKind.LIMIT, Decimal("25490.25"), None)]


def test_a_stop_order_carries_its_price_as_the_stop(ticket: Ticket, control: RecordingControl) -> None:
    ticket.entry.choose(OrderKind.STOP)
    ticket.entry.stop.setText("25480")
    click(ticket.entry.sell)
    assert control.calls == [("ticket_place", MNQ, Side.SELL, 1, OrderKind.STOP, None, Decimal(25480))]


def test_a_stop_limit_order_needs_both_prices(ticket: Ticket, control: RecordingControl) -> None:
    ticket.entry.choose(OrderKind.STOP_LIMIT)
    ticket.entry.stop.setText("25548")
    click(ticket.entry.buy)
    assert control.calls == []
    assert "Enter a limit price." in words(ticket)
    ticket.entry.limit.setText("25550")
    assert "Enter a limit price." not in words(ticket)
    click(ticket.entry.buy)
    assert control.calls == [("ticket_place", MNQ, Side.BUY, 1, OrderKind.STOP_LIMIT, Decimal(25550), Decimal(25548))]


def test_a_price_between_two_ticks_is_refused_in_words(ticket: Ticket, control: RecordingControl) -> None:
    ticket.entry.limit.setText("25490.3")
    click(ticket.entry.buy)
    assert control.calls == []
    assert "Prices move in steps of 0.25 here. Use 25,490.25 or 25,490.50." in words(ticket)


def test_quick_sizes_and_the_number_agree(ticket: Ticket) -> None:
    chips = {int(chip.text()): chip for chip in ticket.qty.findChildren(type(ticket.buy))}
    assert sorted(chips) == [1, 2, 3, 5, 10]
    click(chips[5])
    assert ticket.qty.value == 5
    assert [size for size, chip in chips.items() if chip.isChecked()] == [5]
    click(chips[5])
    assert chips[5].isChecked()
    ticket.qty.spin.setValue(4)
    assert not any(chip.isChecked() for chip in chips.values())


def test_close_is_there_only_with_a_position(ticket: Ticket, control: RecordingControl) -> None:
    click(ticket.close_position)
    assert control.calls == [("ticket_close", MNQ)]
    ticket.apply(gallery_data.ticket(0))
    assert not ticket.close_position.isEnabled()


def test_choosing_a_contract_asks_for_it(ticket: Ticket, control: RecordingControl) -> None:
    ticket.symbols.textActivated.emit("MESH6")
    assert control.calls == [("ticket_select", Symbol("MESH6"))]


def test_another_contract_brings_its_own_ticks_and_forgets_the_price(ticket: Ticket, control: RecordingControl) -> None:
    ticket.entry.limit.setText("25490.25")
    gold = replace(gallery_data.ticket(0), symbol=Symbol("MGCG6"), tick_size=Decimal("0.1"), price_decimals=1)
    ticket.apply(gold)
    assert ticket.symbols.currentText() == "MGCG6"
    assert ticket.entry.limit.text() == ""
    ticket.entry.limit.setText("2412.3")
    click(ticket.entry.buy)
    assert control.calls == [("ticket_place", Symbol("MGCG6"), Side.BUY, 1, OrderKind.LIMIT, Decimal("2412.3"), None)]


def test_a_new_price_leaves_what_is_being_typed_alone(ticket: Ticket) -> None:
    ticket.entry.limit.setText("2549")
    ticket.apply(replace(gallery_data.ticket(), bid=Decimal("25499.00")))
    assert ticket.entry.limit.text() == "2549"


def test_a_working_order_is_cancelled_by_its_mark_and_by_delete(ticket: Ticket, control: RecordingControl) -> None:
    mark = ticket.orders_model.index(1, CANCEL)
    click(ticket.orders.viewport(), ticket.orders.visualRect(mark).center())
    ticket.orders.setFocus()
    ticket.orders.setCurrentIndex(ticket.orders_model.index(2, 0))
    tap(ticket.orders, Qt.Key.Key_Delete)
    assert control.calls == [("ticket_cancel", "102"), ("ticket_cancel", "103")]


def test_without_working_orders_the_ticket_says_what_would_be_here(ticket: Ticket) -> None:
    ticket.apply(gallery_data.ticket(0))
    assert "No working orders. Limit and stop orders wait here." in words(ticket)
    assert not ticket.orders.isVisible()


def test_nothing_can_be_placed_before_the_first_price(theme: Theme, control: RecordingControl, qtbot: QtBot) -> None:
    empty = Ticket(control, theme)
    qtbot.addWidget(empty)
    assert not empty.buy.isEnabled()
    empty.buy.click()
    empty.close_position.click()
    assert control.calls == []


def test_with_several_leaders_the_trader_chooses_whom_he_trades(ticket: Ticket, control: RecordingControl) -> None:
    assert not ticket.accounts.isVisible()
    view = gallery_data.ticket()
    two = ((view.account, view.account_name), (AccountId("practice/PA-03"), "PA-03"))
    ticket.apply(replace(view, accounts=two))
    assert ticket.accounts.isVisible()
    assert ticket.accounts.currentText() == view.account_name
    ticket.accounts.setCurrentIndex(1)
    ticket.accounts.activated.emit(1)
    assert control.calls == [("ticket_account", "practice/PA-03")]
    ticket.apply(replace(view, accounts=two[:1]))
    assert not ticket.accounts.isVisible()
    assert f"on {view.account_name}" in words(ticket)
