"""The mirror in Chromium: pages that deliver to another server, and whose calls are seen here all the same."""

from __future__ import annotations

import json
import resource
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote

import pytest

from debugger import resources
from debugger.events import Transport
from debugger.wire.mirror import bookmarklet
from tests.clients.chromium import Browser, chromium
from tests.clients.conftest import CALLS, ran
from tests.clients.devtools import Tools, opened
from tests.clients.segment_server import Segment, segment
from tests.node_sdks import FOLDER as NODE
from tests.running_sink import RunningSink, running_sink

pytestmark = pytest.mark.clients
MANY = len(CALLS)
ATTACHED = "window.trackDebuggerMirror"


@pytest.fixture
def delivery() -> Iterator[Segment]:
    with segment() as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Tools]:
    with opened(browser) as tools:
        yield tools


ONE = (
    "{ payload: { obj: { type: 'track', event: 'Walk Booked', anonymousId: 'a', "
    "properties: { number: window.made++, padding: 'x'.repeat(20000) } } }, next: (given) => given }"
)
"""What a middleware is handed; each is another."""


def hand_over(page: Tools) -> None:
    """Hands over an analytics that no global holds, as a page with modules has it; its middleware is `pass`."""
    page.run(
        "window.made = 0; trackDebuggerMirror.attach("
        "{ addSourceMiddleware: (added) => { window.pass = added } })"
    )


def go(page: Tools, delivery: Segment, way: str, **more: str) -> None:
    """Opens the app's page."""
    query = {"way": way, "segment": delivery.address, **more}
    asked = "&".join(f"{name}={quote(value, safe='')}" for name, value in query.items())
    page.open(f"{delivery.address}/mirrored.html?{asked}")


def press(page: Tools, address: str, *, findings: bool = False) -> None:
    """Does what a press of the bookmarklet does."""
    page.run(unquote(bookmarklet(address, findings=findings).removeprefix("javascript:")))


def check(sink: RunningSink, delivered: list[dict[str, object]]) -> None:
    """Holds what was mirrored against what was delivered: each call once, as a copy, and the same."""
    events = sink.events()
    assert {(event.row.type, event.row.name) for event in events} == CALLS
    by_id = {event.row.message_id: json.loads(event.payload) for event in events}
    assert len(by_id) == len(events) == len(delivered)
    for call in delivered:
        mirrored = by_id[str(call["messageId"])]
        for name in ("type", "event", "userId", "properties", "traits", "anonymousId", "timestamp"):
            assert mirrored.get(name) == call.get(name)
        assert mirrored["context"]["page"] == call["context"]["page"]  # type: ignore[index]
    for event in events:
        assert event.row.transport is Transport.MIRROR
        assert event.row.source == "analytics.js next-1.84.3"
        assert event.source.write_key == "wk_mirror_123"
        assert event.request.path == "/v1/mirror?writeKey=wk_…23"
        assert (event.row.errors, event.row.warnings) == (0, 0)


@pytest.mark.parametrize("way", ["package", "renamed", "loaded", "late", "snippet"])
def test_by_a_script_tag(sink: RunningSink, delivery: Segment, page: Tools, way: str) -> None:
    go(page, delivery, way, tag=f"{sink.address}/mirror.js")
    page.wait(ATTACHED)
    if way == "late":
        page.run("make()")
    page.wait_to_say("copies of what window.")
    page.run("go()")
    if way == "snippet":
        page.run("load()")

    delivered = delivery.wait_for(MANY)
    sink.wait_for(MANY)
    check(sink, delivered)
    page.wait(f"{ATTACHED}.state().mirrored === {MANY}")
    assert page.run(f"{ATTACHED}.state()") == {
        "address": f"ws://127.0.0.1:{sink.port}/v1/mirror",
        "on": True,
        "blocked": "",
        "mirrored": MANY,
        "waiting": 0,
        "lost": 0,
    }


def test_by_the_bookmarklet_under_a_strict_policy_pressed_again_and_stopped(
    sink: RunningSink, delivery: Segment, page: Tools
) -> None:
    connections = f"{delivery.address} ws://127.0.0.1:{sink.port}"
    policy = f"default-src 'none'; script-src 'self'; connect-src {connections}"
    go(page, delivery, "package", csp=policy, tag=f"{sink.address}/mirror.js")
    assert not page.run(f"Boolean({ATTACHED})")  # the policy lets no script in
    press(page, sink.address)
    press(page, sink.address, findings=True)
    page.run("go()")

    delivered = delivery.wait_for(MANY)
    sink.wait_for(MANY)
    check(sink, delivered)
    page.run("analytics.track('Order Completed', { revenue: '19.99', currency: 'USD' })")
    sink.wait_for(MANY + 1)
    assert "warning" in page.wait_to_say('/properties/revenue: revenue is the string "19.99"')

    page.run(f"{ATTACHED}.stop()")
    page.run("go()")
    delivery.wait_for(2 * MANY + 1)
    assert len(sink.events()) == MANY + 1
    assert not [line for line in page.said if line.startswith(("error", "exception"))]


def test_a_policy_that_forbids_the_connection_is_told_and_delivery_goes_on(
    sink: RunningSink, delivery: Segment, page: Tools
) -> None:
    policy = f"default-src 'none'; script-src 'self'; connect-src {delivery.address}"
    go(page, delivery, "package", csp=policy)
    press(page, sink.address)
    page.run("go()")

    delivery.wait_for(MANY)
    told = page.wait_to_say("content security policy")
    assert f"ws://127.0.0.1:{sink.port}" in told
    page.wait(f"{ATTACHED}.state().lost === {MANY}")
    assert sink.events() == []


def test_what_is_called_while_nothing_listens_comes_later(
    tmp_path: Path, delivery: Segment, page: Tools
) -> None:
    session = tmp_path / "late.tdsession"
    with running_sink(session) as sink:
        port, address = sink.port, sink.address
    go(page, delivery, "loaded")
    page.wait("window.analytics")
    press(page, address)
    page.run("go()")
    delivery.wait_for(MANY)
    page.wait_to_say("does not answer")

    with running_sink(session, port=port) as sink:
        sink.wait_for(MANY)
        check(sink, delivery.wait_for(MANY))
        page.wait(f"{ATTACHED}.state().waiting === 0")
    page.run("go()")
    with running_sink(session, port=port) as sink:
        sink.wait_for(2 * MANY)
        check(sink, delivery.wait_for(2 * MANY))
        page.run("for (let each = 0; each < 3; each++) analytics.track('Walk Booked')")
        sink.wait_for(2 * MANY + 3)


def test_more_than_can_wait_is_counted_and_told(page: Tools) -> None:
    page.open("data:text/html,")
    press(page, "http://127.0.0.1:9")
    hand_over(page)
    passed = page.run(
        "Array.from({ length: 1010 }, (_, each) => pass("
        "{ payload: { obj: { type: 'track', each } }, next: (payload) => payload.obj.each })).at(-1)"
    )

    assert passed == 1009
    page.wait_to_say("could not be mirrored: more than 1000 calls")
    state = page.run("trackDebuggerMirror.state()")
    assert (state["waiting"], state["lost"]) == (1000, 10)
    assert (
        page.run("pass({ payload: {}, next: () => 'on' })") == "on"
    )  # what cannot be copied is passed on
    assert page.run("trackDebuggerMirror.state().lost") == 11


def test_a_page_from_elsewhere_that_may_not_reach_this_device_is_told(
    sink: RunningSink, delivery: Segment, tmp_path: Path
) -> None:
    place = delivery.address.partition("://")[2]
    public = f"--ip-address-space-overrides={place}=public"  # as a page of the internet is
    with chromium(tmp_path / "profile", public) as browser, opened(browser) as page:
        go(page, delivery, "package")
        press(page, sink.address)
        page.run("go()")
        delivery.wait_for(MANY)
        page.wait_to_say("the browser denies this page to reach this device")
    assert sink.events() == []


def test_a_page_on_https_reaches_us_by_http(sink: RunningSink, page: Tools) -> None:
    page.open(f"{sink.first['https']}/cluster-info")
    press(page, sink.address)
    hand_over(page)
    page.run(f"pass({ONE})")
    sink.wait_for(1)
    assert sink.event(1).row.transport is Transport.MIRROR


def little_room() -> None:
    """As on a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, resource.RLIM_INFINITY))


def test_what_could_not_be_stored_is_sent_again(tmp_path: Path, page: Tools) -> None:
    session = tmp_path / "full.tdsession"
    with running_sink(session, preexec=little_room) as sink:
        page.open(f"{sink.address}/cluster-info")
        press(page, sink.address)
        hand_over(page)
        page.run(f"for (let each = 0; each < 40; each++) pass({ONE})")
        assert sink.line_with("refused")["count"] > 0
        resource.prlimit(sink.child.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
        page.wait(f"{ATTACHED}.state().waiting === 0")
        assert page.run(f"{ATTACHED}.state().lost") == 0
        numbers = {json.loads(event.payload)["properties"]["number"] for event in sink.events()}
    assert numbers == set(range(40))


def test_a_page_without_analytics_is_told(page: Tools) -> None:
    page.open("data:text/html,")
    page.run("window.rudderanalytics = []")
    page.run("Date.now = () => (Date.now.asked = (Date.now.asked || 0) + 40000)")  # time goes by
    press(page, "http://127.0.0.1:9")

    page.wait_to_say("RudderStack's SDK has no source middleware")


def test_node_by_its_own_events(sink: RunningSink, delivery: Segment, node: str) -> None:
    snippet = (
        resources.resource("snippets", "node-mirror.txt").read_text().replace("{url}", sink.address)
    )
    three_lines = snippet[snippet.index("analytics.on(") :]
    app = (NODE / "send.mjs").read_text().replace("const userId", three_lines + "const userId")
    ended = ran([node, "--input-type=module", "--eval", app], {"HOST": delivery.address})

    assert (ended.returncode, ended.stderr) == (0, "")
    delivered = {str(call["messageId"]) for call in delivery.wait_for(MANY)}
    events = sink.events()
    assert {event.row.message_id for event in events} == delivered
    assert len(events) == MANY
    for event in events:
        assert event.row.transport is Transport.MIRROR
        assert event.row.source == "analytics-node 3.1.0"
        assert event.source.write_key == "wk_node_123"
        assert (event.row.errors, event.row.warnings) == (0, 0)
