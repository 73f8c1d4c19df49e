"""What became of each message of a real SDK that met a simulated fault, as the ledger tells it."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path

import pytest

from debugger.session.deliveries import Standing, Try
from debugger.session.ledger import Ledger
from tests.clients.conftest import CALLS, ran
from tests.node_sdks import FOLDER as NODE
from tests.running_sink import RunningSink, running_sink

PYTHON = [sys.executable, str(Path(__file__).with_name("send.py")), "segment"]


@pytest.fixture(params=["segment-analytics-python", "@segment/analytics-node"])
def sdk(request: pytest.FixtureRequest) -> list[str]:
    """The command of an app that makes six calls with an SDK."""
    if request.param == "segment-analytics-python":
        return PYTHON
    return [request.getfixturevalue("node"), str(NODE / "send.mjs")]


def send(sdk: list[str], sink: RunningSink) -> None:
    """Runs the app to its end; one that is refused may end with an error."""
    ran([*sdk, sink.address], {"HOST": sink.address})


def told(sink: RunningSink) -> list[tuple[Standing, list[Try]]]:
    with closing(Ledger.open(sink.session)) as ledger:
        for _ in ledger.follow():
            pass
        assert ledger.counts().messages == len(CALLS)
        return [(each.delivery.standing, ledger.tries(each.delivery)) for each in ledger.newest(99)]


@pytest.mark.clients
@pytest.mark.parametrize(
    ("fault", "answers"),
    [
        ("429,retry-after=1,next=1", ["429 simulated", "200"]),
        ("500,next=2", ["500 simulated", "500 simulated", "200"]),
        ("drop,next=1", ["connection dropped, simulated", "200"]),
    ],
)
def test_what_failed_is_tried_again_and_delivered_once(
    tmp_path: Path, sdk: list[str], fault: str, answers: list[str]
) -> None:
    with running_sink(tmp_path / "one.tdsession", "--fault", fault) as sink:
        send(sdk, sink)
        deliveries = told(sink)
    assert [standing for standing, _ in deliveries] == [Standing.RETRIED] * len(CALLS)
    for _, tries in deliveries:
        assert [each.answer for each in tries] == answers
        assert len({each.sent_at for each in tries}) == len(tries)
    if "retry-after" in fault:
        assert all(tries[1].received_at - tries[0].received_at > 900_000 for _, tries in deliveries)
    if "500" in fault:
        counts = {tuple(each.retry_count for each in tries) for _, tries in deliveries}
        assert counts <= {("", "1", "2"), ("0", "1", "2")}


@pytest.mark.clients
def test_what_is_refused_is_not_tried_again(tmp_path: Path, sdk: list[str]) -> None:
    with running_sink(tmp_path / "one.tdsession", "--fault", "400") as sink:
        send(sdk, sink)
        deliveries = told(sink)
    assert [standing for standing, _ in deliveries] == [Standing.REFUSED] * len(CALLS)
    assert all(len(tries) == 1 for _, tries in deliveries)
