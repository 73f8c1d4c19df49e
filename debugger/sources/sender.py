"""A source as a person sees it: what sends with one write key by one library, in whatever versions."""

from __future__ import annotations

from dataclasses import dataclass

from debugger.events import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """The write key and the library; either may be empty."""

    write_key: str = ""
    library: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What the person made of a sender; what is empty is left to the program."""

    name: str = ""
    colour: str = ""
    """One of `debugger.sources.colours.COLOURS`."""

    def __bool__(self) -> bool:
        return bool(self.name or self.colour)


NO_LABEL = Label()


def sender_of(source: Source) -> Sender:
    """The sender that `source` is one version of."""
    return Sender(write_key=source.write_key, library=source.library)
