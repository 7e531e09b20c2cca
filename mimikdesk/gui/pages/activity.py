"""The activity page: everything that happened, one plain sentence a line, newest on top."""

from dataclasses import replace

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from mimikdesk.domain.ids import AccountId
from mimikdesk.domain.time import SECOND
from mimikdesk.gui import format as fmt
from mimikdesk.gui.models.activity_filter import ActivityFilter
from mimikdesk.gui.models.activity_model import KINDS, TEXT, ActivityModel
from mimikdesk.gui.pages.activity_choices import ActivityChoices
from mimikdesk.gui.stories import StoryBook
from mimikdesk.gui.story_window import StoryWindow
from mimikdesk.gui.theme import fonts
from mimikdesk.gui.theme.fonts import Size
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.theme.tokens import Tone
from mimikdesk.gui.translate import Later, later, plural, told, tr
from mimikdesk.gui.widgets.empty_state import EmptyState
from mimikdesk.gui.widgets.parts import label, page_header, rule, say
from mimikdesk.services.story_view import StoryView
from mimikdesk.services.views import ActivityKind, ActivityRow

WIDTHS = (112, 128, 148, 76)
_REFRESH_NS = 30 * SECOND
"""How often lines that have become too old for the chosen time are taken out."""
CHOICES: tuple[tuple[Later, frozenset[ActivityKind] | None], ...] = (
    (later("Activity", "All"), None),
    (later("Activity", "Leader"), frozenset({ActivityKind.LEADER})),
    (later("Activity", "Copies"), frozenset({ActivityKind.COPIED, ActivityKind.CLIPPED, ActivityKind.ROUTINE})),
    (later("Activity", "Not copied"), frozenset({ActivityKind.HELD, ActivityKind.FAILED, ActivityKind.CLIPPED})),
    (later("Activity", "Fills"), frozenset({ActivityKind.FILL})),
    (later("Activity", "Notices"), frozenset({ActivityKind.NOTICE})),
)


class ActivityPage(QWidget):
    export_wanted = Signal()
    """The trader wants the log as a file."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("page")
        self._theme = theme
        self.model = ActivityModel(theme)
        self.filter = ActivityFilter(self)
        self.filter.setSourceModel(self.model)
        self.choices = ActivityChoices()
        self.stories = StoryBook(self)
        self.story_window = StoryWindow(theme, self.stories, self)
        self._now_ns = 0
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Activity", "Find"))
        self.search.setAccessibleName(tr("Activity", "Find in activity"))
        self.search.setToolTip(tr("Activity", "Account, group, contract or words; words in quotes belong together"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(160)
        self.search.setMaximumWidth(280)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.view = QTreeView()
        self._count = label(kind="quiet")
        self._stack = QStackedWidget()
        nothing = EmptyState(
            theme,
            "lucide/scroll-text",
            tr("Activity", "Nothing has happened yet"),
            tr(
                "Activity",
                "Each trade of the leader appears here, with what became of it on every follower and why. "
                "Place a trade on the practice ticket to see it.",
            ),
        )
        self.ticket_button = nothing.button
        nothing.button.setText(tr("Activity", "Open the practice ticket"))
        nothing.button.show()
        no_match = EmptyState(
            theme,
            "lucide/search",
            tr("Activity", "No line matches"),
            tr("Activity", "Take a word away, or show all kinds of lines."),
            tr("Activity", "Show all"),
        )
        no_match.button.clicked.connect(self.show_all)
        self._kinds = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(12)
        column.addWidget(self._header())
        self._stack.setAccessibleName(tr("Activity", "Activity"))
        column.addWidget(self._stack, 1)
        self._card_stack = QStackedWidget()
        for page in (nothing, self._card(no_match)):
            self._stack.addWidget(page)
        self._set_up_view()
        self.search.textChanged.connect(self._filter_by_text)
        self.choices.changed.connect(self._choose)
        self.export.clicked.connect(self.export_wanted)
        for changed in (self.filter.rowsInserted, self.filter.rowsRemoved, self.filter.layoutChanged):
            changed.connect(self._rows_changed)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.search.setFocus)
        theme.changed.connect(self._restyle)
        self._restyle()
        self._rows_changed()

    def apply(self, rows: tuple[ActivityRow, ...]) -> None:
        """Add new lines, oldest first."""
        if rows:
            self.choices.note(rows)
            self.model.add(rows)
            self.note_time(rows[-1].utc_ns)

    def note_time(self, now_ns: int) -> None:
        """What time it is, UTC, for the lines of the last minutes."""
        before, self._now_ns = self._now_ns, max(self._now_ns, now_ns)
        if before // _REFRESH_NS != self._now_ns // _REFRESH_NS and self.filter.wanted.since_ns:
            self._choose()

    def write_again(self) -> None:
        """Write every sentence as it is to be written now: with its amounts, or with dots for them."""
        self.model.write_again()
        self._show_detail(self.view.currentIndex())

    def show_account(self, name: str) -> None:
        """Leave only the lines of one account."""
        self.show_all()
        self.choices.choose_account(name)

    def show_all(self) -> None:
        self.search.clear()
        self.choices.reset()
        self._kinds.button(0).setChecked(True)

    def open_story(self, index: QModelIndex) -> bool:
        """Tell the story of the leader trade that a line belongs to; False where there is none to tell."""
        story = self._story_of(self._row(index))
        if story is not None:
            self.story_window.open_story(story)
        return story is not None

    def tell_last(self, account: AccountId) -> bool:
        """Tell the story of the last trade that was copied to an account; False where there is none."""
        story = self.stories.last_of(account)
        if story is not None:
            self.story_window.open_story(story)
        return story is not None

    def _row(self, index: QModelIndex) -> ActivityRow | None:
        return self.model.row_at(self.filter.mapToSource(index)) if index.isValid() else None

    def _story_of(self, row: ActivityRow | None) -> StoryView | None:
        return self.stories.get(row.trigger_id) if row is not None and row.trigger_id else None

    def _header(self) -> QWidget:
        chips: list[QPushButton] = []
        for number, (text, _kinds) in enumerate(CHOICES):
            chip = QPushButton(text.tr())
            chip.setProperty("kind", "chip")
            chip.setCheckable(True)
            chip.setFont(fonts.font(Size.SMALL))
            self._kinds.addButton(chip, number)
            chips.append(chip)
        chips[0].setChecked(True)
        self._kinds.idToggled.connect(lambda _number, on: self._choose() if on else None)
        self.export = QPushButton(tr("Activity", "Export..."))
        self.export.setToolTip(tr("Activity", "Write the whole log as a file, also of earlier days"))
        self._count.setContentsMargins(4, 6, 0, 0)  # on the line the title stands on
        title = label(tr("Activity", "Activity"), Size.DISPLAY, strong=True)
        return page_header(title, self._count, None, *chips, 8, self.search, self.export)

    def _card(self, no_match: QWidget) -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        self._detail = QWidget()
        self._detail_title = label(kind="quiet", size=Size.SMALL)
        self._detail_text = label(strong=True)
        self._detail_text.setWordWrap(True)
        self._detail_text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._detail_advice = label(kind="quiet")
        self._detail_advice.setWordWrap(True)
        self.story_button = QPushButton(tr("Activity", "Story"))
        self.story_button.setToolTip(tr("Activity", "What every follower did about this trade, and when (Enter)"))
        self.story_button.clicked.connect(lambda: self.open_story(self.view.currentIndex()))
        beside = QHBoxLayout(self._detail)
        beside.setContentsMargins(16, 12, 16, 12)
        beside.setSpacing(16)
        below = QVBoxLayout()
        below.setSpacing(4)
        beside.addLayout(below, 1)
        beside.addWidget(self.story_button, 0, Qt.AlignmentFlag.AlignVCenter)
        for widget in (self._detail_title, self._detail_text, self._detail_advice):
            below.addWidget(widget)
        self._detail_line = rule()
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        inside.addWidget(self.choices)
        inside.addWidget(rule())
        self._card_stack.addWidget(self.view)
        self._card_stack.addWidget(no_match)
        inside.addWidget(self._card_stack, 1)
        inside.addWidget(self._detail_line)
        inside.addWidget(self._detail)
        self._show_detail(QModelIndex())
        return card

    def _set_up_view(self) -> None:
        view = self.view
        view.setModel(self.filter)
        view.setAccessibleName(tr("Activity", "Activity"))
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._open_menu)
        view.activated.connect(self.open_story)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), view)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self._copy)
        view.setFont(fonts.font())
        view.setRootIsDecorated(False)
        view.setIndentation(0)
        view.setUniformRowHeights(True)
        view.setIconSize(QSize(16, 16))
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = view.header()
        header.setFixedHeight(28)
        header.setStretchLastSection(False)
        for column, width in enumerate(WIDTHS):
            header.resizeSection(column, width)
        header.setSectionResizeMode(TEXT, QHeaderView.ResizeMode.Stretch)
        view.selectionModel().currentRowChanged.connect(lambda current, _before: self._show_detail(current))

    def _show_detail(self, index: QModelIndex) -> None:
        row = self._row(index)
        self._detail.setVisible(row is not None)
        self._detail_line.setVisible(row is not None)
        if row is None:
            return
        parts = (
            fmt.day(row.utc_ns),
            fmt.clock_time(row.utc_ns),
            KINDS[row.kind][0].tr(),
            row.account_name,
            row.group_name,
            row.symbol or "",
        )
        self._detail_title.setText("  \N{MIDDLE DOT}  ".join(part for part in parts if part))
        self._detail_text.setText(told(row.text))
        self._detail_advice.setText(told(row.advice))
        self.story_button.setVisible(self._story_of(row) is not None)
        self._detail_advice.setVisible(bool(row.advice))

    def _filter_by_text(self, text: str) -> None:
        self.filter.look_for(text)
        self._rows_changed()

    def _choose(self) -> None:
        choices = self.choices
        wanted = replace(
            self.filter.wanted,
            kinds=CHOICES[self._kinds.checkedId()][1],
            level=choices.level,
            group=choices.group,
            account=choices.account,
            since_ns=choices.since_ns(self._now_ns),
        )
        self.filter.want(wanted)
        self._rows_changed()

    def _open_menu(self, at: QPoint) -> None:
        index = self.view.indexAt(at)
        row = self._row(index)
        if row is None:
            return
        self.view.setCurrentIndex(index)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        story = menu.addAction(tr("Activity", "Story of this trade"), lambda: self.open_story(index))
        story.setEnabled(self._story_of(row) is not None)
        menu.addAction(tr("Activity", "Copy line"), self._copy)
        if row.account_name:
            only = tr("Activity", "Only {0}", row.account_name)
            menu.addAction(only, lambda: self.choices.choose_account(row.account_name))
        menu.popup(self.view.viewport().mapToGlobal(at))

    def _copy(self) -> None:
        """Put the current line on the clipboard, as it is shown."""
        index = self.view.currentIndex()
        if index.isValid():
            cells = (str(index.siblingAtColumn(column).data() or "") for column in range(TEXT + 1))
            QGuiApplication.clipboard().setText("\t".join(cells))

    def _rows_changed(self) -> None:
        total, shown = self.model.rowCount(), self.filter.rowCount()
        self._stack.setCurrentIndex(0 if total == 0 else 1)
        self._card_stack.setCurrentIndex(1 if shown == 0 else 0)
        words = plural("Activity", "{0} line", "{0} lines", total)
        say(
            self._count,
            "" if total == 0 else words if shown == total else tr("Activity", "{0} of {1}", f"{shown:,}", words),
        )

    def _restyle(self) -> None:
        for action in self.search.actions():
            self.search.removeAction(action)
        self.search.addAction(self._theme.icon("lucide/search", Tone.QUIET), QLineEdit.ActionPosition.LeadingPosition)
