"""Pictures of the first start, the groups page, and every step of the group wizard and editor."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from mimikdesk.domain.group import MappingKind, ReplicationMode, ValueScaling
from mimikdesk.domain.ids import GroupId
from mimikdesk.gui import gallery_groups_data as data
from mimikdesk.gui.app_window import Ui
from mimikdesk.gui.gallery_connections import FORMS
from mimikdesk.gui.gallery_data import lane, normal
from mimikdesk.gui.main_window import COCKPIT, GROUPS
from mimikdesk.gui.wizards.group_steps import STEPS, Step
from mimikdesk.gui.wizards.group_wizard import SIZE, GroupWizard
from mimikdesk.services.views import BoardView, ConnectionsView, Update

NOTHING = BoardView((), ())
NARROW = (900, 480)
UNREADABLE = (
    "APEX-01 cannot be read at present, so nobody knows whether he is flat. All followers are. Choose another leader "
    "only if you are sure that he trades no more."
)

SCENES: dict[str, Update] = {
    "first-run": Update(board=NOTHING, connections=ConnectionsView((), FORMS), lane=lane()),
    "groups-none": Update(board=NOTHING, groups=data.fresh(), lane=lane()),
    "groups": Update(board=normal(), groups=data.normal(), lane=lane()),
    "groups-20": Update(board=normal(), groups=data.crowded(), lane=lane()),
}


def subjects(ui: Ui, scene: str) -> Iterator[tuple[str, QWidget]]:
    """The doors, the page, and with it the wizard."""
    if scene == "first-run":
        ui.window.show_page(COCKPIT)
        yield "doors", ui.window
        ui.window.resize(960, 560)
        yield "narrow", ui.window
        return
    page = ui.window.groups
    ui.window.show_page(GROUPS)
    yield "page", ui.window
    page.wizard.resize(*SIZE)
    if scene == "groups":
        its = data.account("TPT-50-9", data.TPT)
        page.cards[GroupId("g1")].ask_about_holdings("TPT-50-9: it is long 2 MNQZ6 and has 1 working order.", its)
        page.cards[GroupId("g2")].delete.click()
        yield "questions", ui.window
        ui.window.resize(960, 560)
        yield "narrow", ui.window
        yield from _wizard(page.wizard)
        yield from _editor(page.wizard)
    elif scene == "groups-20":
        yield from _crowded(page.wizard)


def _go(wizard: GroupWizard, step: Step) -> GroupWizard:
    """Show a step, whether or not it was come to."""
    assert wizard.flow is not None
    wizard.flow.seen.add(step)
    wizard.steps.wanted.emit(STEPS.index(step))
    return wizard


def _wizard(wizard: GroupWizard) -> Iterator[tuple[str, QWidget]]:
    wizard.open_for(data.normal())
    flow = wizard.flow
    assert flow is not None
    yield "step-1-name", wizard
    flow.edited_name("")
    wizard.next.click()
    yield "step-1-wrong", wizard
    flow.edited_name("Opening range")
    yield "step-2-leader", _go(wizard, Step.LEADER)
    wizard.next.click()
    yield "step-2-wrong", wizard
    flow.choose_leader(data.FREE[0].account)
    yield "step-2-chosen", _go(wizard, Step.NAME) and _go(wizard, Step.LEADER)
    yield "step-3-nobody", _go(wizard, Step.FOLLOWERS)
    wizard.followers.picker.all_shown.click()
    yield "step-3-all", wizard
    half, micro, pairs = (data.FREE[at].account for at in (1, 4, 5))
    flow.select([half])
    flow.set_all(multiplier="0.5", max_contracts="2")
    flow.select([pairs])
    flow.set_all(mapping=MappingKind.CUSTOM, roots="ES = MES")
    flow.select([micro])
    flow.set_all(mapping=MappingKind.TO_MICRO, scaling=ValueScaling.TIMES_TEN, mode=ReplicationMode.ON_FILL)
    wizard.apply(data.normal())
    yield "step-3-mixed", wizard
    wizard.followers.money.click()
    yield "step-3-money", wizard
    wizard.followers.contracts.click()
    flow.select([half, pairs])
    flow.set_all(multiplier="a lot")
    wizard.apply(data.normal())
    yield "step-3-wrong", wizard
    flow.set_all(multiplier="0.5")
    yield "step-4-protection", _go(wizard, Step.PROTECTION)
    yield "step-5-review", _go(wizard, Step.REVIEW)
    wizard.resize(*NARROW)
    for step in (Step.LEADER, Step.FOLLOWERS, Step.PROTECTION):
        yield f"narrow-{step.value}", _go(wizard, step)
    wizard.resize(*SIZE)
    wizard.reject()


def _editor(wizard: GroupWizard) -> Iterator[tuple[str, QWidget]]:
    wizard.open_for(data.normal(), data.scalps())
    yield "edit-followers", _go(wizard, Step.FOLLOWERS)
    wizard.ask_about_holdings(
        "TPT-50-9: it is long 2 MNQZ6 and has 1 working order.", data.account("TPT-50-9", data.TPT)
    )
    yield "edit-removing", wizard
    wizard.leaving.keep.click()
    assert wizard.flow is not None
    wizard.flow.asks = UNREADABLE
    yield "edit-confirm", _go(wizard, Step.LEADER)
    wizard.reject()


def _crowded(wizard: GroupWizard) -> Iterator[tuple[str, QWidget]]:
    view = data.crowded()
    wizard.open_for(view)
    assert wizard.flow is not None
    yield "step-2-crowded", _go(wizard, Step.LEADER)
    wizard.flow.choose_leader(view.candidates[0].account)
    wizard.flow.pick([each.account for each in view.candidates[1:60]])
    yield "step-3-crowded", _go(wizard, Step.FOLLOWERS)
    yield "step-5-crowded", _go(wizard, Step.REVIEW)
    wizard.reject()
