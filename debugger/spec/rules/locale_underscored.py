"""A `context.locale` that is a language tag but for its underscores."""

from __future__ import annotations

from collections.abc import Iterator

from debugger.events import Message
from debugger.findings import Severity
from debugger.spec.context import context_text
from debugger.spec.locales import is_tag
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.wording import quoted


def check(message: Message) -> Iterator[Fault]:
    """A fault when the locale joins its parts by underscores, as POSIX and Java do."""
    locale = context_text(message, "locale")
    if locale is None or "_" not in locale:
        return
    hyphenated = locale.replace("_", "-")
    if is_tag(hyphenated):
        yield Fault(
            pointer="/context/locale",
            message=f"The locale {quoted(locale)} is joined by an underscore.",
            remedy=f'Send "{hyphenated}".',
        )


RULE = Rule(
    id="locale-underscored",
    subject=Subject.CONTEXT,
    severity=Severity.WARNING,
    title="Locale is joined by an underscore",
    why=(
        "Language tags are joined by hyphens. Some destinations do not find the underscored form "
        "in their lists."
    ),
    remedy=(
        "Replace the underscore by a hyphen; on Android and in Java, Locale.toLanguageTag() does."
    ),
    reference="https://segment.com/docs/connections/spec/common/#context",
    check=check,
    places=("/context",),
    by_value=True,
)
