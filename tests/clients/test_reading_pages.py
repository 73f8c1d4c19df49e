"""No page in Chromium reads what was captured, even one that knows the token."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest

from tests.clients.chromium import Browser
from tests.running_sink import running_sink

pytestmark = pytest.mark.clients


def test_a_page_that_knows_the_token_reads_nothing(
    browser: Browser, pages: str, tmp_path: Path
) -> None:
    with running_sink(tmp_path / "page.tdsession", "--api", "--no-https") as sink:
        httpx.post(f"{sink.address}/v1/track", content=b'{"event": "Secret"}', trust_env=False)
        query = urlencode({"sink": sink.address, "token": sink.first["token"]})
        with browser.page(f"{pages}/read.html?{query}"):
            sink.wait_for(2)
        tries = json.loads(sink.event(2).payload)["properties"]["tries"]
        assert tries == ["blocked"] * 7
