"""Files of code: a head, then a piece for each event, in whose place a comment stands where none can be made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from debugger.export.call import Call, UnsendableError, call_of, title
from debugger.export.content import Content


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a file of one language is put together."""

    head: str
    """`{key}` in it stands for the write key as a literal."""
    quoted: Callable[[str], str]
    """A text as a literal."""
    piece: Callable[[Call], str]
    foot: str = ""
    comment: str = "//"


def write_code(content: Content, file: BinaryIO, style: Style) -> Iterator[int]:
    """Writes code that makes the calls again, and yields how many events are written."""
    comment = style.comment
    about = "".join(f"{comment} {_line(sentence)}\n" for sentence in content.about.sentences)
    started = False
    for written, event in enumerate(content.events(), 1):
        call = call_of(event)
        if not started:
            key = call.write_key if isinstance(call, Call) else ""
            head = style.head.replace("{key}", style.quoted(key or "local"))
            file.write(_encoded(f"{about}{head}"))
            started = True
        made, why_not = "", call if isinstance(call, str) else ""
        if isinstance(call, Call):
            try:
                made = style.piece(call)
            except UnsendableError as error:
                why_not = str(error)
            except RecursionError:
                why_not = "it is nested too deep"
        if why_not:
            made = f"{comment} No code can make this call again: {_line(why_not)}.\n"
        file.write(_encoded(f"\n{comment} {_line(title(event))}\n{made}"))
        yield written
    if started:
        file.write(_encoded(style.foot))


def _line(text: str) -> str:
    return " ".join(text.splitlines())


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")
