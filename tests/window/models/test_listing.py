"""Which rows the list has: following, pausing, clearing and filtering are numbers only."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from debugger.window.models.listing import Listing


def listing_of(newest: int) -> Listing:
    listing = Listing()
    listing.arrive(newest)
    return listing


def test_all_events_are_rows_in_order_of_arrival() -> None:
    listing = listing_of(3)
    assert [listing.number(row) for row in range(len(listing))] == [1, 2, 3]
    assert [listing.row(number) for number in range(5)] == [None, 0, 1, 2, None]


def test_what_arrives_while_paused_is_held_and_counted() -> None:
    listing = listing_of(3)
    listing.paused = True
    assert listing.arrive(10) == 0
    assert (len(listing), listing.held) == (3, 7)
    listing.paused = False
    assert listing.arrive(10) == 7
    assert (len(listing), listing.held) == (10, 0)


def test_a_word_of_an_older_number_changes_nothing() -> None:
    listing = listing_of(10)
    assert listing.arrive(4) == 0
    assert len(listing) == 10


def test_clear_hides_and_undo_shows_again() -> None:
    listing = listing_of(3)
    assert listing.clear() == 3
    listing.arrive(5)
    assert [listing.number(row) for row in range(len(listing))] == [4, 5]
    listing.clear()
    assert listing.undo_clear()
    assert len(listing) == 2
    assert listing.undo_clear()
    assert len(listing) == 5
    assert not listing.undo_clear()


def test_show_cleared_shows_everything_at_once() -> None:
    listing = listing_of(3)
    listing.clear()
    listing.arrive(4)
    listing.clear()
    listing.show_cleared()
    assert len(listing) == 4
    assert not listing.undo_clear()


def test_what_is_held_survives_a_clear() -> None:
    listing = listing_of(3)
    listing.paused = True
    listing.arrive(5)
    assert listing.clear() == 3
    listing.paused = False
    listing.arrive(5)
    assert [listing.number(row) for row in range(len(listing))] == [4, 5]


def test_hits_of_a_filter_are_the_rows() -> None:
    listing = listing_of(100)
    listing.hits = array("q", [3, 50, 99])
    assert len(listing) == 3
    assert listing.total == 100
    assert listing.number(1) == 50
    assert listing.row(99) == 2
    assert listing.row(98) is None
    assert listing.row(1000) is None


@given(
    st.lists(st.sampled_from(["arrive", "pause", "resume", "clear", "undo", "show"]), max_size=40)
)
def test_no_order_of_actions_loses_or_invents_an_event(steps: list[str]) -> None:
    listing = Listing()
    for step in steps:
        match step:
            case "arrive":
                listing.arrive(listing.newest + 3)
            case "pause":
                listing.paused = True
            case "resume":
                listing.paused = False
                listing.arrive(listing.newest)
            case "clear":
                listing.clear()
            case "undo":
                listing.undo_clear()
            case _:
                listing.show_cleared()
        assert 0 <= listing.base <= listing.head <= listing.newest
        assert listing.base + len(listing) + listing.held == listing.newest


def test_spans_of_rows_are_numbers_in_order_and_each_once() -> None:
    listing = Listing()
    listing.arrive(20)
    assert list(listing.numbers([])) == []
    assert list(listing.numbers([(7, 9), (0, 3), (2, 4)])) == [1, 2, 3, 4, 8, 9]
    listing.clear()
    listing.arrive(30)
    assert list(listing.numbers([(0, 2), (9, 10)])) == [21, 22, 30]
    listing.hits = array("q", [22, 25, 29])
    assert list(listing.numbers([(2, 3), (0, 1)])) == [22, 29]


@given(
    st.sets(st.integers(1, 60)), st.sets(st.integers(1, 60)), st.sets(st.integers(1, 60)), st.data()
)
def test_calls_leave_and_come_in_between_and_the_rows_of_the_others_are_known(
    before: set[int], asked: set[int], found: set[int], data: st.DataObject
) -> None:
    listing = listing_of(60)
    listing.hits = array("q", sorted(before))
    if data.draw(st.booleans(), label="sorted"):
        listing.order = array("q", data.draw(st.permutations(sorted(before))))
    shown = [listing.number(row) for row in range(len(listing))]
    after = listing.with_hits(sorted(asked), array("q", sorted(asked & found)))
    moved = listing.exchange(after)
    assert set(listing.hits) == (before - asked) | (asked & found)
    assert list(listing.hits) == sorted(listing.hits)
    still = [number for number in shown if number in listing.hits]
    if listing.order is not None:
        assert list(listing.order) == still
    for row, number in enumerate(shown):
        if number in listing.hits:
            assert listing.number(moved(row)) == number
    assert moved(len(shown)) == len(listing)


def test_a_run_of_numbers_is_looked_at_as_one() -> None:
    listing = listing_of(10)
    listing.hits = array("q", [2, 4, 9])
    assert list(listing.with_hits(range(3, 9), array("q", [5, 6]))) == [2, 5, 6, 9]


@given(st.lists(st.integers(1, 70_000), unique=True, max_size=50), st.integers(1, 70_000))
def test_a_call_is_found_in_another_order(numbers: list[int], other: int) -> None:
    listing = listing_of(70_000)
    listing.order = array("q", numbers)
    assert [listing.row(number) for number in numbers] == list(range(len(numbers)))
    assert listing.row(other) == (numbers.index(other) if other in numbers else None)


def test_no_call_is_found_across_two_others_nor_missed_for_that() -> None:
    listing = listing_of(1 << 40)
    listing.order = array("q", [1 << 32, 1 << 16, 1 << 8, 1])
    assert [listing.row(1 << bits) for bits in (32, 16, 8, 0)] == [0, 1, 2, 3]
    assert listing.row(1 << 24) is None
