"""Which path means what: Segment's routes, and those of the SDKs that speak its language, as one table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from urllib.parse import unquote

from debugger.events import FRAME, CallType
from debugger.wire import keys


class RouteKind(Enum):
    """What a request asks for."""

    MESSAGE = auto()
    """One call, its type named by the path."""
    BATCH = auto()
    ANY = auto()
    """No path of Segment's: the body decides whether it holds messages."""
    PIXEL = auto()
    """One call as base64 in the query, answered with an image."""
    METRICS = auto()
    """Figures the browser SDK keeps of itself: no events."""
    SETTINGS = auto()
    SOURCE_CONFIG = auto()
    """The settings of RudderStack's SDKs."""
    CLUSTER_INFO = auto()
    SDK = auto()
    """Analytics.js, as Segment's snippet loads it."""
    SDK_PART = auto()
    """A script that Analytics.js loads."""
    MIRROR_SCRIPT = auto()
    """What makes a running analytics.js send copies here."""
    MIRROR_PAGE = auto()
    """The page that explains it."""
    DEMO = auto()
    """The demo shop."""
    PREFLIGHT = auto()
    HOME = auto()
    UNKNOWN = auto()
    """No route: answered 404, and kept where it has a body."""


@dataclass(frozen=True, slots=True)
class Route:
    """What a request asks for, with what its path says beside."""

    kind: RouteKind
    call_type: CallType | None = None
    """Of an unknown route, the type that the same path has with POST."""
    key: str = ""
    """The write key in the path of a request for settings or for Analytics.js."""
    mirrored: bool = False
    """Whether what is sent there is a copy of what the app delivers elsewhere."""


def _calls(method: str, prefix: str, kind: RouteKind) -> Iterator[tuple[str, str, Route]]:
    for call_type in CallType:
        yield method, f"{prefix}{call_type}", Route(kind, call_type)


_ANY_SEGMENT = "*"
_TABLE: tuple[tuple[str, str, Route], ...] = (
    # Method, how the path ends, what it means. Anything may stand before: proxies add prefixes.
    ("POST", "batch", Route(RouteKind.BATCH)),
    ("POST", "b", Route(RouteKind.BATCH)),
    ("POST", "import", Route(RouteKind.BATCH)),
    *_calls("POST", "", RouteKind.MESSAGE),
    ("POST", "t", Route(RouteKind.MESSAGE, CallType.TRACK)),
    ("POST", "i", Route(RouteKind.MESSAGE, CallType.IDENTIFY)),
    ("POST", "p", Route(RouteKind.MESSAGE, CallType.PAGE)),
    ("POST", "s", Route(RouteKind.MESSAGE, CallType.SCREEN)),
    ("POST", "g", Route(RouteKind.MESSAGE, CallType.GROUP)),
    ("POST", "a", Route(RouteKind.MESSAGE, CallType.ALIAS)),
    ("POST", "m", Route(RouteKind.METRICS)),
    ("POST", "mirror", Route(RouteKind.ANY, mirrored=True)),
    ("POST", _ANY_SEGMENT, Route(RouteKind.ANY)),
    *_calls("GET", "pixel/", RouteKind.PIXEL),
    ("GET", f"{_ANY_SEGMENT}/settings", Route(RouteKind.SETTINGS)),
    ("GET", "sourceConfig", Route(RouteKind.SOURCE_CONFIG)),
    ("GET", "cluster-info", Route(RouteKind.CLUSTER_INFO)),
    ("GET", f"{_ANY_SEGMENT}/analytics.min.js", Route(RouteKind.SDK)),
    ("GET", f"bundles/{_ANY_SEGMENT}", Route(RouteKind.SDK_PART)),
    ("GET", "mirror.js", Route(RouteKind.MIRROR_SCRIPT)),
    ("GET", "mirror", Route(RouteKind.MIRROR_PAGE)),
    ("GET", "demo", Route(RouteKind.DEMO)),
    (FRAME, "ws", Route(RouteKind.ANY)),
    (FRAME, "mirror", Route(RouteKind.ANY, mirrored=True)),
)
_BY_ENDING = {(method, ending): route for method, ending, route in _TABLE}
_WITH_KEY = frozenset({RouteKind.SETTINGS, RouteKind.SDK})
_UNKNOWN = Route(RouteKind.UNKNOWN)


@lru_cache(maxsize=512)
def match(method: str, path: str) -> Route:
    """What `method` on `path` asks for; the query and a trailing slash don't matter."""
    segments = [part for part in path.partition("?")[0].split("/") if part]
    method = "GET" if method == "HEAD" else method
    if method == "OPTIONS":
        return Route(RouteKind.PREFLIGHT)
    if method == "GET" and not segments:
        return Route(RouteKind.HOME)
    route = next(
        (_BY_ENDING[key] for key in _endings(method, segments) if key in _BY_ENDING), _UNKNOWN
    )
    if route.kind in _WITH_KEY:
        return Route(route.kind, key=unquote(segments[-2]))
    if route is _UNKNOWN and method not in ("POST", FRAME):
        return Route(RouteKind.UNKNOWN, match("POST", path).call_type)
    return route


@lru_cache(maxsize=512)
def masked_path(path: str) -> str:
    """`path` as it is kept and shown: the write key in it is masked, in its query as well."""
    bare, mark, query = path.partition("?")
    if key := match("GET", path).key:
        parts = bare.split("/")
        bare = "/".join(keys.masked(key) if unquote(part) == key else part for part in parts)
    return bare + mark + keys.masked_query(query)


def _endings(method: str, segments: list[str]) -> Iterator[tuple[str, str]]:
    last = segments[-1] if segments else ""
    if len(segments) > 1:
        yield method, f"{segments[-2]}/{last}"
        yield method, f"{_ANY_SEGMENT}/{last}"
        yield method, f"{segments[-2]}/{_ANY_SEGMENT}"
    yield method, last
    yield method, _ANY_SEGMENT
