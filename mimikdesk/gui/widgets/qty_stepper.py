"""How many contracts: a number with minus and plus beside it, and the usual sizes one press away."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSpinBox, QToolButton, QWidget

from mimikdesk.gui.theme import fonts
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.translate import tr

QUICK = (1, 2, 3, 5, 10)
MOST = 999


class QtyStepper(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.spin = QSpinBox()
        self.spin.setRange(1, MOST)
        self.spin.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.spin.setFont(fonts.font(fonts.Size.TITLE, strong=True))
        self.spin.setAccessibleName(tr("Ticket", "Quantity"))
        self.spin.setMinimumWidth(56)
        self._less = self._button(tr("Ticket", "Fewer"), -1)
        self._more = self._button(tr("Ticket", "More"), 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._less)
        row.addWidget(self.spin)
        row.addWidget(self._more)
        row.addStretch(1)
        self._chips = QButtonGroup(self)
        self._chips.setExclusive(False)
        for size in QUICK:
            chip = QPushButton(str(size))
            chip.setProperty("kind", "chip")
            chip.setCheckable(True)
            chip.setFixedWidth(36)
            chip.setAccessibleName(tr("Ticket", "Quantity {0}", size))
            self._chips.addButton(chip, size)
            row.addWidget(chip)
        self._chips.idClicked.connect(self._quick)
        self.spin.valueChanged.connect(self._follow)
        theme.changed.connect(self._restyle)
        self._restyle()
        self._follow(self.spin.value())

    @property
    def value(self) -> int:
        """Contracts, 1 or more."""
        return self.spin.value()

    def _button(self, name: str, by: int) -> QToolButton:
        button = QToolButton()
        button.setAccessibleName(name)
        button.setFixedWidth(32)
        button.setIconSize(QSize(16, 16))
        button.setProperty("kind", "step")
        button.setAutoRepeat(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.spin.setValue(self.spin.value() + by))
        return button

    def _quick(self, size: int) -> None:
        self.spin.setValue(size)
        self._follow(size)

    def _follow(self, value: int) -> None:
        for size in QUICK:
            self._chips.button(size).setChecked(size == value)

    def _restyle(self) -> None:
        self._less.setIcon(self._theme.icon("lucide/minus"))
        self._more.setIcon(self._theme.icon("lucide/plus"))
