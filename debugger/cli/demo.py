"""`track-debugger demo`: what a visitor of the demo shop does, sent without a browser."""

from __future__ import annotations

import argparse
import base64
import sys
import threading
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from functools import partial
from pathlib import Path

from debugger.certificates import public
from debugger.cli import terminal
from debugger.cli.version import version
from debugger.demo.journey import LIBRARY, LIBRARY_VERSION, WRITE_KEY, Call, Visitor, steps
from debugger.errors import SendError, TrackDebuggerError
from debugger.payload.text import visible
from debugger.probing.sending import Receiver, receiver_at
from debugger.probing.target import Target, target_of
from debugger.session.folder import new_session_path, sessions_folder
from debugger.sink.quiet import QuietLines
from debugger.sink.report import Reporter
from debugger.sink.server import Sink
from debugger.sink.sockets import address_of, listen

_USUAL = "http://localhost:8765"
_NOT_STORED = 500
_HEADERS = {
    "Authorization": f"Basic {base64.b64encode(f'{WRITE_KEY}:'.encode()).decode()}",
    "Content-Type": "application/json",
    "User-Agent": f"{LIBRARY}/{LIBRARY_VERSION}",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `demo`."""
    parser.description = (
        "Send what a visitor of the demo shop does, some of it wrong on purpose: to the receiver at "
        f"{_USUAL}, or where none runs into a new session. In a browser: {_USUAL}/demo."
    )
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--url", help="the receiver to send to")
    where.add_argument(
        "--session", type=Path, metavar="FILE", help="record into FILE, or go on with it"
    )


def run(arguments: argparse.Namespace) -> int:
    """Sends. Raises `TrackDebuggerError` where that cannot be done."""
    terminal.show_what_cannot_be_encoded(sys.stdout)
    with terminal.until_reader_leaves():
        if arguments.session is not None:
            _record(arguments.session)
        elif arguments.url is not None:
            _send(_receiver(target_of(arguments.url)))
        else:
            _send_or_record()
    return 0


def _send_or_record() -> None:
    try:
        receiver = _receiver(target_of(_USUAL))
    except SendError:
        _record(new_session_path(sessions_folder(), datetime.now().astimezone()))
    else:
        _send(receiver)


def _receiver(target: Target) -> Receiver:
    authority = public.kept_authority() if target.secure else None
    return receiver_at(target, version=version(), authority=authority)


def _send(receiver: Receiver) -> None:
    _say(f"Sending to {receiver.target.url}\n")
    _take_all(receiver)
    _say(
        "In the window, select Order Completed: its revenue is underlined, with the remedy beside it. "
        f"F8 goes on to the next finding. In a browser: {receiver.target.url}/demo"
    )


def _record(session: Path) -> None:
    """The same over a receiver of our own, on a free port, that ends with the last call."""
    path = session.absolute()
    _say(f"Recording into {path}\n")
    failed: list[TrackDebuggerError] = []
    with ExitStack() as stack:
        sockets = [stack.enter_context(each) for each in listen("127.0.0.1", 0)]
        report = Reporter(QuietLines(), _nobody_reads, lost=lambda: None)
        sink = Sink(path, sockets, report=report)
        target = target_of(f"http://{address_of(sockets)}")
        sending = partial(_take_all_beside, target, sink.stop, failed)
        sink.run(listening=threading.Thread(target=sending, name="demo").start)
    if failed:
        raise failed[0]
    _say(f"Next: track-debugger check '{path}'\n      track-debugger --session '{path}'")


def _take_all_beside(
    target: Target, stop: Callable[[], None], failed: list[TrackDebuggerError]
) -> None:
    try:
        _take_all(_receiver(target))
    except TrackDebuggerError as error:
        failed.append(error)
    finally:
        stop()


def _take_all(receiver: Receiver) -> None:
    visitor = Visitor(url=f"{receiver.target.url}/demo")
    sent = wrong = 0
    for step in steps():
        for call, post in zip(step.calls, visitor.posts(step), strict=True):
            answer = receiver.post(post.path, post.body, _HEADERS)
            sent += 1
            wrong += bool(call.findings)
            _say(f"  {answer.status}  {_named(call)}")
            if answer.status >= _NOT_STORED:
                raise SendError(
                    f"{receiver.target.url} could not store that.", "Look what it says."
                )
        if step.is_wrong:
            _say(f"       {step.says}")
    _say(f"\n{terminal.counted(sent, 'call', 'calls')} sent, {wrong} of them wrong on purpose.")


def _named(call: Call) -> str:
    said = call.message or {"type": "track", "event": "(not JSON)"}
    return f"{said['type']} {said.get('event') or said.get('name') or ''}".strip()


def _nobody_reads(_data: bytes) -> None:
    """What the receiver of our own tells: nothing that is not said here."""


def _say(words: str) -> None:
    sys.stdout.write(f"{_visible_lines(words)}\n")
    sys.stdout.flush()


def _visible_lines(words: str) -> str:
    """`words` with every line made visible by itself."""
    return "\n".join(map(visible, words.split("\n")))
