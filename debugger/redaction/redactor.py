"""Masks what is private in payloads, texts and headers, and counts it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from debugger.payload import pointer
from debugger.redaction.choice import PATH, Redaction
from debugger.redaction.escapes import unescaped
from debugger.redaction.names import kind_of_name
from debugger.redaction.patterns import Span, kind_of
from debugger.redaction.plain import ContainerError, private_spans
from debugger.redaction.structure import structured_spans
from debugger.redaction.tokens import Tokens

_NOTHING: Mapping[str, str] = {}
_LONGEST_REMEMBERED = 200
_MOST_REMEMBERED = 10_000
_BOOLEANS = ("true", "false")
_SCHEMES = ("basic ", "bearer ", "digest ")
_LEAST = 4
"""Bytes that a piece around messages needs to hold anything: most are a comma."""


class Redacted(NamedTuple):
    """What became of a payload."""

    payload: bytes
    masked: Mapping[str, str]
    """The values that were masked, with the rule each fell under."""


class Redactor:
    """Masks by one choice; a value that comes again gets the token that it got before."""

    def __init__(self, choice: Redaction, salt: bytes | None = None) -> None:
        self.choice = choice
        self.counts: Counter[str] = Counter()
        """How many places were masked, by rule; `value` for chosen places."""
        self._tokens = Tokens(salt)
        self._harmless: set[str] = set()
        self._names = tuple(
            dict.fromkeys(name for path in choice.paths for name in pointer.split(path)[-1:])
        )

    @property
    def sentence(self) -> str:
        """How many places were masked so far: `Masked: 12 user, 3 email.`"""
        counted = ", ".join(f"{count:,} {kind}" for kind, count in self.counts.most_common())
        return f"Masked: {counted}." if counted else "There was nothing to mask."

    def redact(self, payload: bytes, known: Mapping[str, str] = _NOTHING) -> Redacted:
        """The payload with tokens in place of what is private; all its other bytes are as they were.

        A string gives way to a string, a number to a number; `true` and `false` in chosen places to
        null. `known` are values that are private wherever they stand, with their rule.
        """
        text = payload.decode(errors="surrogateescape")
        found = self._found(text, known)
        if not found:
            return Redacted(payload, _NOTHING)
        masked = {unescaped(text[span.start : span.end])[0]: span.kind for span in found}
        return Redacted(self._replaced(text, found).encode(errors="surrogateescape"), masked)

    def around(
        self, envelope: Iterable[bytes], known: Mapping[str, str] = _NOTHING
    ) -> tuple[bytes, ...]:
        """The bytes around the messages of a batch, masked as `redact` does."""
        return tuple(
            self.redact(piece, known).payload if len(piece) >= _LEAST else piece
            for piece in envelope
        )

    def text(self, text: str, known: Mapping[str, str] = _NOTHING, *, counted: bool = False) -> str:
        """A text, which may hold JSON, with tokens in place of what is private.

        It is counted only where it is asked for: most texts repeat what a payload holds.
        """
        if text in self._harmless and not (known and any([value in text for value in known])):  # noqa: C419
            return text
        found = self._found(text, known)
        if found:
            return self._replaced(text, found, in_json=False, counted=counted)
        if len(text) <= _LONGEST_REMEMBERED:
            if len(self._harmless) >= _MOST_REMEMBERED:
                self._harmless.clear()
            self._harmless.add(text)
        return text

    def token(self, kind: str, text: str) -> str:
        """The token for a whole value that is private because of where it stands; not counted."""
        if not text or (kind not in self.choice.rules and kind != PATH):
            return text
        return self._tokens.text(kind_of(text, kind, self.choice.rules), text)

    def value(self, kind: str, text: str) -> str:
        """As `token`, and counted."""
        token = self.token(kind, text)
        self.counts[kind] += token != text
        return token

    def headers(
        self, headers: Iterable[tuple[str, str]], known: Mapping[str, str] = _NOTHING
    ) -> tuple[tuple[str, str], ...]:
        """Headers with authorization, cookies and the like masked as a whole, and the others where they need it."""
        return tuple((name, self._header(name, value, known)) for name, value in headers)

    def _header(self, name: str, value: str, known: Mapping[str, str]) -> str:
        kind = kind_of_name(name)
        if kind not in self.choice.rules:
            return self.text(value, known, counted=True)
        scheme, space, credentials = value.partition(" ")
        if space and value.lower().startswith(_SCHEMES):
            return f"{scheme} {self.value(kind, credentials)}"
        return self.value(kind, value)

    def _found(self, text: str, known: Mapping[str, str]) -> Sequence[Span]:
        rules = self.choice.rules
        if "\\" not in text and not self._has_chosen(text):
            try:
                return private_spans(text, rules, known=known)
            except ContainerError:
                pass
        found = structured_spans(text, rules, paths=self.choice.paths, known=known)
        again = {unescaped(text[span.start : span.end])[0]: span.kind for span in found}
        if not again:
            return found
        return structured_spans(text, rules, paths=self.choice.paths, known={**known, **again})

    def _has_chosen(self, text: str) -> bool:
        return any(name == "*" or f'"{name}"' in text for name in self._names)

    def _replaced(
        self, text: str, found: Sequence[Span], *, in_json: bool = True, counted: bool = True
    ) -> str:
        pieces: list[str] = []
        position = 0
        for start, end, kind, is_literal in found:
            raw = text[start:end]
            pieces.append(text[position:start])
            if is_literal and in_json:
                pieces.append("null" if raw in _BOOLEANS else self._tokens.number(raw))
            else:
                pieces.append(self._tokens.text(kind, unescaped(raw)[0]))
            position = end
            self.counts[kind] += counted
        pieces.append(text[position:])
        return "".join(pieces)
