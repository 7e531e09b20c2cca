"""The practice ticket: the trader's own hand on the leader, never a command of the copier."""

from mimikdesk.domain.decisions import SendCommand
from mimikdesk.domain.events import GroupDefined
from mimikdesk.domain.group import CopyGroup, FollowerSettings
from mimikdesk.domain.ids import GroupId, Symbol
from mimikdesk.domain.orders import OrderKind, Side
from mimikdesk.services.ticket_view import TicketView
from tests.unit.services.stage import DEMO, MNQ, OTHER, Stage


def view(stage: Stage) -> TicketView:
    stage.program.collect()
    return next(update.ticket for update in reversed(stage.updates) if update.ticket is not None)


def test_the_ticket_shows_prices_position_average_and_open_profit_of_the_leader() -> None:
    stage = Stage()
    stage.program.ticket_place(MNQ, Side.BUY, 2, OrderKind.MARKET)
    stage.wait(200)
    ticket, quote = view(stage), stage.venue.quote(MNQ)
    assert (ticket.account_name, ticket.symbol, ticket.position) == ("Lead", MNQ, 2)
    assert (ticket.bid, ticket.ask, ticket.last) == (quote.bid, quote.ask, quote.last)
    assert ticket.average is not None
    assert ticket.open_pnl == (ticket.last - ticket.average) * 2 * 2
    assert ticket.price_decimals == 2


def test_working_orders_are_listed_and_can_be_cancelled() -> None:
    stage = Stage()
    stage.program.ticket_place(MNQ, Side.SELL, 3, OrderKind.LIMIT, limit=stage.venue.quote(MNQ).ask + 100)
    stage.wait(200)
    (order,) = view(stage).orders
    assert (order.side, order.qty, order.filled, order.kind) == (Side.SELL, 3, 0, OrderKind.LIMIT)
    stage.program.ticket_cancel(order.venue_order_id)
    stage.wait(200)
    assert view(stage).orders == ()


def test_another_instrument_is_shown_when_chosen_and_one_not_offered_is_ignored() -> None:
    stage = Stage()
    stage.program.ticket_select(Symbol("MESZ6"))
    stage.wait(100)
    assert view(stage).symbol == "MESZ6"
    stage.program.ticket_select(Symbol("ZZZ9"))
    stage.wait(100)
    assert view(stage).symbol == "MESZ6"


def test_a_close_by_the_leaders_hand_is_followed_and_is_no_command_of_the_program() -> None:
    stage = Stage()
    stage.program.ticket_place(MNQ, Side.BUY, 2, OrderKind.MARKET)
    stage.wait(200)
    stage.program.ticket_close(MNQ)
    stage.wait(500)
    assert [stage.held(account) for account in (stage.leader, stage.f1, stage.f2)] == [0, 0, 0]
    sends = [entry for entry in stage.memory.entries if isinstance(entry, SendCommand)]
    assert all(entry.command.account != stage.leader for entry in sends)


def test_before_the_first_price_there_is_nothing_to_show() -> None:
    stage = Stage(started=False)
    stage.program.collect()
    assert all(update.ticket is None for update in stage.updates)


def test_the_ticket_follows_the_leaders_as_groups_come_and_the_trader_chooses_among_them() -> None:
    stage = Stage()
    third, fourth = stage.venue.add_account(DEMO, "F3"), stage.venue.add_account(OTHER, "F4")
    stage.restart()
    stage.program.use_hands(stage.venue.hand, (MNQ,))
    group = CopyGroup(GroupId("second"), "Second", third, (FollowerSettings(fourth),))
    stage.program.copier.take(GroupDefined(group, stage.clock.now()))
    stage.wait(200)
    assert [account for account, _ in view(stage).accounts] == [stage.leader, third]
    assert view(stage).account == stage.leader
    stage.program.ticket_account(stage.f1)
    assert view(stage).account == stage.leader, "a follower is not traded by hand here"
    stage.program.ticket_account(third)
    stage.program.ticket_place(MNQ, Side.BUY, 2, OrderKind.MARKET)
    stage.wait(500)
    assert view(stage).account == third
    assert (stage.held(third), stage.held(stage.leader)) == (2, 0)
