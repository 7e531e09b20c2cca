"""Ages of figures: in steps, by the clock that says more, and told when the next step has come."""

from decimal import Decimal

from mimikdesk.domain.time import SECOND, Stamp
from mimikdesk.services.ages import OLD_AFTER, Ages
from mimikdesk.services.prices import Known, Source
from mimikdesk.services.views import FigureAge

HOUR = 3600


def at(seconds: float, utc: float = 0) -> Stamp:
    return Stamp(int((seconds + utc) * SECOND), int(seconds * SECOND))


FIGURE = Known(Decimal(1), Source.IMPLIED, at(0))


def age(seconds: float, utc: float = 0) -> FigureAge:
    found = Ages().of(FIGURE, at(seconds, utc))
    assert found is not None
    return found


def test_a_figure_of_now_and_one_that_is_not_known_have_no_age() -> None:
    assert Ages().of(Known(Decimal(1), Source.QUOTE), at(9)) is None
    assert Ages().of(None, at(9)) is None


def test_ages_go_in_steps_of_five_seconds_and_then_of_minutes() -> None:
    shown = [age(seconds).age_ns // SECOND for seconds in (0, 4.999, 5, 59.9, 60, 119, 120, HOUR)]
    assert shown == [0, 0, 5, 55, 60, 60, 120, HOUR]


def test_after_half_a_minute_a_figure_is_old() -> None:
    assert not age(29.999).old
    assert age(30).old
    assert OLD_AFTER == 30 * SECOND
    assert age(30).source is Source.IMPLIED


def test_after_a_sleep_or_a_clock_that_was_set_the_larger_age_counts() -> None:
    assert age(3, utc=HOUR).old
    assert age(40, utc=-HOUR).age_ns == 40 * SECOND
    assert age(0, utc=-HOUR).age_ns == 0


def test_it_says_when_an_age_that_was_given_out_takes_its_next_step() -> None:
    ages = Ages()
    assert not ages.due(at(10**6))
    ages.of(FIGURE, at(12))
    ages.of(Known(Decimal(1), Source.FILL, at(10)), at(12))
    assert not ages.due(at(14.999))
    assert ages.due(at(15))
    ages.begin()
    assert not ages.due(at(15))
    ages.of(FIGURE, at(61))
    assert not ages.due(at(119.9))
    assert ages.due(at(120))
