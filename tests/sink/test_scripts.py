"""The scripts that pages load from the sink: Analytics.js where it is kept, and in any case JavaScript."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from debugger.browser_sdk.installing import install, remove
from debugger.browser_sdk.kept import sdk_folder
from tests.browser_sdk.packages import files, folder_of
from tests.running_sink import RunningSink

MAIN = "/analytics.js/v1/wk_a1b2c3d43f/analytics.min.js"
PART = "/analytics-next/bundles/part.bundle.0a1b.js"
PAGE = "http://localhost:3000"


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """The person's folder of these tests is empty before and after each."""
    remove(sdk_folder())
    yield
    remove(sdk_folder())


@pytest.fixture
def kept(tmp_path: Path) -> None:
    install(folder_of(files(), tmp_path / "package"), sdk_folder())


@pytest.fixture
def client(sink: RunningSink) -> Iterator[httpx.Client]:
    headers = {"origin": PAGE, "user-agent": "Mozilla/5.0 Chrome/156.0.0.0"}
    with httpx.Client(base_url=sink.address, headers=headers, trust_env=False) as opened:
        yield opened


@pytest.mark.parametrize("path", [MAIN, PART])
def test_any_page_may_load_them_and_none_keeps_them(client: httpx.Client, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert answer.headers["access-control-allow-origin"] == PAGE
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert client.head(path).headers["content-length"] == answer.headers["content-length"]


@pytest.mark.usefixtures("kept")
def test_what_is_kept_is_served_to_the_byte(client: httpx.Client) -> None:
    assert client.get(PART).text == "window.part = true"
    assert client.get(f"/some/prefix{PART}?x").text == "window.part = true"
    whole = client.get(MAIN).text
    assert whole.endswith("window.standalone = true")
    assert "queue._cdn = from[1]" in whole


def test_what_is_kept_later_needs_no_new_start(client: httpx.Client, tmp_path: Path) -> None:
    assert "console.error" in client.get(MAIN).text

    install(folder_of(files(), tmp_path / "package"), sdk_folder())
    assert "console.error" not in client.get(MAIN).text


def test_where_nothing_is_kept_the_page_and_the_terminal_are_told(
    sink: RunningSink, client: httpx.Client
) -> None:
    answer = client.get(MAIN)

    assert re.search(r'console\.error\("Track Debugger: .*browser-sdk install', answer.text)
    seen = sink.line_with("seen")
    assert seen["kind"] == "sdk-missing"
    assert seen["origin"] == PAGE
    assert seen["client"] == "Chrome 156.0.0.0"
    assert seen["path"] == "/analytics.js/v1/wk_…3f/analytics.min.js"


@pytest.mark.usefixtures("kept")
def test_a_script_of_another_release_is_named(sink: RunningSink, client: httpx.Client) -> None:
    name = "part.bundle.ffff.js"

    told = client.get(f"/analytics-next/bundles/{name}").text
    assert "console.error" in told
    assert name in told
    assert "1.70.0" in told
    assert sink.line_with("seen")["detail"] == "1.70.0"


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize(
    "name", ["..%2f..%2fpackage.json", "%2e%2e/package.json", "LICENSE.MD", "</script><script>x.js"]
)
def test_nothing_else_of_the_machine_is_served(client: httpx.Client, name: str) -> None:
    answer = client.get(f"/analytics-next/bundles/{name}")

    assert "MIT" not in answer.text
    assert "</script>" not in answer.text


@pytest.mark.usefixtures("kept")
def test_the_page_of_a_plain_script_is_known_by_its_referer(sink: RunningSink) -> None:
    httpx.get(f"{sink.address}{MAIN}", headers={"referer": f"{PAGE}/cart?id=1"}, trust_env=False)

    seen = sink.line_with("seen")
    assert (seen["kind"], seen["origin"]) == ("sdk", PAGE)
