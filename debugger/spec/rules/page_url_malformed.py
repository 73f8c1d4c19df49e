"""An address of a page that is no whole URL."""

from __future__ import annotations

from collections.abc import Iterable

from debugger.events import Message
from debugger.findings import Severity
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.wording import quoted


def check(message: Message) -> Iterable[Fault]:
    """A fault when `context.page.url` has no scheme; an empty one is as good as none."""
    context = message.fields.get("context")
    page = context.get("page") if isinstance(context, dict) else None
    url = page.get("url") if isinstance(page, dict) else None
    if not isinstance(url, str) or not url or _has_scheme(url):
        return ()
    return (
        Fault(
            pointer="/context/page/url",
            message=f"context.page.url is {quoted(url)}, which is no whole address.",
            remedy="Send it with scheme and host, such as https://www.example.com/walks; a path goes into path.",
        ),
    )


def _has_scheme(url: str) -> bool:
    scheme, colon, _ = url[:64].partition(":")
    bare = scheme.replace("+", "").replace("-", "").replace(".", "")
    return bool(colon) and bare.isascii() and bare.isalnum() and "." not in scheme


RULE = Rule(
    id="page-url-malformed",
    subject=Subject.CONTEXT,
    severity=Severity.WARNING,
    title="Address of the page is not whole",
    why="Destinations take host, path and campaign out of the address, and find none of them in a part of it.",
    remedy="Send location.href as it is.",
    reference="https://segment.com/docs/connections/spec/common/#context",
    check=check,
    places=("/context",),
    by_value=True,
)
