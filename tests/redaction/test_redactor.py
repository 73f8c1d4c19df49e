"""Nothing private survives, wherever it is planted and however it is spelled; all else stays as it was."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from debugger.errors import UsageError
from debugger.payload.parse import parse
from debugger.redaction import RULES, Redaction, Redactor

SALT = b"grain"

SECRETS = (
    "jane.doe@mail.example",
    "+44 20 7946 0958",
    "4111 1111 1111 1111",
    "5555-5555-5555-4444",
    "203.0.113.24",
    "2001:db8::8a2e:370:7334",
    "sk_live_51H8x9yA2b3C4d5E",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.SflKxwRJSMeKKF2QT4",
    "AKIAIOSFODNN7EXAMPLE",
)
"""Known by their form."""

NAMES = (
    "userId",
    "anonymous_id",
    "password",
    "writeKey",
    "Email",
    "phone",
    "creditCard",
    "deviceId",
)
"""Known by their name, whatever stands there."""


def redactor(*paths: str, rules: frozenset[str] = frozenset(RULES)) -> Redactor:
    return Redactor(Redaction(rules=rules, paths=paths), SALT)


def masked(text: str | bytes, *paths: str) -> str:
    payload = text if isinstance(text, bytes) else text.encode()
    return redactor(*paths).redact(payload).payload.decode()


def escaped(text: str) -> str:
    r"""Each character as `\u0040`."""
    return "".join(f"\\u{ord(character):04x}" for character in text)


def spelled(text: str) -> st.SearchStrategy[str]:
    """A text as JSON may spell it: some of its characters as escapes."""
    return st.lists(st.booleans(), min_size=len(text), max_size=len(text)).map(
        lambda chosen: "".join(
            escaped(character) if as_escape else json.dumps(character)[1:-1]
            for character, as_escape in zip(text, chosen, strict=True)
        )
    )


@st.composite
def planted(draw: st.DrawFn) -> tuple[str, str]:
    """A JSON text in which a secret stands somewhere, and the secret."""
    secret = draw(st.sampled_from(SECRETS))
    around = draw(st.sampled_from(["", "see ", "(", "to:"]))
    value = f'"{around}{draw(spelled(secret))}"'
    for _ in range(draw(st.integers(1, 4))):
        name = draw(st.sampled_from(["a", "properties", "traits", "ünï", "context", "\\n", "b c"]))
        gap = draw(st.sampled_from(["", " ", "\n  "]))
        value = draw(
            st.sampled_from(
                [
                    f'{{"{name}"{gap}:{gap}{value}}}',
                    f'[1,{gap}{value}, "x"]',
                    f'{{"n":1.50,"{name}":{value},{gap}"z":NaN}}',
                    json.dumps({"raw": value}),
                ]
            )
        )
    return value, secret


@given(planted())
@settings(max_examples=300)
def test_what_has_a_form_is_found_anywhere(case: tuple[str, str]) -> None:
    text, secret = case
    assert secret not in everything_in(masked(text))


@given(planted(), st.integers(1, 30))
@settings(max_examples=200)
def test_what_has_a_form_is_found_in_broken_json(case: tuple[str, str], cut: int) -> None:
    text, secret = case
    for broken in (text[:-cut], "{" + text, text[1:], text.replace('":', '" ', 1)):
        out = masked(broken)
        assert secret not in out
        assert secret not in out.encode().decode("unicode_escape", "replace")


@given(
    st.sampled_from(NAMES),
    st.text(min_size=1, max_size=20).filter(lambda text: text.strip(' "\\.-:/') and len(text) > 3)
    | st.integers(10**6, 10**30),
    st.sampled_from([lambda v: v, lambda v: [v, v], lambda v: {"x": {"y": v}}]),
)
@settings(max_examples=300)
def test_what_stands_under_a_private_name_is_found(
    name: str, value: str | int, around: Callable[[Any], Any]
) -> None:
    for ascii_ in (True, False):
        text = json.dumps({"a": 1, "deep": {name: around(value)}}, ensure_ascii=ascii_)
        out = json.loads(masked(text.encode("utf-8", "surrogatepass")))
        leaves = list(leaves_of(out["deep"][name]))
        assert value not in leaves
        assert {type(leaf) for leaf in leaves} == {type(value)}
        assert out["a"] == 1


@given(st.binary(max_size=80) | st.text(alphabet='[]{}":,\\u0 @+.aZ1é\n', max_size=80))
@settings(max_examples=300)
def test_any_bytes_at_all(payload: bytes | str) -> None:
    exact = payload if isinstance(payload, bytes) else payload.encode()
    once = redactor("/a/*").redact(exact).payload
    if once == exact:
        return
    assert redactor("/a/*").counts == {}


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(alphabet='ab \n"\\é'),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(alphabet='ab"\\'), inner),
        max_leaves=20,
    ),
    st.sampled_from([None, 1]),
)
def test_what_is_harmless_keeps_every_byte(value: object, indent: int | None) -> None:
    payload = json.dumps(value, indent=indent).encode()
    assert redactor().redact(payload).payload == payload


def test_all_other_bytes_stay() -> None:
    text = '{ "userId" : "u-42",\n"big":123456789012345678901234567890,"n":1.50,"n":NaN, "e":"\\u00e9\\/"}'
    out = masked(text)
    token = json.loads(out)["userId"]
    assert out == text.replace("u-42", token)


def test_same_value_same_token_however_it_is_spelled() -> None:
    both = redactor()
    first = json.loads(
        both.redact(b'{"userId":"a@b.example","properties":{"x":"mail a@b.example"}}').payload
    )
    second = json.loads(both.redact(b'{"email":"a\\u0040b.example"}').payload)
    assert first["userId"] == second["email"]
    assert first["properties"]["x"] == f"mail {second['email']}"
    other = Redactor(Redaction())
    assert other.redact(b'{"email":"a@b.example"}').payload.decode() != json.dumps(second)
    assert both.counts == {"email": 3}


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ('{"userAgent":"Mozilla/5.0 Chrome/120.0.0.0 Safari/537.36"}', True),
        ('{"version":"2.11.1","time":"2026-11-23T09:41:00.123Z","ip":"127.0.0.1"}', True),
        ('{"library":"@segment/analytics-node","at":1800000000000}', True),
        ('{"order":"4111 1111 1111 1112"}', True),
        ('{"userId":"","email":null,"phone":true}', True),
        ('{"url":"https://x.example/?a=1&email=q%40b.example"}', False),
        ('{"url":"https://x.example/?user_id=77"}', False),
        ('{"card":4111111111111111}', False),
        ('{"a@b.example":1}', False),
    ],
)
def test_by_example(text: str, *, kept: bool) -> None:
    assert (masked(text) == text) is kept


def test_types_stay() -> None:
    value = json.loads(
        masked(
            '{"userId":12,"card":4111111111111111,"properties":{"x":[true,null,1.5,"s"]}}',
            "/properties/x",
        )
    )
    assert type(value["userId"]) is type(value["card"]) is int
    assert value["userId"] < 2**53
    assert [type(each) for each in value["properties"]["x"]] == [type(None), type(None), int, str]


def test_chosen_places() -> None:
    text = '{"p":[{"name":"Jo","id":1},{"name":"Al","id":2}],"name":"kept"}'
    value = json.loads(masked(text, "/p/*/name"))
    assert [each["id"] for each in value["p"]] == [1, 2]
    assert all(each["name"].startswith("value-") for each in value["p"])
    assert value["name"] == "kept"
    assert "Jo Doe" not in masked('{"p":[{"name":"Jo Doe"', "/p/*/name")


def test_only_the_chosen_rules() -> None:
    some = redactor(rules=frozenset({"email"}))
    out = some.redact(b'{"userId":"u-42","password":"hunter2","email":"a@b.example"}').payload
    assert json.loads(out)["userId"] == "u-42"
    assert json.loads(out)["password"] == "hunter2"  # noqa: S105
    assert some.counts == {"email": 1}
    assert "e-mail" in some.choice.sentence
    with pytest.raises(UsageError, match="no rule"):
        Redaction.chosen(["all"], [])


def test_what_is_known_to_be_private_is_found_elsewhere() -> None:
    out = redactor().redact(b'{"x":"key is wk-0001!"}', {"wk-0001": "key"}).payload
    assert b"wk-0001" not in out
    assert "u-42" not in masked('{"userId":"u-42","properties":{"owner":"u-42","path":"/u-42/x"}}')


def test_headers() -> None:
    out = redactor().headers(
        [
            ("authorization", "Basic d2tfc2VjcmV0Og=="),
            ("cookie", "a=b"),
            ("x-forwarded-for", "203.0.113.24"),
            ("referer", "https://x.example/?writeKey=wk_secret&q=1"),
            ("accept", "*/*"),
        ]
    )
    text = json.dumps(out)
    assert out[0][1].startswith("Basic key-")
    assert out[-1] == ("accept", "*/*")
    assert not any(each in text for each in ("d2tf", "a=b", "203.0", "wk_secret"))
    assert "q=1" in text


def everything_in(text: str) -> str:
    """The text, and every string and name that it holds, also those of JSON within strings."""
    found = [text]
    waiting = [parse(text.encode()).value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            waiting += [*item, *item.values()]
        elif isinstance(item, list):
            waiting += item
        elif isinstance(item, str):
            found.append(item)
            if item[:1] in '{["':
                waiting.append(parse(item.encode()).value)
    return "\n".join(found)


def leaves_of(value: object) -> list[object]:
    if isinstance(value, dict):
        return [leaf for member in value.values() for leaf in leaves_of(member)]
    if isinstance(value, list):
        return [leaf for member in value for leaf in leaves_of(member)]
    return [value]
