"""What looking at the address from outside has shown."""

from __future__ import annotations

from collections.abc import Iterator

from debugger.connection.cause import Cause, Check, Sign
from debugger.connection.evidence import Evidence, StepKind
from debugger.findings import Severity


def _of(outcome: str, *kinds: StepKind) -> Check:
    def check(evidence: Evidence) -> Iterator[Sign]:
        for step in evidence.failed(outcome):
            if not kinds or step.kind in kinds:
                yield Sign(seen=step.text)

    return check


def _refused(evidence: Evidence) -> Iterator[Sign]:
    reached = any(step.kind is StepKind.CONNECT and step.went_well for step in evidence.steps)
    for step in evidence.failed("refused"):
        yield Sign(
            seen=step.text,
            severity=Severity.ADVICE if reached else None,
            title="One of the addresses is not listened on" if reached else "",
            remedy="Write the address that answers into the app instead of the name."
            if reached
            else "",
        )


def _other_program(evidence: Evidence) -> Iterator[Sign]:
    for step in evidence.failed("other-program", "not-http"):
        owner = f" It is {evidence.owner}." if evidence.owner else ""
        yield Sign(seen=f"{step.text}{owner}")


CAUSES = (
    Cause(
        id="unknown-name",
        severity=Severity.ERROR,
        title="The name leads nowhere",
        remedy="Write localhost or 127.0.0.1 where the app runs on this machine.",
        check=_of("unknown-name"),
    ),
    Cause(
        id="nothing-listens",
        severity=Severity.ERROR,
        title="Nothing listens there",
        remedy="Start Track Debugger: track-debugger, or track-debugger serve, with --port for another "
        "port than 8765.",
        check=_refused,
    ),
    Cause(
        id="filtered",
        severity=Severity.ERROR,
        title="No answer comes back",
        remedy="A firewall drops what is sent there, or the machine is off. Allow incoming connections to "
        "the port, and be on the same network.",
        check=_of("timeout"),
    ),
    Cause(
        id="other-program",
        severity=Severity.ERROR,
        title="Another program answers there",
        remedy="End that program, or use another port: track-debugger --port 8766.",
        check=_other_program,
    ),
    Cause(
        id="settings-wrong",
        severity=Severity.ERROR,
        title="The settings that apps fetch do not lead here",
        remedy="A proxy in between changes them, or drops the Host header: ask this address without it.",
        check=_of("no-address", StepKind.SETTINGS),
    ),
    Cause(
        id="preflight-refused",
        severity=Severity.ERROR,
        title="Browsers would be refused",
        remedy="A proxy in between answers OPTIONS itself: let it pass OPTIONS and CORS headers on.",
        check=_of("no-address", StepKind.PREFLIGHT),
    ),
    Cause(
        id="call-refused",
        severity=Severity.ERROR,
        title="The call was not taken",
        remedy="Look at what stands between: Track Debugger itself answers 200 to a call like this.",
        check=_of("status"),
    ),
)
