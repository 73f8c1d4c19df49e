"""A page whose path or search is not that of its address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import SplitResult, unquote, urlsplit

from debugger.events import Message
from debugger.findings import Severity
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.wording import quoted

LONGEST = 4096
"""Characters; longer addresses are not taken apart."""


def check(message: Message) -> Iterable[Fault]:
    """A fault for each of path and search that is there and another than the one in `context.page.url`."""
    context = message.fields.get("context")
    page = context.get("page") if isinstance(context, dict) else None
    url = page.get("url") if isinstance(page, dict) else None
    if not isinstance(page, dict) or not isinstance(url, str) or not url.startswith("http"):
        return ()
    path, search = page.get("path"), page.get("search")
    if isinstance(path, str) and url.endswith(path) and not search and "?" not in url:
        return ()
    return list(_faults(url, path, search)) if len(url) <= LONGEST else ()


def _faults(url: str, path: object, search: object) -> Iterator[Fault]:
    parts = _split(url)
    if parts is None:
        return
    if isinstance(path, str) and path and _plain(path) != _plain(parts.path):
        yield _fault("path", path, parts.path or "/")
    query = f"?{parts.query}" if parts.query else ""
    if isinstance(search, str) and search and _query(search) != _query(query):
        yield _fault("search", search, query)


def _split(url: str) -> SplitResult | None:
    try:
        return urlsplit(url)
    except ValueError:
        return None


def _plain(path: str) -> str:
    return unquote(path[:LONGEST]).strip("/")


def _query(search: str) -> str:
    return unquote(search[:LONGEST]).removeprefix("?")


def _fault(name: str, value: str, right: str) -> Fault:
    return Fault(
        pointer=f"/context/page/{name}",
        message=f"context.page.{name} is {quoted(value)}, and the {name} in context.page.url is {quoted(right)}.",
        remedy=f"Send {quoted(right)}, or the address that {quoted(value)} belongs to.",
    )


RULE = Rule(
    id="page-parts-disagree",
    subject=Subject.CONTEXT,
    severity=Severity.ADVICE,
    title="Address of the page and its parts disagree",
    why=(
        "Some destinations report by the address and others by the path: their figures will differ. Mostly the "
        "page was left before the call, or the address is that of another view of an app of one page."
    ),
    remedy="Read all parts of the page at the same moment, as analytics.js does.",
    reference="https://segment.com/docs/connections/spec/common/#context",
    check=check,
    places=("/context",),
    by_value=True,
)
