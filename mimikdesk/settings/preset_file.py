"""Preset files: one firm each, its programs and account sizes, with the date and sources of the figures (rule 11.8).

The form is checked throughout; a file with a mistake gives no preset at all, so that no rule is missing in silence.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from mimikdesk.domain.errors import RiskError
from mimikdesk.domain.preset import Preset
from mimikdesk.domain.risk import Contracts, DailyLoss, Drawdown, DrawdownMode, Hours, RiskRule, RiskRules, Trades
from mimikdesk.domain.zone import MINUTE, day_text
from mimikdesk.settings.calendar_file import read_sources
from mimikdesk.settings.fields import Complaint, Complaints, Fields
from mimikdesk.settings.model import SettingsError
from mimikdesk.settings.own_files import FileText, bundled_again, read_files
from mimikdesk.settings.yaml_tree import TreeError, read_tree
from mimikdesk.settings.zones import CHICAGO, read_zone

FORM = 1
FOLDER = "presets"


class Stage(StrEnum):
    EVALUATION = "evaluation"
    FUNDED = "funded"


@dataclass(frozen=True, slots=True)
class _Firm:
    name: str
    compared: str
    sources: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Presets:
    """``all``: by firm, program and size as the files have them. ``problems``: sentences for the trader."""

    all: tuple[Preset, ...]
    problems: tuple[str, ...]


def read_presets(bundled: Path, own: Path) -> Presets:
    """All presets of the bundled folder and the trader's; may wait for a disk. Where the trader's copy is of no use
    the bundled file counts, and the problems say so."""
    found: list[Preset] = []
    problems: list[str] = []
    for file in read_files(bundled, own):
        presets, complaints = _of_file(file)
        problems += [str(complaint) for complaint in complaints]
        behind = bundled_again(file, bundled) if complaints else None
        if behind is not None:
            presets, _ = _of_file(behind)
            problems.append(
                f"The presets of {behind.path.name} are those that came with MimikDesk, until your copy is put right."
            )
        found += presets
    return Presets(tuple(found), tuple(problems))


def _of_file(file: FileText) -> tuple[tuple[Preset, ...], tuple[Complaint, ...]]:
    if file.text is None:
        return (), (Complaint(file.path.name, 1, f"The file {file.problem}"),)
    return read_preset(file.text, file.path.name, file.own)


def read_preset(text: str, name: str, own: bool = False) -> tuple[tuple[Preset, ...], tuple[Complaint, ...]]:
    """All presets of one file, or none and everything that is wrong with it."""
    complaints = Complaints(name)
    try:
        fields = Fields(read_tree(text), complaints, "the file")
    except TreeError as error:
        complaints.add(error.line, error.what)
        return (), tuple(complaints)
    form = fields.whole("form")
    if form is not None and form != FORM:
        complaints.add(fields.line_of("form"), f"The file has form {form}; this program reads form {FORM}")
        return (), tuple(complaints)
    firm = _firm(fields)
    presets: list[Preset] = []
    for program in fields.parts("programs"):
        presets += _program(program, firm, name, own)
    fields.finish()
    titles: set[str] = set()
    for preset in presets:
        if preset.title in titles:
            complaints.add(fields.line_of("programs"), f"“{preset.title}” stands here twice")
        titles.add(preset.title)
    return ((), tuple(complaints)) if complaints else (tuple(presets), ())


def _firm(fields: Fields) -> _Firm:
    name, compared = fields.text("firm"), fields.date("compared")
    sources = tuple(source.url for source in read_sources(fields))
    return _Firm(name or "", "" if compared is None else day_text(compared), sources, _notes(fields))


def _notes(fields: Fields) -> tuple[str, ...]:
    nodes = fields.members("notes", needed=False)
    return tuple(" ".join(node.value.split()) for node in nodes if isinstance(node.value, str))


def _program(fields: Fields, firm: _Firm, file: str, own: bool) -> list[Preset]:
    name, stage = fields.text("name"), fields.choice("stage", Stage)
    uncertain = fields.flag("check", usual=False)
    best_day = fields.whole("best_day_percent", needed=False, most=100)
    notes = (*_notes(fields), *firm.notes)
    hours = _hours(fields)
    found = []
    for account in fields.parts("accounts"):
        size, rules, target = account.text("size"), _rules(account, hours), account.money("target", needed=False)
        account.finish()
        if name is None or stage is None or size is None or rules is None:
            continue
        found.append(
            Preset(
                firm=firm.name,
                program=name,
                size=size,
                stage=stage,
                rules=rules,
                compared=firm.compared,
                certain=not uncertain,
                profit_target=target,
                best_day=best_day,
                notes=notes,
                sources=firm.sources,
                file=file,
                own=own,
            )
        )
    fields.finish()
    return found


def _hours(fields: Fields) -> Hours | None:
    """By when the firm wants its accounts flat."""
    part = fields.part("hours", needed=False)
    if part is None:
        return None
    flat_by = part.time("flat_by")
    zone = part.text("zone", needed=False) or CHICAGO
    early = part.whole("early_minutes", needed=False, least=0, most=240)
    part.finish()
    try:
        read_zone(zone)
    except SettingsError as error:
        part.complaints.add(part.line_of("zone"), str(error).rstrip("."))
        return None
    if flat_by is None:
        return None
    usual = Hours((), flat_by=flat_by // MINUTE, zone=zone)
    return usual if early is None else Hours((), flat_by=flat_by // MINUTE, zone=zone, early_minutes=early)


def _rules(account: Fields, hours: Hours | None) -> RiskRules | None:
    """The rules of one account size; None, with a complaint, where they cannot be so."""
    start = account.money("start")
    daily = account.money("daily_loss", needed=False)
    contracts = account.whole("contracts", needed=False, most=10_000)
    micros = account.whole("micros", needed=False, most=100)
    trades = account.whole("trades_a_day", needed=False, most=10_000)
    rules: list[RiskRule] = []
    try:
        if account.has("drawdown"):
            drawdown = _drawdown(account, start)
            if drawdown is None:
                return None
            rules.append(drawdown)
        if daily is not None:
            rules.append(DailyLoss(daily))
        if contracts is not None:
            rules.append(Contracts(contracts, micros or 1))
        if trades is not None:
            rules.append(Trades(trades))
        if hours is not None:
            rules.append(hours)
        if not rules:
            account.complaints.add(account.line, f"There is no rule in {account.where}")
            return None
        return RiskRules(tuple(rules))
    except RiskError as error:
        account.complaints.add(account.line, str(error).rstrip("."))
        return None


def _drawdown(account: Fields, start: Decimal | None) -> Drawdown | None:
    part = account.part("drawdown")
    if part is None:
        return None
    amount, mode = part.money("amount"), part.choice("mode", DrawdownMode)
    stops_at = part.money("stops_at", needed=False)
    part.finish()
    if amount is None or mode is None or start is None:
        return None
    return Drawdown(amount, start, mode, stops_at)
