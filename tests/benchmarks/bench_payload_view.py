"""How long the window stands still while 1 MB is shown: `python -m tests.benchmarks.bench_payload_view`.

The worst gap between two turns of the event loop, beside that of Qt's own `setPlainText` for the same
text: a ratio, so that it says the same on a slow machine.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from debugger.payload.layout import lay_out
from debugger.window.looks import appearance
from debugger.window.looks.theme import load_theme
from debugger.window.panels.detail import DetailPane
from tests.window.panels.stored import CLEAN, stored

PAYLOADS = {
    "30,000 lines": {
        "items": [{"id": n, "name": f"a name of some length, {n}"} for n in range(7_500)],
        "note": "x" * 500_000,
    },
    "one string": {"note": "x" * 1_048_576},
    "100,000 keys": {f"key {n}": n for n in range(100_000)},
}


class Gap:
    """The longest time between two turns of the event loop, in seconds."""

    def __init__(self) -> None:
        self.worst = 0.0
        self._last = perf_counter()

    def tick(self) -> None:
        """Called in every turn."""
        now = perf_counter()
        self.worst = max(self.worst, now - self._last)
        self._last = now


@contextmanager
def measured() -> Iterator[Gap]:
    """Measures the gaps of what is done inside."""
    gap = Gap()
    timer = QTimer()
    timer.timeout.connect(gap.tick)
    timer.start(0)
    yield gap
    timer.stop()


def run_until(condition: Callable[[], bool], patience: float = 30.0) -> None:
    """Runs the event loop until something is so, and a few turns longer."""
    loop = QEventLoop()
    end = perf_counter() + patience
    while not condition() and perf_counter() < end:
        loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    for _ in range(5):
        loop.processEvents()


def main() -> None:
    """Prints a line for each payload."""
    application = QApplication([])
    appearance.load_fonts()
    theme = load_theme("light")
    application.setStyleSheet(appearance.style_sheet(theme))
    pane = DetailPane(theme)
    pane.resize(700, 900)
    pane.show()
    folder = Path(tempfile.mkdtemp())
    pane.show_event(stored(CLEAN, "/v1/track", folder / "first.tdsession")[0])
    run_until(lambda: pane.shown_number is not None)
    for number, (name, properties) in enumerate(PAYLOADS.items()):
        message: dict[str, object] = {**CLEAN, "properties": properties}
        event = stored(message, "/v1/track", folder / f"{number}.tdsession")[0]
        lines = [line.text for line in lay_out(event.payload).lines]
        with measured() as gap:
            began = perf_counter()
            pane.show_event(event)
            run_until(lambda: pane.shown_number is not None and pane.payload.text.is_filled)
            whole = perf_counter() - began
        plain = _plain("\n".join(lines))
        print(  # noqa: T201 - what a benchmark is for
            f"{name:>13}: {len(event.payload):,} bytes, {len(lines):,} lines in {whole * 1000:.0f} ms; "
            f"worst gap {gap.worst * 1000:.1f} ms, {gap.worst / plain:.2f} of setPlainText's {plain * 1000:.0f} ms"
        )
        pane.show_event(None)


def _plain(text: str) -> float:
    """Seconds that Qt alone stands still for the same text."""
    view = QPlainTextEdit()
    view.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    view.resize(700, 500)
    view.show()
    QApplication.processEvents()
    began = perf_counter()
    view.setPlainText(text)
    QApplication.processEvents()
    return perf_counter() - began


if __name__ == "__main__":
    main()
