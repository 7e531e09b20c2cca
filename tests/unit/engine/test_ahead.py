"""Copies that are ahead of their leader while he reduces: what is ahead stays, the rest follows by share (5.3, 6.6)."""

import pytest

from mimikdesk.domain.ids import VenueOrderId
from tests.helpers.scene import Scene, on_submit


def ahead(qty: int, his_part: int, multiplier: str, *, mine: int | None = None) -> tuple[Scene, VenueOrderId]:
    """The copy of the leader's buy limit of ``qty`` has filled ``mine`` (None: all), his own ``his_part`` of it, which
    was passed on by now. The broker does at once what it is asked to."""
    scene = on_submit(multiplier)
    his = scene.leader_rest(qty, 20990)
    scene.ack_all()
    scene.fill(scene.rest_at(20990), mine)
    if his_part:
        scene.leader_hit(his, his_part)
        scene.wait(1_000)
    return scene, his


@pytest.mark.rule("6.6", "5.3")
@pytest.mark.parametrize(
    ("multiplier", "mine", "sold", "kept"),
    [
        ("1", 4, 1, 3),
        ("1", 4, 2, 2),
        ("1", 3, 1, 2),
        ("0.5", 2, 1, 2),
        ("0.5", 2, 2, 1),
        ("2", 8, 1, 6),
        ("2", 5, 1, 3),
    ],
)
def test_what_is_ahead_of_the_leader_is_not_reduced_with_what_he_has(
    multiplier: str, mine: int, sold: int, kept: int
) -> None:
    scene, _his = ahead(4, 2, multiplier, mine=mine)
    scene.leader(-sold)
    scene.settle()
    assert (scene.held(), scene.expected()) == (kept, kept)
    assert scene.book().target.qty == kept


@pytest.mark.rule("6.6", "5.3")
@pytest.mark.parametrize("sold", [1, 2])
def test_the_leaders_rest_takes_over_what_was_ahead_of_it(sold: int) -> None:
    scene, his = ahead(4, 2, "1")
    scene.leader(-sold)
    scene.settle()
    scene.leader_hit(his)
    scene.settle()
    assert scene.leader_books["MNQZ6"].position == 4 - sold  # type: ignore[index]
    assert (scene.held(), scene.expected(), scene.markets()) == (4 - sold, 4 - sold, [-sold])


@pytest.mark.rule("6.6", "5.3", "5.10")
def test_it_makes_no_difference_whether_his_part_had_been_passed_on() -> None:
    scene, his = ahead(4, 0, "1")
    scene.leader_hit(his, 2)
    scene.leader(-1)
    scene.settle()
    assert (scene.held(), scene.expected()) == (3, 3)
    scene.wait(1_000)
    scene.leader(-1)
    scene.settle()
    assert (scene.held(), scene.expected()) == (2, 2)
    scene.leader_cancel(his)
    scene.settle()
    assert (scene.held(), scene.expected(), scene.markets()) == (0, 0, [-1, -1, -2])


@pytest.mark.rule("6.6", "5.3")
def test_an_earlier_reduction_leaves_no_more_than_he_has_when_his_order_ends() -> None:
    scene, his = ahead(4, 2, "1")
    scene.leader(-1)
    scene.leader_cancel(his)
    scene.settle()
    assert (scene.held(), scene.expected()) == (1, 1)


@pytest.mark.rule("6.6", "5.4")
def test_when_the_leader_turns_round_nothing_is_ahead_any_more() -> None:
    scene, his = ahead(4, 2, "1")
    scene.leader(-5)
    scene.settle()
    assert (scene.held(), scene.expected(), scene.markets()) == (-3, -3, [-7])
    scene.leader_hit(his)
    scene.fill(scene.rest_at(20990))
    assert (scene.held(), scene.expected(), scene.markets()) == (-1, -1, [-7])


@pytest.mark.rule("6.6", "5.4")
def test_the_rest_of_an_entry_that_was_ahead_rests_anew_when_the_leader_has_turned_round() -> None:
    scene, his = ahead(6, 2, "1")
    scene.leader(-4)
    scene.settle()
    assert (scene.held(), scene.rests()) == (-2, [(4, 20990)])
    scene.fill(scene.rest_at(20990))
    scene.leader_hit(his)
    scene.settle()
    assert (scene.held(), scene.expected(), scene.book().target.qty) == (2, 2, 2)


@pytest.mark.rule("5.4", "6.1")
def test_an_order_that_opens_again_after_the_leader_has_turned_round_is_copied_at_the_size_of_his_new_side() -> None:
    scene = Scene("0.1", auto=True)
    his = scene.leader_rest(5, 20990)
    scene.leader_hit(his, 1)
    scene.wait(1_000)
    scene.leader(-3)
    scene.leader_hit(his, 3)
    assert (scene.held(), scene.expected()) == (1, 1)
    assert scene.markets() == [1, -2, 2]


@pytest.mark.rule("6.6", "6.7")
def test_a_target_for_what_the_leader_has_leaves_what_is_ahead_of_him() -> None:
    scene, his = ahead(4, 2, "1")
    target = scene.leader_rest(-2, 21050)
    scene.settle()
    assert scene.rests() == [(-2, 21050)]
    scene.fill(scene.rest_at(21050))
    scene.leader_hit(target)
    scene.settle()
    assert (scene.held(), scene.expected()) == (2, 2)
    scene.leader_hit(his)
    scene.settle()
    assert (scene.held(), scene.expected(), scene.markets()) == (2, 2, [])


@pytest.mark.rule("5.7", "6.6")
@pytest.mark.parametrize("later", [False, True])
def test_what_an_exit_opens_in_place_of_an_entry_that_is_given_back_is_given_back_as_well(later: bool) -> None:
    scene = on_submit("1")
    scene.leader(-2)
    scene.settle()
    near, crossing = scene.leader_rest(1, 20991), scene.leader_rest(4, 20990)
    scene.settle()
    exit_, flip = scene.rest_at(20991), scene.rest_at(20990)
    for his in (near, crossing):
        scene.leader_cancel(his)
    scene.fill(flip)
    if later:
        scene.fill(scene.on_wire()[-1])
        assert scene.held() == 0
    scene.fill(exit_)
    scene.settle()
    assert (scene.held(), scene.expected(), scene.rests()) == (0, 0, [])


@pytest.mark.rule("6.6", "5.10")
def test_an_entry_undone_before_it_was_passed_on_leaves_what_is_ahead_for_its_rest() -> None:
    scene, his = ahead(10, 0, "0.1")
    scene.leader_hit(his, 3)
    scene.leader(-3)
    scene.settle()
    assert (scene.held(), scene.expected(), scene.markets()) == (1, 1, [])
    scene.leader_hit(his)
    scene.settle()
    assert (scene.held(), scene.expected(), scene.markets(), scene.rests()) == (1, 1, [], [])


@pytest.mark.rule("5.7", "6.6")
@pytest.mark.parametrize("later", [False, True])
def test_an_exit_at_the_market_that_meets_an_entry_that_is_given_back_is_given_back_as_well(later: bool) -> None:
    scene = on_submit("1")
    scene.leader(-2)
    scene.settle()
    crossing = scene.leader_rest(4, 20990)
    scene.settle()
    flip = scene.rest_at(20990)
    scene.leader(1)
    (exit_,) = [order for order in scene.on_wire() if order.client_order_id != flip.client_order_id]
    scene.leader_cancel(crossing)
    scene.fill(flip)
    if later:
        scene.fill(scene.on_wire()[-1])
        assert scene.held() == 0
    scene.fill(exit_)
    scene.settle()
    assert (scene.held(), scene.expected(), scene.rests()) == (0, 0, [])


@pytest.mark.rule("6.6", "6.7")
def test_an_exit_that_filled_first_rests_no_more_for_an_entry_that_did_so_too() -> None:
    scene = on_submit("1")
    scene.leader(3)
    scene.settle()
    target = scene.leader_rest(-3, 21010)
    entry = scene.leader_rest(2, 20990)
    scene.ack_all()
    scene.fill(scene.rest_at(21010))
    scene.fill(scene.rest_at(20990))
    scene.settle()
    assert (scene.held(), scene.resting()) == (2, [])
    scene.leader_hit(target)
    scene.settle()
    assert (scene.held(), scene.expected()) == (2, 2)
    scene.leader_hit(entry)
    scene.settle()
    assert (scene.held(), scene.expected(), scene.resting()) == (2, 2, [])


@pytest.mark.rule("6.6", "5.8")
def test_an_entry_that_fills_before_his_into_a_position_of_the_other_side_is_expected_to_have_closed_of_it() -> None:
    scene = on_submit("1")
    entry, other = scene.leader_rest(-3, 21010), scene.leader_rest(1, 20980)
    scene.settle()
    mine = scene.rest_at(20980)
    scene.leader_hit(entry)
    scene.fill(scene.rest_at(21010))
    target = scene.leader_rest(3, 20950)
    scene.settle()
    scene.fill(mine)
    scene.settle()
    assert (scene.held(), scene.expected(), scene.book().target.qty) == (-2, -2, -2)
    scene.leader_hit(other)
    scene.settle()
    assert (scene.held(), scene.expected(), scene.markets()) == (-2, -2, [])
    scene.leader_cancel(target)
