"""The findings of one event as a Qt model: each with its rule's reason and what Segment makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from debugger import spec
from debugger.findings import Finding, Severity, Verdict
from debugger.payload.text import visible
from debugger.wire.masking import KeyMask

Index = QModelIndex | QPersistentModelIndex

_OUTCOMES = {
    Verdict.REJECTED: "Segment answers 400",
    Verdict.DROPPED: "Segment answers 200 and drops it",
}


class FindingRole(IntEnum):
    """What a finding is asked for beside its text."""

    CARD = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A finding in the words of its card, each safe to draw."""

    index: int
    """Place among all findings of the event."""
    severity: Severity
    what: str
    pointer: str
    why: str
    mend: str
    reference: str
    outcome: str
    """What Segment does with the event for it; empty when it keeps it."""
    silenced: str = ""
    """By what it is kept from counting; empty when it counts."""

    @property
    def sentence(self) -> str:
        """All of it, as a screen reader says it."""
        place = f", at {self.pointer}" if self.pointer else ""
        what = f"{self.severity.word}{place}: {self.what}"
        parts = (self.silenced, what, self.why, self.mend, self.outcome)
        return " ".join(part if part.endswith(".") else f"{part}." for part in parts if part)

    @property
    def text(self) -> str:
        """All of it, as copied."""
        parts = (
            f"{self.severity.word}: {self.what}",
            self.pointer,
            self.why,
            self.mend,
            self.outcome,
        )
        return "\n".join(part for part in (*parts, self.reference) if part)


def card(index: int, finding: Finding, *, silenced: str = "", mask: KeyMask | None = None) -> Card:
    """The card of a finding; `silenced` says by what it is kept from counting, `mask` what is masked in it."""
    message, remedy = finding.message, finding.remedy
    if mask:
        message, remedy = mask.masked(message), mask.masked(remedy)
    rule = spec.rule(finding.rule)
    outcome = _OUTCOMES.get(finding.verdict, "")
    return Card(
        index=index,
        severity=finding.severity,
        what=visible(message),
        pointer=visible(finding.pointer),
        why=rule.why if rule else "",
        mend=f"Mend: {visible(remedy)}" if remedy else "",
        reference=rule.reference if rule else "",
        outcome=f"{outcome}: {finding.code}" if outcome and finding.code else outcome,
        silenced=silenced,
    )


class FindingRows(QAbstractListModel):
    """One row a finding; each has its `Card` under `FindingRole.CARD`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cards: list[Card] = []

    def show_cards(self, cards: list[Card]) -> None:
        """Shows other findings."""
        self.beginResetModel()
        self._cards = cards
        self.endResetModel()

    def card_at(self, index: Index) -> Card | None:
        """The card on a row."""
        return self._cards[index.row()] if index.isValid() else None

    def row_of(self, finding: int) -> int | None:
        """The row of a finding, if it is among these."""
        return next((row for row, made in enumerate(self._cards) if made.index == finding), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """The number of findings."""
        return 0 if parent.isValid() else len(self._cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The card, its text, and the sentence for a screen reader."""
        made = self.card_at(index)
        if made is None:
            return None
        if role == FindingRole.CARD:
            return made
        if role == Qt.ItemDataRole.DisplayRole:
            return made.what
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"Finding {index.row() + 1} of {len(self._cards)}: {made.sentence}"
        return None
