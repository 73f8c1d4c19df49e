"""Whole numbers that the numbers of JavaScript do not hold, and the fault of one."""

from __future__ import annotations

from debugger.spec.property_layout import SAFE
from debugger.spec.rule import Fault
from debugger.spec.wording import dotted, quoted


def is_unsafe(value: object) -> bool:
    """Whether `value` is a whole number beyond `SAFE` that a double does not hold."""
    return type(value) is int and not -SAFE <= value <= SAFE and not _fits(value)


def unsafe(value: object, place: str) -> Fault:
    """The fault of such a number."""
    return Fault(
        pointer=place,
        message=f"{dotted(place)} is {quoted(value)}, which JavaScript reads as {_as_double(value)}.",
        remedy=f'Send it as a string: "{quoted(value)}".',
    )


def _fits(value: int) -> bool:
    try:
        return int(float(value)) == value
    except OverflowError:
        return False


def _as_double(value: object) -> str:
    try:
        return f"{int(float(value))}"[:60] if isinstance(value, int) else ""
    except OverflowError:
        return "Infinity"
