"""Expectations files: what they may say, and how a mistake in one is told."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debugger.errors import ExpectationError
from debugger.expectations import Expectation, parsed, read


def test_lines_and_counts_are_those_of_the_file() -> None:
    expected = parsed(
        '[[expect]]\nevent = "A"\n\n[[sequence]]\nevents = ["A", "B"]\n\n'
        '[[expect]]\ntype = "page"\nat_most = 2\n[[expect]]\nevent = "B"\nnever = true\n',
        "e.toml",
    )
    assert [each.line for each in expected] == [1, 4, 7, 10]
    counts = [(e.least, e.most) for e in expected if isinstance(e, Expectation)]
    assert counts == [(1, None), (0, 2), (0, 0)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "expects nothing"),
        ("[[expect]\n", "line 1"),
        ('[[expect]]\nevent = "A"\nevent = "B"\n', "line 3"),
        ("[[expect]]\ncount = 1\n", "e.toml:1 has neither event nor type"),
        ('[[expect]]\nevent = "A"\ncuont = 1', 'e.toml:1: "cuont" .* Did you mean count'),
        ('[[expect]]\nevent = "A"\ncount = -1', "count is -1"),
        ('[[expect]]\nevent = "A"\ncount = true', "count is true"),
        ('[[expect]]\nevent = "A"\ncount = 1\nnever = true', "has count and never"),
        ('[[expect]]\nevent = "A"\nnever = false', "never is false"),
        ('[[expect]]\nevent = "A"\nat_least = 3\nat_most = 2', "more than at_most"),
        ("[[expect]]\nevent = 3", "event is 3"),
        ('[[expect]]\ntype = "trakc"', 'type is "trakc"'),
        ('[[expect]]\nevent = "A"\nverdict = "lost"', 'verdict is "lost"'),
        ('[[expect]]\nevent = "A"\nproperties = "x"', 'e.toml:1: properties is "x"'),
        ('[[expect]]\nevent = "A"\nproperties = { "/" = 1 }', "names nothing"),
        ('[[expect]]\nevent = "A"\nproperties = { a = {} }', 'properties."a" is an empty table'),
        ('[[expect]]\nevent = "A"\nproperties = { a = { grater = 1 } }', "Did you mean greater"),
        ('[[expect]]\nevent = "A"\nproperties = { a = { city = 1 } }', "has = { city = … }"),
        ('[[expect]]\nevent = "A"\nproperties = { a = { type = "text" } }', "Types are string"),
        ('[[expect]]\nevent = "A"\nproperties = { a = { pattern = "(" } }', "is no pattern"),
        ("[[expect]]\nevent = \"A\"\nproperties = { a = { pattern = '(a)\\1' } }", "is no pattern"),
        ('[[expect]]\nevent = "A"\nproperties = { a = { one_of = [] } }', "list of values"),
        ('[[expect]]\nevent = "A"\nproperties = { a = { less = "1" } }', "It is a number"),
        ('[[expect]]\nevent = "A"\nproperties = { a = 2026-01-01 }', 'quotes: "2026-01-01"'),
        ("[[sequence]]\nevents = []", "no list of names"),
        ("[expect]\nevent = 1", "Write it as"),
        ("[[expct]]", '"expct" is nothing'),
    ],
)
def test_a_mistake_is_told_with_its_place(text: str, told: str) -> None:
    with pytest.raises(ExpectationError, match=told.replace("[", r"\[")) as raised:
        parsed(text, "e.toml")
    assert str(raised.value).startswith("e.toml")


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(ExpectationError, match="cannot be read"):
        read(tmp_path / "none.toml")
    (tmp_path / "latin.toml").write_bytes(b"# \xe9\n")
    with pytest.raises(ExpectationError, match="UTF-8"):
        read(tmp_path / "latin.toml")


@given(st.text())
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    for document in (text, f"[[expect]]\nevent = 'A'\nproperties = {{ a = {text} }}"):
        with suppress(ExpectationError):
            assert parsed(document, "e.toml")
