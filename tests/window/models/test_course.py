"""How the delivery of a message went, in a sentence."""

from __future__ import annotations

import pytest

from debugger.findings import Verdict
from debugger.session.deliveries import Try, outcome_of
from debugger.window.models.course import delivery


def tried(*answers: str, count: str = "") -> list[Try]:
    return [
        Try(
            number=number,
            received_at=number * 1_500_000,
            outcome=outcome_of(answer, Verdict.KEPT),
            answer=answer or "200",
            retry_count=count,
            sent_at="",
        )
        for number, answer in enumerate(answers, start=1)
    ]


@pytest.mark.parametrize(
    ("tries", "words"),
    [
        (tried("500 simulated"), "Not delivered so far, with 1 try."),
        (tried("500 simulated", "429 simulated"), "Not delivered so far, with 2 tries."),
        (tried("500 simulated", ""), "Delivered once, with try 2 of 2."),
        (
            tried("500 simulated", "400 simulated"),
            "Not delivered: refused for good with try 2 of 2.",
        ),
        (tried("", "200 simulated after 10 s", ""), "Delivered 3 times, with tries 1, 2 and 3."),
        (
            tried("500 simulated", "", count="2"),
            (
                "Delivered once, with try 2 of 2. Its first try here has X-Retry-Count 2: "
                "those before did not get here."
            ),
        ),
        (tried("", "", count="0"), "Delivered 2 times, with tries 1 and 2."),
        (tried("", "", count="²"), "Delivered 2 times, with tries 1 and 2."),
    ],
)
def test_what_came_of_all_tries(tries: list[Try], words: str) -> None:
    assert delivery(tries) == words
