"""Connections while the program runs: how they stand, switched, tested and removed."""

from dataclasses import replace

import pytest

from mimikdesk.domain.accounts import Connection, LoginKind
from mimikdesk.domain.commands import PlaceOrder
from mimikdesk.domain.decisions import Purpose, SendCommand
from mimikdesk.domain.events import BudgetReported, CapabilitiesDeclared, LineChanged, LineState
from mimikdesk.domain.ids import AccountId, ClientOrderId, ConnectionId, Symbol
from mimikdesk.domain.orders import Side
from mimikdesk.domain.time import SECOND
from mimikdesk.services import connection_words as words
from mimikdesk.services.connections import TEST_WITHIN
from mimikdesk.services.gateway import NotSentError
from mimikdesk.services.views import BudgetRow
from tests.unit.services.connection_stage import APEX, FOLLOWER, SAVED, ConnectionStage, account

MNQ = Symbol("MNQZ6")


def refuse(stage: ConnectionStage, text: str = "The password is wrong.") -> None:
    stage.program._links.sink(APEX)(LineChanged(APEX, LineState.REAUTH_REQUIRED, text, stage.clock.now()))


def order() -> SendCommand:
    return SendCommand(PlaceOrder(FOLLOWER, ClientOrderId("a1"), MNQ, Side.SELL, 1), Purpose.CLOSE, "t")


@pytest.mark.rule("3.1")
def test_a_row_tells_its_state_its_accounts_and_where_they_are() -> None:
    stage = ConnectionStage()
    row = stage.row
    assert (row.name, row.environment, row.user, row.state) == ("Apex", "demo", "apx", LineState.CONNECTED)
    assert (row.advice, row.note, row.busy, row.linked) == ("", "", "", True)
    assert [(each.name, each.group, each.leads) for each in row.accounts] == [
        ("APEX-01", "Scalps", True),
        ("APEX-02", "Scalps", False),
    ]


@pytest.mark.rule("3.1", "3.2")
@pytest.mark.parametrize("state", [LineState.RECONNECTING, LineState.REAUTH_REQUIRED])
def test_what_the_line_said_last_and_what_to_do_stand_in_the_row(state: LineState) -> None:
    stage = ConnectionStage()
    stage.program._links.sink(APEX)(LineChanged(APEX, state, "The broker said so.", stage.clock.now()))
    row = stage.row
    assert (row.state, row.last_error, row.last_error_ns) == (state, "The broker said so.", stage.clock.now().utc_ns)
    assert row.advice == words.advice(SAVED, state) != ""


def test_a_connection_that_is_switched_off_gets_no_line_at_the_start() -> None:
    stage = ConnectionStage(on=False)
    assert (stage.made, stage.row.state, stage.row.linked) == ([], LineState.DISCONNECTED, False)
    assert "Switched off by you" in stage.row.advice


def test_a_connection_of_a_broker_that_nobody_knows_says_so_and_stays() -> None:
    other = Connection(ConnectionId("x"), "Future", "rithmic", "live", on=True)
    stage = ConnectionStage(other)
    row = stage.rows[other.id]
    assert (row.state, row.note) == (LineState.DISCONNECTED, words.UNKNOWN_BROKER)
    stage.program.remove_connection(other.id)
    stage.wait()
    assert other.id not in stage.rows


def test_switched_off_it_is_closed_takes_no_orders_and_stays_off_for_the_next_start() -> None:
    stage = ConnectionStage()
    stage.program._gateway.send(order(), stage.clock.now())
    stage.program.disconnect(APEX)
    stage.wait()
    assert (stage.row.state, stage.row.linked, stage.row.busy) == (LineState.DISCONNECTED, False, "")
    assert stage.cabinet.on == [(APEX, False)]
    with pytest.raises(NotSentError, match="no open connection"):
        stage.program._gateway.send(order(), stage.clock.now())
    stage.program.connect(APEX)
    stage.wait(1_000)
    assert (stage.row.state, stage.made) == (LineState.CONNECTED, [APEX, APEX])
    assert stage.cabinet.on == [(APEX, False), (APEX, True)]
    stage.program._gateway.send(order(), stage.clock.now())


def test_a_link_that_was_let_go_is_not_heard_any_more() -> None:
    stage = ConnectionStage()
    old = stage.program._links.sink(APEX)
    stage.program.disconnect(APEX)
    stage.wait()
    old(LineChanged(APEX, LineState.CONNECTED, "", stage.clock.now()))
    assert stage.program.copier.state.lines[APEX] is LineState.DISCONNECTED


def test_a_link_that_never_says_it_is_closed_is_let_go_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    stage = ConnectionStage()
    monkeypatch.setattr(stage.links[APEX], "close", lambda: None)
    stage.program.disconnect(APEX)
    stage.wait(1_000)
    assert stage.row.busy == "Disconnecting..."
    stage.wait(5_000)
    assert (stage.row.busy, stage.row.linked) == ("", False)


@pytest.mark.rule("6.8")
def test_a_line_that_is_made_anew_declares_what_it_can_before_it_opens() -> None:
    stage = ConnectionStage()
    before = len(stage.memory.entries)
    stage.program.disconnect(APEX)
    stage.program.connect(APEX)
    stage.wait()
    stage.program.connect(APEX)
    stage.wait(1_000)
    told = [entry for entry in stage.memory.entries[before:] if isinstance(entry, CapabilitiesDeclared | LineChanged)]
    closed, declared, *rest = told
    assert isinstance(closed, LineChanged)
    assert closed.state is LineState.DISCONNECTED
    assert isinstance(declared, CapabilitiesDeclared)
    assert [entry.state for entry in rest if isinstance(entry, LineChanged)][-1] is LineState.CONNECTED


# --- a test by hand ---------------------------------------------------------------------------------------------------


def test_a_test_reads_every_account_afresh_and_says_so() -> None:
    stage = ConnectionStage()
    stage.program.test_connection(APEX)
    assert stage.row.busy == "Testing..."
    stage.wait(1_000)
    assert stage.row.busy == ""
    assert stage.row.note.startswith("It answers: 2 accounts were read in ")


def test_a_test_that_gets_no_answer_says_so_and_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    stage = ConnectionStage()
    monkeypatch.setattr(stage.links[APEX], "refresh", lambda _account: None)
    stage.program.test_connection(APEX)
    stage.clock.advance(TEST_WITHIN)
    assert (stage.row.busy, stage.row.note) == ("", "No answer within 15 s.")


def test_a_test_of_a_line_that_is_being_restored_hurries_it() -> None:
    stage = ConnectionStage()
    stage.links[APEX].line.drop(unnoticed_ns=0, down_ns=1)
    stage.wait(1)
    assert stage.row.state is LineState.RECONNECTING
    stage.program.test_connection(APEX)
    stage.wait(900)
    assert stage.row.note.startswith("It is connected again, after ")


def test_a_test_needs_a_line_that_is_switched_on_and_a_login_that_is_accepted() -> None:
    stage = ConnectionStage()
    refuse(stage)
    stage.program.test_connection(APEX)
    assert stage.row.note == words.SIGN_IN_FIRST
    stage.program.disconnect(APEX)
    stage.wait()
    stage.program.test_connection(APEX)
    assert stage.row.note == words.OFF_FIRST


def test_a_login_that_is_refused_during_the_test_ends_it() -> None:
    stage = ConnectionStage()
    stage.links[APEX].line.drop(unnoticed_ns=0, down_ns=60 * SECOND)
    stage.wait(1)
    stage.program.test_connection(APEX)
    refuse(stage)
    assert (stage.row.busy, stage.row.note) == ("", words.SIGN_IN_FIRST)


# --- removing ---------------------------------------------------------------------------------------------------------


def test_one_whose_accounts_are_in_a_group_is_not_removed_and_says_what_to_do() -> None:
    stage = ConnectionStage()
    stage.program.remove_connection(APEX)
    stage.wait()
    assert stage.row.note == "Its accounts are in “Scalps”. Take them out of the group first."
    assert stage.row.state is LineState.CONNECTED


@pytest.mark.rule("3.5")
def test_a_removed_connection_is_gone_with_its_secrets() -> None:
    stage = ConnectionStage(grouped=False)
    stage.program.remove_connection(APEX)
    stage.wait()
    assert (stage.rows, stage.cabinet.keys) == ({}, {})
    assert "Connection “Apex” removed." in stage.texts()
    assert [update.lane.lines for update in stage.updates if update.lane is not None][-1] == ()
    check = [update.check for update in stage.updates if update.check is not None]
    assert FOLLOWER not in [each.account for each in check[-1].accounts]


def test_a_removal_that_the_database_refuses_leaves_the_connection_connected() -> None:
    stage = ConnectionStage(grouped=False)
    stage.cabinet.broken = OSError("disk I/O")
    stage.program.remove_connection(APEX)
    stage.wait(1_000)
    assert stage.row.note == "It could not be written down. The log has the details."
    assert stage.row.state is LineState.CONNECTED


def test_a_keyring_that_does_not_let_go_is_told() -> None:
    stage = ConnectionStage(grouped=False)
    stage.cabinet.keys.clear()
    stage.program.remove_connection(APEX)
    stage.wait()
    assert words.KEYS_NOT_FORGOTTEN in stage.texts()


def test_wishes_about_a_connection_that_is_gone_or_busy_do_nothing() -> None:
    stage = ConnectionStage()
    gone = ConnectionId("gone")
    for wish in (stage.program.connect, stage.program.disconnect, stage.program.remove_connection):
        wish(gone)
    stage.program.disconnect(APEX)
    stage.program.connect(APEX)
    stage.program.remove_connection(APEX)
    stage.wait()
    assert (list(stage.rows), stage.row.linked) == ([APEX], False)


# --- accounts that a login brings -------------------------------------------------------------------------------------


def bring(stage: ConnectionStage, name: str) -> AccountId:
    new = stage.venue.add_account(APEX, name)
    stage.links[APEX].reconnect("to see it")
    stage.wait(1_000)
    return new


def test_an_account_that_the_login_brings_later_is_listed_kept_and_takes_orders() -> None:
    stage = ConnectionStage()
    new = bring(stage, "APEX-03")
    assert [each.name for each in stage.row.accounts] == ["APEX-01", "APEX-02", "APEX-03"]
    assert [each.id for each in stage.cabinet.logins[APEX][1]] == [new]
    sent = replace(order(), command=PlaceOrder(new, ClientOrderId("a2"), MNQ, Side.SELL, 1))
    stage.program._gateway.send(sent, stage.clock.now())
    stage.wait()
    assert stage.venue.position(new, MNQ) == -1


@pytest.mark.rule("3.7")
def test_an_account_that_another_connection_has_already_is_left_out() -> None:
    other = Connection(ConnectionId("t2"), "Other", "tradovate", "demo", LoginKind.API_KEY, "o", "77")
    stage = ConnectionStage(other)
    stage.program._names.put(other, (account(other, "SHARED-01", "90"),))
    new = bring(stage, "SHARED-01")
    assert [each.name for each in stage.row.accounts] == ["APEX-01", "APEX-02"]
    assert any("SHARED-01 is connected already, through “Other”" in text for text in stage.texts())
    assert new not in stage.program.copier.state.connection_of
    stage.venue.hand(new).place(MNQ, Side.BUY, 1)
    stage.wait()
    assert new not in {getattr(entry, "account", None) for entry in stage.memory.entries}


@pytest.mark.rule("3.6")
def test_the_budget_of_a_login_is_shown_with_what_is_kept_and_what_the_next_trade_costs() -> None:
    stage = ConnectionStage()
    assert stage.row.budget is None
    at = stage.clock.now()
    stage.program.copier.take(BudgetReported(APEX, 61, 80, 60 * SECOND, None, "", at))
    stage.wait(1_100)
    assert stage.row.budget == BudgetRow(
        "61 of 80 requests left this minute, a trade copied here costs 1", left=61, limit=80
    )


@pytest.mark.rule("3.6")
def test_a_penalty_is_shown_with_what_is_left_of_it() -> None:
    stage = ConnectionStage()
    at = stage.clock.now()
    stage.program.copier.take(BudgetReported(APEX, 0, 80, 60 * SECOND, at.mono_ns + 30 * SECOND, "", at))
    stage.wait(1_100)
    assert stage.row.budget == BudgetRow("Takes no requests for 29 s", low=True)


def test_the_end_of_the_program_leaves_nothing_on_the_clock() -> None:
    stage = ConnectionStage()
    stage.program.test_connection(APEX)
    stage.program.stop(lambda: None)
    stage.clock.advance(5 * SECOND)
    assert stage.clock.next_due is None
