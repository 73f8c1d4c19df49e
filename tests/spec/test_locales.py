"""Language tags are read by BCP 47, and by which languages, scripts and regions there are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debugger.spec.locales import is_tag, meant_by


@pytest.mark.parametrize(
    "tag",
    [
        "en", "en-US", "EN-us", "pt-BR", "es-419", "zh-Hans-CN", "zh-cmn-Hans-CN", "sr-Latn-RS", "fil-PH",
        "de-CH-1996", "ca-ES-valencia", "en-US-POSIX", "en-GB-u-ca-gregory", "de-DE-x-private", "x-mine",
        "i-klingon", "iw-IL", "in-ID", "und", "mul", "ber", "qaa-Qaaa-ZZ", "sq-XK", "en-001",
    ],
)  # fmt: skip
def test_a_language_tag_is_known(tag: str) -> None:
    assert is_tag(tag)


@pytest.mark.parametrize(
    "text",
    [
        "", "e", "en_US", "en-", "en--US", "-US", "en-UK", "xq", "xx-YY", "en-Abcd", "English", "C", "POSIX",
        "en_US.UTF-8", "en US", "en-US ", "not a locale", "en-" + "abcdefgh-" * 100,
    ],
)  # fmt: skip
def test_anything_else_is_no_language_tag(text: str) -> None:
    assert not is_tag(text)


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("en_US.UTF-8", "en-US"), ("de_DE@euro", "de-DE"), ("en-UK", "en-GB"), ("English", "en"),
        ("en-", "en"), ("en,fr;q=0.8", "en"), (" fr-FR ", "fr-FR"), ("en-XX", "en"), ("Klingon", "tlh"),
    ],
)  # fmt: skip
def test_the_tag_that_was_meant_is_found(text: str, tag: str) -> None:
    assert meant_by(text) == tag


@pytest.mark.parametrize("text", ["", "C", "POSIX", "not a locale", "e" * 1_000])
def test_what_is_no_language_is_not_guessed_at(text: str) -> None:
    assert meant_by(text) is None


@given(st.text(max_size=110) | st.from_regex(r"[a-z]{2,4}([-_][a-zA-Z0-9]{1,9}){0,6}"))
def test_any_text_is_judged_and_what_is_offered_is_a_tag(text: str) -> None:
    offered = meant_by(text)
    assert offered is None or is_tag(offered)
