"""The bridge carries what any thread publishes to the window's thread, merged, in order, urgent things at once."""

import threading
from collections.abc import Iterator
from dataclasses import fields, replace

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mimikdesk.domain.decisions import Level
from mimikdesk.gui import gallery_data, gallery_story
from mimikdesk.gui.bridge import INTERVAL_MS, MOST_LINES, Bridge, merge
from mimikdesk.services.views import ActivityKind, ActivityRow, LaneView, Update


class Receiver:
    """Keeps what arrives, and on which thread."""

    def __init__(self) -> None:
        self.updates: list[Update] = []
        self.threads: list[QThread] = []

    def take(self, update: Update) -> None:
        self.updates.append(update)
        self.threads.append(QThread.currentThread())

    @property
    def numbers(self) -> list[int]:
        return [row.number for update in self.updates for row in update.activity]


def line(number: int) -> Update:
    return Update(activity=(ActivityRow(number, 0, ActivityKind.FILL, Level.INFO, "A", None, "x"),))


def lane(market: str) -> Update:
    return Update(lane=LaneView(None, (), market))


@pytest.fixture
def receiver() -> Receiver:
    return Receiver()


@pytest.fixture
def bridge(qapp: QApplication, receiver: Receiver) -> Iterator[Bridge]:
    made = Bridge()
    made.applied.connect(receiver.take)
    yield made
    made.deleteLater()


def test_merging_keeps_the_newest_of_each_part_and_every_line() -> None:
    old = Update(board=gallery_data.quiet(), ticket=gallery_data.ticket(), activity=line(1).activity)
    new = Update(board=gallery_data.normal(), activity=line(2).activity, urgent=True)
    both = merge(old, new)
    assert both.board == gallery_data.normal()
    assert both.ticket == gallery_data.ticket()
    assert [row.number for row in both.activity] == [1, 2]
    assert both.urgent


def test_lines_that_wait_too_long_give_way_oldest_first() -> None:
    many = Update(activity=tuple(line(number).activity[0] for number in range(MOST_LINES)))
    both = merge(many, line(MOST_LINES))
    assert (both.activity[0].number, both.activity[-1].number, len(both.activity)) == (1, MOST_LINES, MOST_LINES)


def test_a_batch_from_another_thread_arrives_on_the_windows_thread(
    bridge: Bridge, receiver: Receiver, qtbot: QtBot, qapp: QApplication
) -> None:
    lane_thread = threading.Thread(target=bridge.publish, args=(line(1),))
    with qtbot.waitSignal(bridge.applied):
        lane_thread.start()
    lane_thread.join()
    assert receiver.threads == [qapp.thread()]


def test_publishing_never_calls_the_window_back_before_it_returns(
    bridge: Bridge, receiver: Receiver, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(bridge.applied):
        bridge.publish(Update(urgent=True))
        assert receiver.updates == []


def test_a_burst_arrives_merged_and_complete(bridge: Bridge, receiver: Receiver, qtbot: QtBot) -> None:
    def burst() -> None:
        for number in range(500):
            bridge.publish(line(number))
            bridge.publish(lane(f"market {number}"))

    threads = [threading.Thread(target=burst) for _ in range(2)]
    for thread in threads:
        thread.start()
    qtbot.waitUntil(lambda: len(receiver.numbers) == 1000, timeout=5000)
    for thread in threads:
        thread.join()
    assert sorted(receiver.numbers) == sorted(list(range(500)) * 2)
    assert len(receiver.updates) < 100
    last = [update.lane for update in receiver.updates if update.lane is not None][-1]
    assert last.market == "market 499"


def test_batches_come_no_faster_than_the_interval(bridge: Bridge, receiver: Receiver, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bridge.applied):
        bridge.publish(line(1))
    with qtbot.assertNotEmitted(bridge.applied, wait=INTERVAL_MS // 4):
        bridge.publish(line(2))
        bridge.publish(line(3))
    with qtbot.waitSignal(bridge.applied):
        pass
    assert [len(update.activity) for update in receiver.updates] == [1, 2]


def test_an_urgent_batch_skips_the_timer_and_takes_along_what_waits(
    bridge: Bridge, receiver: Receiver, qtbot: QtBot, qapp: QApplication
) -> None:
    with qtbot.waitSignal(bridge.applied):
        bridge.publish(line(1))
    bridge.publish(line(2))
    bridge.publish(Update(activity=line(3).activity, urgent=True))
    qapp.sendPostedEvents()
    assert receiver.numbers == [1, 2, 3]


def test_nothing_arrives_after_the_end(bridge: Bridge, receiver: Receiver, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(bridge.applied, wait=2 * INTERVAL_MS):
        bridge.publish(line(1))
        bridge.close()
        bridge.publish(line(2))
        bridge.publish(Update(urgent=True))
    assert receiver.updates == []


def test_a_story_that_went_on_while_the_window_was_held_is_told_once_as_it_is_now() -> None:
    first, other = gallery_story.normal(), gallery_story.crowded()
    later = replace(first, legs=first.legs[:1])
    merged = merge(Update(stories=(first, other)), Update(stories=(later,)))
    assert merged.stories == (other, later)
    assert merge(Update(stories=(first,)), Update()).stories == (first,)


def test_no_part_of_an_update_is_lost_while_two_wait_together() -> None:
    """A part that the merging does not know would vanish now and then, whenever two updates wait."""
    for part in fields(Update):
        if getattr(Update(), part.name) is None:
            sent = Update()
            object.__setattr__(sent, part.name, object())  # whatever it is, it has to come through
            for merged in (merge(sent, Update()), merge(Update(), sent)):
                assert getattr(merged, part.name) is getattr(sent, part.name), part.name
