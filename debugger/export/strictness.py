"""Whether bytes are JSON as RFC 8259 defines it, so that they may stand inside other JSON as they are."""

from __future__ import annotations

import json
import re

import msgspec

from debugger.payload.parse import plain_reason

_BREAK = re.compile(rb"[ \t]*[\r\n][ \t\r\n]*")
_SKIP = msgspec.json.Decoder(msgspec.Raw)
_UTF8_MARK = b"\xef\xbb\xbf"


def objection(payload: bytes) -> str:
    """Why `payload` is not JSON, in plain words; empty when it is."""
    return "" if strict_text(payload) is not None else _objection(payload)


def strict_text(payload: bytes) -> str | None:
    """The payload as text where it is JSON; None where it is none, or only a slow look tells."""
    try:
        _SKIP.decode(payload)  # looks at all of it but the encoding, and makes no values
        return payload.decode()
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None


def on_one_line(payload: bytes) -> bytes:
    """JSON without its line breaks and the indentation after them: in strings there are none."""
    return _BREAK.sub(b"", payload) if b"\n" in payload or b"\r" in payload else payload


def _objection(payload: bytes) -> str:
    """By the grammar alone: numbers of any size and lone surrogates as escapes are JSON."""
    if payload.startswith(_UTF8_MARK):
        return "it starts with a byte order mark"
    try:
        json.loads(payload.decode(), parse_constant=_refuse, parse_int=str, parse_float=str)
    except UnicodeDecodeError as error:
        return f"byte {error.start} is not UTF-8"
    except json.JSONDecodeError as error:
        return f"{plain_reason(error.msg)} (line {error.lineno}, column {error.colno})"
    except RecursionError:
        return "it is nested too deep"
    except ValueError as error:
        return str(error)
    return ""


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")
