"""Every reason has its sentence and its advice, every gap in a sentence is filled, and the page of them is current."""

import ast
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from mimikdesk.domain.reasons import REASONS, Cause, Reason, ReasonText, sentence
from tests.helpers.reasons_page import PAGE, page, placeholders
from tests.helpers.source import Module, modules

ROOT = Path(__file__).resolve().parents[3]

WHOLE_SENTENCE = re.compile(r"[A-Z].*\.")
MACHINE_WORDS = re.compile(r"\w+(Error|Exception)\b|\bNone\b|\bnull\b|\b\w+_\w+\b|\berror occurred\b")


def faults_in(text: ReasonText) -> list[str]:
    """What a trader would stumble over."""
    bare = text.sentence.format_map(dict.fromkeys(placeholders(text.sentence), "X"))
    return [
        *(f"not a whole sentence: {words!r}" for words in (bare, text.advice) if not WHOLE_SENTENCE.fullmatch(words)),
        *(f"not a trader's words: {words!r}" for words in (bare, text.advice) if MACHINE_WORDS.search(words)),
    ]


def unfilled(program: Iterable[Module], reasons: Mapping[Reason, ReasonText]) -> list[str]:
    """Gaps of a sentence that no call of ``sentence`` fills.

    A call that names its reason must fill all of that reason's gaps. A reason that is only worked out at run time
    needs at least one call, among those with a reason worked out, that fills all of its gaps.
    """
    found = []
    named: set[Reason] = set()
    general: list[set[str]] = []
    for module in program:
        for node in ast.walk(module.tree):
            if not isinstance(node, ast.Call) or not module.full_name(node.func).endswith("reasons.sentence"):
                continue
            given = {keyword.arg for keyword in node.keywords if keyword.arg}
            name = module.full_name(node.args[0])
            if ".Reason." not in name:
                general.append(given)
                continue
            reason = Reason[name.rpartition(".")[2]]
            named.add(reason)
            missing = sorted(set(placeholders(reasons[reason].sentence)) - given)
            found += [f"{module.place(node.lineno)}: {reason} is worded without its {gap}" for gap in missing]
    for reason, text in reasons.items():
        gaps = set(placeholders(text.sentence))
        if reason not in named and gaps and not any(gaps <= given for given in general):
            found.append(f"{reason}: no call fills {', '.join(sorted(gaps))}")
    return found


@pytest.mark.rule("8")
def test_every_reason_has_a_text_and_no_text_is_orphaned() -> None:
    assert set(REASONS) == set(Reason)
    assert {text.cause for text in REASONS.values()} == set(Cause)


@pytest.mark.rule("8")
@pytest.mark.parametrize("reason", Reason)
def test_sentence_and_advice_are_whole_sentences_in_a_traders_words(reason: Reason) -> None:
    assert faults_in(REASONS[reason]) == []


@pytest.mark.rule("8")
def test_every_gap_in_a_sentence_is_filled_where_the_sentence_is_made() -> None:
    assert unfilled(modules(ROOT, "mimikdesk"), REASONS) == []


def test_the_page_of_reasons_says_what_the_program_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m tests.helpers.reasons_page"


def test_numbers_are_put_into_the_sentence() -> None:
    words = sentence(Reason.MAX_CONTRACTS, max_contracts=5, room=2)
    assert "5" in words
    assert "2" in words
    assert "{" not in words


def test_a_number_that_is_not_known_shows_as_a_question_mark() -> None:
    assert "?" in sentence(Reason.MAX_CONTRACTS, max_contracts=5)


# --- and the checks themselves fail when they should ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        ("The group is off", "Switch it on."),
        ("the group is off.", "Switch it on."),
        ("The group is off.", ""),
        ("The broker answered with ValueError.", "Try again."),
        ("The limit is None.", "Set one."),
        ("The group_off switch is set.", "Switch it on."),
    ],
)
def test_a_text_for_machines_is_found(words: str, advice: str) -> None:
    assert len(faults_in(ReasonText(Cause.RULE, words, advice))) == 1


@pytest.mark.parametrize(
    ("call", "complaints"),
    [
        ("sentence(Reason.OFFLINE, line='lost')", 0),
        ("sentence(Reason.OFFLINE)", 1),
        ("sentence(reason, line='lost', symbol='MNQZ6')", 0),
        ("sentence(reason, symbol='MNQZ6')", 1),
        ("pass", 1),
    ],
)
def test_a_gap_that_nobody_fills_is_found(call: str, complaints: int) -> None:
    source = f"from mimikdesk.domain.reasons import Reason, sentence\n{call}\n"
    program = [Module("mimikdesk/engine/a.py", "mimikdesk.engine.a", source)]
    offline = ReasonText(Cause.FAILURE, "The line is {line}.", "Wait.")
    assert len(unfilled(program, {Reason.OFFLINE: offline})) == complaints
