"""The Risk page: states in words and figures, switches, locks with reasons, bulk edits, presets with a preview."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from mimikdesk.domain.risk import DailyLoss, RiskRules, RuleKind, RuleState
from mimikdesk.domain.risk_locks import LockKind
from mimikdesk.gui import format as fmt
from mimikdesk.gui import gallery_risk, risk_window
from mimikdesk.gui.models.risk_model import ACCOUNT, DAY, LEFT, NEAREST, STATE, USED
from mimikdesk.gui.pages.risk import RiskPage
from mimikdesk.gui.preset_source import BundledPresets
from mimikdesk.gui.risk_draft import Mode
from mimikdesk.gui.risk_words import NOT_ARMED
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.services.risk_rows import LockRow, RiskRow, RiskView
from mimikdesk.settings.model import SettingsError
from mimikdesk.settings.preset_file import Presets
from tests.helpers.recording_control import RecordingControl

LOSS, WEEK = RuleKind.DAILY_LOSS, RuleKind.WEEKLY_LOSS


class Source:
    """Presets that were read already, with a folder for copies."""

    def __init__(self, presets: Presets) -> None:
        self.presets = presets
        self.folder: Path | None = Path("own")
        self.error = ""

    def read(self) -> Presets:
        return self.presets

    def copy(self, file: str) -> Path:
        if self.error:
            raise SettingsError(self.error)
        return Path("/own") / file


@pytest.fixture(scope="module")
def presets() -> Presets:
    return BundledPresets().read()


@pytest.fixture
def page(control: RecordingControl, theme: Theme, qtbot: QtBot, presets: Presets) -> RiskPage:
    made = RiskPage(control, theme, Source(presets))
    qtbot.addWidget(made)
    made.resize(1400, 800)
    made.show()
    return made


def line(page: RiskPage, name: str) -> list[str]:
    """The texts of an account's line."""
    for row in range(page.model.rowCount()):
        if page.model.item(row, ACCOUNT).text().strip().startswith(name):
            return [page.model.item(row, column).text().strip() for column in range(page.model.columnCount())]
    raise AssertionError(name)


def words(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible() and each.text())


def row(view: RiskView, name: str) -> RiskRow:
    return next(each for each in view.rows if each.name == name)


def choose(page: RiskPage, *names: str) -> None:
    """Select these lines, as with Ctrl held."""
    page.table.clearSelection()
    for name in names:
        for at in range(page.model.rowCount()):
            if page.model.item(at, ACCOUNT).text().strip().startswith(name):
                flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
                page.table.selectionModel().setCurrentIndex(page.model.index(at, 0), flags)


def test_without_accounts_it_says_what_belongs_here(page: RiskPage) -> None:
    page.apply(gallery_risk.view())
    assert "No account yet" in words(page)
    assert not page.edit.isEnabled()
    assert page.chosen() == ()


@pytest.mark.rule("11.2")
def test_each_account_says_its_state_and_nearest_limit_in_words_and_figures(page: RiskPage) -> None:
    page.apply(gallery_risk.some())
    near = line(page, "APEX-28441-02")
    assert near[STATE].startswith("Near")
    assert (near[NEAREST], near[LEFT], near[USED], near[DAY]) == ("Daily loss", "140.00", "86 %", "−860.00")
    assert line(page, "APEX-28441-03")[STATE] == "Locked"
    assert line(page, "APEX-28441-04")[STATE:LEFT] == ["No rules", "no rules"]
    assert line(page, "NQ scalps")[STATE] == "1 locked, 1 near"


@pytest.mark.rule("11.7")
def test_rules_that_are_saved_and_not_armed_are_told_in_both_places(page: RiskPage, qtbot: QtBot) -> None:
    page.apply(gallery_risk.some())
    assert line(page, "APEX-28441-01")[STATE] == "Armed, 2 not armed"
    page.show_account(row(gallery_risk.some(), "APEX-28441-01").account)
    its = page.detail.lines[WEEK]
    qtbot.waitUntil(its.isVisible)
    assert not its.switch.isChecked()
    assert NOT_ARMED in words(its)


def test_a_rule_shows_how_far_its_limit_is_as_a_bar_and_in_figures(page: RiskPage, qtbot: QtBot) -> None:
    page.apply(gallery_risk.some())
    page.show_account(row(gallery_risk.some(), "APEX-28441-02").account)
    its = page.detail.lines[LOSS]
    qtbot.waitUntil(its.isVisible)
    assert its.bar.value() == 86
    assert "140.00 left" in words(its)
    assert "Near" in words(its)
    assert its.bar.accessibleDescription() == "140.00 left"


def test_the_what_if_the_warnings_and_the_consistency_are_told(page: RiskPage) -> None:
    page.apply(gallery_risk.some())
    page.show_account(row(gallery_risk.some(), "APEX-28441-02").account)
    said = words(page.detail)
    assert "Three more losing trades of today's size reach the daily loss limit." in said
    assert "The leader's daily loss limit would hold this group's openings." in said
    assert "Rules from Topstep Trading Combine 50K, 2026-11-21" in said


def test_old_money_is_said_to_be_old(page: RiskPage) -> None:
    old = replace(gallery_risk.account(1), old=True)
    page.apply(gallery_risk.view(old))
    assert "no rule fires" in words(page.detail).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.rule("11.6")
def test_locks_say_until_when_and_why_and_what_was_before(page: RiskPage) -> None:
    page.apply(gallery_risk.some())
    page.show_account(row(gallery_risk.some(), "APEX-28441-03").account)
    said = words(page.detail)
    assert "Daily loss: the day stood at −1,012.50" in said
    assert "Locked until" in said
    assert "Unlocked by hand: the decision is out." in said
    assert page.detail.unlock.isVisible()


def test_a_change_of_one_account_writes_its_cells_alone(page: RiskPage, qtbot: QtBot) -> None:
    before = gallery_risk.some()
    page.apply(before)
    touched: set[int] = set()
    page.model.dataChanged.connect(lambda first, last, _roles: touched.update(range(first.row(), last.row() + 1)))
    page.apply(before)
    assert touched == set()
    rows = tuple(
        replace(each, day_pnl=Decimal("1.00")) if each.name == "APEX-28441-01" else each for each in before.rows
    )
    page.apply(replace(before, rows=rows))
    changed = {page.model.item(at, ACCOUNT).text().strip() for at in touched}
    assert changed == {"APEX-28441-01", "NQ scalps  (5 accounts)"}


def test_the_chosen_account_stays_when_others_come_and_go(page: RiskPage) -> None:
    view = gallery_risk.some()
    page.apply(view)
    page.show_account(row(view, "APEX-28441-03").account)
    page.apply(replace(view, rows=tuple(each for each in view.rows if each.name != "APEX-28441-01")))
    assert page.detail.row is not None
    assert page.detail.row.name == "APEX-28441-03"
    assert [each.name for each in page.chosen()] == ["APEX-28441-03"]


def test_hidden_money_is_hidden_here_too(page: RiskPage) -> None:
    page.apply(gallery_risk.some())
    page.show_account(row(gallery_risk.some(), "APEX-28441-02").account)
    fmt.hide_money(True)
    page.write_again()
    assert page.detail.lines[LOSS].left.text() == f"{fmt.DOTS} left"
    assert page.detail.lines[LOSS].figures.whole == fmt.DOTS
    assert line(page, "APEX-28441-02")[DAY] == fmt.DOTS


def test_a_refused_wish_is_told(page: RiskPage) -> None:
    page.apply(gallery_risk.view(gallery_risk.account(1), refused="A self-lock cannot be shortened."))
    assert "A self-lock cannot be shortened." in words(page)


# --- what the trader does ---------------------------------------------------------------------------------------------


@pytest.mark.rule("11.7")
def test_the_switch_beside_a_rule_arms_it_and_disarms_it(page: RiskPage, control: RecordingControl) -> None:
    page.apply(gallery_risk.some())
    account = row(gallery_risk.some(), "APEX-28441-01").account
    page.show_account(account)
    page.detail.lines[WEEK].switch.click()
    page.detail.lines[LOSS].switch.click()
    assert control.calls == [("arm_risk", (account,), WEEK, True), ("arm_risk", (account,), LOSS, False)]


def test_a_groups_line_stands_for_all_its_accounts(page: RiskPage) -> None:
    page.apply(gallery_risk.some())
    choose(page, "NQ scalps", "APEX-28441-02")
    assert len(page.chosen()) == 5
    assert page.edit.text() == "Rules of 5 accounts..."


@pytest.mark.rule("11.8")
def test_a_preset_is_given_to_many_accounts_at_once_after_a_preview(page: RiskPage, control: RecordingControl) -> None:
    view = gallery_risk.some()
    page.apply(view)
    choose(page, "APEX-28441-02", "APEX-28441-04")
    page.edit.click()
    editor = page.editor
    editor.presets.finder.setText("take profit test 50k")
    editor.presets.choose("Take Profit Trader Test 50K")
    assert "Check the figures with your firm" in editor.presets.about.text()
    assert control.calls == []
    editor.presets.take.click()
    shown = editor.preview.toPlainText()
    assert "APEX-28441-02" in shown
    assert "Trailing drawdown: none → 2,000.00 below 50,000.00, end of day" in shown
    assert editor.save.text() == "Save for 2 accounts"
    editor.save.click()
    saved = {accounts: rules for _, accounts, rules in control.calls if isinstance(rules, RiskRules)}
    first, second = row(view, "APEX-28441-02"), row(view, "APEX-28441-04")
    assert set(saved) == {(first.account,), (second.account,)}
    alone = saved[(second.account,)]
    assert alone.preset.startswith("Take Profit Trader Test 50K, ")
    assert all(rule.armed for rule in alone.rules)
    kept = saved[(first.account,)]
    assert kept.of(LOSS) == DailyLoss(Decimal(1000))
    assert kept.of(RuleKind.CONTRACTS) == alone.of(RuleKind.CONTRACTS)
    assert not editor.isVisible()


def test_a_rule_is_set_for_one_account(page: RiskPage, control: RecordingControl) -> None:
    view = gallery_risk.some()
    page.apply(view)
    account = row(view, "APEX-28441-04").account
    page.show_account(account)
    page.detail.edit.click()
    form = page.editor.forms[LOSS]
    modes = [form.mode.itemData(at) for at in range(form.mode.count())]
    assert modes == [Mode.NONE, Mode.SET]
    form.mode.setCurrentIndex(1)
    form.mode.activated.emit(1)
    field = form.inputs["limit"]
    QTest.keyClicks(field, "500")
    assert page.editor.preview.toPlainText() == "APEX-28441-04\n  Daily loss: none → 500.00"
    page.editor.save.click()
    assert control.calls == [("set_risk", (account,), RiskRules((DailyLoss(Decimal(500)),)))]


@pytest.mark.rule("11.7")
def test_the_editor_warns_of_what_is_saved_but_not_armed(page: RiskPage) -> None:
    view = gallery_risk.some()
    page.apply(view)
    page.show_account(row(view, "APEX-28441-01").account)
    page.detail.edit.click()
    assert "Saved but not armed: Weekly loss, News." in words(page.editor)
    assert NOT_ARMED in words(page.editor.forms[WEEK])
    page.editor.forms[WEEK].armed.click()
    assert "Saved but not armed: News." in words(page.editor)


def test_a_wrong_value_is_told_at_its_field_and_nothing_is_saved(page: RiskPage, control: RecordingControl) -> None:
    view = gallery_risk.some()
    page.apply(view)
    page.show_account(row(view, "APEX-28441-01").account)
    page.detail.edit.click()
    field = page.editor.forms[LOSS].inputs["limit"]
    QTest.keyClicks(field, "x")
    assert "must be an amount" in words(page.editor.forms[LOSS])
    assert "Put right first: Daily loss." in page.editor.preview.toPlainText()
    page.editor.save.click()
    assert page.editor.isVisible()
    assert control.calls == []


def test_cancelling_the_editor_saves_nothing(page: RiskPage, control: RecordingControl) -> None:
    page.apply(gallery_risk.some())
    choose(page, "APEX-28441-01")
    page.edit.click()
    page.editor.forms[LOSS].armed.click()
    QTest.keyClick(page.editor, Qt.Key.Key_Escape)
    assert not page.editor.isVisible()
    assert control.calls == []


def test_the_editor_keeps_what_is_typed_while_figures_come_in(page: RiskPage) -> None:
    view = gallery_risk.some()
    page.apply(view)
    choose(page, "APEX-28441-01")
    page.edit.click()
    QTest.keyClicks(page.editor.forms[LOSS].inputs["limit"], "5")
    page.apply(replace(view, rows=(*view.rows[:1], replace(view.rows[1], day_pnl=Decimal(7)), *view.rows[2:])))
    assert page.editor.draft.rules[LOSS].texts["limit"] == "10005"


def test_preset_files_with_mistakes_are_told_in_the_editor(
    control: RecordingControl, theme: Theme, qtbot: QtBot
) -> None:
    made = RiskPage(control, theme, Source(Presets((), ("mine.yaml, line 3: “firm” is missing.",))))
    qtbot.addWidget(made)
    made.show()
    made.apply(gallery_risk.some())
    choose(made, "APEX-28441-01")
    made.edit.click()
    assert "mine.yaml, line 3" in words(made.editor)
    assert not made.editor.presets.take.isEnabled()


@pytest.mark.rule("11.8")
def test_the_traders_own_copy_of_a_preset_is_opened_or_the_reason_told(
    control: RecordingControl, theme: Theme, qtbot: QtBot, presets: Presets, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    class Desktop:
        @staticmethod
        def openUrl(url: QUrl) -> None:  # noqa: N802
            opened.append(url.fileName())

    monkeypatch.setattr(risk_window, "QDesktopServices", Desktop)
    source = Source(presets)
    made = RiskPage(control, theme, source)
    qtbot.addWidget(made)
    made.show()
    made.apply(gallery_risk.some())
    choose(made, "APEX-28441-01")
    made.edit.click()
    made.editor.presets.choose("Topstep Trading Combine 50K")
    made.editor.presets.copy.click()
    assert opened == ["topstep.yaml"]
    source.error = "The copy cannot be written."
    made.editor.presets.copy.click()
    assert "The copy cannot be written." in words(made.editor)
    assert len(opened) == 1


@pytest.mark.rule("11.6")
def test_locking_by_hand_with_a_reason(page: RiskPage, control: RecordingControl) -> None:
    view = gallery_risk.some()
    page.apply(view)
    choose(page, "APEX-28441-01", "APEX-28441-02")
    page.lock.click()
    QTest.keyClicks(page.locking.reason, "Fed day")
    page.locking.lock.click()
    accounts = (row(view, "APEX-28441-01").account, row(view, "APEX-28441-02").account)
    assert control.calls == [("lock_accounts", accounts, "Fed day")]


@pytest.mark.rule("11.6")
def test_locking_oneself_out_for_1_to_48_hours(page: RiskPage, control: RecordingControl) -> None:
    view = gallery_risk.some()
    page.apply(view)
    page.show_account(row(view, "APEX-28441-01").account)
    page.detail.lock.click()
    page.locking.by_time.click()
    assert (page.locking.hours.minimum(), page.locking.hours.maximum()) == (1, 48)
    page.locking.hours.setValue(6)
    assert page.locking.lock.text() == "Lock for 6 hours"
    page.locking.lock.click()
    assert control.calls == [("self_lock", (row(view, "APEX-28441-01").account,), 6)]


@pytest.mark.rule("11.6")
def test_unlocking_asks_for_a_reason(page: RiskPage, control: RecordingControl) -> None:
    view = gallery_risk.some()
    page.apply(view)
    account = row(view, "APEX-28441-03").account
    page.show_account(account)
    page.detail.unlock.click()
    page.unlocking.reason.setText("   ")
    page.unlocking.unlock.click()
    assert control.calls == []
    assert "A reason is needed" in words(page.unlocking)
    page.unlocking.reason.setText("The figure was wrong.")
    page.unlocking.unlock.click()
    assert control.calls == [("unlock_account", account, "The figure was wrong.")]


@pytest.mark.rule("11.6")
def test_a_self_lock_alone_offers_no_unlocking(page: RiskPage) -> None:
    own = LockRow(LockKind.SELF, "You have locked this account yourself.", 0, 10**18, False)
    page.apply(gallery_risk.view(gallery_risk.account(1, state=RuleState.LOCKED, locks=(own,))))
    assert not page.detail.unlock.isVisible()
    assert line(page, "APEX-28441-01")[STATE] == "Locked"


def test_everything_has_a_name_for_those_who_cannot_see_it(page: RiskPage) -> None:
    page.apply(gallery_risk.some())
    page.editor.open_for(page.chosen())
    for form in page.editor.forms.values():
        for field in (form.mode, form.armed, *form.inputs.values()):
            assert field.accessibleName()
    assert page.table.accessibleName()
    for each in page.detail.lines.values():
        assert each.switch.accessibleName()
        assert each.bar.accessibleName()


def test_a_narrow_window_keeps_the_accounts_names_whole(page: RiskPage, qtbot: QtBot) -> None:
    page.apply(gallery_risk.some())
    assert not page.table.isColumnHidden(DAY)
    page.resize(868, 700)
    assert page.table.isColumnHidden(DAY)
    qtbot.waitUntil(lambda: page.table.columnWidth(ACCOUNT) >= 150)
    assert not page.table.isColumnHidden(LEFT)
