"""Calls, settings asked for, preflights and metrics come together as sources that a person can tell apart."""

from __future__ import annotations

import pytest

from debugger.connection.evidence import OURS
from debugger.connection.seen import Kind, Seen
from debugger.events import Source
from debugger.session.rows import Sent
from debugger.sources.known import MOST, KnownSource, known_sources
from debugger.sources.sender import Label, Sender
from debugger.sources.state import SILENT_AFTER, State
from debugger.wire.keys import fingerprint, masked

SECOND = 1_000_000
NOW = 1_800_000_000 * SECOND
KEY, OTHER = "wk_live_5f2a9c3f", "wk_live_other_4e"
WEB = Source(write_key=KEY, library="analytics.js", version="2.11.1")
CHROME = "Chrome 156.0.0.0"
PAGE = "http://shop.example"


def sent(calls: int = 1, *, first: int = 100, last: int = 1) -> Sent:
    """Calls, the first and the last so many seconds ago."""
    return Sent(calls=calls, first_at=NOW - first * SECOND, last_at=NOW - last * SECOND, first=1)


def seen(
    kind: Kind,
    *,
    key: str = "",
    ago: int = 10,
    count: int = 1,
    origin: str = PAGE,
    path: str = "",
    client: str = CHROME,
) -> Seen:
    at = NOW - ago * SECOND
    return Seen(
        kind=kind, count=count, first_at=at, last_at=at, key=masked(key),
        fingerprint=fingerprint(key), client=client, origin=origin, path=path,
    )  # fmt: skip


def known(
    calls: dict[Source, Sent] | None = None,
    *beside: Seen,
    labels: dict[Sender, Label] | None = None,
    places: dict[Sender, str] | None = None,
) -> list[KnownSource]:
    return known_sources(calls or {}, beside, labels=labels or {}, places=places or {}, now=NOW)


def test_versions_are_merged_and_shown() -> None:
    newer = Source(write_key=KEY, library="analytics.js", version="2.12.0")

    (web,) = known({WEB: sent(3, first=90), newer: sent(40, last=2)})

    assert web.sender == Sender(write_key=KEY, library="analytics.js")
    assert (web.name, web.key, web.calls) == ("Web", "wk_…3f", 43)
    assert web.versions == (("2.12.0", 40), ("2.11.1", 3))
    assert (web.first_at, web.last_at) == (NOW - 100 * SECOND, NOW - SECOND)


@pytest.mark.parametrize(
    ("last", "state"),
    [(0, State.DELIVERING), (59, State.DELIVERING), (60, State.SILENT), (3600, State.SILENT)],
)
def test_it_delivers_until_a_minute_has_gone_by(last: int, state: State) -> None:
    assert SILENT_AFTER == 60 * SECOND
    assert known({WEB: sent(first=9999, last=last)})[0].state is state


def test_one_that_only_asked_for_settings_is_a_source() -> None:
    (web,) = known(None, seen(Kind.SETTINGS, key=KEY, count=2))

    assert (web.sender, web.state, web.settings, web.calls) == (None, State.ASKED, 2, 0)
    assert (web.name, web.key, web.library) == ("Chrome", "wk_…3f", CHROME)
    assert web.last_at == NOW - 10 * SECOND


@pytest.mark.parametrize(
    ("beside", "state"),
    [
        (seen(Kind.PREFLIGHT, path="/v1/t", ago=9), State.BOOTED),
        (seen(Kind.METRICS, key=KEY, ago=9), State.BOOTED),
        (seen(Kind.PREFLIGHT, path="/v1/t", ago=11), State.ASKED),
        (seen(Kind.PREFLIGHT, path="/v1/t", ago=9, origin="http://blog.example"), State.ASKED),
        (seen(Kind.PREFLIGHT, path="/sourceConfig/", ago=9), State.ASKED),
    ],
)
def test_it_booted_when_its_page_went_on_after_the_settings(beside: Seen, state: State) -> None:
    assert known(None, seen(Kind.SETTINGS, key=KEY), beside)[0].state is state


def test_settings_are_those_of_the_source_with_the_same_key_once_it_sends() -> None:
    asked = seen(Kind.SETTINGS, key=KEY)

    (waiting,) = known(None, asked)
    (web,) = known({WEB: sent(last=2)}, asked)

    assert (web.name, web.settings, web.state) == ("Web", 1, State.DELIVERING)
    assert web.first_at == NOW - 100 * SECOND
    assert web.colour == waiting.colour


def test_a_page_that_is_loaded_again_asks_again() -> None:
    assert known({WEB: sent(last=20)}, seen(Kind.SETTINGS, key=KEY))[0].state is State.ASKED


def test_keys_that_are_masked_alike_are_told_apart() -> None:
    found = known(
        {Source(write_key="local", library="analytics.js"): sent()}, seen(Kind.SETTINGS, key="demo")
    )

    assert [(each.key, each.settings) for each in found] == [("…", 0), ("…", 1)]


@pytest.mark.parametrize(
    ("library", "kind", "its_own"),
    [
        ("analytics.js", Kind.SETTINGS, True),
        ("analytics.js", Kind.SOURCE_CONFIG, False),
        ("RudderLabs JavaScript SDK", Kind.SOURCE_CONFIG, True),
        ("RudderLabs JavaScript SDK", Kind.SETTINGS, False),
        ("analytics-python", Kind.SETTINGS, False),
        ("curl", Kind.SETTINGS, False),
        ("Chrome", Kind.SETTINGS, True),
    ],
)
def test_settings_are_of_a_library_that_asks_for_them(
    library: str,
    kind: Kind,
    its_own: bool,  # noqa: FBT001
) -> None:
    found = known({Source(write_key=KEY, library=library): sent()}, seen(kind, key=KEY))

    assert (len(found) == 1) is its_own


def test_metrics_are_counted_where_they_are_known_to_be_from() -> None:
    (web,) = known(
        {WEB: sent()},
        seen(Kind.SETTINGS, key=KEY),
        seen(Kind.METRICS, key=KEY, count=5),
        seen(Kind.METRICS, count=3),
        seen(Kind.METRICS, count=7, origin="http://blog.example"),
    )

    assert (web.metrics, web.unclear_metrics, web.calls) == (5, 3, 1)


def test_sources_with_one_library_are_told_by_place_then_key_then_number() -> None:
    calls = {
        Source(write_key=KEY, library="analytics.js"): sent(first=9),
        Source(write_key=OTHER, library="analytics.js"): sent(first=8),
        Source(write_key="a", library="analytics.js"): sent(first=7),
        Source(write_key="b", library="analytics.js"): sent(first=6),
        Source(write_key=KEY, library="analytics-python"): sent(first=5),
    }
    places = {Sender(write_key=KEY, library="analytics.js"): "shop.example"}

    assert [each.name for each in known(calls, places=places)] == [
        "Web · shop.example", "Web (wk_…4e)", "Web", "Web 2", "Python",
    ]  # fmt: skip


def test_a_name_and_a_colour_of_the_persons_go_first() -> None:
    sender = Sender(write_key=KEY, library="analytics.js")
    other = Source(write_key=OTHER, library="analytics.js")

    found = known(
        {WEB: sent(first=9), other: sent(first=8)},
        labels={sender: Label(name="Web", colour="pink")},
    )

    assert [each.name for each in found] == ["Web", "Web (wk_…4e)"]
    assert found[0].colour == "pink"
    assert found[1].colour != "pink"


def test_colours_stay_from_session_to_session_and_differ_while_there_are_any() -> None:
    libraries = [Source(library=f"library-{number}") for number in range(8)]
    alone = [known({each: sent()})[0].colour for each in libraries]

    assert alone == [known({each: sent()})[0].colour for each in libraries]
    together = known({each: sent(first=99 - number) for number, each in enumerate(libraries)})
    assert len({each.colour for each in together}) == 8
    assert together[0].colour == alone[0]


def test_our_own_test_call_is_no_source() -> None:
    assert known({Source(library=OURS): sent()}, seen(Kind.SETTINGS, key=KEY, client=OURS)) == []


def test_a_flood_of_names_is_bounded() -> None:
    flood = {Source(library=f"library-{number}"): sent(number + 1) for number in range(2 * MOST)}

    found = known(flood)

    assert len(found) == MOST
    assert min(each.calls for each in found) == MOST + 1


def test_what_a_sender_says_is_safe_to_show() -> None:
    (found,) = known({Source(library="\x1b[31mred" + "x" * 500): sent()})

    assert "\x1b" not in found.name
    assert len(found.name) <= 60
