"""Pictures of the settings for the gallery: each part, a search, what does not fit, a file's differences, the palette,
the sheet of keys, and the line with the way back."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from mimikdesk.domain.decisions import Level, NoticeKind
from mimikdesk.gui import gallery_data
from mimikdesk.gui.app_window import Ui
from mimikdesk.gui.import_window import ImportWindow
from mimikdesk.gui.main_window import COCKPIT, SETTINGS
from mimikdesk.gui.widgets.setting_row import SettingRow
from mimikdesk.services.views import Role, Update
from mimikdesk.settings.alerts import AlertChange
from mimikdesk.settings.transfer import export_text, read_import

SCENES: dict[str, Update] = {"settings": gallery_data.SCENES["troubled"]}
_FILE = "Settings of the other computer, from before the last holiday.json"


def subjects(ui: Ui) -> Iterator[tuple[str, QWidget]]:
    """One picture after the other; the window shows the right thing when its turn comes."""
    window, page = ui.window, ui.window.settings_page
    window.show_page(SETTINGS)
    yield "top", window
    ui.settings.put_alert(AlertChange(NoticeKind.EXIT_STUCK, Level.WARNING, tray=False))
    _type_wrong(page.boxes[1].rows[1])
    for number, box in enumerate(page.boxes[1:], start=1):
        page.show_section(number)
        yield box.section.value, window
    page.search.setText("stop")
    yield "search", window
    page.search.setText("zzz")
    yield "nothing", window
    page.search.clear()
    text = export_text(ui.settings.settings)
    text = text.replace('"new_multiplier": "1"', '"new_multiplier": "0.125", "comet": 1').replace(": true", ": false")
    preview = ImportWindow(_FILE, read_import(text, ui.settings.settings), window)
    yield "import", preview
    preview.close()
    window.show_page(COCKPIT)
    window.commands.palette.open()
    window.commands.palette.field.setText("flatten sw")
    yield "palette", window
    window.commands.palette.shut()
    window.commands.show_sheet()
    if window.commands.sheet is not None:
        yield "keys", window.commands.sheet
        window.commands.sheet.close()
    follower = next(row for row in window.board.rows if row.role is Role.FOLLOWER)
    window.control.switch_follower(follower.account, False)
    yield "undo", window


def _type_wrong(row: object) -> None:
    """Type something of no use into a field."""
    if isinstance(row, SettingRow) and row.field.field is not None:
        row.field.field.setText("3")
        row.field.field.editingFinished.emit()
