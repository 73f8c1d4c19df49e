"""Answers please the SDKs that were measured, and give nothing away."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debugger.wire import answers
from debugger.wire.answers import Answer


def content(answer: Answer) -> object:
    return json.loads(answer.body)


def settings(host: str) -> object:
    answer = answers.settings("wk", host=host, listening="127.0.0.1:8765")
    decoded: dict[str, dict[str, object]] = json.loads(answer.body)
    return decoded["integrations"]["Segment.io"]


def test_success_is_json_with_its_length() -> None:
    headers = dict(answers.SUCCESS.headers)

    assert content(answers.SUCCESS) == {"success": True}
    assert headers[b"content-type"] == b"application/json"
    assert int(headers[b"content-length"]) == len(answers.SUCCESS.body)


def test_errors_name_a_code_and_a_message() -> None:
    answer = answers.error(400, "bad_request", "Why.")

    assert content(answer) == {"success": False, "code": "bad_request", "message": "Why."}


def test_what_could_not_be_stored_may_be_sent_again() -> None:
    answer = answers.unavailable("The disk is full.")

    assert answer.status == 503
    assert (b"retry-after", b"5") in answer.headers


def test_settings_send_the_app_back_to_the_address_it_asked() -> None:
    assert settings("10.0.2.2:8765") == {
        "apiKey": "wk",
        "apiHost": "10.0.2.2:8765/v1",
        "protocol": "http",
    }
    assert content(answers.settings("wk", host="x", listening="y")) == {
        "integrations": {"Segment.io": {"apiKey": "wk", "apiHost": "x/v1", "protocol": "http"}},
        "plan": {},
        "metrics": {"sampleRate": 0},
    }


@pytest.mark.parametrize("host", ["", "a b", "evil/path", 'x"', "a\nb", "x" * 256, "\udc80", "ü"])
def test_a_host_that_is_none_is_not_repeated(host: str) -> None:
    assert settings(host) == settings("127.0.0.1:8765")


def test_a_path_that_is_not_found_is_named_without_its_query() -> None:
    answer = answers.not_found("GET", "/v1/x?writeKey=secret")

    assert b"secret" not in answer.body
    assert b"GET /v1/x " in answer.body


@pytest.mark.parametrize("origin", [b"null", b"http://localhost:3000", b"https://example.com"])
def test_cors_reflects_the_origin_without_credentials(origin: bytes) -> None:
    headers = dict(answers.cors(origin, preflight=False))

    assert headers == {
        b"access-control-allow-origin": origin,
        b"access-control-expose-headers": b"Retry-After, X-RateLimit-Reset",
        b"vary": b"Origin",
    }


def test_a_preflight_is_allowed_what_it_asks_for() -> None:
    headers = dict(
        answers.cors(
            b"null", preflight=True, asked_headers=b"authorization,x-a", private_network=True
        )
    )

    assert headers[b"access-control-allow-headers"] == b"authorization,x-a"
    assert headers[b"access-control-allow-private-network"] == b"true"
    assert headers[b"access-control-allow-methods"] == b"GET, POST, OPTIONS"
    assert int(headers[b"access-control-max-age"]) >= 600


@given(origin=st.binary(max_size=30), asked=st.binary(max_size=30))
def test_nothing_that_is_reflected_can_break_a_header(origin: bytes, asked: bytes) -> None:
    for _, value in answers.cors(origin, preflight=True, asked_headers=asked):
        assert not set(value) & {0, 10, 13, 127}
