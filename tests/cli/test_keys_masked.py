"""A write key stands in nothing that the command line says: neither of what arrives nor of what it judges."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from base64 import b64encode
from http.client import HTTPConnection
from pathlib import Path

import pytest

from debugger.__main__ import main

KEY = "wk_live_5f2a9c3f77d1"
CALL = {
    "type": "track",
    "writeKey": KEY,
    "userId": 42,
    "event": "Walk Booked",
    "properties": {"revenue": "1"},
}
BASIC = "Basic " + b64encode(f"{KEY}:".encode()).decode()


def send(port: int, method: str, path: str, body: str | None = None, **headers: str) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(method, path, body, headers)
    connection.getresponse().read()
    connection.close()


@pytest.mark.parametrize("form", ["text", "jsonl"])
def test_serve_says_no_key(form: str, tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "debugger",
        "serve",
        "--format",
        form,
        "--port",
        "0",
        "--no-https",
    ]
    command += ["--session", str(tmp_path / "one.tdsession"), "--fault", f"429,source={KEY}"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        first = child.stdout.readline()
        port = int(first.split("127.0.0.1:")[1].split(",")[0].strip('"')) if form == "text" else int(
            json.loads(first)["listening"].rpartition(":")[2])  # fmt: skip
        send(port, "GET", f"/v1/projects/{KEY}/settings", Origin="http://localhost:3000")
        send(port, "GET", f"/analytics.js/v1/{KEY}/analytics.min.js")
        send(port, "GET", f"/sourceConfig/?writeKey={KEY}")
        send(port, "OPTIONS", f"/v1/projects/{KEY}/settings", Origin="http://localhost:3000")
        send(port, "GET", f"/nowhere?writeKey={KEY}")
        send(port, "PUT", f"/v1/projects/{KEY}/settings", json.dumps(CALL))
        send(port, "POST", f"/beacon/v1/batch?writeKey={KEY}", json.dumps({"batch": [CALL]}))
        send(port, "POST", "/v1/track", json.dumps(CALL), Authorization=BASIC)
        send(port, "POST", "/v1/track", f'{{"writeKey": "{KEY}", }}', Authorization=BASIC)
        child.send_signal(signal.SIGTERM)
        said, complained = child.communicate(timeout=30)
    lines = [
        line for line in said.splitlines() if '{"faults"' not in line
    ]  # what it was started with
    assert lines
    assert KEY not in "\n".join(lines) + complained


@pytest.mark.parametrize("form", ["text", "json", "junit", "sarif", "github"])
def test_reports_have_no_key(form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    payloads = tmp_path / "calls.ndjson"
    broken = f'{{"writeKey": "{KEY}", "userId": }}'
    payloads.write_text(f"{json.dumps(CALL)}\n{json.dumps({**CALL, 'event': ''})}\n{broken}\n")

    assert main(["check", str(payloads), "--format", form]) == 1
    said = capsys.readouterr()
    assert "revenue" in said.out
    assert KEY not in said.out + said.err
