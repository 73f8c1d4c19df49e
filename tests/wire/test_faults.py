"""Faults: the line they are written in, and which request meets one."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debugger.errors import FaultError
from debugger.events import Source
from debugger.wire.faults import STATUSES, Fault, FaultKind, Faults, names, parsed

SECONDS = st.integers(1, 600) | st.sampled_from([0.5, 2.25])
NAMES = st.text("abcdefgh_-@/.0123456789", min_size=1, max_size=20)
HOW_OFTEN = {
    "next": st.none() | st.integers(1, 1_000_000),
    "share": st.none() | st.integers(1, 100),
    "source": st.just("") | NAMES,
}
FAULTS = st.one_of(
    st.builds(
        Fault,
        kind=st.just(FaultKind.STATUS),
        status=st.sampled_from(STATUSES),
        seconds=st.just(0) | SECONDS,
        **HOW_OFTEN,
    ),
    st.builds(Fault, kind=st.just(FaultKind.SLOW), seconds=SECONDS, **HOW_OFTEN),
    st.builds(
        Fault,
        kind=st.sampled_from([FaultKind.DROP, FaultKind.DROP_EARLY, FaultKind.TRUNCATE]),
        **HOW_OFTEN,
    ),
)


@given(FAULTS)
def test_a_fault_is_read_as_it_is_written(fault: Fault) -> None:
    assert parsed(fault.text) == fault


@given(st.text(max_size=40))
def test_whatever_is_written_is_read_or_told_of(text: str) -> None:
    with suppress(FaultError):
        fault = parsed(text)
        assert parsed(fault.text) == fault


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "“” is none"),
        ("418", "not answered 418"),
        ("teapot", "“teapot” is none"),
        ("drop=2", "“drop” is none"),
        ("slow", "“” is no time"),
        ("slow=601", "“601” is no time"),
        ("slow=nan", "“nan” is no time"),
        ("429,retry-after=soon", "“soon” is no time"),
        ("429,next=0", "“0” is no number of requests"),
        ("429,next=²", "“²” is no number of requests"),
        ("500,share=0%", "“0%” is no share"),
        ("500,share=101", "“101” is no share"),
        ("500,source=", "its source has no name"),
        ("500,often", "“often” is not understood"),
        ("500,when=now", "“when=now” is not understood"),
        ("drop,retry-after=2", "only an answer can ask to come again"),
    ],
)
def test_what_is_wrong_is_named(text: str, said: str) -> None:
    with pytest.raises(FaultError) as caught:
        parsed(text)
    assert said in caught.value.message


def met(faults: Faults, count: int, *known: str, early: bool = False) -> list[str]:
    found = (faults.meet(known, early=early) for _ in range(count))
    return ["" if fault is None else fault.text for fault in found]


def test_the_next_requests_meet_it_and_no_more() -> None:
    faults = Faults([parsed("500,next=2")])
    assert met(faults, 4) == ["500,next=2", "500,next=2", "", ""]
    assert [(count, left) for _, count, left in faults.state()] == [(2, 0)]


def test_one_after_the_other() -> None:
    faults = Faults([parsed("500,next=1"), parsed("429,next=1")])
    assert met(faults, 3) == ["500,next=1", "429,next=1", ""]


def test_only_its_source_meets_it() -> None:
    faults = Faults([parsed("500,source=wk_web")])
    assert met(faults, 1, "wk_app", "analytics.js") == [""]
    assert met(faults, 1, "wk_web", "analytics.js") == ["500,source=wk_web"]


def test_a_source_goes_by_every_name_that_is_shown_of_it() -> None:
    source = Source(write_key="wk", library="@segment/analytics-node", version="3.1.0")
    assert names(source) == {
        "wk",
        "@segment/analytics-node",
        "analytics-node",
        "analytics-node 3.1.0",
    }
    assert names(Source()) == set()


def test_before_the_body_only_what_needs_none_is_met() -> None:
    faults = Faults([parsed("500,next=1"), parsed("drop-early,next=1")])
    assert met(faults, 2, early=True) == ["drop-early,next=1", ""]
    assert met(faults, 2) == ["500,next=1", ""]


def test_what_was_met_before_is_gone_on_with() -> None:
    faults = Faults([parsed("500,next=3"), parsed("drop")], met=[2])
    assert met(faults, 2) == ["500,next=3", "drop"]
    assert [(count, left) for _, count, left in faults.state()] == [(3, 0), (1, None)]


def test_a_share_is_met_by_chance_that_can_be_repeated() -> None:
    first, again = (met(Faults([parsed("500,share=20%")], seed=7), 1000) for _ in range(2))
    assert first == again
    assert 150 < sum(map(bool, first)) < 250


def test_without_end() -> None:
    faults = Faults([parsed("drop")])
    assert met(faults, 3) == ["drop"] * 3
    assert [(count, left) for _, count, left in faults.state()] == [(3, None)]


def test_what_is_kept_of_it() -> None:
    kept = {text: parsed(text).answered(200) for text in ("429", "slow=2", "drop", "truncate")}
    assert kept == {
        "429": "429 simulated",
        "slow=2": "200 simulated after 2 s",
        "drop": "connection dropped, simulated",
        "truncate": "answer cut short, simulated",
    }


def test_the_page_names_every_fault_and_its_lines_are_right() -> None:
    page = (Path(__file__).parents[2] / "docs" / "faults.md").read_text(encoding="utf-8")
    for line in re.findall(r"--fault (\S+)", page):
        assert parsed(line).text == line
    for kind in FaultKind:
        assert kind is FaultKind.STATUS or f"`{kind}" in page
    assert all(f"`{status}`" in page for status in STATUSES)
    named = set(re.findall(r"^\| `(\S+?)=", page, re.MULTILINE))
    assert named == {"slow", "retry-after", "next", "share", "source"}
