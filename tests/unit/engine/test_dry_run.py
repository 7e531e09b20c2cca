"""A dry run decides and shows everything and opens nothing; exits of what was really copied still go out (13.6)."""

from dataclasses import replace
from decimal import Decimal

import pytest

from mimikdesk.domain.decisions import SendCommand, Verdict
from mimikdesk.domain.events import GroupDefined
from mimikdesk.domain.group import AddsMode, FollowerSettings
from mimikdesk.domain.reasons import REASONS, Cause, Reason
from tests.helpers.scene import ES, MNQ, Scene, f


def put_into_dry_run(scene: Scene, on: bool = True) -> None:
    scene.take(GroupDefined(replace(scene.group, dry_run=on), scene.clock.now()))


def orders(scene: Scene) -> list[SendCommand]:
    return [decision for decision in scene.decisions if isinstance(decision, SendCommand)]


@pytest.mark.rule("13.6", "8")
def test_an_entry_is_decided_with_its_size_and_not_sent() -> None:
    scene = Scene("2", "0.5", auto=True, dry_run=True)
    scene.leader(3)
    assert orders(scene) == []
    assert [scene.last(f(n)).verdict for n in (1, 2)] == [Verdict.HELD, Verdict.HELD]
    assert [scene.last(f(n)).numbers.size for n in (1, 2)] == [6, 2]
    assert [scene.last(f(n)).numbers.sent for n in (1, 2)] == [0, 0]
    assert scene.last(f(1)).detail == "Dry run: the follower would have opened 6; nothing was sent."


@pytest.mark.rule("13.6", "8")
def test_what_a_dry_run_holds_back_is_withheld_and_no_difference() -> None:
    scene = Scene("2", auto=True, dry_run=True)
    scene.leader(3)
    assert REASONS[Reason.DRY_RUN].cause is Cause.RULE
    assert (scene.expected(), scene.book().withheld, scene.book().divergence) == (0, 6, 0)
    scene.leader(-3)
    assert (scene.book().withheld, orders(scene)) == (0, [])


@pytest.mark.rule("13.6")
def test_exits_of_what_was_copied_before_the_dry_run_still_go_out() -> None:
    scene = Scene("2", auto=True)
    scene.leader(4)
    put_into_dry_run(scene)
    scene.leader(-1)
    assert scene.held() == 6
    scene.leader(-3)
    assert (scene.held(), scene.last().verdict) == (0, Verdict.COPIED)


@pytest.mark.rule("13.6", "5.4")
def test_a_reversal_in_a_dry_run_closes_what_is_held_and_opens_nothing() -> None:
    scene = Scene("1", auto=True)
    scene.leader(2)
    put_into_dry_run(scene)
    scene.leader(-5)
    assert scene.held() == 0
    assert (scene.last().verdict, scene.last().reason, scene.last().numbers.size) == (
        Verdict.CLIPPED,
        Reason.DRY_RUN,
        3,
    )


@pytest.mark.rule("13.6", "5.5")
def test_max_contracts_is_judged_by_what_the_dry_run_would_hold() -> None:
    scene = Scene(followers=[FollowerSettings(f(1), Decimal(2), max_contracts=5)], auto=True, dry_run=True)
    scene.leader(2)
    scene.leader(1)
    assert (scene.last().numbers.size, scene.last().numbers.room) == (2, 1)
    assert scene.last().detail == "Dry run: the follower would have opened 1; nothing was sent."
    scene.leader(1)
    assert (scene.last().verdict, scene.last().reason) == (Verdict.HELD, Reason.MAX_CONTRACTS)
    assert scene.book().withheld == 5


@pytest.mark.rule("13.6", "5.9")
def test_adds_by_position_are_judged_by_what_the_dry_run_would_hold() -> None:
    scene = Scene(followers=[FollowerSettings(f(1), Decimal("0.1"), adds=AddsMode.BY_POSITION)], dry_run=True)
    scene.leader(1)
    scene.leader(1)
    assert (scene.last().verdict, scene.last().reason) == (Verdict.ROUTINE, Reason.SIZE_UNCHANGED)
    assert scene.book().withheld == 1


@pytest.mark.rule("13.6", "8")
def test_another_rule_that_holds_a_trade_is_shown_before_the_dry_run() -> None:
    scene = Scene("1", whitelist=frozenset({"MNQ"}), dry_run=True)
    scene.leader(1, symbol=ES)
    assert scene.last().reason is Reason.NOT_ON_WHITELIST


@pytest.mark.rule("13.6", "2")
def test_a_position_of_the_dry_run_is_not_entered_when_it_ends() -> None:
    scene = Scene("1", auto=True, dry_run=True)
    scene.leader(3)
    put_into_dry_run(scene, on=False)
    scene.leader(1, symbol=MNQ)
    assert scene.held() == 1
    scene.leader(-4)
    assert scene.held() == 0
