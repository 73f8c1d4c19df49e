"""Whether the window stays smooth: `python -m tests.benchmarks.bench_window [EVENTS] [--rate 10000] [--seconds 4]`.

A real window with its real receiver, over a session of so many events (200,000 where none are given),
while a process of its own sends batches. The frame is the time between two turns of the event loop, which
turns every millisecond where nothing keeps it from it: beside it, what the window's thread itself computed,
and how late a process that only sleeps a millisecond at a time was meanwhile, which is the machine's share.
Each line says whether the goals for frames were met.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from debugger.window.app import create_application, create_window
from debugger.window.background.collecting import collecting_in_this_thread
from debugger.window.main_window import MainWindow
from debugger.window.remembered.settings import Settings
from tests.benchmarks.bench_filter import made
from tests.benchmarks.bench_sink import resident_megabytes
from tests.benchmarks.window_frames import FRAME, WORST, Machine, Report, at, wait_for
from tests.benchmarks.window_hand import Hand, hand
from tests.benchmarks.window_load import Load

EVENTS = 200_000
FIRST_HITS = 200.0
"""Milliseconds from the start of a search to its first hits."""


class Judged:
    """Whether the receiver has judged the session anew, which it does with one that it did not begin."""

    def __init__(self, window: MainWindow) -> None:
        self.all = False
        window.capture.sink.rejudged.connect(self._note)

    def _note(self, done: int, of: int) -> None:
        self.all = done >= of


def open_and_count(window: MainWindow, path: Path, report: Report) -> None:
    """Opens the session, and reports until its counts are exact."""
    frames = report.begin()
    window.begin(port=0, session=path)
    window.show()
    wait_for(lambda: window.live.reader is not None)
    opened = perf_counter()
    wait_for(lambda: window.live.totals.progress == 1)
    report.end("opening", frames, f"counted {perf_counter() - opened:.2f} s after it was there")


def go_through(window: MainWindow) -> None:
    """Shows every page of the list once."""
    bar = window.pane.list.verticalScrollBar()
    step = max(1, window.pane.list.viewport().height())
    rows = window.live.table.rowCount()
    many = max(step, bar.maximum() // max(1, rows // 250))
    for value in range(0, bar.maximum(), many):
        bar.setValue(value)
        QApplication.processEvents()


def use(window: MainWindow, person: Hand, report: Report, load: Load, seconds: float) -> None:
    """All that a person does while calls come in, one after the other."""
    report.phase("following", seconds, load)
    with hand(person.scroll):
        report.phase("scrolling", seconds, load)
    window.pane.list.follow()
    with hand(person.type_key, 70):
        report.phase("typing a filter", 3 * seconds, load)
    window.commands.leave_filter()
    with hand(person.switch, 50):
        report.phase("switching views", seconds, load)
    window.pane.list.follow()
    with hand(person.turn_timeline, 50):
        report.phase("timeline", seconds, load)
    with hand(person.group, 300):
        report.phase("groups", 2 * seconds, load)
    person.put_away()
    with hand(person.compare, 500):
        report.phase("comparing", seconds, load)
    person.put_away()
    with hand(person.sort, 700):
        report.phase("sorting", 2 * seconds, load)
    window.column_commands.sorting.leave()
    window.pane.list.follow()
    window.live.pause()
    report.phase("paused", seconds, load)
    window.live.resume()
    report.phase("following again", seconds, load)


def measure(window: MainWindow, path: Path, arguments: argparse.Namespace) -> None:
    """All phases, one after the other."""
    judged = Judged(window)
    if not arguments.judge:
        window.capture._own.add(path)  # as if this start had begun it
    machine = Machine()
    wait_for(lambda: len(machine.since()) > 1)
    report = Report(machine)
    open_and_count(window, path, report)
    opened = resident_megabytes(os.getpid())
    if arguments.judge:
        frames = report.begin()
        wait_for(lambda: judged.all)
        report.end("judging anew", frames)
    report.phase("quiet", arguments.seconds)
    load = Load(window.capture.address, arguments.rate)
    wait_for(lambda: load.sent > 0)
    person = Hand(window)
    try:
        use(window, person, report, load, arguments.seconds)
    finally:
        load.stop()
    print(  # noqa: T201
        f"a key took {at(person.keys, 0.5):.1f} ms, p99 {at(person.keys, 0.99):.1f}, at most "
        f"{max(person.keys):.1f}; first hits after {at(person.searches, 0.5):.0f} ms, at most "
        f"{max(person.searches):.0f} (goal {FIRST_HITS:.0f}) in {len(person.searches)} searches"
    )
    report.phase("quiet again", arguments.seconds)
    before = resident_megabytes(os.getpid())
    go_through(window)
    print(  # noqa: T201
        f"memory: {opened:.0f} MB once opened, {before:.0f} MB after the load, "
        f"{resident_megabytes(os.getpid()):.0f} MB after going through all "
        f"{window.live.table.rowCount():,} rows\n"
        f"goals for frames: {'MISSED in ' + ', '.join(report.missed) if report.missed else 'met'}"
    )


def main() -> None:
    """Prints a line for each phase."""
    parser = argparse.ArgumentParser(description="Measures the window under load.")
    parser.add_argument("events", type=int, nargs="?", default=EVENTS)
    parser.add_argument("--rate", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=4.0)
    parser.add_argument(
        "--session", type=Path, help="a session that is copied, instead of one made"
    )
    parser.add_argument("--judge", action="store_true", help="have the session judged anew first")
    arguments = parser.parse_args()
    application = create_application(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder, collecting_in_this_thread():
        path = Path(folder) / "sessions" / "one.tdsession"
        if arguments.session is None:
            made(path, arguments.events)
        else:
            path.parent.mkdir()
            shutil.copyfile(arguments.session, path)
        window = create_window(
            Settings(Path(folder) / "window.ini"), path.parent, Path(folder) / "rules.toml"
        )
        window.resize(1360, 820)
        try:
            print(f"{arguments.events:,} events; goals: p99 {FRAME} ms, max {WORST:.0f} ms")  # noqa: T201
            measure(window, path, arguments)
        finally:
            window.windows.close_all()
            application.processEvents()


if __name__ == "__main__":
    main()
