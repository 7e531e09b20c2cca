"""The broker's clock against this computer's, as fills tell it."""

from decimal import Decimal

from mimikdesk.domain.events import FillReported, TimePassed
from mimikdesk.domain.ids import AccountId, ConnectionId, FillId, Symbol, VenueOrderId
from mimikdesk.domain.orders import Fill, Side
from mimikdesk.domain.time import MILLISECOND, SECOND, Stamp
from mimikdesk.services.clock_skew import LAST_FILLS, ClockSkew
from tests.unit.services.stage import DEMO, OTHER, Stage

A, B = AccountId("a"), AccountId("b")
ONE, TWO = ConnectionId("one"), ConnectionId("two")
NOW = 1_767_623_400 * SECOND


def fill(account: AccountId, ahead_ms: int | None) -> FillReported:
    """Seen now; made so much after now by the broker's clock."""
    venue = None if ahead_ms is None else NOW + ahead_ms * MILLISECOND
    made = Fill(FillId("1"), VenueOrderId("1"), None, Symbol("MNQZ6"), Side.BUY, 1, Decimal(1), venue)
    return FillReported(account, made, Stamp(NOW, 1))


def skew(*events: FillReported) -> ClockSkew:
    made = ClockSkew({A: ONE, B: TWO})
    for event in events:
        made.note(event)
    return made


def test_nothing_is_known_before_a_fill_tells() -> None:
    made = skew(fill(A, None), fill(AccountId("nobody"), 5))
    made.note(TimePassed(Stamp(NOW, 1)))
    assert (made.of(ONE), made.of(None), made.worst()) == (None, None, None)


def test_the_quickest_of_the_last_fills_counts() -> None:
    assert skew(fill(A, -90), fill(A, -40), fill(A, -300)).of(ONE) == -40 * MILLISECOND


def test_a_clock_that_is_ahead_of_the_computers_shows_at_once() -> None:
    assert skew(fill(A, -90), fill(A, 4_000_000)).of(ONE) == 4_000 * SECOND


def test_a_fill_that_is_told_again_later_says_nothing() -> None:
    assert skew(fill(A, -40_000)).of(ONE) is None


def test_a_clock_that_was_set_right_is_believed_after_some_fills() -> None:
    made = skew(fill(A, 5_000), *(fill(A, -50) for _ in range(LAST_FILLS)))
    assert made.of(ONE) == -50 * MILLISECOND


def test_the_worst_is_the_farthest_away_on_either_side() -> None:
    assert skew(fill(A, 200), fill(B, -900)).worst() == -900 * MILLISECOND
    assert skew(fill(A, 1_200), fill(B, -900)).worst() == 1_200 * MILLISECOND


def test_the_window_is_told_of_it_in_the_status_bar_and_in_the_session_check() -> None:
    stage = Stage()
    stage.trade(2)
    stage.program.collect()
    lane = next(update.lane for update in reversed(stage.updates) if update.lane is not None)
    assert lane.skew_ns == -5 * MILLISECOND  # the way of the message
    check = next(update.check for update in reversed(stage.updates) if update.check is not None)
    assert {account.skew_ns for account in check.accounts} == {-5 * MILLISECOND}
    assert {stage.program.copier.state.connection_of[each] for each in (stage.leader, stage.f2)} == {DEMO, OTHER}
