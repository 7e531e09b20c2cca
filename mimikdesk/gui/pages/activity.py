"""The activity page: everything that happened, one plain sentence a line, newest on top."""

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QFrame,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from mimikdesk.gui import format as fmt
from mimikdesk.gui.models.activity_model import KINDS, TEXT, ActivityFilter, ActivityModel
from mimikdesk.gui.theme import fonts
from mimikdesk.gui.theme.fonts import Size
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.theme.tokens import Tone
from mimikdesk.gui.widgets.empty_state import EmptyState
from mimikdesk.gui.widgets.parts import label, page_header, rule, say
from mimikdesk.services.views import ActivityKind, ActivityRow

WIDTHS = (112, 128, 148, 76)
CHOICES: tuple[tuple[str, frozenset[ActivityKind] | None], ...] = (
    ("All", None),
    ("Leader", frozenset({ActivityKind.LEADER})),
    ("Copies", frozenset({ActivityKind.COPIED, ActivityKind.CLIPPED, ActivityKind.ROUTINE})),
    ("Not copied", frozenset({ActivityKind.HELD, ActivityKind.FAILED, ActivityKind.CLIPPED})),
    ("Fills", frozenset({ActivityKind.FILL})),
    ("Notices", frozenset({ActivityKind.NOTICE})),
)


class ActivityPage(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("page")
        self._theme = theme
        self.model = ActivityModel(theme)
        self.filter = ActivityFilter(self)
        self.filter.setSourceModel(self.model)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Find account, contract or words")
        self.search.setAccessibleName("Find in activity")
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
            "Nothing has happened yet",
            "Each trade of the leader appears here, with what became of it on every follower and why. "
            "Place a trade on the practice ticket to see it.",
        )
        self.ticket_button = nothing.button
        nothing.button.setText("Open the practice ticket")
        nothing.button.show()
        no_match = EmptyState(
            theme, "lucide/search", "No line matches", "Take a word away, or show all kinds of lines.", "Show all"
        )
        no_match.button.clicked.connect(self.show_all)
        self._choices = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(12)
        column.addWidget(self._header())
        column.addWidget(self._stack, 1)
        for page in (nothing, no_match, self._card()):
            self._stack.addWidget(page)
        self._set_up_view()
        self.search.textChanged.connect(self._filter_by_text)
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
            self.model.add(rows)

    def show_account(self, name: str) -> None:
        """Leave only the lines of one account."""
        self.show_all()
        self.search.setText(f'"{name}"')

    def show_all(self) -> None:
        self.search.clear()
        self._choices.button(0).setChecked(True)

    def _header(self) -> QWidget:
        chips: list[QPushButton] = []
        for number, (text, _kinds) in enumerate(CHOICES):
            chip = QPushButton(text)
            chip.setProperty("kind", "chip")
            chip.setCheckable(True)
            chip.setFont(fonts.font(Size.SMALL))
            self._choices.addButton(chip, number)
            chips.append(chip)
        chips[0].setChecked(True)
        self._choices.idToggled.connect(self._choose)
        self._count.setContentsMargins(4, 6, 0, 0)  # on the line the title stands on
        return page_header(label("Activity", Size.DISPLAY, strong=True), self._count, None, *chips, 8, self.search)

    def _card(self) -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        self._detail = QWidget()
        self._detail_title = label(kind="quiet", size=Size.SMALL)
        self._detail_text = label(strong=True)
        self._detail_text.setWordWrap(True)
        self._detail_text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._detail_advice = label(kind="quiet")
        self._detail_advice.setWordWrap(True)
        below = QVBoxLayout(self._detail)
        below.setContentsMargins(16, 12, 16, 12)
        below.setSpacing(4)
        for widget in (self._detail_title, self._detail_text, self._detail_advice):
            below.addWidget(widget)
        self._detail_line = rule()
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        inside.addWidget(self.view, 1)
        inside.addWidget(self._detail_line)
        inside.addWidget(self._detail)
        self._show_detail(QModelIndex())
        return card

    def _set_up_view(self) -> None:
        view = self.view
        view.setModel(self.filter)
        view.setAccessibleName("Activity")
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
        row = self.model.row_at(self.filter.mapToSource(index)) if index.isValid() else None
        self._detail.setVisible(row is not None)
        self._detail_line.setVisible(row is not None)
        if row is None:
            return
        parts = (
            fmt.day(row.utc_ns),
            fmt.clock_time(row.utc_ns),
            KINDS[row.kind][0],
            row.account_name,
            row.symbol or "",
        )
        self._detail_title.setText("  \N{MIDDLE DOT}  ".join(part for part in parts if part))
        self._detail_text.setText(row.text)
        self._detail_advice.setText(row.advice)
        self._detail_advice.setVisible(bool(row.advice))

    def _filter_by_text(self, text: str) -> None:
        self.filter.look_for(text)
        self._rows_changed()

    def _choose(self, number: int, on: bool) -> None:
        if on:
            self.filter.only(CHOICES[number][1])
            self._rows_changed()

    def _rows_changed(self) -> None:
        total, shown = self.model.rowCount(), self.filter.rowCount()
        self._stack.setCurrentIndex(0 if total == 0 else 1 if shown == 0 else 2)
        words = fmt.counted(total, "line")
        say(self._count, "" if total == 0 else words if shown == total else f"{shown:,} of {words}")

    def _restyle(self) -> None:
        for action in self.search.actions():
            self.search.removeAction(action)
        self.search.addAction(self._theme.icon("lucide/search", Tone.QUIET), QLineEdit.ActionPosition.LeadingPosition)
