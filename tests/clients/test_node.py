"""The Node SDKs of the Segment family, unmodified, with nothing but their host set; React Native's among them."""

from __future__ import annotations

import subprocess

import pytest

from tests.clients.conftest import CALLS, GUARDS, LEFT, address, calls, each_once, ran, trusting
from tests.node_sdks import FOLDER
from tests.running_sink import RunningSink

pytestmark = pytest.mark.clients
APPS = {
    "send.mjs": ("analytics-node 3.1.0", "identity"),
    "send_legacy.mjs": ("analytics-node 6.2.0", "identity"),
    "send_rudder.mjs": ("rudder-sdk-node 3.0.13", "gzip"),
    "send_rudder.mjs gzip=off": ("rudder-sdk-node 3.0.13", "identity"),
}
"""What each app's calls are said to come from, and how they are sent."""

SCHEMES = pytest.mark.parametrize("scheme", ["http", "https"])


def send(
    node: str, app: str, sink: RunningSink, scheme: str, *before: str
) -> subprocess.CompletedProcess[str]:
    """Runs an app, with its options, to its end."""
    host = address(sink, scheme).replace("127.0.0.1", "localhost")
    return ran([node, *before, *app.split()], {"HOST": host, **trusting(sink)})


@SCHEMES
@pytest.mark.parametrize("app", APPS)
def test_all_six_calls_arrive_once(sink: RunningSink, node: str, scheme: str, app: str) -> None:
    source, encoding = APPS[app]
    ended = send(node, app, sink, scheme)

    assert (ended.returncode, ended.stderr) == (0, "")
    events = sink.events()
    each_once(events, len(CALLS))
    assert calls(events) == CALLS
    for event in events:
        assert event.row.source == source
        assert event.source.write_key == "wk_node_123"
        assert event.request.encoding == encoding


@SCHEMES
def test_jitsu_whose_key_is_masked_in_the_message(
    sink: RunningSink, node: str, scheme: str
) -> None:
    ended = send(node, "send_jitsu.mjs", sink, scheme)

    assert (ended.returncode, ended.stderr) == (0, "")
    events = sink.events()
    each_once(events, 4)
    assert [(event.row.type, event.request.path) for event in events] == [
        (name, f"/api/s/{name}") for name in ("identify", "track", "page", "group")
    ]
    for event in events:
        assert event.row.source == "@jitsu/js 1.11.0"
        assert event.source.write_key == "wk_jitsu:secret_123"


@SCHEMES
@pytest.mark.parametrize("way", ["endpoints", "itself"])
def test_react_natives_proxies(sink: RunningSink, node: str, scheme: str, way: str) -> None:
    phone = ("--require", str(GUARDS / "react_native.cjs"))
    ended = send(node, f"send_react_native.cjs {way}", sink, scheme, *phone)

    assert ended.returncode == 0
    assert "Received settings from Segment" in ended.stdout
    events = sink.events()
    each_once(events, 5)
    assert calls(events) == CALLS - {("page", "Home")}
    for event in events:
        assert event.row.source.startswith("analytics-react-native 2.")
        assert event.source.write_key == "wk_native_123"
        assert event.request.path == {"endpoints": "/v1/b", "itself": "/collect"}[way]
        assert "authorization" not in dict(event.request.headers)


def test_react_native_that_does_not_allow_http_leaves_the_machine(
    sink: RunningSink, node: str
) -> None:
    """What `allowInsecureProxy` is for, and the advice that names it."""
    phone = ("--require", str(GUARDS / "react_native.cjs"))
    ended = send(node, "send_react_native.cjs endpoints_insecure", sink, "http", *phone)

    assert ended.returncode == LEFT
    assert "leaves the machine: cdn-settings.segment.com" in ended.stderr
    assert sink.events() == []


def test_the_plugin_of_analytics_cannot_be_pointed_on_node(sink: RunningSink, node: str) -> None:
    """What the advice says of `@analytics/segment`: it heeds no host there."""
    ended = send(node, "send_plugin.cjs", sink, "http")

    assert ended.returncode == LEFT
    assert ended.stderr.endswith("leaves the machine: api.segment.io\n")
    assert sink.events() == []


def test_without_trust_nothing_arrives_and_the_app_says_why(sink: RunningSink, node: str) -> None:
    post = f"fetch('{address(sink, 'https')}/v1/t', {{method: 'POST', body: '{{}}'}})"
    ended = ran([node, "-e", f"{post}.catch((error) => console.log(error.cause.code))"])

    assert ended.stdout.strip() == "UNABLE_TO_GET_ISSUER_CERT_LOCALLY"
    assert sink.events() == []
    assert {"untrusted", "tls-failed"} & set(sink.seen_until("untrusted", "tls-failed"))


def test_https_to_the_port_for_http_is_said_to_be_no_tls(sink: RunningSink, node: str) -> None:
    post = f"fetch('https://127.0.0.1:{sink.port}/v1/t', {{method: 'POST', body: '{{}}'}})"
    ended = ran([node, "-e", f"{post}.catch((error) => console.log(error.cause.message))"])

    assert "wrong version number" in ended.stdout


def test_the_lock_names_no_registry() -> None:
    lock = (FOLDER / "package-lock.json").read_text(encoding="utf-8")

    assert '"resolved"' not in lock
    assert '"integrity"' in lock
