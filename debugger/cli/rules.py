"""`track-debugger rules`: what is judged and why; every rule in a line, or all that is known of one."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import TextIO

from debugger import spec
from debugger.cli import rule_json, rule_markdown, rule_text, terminal
from debugger.errors import UsageError
from debugger.spec import Rule

Say = Callable[[TextIO, Sequence[Rule]], None]

FORMATS: dict[str, tuple[Say, Say]] = {
    "text": (rule_text.list_rules, rule_text.tell),
    "json": (rule_json.list_rules, rule_json.tell),
    "markdown": (rule_markdown.list_rules, rule_markdown.tell),
}
"""How each format lists rules, and how it tells all of them."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.description = "List the rules, or tell all that is known of one."
    parser.add_argument("id", nargs="?", metavar="ID", help="the rule to tell of: event-missing")
    parser.add_argument(
        "--format", choices=sorted(FORMATS), default="text", help="default: %(default)s"
    )


def run(arguments: argparse.Namespace) -> int:
    """Prints; the exit code. Raises `UsageError` for a rule that there is not."""
    listing, telling = FORMATS[arguments.format]
    terminal.show_what_cannot_be_encoded(sys.stdout)
    known = spec.rules() if arguments.id is None else [_rule(arguments.id)]
    with terminal.until_reader_leaves():
        (listing if arguments.id is None else telling)(sys.stdout, known)
    return 0


def _rule(rule_id: str) -> Rule:
    found = spec.rule(rule_id.strip().lower())
    if found is not None:
        return found
    raise UsageError(f"No rule is called {rule_id}.", _suggestion(rule_id))


def _suggestion(rule_id: str) -> str:
    wanted = rule_id.strip().lower().replace("_", "-").replace(" ", "-")
    near = get_close_matches(wanted, [known.id for known in spec.rules()], n=3, cutoff=0.5)
    if not near:
        return "List them all: track-debugger rules."
    return f"Did you mean {', '.join(near[:-1])}{' or ' if near[1:] else ''}{near[-1]}?"
