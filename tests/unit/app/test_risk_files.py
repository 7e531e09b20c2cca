"""Calendar and news reach the program at the start and when they change; mistakes are told once and nothing is lost."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mimikdesk.app.risk_files import AHEAD_DAYS, LOOK_NS, OwnPresets, RiskFileWatch, read_cme_calendar
from mimikdesk.domain.clock import VirtualClock
from mimikdesk.domain.cme_calendar import CmeCalendar
from mimikdesk.domain.news_table import NewsTable
from mimikdesk.domain.zone import DAY
from mimikdesk.settings.own_files import make_copy

BUNDLED = Path(__file__).resolve().parents[3] / "resources" / "calendars"
NEWS = "start,title\n2026-01-06T13:30Z,Jobs\n"


class AtOnce:
    """A background that is never busy."""

    def run(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        try:
            result = work()
        except OSError as error:
            result = error
        done(result)


class Desk:
    def __init__(self, data: Path, utc_ns: int | None = None) -> None:
        self.clock = VirtualClock() if utc_ns is None else VirtualClock(utc_ns)
        self.used: list[tuple[CmeCalendar, NewsTable]] = []
        self.said: list[str] = []
        background: Any = AtOnce()
        self.watch = RiskFileWatch(data, self.clock, background, self._use, self.said.append)

    def _use(self, calendar: CmeCalendar, news: NewsTable) -> None:
        self.used.append((calendar, news))

    @property
    def titles(self) -> list[str]:
        return [item.title for item in self.used[-1][1].items]


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    return folder


def test_calendar_and_news_are_given_at_the_start(tmp_path: Path, news: Path) -> None:
    (news / "mine.csv").write_text(NEWS, "utf-8")
    desk = Desk(tmp_path)
    desk.watch.start()
    assert len(desk.used) == 1
    assert len(desk.used[0][0].changes) > 50
    assert (desk.titles, desk.said) == (["Jobs"], [])


@pytest.mark.rule("11.2")
def test_a_file_that_is_added_counts_within_a_minute_and_nothing_is_given_twice(tmp_path: Path, news: Path) -> None:
    desk = Desk(tmp_path)
    desk.watch.start()
    desk.clock.advance(3 * LOOK_NS)
    assert len(desk.used) == 1
    (news / "mine.csv").write_text(NEWS, "utf-8")
    desk.clock.advance(LOOK_NS)
    assert (len(desk.used), desk.titles) == (2, ["Jobs"])


def test_news_further_ahead_come_when_their_days_are_near(tmp_path: Path, news: Path) -> None:
    (news / "mine.csv").write_text("start,title\n2026-03-20T13:30Z,Later\n", "utf-8")
    desk = Desk(tmp_path)
    desk.watch.start()
    assert desk.titles == []
    desk.clock.jump(AHEAD_DAYS * DAY, 0)
    desk.clock.advance(LOOK_NS)
    assert desk.titles == ["Later"]


def test_a_mistake_is_told_once_and_again_when_it_is_another(tmp_path: Path, news: Path) -> None:
    (news / "mine.csv").write_text(NEWS + "2026-01-07,Nothing\n", "utf-8")
    desk = Desk(tmp_path)
    desk.watch.start()
    desk.clock.advance(5 * LOOK_NS)
    assert len(desk.said) == 1
    assert desk.said[0].startswith("mine.csv, line 3: ")
    assert desk.titles == ["Jobs"]
    (news / "mine.csv").write_text(NEWS + "2026-01-07,Nothing\nsoon,Nothing\n", "utf-8")
    desk.clock.advance(LOOK_NS)
    assert [text[:16] for text in desk.said] == ["mine.csv, line 3", "mine.csv, line 4"]


def test_nothing_is_looked_up_after_the_end(tmp_path: Path, news: Path) -> None:
    desk = Desk(tmp_path)
    desk.watch.start()
    desk.watch.close()
    (news / "mine.csv").write_text(NEWS, "utf-8")
    desk.clock.advance(5 * LOOK_NS)
    assert len(desk.used) == 1
    assert desk.clock.next_due is None


def test_a_calendar_that_ends_soon_is_told(tmp_path: Path) -> None:
    november_2027 = 1_826_000_000_000_000_000
    desk = Desk(tmp_path, november_2027 - 20 * DAY)
    desk.watch.start()
    assert desk.said == []
    later = Desk(tmp_path, november_2027 + 25 * DAY)
    later.watch.start()
    assert "ends on 2027-12-31" in later.said[0]


def test_the_traders_copy_of_the_calendar_counts(tmp_path: Path) -> None:
    copy = make_copy(BUNDLED / "cme.yaml", tmp_path)
    copy.write_text(copy.read_text("utf-8").replace("last: 2027-12-31", "last: 2027-12-30"), "utf-8")
    bundled, _ = read_cme_calendar(BUNDLED, tmp_path / "none")
    own, problems = read_cme_calendar(BUNDLED, tmp_path)
    assert bundled is not None
    assert own is not None
    assert bundled.covers[1] - own.covers[1] == 1
    assert problems == ()


def test_a_copy_with_a_mistake_is_told_and_the_bundled_calendar_counts(tmp_path: Path) -> None:
    copy = make_copy(BUNDLED / "cme.yaml", tmp_path)
    copy.write_text("form: 1\n", "utf-8")
    calendar, problems = read_cme_calendar(BUNDLED, tmp_path)
    assert calendar is not None
    assert len(calendar.changes) > 50
    assert any("cme.yaml, line 1" in problem for problem in problems)
    assert "until your copy is put right" in problems[-1]


def test_without_any_calendar_that_is_said_and_nothing_is_given(tmp_path: Path) -> None:
    (tmp_path / "cme.yaml").write_text("form: 1\n", "utf-8")
    calendar, problems = read_cme_calendar(tmp_path, tmp_path / "none")
    assert calendar is None
    assert problems


@pytest.mark.rule("11.8")
def test_a_preset_that_was_copied_and_edited_counts(tmp_path: Path) -> None:
    presets = OwnPresets(tmp_path)
    assert not any(preset.own for preset in presets.read().all)
    copy = presets.copy("topstep.yaml")
    assert copy == tmp_path / "presets" / "topstep.yaml"
    copy.write_text(copy.read_text("utf-8").replace("firm: Topstep", "firm: My Topstep"), "utf-8")
    assert presets.copy("topstep.yaml") == copy
    assert {preset.firm for preset in presets.read().all if preset.own} == {"My Topstep"}
