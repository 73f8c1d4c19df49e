"""`track-debugger serve`: records without a window, and is the child that the window records with.

With a command after `--` it records what that command sends, and checks it (`debugger.cli.build`).
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from secrets import token_urlsafe

import msgspec

from debugger.certificates.public import CERTIFICATE, certificates_folder, exists
from debugger.cli import build, policy_option
from debugger.cli.build import Beside
from debugger.cli.reports import formats
from debugger.errors import CertificateError, FaultError, TrackDebuggerError, UsageError
from debugger.policy import Adjustment, Policy
from debugger.session.folder import new_session_path, sessions_folder
from debugger.session.labels import SourceLabel
from debugger.session.marks import Mark
from debugger.session.writer import Ending
from debugger.sink import process
from debugger.sink.network import host_names, network_of
from debugger.sink.report import JsonLines, Lines, Listening, Reporter
from debugger.sink.server import Sink
from debugger.sink.sockets import Socket, address_of, listen, listen_beside, listen_on_next, port_of
from debugger.sink.terminal import TextLines
from debugger.sink.tls_port import Https
from debugger.wire.faults import parsed

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8765
"""Not on the list of ports that Chromium refuses to call."""

_NICENESS = 5
"""Gives the window the right of way on a busy machine; measured, it costs the sink nothing."""

_STDIN, _STDOUT, _STDERR = 0, 1, 2
_LIVE_FORMATS = ("text", "jsonl")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `serve`."""
    parser.add_argument(
        "--host", default=DEFAULT_HOST, help="address to listen on (%(default)s, and ::1 with it)"
    )
    parser.add_argument(
        "--port",
        type=int,
        help=f"0 takes a free one ({DEFAULT_PORT}; with a command a free one)",
    )
    parser.add_argument(
        "--https-port",
        type=int,
        metavar="PORT",
        help="for HTTPS; 0 takes a free one (the one after the other, or a free one)",
    )
    parser.add_argument("--no-https", action="store_true", help="take no HTTPS")
    parser.add_argument(
        "--session", type=Path, metavar="FILE", help="record into FILE, or go on with it"
    )
    parser.add_argument(
        "--format",
        choices=(*_LIVE_FORMATS, *(name for name in sorted(formats()) if name != "text")),
        default="text",
        help="of what is told (%(default)s); jsonl without a command, the others with one",
    )
    parser.add_argument(
        "--fault",
        action="append",
        default=[],
        metavar="FAULT",
        help="simulate a fault (may be given again): 429,retry-after=2,next=3 or 500,share=20%% or "
        "slow=10 or drop or drop-early or truncate; see docs/faults.md",
    )
    parser.add_argument("--met", action="append", type=int, default=[], help=argparse.SUPPRESS)
    policy_option.add_arguments(parser)
    parser.add_argument(
        "--api",
        action="store_true",
        help="let tests on this machine read what was captured, with a token (always with a command); "
        "see docs/read-api.md",
    )
    build.add_arguments(parser)
    parser.add_argument("--or-next-port", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--control", action="store_true", help=argparse.SUPPRESS)


def run(arguments: argparse.Namespace) -> int:
    """Records until a signal or the window ends it. Raises `TrackDebuggerError` where it cannot start."""
    if arguments.command and not arguments.after_dashes:
        raise UsageError(
            f"A command to run comes after --: serve -- {arguments.command[0]}.",
            "See track-debugger serve --help.",
        )
    if arguments.command:
        return build.run(arguments, _serve)
    build.refuse_without_command(arguments)
    if arguments.format not in _LIVE_FORMATS:
        raise UsageError(
            f"--format {arguments.format} is for a session that has ended.",
            "Add a command (serve -- COMMAND), or use check.",
        )
    as_json = arguments.format == "jsonl"
    try:
        _serve(arguments, JsonLines() if as_json else TextLines())
    except TrackDebuggerError as error:
        if as_json:
            _write(_STDOUT, JsonLines().failed(error).encode() + b"\n")
        raise
    return 0


def _serve(arguments: argparse.Namespace, lines: Lines, beside: Beside | None = None) -> None:
    def nobody_reads() -> None:
        if beside is None:
            sink.stop(Ending.ORPHANED if arguments.control else Ending.CLOSED)

    def started() -> None:
        reporter.listening(listening)
        if beside is not None:
            beside.start(listening, sink.stop)

    port = _port(arguments.port, beside)
    token = token_urlsafe(32) if arguments.api or beside is not None else ""
    write = partial(_write, _STDOUT if beside is None else _STDERR)
    with ExitStack() as stack:
        take = listen_on_next if arguments.or_next_port else listen
        sockets = [stack.enter_context(each) for each in take(arguments.host, port)]
        path = arguments.session or new_session_path(sessions_folder(), datetime.now().astimezone())
        path = path.absolute()
        reporter = Reporter(lines, write, lost=nobody_reads)
        network = network_of(arguments.host)
        https = None
        if not arguments.no_https and (beside is None or arguments.https_port is not None):
            secure = _listen_for_https(arguments, beside=port_of(sockets))
            https = _https([stack.enter_context(each) for each in secure], network, reporter)
        sink = Sink(
            path,
            sockets,
            report=reporter,
            https=https,
            observer=reporter.observer,
            policy=policy_option.policy_of(arguments),
            token=token,
        )
        if arguments.fault:
            sink.simulate([parsed(each) for each in arguments.fault], arguments.met)
        process.prepare()
        if arguments.control:
            _be_nice()
            following = threading.Thread(
                target=_follow, args=(sink, reporter), name="control", daemon=True
            )
            following.start()
        listening = Listening(
            address=address_of(sockets),
            session=path,
            https=address_of(https.sockets) if https else "",
            certificate=https.folder / CERTIFICATE if https else None,
            network=network,
            token=token,
            addresses=(
                *(f"http://{address_of([each])}" for each in sockets),
                *(f"https://{address_of([each])}" for each in (https.sockets if https else ())),
            ),
        )
        sink.run(listening=started, interrupted=beside.interrupt if beside else None)


def _port(given: int | None, beside: Beside | None) -> int:
    if given is None:
        return DEFAULT_PORT if beside is None else 0
    return given


def _listen_for_https(arguments: argparse.Namespace, *, beside: int) -> Sequence[Socket]:
    if arguments.https_port is None:
        return listen_beside(arguments.host, beside)
    return listen(arguments.host, arguments.https_port)


def _https(sockets: Sequence[Socket], network: tuple[str, ...], reporter: Reporter) -> Https | None:
    """What HTTPS needs; None, and a word of it, where there can be no certificate: HTTP works all the same."""
    folder = certificates_folder()
    try:
        if not exists(folder):  # only then is it worth to load what makes certificates
            import_module("debugger.certificates.keeping").kept(folder)
    except CertificateError as error:
        reporter.failed(error)
        return None
    names = (*network, *host_names()) if network else ()
    return Https(sockets=sockets, folder=folder, names=names)


def _follow(sink: Sink, reporter: Reporter) -> None:
    """Does what the window says on stdin; when the window is gone, so is the sink."""
    for line in _lines_of(_STDIN):
        try:
            said = json.loads(line)
        except ValueError:
            continue
        match said:
            case {"command": "close"}:
                sink.stop(Ending.CLOSED)
                return
            case {"command": "faults", "faults": [*faults]}:
                try:
                    sink.simulate([parsed(str(each)) for each in faults])
                except FaultError as error:
                    reporter.failed(error)
            case {"command": "mark", "marks": {**marks}}:
                sink.mark(msgspec.convert(marks, dict[int, Mark], str_keys=True))
            case {"command": "label", "labels": [*labels]}:
                sink.label(msgspec.convert(labels, list[SourceLabel]))
            case {"command": "judge", "adjustments": adjustments}:
                sink.judge_by(Policy(msgspec.convert(adjustments, tuple[Adjustment, ...])))
    sink.stop(Ending.ORPHANED)


def _lines_of(descriptor: int) -> Iterator[bytes]:
    """Read without a buffer object: a thread that holds one keeps the interpreter from ending."""
    rest = b""
    while data := _read(descriptor):
        *lines, rest = (rest + data).split(b"\n")
        yield from lines


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # closed: the same as its end
        return b""


def _be_nice() -> None:
    if sys.platform != "win32":
        os.nice(_NICENESS)


def _write(descriptor: int, data: bytes) -> None:
    """At once, whatever the interpreter buffers. Raises `OSError` when nobody reads it."""
    while data:
        data = data[os.write(descriptor, data) :]
