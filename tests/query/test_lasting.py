"""Which filters are held anew when a call is marked or judged anew."""

from __future__ import annotations

import pytest

from debugger.query import parse
from debugger.query.lasting import asks_about_findings, asks_about_marks


@pytest.mark.parametrize(
    ("typed", "marks", "findings"),
    [
        ("", False, False),
        ("starred type:track is:batched properties.note:x", False, False),
        ("-is:Starred", True, False),
        ("a OR (b color:red)", True, False),
        ("has:note", True, False),
        ("note:/x/", True, False),
        ("severity>=warning", False, True),
        ("-(rule:x)", False, True),
        ("has:silenced", False, True),
        ("is:clean OR is:starred", True, True),
    ],
)
def test_asks_about_what_can_change(typed: str, marks: bool, findings: bool) -> None:  # noqa: FBT001
    query = parse(typed)
    assert (asks_about_marks(query), asks_about_findings(query)) == (marks, findings)
