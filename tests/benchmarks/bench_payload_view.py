"""How long the window stands still while a large payload is shown, folded and opened.

    python -m tests.benchmarks.bench_payload_view

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
from debugger.window.background.collecting import collecting_in_this_thread
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
    "33,000 objects": {"items": [{"id": n, "a": {"x": 1, "y": [1, 2]}} for n in range(11_000)]},
    "180,000 NaN": {"v": [float("nan")] * 180_000},
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
        with collecting_in_this_thread(), measured() as gap:
            began = perf_counter()
            pane.show_event(event)
            run_until(lambda: pane.shown_number is not None and pane.payload.text.is_filled)
            whole = perf_counter() - began
        plain = _plain("\n".join(lines))
        print(  # noqa: T201 - what a benchmark is for
            f"{name:>13}: {len(event.payload):,} bytes, {len(lines):,} lines in {whole * 1000:.0f} ms; "
            f"worst gap {gap.worst * 1000:.1f} ms, {gap.worst / plain:.2f} of setPlainText's {plain * 1000:.0f} ms"
        )
        for what, act in _acts(pane).items():
            with collecting_in_this_thread(), measured() as gap:
                act()
                run_until(lambda: pane.payload.text.is_filled and not pane.table.is_busy)
            print(  # noqa: T201
                f"{what:>15}: worst gap {gap.worst * 1000:.1f} ms, {gap.worst / plain:.2f} of setPlainText's"
            )
        pane.pages.setCurrentWidget(pane.payload)
        pane.show_event(None)


def _acts(pane: DetailPane) -> dict[str, Callable[[], object]]:
    """What a person does with a large payload."""
    text, tree = pane.payload.text, pane.tree.tree

    def open_largest() -> None:
        rows = [tree.index(row, 0) for row in range(tree.rowCount())]
        names = [str(row.data()) for row in rows]
        inside = rows[names.index("properties")]
        pane.tree.view.expand(inside)
        if tree.hasChildren(tree.index(0, 0, inside)):
            pane.tree.view.expand(tree.index(0, 0, inside))

    return {
        "fold to 3": lambda: text.fold_to(3),
        "unfold all": text.unfold_all,
        "tree": lambda: pane.pages.setCurrentWidget(pane.tree),
        "largest opened": open_largest,
        "table": lambda: pane.pages.setCurrentWidget(pane.table),
    }


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
