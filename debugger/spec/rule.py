"""What a rule is: a fault it looks for, its texts, and what the fault makes Segment do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from debugger.events import CallType, Message
from debugger.findings import Severity, Verdict

EVERY_CALL = frozenset(CallType)


class Subject(StrEnum):
    """What a rule is about: the headings under which rules are listed, in this order."""

    JSON = "JSON"
    MESSAGE = "The message"
    EVENT_NAMES = "Event names"
    IDENTITY = "Identity"
    TIME = "Time and order"
    PROPERTIES = "Properties and traits"
    CONTEXT = "Context"
    PRIVACY = "Privacy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One place where a message breaks a rule. The texts are about this place; the rule's are general."""

    pointer: str
    message: str
    """What was found, quoting the value."""
    remedy: str
    """How to mend it here."""
    missing: bool = False
    """Whether `pointer` says where an absent field would be."""
    verdict: Verdict | None = None
    """What Segment does about it, where that is not what it does about the rule's other faults."""


Check = Callable[[Message], Iterable[Fault]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One defect that is looked for. Panels, the command line and the docs read all they say of it here."""

    id: str
    """Names the defect: `event-missing`."""
    severity: Severity
    title: str
    """The defect in a few words."""
    why: str
    """What Segment and the destinations make of it."""
    remedy: str
    """How to mend it, in general."""
    reference: str
    """Address of the page that says so."""
    check: Check
    """Every fault of one message; reads nothing but the message."""
    calls: frozenset[CallType] = EVERY_CALL
    """Calls it applies to. A rule for every call also judges messages of no known type."""
    verdict: Verdict = Verdict.KEPT
    code: str = ""
    """Segment's discard code for a message with this fault; empty when it publishes none."""
    judges_unreadable: bool = False
    """Whether it also judges payloads that are no JSON object."""
    subject: Subject = Subject.MESSAGE
