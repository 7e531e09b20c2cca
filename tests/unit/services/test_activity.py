"""The activity list, read as a trader reads it."""

import re
from decimal import Decimal

import pytest

from mimikdesk.domain.decisions import (
    FollowerDecided,
    Level,
    Noticed,
    NoticeKind,
    Numbers,
    TradeKind,
    Trigger,
    Verdict,
)
from mimikdesk.domain.events import TimePassed
from mimikdesk.domain.group import FollowerSettings
from mimikdesk.domain.guard import GuardSettings
from mimikdesk.domain.ids import AccountId
from mimikdesk.domain.orders import OrderKind, Side
from mimikdesk.domain.reasons import Reason, sentence
from mimikdesk.services.views import ActivityKind
from tests.unit.services.stage import DEMO, GROUP, MNQ, OTHER, Stage


def last(stage: Stage, name: str, *kinds: ActivityKind) -> str:
    return [row.text for row in stage.activity if row.account_name == name and row.kind in kinds][-1]


DECIDED = (ActivityKind.COPIED, ActivityKind.CLIPPED, ActivityKind.HELD, ActivityKind.ROUTINE)


def test_each_trade_is_told_with_what_the_follower_does_about_it() -> None:
    stage = Stage()
    told = []
    for qty in (4, 2, -3, -5, 2):
        stage.trade(qty)
        told.append(last(stage, "Second", *DECIDED))
    assert told == [
        "Entry of 4 copied: opens 2 (x0.5).",
        "Add of 2 copied: opens 1 (x0.5).",
        "Reduction of 3 copied: keeps 2.",
        "Reversal of 5 copied: closes all, opens 1 (x0.5).",
        "Close of 2 copied: closes all.",
    ]


def test_a_reversal_of_a_flat_follower_does_not_speak_of_closing() -> None:
    stage = Stage()
    stage.trade(2)
    stage.program.flatten_follower(stage.f1)
    stage.wait(500)
    stage.trade(-3)
    assert last(stage, "First", *DECIDED) == "Reversal of 3 copied: opens 1 (x1)."


def test_the_leaders_fills_tell_where_he_stands_now() -> None:
    stage = Stage()
    stage.trade(2)
    stage.trade(-3)
    stage.trade(1)
    assert [re.sub(r"[\d,]+\.\d\d", "P", text) for text in stage.texts("Lead")][-3:] == [
        "Leader bought 2 MNQZ6 at P, now long 2.",
        "Leader sold 3 MNQZ6 at P, now short 1.",
        "Leader bought 1 MNQZ6 at P, now flat.",
    ]


@pytest.mark.rule("7.2")
def test_a_fill_that_the_broker_repeats_is_listed_once() -> None:
    stage = Stage()
    stage.links[DEMO].line.duplicate_next(20)
    stage.trade(2)
    fills = [row for row in stage.activity if row.kind in (ActivityKind.LEADER, ActivityKind.FILL)]
    assert [row.account_name for row in fills] == ["Lead", "First", "Second"]


@pytest.mark.rule("8")
def test_a_held_entry_says_so_and_why_and_what_to_do() -> None:
    stage = Stage()
    stage.program.switch_follower(stage.f1, False)
    stage.trade(2)
    row = next(row for row in stage.activity if row.kind is ActivityKind.HELD)
    assert row.text == "Opening trade held back: The follower is switched off."
    assert row.advice == "Switch the follower on to copy new trades to it."
    assert row.level is Level.WARNING


@pytest.mark.rule("8")
def test_a_held_reversal_closes_and_says_which_part_was_held_back() -> None:
    stage = Stage()
    stage.trade(2)
    stage.program.switch_follower(stage.f1, False)
    stage.trade(-4)
    told = "Reversal of 4 copied in part: closes all. The follower is switched off."
    assert last(stage, "First", *DECIDED) == told


@pytest.mark.parametrize("qty", [-2, -4])
def test_an_exit_without_a_line_is_never_called_copied(qty: int) -> None:
    stage = Stage()
    stage.trade(2)
    stage.cut(OTHER, 20)
    stage.trade(qty)
    row = next(row for row in stage.activity if row.kind is ActivityKind.HELD)
    assert row.text == (
        "Exit not sent yet: The follower's connection is reconnecting; its exit goes out the moment the line is back."
    )
    assert row.level is Level.CRITICAL
    stage.wait(60_000)
    assert stage.held(stage.f2) == 0


@pytest.mark.rule("8")
def test_routine_is_told_quietly_and_without_advice() -> None:
    stage = Stage()
    stage.trade(2)
    stage.program.flatten_follower(stage.f1)
    stage.wait(500)
    stage.trade(-2)
    row = next(row for row in stage.activity if row.kind is ActivityKind.ROUTINE)
    assert row.text == "Close needs nothing here: The follower is flat already."
    assert (row.level, row.advice) == (Level.INFO, "")


@pytest.mark.rule("5.5")
def test_a_clipped_entry_tells_the_limit() -> None:
    stage = Stage(FollowerSettings(AccountId("demo/F1"), max_contracts=3), FollowerSettings(AccountId("other/F2")))
    stage.trade(5)
    told = "Entry of 5 copied in part: opens 3 (x1). The follower's limit of 3 contracts leaves room for 3."
    assert last(stage, "First", *DECIDED) == told


def test_a_refusal_is_told_in_the_brokers_words() -> None:
    stage = Stage()
    stage.links[DEMO].line.reject_next(1, "not enough margin")
    stage.trade(2)
    assert "The broker rejected the order: “not enough margin”." in stage.texts("First")


def test_the_leaders_own_refused_order_is_told() -> None:
    stage = Stage()
    stage.venue.lock(stage.leader, "daily loss")
    stage.hand.place(MNQ, Side.BUY, 1)
    stage.wait(100)
    assert any(text.startswith("The leader's own order was rejected: “") for text in stage.texts("Lead"))


@pytest.mark.rule("9.5", "9.6", "13.3")
def test_the_log_tells_before_after_and_why_of_a_correction() -> None:
    stage = Stage()
    stage.trade(2)
    stage.venue.hand(stage.f1).place(MNQ, Side.BUY, 3, OrderKind.MARKET)
    stage.wait(4_000)
    assert stage.held(stage.f1) == 2
    lines = [text for text in stage.texts("First") if "uard" in text or "in line" in text]
    assert lines == [
        "Guard: it holds 5 MNQZ6 after a trade that was not copied, and should hold 2. The account was traded by hand, "
        "or by another program. It is being closed.",
        "Follower brought back in line: it held long 5 MNQZ6, long 2 was expected; 3 closed, it is long 2 now.",
    ]


@pytest.mark.rule("9.7")
def test_a_follower_that_the_guard_switches_off_is_told_with_what_happened() -> None:
    stage = Stage(guard=GuardSettings(disable_on_breach=True))
    stage.trade(2)
    stage.venue.hand(stage.f1).place(MNQ, Side.SELL, 4, OrderKind.MARKET)
    stage.wait(4_000)
    assert stage.held(stage.f1) == 0
    assert stage.texts("First")[-1].startswith(
        "Replication switched off by the guard. It held short 2 MNQZ6 while the leader was long 2"
    )
    assert stage.row(stage.f1).breach


def test_lines_are_numbered_without_a_gap_and_handed_out_once() -> None:
    stage = Stage()
    stage.trade(2)
    stage.trade(-2)
    stage.program.say("Hello.")
    numbers = [row.number for row in stage.activity]
    assert numbers == list(range(1, len(numbers) + 1))
    assert stage.activity[-1].text == "Hello."


def test_what_needs_the_eye_comes_at_once_and_the_rest_in_its_turn() -> None:
    stage = Stage()
    stage.program.switch_follower(stage.f1, False)
    stage.wait(100)
    stage.updates.clear()
    stage.trade(2, wait_ms=6)
    assert [update.urgent for update in stage.updates][:1] == [True]


def rested(stage: Stage, verdict: Verdict, reason: Reason | None = None, sent: int = 0) -> tuple[str, Level, str]:
    """How the list tells what became of a resting order of the leader on the second follower."""
    at = stage.clock.now()
    trigger = Trigger("t", GROUP, stage.leader, MNQ, TradeKind.REST, 4, 0, 0, at)
    detail = "" if reason is None else sentence(reason, text="no stop-limit orders", max_contracts=1, room=1)
    numbers = Numbers(Decimal("0.5"), 0, 0, 0, size=2, sent=sent)
    stage.program._listen(
        TimePassed(at), [FollowerDecided(trigger, stage.f2, MNQ, verdict, numbers, reason, detail)], at
    )
    row = stage.activity[-1]
    return row.text, row.level, row.advice


@pytest.mark.rule("6.1", "8")
@pytest.mark.parametrize(
    ("verdict", "reason", "sent", "told"),
    [
        (Verdict.COPIED, None, 2, "Resting order of 4 copied: 2 rest here (x0.5)."),
        (Verdict.COPIED, None, 1, "Resting order of 4 copied: 1 rests here (x0.5)."),
        (Verdict.COPIED, None, 0, "Resting order of 4 copied: a copy rests here."),
        (
            Verdict.CLIPPED,
            Reason.MAX_CONTRACTS,
            1,
            "Resting order of 4 copied in part: 1 rests here (x0.5). "
            "The follower's limit of 1 contracts leaves room for 1.",
        ),
        (
            Verdict.HELD,
            Reason.FOLLOWER_OFF,
            0,
            "Opening trade held back, no copy rests here: The follower is switched off.",
        ),
        (
            Verdict.ROUTINE,
            Reason.UNSUPPORTED,
            0,
            "No copy rests here: The follower's broker has no order like this one: no stop-limit orders.",
        ),
        (Verdict.ROUTINE, Reason.ALREADY_FLAT, 0, "No copy rests here: The follower is flat already."),
    ],
)
def test_what_became_of_a_resting_order_is_told_as_an_order_and_not_as_a_trade(
    verdict: Verdict, reason: Reason | None, sent: int, told: str
) -> None:
    text, level, _ = rested(Stage(), verdict, reason, sent)
    assert text == told
    assert level is (Level.INFO if verdict in (Verdict.COPIED, Verdict.ROUTINE) else Level.WARNING)


@pytest.mark.rule("6.8")
def test_an_order_that_the_followers_broker_does_not_have_says_how_the_follower_follows_instead() -> None:
    _, _, advice = rested(Stage(), Verdict.ROUTINE, Reason.UNSUPPORTED)
    assert advice == "Nothing rests on the follower; the leader's fill is followed with a market order."
    assert rested(Stage(), Verdict.ROUTINE, Reason.ALREADY_FLAT)[2] == ""


def test_every_kind_of_trade_and_of_notice_has_its_line() -> None:
    stage = Stage()
    at = stage.clock.now()
    for kind in TradeKind:
        trigger = Trigger("t", GROUP, stage.leader, MNQ, kind, 4, 0, 0, at)
        for verdict in Verdict:
            reason = None if verdict is Verdict.COPIED else Reason.DRY_RUN
            detail = "" if reason is None else sentence(reason, size=2)
            decided = FollowerDecided(
                trigger, stage.f1, MNQ, verdict, Numbers(Decimal(1), 0, 0, 0, 2, 2), reason, detail
            )
            stage.program._listen(TimePassed(at), [decided], at)
    listed = len(stage.activity)
    for notice in NoticeKind:
        stage.program._listen(TimePassed(at), [Noticed(notice, Level.WARNING, "Something.", at, stage.f1)], at)
    failed = [row.text for row in stage.activity[listed:] if row.kind is ActivityKind.FAILED]
    assert len(stage.activity) - listed == len(NoticeKind)
    assert len(failed) == 6


def leaders_lines(stage: Stage) -> list[str]:
    return [row.text for row in stage.activity if row.kind is ActivityKind.LEADER]


@pytest.mark.rule("6.1", "6.9")
def test_the_leaders_resting_orders_are_told_when_submitted_changed_and_cancelled() -> None:
    stage = Stage()
    bid = stage.venue.quote(MNQ).bid
    order = stage.hand.place(MNQ, Side.BUY, 4, OrderKind.LIMIT, limit=bid - 50)
    stage.wait(100)
    stage.hand.modify(order, limit=bid - 40)
    stage.wait(100)
    stage.hand.modify(order, qty=3)
    stage.wait(100)
    stage.hand.cancel(order)
    stage.wait(100)
    assert leaders_lines(stage) == [
        f"Leader submitted a limit order to buy 4 MNQZ6 at {bid - 50:,.2f}.",
        f"Leader changed his order: now a limit order to buy 4 MNQZ6 at {bid - 40:,.2f}.",
        f"Leader changed his order: now a limit order to buy 3 MNQZ6 at {bid - 40:,.2f}.",
        f"The leader's limit order to buy 3 MNQZ6 at {bid - 40:,.2f} was cancelled.",
    ]


def test_prices_of_every_kind_of_resting_order_are_told() -> None:
    stage = Stage()
    bid = stage.venue.quote(MNQ).bid
    stage.hand.place(MNQ, Side.SELL, 1, OrderKind.STOP, stop=bid - 50)
    stage.hand.place(MNQ, Side.SELL, 1, OrderKind.STOP_LIMIT, limit=bid - 55, stop=bid - 50)
    stage.hand.place(MNQ, Side.SELL, 1, OrderKind.TRAILING_STOP, trail=Decimal(20))
    stage.wait(100)
    texts = leaders_lines(stage)
    assert texts[0] == f"Leader submitted a stop order to sell 1 MNQZ6 at {bid - 50:,.2f}."
    stop_limit = f"a stop-limit order to sell 1 MNQZ6 at {bid - 50:,.2f} with its limit at {bid - 55:,.2f}"
    assert texts[1] == f"Leader submitted {stop_limit}."
    assert texts[2].startswith("Leader submitted a trailing stop to sell 1 MNQZ6")
    assert texts[2].endswith("20.00 behind the market.")


@pytest.mark.rule("7.2")
def test_an_order_that_rested_before_is_not_told_as_submitted_and_a_repeat_is_not_told_again() -> None:
    stage = Stage(started=False)
    bid = stage.venue.quote(MNQ).bid
    before = stage.hand.place(MNQ, Side.BUY, 2, OrderKind.LIMIT, limit=bid - 50)
    stage.program.start()
    stage.wait(2_000)
    assert leaders_lines(stage) == []
    stage.links[DEMO].line.duplicate_next(20)
    stage.hand.modify(before, qty=3)
    stage.wait(100)
    assert leaders_lines(stage) == [f"Leader changed his order: now a limit order to buy 3 MNQZ6 at {bid - 50:,.2f}."]
    stage.cut(DEMO, 10)
    stage.wait(60_000)
    assert len(leaders_lines(stage)) == 1


def test_every_line_is_a_sentence_and_names_no_inner_thing() -> None:
    stage = Stage()
    stage.trade(3)
    stage.links[DEMO].line.reject_next(2)
    stage.trade(-5)
    stage.cut(OTHER, 3)
    stage.trade(2)
    stage.wait(20_000)
    stage.hand.place(MNQ, Side.BUY, 1, OrderKind.LIMIT, limit=stage.venue.quote(MNQ).bid - 50)
    stage.venue.hand(stage.f1).place(MNQ, Side.BUY, 2)
    stage.program.flatten_all()
    stage.wait(5_000)
    for text in stage.texts():
        assert text[0].isupper(), text
        assert text.endswith((".", "”.")), text
        assert "_" not in text, text
        assert "None" not in text, text
        assert "  " not in text, text
