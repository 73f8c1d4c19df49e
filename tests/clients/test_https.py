"""SDKs over HTTPS, unmodified: they send once they trust the authority, and are named while they do not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.clients.conftest import CALLS
from tests.node_sdks import FOLDER as NODE
from tests.running_sink import PATIENCE, RunningSink

PYTHON_APP = Path(__file__).with_name("send.py")


def ran(command: list[str], **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=NODE,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def seen_kinds(sink: RunningSink) -> list[str]:
    """What was seen beside events, until the end."""
    sink.child.terminate()
    return [line["seen"]["kind"] for line in iter(sink.line, {}) if "seen" in line]


@pytest.mark.clients
def test_python_with_the_authority_in_its_environment(sink: RunningSink) -> None:
    ended = ran(
        [sys.executable, str(PYTHON_APP), "segment", sink.first["https"]],
        REQUESTS_CA_BUNDLE=sink.first["certificate"],
    )

    assert (ended.returncode, ended.stderr) == (0, "")
    events = sink.events()
    assert {(event.row.type, event.row.name) for event in events} == CALLS
    assert len(events) == len(CALLS)


@pytest.mark.clients
def test_python_without_trust(sink: RunningSink) -> None:
    ended = ran([sys.executable, str(PYTHON_APP), "segment", sink.first["https"], "sync_mode"])

    assert "CERTIFICATE_VERIFY_FAILED" in ended.stderr
    assert sink.rows() == []
    assert "untrusted" in seen_kinds(sink)


@pytest.mark.clients
def test_node_with_the_authority_in_its_environment(sink: RunningSink, node: str) -> None:
    ended = ran(
        [node, "send.mjs"],
        HOST=sink.first["https"].replace("127.0.0.1", "localhost"),
        NODE_EXTRA_CA_CERTS=sink.first["certificate"],
    )

    assert (ended.returncode, ended.stderr) == (0, "")
    events = sink.events()
    assert {(event.row.type, event.row.name) for event in events} == CALLS
    assert len(events) == len(CALLS)


@pytest.mark.clients
def test_node_without_trust(sink: RunningSink, node: str) -> None:
    post = f"fetch('{sink.first['https']}/v1/t', {{method: 'POST', body: '{{}}'}})"
    ask = f"{post}.catch((error) => console.log(error.cause.code))"
    ended = ran([node, "-e", ask])

    assert ended.stdout.strip() == "UNABLE_TO_GET_ISSUER_CERT_LOCALLY"
    assert sink.rows() == []
    assert {"untrusted", "tls-failed"} & set(seen_kinds(sink))
