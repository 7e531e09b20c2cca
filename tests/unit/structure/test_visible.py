"""No text of the window is in English only: every literal that a trader would see goes through the translation."""

from pathlib import Path

import pytest

from tests.helpers.visible import untranslated

ROOT = Path(__file__).resolve().parents[3]
GUI = ROOT / "mimikdesk" / "gui"

OF_DEVELOPERS = ("gallery", "translate")
"""Beginnings of modules that no trader looks at, or that speak of the translation itself."""
IN_ENGLISH = {
    "incident_pdf.py": "the report is for the firm, whose language nobody here knows",
    "facts.py": "what is copied for whoever helps",
}
"""Modules whose words stay English, and why."""
THE_SAME_EVERYWHERE = {
    "NQ = MNQ, ES = MES",
    "MimikDesk settings.json",
}
"""Examples and file names."""


def test_no_text_of_the_window_stands_outside_the_translation() -> None:
    found = []
    for path in sorted(GUI.rglob("*.py")):
        inside = path.relative_to(GUI)
        if inside.parts[0] == "theme" or path.name.startswith(OF_DEVELOPERS) or path.name in IN_ENGLISH:
            continue
        found += [
            f"{inside.as_posix()}:{line}: {text}"
            for line, text in untranslated(path.read_text("utf-8"))
            if text not in THE_SAME_EVERYWHERE
        ]
    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        'button = QPushButton("Buy")',
        'self.name.setText("flat")',
        'label("Bid", Size.LABEL, kind="quiet")',
        'self.setAccessibleName(f"Seen: {row.title}")',
        'button.setToolTip("Open" if shut else tr("A", "Close"))',
        'menu.addAction("Quit", self.quit.emit)',
        'WAITS = "Until it is answered, nothing is opened."',
        'WORDS = {State.ON: "Copying"}',
        'def f():\n    return f"{count} accounts are left"',
        'tr("A", "{0} of {1}", name, "the leader")',
    ],
)
def test_a_text_outside_the_translation_is_found(source: str) -> None:
    assert len(untranslated(source)) == 1


@pytest.mark.parametrize(
    "source",
    [
        'button = QPushButton(tr("A", "Buy"))',
        'say(self.text, told(row.text), "quiet")',
        'NAME = later("A", "Copying is on")',
        'plural("A", "{0} lot is left", "{0} lots are left", count)',
        'self.setObjectName("card")\nself.setProperty("kind", "Accent Button")',
        'log.warning("The line %s is down", name)',
        'raise ValueError("This cannot be")',
        'theme.icon("lucide/x", Tone.QUIET)',
        'button.setToolTip(f"{words} (Ctrl+B)")',
        'def f():\n    """What a function does."""',
        'if button.text() == "Remove it now":\n    pass',
    ],
)
def test_what_is_translated_and_what_nobody_sees_passes(source: str) -> None:
    assert untranslated(source) == []
