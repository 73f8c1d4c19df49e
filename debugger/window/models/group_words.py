"""What the dialog of groups says in words."""

from __future__ import annotations

from debugger.events import Request
from debugger.payload.text import elided, visible
from debugger.schema.words import calls_words, kind_words
from debugger.session.groups import Grouping, Groups
from debugger.session.rejudging import envelope_members
from debugger.window.background.group_calls import MOST_CALLS, Inside
from debugger.window.background.grouping import MOST_SHOWN

TITLES = {
    Grouping.EVENT: "Events",
    Grouping.USER: "Users",
    Grouping.SOURCE: "Sources",
    Grouping.REQUEST: "Batches",
    Grouping.FINDING: "Findings",
}
TEACH = {
    Grouping.EVENT: "Calls by type and name, with the share of calls that each property is in, and its types.",
    Grouping.USER: "Calls by person; the journey of one, also from before the person was known, marks each change "
    "of identity.",
    Grouping.SOURCE: "Calls by write key and library.",
    Grouping.REQUEST: "Calls that came together in the body of one request, the newest batch first.",
    Grouping.FINDING: "Each finding once, by rule, event and place, with how often it is found, the severest "
    "first; each call with it is a click away.",
}


def summary(groups: Groups | None, gathered: float) -> str:
    """How many there are, and what is not shown."""
    if groups is None:
        return "Looking through the session…"
    parts = [f"{groups.groups:,} {TITLES[groups.grouping].lower()}"]
    if groups.groups == 1:
        parts = [f"1 {_ONE[groups.grouping]}"]
    if groups.groups > MOST_SHOWN:
        parts.append(f"the first {MOST_SHOWN:,} are shown")
    if groups.left_out:
        parts.append(f"{calls_words(groups.left_out)} in more groups than are kept")
    if gathered < 1:
        parts.append(f"looking through the session, {gathered:.0%}")
    return " · ".join(parts)


def inside_words(inside: Inside, name: str) -> str:
    """What is shown of the chosen group."""
    looking = f" · looking, {inside.looked:.0%}" if inside.looked < 1 else ""
    if inside.kind is not None:
        return f"{kind_words(name, inside.kind, inside.found)}{looking}"
    if inside.found > MOST_CALLS:
        return f"{name}: the newest {MOST_CALLS} of {calls_words(inside.found)}{looking}"
    envelope = ""
    if inside.chosen.grouping is Grouping.REQUEST and inside.calls:
        envelope = f" · {envelope_words(inside.calls[0].request)}"
    return f"{name}: {calls_words(inside.found)}{envelope}{looking}"


def envelope_words(request: Request) -> str:
    """How a batch came, and what its envelope says for all of its messages."""
    members = ", ".join(visible(elided(name, 40)) for name in envelope_members(request.envelope))
    path = visible(elided(request.path.partition("?")[0], 60))
    return f"{path}, {request.body_size:,} bytes, envelope: {members or 'nothing'}"


_ONE = {
    Grouping.EVENT: "event",
    Grouping.USER: "user",
    Grouping.SOURCE: "source",
    Grouping.REQUEST: "batch",
    Grouping.FINDING: "finding",
}
