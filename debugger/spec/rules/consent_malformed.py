"""Consent that Segment cannot read: its preferences are not true or false, or its version is no number."""

from __future__ import annotations

from collections.abc import Iterator

from debugger.events import Message
from debugger.findings import Severity, Verdict
from debugger.payload import pointer
from debugger.spec.consent import consent_of
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.wording import described, dotted, quoted

_PLACE = "/context/consent"
_PREFERENCES = f"{_PLACE}/categoryPreferences"


def check(message: Message) -> Iterator[Fault]:
    """A fault for each part of `context.consent` of the wrong type; null is as good as none."""
    consent = consent_of(message)
    if consent is None:
        return
    if not isinstance(consent, dict):
        yield _not_an_object(_PLACE, consent)
        return
    yield from _preferences(consent.get("categoryPreferences"))
    version = consent.get("version")
    if version is not None and (isinstance(version, bool) or not isinstance(version, (int, float))):
        yield Fault(
            pointer=f"{_PLACE}/version",
            message=f"context.consent.version is {described(version)}, not a number.",
            remedy="Send a number, such as 2, or leave the version out.",
            code="consent_version_should_be_number",
        )


def _preferences(preferences: object) -> Iterator[Fault]:
    if preferences is None:
        return
    if not isinstance(preferences, dict):
        yield _not_an_object(_PREFERENCES, preferences)
        return
    for category, agreed in preferences.items():
        if not isinstance(agreed, bool):
            place = pointer.join(_PREFERENCES, category)
            yield Fault(
                pointer=place,
                message=f"{dotted(place)} is {described(agreed)}, not true or false.",
                remedy=_boolean(agreed),
                code="consent_categorypreferences_fields_should_be_bool",
            )


def _boolean(agreed: object) -> str:
    word = {"true": "true", "false": "false", "1": "true", "0": "false"}.get(
        str(agreed).lower()[:5]
    )
    if word and isinstance(agreed, (str, int, float)):
        return f"Send {word}, not {quoted(agreed)}."
    return "Send true where the user agreed to the category, else false."


def _not_an_object(place: str, value: object) -> Fault:
    return Fault(
        pointer=place,
        message=f"{dotted(place)} is {described(value)}, not an object.",
        remedy='Send "consent": {"categoryPreferences": {"Advertising": true}}.',
    )


RULE = Rule(
    id="consent-malformed",
    subject=Subject.CONTEXT,
    severity=Severity.ERROR,
    title="Consent has the wrong type",
    why="Segment answers 200 and then discards a call whose consent it cannot read, rather than guess at it.",
    remedy="Send categoryPreferences as an object of true and false, and the version as a number.",
    reference="https://segment.com/docs/privacy/consent-management/consent-in-segment-connections/",
    check=check,
    places=("/context",),
    by_value=True,
    verdict=Verdict.DROPPED,
    code="consent_categorypreferences_fields_should_be_object",
)
