"""Every path an SDK is known to use means what its SDK means by it."""

from __future__ import annotations

import pytest

from debugger.events import CallType
from debugger.wire.routes import RouteKind, masked_path, match

SHORT = {"t": "track", "i": "identify", "p": "page", "s": "screen", "g": "group", "a": "alias"}
CALLS = {**SHORT, **{str(call_type): str(call_type) for call_type in CallType}}


@pytest.mark.parametrize(
    "prefix", ["/v1", "", "/some/prefix", "/some/prefix/v1", "/api/s", "/api/s/s2s"]
)
@pytest.mark.parametrize("ending", ["", "/", "?writeKey=k", "/?a=/v1/batch"])
@pytest.mark.parametrize("name", CALLS)
def test_single_calls(prefix: str, name: str, ending: str) -> None:
    route = match("POST", f"{prefix}/{name}{ending}")

    assert (route.kind, route.call_type) == (RouteKind.MESSAGE, CallType(CALLS[name]))


@pytest.mark.parametrize(
    ("method", "path", "kind"),
    [
        ("POST", "/v1/batch", RouteKind.BATCH),
        ("POST", "/v1/batch/", RouteKind.BATCH),
        ("POST", "/batch", RouteKind.BATCH),
        ("POST", "/v1/b", RouteKind.BATCH),
        ("POST", "/v1/import/", RouteKind.BATCH),
        ("POST", "/beacon/v1/batch?writeKey=k", RouteKind.BATCH),
        ("POST", "/v1/m", RouteKind.METRICS),
        ("POST", "/", RouteKind.ANY),
        ("POST", "", RouteKind.ANY),
        ("POST", "/anything/at/all", RouteKind.ANY),
        ("POST", "/v1/projects/k/settings", RouteKind.ANY),
        ("GET", "/v1/pixel/track?data=e30", RouteKind.PIXEL),
        ("GET", "/sourceConfig/?p=web&v=1", RouteKind.SOURCE_CONFIG),
        ("GET", "/sourceConfig", RouteKind.SOURCE_CONFIG),
        ("GET", "/cluster-info", RouteKind.CLUSTER_INFO),
        ("GET", "/", RouteKind.HOME),
        ("HEAD", "/", RouteKind.HOME),
        ("GET", "/?x", RouteKind.HOME),
        ("GET", "/v1/track", RouteKind.UNKNOWN),
        ("GET", "/v1/batch", RouteKind.UNKNOWN),
        ("GET", "/settings", RouteKind.UNKNOWN),
        ("GET", "/v1/ws", RouteKind.UNKNOWN),
        ("PUT", "/v1/track", RouteKind.UNKNOWN),
        ("DELETE", "/", RouteKind.UNKNOWN),
        ("GET", "/analytics-next/bundles/407.bundle.61efa1acb302134c434b.js", RouteKind.SDK_PART),
        ("GET", "/prefix/analytics-next/bundles/standalone.js", RouteKind.SDK_PART),
        ("GET", "/analytics-next/bundles", RouteKind.UNKNOWN),
        ("GET", "/analytics.min.js", RouteKind.UNKNOWN),
        ("POST", "/analytics-next/bundles/track", RouteKind.MESSAGE),
        ("OPTIONS", "/v1/t", RouteKind.PREFLIGHT),
        ("OPTIONS", "*", RouteKind.PREFLIGHT),
        ("GET", "/mirror.js", RouteKind.MIRROR_SCRIPT),
        ("GET", "/mirror", RouteKind.MIRROR_PAGE),
        ("GET", "/demo", RouteKind.DEMO),
        ("POST", "/v1/mirror", RouteKind.ANY),
        ("FRAME", "/v1/mirror?writeKey=k", RouteKind.ANY),
        ("FRAME", "/v1/ws", RouteKind.ANY),
        ("FRAME", "/ws/?writeKey=k", RouteKind.ANY),
        ("FRAME", "/v1/track", RouteKind.UNKNOWN),
    ],
)
def test_other_paths(method: str, path: str, kind: RouteKind) -> None:
    assert match(method, path).kind is kind


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("/v1/projects/wk1/settings", "wk1"),
        ("/projects/wk1/settings/", "wk1"),
        ("/wk1/settings", "wk1"),
        ("/v1/projects/a%2Fb/settings", "a/b"),
        ("/prefix/v1/projects/wk1/settings?x=1", "wk1"),
    ],
)
def test_settings_name_the_key(path: str, key: str) -> None:
    route = match("GET", path)

    assert (route.kind, route.key) == (RouteKind.SETTINGS, key)


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/v1/projects/wk_a1b2c3d43f/settings?x=1", "/v1/projects/wk_…3f/settings?x=1"),
        ("/wk%5Fa1b2c3d43f/settings/", "/wk_…3f/settings/"),
        (
            "/analytics.js/v1/wk_a1b2c3d43f/analytics.min.js",
            "/analytics.js/v1/wk_…3f/analytics.min.js",
        ),
        ("/beacon/v1/batch?a=1&writeKey=wk_a1b2c3d43f", "/beacon/v1/batch?a=1&writeKey=wk_…3f"),
        ("/v1/track", "/v1/track"),
    ],
)
def test_a_path_is_shown_with_its_key_masked(path: str, shown: str) -> None:
    assert masked_path(path) == shown


@pytest.mark.parametrize(
    ("method", "path", "call_type"),
    [
        ("PUT", "/v1/track", CallType.TRACK),
        ("PATCH", "/v1/i", CallType.IDENTIFY),
        ("PUT", "/v1/batch", None),
    ],
)
def test_another_method_means_the_same_type(
    method: str, path: str, call_type: CallType | None
) -> None:
    route = match(method, path)

    assert (route.kind, route.call_type) == (RouteKind.UNKNOWN, call_type)


@pytest.mark.parametrize("prefix", ["", "/some/prefix"])
def test_the_library_is_asked_for_with_the_key(prefix: str) -> None:
    route = match("GET", f"{prefix}/analytics.js/v1/a%2Fb/analytics.min.js")

    assert (route.kind, route.key) == (RouteKind.SDK, "a/b")


def test_pixel_names_the_call() -> None:
    assert match("GET", "/v1/pixel/identify").call_type is CallType.IDENTIFY


@pytest.mark.parametrize(
    ("method", "path", "mirrored"),
    [
        ("FRAME", "/v1/mirror", True),
        ("POST", "/v1/mirror/", True),
        ("FRAME", "/v1/ws", False),
        ("POST", "/v1/track", False),
    ],
)
def test_what_is_a_copy_is_told_by_its_path(method: str, path: str, mirrored: bool) -> None:  # noqa: FBT001
    assert match(method, path).mirrored is mirrored
