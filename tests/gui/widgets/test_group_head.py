"""The head of a group says how it is guarded, with a shape of its own for each way, and leads to its settings."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from mimikdesk.domain.guard import PROFILES, FindingKind, GuardAction, GuardProfile, GuardRule, GuardSettings
from mimikdesk.gui import gallery_data
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.widgets.group_head import GroupHead
from tests.helpers.hands import click, tap

ALERTS = GuardSettings(GuardProfile.ALERT_ONLY)
GROUP = gallery_data.normal().groups[0]


@pytest.fixture
def head(theme: Theme, qtbot: QtBot) -> GroupHead:
    made = GroupHead(theme, GROUP)
    qtbot.addWidget(made)
    made.resize(1200, 44)
    made.show()
    return made


def drawn(head: GroupHead) -> bytes:
    image = head.guard.icon().pixmap(16, 16).toImage()
    return bytes(image.constBits())


@pytest.mark.rule("9.7", "9.9")
def test_it_follows_how_the_group_is_guarded_in_words_and_shape(head: GroupHead) -> None:
    assert head.guard.text() == "Guard"
    shapes = [drawn(head)]
    for guard in (replace(GROUP.guard, on=False), ALERTS):
        head.apply(replace(GROUP, guard=guard))
        shapes.append(drawn(head))
    assert len(set(shapes)) == 3, "colour is not the only difference"
    head.apply(replace(GROUP, guard=replace(GROUP.guard, on=False)))
    assert head.guard.text() == "Guard, corrections off"
    assert head.guard.accessibleName() == f"Guard of {GROUP.name}: Guard, corrections off"


def test_a_guard_that_alerts_except_for_one_kind_has_the_shield(head: GroupHead) -> None:
    plain = drawn(head)
    assert PROFILES[GuardProfile.ALERT_ONLY][FindingKind.ORPHAN].action is GuardAction.ALERT
    rule = (FindingKind.ORPHAN, GuardRule(GuardAction.EXIT, 0))
    head.apply(replace(GROUP, guard=replace(ALERTS, changed=(rule,))))
    assert drawn(head) == plain


def test_a_click_and_a_key_lead_to_the_settings(head: GroupHead) -> None:
    wanted = QSignalSpy(head.guard_wanted)
    click(head.guard)
    head.guard.setFocus()
    tap(head.guard, Qt.Key.Key_Space)
    assert [wanted.at(each) for each in range(wanted.count())] == [[GROUP.group], [GROUP.group]]
