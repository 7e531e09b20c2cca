"""The window of the group wizard and editor: every page by mouse and keys, the wrong paths, conflicts at the end."""

from dataclasses import replace
from itertools import count

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy, QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from mimikdesk.domain.group import LateEntry, MappingKind, PartialFillMode, ReplicationMode, ValueScaling
from mimikdesk.domain.guard import FindingKind, GuardProfile
from mimikdesk.gui.gallery_groups_data import MISSING, TPT, account, crowded, fresh, normal, scalps
from mimikdesk.gui.models.sizes_model import COPIES, FIRST_SIZE, TRADES
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.widgets.account_picker import AccountPicker
from mimikdesk.gui.wizards.group_steps import STEPS, Step
from mimikdesk.gui.wizards.group_typed import NO_MULTIPLIER
from mimikdesk.gui.wizards.group_wizard import GroupWizard
from mimikdesk.services.group_draft import DraftField, GroupDraft, Problem
from mimikdesk.services.group_views import GroupOutcome, GroupsView, Leaving, WishStage
from tests.helpers.hands import LONG_ENOUGH_MS, click, press, release, tap
from tests.helpers.recording_control import RecordingControl


@pytest.fixture
def wizard(theme: Theme, control: RecordingControl, qtbot: QtBot) -> GroupWizard:
    made = GroupWizard(control, theme, count(1).__next__)
    qtbot.addWidget(made)
    made.resize(1160, 720)
    return made


def words(wizard: GroupWizard) -> str:
    return "\n".join(label.text() for label in wizard.findChildren(QLabel) if label.isVisible())


def click_row(
    picker: AccountPicker, name: str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """A click on the row of this name, beside its mark."""
    model, view = picker.model, picker.view
    row = next(row for row in range(model.rowCount()) if model.index(row, 0).data() == name)
    at = view.visualRect(model.index(row, 0)).center() + QPoint(20, 0)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifiers, at)


def retype(field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text) if text else QTest.keyClick(field, Qt.Key.Key_Delete)


def choose(box: QComboBox, text: str) -> None:
    at = box.findText(text)
    assert at >= 0, f"{text} is not among {[box.itemText(each) for each in range(box.count())]}"
    box.setCurrentIndex(at)
    box.activated.emit(at)


def to_followers(wizard: GroupWizard, view: GroupsView | None = None) -> None:
    wizard.open_for(view or normal())
    retype(wizard.name.edit, "Opening range")
    click(wizard.next)
    click_row(wizard.leader.picker, "APEX-10")
    click(wizard.next)


def cell(wizard: GroupWizard, row: int, column: int) -> str:
    return str(wizard.followers.model.index(row, column).data())


def draft(control: RecordingControl) -> GroupDraft:
    name, _, made, _ = control.calls[-1]
    assert name == "save_group"
    assert isinstance(made, GroupDraft)
    return made


def answer(wizard: GroupWizard, stage: WishStage, attempt: int = 1, **more: object) -> None:
    assert wizard.flow is not None
    outcome = GroupOutcome(attempt, stage, **more)  # type: ignore[arg-type]
    wizard.apply(replace(wizard.flow.view, outcomes=(outcome,)))


def test_from_the_name_to_a_saved_group_with_the_keyboard_alone(
    wizard: GroupWizard, control: RecordingControl, qtbot: QtBot
) -> None:
    wizard.open_for(fresh())
    saved = QSignalSpy(wizard.saved)
    assert not wizard.isModal()
    assert wizard.focusWidget() is wizard.name.edit
    QTest.keyClicks(wizard.name.edit, "Apex")
    tap(wizard.name.edit, Qt.Key.Key_Return)
    assert wizard.focusWidget() is wizard.leader.picker.view
    tap(wizard.leader.picker.view, Qt.Key.Key_Space)
    tap(wizard.leader.picker.view, Qt.Key.Key_Return)
    assert wizard.focusWidget() is wizard.followers.picker.view
    tap(wizard.followers.picker.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    tap(wizard.followers.picker.view, Qt.Key.Key_Space)
    tap(wizard.followers.picker.view, Qt.Key.Key_Return)
    assert wizard.flow is not None
    assert wizard.flow.step is Step.PROTECTION
    tap(wizard.protection.guard.profiles[GuardProfile.GUARD], Qt.Key.Key_Return)
    assert "APEX-01 (Apex) leads and is only watched; 4 accounts follow." in words(wizard)
    assert wizard.focusWidget() is wizard.next
    tap(wizard.next, Qt.Key.Key_Return)
    made = draft(control)
    assert (made.name, made.leader, len(made.followers)) == ("Apex", account("APEX-01"), 4)
    assert (wizard.next.text(), wizard.next.isEnabled(), wizard.cancel.isEnabled()) == ("Saving...", False, False)
    tap(wizard, Qt.Key.Key_Escape)
    assert wizard.isVisible(), "what comes of it is told here"
    answer(wizard, WishStage.DONE, group="g7")
    assert not wizard.isVisible()
    assert (saved.count(), saved.at(0)) == (1, ["g7", True])


@pytest.mark.rule("4.4")
def test_the_leaders_page_says_which_accounts_are_missing_and_what_to_do(wizard: GroupWizard) -> None:
    wizard.open_for(normal())
    click(wizard.next)
    said = words(wizard)
    assert "APEX-01, APEX-02, APEX-03" in said
    assert f"{MISSING[0].why} {MISSING[0].advice}" in said
    model = wizard.leader.picker.model
    rows = [[str(model.index(row, column).data()) for column in range(4)] for row in range(model.rowCount())]
    assert ["APEX-12", "Apex", "reconnecting", "Its line is being restored; it can be chosen all the same."] in rows
    assert ["12440087", "Own money, live", "connected"] in [row[:3] for row in rows]


def test_without_a_leader_it_does_not_go_on_and_says_so(wizard: GroupWizard) -> None:
    wizard.open_for(normal())
    click(wizard.next)
    assert "No leader is chosen." not in words(wizard)
    click(wizard.next)
    assert "No leader is chosen. Choose the account that you trade by hand." in words(wizard)
    click_row(wizard.leader.picker, "APEX-11")
    assert "No leader is chosen." not in words(wizard)
    click(wizard.next)
    assert "When the leader opens" not in words(wizard), "nobody follows yet"
    assert "Tick the accounts" in words(wizard)


def test_nothing_looks_chosen_before_it_is_and_the_arrows_choose_as_among_radio_buttons(wizard: GroupWizard) -> None:
    wizard.open_for(normal())
    click(wizard.next)
    view = wizard.leader.picker.view
    assert wizard.focusWidget() is view
    assert view.selectionModel().selectedRows() == []
    leaders = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        tap(view, key)
        assert wizard.flow is not None
        leaders.append(wizard.flow.leader)
    assert leaders == [account("APEX-10"), account("APEX-11"), account("APEX-10")]


def test_without_any_free_account_the_page_says_what_is_in_the_way(wizard: GroupWizard) -> None:
    wizard.open_for(replace(normal(), candidates=()))
    click(wizard.next)
    assert "No account is free to lead." in words(wizard)
    assert MISSING[0].advice in words(wizard)


@pytest.mark.rule("4.9", "5.11")
def test_sizes_follow_every_key_and_the_clip_is_marked(wizard: GroupWizard) -> None:
    to_followers(wizard)
    click_row(wizard.followers.picker, "APEX-11")
    assert [cell(wizard, 1, FIRST_SIZE + at) for at in range(5)] == ["1", "2", "3", "5", "10"]
    retype(wizard.followers.form.multiplier, "2.5")
    assert [cell(wizard, 1, FIRST_SIZE + at) for at in range(5)] == ["3", "5", "8", "13", "25"]
    retype(wizard.followers.form.most, "8")
    assert [cell(wizard, 1, FIRST_SIZE + at) for at in range(5)] == ["3", "5", "8", "8", "8"]
    clipped = wizard.followers.model.index(1, FIRST_SIZE + 4)
    assert "25 by its multiplier; max contracts leaves 8." in clipped.data(Qt.ItemDataRole.ToolTipRole)
    assert "clipped" in clipped.data(Qt.ItemDataRole.AccessibleTextRole)
    assert cell(wizard, 1, COPIES) == "×2.5, max 8"
    assert "If the leader buys ten times 1, it ends with 8." in words(wizard)


def test_a_mapping_shows_its_contract_and_the_money_of_both(wizard: GroupWizard) -> None:
    to_followers(wizard)
    click_row(wizard.followers.picker, "APEX-11")
    form = wizard.followers.form
    assert not form.scaling.isEnabled(), "nothing is scaled where the contract is the same"
    choose(form.mapping, "To micro")
    choose(form.scaling, "Times ten")
    assert (cell(wizard, 1, TRADES), cell(wizard, 1, FIRST_SIZE)) == ("MNQZ6", "10")
    click(wizard.followers.money)
    assert (cell(wizard, 0, FIRST_SIZE), cell(wizard, 1, FIRST_SIZE)) == ("$20", "$20")
    choose(form.scaling, "As it is")
    assert (cell(wizard, 0, FIRST_SIZE), cell(wizard, 1, FIRST_SIZE)) == ("$20", "$2")
    choose(wizard.followers.symbol, "ESZ6")
    assert (cell(wizard, 0, FIRST_SIZE), cell(wizard, 1, FIRST_SIZE)) == ("$50", "$5")


def test_pairs_of_ones_own_are_asked_for_only_then_and_what_has_no_pair_is_said(wizard: GroupWizard) -> None:
    to_followers(wizard)
    click_row(wizard.followers.picker, "APEX-11")
    form = wizard.followers.form
    assert not form.roots.isVisible()
    choose(form.mapping, "Pairs of my own")
    retype(form.roots, "ES = MES")
    assert cell(wizard, 1, TRADES) == "nothing"
    retype(form.roots, "NQ = MNQ")
    assert cell(wizard, 1, TRADES) == "MNQZ6"
    retype(form.roots, "NQ")
    assert form.roots.property("kind") == "wrong"
    assert "Pairs of leader = follower" in words(wizard)


def test_a_setting_goes_to_all_selected_followers_and_shows_where_they_differ(wizard: GroupWizard) -> None:
    to_followers(wizard)
    click(wizard.followers.picker.all_shown)
    form, table = wizard.followers.form, wizard.followers.table
    assert "Settings of all 5 followers" in form.title.whole
    retype(form.multiplier, "0.5")
    assert {cell(wizard, row, COPIES) for row in range(1, 6)} == {"×0.5"}
    at = table.visualRect(wizard.followers.model.index(2, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert form.title.whole == "Settings of APEX-12"
    retype(form.multiplier, "3")
    assert [cell(wizard, row, COPIES) for row in (1, 2, 3)] == ["×0.5", "×3", "×0.5"]
    click(form.all)
    assert (form.multiplier.text(), form.multiplier.placeholderText()) == ("", "different")
    choose(form.mode, "On fill")
    assert wizard.flow is not None
    assert {each.mode for each in wizard.flow.typed.values()} == {ReplicationMode.ON_FILL}
    assert wizard.flow.typed[account("APEX-12")].multiplier == "3", "what was not touched stays"


def test_search_and_take_all_pick_many_at_once(wizard: GroupWizard) -> None:
    to_followers(wizard)
    picker = wizard.followers.picker
    QTest.keyClicks(picker.search, "profit 50")
    assert [str(picker.model.index(row, 0).data()) for row in range(picker.model.rowCount())] == [
        "TPT-50-1",
        "TPT-50-2",
    ]
    assert picker.all_shown.text() == "Take all (2)"
    click(picker.all_shown)
    assert wizard.flow is not None
    assert set(wizard.flow.typed) == {account("TPT-50-1", TPT), account("TPT-50-2", TPT)}
    assert picker.all_shown.text() == "Take none (2)"
    picker.search.clear()
    assert picker.count.text() == "2 of 6 chosen"
    click_row(picker, "APEX-EVAL-7")
    assert len(wizard.flow.typed) == 2, "it takes no orders"


def test_a_range_is_ticked_with_shift(wizard: GroupWizard) -> None:
    to_followers(wizard)
    picker = wizard.followers.picker
    click_row(picker, "APEX-11")
    click_row(picker, "TPT-50-2", Qt.KeyboardModifier.ShiftModifier)
    assert wizard.flow is not None
    names = {each.rpartition("/")[2] for each in wizard.flow.typed}
    assert names == {"APEX-11", "APEX-12", "TPT-50-1", "TPT-50-2"}


def test_a_multiplier_that_is_no_number_keeps_the_wizard_at_its_field(wizard: GroupWizard) -> None:
    to_followers(wizard)
    click(wizard.followers.picker.all_shown)
    table, form = wizard.followers.table, wizard.followers.form
    table.selectRow(1)
    retype(form.multiplier, "two")
    assert NO_MULTIPLIER in words(wizard)
    table.selectRow(2)
    assert NO_MULTIPLIER not in words(wizard)
    click(wizard.next)
    assert wizard.flow is not None
    assert wizard.flow.step is Step.FOLLOWERS
    assert form.title.whole == "Settings of APEX-11", "it leads to whom it is about"
    assert wizard.focusWidget() is form.multiplier
    assert form.multiplier.text() == "two"
    retype(form.multiplier, "2")
    click(wizard.next)
    assert wizard.flow.step is not Step.FOLLOWERS


def test_protection_is_what_the_draft_says(wizard: GroupWizard, control: RecordingControl, qtbot: QtBot) -> None:
    to_followers(wizard)
    click_row(wizard.followers.picker, "APEX-11")
    click(wizard.next)
    page = wizard.protection
    page.guard.profiles[GuardProfile.TRIM].click()
    page.guard.disable.click()
    retype(page.whitelist, "mnq NQ")
    choose(page.partial, "Followed fill by fill")
    choose(page.late, "Cancelled")
    click(wizard.next)
    assert "Only openings in MNQ, NQ are copied" in words(wizard)
    wizard.review.on.click()
    wizard.review.dry_run.click()
    qtbot.waitUntil(lambda: "Dry run: everything is decided and shown" in words(wizard))
    click(wizard.next)
    made = draft(control)
    assert (made.guard.profile, made.guard.disable_on_breach) == (GuardProfile.TRIM, True)
    assert made.whitelist == {"MNQ", "NQ"}
    assert (made.partial_fills, made.late_entry) == (PartialFillMode.EACH_FILL, LateEntry.CANCEL)
    assert (made.on, made.dry_run) == (False, True)


def test_what_is_wrong_with_the_guard_or_the_whitelist_is_said_on_its_page(wizard: GroupWizard) -> None:
    to_followers(wizard)
    click_row(wizard.followers.picker, "APEX-11")
    click(wizard.next)
    field = wizard.protection.guard.rules.lines[FindingKind.ORPHAN].tolerance
    retype(field, "soon")
    click(wizard.next)
    assert wizard.flow is not None
    assert wizard.flow.step is Step.PROTECTION
    assert wizard.focusWidget() is field
    assert "Orphan" in wizard.told.whole
    retype(field, "3")
    retype(wizard.protection.whitelist, "MNQ, what?ever")
    click(wizard.next)
    assert wizard.flow.step is Step.PROTECTION
    assert wizard.protection.whitelist.property("kind") == "wrong"


def test_a_conflict_at_save_is_explained_where_it_belongs_and_nothing_typed_is_lost(
    wizard: GroupWizard, control: RecordingControl
) -> None:
    to_followers(wizard)
    click(wizard.followers.picker.all_shown)
    retype(wizard.followers.form.multiplier, "0.25")
    for _ in range(3):
        click(wizard.next)
    before = draft(control)
    taken = Problem(DraftField.LEADER, "APEX-10 leads “Other”.", "Remove it there first.", account("APEX-10"))
    answer(wizard, WishStage.REFUSED, text="“Opening range” was not saved.", problems=(taken,))
    assert wizard.flow is not None
    assert wizard.flow.step is Step.LEADER
    assert "APEX-10 leads “Other”. Remove it there first." in words(wizard)
    assert wizard.told.whole == "“Opening range” was not saved."
    assert wizard.flow.draft() == before
    click_row(wizard.leader.picker, "APEX-EVAL-7")
    assert "APEX-10 leads" not in words(wizard)
    click(wizard.steps.buttons[STEPS.index(Step.REVIEW)])
    click(wizard.next)
    assert draft(control) == replace(before, leader=account("APEX-EVAL-7"))


def test_the_steps_at_the_side_show_answers_and_lead_back(wizard: GroupWizard) -> None:
    to_followers(wizard)
    click_row(wizard.followers.picker, "APEX-11")
    assert [each.whole for each in wizard.steps.answers[:3]] == ["Opening range", "APEX-10", "1 account"]
    assert not wizard.steps.buttons[STEPS.index(Step.REVIEW)].isEnabled(), "not seen yet"
    click(wizard.steps.buttons[0])
    assert wizard.name.edit.isVisible()
    retype(wizard.name.edit, "")
    click(wizard.next)
    assert "The group has no name." in words(wizard)
    assert "to be put right" in wizard.steps.buttons[0].accessibleName()
    retype(wizard.name.edit, "Fine")
    click(wizard.back) if wizard.back.isVisible() else None
    click(wizard.steps.buttons[2])
    assert wizard.followers.picker.isVisible()


def test_editing_shows_the_group_and_save_is_on_every_page(wizard: GroupWizard, control: RecordingControl) -> None:
    wizard.open_for(normal(), scalps())
    saved = QSignalSpy(wizard.saved)
    assert (wizard.windowTitle(), wizard.next.text(), wizard.back.isVisible()) == ("Edit group", "Save", False)
    assert wizard.name.edit.text() == "NQ scalps"
    click(wizard.steps.buttons[2])
    assert [cell(wizard, row, COPIES) for row in (1, 2, 3)] == ["×0.5, max 5", "×1, fills only", "×1.25"]
    assert wizard.flow is not None
    mapped = wizard.flow.typed[account("TPT-50-9", TPT)]
    assert (mapped.mapping, mapped.scaling) == (MappingKind.TO_MICRO, ValueScaling.TIMES_TEN)
    wizard.followers.table.selectRow(1)
    retype(wizard.followers.form.multiplier, "0.75")
    click(wizard.next)
    made = draft(control)
    assert (made.group, made.base, str(made.followers[0].multiplier)) == ("g1", scalps().settings, "0.75")
    answer(wizard, WishStage.DONE, group="g1")
    assert (saved.count(), saved.at(0)) == (1, ["g1", False])


def test_saving_without_a_change_asks_nothing_of_the_program(wizard: GroupWizard, control: RecordingControl) -> None:
    wizard.open_for(normal(), scalps())
    click(wizard.next)
    assert (wizard.isVisible(), control.calls) == (False, [])


@pytest.mark.rule("4.8")
def test_a_leader_that_cannot_change_is_fixed_with_the_reason(wizard: GroupWizard) -> None:
    fixed = replace(scalps(), leader_fixed="APEX-01: it is long 2 MNQZ6.")
    wizard.open_for(replace(normal(), groups=(fixed,)), fixed)
    click(wizard.steps.buttons[1])
    assert "APEX-01: it is long 2 MNQZ6." in words(wizard)
    click_row(wizard.leader.picker, "APEX-10")
    assert wizard.flow is not None
    assert wizard.flow.leader == account("APEX-01")


@pytest.mark.rule("4.8")
def test_another_leader_instead_of_one_that_cannot_be_read_wants_the_traders_word(
    wizard: GroupWizard, control: RecordingControl
) -> None:
    wizard.open_for(normal(), scalps())
    click(wizard.steps.buttons[1])
    click_row(wizard.leader.picker, "APEX-10")
    click(wizard.next)
    answer(wizard, WishStage.ASKS, text="APEX-01 cannot be read at present.")
    assert "APEX-01 cannot be read at present." in words(wizard)
    assert not wizard.next.isEnabled()
    click(wizard.no)
    assert wizard.next.isEnabled()
    click(wizard.next)
    answer(wizard, WishStage.ASKS, attempt=2, text="APEX-01 cannot be read at present.")
    click(wizard.yes)
    assert control.calls[-1][:2] == ("save_group", 3)
    assert control.calls[-1][3] is True


@pytest.mark.rule("4.7")
def test_unticking_a_follower_of_the_group_asks_and_offers_to_flatten(
    wizard: GroupWizard, control: RecordingControl, qtbot: QtBot
) -> None:
    wizard.open_for(normal(), scalps())
    wanted = QSignalSpy(wizard.remove_wanted)
    click(wizard.steps.buttons[2])
    click_row(wizard.followers.picker, "TPT-50-9")
    assert "Take TPT-50-9 out of the group now?" in words(wizard)
    assert wizard.focusWidget() is wizard.leaving.keep
    click(wizard.leaving.keep)
    assert wanted.count() == 0
    click_row(wizard.followers.picker, "TPT-50-9")
    click(wizard.leaving.leave)
    assert wanted.at(0) == ["g1", account("TPT-50-9", TPT), Leaving.ASK]
    wizard.ask_about_holdings("TPT-50-9: it is long 2 MNQZ6.", account("TPT-50-9", TPT))
    with qtbot.waitSignal(wizard.leaving.flatten.confirmed, timeout=LONG_ENOUGH_MS):
        press(wizard.leaving.flatten)
    release(wizard.leaving.flatten)
    assert wanted.at(1) == ["g1", account("TPT-50-9", TPT), Leaving.FLATTEN]
    assert control.calls == [], "the page asks the program, and hears what came of it"


def test_an_open_window_keeps_what_stands_in_it_and_another_group_begins_anew(wizard: GroupWizard) -> None:
    wizard.open_for(normal())
    retype(wizard.name.edit, "Half typed")
    wizard.open_for(normal())
    assert wizard.name.edit.text() == "Half typed"
    wizard.open_for(normal(), scalps())
    assert wizard.name.edit.text() == "NQ scalps"
    tap(wizard, Qt.Key.Key_Escape)
    assert (wizard.isVisible(), wizard.flow) == (False, None)


def test_many_followers_are_sized_a_moment_after_the_last_key(wizard: GroupWizard, qtbot: QtBot) -> None:
    view = crowded()
    wizard.open_for(view)
    click(wizard.next)
    tap(wizard.leader.picker.view, Qt.Key.Key_Space)
    click(wizard.next)
    click(wizard.followers.picker.all_shown)
    assert wizard.followers.model.rowCount() == 100
    retype(wizard.followers.form.multiplier, "2")
    qtbot.waitUntil(lambda: cell(wizard, 99, FIRST_SIZE) == "2")


def test_the_models_keep_their_promises(wizard: GroupWizard) -> None:
    for model in (wizard.leader.picker.model, wizard.followers.picker.model, wizard.followers.model):
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    to_followers(wizard)
    picker = wizard.followers.picker
    click(picker.all_shown)
    QTest.keyClicks(picker.search, "tpt")
    wizard.apply(replace(normal(), candidates=normal().candidates[2:]))
    picker.search.clear()
    click(picker.all_shown)


def test_everything_can_be_told_by_name(wizard: GroupWizard) -> None:
    to_followers(wizard)
    click(wizard.followers.picker.all_shown)
    for _ in range(3):
        for kind in (QAbstractButton, QLineEdit, QComboBox):
            for each in wizard.findChildren(kind):
                if each.isVisible() and each.focusPolicy() is not Qt.FocusPolicy.NoFocus:
                    assert each.accessibleName() or (isinstance(each, QAbstractButton) and each.text()), each
        click(wizard.next)
