"""Rules as they are typed: exact values in and out, what is wrong by field, and what would change on which account."""

from dataclasses import replace
from decimal import Decimal

import pytest

from mimikdesk.domain.ids import AccountId
from mimikdesk.domain.preset import Preset
from mimikdesk.domain.risk import (
    Contracts,
    CoolDown,
    DailyLoss,
    DailyTarget,
    Drawdown,
    DrawdownMode,
    GiveBack,
    Hours,
    News,
    RiskRule,
    RiskRules,
    RuleKind,
    Trades,
    WeeklyLoss,
    WeeklyTarget,
    Window,
)
from mimikdesk.gui import risk_fields
from mimikdesk.gui.risk_draft import Holder, Mode, RiskDraft
from mimikdesk.gui.risk_window import batches, preview_text

D = Decimal
WEEK = frozenset(range(5))
EVERY: list[RiskRule] = [
    DailyLoss(D("500.50")),
    WeeklyLoss(D(900), armed=False),
    DailyTarget(D(3000), D(100)),
    DailyTarget(D(3000)),
    WeeklyTarget(D(5000)),
    Drawdown(D(2000), D(50000), DrawdownMode.END_OF_DAY, D(50100)),
    Drawdown(D(2000), D(50000)),
    GiveBack(D(300), D(500)),
    Trades(4),
    Contracts(5, 10),
    CoolDown(3, 30),
    Hours((Window(510, 900, WEEK), Window(1020, 120)), 950),
    Hours((), 950, "Europe/Berlin", 5),
    News(2, 3, flat=True),
]
LOSS, DRAWDOWN, TRADES = RuleKind.DAILY_LOSS, RuleKind.DRAWDOWN, RuleKind.TRADES


def holder(name: str, *rules: RiskRule, preset: str = "", warn: int = 80) -> Holder:
    return Holder(AccountId(name.lower()), name, RiskRules(rules, warn, preset))


def preset(*rules: RiskRule) -> Preset:
    return Preset("Northern", "Test", "50K", "evaluation", RiskRules(rules), "2026-11-21", True)


@pytest.mark.parametrize("rule", EVERY, ids=lambda rule: rule.kind)
def test_a_rule_that_is_written_and_read_again_is_the_same(rule: RiskRule) -> None:
    assert risk_fields.read(rule.kind, risk_fields.written(rule), rule.armed) == (rule, {})


@pytest.mark.rule("11.3")
@pytest.mark.parametrize(
    ("typed", "amount"), [("500", "500"), ("1,250.50", "1250.50"), ("$ 2 000", "2000"), (" 0.01 ", "0.01")]
)
def test_amounts_are_exact(typed: str, amount: str) -> None:
    rule, wrong = risk_fields.read(LOSS, {"limit": typed}, True)
    assert (rule, wrong) == (DailyLoss(D(amount)), {})


@pytest.mark.parametrize(
    ("kind", "texts", "field"),
    [
        (LOSS, {"limit": ""}, "limit"),
        (LOSS, {"limit": "much"}, "limit"),
        (LOSS, {"limit": "1e3000"}, "limit"),
        (LOSS, {"limit": "NaN"}, "limit"),
        (LOSS, {"limit": "500.005"}, "limit"),
        (LOSS, {"limit": "0"}, ""),
        (LOSS, {"limit": "-5"}, ""),
        (TRADES, {"limit": "2.5"}, "limit"),
        (TRADES, {"limit": "0"}, ""),
        (TRADES, {"limit": "²"}, "limit"),
        (DRAWDOWN, {"distance": "2000", "start": "", "mode": "intraday"}, "start"),
        (DRAWDOWN, {"distance": "2000", "start": "50000", "mode": "static", "stops_at": "4"}, ""),
        (RuleKind.HOURS, {"windows": "", "flat_by": "", "early_minutes": "10", "zone": "UTC"}, ""),
        (RuleKind.HOURS, {"windows": "8-15", "early_minutes": "10", "zone": "UTC"}, "windows"),
        (RuleKind.HOURS, {"windows": "Someday 08:30-15:00", "early_minutes": "10", "zone": "UTC"}, "windows"),
        (RuleKind.HOURS, {"windows": "08:30-08:30", "early_minutes": "10", "zone": "UTC"}, "windows"),
        (RuleKind.HOURS, {"flat_by": "24:00", "early_minutes": "10", "zone": "UTC"}, "flat_by"),
        (RuleKind.HOURS, {"flat_by": "15:10", "early_minutes": "10", "zone": "Chicago"}, "zone"),
        (RuleKind.NEWS, {"before": "0", "after": "0"}, ""),
    ],
)
def test_what_makes_no_rule_is_told_where_it_stands(kind: RuleKind, texts: dict[str, str], field: str) -> None:
    rule, wrong = risk_fields.read(kind, texts, True)
    assert rule is None
    assert list(wrong) == [field]
    assert wrong[field]


@pytest.mark.parametrize(
    ("typed", "windows"),
    [
        ("08:30-15:00", (Window(510, 900),)),
        ("Mon-Fri 8:30–15:00, 17:00-02:00", (Window(510, 900, WEEK), Window(1020, 120))),
        ("sun mon 17:00-18:00", (Window(1020, 1080, frozenset({0, 6})),)),
        ("Sat-Mon 17:00-18:00", (Window(1020, 1080, frozenset({5, 6, 0})),)),
    ],
)
def test_windows_with_days(typed: str, windows: tuple[Window, ...]) -> None:
    rule, _ = risk_fields.read(RuleKind.HOURS, {"windows": typed, "early_minutes": "10", "zone": "UTC"}, True)
    assert isinstance(rule, Hours)
    assert rule.windows == windows


def test_one_account_begins_with_its_own_rules() -> None:
    draft = RiskDraft([holder("A", DailyLoss(D(500)), Trades(4, armed=False), warn=70)])
    modes = {kind: rule.mode for kind, rule in draft.rules.items()}
    assert {kind for kind, mode in modes.items() if mode is Mode.SET} == {LOSS, TRADES}
    assert Mode.LEAVE not in modes.values()
    assert (draft.warn, draft.unarmed()) == ("70", [TRADES])
    assert draft.changes()[0].lines == ()


def test_accounts_that_differ_in_a_rule_leave_it_and_share_what_is_the_same() -> None:
    draft = RiskDraft([holder("A", DailyLoss(D(500)), Trades(4)), holder("B", DailyLoss(D(600)), Trades(4), warn=60)])
    assert draft.rules[LOSS].mode is Mode.LEAVE
    assert draft.rules[TRADES].mode is Mode.SET
    assert draft.rules[DRAWDOWN].mode is Mode.NONE
    assert draft.warn == ""
    assert [change.lines for change in draft.changes()] == [(), ()]
    assert [change.rules for change in draft.changes()] == [each.rules for each in draft.holders]


@pytest.mark.rule("11.8")
def test_a_bulk_edit_changes_the_rule_that_was_set_and_leaves_the_others_of_each_account() -> None:
    draft = RiskDraft([holder("A", DailyLoss(D(500)), Trades(4)), holder("B", DailyLoss(D(600))), holder("C")])
    draft.rules[TRADES].mode = Mode.SET
    draft.rules[TRADES].texts = {"limit": "6"}
    changes = draft.changes()
    assert [change.rules.rules for change in changes] == [
        (DailyLoss(D(500)), Trades(6)),
        (DailyLoss(D(600)), Trades(6)),
        (Trades(6),),
    ]
    assert changes[0].lines == ("Trades per day: 4 trades → 6 trades",)
    assert changes[1].lines == changes[2].lines == ("Trades per day: none → 6 trades",)
    assert preview_text(changes).splitlines() == [
        "A",
        "  Trades per day: 4 trades → 6 trades",
        "",
        "B, C",
        "  Trades per day: none → 6 trades",
    ]


def test_a_rule_is_taken_away_from_all() -> None:
    draft = RiskDraft([holder("A", DailyLoss(D(500)), Trades(4)), holder("B", DailyLoss(D(600)))])
    draft.rules[LOSS].mode = Mode.NONE
    assert [change.rules.rules for change in draft.changes()] == [(Trades(4),), ()]


def test_accounts_that_end_up_alike_are_saved_together_and_unchanged_ones_not_at_all() -> None:
    draft = RiskDraft([holder("A"), holder("B", Trades(6)), holder("C")])
    draft.rules[TRADES].mode = Mode.SET
    draft.rules[TRADES].texts = {"limit": "6"}
    assert batches(draft.changes()) == [((AccountId("a"), AccountId("c")), RiskRules((Trades(6),)))]


@pytest.mark.rule("11.8")
def test_a_preset_fills_its_rules_in_and_leaves_the_others_and_says_its_name_and_date() -> None:
    draft = RiskDraft([holder("A", DailyLoss(D(500)), Trades(4)), holder("B")])
    draft.fill(preset(DailyLoss(D(1000)), Contracts(5, 10)), armed=True)
    first, second = draft.changes()
    assert first.rules.rules == (DailyLoss(D(1000)), Trades(4), Contracts(5, 10))
    assert second.rules.rules == (DailyLoss(D(1000)), Contracts(5, 10))
    assert {first.rules.preset, second.rules.preset} == {"Northern Test 50K, 2026-11-21"}


@pytest.mark.rule("11.7")
def test_a_preset_may_be_filled_in_unarmed_and_that_is_told() -> None:
    draft = RiskDraft([holder("A")])
    draft.fill(preset(DailyLoss(D(1000))), armed=False)
    assert draft.unarmed() == [LOSS]
    assert draft.changes()[0].lines == ("Daily loss: none → 1,000.00, not armed",)


def test_rules_that_were_changed_after_a_preset_say_so() -> None:
    draft = RiskDraft([holder("A")])
    draft.fill(preset(DailyLoss(D(1000))), armed=True)
    draft.rules[LOSS].texts["limit"] = "900"
    assert draft.changes()[0].rules.preset == "Northern Test 50K, 2026-11-21, changed"
    later = RiskDraft([holder("A", DailyLoss(D(1000)), preset="Northern Test 50K, 2026-11-21")])
    assert later.changes()[0].rules.preset == "Northern Test 50K, 2026-11-21"
    later.rules[LOSS].texts["limit"] = "800"
    assert later.changes()[0].rules.preset == "Northern Test 50K, 2026-11-21, changed"


@pytest.mark.parametrize("text", ["0", "100", "eighty", "8.5"])
def test_a_warning_that_is_no_share_is_told_and_nothing_would_be_saved(text: str) -> None:
    draft = RiskDraft([holder("A", Trades(4))])
    draft.warn = text
    assert draft.wrong_warn
    assert draft.changes() == ()


def test_the_warning_is_changed_for_all() -> None:
    draft = RiskDraft([holder("A", warn=70), holder("B")])
    draft.warn = "90"
    assert [change.rules.warn_percent for change in draft.changes()] == [90, 90]
    assert draft.changes()[0].lines == ("Warning at 70 % → 90 %",)


def test_nothing_would_be_saved_while_a_field_is_wrong() -> None:
    draft = RiskDraft([holder("A", DailyLoss(D(500)))])
    draft.rules[LOSS].texts["limit"] = "x"
    assert list(draft.wrong()) == [LOSS]
    assert draft.changes() == ()


def test_disarming_alone_is_a_change() -> None:
    draft = RiskDraft([holder("A", DailyLoss(D(500)))])
    draft.rules[LOSS].armed = False
    (change,) = draft.changes()
    assert change.lines == ("Daily loss: 500.00 → 500.00, not armed",)
    assert change.rules == replace(change.holder.rules, rules=(DailyLoss(D(500), armed=False),))
