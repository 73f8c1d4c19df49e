"""SARIF reports have what the standard requires of a log, a run, a rule and a result (OASIS SARIF 2.1.0)."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from debugger.spec import rules

Reported = Callable[..., str]

NAMELESS = b'{"type":"track","userId":"u"}'
LEVELS = {"none", "note", "warning", "error"}


def run(report: str) -> Any:
    """The run of a log, checked as sections 3.13 to 3.58 say."""
    log = json.loads(report)
    assert log.keys() == {"$schema", "version", "runs"}
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("/sarif-schema-2.1.0.json")
    (only,) = log["runs"]
    assert only.keys() == {"tool", "columnKind", "results", "properties"}
    assert only["columnKind"] in {"utf16CodeUnits", "unicodeCodePoints"}
    driver = only["tool"]["driver"]
    assert driver["name"]
    for rule in driver["rules"]:
        check_rule(rule)
    assert len({rule["id"] for rule in driver["rules"]}) == len(driver["rules"])
    for result in only["results"]:
        check_result(result, driver["rules"])
    return only


def check_rule(rule: Any) -> None:
    assert rule.keys() == {
        "id", "shortDescription", "fullDescription", "help", "helpUri", "defaultConfiguration",
        "properties",
    }  # fmt: skip
    for text in ("shortDescription", "fullDescription", "help"):
        assert rule[text].keys() == {"text"}
        assert rule[text]["text"].strip()
    assert rule["helpUri"].startswith("https://")
    assert rule["defaultConfiguration"]["level"] in LEVELS
    assert all(isinstance(tag, str) for tag in rule["properties"]["tags"])


def check_result(result: Any, known: Any) -> None:
    assert result.keys() == {"ruleId", "ruleIndex", "level", "message", "locations", "properties"}
    assert known[result["ruleIndex"]]["id"] == result["ruleId"]
    assert result["level"] in LEVELS
    assert result["message"]["text"].strip()
    (location,) = result["locations"]
    assert location.keys() == {"physicalLocation", "logicalLocations"}
    assert location["physicalLocation"].keys() <= {"artifactLocation", "region"}
    assert location["physicalLocation"]["artifactLocation"].keys() in ({"uri"}, {"description"})
    region = location["physicalLocation"].get("region", {"startLine": 1})
    assert region.keys() == {"startLine"}
    assert region["startLine"] >= 1
    (place,) = location["logicalLocations"]
    assert isinstance(place["fullyQualifiedName"], str)
    assert place["kind"] in {"object", "property", "value"}


def place_of(result: Any) -> tuple[str, int, str]:
    """Address, line and pointer."""
    (location,) = result["locations"]
    physical = location["physicalLocation"]
    (logical,) = location["logicalLocations"]
    return (
        physical["artifactLocation"]["uri"],
        physical["region"]["startLine"],
        logical["fullyQualifiedName"],
    )


def test_a_result_for_each_finding(reported: Reported) -> None:
    batch = b'{"batch":[%s,{"type":"page","userId":"u","context":{"locale":"en_US"}}]}' % NAMELESS
    only = run(reported("sarif", b"", NAMELESS, batch, b"broken"))
    assert [
        (result["ruleId"], result["level"], *place_of(result)) for result in only["results"]
    ] == [
        ("event-missing", "error", "calls.ndjson", 2, "/event"),
        ("event-missing", "error", "calls.ndjson", 3, "/event"),
        ("locale-underscored", "warning", "calls.ndjson", 3, "/context/locale"),
        ("body-not-json", "error", "calls.ndjson", 4, ""),
    ]
    missing = only["results"][0]["properties"]
    assert missing == {
        "event": 1,
        "missing": True,
        "verdict": "dropped",
        "code": "event_not_defined",
    }
    assert only["properties"] == {
        "events": 4,
        "silenced": 0,
        "kept": 1,
        "dropped": 2,
        "rejected": 1,
    }


def test_every_rule_has_its_help(reported: Reported) -> None:
    described = {rule["id"]: rule for rule in run(reported("sarif"))["tool"]["driver"]["rules"]}
    assert described.keys() == {rule.id for rule in rules()} | {"rule-failed"}
    for rule in rules():
        told = described[rule.id]
        assert rule.why in told["help"]["text"]
        assert rule.remedy in told["help"]["text"]
        assert told["helpUri"] == rule.reference
        assert told["properties"]["tags"] == [rule.subject.value]


def test_nothing_found(reported: Reported) -> None:
    assert run(reported("sarif"))["results"] == []


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("a b/50%:é.ndjson", "a%20b/50%25%3A%C3%A9.ndjson"),
        ("./calls.ndjson", "calls.ndjson"),
        ("../calls.ndjson", "../calls.ndjson"),
        ("\udcff.ndjson", "%FF.ndjson"),
        (str(Path("/logs/a b.ndjson")), "file:///logs/a%20b.ndjson"),
    ],
)
def test_the_address_of_a_file(reported: Reported, file: str, uri: str) -> None:
    (result,) = run(reported("sarif", NAMELESS, file=file))["results"]
    assert place_of(result)[0] == uri


def test_standard_input_has_no_address(reported: Reported) -> None:
    (result,) = run(reported("sarif", NAMELESS, file="-"))["results"]
    physical = result["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"] == {"description": {"text": "standard input"}}
    assert physical["region"] == {"startLine": 1}


def test_hostile_text_is_made_visible_and_stays_unicode(reported: Reported) -> None:
    hostile = "\x1b]0;\u202e\ud83d\x00"
    call = {"type": "track", "event": "Walk Booked", "userId": "u"}
    call |= {"properties": {"revenue": hostile, hostile: "\ud83d"}}  # type: ignore[dict-item]
    report = reported("sarif", json.dumps(call).encode())
    assert report.isascii()
    results = run(report)["results"]
    assert len(results) >= 2
    json.dumps(results, ensure_ascii=False).encode()
    assert any(r"\x1b]0;\u202e\ud83d\x00" in result["message"]["text"] for result in results)
