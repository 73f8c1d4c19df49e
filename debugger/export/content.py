"""What is exported: chosen events of a session, redacted on their way out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from debugger.events import Source
from debugger.export.about import About
from debugger.export.options import Options
from debugger.export.redacting import redacted
from debugger.redaction import Redactor
from debugger.session.flat import Flat, flat_from
from debugger.session.labels import SourceLabel
from debugger.session.reader import SessionReader
from debugger.session.rows import StoredEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The events of one export, in order; each way to read them reads them once more."""

    about: About
    options: Options
    redactor: Redactor | None
    """None where nothing is masked. `flat` comes without its work: lines are masked as they are made."""
    count: int
    """How many events there are, at most."""
    flat: Callable[[], Iterator[Flat]]
    """As the file has them."""
    source_of: Callable[[Flat], Source]
    labels: Mapping[tuple[str, str], SourceLabel]
    """What the person calls a source, by its write key and library."""
    _stored: Callable[[], Iterator[StoredEvent]] = field(repr=False)

    @classmethod
    def of_session(
        cls,
        reader: SessionReader,
        numbers: Sequence[int],
        about: About,
        options: Options,
    ) -> Content:
        """The events of these numbers, which ascend."""
        redactor = _redactor(about)
        sources: Mapping[int, Source] = {}

        def source_of(flat: Flat) -> Source:
            nonlocal sources
            if flat[0].source_id not in sources:
                sources = reader.sources_by_id()
            return sources[flat[0].source_id]

        return cls(
            about=_masked(about, redactor),
            options=options,
            redactor=redactor,
            count=len(numbers),
            flat=lambda: reader.flat(numbers),
            source_of=source_of,
            labels={(each.write_key, each.library): each for each in reader.source_labels()},
            _stored=lambda: reader.events_at(numbers),
        )

    @classmethod
    def of_events(cls, events: Iterable[StoredEvent], about: About, options: Options) -> Content:
        """Events that are in memory."""
        redactor = _redactor(about)
        kept = tuple(events)
        sources = {event.row.number: event.source for event in kept}
        return cls(
            about=_masked(about, redactor),
            options=options,
            redactor=redactor,
            count=len(kept),
            flat=lambda: flat_from(kept),
            source_of=lambda flat: sources[flat[0].number],
            labels={},
            _stored=lambda: iter(kept),
        )

    @property
    def masked_sentence(self) -> str:
        """How much was masked so far, in words."""
        if self.redactor is None:
            return "Nothing was masked."
        return self.redactor.sentence

    def events(self) -> Iterator[StoredEvent]:
        """Whole events, masked."""
        if self.redactor is None:
            return self._stored()
        redactor = self.redactor
        return (redacted(event, redactor) for event in self._stored())


def _redactor(about: About) -> Redactor | None:
    return None if about.redaction is None else Redactor(about.redaction)


def _masked(about: About, redactor: Redactor | None) -> About:
    """A filter that looks for somebody names them."""
    return about if redactor is None else replace(about, filter=redactor.text(about.filter))
