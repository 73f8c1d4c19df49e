"""Other devices are let in only where that was asked for; the certificate names them; they read nothing."""

from __future__ import annotations

import json
import ssl
from ipaddress import ip_address
from pathlib import Path

import httpx
import pytest

from debugger.certificates.names import is_permitted
from debugger.sink.network import host_names, network_of
from tests.running_sink import running_sink

ELSEWHERE = "127.0.0.2"
"""An address of this machine that is listened on only where all are."""
CANARY = "canary-51b9e7"
TRACK = json.dumps({"type": "track", "event": CANARY, "userId": CANARY}).encode()
GUESSES = [
    *(
        "/",
        "/v1",
        "/v1/track",
        "/events",
        "/session",
        "/sessions",
        "/api/events",
        "/v1/batch",
        "/metrics",
    ),
    *(
        f"/v1/projects/{CANARY}x/settings",
        "/sourceConfig/",
        "/v1/pixel/track",
        "/..%2f..%2fetc/passwd",
    ),
    *("/test.tdsession", "/track-debugger-ca-key.pem", "/certificates/track-debugger-ca-key.pem"),
]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "", "::1", "127.0.0.7"])
def test_loopback_is_no_network(host: str) -> None:
    assert network_of(host) == ()


def test_a_chosen_address_is_its_own_network() -> None:
    assert network_of("192.168.7.7") == ("192.168.7.7",)
    for address in network_of("0.0.0.0"):  # noqa: S104
        assert not ip_address(address).is_loopback


def test_the_name_of_this_machine_fits_into_the_certificate() -> None:
    assert all(is_permitted(name) for name in host_names())


def test_without_being_asked_nobody_else_is_let_in(tmp_path: Path) -> None:
    with running_sink(tmp_path / "a.tdsession") as sink, pytest.raises(httpx.ConnectError):
        httpx.get(f"http://{ELSEWHERE}:{sink.port}", trust_env=False)


def test_devices_can_send_and_read_nothing(tmp_path: Path) -> None:
    with running_sink(tmp_path / "a.tdsession", "--host", "0.0.0.0") as sink:  # noqa: S104
        https_port = sink.first["https"].rpartition(":")[2]
        trusted = ssl.create_default_context(cafile=sink.first["certificate"])
        addresses = [f"http://{ELSEWHERE}:{sink.port}", f"https://{ELSEWHERE}:{https_port}"]
        for address in (*addresses, f"http://[::1]:{sink.port}", f"https://[::1]:{https_port}"):
            with httpx.Client(base_url=address, verify=trusted, trust_env=False) as device:
                assert device.post("/v1/track", content=TRACK).json() == {"success": True}
        assert len(sink.rows()) == 4
        for address in addresses:
            with httpx.Client(base_url=address, verify=trusted, trust_env=False) as device:
                for path in GUESSES:
                    for method in ("GET", "HEAD", "OPTIONS"):
                        answer = device.request(method, path)
                        assert CANARY not in answer.text.replace(f"{CANARY}x", "")
                        assert "PRIVATE KEY" not in answer.text
                settings = device.get("/v1/projects/wk/settings").json()
                apihost = settings["integrations"]["Segment.io"]["apiHost"]
                assert apihost == f"{address.partition('://')[2]}/v1"
        for address in filter(is_permitted, sink.first.get("network", [])):
            answer = httpx.post(
                f"https://{address}:{https_port}/v1/t",
                content=TRACK,
                verify=trusted,
                trust_env=False,
            )
            assert answer.is_success
