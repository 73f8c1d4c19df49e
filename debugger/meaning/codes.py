"""Codes by their names: currencies, languages, countries, time zones."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pycountry

from debugger.spec import currencies, locales, timezones


def currency(text: str) -> str:
    """The name of a currency: `USD` is the US Dollar."""
    name = currencies.name_of(text) if currencies.is_code(text) else ""
    return f"{text.upper()} is the code of {name}." if name else ""


def language(text: str) -> str:
    """A language tag in words: `de-AT` is German as in Austria."""
    if not locales.is_tag(text):
        return ""
    first, *rest = text.split("-")
    spoken = _language(first.lower())
    region = next((_country(part.upper()) for part in rest if len(part) == 2), "")
    if not spoken:
        return ""
    return f"{spoken}, as in {region}." if region else f"{spoken}."


def country(text: str) -> str:
    """The name of a country by its code of two letters."""
    name = _country(text.upper()) if len(text) == 2 else ""
    return f"{text.upper()} is the code of {name}." if name else ""


def time_zone(text: str, now: int) -> str:
    """What the clocks of a time zone of tzdata show; `now` in microseconds since 1970 UTC."""
    if not timezones.is_name(text):
        return ""
    there = datetime.fromtimestamp(now / 1_000_000, tz=UTC).astimezone(ZoneInfo(text))
    minutes = round((there.utcoffset() or timedelta()).total_seconds() / 60)
    sign = "-" if minutes < 0 else "+"
    return (
        f"It is {there:%H:%M} there now, UTC{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}."
    )


def _language(code: str) -> str:
    known = (
        pycountry.languages.get(alpha_2=code)
        if len(code) == 2
        else pycountry.languages.get(alpha_3=code)
    )
    return "" if known is None else str(known.name)


def _country(code: str) -> str:
    known = pycountry.countries.get(alpha_2=code)
    return "" if known is None else str(getattr(known, "common_name", known.name))
