"""A `context.locale` that is no language tag."""

from __future__ import annotations

from collections.abc import Iterator

from debugger.events import Message
from debugger.findings import Severity
from debugger.spec.context import context_text
from debugger.spec.locales import is_tag, meant_by
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.wording import quoted


def check(message: Message) -> Iterator[Fault]:
    """A fault when the locale is no language tag, also with its underscores read as hyphens."""
    locale = context_text(message, "locale")
    if locale is None or is_tag(locale) or is_tag(locale.replace("_", "-")):
        return
    meant = meant_by(locale)
    yield Fault(
        pointer="/context/locale",
        message=f"The locale {quoted(locale)} is not a language tag.",
        remedy=(
            f'Send "{meant}", not {quoted(locale)}.'
            if meant
            else 'Send a language and, if known, a region, such as "pt" or "pt-BR".'
        ),
    )


RULE = Rule(
    id="locale-malformed",
    subject=Subject.CONTEXT,
    severity=Severity.ERROR,
    title="Locale is not a language tag",
    why=(
        "Destinations choose the language of mails and messages by the locale. One they cannot "
        "read counts as none."
    ),
    remedy="Send a BCP 47 tag as the browser's navigator.language gives it: language, then region.",
    reference="https://segment.com/docs/connections/spec/common/#context",
    check=check,
    places=("/context",),
    by_value=True,
)
