"""BCP 47 language tags: whether one is right, and which was meant by one that is not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

import pycountry

from debugger.spec.tables import pairs, words

LONGEST = 100
"""Characters; a longer text is no language tag."""

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<extended>[a-z]{3})){0,3}"
    r"(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"  # variants
    r"(?:-[0-9a-wyz](?:-[a-z0-9]{2,8})+)*"  # extensions
    r"(?:-x(?:-[a-z0-9]{1,8})+)?",  # private use
    re.IGNORECASE,
)
_ALL_PRIVATE = re.compile(r"(?:x|i)(?:-[a-z0-9]{1,8})+", re.IGNORECASE)


def is_tag(text: str) -> bool:
    """Whether `text` is a language tag whose language, script and region exist (RFC 5646)."""
    return len(text) <= LONGEST and _is_tag(text)


def meant_by(text: str) -> str | None:
    """The tag that was meant: `en_US.UTF-8` is en-US, `en-UK` is en-GB, `English` is en."""
    return _meant_by(text) if len(text) <= LONGEST else None


@lru_cache(maxsize=1024)
def _is_tag(text: str) -> bool:
    if _ALL_PRIVATE.fullmatch(text):
        return True
    tag = _TAG.fullmatch(text)
    return (
        tag is not None
        and _is_language(tag["language"].lower())
        and (tag["script"] is None or _is_script(tag["script"]))
        and (tag["region"] is None or _is_region(tag["region"].upper()))
    )


def _is_language(code: str) -> bool:
    if len(code) == 2:
        is_listed = pycountry.languages.get(alpha_2=code) is not None
        return is_listed or code in words("language_tags", "languages")
    is_private = "qaa" <= code <= "qtz"
    is_listed = pycountry.languages.get(alpha_3=code) is not None
    return is_private or is_listed or pycountry.language_families.get(alpha_3=code) is not None


def _is_script(code: str) -> bool:
    return (
        pycountry.scripts.get(alpha_4=code.title()) is not None or "qaaa" <= code.lower() <= "qabx"
    )


def _is_region(code: str) -> bool:
    if code.isdigit():
        return True  # UN M49 also numbers continents, which pycountry does not list
    known = pycountry.countries.get(alpha_2=code) is not None
    return known or code in words("language_tags", "regions")


@lru_cache(maxsize=256)
def _meant_by(text: str) -> str | None:
    bare = re.split(r"[.@,;]", text.strip(), maxsplit=1)[0].replace("_", "-").strip("-")
    language, _, region = bare.rpartition("-")
    corrected = pairs("language_tags", "meant_regions").get(region.upper(), region)
    candidates = (
        bare,
        f"{language}-{corrected}",
        _languages_by_name().get(bare.casefold(), ""),
        language,
    )
    return next((tag for tag in candidates if tag and _is_tag(tag)), None)


@lru_cache(maxsize=1)
def _languages_by_name() -> Mapping[str, str]:
    return {
        language.name.casefold(): getattr(language, "alpha_2", language.alpha_3)
        for language in pycountry.languages
    }
