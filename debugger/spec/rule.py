"""What a rule is: a fault it looks for, its texts, and what the fault makes Segment do."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from debugger.events import CallType, Message
from debugger.findings import Severity, Verdict
from debugger.spec.memory import Memories
from debugger.spec.trace import Trace

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
    code: str = ""
    """Segment's discard code, where it is not the rule's."""
    severity: Severity | None = None
    """How much it matters, where that is less than the rule's other faults do."""
    related: int = 0
    """Number of the earlier message that it speaks of; 0 where it speaks of none."""


Guard = Callable[[Message], object]
"""What several rules of a kind look at; where it is false or empty, none of them finds anything."""

Key = Callable[[Message], Hashable]
"""Equal for two messages about which a rule says the same; None where it is not worth remembering."""

Check = Callable[[Message], Iterable[Fault]]

Watch = Callable[[Trace], Iterable[Fault]]
"""Every fault of one message in view of those before it, which are remembered from call to call."""


def finds_nothing(_message: Message) -> Iterable[Fault]:
    """The check of a rule that looks at the sequence of messages alone."""
    return ()


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
    check: Check = finds_nothing
    """Every fault of one message; reads nothing but the message."""
    watch: Callable[[Memories], Watch] | None = None
    """For what only the sequence of a session shows: makes what is asked about each message in turn."""
    calls: frozenset[CallType] = EVERY_CALL
    """Calls it applies to. A rule for every call also judges messages of no known type."""
    verdict: Verdict = Verdict.KEPT
    code: str = ""
    """Segment's discard code for a message with this fault; empty when it publishes none."""
    places: tuple[str, ...] = ()
    """Fields without which it finds nothing: `/event`, `/context/ip`. It is asked only about messages that
    have one of them; about every message when there are none."""
    by_value: bool = False
    """Whether the values at `places` alone decide what it finds, so that values once found right stay right."""
    key: Key | None = None
    """What stands for all that decides what it finds, so that what was once found right stays right."""
    by_layout: bool = False
    """Whether the names at the top of a message and the types of their values alone decide what it finds."""
    guard: Guard | None = None
    """What it looks at, where it shares that with other rules."""
    oddity: str = ""
    """The kind of oddity in the JSON that it is about: it is asked only where parsing met any."""
    judges_unreadable: bool = False
    """Whether it also judges payloads that are no JSON object."""
    subject: Subject = Subject.MESSAGE
