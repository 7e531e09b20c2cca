"""The cockpit page: what is wrong on top, then every group with its accounts, and the buttons that end a bad day."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from mimikdesk.domain.ids import GroupId
from mimikdesk.gui import format as fmt
from mimikdesk.gui.guard_window import GuardWindow
from mimikdesk.gui.models.cockpit_model import CockpitModel
from mimikdesk.gui.pages.accounts_table import AccountsTable
from mimikdesk.gui.problems_window import ProblemsWindow
from mimikdesk.gui.summary import Summary
from mimikdesk.gui.theme.fonts import Size
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.widgets.attention_strip import AttentionStrip
from mimikdesk.gui.widgets.empty_state import EmptyState
from mimikdesk.gui.widgets.group_head import OLD_DAY, GroupHead
from mimikdesk.gui.widgets.hold_button import HoldButton
from mimikdesk.gui.widgets.parts import gain_kind, label, page_header, say
from mimikdesk.services.control import Control
from mimikdesk.services.views import AccountRow, BoardView, Role, RowState


class CockpitPage(QWidget):
    show_activity = Signal(str)
    """The trader wants to read what happened on the account of this name."""
    report_wanted = Signal(str, str, object)
    """The trader wants an incident report: account id, its name, one symbol or None for all."""

    def __init__(self, control: Control, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("page")
        self._control, self._theme = control, theme
        self._heads: dict[GroupId, GroupHead] = {}
        self._board: BoardView | None = None
        self.model = CockpitModel(theme)
        self.view = AccountsTable(self.model)
        self.strip = AttentionStrip(theme)
        self.problems = ProblemsWindow(theme, self)
        self.guarding = GuardWindow(theme, self)
        self.flatten_all = HoldButton("Flatten all", "Press and hold, or hold Ctrl+Shift+F, to flatten every follower.")
        self._title = label("Cockpit", Size.DISPLAY, strong=True)
        self._title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._day = label(size=Size.TITLE, strong=True, name="Day profit or loss of all groups")
        self._empty = EmptyState(
            theme,
            "lucide/layout-dashboard",
            "No copy group yet",
            "A copy group is one leader account and the followers that take his trades. "
            "Its accounts appear here, each with what it holds and what it should hold.",
        )
        card = QFrame()
        card.setObjectName("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.view)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(card)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(12)
        column.addWidget(
            page_header(self._title, self.strip, 8, label("Day", kind="quiet"), self._day, 8, self.flatten_all)
        )
        column.addWidget(self._stack, 1)
        self._connect()

    def apply(self, board: BoardView, summary: Summary) -> None:
        if self._board != board:
            self._board = board
            self.model.apply(board)
            for group in board.groups:
                self._heads[group.group].apply(group)
            days = [group.day_pnl for group in board.groups if group.day_pnl is not None]
            total = sum(days, start=fmt.ZERO) if len(days) == len(board.groups) else None
            old = any(group.day_old for group in board.groups)
            say(self._day, fmt.gain(total), gain_kind(total, old=old))
            self._day.setToolTip(OLD_DAY if old else "")
        self._stack.setCurrentIndex(1 if board.groups else 0)
        self.flatten_all.setEnabled(any(row.role is Role.FOLLOWER for row in board.rows))
        # The strip takes the place of the title, so that the rows stay where they are when trouble comes or goes.
        self.strip.apply(summary, board.at_ns)
        self.problems.apply(summary, board.at_ns)
        self._title.setVisible(not summary.problems)

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
        self.model.layout_altered.connect(self._lay_heads)
        self.view.flatten.connect(lambda row: control.flatten_follower(row.account))
        self.view.switch.connect(lambda row: control.switch_follower(row.account, not row.on))
        self.view.menu_wanted.connect(self._open_menu)
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
                self.view.setIndexWidget(index, head)
                shown[group.group] = head
            else:
                shown[group.group] = self._heads[group.group]
        self._heads = shown

    def _open_menu(self, row: AccountRow, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in self._actions(row, menu):
            menu.addAction(action)
        menu.popup(at)

    def _actions(self, row: AccountRow, menu: QMenu) -> list[QAction]:
        control = self._control
        show = QAction("Show in activity", menu)
        show.triggered.connect(lambda: self.show_activity.emit(row.name))
        report = QAction("Incident report...", menu)
        report.setShortcut("Ctrl+R")
        report.triggered.connect(lambda: self.report_wanted.emit(row.account, row.name, None))
        if row.role is Role.LEADER:
            return [show, report]
        switch = QAction("Stop copying new trades" if row.on else "Copy new trades", menu)
        switch.setShortcut("Space")
        switch.triggered.connect(lambda: control.switch_follower(row.account, not row.on))
        resume = QAction("Resume after a hold", menu)
        resume.setEnabled(row.on and row.state is RowState.PAUSED)
        resume.triggered.connect(lambda: control.resume_follower(row.account))
        guard = QAction("Guard of its group...", menu)
        guard.setShortcut("Ctrl+G")
        guard.triggered.connect(lambda: self.open_guard(row.group))
        sure = QMenu(f"Flatten {row.name}", menu)
        sure.addAction("Yes, flatten now", lambda: control.flatten_follower(row.account))
        return [switch, resume, show, report, guard, sure.menuAction()]
