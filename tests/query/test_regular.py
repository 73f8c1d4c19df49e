"""What every match of an expression has, which lets a filter pass over nearly all events without it."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from debugger.query.regular import PART, Regular


@pytest.mark.parametrize(
    ("pattern", "literal"),
    [
        ("Order [0-9]{2}$", "Order "),
        ("no-such-[0-9]+", "uch-"),
        ("^abc.defg", "defg"),
        ("colou?r", "colo"),
        ("ab*", "a"),
        ("a{2}bc", "bc"),
        ("ab{0}", "a"),
        ("abc|abd", ""),
        ("(abc)?", ""),
        (r"\x41bc", ""),
        ("[abc", ""),
        ("[[:alpha:]]bc", ""),
        ("x{2", ""),
    ],
)
def test_the_longest_stretch_that_is_plain_to_see(pattern: str, literal: str) -> None:
    assert Regular(pattern).literal == literal


@given(
    st.text(alphabet="abKs1 -{}[]?*+.,^$|()", min_size=1, max_size=9),
    st.text(alphabet="abkKs\u017f\u212a1 -AB,", max_size=12),
)
@example("ak", "a\u212a")
@example("[^a]bs+", "b\u017f")
def test_every_match_has_it(pattern: str, text: str) -> None:
    try:
        finds = Regular(pattern).finder()
    except ValueError:
        assume(False)  # noqa: FBT003 - no expression
        raise
    if finds(text):
        assert Regular(pattern).literal.lower() in text.lower()


PATTERNS = st.text(alphabet="abB1 -{}[]?*+.,^$|()\\wWdDsbBz\u00e9", min_size=1, max_size=9)


@given(
    PATTERNS,
    st.lists(
        st.binary(max_size=6) | st.sampled_from([b"ab", b"a b", b"\xc3\xa9", b"\xc3", b""]),
        max_size=5,
    ),
    st.data(),
)
@example(r"\[^a", [b"a", b"[b"], None)
@example("[^a]b", [b"", b"b"], None)
@example(r"\bb", [b"a", b"b"], None)
def test_texts_with_a_part_between_them_are_as_each_alone(
    pattern: str, texts: list[bytes], data: st.DataObject | None
) -> None:
    regular = Regular(pattern)
    assume(regular.is_parted)
    try:
        finds, place = regular.finder(), regular.place_finder()
    except ValueError:
        assume(False)  # noqa: FBT003 - no expression
        raise
    texts = [text.replace(PART, b"") for text in texts]
    joined, starts = (
        PART.join(texts),
        [sum(map(len, texts[:row])) + row for row in range(len(texts))],
    )
    first = data.draw(st.integers(0, len(texts))) if data else 0
    row = next((row for row in range(first, len(texts)) if finds(texts[row])), None)
    if first < len(texts):
        found = place(joined, starts[first])
        assert (found is None) == (row is None)
        if found is not None and row is not None:
            assert starts[row] <= found <= starts[row] + len(texts[row])


@pytest.mark.parametrize(
    ("pattern", "free"),
    [("order [0-9]+", True), ("(no|such)x", True), ("^a", False), ("a$", False), (r"\bx", False)],
)
def test_whether_a_match_stays_one_in_other_surroundings(*, pattern: str, free: bool) -> None:
    assert Regular(pattern).is_free is free
