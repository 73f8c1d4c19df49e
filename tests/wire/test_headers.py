"""Other local apps' cookies are dropped, secrets masked, the rest kept as it came."""

from __future__ import annotations

from debugger.wire.headers import kept


def test_cookies_go_and_keys_are_masked() -> None:
    assert kept(
        [
            ("host", "localhost:8765"),
            ("cookie", "session=secret"),
            ("authorization", "Basic d2tfYTFiMmMzZDQzZjo="),
            ("x-write-key", "wk_a1b2c3d43f"),
            ("referer", "http://localhost:3000/?writeKey=wk_a1b2c3d43f"),
            ("x-retry-count", "2"),
            ("x-retry-count", "3"),
        ]
    ) == (
        ("host", "localhost:8765"),
        ("authorization", "Basic wk_…3f"),
        ("x-write-key", "wk_…3f"),
        ("referer", "http://localhost:3000/?writeKey=wk_…3f"),
        ("x-retry-count", "2"),
        ("x-retry-count", "3"),
    )


def test_any_scheme_is_masked() -> None:
    assert kept([("authorization", "Bearer abcdefghijkl")]) == (("authorization", "Bearer abc…kl"),)
    assert kept([("authorization", "abcdefghijkl")]) == (("authorization", "abc…kl"),)
