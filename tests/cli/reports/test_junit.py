"""JUnit reports have the shape that build servers read, whatever was captured."""

from __future__ import annotations

import json
from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest

from debugger.findings import Severity

Reported = Callable[..., str]

CLEAN = b'{"type":"track","event":"Walk Booked","userId":"u"}'
NAMELESS = b'{"type":"track","userId":"u"}'
ADVISED = b'{"type":"track","event":"Walk Booked","userId":"u","properties":{"currency":"eur"}}'

SHAPE: dict[str, tuple[set[str], set[str]]] = {
    "testsuites": ({"name", "tests", "failures", "errors", "skipped", "time"}, {"testsuite"}),
    "testsuite": (
        {"name", "tests", "failures", "errors", "skipped", "time"},
        {"properties", "testcase"},
    ),
    "properties": (set(), {"property"}),
    "property": ({"name", "value"}, set()),
    "testcase": ({"classname", "name", "time"}, {"failure", "system-out"}),
    "failure": ({"type", "message"}, set()),
    "system-out": (set(), set()),
}
"""The elements that the usual schema (junit-10.xsd) knows: their attributes, and what may stand in them."""


def suite(report: str) -> ET.Element:
    """The suite of a report, whose every element has its attributes, children and order."""
    root = ET.fromstring(report.encode())  # noqa: S314  our own
    assert root.tag == "testsuites"
    for element in root.iter():
        attributes, children = SHAPE[element.tag]
        assert element.attrib.keys() == attributes
        assert {child.tag for child in element} <= children
        assert [child.tag for child in element] == sorted(child.tag for child in element)
        assert element.tag in {"failure", "system-out"} or not (element.text or "").strip()
    (found,) = root
    properties = found[0]
    assert [each.get("name") for each in properties] == ["dropped", "rejected", "silenced"]
    found.remove(properties)
    cases = list(found)
    failed = [case for case in cases if case.find("failure") is not None]
    assert (found.get("tests"), found.get("failures")) == (str(len(cases)), str(len(failed)))
    assert all(root.get(name) == found.get(name) for name in ("tests", "failures"))
    return found


def test_a_case_for_each_event(reported: Reported) -> None:
    found = suite(reported("junit", CLEAN, b"", NAMELESS))
    assert found.get("name") == "calls.ndjson"
    clean, nameless = found
    assert (clean.get("name"), len(clean)) == ("event 1: track Walk Booked", 0)
    assert (nameless.get("name"), nameless.get("classname")) == ("event 2: track", "calls.ndjson")
    (failure,) = nameless
    assert failure.get("type") == "event-missing"
    assert failure.get("message") == "/event: This track call has no event name."
    assert (failure.text or "").startswith("line 3: error event-missing /event: This track call")


@pytest.mark.parametrize(
    ("fail_on", "failures"),
    [(Severity.ERROR, 1), (Severity.WARNING, 1), (Severity.ADVICE, 2), (None, 0)],
)
def test_a_case_fails_when_the_command_does(
    reported: Reported, fail_on: Severity | None, failures: int
) -> None:
    found = suite(reported("junit", CLEAN, NAMELESS, ADVISED, fail_on=fail_on))
    assert found.get("failures") == str(failures)
    assert len(found.findall("testcase/failure") + found.findall("testcase/system-out")) == 2


def test_one_failure_a_case_is_the_worst_and_tells_them_all(reported: Reported) -> None:
    call = b'{"type":"track","properties":{"currency":"eur"},"context":{"locale":"en_US"}}'
    (case,) = suite(reported("junit", call, fail_on=Severity.ADVICE))
    (failure,) = case
    assert failure.get("type") in {"event-missing", "identity-missing"}
    said = failure.text or ""
    assert all(
        rule in said
        for rule in (
            "event-missing",
            "identity-missing",
            "currency-lower-case",
            "locale-underscored",
        )
    )


def test_nothing_at_all(reported: Reported) -> None:
    assert len(suite(reported("junit", file="-"))) == 0


def test_what_xml_cannot_hold_is_written_out(reported: Reported) -> None:
    hostile = "]]><a b='\"&\x00\x0b\x1b\ufffe\ud83d\r\n\u2028é日"
    call = {"type": "track", "event": hostile, "userId": "u", "properties": {"revenue": hostile}}
    report = reported("junit", json.dumps(call).encode(), file=f"{hostile}.ndjson")
    assert report.isascii()
    found = suite(report)
    visible = r"]]><a b='" + r'"&\x00\x0b\x1b\ufffe\ud83d\r\n\u2028é日'
    assert found.get("name") == f"{visible}.ndjson"
    assert found[0].get("name") == f"event 1: track {visible}"
    failure = found[0].find("failure")
    assert failure is not None
    assert visible in (failure.get("message") or "")
    assert visible in (failure.text or "")


def test_a_long_name_is_cut(reported: Reported) -> None:
    call = json.dumps({"type": "track", "event": "n" * 5000, "userId": "u"}).encode()
    (case,) = suite(reported("junit", call))
    assert len(case.get("name") or "") < 250
