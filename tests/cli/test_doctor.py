"""`track-debugger doctor` looks at real servers: ours, other programs, silence, and none."""

from __future__ import annotations

import json
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from debugger.__main__ import main
from debugger.certificates.authority import make
from debugger.connection.self_test import is_self_test
from tests.running_sink import PATIENCE, RunningSink, running_sink


@pytest.fixture
def sink(tmp_path: Path) -> Iterator[RunningSink]:
    with running_sink(tmp_path / "test.tdsession") as running:
        yield running


def looked(capsys: pytest.CaptureFixture[str], url: str, *options: str) -> tuple[int, Any]:
    """The exit code, and what was told as JSON."""
    code = main(["doctor", url, "--format", "json", "--timeout", "1", *options])
    return code, json.loads(capsys.readouterr().out)


def ids(told: Any) -> set[str]:
    return {each["id"] for each in told["diagnoses"] if each["severity"] != "advice"}


@contextmanager
def program(answer: Callable[[socket.socket], None], host: str = "127.0.0.1") -> Iterator[int]:
    """A program that answers every connection in its way; its port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, 0), family=family) as listener:

        def serve() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                with closing(connection):
                    answer(connection)

        thread = threading.Thread(target=serve)
        thread.start()
        yield int(listener.getsockname()[1])
        listener.shutdown(socket.SHUT_RDWR)
        thread.join(PATIENCE)


def tls_of_another_program(folder: Path) -> ssl.SSLContext:
    """What a server shows whose authority nobody here knows."""
    now = datetime.now(UTC)
    served = folder / "served.pem"
    served.write_bytes(make("another machine", now).issue(("127.0.0.1",), now))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(served)
    return context


def test_a_track_debugger_is_healthy_and_nothing_is_sent(
    sink: RunningSink, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = looked(capsys, f"http://localhost:{sink.port}")

    assert (code, told["healthy"], ids(told)) == (0, True, set())
    steps = [(step["kind"], step["ok"]) for step in told["steps"]]
    assert steps == [
        ("resolve", True),
        *[("connect", True), ("home", True)] * (len(steps) // 2 - 1),
        ("settings", True),
        ("preflight", True),
    ]
    assert f"localhost:{sink.port}/v1" in str(told["steps"])
    assert sink.rows() == []


def test_a_call_that_is_sent_is_ours_and_right(
    sink: RunningSink, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = looked(capsys, f"127.0.0.1:{sink.port}", "--send")

    assert code == 0
    assert [step["kind"] for step in told["steps"]][-2:] == ["write", "answer"]
    (event,) = sink.events()
    assert is_self_test(event.row.message_id)
    assert event.source.library == "track-debugger"
    assert event.findings == ()


def test_its_own_look_is_not_told_in_the_terminal(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "debugger", "serve", "--port", "0", "--no-https"]
    with subprocess.Popen(
        [*command, "--session", str(tmp_path / "s.tdsession")], stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        address = child.stdout.readline().split()[2].rstrip(",")
        assert main(["doctor", address]) == 0
        child.terminate()
        assert "Settings asked for" not in child.communicate(timeout=PATIENCE)[0]


def test_nothing_that_listens_is_trouble(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    code, told = looked(capsys, f"http://127.0.0.1:{port}")

    assert code == 1
    assert ids(told) == {"nothing-listens"}


def test_another_program_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    class Other(BaseHTTPRequestHandler):
        server_version = "Shop\x1b/1"
        sys_version = ""

        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"Welcome to the shop")

        def log_message(self, *_arguments: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Other) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        code, told = looked(capsys, f"http://127.0.0.1:{server.server_port}")
        server.shutdown()
        thread.join(PATIENCE)

    assert code == 1
    (found,) = told["diagnoses"]
    assert found["id"] == "other-program"
    assert "Shop\\x1b/1" in found["seen"]
    if sys.platform == "linux":
        assert "(process " in found["seen"]


def test_a_program_that_says_nothing_is_waited_for_no_longer_than_asked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def wait(connection: socket.socket) -> None:
        while connection.recv(1000):
            pass

    with program(wait) as port:
        code, told = looked(capsys, f"http://127.0.0.1:{port}")
    assert (code, ids(told)) == (1, {"other-program"})
    assert "did not answer within 1 s" in str(told["steps"])


@pytest.mark.parametrize("said", [b"", b"220 mail ready\r\n", b"\0" * 100])
def test_a_program_that_speaks_no_http_is_another(
    capsys: pytest.CaptureFixture[str], said: bytes
) -> None:
    def say(connection: socket.socket) -> None:
        connection.recv(1000)
        connection.sendall(said)

    with program(say) as port:
        code, told = looked(capsys, f"http://127.0.0.1:{port}")
    assert (code, ids(told)) == (1, {"other-program"})


def test_https_to_a_port_for_http_is_told_apart(
    sink: RunningSink, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = looked(capsys, f"https://127.0.0.1:{sink.port}")
    assert (code, ids(told)) == (1, {"tls-on-plain"})
    assert told["steps"][-1]["text"] == (
        f"Port {sink.port} of 127.0.0.1 speaks plain HTTP, not HTTPS."
    )


def test_http_to_a_port_for_https_is_told_apart(
    sink: RunningSink, capsys: pytest.CaptureFixture[str]
) -> None:
    port = sink.first["https"].rpartition(":")[2]
    code, told = looked(capsys, f"http://127.0.0.1:{port}")
    assert (code, ids(told)) == (1, {"plain-on-tls"})
    assert told["steps"][-1]["text"] == f"127.0.0.1:{port} speaks HTTPS, not plain HTTP."


def test_another_programs_port_for_http_is_told_apart_too(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """One that hangs up at what is no HTTP, as many do."""

    def answer(connection: socket.socket) -> None:
        if connection.recv(1000).startswith(b"HEAD "):
            connection.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")

    with program(answer) as port:
        code, told = looked(capsys, f"https://127.0.0.1:{port}")
    assert (code, ids(told)) == (1, {"tls-on-plain"})


def test_another_programs_port_for_https_is_told_apart_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server = tls_of_another_program(tmp_path)

    def shake(connection: socket.socket) -> None:
        with suppress(OSError), server.wrap_socket(connection, server_side=True) as opened:
            opened.recv(1000)

    with program(shake) as port:
        code, told = looked(capsys, f"http://127.0.0.1:{port}")
    assert (code, ids(told)) == (1, {"plain-on-tls"})


def test_a_proxy_that_changes_the_settings_is_found(
    sink: RunningSink, capsys: pytest.CaptureFixture[str]
) -> None:
    """One that says another Host, and answers OPTIONS itself."""

    def forward(connection: socket.socket) -> None:
        request = connection.recv(65536)
        if request.startswith(b"OPTIONS"):
            connection.sendall(b"HTTP/1.1 405 No\r\nContent-Length: 0\r\n\r\n")
            return
        name, _, rest = request.partition(b"Host: ")
        changed = name + b"Host: elsewhere:1\r\n" + rest.partition(b"\r\n")[2]
        with socket.create_connection(("127.0.0.1", sink.port), PATIENCE) as behind:
            behind.sendall(changed)
            while part := behind.recv(65536):
                connection.sendall(part)

    with program(forward) as port:
        code, told = looked(capsys, f"http://127.0.0.1:{port}")
    assert (code, ids(told)) == (1, {"settings-wrong", "preflight-refused"})


def test_a_name_that_stands_for_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    code, told = looked(capsys, "http://a..b:8765")
    assert (code, ids(told)) == (1, {"unknown-name"})


@pytest.mark.parametrize(
    "url", ["ftp://localhost", "http://", "http://localhost:99999", "http://[::1"]
)
def test_what_is_no_address_is_a_fault_of_usage(
    url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["doctor", url]) == 2
    assert "Write http://localhost:8765." in capsys.readouterr().err


def test_text_says_what_is_wrong_and_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    assert main(["doctor", f"http://127.0.0.1:{port}"]) == 1
    out = capsys.readouterr().out
    assert "error nothing-listens: Nothing listens there\n" in out
    assert "  = Start Track Debugger" in out


def test_text_of_a_healthy_one_adds_what_cannot_be_seen(
    sink: RunningSink, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["doctor", f"http://127.0.0.1:{sink.port}"]) == 0
    out = capsys.readouterr().out
    assert "Nothing is in the way here." in out
    assert "allowInsecureProxy" in out


def test_lines_are_told_as_they_happen(
    sink: RunningSink, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"http://127.0.0.1:{sink.port}"
    assert main(["doctor", url, "--format", "jsonl", "--send"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["step"]["kind"] for line in lines if "step" in line][-1] == "answer"
    assert lines[-1] == {"url": url, "healthy": True}


def test_one_of_two_addresses_is_enough(
    sink: RunningSink, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if not socket.has_ipv6:
        pytest.skip("this machine has no IPv6")
    sink.close()
    with running_sink(tmp_path / "two.tdsession", "--host", "::1", port=sink.port) as second:
        code, told = looked(capsys, f"http://localhost:{second.port}")
    assert (code, ids(told)) == (0, set())
    assert told["diagnoses"][0]["id"] == "nothing-listens"


def test_a_certificate_of_nobody_we_know_is_not_trusted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server = tls_of_another_program(tmp_path)

    def shake(connection: socket.socket) -> None:
        with suppress(OSError), server.wrap_socket(connection, server_side=True):
            pass

    with program(shake) as port:
        code, told = looked(capsys, f"https://127.0.0.1:{port}")
    assert (code, ids(told)) == (1, {"certificate-not-ours"})
