"""What is said about a draft: what keeps it from being saved, what may surprise, and what it will do."""

from dataclasses import replace
from decimal import Decimal

import pytest

from mimikdesk.domain.group import (
    AddsMode,
    ClosedMarket,
    CopyGroup,
    FollowerSettings,
    InstrumentMapping,
    LateEntry,
    MappingKind,
    PartialFillMode,
    ReplicationMode,
    ValueScaling,
)
from mimikdesk.domain.guard import FindingKind, GuardAction, GuardProfile, GuardRule, GuardSettings
from mimikdesk.domain.ids import GroupId, Symbol
from mimikdesk.domain.risk_locks import ContractLimit
from mimikdesk.services.group_draft import DraftField, FollowerDraft, GroupDraft, draft_of, group_of
from mimikdesk.services.group_review import problems_of, warnings_of
from mimikdesk.services.group_views import GroupsView
from mimikdesk.services.group_words import review
from tests.helpers.group_views import account, candidate, view

L, A, B = (account(name) for name in "LAB")
GOOD = GroupDraft(name="Scalps", leader=L, followers=(FollowerDraft(A), FollowerDraft(B, Decimal("0.5"))))
OTHER = CopyGroup(GroupId("o"), "Other", account("OL"), (FollowerSettings(account("OA")),))


Warned = tuple[str, int] | None
EMPTY = "The instrument list of A is empty, so nothing would be copied to it."


def told(draft: GroupDraft, given: GroupsView | None = None) -> list[tuple[DraftField, str]]:
    found = problems_of(draft, given or view())
    assert all(problem.advice for problem in found)
    return [(problem.field, problem.text) for problem in found]


def with_follower(**changes: object) -> GroupDraft:
    return replace(GOOD, followers=(FollowerDraft(A, **changes),))  # type: ignore[arg-type]


def custom(*roots: tuple[str, str]) -> InstrumentMapping:
    return InstrumentMapping(MappingKind.CUSTOM, roots)


def test_a_good_draft_has_no_problems_and_becomes_the_group_that_it_describes() -> None:
    assert told(GOOD) == []
    group = group_of(GOOD, GroupId("g"))
    assert draft_of(group) == replace(GOOD, group=GroupId("g"), base=group)


@pytest.mark.rule("4.1")
def test_a_group_needs_a_name_a_leader_and_a_follower() -> None:
    assert [where for where, _ in told(GroupDraft(name="  "))] == [
        DraftField.NAME,
        DraftField.LEADER,
        DraftField.FOLLOWERS,
    ]


def test_a_name_that_another_group_has_is_refused_whatever_its_case() -> None:
    assert told(replace(GOOD, name=" oTHER "), view(*view().candidates, groups=[OTHER])) == [
        (DraftField.NAME, "There is a group “Other” already.")
    ]
    assert told(replace(draft_of(OTHER), name="OTHER"), view(groups=[OTHER])) == []


@pytest.mark.rule("4.3")
def test_the_leader_cannot_follow_and_a_follower_cannot_become_the_leader() -> None:
    assert told(replace(GOOD, leader=A)) == [(DraftField.LEADER, "A is chosen as leader and as follower.")]
    edited = replace(draft_of(OTHER), leader=account("OA"), followers=(FollowerDraft(A),))
    found = told(edited, view(candidate("A"), groups=[OTHER]))
    assert found == [(DraftField.LEADER, "OA follows in “Other” and cannot become its leader.")]


@pytest.mark.rule("4.2", "4.4")
def test_accounts_of_other_groups_and_those_that_nobody_knows_are_named() -> None:
    given = view(*view().candidates, groups=[OTHER])
    assert told(replace(GOOD, leader=account("OL")), given) == [
        (DraftField.LEADER, "OL leads “Other” and can be in one group only.")
    ]
    followers = (FollowerDraft(account("OA")), FollowerDraft(account("X")), FollowerDraft(A), FollowerDraft(A))
    assert told(replace(GOOD, followers=followers), given) == [
        (DraftField.FOLLOWERS, "OA follows in “Other” and can be in one group only."),
        (DraftField.FOLLOWERS, "home/X is not set up."),
        (DraftField.FOLLOWERS, "A is chosen twice."),
    ]


@pytest.mark.rule("4.9")
@pytest.mark.parametrize(
    ("changes", "where", "text"),
    [
        ({"multiplier": Decimal(0)}, DraftField.MULTIPLIER, "The multiplier of A must be greater than zero."),
        ({"multiplier": Decimal("NaN")}, DraftField.MULTIPLIER, "The multiplier of A must be greater than zero."),
        ({"multiplier": Decimal("0.0005")}, DraftField.MULTIPLIER, "The multiplier of A has more than 3 decimals."),
        ({"multiplier": Decimal(1001)}, DraftField.MULTIPLIER, "The multiplier of A is above 1,000."),
        ({"max_contracts": 0}, DraftField.MAX_CONTRACTS, "Max contracts of A must be 1 or more."),
        (
            {"mapping": custom()},
            DraftField.MAPPING,
            "The instrument list of A is empty, so nothing would be copied to it.",
        ),
        ({"mapping": custom(("NQ", "MNQ"), ("NQ", "NQ"))}, DraftField.MAPPING, "A maps NQ twice."),
        ({"mapping": custom(("nq", "MNQ"))}, DraftField.MAPPING, "“nq” to “MNQ” of A is not a pair of roots."),
    ],
    ids=str,
)
def test_figures_of_a_follower_that_cannot_be(changes: dict[str, object], where: DraftField, text: str) -> None:
    assert told(with_follower(**changes)) == [(where, text)]


@pytest.mark.rule("4.9")
def test_a_multiplier_with_zeros_at_its_end_is_fine() -> None:
    assert told(with_follower(multiplier=Decimal("0.50000"))) == []


@pytest.mark.rule("4.9", "6.4")
def test_settings_of_the_group_that_cannot_be() -> None:
    draft = replace(GOOD, whitelist=frozenset({"M NQ", "ES"}), entry_tolerance_ms=60_001, late_entry_ticks=-1)
    assert [where for where, _ in told(draft)] == [
        DraftField.WHITELIST,
        DraftField.TOLERANCES,
        DraftField.TOLERANCES,
    ]


@pytest.mark.parametrize(
    "draft",
    [
        replace(GOOD, name=""),
        replace(GOOD, leader=A),
        replace(GOOD, followers=()),
        with_follower(multiplier=Decimal(-1)),
        with_follower(multiplier=Decimal("1.2345")),
        with_follower(max_contracts=0),
        replace(GOOD, exit_tolerance_ms=-1),
        replace(GOOD, late_entry_ticks=-1),
    ],
)
def test_whatever_the_group_itself_refuses_is_a_problem_before(draft: GroupDraft) -> None:
    assert told(draft) != []


# --- warnings ---------------------------------------------------------------------------------------------------------


@pytest.mark.rule("4.10")
@pytest.mark.parametrize(
    ("multiplier", "mapping", "leader", "follower", "warned"),
    [
        ("1", MappingKind.SAME, ContractLimit(10), ContractLimit(10), None),
        (
            "1",
            MappingKind.SAME,
            ContractLimit(10),
            ContractLimit(9),
            ("9 contracts", 10),
        ),
        (
            "0.5",
            MappingKind.SAME,
            ContractLimit(9),
            ContractLimit(4),
            ("4 contracts", 5),
        ),
        (
            "1",
            MappingKind.SAME,
            ContractLimit(5, 10),
            ContractLimit(5),
            ("5 micro contracts", 50),
        ),
        ("1", MappingKind.TO_MICRO, ContractLimit(5, 10), ContractLimit(5, 10), None),
        (
            "1",
            MappingKind.TO_MICRO,
            ContractLimit(5, 10),
            ContractLimit(3, 10),
            ("30 micro contracts", 50),
        ),
        (
            "1",
            MappingKind.TO_MINI,
            ContractLimit(3, 10),
            ContractLimit(2, 10),
            ("2 contracts", 3),
        ),
    ],
)
def test_a_follower_whose_firm_allows_less_than_the_leader_may_ask_for(
    multiplier: str,
    mapping: MappingKind,
    leader: ContractLimit,
    follower: ContractLimit,
    warned: tuple[str, int] | None,
) -> None:
    scaling = {MappingKind.TO_MICRO: ValueScaling.TIMES_TEN, MappingKind.TO_MINI: ValueScaling.DIVIDED_BY_TEN}
    mapped = InstrumentMapping(mapping, (), scaling.get(mapping, ValueScaling.NONE))
    draft = with_follower(multiplier=Decimal(multiplier), mapping=mapped)
    given = view(limits=[(L, leader), (A, follower)])
    found = warnings_of(draft, given)
    expected = "A is allowed {0}; a leader at his limit would ask for {1} on it."
    assert [each.text for each in found] == ([expected.format(*warned)] if warned else [])
    assert problems_of(draft, given) == ()


@pytest.mark.rule("4.10")
def test_no_warning_where_a_limit_is_not_known() -> None:
    assert warnings_of(GOOD, view(limits=[(L, ContractLimit(99))])) == ()
    assert warnings_of(GOOD, view(limits=[(A, ContractLimit(1))])) == ()


def test_practice_accounts_beside_real_ones_are_a_warning() -> None:
    (warning,) = warnings_of(GOOD, view(candidate("L", practice=True), candidate("A"), candidate("B", practice=True)))
    assert warning.account == A
    assert "one of them is for practice" in warning.text


def test_an_entry_of_the_whitelist_that_nobody_has_named_is_a_warning() -> None:
    draft = replace(GOOD, whitelist=frozenset({"MNQ", "NQZ6", "QN"}))
    assert [each.text for each in warnings_of(draft, view())] == ["No connection has named “QN” so far."]
    assert warnings_of(draft, view(contracts=())) == ()


# --- the review -------------------------------------------------------------------------------------------------------


def test_the_review_says_who_leads_who_follows_at_which_size_and_how() -> None:
    assert review(GOOD, view(), Symbol("NQZ6")) == (
        "“Scalps”: L (Home) leads and is only watched; 2 accounts follow.",
        "A copies with x1. When the leader opens 1 / 2 / 4 NQZ6, it opens 1 / 2 / 4 NQZ6. "
        "The leader's resting orders rest on it too.",
        "B copies with x0.5. When the leader opens 1 / 2 / 4 NQZ6, it opens 1 / 1 / 2 NQZ6. "
        "The leader's resting orders rest on it too.",
        "Every instrument is copied.",
        "An order that fills in parts is copied once, when it is done.",
        "A resting entry that has not filled 3 s after the leader's works on, and you are told.",
        "A resting exit that has not filled 2 s after the leader's is closed at the market.",
        "Guard “Guard”: Trims what is too much, closes what the leader does not hold, and tells you what is missing.",
        "Copying begins with the leader's next trade after saving; what he holds by then is not copied.",
    )


def test_the_review_says_whatever_is_set_otherwise() -> None:
    mapping = InstrumentMapping(MappingKind.TO_MICRO, (), ValueScaling.TIMES_TEN)
    draft = replace(
        with_follower(max_contracts=20, mapping=mapping, adds=AddsMode.BY_POSITION, mode=ReplicationMode.ON_FILL),
        whitelist=frozenset({"NQ", "ES"}),
        partial_fills=PartialFillMode.EACH_FILL,
        late_entry=LateEntry.MARKET,
        entry_tolerance_ms=2_500,
        closed_market=ClosedMarket.LEAVE,
        guard=GuardSettings(
            GuardProfile.TRIM,
            disable_on_breach=True,
            changed=((FindingKind.ORPHAN, GuardRule(GuardAction.ALERT, 1_000)),),
        ),
        on=False,
    )
    assert review(draft, view(), Symbol("NQZ6"))[1:] == (
        "A copies with x1. It never holds more than 20 contracts in an instrument. It trades the micro contract. "
        "Its size is scaled: ten contracts for one. When the leader opens 1 / 2 / 4 NQZ6, it opens 10 / 20 / 20 MNQZ6. "
        "Additions never take it above the size of the leader's whole position. "
        "Nothing rests on it; the leader's fills are followed at the market.",
        "Only openings in ES, NQ are copied; exits are copied in everything.",
        "An order that fills in parts is followed fill by fill.",
        "A resting entry that has not filled 2.5 s after the leader's is taken at the market, "
        "within 8 ticks of his fill.",
        "A resting exit that has not filled 2 s after the leader's is closed at the market.",
        "What cannot be flattened because the market is closed is left as it is.",
        "Guard “Trim”: Only takes away what is too much; what a follower lacks is not looked at.",
        "Some rules of the guard are your own.",
        "After an exit by the guard, replication to that follower stops until you switch it on again.",
        "The group is switched off: nothing is copied until you switch it on.",
    )


def test_the_review_of_an_edit_says_that_saving_trades_nothing_and_of_a_dry_run_that_nothing_is_sent() -> None:
    edited = replace(draft_of(OTHER), followers=(*draft_of(OTHER).followers, FollowerDraft(A, Decimal("1.50"))))
    given = view(groups=[OTHER])
    assert review(edited, given)[-1] == "Saving trades nothing: changed sizes count from the leader's next trade on."
    assert "A copies with x1.5." in review(edited, given)[2]
    assert review(replace(edited, dry_run=True), given)[-1].startswith("Dry run")


def test_what_is_not_copied_at_all_is_said_in_the_followers_sentence() -> None:
    draft = with_follower(mapping=custom(("ES", "MES")))
    assert "It trades ES → MES, and nothing else." in review(draft, view(), Symbol("NQZ6"))[1]
    assert "It has no instrument for NQZ6: openings in it are held back." in review(draft, view(), Symbol("NQZ6"))[1]
    off = review(with_follower(mode=ReplicationMode.OFF), view(), Symbol("NQZ6"))[1]
    assert "Replication is off for this follower." in off
    assert "When the leader opens" not in review(GOOD, view(contracts=()))[1]
