"""``mimikdesk replay`` from the command line: what it prints, its exit codes, and its words about what is wrong."""

from decimal import Decimal
from pathlib import Path

import pytest

from mimikdesk.app.main import main
from mimikdesk.domain.accounts import Account, Connection
from mimikdesk.domain.events import (
    AccountListed,
    Event,
    FillReported,
    InstrumentListed,
    LineChanged,
    LineState,
    OrderReported,
    SnapshotTaken,
)
from mimikdesk.domain.group import CopyGroup, FollowerSettings
from mimikdesk.domain.ids import AccountId, ConnectionId, FillId, GroupId, Symbol, VenueOrderId
from mimikdesk.domain.instrument import Instrument
from mimikdesk.domain.orders import Fill, OrderKind, OrderReport, OrderStatus, PositionReport, Side
from mimikdesk.domain.time import SECOND, Stamp
from mimikdesk.journal.open import open_journal
from tests.helpers.journals import START

pytestmark = pytest.mark.rule("13.6")

DATA = Path(__file__).parents[2] / "data" / "replay"
ORDERS = str(DATA / "tradovate-orders.csv")
P = ConnectionId("p")
LEADER, ONE = AccountId("p/LEAD"), AccountId("p/PA-01")
MNQ = Symbol("MNQZ6")
Printed = pytest.CaptureFixture[str]


def day(*trades: int, held: int = 0) -> list[Event]:
    """A session: the leader's signed market trades, ten seconds apart."""

    def at(seconds: int) -> Stamp:
        return Stamp(START.utc_ns + seconds * SECOND, START.mono_ns + seconds * SECOND)

    position = (PositionReport(MNQ, held, Decimal(100)),) if held else ()
    events: list[Event] = [
        AccountListed(LEADER, P, at(0)),
        InstrumentListed(P, Instrument(MNQ, "MNQ", "Z6", Decimal("0.25"), Decimal(2)), at(0)),
        SnapshotTaken(LEADER, position, (), Decimal(50_000), at(0), at(1)),
        LineChanged(P, LineState.CONNECTED, "", at(1)),
    ]
    for number, qty in enumerate(trades, 1):
        side, venue, when = Side.of(qty), VenueOrderId(f"v{number}"), at(10 * number)
        report = OrderReport(venue, None, MNQ, side, OrderKind.MARKET, abs(qty), 0, OrderStatus.WORKING)
        fill = Fill(FillId(f"f{number}"), venue, None, MNQ, side, abs(qty), Decimal(100 + number))
        events += [OrderReported(LEADER, report, when), FillReported(LEADER, fill, when)]
    return events


def keep(folder: Path, *sessions: list[Event], dry_run: bool = False) -> str:
    """A data folder with a group and these sessions, a day apart."""
    for number, events in enumerate(sessions):
        at = Stamp(START.utc_ns + number * 86_400 * SECOND, START.mono_ns)
        journal = open_journal(folder, at).journal
        journal.store.save_connection(Connection(P, "P", "practice", "demo"))
        for account in (LEADER, ONE):
            journal.store.save_account(Account(account, P, account.partition("/")[2]))
        followers = (FollowerSettings(ONE, Decimal("0.5")),)
        journal.store.save_group(CopyGroup(GroupId("g"), "Scalps", LEADER, followers, dry_run=dry_run))
        for event in events:
            journal.recorder.record(event)
        journal.close(at)
    return str(folder)


def test_a_file_is_played_to_followers_of_the_command_line(capsys: Printed) -> None:
    assert main(["replay", ORDERS, "--follower", "PA-01=0.5", "--follower", "PA-02=2,max=5"]) == 0
    out = capsys.readouterr().out
    assert "09:31:05  Leader buys 4 MNQZ6 at 25,100.50   (flat -> long 4)" in out
    assert "leaves room for 5. Raise max contracts" in out.replace("\n            ", " ")
    assert ["DEMO0000001", "6", "+268.50", "flat", "(leader)"] in [line.split() for line in out.splitlines()]
    assert ["PA-02", "4", "2", "0", "0", "+368.00", "flat"] in [line.split() for line in out.splitlines()]


def test_the_same_replay_prints_the_same(capsys: Printed) -> None:
    printed = []
    for _ in range(2):
        assert main(["replay", ORDERS, "--follower", "A=1.3"]) == 0
        printed.append(capsys.readouterr().out)
    assert printed[0] == printed[1]


def test_a_file_is_played_to_the_groups_of_the_data_folder(tmp_path: Path, capsys: Printed) -> None:
    folder = keep(tmp_path, day(1))
    assert main(["replay", ORDERS, "--data", folder, "--group", "scalps"]) == 0
    out = capsys.readouterr().out
    assert "DEMO0000001 leads 1 follower of “Scalps”" in out
    assert "PA-01" in out


def test_a_recorded_session_is_played_with_todays_settings(tmp_path: Path, capsys: Printed) -> None:
    folder = keep(tmp_path, day(4, -1, -3), dry_run=True)
    before = (tmp_path / "mimikdesk.db").read_bytes()
    assert main(["replay", folder]) == 0
    out = capsys.readouterr().out
    assert "14:32:20  Leader buys 4 MNQZ6 at 101.00   (flat -> long 4)" in out
    assert "  LEAD" in out
    assert "The group is in a dry run; the replay sets that aside." in out.replace("\n", " ")
    assert "  PA-01           2        0      0        1           +8.00  flat" in out
    assert (tmp_path / "mimikdesk.db").read_bytes() == before


@pytest.mark.rule("6.1")
def test_orders_that_rested_in_a_recorded_session_rest_again_and_fill_when_he_filled(
    tmp_path: Path, capsys: Printed
) -> None:
    events = day()

    def rest(second: int, name: str, side: Side, price: int) -> None:
        when = Stamp(START.utc_ns + second * SECOND, START.mono_ns + second * SECOND)
        later = Stamp(when.utc_ns + 5 * SECOND, when.mono_ns + 5 * SECOND)
        venue, limit = VenueOrderId(name), Decimal(price)
        for status, filled, at in ((OrderStatus.WORKING, 0, when), (OrderStatus.FILLED, 4, later)):
            if filled:
                events.append(FillReported(LEADER, Fill(FillId(name), venue, None, MNQ, side, 4, limit), at))
            report = OrderReport(venue, None, MNQ, side, OrderKind.LIMIT, 4, filled, status, limit)
            events.append(OrderReported(LEADER, report, at))

    rest(10, "in", Side.BUY, 100)
    rest(20, "out", Side.SELL, 103)
    assert main(["replay", keep(tmp_path, events)]) == 0
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert "14:32:20 Leader submits a limit order to buy 4 MNQZ6 at 100.00 (flat)" in lines
    assert "PA-01 x0.5 copied buy 2 limit 100 2 flat 0 0" in lines
    assert "PA-01 x0.5 routine - 100.00 2 long 2 2 0" in lines
    assert "PA-01 x0.5 copied sell 2 limit 103 2 long 2 2 0" in lines
    assert "PA-01 2 0 0 0 +12.00 flat" in lines


def test_other_settings_can_be_put_in_place_of_the_saved_ones(tmp_path: Path, capsys: Printed) -> None:
    folder = keep(tmp_path, day(4, -4))
    assert main(["replay", folder, "--follower", "BIG=3", "--whitelist", "ES"]) == 0
    out = capsys.readouterr().out
    assert "MNQZ6 is not on the group's whitelist." in out
    assert "  BIG             0        0      1        1            0.00  flat" in out


def test_a_position_from_before_the_session_is_not_copied(tmp_path: Path, capsys: Printed) -> None:
    assert main(["replay", keep(tmp_path, day(1, -3, 2, held=2))]) == 0
    out = capsys.readouterr().out
    assert "differed from the leader when copying started" in out
    assert "  PA-01           1        0      1        1" in out


@pytest.mark.rule("9.3")
def test_what_the_leader_did_while_his_line_was_down_is_not_entered_in_a_replay_either(
    tmp_path: Path, capsys: Printed
) -> None:
    events = day(2)
    lost, back = Stamp(START.utc_ns + 20 * SECOND, START.mono_ns + 20 * SECOND), Stamp(0, START.mono_ns + 30 * SECOND)
    events.append(LineChanged(P, LineState.RECONNECTING, "", lost))
    events.append(SnapshotTaken(LEADER, (PositionReport(MNQ, 6),), (), Decimal(50_000), back, back))
    events.append(LineChanged(P, LineState.CONNECTED, "", back))
    assert main(["replay", keep(tmp_path, events)]) == 0
    out = capsys.readouterr().out
    assert "14:32:40  Leader buys 4 MNQZ6   (long 2 -> long 6)" in out
    assert "The leader traded while his line was down" in out
    assert "long 1 MNQZ6" in out


def test_a_session_is_chosen_by_number_or_date(tmp_path: Path, capsys: Printed) -> None:
    folder = keep(tmp_path, day(2), day(6))
    for wanted, qty in (("1", 2), ("2", 6), ("2026-11-21", 2), ("2026-11-22", 6)):
        assert main(["replay", folder, "--session", wanted]) == 0
        assert f"Leader buys {qty} MNQZ6" in capsys.readouterr().out
    assert main(["replay", folder, "--session", "2026-11-30"]) == 1
    err = capsys.readouterr().err
    assert "holds no session “2026-11-30”" in err
    assert "1 (2026-11-21 14:32 UTC); 2 (2026-11-22 14:32 UTC)" in err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "replay needs the name of a CSV file or of a data folder after it."),
        ([ORDERS, "--folower", "A=1"], "“--folower” is not an option of replay. Did you mean --follower?"),
        ([ORDERS, "more"], "“more” is one word too many"),
        ([ORDERS, "--session"], "--session needs a session's number or date after it."),
        ([ORDERS, "--account="], "--account needs the name of an account after it."),
        ([ORDERS, "--help=1"], "--help takes no value."),
        ([ORDERS, "--group", "G", "--follower", "A=1"], "--group and --follower do not go together"),
        ([ORDERS, "--follower", "A"], "Write NAME=MULTIPLIER, for example PA-01=0.5."),
        ([ORDERS, "--follower", "A=1", "--partial-fills", "no"], "Choose one of each, done."),
        ([ORDERS, "--follower", "A=1", "--session", "1"], "--session goes with a data folder"),
        ([str(DATA), "--account", "A"], "--account and --data go with a CSV file"),
    ],
)
def test_a_wrong_command_line_is_answered_with_code_2(words: list[str], sentence: str, capsys: Printed) -> None:
    assert main(["replay", *words]) == 2
    told = capsys.readouterr()
    assert sentence in told.err
    assert "Run “mimikdesk replay --help”" in told.err
    assert told.out == ""


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["missing.csv", "--follower", "A=1"], "missing.csv is not there."),
        ([str(DATA)], "There is no journal in"),
        ([ORDERS, "--data", str(DATA)], "describe followers with --follower NAME=MULTIPLIER."),
        ([ORDERS, "--group", "missing.toml"], "missing.toml cannot be read"),
        ([ORDERS, "--account", "X", "--follower", "A=1"], "It holds: DEMO0000001."),
    ],
)
def test_what_cannot_be_read_is_answered_with_code_1(words: list[str], sentence: str, capsys: Printed) -> None:
    assert main(["replay", *words]) == 1
    told = capsys.readouterr()
    assert sentence in told.err
    assert told.out == ""


def test_an_unknown_group_is_answered_with_the_known_ones(tmp_path: Path, capsys: Printed) -> None:
    assert main(["replay", keep(tmp_path, day(1)), "--group", "Swings"]) == 1
    assert "There is no group “Swings”. There are: “Scalps”." in capsys.readouterr().err


def test_a_session_in_which_the_leader_did_not_trade_is_said_so(tmp_path: Path, capsys: Printed) -> None:
    assert main(["replay", keep(tmp_path, day())]) == 1
    assert "LEAD did not trade in session 1." in capsys.readouterr().err


def test_the_help_names_every_option(capsys: Printed) -> None:
    assert main(["replay", "--help"]) == 0
    out = capsys.readouterr().out
    for option in ("--session", "--account", "--group", "--follower", "--whitelist", "--partial-fills", "--data"):
        assert option in out
