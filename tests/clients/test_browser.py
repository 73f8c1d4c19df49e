"""The browser SDKs of the Segment family, unmodified, in Chromium, on pages of another origin than the sink's."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest

from debugger.browser_sdk.installing import install, remove
from debugger.browser_sdk.kept import sdk_folder
from debugger.session.rows import StoredEvent
from tests.clients.chromium import Browser
from tests.clients.conftest import CALLS, address, calls, each_once
from tests.node_sdks import FOLDER as NODE
from tests.running_sink import RunningSink

pytestmark = pytest.mark.clients
SCHEMES = pytest.mark.parametrize("scheme", ["http", "https"])


class Visits:
    """Opens pages in the browser, each in a context of its own, until they have sent their calls."""

    def __init__(self, browser: Browser, pages: str, sink: RunningSink) -> None:
        self._browser = browser
        self._sink = sink
        self.origin = pages

    def to(
        self, page: str, scheme: str = "http", *, count: int, **options: object
    ) -> list[StoredEvent]:
        """Opens a page with these options in its query; the calls it sends, each checked to come once."""
        query = urlencode({"sink": address(self._sink, scheme), **options})
        with self._browser.page(f"{self.origin}/{page}?{query}") as opened:
            self._sink.wait_for(count)
        assert opened.elsewhere.asked == []
        events = self._sink.events()
        each_once(events, count)
        for event in events:
            assert dict(event.request.headers)["origin"] == self.origin
            assert "cookie" not in dict(event.request.headers)
        return events


@pytest.fixture
def visits(browser: Browser, pages: str, sink: RunningSink) -> Visits:
    return Visits(browser, pages, sink)


@pytest.fixture
def analytics_js() -> Iterator[None]:
    """Analytics.js as a person keeps it, for pages that load it from here."""
    install(NODE / "node_modules" / "@segment" / "analytics-next", sdk_folder())
    yield
    remove(sdk_folder())


@SCHEMES
@pytest.mark.parametrize(
    ("options", "path"),
    [
        ({}, "/v1/t"),
        ({"cdn_only": 1}, "/v1/t"),
        ({"wait": 100}, "/v1/b"),
        ({"wait": 60_000, "leave": 1}, "/v1/b"),
    ],
    ids=["host settings", "cdnURL alone", "batching", "batching, and the page is left"],
)
def test_segments(visits: Visits, scheme: str, options: dict[str, int], path: str) -> None:
    events = visits.to("page.html", scheme, count=len(CALLS), **options)
    assert calls(events) == CALLS
    assert path in {event.request.path for event in events}
    for event in events:
        assert event.row.source == "analytics.js next-1.84.3"
        assert event.source.write_key == "wk_browser_123"


@SCHEMES
@pytest.mark.usefixtures("analytics_js")
def test_segments_snippet_that_loads_the_library_from_here(visits: Visits, scheme: str) -> None:
    events = visits.to("snippet.html", scheme, count=len(CALLS))
    assert calls(events) == CALLS
    for event in events:
        assert event.row.source == "analytics.js next-1.84.3"
        assert event.source.write_key == "wk_browser_123"


@SCHEMES
@pytest.mark.usefixtures("analytics_js")
def test_the_plugin_of_analytics_that_loads_the_library_from_here(
    visits: Visits, scheme: str
) -> None:
    events = visits.to("plugin.html", scheme, count=3)
    assert {event.row.type for event in events} == {"identify", "track", "page"}
    for event in events:
        assert event.row.source == "analytics.js next-1.84.3"
        assert event.source.write_key == "wk_browser_123"


@SCHEMES
@pytest.mark.parametrize(
    ("way", "path"),
    [("", "/v1/track"), ("batch", "/v1/batch"), ("beacon", "/beacon/v1/batch?writeKey=wk_…23")],
)
def test_rudderstacks(visits: Visits, scheme: str, way: str, path: str) -> None:
    events = visits.to("rudder.html", scheme, count=5, way=way)
    by_type = {event.row.type: event for event in events}  # in any order: each has a request
    assert by_type.keys() == {"identify", "track", "page", "group", "alias"}
    assert by_type["track"].request.path == path
    for event in events:
        assert event.row.source.startswith("RudderLabs JavaScript SDK 3.34")
        assert event.source.write_key == "wk_browser_123"


@SCHEMES
def test_jitsus(visits: Visits, scheme: str) -> None:
    events = visits.to("jitsu.html", scheme, count=4)
    assert [event.row.type for event in events] == ["identify", "track", "page", "group"]
    for event in events:
        assert event.row.source == "@jitsu/js 1.11.0"
        assert event.source.write_key == "wk_jitsu:secret_123"


def test_settings_without_segment_would_send_the_calls_away_and_that_would_be_seen(
    browser: Browser, pages: str, sink: RunningSink
) -> None:
    """The page's own server answers them so here; the same call of `visits` would fail."""
    query = urlencode({"sink": sink.address, "settings_from": pages})
    with browser.page(f"{pages}/page.html?{query}") as opened:
        assert opened.elsewhere.wait() == "CONNECT api.segment.io:443"
    assert sink.events() == []


def test_a_page_from_the_internet_may_not_send_here_and_nothing_of_it_shows(
    browser: Browser, public_pages: str, sink: RunningSink
) -> None:
    """Local Network Access, of which the advice `local-network-permission` tells."""
    with browser.page(f"{public_pages}/refused.html?sink={sink.address}") as page:
        assert page.title_once("fetched:") == "fetched: TypeError"
    sink.child.terminate()
    assert [line for line in iter(sink.line, {}) if "seen" in line] == []
    assert sink.events() == []
