"""`track-debugger doctor`: looks at an address as an app would, and says what keeps calls away from it."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import TextIO

from debugger.certificates import public
from debugger.cli import terminal
from debugger.cli.version import version
from debugger.connection import self_test
from debugger.connection.cause import Diagnosis
from debugger.connection.diagnosis import diagnose, in_the_way
from debugger.connection.evidence import Evidence, Step, StepKind
from debugger.connection.port_owner import owner_of
from debugger.findings import Severity
from debugger.payload.text import visible
from debugger.probing.look import Looking
from debugger.probing.target import Target, target_of

_DEFAULT = "http://localhost:8765"
_TROUBLE = 1
_WIDTH = 7


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.description = (
        "Look at an address as an app would, and say what keeps calls away from it. Nothing is sent "
        "into the session without --send. The exit code is 1 where something is in the way."
    )
    parser.add_argument(
        "url", nargs="?", default=_DEFAULT, metavar="URL", help="the app's host (%(default)s)"
    )
    parser.add_argument(
        "--send", action="store_true", help="send a call as well, marked as a self-test of ours"
    )
    parser.add_argument(
        "--format",
        choices=("text", "json", "jsonl"),
        default="text",
        help="text, one JSON object, or a line of JSON for each step as it happens (%(default)s)",
    )
    parser.add_argument(
        "--timeout",
        type=_seconds,
        default=3.0,
        metavar="SECONDS",
        help="what each address is given to answer (%(default)s)",
    )
    parser.add_argument("--message-id", help=argparse.SUPPRESS)


def run(arguments: argparse.Namespace) -> int:
    """Looks and tells; the exit code. Raises `UsageError` for what is no address."""
    target = target_of(arguments.url)
    looking = Looking(
        target=target,
        version=version(),
        authority=public.kept_authority() if target.secure else None,
        seconds=arguments.timeout,
        call=_call(arguments.message_id) if arguments.send else b"",
    )
    tell = {"text": _tell_in_text, "json": _tell_as_json, "jsonl": _tell_as_lines}[arguments.format]
    trouble = False
    with terminal.until_reader_leaves():
        trouble = tell(target, looking.steps())
    return _TROUBLE if trouble else 0


def _tell_in_text(target: Target, steps: Iterator[Step]) -> bool:
    out = sys.stdout
    terminal.show_what_cannot_be_encoded(out)
    out.write(f"{visible(target.url)}\n")
    done = [_written(step, out) for step in steps]
    diagnoses = _diagnoses(target, done)
    grave = [each for each in diagnoses if each.severity > Severity.ADVICE]
    for each in grave:
        out.write(f"\n{_word(each, out)} {each.id}: {each.title}\n")
        out.write(f"  {visible(each.seen)}\n  = {visible(each.remedy)}\n")
    advice = [each for each in diagnoses if each.severity is Severity.ADVICE]
    if not grave:
        out.write("\nNothing is in the way here.\n")
    if advice:
        out.write("If calls stay away all the same:\n" if not grave else "\nBeside that:\n")
    for each in advice:
        out.write(f"  {each.title} {visible(each.remedy)}\n")
    return bool(grave)


def _written(step: Step, out: TextIO) -> Step:
    word = "ok" if step.went_well else "trouble"
    out.write(f"  {word:<{_WIDTH}}  {visible(step.text)}\n")
    out.flush()
    return step


def _word(diagnosis: Diagnosis, out: TextIO) -> str:
    return terminal.severity_word(diagnosis.severity, colour=terminal.wants_colour(out))


def _tell_as_json(target: Target, steps: Iterator[Step]) -> bool:
    done = list(steps)
    diagnoses = _diagnoses(target, done)
    trouble = in_the_way(diagnoses) is not None
    whole = {
        "url": target.url,
        "healthy": not trouble,
        "steps": [_step(step) for step in done],
        "diagnoses": [each.told() for each in diagnoses],
    }
    sys.stdout.write(json.dumps(whole, indent=2) + "\n")
    return trouble


def _tell_as_lines(target: Target, steps: Iterator[Step]) -> bool:
    done = []
    for step in steps:
        done.append(step)
        _line({"step": _step(step)})
    diagnoses = _diagnoses(target, done)
    for each in diagnoses:
        _line({"diagnosis": each.told()})
    trouble = in_the_way(diagnoses) is not None
    _line({"url": target.url, "healthy": not trouble})
    return trouble


def _line(content: object) -> None:
    sys.stdout.write(json.dumps(content) + "\n")
    sys.stdout.flush()


def _step(step: Step) -> dict[str, object]:
    return {**asdict(step), "ok": step.went_well}


def _diagnoses(target: Target, steps: Iterable[Step]) -> tuple[Diagnosis, ...]:
    done = tuple(steps)
    scheme = target.url.partition("://")[0]
    ours = [step for step in done if step.kind is StepKind.HOME and step.went_well]
    evidence = Evidence(
        now=_now(),
        listening=tuple(f"{scheme}://{step.address}" for step in ours),
        port=target.port,
        owner="" if ours or not target.is_here else owner_of(target.port),
        steps=done,
    )
    return diagnose(evidence)


def _call(message_id: str | None) -> bytes:
    return self_test.body(message_id or self_test.new_message_id(), now=_now(), version=version())


def _now() -> int:
    return time.time_ns() // 1000


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 < seconds <= 3600:
        raise ValueError
    return seconds
