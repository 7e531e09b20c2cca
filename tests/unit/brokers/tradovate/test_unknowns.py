"""What was not understood: counted by kind, with one example, within bounds."""

from mimikdesk.brokers.tradovate.unknowns import MOST_KINDS, REST, Unknown, Unknowns, shape


def test_each_kind_is_counted_with_its_first_example() -> None:
    unknowns = Unknowns()
    unknowns.count("entity candle", {"id": 1})
    unknowns.count("entity candle", {"id": 2})
    unknowns.count("event Resurrected")
    assert unknowns.entries() == (Unknown("entity candle", 2, "{'id': 1}"), Unknown("event Resurrected", 1, ""))
    assert unknowns.total == 3


def test_it_stays_small_whatever_comes() -> None:
    unknowns = Unknowns()
    for number in range(3 * MOST_KINDS):
        unknowns.count(f"{number} " + "x" * 1000, "y" * 100_000)
    entries = unknowns.entries()
    assert len(entries) == MOST_KINDS + 1
    assert entries[-1].kind == REST
    assert entries[-1].times == 2 * MOST_KINDS
    assert sum(len(entry.kind) + len(entry.example) for entry in entries) < 100_000
    assert unknowns.total == 3 * MOST_KINDS


def test_an_example_that_cannot_be_shown_does_no_harm() -> None:
    unknowns = Unknowns()
    unknowns.count("a number without end", 10**5000)
    nested: list[object] = []
    for _ in range(100_000):
        nested = [nested]
    unknowns.count("a list without end", nested)
    assert [entry.example for entry in unknowns.entries()] == [
        "a int that cannot be shown",
        "a list that cannot be shown",
    ]


def test_of_something_unknown_only_names_and_types_are_kept() -> None:
    assert shape({"name": "alice", "age": 7}) == "name: str, age: int"
    assert shape([1, 2]) == "list"
