"""An address of a page with personal data in its query: `?email=…`, `?token=…`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from debugger.events import Message
from debugger.findings import Severity
from debugger.spec.likeness import folded
from debugger.spec.personal_data import LONGEST, email_in, notable
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.wording import dotted, quoted

_SECRET_PARAMETERS = frozenset(
    {
        "password", "passwd", "pwd", "token", "accesstoken", "authtoken", "idtoken", "refreshtoken", "resettoken",
        "sessionid", "secret", "apikey", "jwt", "ssn", "otp",
    }
)  # fmt: skip
_MOST_PARAMETERS = 100


def has_query(message: Message) -> bool:
    """Whether anything in the message may be an address with a query."""
    return b"?" in message.payload and b"=" in message.payload


def check(message: Message) -> Iterable[Fault]:
    """A fault for each address with an e-mail address or a secret in its query."""
    if not has_query(message):
        return ()
    return [
        Fault(
            pointer=place,
            message=f"{dotted(place)} has {found} in its query.",
            remedy="Take the parameter out of the address before it is sent, or do not put it there.",
        )
        for place, text in _addresses(message)
        if (found := _found(text))
    ]


def _addresses(message: Message) -> Iterator[tuple[str, str]]:
    context = message.fields.get("context")
    page = context.get("page") if isinstance(context, dict) else None
    if isinstance(page, dict):
        for name in ("url", "search", "referrer"):
            text = page.get(name)
            if isinstance(text, str) and "?" in text:
                yield f"/context/page/{name}", text[:LONGEST]
    for _, text, place in notable(message):
        if isinstance(text, str) and "?" in text and ("://" in text or text.startswith(("?", "/"))):
            yield place, text[:LONGEST]


def _found(address: str) -> str:
    query = address.partition("?")[2].partition("#")[0]
    for part in query.split("&", _MOST_PARAMETERS)[:_MOST_PARAMETERS]:
        name, _, value = part.partition("=")
        if value and len(name) <= 40 and folded(name) in _SECRET_PARAMETERS:
            return f"a secret ({quoted(name)})"
        if email_in(unquote(value)):
            return f"an e-mail address ({quoted(name)})"
    return ""


RULE = Rule(
    id="personal-data-in-url",
    subject=Subject.PRIVACY,
    severity=Severity.WARNING,
    title="Personal data in the address of a page",
    why="Addresses of pages go to every destination and into every log on the way, with all that is in them.",
    remedy="Send such data in the body of a request, and cut the query before page calls are made.",
    reference="https://segment.com/docs/privacy/portal/",
    check=check,
    guard=has_query,
    places=("/context", "/properties", "/traits", "/event", "/name", "/category"),
)
