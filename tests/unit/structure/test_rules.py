"""docs/rules.md is complete, and every safety rule in force has a test that bears its number."""

from pathlib import Path

import pytest

from tests.helpers.rules import Mark, Rule, RulesError, read_marks, read_rules, unknown_marks, unproven, wrong_numbers

ROOT = Path(__file__).resolve().parents[3]

SECTIONS = {1: 3, 3: 7, 4: 10, 5: 11, 6: 15, 7: 6, 9: 9, 10: 4, 11: 8, 13: 8}
"""Section of the specification to its number of rules. Sections 2, 8, 12 and 14 are one rule each."""

NUMBERS = {"2", "8", "12", "14", *(f"{section}.{n}" for section, last in SECTIONS.items() for n in range(1, last + 1))}

# fmt: off
SAFETY = {
    "3.1", "3.4", "3.5", "3.6",
    "4.1", "4.2", "4.3", "4.5", "4.6",
    "5.3", "5.4", "5.6", "5.7",
    "6.2", "6.3", "6.5", "6.6", "6.7", "6.10", "6.11",
    "7.1", "7.2", "7.3", "7.4",
    "9.2", "9.3", "9.6",
    "10.1", "10.4",
    "11.4",
}
# fmt: on


def rules() -> list[Rule]:
    return read_rules((ROOT / "docs" / "rules.md").read_text(encoding="utf-8"))


def test_the_document_has_every_rule_of_the_specification_once_and_every_safety_mark() -> None:
    assert wrong_numbers(rules(), NUMBERS, SAFETY) == []


def test_every_safety_rule_in_force_has_a_marked_test() -> None:
    assert unproven(rules(), read_marks(ROOT / "tests")) == []


def test_every_mark_names_a_rule_of_the_document() -> None:
    assert unknown_marks(rules(), read_marks(ROOT / "tests")) == []


# --- and the checks themselves fail when they should ------------------------------------------------------------------


def test_status_and_safety_are_read_from_the_head_line() -> None:
    text = (
        "Text with **bold** words.\n"
        "**5.1** (step 1) Plain.\n"
        "**5.3** [S] (step 1, rest open: step 2) In part.\n"
        "**6.2** [S] (open: step 2) Later.\n"
        "**13.5** (open: later) Some day.\n"
        "**14** (step 1) A section of its own.\n"
    )
    assert read_rules(text) == [
        Rule("5.1", safety=False, due=True),
        Rule("5.3", safety=True, due=True),
        Rule("6.2", safety=True, due=False),
        Rule("13.5", safety=False, due=False),
        Rule("14", safety=False, due=True),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "**5.4** [S] No status.",
        "**5.4** [S] (open: step 8) No such step.",
        "**5.4** [S] (open) No step at all.",
        "**5.4.** (step 1) A stop too many.",
        "**5.4** [s] (step 1) A small letter.",
        "**5.4** [S] (step 1)",
    ],
)
def test_a_head_line_in_another_form_is_refused(line: str) -> None:
    with pytest.raises(RulesError, match=r"rules\.md:2"):
        read_rules(f"# Title\n{line}\n")


def test_missing_repeated_invented_and_mismarked_rules_are_named() -> None:
    found = [
        Rule("5.1", safety=False, due=True),
        Rule("5.1", safety=False, due=True),
        Rule("5.2", safety=True, due=True),
        Rule("5.3", safety=False, due=True),
        Rule("5.99", safety=False, due=True),
    ]
    assert wrong_numbers(found, ["5.1", "5.2", "5.3", "5.4"], ["5.3", "5.4"]) == [
        "rule 5.4 is missing",
        "rule 5.1 stands 2 times",
        "rule 5.99 is not one of the specification's",
        "rule 5.3 has lost its [S]",
        "rule 5.2 is marked [S] and is no safety rule",
    ]


def test_only_a_safety_rule_in_force_needs_a_test() -> None:
    found = [
        Rule("1.1", safety=False, due=True),
        Rule("4.5", safety=True, due=True),
        Rule("5.6", safety=True, due=True),
        Rule("6.2", safety=True, due=False),
    ]
    assert unproven(found, [Mark("5.6", "test_a.py:1")]) == [
        "safety rule 4.5 is in force and no test is marked with it"
    ]


def test_a_mark_for_an_unknown_rule_is_named_with_its_place() -> None:
    marks = [Mark("4.5", "unit/test_a.py:3"), Mark("4.55", "unit/test_a.py:9")]
    assert unknown_marks([Rule("4.5", safety=True, due=True)], marks) == [
        "unit/test_a.py:9 is marked with rule 4.55, which is not in docs/rules.md"
    ]


def test_marks_are_found_on_functions_classes_modules_and_cases(tmp_path: Path) -> None:
    (tmp_path / "unit").mkdir()
    (tmp_path / "unit" / "test_a.py").write_text(
        "import pytest\n"
        "import not_installed_here\n"
        "pytestmark = [pytest.mark.rule('1.1')]\n"
        "@pytest.mark.rule('4.1', '4.2')\n"
        "def test_a(): ...\n"
        "@pytest.mark.parametrize('x', [pytest.param(1, marks=pytest.mark.rule('5.1'))])\n"
        "async def test_b(x): ...\n"
        "@pytest.mark.rule('5.3')\n"
        "class TestC:\n"
        "    @pytest.mark.rule('5.4')\n"
        "    def test_d(self): ...\n",
        encoding="utf-8",
    )
    assert {(mark.number, mark.where) for mark in read_marks(tmp_path)} == {
        ("1.1", "unit/test_a.py:3"),
        ("4.1", "unit/test_a.py:4"),
        ("4.2", "unit/test_a.py:4"),
        ("5.1", "unit/test_a.py:6"),
        ("5.3", "unit/test_a.py:8"),
        ("5.4", "unit/test_a.py:10"),
    }


@pytest.mark.parametrize(
    ("name", "source", "complaint"),
    [
        ("test_a.py", "@pytest.mark.rule('4.1')\ndef helper(): ...\n", "is not a test"),
        ("helper.py", "@pytest.mark.rule('4.1')\ndef test_a(): ...\n", "never run"),
        ("test_a.py", "@pytest.mark.rule()\ndef test_a(): ...\n", "names no rule"),
        ("test_a.py", "@pytest.mark.rule(NUMBER)\ndef test_a(): ...\n", "plain text"),
        ("test_a.py", "@pytest.mark.rule(4.1)\ndef test_a(): ...\n", "plain text"),
    ],
)
def test_a_mark_that_proves_nothing_is_refused(tmp_path: Path, name: str, source: str, complaint: str) -> None:
    (tmp_path / name).write_text(source, encoding="utf-8")
    with pytest.raises(RulesError, match=complaint):
        read_marks(tmp_path)
