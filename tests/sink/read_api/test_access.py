"""Who may read what was captured: nobody whose request a web page could have made."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debugger.sink.read_api.access import refusal

TOKEN = "t0ken-of-this-run"  # noqa: S105 - of no run
BEARER = (b"authorization", b"Bearer " + TOKEN.encode())
CLIENT = ("127.0.0.1", 50_000)


def status(*headers: tuple[bytes, bytes], client: tuple[str, int] | None = CLIENT) -> int:
    refused = refusal(headers, client, TOKEN)
    return 200 if refused is None else refused.status


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "localhost:8765",
        "LOCALHOST:1",
        "127.0.0.1:8765",
        "127.8.9.1",
        "[::1]:80",
        "[::1]",
    ],
)
def test_names_of_this_machine_may(host: str) -> None:
    assert status((b"host", host.encode()), BEARER) == 200


@pytest.mark.parametrize(
    "host",
    [
        *("evil.example", "evil.example:8765", "localhost.evil.com", "127.0.0.1.nip.io", "0.0.0.0"),  # noqa: S104
        *("0", "0x7f.1", "2130706433", "[::]", "192.168.1.5:8765", "", ":8765", "localhost:evil"),
        *("evil@localhost", "localhost,evil", "127.0.0.1:80:80", "[::ffff:10.0.0.1]", "\xe9"),
    ],
)
def test_other_names_may_not(host: str) -> None:
    assert status((b"host", host.encode("latin-1")), BEARER) == 403


def test_one_host_exactly() -> None:
    host = (b"host", b"localhost")
    assert status(BEARER) == 403
    assert status(host, host, BEARER) == 403


@pytest.mark.parametrize(
    "header",
    [
        (b"origin", b"http://evil.example"),
        (b"origin", b"null"),
        (b"origin", b"http://127.0.0.1:8765"),
        (b"sec-fetch-site", b"same-origin"),
        (b"sec-fetch-site", b"none"),
    ],
)
def test_a_page_may_not_even_with_the_token(header: tuple[bytes, bytes]) -> None:
    assert status((b"host", b"localhost"), BEARER, header) == 403


@pytest.mark.parametrize(
    ("address", "expected"),
    [("127.0.0.1", 200), ("::1", 200), ("::ffff:127.0.0.1", 200), ("192.168.1.5", 403)],
)
def test_only_from_this_machine(address: str, expected: int) -> None:
    assert status((b"host", b"localhost"), BEARER, client=(address, 1)) == expected
    assert status((b"host", b"localhost"), BEARER, client=None) == 403


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ((b"authorization", b"bearer " + TOKEN.encode()), 200),
        ((b"x-track-debugger-token", TOKEN.encode()), 200),
        ((b"authorization", b"Basic " + TOKEN.encode()), 401),
        ((b"authorization", b"Bearer "), 401),
        ((b"authorization", b"Bearer " + TOKEN[:-1].encode()), 401),
        ((b"x-track-debugger-token", b""), 401),
        ((b"cookie", b"token=" + TOKEN.encode()), 401),
    ],
)
def test_only_with_the_token(header: tuple[bytes, bytes], expected: int) -> None:
    assert status((b"host", b"localhost"), header) == expected


@given(st.lists(st.tuples(st.sampled_from([b"host", b"origin", b"authorization"]), st.binary())))
def test_no_headers_trip_it(headers: list[tuple[bytes, bytes]]) -> None:
    assert status(*headers) in {401, 403}
