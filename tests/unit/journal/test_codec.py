"""What the codec writes it reads back exactly, and what it does not know it refuses."""

import json
from dataclasses import fields
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings

from mimikdesk.domain.commands import PlaceOrder
from mimikdesk.domain.decisions import Purpose, SendCommand
from mimikdesk.domain.events import FillReported, GroupDefined
from mimikdesk.domain.group import CopyGroup, FollowerSettings
from mimikdesk.domain.ids import AccountId, ClientOrderId, FillId, GroupId, Symbol, VenueOrderId
from mimikdesk.domain.orders import Fill, Side
from mimikdesk.domain.time import Stamp
from mimikdesk.journal.codec import CodecError, decode, encode
from tests.helpers.entries import DECIMALS, KINDS, some

T = Stamp(1_767_623_400_000_000_001, 5)
FILL = FillReported(
    AccountId("p/A"),
    Fill(FillId("f"), VenueOrderId("v"), None, Symbol("MNQZ6"), Side.BUY, 2, Decimal("20000.50")),
    T,
)
SEND = SendCommand(
    PlaceOrder(AccountId("p/A"), ClientOrderId("c"), Symbol("MNQZ6"), Side.SELL, 3), Purpose.CLOSE, "t", closes=3
)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_of_event_and_decision_comes_back_equal(kind: type) -> None:
    @settings(max_examples=40)
    @given(entry=some(kind))
    def holds(entry: Any) -> None:
        text = encode(entry)
        assert decode(text) == entry
        assert encode(decode(text)) == text

    holds()


def test_the_union_of_kinds_is_the_whole_union() -> None:
    """A kind that was wrapped in a nested union would slip through the parametrisation above."""
    assert all(isinstance(kind, type) for kind in KINDS)
    assert len(KINDS) == len(set(KINDS))


@given(price=DECIMALS)
def test_a_decimal_keeps_every_digit_it_was_given(price: Decimal) -> None:
    fill = Fill(FillId("f"), VenueOrderId("v"), None, Symbol("MNQZ6"), Side.BUY, 2, price)
    back = decode(encode(FillReported(AccountId("a"), fill, T)))
    assert isinstance(back, FillReported)
    assert str(back.fill.price) == str(price)


def test_equal_sets_give_equal_text_whatever_order_they_were_filled_in() -> None:
    roots = [f"R{number}" for number in range(50)]
    texts = {
        encode(
            GroupDefined(
                CopyGroup(
                    GroupId("g"), "G", AccountId("l"), (FollowerSettings(AccountId("f")),), whitelist=frozenset(order)
                ),
                T,
            )
        )
        for order in (roots, roots[::-1], sorted(roots, key=hash))
    }
    assert len(texts) == 1


def changed(entry: Any, change: Any) -> str:
    data = json.loads(encode(entry))
    change(data)
    return json.dumps(data)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "not JSON"),
        ("[]", "does not name its kind"),
        ("{}", "does not name its kind"),
        ('{"type": "Quote"}', "unknown kind 'Quote'"),
        ('{"type": ["FillReported"]}', "does not name its kind"),
        (changed(FILL, lambda d: d.update(colour="red")), "unknown field 'colour'"),
        (changed(FILL, lambda d: d["fill"].update(fee="1")), "unknown field 'fee'"),
        (changed(FILL, lambda d: d.pop("account")), "lacks the field 'account'"),
        (changed(FILL, lambda d: d.update(at=[1])), "where a time belongs"),
        (changed(FILL, lambda d: d.update(at=[1, 2.0])), "where int belongs"),
        (changed(FILL, lambda d: d["fill"].update(qty=True)), "where int belongs"),
        (changed(FILL, lambda d: d["fill"].update(qty="2")), "where int belongs"),
        (changed(FILL, lambda d: d["fill"].update(price=20000.5)), "where str belongs"),
        (changed(FILL, lambda d: d["fill"].update(price="dear")), "where a decimal number belongs"),
        (changed(FILL, lambda d: d["fill"].update(side="hold")), "unknown Side 'hold'"),
        (changed(SEND, lambda d: d["command"].update(type="BuyHouse")), "unknown kind 'BuyHouse'"),
    ],
)
def test_what_is_not_exactly_a_record_is_refused(text: str, says: str) -> None:
    with pytest.raises(CodecError, match=says):
        decode(text)


def test_a_record_that_breaks_a_rule_of_the_domain_is_refused() -> None:
    group = CopyGroup(GroupId("g"), "G", AccountId("l"), (FollowerSettings(AccountId("f")),))
    text = changed(GroupDefined(group, T), lambda d: d["group"].update(followers=[]))
    with pytest.raises(CodecError, match="needs at least one follower"):
        decode(text)


def test_a_field_with_a_default_may_be_missing_in_older_records() -> None:
    assert decode(changed(FILL, lambda d: d["fill"].pop("venue_ns"))) == FILL


def test_what_is_no_event_or_decision_is_refused() -> None:
    with pytest.raises(CodecError, match="kind Stamp"):
        encode(T)  # type: ignore[arg-type]


def test_all_fields_are_written_so_that_a_later_default_cannot_change_the_past() -> None:
    data = json.loads(encode(FILL))
    assert set(data["fill"]) == {field.name for field in fields(Fill)}
