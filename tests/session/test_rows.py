"""The short label of a source."""

from __future__ import annotations

import pytest

from debugger.events import Source
from debugger.session.rows import label


@pytest.mark.parametrize(
    ("library", "version", "short"),
    [
        ("analytics.js", "2.11.1", "analytics.js 2.11.1"),
        ("@segment/analytics-node", "3.1.0", "analytics-node 3.1.0"),
        ("analytics-python", "", "analytics-python"),
        ("", "", ""),
    ],
)
def test_label(library: str, version: str, short: str) -> None:
    assert label(Source(library=library, version=version)) == short
