"""The cockpit page: what is wrong on top, then every group with its accounts, and the buttons that end a bad day."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from mimikdesk.domain.ids import AccountId, GroupId
from mimikdesk.gui import format as fmt
from mimikdesk.gui.guard_window import GuardWindow
from mimikdesk.gui.models.cockpit_model import CockpitModel
from mimikdesk.gui.pages.accounts_copy import copy_cell, copy_row
from mimikdesk.gui.pages.accounts_table import AccountsTable
from mimikdesk.gui.pages.cockpit_menus import Menu, add_columns, add_density, add_sorting
from mimikdesk.gui.pages.cockpit_tools import CockpitTools
from mimikdesk.gui.problems_window import ProblemsWindow
from mimikdesk.gui.summary import Summary
from mimikdesk.gui.theme.fonts import Size
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.translate import tr
from mimikdesk.gui.widgets.attention_strip import AttentionStrip
from mimikdesk.gui.widgets.empty_state import EmptyState
from mimikdesk.gui.widgets.filter_row import FilterRow
from mimikdesk.gui.widgets.group_head import OLD_DAY, GroupHead
from mimikdesk.gui.widgets.hold_button import HoldButton
from mimikdesk.gui.widgets.parts import gain_kind, label, page_header, say, tab_order
from mimikdesk.services.control import Control
from mimikdesk.services.views import AccountRow, BoardView, GroupRow, Role, RowState
from mimikdesk.settings.model import Density

_FOLDED = "folded"
_BETWEEN = "\n"
"""Between the ids of groups, which have no line breaks in them."""


class CockpitPage(QWidget):
    show_activity = Signal(str)
    """The trader wants to read what happened on the account of this name."""
    story_wanted = Signal(str, str)
    """The trader wants the story of the last trade copied to an account: its id and its name."""
    report_wanted = Signal(str, str, object)
    """The trader wants an incident report: account id, its name, one symbol or None for all."""
    hide_wanted = Signal(bool)
    """Whether amounts of money are to be hidden, everywhere."""
    edit_wanted = Signal(str)
    """Id of the group that the trader wants to change."""
    new_wanted = Signal()
    """The trader wants to make a group."""
    altered = Signal()
    """How the table is shown has changed, which is worth remembering."""

    def __init__(self, control: Control, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("page")
        self._control, self._theme = control, theme
        self._heads: dict[GroupId, GroupHead] = {}
        self._board: BoardView | None = None
        self._summary: Summary | None = None
        self.model = CockpitModel(theme)
        self.view = AccountsTable(self.model)
        self.finder = FilterRow(
            theme, tr("Cockpit", "Find accounts"), tr("Cockpit", "Account, connection, contract or state")
        )
        self.tools = CockpitTools(theme, self._fill_tools)
        self.strip = AttentionStrip(theme)
        self.problems = ProblemsWindow(theme, self)
        self.guarding = GuardWindow(theme, self)
        self.flatten_all = HoldButton(
            tr("Cockpit", "Flatten all"),
            tr("Cockpit", "Press and hold, or hold Ctrl+Shift+F, to flatten every follower."),
        )
        self._title = label(tr("Cockpit", "Cockpit"), Size.DISPLAY, strong=True)
        self._title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._day = label(size=Size.TITLE, strong=True, name=tr("Cockpit", "Day profit or loss of all groups"))
        self._empty = EmptyState(
            theme,
            "lucide/layout-dashboard",
            tr("Cockpit", "No copy group yet"),
            tr(
                "Cockpit",
                "A copy group is one leader account and the followers that take his trades. "
                "Its accounts appear here, each with what it holds and what it should hold.",
            ),
            tr("Groups", "New group"),
        )
        card = QFrame()
        card.setObjectName("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        inside.addWidget(self.finder)
        inside.addWidget(self.view)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(card)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(12)
        day = label(tr("Cockpit", "Day"), kind="quiet")
        column.addWidget(page_header(self._title, self.strip, 4, self.tools, 4, day, self._day, 8, self.flatten_all))
        column.addWidget(self._stack, 1)
        self._connect()

    def apply(self, board: BoardView, summary: Summary) -> None:
        self._summary = summary
        if self._board != board:
            self._board = board
            self.model.apply(board)
            for group in board.groups:
                self._heads[group.group].apply(group)
            self._say_day(board)
            if self.view.rows.filtered:
                self._filtered()
        self._stack.setCurrentIndex(1 if board.groups else 0)
        self.flatten_all.setEnabled(any(row.role is Role.FOLLOWER for row in board.rows))
        # The strip takes the place of the title, so that the rows stay where they are when trouble comes or goes.
        self.strip.apply(summary, board.at_ns)
        self.problems.apply(summary, board.at_ns)
        self._title.setVisible(not summary.problems)

    def write_again(self) -> None:
        """Write every amount as it is to be written now: as it is, or hidden."""
        self.tools.show_hidden()
        self.model.write_again()
        for head in self._heads.values():
            head.write_again()
        if self._board is not None:
            self._say_day(self._board)

    def memory(self) -> dict[str, str]:
        """How the table is shown, to be given to ``restore`` in the next run."""
        rows = self.view.rows
        return {
            **self.view.columns.memory(),
            _FOLDED: _BETWEEN.join(sorted(rows.folded)),
        }

    def restore(self, values: Mapping[str, str]) -> None:
        """Show the table as it was; what is not understood stays as usual."""
        rows = self.view.rows
        rows.folded = {GroupId(group) for group in values.get(_FOLDED, "").split(_BETWEEN) if group}
        self.view.columns.restore(values)
        rows.lay()
        self._show_folded()

    def open_finder(self) -> None:
        """Let the trader type what he looks for."""
        if self._stack.currentIndex() == 1:
            self.finder.open()

    def choose_density(self, density: Density) -> None:
        self.view.rows.density = density
        self.view.rows.lay()
        self.altered.emit()

    def fold_all(self, folded: bool) -> None:
        for group in self._heads:
            self.view.fold(group, folded)

    def head_of(self, group: GroupId) -> GroupHead | None:
        return self._heads.get(group)

    def current_group(self) -> GroupId | None:
        """The group that the current row belongs to, its head brought into sight; the only group when there is no
        current row."""
        index = self.view.currentIndex()
        row = self.model.row_at(index)
        group = self.model.group_at(index.row()) if index.isValid() else None
        chosen = row.group if row is not None else group.group if group is not None else None
        if chosen is None and len(self._heads) == 1:
            (chosen,) = self._heads
        if chosen is None or chosen not in self._heads:
            return None
        at = next(at for at in range(self.model.rowCount()) if (g := self.model.group_at(at)) and g.group == chosen)
        self.view.scrollTo(self.model.index(at, 0))
        return chosen

    def show_account(self, account: AccountId) -> None:
        """Make the account's first row the current one, in sight and with the keyboard on it."""
        for at in range(self.model.rowCount()):
            index = self.model.index(at, 0)
            row = self.model.row_at(index)
            if row is not None and row.account == account:
                self.view.fold(row.group, False)
                if self.view.isRowHidden(at):
                    self.finder.shut()
                self.view.setCurrentIndex(index)
                self.view.scrollTo(index)
                self.view.setFocus()
                return

    def open_guard(self, group: GroupId | None) -> None:
        """Show how this group is guarded, to be changed. Nothing happens without a group."""
        rows = self._board.groups if self._board is not None else ()
        for row in rows:
            if row.group == group:
                self.guarding.open_for(row)

    def report_current(self) -> None:
        """An incident report on the account of the current row; nothing without one."""
        row = self.model.row_at(self.view.currentIndex())
        if row is not None:
            self.report_wanted.emit(row.account, row.name, None)

    def _connect(self) -> None:
        control = self._control
        self._empty.button.clicked.connect(lambda: self.new_wanted.emit())
        self.model.layout_altered.connect(self._lay_heads)
        self.view.flatten.connect(lambda row: control.flatten_follower(row.account))
        self.view.switch.connect(lambda row: control.switch_follower(row.account, not row.on))
        self.view.menu_wanted.connect(self._open_menu)
        self.view.columns_wanted.connect(self._open_columns)
        self.view.why_wanted.connect(self.tell_why)
        self.view.folded.connect(self._show_folded)
        self.view.folded.connect(self.altered)
        self.view.columns.altered.connect(self.altered)
        self.finder.changed.connect(self._filter)
        self.finder.left.connect(self.view.setFocus)
        self.tools.find_wanted.connect(self.open_finder)
        self.tools.hide_wanted.connect(self.hide_wanted)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.open_finder)
        self.strip.story_wanted.connect(self.problems.open_at)
        self.problems.report_wanted.connect(self.report_wanted)
        for buttons in (self.strip.buttons, self.problems.detail.buttons):
            buttons.answered.connect(control.answer)
            buttons.flatten.connect(control.flatten_follower)
            buttons.resume.connect(control.resume_follower)
            buttons.pause.connect(lambda group: control.switch_group(GroupId(group), False))
            buttons.show_activity.connect(self.show_activity)
        self.flatten_all.confirmed.connect(control.flatten_all)
        self.guarding.saved.connect(control.set_guarding)

    def tell_why(self, row: AccountRow) -> None:
        """Why the row stands as it does and what to do; where nothing is wrong with it, its last story."""
        problems = self._summary.problems if self._summary is not None else ()
        its = [problem for problem in problems if problem.account == row.account]
        exact = [problem for problem in its if problem.symbol == row.symbol]
        if its:
            self.problems.open_at((exact or its)[0])
        else:
            self.story_wanted.emit(row.account, row.name)

    def _say_day(self, board: BoardView) -> None:
        days = [group.day_pnl for group in board.groups if group.day_pnl is not None]
        total = sum(days, start=fmt.ZERO) if len(days) == len(board.groups) else None
        old = any(group.day_old for group in board.groups)
        say(self._day, fmt.gain(total), gain_kind(total, old=old))
        self._day.setToolTip(OLD_DAY if old else "")

    def _filter(self, text: str) -> None:
        self.view.rows.filter(text)
        self._filtered()
        self._show_folded()

    def _filtered(self) -> None:
        self.view.show_rows()
        self.finder.tell(*self.view.rows.found())

    def _show_folded(self) -> None:
        for group, head in self._heads.items():
            head.show_folded(self.view.rows.is_folded(group))

    def _lay_heads(self) -> None:
        """Lay the widgets over the head rows; the view forgets and deletes them when their row moves."""
        shown: dict[GroupId, GroupHead] = {}
        for row in range(self.model.rowCount()):
            group = self.model.group_at(row)
            if group is None:
                continue
            index = self.model.index(row, 0)
            if self.view.indexWidget(index) is None:
                head = GroupHead(self._theme, group)
                head.switched.connect(self._control.switch_group)
                head.flatten.connect(self._control.flatten_group)
                head.guard_wanted.connect(self.open_guard)
                head.edit_wanted.connect(self.edit_wanted)
                head.fold_wanted.connect(self.view.fold)
                head.show_folded(self.view.rows.is_folded(group.group))
                self.view.setIndexWidget(index, head)
                shown[group.group] = head
            else:
                shown[group.group] = self._heads[group.group]
        self._heads = shown
        tab_order(self.view, *shown.values())

    def _open_menu(self, about: AccountRow | GroupRow, at: QPoint) -> None:
        menu = Menu(self)
        if isinstance(about, GroupRow):
            self._fill_group(menu, about)
        else:
            self._fill_row(menu, about)
        menu.popup(at)

    def _open_columns(self, at: QPoint) -> None:
        menu = Menu(self)
        menu.setToolTipsVisible(True)
        add_columns(menu, self.view.columns)
        menu.popup(at)

    def _fill_tools(self, menu: QMenu) -> None:
        view = self.view
        add_density(menu, view.rows.density, self.choose_density)
        menu.addSeparator()
        add_columns(menu.addMenu(tr("Cockpit", "Columns")), view.columns)
        add_sorting(menu.addMenu(tr("Cockpit", "Sort accounts in their groups")), view.columns)
        menu.addSeparator()
        menu.addAction(tr("Cockpit", "Fold all groups"), lambda: self.fold_all(True))
        menu.addAction(tr("Cockpit", "Unfold all groups"), lambda: self.fold_all(False))

    def _fill_row(self, menu: Menu, row: AccountRow) -> None:
        control = self._control
        leads = row.role is Role.LEADER
        if not leads:
            switch = tr("Cockpit", "Stop copying new trades") if row.on else tr("Cockpit", "Copy new trades")
            menu.entry(switch, lambda: control.switch_follower(row.account, not row.on), "Space")
            held = row.on and row.state is RowState.PAUSED
            resume = tr("Cockpit", "Resume after a hold")
            menu.entry(resume, lambda: control.resume_follower(row.account), on=held)
        menu.entry(tr("Cockpit", "Why, and what to do"), lambda: self.tell_why(row), "Return")
        if not leads:
            story = tr("Cockpit", "Story of its last copy")
            menu.entry(story, lambda: self.story_wanted.emit(row.account, row.name))
        menu.entry(tr("Cockpit", "Show in activity"), lambda: self.show_activity.emit(row.name))
        report = tr("Cockpit", "Incident report...")
        menu.entry(report, lambda: self.report_wanted.emit(row.account, row.name, None), "Ctrl+R")
        if not leads:
            menu.entry(tr("Cockpit", "Guard of its group..."), lambda: self.open_guard(row.group), "Ctrl+G")
        menu.addSeparator()
        menu.entry(tr("Cockpit", "Copy cell"), lambda: copy_cell(self.view), "Ctrl+C")
        menu.entry(tr("Cockpit", "Copy row"), lambda: copy_row(self.view), "Ctrl+Shift+C")
        if not leads:
            menu.addSeparator()
            sure = tr("Cockpit", "Flatten {0}", row.name), tr("Cockpit", "Yes, flatten now")
            menu.sure(*sure, lambda: control.flatten_follower(row.account))

    def _fill_group(self, menu: Menu, group: GroupRow) -> None:
        control, folded = self._control, group.group in self.view.rows.folded
        fold = tr("Cockpit", "Show its accounts") if folded else tr("Cockpit", "Fold its accounts away")
        menu.entry(fold, lambda: self.view.fold(group.group, not folded))
        switch = tr("Cockpit", "Pause copying") if group.on else tr("Cockpit", "Resume copying")
        menu.entry(switch, lambda: control.switch_group(group.group, not group.on))
        menu.entry(tr("Cockpit", "Guard..."), lambda: self.open_guard(group.group), "Ctrl+G")
        menu.addSeparator()
        sure = tr("Cockpit", "Flatten {0}", group.name), tr("Cockpit", "Yes, flatten its followers now")
        menu.sure(*sure, lambda: control.flatten_group(group.group))
