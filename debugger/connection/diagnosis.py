"""Makes diagnoses: every module in `debugger/connection/causes/` holds causes, in `CAUSES`."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules

from debugger.connection import causes as package
from debugger.connection.cause import Cause, Diagnosis, Sign
from debugger.connection.evidence import Evidence
from debugger.findings import Severity


@lru_cache(maxsize=1)
def causes() -> tuple[Cause, ...]:
    """Every cause, by id."""
    modules = [
        import_module(f"{package.__name__}.{found.name}")
        for found in iter_modules(package.__path__)
    ]
    return tuple(
        sorted((each for module in modules for each in module.CAUSES), key=lambda each: each.id)
    )


def diagnose(evidence: Evidence) -> tuple[Diagnosis, ...]:
    """What keeps calls away: what matters most first, what was seen before guesses, the newest before older."""
    found = [_diagnosis(cause, sign) for cause in causes() for sign in cause.check(evidence)]
    return tuple(sorted(found, key=lambda each: (-each.severity, each.guess, -each.at, each.id)))


def in_the_way(diagnoses: tuple[Diagnosis, ...]) -> Diagnosis | None:
    """The one that matters most, if any is more than advice."""
    first = diagnoses[0] if diagnoses else None
    return first if first and first.severity > Severity.ADVICE else None


def _diagnosis(cause: Cause, sign: Sign) -> Diagnosis:
    return Diagnosis(
        id=cause.id,
        severity=sign.severity or cause.severity,
        title=sign.title or cause.title,
        seen=sign.seen,
        remedy=sign.remedy or cause.remedy,
        at=sign.at,
        guess=cause.guess,
    )
