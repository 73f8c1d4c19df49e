"""Diagnoses in the words of cards, as findings have them."""

from __future__ import annotations

from collections.abc import Sequence

from debugger.connection.cause import Diagnosis
from debugger.payload.text import visible
from debugger.window.models.clients import clock
from debugger.window.models.finding_rows import Card


def cards(diagnoses: Sequence[Diagnosis]) -> list[Card]:
    """One card for each, in their order."""
    return [_card(index, each) for index, each in enumerate(diagnoses)]


def _card(index: int, diagnosis: Diagnosis) -> Card:
    return Card(
        index=index,
        severity=diagnosis.severity,
        what=visible(diagnosis.title),
        pointer=clock(diagnosis.at),
        why=visible(diagnosis.seen),
        mend=f"What to do: {visible(diagnosis.remedy)}",
        reference="",
        outcome="",
    )
