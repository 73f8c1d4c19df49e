"""Two calls with every documented context field and reserved property have no findings."""

from __future__ import annotations

import json

import pytest

from debugger.events import CallType
from debugger.payload import pointer
from debugger.spec import Field, context_fields, inspect, reserved_properties
from debugger.wire.message import message_from

MOBILE = r"""
{
  "anonymousId": "6f4b1a6c-0a41-4d9b-9a3c-b7f1a6d1c2e8",
  "channel": "mobile",
  "context": {
    "active": true,
    "app": {
      "name": "Harbour Walks", "version": "3.8.1", "build": "3.8.1.1077", "namespace": "org.harbourwalks.app"
    },
    "campaign": {
      "name": "autumn-tours", "source": "Newsletter", "medium": "email", "term": "guided walk",
      "content": "footer link", "creative_format": "picture"
    },
    "channel": "mobile",
    "device": {
      "id": "C5F0A1D2-7B7E-4F0B-9A53-0D6C2F1E8B44", "advertisingId": "0D9E6C1A-33B5-4C0E-8A4F-5E1B7C2D9F60",
      "adTrackingEnabled": false, "manufacturer": "Fairphone", "model": "FP5", "name": "Ana's phone",
      "type": "android", "version": "5", "token": "a71f0c93d5"
    },
    "groupId": "crew-17",
    "ip": "2001:db8:43::18",
    "library": {"name": "analytics-kotlin", "version": "1.25.0"},
    "locale": "pt-PT",
    "network": {"bluetooth": false, "carrier": "Vodafone", "cellular": true, "wifi": false},
    "os": {"name": "Android", "version": "15"},
    "referrer": {
      "type": "affiliate", "name": "City Weekly",
      "url": "https://cityweekly.example/", "link": "https://h.example/?from=cw", "id": "cw-204"
    },
    "screen": {"width": 1224, "height": 2700, "density": 2.75},
    "timezone": "Europe/Lisbon",
    "traits": {"plan": "friend"},
    "userAgent": "Dalvik/2.1.0 (Linux; U; Android 15; FP5)"
  },
  "event": "Walk Booked",
  "integrations": {"All": true, "Mixpanel": false, "Salesforce": {"objectName": "Lead"}},
  "messageId": "2f7c90b1-8d3e-4a55-b1de-50a9f3c7e610",
  "originalTimestamp": "2026-10-04T09:12:45.120Z",
  "properties": {"walk": "Old harbour", "revenue": 38, "currency": "EUR", "value": 4.5, "guests": null},
  "receivedAt": "2026-10-04T09:12:45.633Z",
  "sentAt": "2026-10-04T09:12:45.480Z",
  "timestamp": "2026-10-04T09:12:45.273Z",
  "type": "track",
  "userId": "walker-5120",
  "version": 2
}
"""

BROWSER = r"""
{
  "anonymousId": "0b1c1a52-6a9c-4b5e-8a28-7e2f2a2d9c11",
  "context": {
    "campaign": {"name": "spring", "source": "search", "medium": "cpc"},
    "ip": "203.0.113.24",
    "library": {"name": "analytics.js", "version": "npm:next-1.84.3"},
    "locale": "de-CH",
    "page": {
      "path": "/walks/old-harbour", "referrer": "", "search": "?month=october",
      "title": "The old harbour", "url": "https://harbourwalks.example/walks/old-harbour?month=october"
    },
    "timezone": "Europe/Zurich",
    "userAgent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/131.0.0.0 Safari/537.36",
    "userAgentData": {
      "brands": [{"brand": "Chromium", "version": "131"}, {"brand": "Not_A Brand", "version": "24"}],
      "mobile": false, "platform": "Linux", "bitness": "64", "model": "", "platformVersion": "6.1.0",
      "uaFullVersion": "131.0.6778.85", "wow64": false,
      "fullVersionList": [{"brand": "Chromium", "version": "131.0.6778.85"}]
    }
  },
  "event": "Walk Shared",
  "integrations": {},
  "messageId": "ajs-next-1791105165120-0b1c1a52",
  "properties": {"walk": "Old harbour"},
  "timestamp": "2026-10-04T09:12:45.120Z",
  "type": "track",
  "userId": null,
  "writeKey": "k3yOfTheSource",
  "sentAt": "2026-10-04T09:12:45.131Z",
  "_metadata": {"bundled": ["Segment.io"], "unbundled": [], "bundledIds": []}
}
"""


@pytest.mark.parametrize("payload", [MOBILE, BROWSER], ids=["mobile", "browser"])
def test_a_complete_call_is_clean(payload: str) -> None:
    assert inspect(message_from(payload.encode())) == ()


def test_the_two_calls_have_every_documented_field_between_them() -> None:
    calls = [json.loads(MOBILE), json.loads(BROWSER)]
    properties = reserved_properties(CallType.TRACK)
    for field in (*documented(context_fields()), *documented(properties)):
        assert any(has(call, field.pointer) for call in calls), field.pointer


@pytest.mark.parametrize("field", context_fields(), ids=lambda field: field.name)
def test_the_example_of_every_context_field_is_clean(field: Field) -> None:
    call: dict[str, object] = {"type": "track", "userId": "u", "event": "Walk Booked"}
    context = {field.name: json.loads(field.example)}
    payload = json.dumps(call | {"context": context}).encode()
    assert inspect(message_from(payload)) == ()


def documented(fields: tuple[Field, ...]) -> list[Field]:
    return [
        each
        for field in fields
        if field.documented
        for each in (field, *(member for member in field.fields if member.documented))
    ]


def has(call: object, place: str) -> bool:
    for token in pointer.split(place):
        if not isinstance(call, dict) or token not in call:
            return False
        call = call[token]
    return True
