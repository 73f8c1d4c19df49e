"""Threads that read the session are there when they are wanted, and behind the window's own."""

from __future__ import annotations

import os
import sys
import threading

import pytest
from PySide6.QtCore import QObject, QThread, Signal
from pytestqt.qtbot import QtBot

from debugger.window.background.worker_thread import WorkerThread


class Asker(QObject):
    """Asks in one thread and hears the answers there."""

    question = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[tuple[int, QThread]] = []

    def hear(self, number: int, ran_in: QThread) -> None:
        """Called in its own thread."""
        self.answers.append((number, ran_in))


class Worker(QObject):
    """Answers with the thread that it runs in."""

    answered = Signal(int, object)

    def answer(self) -> None:
        """The system's number of the thread, and Qt's own."""
        self.answered.emit(threading.get_native_id(), QThread.currentThread())


def answer_of(thread: WorkerThread, worker: Worker, qtbot: QtBot) -> tuple[int, QThread]:
    asker = Asker()
    asker.question.connect(worker.answer)
    worker.answered.connect(asker.hear)
    thread.begin()
    asker.question.emit()
    qtbot.waitUntil(lambda: bool(asker.answers))
    return asker.answers[0]


def test_the_worker_runs_there_and_ends_with_it(qtbot: QtBot, qapp: QObject) -> None:
    worker = Worker()
    thread = WorkerThread(worker, qapp)
    thread.begin()
    assert answer_of(thread, worker, qtbot)[1] is thread
    thread.end()
    assert not thread.isRunning()
    assert answer_of(thread, worker, qtbot)[1] is thread
    thread.end()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux counts niceness by threads")
def test_the_windows_thread_goes_first(qtbot: QtBot, qapp: QObject) -> None:
    worker = Worker()
    thread = WorkerThread(worker, qapp)
    there, _ = answer_of(thread, worker, qtbot)
    own = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
    assert os.getpriority(os.PRIO_PROCESS, there) > own
    thread.end()
