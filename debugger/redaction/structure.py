"""What is private in JSON text, read token by token: escapes, nesting, chosen places, and where it breaks off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from debugger.payload import pointer
from debugger.payload.tokens import Token, tokens
from debugger.redaction.choice import PATH
from debugger.redaction.escapes import unescaped
from debugger.redaction.names import kind_of_name
from debugger.redaction.patterns import Span, is_loopback, kind_of, spans, wanted
from debugger.redaction.plain import ContainerError, private_spans

_ANY = "*"


@dataclass(slots=True)
class _Level:
    """A container that is open."""

    is_object: bool
    forced: str
    """The rule that all in it falls under; empty for none."""
    name: str = ""
    """Of the member that comes; a place in an array is any place."""
    expects_name: bool = False


@dataclass(slots=True)
class _Walk:
    rules: frozenset[str]
    paths: Sequence[tuple[str, ...]]
    known: Mapping[str, str]
    levels: list[_Level] = field(default_factory=list)
    index: list[int] = field(default_factory=list)

    def spans(self, text: str) -> Iterator[Span]:
        """The private parts of `text`, in order."""
        for token in tokens(text):
            if token.kind == "sign":
                self._sign(token.text)
            elif token.kind == "string":
                yield from self._string(token)
            elif token.kind == "literal":
                yield from self._literal(token)
            elif token.kind == "broken":
                yield from self._rest(text, token.start)

    def _sign(self, sign: str) -> None:
        if sign in "{[":
            self.levels.append(
                _Level(is_object=sign == "{", forced=self._forced(), expects_name=sign == "{")
            )
            self.index.append(0)
        elif sign in "}]":
            if self.levels:
                self.levels.pop()
                self.index.pop()
        elif self.levels:
            level = self.levels[-1]
            level.expects_name = level.is_object and sign == ","
            if sign == ",":
                self.index[-1] += 1

    def _forced(self) -> str:
        """The rule that the value which comes falls under because of where it stands."""
        if not self.levels:
            return ""
        level = self.levels[-1]
        if level.forced:
            return level.forced
        if self.paths and self._is_chosen():
            return PATH
        kind = kind_of_name(level.name) if level.is_object else ""
        return kind if kind in self.rules else ""

    def _is_chosen(self) -> bool:
        here = [
            level.name if level.is_object else str(index)
            for level, index in zip(self.levels, self.index, strict=True)
        ]
        return any(
            len(path) == len(here)
            and all(asked in (_ANY, name) for asked, name in zip(path, here, strict=True))
            for path in self.paths
        )

    def _string(self, token: Token) -> Iterator[Span]:
        start = token.start + 1
        inner = token.text[1:-1]
        text, places = unescaped(inner)
        level = self.levels[-1] if self.levels else None
        if level is not None and level.expects_name:
            level.name, level.expects_name = text, False
            found = wanted(spans(text), self.rules)
        elif text and (forced := self._forced()) and not (forced == "ip" and is_loopback(text)):
            found = [Span(0, len(text), kind_of(text, forced, self.rules))]
        else:
            found = _in_string(text, self.rules, self.known)
        for span in found:
            yield Span(start + places[span.start], start + places[span.end], span.kind)

    def _literal(self, token: Token) -> Iterator[Span]:
        forced = self._forced()
        is_number = token.text[:1] in "-0123456789" and token.text != "-Infinity"
        if forced and (is_number or (forced == PATH and token.text in ("true", "false"))):
            yield Span(token.start, token.start + len(token.text), forced, is_literal=True)
        elif is_number:
            found = private_spans(token.text, self.rules, known=self.known)
            if found:  # the number as a whole, so that one is left
                yield Span(token.start, token.start + len(token.text), found[0].kind, True)  # noqa: FBT003

    def _rest(self, text: str, start: int) -> Iterator[Span]:
        """What follows once the text is no JSON any more: read by names and forms alone."""
        forced = self._forced()
        if forced and not (self.levels and self.levels[-1].expects_name):
            yield Span(start, len(text), forced)
            return
        plain, places = unescaped(text[start:])
        named = {path[-1] for path in self.paths}
        for span in private_spans(
            plain, self.rules, known=self.known, named=named, skips_containers=True
        ):
            yield Span(start + places[span.start], start + places[span.end], span.kind)


def structured_spans(
    text: str,
    rules: frozenset[str],
    *,
    paths: Sequence[str] = (),
    known: Mapping[str, str] | None = None,
) -> list[Span]:
    """The private parts of a payload's text, in order. Never raises, whatever the text is."""
    walk = _Walk(rules, [pointer.split(path) for path in paths], known or {})
    return list(walk.spans(text))


def _in_string(text: str, rules: frozenset[str], known: Mapping[str, str]) -> list[Span]:
    """The private parts of a string, which may be JSON itself."""
    if "\\" in text:
        return structured_spans(text, rules, known=known)
    try:
        return private_spans(text, rules, known=known)
    except ContainerError:
        return structured_spans(text, rules, known=known)
