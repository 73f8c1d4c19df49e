"""Reads `context.consent`, what the user agreed to (Consent Management, Consent in Segment Connections)."""

from __future__ import annotations

from debugger.events import Message

EVENT = "Segment Consent Preference Updated"
"""The event that says the user has chosen anew."""


def consent_of(message: Message) -> object:
    """`context.consent`; None also when there is none."""
    context = message.fields.get("context")
    return context.get("consent") if isinstance(context, dict) else None
