"""`track-debugger schema`: what the calls of each event really hold, as the window's groups show it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence

from debugger.cli import chosen_events, filter_option, policy_option, terminal
from debugger.cli.judged_file import JudgedMessage, judged_in_order, opened
from debugger.cli.schemas import FORMATS, Told
from debugger.errors import UsageError
from debugger.policy import Policy
from debugger.query import Node
from debugger.schema.events import EventSchema, EventSchemas
from debugger.schema.holders import LARGEST
from debugger.schema.words import captured, event_name
from debugger.session.reader import SessionReader

_AT_ONCE = 256
"""Payloads of a session that are read together."""
_MOST_NAMED = 8
"""Events that are named where the one that is asked for is none of them."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.description = (
        "Say what the calls of each event really hold: each property, the share of calls that have it\n"
        "and its types, as the window's groups show it. No value is shown."
    )
    parser.epilog = "Exit code: 0; 2 unreadable, no such event or wrong usage. See docs/schema.md."
    parser.add_argument(
        "file",
        metavar="FILE",
        help="a session (*.tdsession), or payloads as NDJSON, one a line; - reads them from stdin",
    )
    parser.add_argument(
        "--event",
        action="append",
        default=[],
        metavar="NAME",
        help="only this event, page or screen, or of those without a name this type: 'identify'; "
        "may be repeated",
    )
    parser.add_argument(
        "--format", choices=tuple(FORMATS), default="text", help="default: %(default)s"
    )
    filter_option.add_arguments(parser)
    policy_option.add_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Tells; the exit code. Raises `TrackDebuggerError` where the file cannot be read."""
    query = filter_option.filter_of(arguments)
    policy = policy_option.policy_of(arguments)
    terminal.show_what_cannot_be_encoded(sys.stdout)
    with opened(arguments.file) as found:
        schemas = _schemas(found, query, policy)
    told = Told(
        file=arguments.file,
        events=_chosen(schemas.events(), arguments.event),
        left_out=schemas.left_out,
    )
    with terminal.until_reader_leaves():
        FORMATS[arguments.format](told, sys.stdout)
    return 0


def _schemas(
    found: SessionReader | Iterator[JudgedMessage], query: Node | None, policy: Policy
) -> EventSchemas:
    if isinstance(found, SessionReader):
        return _of_session(found, query)
    return _of_lines(found, query, policy)


def _of_session(reader: SessionReader, query: Node | None) -> EventSchemas:
    """Of what a filter finds as it was judged when it was recorded, as in the window."""
    schemas = EventSchemas()
    numbers = chosen_events.chosen(reader, query, None)
    for start in range(0, len(numbers), _AT_ONCE):
        stretch = numbers[start : start + _AT_ONCE]
        for call, name, payload in reader.named_payloads(stretch, LARGEST):
            schemas.see((call, name), payload)
    return schemas


def _of_lines(
    messages: Iterator[JudgedMessage], query: Node | None, policy: Policy
) -> EventSchemas:
    """Judges them only where there is a filter, which may ask for findings."""
    schemas = EventSchemas()
    found = judged_in_order(messages, policy) if query is not None else messages
    for each in found:
        if each.is_found_by(query):
            schemas.see((each.message.type, each.name), each.message.payload)
    return schemas


def _chosen(events: Sequence[EventSchema], names: Sequence[str]) -> Sequence[EventSchema]:
    """Those of these names, or all. Raises `UsageError` for a name that none has."""
    if not names:
        return events
    for name in names:
        if not any(_is_called(each, name) for each in events):
            there = [event_name(*each.key) for each in events[:_MOST_NAMED]]
            more = f" and {len(events) - len(there):,} more" if len(events) > len(there) else ""
            remedy = f"There are {', '.join(there)}{more}." if there else "There are no calls."
            raise UsageError(f'There is no event "{captured(name)}".', remedy)
    return [each for each in events if any(_is_called(each, name) for name in names)]


def _is_called(event: EventSchema, wanted: str) -> bool:
    call, name = event.key
    return wanted == (name or call)
