"""Collects Python's cyclic garbage in Qt's own thread: a widget that another thread frees ends the program.

Python collects in whichever thread happens to allocate, so also in those that search and export.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QTimer

EVERY = 500
"""Milliseconds between two looks; a look without work takes a microsecond."""


@contextmanager
def collecting_in_this_thread() -> Iterator[None]:
    """While it lasts, garbage is collected by a timer of this thread's event loop, and nowhere else.

    What there is before, modules above all, is left out: to look through it takes five frames.
    """
    timer = QTimer(interval=EVERY)
    timer.timeout.connect(collect)
    was_enabled = gc.isenabled()
    gc.disable()
    gc.freeze()
    timer.start()
    try:
        yield
    finally:
        timer.stop()
        gc.unfreeze()
        gc.collect()
        if was_enabled:
            gc.enable()


def collect() -> None:
    """Collects the oldest generation that is due, as Python would have."""
    for generation in (2, 1, 0):
        if gc.get_count()[generation] > gc.get_threshold()[generation]:
            gc.collect(generation)
            return
