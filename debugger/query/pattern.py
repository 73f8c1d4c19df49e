"""A text to compare with, in which an asterisk is any text; by what SQLite's `LIKE` takes for the same."""

from __future__ import annotations

from dataclasses import dataclass


def lower(text: str) -> str:
    """`text` with ASCII letters, and no others, in lower case: what SQLite does."""
    if text.isascii():
        return text.lower()
    return text.encode(errors="surrogatepass").lower().decode(errors="surrogatepass")


@dataclass(frozen=True, slots=True)
class Pattern:
    """The pieces between the asterisks, in lower case: `order *` is `("order ", "")`."""

    pieces: tuple[str, ...]

    @property
    def exact(self) -> str | None:
        """The text, where there is no asterisk."""
        return self.pieces[0] if len(self.pieces) == 1 else None

    def matches(self, text: str) -> bool:
        """Whether the whole of `text` is like this; the work grows with its length and no faster."""
        if len(self.pieces) == 1:  # asked most often, of texts that mostly have another length
            return len(text) == len(self.pieces[0]) and lower(text) == self.pieces[0]
        lowered = lower(text)
        first, *between = self.pieces
        last = between.pop()
        end = len(lowered) - len(last)
        if not (lowered.startswith(first) and lowered.endswith(last)) or end < len(first):
            return False
        position = len(first)
        for piece in between:
            found = lowered.find(piece, position, end)
            if found < 0:
                return False
            position = found + len(piece)
        return True

    def within(self, text: str) -> bool:
        """Whether any part of `text` is like this."""
        return Pattern(("", *self.pieces, "")).matches(text)


def pattern_of(typed: str) -> Pattern:
    r"""The pattern that was typed; `\*` is an asterisk, and two backslashes are one."""
    return Pattern(tuple(lower(piece) for piece in pieces_of(typed)))


def pieces_of(typed: str) -> tuple[str, ...]:
    r"""What stands between the asterisks; `\*` is none."""
    pieces = [""]
    characters = iter(typed)
    for character in characters:
        if character == "*":
            pieces.append("")
        elif character == "\\":
            following = next(characters, "")
            pieces[-1] += following if following and following in "*\\" else character + following
        else:
            pieces[-1] += character
    return tuple(pieces)
