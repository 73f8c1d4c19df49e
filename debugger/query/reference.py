"""The reference of the filter language, which docs/filters.md and `track-debugger filters` are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from debugger.query.fields import FIELDS, TOP_LEVEL, Field

TERMS = (
    (
        "order",
        "“order” anywhere: in the payload, the name, the user, the visitor, the messageId or the source",
    ),
    ("check*out", "“check” and, anywhere after it, “out”"),
    (
        '"order completed"',
        "these words one after the other; an asterisk in quotation marks is an asterisk",
    ),
    ("/order-[0-9]+/", "a regular expression, in the same places; the payload as it was sent"),
    ("type:track", "a field with this value; = is the same as :"),
    ('event:"Order *"', "* stands for any text, also in quotation marks; \\* for an asterisk"),
    ("event:/^order/", "a field whose value matches a regular expression"),
    ("type:(track OR page)", "one of several values"),
    ("type!=track", "not this value, or none"),
    ("size>32kb", "above; likewise >=, < and <="),
    ("properties.revenue>100", "a number at a path in the payload; texts are never above or below"),
    (
        "properties.products[].sku:A-1",
        "any element of an array; [0] is the first, and [] may be left out",
    ),
    ('context."my key":x', "a name with signs in it stands in quotation marks"),
    ("payload.plan:pro", "a field at the top of the payload that has no name of its own here"),
    ("has:properties.coupon", "something stands at the path, even null"),
    (
        "after:12:04",
        "today, by this machine's clock; also 2026-11-25, 2026-11-25T12:04Z, today, yesterday",
    ),
    ("after:5m", "five minutes ago, when the filter was set; also s, h and d"),
    ("a b", "both; AND may stand between"),
    ("a OR b", "either; in capitals"),
    ("-a", "not; NOT and ! are the same"),
    ("(a OR b) c", "parentheses, as everywhere"),
)
"""Terms by example, and what each finds."""

NOTES = """\
Upper and lower case of the letters A to Z are the same everywhere, in regular expressions unless they say (?-i).

A field is compared as a whole: user:42 does not find u-42; user:*42 does. Of a problem, an answer and a note, a
part is enough.

In the payload, true, false and null are these words. A number is compared as a number with a number, as text with
anything else: properties.id:42 finds 42, 42.0 and "42".

A message has what its batch's envelope says for all of them, as SDKs for Go and Java do with the context.

Regular expressions are RE2's (https://github.com/google/re2/wiki/Syntax): no pattern makes them slow, and they have
no look-around and no back-references.
"""


def text() -> str:
    """For a terminal."""
    width = max(len(example) for example, _ in TERMS)
    lines = [f"  {example:<{width}}  {found}" for example, found in TERMS]
    lines += ["", "Fields", ""]
    for field in FIELDS:
        lines.append(f"  {field.example:<{width}}  {_told(field)}")
    lines += ["", f"Paths start with {_listed(TOP_LEVEL)}.", ""]
    return "\n".join((*lines, NOTES))


def markdown() -> str:
    """The whole of docs/filters.md."""
    return "\n".join((*_introduction(), *_terms(), *_fields(), _plain(NOTES)))


FORMATS: dict[str, Callable[[], str]] = {"text": text, "markdown": markdown}


def _introduction() -> Iterator[str]:
    yield "# Filters"
    yield ""
    yield "<!-- Written by `make docs` from debugger/query: edit that. -->"
    yield ""
    yield "One language, in the window's filter line and as `--filter QUERY` of `check`, `export` and `compare`:"
    yield ""
    yield "```"
    yield 'type:track event:"Order *" severity>=warning properties.revenue>100 -library:analytics.js (a OR b)'
    yield "```"
    yield ""
    yield "A plain word finds what holds it anywhere. `track-debugger filters` prints this page."
    yield ""


def _terms() -> Iterator[str]:
    yield "## Terms"
    yield ""
    yield "| you type | it finds |"
    yield "|---|---|"
    for example, found in TERMS:
        yield f"| `{_cell(example)}` | {_cell(_plain(found))} |"
    yield ""


def _fields() -> Iterator[str]:
    yield "## Fields"
    yield ""
    yield "| field | it is | for example |"
    yield "|---|---|---|"
    for field in FIELDS:
        names = ", ".join(f"`{name}`" for name in (field.name, *field.aliases))
        yield f"| {names} | {_cell(_told(field))} | `{_cell(field.example)}` |"
    yield ""
    yield f"Paths start with {', '.join(f'`{name}`' for name in TOP_LEVEL)}, or `payload` for the payload itself."
    yield ""


def _told(field: Field) -> str:
    return f"{field.meaning} ({_listed(field.choices)})" if field.choices else field.meaning


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(words)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _plain(text: str) -> str:
    return text.replace("*", "\\*").replace("[", "\\[").replace("<", "\\<")
