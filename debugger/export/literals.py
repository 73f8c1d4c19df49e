"""Captured values as literals of programming languages, laid out over lines; never more than a literal."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from debugger.payload.parse import NonstandardNumber

_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)
_ROOM = 72
"""Characters up to which an object or array stands on one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """How a language writes the values of JSON."""

    string: Callable[[str], str]
    true: str
    false: str
    null: str
    nonstandard: dict[str, str]
    """By the literal as JavaScript has it: `NaN`, `Infinity`, `-Infinity`."""
    member: Callable[[str, str], str]
    """A name as it came, and a value that is a literal already."""
    open_object: str = "{"
    close_object: str = "}"
    empty_object: str = "{}"
    indent: str = "    "

    def literal(self, value: object, depth: int = 0) -> str:
        """The value as a literal whose lines after the first are indented by `depth` steps."""
        if isinstance(value, dict):
            items = [
                self.member(name, self.literal(item, depth + 1)) for name, item in value.items()
            ]
            if not items:
                return self.empty_object
            return self._laid_out(self.open_object, items, self.close_object, depth)
        if isinstance(value, list):
            items = [self.literal(item, depth + 1) for item in value]
            return self._laid_out("[", items, "]", depth) if items else "[]"
        return self._scalar(value)

    def _scalar(self, value: object) -> str:
        if isinstance(value, str):
            return self.string(value)
        if value is None:
            return self.null
        if isinstance(value, bool):
            return self.true if value else self.false
        if isinstance(value, NonstandardNumber):
            return self.nonstandard[value.text]
        text = repr(value)
        return {"inf": self.nonstandard["Infinity"], "-inf": self.nonstandard["-Infinity"]}.get(
            text, text
        )

    def _laid_out(self, start: str, items: list[str], end: str, depth: int) -> str:
        line = f"{start}{', '.join(items)}{end}"
        if len(line) <= _ROOM and "\n" not in line:
            return line
        inner = self.indent * (depth + 1)
        lines = "".join(f"{inner}{item},\n" for item in items)
        return f"{start}\n{lines}{self.indent * depth}{end}"


def in_javascript(text: str) -> str:
    r"""A string of JavaScript: what cannot be seen is `\u200b`, by UTF-16 code unit."""
    return _quoted(text, _code_units)


def in_kotlin(text: str) -> str:
    r"""A string of Kotlin, where a `$` would start an expression."""
    return _quoted(text, _code_units, also="$")


def in_python(text: str) -> str:
    r"""A string of Python: `\u200b` and `\U000e0001`, lone surrogates included."""
    return _quoted(text, lambda found: f"\\U{ord(found[0]):08x}")


def in_swift(text: str) -> str:
    r"""A string of Swift, `\u{200b}`; a lone surrogate, which Swift cannot hold, becomes U+FFFD."""
    return _quoted(text, _code_point)


def _quoted(text: str, hidden: Callable[[re.Match[str]], str], *, also: str = "") -> str:
    shown = text.replace("\\", "\\\\")
    for character in f'"{also}':
        shown = shown.replace(character, f"\\{character}")
    shown = shown.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
    return f'"{_HIDDEN.sub(hidden, shown)}"'


def _code_units(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))


def _code_point(found: re.Match[str]) -> str:
    point = ord(found[0])
    return "\ufffd" if 0xD800 <= point < 0xE000 else f"\\u{{{point:x}}}"


def _javascript_member(name: str, value: str) -> str:
    quoted = in_javascript(name)
    if name == "__proto__":  # without brackets it would set the prototype
        return f"[{quoted}]: {value}"
    return f"{name if re.fullmatch('[A-Za-z_$][A-Za-z0-9_$]*', name) else quoted}: {value}"


PYTHON = Language(
    string=in_python,
    true="True",
    false="False",
    null="None",
    nonstandard={
        "NaN": 'float("nan")',
        "Infinity": 'float("inf")',
        "-Infinity": 'float("-inf")',
    },
    member=lambda name, value: f"{in_python(name)}: {value}",
)

JAVASCRIPT = Language(
    string=in_javascript,
    true="true",
    false="false",
    null="null",
    nonstandard={name: name for name in ("NaN", "Infinity", "-Infinity")},
    member=_javascript_member,
    indent="  ",
)

SWIFT = Language(
    string=in_swift,
    true="true",
    false="false",
    null="NSNull()",
    nonstandard={
        "NaN": "Double.nan",
        "Infinity": "Double.infinity",
        "-Infinity": "-Double.infinity",
    },
    member=lambda name, value: f"{in_swift(name)}: {value}",
    open_object="[",
    close_object="]",
    empty_object="[:]",
)
