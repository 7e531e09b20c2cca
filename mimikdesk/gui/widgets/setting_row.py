"""One setting on its page: what it is and does, its control, its default, and the way back to that."""

from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QToolButton, QWidget

from mimikdesk.gui.settings_desk import SettingsDesk
from mimikdesk.gui.theme.fonts import Size
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.theme.tokens import Tone
from mimikdesk.gui.translate import told, tr
from mimikdesk.gui.widgets.parts import label, say
from mimikdesk.gui.widgets.setting_field import SettingField
from mimikdesk.settings.catalogue import Setting


class SettingRow(QFrame):
    """``beside``: stands left of the control, for instance a button that tries it."""

    def __init__(self, theme: Theme, desk: SettingsDesk, setting: Setting, beside: QWidget | None = None) -> None:
        super().__init__()
        self.setObjectName("settingrow")
        self.setting, self._desk, self._theme = setting, desk, theme
        title, words = told(setting.title), told(setting.words)
        self.words = f"{title} {words} {setting.also} {' '.join(told(word) for _value, word in setting.choices)}"
        """What the search looks at."""
        self.field = SettingField(setting)
        self.reset = reset_button(tr("Settings", "Reset {0}", title))
        told_words = label(words, kind="quiet")
        told_words.setWordWrap(True)
        self._default = label(size=Size.SMALL, kind="quiet")
        self.error = label(size=Size.SMALL, kind="danger")
        self.error.setWordWrap(True)
        self.error.setAccessibleName(tr("Settings", "What is wrong with {0}", title))
        right = QHBoxLayout()
        right.setSpacing(8)
        for widget in (beside, self.field, self.reset):
            if widget is not None:
                right.addWidget(widget)
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 12, 12, 12)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(0, 1)
        grid.addWidget(label(title, strong=True), 0, 0)
        grid.addWidget(told_words, 1, 0)
        grid.addWidget(self._default, 2, 0)
        grid.addWidget(self.error, 3, 0, 1, 2)
        grid.addLayout(right, 0, 1, 3, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.field.chosen.connect(self._put)
        self.field.wrong.connect(self._say)
        self.reset.clicked.connect(lambda: self._put(setting.default))
        theme.changed.connect(self._restyle)
        self._restyle()
        self._say("")
        self.refresh()

    def refresh(self) -> None:
        """Show what holds now."""
        value = self.setting.read(self._desk.settings)
        self.field.show_value(value)
        usual = value == self.setting.default
        shown = told(self.setting.shown(self.setting.default))
        words = tr("Settings", "Default: {0}", shown)
        if self.setting.restart:
            words = tr("Settings", "{0}. It holds from the next start on.", words)
        say(self._default, words)
        self.reset.setVisible(not usual)

    def _put(self, value: Any) -> None:
        problem = self._desk.put(self.setting, value)
        self._say(problem)
        if problem:
            self.refresh()
            self._say(problem)

    def _say(self, problem: str) -> None:
        say(self.error, problem)
        self.error.setVisible(bool(problem))

    def _restyle(self) -> None:
        self.reset.setIcon(self._theme.icon("shapes/put-back", Tone.QUIET))


def reset_button(words: str) -> QToolButton:
    """The small button that leads back to the default."""
    button = QToolButton()
    button.setProperty("kind", "flat")
    button.setIconSize(QSize(16, 16))
    button.setToolTip(words)
    button.setAccessibleName(words)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    policy = button.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    button.setSizePolicy(policy)
    return button
