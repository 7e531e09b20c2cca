"""Made-up views for the gallery: groups that are guarded in every way, and the window that says how."""

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from mimikdesk.domain.guard import FindingKind, GuardAction, GuardProfile, GuardRule, GuardSettings
from mimikdesk.gui.app_window import Ui
from mimikdesk.gui.gallery_data import crowded, lane
from mimikdesk.gui.guard_window import SIZE
from mimikdesk.gui.main_window import COCKPIT
from mimikdesk.services.views import BoardView, Update

LONG = "The group of the long name, which nobody has shortened since the account opened"
CHANGED = (
    (FindingKind.ORPHAN, GuardRule(GuardAction.EXIT_AND_PAUSE, 5_500)),
    (FindingKind.OVER_SIZE, GuardRule(GuardAction.TRIM, 2_000, 1)),
)
WAYS = (
    GuardSettings(),
    GuardSettings(GuardProfile.POLL, True, True, 30, CHANGED),
    GuardSettings(GuardProfile.TRIM, on=False),
    GuardSettings(GuardProfile.EXIT_ON_FILL),
    GuardSettings(GuardProfile.ALERT_ONLY),
)
FOLDER = "/home/trader/Documents/Prop firms/Reports of the funded accounts/2026/November/Nasdaq opening range breakout"
NARROW = (680, 520)


def in_every_way() -> BoardView:
    """A group for each way of guarding; the second one has a long name."""
    board = crowded(len(WAYS), 3)
    groups = [replace(group, guard=way) for group, way in zip(board.groups, WAYS, strict=True)]
    groups[1] = replace(groups[1], name=LONG)
    return replace(board, groups=tuple(groups))


SCENES: dict[str, Update] = {"guarding": Update(board=in_every_way(), lane=lane())}


def subjects(ui: Ui) -> Iterator[tuple[str, QWidget]]:
    """The cockpit, and the guard window of each group, once with what cannot be used and once narrow."""
    ui.window.show_page(COCKPIT)
    yield "cockpit", ui.window
    window = ui.window.cockpit.guarding
    for number, group in enumerate(ui.window.board.groups):
        window.open_for(group)
        window.resize(*SIZE)
        yield f"guard-{number + 1}", window
        window.reject()
    line = ui.window.incidents.line
    line.say_done(f"Incident report on Apex-02: incident-Apex-02-20261120-143210, as PDF and CSV, in {FOLDER}.", FOLDER)
    yield "report", ui.window
    line.say_problem(f"No incident report on Apex-02: The report cannot be written to {FOLDER} (Permission denied).")
    yield "report-problem", ui.window
    line.hide()
    window.open_for(ui.window.board.groups[1])
    for field, text in ((window.form.poll, "0"), (window.form.rules.lines[FindingKind.ORPHAN].tolerance, "61")):
        field.setText(text)
        field.textEdited.emit(text)
    window.save.click()
    yield "guard-wrong", window
    window.resize(*NARROW)
    yield "guard-narrow", window
    window.reject()
