"""Exports open in the real Chromium: archives in its network panel, reports as pages and in print."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from debugger.session.rows import StoredEvent
from tests.clients.chromium import Browser
from tests.export.conftest import HOSTILE, Recorder, written

pytestmark = pytest.mark.clients
DEVTOOLS = "devtools://devtools/bundled/devtools_app.html"
IMPORT = """
(async () => {
  const har = await import('devtools://devtools/bundled/models/har/har.js')
  const root = new har.HARFormat.HARRoot(JSON.parse(%s))
  const requests = har.Importer.Importer.requestsFromHARLog(root.log)
  return Promise.all(requests.map(async (each) => [each.statusCode, await each.requestFormData()]))
})()
"""


@pytest.fixture
def events(tmp_path: Path) -> Iterator[list[StoredEvent]]:
    with closing(Recorder(tmp_path)) as recorder:
        yield recorder.record(*HOSTILE)


@contextmanager
def opened(browser: Browser, url: str) -> Iterator[Callable[[str], Any]]:
    """What a page makes of JavaScript, once it is there."""
    target = browser.call("Target.createTarget", url=url)["targetId"]
    attached = browser.call("Target.attachToTarget", targetId=target, flatten=True)
    session = attached["sessionId"]

    def evaluated(expression: str) -> Any:
        found = browser.call(
            "Runtime.evaluate",
            session=session,
            expression=expression,
            awaitPromise=True,
            returnByValue=True,
        )
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    try:
        while evaluated("document.readyState === 'complete' && location.href") != url:
            pass
        yield evaluated
    finally:
        browser.call("Target.closeTarget", targetId=target)


def test_the_network_panel_imports_the_archive(browser: Browser, events: list[StoredEvent]) -> None:
    archive = written("har", events).decode()
    with opened(browser, DEVTOOLS) as evaluated:
        imported = evaluated(IMPORT % json.dumps(archive))
    assert len(imported) == len(HOSTILE)
    assert imported[0] == [200, HOSTILE[0].decode()]
    assert [status for status, _ in imported][3] == 400


def test_the_report_is_shown_and_printed(
    browser: Browser, events: list[StoredEvent], tmp_path: Path
) -> None:
    report = tmp_path / "report.html"
    report.write_bytes(written("html", events))
    with opened(browser, report.as_uri()) as evaluated:
        assert evaluated("document.querySelectorAll('section.event').length") == len(HOSTILE)
        assert evaluated("getComputedStyle(document.body).maxWidth") == "960px"
        assert evaluated("document.scripts.length") == 0
        assert evaluated("performance.getEntriesByType('resource').length") == 0
        lit = "getComputedStyle(document.querySelector('.error-lit')).backgroundColor"
        assert evaluated(lit) == "rgb(253, 236, 234)"


def test_print_is_paper(browser: Browser, events: list[StoredEvent], tmp_path: Path) -> None:
    report = tmp_path / "report.html"
    report.write_bytes(written("html", events))
    target = browser.call("Target.createTarget", url=report.as_uri())["targetId"]
    session = browser.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
    printed = browser.call("Page.printToPDF", session=session, printBackground=False)
    browser.call("Target.closeTarget", targetId=target)
    assert b64decode(printed["data"]).startswith(b"%PDF-")
