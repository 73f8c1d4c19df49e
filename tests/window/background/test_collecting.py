"""Garbage that holds widgets is freed in Qt's thread, however busy the others are."""

from __future__ import annotations

import gc
import threading

import pytest
from pytestqt.qtbot import QtBot

from debugger.window.background.collecting import collecting_in_this_thread


class Cyclic:
    """Says in which thread it was freed."""

    def __init__(self, freed_in: list[str]) -> None:
        self.itself = self
        self._freed_in = freed_in

    def __del__(self) -> None:
        self._freed_in.append(threading.current_thread().name)


def allocate(kept: list[list[int]]) -> None:
    """As much as makes Python collect many times over."""
    kept.extend([number] for number in range(50_000))


@pytest.mark.usefixtures("qapp")
def test_garbage_is_freed_in_this_thread_only(qtbot: QtBot) -> None:
    freed_in: list[str] = []
    kept: list[list[int]] = []
    with collecting_in_this_thread():
        Cyclic(freed_in)
        worker = threading.Thread(target=allocate, args=(kept,), name="worker")
        worker.start()
        worker.join()
        assert freed_in == []
        qtbot.waitUntil(lambda: freed_in != [], timeout=10_000)
    assert freed_in == [threading.current_thread().name]
    assert gc.isenabled()


@pytest.mark.usefixtures("qapp")
def test_what_there_was_before_is_looked_through_at_the_end_alone() -> None:
    freed_in: list[str] = []
    before = [Cyclic(freed_in)]
    with collecting_in_this_thread():
        looked_through = len(gc.get_objects())
        assert gc.get_freeze_count() > 10 * looked_through
        before.clear()
        gc.collect()
        assert freed_in == []
    assert len(freed_in) == 1
    assert gc.get_freeze_count() == 0
