"""What can be copied of a call: its payload as it was sent, its name, or the whole row as JSON."""

from __future__ import annotations

from io import BytesIO

from debugger import export
from debugger.export import About, Content, Options
from debugger.redaction import Redaction
from debugger.session.rows import StoredEvent


def payload_text(event: StoredEvent) -> str:
    """The payload; bytes that are not UTF-8 become U+FFFD, as a clipboard of text needs it."""
    return event.payload.decode("utf-8", "replace")


def row_text(event: StoredEvent, private: Redaction | None) -> str:
    """The call as one line of the NDJSON export, masked as that is."""
    return text_as(event, "ndjson", Options(), private)


def text_as(
    event: StoredEvent, format_name: str, options: Options, private: Redaction | None
) -> str:
    """The call in a format of the exports, masked as the project says, or as they are by default."""
    copied = BytesIO()
    about = About(redaction=private or Redaction(), scope="selection")
    content = Content.of_events([event], about, options)
    for _ in export.formats()[format_name].write(content, copied):
        pass
    return copied.getvalue().decode("utf-8", "replace").rstrip("\n")
