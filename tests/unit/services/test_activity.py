"""The activity list, read as a trader reads it."""

import re

import pytest

from mimikdesk.domain.decisions import Level
from mimikdesk.domain.group import FollowerSettings
from mimikdesk.domain.ids import AccountId
from mimikdesk.domain.orders import OrderKind, Side
from mimikdesk.services.views import ActivityKind
from tests.unit.services.stage import DEMO, MNQ, OTHER, Stage


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
