"""How the delivery of a message went, in a sentence."""

from __future__ import annotations

import pytest

from debugger.session.surroundings import MOST_TRIES, Try
from debugger.window.models.course import delivery


def tried(*answers: str, count: str = "") -> list[Try]:
    return [
        Try(
            number=number,
            received_at=number * 1_500_000,
            answer=answer,
            retry_count=count if number > 1 else "",
        )
        for number, answer in enumerate(answers, start=1)
    ]


@pytest.mark.parametrize(
    ("tries", "words"),
    [
        (tried("500 simulated"), "Not delivered so far: #1 500 simulated."),
        (
            tried("500 simulated", ""),
            "Delivered once, with try 2: #1 500 simulated, #2 1.5 seconds later answered 200.",
        ),
        (
            tried("429 simulated", "", count="1"),
            (
                "Delivered once, with try 2: #1 429 simulated, "
                "#2 1.5 seconds later (X-Retry-Count 1) answered 200."
            ),
        ),
        (
            tried("", "200 simulated after 10 s"),
            "Delivered 2 times: #1 answered 200, #2 1.5 seconds later 200 simulated after 10 s.",
        ),
    ],
)
def test_what_came_of_each_try(tries: list[Try], words: str) -> None:
    assert delivery(tries) == words


def test_there_may_be_more_than_are_told() -> None:
    assert delivery(tried(*[""] * MOST_TRIES)).endswith(" answered 200 and more.")
