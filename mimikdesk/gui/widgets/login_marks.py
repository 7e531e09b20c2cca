"""The logins in the status bar: how each line stands, and what is left of its rate budget.

Where there are many, those that are well fold into a number, so that the ones that are not stay in sight.
"""

from collections.abc import Iterable

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from mimikdesk.domain.events import LineState
from mimikdesk.gui.models.cells import LINE_SHAPE
from mimikdesk.gui.summary import LINE_WORDS
from mimikdesk.gui.theme.fonts import Size
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.translate import plural, told, tr
from mimikdesk.gui.widgets.parts import label, say
from mimikdesk.services.views import BudgetRow

MOST_WELL = 3
"""Logins without any trouble that are named; further ones are counted."""

Login = tuple[str, LineState, BudgetRow | None]
"""Its name, its line, and its budget where one is counted."""


class LoginMarks(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lines: tuple[tuple[str, LineState], ...] = ()
        self._budgets: dict[str, BudgetRow] = {}
        self._shown: tuple[Login, ...] = ()
        self._texts: dict[str, QLabel] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        theme.changed.connect(self._restyle)

    def show_lines(self, lines: tuple[tuple[str, LineState], ...]) -> None:
        self._lines = lines
        self._show()

    def show_budgets(self, budgets: Iterable[tuple[str, BudgetRow | None]]) -> None:
        """``budgets``: by the names of their logins."""
        self._budgets = {name: budget for name, budget in budgets if budget is not None}
        self._show()

    def _show(self) -> None:
        logins = tuple((name, line, self._budgets.get(name)) for name, line in self._lines)
        if logins == self._shown:
            return
        before, self._shown = self._shown, logins
        if [_place(login) for login in before] != [_place(login) for login in logins]:
            self._restyle()
            return
        for login in logins:  # figures that moved, once a second while orders go out
            if (text := self._texts.get(login[0])) is not None:
                self._say(text, login)

    def _restyle(self) -> None:
        while (item := self._row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._texts.clear()
        well = [login for login in self._shown if not _troubled(login)]
        folded = well[MOST_WELL:] if len(well) > MOST_WELL + 1 else []
        for login in self._shown:
            if login not in folded:
                self._add(login)
        if folded:
            text = plural("Status", "and {0} more", "and {0} more", len(folded))
            rest = label(text, Size.SMALL, kind="quiet", name=f"{text}: {', '.join(name for name, *_ in folded)}")
            rest.setToolTip("\n".join(_words(login) for login in folded))
            self._row.addWidget(rest)

    def _add(self, login: Login) -> None:
        name, line, _budget = login
        shape, tone = LINE_SHAPE[line]
        mark = QLabel()
        mark.setPixmap(self._theme.icon(shape, tone).pixmap(16, 16))
        text = self._texts[name] = label(size=Size.SMALL)
        self._say(text, login)
        self._row.addWidget(mark)
        self._row.addWidget(text)
        self._row.addSpacing(6)

    @staticmethod
    def _say(target: QLabel, login: Login) -> None:
        name, line, budget = login
        words, up = _words(login), line is LineState.CONNECTED
        shown = name if up else f"{name}: {LINE_WORDS[line].tr()}"
        if up and budget is not None:
            left = tr("Status", "penalty") if budget.left is None else f"{budget.left:,}/{budget.limit:,}"
            shown = f"{name} {left}"
        say(target, shown, "warning" if _troubled(login) else "quiet")
        target.setAccessibleName(words)
        target.setToolTip(words)


def _place(login: Login) -> tuple[str, LineState, bool]:
    """What decides whether and how a login is shown, beside its figures."""
    return login[0], login[1], _troubled(login)


def _troubled(login: Login) -> bool:
    _name, line, budget = login
    return line is not LineState.CONNECTED or (budget is not None and budget.low)


def _words(login: Login) -> str:
    name, line, budget = login
    words = f"{name}: {LINE_WORDS[line].tr()}"
    return words if budget is None else f"{words}. {told(budget.text)}."
