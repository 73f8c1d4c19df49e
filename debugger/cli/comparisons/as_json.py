"""JSON: one object in ASCII, for programs."""

from __future__ import annotations

import json
from typing import TextIO

from debugger.cli.comparisons.compared import CallsCompared, SessionsCompared
from debugger.comparing.payloads import Difference
from debugger.comparing.sessions import Aspect


def write(told: CallsCompared | SessionsCompared, output: TextIO) -> None:
    """Writes `{"before": …, "after": …, "differences": […], …}`."""
    found = _calls(told) if isinstance(told, CallsCompared) else _sessions(told)
    output.write(json.dumps(found, indent=1) + "\n")


def _calls(told: CallsCompared) -> dict[str, object]:
    return {
        "before": told.before.place,
        "after": told.after.place,
        "differences": [_difference(each) for each in told.comparison.differences],
        "folded": [each.pointer for each in told.comparison.folded],
        "more": told.comparison.more,
        "fails": told.fails,
    }


def _difference(difference: Difference) -> dict[str, object]:
    return {
        "way": difference.way.value,
        "pointer": difference.pointer,
        "before": difference.before or None,
        "after": difference.after or None,
    }


def _sessions(told: SessionsCompared) -> dict[str, object]:
    return {
        "before": {"file": told.names[0], "calls": told.before.calls},
        "after": {"file": told.names[1], "calls": told.after.calls},
        "differences": [
            {
                "kind": change.aspect.value,
                "way": {"-": "gone", "+": "new", "~": "changed"}[change.sign],
                "type": change.key[0],
                "event": change.key[1],
                "pointer": change.pointer or None,
                "rule": change.rule.partition(" ")[2] or None,
                "before": change.before,
                "after": change.after,
                "fails": change.aspect in told.fail_on,
            }
            for change in told.changes
        ],
        "summary": {aspect.value: len(told.of(aspect)) for aspect in Aspect},
        "fails": told.fails,
    }
