"""A page looked into and acted in, as with a browser's developer tools."""

from __future__ import annotations

import json
import time
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from tests.clients.chromium import Browser, Page
from tests.running_sink import PATIENCE


class Tools:
    """A session with one page. What is run is not bound by the page's content security policy, as in a console."""

    def __init__(self, browser: Browser, page: Page) -> None:
        self._browser = browser
        told = browser.call("Target.attachToTarget", targetId=page.target, flatten=True)
        self._session = str(told["sessionId"])
        self.said: list[str] = []
        """Each line of the console, its first word being how: `warning`, `info`, `error`."""
        browser.hearing[self._session] = self._hear
        for domain in ("Runtime", "Page"):
            self._ask(f"{domain}.enable")

    def open(self, address: str) -> None:
        """Goes to a page and waits until it is loaded."""
        self._ask("Page.navigate", url=address)
        self.wait("document.readyState === 'complete' && location.href !== 'about:blank'")

    def run(self, code: str) -> Any:
        """The value of an expression in the page; a promise is waited for."""
        told = self._ask("Runtime.evaluate", expression=code, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in told, told
        return told["result"].get("value")

    def wait(self, expression: str) -> None:
        """Waits until an expression is true in the page."""
        self._until(lambda: bool(self.run(f"Boolean({expression})")), expression)

    def wait_to_say(self, words: str) -> str:
        """Waits for a line of the console with `words` in it."""
        self._until(lambda: bool(self.run("true")) and words in "\n".join(self.said), words)
        return next(line for line in self.said if words in line)

    def picture(self, *, dark: bool, width: int, height: int) -> bytes:
        """The page as a PNG."""
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self._ask("Emulation.setEmulatedMedia", features=[scheme])
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self._ask("Emulation.setDeviceMetricsOverride", **size)
        return b64decode(self._ask("Page.captureScreenshot", format="png")["data"])

    def _ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        return self._browser.call(method, session=self._session, **parameters)

    def _hear(self, told: dict[str, Any]) -> None:
        if told.get("method") == "Runtime.consoleAPICalled":
            said = told["params"]
            words = [str(each.get("value", each.get("description", ""))) for each in said["args"]]
            self.said.append(" ".join((said["type"], *words)))
        if told.get("method") == "Runtime.exceptionThrown":
            self.said.append(f"exception {json.dumps(told['params'])}")

    def _until(self, is_so: Callable[[], bool], what: str) -> None:
        ends = time.monotonic() + PATIENCE
        while not is_so():
            assert time.monotonic() < ends, f"{what}: {self.said}"
            time.sleep(0.02)


@contextmanager
def opened(browser: Browser) -> Iterator[Tools]:
    """The tools of a new page, which asks nothing of other machines."""
    with browser.page("about:blank") as page:
        yield Tools(browser, page)
        assert page.elsewhere.asked == []
