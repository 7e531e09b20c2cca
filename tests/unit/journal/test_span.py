"""What a report is made of: the records of one account and of whom it followed, from the sessions a span touches."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from mimikdesk.domain.events import (
    BalanceReported,
    BudgetReported,
    EquityReported,
    FillReported,
    GroupDefined,
    PositionReported,
    TimePassed,
)
from mimikdesk.domain.group import CopyGroup, FollowerSettings
from mimikdesk.domain.ids import AccountId, ConnectionId, FillId, GroupId, Symbol, VenueOrderId
from mimikdesk.domain.orders import Fill, PositionReport, Side
from mimikdesk.domain.time import SECOND, Stamp
from mimikdesk.journal.codec import Entry
from mimikdesk.journal.journal import Journal
from mimikdesk.journal.open import open_journal
from mimikdesk.journal.span import Span
from tests.helpers.journals import START

pytestmark = pytest.mark.rule("13.3")

L, A, B, X = (AccountId(f"p/{name}") for name in "LABX")
MNQ = Symbol("MNQZ6")
DAY = 86_400


def at(seconds: int) -> Stamp:
    return Stamp(START.utc_ns + seconds * SECOND, START.mono_ns + seconds * SECOND)


def fill(account: AccountId, name: str, seconds: int) -> FillReported:
    done = Fill(FillId(name), VenueOrderId("7"), None, MNQ, Side.BUY, 1, Decimal("21004.25"))
    return FillReported(account, done, at(seconds))


def held(account: AccountId, qty: int, seconds: int) -> PositionReported:
    return PositionReported(account, PositionReport(MNQ, qty), at(seconds))


GROUP = GroupDefined(CopyGroup(GroupId("g"), "G", L, (FollowerSettings(A), FollowerSettings(B))), at(0))


def keep(journal: Journal, *entries: Entry) -> None:
    for entry in entries:
        journal.recorder.record(entry)
    assert journal.recorder.flush()


def entries(span: Span) -> list[Entry]:
    return [recorded.entry for recorded in span.records]


def test_an_account_comes_with_its_leader_and_with_nobody_else(journal: Journal) -> None:
    keep(journal, GROUP, fill(L, "1", 1), fill(A, "2", 2), fill(B, "3", 3), fill(X, "4", 4), TimePassed(at(5)))
    of_a = journal.span(A, at(0).utc_ns, at(9).utc_ns)
    assert of_a.leaders == (L,)
    assert entries(of_a) == [GROUP, fill(L, "1", 1), fill(A, "2", 2)]
    assert [each.seen_ns for each in of_a.fills] == [at(2).utc_ns]
    of_leader = journal.span(L, at(0).utc_ns, at(9).utc_ns)
    assert of_leader.leaders == ()
    assert entries(of_leader) == [GROUP, fill(L, "1", 1)]


def test_what_is_told_of_money_and_of_budgets_is_kept_and_is_no_part_of_a_report(journal: Journal) -> None:
    equity = EquityReported(A, Decimal("1010.50"), Decimal("10.50"), None, at(1), at(2))
    budget = BudgetReported(ConnectionId("p"), 10, 80, 60, None, "", at(2))
    keep(journal, GROUP, BalanceReported(A, Decimal(1000), at(1)), equity, budget, fill(A, "1", 3))
    assert entries(journal.span(A, at(0).utc_ns, at(9).utc_ns)) == [GROUP, fill(A, "1", 3)]
    assert equity in list(journal.events(journal.session))


def test_both_ends_belong_to_the_span_and_what_stood_before_comes_along(journal: Journal) -> None:
    keep(journal, GROUP, held(A, 2, 1), fill(A, "1", 2), fill(A, "2", 3), fill(A, "3", 4), fill(A, "4", 5))
    span = journal.span(A, at(3).utc_ns, at(4).utc_ns)
    assert entries(span) == [GROUP, held(A, 2, 1), fill(A, "2", 3), fill(A, "3", 4)]
    assert len(span.fills) == 2


def test_only_sessions_that_the_span_touches_are_read_also_one_that_was_killed(
    journal: Journal, tmp_path: Path, open_in: Callable[[Path], Journal]
) -> None:
    keep(journal, GROUP, fill(A, "1", 1))  # killed: nobody writes down its end
    second = open_journal(tmp_path, at(DAY)).journal
    led_by_x = replace(GROUP, group=replace(GROUP.group, leader=X), at=at(DAY))
    keep(second, led_by_x, fill(A, "2", DAY + 1), fill(X, "3", DAY + 2))
    second.close(at(DAY + 10))
    third = open_in(tmp_path)
    assert entries(third.span(A, at(DAY + 1).utc_ns, at(DAY + 5).utc_ns)) == [
        led_by_x,
        fill(A, "2", DAY + 1),
        fill(X, "3", DAY + 2),
    ]
    assert entries(third.span(A, at(0).utc_ns, at(DAY - 1).utc_ns)) == [GROUP, fill(A, "1", 1)]
    assert third.span(A, at(0).utc_ns, at(DAY + 9).utc_ns).leaders == (L, X)
    assert third.span(A, at(-DAY).utc_ns, at(-1).utc_ns).records == ()
