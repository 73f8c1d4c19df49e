"""`track-debugger compare`: what differs between two sessions, or between two calls."""

from __future__ import annotations

import argparse
import re
import sys
from collections import deque
from pathlib import Path

from debugger.cli import filter_option, policy_option, terminal
from debugger.cli.comparisons import FORMATS, CallsCompared, Named, SessionsCompared
from debugger.cli.judged_file import JudgedMessage, judged
from debugger.comparing.payloads import compare
from debugger.comparing.sessions import Aspect, changes
from debugger.errors import UsageError
from debugger.policy import Policy
from debugger.query import Node
from debugger.schema.profile import Profile

_CALL = re.compile(r"(.+)#([0-9]{1,18})")
_DEFAULT = (Aspect.EVENTS, Aspect.PROPERTIES, Aspect.TYPES, Aspect.FINDINGS)
_NEVER = "never"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.description = (
        "Compare two sessions, the last release's with this one's, or two calls: A.tdsession#3."
    )
    parser.epilog = (
        "Differences of sessions: events (only here or there), counts (of calls), properties (gone,\n"
        "new, or no longer in every call), types (of another JSON type), findings (new ones), mended\n"
        "(findings that are gone). Both are judged by the rules of this version.\n\n"
        "Exit code: 0 no difference of those in --fail-on (of two calls: none at all but in volatile\n"
        "fields), 1 some, 2 unreadable or wrong usage."
    )
    for name in ("before", "after"):
        parser.add_argument(
            name,
            metavar=name.upper(),
            help="a session, or payloads as NDJSON; FILE#N is its call N",
        )
    parser.add_argument(
        "--format", choices=sorted(FORMATS), default="text", help="default: %(default)s"
    )
    parser.add_argument(
        "--fail-on",
        type=_aspects,
        default=_DEFAULT,
        metavar="KINDS",
        help=f"differences that make the exit code 1: some of {','.join(Aspect)}, or {_NEVER} "
        f"(default: {','.join(_DEFAULT)})",
    )
    policy_option.add_arguments(parser)
    filter_option.add_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Compares and reports; the exit code. Raises `TrackDebuggerError` where a file cannot be read."""
    policy = policy_option.policy_of(arguments)
    terminal.show_what_cannot_be_encoded(sys.stdout)
    told: CallsCompared | SessionsCompared
    calls = [_call(each) for each in (arguments.before, arguments.after)]
    if all(calls):
        before, after = (_found(*call, policy) for call in calls if call)
        told = CallsCompared(before, after, compare(before.message.fields, after.message.fields))
    elif any(calls):
        raise UsageError("A call cannot be compared with a session.", "Name two of a kind.")
    else:
        query = filter_option.filter_of(arguments)
        profiles = [_profile(each, policy, query) for each in (arguments.before, arguments.after)]
        told = SessionsCompared(
            (arguments.before, arguments.after),
            profiles[0],
            profiles[1],
            tuple(changes(*profiles)),
            arguments.fail_on,
        )
    with terminal.until_reader_leaves():
        FORMATS[arguments.format](told, sys.stdout)
    return int(told.fails)


def _call(name: str) -> tuple[str, int] | None:
    """The file and the number of `FILE#N`; None for what is a file by that name."""
    found = _CALL.fullmatch(name)
    return None if found is None or Path(name).exists() else (found[1], int(found[2]))


def _found(name: str, number: int, policy: Policy) -> Named:
    with judged(name, policy) as messages:
        latest: deque[JudgedMessage] = deque(maxlen=1)
        for each in messages:
            latest.append(each)
            if each.number == number:
                return Named(f"{name}#{number}", each.message, each.name)
    last = latest[0].number if latest else 0
    raise UsageError(f"{name} has no call {number}.", f"It has {last:,}.")


def _profile(name: str, policy: Policy, query: Node | None) -> Profile:
    profile = Profile()
    with judged(name, policy) as messages:
        for each in filter(lambda each: each.is_found_by(query), messages):
            profile.see((each.message.type, each.name), each.message.fields, each.findings)
    return profile


def _aspects(text: str) -> tuple[Aspect, ...]:
    if text == _NEVER:
        return ()
    names = [each.strip() for each in text.split(",")]
    for name in names:
        if name not in set(Aspect):
            raise argparse.ArgumentTypeError(f"{name} is none of {', '.join(Aspect)}, {_NEVER}")
    return tuple(map(Aspect, names))
