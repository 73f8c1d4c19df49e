"""Which request a lost event came in: found in one pass, and the same as by looking through all for each."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from debugger.session.owners import owners

NUMBERS = st.sets(st.integers(1, 60), max_size=30).map(sorted)
SPANS = st.lists(st.tuples(st.integers(1, 60), st.integers(-1, 80)), max_size=12)


@given(NUMBERS, SPANS)
def test_the_last_request_whose_span_a_number_is_in(
    lost: list[int], spans: list[tuple[int, int]]
) -> None:
    requests = [(place, *span) for place, span in reversed(list(enumerate(spans, 1)))]
    plain = {}
    for number in lost:
        for request, first, last in requests:
            if first <= number <= last:
                plain[number] = request
                break
    assert owners(lost, requests) == plain


def test_many_spans_that_overlap_look_at_each_number_once() -> None:
    lost = range(1, 5001)
    requests = ((request, 1, 10**12) for request in range(5000, 0, -1))
    assert set(owners(lost, requests).values()) == {5000}
