"""The faults a person can do something about.

    TrackDebuggerError        anything said to the person: one line, and what to do
    ├── UsageError            the command line asks for something that cannot be done
    │   ├── FaultError            a fault to simulate is none that there is
    │   └── FilterError           a filter cannot be read
    ├── ListenError           the address cannot be listened on
    │   └── PortTakenError    another program already listens there
    ├── SendError             a receiver to send to does not answer
    ├── SessionError          a session file cannot be read or written
    │   └── NotASessionError       the file is something else, damaged, or from a newer version
    ├── CertificateError      the certificate authority for HTTPS cannot be read, made or copied
    ├── BrowserSdkError      Segment's Analytics.js cannot be fetched, checked or kept
    ├── PayloadFileError      a file of payloads cannot be read
    ├── ImportFileError       a file to import cannot be read
    ├── PolicyError           the project's settings of the rules cannot be read or written
    ├── ExpectationError      an expectations file cannot be read
    └── ExportError           what is exported cannot be written

Whatever breaks in a captured call is never an exception: it is a `Finding`.
"""

from __future__ import annotations


class TrackDebuggerError(Exception):
    """Says what happened in `message` and what to do about it in `remedy`, one line each."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


class UsageError(TrackDebuggerError):
    """The command line asks for something that cannot be done."""


class FaultError(UsageError):
    """A fault to simulate is none that there is."""


class FilterError(UsageError):
    """A filter cannot be read, from character `start` of it to before `end`, counted from 0."""

    def __init__(self, message: str, remedy: str = "", *, start: int, end: int) -> None:
        super().__init__(message, remedy)
        self.start = start
        self.end = end
        self.typed = ""
        """The whole filter."""


class ListenError(TrackDebuggerError):
    """The address cannot be listened on."""


class PortTakenError(ListenError):
    """Another program already listens on `port`."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(
            f"Port {port} on {host} is already in use by another program.",
            f"End that program, or choose another port: --port {port + 1} (--port 0 takes a free one).",
        )
        self.port = port


class SendError(TrackDebuggerError):
    """A receiver to send to does not answer, or is another program."""


class SessionError(TrackDebuggerError):
    """A session file cannot be read or written.

    `kind` says which way: `disk-full`, `in-use` (another program writes it), `gone` (moved or deleted
    while open), `missing`, `input-output`, `not-a-session`, `damaged`, `newer` (of a later version), `marks`
    (what the person puts on events cannot be kept), or `session` for all else.
    """

    def __init__(self, message: str, remedy: str = "", *, kind: str = "session") -> None:
        super().__init__(message, remedy)
        self.kind = kind


class NotASessionError(SessionError):
    """The file is something else, damaged, or written by a newer version."""

    def __init__(self, message: str, remedy: str = "", *, kind: str = "not-a-session") -> None:
        super().__init__(message, remedy, kind=kind)


class CertificateError(TrackDebuggerError):
    """The certificate authority for HTTPS cannot be read, made or copied."""


class BrowserSdkError(TrackDebuggerError):
    """Segment's Analytics.js cannot be fetched, checked or kept."""


class PayloadFileError(TrackDebuggerError):
    """A file of payloads cannot be read."""


class ImportFileError(TrackDebuggerError):
    """A file to import cannot be read, or not as far as its end."""


class PolicyError(TrackDebuggerError):
    """The project's settings of the rules cannot be read or written."""


class ExpectationError(TrackDebuggerError):
    """An expectations file cannot be read, or does not say what it means."""


class ExportError(TrackDebuggerError):
    """What is exported cannot be written to where it should go."""
