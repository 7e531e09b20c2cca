"""Makes docs/reasons.md from the reasons' table in the domain, so that the page and the program say the same.

    python -m tests.helpers.reasons_page

writes it anew; a test fails when that was forgotten.
"""

from pathlib import Path
from string import Formatter

from mimikdesk.domain.reasons import REASONS, Cause, Reason

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reasons.md"

_CHAPTERS = {
    Cause.RULE: (
        "By rule",
        "Held back on purpose. The follower is not expected to hold these contracts, so no difference is reported.",
    ),
    Cause.FAILURE: (
        "By failure",
        "It should have been copied and was not. The follower stays expected to hold these contracts, and its row"
        " shows the difference with this cause.",
    ),
    Cause.ROUTINE: ("Routine", "There was nothing to do. Written down without an alert."),
}


def placeholders(sentence: str) -> list[str]:
    """The names in braces, in order."""
    return [name for _, name, _, _ in Formatter().parse(sentence) if name is not None]


def page() -> str:
    """The whole page as Markdown."""
    lines = [
        "# Why a copy is held back",
        "",
        "Every decision about a follower that is not a plain copy has one of these reasons (rule 8). Words in angle",
        "brackets stand for what the program fills in. This page is made from `mimikdesk/domain/reasons.py` by",
        "`python -m tests.helpers.reasons_page`; change it there.",
    ]
    for cause, (title, meaning) in _CHAPTERS.items():
        lines += ["", f"## {title}", "", meaning, "", "| reason | what the log says | what to do |", "|---|---|---|"]
        lines += [_row(reason) for reason in Reason if REASONS[reason].cause is cause]
    return "\n".join(lines) + "\n"


def _row(reason: Reason) -> str:
    text = REASONS[reason]
    names = {name: f"‹{name.replace('_', ' ')}›" for name in placeholders(text.sentence)}
    sentence = text.sentence.format_map(names).replace("|", "\\|")
    return f"| {reason.value.replace('_', ' ')} | {sentence} | {text.advice} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
