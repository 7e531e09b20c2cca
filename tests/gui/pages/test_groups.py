"""The groups page: cards that tell how groups are set, and removing, which asks where something is held."""

from dataclasses import replace

import pytest
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from mimikdesk.domain.ids import GroupId
from mimikdesk.gui.gallery_groups_data import APEX, TPT, account, crowded, details, fresh, member, normal, scalps
from mimikdesk.gui.pages.groups import GroupsPage
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.widgets.group_card import GroupCard
from mimikdesk.services.group_views import GroupOutcome, GroupsView, Leaving, WishStage
from tests.helpers.hands import LONG_ENOUGH_MS, SURELY_NOT_MS, click, press, release
from tests.helpers.recording_control import RecordingControl

G1, G2 = GroupId("g1"), GroupId("g2")
HELD = account("TPT-50-9", TPT)


@pytest.fixture
def page(theme: Theme, control: RecordingControl, qtbot: QtBot) -> GroupsPage:
    made = GroupsPage(control, theme)
    qtbot.addWidget(made)
    made.resize(1300, 800)
    made.show()
    return made


def words(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible() and label.text()]


def buttons(widget: QWidget) -> list[str]:
    return [button.text() for button in widget.findChildren(QAbstractButton) if button.isVisible()]


def remove(card: GroupCard, name: str) -> None:
    click(next(line.button for line in card.lines if line.member is not None and line.member.name == name))


def answer(
    page: GroupsPage, stage: WishStage, attempt: int = 1, text: str = "", view: GroupsView | None = None
) -> None:
    page.apply(replace(view or page.view, outcomes=(GroupOutcome(attempt, stage, text),)))


def test_without_accounts_it_teaches_and_leads_to_a_connection(page: GroupsPage) -> None:
    page.apply(GroupsView())
    assert buttons(page) == ["Connect a broker"]
    wanted = QSignalSpy(page.connect_wanted)
    click(page.unconnected.button)
    page.make()
    assert wanted.count() == 2
    assert not page.wizard.isVisible()


def test_with_accounts_and_no_group_it_teaches_and_leads_to_the_first_one(page: GroupsPage) -> None:
    page.apply(fresh())
    assert buttons(page) == ["New group"]
    assert "No copy group yet" in words(page)
    click(page.empty.button)
    assert page.wizard.isVisible()
    page.wizard.reject()


def test_a_card_tells_who_leads_who_follows_and_how(page: GroupsPage) -> None:
    page.apply(normal())
    assert words(page)[:2] == ["Groups", "2 groups, 7 accounts free"]
    said = words(page.cards[G1])
    for text in ("NQ scalps", "Copying", "APEX-01", "Leader", "×0.5, max 5", "×1, fills only", "To micro"):
        assert text in said
    assert "It is long 2 MNQZ6, and 1 order is working." in said
    assert "Leaves as soon as it is flat. It is long 1 MNQZ6." in said
    assert {"Take Profit Trader", "Sign in again."} <= set(words(page.cards[G2]))


@pytest.mark.parametrize(
    ("on", "dry_run", "word"), [(True, False, "Copying"), (True, True, "Dry run"), (False, True, "Paused")]
)
def test_the_state_of_a_group_is_a_word(page: GroupsPage, on: bool, dry_run: bool, word: str) -> None:
    its = replace(scalps(), settings=replace(scalps().settings, on=on, dry_run=dry_run))
    page.apply(GroupsView((its,)))
    assert word in words(page.cards[G1])


def test_cards_come_and_go_and_keep_their_order(page: GroupsPage) -> None:
    page.apply(normal())
    kept = page.cards[G2]
    page.apply(replace(normal(), groups=normal().groups[1:]))
    assert list(page.cards) == [G2]
    assert page.cards[G2] is kept
    page.apply(normal())
    assert [page._column.indexOf(card) for card in (page.cards[G1], kept)] == [0, 1]


def test_a_card_follows_its_group(page: GroupsPage) -> None:
    page.apply(normal())
    fewer = replace(
        scalps(),
        followers=scalps().followers[:1],
        settings=replace(scalps().settings, name="Renamed", followers=scalps().settings.followers[:1]),
    )
    page.apply(replace(normal(), groups=(fewer, normal().groups[1])))
    said = words(page.cards[G1])
    assert "Renamed" in said
    assert "TPT-50-9" not in said
    page.apply(normal())
    assert "TPT-50-9" in [line.member.name for line in page.cards[G1].lines if line.member is not None]


@pytest.mark.rule("4.7")
def test_a_flat_follower_is_removed_at_once_and_one_that_holds_something_asks(
    page: GroupsPage, control: RecordingControl, qtbot: QtBot
) -> None:
    page.apply(normal())
    card = page.cards[G1]
    remove(card, "APEX-02")
    assert control.calls == [("remove_follower", 1, "g1", account("APEX-02"), Leaving.ASK)]
    answer(page, WishStage.DONE)
    assert not card.question.isVisible()
    remove(card, "TPT-50-9")
    answer(page, WishStage.ASKS, 2, "TPT-50-9: it is long 2 MNQZ6.")
    assert card.question.text == "TPT-50-9: it is long 2 MNQZ6."
    assert buttons(card.question) == ["Flatten, then remove", "Remove, leave it as it is", "Keep"]
    with qtbot.assertNotEmitted(card.question.answered, wait=SURELY_NOT_MS):
        click(card.question.flatten)
    assert len(control.calls) == 2, "a click is no press and hold"
    with qtbot.waitSignal(card.question.flatten.confirmed, timeout=LONG_ENOUGH_MS):
        press(card.question.flatten)
    release(card.question.flatten)
    assert control.calls[2] == ("remove_follower", 3, "g1", HELD, Leaving.FLATTEN)


@pytest.mark.rule("4.7")
def test_what_is_held_can_be_left_or_kept(page: GroupsPage, control: RecordingControl) -> None:
    page.apply(normal())
    card = page.cards[G1]
    remove(card, "TPT-50-9")
    answer(page, WishStage.ASKS, 1, "It holds something.")
    click(card.question.keep)
    assert (len(control.calls), card.question.isVisible()) == (1, False)
    remove(card, "TPT-50-9")
    answer(page, WishStage.ASKS, 2, "It holds something.")
    click(card.question.leave)
    assert control.calls[-1] == ("remove_follower", 3, "g1", HELD, Leaving.LEAVE)


def test_a_question_about_a_follower_that_has_left_goes_with_it(page: GroupsPage) -> None:
    page.apply(normal())
    card = page.cards[G1]
    remove(card, "APEX-02")
    answer(page, WishStage.ASKS, 1, "It holds something.")
    left = replace(
        scalps(),
        followers=scalps().followers[1:],
        settings=replace(scalps().settings, followers=scalps().settings.followers[1:]),
    )
    page.apply(replace(normal(), groups=(left, normal().groups[1])))
    assert not card.question.isVisible()


def test_a_follower_that_is_leaving_can_stay(page: GroupsPage, control: RecordingControl) -> None:
    page.apply(normal())
    remove(page.cards[G1], "APEX-03")
    assert control.calls == [("stay_in_group", account("APEX-03"))]


def test_the_last_follower_takes_the_group_with_it_only_after_a_question(
    page: GroupsPage, control: RecordingControl
) -> None:
    page.apply(normal())
    card = page.cards[G2]
    remove(card, "TPT-50-8")
    assert control.calls == []
    assert card.question.text == "TPT-50-8 is the last follower: with it, “ES swing” goes."
    click(card.question.leave)
    assert control.calls == [("remove_follower", 1, "g2", account("TPT-50-8", TPT), Leaving.ASK)]


@pytest.mark.rule("4.8")
def test_removing_a_group_asks_first_and_then_about_what_is_held(page: GroupsPage, control: RecordingControl) -> None:
    page.apply(normal())
    card = page.cards[G1]
    click(card.delete)
    assert control.calls == []
    assert "its accounts can be chosen for other groups" in card.question.text
    click(card.question.leave)
    assert control.calls == [("delete_group", 1, "g1", Leaving.ASK)]
    answer(page, WishStage.ASKS, 1, "TPT-50-9: it is long 2 MNQZ6.")
    click(card.question.leave)
    assert control.calls[-1] == ("delete_group", 2, "g1", Leaving.LEAVE)
    answer(page, WishStage.REFUSED, 2, "It could not be written down.")
    assert card.question.text == "It could not be written down."
    assert buttons(card.question) == ["Close"]


def test_edit_opens_the_editor_with_the_group(page: GroupsPage) -> None:
    page.apply(normal())
    click(page.cards[G2].edit)
    assert page.wizard.flow is not None
    assert page.wizard.flow.name == "ES swing"
    assert page.wizard.followers.isVisible(), "sizes are what is changed most"
    page.wizard.reject()
    page.edit(GroupId("gone"))
    assert not page.wizard.isVisible()


@pytest.mark.rule("4.7")
def test_the_editor_asks_through_the_page_and_hears_the_answer_itself(
    page: GroupsPage, control: RecordingControl
) -> None:
    page.apply(normal())
    page.edit(G1)
    page.wizard.remove_wanted.emit("g1", HELD, Leaving.ASK)
    assert control.calls == [("remove_follower", 1, "g1", HELD, Leaving.ASK)]
    answer(page, WishStage.ASKS, 1, "It holds something.")
    assert page.wizard.leaving.text == "It holds something."
    assert not page.cards[G1].question.isVisible()
    click(page.wizard.leaving.leave)
    assert control.calls[-1] == ("remove_follower", 2, "g1", HELD, Leaving.LEAVE)
    page.wizard.reject()


def test_after_connecting_it_waits_until_the_login_has_brought_its_accounts(page: GroupsPage) -> None:
    page.apply(GroupsView())
    page.make(APEX)
    assert not page.wizard.isVisible()
    page.apply(fresh())
    assert page.wizard.isVisible()
    assert page.wizard.name.edit.text() == "Apex"
    page.wizard.reject()
    page.apply(fresh())
    assert not page.wizard.isVisible(), "once"


def test_a_new_group_is_told_and_a_changed_one_is_not(page: GroupsPage) -> None:
    told = QSignalSpy(page.group_made)
    page.wizard.saved.emit("g1", False)
    page.wizard.saved.emit("g9", True)
    assert (told.count(), told.at(0)) == (1, ["g9"])


def test_a_crowd_of_groups_with_long_names_keeps_to_the_page(page: GroupsPage, qtbot: QtBot) -> None:
    page.resize(868, 500)
    page.apply(crowded())
    qtbot.waitUntil(lambda: page.cards[GroupId("g1")].width() > 400)
    assert all(card.width() <= page.width() for card in page.cards.values())


def test_everything_can_be_told_by_name(page: GroupsPage) -> None:
    twice = (scalps(), details("g3", "Other", member("X"), member("Y")))
    page.apply(GroupsView(twice))
    named = [each for each in page.findChildren(QAbstractButton) if each.isVisible() and each is not page.add]
    names = [each.accessibleName() or each.text() for each in named]
    assert len(names) == len(set(names)), "two buttons that a screen reader cannot tell apart"
    assert "Remove APEX-02" in names
    assert "Keep APEX-03 in the group" in names
