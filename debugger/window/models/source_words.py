"""What is said of a source: on its chip, in its tooltip and to a screen reader."""

from __future__ import annotations

from datetime import UTC, datetime

from debugger.connection.cause import times
from debugger.payload.text import elided, visible
from debugger.schema.words import calls_words
from debugger.session.particulars import Particulars
from debugger.sources.known import KnownSource
from debugger.sources.state import State
from debugger.window.models.clients import clock

_MOST_VERSIONS = 3
_MOST_IN_DIALOG = 12


def state_words(source: KnownSource) -> str:
    """The state with its time: `silent since 12:04:01`."""
    at = clock(source.last_at)
    if source.state is State.SILENT:
        return f"silent since {clock(source.sent.last_at if source.sent else source.last_at)}"
    if source.state is State.ASKED:
        return f"settings asked at {at}, no call since"
    if source.state is State.BOOTED:
        return f"booted, last heard of at {at}, no call yet"
    return "delivering"


def explained(source: KnownSource) -> str:
    """What the state means, in a sentence."""
    return {
        State.ASKED: "The app asked for its settings or loaded Analytics.js, and sent nothing after that.",
        State.BOOTED: "The app took its settings and went on to ask whether it may send, or told metrics. "
        "No call has come since.",
        State.DELIVERING: "A call came within the last minute.",
        State.SILENT: "Calls came, but none within the last minute.",
    }[source.state]


def spoken(source: KnownSource) -> str:
    """The chip in words: `Web, 212 calls, delivering`."""
    return ", ".join((source.name, calls_words(source.calls), state_words(source)))


def library_words(source: KnownSource) -> str:
    """The library with its versions: `analytics.js 2.11.1, 2.12.0 and 3 more`."""
    versions = [visible(elided(version, 40)) for version, _ in source.versions if version]
    shown = ", ".join(versions[:_MOST_VERSIONS])
    if len(versions) > _MOST_VERSIONS:
        shown += f" and {len(versions) - _MOST_VERSIONS} more"
    return f"{library_name(source)} {shown}".strip()


def library_name(source: KnownSource) -> str:
    """The library as it calls itself."""
    return visible(elided(source.library, 60)) or "a library that says no name"


def versions_words(source: KnownSource) -> str:
    """Each version with its calls; empty where none is said."""
    said = [
        f"{visible(elided(version, 40)) or 'without a version'} ({calls_words(calls)})"
        for version, calls in source.versions
    ]
    shown = said[:_MOST_IN_DIALOG]
    if len(said) > len(shown):
        shown.append(f"and {len(said) - len(shown):,} more")
    return "" if [version for version, _ in source.versions] == [""] else ", ".join(shown)


def moment(at: int) -> str:
    """Local date and time of microseconds UTC: `2026-11-25 12:04:01`."""
    return f"{datetime.fromtimestamp(at // 1_000_000, UTC).astimezone():%Y-%m-%d %H:%M:%S}"


def types_words(source: KnownSource, counted: Particulars | None) -> str:
    """How many calls of which types: `212: 180 track, 32 page`."""
    if counted is None or not counted.types:
        return f"{source.calls:,}"
    by_type = (
        f"{count:,} {of_type or 'of no type of Segment'}" for of_type, count in counted.types
    )
    return f"{counted.counts.events:,}: {', '.join(by_type)}"


def findings_words(counted: Particulars) -> str:
    """How many calls have what was found about them."""
    counts = counted.counts
    parts = [
        f"{number:,} {words}"
        for number, words in (
            (counts.errors, "with errors"),
            (counts.warnings, "with warnings"),
            (counts.advice, "with advice"),
            (counts.dropped, "Segment would drop"),
            (counts.rejected, "Segment would reject"),
        )
        if number
    ]
    return ", ".join(parts) or "none"


def answers_words(counted: Particulars) -> str:
    """How its calls were answered, where that was by a simulated fault."""
    faulty = [f"{count:,} by {visible(elided(answer, 60))}" for answer, count in counted.answers]
    return ", ".join(faulty) or "as Segment would"


def settings_words(source: KnownSource) -> str:
    """How often it asked for settings; empty where it never did."""
    return f"asked for {times(source.settings)}" if source.settings else ""


def metrics_explained(source: KnownSource) -> str:
    """What is known of the figures that its SDK told; empty where it told none."""
    if not (source.metrics or source.unclear_metrics):
        return ""
    unclear = (
        " Metrics carry no write key: those are of this source, or of another in the same page and browser."
        if source.unclear_metrics
        else ""
    )
    return (
        f"{metrics_words(source)} reports of the SDK's own figures, which are no events.{unclear}"
    )


def metrics_words(source: KnownSource) -> str:
    """How many reports of figures it told; empty where none can be its own."""
    sure = f"{source.metrics:,}" if source.metrics else ""
    unclear = f"{source.unclear_metrics:,} that may be of it" if source.unclear_metrics else ""
    return " and ".join(part for part in (sure, unclear) if part)


def told(source: KnownSource) -> str:
    """The tooltip, in lines of plain text."""
    lines = [
        f"{source.name}: {state_words(source)}",
        explained(source),
        f"{calls_words(source.calls)} by {library_words(source)}",
        f"Write key {source.key}" if source.key else "No write key",
        f"Last heard of at {clock(source.last_at)}",
    ]
    if metrics := metrics_words(source):
        lines.append(f"Metrics of the SDK, which are no events: {metrics}")
    return "\n".join(lines)
