"""Which filters may hold other calls later: what the person puts on a call and what is found of it can change."""

from __future__ import annotations

from debugger.query.tree import Comparison, Node, Presence, leaves

_MARKS = frozenset({"note", "colour", "is starred"})
_FINDINGS = frozenset({"severity", "verdict", "rule", "silenced", "is clean", "is silenced"})


def asks_about_marks(node: Node) -> bool:
    """Whether a star, a colour or a note decides what the filter finds."""
    return not _MARKS.isdisjoint(_asked(node))


def asks_about_findings(node: Node) -> bool:
    """Whether what the rules find decides what the filter finds."""
    return not _FINDINGS.isdisjoint(_asked(node))


def _asked(node: Node) -> set[str]:
    """The fields that are asked about; the states that `is` knows each by itself."""
    asked: set[str] = set()
    for leaf in leaves(node):
        if isinstance(leaf, Comparison):
            state = f" {leaf.typed.lower()}" if leaf.field.name == "is" else ""
            asked.add(leaf.field.name + state)
        elif isinstance(leaf, Presence) and not isinstance(leaf.what, tuple):
            asked.add(leaf.what.name)
    return asked
