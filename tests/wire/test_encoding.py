"""Compression is undone, within its cap, and what cannot be undone is kept with the reason."""

from __future__ import annotations

import gzip
import time
import tracemalloc
import zlib
from collections.abc import Callable

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from debugger.wire.encoding import inflate

BODY = b'{"type": "track"}' * 50


def raw_deflate(data: bytes) -> bytes:
    compressor = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return compressor.compress(data) + compressor.flush()


@pytest.mark.parametrize(
    ("sent", "named", "encoding"),
    [
        (BODY, "", "identity"),
        (BODY, "identity", "identity"),
        (gzip.compress(BODY, mtime=0), "gzip", "gzip"),
        (gzip.compress(BODY, mtime=0), "x-gzip", "gzip"),
        (gzip.compress(BODY, mtime=0), " GZIP ", "gzip"),
        (gzip.compress(BODY, mtime=0), "", "gzip"),
        (gzip.compress(BODY[:9], mtime=0) + gzip.compress(BODY[9:], mtime=0), "gzip", "gzip"),
        (gzip.compress(BODY, mtime=0) + b"\0\0\0", "gzip", "gzip"),
        (zlib.compress(BODY), "deflate", "deflate"),
        (raw_deflate(BODY), "deflate", "deflate"),
        (brotli.compress(BODY), "br", "br"),
    ],
)
def test_what_sdks_send_is_inflated(sent: bytes, named: str, encoding: str) -> None:
    inflated = inflate(sent, named)

    assert (inflated.body, inflated.encoding, inflated.problem) == (BODY, encoding, "")


@pytest.mark.parametrize(
    ("sent", "named", "problem"),
    [
        (gzip.compress(gzip.compress(BODY, mtime=0), mtime=0), "gzip, gzip", "2 content codings"),
        (BODY, "zstd", "the content coding zstd is not one"),
        (BODY, "br", "does not inflate as br"),
        (brotli.compress(BODY)[:-4], "br", "ends early"),
        (brotli.compress(BODY) + b"more", "br", "does not inflate as br"),
        (BODY, "gzip", "does not inflate as gzip"),
        (gzip.compress(BODY, mtime=0)[:-4], "gzip", "ends early"),
        (gzip.compress(BODY, mtime=0) + b"more", "gzip", "does not inflate as gzip"),
        (BODY, "deflate", "does not inflate as deflate"),
        (zlib.compress(BODY)[:-9], "deflate", "inflate as deflate"),
    ],
)
def test_what_cannot_be_inflated_is_kept_as_it_came(sent: bytes, named: str, problem: str) -> None:
    inflated = inflate(sent, named)

    assert inflated.body == sent
    assert inflated.encoding == "identity"
    assert problem in inflated.problem


def test_an_empty_body_is_not_compressed_whatever_the_header_says() -> None:
    assert inflate(b"", "gzip").problem == ""


BOMBS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": lambda data: brotli.compress(data, quality=1),
}


@pytest.mark.parametrize("coding", BOMBS)
def test_a_bomb_costs_no_more_than_its_cap(coding: str) -> None:
    megabyte = 1024 * 1024
    bomb = BOMBS[coding](bytes(200 * megabyte))
    started = time.monotonic()
    tracemalloc.start()

    inflated = inflate(bomb, coding, most=16 * megabyte)

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert inflated.too_large
    assert inflated.problem == "the body inflates to more than 16,384 KiB"
    assert inflated.body == bomb
    assert peak < 48 * megabyte
    assert time.monotonic() - started < 5


def test_the_cap_holds_for_all_members_together() -> None:
    assert inflate(gzip.compress(b"x" * 600, mtime=0) * 2, "gzip", most=1000).too_large
    assert not inflate(gzip.compress(b"x" * 500, mtime=0) * 2, "gzip", most=1000).too_large


@given(
    body=st.binary(max_size=300), named=st.sampled_from(["", "gzip", "deflate", "br", "a,b", "ü"])
)
def test_no_bytes_make_it_raise(body: bytes, named: str) -> None:
    inflated = inflate(body, named)

    assert inflated.body == body or not inflated.problem
