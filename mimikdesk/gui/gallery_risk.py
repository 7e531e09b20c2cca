"""Made-up risk rules, limits and locks for the gallery and the tests of the window."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from mimikdesk.domain.ids import AccountId, GroupId
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
    RuleState,
    Trades,
    WeeklyLoss,
    Window,
)
from mimikdesk.domain.risk_locks import EndedLock, Lock, LockKind
from mimikdesk.gui.app_window import Ui
from mimikdesk.gui.gallery_data import START_NS, lane, normal
from mimikdesk.gui.main_window import RISK
from mimikdesk.services.risk_rows import LockRow, RiskRow, RiskView, RuleRow
from mimikdesk.services.views import Update

HOUR_NS = 3_600_000_000_000
DAY_END_NS = START_NS + 7 * HOUR_NS
D = Decimal

LOSS = DailyLoss(D(1000))
DRAWDOWN = Drawdown(D(2000), D(50000), DrawdownMode.END_OF_DAY, D(50100))
RULES = RiskRules(
    (
        LOSS,
        WeeklyLoss(D(2500), armed=False),
        DailyTarget(D(1500), D(100)),
        DRAWDOWN,
        GiveBack(D(400), D(500)),
        Trades(6),
        Contracts(5, 10),
        CoolDown(3, 30),
        Hours((Window(510, 900, frozenset(range(5))),), 950),
        News(2, 2, armed=False),
    ),
    preset="Topstep Trading Combine 50K, 2026-11-21",
)


def rule_row(rule: RiskRule, state: RuleState = RuleState.ARMED, **changed: object) -> RuleRow:
    made = RuleRow(rule, state, None, None, None, None, "")
    return replace(made, **changed)  # type: ignore[arg-type]


def rule_rows(day: Decimal, rules: RiskRules = RULES) -> tuple[RuleRow, ...]:
    """The rules of an account whose day stands so."""
    loss = max(D(0), -day)
    used = min(100, int(loss / LOSS.limit * 100))
    state = RuleState.BREACHED if used >= 100 else RuleState.NEAR if used >= rules.warn_percent else RuleState.ARMED
    found = []
    for rule in rules.rules:
        match rule:
            case DailyLoss():
                left = max(D(0), rule.limit - loss)
                text = f"The day stands at {day:+,.2f}; at {-rule.limit:,.2f} the account is flattened and locked."
                found.append(rule_row(rule, state, figure=day, limit=-rule.limit, left=left, used=used, text=text))
            case Drawdown():
                worth = D(50000) + day
                left = worth - D(48000)
                share = max(0, min(100, int((D(2000) - left) / 20)))
                text = f"Net liquidation {worth:,.2f}, floor 48,000.00, highest end of day 50,000.00."
                found.append(rule_row(rule, figure=worth, limit=D(48000), left=left, used=share, text=text))
            case DailyTarget():
                share = max(0, min(100, int(day / D(16))))
                text = "At +1,600.00 the account is flattened and locked for the day."
                found.append(rule_row(rule, figure=day, limit=D(1600), left=D(1600) - day, used=share, text=text))
            case Trades():
                found.append(rule_row(rule, figure=D(2), limit=D(6), left=D(4), used=33, text="2 of 6 trades today."))
            case Contracts():
                found.append(rule_row(rule, figure=D(2), limit=D(5), left=D(3), used=40, text="2 of 5 contracts held."))
            case Hours():
                found.append(rule_row(rule, text="Trades are opened until 15:00; flat by 15:50 in Chicago."))
            case CoolDown():
                found.append(rule_row(rule, text="1 loss in a row; a cool-down of 30 min comes after 3."))
            case _:
                found.append(
                    rule_row(rule, RuleState.ARMED if rule.armed else RuleState.OFF, text="Not reached today.")
                )
    return tuple(found)


def account(number: int, day: str = "118.00", group: int = 1, **changed: object) -> RiskRow:
    amount = D(day)
    rows = rule_rows(amount)
    worst = max((row.state for row in rows), key=[*RuleState].index)
    made = RiskRow(
        account=AccountId(f"a{group}-{number}"),
        name=f"APEX-2844{group}-{number:02}",
        connection_name="Apex",
        group=GroupId(f"g{group}"),
        group_name="NQ scalps" if group == 1 else f"Group {group}",
        leads=False,
        state=worst,
        rules=rows,
        settings=RULES,
        net_liq=D(50000) + amount,
        day_pnl=amount,
        week_pnl=amount + 240,
        high=D(50000),
        floor=D(48000),
        trades_today=2,
        at_stop=amount - 150,
        what_if="Three more losing trades of today's size reach the daily loss limit.",
        days=(("2026-11-23", D("420")), ("2026-11-24", D("-180")), ("2026-11-25", D("610"))),
    )
    return replace(made, **changed)  # type: ignore[arg-type]


def leader(group: int = 1) -> RiskRow:
    """The account that leads a group, without rules of its own."""
    made = account(0, "212.50", group, name=f"LEADER-{group}", leads=True)
    return replace(made, rules=(), settings=RiskRules(), state=RuleState.OFF, what_if="", days=(), floor=None)


FIRED = "Daily loss: the day stood at −1,012.50, the limit is −1,000.00."
DAILY = Lock(LockKind.DAILY, FIRED, START_NS, DAY_END_NS, RuleKind.DAILY_LOSS)
OWN = Lock(LockKind.SELF, "You have locked this account yourself.", START_NS, START_NS + 20 * HOUR_NS)
PAST = (
    EndedLock(replace(DAILY, since_ns=START_NS - 48 * HOUR_NS), START_NS - 41 * HOUR_NS, "The trading day ended."),
    EndedLock(
        Lock(LockKind.HAND, "Locked by hand: Fed day, no need to be a hero.", START_NS - 90 * HOUR_NS, None),
        START_NS - 80 * HOUR_NS,
        "Unlocked by hand: the decision is out.",
    ),
)


def view(*rows: RiskRow, **changed: object) -> RiskView:
    made = RiskView(rows, "2026-01-05", DAY_END_NS, DAY_END_NS + 48 * HOUR_NS)
    return replace(made, **changed)  # type: ignore[arg-type]


def some() -> RiskView:
    """A group with an account in every state."""
    locked = account(
        3,
        "-1012.50",
        state=RuleState.LOCKED,
        locks=(LockRow.of(DAILY), LockRow.of(OWN)),
        history=PAST,
        held="Locked until the trading day ends.",
        what_if="",
    )
    warned = account(2, "-860.00", warnings=("The leader's daily loss limit would hold this group's openings.",))
    off = account(4, "0.00", state=RuleState.OFF, rules=(), settings=RiskRules(), what_if="", days=(), floor=None)
    elsewhere = account(9, "35.00", name="TPT-88120", connection_name="Take Profit Trader")
    alone = replace(elsewhere, group=None, group_name="")
    return view(leader(), account(1), warned, locked, off, alone, holiday="New Year's Eve")


def many() -> RiskView:
    """Ten groups of ten accounts."""
    rows = []
    for group in range(1, 11):
        rows.append(leader(group))
        rows += [account(number, str((number * 97 + group * 131) % 1400 - 900), group) for number in range(1, 11)]
    return view(*rows)


def _update(risk: RiskView) -> Update:
    return Update(normal(), lane=lane(), risk=risk)


SCENES = {"risk-empty": _update(view()), "risk": _update(some()), "risk-crowded": _update(many())}


def subjects(ui: Ui, scene: str) -> Iterator[tuple[str, QWidget]]:
    """The page, and with some accounts each window that it opens."""
    page = ui.window.risk
    ui.window.show_page(RISK)
    yield "page", ui.window
    if scene != "risk":
        return
    rows = {row.name: row for row in some().rows}
    for name, label in (("APEX-28441-02", "near"), ("APEX-28441-03", "locked"), ("APEX-28441-04", "no-rules")):
        page.show_account(rows[name].account)
        yield label, ui.window
    page.editor.open_for([rows["APEX-28441-02"]])
    yield "editor", page.editor
    page.editor.open_for([rows["APEX-28441-02"], rows["APEX-28441-04"], rows["TPT-88120"]])
    page.editor.presets.choose("Take Profit Trader Test 50K")
    page.editor.presets.take.click()
    yield "bulk", page.editor
    page.editor.reject()
    page.locking.open_for([rows["APEX-28441-02"]])
    yield "lock", page.locking
    page.locking.reject()
    page.unlocking.open_for(rows["APEX-28441-03"])
    page.unlocking.unlock.click()
    yield "unlock", page.unlocking
    page.unlocking.reject()
