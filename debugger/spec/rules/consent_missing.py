"""The event that says what the user agreed to, without saying it."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import CallType, Message
from debugger.findings import Severity, Verdict
from debugger.spec.consent import EVENT, consent_of
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.troubles import is_troubled


def check(message: Message) -> Iterable[Fault]:
    """A fault when the event is `EVENT` and `context.consent.categoryPreferences` is absent or null."""
    if message.fields.get("event") != EVENT:
        return ()
    consent = consent_of(message)
    if isinstance(consent, dict) and consent.get("categoryPreferences") is not None:
        return ()
    context = message.fields.get("context")
    place, missing = "/context/consent/categoryPreferences", True
    if not isinstance(context, dict):
        place, missing = "/context", "context" not in message.fields
    elif not isinstance(consent, dict):
        place, missing = "/context/consent", "consent" not in context
    elif "categoryPreferences" in consent:
        missing = False
    return (
        Fault(
            pointer=place,
            message=f"{EVENT} does not say what the user agreed to.",
            remedy='Add to context: "consent": {"categoryPreferences": {"Advertising": true}}.',
            missing=missing,
        ),
    )


RULE = Rule(
    id="consent-missing",
    subject=Subject.CONTEXT,
    severity=Severity.ERROR,
    title="Consent event without preferences",
    why="Segment answers 200 and then discards the event, so that the user's choice is not enforced.",
    remedy="Send context.consent.categoryPreferences with true or false for each category.",
    reference="https://segment.com/docs/privacy/consent-management/consent-in-segment-connections/",
    check=check,
    guard=is_troubled,
    places=("/event",),
    calls=frozenset({CallType.TRACK}),
    verdict=Verdict.DROPPED,
    code="consent_categorypreferences_should_exist",
)
