"""Presets: bundled files are right in form, dated, with sources; the trader's copies count; mistakes are told."""

from decimal import Decimal
from pathlib import Path

import pytest

from mimikdesk.domain.preset import best_day_share
from mimikdesk.domain.risk import Contracts, DailyLoss, Drawdown, DrawdownMode, Hours, RuleKind
from mimikdesk.settings.fields import Complaint
from mimikdesk.settings.own_files import make_copy
from mimikdesk.settings.preset_file import Presets, read_preset, read_presets

BUNDLED = Path(__file__).resolve().parents[3] / "resources" / "presets"
NO_COPIES = Path("no such folder")

GOOD = """\
form: 1
firm: Northern Futures
compared: 2026-11-21
sources:
  - url: https://example.com/rules
    date: 2026-11-20
notes:
  - For everybody.
programs:
  - name: Test
    stage: evaluation
    check: yes
    best_day_percent: 50
    hours: {flat_by: "16:59", zone: America/New_York, early_minutes: 5}
    notes:
      - Only here.
    accounts:
      - size: 50K
        start: 50000
        target: 3000
        drawdown: {amount: 2000.50, mode: end_of_day, stops_at: 50100}
        daily_loss: 1000
        contracts: 5
        micros: 10
"""


@pytest.fixture(scope="module")
def bundled() -> Presets:
    return read_presets(BUNDLED, NO_COPIES)


@pytest.mark.rule("11.8")
def test_the_bundled_presets_are_of_several_firms_programs_and_sizes(bundled: Presets) -> None:
    assert bundled.problems == ()
    firms = {preset.firm for preset in bundled.all}
    assert len(firms) >= 6
    for firm in firms:
        assert len({preset.program for preset in bundled.all if preset.firm == firm}) >= 2
        assert len({preset.size for preset in bundled.all if preset.firm == firm}) >= 3


@pytest.mark.rule("11.8")
def test_every_bundled_preset_says_its_date_and_sources(bundled: Presets) -> None:
    for preset in bundled.all:
        assert preset.compared.startswith("20")
        assert preset.sources
        assert preset.rules.of(RuleKind.DRAWDOWN) is not None


@pytest.mark.rule("11.8", "11.3")
def test_the_figures_of_a_preset_are_exact() -> None:
    (preset,), complaints = read_preset(GOOD, "northern.yaml")
    assert complaints == ()
    assert preset.title == "Northern Futures Test 50K"
    assert preset.rules.rules == (
        DailyLoss(Decimal(1000)),
        Drawdown(Decimal("2000.50"), Decimal(50000), DrawdownMode.END_OF_DAY, Decimal(50100)),
        Contracts(5, 10),
        Hours((), 16 * 60 + 59, "America/New_York", 5),
    )
    assert (preset.profit_target, preset.best_day, preset.certain) == (Decimal(3000), 50, False)
    assert preset.notes == ("Only here.", "For everybody.")
    assert (preset.compared, preset.sources) == ("2026-11-21", ("https://example.com/rules",))


@pytest.mark.rule("11.8")
@pytest.mark.parametrize("armed", [True, False])
def test_what_an_account_is_given_bears_the_presets_name_and_date(armed: bool) -> None:
    (preset,), _ = read_preset(GOOD, "northern.yaml")
    rules = preset.rules_for(armed)
    assert rules.preset == "Northern Futures Test 50K, 2026-11-21"
    assert [rule.armed for rule in rules.rules] == [armed] * 4


@pytest.mark.parametrize(
    ("old", "new", "line", "word"),
    [
        ("form: 1", "form: 7", 1, "form 7"),
        ("firm: Northern Futures\n", "", 1, "“firm” is missing"),
        ("compared: 2026-11-21", "compared: lately", 3, "date like"),
        ("https://example.com/rules", "a friend", 5, "https://"),
        ("stage: evaluation", "stage: exam", 11, "one of evaluation, funded"),
        ("check: yes", "check: perhaps", 12, "yes or no"),
        ("best_day_percent: 50", "best_day_percent: 101", 13, "from 1 to 100"),
        ('flat_by: "16:59"', 'flat_by: "25:00"', 14, "time of day"),
        ("America/New_York", "New York", 14, "no time zone"),
        ("early_minutes: 5", "early: 5", 14, "“early” is not known"),
        ("start: 50000", "start: 50,000", 19, "amount like"),
        ("start: 50000", "start: -5", 19, "0.01 or more"),
        ("start: 50000\n        ", "", 18, "“start” is missing"),
        ("mode: end_of_day", "mode: eod", 21, "intraday, end_of_day, static"),
        ("stops_at: 50100", "stops_at: 40000", 18, "cannot stay at"),
        ("daily_loss: 1000", "daily_los: 1000", 22, "“daily_los” is not known"),
        ("daily_loss: 1000", "daily_loss: 1e3", 22, "amount like"),
        ("contracts: 5", "contracts: 0", 23, "from 1 to 10000"),
        ("contracts: 5", "contracts: 5.5", 23, "whole number"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_gives_no_preset(old: str, new: str, line: int, word: str) -> None:
    assert old in GOOD
    presets, complaints = read_preset(GOOD.replace(old, new), "northern.yaml")
    assert presets == ()
    found = [(complaint.line, complaint.what) for complaint in complaints]
    assert any(at == line and word in what for at, what in found), found


def test_the_same_program_and_size_twice_is_told() -> None:
    again = GOOD[GOOD.index("      - size") :]
    presets, complaints = read_preset(GOOD + again, "northern.yaml")
    assert presets == ()
    assert "twice" in complaints[0].what


@pytest.mark.parametrize("text", ["", "firm", "form: 1", "form: 1\nprograms: []", "form: 1\nprograms:\n  - x"])
def test_half_a_file_is_told(text: str) -> None:
    presets, complaints = read_preset(text, "northern.yaml")
    assert presets == ()
    assert all(isinstance(complaint, Complaint) for complaint in complaints)
    assert complaints


# --- copies of the trader's own ---------------------------------------------------------------------------------------


@pytest.mark.rule("11.8")
def test_a_copy_of_the_traders_counts_instead_of_the_bundled_file(tmp_path: Path) -> None:
    copy = make_copy(BUNDLED / "topstep.yaml", tmp_path)
    copy.write_text(copy.read_text("utf-8").replace("amount: 2000", "amount: 1800"), "utf-8")
    presets = read_presets(BUNDLED, tmp_path)
    assert presets.problems == ()
    own = [preset for preset in presets.all if preset.own]
    assert {preset.firm for preset in own} == {"Topstep"}
    assert any(rule == Decimal(1800) for preset in own for rule in drawdowns(preset.rules.of(RuleKind.DRAWDOWN)))
    assert len([preset for preset in presets.all if preset.firm == "Topstep"]) == len(own)


def drawdowns(rule: object) -> list[Decimal]:
    return [rule.distance] if isinstance(rule, Drawdown) else []


def test_a_file_of_the_traders_own_comes_besides(tmp_path: Path) -> None:
    (tmp_path / "northern.yaml").write_text(GOOD, "utf-8")
    presets = read_presets(BUNDLED, tmp_path)
    assert [preset.firm for preset in presets.all if preset.own] == ["Northern Futures"]


def test_a_copy_with_a_mistake_is_told_and_the_bundled_file_counts(tmp_path: Path) -> None:
    (tmp_path / "topstep.yaml").write_text("form: 1\nfirm: Topstep\n", "utf-8")
    presets = read_presets(BUNDLED, tmp_path)
    assert any("topstep.yaml, line 1" in problem for problem in presets.problems)
    assert any("until your copy is put right" in problem for problem in presets.problems)
    assert any(preset.firm == "Topstep" and not preset.own for preset in presets.all)


# --- consistency ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "share"),
    [
        (["1500", "1000", "500"], "50.0"),
        (["1500", "-500", "2000"], "66.7"),
        (["100"], "100.0"),
        (["-100", "-50"], None),
        (["100", "-100"], None),
        ([], None),
    ],
)
def test_the_share_of_the_best_day(days: list[str], share: str | None) -> None:
    found = best_day_share(Decimal(day) for day in days)
    assert found == (None if share is None else Decimal(share))
