"""Questions are answered in a thread, the last one only, also after one that failed."""

from __future__ import annotations

from threading import Event

from pytestqt.qtbot import QtBot

from debugger.window.background.asking import Asking


def test_the_last_question_is_answered_and_those_before_are_dropped(qtbot: QtBot) -> None:
    go_on = Event()
    asked: list[int] = []

    def answer(question: int, _is_wanted: object) -> int:
        asked.append(question)
        go_on.wait(10)
        return question * 10

    asking = Asking[int](answer)
    answers: list[tuple[int, int]] = []
    asking.answered.connect(lambda question, answered: answers.append((question, answered)))
    for question in (1, 2, 3):
        asking.ask(question)
    go_on.set()
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [(3, 30)]
    assert asked == [1, 3]


def test_what_goes_wrong_is_reported_and_holds_nothing_up(qtbot: QtBot) -> None:
    def answer(question: int, _is_wanted: object) -> float:
        return 1 / question

    asking = Asking[int](answer)
    answers: list[float] = []
    asking.answered.connect(lambda _question, answered: answers.append(answered))
    with qtbot.captureExceptions() as errors:
        asking.ask(0)
        qtbot.waitUntil(lambda: asking._work is None)
        asking.ask(4)
        qtbot.waitUntil(lambda: answers == [0.25])
    assert [kind for kind, _, _ in errors] == [ZeroDivisionError]
