"""The editor of risk rules, for one account or many at once: rules at the left, presets and changes at the right."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mimikdesk.domain.ids import AccountId
from mimikdesk.domain.preset import Preset
from mimikdesk.domain.risk import RiskRules, RuleKind
from mimikdesk.gui.preset_source import PresetSource
from mimikdesk.gui.risk_draft import Change, Holder, RiskDraft
from mimikdesk.gui.risk_words import RULE_NAMES
from mimikdesk.gui.theme.fonts import Size
from mimikdesk.gui.translate import plural, told, tr
from mimikdesk.gui.widgets.parts import ElidedLabel, label, say, set_kind
from mimikdesk.gui.widgets.preset_list import PresetList
from mimikdesk.gui.widgets.rule_form import RuleForm
from mimikdesk.services.risk_rows import RiskRow
from mimikdesk.settings.model import SettingsError

SIZE = (1080, 700)
_RIGHT = 340


class RiskWindow(QDialog):
    saved = Signal(object, object)
    """A tuple of accounts, and the RiskRules that all of them are to have."""

    def __init__(self, presets: PresetSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumSize(880, 420)
        screen = self.screen().availableGeometry()
        self.resize(min(SIZE[0], screen.width() - 16), min(SIZE[1], screen.height() - 48))
        self._source = presets
        self.draft = RiskDraft(())
        self._title = ElidedLabel(Size.TITLE, strong=True)
        self.forms = {kind: RuleForm(kind) for kind in RuleKind}
        self.warn = QLineEdit()
        self.warn.setFixedWidth(72)
        self.warn.setAccessibleName(tr("Risk", "Percent of a limit from which it counts as near"))
        self.presets = PresetList(may_copy=presets.folder is not None)
        self.preview = QPlainTextEdit()
        self.preview.setReadOnly(True)
        self.preview.setTabChangesFocus(True)
        self.preview.setAccessibleName(tr("Risk", "What saving changes"))
        self._note = label(kind="warning")
        self._note.setWordWrap(True)
        self.cancel = QPushButton(tr("Risk", "Cancel"))
        self.save = QPushButton(tr("Risk", "Save"))
        self.save.setProperty("kind", "accent")
        self.save.setDefault(True)
        self.cancel.setAutoDefault(False)
        self._lay_out()
        for form in self.forms.values():
            form.edited.connect(self._tell)
        self.warn.textEdited.connect(self._type_warn)
        self.presets.chosen.connect(self._fill)
        self.presets.copy_wanted.connect(self._copy)
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.reject)

    def open_for(self, rows: Sequence[RiskRow]) -> None:
        """Begin with the rules of these accounts as they are now."""
        self.draft = RiskDraft([Holder(row.account, row.name, row.settings) for row in rows])
        name = rows[0].name if len(rows) == 1 else plural("Risk", "{0} account", "{0} accounts", len(rows))
        self.setWindowTitle(tr("Risk", "Risk rules"))
        self._title.say(tr("Risk", "Risk rules of {0}", name))
        self._read()
        self._show()
        self.show()  # beside the window and not over it: flatten stays in reach
        self.raise_()
        self.activateWindow()
        self.forms[RuleKind.DAILY_LOSS].mode.setFocus()

    def _read(self) -> None:
        read = self._source.read()
        self.presets.apply(read.all, read.problems)

    def _copy(self, preset: Preset) -> None:
        """Open the trader's own copy of a preset's file; what he changes there is read when he comes back."""
        try:
            path = self._source.copy(preset.file)
        except SettingsError as error:
            self.presets.tell_problems([told(str(error))])
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow() and self.isVisible():
            self._read()

    def _show(self) -> None:
        for kind, form in self.forms.items():
            form.apply(self.draft.rules[kind], many=self.draft.many)
        if self.warn.text() != self.draft.warn:
            self.warn.setText(self.draft.warn)
        self._tell()

    def _tell(self) -> None:
        """What saving would change, and what is saved but does nothing."""
        wrong = self.draft.wrong()
        set_kind(self.warn, "wrong" if self.draft.wrong_warn else "")
        changes = self.draft.changes()
        if wrong or self.draft.wrong_warn:
            names = ", ".join(RULE_NAMES[kind].tr() for kind in wrong) or tr("Risk", "Warning")
            text = tr("Risk", "Put right first: {0}.", names)
        else:
            text = preview_text(changes)
        if self.preview.toPlainText() != text:
            self.preview.setPlainText(text)
        unarmed = [RULE_NAMES[kind].tr() for kind in self.draft.unarmed()]
        say(self._note, tr("Risk", "Saved but not armed: {0}.", ", ".join(unarmed)) if unarmed else "")
        count = sum(bool(change.lines) for change in changes)
        if self.draft.many and count:
            self.save.setText(plural("Risk", "Save for {0} account", "Save for {0} accounts", count))
        else:
            self.save.setText(tr("Risk", "Save"))

    def _fill(self, preset: Preset, armed: bool) -> None:
        self.draft.fill(preset, armed)
        self._show()

    def _type_warn(self, text: str) -> None:
        self.draft.warn = text
        self._tell()

    def _save(self) -> None:
        wrong = self.draft.wrong()
        if wrong or self.draft.wrong_warn:
            field = self.warn if not wrong else self.forms[next(iter(wrong))].first_wrong()
            if field is not None:
                field.setFocus()
            return
        for accounts, rules in batches(self.draft.changes()):
            self.saved.emit(accounts, rules)
        self.accept()

    def _lay_out(self) -> None:
        inside = QWidget()
        rules = QVBoxLayout(inside)
        rules.setContentsMargins(0, 0, 12, 0)
        rules.setSpacing(0)
        for form in self.forms.values():
            rules.addWidget(form)
        warn = QHBoxLayout()
        warn.setContentsMargins(0, 10, 0, 0)
        warn.setSpacing(8)
        warn.addWidget(label(tr("Risk", "A limit counts as near from")))
        warn.addWidget(self.warn)
        warn.addWidget(label("%"))
        warn.addStretch(1)
        rules.addLayout(warn)
        rules.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        right = QWidget()
        right.setFixedWidth(_RIGHT)
        side = QVBoxLayout(right)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(6)
        side.addWidget(label(tr("Risk", "Presets of prop firms"), strong=True))
        side.addWidget(self.presets, 3)
        side.addWidget(label(tr("Risk", "What saving changes"), strong=True))
        side.addWidget(self.preview, 2)
        middle = QHBoxLayout()
        middle.setSpacing(20)
        middle.addWidget(scroll, 1)
        middle.addWidget(right)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._note, 1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 16, 12)
        column.setSpacing(12)
        column.addWidget(self._title)
        column.addLayout(middle, 1)
        column.addLayout(foot)


def preview_text(changes: Sequence[Change]) -> str:
    """What would be different, account by account; accounts with the same lines together."""
    together: dict[tuple[str, ...], list[str]] = {}
    for change in changes:
        if change.lines:
            together.setdefault(change.lines, []).append(change.holder.name)
    if not together:
        return tr("Risk", "Nothing yet.")
    parts = ([", ".join(names), *(f"  {line}" for line in lines)] for lines, names in together.items())
    return "\n\n".join("\n".join(part) for part in parts)


def batches(changes: Sequence[Change]) -> list[tuple[tuple[AccountId, ...], RiskRules]]:
    """Accounts that end up with the same rules are told together; those that stay as they are not at all."""
    found: list[tuple[list[AccountId], RiskRules]] = []
    for change in changes:
        if not change.lines:
            continue
        for accounts, rules in found:
            if rules == change.rules:
                accounts.append(change.holder.account)
                break
        else:
            found.append(([change.holder.account], change.rules))
    return [(tuple(accounts), rules) for accounts, rules in found]
