"""Random sessions of a leader, each from its profile and its number. The numbers come from conftest.py."""

import pytest

from tests.simulation.playing import Options, play


@pytest.mark.rule("4.5", "5.1", "5.3", "5.4", "5.6", "5.7", "5.9", "7.3")
def test_calm_followers_hold_what_the_rules_give_after_any_session(calm: int, options: Options) -> None:
    play("calm", calm, options)


@pytest.mark.rule("1.1", "3.1", "4.5", "4.6", "5.6", "5.7", "7.1", "7.2", "7.3", "7.4", "7.5")
def test_troubled_followers_end_flat_when_the_leader_does_and_trouble_is_over(troubled: int, options: Options) -> None:
    play("troubled", troubled, options)


@pytest.mark.rule("4.5", "7.1", "7.2", "7.3", "12")
def test_hand_traded_followers_end_flat_after_a_flatten_and_nothing_of_theirs_works_any_more(
    hand_traded: int, options: Options
) -> None:
    play("hand_traded", hand_traded, options)


@pytest.mark.rule("5.3", "6.1", "6.2", "6.3", "6.7", "6.9", "6.11")
def test_resting_orders_take_calm_followers_where_they_take_the_leader(resting_calm: int, options: Options) -> None:
    play("resting_calm", resting_calm, options)


@pytest.mark.rule("5.7", "6.2", "6.3", "6.5", "6.6", "6.8", "6.9", "6.10", "6.11", "7.1", "7.4")
def test_followers_end_flat_without_working_orders_after_resting_orders_in_trouble(
    resting_troubled: int, options: Options
) -> None:
    play("resting_troubled", resting_troubled, options)


@pytest.mark.rule("7.1", "7.3", "10.1", "10.4")
def test_a_program_that_ends_and_begins_again_repeats_nothing_and_settles(restarting: int, options: Options) -> None:
    play("restarting", restarting, options)


@pytest.mark.rule("9.1", "9.2", "9.3", "9.4", "9.6", "9.7", "9.8", "9.9", "10.1", "10.2")
def test_guarded_followers_are_brought_back_by_closing_only(guarded: int, options: Options) -> None:
    play("guarded", guarded, options)


@pytest.mark.rule("4.2", "4.7", "4.8", "4.9", "5.1", "5.3", "10.1")
def test_calm_followers_hold_what_the_rules_give_while_their_group_is_changed(
    edited_calm: int, options: Options
) -> None:
    play("edited_calm", edited_calm, options)


@pytest.mark.rule("1.2", "4.7", "4.8", "5.6", "5.7", "6.2", "6.10", "7.1", "7.3", "7.4", "10.1", "10.4")
def test_followers_of_a_group_that_is_changed_in_trouble_end_flat_and_a_change_trades_nothing(
    edited_troubled: int, options: Options
) -> None:
    play("edited_troubled", edited_troubled, options)


@pytest.mark.rule("5.3", "6.1", "6.2", "6.3", "6.7", "6.9", "6.11")
def test_calm_followers_at_tradovate_go_where_the_leader_goes(tradovate_calm: int, options: Options) -> None:
    play("tradovate_calm", tradovate_calm, options)


@pytest.mark.rule("3.6", "5.7", "6.2", "6.3", "6.5", "6.6", "6.8", "6.9", "6.10", "6.11", "7.1", "7.4")
def test_followers_end_flat_after_trouble_with_the_frames_tokens_and_limits_of_tradovate(
    tradovate_troubled: int, options: Options
) -> None:
    play("tradovate_troubled", tradovate_troubled, options)


@pytest.mark.rule("7.1", "7.3", "9.1", "9.2", "9.3", "9.4", "9.6", "9.7", "9.8", "9.9", "10.1", "10.2", "10.4")
def test_guarded_followers_at_tradovate_are_brought_back_by_closing_only(
    tradovate_guarded: int, options: Options
) -> None:
    play("tradovate_guarded", tradovate_guarded, options)
