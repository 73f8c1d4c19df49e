"""Times as RFC 3339 has them."""

from __future__ import annotations

import pytest

from debugger.export.line import timestamp


@pytest.mark.parametrize(
    ("microseconds", "text"),
    [
        (0, "1970-01-01T00:00:00.000000Z"),
        (1_800_000_000_000_007, "2027-01-15T08:00:00.000007Z"),
        (253_402_300_799_999_999, "9999-12-31T23:59:59.999999Z"),
    ],
)
def test_timestamp(microseconds: int, text: str) -> None:
    assert timestamp(microseconds) == text
