"""HTTPS over real sockets: the same as over HTTP for apps that trust the authority, and words for the others."""

from __future__ import annotations

import json
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from websockets.sync.client import connect

from debugger.sink.tls_failures import GONE_UNHEARD, NOT_TRUSTED
from tests.node_sdks import program
from tests.running_sink import PATIENCE, RunningSink, running_sink

TRACK = b'{"type": "track", "event": "Order Completed", "userId": "u-1"}'
CANARY = "canary-51b9e7"


@pytest.fixture(scope="module")
def trusted(sinks: RunningSink) -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=sinks.first["certificate"])
    context.verify_flags |= ssl.VerifyFlags.VERIFY_X509_STRICT
    return context


@pytest.fixture(scope="module")
def sinks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSink]:
    with running_sink(tmp_path_factory.mktemp("sink") / "https.tdsession") as running:
        yield running


@pytest.fixture(scope="module")
def client(sinks: RunningSink, trusted: ssl.SSLContext) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=sinks.first["https"], verify=trusted, trust_env=False) as opened:
        yield opened


def port(sink: RunningSink) -> int:
    return int(sink.first["https"].rpartition(":")[2])


def seen(sink: RunningSink, kind: str) -> dict[str, object]:
    """The next line that tells of `kind`."""
    while line := sink.line():
        if line.get("seen", {}).get("kind") == kind:
            told: dict[str, object] = line["seen"]
            return told
    raise AssertionError(f"{kind} was not seen")


def test_the_first_line_says_where(sink: RunningSink) -> None:
    assert sink.first["https"] == f"https://127.0.0.1:{sink.port + 1}"
    assert Path(sink.first["certificate"]).read_bytes().startswith(b"-----BEGIN CERTIFICATE-----")
    assert "network" not in sink.first


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "localhost"])
def test_a_call_is_stored_when_it_is_answered(
    sink: RunningSink, trusted: ssl.SSLContext, host: str
) -> None:
    url = f"https://{host}:{port(sink)}/v1/track"
    answer = httpx.post(url, content=TRACK, verify=trusted, trust_env=False)

    assert (answer.status_code, answer.json()) == (200, {"success": True})
    assert sink.event(1).payload == TRACK
    assert httpx.post(f"{sink.address}/v1/track", content=TRACK, trust_env=False).status_code == 200
    assert len(sink.rows()) == 2


def test_settings_name_https_and_its_port(sinks: RunningSink, client: httpx.Client) -> None:
    def segment(**headers: str) -> dict[str, str]:
        answer = client.get("/v1/projects/wk/settings", headers=headers)
        told: dict[str, str] = answer.json()["integrations"]["Segment.io"]
        return told

    assert segment() == {
        "apiKey": "wk",
        "apiHost": f"127.0.0.1:{port(sinks)}/v1",
        "protocol": "https",
    }
    assert segment(host="10.0.2.2:8766")["apiHost"] == "10.0.2.2:8766/v1"
    assert segment(host="not a host")["apiHost"] == f"127.0.0.1:{port(sinks)}/v1"
    plain = httpx.get(f"{sinks.address}/v1/projects/wk/settings", trust_env=False).json()
    assert plain["integrations"]["Segment.io"]["protocol"] == "http"


def test_a_websocket(sink: RunningSink, trusted: ssl.SSLContext) -> None:
    with connect(f"wss://localhost:{port(sink)}/v1/ws", ssl=trusted) as opened:
        opened.send(TRACK.decode())
        assert json.loads(opened.recv(PATIENCE))["stored"] is True


def test_a_large_body_and_keep_alive(sink: RunningSink, trusted: ssl.SSLContext) -> None:
    body = json.dumps({"batch": [{"type": "track", "event": "x" * 20_000}] * 20}).encode()
    url = sink.first["https"]
    with httpx.Client(base_url=url, verify=trusted, trust_env=False) as opened:
        for _ in range(3):
            assert opened.post("/v1/batch", content=body).status_code == 200
    assert len(sink.rows()) == 60


def test_headers_are_bounded_here_too(client: httpx.Client) -> None:
    answer = client.get("/", headers={"x-long": "x" * 70_000})

    assert answer.status_code == 431


def test_plain_http_is_told_the_right_address(sink: RunningSink) -> None:
    url = f"http://127.0.0.1:{port(sink)}/v1/track"
    answer = httpx.post(url, content=TRACK, trust_env=False, headers={"connection": "close"})

    assert answer.status_code == 400
    assert answer.json()["code"] == "https_expected"
    assert f"http://127.0.0.1:{sink.port}." in answer.json()["message"]
    assert seen(sink, "plain-on-tls")["count"] == 1
    assert sink.rows() == []


def test_tls_on_the_plain_port_is_cut_at_once(sink: RunningSink, trusted: ssl.SSLContext) -> None:
    with (
        socket.create_connection(("127.0.0.1", sink.port), PATIENCE) as opened,
        pytest.raises((ssl.SSLError, ConnectionError)) as raised,
    ):
        trusted.wrap_socket(opened, server_hostname="127.0.0.1")

    assert not isinstance(raised.value, TimeoutError)
    assert seen(sink, "tls-on-plain")["count"] == 1


def test_a_handshakes_byte_in_a_body_is_only_a_byte(sink: RunningSink) -> None:
    with socket.create_connection(("127.0.0.1", sink.port), PATIENCE) as opened:
        opened.sendall(
            b"POST /v1/t HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 2\r\n\r\n"
        )
        opened.sendall(b"\x16\x03")
        assert opened.recv(65536).startswith(b"HTTP/1.1 400")
    assert sink.event(1).payload == b"\x16\x03"


def test_an_app_that_does_not_trust_the_certificate_is_named(sink: RunningSink) -> None:
    with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
        httpx.post(f"{sink.first['https']}/v1/track", content=TRACK, trust_env=False)

    told = sink.line()
    assert told == {"refused": {"count": 1, "reason": NOT_TRUSTED}}
    assert seen(sink, "untrusted")["count"] == 1


def test_curl_with_and_without_trust(sink: RunningSink) -> None:
    command = [program("curl"), "--silent", "--noproxy", "*", "--data", TRACK.decode()]
    url = f"https://localhost:{port(sink)}/v1/track"
    without = subprocess.run([*command, url], capture_output=True, check=False)
    assert without.returncode == 60  # curl's word for it
    assert seen(sink, "untrusted")["count"] == 1

    ended = subprocess.run(
        [*command, "--cacert", sink.first["certificate"], url], capture_output=True, check=True
    )
    assert json.loads(ended.stdout) == {"success": True}


def test_one_that_looks_at_the_certificate_late_is_named(
    sink: RunningSink, trusted: ssl.SSLContext
) -> None:
    """As Node does: it ends the handshake, and then hangs up."""
    with (
        socket.create_connection(("127.0.0.1", port(sink)), PATIENCE) as opened,
        trusted.wrap_socket(opened, server_hostname="127.0.0.1"),
    ):
        pass

    assert seen(sink, "tls-failed")["detail"] == GONE_UNHEARD


def test_one_that_hangs_up_in_the_handshake_is_named(sink: RunningSink) -> None:
    hello = ssl.MemoryBIO()
    side = ssl.create_default_context().wrap_bio(
        ssl.MemoryBIO(), hello, server_hostname="localhost"
    )
    with pytest.raises(ssl.SSLWantReadError):
        side.do_handshake()
    with socket.create_connection(("127.0.0.1", port(sink)), PATIENCE) as opened:
        opened.sendall(hello.read())
        assert opened.recv(1) == b"\x16"

    assert seen(sink, "tls-failed")["detail"] == GONE_UNHEARD


def test_a_port_that_is_taken_moves_https_and_not_http(tmp_path: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        taken = other.getsockname()[1]
        with running_sink(tmp_path / "a.tdsession", port=taken - 1) as moved:
            assert moved.port == taken - 1
            assert port(moved) != taken
        with running_sink(tmp_path / "b.tdsession", "--https-port", str(taken)) as refused:
            assert refused.first["error"]["kind"] == "port-taken"


def test_without_https(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    with running_sink(tmp_path / "a.tdsession", "--no-https") as running:
        assert "https" not in running.first
    assert not (tmp_path / "track-debugger").exists()


def test_a_damaged_authority_is_told_and_http_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    folder = tmp_path / "track-debugger" / "certificates"
    folder.mkdir(parents=True)
    for name in ("track-debugger-ca.pem", "track-debugger-ca-key.pem"):
        (folder / name).write_text("damaged")
    with running_sink(tmp_path / "a.tdsession") as running:
        for _ in range(2):
            with pytest.raises(httpx.ConnectError):
                httpx.get(running.first["https"], verify=False, trust_env=False)  # noqa: S501
        told = running.line_with("error")
        assert told["kind"] == "certificate"
        assert "certificate --forget" in told["remedy"]
        assert httpx.post(f"{running.address}/v1/t", content=TRACK, trust_env=False).is_success
        running.child.terminate()
        assert not any("error" in line for line in iter(running.line, {}))  # said once


def test_where_no_certificate_can_be_kept_http_works_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file"))
    with running_sink(tmp_path / "a.tdsession") as running:
        assert "https" not in running.first
        assert running.line_with("error")["kind"] == "certificate"
        assert httpx.post(f"{running.address}/v1/t", content=TRACK, trust_env=False).is_success


def test_it_ends_at_once_beside_idle_connections(
    sink: RunningSink, trusted: ssl.SSLContext
) -> None:
    with (
        httpx.Client(base_url=sink.first["https"], verify=trusted, trust_env=False) as idle,
        socket.create_connection(("127.0.0.1", port(sink)), PATIENCE),
    ):
        assert idle.get("/").is_success
        sink.child.terminate()
        assert sink.child.wait(PATIENCE) == 0
    assert sink.child.stderr is not None
    assert sink.child.stderr.read() == b""
